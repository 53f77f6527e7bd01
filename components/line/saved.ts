/** What is saved: of one section, of all of a session together, and the browser's question before it leaves a page with words that would be lost. */
import type { FullSession } from '../internal/full-session.ts';
import type { SavedState } from '../internal/session.ts';
import { sectionsOf } from './sections.ts';

/** Stands in `localStorage` while the browser keeps edits or words: a page on which nobody writes need not load what reads them. */
export const FLAG = 'dossier-outbox';

/** Of one section; `pending` counts the values that wait for an acknowledgement. */
export interface Pending {
  readonly pending: number;
  readonly savedAt: number | null;
  /** The server could not store it just now; it is sent again after a pause. */
  readonly trying: boolean;
  /** False: what waits would be lost with the page, not only until the browser has written it down. */
  readonly keeps: boolean;
}

export function savedState({ pending, savedAt, trying, keeps }: Pending, refused: number, reached: boolean): SavedState {
  if (refused > 0) return { kind: 'notSaved', count: refused };
  if (pending === 0) return { kind: 'saved', at: savedAt };
  if (reached && !trying) return { kind: 'saving' };
  return { kind: 'waiting', count: pending, ...(keeps ? {} : { kept: false }), ...(trying ? { trying } : {}) };
}

/** The worst of all sections is the state of the page. */
export function summarise(session: FullSession): void {
  const sections = sectionsOf(session).filter(({ follows }) => !follows);
  const all = sections.map((section) => section.saved);
  const waiting = all.filter((saved) => saved.kind === 'waiting');
  const count = (kind: 'notSaved' | 'waiting') => all.reduce((sum, saved) => sum + (saved.kind === kind ? saved.count : 0), 0);
  const at = Math.max(0, ...[...all, session.saved].map((saved) => (saved.kind === 'saved' ? (saved.at ?? 0) : 0)));
  const pending = waiting.length > 0 || all.some((saved) => saved.kind === 'saving') ? 1 : 0;
  const saved = savedState({
    pending: count('waiting') || pending, savedAt: at || null, keeps: !waiting.some(({ kept }) => kept === false), trying: waiting.some(({ trying }) => trying),
  }, count('notSaved'), waiting.length === 0);
  guard(session, sections.some(({ refused, atRisk }) => refused.length > 0 || atRisk));
  // Every keystroke comes by here; the page is told only what is new.
  if (JSON.stringify(saved) === JSON.stringify(session.saved)) return;
  session.saved = saved;
  session.changed();
}

const risky = new Set<FullSession>();
const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
/**
 * The browser asks before it leaves a page on which something would be lost: values that the server refused, changes of a restricted
 * section, and others as long as the outbox does not have them. What the outbox has goes up from the next page and is worth no question.
 * The listener is there only while it has to be: it costs the page its fast way back.
 */
function guard(session: FullSession, risk: boolean): void {
  const before = risky.size > 0;
  if (risk) risky.add(session);
  else risky.delete(session);
  if (before === risky.size > 0) return; // every keystroke comes by here several times
  if (before) removeEventListener('beforeunload', warn);
  else addEventListener('beforeunload', warn);
}
