/** The end of a session with words that are not saved: the page is told, and the person asked where there is a choice. */
import type { Language } from '../../model/labels.ts';
import type { SignOut } from '../internal/events.ts';
import type { FullSession } from '../internal/full-session.ts';

/** False: the person, or the page, wants to stay. */
export async function leave(session: FullSession, holder: Element, { unsaved, cause }: SignOut, language: Language): Promise<boolean> {
  const asked = cause === 'asked';
  const stays = !holder.dispatchEvent(new CustomEvent<SignOut>('dossier-sign-out', { detail: { unsaved, cause }, bubbles: true, composed: true, cancelable: asked }));
  if (stays || !asked) return !stays;
  const question = await import('../internal/sign-out.ts').catch(() => null);
  // Without a network the browser's own question has to do: values are named all the same.
  return question === null ? confirm(unsaved.map(({ key, value }) => `${key}: ${String(value)}`).join('\n')) : question.mayGo(session, language, unsaved);
}
