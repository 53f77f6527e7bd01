/** What one person should hear of: mentions, lines handed to them, alerts, archives that they follow, new lines; and the one digest of a day. Each notice is cut to what they may read when they ask. */
import type { ServerAccess } from '../../access/access.ts';
import type { Clock } from '../../clock.ts';
import type { NewNotice, StoredNotice } from '../../storage/notice-store.ts';
import type { Storage } from '../../storage/storage.ts';
import type { Accepted, Hub } from '../../sync/sync.ts';
import type { MentionView } from '../../../model/api.ts';
import { newRowId } from '../../../model/ids.ts';
import type { ArchiveId, PersonId, RandomBytes } from '../../../model/ids.ts';
import type { DailyDigest, Followed, NoticePage, NoticesRead, NoticeView } from '../../../model/notices/api.ts';
import type { CalendarDate } from '../../../model/overview.ts';
import { NOTICE_NEEDS } from '../../../model/notices/kinds.ts';
import { atLeast, mayReviewGlass } from '../../../model/rights.ts';
import type { Person } from '../../../model/rights.ts';
import { isSectionKey, parseDocSection } from '../../../model/sections.ts';
import type { SectionKey } from '../../../model/sections.ts';
import type { CommentService } from '../comments.ts';
import { invalid, notFound } from '../errors.ts';
import type { ReminderService } from '../reminders/reminders.ts';

export interface NoticeOptions {
  readonly storage: Pick<Storage, 'facts' | 'notices' | 'reminders'>;
  readonly access: Pick<ServerAccess, 'rights' | 'directory' | 'unseen'>;
  readonly hub: Pick<Hub, 'onAccepted'>;
  readonly comments: Pick<CommentService, 'mentions' | 'readMentions'>;
  readonly reminders: () => Pick<ReminderService, 'page'>;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly today: () => CalendarDate;
  readonly report: (event: string, error: unknown) => void;
}

/** `mark`: unread ones with the same are one, counted up; default: none. `by` stays null for whoever leaves no presence. What is left out is null, `count` 1. */
export interface Told { readonly person: PersonId; readonly kind: ProcessNotice; readonly archive?: ArchiveId; readonly section?: SectionKey; readonly by?: PersonId; readonly text?: string; readonly count?: number; readonly mark?: string }
export type ProcessNotice = Exclude<NewNotice['kind'], 'handover' | 'alert' | 'followed' | 'reminders'>;

export interface NoticeService {
  start(): Promise<void>;
  /** Who follows what, as another server has left it. */
  reload(): Promise<void>;
  stop(): Promise<void>;
  /** Resolves when what was heard so far is written down. */
  settled(): Promise<void>;
  page(person: Person, wish: { readonly unread: boolean; readonly before: string | null; readonly limit: number }): Promise<NoticePage>;
  read(person: Person, wish: NoticesRead): Promise<void>;
  isFollowing(person: Person, archive: ArchiveId): boolean;
  follow(person: Person, archive: ArchiveId, follow: boolean): Promise<void>;
  followed(person: Person): Promise<Followed>;
  digest(person: Person): Promise<DailyDigest>;
  released(person: PersonId, archives: readonly ArchiveId[]): Promise<void>;
  /** Notices of the processes; resolves when they are on disk. One that cannot be written is reported and told by nothing else. */
  tell(notices: readonly Told[]): Promise<void>;
  handed(line: { readonly archive: ArchiveId; readonly to: PersonId; readonly by: PersonId; readonly note: string }): Promise<void>;
}

/** Edits of seconds are one notice. */
const GATHER_MS = 3_000;
const COUNTED = 200;
const KEPT_DAYS = 180;
const DAY_MS = 86_400_000;
const DIGEST_LINES = 20;
const DIGEST_NOTICES = 20;
/** Of a mention the id is its comment's behind this. */
const MENTION = 'c.';

export function createNotices(options: NoticeOptions): NoticeService {
  const { storage, access, comments, clock, random, today } = options;
  const { directory } = access;
  const { notices } = storage;
  const followers = new Map<ArchiveId, Set<PersonId>>();
  const heard = new Map<string, { readonly archive: ArchiveId; readonly section: string; readonly by: PersonId; count: number }>();
  let waiting: (() => void) | null = null;
  let working: Promise<void> = Promise.resolve();
  const ref = (id: PersonId) => ({ id: directory.current(id), name: directory.name(id) });
  const of = (archive: ArchiveId): ReadonlySet<PersonId> => followers.get(archive) ?? new Set();

  const accepted = ({ archive, section, person }: Accepted): void => {
    if (of(archive).size === 0) return;
    const name = parseDocSection(section)?.section ?? section;
    const key = `${archive} ${name} ${person}`;
    const there = heard.get(key);
    if (there) there.count++;
    else heard.set(key, { archive, section: name, by: person, count: 1 });
    waiting ??= clock.after(GATHER_MS, flush);
  };

  const flush = (): void => {
    waiting?.();
    waiting = null;
    const all = [...heard.values()];
    heard.clear();
    const day = today();
    const rows = all.flatMap(({ archive, section, by, count }) => [...of(archive)].filter((person) => directory.current(person) !== directory.current(by))
      .map((person) => notice(person, 'followed', `followed ${archive} ${section} ${day}`, { archive, section, by, count })));
    void write(rows);
  };

  const notice = (person: PersonId, kind: NewNotice['kind'], mark: string, more: Partial<NewNotice>): NewNotice =>
    ({ id: newRowId(random), person: directory.current(person), kind, at: clock.now(), mark, archive: null, section: null, by: null, text: null, count: 1, ...more });

  /** One after the other; what cannot be written is reported, and told by nothing else. */
  const write = (rows: readonly NewNotice[]): Promise<void> => {
    if (rows.length > 0) working = working.then(() => notices.put(rows)).catch((error: unknown) => { options.report('notices not kept', error); });
    return working;
  };

  /** Null where this person may not read what it is about. */
  async function shown(who: Person, row: StoredNotice): Promise<Omit<NoticeView, 'name'> | null> {
    // it is compliance's, and may wait for somebody who is compliance no more
    if (row.kind === 'glassReview' && !mayReviewGlass(who)) return null;
    if (row.archive !== null) {
      const rights = await access.rights(who, row.archive);
      const needs = NOTICE_NEEDS[row.kind];
      if (needs === 'nothing' && !rights) return { ...view(row, who), archive: null };
      if (!rights || (needs === 'read' && !atLeast(rights.level, 'read'))) return null;
      if (row.section !== null && !(isSectionKey(row.section) && atLeast(rights.sections.get(row.section)?.level ?? 'none', 'read'))) return null;
    }
    return view(row, who);
  }
  const view = (row: StoredNotice, who: Person): Omit<NoticeView, 'name'> => ({
    id: row.id, kind: row.kind, at: new Date(row.at).toISOString(), read: row.read !== null, archive: row.archive, by: row.by === null ? null : access.unseen.ref(row.by, who.id),
    section: row.section !== null && isSectionKey(row.section) ? row.section : null, record: null, comment: null, text: row.text, count: row.count,
  });

  const mentioned = ({ archive, section, comment, at, read }: MentionView): Omit<NoticeView, 'name'> =>
    ({ id: `${MENTION}${comment.id}`, kind: 'mention', at, read, archive: archive as ArchiveId, by: comment.by, section: isSectionKey(section) ? section : null, record: comment.record, comment: comment.id, text: comment.text, count: 1 });

  /** Newest first, of both kinds of rows up to the limit; what may not be read is passed over. */
  async function found(who: Person, wish: { readonly unread: boolean; readonly before: { readonly at: number; readonly id: string } | null; readonly limit: number }) {
    const { unread, before, limit } = wish;
    const said: Omit<NoticeView, 'name'>[] = [];
    for (let from: string | null = before === null ? null : `${before.at}.${before.id.startsWith(MENTION) ? before.id.slice(MENTION.length) : 'zzzz'}`; said.length <= limit;) {
      const some = await comments.mentions(who, { unread, before: from, limit });
      said.push(...some.items.map(mentioned).filter((each) => before === null || after(each, before)));
      if (some.next === null) break;
      from = some.next;
    }
    const rows: Omit<NoticeView, 'name'>[] = [];
    for (let from = before; rows.length <= limit;) {
      const some = await notices.page(who.id, unread, from, limit + 1);
      for (const row of some) {
        const view = await shown(who, row);
        if (view) rows.push(view);
      }
      const last = some.at(-1);
      if (some.length <= limit || last === undefined) break;
      from = { at: last.at, id: last.id };
    }
    return [...said, ...rows].sort((a, b) => (a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1)).slice(0, limit + 1);
  }
  const after = (view: Pick<NoticeView, 'at' | 'id'>, before: { readonly at: number; readonly id: string }): boolean => Date.parse(view.at) < before.at || (Date.parse(view.at) === before.at && view.id < before.id);

  async function page(who: Person, wish: { readonly unread: boolean; readonly before: string | null; readonly limit: number }): Promise<NoticePage> {
    const [items, unread] = await Promise.all([found(who, { ...wish, before: placeOf(wish.before) }), found(who, { unread: true, before: null, limit: COUNTED })]);
    const names = new Map((await storage.facts.overviews([...new Set(items.flatMap(({ archive }) => archive ?? []))])).map(({ id, name }) => [id, name]));
    const kept = items.slice(0, wish.limit);
    const last = kept.at(-1);
    return {
      items: kept.map((view) => ({ ...view, name: view.archive === null ? null : (names.get(view.archive) ?? view.archive) })),
      next: items.length > wish.limit && last ? `${Date.parse(last.at)}.${last.id}` : null, unread: Math.min(unread.length, COUNTED),
    };
  }

  async function reload(): Promise<void> {
    const rows = await notices.followers();
    followers.clear();
    for (const { person, archive } of rows) followers.set(archive, new Set([...of(archive), person]));
  }

  return {
    reload,
    async start() {
      await reload();
      options.hub.onAccepted(accepted);
      await notices.prune(clock.now() - KEPT_DAYS * DAY_MS);
    },
    async stop() {
      flush();
      await working;
    },
    async settled() {
      flush();
      await working;
    },
    page,
    async read(who, { notices: ids, all }) {
      if (all === true) {
        await notices.read(who.id, null, clock.now());
        for (let more = true; more;) {
          const { items } = await comments.mentions(who, { unread: true, before: null, limit: COUNTED });
          await comments.readMentions(who.id, items.map(({ comment }) => comment.id));
          more = items.length === COUNTED;
        }
        return;
      }
      const given = ids ?? [];
      await comments.readMentions(who.id, given.filter((id) => id.startsWith(MENTION)).map((id) => id.slice(MENTION.length)));
      await notices.read(who.id, given.filter((id) => !id.startsWith(MENTION)), clock.now());
    },
    isFollowing: (who, archive) => of(archive).has(who.id),
    async follow(who, archive, follow) {
      const rights = await access.rights(who, archive);
      if (!rights || (follow && !atLeast(rights.level, 'read'))) throw notFound();
      if (follow) await notices.follow(who.id, archive, clock.now());
      else await notices.unfollow(who.id, archive);
      const now = new Set(of(archive));
      if (follow) now.add(who.id);
      else now.delete(who.id);
      if (now.size === 0) followers.delete(archive);
      else followers.set(archive, now);
    },
    async followed(who) {
      const rows = await notices.follows(who.id);
      const rights = await Promise.all(rows.map(({ archive }) => access.rights(who, archive)));
      const seen = rows.filter((_, i) => atLeast(rights[i]?.level ?? 'none', 'read'));
      const names = new Map((await storage.facts.overviews(seen.map(({ archive }) => archive))).map(({ id, name }) => [id, name]));
      return { items: seen.map(({ archive, at }) => ({ archive, name: names.get(archive) ?? archive, since: new Date(at).toISOString() })) };
    },
    async digest(who) {
      const [list, inbox] = await Promise.all([options.reminders().page(who, { for: 'me', before: null, after: 0, limit: DIGEST_LINES }), page(who, { unread: true, before: null, limit: DIGEST_NOTICES })]);
      const { fresh } = await storage.reminders.counts({ person: who.id, departments: [], unassigned: false, today: today() });
      return { day: today(), person: ref(who.id), lines: list.items, total: list.total, fresh, notices: inbox.items, unread: inbox.unread, empty: fresh === 0 && inbox.unread === 0 && list.items.length === 0 };
    },
    async released(person, archives) {
      const day = today();
      const found = await storage.reminders.reasons(archives.map((archive) => [archive, person] as const), day);
      const alerts = archives.flatMap((archive, i) => {
        const alert = found[i]?.find(({ kind }) => kind === 'decline');
        return alert ? [notice(person, 'alert', `alert ${archive} ${alert.due}`, { archive, section: alert.section })] : [];
      });
      await write([notice(person, 'reminders', `reminders ${day}`, { count: archives.length }), ...alerts]);
    },
    tell: (all) => write(all.map(({ person, kind, mark, ...more }) => notice(person, kind, mark ?? `${kind} ${more.archive ?? ''} ${newRowId(random)}`, more))),
    handed: ({ archive, to, by, note }) => write([notice(to, 'handover', `handover ${archive} ${clock.now()}`, { archive, by, text: note === '' ? null : note })]),
  };
}

function placeOf(before: string | null): { readonly at: number; readonly id: string } | null {
  if (before === null) return null;
  const [, at, id] = /^(\d{1,15})\.([A-Za-z0-9_.-]{1,40})$/.exec(before) ?? [];
  if (at === undefined || id === undefined) throw invalid([{ field: 'before', code: 'malformed', message: 'Give `next` of the page before.' }]);
  return { at: Number(at), id };
}
