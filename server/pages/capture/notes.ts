/** Notes of contacts on this device: kept from the moment they are saved until the server has them, for one person, through closed browsers. Sending is `send.ts`'s. */
import { named } from '../root.ts';

export type Customer = { readonly kind: 'archive'; readonly id: string; readonly name: string } | { readonly kind: 'words'; readonly text: string };

export interface NoteValues {
  readonly customer: Customer;
  /** Key of the dictionary of channels. */
  readonly channel: string;
  /** `YYYY-MM-DDTHH:MM`, where the person was. */
  readonly time: string;
  readonly zone: string;
  readonly withWhom: string;
  readonly text: string;
  readonly next: string;
  /** `YYYY-MM-DD`, or empty. */
  readonly nextOn: string;
  /** Service area in which it was noted, an option of its dictionary; absent: none. */
  readonly area?: string;
}

/** `refused`: the server said no; the person changes it or takes it back. */
export type NoteState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'sent'; readonly at: number }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string };

export interface Note extends NoteValues {
  /** Id of its row, made here: sent twice it is still one row. */
  readonly id: string;
  readonly person: string;
  readonly made: number;
  readonly state: NoteState;
  /** It may have arrived: the server is asked before it is sent again. */
  readonly tried: boolean;
  /** Another tab is sending it, until then. */
  readonly held: number;
}

export interface Me { readonly id: string; readonly name: string }

const NAME = named('notes');
const NOTES = 'notes';
const FACTS = 'facts';
/** Sent notes stay to be seen for a day. */
const SHOWN_MS = 86_400_000;

let opening: Promise<IDBDatabase> | null = null;
/** Somebody has signed out here or in another tab: this page keeps nothing more, not even words that were about to be kept. */
let shut = false;

const asked = <T>(request: IDBRequest<T>): Promise<T> => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error ?? new Error('the store failed'));
});

function open(): Promise<IDBDatabase> {
  if (shut) return Promise.reject(new Error('signed out'));
  opening ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(NOTES, { keyPath: 'id' });
      request.result.createObjectStore(FACTS);
    };
    request.onsuccess = () => {
      const db = request.result;
      db.onversionchange = () => { db.close(); shut = true; };
      resolve(db);
    };
    request.onerror = () => reject(request.error ?? new Error('no store'));
  });
  opening.catch(() => { opening = null; }); // whoever waits hears of it; the next tries again
  return opening;
}

async function within<T>(mode: IDBTransactionMode, work: (notes: IDBObjectStore, facts: IDBObjectStore) => Promise<T>): Promise<T> {
  const transaction = (await open()).transaction([NOTES, FACTS], mode, { durability: 'strict' });
  const done = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('the store gave up'));
  });
  const value = await work(transaction.objectStore(NOTES), transaction.objectStore(FACTS));
  await done;
  return value;
}

/** Of this person alone, newest first; those that were sent long ago are forgotten. */
export async function notesOf(person: string, now: number): Promise<readonly Note[]> {
  return within('readwrite', async (notes) => {
    const all = (await asked(notes.getAll())) as Note[];
    const own = all.filter((note) => note.person === person);
    const old = own.filter(({ state }) => state.kind === 'sent' && now - state.at > SHOWN_MS);
    for (const { id } of old) notes.delete(id);
    return own.filter((note) => !old.includes(note)).sort((a, b) => b.made - a.made);
  });
}

/** On disk when it resolves. */
export const putNote = (note: Note): Promise<void> => within('readwrite', async (notes) => void (await asked(notes.put(note))));
export const dropNote = (id: string): Promise<void> => within('readwrite', async (notes) => void (await asked(notes.delete(id))));

/** Changes a note as it is now; null when it is gone. */
export const changeNote = (id: string, change: (note: Note) => Note): Promise<Note | null> => within('readwrite', async (notes) => {
  const note = (await asked(notes.get(id))) as Note | undefined;
  if (!note) return null;
  const next = change(note);
  await asked(notes.put(next));
  return next;
});

/** Takes the next note that can go, so that no other tab takes it as well. */
export const takeWaiting = (person: string, now: number, heldFor: number): Promise<Note | null> => within('readwrite', async (notes) => {
  const all = ((await asked(notes.getAll())) as Note[]).sort((a, b) => a.made - b.made);
  const note = all.find((each) => each.person === person && each.state.kind === 'waiting' && each.customer.kind === 'archive' && each.held < now);
  if (!note) return null;
  await asked(notes.put({ ...note, tried: true, held: now + heldFor } satisfies Note));
  return note; // as it was: whether it has been tried before
});

/** Who signed in here last: without signal nobody else can say it. */
export const knownMe = (): Promise<Me | null> => within('readonly', async (_notes, facts) => ((await asked(facts.get('me'))) as Me | undefined) ?? null);
export const keepMe = ({ id, name }: Me): Promise<void> => within('readwrite', async (_notes, facts) => void (await asked(facts.put({ id, name }, 'me'))));

/** Words of the dictionaries in one language, for a page without signal. */
export interface Choices { readonly language: string; readonly channels: readonly Choice[]; readonly areas: readonly Choice[] }
export interface Choice { readonly key: string; readonly label: string }
export const knownChoices = (): Promise<Choices | null> => within('readonly', async (_notes, facts) => ((await asked(facts.get('choices'))) as Choices | undefined) ?? null);
export const keepChoices = (choices: Choices): Promise<void> => within('readwrite', async (_notes, facts) => void (await asked(facts.put(choices, 'choices'))));

/** Words that are not saved yet, for a browser that is closed by its telephone. */
export const keepDraft = (person: string, draft: unknown): Promise<void> => within('readwrite', async (_notes, facts) => void (await asked(facts.put({ person, draft }, 'draft'))));
export async function knownDraft(person: string): Promise<unknown> {
  const found = (await within('readonly', (_notes, facts) => asked(facts.get('draft')))) as { person: string; draft: unknown } | undefined;
  return found?.person === person ? found.draft : null;
}

/** Notes of whoever is signed in that nobody but this device has. */
export async function unsentCount(): Promise<number> {
  try {
    const known = await indexedDB.databases?.();
    if (known && !known.some(({ name }) => name === NAME)) return 0; // asking must not make the store
    return await within('readonly', async (notes, facts) => {
      const me = (await asked(facts.get('me'))) as Me | undefined;
      return ((await asked(notes.getAll())) as Note[]).filter((note) => note.person === me?.id && note.state.kind !== 'sent').length;
    });
  } catch {
    return 0; // without a store there are no notes
  }
}

/** Nothing of anybody stays. */
export async function dropNotes(): Promise<void> {
  shut = true;
  (await opening?.catch(() => null))?.close();
  await new Promise<void>((done) => {
    const request = indexedDB.deleteDatabase(NAME);
    request.onsuccess = request.onerror = request.onblocked = () => done();
  });
}
