/** Puts back what one entry of the history changed: a new edit by the restorer, checked and committed like anyone's. What has changed since is not overwritten unasked. */
import type { Rights } from '../access/access.ts';
import { OWN_ROW } from '../storage/storage.ts';
import type { StoredChange } from '../storage/storage.ts';
import { EditError } from '../sync/sync.ts';
import type { Scalar, SectionPatch, SectionValues } from '../../model/api.ts';
import { docName } from '../../model/ids.ts';
import type { Person } from '../../model/rights.ts';
import { applySteps, composeAll, invert, rebase } from '../../model/text-pieces.ts';
import type { TextStep } from '../../model/text-pieces.ts';
import { forbidden, notFound, Refusal } from './errors.ts';
import type { HistoryOptions } from './history-page.ts';
import { comparePlaces, entriesOf, entryOf, groupOf, isReversible, placeOf, STRETCH_MS, stretchOf, textSteps } from './history-entries.ts';
import type { Entry } from './history-entries.ts';
import { OWN_RESTORABLE, reads, writes } from './history-rights.ts';
import type { ArchiveService, HistoryService, RestoreWish, RowChange } from './services.ts';

/** The value is another one now; with `force` it is overwritten all the same. */
export class RestoreConflictError extends Refusal {
  readonly now: Scalar | Readonly<Record<string, Scalar>>;
  /** In which it stands. */
  readonly section: string;
  constructor(message: string, section: string, now: RestoreConflictError['now']) {
    super('conflict', message);
    this.section = section;
    this.now = now;
  }
}

/** Edits of others that may come between reading and writing before one gives up. */
const TRIES = 5;
const MOST_LATER = 5_000;
const CHANGED = 'It has changed since; look at what is there now.';

export interface RestorerOptions extends Pick<HistoryOptions, 'storage' | 'hub'> { readonly archives: Pick<ArchiveService, 'change'> }

export class HistoryRestorer implements Pick<HistoryService, 'restore'> {
  readonly #options: RestorerOptions;

  constructor(options: RestorerOptions) {
    this.#options = options;
  }

  async restore(person: Person, rights: Rights, id: string, wish: RestoreWish): Promise<{ readonly undo: string | null }> {
    const change = await this.#options.storage.history.change(id);
    if (change === null || change.archive !== rights.archive.id || !reads(rights, change.section)) throw notFound();
    if (!writes(rights, change.section)) throw forbidden('You may read this section, not write it.');
    const entry = wish.only ? await this.#edit(change) : await this.#entry(change);
    if (!isReversible(entry)) throw new Refusal('conflict', 'What was there before is not known, or is there again.');
    if (change.section === OWN_ROW) await this.#row(person, rights, entry, wish.force);
    else await this.#section(person, rights, entry, wish.force);
    const newest = await this.#options.storage.history.page({ archive: rights.archive.id, sections: [change.section], key: entry.key, person: person.id, after: null, before: null, limit: 1 });
    return { undo: newest.items[0]?.id ?? null };
  }

  /** The entry that the change is joined in. */
  async #entry(change: StoredChange): Promise<Entry> {
    const start = stretchOf(change.at);
    const changes = await this.#changes(change, start - 1, `${start + STRETCH_MS}.0.0.0`);
    const entry = entriesOf(changes).find((each) => each.changes.some(({ id }) => id === change.id));
    if (entry === undefined) throw notFound();
    return entry;
  }

  /** What one edit did to the value or row, without what was joined with it. */
  async #edit(change: StoredChange): Promise<Entry> {
    const changes = await this.#changes(change, change.at - 1, `${change.at + 1}.0.0.0`);
    return entryOf(groupOf(change), changes.filter(({ seq, key }) => seq === change.seq && groupOf({ section: change.section, key }) === groupOf(change)).reverse());
  }

  async #changes(of: StoredChange, after: number, before: string | null): Promise<readonly StoredChange[]> {
    const all: StoredChange[] = [];
    for (let cursor: string | null = before; ;) {
      const page = await this.#options.storage.history.page({ archive: of.archive, sections: [of.section], key: groupOf(of), person: null, after, before: cursor, limit: 1_000 });
      all.push(...page.items);
      if (page.next === null || all.length > MOST_LATER) return all;
      cursor = page.next;
    }
  }

  async #row(person: Person, rights: Rights, { key, content }: Entry, force: boolean): Promise<void> {
    if (content.kind !== 'own' || !OWN_RESTORABLE.has(key)) throw forbidden('This is not put back from the history.');
    const now = rights.archive[key as 'kind'] as unknown;
    const text = now === null || typeof now === 'string' ? now : JSON.stringify(now);
    if (!force && text !== content.new) throw new RestoreConflictError(CHANGED, OWN_ROW, text);
    const old: unknown = content.old !== null && (key === 'packs' || key === 'keys') ? JSON.parse(content.old) : content.old;
    await this.#options.archives.change(person, rights.archive.id, { [key]: old } as RowChange);
  }

  async #section(person: Person, rights: Rights, entry: Entry, force: boolean): Promise<void> {
    const doc = docName(rights.archive.id, entry.section);
    for (let left = TRIES; ; left--) {
      const { values, seq } = await this.#options.hub.read(doc);
      const patch = await this.patch(entry, values, seq, force);
      try {
        await this.#options.hub.write(doc, person.id, patch, { ifSeq: seq });
        return;
      } catch (error) {
        if (!(error instanceof EditError) || error.problems[0]?.code !== 'incomplete') throw error;
        // somebody wrote between reading and writing: read again
        if (left === 0) throw new Refusal('conflict', 'Others write here at this moment. Try again.');
      }
    }
  }

  /** What puts an entry back, on top of these values. Throws `RestoreConflictError` for what is another by now. */
  async patch(entry: Entry, values: SectionValues, seq: number, force: boolean): Promise<SectionPatch> {
    return entry.content.kind === 'text' ? this.#text(entry, values, seq, force) : patchOf(entry, values, force);
  }

  /** The entry taken out of the text as it is now, after whatever was written since. */
  async #text(entry: Entry, values: SectionValues, seq: number, force: boolean): Promise<SectionPatch> {
    const { content, key, newest } = entry;
    if (content.kind !== 'text') throw new Error('not a text');
    const path = key.slice('text:'.length);
    const now = values.texts[path] ?? '';
    const all = await this.#changes(newest, newest.at - 1, null);
    if (all.length > MOST_LATER) throw new RestoreConflictError(CHANGED, entry.section, now);
    const since = all.filter((change) => change.seq <= seq && comparePlaces(placeOf(change), placeOf(newest)) > 0);
    const later = composeAll(since.reverse().map(textSteps));
    const { steps, whole } = rebase(invert(content.steps), later);
    const next = (whole ? applySteps(now, steps) : undefined) ?? replaced(now, content.steps) ?? (force ? applySteps(now, steps) : undefined);
    if (next === undefined) throw new RestoreConflictError(CHANGED, entry.section, now);
    return { texts: { [path]: next } };
  }
}

/** Fewer letters stand in many a place by chance. */
const LEAST_WORDS = 4;
/** Where the places are not known any more: the words themselves, if they stand there once. */
function replaced(now: string, steps: readonly TextStep[]): string | undefined {
  const added = steps.flatMap((step) => (step.kind === 'insert' ? [step.body] : []));
  const removed = steps.flatMap((step) => (step.kind === 'remove' ? [step.body] : []));
  const [words] = added;
  if (added.length !== 1 || removed.length > 1 || typeof words !== 'string' || words.length < LEAST_WORDS || typeof (removed[0] ?? '') !== 'string') return undefined;
  const at = now.indexOf(words);
  return at < 0 || now.includes(words, at + 1) ? undefined : `${now.slice(0, at)}${removed[0] ?? ''}${now.slice(at + words.length)}`;
}

const json = (value: Scalar | undefined): string | null => (value === undefined || value === null ? null : JSON.stringify(value));
const parsed = (text: string | null): Scalar => (text === null ? null : (JSON.parse(text) as Scalar));

function patchOf({ key, content, section }: Entry, values: SectionValues, force: boolean): SectionPatch {
  if (content.kind === 'value') {
    const [root, name] = key.startsWith('fields/') ? (['fields', key.slice(7)] as const) : (['marks', key.slice(6)] as const);
    const now = values[root][name];
    if (!force && json(now) !== content.new) throw new RestoreConflictError(CHANGED, section, now ?? null);
    return { [root]: { [name]: parsed(content.old) } };
  }
  if (content.kind !== 'row') throw new Error('neither a value nor a row');
  const { table, row, what, cells } = content;
  const now = values.rows[table]?.[row];
  const isNow = (column: string, value: string | null): boolean => json(content.texts.has(column) ? values.texts[`${table}/${row}/${column}`] : now?.[column]) === value;
  if (what === 'removed') {
    if (now !== undefined) throw new RestoreConflictError('The row is there again.', section, now);
    const held = [...cells].filter(([, { old }]) => old !== null);
    return {
      rows: { [table]: { [row]: Object.fromEntries(held.filter(([column]) => !content.texts.has(column)).map(([column, { old }]) => [column, parsed(old)])) } },
      texts: Object.fromEntries(held.filter(([column]) => content.texts.has(column)).map(([column, { old }]) => [`${table}/${row}/${column}`, String(parsed(old))])),
    };
  }
  if (now === undefined) throw new RestoreConflictError('The row is no longer there.', section, null);
  if (what === 'added') {
    const touched = Object.entries(now).some(([column, value]) => (cells.get(column)?.new ?? null) !== json(value));
    if (!force && (touched || [...cells].some(([column, change]) => !isNow(column, change.new)))) throw new RestoreConflictError(CHANGED, section, now);
    return { rows: { [table]: { [row]: null } } };
  }
  if (!force && [...cells].some(([column, change]) => !isNow(column, change.new))) throw new RestoreConflictError(CHANGED, section, now);
  return { rows: { [table]: { [row]: Object.fromEntries([...cells].map(([column, { old }]) => [column, parsed(old)])) } } };
}
