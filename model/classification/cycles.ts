/** Days that the options of the contact and purchase strategies count (C-07), as the workspace has set them, and the settings of the rules that keep to them. Which lists count days at all is `catalogue/day-lists.ts`. */
import { DICTIONARIES } from '../catalogue/catalogue.ts';
import type { Dictionary } from '../catalogue/types.ts';
import type { AllSettings } from './all-settings.ts';

/** By option its days; an option that is not in it has no cycle. */
export type Days = Readonly<Record<string, number>>;
export interface Cycles { readonly contact: Days; readonly purchase: Days }

const daysIn = (dictionaries: readonly Dictionary[], list: 'D-55' | 'D-56'): Days =>
  Object.fromEntries((dictionaries.find(({ id }) => id === list)?.options ?? []).flatMap(({ key, days }) => (days === undefined ? [] : [[key, days] as const])));

/** Hidden options too: values that have them keep their cycle. */
export const cyclesOf = (dictionaries: readonly Dictionary[]): Cycles => ({ contact: daysIn(dictionaries, 'D-55'), purchase: daysIn(dictionaries, 'D-56') });

export const SHIPPED_CYCLES: Cycles = Object.freeze(cyclesOf(DICTIONARIES));

/** Whatever order the options have. */
const said = (days: Days): string => JSON.stringify(Object.entries(days).sort(([a], [b]) => (a < b ? -1 : 1)));
export const sameCycles = (a: Cycles, b: Cycles): boolean => said(a.contact) === said(b.contact) && said(a.purchase) === said(b.purchase);

/** The settings with which classes are found. Where the days are as shipped nothing is added, so that what was found before days could be set stays as it is. */
export function withCycles(settings: AllSettings, { contact, purchase }: Cycles): AllSettings {
  const other = (now: Days, shipped: Days): boolean => said(now) !== said(shipped);
  return {
    ...settings,
    ...(other(contact, SHIPPED_CYCLES.contact) && { contactStrategy: { ...settings.contactStrategy, cycles: contact } }),
    ...(other(purchase, SHIPPED_CYCLES.purchase) && { purchaseStrategy: { ...settings.purchaseStrategy, cycles: purchase }, lifecycle: { ...settings.lifecycle, cycles: purchase } }),
  };
}
