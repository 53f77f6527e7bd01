/** What stewards and compliance may know of an archive that they may not read: that it is there and what it is called, unless a wall stands before themselves. */
import type { ServerAccess } from '../../access/access.ts';
import type { StoredArchive, Storage } from '../../storage/storage.ts';
import type { ArchiveId } from '../../../model/ids.ts';
import { parseArchiveRef } from '../../../model/ids.ts';
import { holds, standsBefore } from '../../../model/rights.ts';
import type { Person, Wall } from '../../../model/rights.ts';
import { notFound } from '../errors.ts';

type Known = Pick<ServerAccess, 'directory'>;

/** Whether somebody may hear of this wall: never who stands behind it, also before it begins. */
export const hearsOf = ({ directory }: Known, person: Person, wall: Wall): boolean => !standsBefore(wall, person, directory.within(person));

/** No wall stands before this person now. */
export const unwalled = ({ directory }: Known, person: Person, { walls = [] }: Pick<StoredArchive, 'walls'>, now: number): boolean => {
  const at = new Date(now).toISOString();
  const within = directory.within(person);
  return !walls.some((wall) => standsBefore(wall, person, within) && holds(wall.from, wall.until, at));
};

export interface Seen {
  /** By id or external key; throws `not-found` also for what stands behind a wall, or is erased. */
  one(person: Person, ref: string): Promise<StoredArchive>;
  /** Of these the ones that this person may hear of, with their names. */
  names(person: Person, archives: readonly ArchiveId[]): Promise<ReadonlyMap<ArchiveId, string>>;
}

export function createSeen({ storage, access, now }: { readonly storage: Pick<Storage, 'archives' | 'facts'>; readonly access: Pick<ServerAccess, 'directory' | 'resolve'>; readonly now: () => number }): Seen {
  return {
    async one(person, text) {
      const ref = parseArchiveRef(text);
      const id = ref && (await access.resolve(ref));
      const found = id && (await storage.archives.get(id));
      if (!found || found.state === 'erased' || !unwalled(access, person, found, now())) throw notFound();
      return found;
    },
    async names(person, archives) {
      const ids = [...new Set(archives)];
      const rows = (await Promise.all(ids.map((id) => storage.archives.get(id)))).filter((row) => row !== null && unwalled(access, person, row, now()));
      const named = new Map((await storage.facts.overviews(ids)).map(({ id, name }) => [id, name]));
      return new Map(rows.flatMap((row) => (row ? [[row.id, named.get(row.id) ?? row.id] as const] : [])));
    },
  };
}
