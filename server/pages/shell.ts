/** What every own page shares: header, language and appearance, who is signed in, and the way out. The page itself is in `<main>`. */
import type { Me } from '../../model/api.ts';
import { beginChoices, chooseLanguage, chooseScheme, chosenLanguage, chosenScheme, onChoice, say } from './choices.ts';
import { dropNotes, unsentCount } from './capture/notes.ts';
import { at } from './root.ts';
import { api, endSession, getToken, goToSignIn, onTrouble, SIGNED_OUT_PAGE } from './token.ts';
import type { Trouble } from './token.ts';
import type { Word } from './words.ts';

/** The kit's session element, as far as these pages use it. */
interface SessionElement extends HTMLElement { getToken?: () => Promise<string>; signOut?: () => Promise<boolean> }

const NAMES = { 'en': 'English', 'zh-Hans': '简体中文', 'zh-Hant': '繁體中文', 'es': 'español' } as const;
export type PageName = 'customers' | 'today' | 'record' | 'insight' | 'data' | 'governance' | 'admin' | 'none';

function make<K extends keyof HTMLElementTagNameMap>(tag: K, fields: Readonly<Record<string, string>> = {}, ...children: readonly (Node | string)[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(fields)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
const word = (name: Word): Record<string, string> => ({ 'data-word': name });

/** Draws the header. `signedIn` false: a page for who is not. */
export function beginShell(page: PageName, signedIn = true): void {
  const header = document.querySelector('header');
  if (!header) throw new Error('the page has no header');
  const link = (name: Exclude<PageName, 'none'>, path: string): HTMLAnchorElement => make('a', { href: at(path), ...word(name), ...(name === page ? { 'aria-current': 'page' } : {}) });
  const language = make('select', { 'name': 'language', 'data-word-label': 'language' }, ...Object.entries(NAMES).map(([key, name]) => make('option', { value: key, lang: key }, name)));
  const scheme = make('select', { 'name': 'scheme', 'data-word-label': 'scheme' }, ...(['auto', 'light', 'dark'] as const).map((key) => make('option', { value: key, ...word(key) })));
  const more = make('button', { 'type': 'button', 'class': 'more', 'aria-expanded': 'false', 'aria-controls': 'choices', 'data-word-label': 'settings' }, '⋯');
  /** For those who may. */
  const [insight, data, governance, admin] = (['insight', 'data', 'governance', 'admin'] as const).map((name) => {
    const found = link(name, name);
    // the policy and what one asked for are everybody's
    found.hidden = page !== name && name !== 'insight' && name !== 'governance';
    found.classList.add('side');
    return found;
  }) as [HTMLAnchorElement, HTMLAnchorElement, HTMLAnchorElement, HTMLAnchorElement];
  const me = make('bdi', { class: 'name' });
  const out = make('button', { type: 'button', class: 'plain', ...word('signOut') });
  const everywhere = make('button', { 'type': 'button', 'class': 'plain small', ...word('everywhere'), 'data-word-label': 'signOutEverywhere' });
  const skip = make('a', { class: 'skip', href: '#main', ...word('skip') });
  header.before(skip);
  header.append(
    ...(signedIn ? [make('nav', { 'data-word-label': 'pages' }, link('customers', './'), link('today', 'today'), link('record', 'm'))] : [make('span', { class: 'grow' })]),
    more,
    make('div', { class: 'choices', id: 'choices' }, ...(signedIn ? [insight, data, governance, admin] : []), language, scheme, ...(signedIn ? [make('p', { class: 'me' }, me, out, everywhere)] : [])),
  );
  language.addEventListener('change', () => chooseLanguage(language.value));
  scheme.addEventListener('change', () => chooseScheme(scheme.value));
  more.addEventListener('click', () => more.setAttribute('aria-expanded', String(more.getAttribute('aria-expanded') !== 'true')));
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || more.getAttribute('aria-expanded') !== 'true') return;
    more.setAttribute('aria-expanded', 'false');
    more.focus();
  });
  beginChoices();
  onChoice(() => {
    language.value = chosenLanguage();
    scheme.value = chosenScheme();
  });
  if (!signedIn) return;
  const bar = troubleBar(header);
  onTrouble((trouble) => bar(trouble));
  out.addEventListener('click', () => void signOut([out, everywhere], false, bar));
  everywhere.addEventListener('click', () => void signOut([out, everywhere], true, bar));
  onMe((person) => {
    me.textContent = person.name;
    if (person.can.import) data.hidden = false;
    if (person.can.directory || person.roles.includes('steward') || person.roles.includes('compliance')) admin.hidden = false;
  });
}

/** A line below the header that says what is wrong with the sign-in and offers the next step. */
function troubleBar(header: HTMLElement): (trouble: Trouble | 'sign-out') => void {
  const text = make('p');
  const act = make('button', { type: 'button' });
  const bar = make('aside', { class: 'trouble', role: 'alert' }, text, act);
  bar.hidden = true;
  header.after(bar);
  act.addEventListener('click', goToSignIn);
  let now: Trouble | 'sign-out' = null;
  const draw = (): void => {
    bar.hidden = now === null;
    act.hidden = now === 'waiting' || now === 'sign-out';
    act.textContent = now === 'cookies' ? say('retry') : say('signIn');
    text.textContent = now === null ? '' : now === 'signed-out' ? `${say('over')} ${say('overText')}` : say(now === 'cookies' ? 'noCookies' : now === 'waiting' ? 'waiting' : 'signOutFailed');
  };
  onChoice(draw);
  return (trouble) => {
    now = trouble;
    draw();
  };
}

const hearers = new Set<(me: Me) => void>();
let known: Me | null = null;
/** Hears who is signed in, once the server has said so. */
export function onMe(listener: (me: Me) => void): void {
  hearers.add(listener);
  if (known) listener(known);
}
export async function loadMe(): Promise<Me> {
  const answer = await api('api/me');
  if (!answer.ok) throw new Error(`me: ${answer.status}`);
  const me = known = (await answer.json()) as Me;
  for (const listener of hearers) listener(me);
  return me;
}

/** Gives the kit's session element its token. */
export function beginSession(): void {
  const session = document.querySelector<SessionElement>('archive-session');
  if (session) session.getToken = getToken;
}

async function mayRemoveNotes(): Promise<boolean> {
  const count = await unsentCount();
  if (count === 0) return true;
  const stay = make('button', { value: 'stay', autofocus: '' }, say('unsentStay'));
  const dialog = make('dialog', { 'aria-labelledby': 'unsent', 'lang': chosenLanguage() },
    make('h2', { id: 'unsent' }, say('unsentTitle')), make('p', {}, say('unsentText', { count })),
    make('form', { method: 'dialog', class: 'tools' }, make('button', { value: 'go', class: 'plain' }, say('unsentGo')), stay));
  document.body.append(dialog);
  dialog.showModal();
  await new Promise((done) => { dialog.addEventListener('close', done, { once: true }); });
  dialog.remove();
  return dialog.returnValue === 'go';
}

/** First what is not saved is named, then the session ends, then nothing of the person stays in this browser. */
async function signOut(buttons: readonly [HTMLButtonElement, HTMLButtonElement], everywhere: boolean, tell: (trouble: 'sign-out') => void): Promise<void> {
  if (!(await mayRemoveNotes())) return;
  const session = document.querySelector<SessionElement>('archive-session');
  if (session?.signOut && !(await session.signOut())) return;
  const [button] = buttons;
  for (const each of buttons) each.disabled = true;
  button.textContent = say('signingOut');
  try {
    const elsewhere = await endSession(everywhere);
    await dropNotes();
    location.replace(elsewhere ?? SIGNED_OUT_PAGE);
  } catch {
    for (const each of buttons) each.disabled = false;
    button.textContent = say('signOut');
    tell('sign-out'); // says what to do; nothing was removed
  }
}
