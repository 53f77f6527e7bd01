/** `<aml-sheet>`: the rating of money-laundering risk of one customer: what counts, who rated and why, when it is due again; rating anew, approving. Whoever does not read that section sees nothing at all. Parts are in `classes/`. */
import { html, nothing, type TemplateResult } from 'lit';
import type { AmlView } from '../model/aml/api.ts';
import type { AmlWish } from '../model/aml/wish.ts';
import { ask, failureText } from './classes/ask.ts';
import { ratingCard } from './classes/rating-card.ts';
import { RatingForm } from './classes/rating-form.ts';
import { ratingStyles } from './classes/rating-styles.ts';
import { classTexts, type ClassTexts } from './classes/texts.ts';
import { DossierElement } from './internal/element.ts';
import { ApiError, type Session, type Stop } from './internal/session.ts';
import { base, controls, tokens } from './internal/styles.ts';
import { afterRest, pageClock } from './line/clock.ts';
import type { Clock } from './line/clock.ts';

type Shown = { readonly kind: 'loading' } | { readonly kind: 'none' } | { readonly kind: 'failed' } | { readonly kind: 'here'; readonly view: AmlView };
/** News of a customer come in bursts. */
const REST_MS = 400;

/**
 * The rating of money-laundering risk of one customer: what counts with its score and weight, who rated and why, when it is due again; rating anew and approving by a second person of
 * compliance. Whoever may not read that section sees nothing at all.
 *
 * @attr archive - Whose: id of the archive, or its key in another system as `system:value` (`erp:GZ/2019-0045`).
 * @attr readonly - Nothing can be rated or approved here, whatever the person's right.
 * @attr discreet - Shows nothing while the customer looks on.
 * @attr heading-level - Level of the title; what stands below it counts on from there.
 * @prop {Clock} clock - Where the time comes from; the browser's own unless a page sets another.
 * @csspart sheet - The whole sheet.
 */
export class AmlSheet extends DossierElement {
  static override readonly properties = { archive: {}, readonly: { type: Boolean, reflect: true }, discreet: { type: Boolean, reflect: true }, headingLevel: { type: Number, attribute: 'heading-level' } };
  static override readonly styles = [tokens, base, controls, ratingStyles];
  declare archive: string;
  declare readonly: boolean;
  declare discreet: boolean;
  declare headingLevel: number;
  clock: Clock = pageClock;

  #of: string | undefined;
  #shown: Shown = { kind: 'loading' };
  #form: RatingForm | null = null;
  #asked = 0;
  #busy = false;
  #note = '';
  #noteProblem = false;
  #said = '';
  #problem = '';

  constructor() {
    super();
    this.archive = '';
    this.readonly = this.discreet = false;
    this.headingLevel = 3;
  }
  get #t(): ClassTexts {
    return classTexts(this.language);
  }
  get #path(): string {
    return `/api/archives/${encodeURIComponent(this.archive)}/aml`;
  }

  protected override attach(session: Session): Stop | undefined {
    this.#of = this.archive;
    this.#shown = { kind: 'loading' };
    this.#form = null;
    this.#said = this.#problem = this.#note = '';
    if (!this.archive) return undefined;
    const soon = afterRest(() => void this.#load(session), REST_MS, this.clock);
    let first = true;
    const stop = session.watch(this.archive, ({ kind }) => {
      if (kind === 'missing') this.#show({ kind: 'none' });
      else if (kind === 'ready' && !first) soon.call();
      if (kind !== 'loading') first = false;
    });
    void this.#load(session);
    return () => {
      this.#asked++;
      soon.cancel();
      stop();
    };
  }
  override willUpdate(): void {
    if (this.archive !== this.#of) this.reattach();
  }

  #show(shown: Shown): void {
    this.#shown = shown;
    if (shown.kind === 'none') this.#form = null;
    this.requestUpdate();
  }
  async #load(session: Session): Promise<void> {
    const mine = ++this.#asked;
    try {
      const view = await ask<AmlView>(session, 'GET', this.#path);
      if (mine === this.#asked) this.#show({ kind: 'here', view });
    } catch (error) {
      if (mine !== this.#asked) return;
      // not there, or not for this person: the two look the same, and like nothing
      if (error instanceof ApiError && (error.status === 404 || error.status === 403)) this.#show({ kind: 'none' });
      else if (this.#shown.kind !== 'here') this.#show({ kind: 'failed' });
    }
  }

  async #send(path: string, body: unknown, said: string): Promise<void> {
    const { session } = this;
    if (session === null || this.#busy) return;
    this.#busy = true;
    this.#problem = this.#said = '';
    this.requestUpdate();
    try {
      const view = await ask<AmlView>(session, 'POST', path, body);
      this.#asked++; // an answer that was under way tells of before
      this.#form = null;
      this.#note = '';
      this.#noteProblem = false;
      this.#said = said;
      this.#show({ kind: 'here', view });
      void this.#focusOn('.said');
    } catch (error) {
      this.#problem = failureText(error, this.#t);
      void this.#load(session);
    } finally {
      this.#busy = false;
      this.requestUpdate();
    }
  }
  async #focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  #open(view: AmlView): void {
    this.#said = this.#problem = '';
    this.#form = new RatingForm({
      view, changed: () => { this.requestUpdate(); }, focus: (selector) => void this.#focusOn(selector),
      save: (wish: AmlWish, waits) => void this.#send(this.#path, wish, waits ? this.#t.saidWaits : this.#t.saidRated),
      close: () => {
        this.#form = null;
        this.requestUpdate();
        void this.#focusOn('.rate');
      },
    });
    this.requestUpdate();
    void this.#focusOn('form input');
  }
  #decide(view: AmlView, approve: boolean): void {
    this.#noteProblem = !approve && this.#note.trim() === '';
    if (this.#noteProblem) {
      this.requestUpdate();
      return void this.#focusOn('#note');
    }
    void this.#send(`${this.#path}/decision`, { row: view.items[0]?.row ?? '', approve, note: this.#note.trim() }, approve ? this.#t.saidApproved : this.#t.saidRefused);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { session, t: kit, language } = this;
    const shown = this.#shown;
    // what may not be read leaves no trace: no frame, no title, no skeleton
    if (session === null || this.discreet || !this.archive || shown.kind === 'none' || shown.kind === 'loading') return nothing;
    const t = this.#t;
    if (shown.kind === 'failed') return this.frame(html`<div class="rating notice error" role="alert"><p>${kit.kit.failed}</p><button type="button" class="button" @click=${() => void this.#load(session)}>${kit.kit.retry}</button></div>`);
    const { view } = shown;
    const offline = session.state.kind === 'offline';
    const off = this.#busy || offline;
    return this.frame(html`<section class="rating" part="sheet" aria-labelledby="rating-title">
      <div class="bar"><h3 id="rating-title" role="heading" aria-level=${this.headingLevel}>${t.rating}</h3>
        ${view.level === null ? html`<span class="level">${t.none}</span>` : html`<span class="level ${view.level}">${t.levels[view.level]}</span>`}</div>
      ${ratingCard(view, {
        t, language, off, me: session.me?.id ?? null, note: this.#note, noteProblem: this.#noteProblem,
        setNote: (text) => { this.#note = text; this.#noteProblem = false; this.requestUpdate(); }, decide: (approve) => { this.#decide(view, approve); },
      })}
      ${this.#form !== null ? this.#form.render({ t, language, off }) : view.mayRate && !this.readonly ? html`<div class="buttons"><button type="button" class="button rate" ?disabled=${off} @click=${() => { this.#open(view); }}>${view.items.length === 0 ? t.rateFirst : t.rate}</button></div>` : nothing}
      <p class="danger small" role="alert" ?hidden=${this.#problem === ''}>${this.#problem}</p>
      <p class="muted small said" role="status" tabindex="-1">${offline ? t.offline : this.#said}</p>
    </section>`);
  }
}

declare global {
  interface HTMLElementTagNameMap { 'aml-sheet': AmlSheet }
}
