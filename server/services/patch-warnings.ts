/** The warnings of an edit by REST, with what the writer may read of the profile. */
import type { SectionPatch, SectionValues } from '../../model/api.ts';
import { docName } from '../../model/ids.ts';
import { atLeast } from '../../model/rights.ts';
import { countryOfRows } from '../../model/validation/country.ts';
import { patchWarnings } from '../../model/validation/patch-warnings.ts';
import type { Schema } from '../../model/validation/section-rules.ts';
import type { FieldWarning } from '../../model/validation/warning.ts';
import type { Rights } from '../access/access.ts';
import type { Hub } from '../sync/sync.ts';

export interface WarningParts { readonly hub: Pick<Hub, 'read'>; readonly schema: Pick<Schema, 'keyAllowed'>; /** Today as a calendar date. */ readonly today: string }

/** `values` are those after the edit. */
export async function warningsOf({ hub, schema, today }: WarningParts, rights: Rights, section: string, patch: SectionPatch, values: SectionValues): Promise<readonly FieldWarning[]> {
  if (patch.fields === undefined && patch.rows === undefined) return [];
  const mayRead = section !== 'profile' && atLeast(rights.sections.get('profile')?.level ?? 'none', 'read');
  const profile = section === 'profile' ? values : mayRead ? (await hub.read(docName(rights.archive.id, 'profile'))).values : null;
  return patchWarnings(patch, values, {
    rule: (key) => schema.keyAllowed(section, key),
    field: (key) => profile?.fields[key] ?? null,
    country: countryOfRows(profile?.rows['addresses']),
    today,
  });
}
