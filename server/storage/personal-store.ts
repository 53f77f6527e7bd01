/** Rows of what a person may ask for: requests, files, consents, what is due to go. Each change comes with its audit rows in one transaction. Who may is decided before it gets here. */
import type { AuditEntry } from '../../model/audit/entry.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import type { ConsentPurpose, ConsentState } from '../../model/privacy/consents.ts';
import type { RetentionState } from '../../model/privacy/retention.ts';
import type { AuditWriter } from './audit-writer.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';

export type PersonalKind = 'request' | 'file';
/** `data` and `content` as JSON. Moments in milliseconds since 1970. */
export interface PersonalRecord {
  readonly id: string; readonly kind: PersonalKind; readonly state: string; readonly due: string | null; readonly data: string; readonly person: PersonId; readonly at: number; readonly changed: number;
  readonly archives: readonly ArchiveId[];
  /** Undefined: as it is; null: it goes. */
  readonly content?: string | null;
}
export interface StoredConsent {
  readonly id: string; readonly archive: ArchiveId; readonly subject: string; readonly purpose: ConsentPurpose; readonly state: ConsentState; readonly decided: string; readonly how: string;
  readonly evidence: string | null; readonly version: string; readonly guardian: string; readonly person: PersonId; readonly at: number;
}
export interface StoredDue {
  readonly id: string; readonly rule: string; readonly archive: ArchiveId; /** Empty: all of it. */ readonly section: string; readonly due: string; readonly state: RetentionState; readonly found: number;
  readonly askedBy: PersonId | null; readonly asked: number | null; readonly decidedBy: PersonId | null; readonly decided: number | null; readonly reason: string;
}

/** `closed`: the day on which it was last closed, null: it is open or nobody wrote it down. */
export interface RetentionRow { readonly id: ArchiveId; readonly kind: string; readonly state: string; readonly opened: string; readonly closed: string | null; readonly held: boolean }

export interface PersonalStore {
  put(record: PersonalRecord, audit: readonly AuditEntry[], at: number): Promise<void>;
  get(id: string): Promise<(PersonalRecord & { readonly content: string | null }) | null>;
  /** Newest first, without their content. */
  list(kind: PersonalKind, limit: number): Promise<readonly PersonalRecord[]>;
  /** Of files that were handed over or thrown away before this moment the content goes. */
  dropContent(before: number): Promise<number>;
  addConsents(acts: readonly StoredConsent[], audit: readonly AuditEntry[], at: number): Promise<void>;
  /** Oldest first. */
  consents(archive: ArchiveId): Promise<readonly StoredConsent[]>;
  /** The newest act of each customer about each of these purposes. */
  newestConsents(purposes: readonly ConsentPurpose[]): Promise<readonly StoredConsent[]>;
  /** What is known already stays as it is; what is proposed and not found again goes. Answers how many are new. */
  findDue(found: readonly StoredDue[], audit: readonly AuditEntry[], at: number): Promise<number>;
  due(states: readonly RetentionState[], limit: number): Promise<readonly StoredDue[]>;
  oneDue(id: string): Promise<StoredDue | null>;
  decideDue(row: StoredDue, audit: readonly AuditEntry[], at: number): Promise<void>;
  /** The rules, as the setting of this name. */
  putRules(value: unknown, audit: readonly AuditEntry[], at: number): Promise<void>;
  /** Of archives in order what their time is counted by; trade is not among it. */
  retentionFacts(after: ArchiveId | null, limit: number): Promise<readonly RetentionRow[]>;
  /** Everything here that is about an archive which is erased. */
  forget(archive: ArchiveId): Promise<void>;
}

interface DueRow extends Omit<StoredDue, 'askedBy' | 'decidedBy'> { readonly asked_by: PersonId | null; readonly decided_by: PersonId | null }
const toDue = ({ asked_by, decided_by, ...row }: DueRow): StoredDue => ({ ...row, askedBy: asked_by, decidedBy: decided_by });
interface RecordRow extends Omit<PersonalRecord, 'archives'> { readonly archives: string }
const toRecord = <R extends RecordRow>({ archives, ...row }: R) => ({ ...row, archives: JSON.parse(archives) as readonly ArchiveId[] });

/** Within the caller's transaction. */
export function forgetPersonal(db: Connection): (archive: ArchiveId) => void {
  const files = db.prepare("UPDATE personal_record SET content = NULL, data = '{}', state = 'erased' WHERE kind = 'file' AND id IN (SELECT record FROM personal_record_archive WHERE archive = ?)");
  const consents = db.prepare('DELETE FROM consent_act WHERE archive = ?');
  const due = db.prepare("DELETE FROM retention_due WHERE archive = ? AND state IN ('proposed', 'asked')");
  return (archive) => { files.run(archive); consents.run(archive); due.run(archive); };
}

/** The calls of the archive thread. */
export function personalCalls(db: Connection, audit: AuditWriter) {
  const put = db.prepare(`INSERT INTO personal_record (id, kind, state, due, data, content, person, at, changed) VALUES (@id, @kind, @state, @due, @data, @content, @person, @at, @changed)
    ON CONFLICT (id) DO UPDATE SET state = @state, due = @due, data = @data, content = CASE WHEN @keep THEN content ELSE @content END, changed = @changed`);
  const unlink = db.prepare('DELETE FROM personal_record_archive WHERE record = ?');
  const link = db.prepare('INSERT OR IGNORE INTO personal_record_archive (record, archive) VALUES (?,?)');
  const drop = db.prepare("UPDATE personal_record SET content = NULL WHERE kind = 'file' AND state IN ('released', 'dropped') AND content IS NOT NULL AND changed < ?");
  const consent = db.prepare('INSERT INTO consent_act VALUES (@id, @archive, @subject, @purpose, @state, @decided, @how, @evidence, @version, @guardian, @person, @at)');
  const proposed = db.prepare<[], { id: string; rule: string; archive: string; section: string }>("SELECT id, rule, archive, section FROM retention_due WHERE state = 'proposed'");
  const away = db.prepare('DELETE FROM retention_due WHERE id = ?');
  // what was erased once and filled since has a later day of its own
  const found = db.prepare(`INSERT INTO retention_due (id, rule, archive, section, due, state, found, reason) VALUES (@id, @rule, @archive, @section, @due, 'proposed', @found, '')
    ON CONFLICT (archive, section, rule) DO UPDATE SET due = excluded.due, state = 'proposed', found = excluded.found, asked_by = NULL, asked = NULL, decided_by = NULL, decided = NULL, reason = '' WHERE state = 'done' AND due < excluded.due`);
  const decide = db.prepare('UPDATE retention_due SET state = @state, asked_by = @askedBy, asked = @asked, decided_by = @decidedBy, decided = @decided, reason = @reason WHERE id = @id');
  const rules = db.prepare("INSERT OR REPLACE INTO setting VALUES ('setting:retention', ?)");
  const forget = forgetPersonal(db);
  return {
    putPersonal: ({ archives, content, ...record }: PersonalRecord, entries: readonly AuditEntry[], at: number): void => inTransaction(db, () => {
      put.run({ ...record, content: content ?? null, keep: content === undefined ? 1 : 0 });
      unlink.run(record.id);
      for (const archive of archives) link.run(record.id, archive);
      audit.add(entries, at);
    }),
    dropPersonalContent: (before: number): number => drop.run(before).changes,
    addConsents: (acts: readonly StoredConsent[], entries: readonly AuditEntry[], at: number): void => inTransaction(db, () => {
      for (const act of acts) consent.run(act);
      audit.add(entries, at);
    }),
    findDue: (rows: readonly StoredDue[], entries: readonly AuditEntry[], at: number): number => inTransaction(db, () => {
      const still = new Set(rows.map(({ rule, archive, section }) => JSON.stringify([rule, archive, section])));
      for (const { id, rule, archive, section } of proposed.all()) if (!still.has(JSON.stringify([rule, archive, section]))) away.run(id);
      let fresh = 0;
      for (const { id, rule, archive, section, due, found: when } of rows) fresh += found.run({ id, rule, archive, section, due, found: when }).changes;
      audit.add(entries, at);
      return fresh;
    }),
    decideDue: (row: StoredDue, entries: readonly AuditEntry[], at: number): void => inTransaction(db, () => {
      decide.run({ ...row });
      audit.add(entries, at);
    }),
    putRetention: (value: unknown, entries: readonly AuditEntry[], at: number): void => inTransaction(db, () => {
      rules.run(JSON.stringify(value));
      audit.add(entries, at);
    }),
    forgetPersonal: (archive: ArchiveId): void => inTransaction(db, () => { forget(archive); }),
  };
}

/** The calls of a reader thread. */
export function personalReadCalls(db: Connection) {
  const COLUMNS = "id, kind, state, due, data, person, at, changed, (SELECT json_group_array(archive) FROM archive.personal_record_archive WHERE record = id) AS archives";
  const one = db.prepare<[string], RecordRow & { readonly content: string | null }>(`SELECT ${COLUMNS}, content FROM archive.personal_record WHERE id = ?`);
  const all = db.prepare<[string, number], RecordRow>(`SELECT ${COLUMNS} FROM archive.personal_record WHERE kind = ? ORDER BY at DESC, id LIMIT ?`);
  const consents = db.prepare<[string], StoredConsent>('SELECT * FROM archive.consent_act WHERE archive = ? ORDER BY at, id');
  const newest = db.prepare<[string], StoredConsent>(`SELECT * FROM archive.consent_act AS a WHERE subject = '' AND purpose IN (SELECT value FROM json_each(?))
    AND NOT EXISTS (SELECT 1 FROM archive.consent_act AS b WHERE b.archive = a.archive AND b.subject = '' AND b.purpose = a.purpose AND (b.at, b.id) > (a.at, a.id))`);
  const due = db.prepare<[string, number], DueRow>('SELECT * FROM archive.retention_due WHERE state IN (SELECT value FROM json_each(?)) ORDER BY due NULLS FIRST, id LIMIT ?');
  const facts = db.prepare<[string, number], Omit<RetentionRow, 'held'> & { readonly held: 0 | 1 }>(`SELECT id, kind, state, opened_at AS opened,
    CASE WHEN state = 'closed' THEN (SELECT substr(max(at), 1, 10) FROM archive.archive_change WHERE archive = a.id AND key = 'state') END AS closed,
    a.state = 'restricted' OR EXISTS (SELECT 1 FROM archive.legal_hold WHERE archive = a.id AND ended IS NULL) AS held FROM archive.archive AS a WHERE id > ? AND state <> 'erased' ORDER BY id LIMIT ?`);
  const oneDue = db.prepare<[string], DueRow>('SELECT * FROM archive.retention_due WHERE id = ?');
  return {
    personal: (id: string) => {
      const row = one.get(id);
      return row ? toRecord(row) : null;
    },
    personalList: (kind: PersonalKind, limit: number): readonly PersonalRecord[] => all.all(kind, limit).map(toRecord),
    consents: (archive: ArchiveId): readonly StoredConsent[] => consents.all(archive),
    newestConsents: (purposes: readonly ConsentPurpose[]): readonly StoredConsent[] => newest.all(JSON.stringify(purposes)),
    retentionDue: (states: readonly RetentionState[], limit: number): readonly StoredDue[] => due.all(JSON.stringify(states), limit).map(toDue),
    retentionFacts: (after: ArchiveId | null, limit: number): readonly RetentionRow[] => facts.all(after ?? '', limit).map(({ held, ...row }) => ({ ...row, held: held === 1 })),
    oneDue: (id: string): StoredDue | null => {
      const row = oneDue.get(id);
      return row ? toDue(row) : null;
    },
  };
}
