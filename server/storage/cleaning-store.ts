/** What is wrong with values, in facts.db: findings of the last look at each archive, cells that imports left out, words and their spellings. What people said of them is in archive.db. Reading by right is `cleaning-reader.ts`. */
import type { LeftCause } from '../../model/cleaning/left.ts';
import { leftCause } from '../../model/cleaning/left.ts';
import { placeOfKey } from '../../model/cleaning/seen.ts';
import { clusters, mappingOf, toOptions } from '../../model/cleaning/clusters.ts';
import type { Option } from '../../model/cleaning/clusters.ts';
import type { ValuesView, ValueView } from '../../model/cleaning/api.ts';
import type { CauseKey } from '../../model/cleaning/causes.ts';
import type { Given } from '../../model/cleaning/rules/apply.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import type { CleaningReader } from './cleaning-reader.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';
import { folding } from './duplicate-folding.ts';
import { inSlices } from './thread-port.ts';

export interface FoundIn { readonly section: string; readonly key: string; readonly cause: CauseKey; readonly given: Given; readonly origin?: string }
export interface WordIn { readonly section: string; readonly key: string; readonly place: string; readonly text: string }
/** `mark`: which edits were looked at. */
export interface CheckedArchive { readonly archive: ArchiveId; readonly mark: string; readonly found: readonly FoundIn[]; readonly words: readonly WordIn[] }
/** A cell that an import left out, while no decision has settled it. */
export interface LeftCell { readonly archive: ArchiveId; readonly section: string; readonly key: string; readonly cause: CauseKey; readonly given: Given; readonly origin: string }
export interface KeptFinding { readonly archive: string; readonly section: string; readonly key: string; readonly cause: CauseKey; readonly value: string; readonly by: PersonId; readonly at: number; readonly reason: string; readonly decision: string | null }
export interface StoredDecision { readonly id: string; readonly by: PersonId; readonly at: number; readonly data: string }
/** Refused rows of one import. */
export interface RefusedRow { readonly row: number; readonly header: readonly string[]; readonly cells: readonly string[]; readonly file: string }

export interface CleaningStore extends CleaningReader {
  marks(archives: readonly ArchiveId[]): Promise<readonly (string | null)[]>;
  put(rows: readonly CheckedArchive[], at: number): Promise<void>;
  drop(archives: readonly ArchiveId[]): Promise<void>;
  left(archives: readonly ArchiveId[]): Promise<readonly LeftCell[]>;
  /** Takes up what an import left out; answers the archives that it concerns. */
  takeImport(job: string, source: string): Promise<readonly ArchiveId[]>;
  dropImport(job: string): Promise<readonly ArchiveId[]>;
  /** Refused rows are settled by a decision, or open again: null. */
  closeRows(job: string, rows: readonly number[], decision: string | null, at: number): Promise<void>;
  refusedRows(job: string, rows: readonly number[]): Promise<readonly RefusedRow[]>;
  /** Looks for spellings of one word, place by place. */
  spellings(): Promise<readonly { readonly place: string; readonly texts: readonly string[] }[]>;
  /** Words of a place with their counts, as far as they lie together with these. For stewards alone: they are counted in all archives. */
  wordsLike(place: string, texts: readonly string[]): Promise<readonly ValueView[]>;
  putSpellings(found: readonly { readonly place: string; readonly texts: readonly string[] }[]): Promise<void>;
  cluster(values: readonly ValueView[], options: readonly Option[] | null): Promise<ValuesView>;
  keep(findings: readonly KeptFinding[]): Promise<void>;
  unkeep(findings: readonly Pick<KeptFinding, 'archive' | 'section' | 'key' | 'cause'>[]): Promise<void>;
  unkeepDecision(decision: string): Promise<void>;
  keepCause(name: string, by: PersonId, at: number, reason: string): Promise<void>;
  unkeepCause(name: string): Promise<void>;
  assign(name: string, to: PersonId | null, by: PersonId, at: number): Promise<void>;
  putDecision(decision: StoredDecision): Promise<void>;
  decision(id: string): Promise<StoredDecision | null>;
  decisions(before: { readonly at: number; readonly id: string } | null, by: PersonId | null, limit: number): Promise<readonly StoredDecision[]>;
}

interface Lost { readonly section: string; readonly key: string; readonly code: string; readonly text: string; readonly kind: string }
interface NotedData {
  readonly file: string; readonly line: number; readonly externalId: string | null; readonly archive: ArchiveId | null; readonly lost?: readonly Lost[]; readonly raw?: { readonly header: readonly string[]; readonly cells: readonly string[] };
  readonly notes: readonly { readonly outcome: string; readonly field: string | null; readonly code: string; readonly message: string }[];
}

/** The calls of the facts thread. */
export function cleaningCalls(db: Connection) {
  const there = db.prepare<[string], { section: string; key: string; cause: string; place: string; value: string; given: string }>('SELECT section, key, cause, place, value, given FROM finding WHERE archive = ?');
  const insert = db.prepare('INSERT OR REPLACE INTO finding (archive, section, key, cause, place, value, given, source, origin) VALUES (?,?,?,?,?,?,?,?,?)');
  const update = db.prepare('UPDATE finding SET value = ?, given = ?, place = ? WHERE archive = ? AND section = ? AND key = ? AND cause = ?');
  const remove = db.prepare('DELETE FROM finding WHERE archive = ? AND section = ? AND key = ? AND cause = ?');
  const gone = db.prepare('INSERT OR REPLACE INTO finding_gone (archive, section, key, cause, place, at) VALUES (?,?,?,?,?,?)');
  const back = db.prepare('DELETE FROM finding_gone WHERE archive = ? AND section = ? AND key = ? AND cause = ?');
  const mark = db.prepare('INSERT OR REPLACE INTO cleaned (archive, mark) VALUES (?,?)');
  const words = db.prepare<[string], { section: string; key: string; place: string; text: string }>('SELECT section, key, place, text FROM word WHERE archive = ?');
  const dropWord = db.prepare('DELETE FROM word WHERE archive = ? AND section = ? AND key = ?');
  const putWord = db.prepare('INSERT OR REPLACE INTO word (archive, section, key, place, text) VALUES (?,?,?,?,?)');
  const misspelt = db.prepare<[string, string], number>('SELECT 1 FROM misspelt WHERE place = ? AND text = ?').pluck();
  const sourceOf = db.prepare<[string], string>('SELECT source FROM imported WHERE target = ? LIMIT 1').pluck();
  const dropAll = ['finding', 'finding_gone', 'cleaned', 'word', 'import_left'].map((table) => db.prepare(`DELETE FROM ${table} WHERE archive = ?`));
  const noted = db.prepare<[string, number], { row: number; state: string; data: string }>("SELECT row, state, data FROM import_row WHERE job = ? AND row > ? AND (state = 'refuse' OR data LIKE '%\"lost\":%') ORDER BY row LIMIT 500");
  const before = db.prepare('DELETE FROM import_left WHERE archive = ? AND section = ? AND key = ?');
  const putLeft = db.prepare('INSERT OR REPLACE INTO import_left (job, row, n, archive, section, key, cause, place, value, given, source, origin) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)');
  const oldRefused = db.prepare<[string, string], { key: string; cause: string; section: string; job: string; row: number; n: number }>("SELECT key, cause, section, job, row, n FROM import_left WHERE archive = '' AND source = ? AND origin ->> '$.file' = ?");
  const dropLeft = db.prepare('DELETE FROM import_left WHERE job = ? AND row = ? AND n = ?');
  const ofJob = db.prepare<[string], { archive: ArchiveId; section: string; key: string; cause: string }>('SELECT archive, section, key, cause FROM import_left WHERE job = ?');
  const dropJob = db.prepare('DELETE FROM import_left WHERE job = ?');
  const close = db.prepare("UPDATE import_left SET closed = @decision WHERE job = @job AND row = @row AND archive = '' RETURNING section, key, cause, place, value, given, source, origin");

  const put = ({ archive, mark: made, found, words: said }: CheckedArchive, at: number): void => {
    const old = new Map(there.all(archive).map((row) => [`${row.section}\n${row.key}\n${row.cause}`, row]));
    const known = new Map(words.all(archive).map((row) => [`${row.section}\n${row.key}`, row]));
    const wanted: FoundIn[] = [...found];
    for (const { section, key, place, text } of said) {
      const name = `${section}\n${key}`;
      const now = known.get(name);
      known.delete(name);
      if (now?.text !== text) putWord.run(archive, section, key, place, text);
      if (misspelt.get(place, text) === 1) wanted.push({ section, key, cause: 'spelling', given: { value: text, place, country: null, kind: null, check: null, fieldKind: 'text' } });
    }
    for (const { section, key } of known.values()) dropWord.run(archive, section, key);
    let source: string | null | undefined;
    for (const { section, key, cause, given, origin } of wanted) {
      const name = `${section}\n${key}\n${cause}`;
      const [value, text] = [JSON.stringify(given.value), JSON.stringify(given)];
      const now = old.get(name);
      old.delete(name);
      if (now === undefined) {
        source = source === undefined ? (sourceOf.get(archive) ?? null) : source;
        insert.run(archive, section, key, cause, given.place, value, text, source, origin ?? null);
        back.run(archive, section, key, cause);
      } else if (now.value !== value || now.given !== text) update.run(value, text, given.place, archive, section, key, cause);
    }
    for (const { section, key, cause, place } of old.values()) {
      remove.run(archive, section, key, cause);
      gone.run(archive, section, key, cause, place, at);
    }
    mark.run(archive, made);
  };

  return {
    putChecked: (rows: readonly CheckedArchive[], at: number): Promise<void> => inSlices(rows, (row) => { put(row, at); }, (run) => inTransaction(db, run)),
    dropChecked: (archives: readonly ArchiveId[]): void => inTransaction(db, () => { for (const archive of archives) for (const statement of dropAll) statement.run(archive); }),
    takeImport: async (job: string, source: string): Promise<readonly ArchiveId[]> => {
      const archives = new Set<ArchiveId>();
      const files = new Set<string>();
      for (let after = 0; ;) {
        const page = noted.all(job, after);
        if (page.length === 0) break;
        after = page.at(-1)?.row ?? after;
        await inSlices(page, ({ row, state, data }) => {
          const told = JSON.parse(data) as NotedData;
          let n = 0;
          const left = (archive: string, section: string, key: string, { cause, length }: LeftCause, place: string, text: string, kind: string, heading: string | null): void => {
            const given: Given = { value: text, place, country: null, kind: null, check: null, fieldKind: kind, ...(length === undefined ? {} : { length }) };
            const origin = JSON.stringify({ file: told.file, line: told.line, job, row, ...(heading === null ? {} : { heading }) });
            if (archive !== '') before.run(archive, section, key);
            putLeft.run(job, row, n++, archive, section, key, cause, place, JSON.stringify(text), JSON.stringify(given), source, origin);
            if (archive === '') insert.run('', section, key, cause, place, JSON.stringify(text), JSON.stringify(given), source, origin);
          };
          if (state === 'refuse') {
            // the same file of an earlier night told the same
            if (!files.has(told.file)) {
              files.add(told.file);
              for (const old of oldRefused.all(source, told.file)) if (old.job !== job) { dropLeft.run(old.job, old.row, old.n); remove.run('', old.section, old.key, old.cause); }
            }
            for (const { outcome, field, code, message } of told.notes) {
              if (outcome !== 'refused') continue;
              const at = field === null ? -1 : (told.raw?.header.findIndex((name) => name.trim() === field.trim()) ?? -1);
              const text = at < 0 ? (told.raw?.cells.join(' · ') ?? '').slice(0, 300) : (told.raw?.cells[at] ?? '');
              left('', 'profile', `import/${job}/${row}/${field ?? ''}`, leftCause(code, message, true), field ?? '', text, 'text', field);
            }
            return;
          }
          if (told.archive === null) return;
          for (const { section, key, code, text, kind } of told.lost ?? []) {
            const cause = leftCause(code, '', false);
            if (cause.cause === 'row-refused') continue;
            archives.add(told.archive);
            left(told.archive, section, key, cause, placeOfKey(key), text, kind, null);
          }
        }, (run) => inTransaction(db, run));
      }
      return [...archives];
    },
    dropImport: (job: string): readonly ArchiveId[] => inTransaction(db, () => {
      const rows = ofJob.all(job);
      for (const { archive, section, key, cause } of rows) if ((archive as string) === '') remove.run('', section, key, cause);
      dropJob.run(job);
      return [...new Set(rows.map(({ archive }) => archive))].filter((archive) => (archive as string) !== '');
    }),
    closeRows: (job: string, rows: readonly number[], decision: string | null, at: number): void => inTransaction(db, () => {
      for (const row of rows) {
        for (const { section, key, cause, place, value, given, source, origin } of close.all({ job, row, decision }) as { section: string; key: string; cause: string; place: string; value: string; given: string; source: string; origin: string }[]) {
          if (decision === null) {
            insert.run('', section, key, cause, place, value, given, source, origin);
            back.run('', section, key, cause);
          } else {
            remove.run('', section, key, cause);
            gone.run('', section, key, cause, place, at);
          }
        }
      }
    }),
    putSpellings: async (found: readonly { readonly place: string; readonly texts: readonly string[] }[]): Promise<void> => {
      const forget = db.prepare('DELETE FROM misspelt WHERE place = ?');
      const remember = db.prepare('INSERT INTO misspelt (place, text) VALUES (?,?)');
      const right = db.prepare("DELETE FROM finding WHERE cause = 'spelling' AND place = ? AND NOT EXISTS (SELECT 1 FROM misspelt m WHERE m.place = finding.place AND m.text = finding.value ->> '$')");
      const wrong = db.prepare(`INSERT OR IGNORE INTO finding (archive, section, key, cause, place, value, given, source)
        SELECT w.archive, w.section, w.key, 'spelling', w.place, json_quote(w.text), json_object('value', w.text, 'place', w.place, 'country', NULL, 'kind', NULL, 'check', NULL, 'fieldKind', 'text'),
          (SELECT i.source FROM imported i WHERE i.target = w.archive LIMIT 1) FROM word w WHERE w.place = ? AND w.text = ?`);
      const places = db.prepare<[], string>('SELECT DISTINCT place FROM misspelt').pluck();
      const all = new Map(found.map(({ place, texts }) => [place, texts]));
      for (const place of places.all()) if (!all.has(place)) all.set(place, []);
      for (const [place, texts] of all) {
        inTransaction(db, () => {
          forget.run(place);
          for (const text of texts) remember.run(place, text);
          right.run(place);
        });
        await inSlices(texts, (text) => { wrong.run(place, text); }, (run) => inTransaction(db, run));
      }
    },
  };
}

/** A place has words where they repeat; elsewhere every value is its own. */
const FEWEST = 20;
const MOST_DIFFERENT = 0.5;

/** The calls of a reader thread. */
export function cleaningReadCalls(db: Connection) {
  const mark = db.prepare<[string], string>('SELECT mark FROM cleaned WHERE archive = ?').pluck();
  const left = db.prepare<[string], { archive: ArchiveId; section: string; key: string; cause: CauseKey; given: string; origin: string }>(
    "SELECT l.archive, l.section, l.key, l.cause, l.given, l.origin FROM json_each(?) w JOIN import_left l ON l.archive = w.value WHERE l.closed IS NULL AND l.archive <> ''");
  const raw = db.prepare<[string, number], string>('SELECT data FROM import_row WHERE job = ? AND row = ?').pluck();
  const words = db.prepare<[], { place: string; text: string; count: number }>('SELECT place, text, count(*) AS count FROM word GROUP BY place, text ORDER BY place');
  const wordsOf = db.prepare<[string], ValueView>('SELECT text, count(*) AS count FROM word WHERE place = ? GROUP BY text');
  const decision = db.prepare<[string], { id: string; person: PersonId; at: number; data: string }>('SELECT id, person, at, data FROM archive.cleaning_decision WHERE id = ?');
  const decisions = db.prepare<[Record<string, unknown>], { id: string; person: PersonId; at: number; data: string }>(`SELECT id, person, at, data FROM archive.cleaning_decision
    WHERE (@by IS NULL OR person = @by) AND (@at IS NULL OR (at, id) < (@at, @id)) ORDER BY at DESC, id DESC LIMIT @limit`);
  const stored = ({ id, person, at, data }: { id: string; person: PersonId; at: number; data: string }): StoredDecision => ({ id, by: person, at, data });
  return {
    cleaningMarks: (archives: readonly ArchiveId[]): readonly (string | null)[] => archives.map((archive) => mark.get(archive) ?? null),
    importLeft: (archives: readonly ArchiveId[]): readonly LeftCell[] => left.all(JSON.stringify(archives)).map(({ given, ...row }) => ({ ...row, given: JSON.parse(given) as Given })),
    refusedRows: (job: string, rows: readonly number[]): readonly RefusedRow[] => rows.flatMap((row) => {
      const data = raw.get(job, row);
      const told = data === undefined ? null : (JSON.parse(data) as NotedData);
      return told?.raw ? [{ row, header: told.raw.header, cells: told.raw.cells, file: told.file }] : [];
    }),
    spellings: async (): Promise<readonly { readonly place: string; readonly texts: readonly string[] }[]> => {
      const sounds = await folding();
      const places = new Map<string, ValueView[]>();
      for (const { place, text, count } of words.iterate()) {
        const values = places.get(place);
        if (values) values.push({ text, count });
        else places.set(place, [{ text, count }]);
      }
      return [...places].flatMap(([place, values]) => {
        const total = values.reduce((sum, { count }) => sum + count, 0);
        return total < FEWEST || values.length > total * MOST_DIFFERENT ? [] : [{ place, texts: Object.keys(mappingOf(clusters(values, sounds))) }];
      });
    },
    wordsLike: async (place: string, texts: readonly string[]): Promise<readonly ValueView[]> => {
      const all = wordsOf.all(place);
      const wanted = new Set(texts);
      const near = clusters(all, await folding()).filter(({ values }) => values.some(({ text }) => wanted.has(text)));
      return near.flatMap(({ values }) => values);
    },
    clusterValues: async (values: readonly ValueView[], options: readonly Option[] | null): Promise<ValuesView> => {
      const sounds = await folding();
      if (options !== null) return toOptions(values, options, sounds);
      const found = clusters(values, sounds);
      const together = new Set(found.flatMap((cluster) => cluster.values.map(({ text }) => text)));
      return { clusters: found, alone: values.filter(({ text }) => !together.has(text)), options: null, proposed: mappingOf(found) };
    },
    cleaningDecision: (id: string): StoredDecision | null => { const row = decision.get(id); return row === undefined ? null : stored(row); },
    cleaningDecisions: (before: { readonly at: number; readonly id: string } | null, by: PersonId | null, limit: number): readonly StoredDecision[] => decisions.all({ at: before?.at ?? null, id: before?.id ?? '', by, limit }).map(stored),
  };
}

/** The calls of the archive thread: what people said stays when everything computed is made anew. */
export function cleaningKeepCalls(db: Connection) {
  const keep = db.prepare('INSERT OR REPLACE INTO finding_kept (archive, section, key, cause, value, person, at, reason, decision) VALUES (?,?,?,?,?,?,?,?,?)');
  const unkeep = db.prepare('DELETE FROM finding_kept WHERE archive = ? AND section = ? AND key = ? AND cause = ?');
  const unkeepDecision = db.prepare('DELETE FROM finding_kept WHERE decision = ?');
  const keepCause = db.prepare('INSERT OR REPLACE INTO cause_kept (name, person, at, reason) VALUES (?,?,?,?)');
  const unkeepCause = db.prepare('DELETE FROM cause_kept WHERE name = ?');
  const assign = db.prepare('INSERT OR REPLACE INTO cause_assigned (name, assignee, person, at) VALUES (?,?,?,?)');
  const unassign = db.prepare('DELETE FROM cause_assigned WHERE name = ?');
  const putDecision = db.prepare('INSERT OR REPLACE INTO cleaning_decision (id, person, at, data) VALUES (?,?,?,?)');
  return {
    keepFindings: (findings: readonly KeptFinding[]): Promise<void> => inSlices(findings, ({ archive, section, key, cause, value, by, at, reason, decision }) => { keep.run(archive, section, key, cause, value, by, at, reason, decision); }, (run) => inTransaction(db, run)),
    unkeepFindings: (findings: readonly Pick<KeptFinding, 'archive' | 'section' | 'key' | 'cause'>[]): Promise<void> => inSlices(findings, ({ archive, section, key, cause }) => { unkeep.run(archive, section, key, cause); }, (run) => inTransaction(db, run)),
    unkeepDecision: (decision: string): void => { unkeepDecision.run(decision); },
    keepCause: (name: string, by: PersonId, at: number, reason: string): void => { keepCause.run(name, by, at, reason); },
    unkeepCause: (name: string): void => { unkeepCause.run(name); },
    assignCause: (name: string, to: PersonId | null, by: PersonId, at: number): void => { if (to === null) unassign.run(name); else assign.run(name, to, by, at); },
    putCleaningDecision: ({ id, by, at, data }: StoredDecision): void => { putDecision.run(id, by, at, data); },
  };
}
