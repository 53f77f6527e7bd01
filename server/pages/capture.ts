/** `/m`: a contact recorded on a telephone in a few seconds, with or without signal. Notes are kept by `capture/notes.ts` and sent by `capture/send.ts`; this file holds the page's state. */
import { render } from 'lit';
import { newRowId } from '../../model/ids.ts';
import { choicesFor, usual } from './capture/choices.ts';
import { customerOf, CustomerSearch } from './capture/customers.ts';
import type { Hit } from './capture/customers.ts';
import { changeNote, dropNote, keepDraft, keepMe, knownDraft, knownMe, notesOf, putNote } from './capture/notes.ts';
import type { Choices, Me, Note } from './capture/notes.ts';
import { sendAll } from './capture/send.ts';
import { page } from './capture/view.ts';
import type { Draft, Problem, View } from './capture/view.ts';
import { canReload } from './capture/reload.ts';
import { C } from './capture/words.ts';
import { chosenLanguage, onChoice } from './choices.ts';
import { beginShell, loadMe } from './shell.ts';
import { goToSignIn, SignedOut, stayHere, tokenOnce } from './token.ts';
import { fill } from './words.ts';

const AGAIN_MS = 20_000;
const main = document.querySelector<HTMLElement>('main');
if (!main) throw new Error('the page has no main part');

const random = (count: number): Uint8Array => crypto.getRandomValues(new Uint8Array(count));
const two = (number: number): string => String(number).padStart(2, '0');
function wallClock(): string {
  const now = new Date();
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}T${two(now.getHours())}:${two(now.getMinutes())}`;
}
/** `/m?area=restaurant`: what is noted here says where. */
const area = /^[\w-]{1,64}$/.exec(new URLSearchParams(location.search).get('area') ?? '')?.[0];
const emptyDraft = (channel: string): Draft => ({
  ...(area === undefined ? {} : { area }),
  words: '', chosen: null, note: null, channel, time: wallClock(), zone: Intl.DateTimeFormat().resolvedOptions().timeZone, withWhom: '', text: '', next: '', nextOn: '',
});

let me: Me | null = null;
let choices: Choices = usual(chosenLanguage());
let draft = emptyDraft('visit');
let problem: Problem | null = null;
let hits: View['hits'] = null;
let notes: readonly Note[] = [];
let online = navigator.onLine;
let signedOut = false;
let stranger = false;
let reload: View['reload'] = 'preparing';
let said = '';
let pickTime = false;

const text = (key: keyof typeof C, values?: Readonly<Record<string, string | number>>): string => fill(C[key], chosenLanguage(), values);
/** Escapes of a form that was not written yet do not count as words. */
const typed = (): boolean => draft.words !== '' || draft.chosen !== null || draft.text !== '' || draft.next !== '' || draft.withWhom !== '';

const search = new CustomerSearch((list) => {
  if (list === null) setOnline(false); // the page asks again by itself
  hits = list === null ? null : { list, active: -1 };
  draw();
});

const KEEP_MS = 400;
let keeping: ReturnType<typeof setTimeout> | undefined;
let keptDraft = draft;
/** A telephone closes browsers without asking. */
function keepSoon(): void {
  if (draft === keptDraft || me === null) return;
  keptDraft = draft;
  clearTimeout(keeping);
  const { id } = me;
  keeping = setTimeout(() => void keepDraft(id, typed() ? draft : null).catch(() => undefined), KEEP_MS); // without a store the words stay on the page
}

function draw(): void {
  if (!main) return;
  keepSoon();
  document.title = C.title[chosenLanguage()];
  render(page({
    language: chosenLanguage(), online, signedOut, stranger, reload, draft, choices, problem, hits, notes, said, pickTime, otherTime,
    change: (values) => { said = ''; draft = { ...draft, ...values }; if (problem !== null) check(); draw(); },
    find, choose, walk, leaveHits, save, cancel, edit, retry, drop,
  }), main);
}

function setOnline(is: boolean): void {
  if (online === is) return;
  online = is;
  if (!is) hits = null;
  // words that found nobody while there was no signal
  else if (me && !signedOut && draft.chosen === null && draft.words.trim() !== '') search.ask(draft.words, me.id);
  draw();
}

function find(words: string): void {
  said = '';
  draft = { ...draft, words, chosen: null };
  if (problem === 'needCustomer') problem = null;
  if (online && me && !signedOut) search.ask(words, me.id);
  else hits = null;
  draw();
}
function choose({ id, name }: Hit): void {
  search.stop();
  hits = null;
  draft = { ...draft, chosen: { id, name }, words: name };
  draw();
  document.querySelector<HTMLElement>('#text')?.focus();
}
function leaveHits(): void {
  search.stop();
  hits = null;
  draw();
}
function walk(event: KeyboardEvent): void {
  if (event.isComposing || event.keyCode === 229) return; // Enter ends the composition, not the search
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step !== undefined && hits === null && draft.chosen === null) {
    event.preventDefault();
    return find(draft.words);
  }
  if (step !== undefined && hits && hits.list.length > 0) {
    hits = { ...hits, active: (hits.active + step + hits.list.length + (hits.active < 0 && step < 0 ? 1 : 0)) % hits.list.length };
    event.preventDefault();
  } else if (event.key === 'Enter') {
    event.preventDefault();
    const hit = hits?.list[Math.max(0, hits.active)];
    if (hit) return choose(hit);
    document.querySelector<HTMLElement>('#text')?.focus();
  } else if (event.key === 'Escape' && hits) {
    hits = null;
    event.preventDefault();
  }
  draw();
}

function otherTime(): void {
  pickTime = true;
  draw();
  document.querySelector<HTMLElement>('#time')?.focus();
}

function check(): void {
  problem = draft.chosen === null && draft.words.trim() === '' ? 'needCustomer'
    : draft.text.trim() === '' && draft.next.trim() === '' ? 'needText'
      : /^(19|20|21)\d{2}-\d{2}-\d{2}T\d{2}:\d{2}/.test(draft.time) ? null : 'needTime';
}
const FIELD = { needCustomer: '#customer', needText: '#text', needTime: '#time' } as const;

async function store(): Promise<void> {
  if (!me) return;
  const { words, chosen, note: changed, ...values } = draft;
  const note: Note = {
    ...values, text: values.text.trim(), next: values.next.trim(), withWhom: values.withWhom.trim(), time: values.time.slice(0, 16),
    customer: chosen ? { kind: 'archive', ...chosen } : { kind: 'words', text: words.trim() },
    // one that may have arrived keeps its row; the customer may be another now, so there it is looked for anew
    id: changed ?? newRowId(random), person: me.id, made: notes.find(({ id }) => id === changed)?.made ?? Date.now(),
    state: { kind: 'waiting' }, tried: false, held: 0,
  };
  try {
    await putNote(note);
  } catch (error) {
    said = text('notKept', { reason: error instanceof Error ? error.message : '' });
    return draw(); // the words stay in the form
  }
  void navigator.storage?.persist?.();
  draft = emptyDraft(draft.channel);
  pickTime = false;
  said = text('kept');
  await refresh();
  void send();
  // on a telephone the focus would bring the keyboard over what was just said
  if (matchMedia('(pointer: fine)').matches) document.querySelector<HTMLElement>('#customer')?.focus();
}
function save(event: Event): void {
  event.preventDefault();
  check();
  draw();
  if (problem === null) void store();
  else document.querySelector<HTMLElement>(FIELD[problem])?.focus();
}
function cancel(): void {
  const { note } = draft;
  draft = emptyDraft(draft.channel);
  pickTime = false;
  problem = null;
  draw();
  if (note !== null) void changeNote(note, (each) => ({ ...each, held: 0 })).then(() => send());
}

async function edit({ id }: Note): Promise<void> {
  // held: it is not sent while it is being changed
  const note = await changeNote(id, (each) => ({ ...each, held: each.state.kind === 'waiting' ? Date.now() + 600_000 : 0 }));
  if (!note || note.state.kind === 'sent') return refresh();
  pickTime = true;
  const { customer, person: _person, made: _made, state: _state, tried: _tried, held: _held, ...values } = note;
  draft = { ...values, note: id, words: customer.kind === 'words' ? customer.text : customer.name, chosen: customer.kind === 'archive' ? { id: customer.id, name: customer.name } : null };
  draw();
  const field = document.querySelector<HTMLElement>(customer.kind === 'words' ? '#customer' : '#text');
  field?.scrollIntoView({ block: 'center' });
  field?.focus();
  if (customer.kind === 'words') find(customer.text);
}
async function retry({ id }: Note): Promise<void> {
  await changeNote(id, (note) => ({ ...note, state: { kind: 'waiting' }, held: 0 }));
  await refresh();
  void send();
}
async function drop({ id }: Note): Promise<void> {
  if (!confirm(text('dropSure'))) return;
  await dropNote(id);
  if (draft.note === id) cancel();
  await refresh();
}

async function refresh(): Promise<void> {
  if (me) notes = await notesOf(me.id, Date.now());
  draw();
}

let sending = false;
let again = false;
async function send(): Promise<void> {
  if (!me) return;
  if (sending) {
    again = true;
    return;
  }
  sending = true;
  try {
    do {
      again = false;
      const { outcome, heard } = await sendAll(me.id, { changed: () => void refresh(), probe: !online });
      signedOut = outcome === 'signed-out';
      setOnline(outcome !== 'later' && (heard || (online && navigator.onLine)));
    } while (again);
  } finally {
    sending = false;
    await refresh();
  }
}

/** Who is signed in says the server; without signal, whoever signed in here last. */
async function begin(): Promise<void> {
  const before = await knownMe().catch(() => null); // no store: the page works with signal only, and saving says why
  if (before) {
    me = before;
    stayHere();
    const words = (await knownDraft(before.id)) as Draft | null;
    if (words && !typed()) draft = keptDraft = { ...emptyDraft(words.channel), ...words };
    await refresh();
  }
  try {
    await tokenOnce();
    const now = await loadMe();
    me = { id: now.id, name: now.name };
    // the words of whoever was here before are not for this person to read
    if (before && before.id !== me.id) {
      draft = keptDraft = emptyDraft('visit');
      notes = [];
      draw();
    }
    online = true;
    signedOut = false;
    await keepMe(me);
    askChoices();
  } catch (error) {
    if (error instanceof SignedOut && !before) return goToSignIn();
    signedOut = error instanceof SignedOut;
    online = signedOut;
    stranger = me === null;
    if (stranger) setTimeout(() => void begin(), AGAIN_MS);
    return draw();
  }
  stranger = false;
  await refresh();
  const ref = new URLSearchParams(location.search).get('archive');
  if (ref !== null && !typed()) {
    const found = await customerOf(ref);
    if (found && !typed()) draft = { ...draft, chosen: found, words: found.name };
    draw();
  }
  void send();
}

/** In the language of now. */
function askChoices(): void {
  const language = chosenLanguage();
  choices = usual(language);
  void choicesFor(language, (found) => {
    if (language !== chosenLanguage()) return;
    choices = found;
    draw();
  });
  draw();
}

beginShell('record');
onChoice(askChoices);
addEventListener('online', () => void send());
addEventListener('offline', () => setOnline(false));
document.addEventListener('visibilitychange', () => { if (!document.hidden) void send(); });
setInterval(() => { if (!document.hidden && !signedOut && (!online || notes.some(({ state }) => state.kind === 'waiting'))) void send(); }, AGAIN_MS);
addEventListener('beforeunload', (event) => { if (typed()) event.preventDefault(); });
void canReload().then((can) => {
  reload = can ? 'yes' : 'no';
  draw();
});
void begin().then(() => { if (matchMedia('(pointer: fine)').matches) document.querySelector<HTMLElement>('#customer')?.focus({ preventScroll: true }); });
