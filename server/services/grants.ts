/** Dated rights with a reason, given and ended by who manages the archive. Requests and their answers are another service's. */
import type { ServerAccess } from '../access/access.ts';
import type { Clock } from '../clock.ts';
import type { Storage } from '../storage/storage.ts';
import type { Turns } from '../turns.ts';
import type { Hub } from '../sync/sync.ts';
import { newGrantId } from '../../model/ids.ts';
import type { ArchiveId, GrantId, PersonId, RandomBytes } from '../../model/ids.ts';
import { atLeast, isRole } from '../../model/rights.ts';
import type { Grant, Person } from '../../model/rights.ts';
import { Input } from './archive-input.ts';
import type { Changes } from './changes.ts';
import { forbidden, notFound, Refusal } from './errors.ts';
import type { ArchiveService } from './services.ts';
import { rightsTold } from './rights-told.ts';

export interface GrantOptions {
  readonly storage: Pick<Storage, 'directory'>;
  readonly access: Pick<ServerAccess, 'rights' | 'levelIfOpen' | 'forget' | 'directory'>;
  readonly hub: Pick<Hub, 'rightsChanged'>;
  readonly changes: Changes;
  /** Shared by all who change what confers rights on an archive. */
  readonly turns: Turns<ArchiveId>;
  readonly clock: Clock;
  readonly random: RandomBytes;
}

const SHIPPED_DAYS = 14;

export function createGrants(options: GrantOptions): Pick<ArchiveService, 'grant' | 'endGrant'> {
  const { storage, access, turns, clock, random } = options;
  const mustManage = async (person: Person, archive: ArchiveId): Promise<void> => {
    const rights = await access.rights(person, archive);
    if (!rights) throw notFound();
    if (!atLeast(rights.level, 'manage')) throw forbidden('Only who manages an archive may give rights on it.');
  };
  const tell = rightsTold(options);

  return {
    grant: (person, wish) => turns.take(wish.archive, async () => {
      await mustManage(person, wish.archive);
      const input = new Input();
      const at = clock.now();
      const from = wish.from === undefined ? new Date(at).toISOString() : input.moment('from', wish.from);
      const until = wish.until === null ? new Date(at + SHIPPED_DAYS * 86_400_000).toISOString() : input.end('until', wish.until);
      if (until <= from || until <= new Date(at).toISOString()) input.wrong('until', 'not-after', 'A grant must end later than it begins, and later than now.');
      const to = receiver(wish.to, input, (id) => access.directory.current(id));
      if (wish.sections?.length === 0) input.wrong('sections', 'missing', 'Name a section, or give null for the internal ones.');
      input.done();
      const grant: Grant = {
        id: newGrantId(random), archive: wish.archive, to, level: wish.level, sections: wish.sections, from, until,
        reason: wish.reason, requestedBy: person.id, approvedBy: person.id,
      };
      await storage.directory.putGrant(grant, { by: person.id, at });
      await tell(grant.archive);
      return grant;
    }),
    async endGrant(person: Person, id: GrantId) {
      const grant = await storage.directory.grant(id);
      // a grant on an archive that this person may not see is as absent as one that never was
      if (!grant || !(await access.rights(person, grant.archive))) throw new Refusal('not-found', 'There is no such grant.');
      // also on a closed archive, where nothing new is given: a right can always be taken back
      if (!atLeast(await access.levelIfOpen(person, grant.archive), 'manage')) throw forbidden('Only who manages an archive may end rights on it.');
      if (grant.origin?.kind === 'breakGlass') throw forbidden('A broken glass ends by itself; who broke it and compliance end it before.');
      await storage.directory.deleteGrant(id, { by: person.id, at: clock.now() });
      await tell(grant.archive);
    },
  };
}

/** A page may still hold the id that somebody had before their first sign-in. */
function receiver(to: Grant['to'], input: Input, now: (id: PersonId) => PersonId): Grant['to'] {
  switch (to.kind) {
    case 'person': return { kind: 'person', id: now(input.person('to.id', to.id)) };
    case 'department': return { kind: 'department', id: input.department('to.id', to.id) ?? to.id };
    case 'role':
      if (!isRole(to.id)) input.wrong('to.id', 'not-an-option', 'No role of that name.');
      return to;
  }
}
