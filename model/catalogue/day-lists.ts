/** Option lists whose options count days: terms of payment, cycles of contact and of purchase. What follows from the days is left to ledger, reminders and classes. */

/** Days that an option may count. */
export interface DayRange { readonly least: number; readonly most: number }

/** Ten years; a cycle of no days would be due always, a term of no days is payment at once. */
const MOST = 3_650;
const RANGES: Readonly<Record<string, DayRange>> = Object.freeze({ 'D-11': { least: 0, most: MOST }, 'D-55': { least: 1, most: MOST }, 'D-56': { least: 1, most: MOST } });

/** Null: options of this list count no days. */
export const dayRange = (list: string): DayRange | null => (Object.hasOwn(RANGES, list) ? (RANGES[list] ?? null) : null);
