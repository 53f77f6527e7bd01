/** What each call that writes to `archive.db` leaves in the chain, as a table: one row in the transaction of the change. Edits of sections are written with their commit; calls that take an `AuditWriter` write their own. */
import type { AuditEntry } from '../../model/audit/entry.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import type { Because, Department, Grant, Person } from '../../model/rights.ts';
import type { StoredKey } from './api-key-store.ts';
import { readArchive } from './archive-reader.ts';
import type { AuditWriter } from './audit-writer.ts';
import type { StoredChangeset } from './changeset-store.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';
import { again } from './engine/postgres/transactions.ts';
import type { StoredExport } from './export-store.ts';
import type { MergeStart } from './merge-store.ts';
import type { StoredLink } from './notice-store.ts';
import type { StoredReveal } from './reveal-store.ts';
import type { ArchiveChange, CatalogueWrite, CommentChange, FileChange, StoredArchive, StoredComment, StoredFile, StoredSession } from './storage.ts';
import type { Calls } from './threads.ts';
import type { StoredWebhook } from './webhook-store.ts';

/** Who does it, when, and by what right; given along with calls whose other arguments do not say. Missing: the server by itself. */
export interface Act { readonly by: PersonId | null; readonly at: number; readonly session?: string | undefined; readonly because?: readonly Because[] | undefined }

interface Said { readonly entries: readonly AuditEntry[]; readonly at: number }
const NOTHING: Said = { entries: [], at: 0 };

/** `before` is asked first, in the same transaction. */
interface Rule { readonly before?: (db: Connection, args: never) => unknown; readonly say: (args: never, answer: never, before: never) => Said }

type Detail = NonNullable<AuditEntry['detail']>;
const done = (action: AuditEntry['action'], { by, at, session, because }: Act, rest: Pick<AuditEntry, 'archive' | 'section' | 'object' | 'detail'>): Said => ({ entries: [{ action, actor: by, session, because, outcome: 'done', ...rest }], at });
/** How far the server's clock is from the computer's. */
let ahead = 0;
export const goBy = (now: number): void => { ahead = now - Date.now(); };
/** For what says no moment of its own. */
export const momentNow = (): number => Date.now() + ahead;
const own = (): Act => ({ by: null, at: momentNow() });
const changedKeys = (before: object | null, after: object): readonly string[] =>
  Object.keys(after).filter((key) => JSON.stringify((before as Record<string, unknown> | null)?.[key] ?? null) !== JSON.stringify((after as Record<string, unknown>)[key] ?? null)).sort();

/** Of an archive's row what rights rest on; the rest is named by key only. */
const standing = (row: Partial<StoredArchive>): Detail => ({
  ...(row.owner === undefined ? {} : { owner: row.owner }), ...(row.department === undefined ? {} : { department: row.department }),
  ...(row.coOwners === undefined ? {} : { coOwners: row.coOwners }), ...(row.deputies === undefined ? {} : { deputies: row.deputies.map(({ person, from, to }) => `${person} ${from} ${to}`) }),
  ...(row.state === undefined ? {} : { state: row.state }), ...(row.confidentiality === undefined ? {} : { confidentiality: row.confidentiality }),
});
const created = (row: Omit<StoredArchive, 'revision'>, by: PersonId, changeset?: string): AuditEntry =>
  ({ action: 'archiveCreated', actor: by, archive: row.id, object: changeset, outcome: 'done', detail: standing(row) });

/** People change often by signing in: what counts is told, names are not. */
const PERSON = ['department', 'roles', 'clearances', 'reportsTo', 'active', 'withheld'] as const;
interface PersonRow { readonly name: string; readonly email: string | null; readonly department: string | null; readonly roles: string; readonly clearances: string; readonly reports_to: string | null; readonly active: number; readonly withheld: string | null }
function personBefore(db: Connection, id: PersonId): Omit<Person, 'id'> | null {
  const row = db.prepare<[string], PersonRow>('SELECT * FROM person WHERE id = ?').get(id);
  return row ? { name: row.name, email: row.email, department: row.department as Person['department'], roles: JSON.parse(row.roles) as Person['roles'], clearances: JSON.parse(row.clearances) as Person['clearances'], reportsTo: row.reports_to as PersonId | null, active: row.active === 1, withheld: row.withheld === null ? [] : (JSON.parse(row.withheld) as Person['roles']) } : null;
}
const told = (person: Person): Detail => Object.fromEntries(PERSON.map((key) => [key, person[key] ?? null]));

const grantDetail = ({ to, level, sections, from, until, origin }: Grant): Detail => ({ toKind: to.kind, toId: to.id, level, sections, from, until, origin: origin?.kind ?? 'given' });

/** Settings of the company by name; the others are what the server remembers. */
const CONFIGURATION: ReadonlySet<string> = new Set(['classification', 'workdays', 'service-matrix', 'channels', 'channelSettings', 'importMappings', 'importFolders', 'exportSchedules', 'webhook-hosts', 'handoverLetter', 'retention']);
/** Without how the last run of it went, which is the server's own note. */
const settled = (value: unknown): string => JSON.stringify(value, (key, part: unknown) => (key === 'last' ? undefined : part));
/** Who set it, where the setting itself says so. */
const setterOf = (value: unknown): PersonId | null => {
  const by = (value as { readonly setBy?: unknown } | null)?.setBy;
  return typeof by === 'string' ? (by as PersonId) : null;
};

/** Each with the types of its call; what is not here changes nothing that anybody else sees: views, tags, follows, what was read. */
const RULES: Readonly<Record<string, Rule>> = {
  createArchive: {
    // one that comes from another server was opened long ago, and is written down now
    before: (db) => db.prepare('SELECT at FROM audit ORDER BY seq DESC LIMIT 1').pluck().get(),
    say: ([row, by, changeset]: [Omit<StoredArchive, 'revision'>, PersonId, string?], _: unknown, last: number | undefined) => ({ entries: [created(row, by, changeset)], at: Math.max(Date.parse(row.openedAt) || 0, last ?? 0) }),
  },
  bringArchives: { say: ([rows, by, { at }, changeset]: [readonly Omit<StoredArchive, 'revision'>[], PersonId, { at: number }, string?]) => ({ entries: rows.map((row) => created(row, by, changeset)), at }) },
  discardArchives: { say: (_: unknown, ids: readonly ArchiveId[]) => ({ entries: ids.map((archive) => ({ action: 'archiveChanged', actor: null, archive, outcome: 'done', detail: { takenBack: true } })), at: momentNow() }) },
  changeArchive: {
    before: (db, [id]: [ArchiveId]) => readArchive(db, 'main', id),
    say: ([id, wish, by, at, changeset]: [ArchiveId, ArchiveChange, PersonId, string, string?], after: StoredArchive, before: StoredArchive | null) => {
      if (after.revision === before?.revision) return NOTHING;
      const keys = changedKeys(before, Object.fromEntries(Object.keys(wish).map((key) => [key, after[key as keyof StoredArchive]])));
      const rights = standing(Object.fromEntries(keys.map((key) => [key, after[key as keyof StoredArchive]])) as Partial<StoredArchive>);
      const action = keys.includes('state') ? 'stateChanged' : keys.some((key) => key === 'owner' || key === 'coOwners' || key === 'deputies') ? 'ownersChanged' : 'archiveChanged';
      return done(action, { by, at: Date.parse(at) }, { archive: id, object: changeset, detail: { revision: after.revision, keys, ...rights } });
    },
  },
  putPerson: {
    before: (db, [person]: [Person]) => personBefore(db, person.id),
    say: ([person, act = own()]: [Person, Act?], _: unknown, before: Omit<Person, 'id'> | null) => {
      const { id, service: _service, ...after } = person;
      const keys = changedKeys(before, { withheld: [], ...after });
      return keys.length === 0 ? NOTHING : done('personChanged', act, { object: id, detail: { created: before === null, keys, ...told(person) } });
    },
  },
  renamePerson: { say: ([from, person, act = own()]: [PersonId, Person, Act?], archives: readonly ArchiveId[]) => done('personChanged', act, { object: person.id, detail: { from, archives: archives.length, ...told(person) } }) },
  putDepartments: {
    say: ([departments, act = own()]: [readonly Department[], Act?]) => ({ entries: departments.flatMap(({ id, parent, managers }) => done('departmentChanged', act, { object: id, detail: { parent, managers } }).entries), at: act.at }),
  },
  deleteDepartment: { say: ([id, act = own()]: [string, Act?]) => done('departmentChanged', act, { object: id, detail: { dropped: true } }) },
  putGrant: { say: ([grant, act = { ...own(), by: grant.approvedBy }]: [Grant, Act?]) => done('grantGiven', act, { archive: grant.archive, object: grant.id, detail: grantDetail(grant) }) },
  deleteGrant: { say: ([id, act = own()]: [string, Act?], grant: Grant | null) => (grant === null ? NOTHING : done('grantEnded', act, { archive: grant.archive, object: id, detail: grantDetail(grant) })) },
  putPolicy: { say: ([policy, act = own()]: [object, Act?]) => done('policyChanged', act, { detail: { keys: Object.keys(policy).sort() } }) },
  // without somebody who does it, it is a note of the server's own, unless it is what the company has set
  putSetting: {
    before: (db, [name]: [string]) => (CONFIGURATION.has(name) ? db.prepare('SELECT value FROM setting WHERE key = ?').pluck().get(`setting:${name}`) : undefined),
    say: ([name, value, act]: [string, unknown, Act?], _: unknown, before: string | undefined) => (act === undefined && (!CONFIGURATION.has(name) || (before !== undefined && settled(JSON.parse(before)) === settled(value))) ? NOTHING : done('settingChanged', act ?? { ...own(), by: setterOf(value) }, { object: name })),
  },
  putCatalogue: { say: ([{ by, at, fields = [], lists = [], dictionaries }]: [CatalogueWrite]) => done('settingChanged', { by, at }, { object: 'catalogue', detail: { fields: fields.map(({ field }) => field.key), lists: [...new Set([...lists.map(({ id }) => id), ...Object.keys(dictionaries ?? {})])] } }) },
  putFile: { say: ([file]: [StoredFile]) => done('fileAdded', { by: file.by, at: Date.parse(file.at) }, { archive: file.archive, section: file.section, object: file.id, detail: { kind: file.kind, size: file.size } }) },
  changeFile: { say: ([id, wish, by, at]: [string, FileChange, PersonId, string], file: StoredFile | null) => (file === null ? NOTHING : done('fileAdded', { by, at: Date.parse(at) }, { archive: file.archive, section: file.section, object: id, detail: { changed: Object.keys(wish).sort() } })) },
  removeFile: { say: ([id, by, at]: [string, PersonId, string], file: StoredFile | null) => (file === null ? NOTHING : done('fileRemoved', { by, at: Date.parse(at) }, { archive: file.archive, section: file.section, object: id })) },
  putComment: { say: ([{ id, archive, section, by, at }]: [StoredComment]) => done('commented', { by, at }, { archive, section, object: id }) },
  changeComment: {
    before: (db, [id]: [string]) => db.prepare('SELECT person FROM comment WHERE id = ?').pluck().get(id),
    say: ([id, change]: [string, CommentChange], { archive, section }: StoredComment, author: PersonId | undefined) =>
      done(change.kind === 'remove' ? 'commentRemoved' : 'commented', { by: change.kind === 'remove' ? change.by : (author ?? null), at: change.at }, { archive, section, object: id, detail: { changed: true } }),
  },
  putReveal: { say: ([{ archive, section, key, by, at }]: [Omit<StoredReveal, 'id'>]) => done('revealed', { by, at }, { archive, section, object: key }) },
  beginExport: { say: ([{ by, at, format }]: [Pick<StoredExport, 'by' | 'at' | 'format'>], id: number) => done(format === 'print' ? 'printed' : 'exported', { by, at }, { object: String(id), detail: { format } }) },
  endExport: {
    before: (db, [id]: [number]) => db.prepare('SELECT person, format, ended FROM export_record WHERE id = ?').get(id),
    say: ([id, archives, at]: [number, number, number], _: unknown, row: { person: PersonId; format: string; ended: number | null } | undefined) =>
      (row === undefined || row.ended !== null ? NOTHING : done(row.format === 'print' ? 'printed' : 'exported', { by: row.person, at }, { object: String(id), detail: { format: row.format, archives, ended: true } })),
  },
  putSession: {
    before: (db, [{ id }]: [StoredSession]) => db.prepare('SELECT 1 FROM session WHERE id_hash = ?').get(id) !== undefined,
    say: ([{ id, person, created: at, claims }]: [StoredSession], _: unknown, there: boolean) => (there ? NOTHING : done('signedIn', { by: person, at, session: id.slice(0, 12) }, { detail: { by: 'page', ...(claims.roles ? { roles: claims.roles } : {}), ...(claims.department === undefined ? {} : { department: claims.department }) } })),
  },
  dropSessions: {
    before: (db, [ids]: [readonly string[]]) => ids.flatMap((id) => db.prepare<[string], { id_hash: string; person: PersonId }>('SELECT id_hash, person FROM session WHERE id_hash = ?').get(id) ?? []),
    say: ([, act = own()]: [readonly string[], Act?], _: unknown, sessions: readonly { id_hash: string; person: PersonId }[]) =>
      ({ entries: sessions.flatMap(({ id_hash, person }) => done('sessionEnded', { ...act, session: id_hash.slice(0, 12) }, { object: person }).entries), at: act.at }),
  },
  endTokens: { say: ([person, at, act = { by: null, at }]: [PersonId, number, Act?]) => done('tokensEnded', act, { object: person }) },
  putKey: {
    before: (db, [{ id }]: [StoredKey]) => db.prepare('SELECT ended FROM api_key WHERE id = ?').get(id),
    say: ([key]: [StoredKey], _: unknown, before: { ended: number | null } | undefined) => {
      const ended = key.ended !== null;
      if (before !== undefined && (before.ended !== null) === ended) return NOTHING;
      return done('keyChanged', { by: ended ? key.endedBy : key.createdBy, at: key.ended ?? key.created }, { object: key.id, detail: { ended, sections: Object.entries(key.scope.sections).map(([section, level]) => `${section} ${level}`), departments: key.scope.departments, create: key.scope.create, clearances: key.clearances } });
    },
  },
  putWebhook: {
    before: (db, [{ id }]: [StoredWebhook]) => db.prepare('SELECT body FROM webhook WHERE id = ?').pluck().get(id),
    say: ([{ id, key, disabled, createdBy, created: at, secrets, url }, act]: [StoredWebhook, Act?], _: unknown, text: string | undefined) => {
      const before = text === undefined ? null : (JSON.parse(text) as StoredWebhook);
      // what it has told and how it fares is the server's own note
      if (before && before.url === url && JSON.stringify(before.disabled) === JSON.stringify(disabled) && before.secrets.length === secrets.length) return NOTHING;
      return done('settingChanged', act ?? (before ? own() : { by: createdBy, at }), { object: `webhook:${id}`, detail: { created: before === null, key, on: disabled === null } });
    },
  },
  removeWebhook: { say: ([id, act = own()]: [string, Act?]) => done('settingChanged', act, { object: `webhook:${id}`, detail: { removed: true } }) },
  putCalendarLink: {
    before: (db, [{ id }]: [StoredLink]) => db.prepare('SELECT 1 FROM calendar_link WHERE id = ?').get(id) !== undefined,
    say: ([{ id, person, kind, archive, wish, names, made: at, until }]: [StoredLink], _: unknown, there: boolean) => (there ? NOTHING
      : done('linkMade', { by: person, at }, { archive: archive ?? undefined, object: `${kind}:${id}`, detail: { names, ...(wish === null ? {} : { schemes: wish.schemes, figures: wish.figures, until: new Date(until).toISOString() }) } })),
  },
  dropCalendarLink: {
    before: (db, [person, id]: [PersonId, string]) => db.prepare('SELECT kind, archive FROM calendar_link WHERE person = ? AND id = ?').get(person, id),
    say: ([person, id, by = person]: [PersonId, string, PersonId?], gone: boolean, link: Pick<StoredLink, 'kind' | 'archive'> | undefined) => (gone && link !== undefined
      ? done('linkEnded', { by, at: momentNow() }, { archive: link.archive ?? undefined, object: `${link.kind}:${id}`, ...(by === person ? {} : { detail: { of: person } }) }) : NOTHING),
  },
  putChangeset: { say: ([{ id, kind, by, at, undoes }]: [Omit<StoredChangeset, 'undoneBy' | 'outcome'>]) => done('changeset', { by, at }, { object: id, detail: { kind, undoes } }) },
  beginMerge: { say: ([{ id, by, at, winner, loser }]: [MergeStart]) => done('merged', { by, at }, { archive: winner, object: id, detail: { loser } }) },
  setMergeState: {
    before: (db, [id]: [string]) => db.prepare('SELECT winner, loser FROM merge WHERE id = ?').get(id),
    say: ([id, state, by]: [string, string, { person: PersonId; at: number }?], _: unknown, merge: { winner: ArchiveId; loser: ArchiveId } | undefined) => (by === undefined || merge === undefined ? NOTHING : done('merged', { by: by.person, at: by.at }, { archive: merge.winner, object: id, detail: { loser: merge.loser, state } })),
  },
  dismissPair: { say: ([a, b, by, at]: [ArchiveId, ArchiveId, PersonId, number]) => done('merged', { by, at }, { archive: a, detail: { loser: b, state: 'distinct' } }) },
};

/** The same calls, each with its rows in its own transaction. */
export function audited<C extends Calls>(db: Connection, audit: AuditWriter, calls: C): C {
  return Object.fromEntries(Object.entries(calls).map(([name, call]) => {
    const rule = RULES[name];
    if (!rule) return [name, call];
    return [name, (...args: never[]) => again(db, () => inTransaction(db, () => {
      const before = rule.before?.(db, args as never);
      const answer = call(...args);
      const { entries, at } = rule.say(args as never, answer as never, before as never);
      audit.add(entries, at);
      return answer;
    }))];
  })) as unknown as C;
}
