/** Resources follow class (P-32, C-01, C-10, C-11, C-21): what a customer gets by its classes. Pure; what a matrix must keep to is `check.ts`, where it is kept is the server's. */
import type { SchemeKey } from '../overview.ts';
import type { MATRIX_SCHEMES } from './bounds.ts';

/** Of these, more is more, and an important class never gets less. `publicity` is another kind of service, not more of it: temporary customers get it in place of discounts (C-11). */
export const SERVICE_KEYS = ['level', 'reception', 'discount', 'visits', 'publicity'] as const;
export type ServiceKey = (typeof SERVICE_KEYS)[number];

/** D-71, D-40 and our own; from least to most. */
export const LEVELS_OF = Object.freeze({ level: ['economy', 'standard', 'premium'], reception: ['standard', 'vip'], publicity: ['none', 'general', 'personal'] } as const);

export interface Services {
  /** Service level (D-71, F-339). */
  readonly level: (typeof LEVELS_OF.level)[number];
  /** Reception level (D-40). */
  readonly reception: (typeof LEVELS_OF.reception)[number];
  /** Discount in percent that may be given without asking. */
  readonly discount: number;
  /** Visits and greetings a year (P-33). */
  readonly visits: number;
  /** Publicity sent to the customer. */
  readonly publicity: (typeof LEVELS_OF.publicity)[number];
}

export type MatrixScheme = (typeof MATRIX_SCHEMES)[number];

export interface MatrixRow { readonly scheme: MatrixScheme; readonly value: string; readonly gives: Readonly<Partial<Services>> }
/** `base`: what everybody gets, and who has no class. A row gives besides; of several the most counts. */
export interface ServiceMatrix { readonly base: Services; readonly rows: readonly MatrixRow[] }

/** As shipped. How to choose: begin with what the fewest get (visits, VIP), and look how many customers have that class before you promise it. */
export const SHIPPED_MATRIX: ServiceMatrix = Object.freeze({
  base: Object.freeze({ level: 'economy', reception: 'standard', discount: 0, visits: 0, publicity: 'general' }),
  rows: Object.freeze([
    { scheme: 'abc', value: 'A', gives: { level: 'premium', reception: 'vip', discount: 5, visits: 12 } },
    { scheme: 'abc', value: 'B', gives: { level: 'standard', discount: 2, visits: 4 } },
    { scheme: 'abc', value: 'C', gives: { visits: 1 } },
    { scheme: 'creditManagement', value: 'core', gives: { level: 'premium', reception: 'vip', visits: 6 } },
    { scheme: 'valueTier', value: 'highValue', gives: { level: 'premium' } },
    { scheme: 'duration', value: 'longTerm', gives: { discount: 3, publicity: 'personal' } },
    { scheme: 'duration', value: 'temporary', gives: { publicity: 'general' } },
    { scheme: 'keyNew', value: 'yes', gives: { visits: 6 } },
  ] as const satisfies readonly MatrixRow[]),
});

export const rankOf = (key: ServiceKey, value: Services[ServiceKey]): number => (typeof value === 'number' ? value : (LEVELS_OF[key as keyof typeof LEVELS_OF] as readonly string[]).indexOf(value));

/** One service of one customer, and the class that it comes from; null: everybody gets it. */
export interface Given<K extends ServiceKey = ServiceKey> { readonly key: K; readonly value: Services[K]; readonly from: { readonly scheme: MatrixScheme; readonly value: string } | null }

/** What a customer with these classes gets: of each service the most that a class gives. Publicity is that of the first row that says any. */
export function serviceFor(classes: Readonly<Partial<Record<SchemeKey, string | null>>>, { base, rows }: ServiceMatrix): readonly Given[] {
  const own = rows.filter(({ scheme, value }) => classes[scheme] === value);
  return SERVICE_KEYS.map((key): Given => {
    let best: Given = { key, value: base[key], from: null };
    for (const { scheme, value, gives } of own) {
      const given = gives[key];
      if (given === undefined || (key === 'publicity' ? best.from !== null : rankOf(key, given) <= rankOf(key, best.value))) continue;
      best = { key, value: given, from: { scheme, value } };
    }
    return best;
  });
}
