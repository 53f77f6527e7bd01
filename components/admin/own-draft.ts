/** A field that an administrator is writing: what it holds, what is sent of it, and what is missing. Drawing is left to `own-field.ts`. */
import type { ColumnKind, OwnKind, Words } from '../../model/catalogue/own-shape.ts';
import type { PackKey } from '../../model/catalogue/types.ts';
import { LANGUAGES } from '../../model/labels.ts';
import type { Labels, Language } from '../../model/labels.ts';
import type { NewOwnField, OwnColumnWish, OwnFieldChange, OwnFieldView } from '../../model/own-fields-api.ts';
import type { SectionKey } from '../../model/sections.ts';

/** `list`: id of an option list, or '' for a new one. `row` is of this form alone, so that a line stays itself. */
export interface DraftColumn { readonly row: number; readonly key: string | undefined; readonly kind: ColumnKind; readonly label: Words; readonly list: string }
export interface DraftOption { readonly row: number; readonly label: Words }
export interface Draft {
  readonly kind: OwnKind;
  readonly section: SectionKey;
  readonly label: Words;
  readonly help: Words;
  readonly packs: readonly PackKey[];
  readonly required: readonly PackKey[];
  readonly group: string;
  readonly pii: string;
  readonly mask: boolean;
  readonly min: string;
  readonly max: string;
  readonly list: string;
  readonly options: readonly DraftOption[];
  readonly columns: readonly DraftColumn[];
}

let rows = 0;
export const nextRow = (): number => rows++;

export const blank = (): Draft => ({
  kind: 'text', section: 'profile', label: {}, help: {}, packs: ['base'], required: [], group: 'own', pii: 'none', mask: false, min: '', max: '', list: '',
  options: [{ row: nextRow(), label: {} }, { row: nextRow(), label: {} }], columns: [{ row: nextRow(), key: undefined, kind: 'text', label: {}, list: '' }],
});

export const draftOf = (field: OwnFieldView): Draft => ({
  ...field, min: field.min === null ? '' : String(field.min), max: field.max === null ? '' : String(field.max), list: field.dictionary ?? '', options: [],
  columns: field.columns.map(({ key, kind, label, dictionary }) => ({ row: nextRow(), key, kind, label, list: dictionary ?? '' })),
});

export const isChoice = (kind: OwnKind): boolean => kind === 'enum' || kind === 'enums';
export const isNumber = (kind: OwnKind): boolean => kind === 'number' || kind === 'percent';
export const isMaskable = (kind: OwnKind): boolean => kind === 'text' || kind === 'phone';
export const isEmpty = (words: Words): boolean => LANGUAGES.every((language) => (words[language] ?? '').trim() === '');

/** In every language, with the reader's own words where nobody has translated yet: a list that is half translated is of use, an option without a name is not. */
function filled(words: Words, language: Language): Labels {
  const own = words[language]?.trim() || LANGUAGES.map((each) => words[each]?.trim()).find(Boolean) || '';
  return Object.fromEntries(LANGUAGES.map((each) => [each, words[each]?.trim() || own])) as unknown as Labels;
}

const numberOf = (text: string): number | null => (text.trim() === '' || Number.isNaN(Number(text)) ? null : Number(text));

const columnsOf = ({ kind, columns }: Draft): { readonly columns?: readonly OwnColumnWish[] } => (kind !== 'rows' ? {} : {
  columns: columns.map(({ key, kind: each, label, list }) => ({ ...(key === undefined ? {} : { key }), kind: each, label, ...(each === 'enum' && key === undefined ? { dictionary: list } : {}) })),
});

const changeable = (draft: Draft) => {
  const { label, help, packs, required, group, pii, mask, kind } = draft;
  return { label, help, packs, required: required.filter((pack) => packs.includes(pack)), group, pii, mask: mask && isMaskable(kind), ...columnsOf(draft) };
};

export function newField(draft: Draft, language: Language): NewOwnField {
  const { kind, section, list, options, min, max } = draft;
  return {
    kind, section, ...changeable(draft),
    ...(isNumber(kind) ? { min: numberOf(min), max: numberOf(max) } : {}),
    ...(!isChoice(kind) ? {} : list === '' ? { options: options.filter(({ label }) => !isEmpty(label)).map(({ label }) => ({ label: filled(label, language) })) } : { dictionary: list }),
  };
}

export const changedField = (draft: Draft, revision: number): OwnFieldChange => ({ revision, ...changeable(draft) });
