/** The address on record of a natural person (rule P-30): the habitual residence where it differs from the residence, else the residence, else the place of work. */
import type { Scalar } from '../api.ts';

type Cells = Readonly<Record<string, Scalar>>;
export type RegisteredUse = 'habitual' | 'residence' | 'workplace';
const PARTS = ['text', 'postcode', 'city', 'region', 'country'] as const;

const partOf = (cells: Cells, part: (typeof PARTS)[number]): string => {
  const value = cells[part];
  return typeof value === 'string' ? value.trim() : '';
};
const isEmpty = (cells: Cells): boolean => PARTS.every((part) => partOf(cells, part) === '');
/** Blanks, width and case make no other place. */
const sameAs = (a: Cells, b: Cells): boolean => PARTS.every((part) => plain(partOf(a, part)) === plain(partOf(b, part)));
const plain = (text: string): string => text.normalize('NFKC').replace(/[\s,.，。]+/g, '').toLowerCase();

/** `addresses`: rows of the person's papers, in their order; `use` is that of F-023 to F-025. */
export function registeredAddress(addresses: readonly Cells[]): { readonly use: RegisteredUse; readonly cells: Cells } | null {
  const of = (use: RegisteredUse): Cells | undefined => addresses.find((row) => row['use'] === use && !isEmpty(row));
  const residence = of('residence');
  const habitual = of('habitual');
  if (habitual !== undefined && (residence === undefined || !sameAs(habitual, residence))) return { use: 'habitual', cells: habitual };
  if (residence !== undefined) return { use: 'residence', cells: residence };
  const workplace = of('workplace');
  return workplace === undefined ? null : { use: 'workplace', cells: workplace };
}

/** One line of it. A country is a code, which only forms give its name: it is told where nothing else is known. */
export function addressLine(cells: Cells): string {
  const town = [partOf(cells, 'postcode'), partOf(cells, 'city')].filter(Boolean).join(' ');
  return [partOf(cells, 'text'), town, partOf(cells, 'region')].filter(Boolean).join(', ') || partOf(cells, 'country');
}
