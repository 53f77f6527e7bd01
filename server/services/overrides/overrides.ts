/** A person's word in place of a computed class: who may say it, who approves, when it ends. What is stored is `storage/override-store.ts`; the classifier puts it in place when it writes a class. */
import type { Clock } from '../../clock.ts';
import type { Rights, ServerAccess } from '../../access/access.ts';
import type { OverrideStore, StoredOverride } from '../../storage/override-store.ts';
import { addDays, isCalendarDate } from '../../../model/classification/dates.ts';
import { schemeLabel } from '../../../model/classification/labels.ts';
import { SCHEME_NAMES } from '../../../model/classification/names.ts';
import { LONGEST_DAYS, OVERRIDABLE, overrideValues, REASON_LONGEST } from '../../../model/classification/own/overridable.ts';
import { schemeOf, showsScheme } from '../../../model/classification/schemes.ts';
import type { ArchiveId, PersonId } from '../../../model/ids.ts';
import type { OverridesView, OverrideView, WaitingOverride, WaitingOverrides } from '../../../model/overrides/api.ts';
import type { CalendarDate, PersonRef, SchemeKey } from '../../../model/overview.ts';
import { atLeast } from '../../../model/rights.ts';
import type { Level, Person } from '../../../model/rights.ts';
import type { SectionKey } from '../../../model/sections.ts';
import { forbidden, invalid, notFound, Refusal } from '../errors.ts';

export type { OverridesView, OverrideView };

export interface OverrideService {
  of(person: Person, rights: Rights, scheme: SchemeKey): Promise<OverridesView>;
  put(person: Person, rights: Rights, scheme: SchemeKey, wish: { readonly value: string; readonly reason: string; readonly until: string }): Promise<OverrideView>;
  /** By a second person; `id` is that of the wish, so that nobody approves another one than was read. */
  decide(person: Person, rights: Rights, scheme: SchemeKey, decision: { readonly id: number; readonly approve: boolean; readonly note: string | null }): Promise<OverrideView>;
  end(person: Person, rights: Rights, scheme: SchemeKey): Promise<void>;
  /** What this person may decide about, of archives and sections that they read. */
  waiting(person: Person): Promise<WaitingOverrides>;
  /** Ends what has had its last day, which it also does by itself. */
  expire(): Promise<void>;
  start(): void;
  stop(): void;
}

export interface OverrideOptions {
  readonly store: OverrideStore;
  readonly access: Pick<ServerAccess, 'directory' | 'rights' | 'digests' | 'unseen'>;
  /** The class of an archive is to be found again. */
  readonly reclassify: (archives: readonly ArchiveId[]) => void;
  readonly clock: Clock;
  /** In the workspace's zone. */
  readonly today: () => CalendarDate;
  readonly report: (event: string, error: unknown) => void;
}

/** What one answer looks through, and what it tells. */
const LOOKED_THROUGH = 2_000;
const MOST_WAITING = 100;
/** How often ended days are looked for. */
const LOOK_MS = 600_000;

/** As it is answered; `ref` names a person as they are called now. */
export const overrideView = ({ id, scheme, state, value, reason, until, by, at, decidedBy, decidedAt, note }: StoredOverride, ref: (id: PersonId) => PersonRef): OverrideView => ({
  id, state, value, label: schemeLabel(scheme, value), reason, until, by: ref(by), at, decidedBy: decidedBy === null ? null : ref(decidedBy), decidedAt, note,
});

export function createOverrides({ store, access, reclassify, clock, today, report }: OverrideOptions): OverrideService {
  const { directory } = access;
  const now = (): string => new Date(clock.now()).toISOString();
  const same = (a: PersonId, b: PersonId): boolean => directory.current(a) === directory.current(b);
  const level = (rights: Rights, section: SectionKey): Level => rights.sections.get(section)?.level ?? 'none';
  const reads = (rights: Rights) => (section: SectionKey): boolean => atLeast(level(rights, section), 'read');
  let timer: (() => void) | null = null;

  /** The scheme's table entry; a class that may not be seen is not there, and one that is written into a field is changed there. */
  function open(rights: Rights, scheme: SchemeKey) {
    if (!atLeast(rights.level, 'read') || !showsScheme(scheme, reads(rights))) throw notFound();
    const found = OVERRIDABLE[scheme];
    if (!found) throw new Refusal('conflict', 'This class is not computed against what somebody says: change the field that it is made of.', { field: 'scheme' });
    return found;
  }
  /** Writing the section of the class, or the profile where it has none. */
  const mayWrite = (rights: Rights, scheme: SchemeKey): boolean => rights.archive.state === 'open' && atLeast(level(rights, schemeOf(scheme).section ?? 'profile'), 'write');
  const mayApprove = (person: Person, of: StoredOverride): boolean =>
    (OVERRIDABLE[of.scheme]?.approvers ?? []).some((role) => person.roles.includes(role)) && !person.service && !same(person.id, of.by);

  const view = (stored: StoredOverride, to: Person): OverrideView => overrideView(stored, (id) => access.unseen.ref(id, to.id));

  function checked(scheme: SchemeKey, { value, reason, until }: { readonly value: string; readonly reason: string; readonly until: string }) {
    const values = overrideValues(scheme);
    const text = reason.trim();
    const day = today();
    const last = addDays(day, LONGEST_DAYS);
    const problems = [
      ...(values.includes(value) ? [] : [{ field: 'value', code: 'unknown', message: `One of ${values.join(', ')}.` }]),
      ...(text === '' ? [{ field: 'reason', code: 'missing', message: 'Say why.' }] : text.length > REASON_LONGEST ? [{ field: 'reason', code: 'too-long', message: `At most ${REASON_LONGEST} characters.` }] : []),
      ...(!isCalendarDate(until) ? [{ field: 'until', code: 'not-a-date', message: 'A date such as 2026-05-12.' }]
        : until < day ? [{ field: 'until', code: 'past', message: 'The last day must not be past.' }] : until > last ? [{ field: 'until', code: 'too-late', message: `At most until ${last}: what is to stand for longer is said again.` }] : []),
    ];
    if (problems.length > 0) throw invalid(problems);
    return { value, reason: text, until };
  }

  async function expire(): Promise<void> {
    const gone = await store.expire(today(), now());
    if (gone.length > 0) reclassify([...new Set(gone)]);
  }
  function look(): void {
    timer = clock.after(LOOK_MS, () => {
      expire().catch((error: unknown) => { report('overrides not ended', error); });
      look();
    });
  }

  return {
    async of(person, rights, scheme) {
      const { approvers } = open(rights, scheme);
      const items = await store.of(rights.archive.id, scheme);
      return {
        scheme, items: items.map((each) => view(each, person)), mayWrite: mayWrite(rights, scheme), mayDecide: rights.archive.state === 'open' && items.some((each) => each.state === 'waiting' && mayApprove(person, each)),
        approval: approvers !== null, values: overrideValues(scheme).map((value) => ({ value, label: schemeLabel(scheme, value) })),
        today: today(), longest: addDays(today(), LONGEST_DAYS),
      };
    },

    async put(person, rights, scheme, wish) {
      const { approvers } = open(rights, scheme);
      if (!mayWrite(rights, scheme)) throw forbidden('Whoever may write what the class is made of may put another in its place.');
      const stored = await store.put({ archive: rights.archive.id, scheme, ...checked(scheme, wish), by: person.id, at: now() }, approvers === null ? 'stands' : 'waiting');
      if (stored.state === 'stands') reclassify([stored.archive]);
      return view(stored, person);
    },

    async decide(person, rights, scheme, { id, approve, note }) {
      open(rights, scheme);
      const waiting = (await store.of(rights.archive.id, scheme)).find((each) => each.id === id);
      if (!waiting) throw notFound();
      if (same(person.id, waiting.by)) throw forbidden('Whoever said it does not approve it.');
      if (!mayApprove(person, waiting)) throw forbidden(`Only ${(OVERRIDABLE[scheme]?.approvers ?? []).join(', ')} decides about this class.`);
      if (rights.archive.state !== 'open') throw forbidden('The archive is closed.');
      if (waiting.state === 'waiting' && waiting.until < today()) throw new Refusal('conflict', 'Its last day has passed.');
      const decided = await store.decide(rights.archive.id, scheme, approve, { id, by: person.id, at: now(), note: note?.trim().slice(0, REASON_LONGEST) || null });
      if (!decided) throw new Refusal('conflict', 'It does not wait any more.');
      if (approve) reclassify([decided.archive]);
      return view(decided, person);
    },

    async end(person, rights, scheme) {
      open(rights, scheme);
      if (!mayWrite(rights, scheme)) throw forbidden('Whoever may write what the class is made of may end it.');
      if ((await store.end(rights.archive.id, scheme, { by: person.id, at: now(), note: null })) === 0) throw new Refusal('not-found', 'There is no other class in place of the computed one.');
      reclassify([rights.archive.id]);
    },

    async waiting(person) {
      const found: { readonly archive: ArchiveId; readonly stored: StoredOverride }[] = [];
      for (const stored of (await store.waiting(LOOKED_THROUGH)).filter((each) => mayApprove(person, each) && each.until >= today())) {
        const rights = await access.rights(person, stored.archive);
        // one that stayed with an id which leads to another archive since waits there for nobody
        if (rights?.archive.id !== stored.archive || rights.archive.state !== 'open' || !atLeast(rights.level, 'read') || !showsScheme(stored.scheme, reads(rights))) continue;
        if (found.push({ archive: rights.archive.id, stored }) > MOST_WAITING) break;
      }
      const shown = found.slice(0, MOST_WAITING);
      const digests = await access.digests(person, shown.map(({ archive }) => archive));
      return {
        items: shown.flatMap(({ archive, stored }, i): WaitingOverride[] => {
          const digest = digests[i];
          return digest ? [{ archive, name: digest.name, scheme: stored.scheme, schemeName: SCHEME_NAMES[stored.scheme], override: view(stored, person) }] : [];
        }),
        more: found.length > MOST_WAITING,
      };
    },

    expire,
    start() {
      expire().catch((error: unknown) => { report('overrides not ended', error); });
      look();
    },
    stop() { timer?.(); },
  };
}
