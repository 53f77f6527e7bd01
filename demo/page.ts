/** What every page of the demo shares: who is signed in, language, appearance, banner. A real intranet has all this already; only `getToken` would remain. */
import { LANGUAGES, resolveLanguage } from '../model/labels.ts';
import type { Labels, Language } from '../model/labels.ts';
import { sayAll } from './words.ts';

export interface DemoPerson { readonly id: string; readonly name: string; readonly department: string | null; readonly title: Labels }

type SessionElement = HTMLElement & { getToken?: () => Promise<string> };

const query = new URLSearchParams(location.search);
/** Each frame signs in for itself, although frames of one tab share their storage. */
const frame = query.get('frame') ?? '';
const PERSON = `demo-person${frame}`;
const TOKEN = `demo-token${frame}`;

export const isFrame = frame !== '';

/** Whom this page, or frame, stands for; an address that names a person wins. */
export function signedIn(): string | null {
  const named = query.get('person');
  if (named && sessionStorage.getItem(PERSON) !== named) signIn(named);
  return sessionStorage.getItem(PERSON);
}

export function signIn(person: string): void {
  sessionStorage.setItem(PERSON, person);
  sessionStorage.removeItem(TOKEN);
}

export function signOut(): void {
  sessionStorage.removeItem(PERSON);
  sessionStorage.removeItem(TOKEN);
}

/** Seconds since 1970 at which a token ends; 0 when that cannot be read. */
function endOf(token: string): number {
  try {
    const payload = JSON.parse(atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'))) as { exp?: number };
    return payload.exp ?? 0;
  } catch {
    return 0; // whatever is stored there is no token: ask for a new one
  }
}

/** The token the components ask for: kept while it lasts, else minted anew for the same person. */
export async function getToken(): Promise<string> {
  const kept = sessionStorage.getItem(TOKEN);
  if (kept && endOf(kept) * 1000 > Date.now() + 120_000) return kept;
  const token = await tokenFor(signedIn());
  sessionStorage.setItem(TOKEN, token);
  return token;
}

/** A new token for a sample person. */
export async function tokenFor(person: string | null): Promise<string> {
  const answer = await fetch('./api/demo/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ person }) });
  if (!answer.ok) throw new Error(`sign-in failed: ${answer.status}`);
  return ((await answer.json()) as { token: string }).token;
}

export async function people(): Promise<readonly DemoPerson[]> {
  const answer = await fetch('./api/demo/people');
  if (!answer.ok) throw new Error(`people: ${answer.status}`);
  return ((await answer.json()) as { items: readonly DemoPerson[] }).items;
}

/** What the address asks for is kept, so that it holds on the next page and in frames. */
function kept(name: 'language' | 'scheme', asked: string | null): string | null {
  if (asked !== null) localStorage.setItem(`demo-${name}`, asked);
  return asked ?? localStorage.getItem(`demo-${name}`);
}

let chosenLanguage: Language = resolveLanguage(kept('language', query.get('lang')) ?? navigator.language);
export const language = (): Language => chosenLanguage;

function showLanguage(chosen: Language): void {
  chosenLanguage = chosen;
  document.documentElement.lang = chosen;
  sayAll(document, chosen);
  document.dispatchEvent(new CustomEvent('demo-language', { detail: chosen }));
}

type Scheme = 'auto' | 'light' | 'dark';
const SCHEMES: readonly string[] = ['auto', 'light', 'dark'];
const schemeOf = (wanted: string | null): Scheme => (wanted !== null && SCHEMES.includes(wanted) ? (wanted as Scheme) : 'auto');

function showScheme(chosen: Scheme): void {
  if (chosen === 'auto') delete document.documentElement.dataset['scheme'];
  else document.documentElement.dataset['scheme'] = chosen;
}

/** A choice made in one frame or tab holds in the others too. */
function followChoices(): void {
  addEventListener('storage', ({ key, newValue }) => {
    if (key === 'demo-language') showLanguage(resolveLanguage(newValue ?? undefined));
    if (key === 'demo-scheme') showScheme(schemeOf(newValue));
  });
}

function bindChoice(name: string, value: string, changed: (value: string) => void): void {
  const select = document.querySelector<HTMLSelectElement>(`select[name=${name}]`);
  if (!select) return;
  select.value = value;
  select.addEventListener('change', () => changed(select.value));
}

/** Sets language and appearance, and gives the page's session its token. False: nobody is signed in, and the page is being left. */
export function beginPage(): boolean {
  if (isFrame) document.documentElement.dataset['frame'] = frame;
  const scheme = schemeOf(kept('scheme', query.get('scheme')));
  showScheme(scheme);
  showLanguage(language());
  followChoices();
  bindChoice('language', language(), (value) => {
    const chosen = LANGUAGES.find((each) => each === value) ?? 'en';
    localStorage.setItem('demo-language', chosen);
    showLanguage(chosen);
  });
  bindChoice('scheme', scheme, (value) => {
    localStorage.setItem('demo-scheme', value);
    showScheme(schemeOf(value));
  });
  const more = document.querySelector('[data-act=more]');
  more?.addEventListener('click', () => more.setAttribute('aria-expanded', String(more.getAttribute('aria-expanded') !== 'true')));
  document.querySelector('[data-act=switch]')?.addEventListener('click', leaveToSignIn);
  if (!document.querySelector('archive-session')) return true;
  if (signedIn() === null) {
    leaveToSignIn();
    return false;
  }
  const session = document.querySelector<SessionElement>('archive-session');
  if (session) session.getToken = getToken;
  session?.addEventListener('dossier-auth-required', leaveToSignIn);
  void showName();
  return true;
}

function leaveToSignIn(): void {
  signOut();
  if (isFrame) return;
  location.href = `./sign-in.html?next=${encodeURIComponent(location.pathname.split('/').pop() + location.search)}`;
}

async function showName(): Promise<void> {
  const place = document.querySelector<HTMLElement>('[data-me]');
  if (!place) return;
  try {
    const me = (await people()).find((person) => person.id === signedIn());
    place.textContent = me?.name ?? '';
  } catch {
    place.textContent = ''; // the components say what is wrong with the connection
  }
}
