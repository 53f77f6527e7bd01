/** Who may be the same customer: found at entry and import, and by a pass each night; shown to who reads both. How two are compared is `model/duplicates/`, merging is `services/merge/`. */
import { Cron } from 'croner';
import type { Rights, ServerAccess } from '../../access/access.ts';
import type { Clock } from '../../clock.ts';
import type { Storage } from '../../storage/storage.ts';
import type { Accepted, Hub } from '../../sync/sync.ts';
import { compare } from '../../../model/duplicates/compare.ts';
import { factsOf, NO_FACTS } from '../../../model/duplicates/facts.ts';
import type { Face, RawFacts } from '../../../model/duplicates/facts.ts';
import type { Candidate, Evidence, MatchView, PairPage, PairSide, PairView } from '../../../model/duplicates/review-api.ts';
import { SHOWN_FROM, weigh } from '../../../model/duplicates/weights.ts';
import type { Verdict } from '../../../model/duplicates/weights.ts';
import { docName } from '../../../model/ids.ts';
import type { ArchiveId, ChangesetId, PersonId } from '../../../model/ids.ts';
import { atLeast } from '../../../model/rights.ts';
import type { Caller, Person } from '../../../model/rights.ts';
import type { SectionKey } from '../../../model/sections.ts';
import { forbidden, invalid, notFound } from '../errors.ts';
import type { Logger } from '../log.ts';
import { mayMerge } from '../merge/merge-rights.ts';

export interface DuplicateService {
  start(): void;
  stop(): Promise<void>;
  /** Resolves when everything changed so far is compared. */
  settled(): Promise<void>;
  /** Looks at every archive that changed since it was compared; at most one pass at a time. */
  run(): Promise<void>;
  /** An import has ended, or was taken back: what came with it is compared when its report was read, and nothing else. */
  imported(changeset: ChangesetId): void;
  /** Worst first, only pairs of which this person reads both. */
  page(person: Person, wish: { readonly dismissed: boolean; readonly cursor: string | null; readonly limit: number }): Promise<PairPage>;
  /** Who may be the customer that is about to be written, as far as this person may know: by name where they only know of an archive, by papers only where they read those. */
  findDuplicates(candidate: Candidate, person: Caller): Promise<readonly MatchView[]>;
  /** These are two customers; remembered, for everybody who reads both. */
  dismiss(person: Person, a: ArchiveId, b: ArchiveId): Promise<void>;
  restore(person: Person, a: ArchiveId, b: ArchiveId): Promise<void>;
}
export interface DuplicateOptions {
  readonly storage: Pick<Storage, 'archives' | 'changesets' | 'duplicates' | 'facts' | 'log' | 'newest'>;
  readonly access: Pick<ServerAccess, 'rights' | 'directory'>;
  readonly hub: Pick<Hub, 'read' | 'onAccepted'>;
  readonly clock: Clock;
  readonly log: Logger;
  /** Of several servers one goes through all at night; default: there is only this one. */
  readonly leads?: () => boolean;
  /** Hour of the night in `timezone`. Default 3, when the backup is done. */
  readonly hour?: number;
  readonly timezone: string;
  /** Milliseconds of quiet after which changed archives are compared. Default 2,000. */
  readonly quietMs?: number;
}

/** Values by which archives are compared. */
const TELLING = /^(fields\/(customer\.(name|shortName)|crm\.website|org\.\w+|(person|guest)\.dateOfBirth|person\.idDocument\w+)$|rows\/(methods|addresses)\/)/;
/** Archives read at once: their sections arrive in one turn of the main loop, which is to be over in less than 10 ms. And how many are asked at once how far they are. */
const AT_ONCE = 8;
const ASKED = 200;
const LOOK_MS = 60_000;
/** More archives than this within seconds are no person's work. */
const FLOOD = 200;
const CALM_MS = 10_000;
/** After an import: who made it sees its report first. */
const AFTER_IMPORT_MS = 3_000;
/** At entry one would rather look once too often: also where the name is another one and a number is the same. */
const ENTRY_FROM = 20;
const TELLS: ReadonlySet<string> = new Set(['code', 'paper', 'phone', 'email']);
const ENTRY_MOST = 10;
const MEET_MOST = 100;

const level = (rights: Rights, section: SectionKey) => rights.sections.get(section)?.level ?? 'none';
const reads = (rights: Rights, section: SectionKey): boolean => atLeast(level(rights, section), 'read');
const NAMES: ReadonlySet<string> = new Set(['name', 'form', 'branch', 'kind']);
/** By what a person may read of both; null: too little speaks for it. */
function verdict(left: Face, right: Face, open: boolean, papers: boolean): Verdict {
  return weigh(compare(left, right).filter(({ fact }) => (open ? fact !== 'paper' || papers : NAMES.has(fact))), left.person && right.person);
}
const told = ({ fact, outcome, left, right, points }: Evidence): Evidence => ({ fact, outcome, left, right, points });

export function createDuplicates(options: DuplicateOptions): DuplicateService {
  const { storage, access, hub, clock, log } = options;
  const { duplicates } = storage;
  const { directory } = access;
  const person = (id: PersonId) => ({ id: directory.current(id), name: directory.name(id) });
  const changed = new Set<ArchiveId>();
  /** Of imports that ended; what came with them is asked of the disk, page by page. */
  const sets = new Set<ChangesetId>();
  const night = new Cron(`0 ${options.hour ?? 3} * * *`, { timezone: options.timezone, paused: true });
  let cancel: (() => void) | null = null;
  let waiting: (() => void) | null = null;
  let next: number | null = null;
  let working: Promise<void> = Promise.resolve();
  let [stopped, walking, last] = [false, false, 0];

  const accepted = ({ archive, section, keys }: Accepted): void => {
    if (stopped || (section !== 'profile' && section !== 'identity') || !keys.some((key) => TELLING.test(key))) return;
    changed.add(archive);
    last = clock.now();
    if (waiting === null) wait(options.quietMs ?? 2_000);
  };
  /** An import of thousands has the threads to itself until it is done. */
  const wait = (milliseconds: number): void => {
    waiting = clock.after(milliseconds, () => {
      waiting = null;
      if (changed.size > FLOOD && clock.now() - last < CALM_MS) wait(CALM_MS);
      else void work(takeChanged);
    });
  };

  /** One after the other. */
  const work = (part: () => Promise<void>): Promise<void> => (working = working.then(part).catch((error: unknown) => {
    // what was not compared is compared in the night
    if (!stopped) log.error({ err: error }, 'duplicates not compared');
  }));

  const markOf = (sections: readonly { readonly section: string; readonly seq: number }[]): string =>
    ['profile', 'identity'].map((name) => sections.find(({ section }) => section === name)?.seq ?? 0).join('.');

  async function read(archives: readonly ArchiveId[]): Promise<void> {
    const rows = await Promise.all(archives.map(async (archive) => {
      const [row, sections] = await Promise.all([storage.archives.get(archive), storage.log.sections(archive)]);
      if (!row || row.state === 'erased') return null;
      const values = async (section: string) => (sections.some((each) => each.section === section) ? (await hub.read(docName(archive, section))).values : null);
      try {
        return { archive, mark: markOf(sections), facts: factsOf(row.kind, await values('profile'), await values('identity')) };
      } catch (error) {
        // a damaged section keeps no other archive from being compared
        log.error({ archive, err: error }, 'facts for duplicates not read');
        return null;
      }
    }));
    const found = rows.filter((row) => row !== null);
    const gone = archives.filter((archive) => !found.some((row) => row.archive === archive));
    if (found.length > 0) await duplicates.putFacts(found);
    if (gone.length > 0) await duplicates.dropFacts(gone);
  }

  async function takeChanged(): Promise<void> {
    while (changed.size > 0 && !stopped) {
      const batch = [...changed].slice(0, AT_ONCE);
      for (const archive of batch) changed.delete(archive);
      await read(batch);
    }
    for (const set of sets) {
      sets.delete(set);
      await readBehind((after) => storage.changesets.opened(set, after, ASKED));
    }
    await compareAll();
  }

  async function compareAll(): Promise<void> {
    // each call is a slice of a few milliseconds; others have their turn in between
    while (!stopped && await duplicates.compareSome()) await new Promise((resolve) => setImmediate(resolve));
  }

  /** Of these, page by page, every archive whose facts were made of older values than it has now. */
  async function readBehind(page: (after: ArchiveId | null) => Promise<readonly ArchiveId[]>): Promise<void> {
    for (let after: ArchiveId | null = null; !stopped;) {
      const ids = await page(after);
      if (ids.length === 0) break;
      const [marks, newest] = await Promise.all([duplicates.marks(ids), storage.newest(ids)]);
      const behind = ids.filter((_, i) => marks[i] !== markOf(newest[i] ?? []));
      for (let i = 0; i < behind.length && !stopped; i += AT_ONCE) await read(behind.slice(i, i + AT_ONCE));
      after = ids.at(-1) ?? null;
    }
  }

  async function walk(): Promise<void> {
    await readBehind((after) => storage.archives.list(after, ASKED));
    await compareAll();
  }

  const look = (): void => {
    if (stopped) return;
    const now = clock.now();
    if (next !== null && now >= next && !walking) {
      next = night.nextRun(new Date(now))?.getTime() ?? now + 86_400_000;
      if (options.leads?.() !== false) void run();
    }
    cancel = clock.after(LOOK_MS, look);
  };

  const run = (): Promise<void> => {
    walking = true;
    return work(walk).finally(() => { walking = false; });
  };

  async function both(who: Person, a: ArchiveId, b: ArchiveId): Promise<readonly [ArchiveId, ArchiveId]> {
    if (a === b) throw invalid([{ field: 'right', code: 'same', message: 'These are one archive.' }]);
    const [one, two] = await Promise.all([access.rights(who, a), access.rights(who, b)]);
    // who sees one of them only learns nothing of the other
    if (!one || !two || !reads(one, 'profile') || !reads(two, 'profile')) throw notFound();
    if (!atLeast(level(one, 'profile'), 'write') || !atLeast(level(two, 'profile'), 'write')) throw forbidden('You may read these archives, not say which customers they are.');
    const [left, right] = [one.archive.id, two.archive.id];
    return left < right ? [left, right] : [right, left];
  }

  const names = async (ids: readonly ArchiveId[]) => new Map((await storage.facts.overviews([...new Set(ids)])).map((row) => [row.id, row]));

  return {
    start() {
      hub.onAccepted(accepted);
      // a first pass soon after the start, so that a new folder need not wait for the night
      next = clock.now() + LOOK_MS;
      cancel = clock.after(LOOK_MS, look);
    },
    async stop() {
      stopped = true;
      cancel?.();
      waiting?.();
      night.stop();
      await working;
    },
    async settled() {
      waiting?.();
      waiting = null;
      await work(takeChanged);
    },
    run,
    imported(changeset) {
      if (stopped) return;
      sets.add(changeset);
      if (waiting === null) wait(AFTER_IMPORT_MS);
    },

    async page(who, { dismissed, cursor, limit }) {
      const cleared = who.clearances.includes('identity');
      const items: PairView[] = [];
      let after = placeOf(cursor);
      for (;;) {
        const rows = await duplicates.pairs({ person: who, policy: directory.policy, manages: directory.manages(who), within: directory.within(who), now: new Date(clock.now()).toISOString(), cleared, dismissed, after, limit: limit + 1 });
        const facts = await names(rows.flatMap(({ a, b }) => [a, b]));
        for (const row of rows) {
          if (items.length === limit) return { items, next: after === null ? null : Buffer.from(JSON.stringify([after.score, after.a, after.b])).toString('base64url') };
          after = { score: cleared ? row.score : row.open, a: row.a, b: row.b };
          const [left, right] = await Promise.all([access.rights(who, row.a), access.rights(who, row.b)]);
          if (!left || !right || !reads(left, 'profile') || !reads(right, 'profile')) continue;
          const { score, evidence } = verdict(row.left, row.right, true, reads(left, 'identity') && reads(right, 'identity'));
          // what speaks for it is not for this person to read
          if (score < SHOWN_FROM) continue;
          const side = ({ archive }: Rights): PairSide => {
            const overview = facts.get(archive.id);
            return { id: archive.id, name: overview?.name ?? archive.id, code: archive.code, kind: archive.kind, department: archive.department, owner: archive.owner === null ? null : person(archive.owner), openedAt: archive.openedAt, place: overview?.data.place ?? null };
          };
          items.push({ left: side(left), right: side(right), score, evidence: evidence.map(told), mergeable: mayMerge(who, left) && mayMerge(who, right), dismissed: row.dismissed === null ? null : { by: person(row.dismissed.by), at: new Date(row.dismissed.at).toISOString() } });
        }
        if (rows.length <= limit) return { items, next: null };
      }
    },

    async findDuplicates(candidate, who) {
      const { face, met } = await duplicates.meet(rawOf(candidate), MEET_MOST);
      const overviews = await names(met.map(({ archive }) => archive));
      const found: MatchView[] = [];
      for (const { archive, face: other } of met) {
        const rights = await access.rights(who, archive);
        if (!rights) continue;
        const open = reads(rights, 'profile');
        const { score, evidence } = verdict(face, other, open, open && reads(rights, 'identity'));
        if (score < ENTRY_FROM && !evidence.some(({ fact, outcome }) => outcome === 'equal' && TELLS.has(fact))) continue;
        const overview = overviews.get(archive);
        found.push({ id: archive, name: overview?.name ?? archive, place: open ? (overview?.data.place ?? null) : null, score, evidence: evidence.map(told) });
      }
      return found.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, ENTRY_MOST);
    },

    async dismiss(who, a, b) {
      const [left, right] = await both(who, a, b);
      await duplicates.dismiss(left, right, who.id, clock.now());
    },
    async restore(who, a, b) {
      const [left, right] = await both(who, a, b);
      if (!(await duplicates.restore(left, right))) throw notFound();
    },
  };
}

/** A code that is given without its register may be any of them. */
function rawOf({ kind = 'organisation', names = [], phones = [], emails = [], sites = [], codes = [], addresses = [], born, paper }: Candidate): RawFacts {
  return {
    ...NO_FACTS, person: kind === 'individual', names, phones, emails, sites, codes: codes.map((value) => ({ type: 'given', value })),
    addresses: addresses.map((each) => ({ text: each.text ?? '', city: each.city ?? '', region: each.region ?? '', postcode: each.postcode ?? '', country: each.country ?? '' })),
    born: born ?? null, papers: paper === undefined ? [] : [{ type: 'paper', value: paper }],
  };
}

function placeOf(cursor: string | null): { readonly score: number; readonly a: string; readonly b: string } | null {
  if (cursor === null) return null;
  try {
    const [score, a, b] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    if (typeof score === 'number' && typeof a === 'string' && typeof b === 'string') return { score, a, b };
  } catch {
    // no JSON: not one of ours, see below
  }
  throw invalid([{ field: 'cursor', code: 'malformed', message: 'Give `next` of the page before.' }]);
}
