/** Merges on disk: the plan first, in one transaction with everything in archive.db that it moves; then one part for each section. What goes where is decided in `services/merge/`. */
import type { ArchiveId, ExternalKey, PersonId } from '../../model/ids.ts';
import type { SchemeKey } from '../../model/overview.ts';
import { readArchive } from './archive-reader.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';
import type { OverridesAtMerge } from './merge-overrides.ts';
import { foldText } from './search-text.ts';
import { StorageError } from './storage.ts';
import type { ArchiveChange, StoredArchive } from './storage.ts';

export type MergeState = 'merging' | 'merged' | 'undoing' | 'undone';
/** What was so before, and what the merge is to do; enough to go on after a crash and to undo. */
export interface MergePlan {
  /** Rows as they were. */
  readonly winner: StoredArchive;
  readonly loser: StoredArchive;
  /** What is taken over into the winner's own row. */
  readonly row: ArchiveChange;
  /** What of a value or list is taken: `left` the winner's, `right` the loser's; by `section/value key`. */
  readonly choices: Readonly<Record<string, 'left' | 'right' | 'both'>>;
  /** Aliases that led to the loser. */
  readonly aliases: readonly ArchiveId[];
  /** Rows of the loser that have another id in the winner. */
  readonly rows: Readonly<Record<string, string>>;
  readonly files: readonly string[];
  readonly comments: readonly { readonly id: string; readonly record: string }[];
  /** Marks that people had on the loser for themselves; `came`: the winner had it not. A merge of an earlier release has none. */
  readonly tags?: readonly { readonly person: PersonId; readonly tag: string; readonly came: boolean }[];
}
/** `section`: `profile`, or `archive` for the own row; `trade`, `files`, `comments`. `key`: a value key, a row, or an id. */
export interface KeptEdit { readonly archive: 'winner' | 'loser'; readonly section: string; readonly key: string; readonly reason: 'changed' | 'gone' | 'taken' | 'added' }
export interface MergeOutcome { readonly kept: readonly KeptEdit[]; readonly more: number }
export interface StoredMerge {
  readonly id: string; readonly winner: ArchiveId; readonly loser: ArchiveId; readonly by: PersonId; readonly at: number; readonly state: MergeState; readonly plan: MergePlan;
  readonly undoneBy: PersonId | null; readonly undone: number | null; readonly outcome: MergeOutcome | null;
}
export interface MergeStart { readonly id: string; readonly by: PersonId; readonly at: number; readonly winner: ArchiveId; readonly loser: ArchiveId; readonly row: ArchiveChange; readonly choices: MergePlan['choices']; readonly rows: MergePlan['rows'];
  /** Revisions on which it was decided; other ones are a `conflict`. */
  readonly revisions: { readonly winner: number; readonly loser: number } }

export interface MergeStore {
  /** Takes the loser's row out, makes its id an alias, brings its keys to the winner and writes the plan: all of it or nothing. */
  begin(start: MergeStart): Promise<StoredMerge>;
  /** Files, comments and everybody's own marks follow; a comment to the row that its row has become. Once is enough, twice does nothing more. */
  carry(id: string): Promise<void>;
  state(id: string, state: MergeState, by?: { readonly person: PersonId; readonly at: number }): Promise<void>;
  /** Everything in archive.db goes back as it was, but what people changed since, which is answered. */
  restore(id: string, kept: readonly KeptEdit[], rows: readonly string[]): Promise<MergeOutcome>;
  get(id: string): Promise<StoredMerge | null>;
  /** Of one archive, on either side, or null: of all; newest first. */
  list(archive: ArchiveId | null, before: number | null, limit: number): Promise<readonly StoredMerge[]>;
  /** Those that were cut off, oldest first. */
  unfinished(): Promise<readonly StoredMerge[]>;
  /** A merge since in which this winner is the loser: it has to be undone first. */
  later(winner: ArchiveId, id: string, at: number): Promise<string | null>;
  putPart(id: string, section: string, body: unknown): Promise<void>;
  parts(id: string): Promise<readonly { readonly section: string; readonly body: unknown }[]>;
  /** Rows of trade follow, or go back; answers how many moved. */
  moveTrade(id: string, from: ArchiveId, to: ArchiveId): Promise<number>;
  returnTrade(id: string, from: ArchiveId, to: ArchiveId): Promise<number>;
  /** Words in place of classes follow where the winner has none of its own, or go back; see `merge-overrides.ts`. */
  moveOverrides(id: string, from: ArchiveId, to: ArchiveId): Promise<void>;
  returnOverrides(id: string, from: ArchiveId, to: ArchiveId): Promise<void>;
  /** What would become of the words in place of classes. */
  overridesAt(from: ArchiveId, to: ArchiveId): Promise<OverridesAtMerge>;
  /** Schemes of which this merge has moved a word. */
  movedOverrides(id: string): Promise<readonly SchemeKey[]>;
  tradeOf(archive: ArchiveId): Promise<{ readonly trade: number; readonly stays: number }>;
}

interface Columns { readonly id: string; readonly winner: ArchiveId; readonly loser: ArchiveId; readonly person: PersonId; readonly at: number; readonly state: MergeState; readonly plan: string; readonly undone_by: PersonId | null; readonly undone: number | null; readonly outcome: string | null }
const toMerge = ({ person, plan, undone_by, outcome, ...row }: Columns): StoredMerge => ({ ...row, by: person, plan: JSON.parse(plan) as MergePlan, undoneBy: undone_by, outcome: outcome === null ? null : (JSON.parse(outcome) as MergeOutcome) });
const json = (value: unknown): string | null => (value === null || value === undefined ? null : typeof value === 'string' ? value : JSON.stringify(value));
/** Kept edits that are written out; the others are counted. */
const MOST_KEPT = 500;

const COLUMNS = { kind: 'kind', code: 'code', packs: 'packs', keeper: 'keeper', confidentiality: 'confidentiality', department: 'department', reviewedAt: 'reviewed_at' } as const;
type Column = keyof typeof COLUMNS;

/** The calls of the archive thread. */
export function mergeCalls(db: Connection) {
  const sql = {
    insert: db.prepare("INSERT INTO merge (id, winner, loser, person, at, state, plan) VALUES (?,?,?,?,?,'merging',?)"),
    get: db.prepare<[string], Columns>('SELECT * FROM merge WHERE id = ?'),
    plan: db.prepare('UPDATE merge SET plan = ? WHERE id = ?'),
    state: db.prepare('UPDATE merge SET state = ?, undone_by = coalesce(?, undone_by), undone = coalesce(?, undone) WHERE id = ?'),
    outcome: db.prepare("UPDATE merge SET state = 'undone', outcome = ? WHERE id = ?"),
    part: db.prepare('INSERT OR REPLACE INTO merge_part (merge, section, body) VALUES (?,?,?)'),
    dropParts: db.prepare('DELETE FROM merge_part WHERE merge = ?'),
    aliases: db.prepare<[string], ArchiveId>('SELECT alias FROM archive_alias WHERE archive = ? ORDER BY alias').pluck(),
    turnAliases: db.prepare('UPDATE archive_alias SET archive = ? WHERE archive = ?'),
    turnAlias: db.prepare('UPDATE archive_alias SET archive = ? WHERE alias = ?'),
    putAlias: db.prepare('INSERT INTO archive_alias (alias, archive) VALUES (?,?)'),
    dropAlias: db.prepare('DELETE FROM archive_alias WHERE alias = ?'),
    turnKeys: db.prepare('UPDATE archive_key SET archive = ?, position = position + ? WHERE archive = ?'),
    keyHolder: db.prepare<[string], ArchiveId>('SELECT archive FROM archive_key WHERE key = ?').pluck(),
    turnKey: db.prepare('UPDATE archive_key SET archive = ?, position = ? WHERE key = ?'),
    putKey: db.prepare('INSERT INTO archive_key (key, folded, archive, position) VALUES (?,?,?,?)'),
    dropMembers: db.prepare('DELETE FROM archive_member WHERE archive = ?'),
    putMember: db.prepare('INSERT INTO archive_member VALUES (?,?,?,?,?,?)'),
    dropArchive: db.prepare('DELETE FROM archive WHERE id = ?'),
    putArchive: db.prepare('INSERT INTO archive VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)'),
    codeHolder: db.prepare<[string], ArchiveId>('SELECT id FROM archive WHERE code = ?').pluck(),
    codeFolded: db.prepare('UPDATE archive SET code_folded = ? WHERE id = ?'),
    revise: db.prepare('UPDATE archive SET revision = ? WHERE id = ?'),
    log: db.prepare('INSERT INTO archive_change (archive, revision, person, at, key, old, new) VALUES (?,?,?,?,?,?,?)'),
    lastRevision: db.prepare<[string], number>('SELECT coalesce(max(revision), 0) FROM archive_change WHERE archive = ?').pluck(),
    files: db.prepare<[string], string>('SELECT id FROM file WHERE archive = ? ORDER BY id').pluck(),
    comments: db.prepare<[string], { id: string; record: string }>('SELECT id, record FROM comment WHERE archive = ? ORDER BY at, id'),
    commentsOn: db.prepare<[string, number], { id: string; record: string }>('SELECT id, record FROM comment WHERE archive = ? AND at > ?'),
    commentAt: db.prepare<[string], { archive: ArchiveId; section: string; record: string }>('SELECT archive, section, record FROM comment WHERE id = ?'),
    lastComment: db.prepare<[string, string], number>('SELECT coalesce(max(changed), 0) FROM comment WHERE archive = ? AND section = ?').pluck(),
    turnComment: db.prepare('UPDATE comment SET archive = ?, record = ?, changed = ? WHERE id = ?'),
    fileAt: db.prepare<[string], ArchiveId>('SELECT archive FROM file WHERE id = ?').pluck(),
    turnFile: db.prepare('UPDATE file SET archive = ? WHERE id = ?'),
    tags: db.prepare<[string, string], { person: PersonId; tag: string; came: 0 | 1 }>(`SELECT t.person, t.tag, NOT EXISTS (SELECT 1 FROM tagged w WHERE w.person = t.person AND w.tag = t.tag AND w.archive = ?) AS came
      FROM tagged t WHERE t.archive = ? ORDER BY t.person, t.tag`),
    dropTags: db.prepare('DELETE FROM tagged WHERE archive = ?'),
    mark: db.prepare('INSERT OR IGNORE INTO tagged (person, tag, archive) SELECT person, id, ? FROM tag WHERE person = ? AND id = ?'),
    unmark: db.prepare('DELETE FROM tagged WHERE person = ? AND tag = ? AND archive = ?'),
    later: db.prepare<[string, string, number], string>("SELECT id FROM merge WHERE loser = ? AND state <> 'undone' AND id <> ? AND at >= ? LIMIT 1").pluck(),
  };
  const one = (id: string): StoredMerge => {
    const row = sql.get.get(id);
    if (!row) throw new StorageError('missing', `There is no merge ${id}.`);
    return toMerge(row);
  };
  const row = (id: ArchiveId): StoredArchive => {
    const found = readArchive(db, 'main', id);
    if (!found) throw new StorageError('missing', `There is no archive ${id}.`);
    return found;
  };
  const moment = (at: number): string => new Date(at).toISOString();

  /** Writes values of the own row with their line in its history. */
  const change = (id: ArchiveId, values: ArchiveChange, by: PersonId, at: number): void => {
    const before = row(id);
    const changed = (Object.keys(values) as (keyof ArchiveChange)[]).filter((key): key is Column => key in COLUMNS && json(values[key]) !== json(before[key]));
    for (const key of changed) {
      db.prepare(`UPDATE archive SET ${COLUMNS[key]} = ? WHERE id = ?`).run(json(values[key]), id);
      if (key === 'code') sql.codeFolded.run(values.code === null || values.code === undefined ? null : foldText(values.code), id);
      sql.log.run(id, before.revision + 1, by, moment(at), key, json(before[key]), json(values[key]));
    }
    sql.revise.run(before.revision + 1, id);
  };
  const turnComment = (id: string, archive: ArchiveId, section: string, record: string): void => {
    sql.turnComment.run(archive, record, (sql.lastComment.get(archive, section) ?? 0) + 1, id);
  };

  return {
    beginMerge: (start: MergeStart): StoredMerge => inTransaction(db, () => {
      const [winner, loser] = [row(start.winner), row(start.loser)];
      if (winner.revision !== start.revisions.winner || loser.revision !== start.revisions.loser) throw new StorageError('conflict', 'One of the archives has changed meanwhile.', 'revision');
      const plan: MergePlan = { winner, loser, row: start.row, choices: start.choices, rows: start.rows, aliases: sql.aliases.all(loser.id), files: [], comments: [] };
      sql.insert.run(start.id, winner.id, loser.id, start.by, start.at, JSON.stringify(plan));
      sql.turnAliases.run(winner.id, loser.id);
      sql.turnKeys.run(winner.id, 1 + winner.keys.length, loser.id);
      sql.dropMembers.run(loser.id);
      sql.log.run(loser.id, loser.revision + 1, start.by, moment(start.at), 'mergedInto', null, winner.id);
      sql.dropArchive.run(loser.id);
      sql.putAlias.run(loser.id, winner.id);
      change(winner.id, start.row, start.by, start.at);
      sql.log.run(winner.id, winner.revision + 1, start.by, moment(start.at), 'merged', null, loser.id);
      if (loser.keys.length > 0) sql.log.run(winner.id, winner.revision + 1, start.by, moment(start.at), 'keys', JSON.stringify(winner.keys), JSON.stringify(row(winner.id).keys));
      return one(start.id);
    }),
    carryMerge: (id: string): void => inTransaction(db, () => {
      const { winner, loser, plan } = one(id);
      const [files, comments] = [sql.files.all(loser), sql.comments.all(loser)];
      for (const file of files) sql.turnFile.run(winner, file);
      for (const comment of comments) turnComment(comment.id, winner, sql.commentAt.get(comment.id)?.section ?? '', mapped(comment.record, plan.rows));
      const tags = sql.tags.all(winner, loser).map(({ came, ...mark }) => ({ ...mark, came: came === 1 }));
      for (const { person, tag } of tags) sql.mark.run(winner, person, tag);
      sql.dropTags.run(loser);
      if (files.length + comments.length + tags.length > 0) sql.plan.run(JSON.stringify({ ...plan, files: [...plan.files, ...files], comments: [...plan.comments, ...comments], tags: [...(plan.tags ?? []), ...tags] } satisfies MergePlan), id);
    }),
    setMergeState: (id: string, state: MergeState, by?: { readonly person: PersonId; readonly at: number }): void => void sql.state.run(state, by?.person ?? null, by?.at ?? null, id),
    putMergePart: (id: string, section: string, body: unknown): void => void sql.part.run(id, section, JSON.stringify(body)),
    restoreMerge: (id: string, before: readonly KeptEdit[], rows: readonly string[]): MergeOutcome => inTransaction(db, () => {
      const merge = one(id);
      const { plan: { winner, loser, row: taken, aliases, rows: map, files, comments, tags = [] }, at } = merge;
      if (merge.state === 'undone' && merge.outcome !== null) return merge.outcome;
      const [by, now] = [merge.undoneBy ?? merge.by, merge.undone ?? at];
      const kept: KeptEdit[] = [...before];
      const current = row(winner.id);
      // the winner's own row, but what somebody has changed since
      const back: { -readonly [Key in keyof ArchiveChange]: ArchiveChange[Key] } = {};
      for (const key of (Object.keys(taken) as (keyof ArchiveChange)[]).filter((each): each is Column => each in COLUMNS && json(taken[each]) !== json(winner[each as Column]))) {
        if (json(current[key]) === json(taken[key])) Object.assign(back, { [key]: winner[key] });
        else kept.push({ archive: 'winner', section: 'archive', key, reason: 'changed' });
      }
      change(winner.id, back, by, now);
      const codeFree = loser.code === null || (sql.codeHolder.get(loser.code) ?? loser.id) === loser.id;
      if (!codeFree) kept.push({ archive: 'loser', section: 'archive', key: 'code', reason: 'taken' });
      const code = codeFree ? loser.code : null;
      const revision = (sql.lastRevision.get(loser.id) ?? loser.revision) + 1;
      sql.putArchive.run(loser.id, loser.kind, code, code === null ? null : foldText(code), JSON.stringify(loser.packs), loser.keeper, loser.owner, loser.department, loser.confidentiality, loser.state, loser.openedAt, loser.reviewedAt, revision);
      loser.coOwners.forEach((person, position) => sql.putMember.run(loser.id, 'coOwner', position, person, null, null));
      loser.deputies.forEach((deputy, position) => sql.putMember.run(loser.id, 'deputy', position, deputy.person, deputy.from, deputy.to));
      sql.dropAlias.run(loser.id);
      for (const alias of aliases) sql.turnAlias.run(loser.id, alias);
      const keysBefore = row(winner.id).keys;
      loser.keys.forEach((key: ExternalKey, position) => {
        const holder = sql.keyHolder.get(key);
        if (holder === winner.id) sql.turnKey.run(loser.id, position, key);
        else if (holder === undefined) sql.putKey.run(key, foldText(key.slice(key.indexOf(':') + 1)), loser.id, position);
        else kept.push({ archive: 'loser', section: 'archive', key: `keys/${key}`, reason: 'taken' });
      });
      const keysAfter = row(winner.id);
      if (json(keysBefore) !== json(keysAfter.keys)) sql.log.run(winner.id, keysAfter.revision, by, moment(now), 'keys', json(keysBefore), json(keysAfter.keys));
      for (const file of files) {
        if (sql.fileAt.get(file) === winner.id) sql.turnFile.run(loser.id, file);
        else kept.push({ archive: 'loser', section: 'files', key: file, reason: 'gone' });
      }
      for (const { id: comment, record } of comments) {
        const there = sql.commentAt.get(comment);
        if (there?.archive === winner.id) turnComment(comment, loser.id, there.section, record);
      }
      // a mark that its person has taken off the winner since is taken off for good
      for (const { person, tag, came } of tags) if (!came || sql.unmark.run(person, tag, winner.id).changes > 0) sql.mark.run(loser.id, person, tag);
      // what was said since about a row that goes back goes with it
      const returning = new Set(rows);
      const own = new Map(Object.entries(map).map(([from, to]) => [to, from]));
      const carried = new Set(comments.map((each) => each.id));
      for (const { id: comment, record } of sql.commentsOn.all(winner.id, at)) {
        const there = sql.commentAt.get(comment);
        if (carried.has(comment) || !there || !returning.has(`${there.section}/${record}`)) continue;
        turnComment(comment, loser.id, there.section, unmapped(record, own));
        kept.push({ archive: 'loser', section: 'comments', key: comment, reason: 'added' });
      }
      sql.log.run(loser.id, revision, by, moment(now), 'unmerged', winner.id, null);
      sql.log.run(winner.id, keysAfter.revision, by, moment(now), 'unmerged', loser.id, null);
      const outcome: MergeOutcome = { kept: kept.slice(0, MOST_KEPT), more: Math.max(0, kept.length - MOST_KEPT) };
      sql.outcome.run(JSON.stringify(outcome), id);
      // values that nobody needs any more are kept nowhere twice
      sql.dropParts.run(id);
      return outcome;
    }),
    laterMerge: (winner: ArchiveId, id: string, at: number): string | null => sql.later.get(winner, id, at) ?? null,
  };
}

/** `methods/x1`, `rows/methods/x1/value`: the row's id stands behind its table. */
const mapped = (record: string, rows: Readonly<Record<string, string>>): string => record.split('/').map((part) => rows[part] ?? part).join('/');
const unmapped = (record: string, rows: ReadonlyMap<string, string>): string => record.split('/').map((part) => rows.get(part) ?? part).join('/');

/** The calls of a reader thread. */
export function mergeReadCalls(db: Connection) {
  const get = db.prepare<[string], Columns>('SELECT * FROM archive.merge WHERE id = ?');
  const list = db.prepare<[Record<string, unknown>], Columns>('SELECT * FROM archive.merge WHERE (@archive IS NULL OR winner = @archive OR loser = @archive) AND (@before IS NULL OR at < @before) ORDER BY at DESC, id LIMIT @limit');
  const unfinished = db.prepare<[], Columns>("SELECT * FROM archive.merge WHERE state IN ('merging', 'undoing') ORDER BY at");
  const parts = db.prepare<[string], { section: string; body: string }>('SELECT section, body FROM archive.merge_part WHERE merge = ? ORDER BY section');
  const trade = db.prepare<[string], { trade: number; stays: number }>("SELECT coalesce(sum(kind <> 'stay'), 0) AS trade, coalesce(sum(kind = 'stay'), 0) AS stays FROM trade WHERE archive = ?");
  return {
    merge: (id: string): StoredMerge | null => {
      const found = get.get(id);
      return found ? toMerge(found) : null;
    },
    merges: (archive: ArchiveId | null, before: number | null, limit: number): readonly StoredMerge[] => list.all({ archive, before, limit }).map(toMerge),
    unfinishedMerges: (): readonly StoredMerge[] => unfinished.all().map(toMerge),
    mergeParts: (id: string) => parts.all(id).map(({ section, body }) => ({ section, body: JSON.parse(body) as unknown })),
    mergeTrade: (archive: ArchiveId) => trade.get(archive) ?? { trade: 0, stays: 0 },
  };
}
