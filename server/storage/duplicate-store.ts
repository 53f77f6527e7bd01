/** Who may be the same customer, in facts.db: what archives are compared by, where they meet, and the pairs found. How two are compared is `model/duplicates/`; who may see a pair's evidence is the service's. */
import { compare } from '../../model/duplicates/compare.ts';
import type { Face, RawFacts } from '../../model/duplicates/facts.ts';
import { blockKeys } from '../../model/duplicates/keys.ts';
import { faceOf } from '../../model/duplicates/normalise.ts';
import { SHOWN_FROM, weigh } from '../../model/duplicates/weights.ts';
import type { Verdict } from '../../model/duplicates/weights.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';
import { folding } from './duplicate-folding.ts';
import { visibleTo } from './rights-query.ts';
import type { ListQuery } from './storage.ts';
import { inSlices } from './thread-port.ts';

/** Archives that share one key; where more do, it says nothing: a switchboard, a common name. */
export const CROWD = 60;
/** Archives that one is compared with: those that share most keys with it. */
const MOST_MET = 200;
/** Milliseconds of one slice of comparing. */
const SLICE = 5;

/** `mark`: what the facts were made of, see the service. */
export interface FactsOf { readonly archive: ArchiveId; readonly mark: string; readonly facts: RawFacts }
export interface PairsQuery extends Pick<ListQuery, 'person' | 'policy' | 'manages' | 'within' | 'now'> {
  /** The score with what restricted sections say counts; whoever is told of it is asked for each pair again. */
  readonly cleared: boolean;
  /** Pairs that people said are not the same; else those that nobody did. */
  readonly dismissed: boolean;
  readonly after: { readonly score: number; readonly a: string; readonly b: string } | null;
  readonly limit: number;
}
export interface StoredPair { readonly a: ArchiveId; readonly b: ArchiveId; readonly score: number; readonly open: number; readonly left: Face; readonly right: Face; readonly dismissed: { readonly by: PersonId; readonly at: number } | null }
export interface Met { readonly archive: ArchiveId; readonly face: Face }

export interface DuplicateStore {
  putFacts(rows: readonly FactsOf[]): Promise<void>;
  dropFacts(archives: readonly ArchiveId[]): Promise<void>;
  /** Of each archive what its facts were made of; null: it has none. */
  marks(archives: readonly ArchiveId[]): Promise<readonly (string | null)[]>;
  /** Compares those that wait for a few milliseconds; answers whether some still do. */
  compareSome(): Promise<boolean>;
  /** Worst first, only of archives of which this person reads profile and people. */
  pairs(query: PairsQuery): Promise<readonly StoredPair[]>;
  /** Archives that meet these facts, those that share most keys first, with the face of the facts. */
  meet(facts: RawFacts, limit: number): Promise<{ readonly face: Face; readonly met: readonly Met[] }>;
  dismiss(a: ArchiveId, b: ArchiveId, by: PersonId, at: number): Promise<void>;
  restore(a: ArchiveId, b: ArchiveId): Promise<boolean>;
}

interface FaceRow { readonly archive: ArchiveId; readonly data: string }
const read = (data: string): Face => JSON.parse(data) as Face;
const MEET = `SELECT k.archive FROM face_key k WHERE k.key IN (SELECT value FROM json_each(@keys) w WHERE (SELECT count(*) FROM (SELECT 1 FROM face_key c WHERE c.key = w.value LIMIT ${CROWD + 1})) <= ${CROWD})
  AND k.archive <> @self GROUP BY k.archive ORDER BY count(*) DESC, k.archive LIMIT @limit`;

/** What is said by sections that everybody who sees both reads: all but papers. */
export const openly = (left: Face, right: Face): Verdict => weigh(compare(left, right).filter(({ fact }) => fact !== 'paper'), left.person && right.person);

/** The calls of the facts thread. */
export function duplicateCalls(db: Connection) {
  const known = db.prepare<[string], { data: string; waiting: number }>('SELECT data, waiting FROM face WHERE archive = ?');
  const put = db.prepare('INSERT INTO face (archive, mark, data, waiting) VALUES (?,?,?,1) ON CONFLICT DO UPDATE SET mark = excluded.mark, data = excluded.data, waiting = 1');
  const mark = db.prepare('UPDATE face SET mark = ? WHERE archive = ?');
  const drop = db.prepare('DELETE FROM face WHERE archive = ?');
  const dropKeys = db.prepare('DELETE FROM face_key WHERE archive = ?');
  const putKey = db.prepare('INSERT OR IGNORE INTO face_key (key, archive) VALUES (?,?)');
  const dropPairs = [db.prepare('DELETE FROM duplicate WHERE a = ?'), db.prepare('DELETE FROM duplicate WHERE b = ?')];
  const putPair = db.prepare('INSERT OR REPLACE INTO duplicate (a, b, score, open) VALUES (?,?,?,?)');
  const waiting = db.prepare<[], FaceRow>('SELECT archive, data FROM face WHERE waiting = 1 ORDER BY archive LIMIT 20');
  const done = db.prepare('UPDATE face SET waiting = 0 WHERE archive = ?');
  const more = db.prepare<[], number>('SELECT EXISTS (SELECT 1 FROM face WHERE waiting = 1)').pluck();
  const meet = db.prepare<[Record<string, unknown>], string>(MEET).pluck();
  const forgetPairs = (archive: string): void => { for (const statement of dropPairs) statement.run(archive); };

  const compareOne = ({ archive, data }: FaceRow): void => {
    const face = read(data);
    forgetPairs(archive);
    for (const other of meet.all({ keys: JSON.stringify(blockKeys(face)), self: archive, limit: MOST_MET })) {
      const there = known.get(other);
      // one that waits itself meets this one at its own turn
      if (there === undefined || there.waiting === 1) continue;
      const facing = read(there.data);
      const findings = compare(face, facing);
      const person = face.person && facing.person;
      const whole = weigh(findings, person).score;
      const open = weigh(findings.filter(({ fact }) => fact !== 'paper'), person).score;
      if (Math.max(whole, open) < SHOWN_FROM) continue;
      const [a, b] = archive < other ? [archive, other] : [other, archive];
      putPair.run(a, b, whole, open);
    }
    done.run(archive);
  };

  return {
    putFacts: async (rows: readonly FactsOf[]): Promise<void> => {
      const tables = await folding();
      await inSlices(rows, ({ archive, mark: made, facts }) => {
        const face = faceOf(facts, tables);
        const data = JSON.stringify(face);
        if (known.get(archive)?.data === data) return void mark.run(made, archive);
        put.run(archive, made, data);
        dropKeys.run(archive);
        for (const key of blockKeys(face)) putKey.run(key, archive);
      }, (run) => inTransaction(db, run));
    },
    dropFacts: (archives: readonly ArchiveId[]): void => inTransaction(db, () => {
      for (const archive of archives) {
        drop.run(archive);
        dropKeys.run(archive);
        forgetPairs(archive);
      }
    }),
    compareSome: (): boolean => {
      const until = performance.now() + SLICE;
      inTransaction(db, () => {
        for (let rows = waiting.all(); rows.length > 0 && performance.now() < until; rows = waiting.all()) {
          for (const row of rows) {
            compareOne(row);
            if (performance.now() >= until) break;
          }
        }
      });
      return more.get() === 1;
    },
  };
}

interface PairRow { readonly a: ArchiveId; readonly b: ArchiveId; readonly score: number; readonly open: number; readonly left: string; readonly right: string; readonly person: PersonId | null; readonly at: number | null }

/** The calls of a reader thread. */
export function duplicateReadCalls(db: Connection) {
  const mark = db.prepare<[string], string>('SELECT mark FROM face WHERE archive = ?').pluck();
  const meet = db.prepare<[Record<string, unknown>], ArchiveId>(MEET).pluck();
  const face = db.prepare<[string], string>('SELECT data FROM face WHERE archive = ?').pluck();
  const statements = new Map<string, ReturnType<Connection['prepare']>>();
  const prepare = (sql: string) => {
    const statement = statements.get(sql) ?? db.prepare(sql);
    if (statements.size > 50) statements.clear();
    statements.set(sql, statement);
    return statement;
  };
  return {
    faceMarks: (archives: readonly ArchiveId[]): readonly (string | null)[] => archives.map((archive) => mark.get(archive) ?? null),
    duplicatePairs: ({ cleared, dismissed, after, limit, ...who }: PairsQuery): readonly StoredPair[] => {
      const visible = visibleTo(who);
      if (visible.sql === null) return [];
      const score = cleared ? 'd.score' : 'd.open';
      const rows = prepare(`SELECT d.a, d.b, d.score, d.open, l.data AS left, r.data AS right, x.person, x.at
        FROM duplicate d JOIN ${visible.sql} va ON va.id = d.a AND va.depth = 3 JOIN ${visible.sql} vb ON vb.id = d.b AND vb.depth = 3
        JOIN face l ON l.archive = d.a JOIN face r ON r.archive = d.b LEFT JOIN archive.distinct_pair x ON x.a = d.a AND x.b = d.b
        WHERE ${score} >= ${SHOWN_FROM} AND x.a IS ${dismissed ? 'NOT ' : ''}NULL AND (@score IS NULL OR ${score} < @score OR (${score} = @score AND (d.a, d.b) > (@a, @b)))
        ORDER BY ${score} DESC, d.a, d.b LIMIT @limit`).all({ ...visible.values, score: after?.score ?? null, a: after?.a ?? '', b: after?.b ?? '', limit }) as readonly PairRow[];
      return rows.map(({ left, right, person, at, ...row }) => ({ ...row, left: read(left), right: read(right), dismissed: person === null ? null : { by: person, at: at ?? 0 } }));
    },
    meetFacts: async (facts: RawFacts, limit: number): Promise<{ readonly face: Face; readonly met: readonly Met[] }> => {
      const own = faceOf(facts, await folding());
      const met = meet.all({ keys: JSON.stringify(blockKeys(own)), self: '', limit }).flatMap((archive) => {
        const data = face.get(archive);
        return data === undefined ? [] : [{ archive, face: read(data) }];
      });
      return { face: own, met };
    },
  };
}

/** The calls of the archive thread: what people said stays when everything computed is made anew. */
export function distinctCalls(db: Connection) {
  const put = db.prepare('INSERT OR IGNORE INTO distinct_pair (a, b, person, at) VALUES (?,?,?,?)');
  const drop = db.prepare('DELETE FROM distinct_pair WHERE a = ? AND b = ?');
  return {
    dismissPair: (a: ArchiveId, b: ArchiveId, by: PersonId, at: number): void => void put.run(a, b, by, at),
    restorePair: (a: ArchiveId, b: ArchiveId): boolean => drop.run(a, b).changes > 0,
  };
}
