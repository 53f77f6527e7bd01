/** People and departments: stored, taken over into memory, and made to count on open connections before the caller is answered. */
import type { Directory } from '../access/directory.ts';
import type { Storage } from '../storage/storage.ts';
import type { Hub } from '../sync/sync.ts';
import type { PersonId } from '../../model/ids.ts';
import type { Changes } from './changes.ts';
import type { DirectoryService } from './services.ts';

export interface DirectoryOptions {
  readonly storage: Pick<Storage, 'directory'>;
  readonly directory: Directory;
  readonly hub: Pick<Hub, 'rightsChanged'>;
  readonly changes: Changes;
  /** Somebody became active or ceased to be, and with them the owner of archives. */
  readonly standingChanged: (person: PersonId) => Promise<void>;
}

export function createDirectory({ storage, directory, hub, changes, standingChanged }: DirectoryOptions): DirectoryService {
  const moved = async (person: PersonId): Promise<void> => {
    await hub.rightsChanged({ person });
    changes.rights({ person });
  };
  const changePerson: DirectoryService['changePerson'] = async (id, change) => {
    const { old, stored } = await directory.changePerson(id, change);
    if (old !== undefined && JSON.stringify(old) !== JSON.stringify(stored)) await moved(id);
    if ((old?.active ?? false) !== stored.active) await standingChanged(id);
    return stored;
  };

  return {
    changePerson,
    putPerson: async (person) => void (await changePerson(person.id, () => person)),
    async putDepartment(department) {
      const before = new Map(directory.people().map((person) => [person.id, managed(directory, person.id)]));
      await storage.directory.putDepartment(department);
      directory.keepDepartment(department);
      // also who manages a department above the place it had, or has now
      for (const [person, old] of before) if (managed(directory, person) !== old) await moved(person);
    },
  };
}

/** As the person counts now, with the roles of a living token. */
function managed(directory: Directory, id: PersonId): string {
  const person = directory.person(id);
  return person ? [...directory.manages(person)].sort().join('\n') : '';
}
