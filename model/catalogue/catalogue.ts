/** The catalogue's door: everything the rest of the program asks of it. The facts stand in the tables beside it; checks of values in `../validation/`. */
export { DICTIONARIES, dictionaryOf, fieldByKey, FIELDS, fieldsOf, homeOf, KEY_TEN, optionOf, storedField, tables, tablesOf } from './lookup.ts';
export type { Table } from './lookup.ts';
export { GROUP_LABELS, PACKS, SECTION_LABELS } from './names.ts';
export { ADDRESSES, columnKey, placeOf } from './place.ts';
export type { FieldPlace } from './place.ts';
export { catalogueView } from './view.ts';
