/** What the routes of files share: the right to add, the view, and what may be said of a new one. */
import type { Rights } from '../access/access.ts';
import { forbidden, invalid, notFound } from '../services/errors.ts';
import { plainName, problemsOf } from '../services/files.ts';
import type { NewFile } from '../services/files.ts';
import type { StoredFile } from '../storage/storage.ts';
import type { FileView } from '../../model/api.ts';
import type { PersonId } from '../../model/ids.ts';
import { UNKNOWN_TYPE } from '../../model/file-types.ts';
import { atLeast } from '../../model/rights.ts';
import { isSectionKey } from '../../model/sections.ts';
import type { SectionKey } from '../../model/sections.ts';
import { levelOn } from './door.ts';
import type { Door } from './door.ts';

export const viewOf = ({ access }: Door) => ({ id, section, kind, name, type, size, validUntil, by, at }: StoredFile, to: PersonId): FileView =>
  ({ id, section, kind, name, type, size, validUntil, by: access.unseen.ref(by, to), at });

/** `not-found` below `read`: the section does not exist for this person. */
export function mayAdd(rights: Rights, section: string): asserts section is SectionKey {
  const level = isSectionKey(section) ? levelOn(rights, section) : 'none';
  if (!atLeast(level, 'read')) throw notFound();
  if (!atLeast(level, 'write')) throw forbidden('You may read this section, not add files to it, change or remove them.');
}

/** What was said of a new file, checked, with the right to add it. */
export function checkedFile(rights: Rights, said: { readonly section: string; readonly kind?: string | undefined; readonly name: string; readonly type: string; readonly validUntil?: string | null | undefined }): NewFile {
  const { section } = said;
  const name = plainName(said.name);
  const validUntil = said.validUntil || null;
  const problems = [...problemsOf({ ...said, name, validUntil })];
  if (!isSectionKey(section)) problems.unshift({ field: 'section', code: section ? 'not-an-option' : 'missing', message: 'Name the section before the file.' });
  if (problems.length > 0 || !isSectionKey(section)) throw invalid(problems);
  mayAdd(rights, section);
  return { archive: rights.archive.id, section, name, validUntil, kind: said.kind || 'file', type: said.type.slice(0, 128) || UNKNOWN_TYPE };
}
