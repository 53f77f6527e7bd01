/** `<sync-status>`: is what I wrote safe? Shows saving, saved, waiting and refused of everything open on the page, and the two facts about the connection. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { DossierElement } from './internal/element.ts';
import { formatTime } from './internal/formats.ts';
import { OUTDATED, retry, waitingText } from './internal/notices.ts';
import type { Session, Stop } from './internal/session.ts';
import { base, controls, tokens } from './internal/styles.ts';
import { pageClock, type Clock } from './line/clock.ts';

/** "Saving…" appears at once, because "saved" would not be true; then it stays long enough to be read. */
const KEEP_FOR = 600;
/** How long "Back online" is shown. */
const BACK_FOR = 3_000;

type Tone = 'calm' | 'busy' | 'warning' | 'danger';
interface Face { readonly text: string; readonly tone: Tone; readonly action?: { readonly label: string; readonly run: () => void } }

/**
 * Is what I wrote safe? Saving, saved, waiting or refused, of everything open on the page, and whether page and server hear each other.
 *
 * @prop {Clock} clock - Where the time comes from; the browser's own unless a page sets another.
 * @csspart status - The line of text.
 */
export class SyncStatus extends DossierElement {
  static override readonly styles = [
    tokens,
    base,
    controls,
    css`
      :host { display: inline-block; }
      .root { container-type: normal; }
      .status { display: inline-flex; align-items: center; gap: 8px; min-height: 28px; font-size: 13px; color: var(--d-muted); }
      .dot { flex: none; width: 8px; height: 8px; border-radius: 50%; background: var(--d-accent); transition: background-color 160ms; }
      .busy .dot { background: none; border: 2px solid var(--d-accent); }
      .warning { color: var(--d-due); }
      .warning .dot { border-radius: 1px; background: var(--d-due); rotate: 45deg; }
      .danger .dot { border-radius: 1px; background: var(--d-danger); }
      .link { flex: none; font-size: 13px; }
      @media (forced-colors: active) { .dot { background: CanvasText; } }
    `,
  ];
  /** The page's own by default. */
  clock: Clock = pageClock;
  #timer: Stop | undefined;
  /** When "Saving…" came up; undefined while it is not shown. */
  #busySince: number | undefined;
  #wasOffline = false;
  #backUntil = 0;

  protected override attach(session: Session): Stop {
    this.#wasOffline = false;
    const stop = session.subscribe(() => this.requestUpdate());
    return () => {
      stop();
      this.#timer?.();
    };
  }

  #again(milliseconds: number): void {
    this.#timer?.();
    this.#timer = this.clock.after(milliseconds, () => this.requestUpdate());
  }

  /** Whether "Saving…" is to be seen now. */
  #busy(saving: boolean): boolean {
    const now = this.clock.now();
    if (saving) {
      this.#busySince ??= now;
      return true;
    }
    if (this.#busySince === undefined) return false;
    const left = KEEP_FOR - (now - this.#busySince);
    if (left > 0) {
      this.#again(left);
      return true;
    }
    this.#busySince = undefined;
    return false;
  }

  #face(session: Session): Face {
    const t = this.t.kit;
    const { state, saved } = session;
    const offline = state.kind === 'offline';
    if (this.#wasOffline && state.kind === 'online') this.#backUntil = this.clock.now() + BACK_FOR;
    if (state.kind === 'online' || offline) this.#wasOffline = offline;

    const waiting = saved.kind === 'waiting' ? waitingText(this.t, saved, offline && state.cause === 'device') : '';
    if (state.kind === 'signedOut') return { text: `${t.signedOut} ${waiting}`.trim(), tone: 'warning', action: { label: t.signIn, run: () => retry(session) } };
    if (state.kind === 'failed' && state.code === OUTDATED) return { text: `${t.outdated} ${waiting}`.trim(), tone: 'danger', action: { label: t.reload, run: () => location.reload() } };
    if (state.kind === 'failed') return { text: t.serverLost, tone: 'danger', action: { label: t.retry, run: () => retry(session) } };
    if (saved.kind === 'notSaved') return { text: t.notSaved(saved.count), tone: 'danger' };
    if (saved.kind === 'waiting') return { text: saved.trying || (offline && state.cause === 'device') ? waiting : `${waiting} · ${t.reconnecting}`, tone: 'warning' };
    if (offline) return { text: state.cause === 'device' ? t.offline : t.reconnecting, tone: 'warning' };
    if (state.kind !== 'online') return { text: t.connecting, tone: 'busy' };
    if (this.#busy(saved.kind === 'saving')) return { text: t.saving, tone: 'busy' };
    const backFor = this.#backUntil - this.clock.now();
    if (backFor > 0) {
      this.#again(backFor);
      return { text: t.back, tone: 'calm' };
    }
    const at = saved.kind === 'saved' ? saved.at : null;
    return { text: at === null ? t.saved : t.savedAt(formatTime(this.language, at)), tone: 'calm' };
  }

  protected override render(): TemplateResult | typeof nothing {
    const { session } = this;
    if (session === null) return nothing;
    const { text, tone, action } = this.#face(session);
    // Losing the connection with words unsent may interrupt; everything else is said when the reader pauses.
    return this.frame(html`<span class="status ${tone}" part="status">
      <span class="dot" aria-hidden="true"></span><span role="status" aria-live=${tone === 'danger' || tone === 'warning' ? 'polite' : 'off'}>${text}</span>
      ${action === undefined ? nothing : html`<button type="button" class="link" @click=${action.run}>${action.label}</button>`}
    </span>`);
  }
}

declare global {
  interface HTMLElementTagNameMap { 'sync-status': SyncStatus }
}
