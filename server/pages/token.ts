/** The page's token: asked of this server by its cookie, renewed beside the work, and the way to the sign-in when nobody is signed in. */
import { at, named, ROOT } from './root.ts';

export type Trouble = 'signed-out' | 'cookies' | 'waiting' | null;

/** Nobody is signed in: the page says so, and what was typed stays. */
export class SignedOut extends Error {}

const LEFT = named('left');
/** Back from the sign-in within this time and still nobody: the browser keeps no cookie. */
const LOOP_MS = 15_000;
const FRAME_MS = 15_000;
const PAUSES = [1_000, 2_000, 5_000, 10_000, 30_000] as const;
/** A token is good until shortly before its end. */
const SPARE_MS = 30_000;

let heard: (trouble: Trouble) => void = () => undefined;
/** Who shows what is wrong with the sign-in. */
export const onTrouble = (listener: (trouble: Trouble) => void): void => { heard = listener; };

let kept: { readonly token: string; readonly ends: number } | null = null;
/** Nothing has been shown yet that leaving could lose. */
let fresh = true;
/** On the way to the sign-in: nothing more is asked, whose answer could meet what the sign-in brings back. */
let leaving = false;
addEventListener('pageshow', ({ persisted }) => { if (persisted) leaving = false; }); // back to this page without a sign-in

export const post = (path: string, body?: object): Promise<Response> =>
  fetch(at(path), { method: 'POST', credentials: 'same-origin', cache: 'no-store', ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}) });

const wait = (milliseconds: number): Promise<void> => new Promise((done) => { setTimeout(done, milliseconds); });
const noted = (): number => { try { return Number(sessionStorage.getItem(LEFT) ?? 0); } catch { return 0; } }; // shut off: no loop is noticed, none is made by us alone
const note = (): void => { try { sessionStorage.setItem(LEFT, String(Date.now())); } catch { /* as above */ } };

export const signInAddress = (): string => at(`sign-in?next=${encodeURIComponent(location.pathname + location.search + location.hash)}`);

export function goToSignIn(): void {
  note();
  location.assign(signInAddress());
}

/** The issuer is asked again in a frame that nobody sees; what comes of it, the next question for a token shows. */
async function renew(): Promise<void> {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.title = '';
  const done = new Promise<void>((resolve) => { frame.addEventListener('load', () => resolve(), { once: true }); });
  frame.src = at('sign-in?silent');
  document.body.append(frame);
  await Promise.race([done, wait(FRAME_MS)]);
  frame.remove();
}

async function ask(): Promise<string> {
  if (leaving) throw new SignedOut('leaving');
  const answer = await post('sign-in/token');
  if (answer.ok) {
    const { token, expires } = (await answer.json()) as { token: string; expires: number };
    kept = { token, ends: expires * 1000 };
    fresh = false;
    return token;
  }
  if (answer.status === 401) throw new SignedOut(((await answer.json()) as { error: { code: string } }).error.code);
  if (answer.status === 404) throw new SignedOut('no-sign-in');
  throw new Error(`no token: ${answer.status}`);
}

/** One try; throws `SignedOut`, and whatever the network throws. */
export async function tokenOnce(): Promise<string> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof SignedOut) || error.message !== 'renew') throw error;
    await renew();
    return ask();
  }
}

let asking: Promise<string> | null = null;
/** The token at hand or a new one; waits while the server or the issuer does not answer. Rejects when nobody is signed in. */
export const getToken = (): Promise<string> => {
  asking ??= patient().finally(() => { asking = null; });
  return asking;
};

/** Whom a token is for. */
const subjectOf = (token: string): string => {
  const bytes = Uint8Array.from(atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')), (each) => each.charCodeAt(0));
  return (JSON.parse(new TextDecoder().decode(bytes)) as { readonly sub: string }).sub;
};

export const tokenAtHand = (): string | null => (kept && kept.ends - SPARE_MS > Date.now() ? kept.token : null);

async function patient(): Promise<string> {
  for (let tries = 0; ; tries++) {
    try {
      const token = await tokenOnce();
      heard(null);
      return token;
    } catch (error) {
      if (error instanceof SignedOut) {
        leave();
        throw error;
      }
      if (tries > 1 && navigator.onLine) heard('waiting');
      await wait(PAUSES[Math.min(tries, PAUSES.length - 1)] ?? 30_000);
    }
  }
}

/** A page just opened goes to the sign-in by itself; one with work on it says so and leaves it to the person. */
function leave(): void {
  if (leaving) return;
  if (!fresh) return heard('signed-out');
  if (Date.now() - noted() < LOOP_MS) return heard('cookies');
  leaving = true;
  goToSignIn();
}

/** Asks the interface as the person; a token that was refused is asked for anew, once. `only`: nobody else may ask this, who has signed in since in another tab; throws `SignedOut` then. */
export async function api(path: string, init: RequestInit = {}, only?: string): Promise<Response> {
  const send = async (token: string): Promise<Response> => {
    if (only !== undefined && subjectOf(token) !== only) throw new SignedOut('another');
    return fetch(at(path), { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } });
  };
  const answer = await send(tokenAtHand() ?? await getToken());
  return answer.status === 401 ? send(await getToken()) : answer;
}

/** From now on the page is not left by itself: there may be words on it. */
export const stayHere = (): void => { fresh = false; };

/** `null`: this server has no more to say; else where one signs out at the issuer too. */
export async function endSession(everywhere: boolean): Promise<string | null> {
  const answer = await post('sign-out', { everywhere });
  if (!answer.ok && answer.status !== 404) throw new Error(`sign-out: ${answer.status}`);
  kept = null;
  return answer.ok ? ((await answer.json()) as { location: string | null }).location : null;
}

export const SIGNED_OUT_PAGE = new URL('sign-in?out', ROOT).href;
