/** Findings as one person may read them, over the register's rights by section: counts by group, pages, what a rule would do. It writes nothing; the main thread decides what becomes of the answers. */
import { groupOf, parseGroup } from '../../model/cleaning/causes.ts';
import type { CauseKey } from '../../model/cleaning/causes.ts';
import { mend } from '../../model/cleaning/rules/apply.ts';
import type { Given, Mend, RuleParams } from '../../model/cleaning/rules/apply.ts';
import type { RuleKey } from '../../model/cleaning/rules/table.ts';
import type { ValueView } from '../../model/cleaning/api.ts';
import type { ArchiveId, DepartmentId, PersonId } from '../../model/ids.ts';
import { parseDocSection } from '../../model/sections.ts';
import { CellTable } from './cells-table.ts';
import { findingName, partsOf } from './cleaning-names.ts';
import { inView } from './database.ts';
import type { Connection } from './database.ts';
import { allows, needs, rightsMasks } from './rights-masks.ts';
import type { Asker, Needs } from './rights-masks.ts';

export interface FindingsQuery extends Asker {
  /** Sees rows without an archive, and words whose spelling is told by all archives. */
  readonly steward: boolean;
  /** Null: all. */
  readonly group: { readonly cause: CauseKey; readonly place: string | null } | null;
  readonly import: string | null;
  readonly source: string | null;
  readonly department: string | null;
  /** Those that somebody calls right; else the others. */
  readonly dismissed: boolean;
}
export interface StoredFinding {
  readonly id: number;
  readonly archive: ArchiveId | '';
  readonly name: string;
  readonly section: string;
  readonly key: string;
  readonly cause: CauseKey;
  readonly place: string;
  readonly value: string;
  readonly given: Given;
  readonly origin: string | null;
  readonly closed: boolean;
  readonly kept: { readonly by: PersonId; readonly at: number; readonly reason: string } | null;
}
export interface GroupCounts {
  readonly name: string; readonly cause: CauseKey; readonly place: string; readonly count: number; readonly archives: number; readonly gone: number;
  readonly sources: readonly { readonly source: string | null; readonly count: number }[];
  readonly departments: readonly { readonly department: DepartmentId | null; readonly count: number }[];
  readonly assigned: { readonly to: PersonId; readonly by: PersonId; readonly at: number; readonly gone: number } | null;
  readonly kept: { readonly by: PersonId; readonly at: number; readonly reason: string } | null;
}
export interface BoardCounts { readonly groups: readonly GroupCounts[]; readonly findings: number; readonly archives: number; readonly of: number; readonly gone: number }
export interface RuleQuery extends FindingsQuery { readonly rule: RuleKey; readonly params: RuleParams; readonly only: readonly string[] | null; readonly except: readonly string[] }
export type Mended = StoredFinding & { readonly mend: Mend | null };
export interface PreviewCounts { readonly mends: number; readonly leaves: number; readonly closed: number; readonly archives: number; readonly items: readonly Mended[]; readonly left: readonly StoredFinding[]; /** Where it would be written, for who may not write everywhere. */ readonly places: readonly (readonly [ArchiveId, string, number])[] }

export interface CleaningReader {
  board(query: FindingsQuery): Promise<BoardCounts>;
  page(query: FindingsQuery, after: number, limit: number): Promise<readonly StoredFinding[]>;
  values(query: FindingsQuery): Promise<readonly ValueView[]>;
  preview(query: RuleQuery, first: number): Promise<PreviewCounts>;
  /** Findings with what the rule makes of them, in the order in which they came; `end`: the newest that counts. */
  mends(query: RuleQuery, after: number, end: number | null, limit: number): Promise<{ readonly items: readonly Mended[]; readonly last: number | null; readonly end: number; readonly total: number | null }>;
  find(query: FindingsQuery, ids: readonly string[]): Promise<readonly StoredFinding[]>;
}

interface Row { readonly id: number; readonly archive: ArchiveId | ''; readonly section: string; readonly key: string; readonly cause: CauseKey; readonly place: string; readonly value: string; readonly given: string; readonly source: string | null; readonly origin: string | null; readonly row: number | null; readonly name: string | null; readonly department: DepartmentId | null; readonly state: string | null; readonly keeper: PersonId | null; readonly kept: number | null; readonly reason: string | null }

const JOINS = `LEFT JOIN overview o ON o.id = f.archive LEFT JOIN archive.archive a ON a.id = f.archive
  LEFT JOIN archive.finding_kept k ON k.archive = f.archive AND k.section = f.section AND k.key = f.key AND k.cause = f.cause AND k.value = f.value`;
const LIGHT = `SELECT f.id, f.archive, f.section, f.cause, f.place, f.source, f.origin, o.row, a.department, k.person AS keeper FROM finding f ${JOINS}`;
const WHOLE = `SELECT f.*, o.row, o.name, a.department, a.state, k.person AS keeper, k.at AS kept, k.reason FROM finding f ${JOINS}`;

const NO_BITS: Needs = Object.freeze({ bits: 0, all: true });

export function cleaningReaderCalls(db: Connection, currency: string) {
  const table = new CellTable(db, currency);
  const masksOf = rightsMasks(db, table);
  const light = { all: db.prepare<[], Row>(LIGHT), cause: db.prepare<[string], Row>(`${LIGHT} WHERE f.cause = ?`), place: db.prepare<[string, string], Row>(`${LIGHT} WHERE f.cause = ? AND f.place = ?`) };
  const whole = {
    all: db.prepare<[number], Row>(`${WHOLE} WHERE f.id > ? ORDER BY f.id`), cause: db.prepare<[string, number], Row>(`${WHOLE} WHERE f.cause = ? AND f.id > ? ORDER BY f.id`),
    place: db.prepare<[string, string, number], Row>(`${WHOLE} WHERE f.cause = ? AND f.place = ? AND f.id > ? ORDER BY f.id`),
  };
  const one = db.prepare<[string, string, string, string], Row>(`${WHOLE} WHERE f.archive = ? AND f.section = ? AND f.key = ? AND f.cause = ?`);
  const gone = db.prepare<[], { archive: string; section: string; cause: CauseKey; place: string; at: number; row: number | null }>('SELECT g.archive, g.section, g.cause, g.place, g.at, o.row FROM finding_gone g LEFT JOIN overview o ON o.id = g.archive');
  const assigned = db.prepare<[], { name: string; assignee: PersonId; person: PersonId; at: number }>('SELECT name, assignee, person, at FROM archive.cause_assigned');
  const causes = db.prepare<[], { name: string; person: PersonId; at: number; reason: string }>('SELECT name, person, at, reason FROM archive.cause_kept');
  const newest = db.prepare<[], number>('SELECT coalesce(max(id), 0) FROM finding').pluck();
  const ofImport = db.prepare<[{ job: string }], string>(`SELECT data ->> '$.archive' FROM import_row WHERE job = @job AND data ->> '$.archive' IS NOT NULL
    UNION SELECT r.value ->> 3 FROM import_pack p JOIN json_each(p.data, '$.rows') r WHERE p.job = @job`).pluck();

  const bits = new Map<string, Needs>();
  const needsOf = (section: string): Needs => {
    let known = bits.get(section);
    if (known === undefined) {
      const parsed = parseDocSection(section);
      bits.set(section, (known = parsed === undefined ? NO_BITS : needs(parsed.section)));
    }
    return known;
  };

  /** Whether this person may read of it. */
  function seeing(query: FindingsQuery) {
    table.follow();
    const { masks } = masksOf(query);
    const archives = query.import === null ? null : new Set(ofImport.all({ job: query.import }));
    const sees = (archive: string, section: string, cause: CauseKey, row: number | null): boolean => {
      if (cause === 'spelling' && !query.steward) return false;
      if (archive === '') return query.steward;
      if (row === null || row >= masks.length) return false;
      const wanted = needsOf(section);
      return wanted !== NO_BITS && allows(masks[row] as number, wanted);
    };
    const wants = ({ archive, source, department, origin, keeper }: Row, name: string): boolean => {
      if (query.source !== null && source !== query.source) return false;
      if (query.department !== null && department !== query.department) return false;
      if (archives !== null && !(archive === '' ? (JSON.parse(origin ?? '{}') as { job?: string }).job === query.import : archives.has(archive))) return false;
      return (keeper !== null || keptCauses.has(name)) === query.dismissed;
    };
    const keptCauses = new Map(causes.all().map((row) => [row.name, row]));
    return { masks, sees, wants, keptCauses, holds: (row: Row): boolean => sees(row.archive, row.section, row.cause, row.row) && wants(row, groupOf(row.cause, row.place)) };
  }
  const rowsOf = (group: FindingsQuery['group'], after: number): IterableIterator<Row> =>
    group === null ? whole.all.iterate(after) : group.place === null ? whole.cause.iterate(group.cause, after) : whole.place.iterate(group.cause, group.place, after);
  const told = ({ id, archive, section, key, cause, place, value, given, origin, name, state, keeper, kept, reason }: Row): StoredFinding => ({
    id, archive, section, key, cause, place, value, given: JSON.parse(given) as Given, origin, name: name ?? '', closed: state === 'closed', kept: keeper === null ? null : { by: keeper, at: kept ?? 0, reason: reason ?? '' },
  });
  const chosen = (query: RuleQuery) => {
    const [only, except] = [query.only === null ? null : new Set(query.only), new Set(query.except)];
    return (row: Row): boolean => (only === null && except.size === 0) || ((name) => !except.has(name) && (only === null || only.has(name)))(findingName(row));
  };

  return {
    cleaningBoard: (query: FindingsQuery): BoardCounts => inView(db, () => {
      const { masks, sees, holds, keptCauses } = seeing(query);
      interface Sums { cause: CauseKey; place: string; count: number; gone: number; since: number; rows: Set<number | string>; sources: Map<string | null, number>; departments: Map<DepartmentId | null, number> }
      const groups = new Map<string, Sums>();
      const given = new Map(assigned.all().map((row) => [row.name, row]));
      const sumsOf = (cause: CauseKey, place: string): Sums => {
        const name = groupOf(cause, place);
        let sums = groups.get(name);
        if (!sums) groups.set(name, (sums = { cause, place, count: 0, gone: 0, since: 0, rows: new Set(), sources: new Map(), departments: new Map() }));
        return sums;
      };
      const all = new Set<number | string>();
      let [findings, went] = [0, 0];
      for (const row of query.group === null ? light.all.iterate() : query.group.place === null ? light.cause.iterate(query.group.cause) : light.place.iterate(query.group.cause, query.group.place)) {
        if (!holds(row)) continue;
        const sums = sumsOf(row.cause, row.place);
        const at = row.row ?? row.id * -1;
        sums.count++;
        sums.rows.add(at);
        sums.sources.set(row.source, (sums.sources.get(row.source) ?? 0) + 1);
        sums.departments.set(row.department, (sums.departments.get(row.department) ?? 0) + 1);
        all.add(at);
        findings++;
      }
      if (!query.dismissed) {
        for (const { archive, section, cause, place, at, row } of gone.iterate()) {
          if (!sees(archive, section, cause, row)) continue;
          went++;
          const name = groupOf(cause, place);
          const since = given.get(name)?.at;
          if (groups.has(name) || since !== undefined) {
            const sums = sumsOf(cause, place);
            sums.gone++;
            if (since !== undefined && at >= since) sums.since++;
          }
        }
      }
      // a task stays one when nothing is left of it
      for (const name of given.keys()) {
        const group = parseGroup(name);
        if (group !== undefined && (query.group === null || (query.group.cause === group.cause && query.group.place === group.place))) sumsOf(group.cause, group.place ?? '');
      }
      let of = 0;
      const read = needs('read');
      for (const mask of masks) if (allows(mask, read)) of++;
      const told = [...groups].map(([name, { cause, place, count, gone: mended, since, rows, sources, departments }]): GroupCounts => {
        const task = given.get(name);
        const kept = keptCauses.get(name);
        return {
          name, cause, place, count, archives: rows.size, gone: mended, sources: [...sources].map(([source, n]) => ({ source, count: n })), departments: [...departments].map(([department, n]) => ({ department, count: n })),
          assigned: task === undefined ? null : { to: task.assignee, by: task.person, at: task.at, gone: since }, kept: kept === undefined ? null : { by: kept.person, at: kept.at, reason: kept.reason },
        };
      });
      return { groups: told, findings, archives: all.size, of, gone: went };
    }),

    cleaningPage: (query: FindingsQuery, after: number, limit: number): readonly StoredFinding[] => inView(db, () => {
      const { holds } = seeing(query);
      const items: StoredFinding[] = [];
      for (const row of rowsOf(query.group, after)) {
        if (!holds(row)) continue;
        items.push(told(row));
        if (items.length >= limit) break;
      }
      return items;
    }),

    cleaningValues: (query: FindingsQuery): readonly ValueView[] => inView(db, () => {
      const { holds } = seeing(query);
      const counts = new Map<string, number>();
      for (const row of rowsOf(query.group, 0)) if (holds(row)) counts.set(row.value, (counts.get(row.value) ?? 0) + 1);
      return [...counts].map(([value, count]) => ({ text: String(JSON.parse(value)), count })).sort((a, b) => b.count - a.count);
    }),

    cleaningPreview: (query: RuleQuery, first: number): PreviewCounts => inView(db, () => {
      const { holds } = seeing(query);
      const takes = chosen(query);
      const items: Mended[] = [];
      const left: StoredFinding[] = [];
      const archives = new Set<string>();
      const places = new Map<string, [ArchiveId, string, number]>();
      let [mends, leaves, closed] = [0, 0, 0];
      for (const row of rowsOf(query.group, 0)) {
        if (!holds(row) || !takes(row)) continue;
        const made = mend(query.rule, JSON.parse(row.given) as Given, query.params);
        if (made === null) {
          leaves++;
          if (left.length < first) left.push(told(row));
        } else if (row.state === 'closed') closed++;
        else {
          mends++;
          archives.add(row.archive === '' ? String(row.id) : row.archive);
          if (items.length < first) items.push({ ...told(row), mend: made });
          if (!query.steward && row.archive !== '') {
            const name = `${row.archive}/${row.section}`;
            const place = places.get(name) ?? [row.archive, row.section, 0];
            place[2]++;
            places.set(name, place);
          }
        }
      }
      return { mends, leaves, closed, archives: archives.size, items, left, places: [...places.values()] };
    }),

    cleaningMends: (query: RuleQuery, after: number, end: number | null, limit: number) => inView(db, () => {
      const { holds } = seeing(query);
      const takes = chosen(query);
      const until = end ?? (newest.get() ?? 0);
      const items: Mended[] = [];
      let total = 0;
      let last: number | null = null;
      for (const row of rowsOf(query.group, after)) {
        if (row.id > until) break;
        if (!holds(row) || !takes(row)) continue;
        total++;
        if (items.length < limit) {
          items.push({ ...told(row), mend: mend(query.rule, JSON.parse(row.given) as Given, query.params) });
          last = row.id;
        } else if (end !== null) break;
      }
      return { items, last: items.length < limit ? null : last, end: until, total: end === null ? total : null };
    }),

    cleaningFind: (query: FindingsQuery, ids: readonly string[]): readonly StoredFinding[] => inView(db, () => {
      const { sees } = seeing(query);
      return ids.flatMap((id) => {
        const [archive, section, key, cause] = partsOf(id) ?? [];
        const row = archive === undefined ? undefined : one.get(archive, section as string, key as string, cause as string);
        return row !== undefined && sees(row.archive, row.section, row.cause, row.row) ? [told(row)] : [];
      });
    }),
  };
}
