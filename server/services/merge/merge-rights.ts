/** Rights on an archive that was merged into another: as they would be if it stood by itself again. Its grants stay with it and give nobody anything on the winner. */
import type { Rights, ServerAccess } from '../../access/access.ts';
import type { StoredArchive } from '../../storage/storage.ts';
import { atLeast, decide, mayImport } from '../../../model/rights.ts';
import type { Grant, Level, Person } from '../../../model/rights.ts';
import { SECTION_KEYS } from '../../../model/sections.ts';
import type { SectionKey } from '../../../model/sections.ts';

export const levelOf = (rights: Rights, section: SectionKey): Level => rights.sections.get(section)?.level ?? 'none';

/**
 * Whether somebody may make one archive of this and another, or two again: who manages it, and the steward, whose work it is, who writes all archives and may import as well as hand over. Whether
 * each section that holds anything is within reach is asked besides.
 */
export const mayMerge = (who: Person, rights: Rights): boolean => atLeast(levelOf(rights, 'profile'), 'manage') || (mayImport(who) && atLeast(levelOf(rights, 'profile'), 'write'));

export function rightsOnMerged({ directory }: Pick<ServerAccess, 'directory'>, person: Person, archive: StoredArchive, grants: readonly Grant[], now: number): Rights {
  const sections = new Map(SECTION_KEYS.map((section) => [section, decide({
    person, archive, section, grants, policy: directory.policy, now: new Date(now).toISOString(), manages: directory.manages(person), within: directory.within(person), ownerActive: archive.owner !== null && directory.isActive(archive.owner),
  })] as const));
  const level = [...sections.values()].reduce<Level>((best, decision) => (atLeast(best, decision.level) ? best : decision.level), 'none');
  return { archive, level, sections };
}
