/** The rows of classes in facts.db: a value with its history, and somebody's word where it stands in place of the rule's. The classifier is their only writer. */
import { schemeOf } from '../../model/classification/schemes.ts';
import type { ArchiveId } from '../../model/ids.ts';
import type { SchemeKey } from '../../model/overview.ts';
import type { Connection } from './database.ts';

export interface ClassRow {
  readonly scheme: SchemeKey;
  /** What holds: the rule's, or an override's. */
  readonly value: string | null;
  readonly computed: string | null;
  readonly mark: string;
  readonly since: string;
  /** The class before, until then; without a day there was none. */
  readonly previous: string | null;
  readonly until: string | null;
  readonly at: string;
}

export interface OverrideRow { readonly scheme: SchemeKey; readonly value: string | null; readonly reason: string; readonly by: string; readonly approved_by: string | null; readonly at: string; readonly until: string | null }

/** An override ends with its last day. */
export const holds = ({ until }: Pick<OverrideRow, 'until'>, today: string): boolean => until === null || until.slice(0, 10) >= today;

/**
 * The row as it is after `value` was found: an unchanged class keeps its history; a changed one begins today and remembers what it replaced. On the day of its first class a customer is still being
 * put together, record by record: what such a class gives way to is not a class it ever had.
 */
export function followed(before: Pick<ClassRow, 'value' | 'since' | 'previous' | 'until'> | undefined, value: string | null, today: string): Pick<ClassRow, 'since' | 'previous' | 'until'> {
  if (before === undefined || (before.value !== value && before.until === null && before.since === today)) return { since: today, previous: null, until: null };
  if (before.value === value) return { since: before.since, previous: before.previous, until: before.until };
  return { since: today, previous: before.value, until: today };
}

/** The classes of one archive, while they are found one after the other. */
export interface ClassesOf {
  /** What holds now. */
  value(scheme: SchemeKey): string | null;
  /** Answers whether anything is another than before. `at` is the moment of the calculation, written beside the class. */
  put(scheme: SchemeKey, found: { readonly value: string | null; readonly mark: string }, at: string): boolean;
}

type Known = Pick<ClassRow, 'value' | 'computed' | 'mark' | 'since' | 'previous' | 'until'>;
type ManyRow = [archive: ArchiveId, scheme: SchemeKey, value: string | null, computed: string | null, mark: string, since: string, previous: string | null, until: string | null];

export class ClassTable {
  private readonly sql;

  constructor(db: Connection) {
    this.sql = {
      all: db.prepare<[string], ClassRow>('SELECT scheme, value, computed, mark, since, previous, until, at FROM class WHERE archive = ?'),
      many: db.prepare<[string, string], ManyRow>(`SELECT c.archive, c.scheme, c.value, c.computed, c.mark, c.since, c.previous, c.until FROM json_each(?) j CROSS JOIN class c ON c.archive = j.value
        AND c.scheme IN (SELECT value FROM json_each(?))`).raw(),
      one: db.prepare<[string, string], ClassRow>('SELECT scheme, value, computed, mark, since, previous, until, at FROM class WHERE archive = ? AND scheme = ?'),
      put: db.prepare('INSERT OR REPLACE INTO class (archive, scheme, value, computed, mark, since, previous, until, at, section) VALUES (?,?,?,?,?,?,?,?,?,?)'),
      drop: db.prepare('DELETE FROM class WHERE archive = ?'),
      unsee: db.prepare('DELETE FROM similar_seen WHERE archive = ?'),
      overridesOfMany: db.prepare<[string], OverrideRow & { readonly archive: ArchiveId }>(`SELECT o.archive, o.scheme, o.value, o.reason, o.by, o.approved_by, o.at, o.until FROM json_each(?) j CROSS JOIN override o ON o.archive = j.value`),
      overrides: db.prepare<[string], OverrideRow>('SELECT scheme, value, reason, by, approved_by, at, until FROM override WHERE archive = ?'),
    };
  }

  /** Within the transaction that writes what is found. `today`: where the workspace is; a class begins with it, a word ends after it. */
  of(id: ArchiveId, today: string): ClassesOf {
    const values = new Map<SchemeKey, Known>(this.sql.all.all(id).map((row) => [row.scheme, row]));
    return this.classes(id, today, values, this.sql.overrides.all(id));
  }

  /** The same of many archives, read at once; of each these schemes alone are asked for. */
  many(ids: readonly ArchiveId[], schemes: readonly SchemeKey[], today: string): (id: ArchiveId) => ClassesOf {
    const archives = JSON.stringify(ids);
    const values = new Map<ArchiveId, Map<SchemeKey, Known>>(ids.map((id) => [id, new Map()]));
    for (const [id, scheme, value, computed, mark, since, previous, until] of this.sql.many.all(archives, JSON.stringify(schemes))) values.get(id)?.set(scheme, { value, computed, mark, since, previous, until });
    const words = new Map<ArchiveId, OverrideRow[]>();
    for (const { archive, ...word } of this.sql.overridesOfMany.all(archives)) words.set(archive, [...(words.get(archive) ?? []), word]);
    return (id) => this.classes(id, today, values.get(id) ?? new Map(), words.get(id) ?? []);
  }

  private classes(id: ArchiveId, today: string, known: Map<SchemeKey, Known>, words: readonly OverrideRow[]): ClassesOf {
    return {
      value: (scheme) => known.get(scheme)?.value ?? null,
      put: (scheme, found, at) => {
        const before = known.get(scheme);
        const word = words.find((each) => each.scheme === scheme);
        const value = word && holds(word, today) ? word.value : found.value;
        if (before && before.value === value && before.computed === found.value && before.mark === found.mark) return false;
        const { kind, section } = schemeOf(scheme);
        // a class that nobody has and nobody had needs no row
        if (!before && value === null && found.value === null && kind !== 'population') return false;
        const { since, previous, until } = followed(before, value, today);
        this.sql.put.run(id, scheme, value, found.value, found.mark, since, previous, until, at, section);
        known.set(scheme, { value, computed: found.value, mark: found.mark, since, previous, until });
        return true;
      },
    };
  }

  /** What holds now. */
  value(id: ArchiveId, scheme: SchemeKey): string | null {
    return this.sql.one.get(id, scheme)?.value ?? null;
  }

  drop(id: ArchiveId): boolean {
    this.sql.unsee.run(id);
    return this.sql.drop.run(id).changes > 0;
  }
}
