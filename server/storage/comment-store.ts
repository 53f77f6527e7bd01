/** Rows of comments and of who is mentioned in them. Who may read or write one is decided before it gets here. */
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import type { SectionKey } from '../../model/sections.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';
import { StorageError } from './storage.ts';
import type { CommentChange, CommentsQuery, MentionsQuery, StoredComment, StoredMention } from './storage.ts';

interface Columns { readonly id: string; readonly archive: ArchiveId; readonly section: SectionKey; readonly record: string; readonly person: PersonId; readonly at: number; readonly text: string | null; readonly edited: number | null; readonly removed: number | null; readonly removed_by: PersonId | null }
const COLUMNS = 'c.id, c.archive, c.section, c.record, c.person, c.at, c.text, c.edited, c.removed, c.removed_by';
const toComment = ({ person, removed_by, ...row }: Columns): StoredComment => ({ ...row, by: person, removedBy: removed_by });

/** The calls of the archive thread. */
export function commentCalls(db: Connection) {
  const get = db.prepare<[string], Columns>(`SELECT ${COLUMNS} FROM comment c WHERE id = ?`);
  const latest = db.prepare<[string, string], number | null>('SELECT max(changed) FROM comment WHERE archive = ? AND section = ?').pluck();
  const insert = db.prepare('INSERT INTO comment (id, archive, section, record, person, at, changed, text) VALUES (?,?,?,?,?,?,?,?)');
  const edit = db.prepare('UPDATE comment SET text = ?, edited = ?, changed = ? WHERE id = ?');
  const remove = db.prepare('UPDATE comment SET text = NULL, removed = ?, removed_by = ?, changed = ? WHERE id = ?');
  const mention = db.prepare('INSERT OR IGNORE INTO mention (comment, person, at) VALUES (?,?,?)');
  const mentioned = db.prepare<[string], PersonId>('SELECT person FROM mention WHERE comment = ?').pluck();
  const unmention = db.prepare('DELETE FROM mention WHERE comment = ? AND person = ?');
  const read = db.prepare('UPDATE mention SET read = ? WHERE comment = ? AND person = ? AND read IS NULL');
  /** Rises with every change, whatever the clock does. */
  const next = ({ archive, section }: Pick<StoredComment, 'archive' | 'section'>, at: number): number => Math.max(at, (latest.get(archive, section) ?? 0) + 1);
  return {
    putComment: (comment: Omit<StoredComment, 'edited' | 'removed' | 'removedBy'>, mentions: readonly PersonId[]): StoredComment => inTransaction(db, () => {
      const { id, archive, section, record, by, at, text } = comment;
      const there = get.get(id);
      if (there) {
        // the same once more, because an answer was lost
        if (there.person === by && there.archive === archive && there.section === section && there.record === record) return toComment(there);
        throw new StorageError('conflict', 'There is a comment with this id already.', 'id');
      }
      insert.run(id, archive, section, record, by, at, next(comment, at), text);
      for (const person of mentions) mention.run(id, person, at);
      return { ...comment, edited: null, removed: null, removedBy: null };
    }),
    changeComment: (id: string, change: CommentChange): StoredComment => inTransaction(db, () => {
      const row = get.get(id);
      if (!row) throw new StorageError('missing', `There is no comment ${id}.`);
      const { at } = change;
      if (change.kind === 'remove') {
        remove.run(at, change.by, next(row, at), id);
        for (const person of mentioned.all(id)) unmention.run(id, person);
      } else {
        edit.run(change.text, at, next(row, at), id);
        for (const person of mentioned.all(id)) if (!change.mentions.includes(person)) unmention.run(id, person);
        for (const person of change.mentions) mention.run(id, person, at);
      }
      return toComment(get.get(id) as Columns);
    }),
    readMentions: (person: PersonId, comments: readonly string[], at: number): void => inTransaction(db, () => { for (const comment of comments) read.run(at, comment, person); }),
  };
}

/** The calls of a reader thread. */
export function commentReadCalls(db: Connection) {
  const get = db.prepare<[string], Columns>(`SELECT ${COLUMNS} FROM archive.comment c WHERE id = ?`);
  const page = db.prepare<[Record<string, unknown>], Columns>(`SELECT ${COLUMNS} FROM archive.comment c WHERE archive = @archive AND section = @section AND record = @record
    AND (@beforeAt IS NULL OR (at, id) < (@beforeAt, @beforeId)) ORDER BY at DESC, id DESC LIMIT @limit`);
  const all = db.prepare<[string], Columns>(`SELECT ${COLUMNS} FROM archive.comment c WHERE archive = ? AND removed IS NULL ORDER BY at, id`);
  const counts = db.prepare<[string, string], { record: string; count: number }>(`SELECT record, count(*) AS count FROM archive.comment WHERE archive = ? AND section = ? AND removed IS NULL GROUP BY record ORDER BY record`);
  const changed = db.prepare<[string], { section: SectionKey; changed: number }>('SELECT section, max(changed) AS changed FROM archive.comment WHERE archive = ? GROUP BY section');
  const named = db.prepare<[string, string, string, string], number>(`SELECT 1 FROM archive.comment c JOIN archive.mention m ON m.comment = c.id WHERE c.archive = ? AND c.section = ? AND c.record = ? AND m.person = ? LIMIT 1`).pluck();
  const mentions = db.prepare<[Record<string, unknown>], Columns & { readonly read: number | null; readonly meant: number }>(`SELECT ${COLUMNS}, m.read, m.at AS meant FROM archive.mention m JOIN archive.comment c ON c.id = m.comment
    WHERE m.person = @person AND (@unread = 0 OR m.read IS NULL) AND (@beforeAt IS NULL OR (m.at, m.comment) < (@beforeAt, @beforeId)) ORDER BY m.at DESC, m.comment DESC LIMIT @limit`);
  return {
    comment: (id: string): StoredComment | null => {
      const row = get.get(id);
      return row ? toComment(row) : null;
    },
    commentsOf: (archive: ArchiveId): readonly StoredComment[] => all.all(archive).map(toComment),
    comments: ({ before, ...query }: CommentsQuery): readonly StoredComment[] => page.all({ ...query, ...placeOf(before) }).map(toComment),
    commentCounts: (archive: ArchiveId, section: SectionKey) => counts.all(archive, section),
    commentsChanged: (archives: readonly ArchiveId[]): readonly Readonly<Partial<Record<SectionKey, number>>>[] => archives.map((archive) => Object.fromEntries(changed.all(archive).map((row) => [row.section, row.changed]))),
    isMentioned: (archive: ArchiveId, section: SectionKey, record: string, person: PersonId): boolean => named.get(archive, section, record, person) !== undefined,
    mentions: ({ before, unread, ...query }: MentionsQuery): readonly StoredMention[] =>
      mentions.all({ ...query, unread: unread ? 1 : 0, ...placeOf(before) }).map(({ read, meant, ...row }) => ({ comment: toComment(row), read, at: meant })),
  };
}

const placeOf = (before: { readonly at: number; readonly id: string } | null) => ({ beforeAt: before?.at ?? null, beforeId: before?.id ?? null });
