/** Who may: tokens to sessions, archives' rights from memory, digests cut to the reader. Every door of the server asks here; the rule itself is `decide()`. */
import type { Clock } from '../clock.ts';
import type { KnownPeople } from '../storage/cells-page.ts';
import type { StoredArchive, Storage } from '../storage/storage.ts';
import type { Access, Session } from '../sync/sync.ts';
import { isKeyPrincipal } from '../../model/ids.ts';
import type { ArchiveId, ArchiveRef, PersonId } from '../../model/ids.ts';
import type { ClassFace, Digest, Face, LineDigest, SchemeKey } from '../../model/overview.ts';
import { atLeast, decide, hasInsight, mayEnter } from '../../model/rights.ts';
import type { Caller, Decision, Grant, Level, Person } from '../../model/rights.ts';
import { SECTIONS, SECTION_KEYS } from '../../model/sections.ts';
import type { SectionKey } from '../../model/sections.ts';
import { Calendar, datesOf } from './calendar.ts';
import { briefFor, digestFor, faceFor } from './digest.ts';
import type { Classes, Comments, DigestParts, Reader } from './digest.ts';
import type { Directory } from './directory.ts';
import { levelsOf } from './levels.ts';
import { refuseToken } from './token.ts';
import type { Claims, ReadToken } from './token.ts';
import { UnseenReaders } from './unseen.ts';

/** The rights of one person on one archive, section by section. */
export interface Rights {
  readonly archive: StoredArchive;
  readonly level: Level;
  readonly sections: ReadonlyMap<SectionKey, Decision>;
}

/** `Access` of the sync core, and what routes and services ask besides. */
export interface ServerAccess extends Access {
  readonly directory: Directory;
  /** Who is shown to others as compliance and no more. */
  readonly unseen: UnseenReaders;
  /** Null: not there, or not for this person to know of. */
  rights(person: Caller, archive: ArchiveId): Promise<Rights | null>;
  /** Digests in the order of the ids; null for what one may not know of. */
  digests(person: Caller, archives: readonly ArchiveId[]): Promise<readonly (Digest | null)[]>;
  /** For digests that a thread makes: the people as they are now, and of which archives the digest is another one by the time it is there. To be ended. */
  elsewhere(): Elsewhere;
  /** Sections into which this person may put values that they cannot read back. */
  enters(person: Caller, archive: ArchiveId): Promise<readonly SectionKey[]>;
  /** Sections that this person reads or fills on the server's own pages, and that are not there where they came in. */
  onOwnPages(person: Caller, archive: ArchiveId): Promise<readonly SectionKey[]>;
  /** The level that this person would have if the archive were open: who may reopen it. */
  levelIfOpen(person: Caller, archive: ArchiveId): Promise<Level>;
  /** Forgets what is kept of an archive; called before `hub.rightsChanged`. */
  forget(archive: ArchiveId): void;
  /** The same of all of them. */
  forgetAll(): void;
}

export interface Elsewhere {
  readonly people: KnownPeople;
  /** Somebody's or its own rights moved since, or there is news of it that no file has. */
  stale(archive: ArchiveId): boolean;
  end(): void;
}

export interface AccessOptions {
  readonly storage: Pick<Storage, 'archives' | 'directory' | 'facts' | 'comments'>;
  readonly directory: Directory;
  readonly readToken: ReadToken;
  /** Whether a token was ended before its time, by its session or with all tokens of its person. Default: none ever is. */
  readonly ended?: (claims: Claims) => boolean;
  /** The session of a service's key; null: the text is no key. Throws `TokenError` for one that does not hold. Default: there are no keys. */
  readonly keys?: (text: string) => Session | null;
  readonly clock: Clock;
  /** A token says something else about a person than the one before: open connections must be decided again. */
  readonly claimsChanged?: (person: PersonId) => void;
  /** Milliseconds after the end of a token at which what it claimed ceases to count on open connections too; default 0: as long as these live on. */
  readonly graceMs?: number;
  /** Somebody was seen for the first time, who may own archives already: others manage them no longer. Awaited before they are let in. */
  readonly firstSeen?: (person: PersonId) => Promise<void>;
  /** A token holds; what it says. */
  readonly signedIn?: (claims: Claims) => void;
  /** A dated right on an archive has begun or ended with the time. */
  readonly timePassed?: (archive: ArchiveId) => void;
  /** When files of an archive last changed in the sections that `reads` lets through; default: nobody knows. */
  readonly filesAt?: (archive: ArchiveId, reads: (section: SectionKey) => boolean) => string | null;
  /** Of whom the archive came, while the first contact by its new owner waits; default: nobody knows. */
  readonly handedOver?: (archive: ArchiveId) => DigestParts['handedOver'];
  /** The same of transactions. */
  readonly tradeAt?: (archive: ArchiveId, reads: (section: SectionKey) => boolean) => string | null;
  /** A number that is another one when the rule of one of these schemes has another version; default: nobody knows. */
  readonly rules?: (schemes: readonly SchemeKey[]) => number;
  /** Archives whose rights are kept in memory. Default 50,000, about 50 MB; more where more are open at the same time. */
  readonly kept?: number;
}

interface Known { readonly archive: StoredArchive; readonly grants: readonly Grant[] }

export function createAccess(options: AccessOptions): ServerAccess {
  const { storage, directory, readToken, clock, ended = () => false, kept = 50_000 } = options;
  const unseen = new UnseenReaders(directory);
  const known = new Map<ArchiveId, Promise<Known | null>>();
  /** What was forgotten while each of the digests that are made elsewhere was on its way. */
  const watching = new Set<Set<ArchiveId>>();
  const calendar = new Calendar<ArchiveId>(clock, (archive) => options.timePassed?.(archive));
  /** A connection may outlive the token that raised its person's rights, by another token of theirs. */
  const tokens = new Calendar<PersonId>(clock, (person) => {
    directory.unclaim(person);
    options.claimsChanged?.(person);
  });

  const forget = (id: ArchiveId): void => {
    known.delete(id);
    for (const moved of watching) moved.add(id);
    calendar.drop(id);
  };

  const know = (id: ArchiveId): Promise<Known | null> => {
    const there = known.get(id);
    if (there) return there;
    const coming = storage.archives.withGrants(id);
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

  const questionOf = (person: Person, { archive, grants }: Known) => ({
    person, archive, grants, policy: directory.policy, now: new Date(clock.now()).toISOString(),
    manages: directory.manages(person), within: directory.within(person),
    ownerActive: archive.owner !== null && directory.isActive(archive.owner),
  });
  const decideOn = (person: Person, facts: Known, section: SectionKey): Decision => decide({ ...questionOf(person, facts), section });

  const rightsOf = (person: Person, facts: Known): Rights | null => {
    const levels = levelsOf(questionOf(person, facts));
    return levels.level === 'none' ? null : { archive: facts.archive, ...levels };
  };

  const rights = async (asker: Caller, archive: ArchiveId): Promise<Rights | null> => {
    const facts = await know(archive);
    // the person is looked up last: what became of them while the archive was read counts
    const person = directory.as(asker);
    return facts && person ? rightsOf(person, facts) : null;
  };

  const digests = (asker: Caller, archives: readonly ArchiveId[]): Promise<readonly (Digest | null)[]> => made(asker, archives, storage.facts.classes(archives), digestFor);
  const brief = (asker: Caller, archives: readonly ArchiveId[]): Promise<readonly (LineDigest | null)[]> =>
    made(asker, archives, storage.facts.faces(archives), (parts: DigestParts<ClassFace>, reader, said) => briefFor(parts, reader, said, options.rules));

  async function made<C, D>(asker: Caller, archives: readonly ArchiveId[], coming: Promise<ReadonlyMap<ArchiveId, Classes<C>>>, make: (parts: DigestParts<C>, reader: Reader, said: Comments) => D | null): Promise<readonly (D | null)[]> {
    const [facts, overviews, totals, classes, comments] = await Promise.all([
      Promise.all(archives.map(know)),
      storage.facts.overviews(archives), storage.facts.totals(archives), coming, storage.comments.changed(archives),
    ]);
    const overviewOf = new Map(overviews.map((overview) => [overview.id, overview]));
    const person = directory.as(asker);
    return archives.map((archive, i) => {
      const fact = facts[i];
      const found = fact && person ? rightsOf(person, fact) : null;
      if (!found || !person) return null;
      const said = comments[i] ?? {};
      return make(
        { archive: found.archive, overview: overviewOf.get(archive) ?? null, totals: totals.get(archive) ?? null, today: new Date(clock.now()).toISOString().slice(0, 10), classes: classes.get(archive) ?? {}, handedOver: options.handedOver?.(archive) ?? null, filesAt: (reads) => options.filesAt?.(archive, reads) ?? null, tradeAt: (reads) => options.tradeAt?.(archive, reads) ?? null },
        { level: found.level, levelOf: (section) => found.sections.get(section)?.level ?? 'none', insight: hasInsight(person), name: (each) => directory.name(each), judge: (each) => unseen.ref(each, person.id) },
        said,
      );
    });
  }

  const faces = async (asker: Caller, archives: readonly ArchiveId[]): Promise<readonly (Face | null)[]> => {
    const [facts, classes] = await Promise.all([Promise.all(archives.map(know)), storage.facts.faces(archives)]);
    const person = directory.as(asker);
    return archives.map((archive, i) => {
      const fact = facts[i];
      const found = fact && person ? rightsOf(person, fact) : null;
      return found && faceFor(archive, found.level, (section) => atLeast(found.sections.get(section)?.level ?? 'none', 'read'), classes.get(archive) ?? {});
    });
  };

  const levelIfOpen = async (asker: Caller, archive: ArchiveId): Promise<Level> => {
    const facts = await know(archive);
    const person = directory.as(asker);
    return (facts && person && rightsOf(person, { ...facts, archive: { ...facts.archive, state: 'open' } })?.level) ?? 'none';
  };

  return {
    directory,
    unseen,
    rights,
    digests,
    brief,
    faces,
    levelIfOpen,
    async enters(asker, archive) {
      const facts = await know(archive);
      const person = directory.as(asker);
      return facts && person ? SECTION_KEYS.filter((section) => mayEnter({ ...questionOf(person, facts), section })) : [];
    },
    async onOwnPages(caller, archive) {
      const facts = caller.without === undefined ? null : await know(archive);
      const [here, there] = [directory.as(caller), directory.person(caller.id)];
      if (!facts || !here?.without?.length || !there) return [];
      const reaches = (person: Person, section: SectionKey): boolean => atLeast(decideOn(person, facts, section).level, 'read') || mayEnter({ ...questionOf(person, facts), section });
      return SECTION_KEYS.filter((section) => SECTIONS[section].class.kind === 'restricted' && reaches(there, section) && !reaches(here, section));
    },
    async authenticate(token): Promise<Session> {
      const service = options.keys?.(token) ?? null;
      if (service !== null) return service;
      const claims = await readToken(token);
      // whatever an issuer may sign: nobody is a key by a token
      if (isKeyPrincipal(claims.person)) throw refuseToken();
      // an id that the directory has given away: its rights are another's now
      if (directory.current(claims.person) !== claims.person) throw refuseToken();
      if (ended(claims)) throw refuseToken();
      const holds = (): boolean => !ended(claims);
      // the directory may have shut the person out: the same words as for any bad token
      if (directory.stored(claims.person)?.active === false) throw refuseToken();
      const stored = directory.stored(claims.person);
      if (claims.sid === undefined) options.signedIn?.(claims);
      const same = stored !== undefined && directory.counts(claims) ? directory.person(claims.person) : null;
      if (same && !differs(stored, same)) return sessionOf(same, claims, holds);
      const first = stored === undefined;
      const before = directory.person(claims.person);
      const news = directory.claim(claims);
      const person = directory.person(claims.person);
      if (!person) throw refuseToken();
      await unseen.note(person);
      if (news || (before && JSON.stringify(before) !== JSON.stringify(person))) options.claimsChanged?.(person.id);
      tokens.keep(person.id, [(directory.claimsEnd(person.id) ?? 0) + (options.graceMs ?? 0)]);
      if (first || differs(directory.stored(claims.person), person)) await remember(person);
      return sessionOf(person, claims, holds);
    },
    person: (asker) => Promise.resolve(directory.as(asker)),
    async resolve(ref: ArchiveRef) {
      // what is found is decided about next; only an alias of a merged archive, and what is not there, is looked up twice
      return ref.kind === 'id' && (await know(ref.id)) ? ref.id : storage.archives.resolve(ref);
    },
    async decide(asker, archive, section) {
      const facts = await know(archive);
      const known = directory.as(asker);
      return facts && known ? decideOn(known, facts, section) : { level: 'none', because: [] };
    },
    elsewhere() {
      const moved = new Set<ArchiveId>();
      watching.add(moved);
      const people = directory.known();
      const any = (): boolean => true;
      return {
        people,
        stale: (archive) => moved.has(archive) || directory.known() !== people || (options.filesAt?.(archive, any) ?? options.tradeAt?.(archive, any) ?? null) !== null,
        end: () => { watching.delete(moved); },
      };
    },
    async digest(person, archive) {
      return (await digests(person, [archive]))[0] ?? null;
    },
    forget,
    forgetAll() { for (const archive of [...known.keys()]) forget(archive); },
  };

  /** A token of the server's own sign-in is held by its own pages alone, any other by whatever page presents it. */
  function sessionOf(person: Person, { sid, expires }: Claims, holds: () => boolean): Session {
    const here = sid === undefined ? directory.as({ id: person.id, without: [] }) : person;
    if (!here) throw refuseToken();
    return { person: here, expires: expires * 1000, holds, sid };
  }

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
