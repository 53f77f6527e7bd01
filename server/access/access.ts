/** Who may: tokens to sessions, archives' rights from memory, digests cut to the reader. Every door of the server asks here; the rule itself is `decide()`. */
import type { Clock } from '../clock.ts';
import type { StoredArchive, Storage } from '../storage/storage.ts';
import type { Access, Session } from '../sync/sync.ts';
import type { ArchiveId, ArchiveRef, PersonId } from '../../model/ids.ts';
import type { Digest } from '../../model/overview.ts';
import { atLeast, decide, hasInsight } from '../../model/rights.ts';
import type { Decision, Grant, Level, Person } from '../../model/rights.ts';
import { SECTION_KEYS } from '../../model/sections.ts';
import type { SectionKey } from '../../model/sections.ts';
import { Calendar, datesOf } from './calendar.ts';
import { digestFor } from './digest.ts';
import type { Directory } from './directory.ts';
import { refuseToken } from './token.ts';
import type { ReadToken } from './token.ts';

/** The rights of one person on one archive, section by section. */
export interface Rights {
  readonly archive: StoredArchive;
  readonly level: Level;
  readonly sections: ReadonlyMap<SectionKey, Decision>;
}

/** `Access` of the sync core, and what routes and services ask besides. */
export interface ServerAccess extends Access {
  readonly directory: Directory;
  /** Null: not there, or not for this person to know of. */
  rights(person: PersonId, archive: ArchiveId): Promise<Rights | null>;
  /** Digests in the order of the ids; null for what one may not know of. */
  digests(person: PersonId, archives: readonly ArchiveId[]): Promise<readonly (Digest | null)[]>;
  /** The level that this person would have if the archive were open: who may reopen it. */
  levelIfOpen(person: PersonId, archive: ArchiveId): Promise<Level>;
  /** Forgets what is kept of an archive; called before `hub.rightsChanged`. */
  forget(archive: ArchiveId): void;
}

export interface AccessOptions {
  readonly storage: Pick<Storage, 'archives' | 'directory' | 'facts'>;
  readonly directory: Directory;
  readonly readToken: ReadToken;
  readonly clock: Clock;
  /** A token says something else about a person than the one before: open connections must be decided again. */
  readonly claimsChanged?: (person: PersonId) => void;
  /** Milliseconds after the end of a token at which what it claimed ceases to count on open connections too; default 0: as long as these live on. */
  readonly graceMs?: number;
  /** Somebody was seen for the first time, who may own archives already: others manage them no longer. Awaited before they are let in. */
  readonly firstSeen?: (person: PersonId) => Promise<void>;
  /** A dated right on an archive has begun or ended with the time. */
  readonly timePassed?: (archive: ArchiveId) => void;
  /** Archives whose rights are kept in memory. Default 50,000, about 50 MB; more where more are open at the same time. */
  readonly kept?: number;
}

interface Known { readonly archive: StoredArchive; readonly grants: readonly Grant[] }

export function createAccess(options: AccessOptions): ServerAccess {
  const { storage, directory, readToken, clock, kept = 50_000 } = options;
  const known = new Map<ArchiveId, Promise<Known | null>>();
  const calendar = new Calendar<ArchiveId>(clock, (archive) => options.timePassed?.(archive));
  /** A connection may outlive the token that raised its person's rights, by another token of theirs. */
  const tokens = new Calendar<PersonId>(clock, (person) => {
    directory.unclaim(person);
    options.claimsChanged?.(person);
  });

  const load = async (id: ArchiveId): Promise<Known | null> => {
    const [archive, grants] = await Promise.all([storage.archives.get(id), storage.directory.grants(id)]);
    return archive && { archive, grants };
  };

  const forget = (id: ArchiveId): void => {
    known.delete(id);
    calendar.drop(id);
  };

  const know = (id: ArchiveId): Promise<Known | null> => {
    const there = known.get(id);
    if (there) return there;
    const coming = load(id);
    known.set(id, coming);
    // what is missing or failed is asked anew, so that guesses do not fill the memory
    const drop = (): void => { if (known.get(id) === coming) known.delete(id); };
    coming.then((found) => {
      if (!found) drop();
      else if (known.get(id) === coming) calendar.keep(id, datesOf(found));
    }, drop);
    const oldest = known.size > kept ? known.keys().next().value : undefined;
    if (oldest !== undefined) forget(oldest);
    return coming;
  };

  const decideOn = (person: Person, { archive, grants }: Known, section: SectionKey): Decision =>
    decide({
      person, archive, section, grants, policy: directory.policy, now: new Date(clock.now()).toISOString(),
      manages: directory.manages(person),
      ownerActive: archive.owner !== null && directory.isActive(archive.owner),
    });

  const rightsOf = (person: Person, facts: Known): Rights | null => {
    const sections = new Map(SECTION_KEYS.map((section) => [section, decideOn(person, facts, section)]));
    let level: Level = 'none';
    for (const decision of sections.values()) if (!atLeast(level, decision.level)) level = decision.level;
    return level === 'none' ? null : { archive: facts.archive, level, sections };
  };

  const rights = async (id: PersonId, archive: ArchiveId): Promise<Rights | null> => {
    const facts = await know(archive);
    // the person is looked up last: what became of them while the archive was read counts
    const person = directory.person(id);
    return facts && person ? rightsOf(person, facts) : null;
  };

  const digests = async (id: PersonId, archives: readonly ArchiveId[]): Promise<readonly (Digest | null)[]> => {
    const [facts, overviews, totals, classes] = await Promise.all([
      Promise.all(archives.map(know)),
      storage.facts.overviews(archives), storage.facts.totals(archives), storage.facts.classes(archives),
    ]);
    const overviewOf = new Map(overviews.map((overview) => [overview.id, overview]));
    const person = directory.person(id);
    return archives.map((archive, i) => {
      const fact = facts[i];
      const found = fact && person ? rightsOf(person, fact) : null;
      if (!found || !person) return null;
      return digestFor(
        { archive: found.archive, overview: overviewOf.get(archive) ?? null, totals: totals.get(archive) ?? null, classes: classes.get(archive) ?? {} },
        { level: found.level, levelOf: (section) => found.sections.get(section)?.level ?? 'none', insight: hasInsight(person), name: (each) => directory.name(each) },
      );
    });
  };

  const levelIfOpen = async (id: PersonId, archive: ArchiveId): Promise<Level> => {
    const facts = await know(archive);
    const person = directory.person(id);
    return (facts && person && rightsOf(person, { ...facts, archive: { ...facts.archive, state: 'open' } })?.level) ?? 'none';
  };

  return {
    directory,
    rights,
    digests,
    levelIfOpen,
    async authenticate(token): Promise<Session> {
      const claims = await readToken(token);
      // the directory may have shut the person out: the same words as for any bad token
      if (directory.stored(claims.person)?.active === false) throw refuseToken();
      const first = directory.stored(claims.person) === undefined;
      const before = directory.person(claims.person);
      const news = directory.claim(claims);
      const person = directory.person(claims.person);
      if (!person) throw refuseToken();
      if (news || (before && JSON.stringify(before) !== JSON.stringify(person))) options.claimsChanged?.(person.id);
      tokens.keep(person.id, [(directory.claimsEnd(person.id) ?? 0) + (options.graceMs ?? 0)]);
      if (first || differs(directory.stored(claims.person), person)) await remember(person);
      return { person, expires: claims.expires * 1000 };
    },
    person: (id) => Promise.resolve(directory.person(id)),
    resolve: (ref: ArchiveRef) => storage.archives.resolve(ref),
    async decide(person, archive, section) {
      return (await rights(person, archive))?.sections.get(section) ?? { level: 'none', because: [] };
    },
    async digest(person, archive) {
      return (await digests(person, [archive]))[0] ?? null;
    },
    forget,
  };

  /** Name, address and department outlive the token, so that owners have names; roles that a token brought do not. */
  async function remember(person: Person): Promise<void> {
    const { old } = await directory.changePerson(person.id, (stored) => ({
      ...(stored ?? { id: person.id, roles: [], clearances: [], reportsTo: null, active: true, withheld: [] }),
      name: person.name, email: person.email, department: person.department,
    }));
    if (old === undefined) await options.firstSeen?.(person.id);
  }
}

const differs = (stored: Person | undefined, person: Person): boolean =>
  stored !== undefined && (stored.name !== person.name || stored.email !== person.email || stored.department !== person.department);
