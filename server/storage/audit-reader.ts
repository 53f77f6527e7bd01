/** Reads the chain: pages of it, slice after slice to check it, and what conferred rights before. Rights are the caller's. */
import type { AuditAction, AuditEntry, AuditKind } from '../../model/audit/entry.ts';
import { AUDIT_ACTIONS } from '../../model/audit/entry.ts';
import type { ArchiveId, DepartmentId, PersonId } from '../../model/ids.ts';
import type { AuditRow, Was } from './audit-writer.ts';
import type { Connection } from './database.ts';

export interface StoredAudit extends AuditEntry { readonly seq: number; /** Milliseconds since 1970. */ readonly at: number; readonly was: readonly Was[] }
export interface AuditQuery {
  readonly archive: ArchiveId | null;
  readonly person: PersonId | null;
  /** Empty: all. */
  readonly actions: readonly AuditAction[];
  readonly object: string | null;
  /** Milliseconds since 1970; `from` inclusive, `to` exclusive. */
  readonly from: number | null;
  readonly to: number | null;
  /** Number of the last row of the page before. */
  readonly before: number | null;
  readonly limit: number;
}
/** `next` also where nothing was found so far: edits stand in no index and are looked through a slice at a time. */
export interface AuditPage { readonly rows: readonly StoredAudit[]; readonly next: number | null }
export interface RawAudit extends AuditRow { readonly mac: Uint8Array }

export interface AuditSources {
  readonly counts: readonly { readonly person: string; readonly kind: 'owner' | 'coOwner' | 'deputy' | 'grant'; readonly department: DepartmentId | null; readonly count: number }[];
  readonly grants: readonly { readonly id: string; readonly person: string; readonly archive: ArchiveId; readonly since: string; readonly until: string | null }[];
}

/** What somebody does with an archive; being refused, and being given or asking for a right, is no use of it. */
const USES = (Object.keys(AUDIT_ACTIONS) as AuditAction[]).filter((action) => ['reading', 'writing'].includes(AUDIT_ACTIONS[action]) && !['refused', 'editRefused', 'auditRead', 'edited'].includes(action));

/** Rows looked through for one answer. */
const LOOKED = 20_000;

export const actionsOf = (kind: AuditKind): readonly AuditAction[] => (Object.keys(AUDIT_ACTIONS) as AuditAction[]).filter((action) => AUDIT_ACTIONS[action] === kind);

export function toAudit({ seq, at, action, actor, archive, body }: AuditRow): StoredAudit {
  const { was = [], outcome = 'done', ...rest } = JSON.parse(body) as Partial<AuditEntry> & { readonly was?: readonly Was[] };
  return { ...rest, seq, at, action: action as AuditAction, actor: actor as PersonId | null, archive: (archive ?? undefined) as ArchiveId | undefined, outcome, was };
}

/** The calls of a reader thread. */
export function auditReadCalls(db: Connection) {
  const COLUMNS = 'seq, at, action, actor, archive, body';
  const few = (where: string) => db.prepare<[Record<string, unknown>], AuditRow>(`SELECT ${COLUMNS} FROM archive.audit WHERE action <> 'edited' AND ${where} AND seq < @before AND seq >= @least
    AND (@actions IS NULL OR action IN (SELECT value FROM json_each(@actions))) AND (@object IS NULL OR json_extract(body, '$.object') = @object) ORDER BY seq DESC LIMIT @limit`);
  const found = { archive: few('archive = @archive AND (@person IS NULL OR actor = @person)'), person: few('actor = @person'), all: few('TRUE') };
  const through = db.prepare<[Record<string, unknown>], AuditRow>(`SELECT ${COLUMNS} FROM archive.audit WHERE seq < @before AND seq >= @least ORDER BY seq DESC LIMIT ${LOOKED}`);
  const last = db.prepare<[], { seq: number; at: number; mac: Buffer }>('SELECT seq, at, mac FROM archive.audit ORDER BY seq DESC LIMIT 1');
  const first = db.prepare<[], { seq: number; at: number }>('SELECT seq, at FROM archive.audit ORDER BY seq LIMIT 1');
  const atOf = db.prepare<[number], number>('SELECT at FROM archive.audit WHERE seq <= ? ORDER BY seq DESC LIMIT 1').pluck();
  const raw = db.prepare<[number, number], RawAudit>(`SELECT ${COLUMNS}, mac FROM archive.audit WHERE seq > ? ORDER BY seq LIMIT ?`);
  const was = db.prepare<[number], AuditRow>(`SELECT ${COLUMNS} FROM archive.audit WHERE action <> 'edited' AND substr(body, 1, 7) = '{"was":' AND seq >= ? ORDER BY seq DESC`);

  const counts = db.prepare<[], AuditSources['counts'][number]>(`SELECT owner AS person, 'owner' AS kind, department, count(*) AS count FROM archive.archive WHERE owner IS NOT NULL AND state IN ('open', 'closed', 'restricted') GROUP BY owner, department
    UNION ALL SELECT m.person, m.role, a.department, count(*) FROM archive.archive_member m JOIN archive.archive a ON a.id = m.archive GROUP BY m.person, m.role, a.department
    UNION ALL SELECT g.to_id, 'grant', a.department, count(*) FROM archive.access_grant g JOIN archive.archive a ON a.id = g.archive WHERE g.to_kind = 'person' GROUP BY g.to_id, a.department`);
  const grants = db.prepare<[], AuditSources['grants'][number]>("SELECT id, to_id AS person, archive, from_moment AS since, until_moment AS until FROM archive.access_grant WHERE to_kind = 'person' ORDER BY archive, id");
  const used = db.prepare<[string, string], number>(`SELECT at FROM archive.audit WHERE action <> 'edited' AND archive = ? AND actor = ? AND action IN (${USES.map((action) => `'${action}'`).join(',')}) ORDER BY seq DESC LIMIT 1`).pluck();
  const edited = db.prepare<[Record<string, string>], number>('SELECT max(at) FROM (SELECT c.at FROM archive.section s JOIN archive.change c ON c.section = s.id WHERE s.archive = @archive AND c.person = @person UNION ALL SELECT h.at FROM archive.section s JOIN archive.history h ON h.section = s.id WHERE s.archive = @archive AND h.person = @person)').pluck();
  const lastUse = db.prepare<[string], number>("SELECT at FROM archive.audit WHERE action <> 'edited' AND actor = ? ORDER BY seq DESC LIMIT 1").pluck();

  /** Number of the first row that is not older than the moment; rows are written as time goes by. */
  const since = (moment: number): number => {
    let [low, high] = [first.get()?.seq ?? 1, (last.get()?.seq ?? 0) + 1];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((atOf.get(middle) ?? 0) < moment) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  return {
    auditPage: ({ archive, person, actions, object, from, to, before, limit }: AuditQuery): AuditPage => {
      const least = from === null ? 0 : since(from);
      const newest = Math.min(before ?? Number.MAX_SAFE_INTEGER, to === null ? Number.MAX_SAFE_INTEGER : since(to));
      const wish = { archive, person, object, least, before: newest, actions: actions.length === 0 ? null : JSON.stringify(actions), limit: limit + 1 };
      const edits = actions.length === 0 || actions.includes('edited');
      if (!edits || object !== null) {
        const rows = (archive !== null ? found.archive : person !== null ? found.person : found.all).all(wish);
        return { rows: rows.slice(0, limit).map(toAudit), next: rows.length > limit ? (rows[limit - 1]?.seq ?? null) : null };
      }
      const matched: AuditRow[] = [];
      let looked = 0;
      let place = newest;
      for (const row of through.iterate({ before: newest, least })) {
        looked++;
        if ((archive === null || row.archive === archive) && (person === null || row.actor === person) && (actions.length === 0 || actions.includes(row.action as AuditAction))) {
          if (matched.length === limit) return { rows: matched.map(toAudit), next: place };
          matched.push(row);
        }
        place = row.seq;
      }
      return { rows: matched.map(toAudit), next: looked === LOOKED ? place : null };
    },
    auditHead: () => {
      const row = last.get();
      return row ? { seq: row.seq, at: row.at, mac: row.mac.toString('hex') } : null;
    },
    /** The moment from which on it is known what was. */
    auditSince: (): number | null => first.get()?.at ?? null,
    /** How people come to archives, counted by department; and grants to people one by one. */
    auditSources: (): AuditSources => ({ counts: counts.all(), grants: grants.all() }),
    /** When each of these people last opened or changed anything of the archive; null: never. */
    auditUses: (pairs: readonly (readonly [person: string, archive: string])[]): readonly (number | null)[] => pairs.map(([person, archive]) => {
      const at = Math.max(used.get(archive, person) ?? 0, edited.get({ archive, person }) ?? 0);
      return at === 0 ? null : at;
    }),
    auditLastUses: (people: readonly string[]): readonly { readonly person: string; readonly at: number }[] => people.flatMap((person) => {
      const at = lastUse.get(person);
      return at === undefined ? [] : [{ person, at }];
    }),
    auditRaw: (after: number, limit: number): readonly RawAudit[] => raw.all(after, limit),
    /** Rows that say what conferred rights before, newest first, down to a moment. */
    auditWas: (moment: number): readonly StoredAudit[] => was.all(since(moment)).map(toAudit),
  };
}
