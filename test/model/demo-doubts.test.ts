/** The values of the sample archives raise no doubt: whoever looks at the demo sees one only where it is meant. */
import { expect, it } from 'vitest';
import { sampleArchives } from '../../demo/samples/index.ts';
import { countryOfRows } from '../../model/validation/country.ts';
import { patchWarnings } from '../../model/validation/patch-warnings.ts';
import { keyAllowed } from '../../model/validation/section-rules.ts';
import type { Scalar, SectionValues } from '../../model/api.ts';

it('sample archives raise no doubt', () => {
  let looked = 0;
  const found = sampleArchives('2026-11-22').flatMap(({ id, sections }) => Object.entries(sections).flatMap(([section, patch]) => {
    const profile = sections['profile'];
    const values = { fields: patch.fields ?? {}, rows: patch.rows ?? {}, texts: {}, marks: patch.marks ?? {} } as SectionValues;
    const rule = (key: string) => {
      const known = keyAllowed(section, key);
      if (known !== null && known.kind !== 'place' && known.check !== undefined) looked++;
      return known;
    };
    const field = (key: string): Scalar => profile?.fields?.[key] ?? null;
    return patchWarnings(patch, values, { rule, field, country: countryOfRows(profile?.rows?.['addresses'] as SectionValues['rows'][string]), today: '2026-11-22' }).map((each) => `${id} ${each.field} ${each.code}`);
  }));
  expect(found).toEqual([]);
  expect(looked, 'values that are checked').toBeGreaterThan(100);
});
