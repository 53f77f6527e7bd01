/** What an exported line says of an archive's own row: since when, how confidential, closed or not, who looks after it besides the owner. What cannot be is left at how archives begin. */
import type { ArchivedArchive } from '../../../model/import/archive-json.ts';
import type { PersonId } from '../../../model/ids.ts';
import type { BroughtArchive } from '../services.ts';

const LEVELS = ['normal', 'businessConfidential', 'restricted'] as const;
const isMoment = (text: unknown): text is string => typeof text === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(text) && !Number.isNaN(Date.parse(text));
const isId = (id: unknown): id is PersonId => typeof id === 'string' && id !== '' && id.length <= 128;

export function rowOf({ row }: ArchivedArchive): NonNullable<BroughtArchive['row']> {
  const confidentiality = LEVELS.find((each) => each === row.confidentiality);
  return {
    ...(isMoment(row.openedAt) && { openedAt: row.openedAt }), ...(isMoment(row.reviewedAt) && { reviewedAt: row.reviewedAt }), ...(confidentiality && { confidentiality }),
    ...(row.state === 'closed' && { state: row.state }), ...(isId(row.keeper) && { keeper: row.keeper }), ...(Array.isArray(row.coOwners) && { coOwners: row.coOwners.filter(isId) }),
    ...(Array.isArray(row.deputies) && { deputies: row.deputies.flatMap(({ person, from, to }) => (isId(person) && isMoment(from) && isMoment(to) && from < to ? [{ person, from, to }] : [])) }),
  };
}
