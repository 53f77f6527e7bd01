/** What the elements of the governance page share: lists that are asked for, an act with what it said, and the host of their finders. What they show is their own. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { DossierElement } from '../internal/element.ts';
import { composing, fenced } from '../internal/keys.ts';
import { notice } from '../internal/notices.ts';
import { ApiError } from '../internal/session.ts';
import type { Session, Stop } from '../internal/session.ts';
import { base, controls, tokens } from '../internal/styles.ts';
import { pageClock } from '../line/clock.ts';
import type { Clock } from '../line/clock.ts';
import { findHost } from './finds.ts';
import type { FindHostIn } from './finds.ts';
import { Opener } from './opener.ts';
import { governanceStyles } from './styles.ts';
import { governanceTexts } from './texts.ts';
import type { GovernanceTexts } from './texts.ts';

export type Listed<T> = { readonly kind: 'loading' | 'failed' } | { readonly kind: 'here'; readonly items: readonly T[] };

export abstract class GovernanceElement extends DossierElement {
  static override readonly properties = { headingLevel: { type: Number, attribute: 'heading-level' } };
  static override readonly styles = [tokens, base, controls, governanceStyles];
  declare headingLevel: number;
  clock: Clock = pageClock;
  protected here: Session | null = null;
  protected busy = false;
  #said = '';
  #problem = '';
  readonly #opener = new Opener(() => this.renderRoot as ShadowRoot, () => this.updateComplete);

  constructor() {
    super();
    this.headingLevel = 2;
    this.addEventListener('click', this.#opener.pressed, { capture: true });
  }

  protected override attach(session: Session): Stop {
    this.here = session;
    this.#said = this.#problem = '';
    let begun = false;
    // what is asked for depends on who asks, and that is told a little later
    const begin = (): void => {
      if (begun || session.me === null) return;
      begun = true;
      void this.load(session);
    };
    const stop = session.subscribe(begin);
    begin();
    return () => {
      stop();
      this.here = null;
    };
  }
  protected abstract load(session: Session): Promise<void>;
  /** Closes what is open; false: nothing was. */
  protected abstract escape(): boolean;

  protected get g(): GovernanceTexts {
    return governanceTexts(this.language);
  }
  protected get off(): boolean {
    return this.busy || this.session?.state.kind === 'offline';
  }
  protected hostOf(session: Session): FindHostIn {
    return findHost(this, session);
  }
  protected async focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  /** What is there stays when it cannot be had again; `null` before: said in its place, with a second try. */
  protected async ask<T>(session: Session, path: string, before: Listed<T>): Promise<Listed<T>> {
    try {
      return { kind: 'here', items: (await session.request<{ readonly items: readonly T[] }>('GET', path)).items };
    } catch {
      return before.kind === 'here' ? before : { kind: 'failed' };
    }
  }

  /** Does it, says so and asks again; why not is said where it was tried. */
  protected async act(work: (session: Session) => Promise<unknown>, said: string): Promise<boolean> {
    const session = this.here;
    if (session === null || this.busy) return false;
    this.busy = true;
    this.#said = this.#problem = '';
    this.requestUpdate();
    let done = false;
    try {
      await work(session);
      [this.#said, done] = [said, true];
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#problem = error.status < 500 && error.status > 0 ? `${this.g.failed} ${[...new Set(error.problems.map(({ message }) => message))].join(' ') || error.message}` : this.g.failed;
    } finally {
      this.busy = false;
    }
    if (done) await this.load(session);
    this.requestUpdate();
    void this.focusOn(done ? '.done' : '.problem');
    return done;
  }
  protected wrong(text: string, focus: string): void {
    this.#problem = text;
    this.requestUpdate();
    void this.focusOn(focus);
  }
  protected clear(): void {
    this.#said = this.#problem = '';
  }
  protected said(): TemplateResult {
    return html`<div role="status">${this.#said === '' ? nothing : html`<p class="done" tabindex="-1">${this.#said}</p>`}</div>${this.#problem === '' ? nothing : html`<p class="danger problem" role="alert" tabindex="-1">${this.#problem}</p>`}`;
  }

  protected listView<T>(list: Listed<T>, empty: string, item: (one: T) => TemplateResult, retry: () => void): TemplateResult {
    switch (list.kind) {
      case 'loading': return html`<div class="waiting" role="status" aria-label=${this.t.kit.loading}>${Array.from({ length: 3 }, () => html`<span class="skeleton"></span>`)}</div>`;
      case 'failed': return notice(this.t.kit.failed, 'error', { label: this.t.kit.retry, run: retry });
      case 'here': return list.items.length === 0 ? html`<p class="muted">${empty}</p>` : html`<ul class="items">${list.items.map(item)}</ul>`;
    }
  }

  protected readonly onKey = fenced((event) => {
    if (composing(event) || event.key !== 'Escape' || !this.escape()) return;
    event.preventDefault();
    this.requestUpdate();
    void this.#opener.back();
  });
}
