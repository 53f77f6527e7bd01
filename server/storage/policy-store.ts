/** Versions of the policy: kept, put in force and dropped, each with its audit rows in one transaction. Who may is the service's. */
import type { AuditEntry } from '../../model/audit/entry.ts';
import type { PolicyState, PolicyText } from '../../model/governance/policy-api.ts';
import type { PersonId } from '../../model/ids.ts';
import type { Moment } from '../../model/overview.ts';
import type { Policy } from '../../model/rights.ts';
import type { ArchiveThreadCalls } from './archive-thread.ts';
import type { AuditWriter } from './audit-writer.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';
import type { ReaderThreadCalls } from './reader-thread.ts';
import type { Thread } from './threads.ts';

interface Act { readonly by: PersonId; readonly at: Moment }
interface PolicyData {
  /** May lack what came to the rules later. */
  readonly rules: Policy;
  readonly text: PolicyText;
  readonly note: string;
  /** Everybody who wrote on it. */
  readonly writers: readonly PersonId[];
  readonly writtenAt?: Moment;
  readonly sent?: Act;
  readonly returned?: Act & { readonly note: string };
  readonly approved?: Act;
  readonly until?: Moment;
}
export interface StoredPolicy extends PolicyData { readonly version: number; readonly state: PolicyState }

export interface PolicyStore {
  /** Newest first. */
  versions(): Promise<readonly StoredPolicy[]>;
  put(version: StoredPolicy, audit: readonly AuditEntry[], at: number): Promise<void>;
  /** From then on everything decides by it; the one before is past. */
  enforce(version: StoredPolicy, audit: readonly AuditEntry[], at: number): Promise<void>;
  /** Only what was never in force. */
  drop(version: number, audit: readonly AuditEntry[], at: number): Promise<void>;
}

/** The calls of the archive thread. */
export function policyCalls(db: Connection, audit: AuditWriter) {
  const put = db.prepare('INSERT OR REPLACE INTO policy_version (version, state, data) VALUES (?,?,?)');
  const past = db.prepare("UPDATE policy_version SET state = 'past', data = json_set(data, '$.until', ?) WHERE state = 'inForce'");
  const drop = db.prepare("DELETE FROM policy_version WHERE version = ? AND state IN ('draft', 'waiting')");
  const setting = db.prepare("INSERT OR REPLACE INTO setting VALUES ('policy', ?)");
  const write = ({ version, state, ...data }: StoredPolicy): void => { put.run(version, state, JSON.stringify(data)); };
  return {
    putPolicyVersion: (version: StoredPolicy, entries: readonly AuditEntry[], at: number): void => inTransaction(db, () => {
      write(version);
      audit.add(entries, at);
    }),
    enforcePolicy: (version: StoredPolicy, entries: readonly AuditEntry[], at: number): void => inTransaction(db, () => {
      past.run(version.approved?.at ?? new Date(at).toISOString());
      write({ ...version, state: 'inForce' });
      setting.run(JSON.stringify(version.rules));
      audit.add(entries, at);
    }),
    dropPolicyVersion: (version: number, entries: readonly AuditEntry[], at: number): void => inTransaction(db, () => {
      drop.run(version);
      audit.add(entries, at);
    }),
  };
}

/** The calls of a reader thread. */
export function policyReadCalls(db: Connection) {
  const all = db.prepare<[], { readonly version: number; readonly state: PolicyState; readonly data: string }>('SELECT version, state, data FROM archive.policy_version ORDER BY version DESC NULLS LAST');
  return { policyVersions: (): readonly StoredPolicy[] => all.all().map(({ version, state, data }) => ({ ...(JSON.parse(data) as PolicyData), version, state })) };
}

export const policyStore = (archive: Thread<ArchiveThreadCalls>, read: () => Thread<ReaderThreadCalls>): PolicyStore => ({
  versions: () => read().call('policyVersions'),
  put: (version, audit, at) => archive.call('putPolicyVersion', version, audit, at),
  enforce: (version, audit, at) => archive.call('enforcePolicy', version, audit, at),
  drop: (version, audit, at) => archive.call('dropPolicyVersion', version, audit, at),
});
