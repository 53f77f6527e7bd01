/** What people follow, what they should hear of, and links by which other programs read, in archive.db. Who may see a notice is the service's. */
import type { LinkKind, LinkWish } from '../../model/elsewhere/api.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import type { NoticeKind } from '../../model/notices/api.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';

/** `mark`: notices of one mark are one, counted up while it is unread. Moments in milliseconds since 1970. */
export interface NewNotice { readonly id: string; readonly person: PersonId; readonly kind: Exclude<NoticeKind, 'mention'>; readonly at: number; readonly mark: string; readonly archive: ArchiveId | null; readonly section: string | null; readonly by: PersonId | null; readonly text: string | null; readonly count: number }
export interface StoredNotice extends NewNotice { readonly read: number | null }
/** `archive` null: the whole calendar of its person. */
export interface StoredLink { readonly id: string; readonly person: PersonId; readonly kind: LinkKind; readonly archive: ArchiveId | null; readonly wish: Pick<LinkWish, 'schemes' | 'figures'> | null; readonly names: boolean; readonly lang: string; readonly made: number; readonly until: number; readonly fetched: number | null }

export interface NoticeStore {
  put(notices: readonly NewNotice[]): Promise<void>;
  /** Newest first. */
  page(person: PersonId, unread: boolean, before: { readonly at: number; readonly id: string } | null, limit: number): Promise<readonly StoredNotice[]>;
  /** `ids` null: all up to `at`. */
  read(person: PersonId, ids: readonly string[] | null, at: number): Promise<void>;
  follow(person: PersonId, archive: ArchiveId, at: number): Promise<void>;
  unfollow(person: PersonId, archive: ArchiveId): Promise<void>;
  follows(person: PersonId): Promise<readonly { readonly archive: ArchiveId; readonly at: number }[]>;
  followers(): Promise<readonly { readonly person: PersonId; readonly archive: ArchiveId }[]>;
  putLink(link: StoredLink): Promise<void>;
  /** One that has ended meanwhile stays so. */
  usedLink(id: string, at: number): Promise<void>;
  /** `by`: who ends it; missing: whose it is. */
  dropLink(person: PersonId, id: string, by?: PersonId): Promise<boolean>;
  link(id: string): Promise<StoredLink | null>;
  links(person: PersonId): Promise<readonly StoredLink[]>;
  /** Also those to what was merged into it. */
  linksTo(archive: ArchiveId): Promise<readonly StoredLink[]>;
  /** What is older goes, read or not. */
  prune(before: number): Promise<void>;
}

interface LinkRow extends Omit<StoredLink, 'names' | 'wish'> { readonly names: 0 | 1; readonly wish: string | null }
const toLink = ({ names, wish, ...row }: LinkRow): StoredLink => ({ ...row, names: names === 1, wish: wish === null ? null : (JSON.parse(wish) as StoredLink['wish']) });

/** The calls of the archive thread. */
export function noticeCalls(db: Connection) {
  const there = db.prepare<[string, string], { id: string }>('SELECT id FROM notice WHERE person = ? AND mark = ? AND read IS NULL');
  const more = db.prepare('UPDATE notice SET at = @at, by = @by, text = @text, count = count + @count WHERE id = @id');
  const put = db.prepare('INSERT INTO notice (id, person, kind, at, mark, archive, section, by, text, count) VALUES (@id, @person, @kind, @at, @mark, @archive, @section, @by, @text, @count)');
  const read = db.prepare('UPDATE notice SET read = ? WHERE person = ? AND id = ? AND read IS NULL');
  const readAll = db.prepare('UPDATE notice SET read = ? WHERE person = ? AND read IS NULL AND at <= ?');
  const follow = db.prepare('INSERT OR IGNORE INTO follow (person, archive, at) VALUES (?,?,?)');
  const unfollow = db.prepare('DELETE FROM follow WHERE person = ? AND archive = ?');
  const putLink = db.prepare('INSERT OR REPLACE INTO calendar_link (id, person, kind, archive, wish, names, lang, made, until, fetched) VALUES (@id, @person, @kind, @archive, @wish, @names, @lang, @made, @until, @fetched)');
  const usedLink = db.prepare('UPDATE calendar_link SET fetched = ? WHERE id = ?');
  const dropLink = db.prepare('DELETE FROM calendar_link WHERE person = ? AND id = ?');
  const prune = db.prepare('DELETE FROM notice WHERE at < ?');
  return {
    putNotices: (notices: readonly NewNotice[]): void => inTransaction(db, () => {
      for (const notice of notices) {
        const known = there.get(notice.person, notice.mark);
        if (known) more.run({ id: known.id, at: notice.at, by: notice.by, text: notice.text, count: notice.count });
        else put.run(notice);
      }
    }),
    readNotices: (person: PersonId, ids: readonly string[] | null, at: number): void => inTransaction(db, () => {
      if (ids === null) readAll.run(at, person, at);
      else for (const id of ids) read.run(at, person, id);
    }),
    follow: (person: PersonId, archive: ArchiveId, at: number): void => { follow.run(person, archive, at); },
    unfollow: (person: PersonId, archive: ArchiveId): void => { unfollow.run(person, archive); },
    putCalendarLink: ({ names, wish, ...link }: StoredLink): void => { putLink.run({ ...link, names: names ? 1 : 0, wish: wish === null ? null : JSON.stringify(wish) }); },
    usedCalendarLink: (id: string, at: number): void => { usedLink.run(at, id); },
    dropCalendarLink: (person: PersonId, id: string, _by?: PersonId): boolean => dropLink.run(person, id).changes > 0,
    pruneNotices: (before: number): void => { prune.run(before); },
  };
}

/** The calls of a reader thread. */
export function noticeReadCalls(db: Connection) {
  const COLUMNS = 'id, person, kind, at, mark, archive, section, by, text, count, read';
  const page = db.prepare<[Record<string, unknown>], StoredNotice>(`SELECT ${COLUMNS} FROM archive.notice WHERE person = @person AND (@unread = 0 OR read IS NULL)
    AND (@beforeAt IS NULL OR (at, id) < (@beforeAt, @beforeId)) ORDER BY at DESC, id DESC LIMIT @limit`);
  const follows = db.prepare<[string], { archive: ArchiveId; at: number }>('SELECT archive, at FROM archive.follow WHERE person = ? ORDER BY at DESC, archive');
  const followers = db.prepare<[], { person: PersonId; archive: ArchiveId }>('SELECT person, archive FROM archive.follow');
  const link = db.prepare<[string], LinkRow>('SELECT * FROM archive.calendar_link WHERE id = ?');
  const links = db.prepare<[string], LinkRow>('SELECT * FROM archive.calendar_link WHERE person = ? ORDER BY made DESC, id');
  const linksTo = db.prepare<[string, string], LinkRow>('SELECT * FROM archive.calendar_link WHERE archive IN (SELECT ? UNION ALL SELECT alias FROM archive.archive_alias WHERE archive = ?) ORDER BY made DESC, id');
  return {
    notices: (person: PersonId, unread: boolean, before: { readonly at: number; readonly id: string } | null, limit: number): readonly StoredNotice[] =>
      page.all({ person, unread: unread ? 1 : 0, beforeAt: before?.at ?? null, beforeId: before?.id ?? null, limit }),
    follows: (person: PersonId) => follows.all(person),
    followers: () => followers.all(),
    calendarLink: (id: string): StoredLink | null => {
      const row = link.get(id);
      return row ? toLink(row) : null;
    },
    calendarLinks: (person: PersonId): readonly StoredLink[] => links.all(person).map(toLink),
    calendarLinksTo: (archive: ArchiveId): readonly StoredLink[] => linksTo.all(archive, archive).map(toLink),
  };
}
