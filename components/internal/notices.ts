/** What an element shows instead of, or above, its content when the session is not well. Elements add their own empty and missing states. */
import { html, nothing, type TemplateResult } from 'lit';
import { CLOSE } from '../../model/protocol.ts';
import { page } from './page.ts';
import type { SavedState, Session } from './session.ts';
import type { Strings } from './strings/index.ts';

/** The close code of a line whose page is older than the server, or newer. */
export const OUTDATED = String(CLOSE.version);

interface Action { readonly label: string; readonly run: () => void }

/** One line with what to do about it. Only an error interrupts a screen reader. */
export const notice = (text: string, tone: 'plain' | 'warning' | 'error' = 'plain', action?: Action): TemplateResult => html`
  <div class="notice ${tone}" role=${tone === 'error' ? 'alert' : nothing}>
    <p>${text}</p>
    ${action === undefined ? nothing : html`<button type="button" class="button no-print" @click=${action.run}>${action.label}</button>`}
  </div>`;

/** Asks for a token again and connects; what is not saved yet stays. */
export function retry(session: Session): void {
  for (const holder of page.holders) if (holder.session === session) holder.retry();
}

/** What waits, for whom, and whether the page may be closed meanwhile. */
export function waitingText(t: Strings, { count, kept, trying }: Extract<SavedState, { kind: 'waiting' }>, device = false): string {
  const { kit } = t;
  const text = trying ? kit.trying(count) : device ? kit.offlineWaiting(count) : kit.waiting(count);
  return kept === false ? `${text} · ${kit.onlyHere}` : text;
}

/** The session's trouble, or nothing while all is well. */
export function troubleOf(session: Session | null, t: Strings): TemplateResult | typeof nothing {
  if (session === null) return notice(t.kit.noSession, 'warning');
  const { state } = session;
  switch (state.kind) {
    case 'signedOut': return notice(t.kit.signedOut, 'warning', { label: t.kit.signIn, run: () => retry(session) });
    case 'offline': return notice(t.kit.offlineNow, 'warning');
    case 'failed':
      return state.code === OUTDATED
        ? notice(t.kit.outdated, 'error', { label: t.kit.reload, run: () => location.reload() })
        : notice(t.kit.failed, 'error', { label: t.kit.retry, run: () => retry(session) });
    case 'idle':
    case 'connecting':
    case 'online': return nothing;
  }
}
