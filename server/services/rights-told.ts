/** How everybody learns that rights on archives are others: what was remembered is forgotten first, then open channels go by the new rights, then streams and caches hear of it. Storing the change is left to its service. */
import type { ServerAccess } from '../access/access.ts';
import type { Hub } from '../sync/sync.ts';
import type { ArchiveId } from '../../model/ids.ts';
import type { Changes } from './changes.ts';

export interface RightsTellers {
  readonly access: Pick<ServerAccess, 'forget'>;
  readonly hub: Pick<Hub, 'rightsChanged'>;
  readonly changes: Pick<Changes, 'rights'>;
}

/** Resolves when no byte committed later reaches whoever lost a right. */
export const rightsTold = ({ access, hub, changes }: RightsTellers) => async (...archives: readonly ArchiveId[]): Promise<void> => {
  for (const archive of archives) access.forget(archive);
  for (const archive of archives) {
    await hub.rightsChanged({ archive });
    changes.rights({ archive });
  }
};
