/** Which parts of a history a person's rights open. */
import type { Rights } from '../access/access.ts';
import { OWN_ROW } from '../storage/storage.ts';
import { atLeast } from '../../model/rights.ts';
import type { Level } from '../../model/rights.ts';
import { isSectionKey, parseDocSection } from '../../model/sections.ts';
import type { RowChange } from './services.ts';

/** Entries of the archive's own row that are put back like a value; owners and states have their own ways. */
export const OWN_RESTORABLE: ReadonlySet<string> = new Set(['kind', 'code', 'packs', 'keeper', 'department', 'confidentiality', 'keys'] satisfies (keyof RowChange)[]);

/** `section` is `profile`, `contacts-2026`, `contacts` for all its years, or the own row: whoever reads any section sees that. */
function levelOf(rights: Rights, section: string): Level {
  if (section === OWN_ROW) return rights.level;
  const key = isSectionKey(section) ? section : parseDocSection(section)?.section;
  return (key && rights.sections.get(key)?.level) ?? 'none';
}
export const reads = (rights: Rights, section: string): boolean => atLeast(levelOf(rights, section), 'read');
/** The row is written under the right on the profile, as everywhere. */
export const writes = (rights: Rights, section: string): boolean => atLeast(levelOf(rights, section === OWN_ROW ? 'profile' : section), 'write');
