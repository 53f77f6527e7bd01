/** The one session of a page of the site: which sample person it stands for, and how it fails when a state is shown. */
import { ENDPOINT, tokenFor } from './server.ts';
import type { State } from '../playgrounds.ts';

type SessionElement = HTMLElement & { getToken?: () => Promise<string>; signOut?: () => Promise<boolean>; retry?: () => void };

let session: SessionElement | undefined;
/** Ends the wait of a token that never comes: sessions of one server share their asking. */
let giveUp: (() => void) | undefined;

const signedOut = (): Error => new Error('signed out');
const askOf = (person: string, state: State): (() => Promise<string>) => {
  if (state === 'loading') return () => new Promise((_done, fail) => { giveUp = () => { fail(signedOut()); }; });
  return state === 'signedOut' ? () => Promise.reject(signedOut()) : () => tokenFor(person);
};

/** A new session in place of the last one; elements find it as the page's default. */
export async function beginSession(person: string, state: State): Promise<void> {
  giveUp?.();
  giveUp = undefined;
  if (session) {
    await session.signOut?.();
    session.remove();
    await new Promise((done) => { setTimeout(done); }); // it ends after the elements that it served
  }
  session = document.createElement('archive-session');
  session.setAttribute('endpoint', ENDPOINT);
  session.getToken = askOf(person, state);
  document.body.append(session);
  session.retry?.(); // the server's line may still be that of the session before
}
