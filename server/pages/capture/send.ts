/** Notes to the server, each exactly once: the row's id is the note's, and one that may have arrived is looked for before it goes again. */
import { api, SignedOut, tokenAtHand, tokenOnce } from '../token.ts';
import { changeNote, takeWaiting } from './notes.ts';
import type { Note, NoteState } from './notes.ts';

const TABLE = 'contacts';
/** Longer than a bad line needs for a note; then another tab may try. */
const HOLD_MS = 60_000;
const REQUEST_MS = 45_000;

/** `rest`: nothing that could go waits. `heard`: whether the server has answered anything. `later`: no signal, or the server has no time. `signed-out`: the person must sign in first. */
export type Outcome = 'rest' | 'later' | 'signed-out';
export interface Sent { readonly outcome: Outcome; readonly heard: boolean }

const sectionOf = ({ time }: Note): string => `contacts-${time.slice(0, 4)}`;
const pathOf = (note: Note): string => `api/archives/${encodeURIComponent(note.customer.kind === 'archive' ? note.customer.id : '')}/sections/${sectionOf(note)}`;

function patchOf(note: Note, person: string | null): object {
  const text = person === null && note.withWhom !== '' ? `${note.withWhom}: ${note.text}` : note.text;
  const key = (column: string): string => `${TABLE}/${note.id}/${column}`;
  return {
    rows: { [TABLE]: { [note.id]: {
      time: `${note.time}[${note.zone}]`, salesperson: note.person, channel: note.channel,
      ...(person === null ? {} : { contactPerson: person }),
      ...(note.nextOn === '' ? {} : { nextAppointment: note.nextOn }),
    } } },
    texts: { ...(text === '' ? {} : { [key('subject')]: text }), ...(note.next === '' ? {} : { [key('result')]: note.next }) },
    ...(note.area === undefined || text === '' ? {} : { marks: { [`text:${key('subject')}#channel`]: note.area } }),
  };
}

const answered = async (note: Note, method: string, path: string, body?: object): Promise<Response> => {
  const end = new AbortController();
  const timer = setTimeout(() => end.abort(), REQUEST_MS);
  try {
    return await api(path, { method, signal: end.signal, ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}) }, note.person);
  } finally {
    clearTimeout(timer);
  }
};

/** Whom the customer's people have under this very name; null: nobody, or this person may not look. */
async function personOf(note: Note): Promise<string | null> {
  if (note.withWhom === '' || note.customer.kind !== 'archive') return null;
  const answer = await answered(note, 'GET', `api/archives/${encodeURIComponent(note.customer.id)}/sections/people`);
  if (!answer.ok) return null;
  const { rows } = (await answer.json()) as { rows: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>> };
  const wanted = note.withWhom.trim().toLowerCase();
  return Object.entries(rows['people'] ?? {}).find(([, { name }]) => typeof name === 'string' && name.trim().toLowerCase() === wanted)?.[0] ?? null;
}

async function arrived(note: Note): Promise<boolean> {
  const answer = await answered(note, 'GET', pathOf(note));
  if (!answer.ok) return false; // what is wrong shows when it is sent
  const { rows } = (await answer.json()) as { rows: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
  return rows[TABLE]?.[note.id] !== undefined;
}

async function sendOne(note: Note, now: () => number): Promise<NoteState | Outcome> {
  if (note.tried && await arrived(note)) return { kind: 'sent', at: now() };
  const answer = await answered(note, 'PATCH', pathOf(note), patchOf(note, await personOf(note)));
  if (answer.ok) {
    void answer.body?.cancel(); // the whole year would follow, over a bad line
    return { kind: 'sent', at: now() };
  }
  if (answer.status === 401) return 'signed-out';
  if (answer.status === 429 || answer.status >= 500) return 'later';
  const body = (await answer.json().catch(() => null)) as { error?: { code?: string; message?: string } } | null; // a proxy's own page has no reason in it
  return { kind: 'refused', code: body?.error?.code ?? String(answer.status), message: body?.error?.message ?? '' };
}

/** Sends what waits, oldest first, until nothing does or something is in the way. `changed` is called after each; `probe`: there was no signal, and nobody knows whether there is. */
export async function sendAll(person: string, { changed, probe, now = Date.now }: { readonly changed: () => void; readonly probe: boolean; readonly now?: () => number }): Promise<Sent> {
  for (let heard = false; ; heard = true) {
    try {
      // asked first, and without patience: whoever has no signal holds no note
      if (tokenAtHand() === null || (probe && !heard)) {
        await tokenOnce();
        heard = true;
      }
    } catch (error) {
      const over = error instanceof SignedOut;
      return { outcome: over ? 'signed-out' : 'later', heard: over };
    }
    const note = await takeWaiting(person, now(), HOLD_MS);
    if (!note) return { outcome: 'rest', heard };
    let outcome: NoteState | Outcome;
    try {
      outcome = await sendOne(note, now);
    } catch (error) {
      outcome = error instanceof SignedOut ? 'signed-out' : 'later'; // the line broke; whether it arrived is found out next time
    }
    const state = typeof outcome === 'string' ? null : outcome;
    await changeNote(note.id, (each) => ({ ...each, held: 0, ...(state === null ? {} : { state }) }));
    changed();
    if (typeof outcome === 'string') return { outcome, heard: outcome === 'signed-out' };
  }
}
