/** People and departments: stored, taken over into memory, and made to count on open connections before the caller is answered. */
import type { Directory } from '../access/directory.ts';
import type { Storage } from '../storage/storage.ts';
import type { Hub } from '../sync/sync.ts';
import type { Changes } from './changes.ts';
import type { DirectoryService } from './services.ts';

export interface DirectoryOptions {
  readonly storage: Pick<Storage, 'directory'>;
  readonly directory: Directory;
  readonly hub: Pick<Hub, 'rightsChanged'>;
  readonly changes: Changes;
}

export function createDirectory({ storage, directory, hub, changes }: DirectoryOptions): DirectoryService {
  return {
    async putPerson(person) {
      const old = directory.stored(person.id);
      await storage.directory.putPerson(person);
      directory.keep(person);
      if (old === undefined || JSON.stringify(old) === JSON.stringify(person)) return;
      await hub.rightsChanged({ person: person.id });
      changes.rights({ person: person.id });
    },
    async putDepartment(department) {
      const old = directory.department(department.id);
      await storage.directory.putDepartment(department);
      directory.keepDepartment(department);
      // whoever began or ceased to manage the department has other rights now
      const affected = new Set([...(old?.managers ?? []), ...department.managers].filter((id) => (old?.managers.includes(id) ?? false) !== department.managers.includes(id)));
      for (const person of affected) {
        await hub.rightsChanged({ person });
        changes.rights({ person });
      }
    },
  };
}
