/** Kinds of field that many pages do not show: one file, loaded with the first page that does (`rarer-door.ts`). */
export { addressControl, addressShown } from './address.ts';
export { dateControl, dateRangeControl } from './date.ts';
export { listControl, listShown } from './list.ts';
export { moneyControl } from './money.ts';
