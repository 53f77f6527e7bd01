/** What is stored of a field that a workspace adds, and its words in languages that are missing. It holds no catalogue, so that the browser can ask it too; the field that it becomes is `own-fields.ts`. */
import { LANGUAGES } from '../labels.ts';
import type { Labels, Language } from '../labels.ts';
import { SECTION_KEYS, SECTIONS } from '../sections.ts';
import type { SectionKey } from '../sections.ts';
import type { FieldKind, PackKey } from './types.ts';

export const OWN_KINDS = ['text', 'longText', 'number', 'percent', 'money', 'date', 'month', 'enum', 'enums', 'flag', 'phone', 'email', 'url', 'user', 'list', 'rows'] as const satisfies readonly FieldKind[];
export type OwnKind = (typeof OWN_KINDS)[number];
/** One level of rows: a cell is one value. */
export const COLUMN_KINDS = ['text', 'longText', 'number', 'percent', 'money', 'date', 'month', 'enum', 'flag', 'phone', 'email', 'url', 'user'] as const satisfies readonly OwnKind[];
export type ColumnKind = (typeof COLUMN_KINDS)[number];

/** Sections with one document. Contact records lie by year, where a fact about the customer would be lost at New Year. */
export const OWN_SECTIONS: readonly SectionKey[] = SECTION_KEYS.filter((key) => SECTIONS[key].store === 'document');
/** Where an own field stands unless it is put elsewhere. */
export const OWN_GROUP = 'own';
/** Begins every key of an own field; the rest is chance and used once. */
export const OWN_PREFIX = 'custom.';
export const OWN_LIST_PREFIX = 'custom:';

/** Fields that are offered at one time, and columns of one table. */
export const MOST_FIELDS = 200;
export const MOST_COLUMNS = 20;

/** A text in the languages that somebody has written; one at least. */
export type Words = Partial<Labels>;

export interface OwnColumn {
  readonly key: string;
  readonly kind: ColumnKind;
  readonly label: Words;
  readonly dictionary: string | null;
  readonly min: number | null;
  readonly max: number | null;
}

export interface OwnField {
  /** `custom.` and chance. */
  readonly key: string;
  readonly kind: OwnKind;
  readonly section: SectionKey;
  readonly packs: readonly PackKey[];
  readonly group: string;
  readonly label: Words;
  readonly help: Words;
  readonly dictionary: string | null;
  readonly columns: readonly OwnColumn[];
  readonly min: number | null;
  readonly max: number | null;
  /** Packs under which it must be filled. */
  readonly required: readonly PackKey[];
  /** Kind of personal information (D-29), or `none`. */
  readonly pii: string;
  readonly mask: boolean;
  readonly retired: boolean;
}

const NAMES: Labels = { 'en': 'English', 'zh-Hans': '简体中文', 'zh-Hant': '繁體中文', 'es': 'Español' };
/** What a reader understands best when their own language is missing. */
const NEXT: Readonly<Record<Language, readonly Language[]>> = {
  'en': ['es', 'zh-Hans', 'zh-Hant'], 'es': ['en', 'zh-Hans', 'zh-Hant'], 'zh-Hans': ['zh-Hant', 'en', 'es'], 'zh-Hant': ['zh-Hans', 'en', 'es'],
};

export const missingLanguages = (words: Words): readonly Language[] => LANGUAGES.filter((language) => (words[language] ?? '') === '');

/** In every language; what stands in for a missing one says which language it is, so that somebody notices. Empty where there is nothing at all. */
export function wholeLabels(words: Words): Labels {
  const said = (language: Language): string => words[language] ?? '';
  return Object.fromEntries(LANGUAGES.map((language) => {
    const instead = NEXT[language].find((each) => said(each) !== '');
    return [language, said(language) || (instead === undefined ? '' : `${said(instead)} (${NAMES[instead]})`)];
  })) as unknown as Labels;
}
