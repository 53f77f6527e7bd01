/** Who decides about requests for one archive: people to tell and to ask. The rule is `decidesAs()`; walls and closed doors are asked of the access. */
import type { ServerAccess } from '../../access/access.ts';
import type { StoredArchive } from '../../storage/storage.ts';
import { decidesAs } from '../../../model/access/request.ts';
import type { DeciderAs } from '../../../model/access/request.ts';
import type { DepartmentId, PersonId } from '../../../model/ids.ts';
import type { Person } from '../../../model/rights.ts';

type Directory = ServerAccess['directory'];
export interface AboutRequest { readonly requester: PersonId; readonly askedAt: number; readonly now: number }

/** Active people who manage a department, by itself or from above. */
export function managersOf(directory: Directory, department: DepartmentId | null): readonly PersonId[] {
  if (department === null) return [];
  const heads = new Set(directory.departments().flatMap(({ managers }) => managers));
  // whoever is neither a head nor a manager by role manages nothing: nobody else need be asked
  return directory.people().flatMap(({ id }) => {
    const person = directory.person(id);
    return person && (heads.has(id) || person.roles.includes('manager')) && directory.manages(person).includes(department) ? [id] : [];
  });
}
const stewards = (directory: Directory): readonly PersonId[] => directory.people().flatMap(({ id }) => (directory.person(id)?.roles.includes('steward') ? [id] : []));
/** People who keep the directory, and with it clearances. */
export const clearanceGivers = (directory: Directory): readonly PersonId[] => directory.people().flatMap(({ id }) => (directory.person(id)?.roles.includes('admin') ? [id] : []));

/** As what somebody decides about a request of this archive; null: not. */
export function decides(directory: Directory, archive: StoredArchive, person: Person, { requester, askedAt, now }: AboutRequest): DeciderAs | null {
  if (person.service) return null;
  return decidesAs({
    person: person.id, requester: directory.current(requester), archive, askedAt, now, ownerActive: archive.owner !== null && directory.isActive(archive.owner),
    manages: archive.department !== null && directory.manages(person).includes(archive.department), steward: person.roles.includes('steward'),
  });
}

/** Those who decide now and may know of the archive. */
export async function decidersNow(access: Pick<ServerAccess, 'directory' | 'rights'>, archive: StoredArchive, about: AboutRequest): Promise<readonly PersonId[]> {
  const { directory } = access;
  const asked = [...new Set([...(archive.owner === null ? [] : [archive.owner]), ...archive.deputies.map(({ person }) => person), ...managersOf(directory, archive.department), ...stewards(directory)])];
  const found: PersonId[] = [];
  for (const id of asked) {
    const person = directory.person(id);
    if (person && decides(directory, archive, person, about) !== null && (await access.rights({ id }, archive.id)) !== null) found.push(id);
  }
  return found;
}
