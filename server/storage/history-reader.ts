/** Reads who changed what and when: changes of edits behind the snapshot from `change`, older ones from `history`, those of the archive's own row from `archive_change`, those of its files from `file_change`; and who had masked numbers shown from `reveal`. Who may see them is decided before it gets here. */
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import { inView } from './database.ts';
import type { Connection } from './database.ts';
import { OWN_ROW } from './storage.ts';
import type { HistoryQuery, StoredChange } from './storage.ts';

interface Row { readonly section: number; readonly seq: number; readonly n: number; readonly person: PersonId; readonly at: number; readonly key: string; readonly old: string | null; readonly new: string | null }
interface Named extends Row { readonly archive: ArchiveId; readonly name: string }
/** Where a change stands among all: newest first. */
type Place = readonly [at: number, section: number, seq: number, n: number];

/** Changes read at once of a section. */
const CHUNK = 256;
/** Stands for the archive's own row, whose changes lie in another table. */
const OWN = 0;
/** Stands for the files, whose changes lie in a third; above every section's number. */
const FILES = 900_000_000_000;
/** Stands for masked numbers that were shown. */
const REVEALS = 900_000_000_001;

const WANTED = `(@person IS NULL OR person = @person)
  AND (@key IS NULL OR key = @key OR substr(key, 1, length(@key) + 1) = @key || '/' OR substr(key, 1, length(@texts)) = @texts)`;
/** The place of a change within its edit is its rank, the same before and after it moved. */
const RECENT = `SELECT section, seq, row_number() OVER (PARTITION BY section, seq ORDER BY id) - 1 AS n, person, at, key, old, new FROM archive.change`;

const placeOf = (row: Row): Place => [row.at, row.section, row.seq, row.n];
function compare(a: Place, b: Place): number {
  for (let i = 0; i < 4; i++) if (a[i] !== b[i]) return (a[i] as number) - (b[i] as number);
  return 0;
}
const toChange = ({ section, n, name, ...row }: Named): StoredChange => ({ ...row, id: `${section}.${row.seq}.${n}`, section: name });

/** The calls of a reader thread that concern the history. */
export function historyCalls(db: Connection) {
  const sql = {
    section: db.prepare<[string, string], number>('SELECT id FROM archive.section WHERE archive = ? AND name = ?').pluck(),
    name: db.prepare<[number], { archive: ArchiveId; name: string }>('SELECT archive, name FROM archive.section WHERE id = ?'),
    recent: db.prepare<[Record<string, unknown>], Row>(`SELECT * FROM (${RECENT} WHERE section IN (SELECT value FROM json_numbers(@sections))) WHERE ${WANTED} ORDER BY seq DESC, n DESC`),
    older: db.prepare<[Record<string, unknown>], Row>(`SELECT section, seq, n, person, at, key, old, new FROM archive.history WHERE section = @section AND (seq, n) < (@seq, @n) AND ${WANTED} ORDER BY seq DESC, n DESC LIMIT ${CHUNK}`),
    own: db.prepare<[Record<string, unknown>], Omit<Row, 'at'> & { readonly at: string }>(`SELECT ${OWN} AS section, id AS seq, 0 AS n, person, at, key, old, new FROM archive.archive_change WHERE archive = @archive AND ${WANTED} ORDER BY id DESC`),
    files: db.prepare<[Record<string, unknown>], Row & { readonly name: string }>(`SELECT ${FILES} AS section, id AS seq, 0 AS n, section AS name, person, at, key, old, new FROM archive.file_change WHERE archive = @archive AND section IN (SELECT value FROM json_each(@files)) AND ${WANTED} ORDER BY id DESC`),
    reveals: db.prepare<[Record<string, unknown>], Row & { readonly name: string }>(`SELECT ${REVEALS} AS section, id AS seq, 0 AS n, section AS name, person, at, 'reveals/' || key AS key, NULL AS old, NULL AS new FROM archive.reveal WHERE archive = @archive AND section IN (SELECT value FROM json_each(@reveals)) AND ${WANTED} ORDER BY id DESC`),
    oneFile: db.prepare<[number], Named>(`SELECT archive, ${FILES} AS section, id AS seq, 0 AS n, section AS name, person, at, key, old, new FROM archive.file_change WHERE id = ?`),
    probe: db.prepare<[number, number], { seq: number; at: number }>('SELECT seq, at FROM archive.history WHERE section = ? AND seq <= ? ORDER BY seq DESC LIMIT 1'),
    oneRecent: db.prepare<[number, number, number], Row>(`SELECT * FROM (${RECENT} WHERE section = ? AND seq = ?) WHERE n = ?`),
    oneOlder: db.prepare<[number, number, number], Row>('SELECT section, seq, n, person, at, key, old, new FROM archive.history WHERE section = ? AND seq = ? AND n = ?'),
    oneOwn: db.prepare<[number], Omit<Row, 'at'> & { readonly at: string; readonly archive: ArchiveId }>(`SELECT archive, ${OWN} AS section, id AS seq, 0 AS n, person, at, key, old, new FROM archive.archive_change WHERE id = ?`),
    seen: db.prepare<[string, string], number>('SELECT at FROM archive.seen WHERE person = ? AND archive = ?').pluck(),
  };
  const dated = <R extends { readonly at: string }>(row: R): Omit<R, 'at'> & { readonly at: number } => ({ ...row, at: Date.parse(row.at) });

  /** Newest sequence number of the section that is not after the moment: a section's changes are in the order of time. */
  const before = (section: number, at: number): number => {
    let low = 0;
    let high = sql.probe.get(section, Number.MAX_SAFE_INTEGER)?.seq ?? 0;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      const row = sql.probe.get(section, middle);
      if (row === undefined || row.at <= at) low = middle;
      else high = row.seq - 1;
    }
    return high;
  };

  /** One section's older changes, newest first, as far as somebody asks for them. */
  function* olderOf(section: number, start: Place | null, wanted: Record<string, unknown>): Generator<Row> {
    let seq = start === null ? Number.MAX_SAFE_INTEGER : before(section, start[0]) + 1;
    let n = 0;
    for (;;) {
      const rows = sql.older.all({ ...wanted, section, seq, n });
      yield* rows;
      const last = rows.at(-1);
      if (last === undefined || rows.length < CHUNK) return;
      ({ seq, n } = last);
    }
  }

  const page = ({ archive, sections, files = [], reveals = [], before: cursor, after, key, person, limit }: HistoryQuery): { items: readonly StoredChange[]; next: string | null } => {
    const start = cursor === null ? null : (cursor.split('.').map(Number) as unknown as Place);
    const wanted = { key, person, texts: key?.startsWith('rows/') ? `text:${key.slice(5)}/` : null };
    const names = new Map<number, string>();
    for (const name of sections) {
      const section = name === OWN_ROW ? OWN : sql.section.get(archive, name);
      if (section !== undefined) names.set(section, name);
    }
    const recent = sql.recent.all({ ...wanted, sections: JSON.stringify([...names.keys()]) });
    const sources = [...names.keys()].map(function* (section): Generator<Row> {
      if (section === OWN) return yield* sql.own.all({ ...wanted, archive }).map(dated);
      yield* recent.filter((row) => row.section === section);
      yield* olderOf(section, start, wanted);
    });
    const fileNames = new Map<number, string>();
    const revealNames = new Map<number, string>();
    if (files.length > 0) sources.push((function* filed(): Generator<Row> {
      for (const { name, ...row } of sql.files.all({ ...wanted, archive, files: JSON.stringify(files) })) {
        fileNames.set(row.seq, name);
        yield row;
      }
    })());
    if (reveals.length > 0) sources.push((function* shown(): Generator<Row> {
      for (const { name, ...row } of sql.reveals.all({ ...wanted, archive, reveals: JSON.stringify(reveals) })) {
        revealNames.set(row.seq, name);
        yield row;
      }
    })());
    const heads = sources.map((source) => ({ source, row: next(source, start) }));
    const items: Named[] = [];
    while (items.length <= limit) {
      const newest = heads.reduce<(typeof heads)[number] | null>((best, head) => (head.row !== null && (best?.row == null || compare(placeOf(head.row), placeOf(best.row)) > 0) ? head : best), null);
      if (newest?.row == null || (after !== null && newest.row.at <= after)) break;
      items.push({ ...newest.row, archive, name: (newest.row.section === FILES ? fileNames.get(newest.row.seq) : newest.row.section === REVEALS ? revealNames.get(newest.row.seq) : names.get(newest.row.section)) as string });
      newest.row = next(newest.source, null);
    }
    const last = items[limit - 1];
    return { items: items.slice(0, limit).map(toChange), next: items.length > limit && last ? placeOf(last).join('.') : null };
  };

  return {
    historyPage: (query: HistoryQuery): { items: readonly StoredChange[]; next: string | null } => inView(db, () => page(query)),
    historyChange(id: string): StoredChange | null {
      if (!/^\d{1,15}\.\d{1,15}\.\d{1,15}$/.test(id)) return null;
      const [section = 0, seq = 0, n = 0] = id.split('.').map(Number);
      if (section === OWN) {
        const row = n === 0 ? sql.oneOwn.get(seq) : undefined;
        return row ? toChange({ ...dated(row), name: OWN_ROW }) : null;
      }
      if (section === FILES) {
        const row = n === 0 ? sql.oneFile.get(seq) : undefined;
        return row ? toChange(row) : null;
      }
      const named = sql.name.get(section);
      const row = named && (sql.oneRecent.get(section, seq, n) ?? sql.oneOlder.get(section, seq, n));
      return row ? toChange({ ...row, ...named }) : null;
    },
    seen: (person: PersonId, archive: ArchiveId): number | null => sql.seen.get(person, archive) ?? null,
  };
}

/** The source's next change that stands after `start`. */
function next(source: Generator<Row>, start: Place | null): Row | null {
  for (;;) {
    const { value, done } = source.next();
    if (done === true) return null;
    if (start === null || compare(placeOf(value), start) < 0) return value;
  }
}
