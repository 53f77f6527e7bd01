/** The server's own sign-in as the source of tokens, for pages of the server's origin. The browser holds the session in a cookie that no script can read; the page only ever gets tokens. */
import type { GetToken } from './tokens.ts';

/** How long the issuer may take to say silently that the person is still signed in there. */
const SILENT_MS = 10_000;

/** Back from the sign-in within this time and still nobody: the browser keeps no cookie, and going there again would not end. */
const LOOP_MS = 15_000;
const LEFT = 'dossier-left';

const left = (): number => {
  try {
    return Number(sessionStorage.getItem(LEFT));
  } catch {
    return 0; // shut off by the browser: no loop is noticed then
  }
};

/** Leaves for the sign-in, which comes back to this page. */
export function leaveToSignIn(endpoint: string): void {
  try {
    sessionStorage.setItem(LEFT, String(Date.now()));
  } catch {
    // as above
  }
  location.assign(`${endpoint}/sign-in?next=${encodeURIComponent(location.pathname + location.search + location.hash)}`);
}

/** Who comes without a session is sent to sign in at once. Who had one is not: they may be in the middle of a sentence, and are asked. */
export function ownSignIn(endpoint: string): GetToken {
  const ask = (): Promise<Response> => fetch(`${endpoint}/sign-in/token`, { method: 'POST' });
  let known = false;
  return async () => {
    let answer = await ask();
    if (answer.status === 401 && (await answer.clone().text()).includes('"renew"')) {
      await silently(endpoint);
      answer = await ask();
    }
    if (answer.ok) {
      known = true;
      return ((await answer.json()) as { token: string }).token;
    }
    if (answer.status === 401 && !known && Date.now() - left() > LOOP_MS) {
      leaveToSignIn(endpoint);
      return new Promise(() => {}); // the page is being left
    }
    throw new Error(`sign-in: ${answer.status}`);
  };
}

/** Ends the session of this browser at the server. Throws where that cannot be known to have happened; a server without a sign-in has none. */
export async function leaveServer(endpoint: string): Promise<void> {
  const answer = await fetch(`${endpoint}/sign-out`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
  if (!answer.ok && answer.status !== 404) throw new Error(`sign-out: ${answer.status}`);
}

/** Sends a frame to the issuer and back. Whether that helped shows when a token is asked for again. */
function silently(endpoint: string): Promise<void> {
  return new Promise((resolve) => {
    const frame = document.createElement('iframe');
    const end = (): void => {
      clearTimeout(timer);
      frame.remove();
      resolve();
    };
    const timer = setTimeout(end, SILENT_MS);
    frame.hidden = true;
    frame.addEventListener('load', () => {
      try {
        if (frame.contentWindow?.location.search === '?done') end();
      } catch {
        // it stands at the issuer, whose address is not ours to read
      }
    });
    frame.src = `${endpoint}/sign-in?silent`;
    document.body.append(frame);
  });
}
