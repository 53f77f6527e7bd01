/** Comments on values and rows, under the right of their section, and who is mentioned in them. Telling who listens is left to the digests: theirs has a number for each section that may be read. */
import type { Clock } from '../clock.ts';
import type { Rights, ServerAccess } from '../access/access.ts';
import type { CommentCounts, CommentPage, CommentView, MentionPage, MentionView, PersonView } from '../../model/api.ts';
import { cleanComment, COMMENT_EDITABLE, COMMENT_LONGEST, commentSection, isCommentRecord, MENTIONS_MOST, mentionsIn } from '../../model/comments.ts';
import { newRowId, parseRowId } from '../../model/ids.ts';
import type { ArchiveId, PersonId, RandomBytes } from '../../model/ids.ts';
import type { PersonRef } from '../../model/overview.ts';
import { atLeast } from '../../model/rights.ts';
import type { Caller } from '../../model/rights.ts';
import type { SectionKey } from '../../model/sections.ts';
import type { Storage, StoredComment } from '../storage/storage.ts';
import type { Hub } from '../sync/sync.ts';
import { Turns } from '../turns.ts';
import type { Changes } from './changes.ts';
import { forbidden, invalid, notFound, Refusal } from './errors.ts';

export interface CommentWhere { readonly section: string; readonly record: string }
export interface CommentPageWish extends CommentWhere { readonly before: string | null; readonly limit: number }
/** `id` is the client's, so that a second try is the same comment. */
export interface NewComment extends CommentWhere { readonly id?: string | undefined; readonly text: string }
export interface MentionsWish { readonly unread: boolean; readonly before: string | null; readonly limit: number }

/** Every call finds out the rights of the moment by itself; what may not be read is `not-found`. */
export interface CommentService {
  /** The newest, oldest first. */
  page(person: Caller, archive: ArchiveId, wish: CommentPageWish): Promise<CommentPage>;
  counts(person: Caller, archive: ArchiveId, section: string): Promise<CommentCounts>;
  /** For who may write the section, or was mentioned there and may read it. */
  add(person: Caller, archive: ArchiveId, wish: NewComment): Promise<CommentView>;
  /** By its author, for fifteen minutes. */
  edit(person: Caller, archive: ArchiveId, id: string, text: string): Promise<CommentView>;
  /** By its author, or who manages the section. */
  remove(person: Caller, archive: ArchiveId, id: string): Promise<CommentView>;
  /** Colleagues whose name has these words and who may read the section. */
  readers(person: Caller, archive: ArchiveId, section: string, text: string, limit: number): Promise<{ readonly items: readonly PersonView[]; readonly next: string | null }>;
  /** Where others mention this person, as far as they may read it now. */
  mentions(person: Caller, wish: MentionsWish): Promise<MentionPage>;
  readMentions(person: PersonId, comments: readonly string[]): Promise<void>;
}

export interface CommentOptions {
  readonly storage: Pick<Storage, 'comments' | 'facts'>;
  readonly access: Pick<ServerAccess, 'rights' | 'decide' | 'directory' | 'unseen'>;
  readonly hub: Pick<Hub, 'digestsChanged'>;
  readonly changes: Changes;
  readonly clock: Clock;
  readonly random: RandomBytes;
}

interface Allowed { readonly rights: Rights; readonly section: SectionKey }
/** Unread mentions that are counted; whoever has more has enough to do. */
const COUNTED = 200;
/** People decided about before others get their turn. */
const SLICE = 200;

export function createComments(options: CommentOptions): CommentService {
  const { storage: { comments, facts }, access, hub, changes, clock, random } = options;
  const { directory } = access;
  const turns = new Turns<string>();
  const moment = (at: number): string => new Date(at).toISOString();
  const same = (a: PersonId, b: PersonId): boolean => directory.current(a) === directory.current(b);

  async function allowed(asker: Caller, archive: ArchiveId, text: string): Promise<Allowed> {
    const section = commentSection(text);
    const rights = await access.rights(asker, archive);
    if (!section || !rights || !atLeast(rights.sections.get(section)?.level ?? 'none', 'read')) throw notFound();
    return { rights, section };
  }

  /** The comment with the rights on it; one of a section that may not be read is not there. */
  async function found(asker: Caller, archive: ArchiveId, id: string): Promise<Allowed & { readonly comment: StoredComment }> {
    const comment = await comments.get(id);
    if (!comment || comment.archive !== archive) throw notFound();
    return { comment, ...(await allowed(asker, archive, comment.section)) };
  }

  const manages = ({ rights, section }: Allowed): boolean => atLeast(rights.sections.get(section)?.level ?? 'none', 'manage');
  const open = ({ rights }: Allowed): boolean => rights.archive.state === 'open';

  async function mayWrite(person: PersonId, on: Allowed, record: string): Promise<boolean> {
    if (atLeast(on.rights.sections.get(on.section)?.level ?? 'none', 'write')) return true;
    return open(on) && comments.isMentioned(on.rights.archive.id, on.section, record, person);
  }

  function view(person: PersonId, on: Allowed, comment: StoredComment): CommentView {
    const { id, record, by, at, text, edited, removed, removedBy } = comment;
    const mine = same(by, person);
    const ref = (each: PersonId): PersonRef => access.unseen.ref(each, person);
    const until = at + COMMENT_EDITABLE;
    const alive = text !== null && open(on);
    return {
      id, record, by: ref(by), at: moment(at), text, mentions: text === null ? [] : mentionsIn(text).map(ref),
      editedAt: edited === null ? null : moment(edited), removedAt: removed === null ? null : moment(removed), removedBy: removedBy === null ? null : ref(removedBy),
      mine, editableUntil: alive && mine && clock.now() < until ? moment(until) : null, removable: alive && (mine || manages(on)),
    };
  }

  function checked(text: string): string {
    const clean = cleanComment(text);
    const problem = clean === '' ? ['missing', 'Say something.'] as const
      : clean.length > COMMENT_LONGEST ? ['too-long', `At most ${COMMENT_LONGEST} characters.`] as const
        : mentionsIn(clean).length > MENTIONS_MOST ? ['too-many', `At most ${MENTIONS_MOST} people in one comment.`] as const : null;
    if (problem) throw invalid([{ field: 'text', code: problem[0], message: problem[1] }]);
    return clean;
  }

  /** Whoever it calls by an earlier id is called by the one they have now; nobody calls themselves. */
  const called = (by: PersonId, text: string): readonly PersonId[] => [...new Set(mentionsIn(text).map((id) => directory.current(id)))].filter((id) => id !== by);

  const tell = (archive: ArchiveId): void => {
    hub.digestsChanged([archive]);
    changes.digests([archive]);
  };

  /** Rows of mentions that this person may read now, each archive decided about once. */
  async function readable(asker: Caller, rows: Awaited<ReturnType<typeof comments.mentions>>) {
    const rights = new Map(await Promise.all([...new Set(rows.map(({ comment }) => comment.archive))].map(async (archive) => [archive, await access.rights(asker, archive)] as const)));
    return rows.flatMap((row) => {
      const on = rights.get(row.comment.archive);
      return on && atLeast(on.sections.get(row.comment.section)?.level ?? 'none', 'read') ? [{ ...row, rights: on, section: row.comment.section }] : [];
    });
  }

  return {
    async page(asker, archive, wish) {
      const { id: person } = asker;
      const on = await allowed(asker, archive, wish.section);
      const before = placeOf(wish.before);
      const { section } = on;
      if (!isCommentRecord(wish.record)) throw invalid([{ field: 'record', code: 'malformed', message: 'A value key or `table/rowId`.' }]);
      const rows = await comments.page({ archive, section, record: wish.record, before, limit: wish.limit + 1 });
      const write = await mayWrite(person, on, wish.record);
      // asked again: the answer may have waited, and whoever lost the right meanwhile gets no word of it
      const now = await allowed(asker, archive, section);
      const shown = rows.slice(0, wish.limit);
      const last = shown.at(-1);
      return { items: shown.map((each) => view(person, now, each)).reverse(), next: rows.length > wish.limit && last ? `${last.at}.${last.id}` : null, mayWrite: write };
    },

    async counts(asker, archive, wish) {
      const { section } = await allowed(asker, archive, wish);
      const items = await comments.counts(archive, section);
      await allowed(asker, archive, section);
      return { items };
    },

    async add(asker, archive, wish) {
      const { id: person } = asker;
      const on = await allowed(asker, archive, wish.section);
      if (!isCommentRecord(wish.record)) throw invalid([{ field: 'record', code: 'malformed', message: 'A value key or `table/rowId`.' }]);
      const id = wish.id === undefined ? newRowId(random) : parseRowId(wish.id);
      if (id === undefined) throw invalid([{ field: 'id', code: 'malformed', message: 'Up to 32 letters, digits, `-` and `_`.' }]);
      if (!(await mayWrite(person, on, wish.record))) throw forbidden(open(on) ? 'You may read this section, not comment on it.' : 'The archive is closed.');
      const text = checked(wish.text);
      const there = await comments.get(id);
      // what is there under this id may be in a section that may not be seen
      if (there && !(there.archive === archive && there.section === on.section && there.record === wish.record && same(there.by, person))) throw new Refusal('conflict', 'Choose another id.', { field: 'id' });
      const stored = await comments.put({ id, archive, section: on.section, record: wish.record, by: person, at: clock.now(), text }, called(person, text));
      tell(archive);
      return view(person, on, stored);
    },

    edit: (asker, archive, id, wish) => turns.take(id, async () => {
      const { id: person } = asker;
      const on = await found(asker, archive, id);
      const { comment } = on;
      if (!same(comment.by, person)) throw forbidden('Only who wrote a comment may change it.');
      if (comment.text === null) throw new Refusal('conflict', 'The comment was removed.');
      if (!open(on)) throw forbidden('The archive is closed.');
      if (clock.now() >= comment.at + COMMENT_EDITABLE) throw forbidden('A comment can be changed for fifteen minutes.');
      const text = checked(wish);
      if (text === comment.text) return view(person, on, comment);
      const stored = await comments.change(id, { kind: 'edit', text, mentions: called(person, text), at: clock.now() });
      tell(archive);
      return view(person, on, stored);
    }),

    remove: (asker, archive, id) => turns.take(id, async () => {
      const { id: person } = asker;
      const on = await found(asker, archive, id);
      const { comment } = on;
      if (!same(comment.by, person) && !manages(on)) throw forbidden('Only who wrote a comment or manages the archive may remove it.');
      if (!open(on)) throw forbidden('The archive is closed.');
      if (comment.text === null) return view(person, on, comment);
      const stored = await comments.change(id, { kind: 'remove', by: person, at: clock.now() });
      tell(archive);
      return view(person, on, stored);
    }),

    async readers(asker, archive, wish, text, limit) {
      const { section } = await allowed(asker, archive, wish);
      const words = fold(text).split(/\s+/).filter(Boolean);
      const fits = directory.byName().filter((each) => each.active && !access.unseen.hidden(each.id, asker.id) && words.every((word) => fold(`${each.name} ${each.id}`).includes(word)));
      const first = words[0] ?? '';
      const ordered = first === '' ? fits : [...fits.filter(({ name }) => fold(name).startsWith(first)), ...fits.filter(({ name }) => !fold(name).startsWith(first))];
      const items: PersonView[] = [];
      for (const [i, { id, name, department }] of ordered.entries()) {
        if (i > 0 && i % SLICE === 0) await new Promise((resolve) => setImmediate(resolve));
        if (id === asker.id || !atLeast((await access.decide({ id }, archive, section)).level, 'read')) continue;
        if (items.length === limit) return { items, next: items.at(-1)?.id ?? null };
        items.push({ id, name, department, active: true });
      }
      return { items, next: null };
    },

    async mentions(asker, { unread, before, limit }) {
      const { id: person } = asker;
      const rows = await comments.mentions({ person, unread, before: placeOf(before), limit: limit + 1 });
      const waiting = await comments.mentions({ person, unread: true, before: null, limit: COUNTED });
      const page = rows.slice(0, limit);
      const [shown, count] = await Promise.all([readable(asker, page), readable(asker, waiting)]);
      const names = new Map((await facts.overviews([...new Set(shown.map(({ comment }) => comment.archive))])).map(({ id, name }) => [id, name]));
      const last = page.at(-1);
      return {
        items: shown.map(({ comment, read, at, rights, section }): MentionView => ({ archive: comment.archive, name: names.get(comment.archive) ?? comment.archive, section, comment: view(person, { rights, section }, comment), at: moment(at), read: read !== null })),
        next: rows.length > limit && last ? `${last.at}.${last.comment.id}` : null,
        unread: count.length,
      };
    },

    readMentions: (person, ids) => comments.read(person, ids, clock.now()),
  };
}

const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

function placeOf(before: string | null): { readonly at: number; readonly id: string } | null {
  if (before === null) return null;
  const [, at, id] = /^(\d{1,15})\.([A-Za-z0-9_-]{1,32})$/.exec(before) ?? [];
  if (at === undefined || id === undefined) throw invalid([{ field: 'before', code: 'malformed', message: 'Give `next` of the page before.' }]);
  return { at: Number(at), id };
}
