/** Where a customer is, by its addresses: the registered office first, then where one writes and works, then where one lives. */
import type { Scalar } from '../api.ts';

const USES = ['registered', 'mailing', 'business', 'habitual', 'residence', 'workplace'] as const;

export function countryOf(rows: Iterable<Readonly<Record<string, Scalar>>>): string | null {
  const all = [...rows];
  for (const use of USES) {
    const country = all.find((row) => row['use'] === use && typeof row['country'] === 'string')?.['country'];
    if (typeof country === 'string') return country;
  }
  return null;
}

export const countryOfRows = (rows: Readonly<Record<string, Readonly<Record<string, Scalar>>>> | undefined): string | null => countryOf(Object.values(rows ?? {}));
