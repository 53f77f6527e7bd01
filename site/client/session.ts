/** The one session of a page of the site: which sample person it stands for, and how it fails when a state is shown. */
import { ENDPOINT, tokenFor } from './server.ts';
import type { State } from '../playgrounds.ts';

type SessionElement = HTMLElement & { getToken?: () => Promise<string> };

let session: SessionElement | undefined;

/** A new session in place of the last one; elements find it as the page's default. */
export async function beginSession(person: string, state: State): Promise<void> {
  if (session) {
    session.remove();
    await new Promise((done) => { setTimeout(done); }); // a session ends after the elements that it served
  }
  session = document.createElement('archive-session');
  session.setAttribute('endpoint', state === 'error' ? `${ENDPOINT}nowhere/` : ENDPOINT);
  session.getToken = state === 'loading' ? () => new Promise(() => {})
    : state === 'signedOut' ? () => Promise.reject(new Error('signed out'))
    : () => tokenFor(person);
  document.body.append(session);
}
