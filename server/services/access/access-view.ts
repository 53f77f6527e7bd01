/** What one person sees of an archive and why; for who manages it also everybody else. Each line is what `decide()` says; who leaves no presence is told by role alone. */
import type { ServerAccess } from '../../access/access.ts';
import type { Clock } from '../../clock.ts';
import type { Storage, StoredArchive } from '../../storage/storage.ts';
import type { AccessGrant, AccessLine, AccessView, AccessWho, OwnersView } from '../../../model/access/api.ts';
import { sectionRights, whoSees, withoutGlass, withoutUnseen } from '../../../model/access/who.ts';
import type { WhoGroup } from '../../../model/access/who.ts';
import type { ArchiveId, PersonId } from '../../../model/ids.ts';
import type { CalendarDate, PersonRef } from '../../../model/overview.ts';
import { atLeast, holds } from '../../../model/rights.ts';
import type { Grant, Person } from '../../../model/rights.ts';
import { levelsOf } from '../../access/levels.ts';
import { forbidden, invalid, notFound } from '../errors.ts';
import { clearanceGivers, decidersNow } from './deciders.ts';

export interface AccessViewOptions {
  readonly storage: Pick<Storage, 'archives' | 'facts'>;
  readonly access: Pick<ServerAccess, 'rights' | 'levelIfOpen' | 'directory' | 'unseen'>;
  readonly clock: Clock;
  readonly today: () => CalendarDate;
}
export interface AccessViewService {
  /** `of`: what somebody else sees, for who manages the archive. Throws `not-found`, `forbidden`, `invalid`. */
  view(person: Person, archive: ArchiveId, of: PersonId | null): Promise<AccessView>;
}

/** Names on one line; more are counted. */
const MOST_NAMED = 20;
const MOST_ASKED = 5;

export function createAccessView({ storage, access, clock, today }: AccessViewOptions): AccessViewService {
  const { directory, unseen } = access;
  const ref = (id: PersonId): PersonRef => ({ id: directory.current(id), name: directory.name(id) });

  const nameOf = ({ kind, id }: Grant['to']): string => (kind === 'person' ? directory.name(id) : kind === 'department' ? (directory.department(id)?.name ?? id) : id);
  /** Given by somebody to somebody they named; whoever asked, broke a glass or began a case of compliance is nobody's to know. */
  const receiver = ({ to, origin }: Grant, reader: PersonId): AccessGrant['to'] => {
    if (to.kind === 'person' && origin !== undefined && origin.kind !== 'given' && unseen.hides(to.id, reader)) return { kind: 'person', ...unseen.ref(to.id, reader) };
    return { kind: to.kind, id: to.id, name: nameOf(to) };
  };
  const grantView = (grant: Grant, reader: PersonId): AccessGrant => ({
    id: grant.id, to: receiver(grant, reader), level: grant.level, sections: grant.sections, from: grant.from, until: grant.until, reason: grant.reason, by: unseen.ref(grant.approvedBy, reader),
    origin: grant.origin?.kind ?? 'given', request: grant.origin?.kind === 'request' ? grant.origin.id : null,
  });

  function who({ as, people }: WhoGroup, owner: boolean, reader: PersonId): AccessWho {
    const some = (): readonly PersonRef[] => people.slice(0, MOST_NAMED).map(ref);
    switch (as.kind) {
      case 'people': return { kind: 'people', people: some(), more: Math.max(0, people.length - MOST_NAMED) };
      case 'department': return { kind: 'department', id: as.id, name: directory.department(as.id)?.name ?? as.id, count: people.length };
      case 'role': return { kind: 'role', role: as.role, people: some(), count: people.length };
      case 'everybody': return { kind: 'everybody', count: people.length };
      case 'compliance': return { kind: 'role', role: 'compliance', people: [], count: null };
      // the owner was told who it was
      case 'breakGlass': return owner ? { kind: 'people', people: people.slice(0, MOST_NAMED).map((id) => unseen.ref(id, reader)), more: 0 } : { kind: 'people', people: [], more: people.length };
    }
  }

  const ownersView = ({ owner, coOwners, deputies, revision }: StoredArchive): OwnersView => ({
    owner: owner === null ? null : ref(owner), ownerless: owner === null || !directory.isActive(owner), coOwners: coOwners.map(ref), deputies: deputies.map(({ person, from, to }) => ({ person: ref(person), from, to })), revision,
  });

  return {
    async view(person, id, of) {
      const rights = await access.rights(person, id);
      const facts = rights && (await storage.archives.withGrants(id));
      if (!rights || !facts) throw notFound();
      // also on a closed archive, where nothing new is given: who sees it is told
      const manage = !person.service && atLeast(await access.levelIfOpen(person, id), 'manage');
      if (of !== null && directory.current(of) !== person.id && !manage) throw forbidden('Only who manages an archive is told what others see of it.');
      const { archive, grants } = facts;
      const now = new Date(clock.now()).toISOString();
      const shared = { archive, policy: directory.policy, now, ownerActive: archive.owner !== null && directory.isActive(archive.owner) };
      const asked = of === null ? person.id : directory.current(of);
      // whom one does not find among the colleagues is nobody here either
      const other = asked === person.id || unseen.hidden(asked, person.id) ? null : directory.person(asked);
      if (asked !== person.id && !other) throw invalid([{ field: 'person', code: 'unknown', message: 'Nobody active has this id.' }]);
      const { level, sections } = other
        ? levelsOf({ ...shared, person: withoutUnseen(other), grants: withoutGlass(grants), manages: directory.manages(other), within: directory.within(other) })
        : rights;
      const about = { requester: asked, askedAt: clock.now(), now: clock.now() };
      const whole = other ?? person;
      const ask = !person.service && archive.state !== 'sealed' && archive.state !== 'erased';
      const [overview, deciders] = await Promise.all([storage.facts.overviews([id]), ask ? decidersNow(access, archive, about) : []]);
      return {
        archive: archive.id, name: overview[0]?.name ?? archive.id, person: ref(asked), level, sections: sectionRights(sections),
        may: {
          manage, ask: ask && !manage,
          appoint: !person.service && archive.state === 'open' && archive.department !== null && directory.manages(person).includes(archive.department),
          askWithoutEnd: person.department !== null && person.department === archive.department,
        },
        deciders: deciders.slice(0, MOST_ASKED).map(ref), clearances: whole.clearances, clearanceGivers: clearanceGivers(directory).slice(0, MOST_ASKED).map(ref), today: today(),
        all: manage && of === null ? {
          lines: whoSees({ ...shared, grants, people: directory.people().flatMap(({ id: each }) => directory.person(each) ?? []), departments: directory.departments(), hidden: (each) => unseen.hidden(each, person.id) })
            .map((group): AccessLine => ({ who: who(group, archive.owner === person.id, person.id), level: group.level, sections: group.sections, because: group.because, until: group.until })),
          grants: grants.filter((grant) => holds('', grant.until, now) && (grant.origin?.kind !== 'breakGlass' || archive.owner === person.id)).map((grant) => grantView(grant, person.id)),
        } : null,
        owners: atLeast(rights.sections.get('profile')?.level ?? 'none', 'read') || manage ? ownersView(archive) : null,
      };
    },
  };
}
