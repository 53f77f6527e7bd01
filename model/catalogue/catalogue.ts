/** The catalogue's door: everything the rest of the program asks of it. The facts stand in the tables beside it; checks of values in `../validation/`. */
export { DICTIONARIES, dictionaryOf, fieldByKey, FIELDS, fieldsOf, homeOf, KEY_TEN, optionOf, storedField, tables, tablesIn, tablesOf } from './lookup.ts';
export type { Table } from './lookup.ts';
export { dayRange } from './day-lists.ts';
export type { DayRange } from './day-lists.ts';
export { WorkspaceOptions } from './known-options.ts';
export { mergeDictionaries, mergeFields } from './merge.ts';
export type { DictionaryChange, DictionaryChanges, OptionChange, OwnList, WorkspaceCatalogue } from './merge.ts';
export { GROUP_LABELS, SECTION_LABELS } from './names.ts';
export { PACKS } from './pack-names.ts';
export { ADDRESSES, columnKey, placeOf } from './place.ts';
export { isInPack, packsOf } from './pack-fields.ts';
export { isOwn, offerOf } from './relevance.ts';
export type { FieldPlace } from './place.ts';
export { COLUMN_KINDS, MOST_COLUMNS, MOST_FIELDS, OWN_GROUP, OWN_KINDS, OWN_LIST_PREFIX, OWN_PREFIX, OWN_SECTIONS } from './own-shape.ts';
export type { OwnColumn, OwnField, OwnKind, Words } from './own-shape.ts';
export { catalogueView, contentHash } from './view.ts';
