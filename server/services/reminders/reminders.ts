/** The list of reminders as one person may see it: one line a customer, few new ones a day, done, put away, handed over. Reasons are kept by `keeper.ts`, rows by `storage/reminder-store.ts`. */
import type { Rights, ServerAccess } from '../../access/access.ts';
import type { Clock } from '../../clock.ts';
import type { CareLine, LineAct, LinesQuery, StoredReminder } from '../../storage/reminder-store.ts';
import type { Storage } from '../../storage/storage.ts';
import type { WorkspaceCatalogue } from '../../../model/catalogue/catalogue.ts';
import { addDays, isCalendarDate } from '../../../model/classification/dates.ts';
import { newRowId, parsePersonId } from '../../../model/ids.ts';
import type { ArchiveId, PersonId, RandomBytes } from '../../../model/ids.ts';
import { fromMinor } from '../../../model/money.ts';
import type { CalendarDate } from '../../../model/overview.ts';
import type { LineState, ReasonRef, ReminderActed, ReminderLine, ReminderPage, ReminderReason } from '../../../model/reminders/api.ts';
import { isWorkday, planOf, workdaysFrom } from '../../../model/reminders/days.ts';
import { REMINDER_KINDS, REMINDER_KIND_NAMES } from '../../../model/reminders/kinds.ts';
import { volumeInputs, volumeSpans } from '../../../model/reminders/volume.ts';
import { withWords } from '../../../model/reminders/words.ts';
import { atLeast } from '../../../model/rights.ts';
import type { Person } from '../../../model/rights.ts';
import { SECTION_KEYS } from '../../../model/sections.ts';
import type { SectionKey } from '../../../model/sections.ts';
import { forbidden, invalid, notFound } from '../errors.ts';
import type { WorkdayTable } from './workdays.ts';

export interface ReminderOptions {
  readonly storage: Pick<Storage, 'facts' | 'reminders'>;
  readonly access: Pick<ServerAccess, 'rights' | 'directory'>;
  readonly catalogue: { now(): Pick<WorkspaceCatalogue, 'dictionaries'> };
  readonly workdays: WorkdayTable;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly today: () => CalendarDate;
  readonly currency: string;
  /** New lines have come to a list. */
  readonly released: (person: PersonId, archives: readonly ArchiveId[]) => Promise<void>;
  readonly handed: (line: { readonly archive: ArchiveId; readonly to: PersonId; readonly by: PersonId; readonly note: string }) => Promise<void>;
}

export interface ReminderWish {
  readonly for: 'me' | 'department';
  /** Also what is planned or begins up to this day. */
  readonly before: CalendarDate | null;
  readonly after: number;
  readonly limit: number;
}
export type ActWish =
  | { readonly kind: 'done'; readonly reasons: readonly ReasonRef[] | null }
  | { readonly kind: 'snooze'; readonly reasons: readonly ReasonRef[] | null; readonly until: CalendarDate }
  | { readonly kind: 'handover'; readonly to: string; readonly note: string };

export interface ReminderService {
  page(person: Person, wish: ReminderWish): Promise<ReminderPage>;
  /** Of one archive: the lines of everybody, cut to what this person may read. */
  ofArchive(person: Person, archive: ArchiveId): Promise<readonly ReminderLine[]>;
  act(person: Person, archive: ArchiveId, wish: ActWish): Promise<ReminderActed>;
  undo(person: Person, id: string): Promise<{ readonly line: ReminderLine | null }>;
  /** Brings today's lines to the list, where today is a working day; to everybody's. */
  open(person: PersonId | ''): Promise<void>;
  openAll(): Promise<void>;
  listen(person: PersonId, wake: () => void): () => void;
  concerned(people: readonly (PersonId | '')[]): void;
}

const DAY_MS = 86_400_000;
/** Reminders begin and end with days: who puts one away puts it away for a year at most. */
const FURTHEST = 366;
const NOTE = 500;
const SOON_DAYS = 7;
const level = (rights: Rights, section: SectionKey) => rights.sections.get(section)?.level ?? 'none';
const readsOf = (rights: Rights): readonly SectionKey[] => SECTION_KEYS.filter((section) => atLeast(level(rights, section), 'read'));

export function createReminders(options: ReminderOptions): ReminderService {
  const { storage: { facts, reminders }, access, workdays, clock, random, today } = options;
  const { directory } = access;
  const listeners = new Map<PersonId, Set<() => void>>();
  const ref = (id: PersonId) => ({ id: directory.current(id), name: directory.name(id) });
  const concerned = (people: readonly (PersonId | '')[]): void => {
    for (const person of people) if (person !== '') for (const wake of [...(listeners.get(directory.current(person)) ?? [])]) wake();
  };

  /** Nothing where none of its reasons may be read. */
  function shown(line: CareLine, found: readonly StoredReminder[], rights: Rights, name: { readonly name: string; readonly kind: string }, who: Person): ReminderLine | null {
    const day = today();
    const reasons = found.filter(({ section }) => atLeast(level(rights, section), 'read')).map(({ kind, key, section, due, until, inputs }): ReminderReason => ({ kind, key, section, due, until: until !== null && until > day ? until : null, inputs })).map((reason) => withWords(reason, options.catalogue.now().dictionaries)).sort(urgent(day));
    const [first] = reasons;
    if (first === undefined) return null;
    const snoozed = found.find(({ until, putBy }) => until !== null && until > day && putBy !== null);
    const state: LineState = line.handed !== null && line.person !== '' ? { kind: 'handedOver', to: ref(line.person), by: ref(line.handed.by), at: new Date(line.handed.at).toISOString(), note: line.handed.note }
      : snoozed?.until && snoozed.putBy ? { kind: 'snoozed', until: snoozed.until, by: ref(snoozed.putBy) } : { kind: 'open' };
    return {
      archive: line.archive, ...name, reasons,
      next: { action: REMINDER_KINDS[first.kind].action, on: first.due },
      value: atLeast(level(rights, 'trade'), 'read') ? { amount: fromMinor(line.value), currency: options.currency } : null,
      due: first.due, urgency: first.due < day ? 'overdue' : first.due === day ? 'today' : first.due <= addDays(day, SOON_DAYS) ? 'soon' : 'later',
      state, person: line.person === '' ? null : ref(line.person), since: line.since, planned: null,
      mayAct: acts(line, rights, who),
    };
  }

  /** Whose line it is, and whoever manages the archive or its department. */
  const acts = (line: CareLine, rights: Rights, who: Person): boolean =>
    rights.archive.state === 'open' && (line.person === who.id || atLeast(rights.level, 'manage') || (rights.archive.department !== null && directory.manages(who).includes(rights.archive.department))
      || (line.person === '' && who.roles.includes('compliance')));

  const scopeOf = (who: Person, of: ReminderWish['for']): Pick<LinesQuery, 'person' | 'departments' | 'unassigned' | 'today'> => (of === 'me'
    ? { person: who.id, departments: [], unassigned: false, today: today() }
    : { person: null, departments: [...new Set([...directory.manages(who), ...(who.department === null ? [] : [who.department])])], unassigned: who.roles.includes('compliance') || who.roles.includes('steward'), today: today() });

  /** Reasons of declining business with what was bought lately and a year before; of archives whose trade is not read nothing is summed. */
  async function withVolume(lines: readonly CareLine[], found: readonly (readonly StoredReminder[])[], rights: readonly (Rights | null)[]): Promise<readonly (readonly StoredReminder[])[]> {
    const declines = (i: number): boolean => (found[i]?.some(({ kind }) => kind === 'decline') ?? false) && rights[i] !== null && rights[i] !== undefined && atLeast(level(rights[i], 'trade'), 'read');
    const ids = [...new Set(lines.filter((_, i) => declines(i)).map(({ archive }) => archive))];
    if (ids.length === 0) return found;
    const day = today();
    const sums = new Map((await facts.volumes(ids, volumeSpans(day))).map(([recent = 0, before = 0], i) => [ids[i], volumeInputs(recent, before, day, options.currency)]));
    return found.map((reasons, i) => (declines(i) ? reasons.map((reason) => (reason.kind === 'decline' ? { ...reason, inputs: { ...reason.inputs, ...sums.get(reason.archive) } } : reason)) : reasons));
  }

  async function linesFor(who: Person, lines: readonly CareLine[], day: CalendarDate): Promise<readonly (ReminderLine | null)[]> {
    const [found, names, rights] = await Promise.all([
      reminders.reasons(lines.map(({ archive, person }) => [archive, person] as const), day),
      facts.overviews([...new Set(lines.map(({ archive }) => archive))]),
      Promise.all(lines.map(({ archive }) => access.rights(who, archive))),
    ]);
    const named = new Map(names.map(({ id, name, kind }) => [id, { name, kind }]));
    const told = await withVolume(lines, found, rights);
    return lines.map((line, i) => {
      const may = rights[i];
      return may && atLeast(may.level, 'read') ? shown(line, told[i] ?? [], may, named.get(line.archive) ?? { name: line.archive, kind: may.archive.kind }, who) : null;
    });
  }

  async function open(person: PersonId | ''): Promise<void> {
    const day = today();
    const { table } = workdays;
    if (!isWorkday(day, table)) return;
    const fresh = await reminders.release(person, day, table.most);
    if (fresh.length === 0) return;
    if (person !== '') await options.released(person, fresh);
    concerned([person]);
  }

  async function page(who: Person, wish: ReminderWish): Promise<ReminderPage> {
    if (wish.before !== null && !isCalendarDate(wish.before)) throw invalid([{ field: 'before', code: 'not-a-date', message: 'A day such as 2026-05-12.' }]);
    const day = today();
    const { table } = workdays;
    const scope = scopeOf(who, wish.for);
    await open(wish.for === 'me' ? who.id : '');
    const counts = wish.for === 'me' ? await reminders.counts(scope) : null;
    /** What waits comes by its place in the plan; what begins later on the first working day from then on. */
    const plannedOf = (line: ReminderLine, place: number): CalendarDate => {
      const ahead = counts !== null && place >= counts.listed && place < counts.listed + counts.waiting ? Math.floor((place - counts.listed) / table.most) : 0;
      return workdaysFrom(laterDay(addDays(day, 1), ahead === 0 ? line.due : day), ahead + 1, table).at(-1) ?? line.due;
    };
    const items: ReminderLine[] = [];
    let at = wish.after;
    let next: string | null = null;
    // what may not be read is passed over, so that a page never tells how much it left out
    for (let more = true; more && next === null;) {
      const lines = await reminders.lines({ ...scope, before: wish.before, after: at, limit: wish.limit });
      more = lines.length === wish.limit;
      const found = await linesFor(who, lines, wish.before !== null && wish.before > day ? wish.before : day);
      for (const [i, line] of found.entries()) {
        if (items.length === wish.limit) { next = String(at); break; }
        if (line !== null) items.push(lines[i]?.since === null ? { ...line, planned: plannedOf(line, at) } : line);
        at++;
      }
    }
    const waiting = counts?.waiting ?? 0;
    return { today: day, working: isWorkday(day, table), items, next, total: counts?.listed ?? items.length, planned: { total: waiting, days: planOf(waiting, table.most, day, table) } };
  }

  const laterDay = (a: CalendarDate, b: CalendarDate): CalendarDate => (a > b ? a : b);

  /** The line that this person may deal with: their own first. */
  async function lineOf(who: Person, archive: ArchiveId): Promise<{ readonly line: CareLine; readonly rights: Rights }> {
    const rights = await access.rights(who, archive);
    if (!rights || !atLeast(rights.level, 'read')) throw notFound();
    const lines = await reminders.linesOf(rights.archive.id, null, today());
    const visible = await linesFor(who, lines, addDays(today(), FURTHEST));
    const mine = lines.filter((_, i) => visible[i] !== null && visible[i] !== undefined).sort((a, b) => Number(b.person === who.id) - Number(a.person === who.id));
    const line = mine.find((each) => acts(each, rights, who));
    if (mine.length === 0) throw notFound();
    if (line === undefined) throw forbidden('Another is responsible for this reminder.');
    return { line, rights };
  }

  const left = async (who: Person, archive: ArchiveId): Promise<ReminderLine | null> => {
    const lines = await reminders.linesOf(archive, null, today());
    const found = await linesFor(who, lines, today());
    return found.find((line) => line?.person?.id === who.id) ?? found.find((line) => line !== null) ?? null;
  };

  async function checked(who: Person, wish: ActWish, archive: ArchiveId): Promise<LineAct> {
    switch (wish.kind) {
      case 'done': return wish;
      case 'snooze': {
        const day = today();
        if (!isCalendarDate(wish.until) || wish.until <= day || wish.until > addDays(day, FURTHEST)) throw invalid([{ field: 'until', code: 'out-of-range', message: 'A day after today, within a year.' }]);
        return wish;
      }
      case 'handover': {
        const to = parsePersonId(wish.to);
        const receiver = to === undefined ? null : directory.person(directory.current(to));
        if (receiver?.active !== true || receiver.service || receiver.id === who.id) throw invalid([{ field: 'to', code: 'unknown', message: 'A colleague.' }]);
        if (wish.note.length > NOTE) throw invalid([{ field: 'note', code: 'too-long', message: `At most ${NOTE} characters.` }]);
        const rights = await access.rights(receiver, archive);
        if (!rights || !atLeast(rights.level, 'read')) throw invalid([{ field: 'to', code: 'may-not-read', message: 'This colleague may not read the archive.' }]);
        return { kind: 'handover', to: receiver.id, note: wish.note, reads: readsOf(rights) };
      }
    }
  }

  return {
    page, open, concerned,
    async openAll() {
      for (const person of await reminders.people()) await open(person);
    },
    async ofArchive(who, archive) {
      const lines = await reminders.linesOf(archive, null, today());
      return (await linesFor(who, lines, today())).filter((line) => line !== null);
    },
    async act(who, archive, wish) {
      const { line, rights } = await lineOf(who, archive);
      if (wish.kind !== 'handover' && wish.reasons?.some(({ kind }) => !REMINDER_KIND_NAMES.includes(kind))) throw invalid([{ field: 'reasons', code: 'unknown', message: 'Kinds and keys of reasons of this line.' }]);
      const act = await checked(who, wish, rights.archive.id);
      const undo = newRowId(random);
      await reminders.act({ archive: rights.archive.id, person: line.person, by: who.id, at: clock.now(), today: today(), sections: readsOf(rights), undo }, act);
      if (act.kind === 'handover') await options.handed({ archive: rights.archive.id, to: act.to, by: who.id, note: act.note });
      concerned([line.person, ...(act.kind === 'handover' ? [act.to] : [])]);
      return { undo, line: await left(who, rights.archive.id) };
    },
    async undo(who, id) {
      const archive = await reminders.undo(id, who.id, today(), clock.now() - DAY_MS);
      if (archive === null) throw notFound();
      concerned((await reminders.linesOf(archive, null, today())).map(({ person }) => person));
      return { line: await left(who, archive) };
    },
    listen(person, wake) {
      const own = listeners.get(person) ?? new Set();
      listeners.set(person, own.add(wake));
      return () => {
        own.delete(wake);
        if (own.size === 0) listeners.delete(person);
      };
    },
  };
}

/** What is late or of today and has its own day first, then by day; kinds in the order of their table. */
const urgent = (day: CalendarDate) => (a: ReminderReason, b: ReminderReason): number => {
  const dated = (reason: ReminderReason): number => (REMINDER_KINDS[reason.kind].dated && reason.due >= day ? 0 : 1);
  return dated(a) - dated(b) || (a.due < b.due ? -1 : a.due > b.due ? 1 : REMINDER_KIND_NAMES.indexOf(a.kind) - REMINDER_KIND_NAMES.indexOf(b.kind));
};
