/** `<emergency-access>`: for whom the policy names, the way into an archive that they may not read, and while it is open how long. Others see nothing. What they opened is `emergency/glasses.ts`. */
import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { GLASS_MINUTES } from '../model/rights/glass.ts';
import type { GlassView } from '../model/rights/glass.ts';
import { valueOf } from './admin/host.ts';
import { glassesOf } from './emergency/glasses.ts';
import type { Glasses } from './emergency/glasses.ts';
import { governanceTexts } from './governance/texts.ts';
import type { GovernanceTexts } from './governance/texts.ts';
import { DossierElement } from './internal/element.ts';
import { keepTyping } from './internal/keys.ts';
import { ApiError } from './internal/session.ts';
import type { Session, Stop } from './internal/session.ts';
import { base, controls, tokens } from './internal/styles.ts';
import { pageClock } from './line/clock.ts';
import type { Clock } from './line/clock.ts';

const styles = css`
  .banner { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; padding: 8px 16px; background: var(--d-danger); color: var(--d-surface); font-weight: 600; }
  .banner p { flex: 1 1 220px; }
  .banner .button { border-color: currentColor; background: transparent; color: inherit; }
  .banner .button:hover:not(:disabled) { background: transparent; text-decoration: underline; }
  .banner :focus-visible { outline-color: currentColor; }
  .way { display: grid; gap: 8px; justify-items: start; padding: 8px 16px 16px; }
  dialog { width: min(520px, calc(100vw - 32px)); padding: 0; border: 1px solid var(--d-border); border-radius: var(--d-radius); background: var(--d-surface); color: var(--d-text); }
  dialog::backdrop { background: rgb(0 0 0 / 45%); }
  form { display: grid; gap: 12px; padding: 16px; }
  h2 { font-size: 16px; font-weight: 600; }
  ul { display: grid; gap: 4px; padding-inline-start: 18px; list-style: disc; }
  label { display: grid; gap: 4px; }
  input[type='number'] { max-width: 120px; }
  .buttons { display: flex; flex-wrap: wrap; gap: 8px; }
`;
const SHIPPED_MINUTES = 15;
const SECOND = 1_000;

/**
 * For whom the policy names, the way into an archive that is shut to them, and how long it stays open. Others see nothing of it. Cards and forms have it inside.
 *
 * @attr archive - Whose: id of the archive, or its key in another system as `system:value` (`erp:GZ/2019-0045`).
 * @attr shut - The archive is not open to this person: the way in is offered.
 * @prop {Clock} clock - Where the time comes from; the browser's own unless a page sets another.
 * @fires dossier-open - The archive is open now. Only where the element stands in the page itself: an element that has it inside shows the archive by itself.
 * @csspart banner - What stands there while the archive is open.
 */
export class EmergencyAccess extends DossierElement {
  static override readonly properties = { archive: {}, shut: { type: Boolean } };
  static override readonly styles = [tokens, base, controls, styles];
  declare archive: string;
  declare shut: boolean;
  clock: Clock = pageClock;

  #glasses: Glasses | null = null;
  /** Where the archive was named by an external key, its id. */
  #id: string | null = null;
  #asking: { reason: string; minutes: string } | null = null;
  #busy = false;
  #problem = '';
  #said = '';
  #tick: Stop | undefined;

  constructor() {
    super();
    this.archive = '';
    this.shut = false;
  }

  protected override attach(session: Session): Stop {
    const glasses = (this.#glasses = glassesOf(session));
    let stop: Stop | undefined;
    // who the person is may be told later
    const begin = (): void => { if (session.me?.can.emergency) stop ??= glasses.listen(() => this.requestUpdate()); };
    const heard = session.subscribe(begin);
    begin();
    return () => {
      stop?.();
      heard();
      this.#tick?.();
      this.#glasses = null;
    };
  }
  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('archive')) [this.#id, this.#asking, this.#problem, this.#said] = [null, null, '', ''];
  }
  get #texts(): GovernanceTexts {
    return governanceTexts(this.language);
  }
  get #mine(): GlassView | undefined {
    return this.#glasses?.of(this.#id ?? this.archive);
  }

  protected override updated(): void {
    this.#tick?.();
    this.#tick = undefined;
    const glass = this.#mine;
    if (glass?.state !== 'open' || glass.until === null) return;
    const left = Date.parse(glass.until) - this.clock.now();
    this.#tick = this.clock.after(left > 0 ? Math.min(SECOND, left) : 5 * SECOND, () => {
      // the server says when it is over; until it does, nothing is said to be open that is not
      if (left <= SECOND) void this.#glasses?.look();
      this.requestUpdate();
    });
  }

  #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }
  async #ask(): Promise<void> {
    this.#asking = { reason: '', minutes: String(SHIPPED_MINUTES) };
    this.#problem = this.#said = '';
    this.requestUpdate();
    await this.updateComplete;
    this.#dialog()?.showModal();
  }
  #close(): void {
    this.#dialog()?.close();
    this.#asking = null;
    this.requestUpdate();
  }
  async #go(event: Event): Promise<void> {
    event.preventDefault();
    const [asking, t] = [this.#asking, this.#texts.break];
    if (asking === null || this.#busy || this.#glasses === null) return;
    const minutes = Number(asking.minutes);
    if (asking.reason.trim() === '') return this.#wrong(t.missing, 'textarea');
    if (!Number.isInteger(minutes) || minutes < 1 || minutes > GLASS_MINUTES) return this.#wrong(t.range, 'input');
    this.#busy = true;
    this.requestUpdate();
    try {
      const glass = await this.#glasses.open(this.archive, asking.reason.trim(), minutes);
      this.#id = glass.archive;
      this.#close();
      if (glass.state === 'open' && this.getRootNode() === document) this.wish('dossier-open', { archive: glass.archive }, true);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#wrong(error.status === 409 ? t.waits : t.failed, 'textarea');
      if (error.status === 409) void this.#glasses.look();
    } finally {
      this.#busy = false;
      this.requestUpdate();
    }
  }
  #wrong(text: string, focus: string): void {
    this.#problem = text;
    this.requestUpdate();
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`form ${focus}`)?.focus());
  }
  async #end(glass: GlassView): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.requestUpdate();
    try {
      await this.#glasses?.end(glass);
      this.#said = this.#texts.break.over;
    } catch {
      this.#problem = this.#texts.failed;
      void this.#glasses?.look();
    } finally {
      this.#busy = false;
      this.requestUpdate();
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const { session } = this;
    if (!this.archive || !session?.me?.can.emergency) return nothing;
    const t = this.#texts.break;
    const glass = this.#mine;
    const offline = session.state.kind === 'offline';
    const left = glass?.state === 'open' && glass.until !== null ? Math.max(0, Date.parse(glass.until) - this.clock.now()) : null;
    return this.frame(html`
      ${left === null || glass === undefined ? nothing : html`<div class="banner no-print" part="banner" role="group" aria-label=${t.title(glass.name)}><p role="timer">${t.banner(clockFace(left))}</p><button type="button" class="button end" ?disabled=${this.#busy || offline} @click=${() => void this.#end(glass)}>${t.end}</button></div>`}
      <div role="status">${glass === undefined && this.#said !== '' ? html`<p class="way muted">${this.#said}</p>` : nothing}</div>
      ${glass?.state === 'waiting' ? html`<p class="way muted">${t.waits}</p>` : nothing}
      ${this.shut && glass === undefined ? html`<div class="way no-print"><button type="button" class="button danger break" ?disabled=${offline} @click=${() => void this.#ask()}>${t.open}</button></div>` : nothing}
      ${this.#asking === null ? nothing : this.#dialogView(this.#asking, offline)}`);
  }

  #dialogView(asking: { reason: string; minutes: string }, offline: boolean): TemplateResult {
    const t = this.#texts.break;
    return html`<dialog aria-labelledby="emergency-title" @close=${() => { this.#asking = null; this.requestUpdate(); }} @keydown=${keepTyping} @keyup=${keepTyping} @keypress=${keepTyping}>
      <form @submit=${(event: Event) => void this.#go(event)} novalidate>
        <h2 id="emergency-title">${t.title(this.archive)}</h2>
        <p>${t.lead}</p><ul><li>${t.told}</li><li>${t.reads}</li><li>${t.reviewed}</li></ul>
        <label><span>${t.reason}</span><textarea name="reason" required maxlength="2000" aria-invalid=${this.#problem === t.missing ? 'true' : 'false'} .value=${asking.reason} @input=${(event: Event) => { asking.reason = valueOf(event); }}></textarea></label>
        <label><span>${t.minutes}</span><input type="number" name="minutes" min="1" max=${GLASS_MINUTES} inputmode="numeric" .value=${asking.minutes} @input=${(event: Event) => { asking.minutes = valueOf(event); }} /><span class="muted small">${t.range}</span></label>
        ${this.#problem === '' ? nothing : html`<p class="danger" role="alert">${this.#problem}</p>`}
        <div class="buttons"><button type="submit" class="button danger go" ?disabled=${this.#busy || offline}>${t.go}</button><button type="button" class="button" @click=${() => this.#close()}>${t.cancel}</button></div>
      </form></dialog>`;
  }
}

/** `7:05`; what is begun counts as a second. */
function clockFace(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / SECOND);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

declare global {
  interface HTMLElementTagNameMap { 'emergency-access': EmergencyAccess }
}
