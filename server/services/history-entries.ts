/** Joins committed changes into what a person reads as one: keystrokes of a text, cells of a row. Pure, so that the same rows always give the same entries under the same ids. */
import { parseValueKey } from '../../model/value-keys.ts';
import { composeAll, parsePieces, stepLength, stepsOf } from '../../model/text-pieces.ts';
import type { TextPiece, TextStep } from '../../model/text-pieces.ts';
import type { PersonId } from '../../model/ids.ts';
import { OWN_ROW } from '../storage/storage.ts';
import type { StoredChange } from '../storage/storage.ts';

/** Edits are joined within stretches of this length, counted from 1970 so that every reading cuts at the same moments. */
export const STRETCH_MS = 600_000;
export const stretchOf = (at: number): number => Math.floor(at / STRETCH_MS) * STRETCH_MS;

export interface CellChange { old: string | null; new: string | null }
export type EntryContent =
  | { readonly kind: 'value'; readonly old: string | null; readonly new: string | null }
  | { readonly kind: 'text'; readonly steps: readonly TextStep[] }
  /** Cells by column, JSON; `texts` names the columns among them that are long texts, which came or went with the row. */
  | { readonly kind: 'row'; readonly what: 'added' | 'removed' | 'changed' | 'moved'; readonly table: string; readonly row: string; readonly cells: ReadonlyMap<string, CellChange>; readonly texts: ReadonlySet<string> }
  | { readonly kind: 'own'; readonly old: string | null; readonly new: string | null }
  /** JSON of what is told of the file; null: it was not there. */
  | { readonly kind: 'file'; readonly old: string | null; readonly new: string | null }
  /** A masked number was shown. */
  | { readonly kind: 'reveal' };

export interface Entry {
  /** Of its oldest change. */
  readonly id: string;
  readonly section: string;
  readonly key: string;
  readonly person: PersonId;
  /** Its changes, oldest first. */
  readonly changes: readonly StoredChange[];
  readonly newest: StoredChange;
  readonly content: EntryContent;
}

/** Where a change stands among all; a cursor of the storage. */
export const placeOf = ({ at, id }: StoredChange): string => `${at}.${id}`;
export function comparePlaces(a: string, b: string): number {
  const [left, right] = [a, b].map((place) => place.split('.').map(Number)) as [number[], number[]];
  for (const [i, part] of left.entries()) if (part !== right[i]) return part - (right[i] as number);
  return 0;
}

/** Files are no part of a document: each coming, change and going stands for itself. */
export const isFile = (key: string): boolean => key.startsWith('files/');

/** Somebody had a masked number shown; what follows is its value key. */
export const REVEALED = 'reveals/';

/** What of a section is joined: a value, a text, a row with its cells. */
export function groupOf({ section, key }: Pick<StoredChange, 'section' | 'key'>): string {
  const parsed = section === OWN_ROW ? undefined : parseValueKey(key);
  return parsed?.kind === 'cell' || parsed?.kind === 'place' ? rowGroup(parsed) : key;
}
const rowGroup = ({ table, row }: { readonly table: string; readonly row: string }): string => `rows/${table}/${row}`;

/** The key that a reading asks the storage for, so that a row's cells and texts are joined as without the filter. */
export function wantedKey(key: string): string {
  const parsed = parseValueKey(key);
  return parsed?.kind === 'rowText' ? rowGroup(parsed) : groupOf({ section: '', key });
}

/** Of the changes of one stretch, newest first, all or those of one key. Entries are in the order of their newest changes. */
export function entriesOf(changes: readonly StoredChange[]): readonly Entry[] {
  const open = new Map<string, StoredChange[]>();
  const groups: { readonly group: string; readonly changes: StoredChange[] }[] = [];
  for (const change of changes) {
    const group = groupOf(change);
    const name = change.section === OWN_ROW || isFile(change.key) ? change.id : `${change.section}\n${group}`;
    const there = open.get(name);
    if (there?.[0]?.person === change.person) there.push(change);
    else {
      const fresh = [change];
      open.set(name, fresh);
      groups.push({ group, changes: fresh });
    }
  }
  return foldTexts(groups.map(({ group, changes: own }) => entryOf(group, own.reverse())));
}

/** `changes` are of one group and person, oldest first. */
export function entryOf(key: string, changes: readonly StoredChange[]): Entry {
  const [oldest, newest] = [changes[0] as StoredChange, changes.at(-1) as StoredChange];
  return { id: oldest.id, section: oldest.section, key, person: oldest.person, changes, newest, content: contentOf(key, changes) };
}

function contentOf(key: string, changes: readonly StoredChange[]): EntryContent {
  const [oldest, newest] = [changes[0] as StoredChange, changes.at(-1) as StoredChange];
  if (oldest.section === OWN_ROW) return { kind: 'own', old: oldest.old, new: newest.new };
  if (key.startsWith(REVEALED)) return { kind: 'reveal' };
  if (isFile(key)) return { kind: 'file', old: oldest.old, new: newest.new };
  if (key.startsWith('text:')) return { kind: 'text', steps: composeAll(changes.map(textSteps)) };
  if (!key.startsWith('rows/')) return { kind: 'value', old: oldest.old, new: newest.new };
  const [, table = '', row = ''] = key.split('/');
  const cells = new Map<string, CellChange>();
  let place: CellChange | null = null;
  for (const change of changes) {
    const parsed = parseValueKey(change.key);
    if (parsed?.kind === 'place') place = { old: place === null ? change.old : place.old, new: change.new };
    else if (parsed?.kind === 'cell') cells.set(parsed.field, { old: cells.has(parsed.field) ? (cells.get(parsed.field) as CellChange).old : change.old, new: change.new });
  }
  const what = place === null ? 'changed' : place.new === null ? 'removed' : place.old === null ? 'added' : cells.size === 0 ? 'moved' : 'changed';
  // a row that came and went: what it held when it went
  if (what === 'removed' && place?.old === null) for (const change of changes) {
    const parsed = parseValueKey(change.key);
    if (parsed?.kind === 'cell' && change.old !== null) cells.set(parsed.field, { old: change.old, new: null });
  }
  return { kind: 'row', what, table, row, cells, texts: new Set() };
}

/** Releases before the first upgrade of the history kept lengths only: the text before and after as unknown words. */
export function textSteps(change: Pick<StoredChange, 'old' | 'new'>): readonly TextStep[] {
  return stepsOf({ removed: pieces(change.old), inserted: pieces(change.new) });
}
const pieces = (json: string | null): readonly TextPiece[] => (json !== null && /^\d+$/.test(json) ? [[0, Number(json)]] : parsePieces(json));

/** Long texts that came or went with their row, by the same hand, are cells of that row's entry. */
function foldTexts(entries: readonly Entry[]): readonly Entry[] {
  const rows = new Map<string, { readonly entry: Entry; readonly cells: Map<string, CellChange>; readonly texts: Set<string> }>();
  for (const entry of entries) {
    if (entry.content.kind === 'row' && (entry.content.what === 'added' || entry.content.what === 'removed')) rows.set(`${entry.section}\n${entry.key}\n${entry.person}`, { entry, cells: new Map(entry.content.cells), texts: new Set() });
  }
  if (rows.size === 0) return entries;
  const gone = new Set<Entry>();
  for (const entry of entries) {
    const parsed = entry.content.kind === 'text' ? parseValueKey(entry.key) : undefined;
    if (parsed?.kind !== 'rowText' || entry.content.kind !== 'text') continue;
    const row = rows.get(`${entry.section}\n${rowGroup(parsed)}\n${entry.person}`);
    const [step, more] = entry.content.steps;
    if (row === undefined || row.entry.content.kind !== 'row' || more !== undefined || step === undefined || step.kind === 'keep' || typeof step.body !== 'string') continue;
    if ((step.kind === 'insert') !== (row.entry.content.what === 'added')) continue;
    const json = JSON.stringify(step.body);
    row.cells.set(parsed.field, step.kind === 'insert' ? { old: null, new: json } : { old: json, new: null });
    row.texts.add(parsed.field);
    gone.add(entry);
  }
  const folded = new Map([...rows.values()].map(({ entry, cells, texts }) => [entry, { cells, texts }]));
  return entries.filter((entry) => !gone.has(entry)).map((entry) => {
    const more = folded.get(entry);
    return more !== undefined && entry.content.kind === 'row' ? { ...entry, content: { ...entry.content, ...more } } : entry;
  });
}

/** True where what was there before is known and differs from what is there after. */
export function isReversible({ content }: Entry): boolean {
  switch (content.kind) {
    case 'value': return content.old !== content.new;
    case 'text': return content.steps.some((step) => step.kind !== 'keep') && content.steps.every((step) => step.kind === 'keep' || typeof step.body === 'string' || stepLength(step) === 0);
    case 'row': return content.what !== 'moved' && (content.what !== 'changed' || [...content.cells.values()].some((cell) => cell.old !== cell.new));
    case 'own': return content.old !== content.new;
    // bytes that were removed are gone from the disk
    case 'file': case 'reveal': return false;
  }
}
