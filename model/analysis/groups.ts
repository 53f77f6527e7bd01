/** The groups of similar customers as they are kept (C-19): what they are made of, their option list and what they are called. Pure; the clustering is `similar.ts`. */
import type { Labels } from '../labels.ts';
import { LANGUAGES } from '../labels.ts';
import type { Language } from '../labels.ts';
import type { Basis, Trait } from './similar.ts';
import { analysisText } from './texts.ts';

/** The workspace's list of groups: made by the first grouping, where people may give them names of their own. */
export const SIMILAR_LIST = 'custom:similar';
export const SIMILAR_LIST_NAME: Labels = Object.freeze({ en: 'Groups of similar customers', 'zh-Hans': '相似客户群', 'zh-Hant': '相似客群', es: 'Grupos de clientes similares' });

/** Options of open sections: what lists hold, and the kind of customer. */
export const SIMILAR_OPTIONS = ['kind', 'crm.region', 'crm.industry', 'crm.ownershipNature', 'crm.salesScale', 'crm.source', 'customer.segment', 'intent.class', 'profile.education', 'addresses/country'] as const;
export const OPTION_TITLES = ['customerType', 'region', 'industry', 'ownership', 'size', 'source', 'psychology', 'intent', 'education', 'country'] as const;
/** Net in minor units, days; as logarithms, standardised. */
export const SIMILAR_NUMBERS = ['net', 'purchases', 'sinceLast', 'contacts'] as const;

/** What is kept of a group beside its members: in the run of the scheme. */
export interface KeptGroup { readonly size: number; readonly traits: readonly Trait[] }
/** What customers were compared by, and the middle of each group: who is nearest to it is in it, of equally near ones in the first. */
export interface SimilarMeasure { readonly basis: Basis; readonly centres: readonly { readonly group: string; readonly at: readonly number[] }[] }
export interface SimilarRun {
  readonly groups: Readonly<Record<string, KeptGroup>>;
  readonly customers: number;
  readonly index: number;
  /** The highest number ever given to a group. */
  readonly last: number;
  /** Purchases from day to day were counted. */
  readonly from: string | null;
  readonly to: string;
  readonly measure: SimilarMeasure;
}
/** Runs of 0.3 and before say not what they rest on. */
export type KeptRun = Omit<SimilarRun, 'measure'> & { readonly measure?: SimilarMeasure };
/** What was seen of a customer on the day of grouping: its numbers as they are counted, and which of the options that are compared it had. */
export interface Seen { readonly numbers: readonly (number | null)[]; readonly options: readonly number[] }

/** `i\nvalue`, as options stand in what is clustered. */
export const optionParts = (option: string): readonly [at: number, value: string] => { const [at = '0', value = ''] = option.split('\n'); return [Number(at), value]; };

/** Traits that make a name. */
const IN_NAME = 2;
const LONGEST = 120;

/** In one language: `Region: East`, `high sales`. `option`: the label of an option by its field. */
export function traitText(trait: Trait, language: Language, option: (key: string, value: string, language: Language) => string): string {
  if (trait.kind === 'number') return analysisText(trait.high ? 'high' : 'low', language, { trait: analysisText(SIMILAR_NUMBERS[trait.at] as (typeof SIMILAR_NUMBERS)[number], language) });
  const [at, value] = optionParts(trait.option);
  return `${analysisText(OPTION_TITLES[at] as (typeof OPTION_TITLES)[number], language)}: ${option(SIMILAR_OPTIONS[at] as string, value, language)}`;
}

/** What is had and how much of it, by turns: two figures alone would say little of who they are. */
function byTurns(traits: readonly Trait[]): readonly Trait[] {
  const [options, numbers] = [traits.filter(({ kind }) => kind === 'option'), traits.filter(({ kind }) => kind === 'number')];
  return traits.flatMap((_, i) => [options[i], numbers[i]]).filter((trait) => trait !== undefined);
}

/** A name by what the group shares most; of two that would be called the same the later one says one trait more, or its number. */
export function groupName(key: string, told: readonly Trait[], option: (key: string, value: string, language: Language) => string, taken: readonly Labels[]): Labels {
  const traits = byTurns(told);
  const number = key.replace(/^g/, '');
  const plain = (count: number): Labels => Object.fromEntries(LANGUAGES.map((language) => [language, traits.length === 0 ? analysisText('groupName', language, { n: number }) : traits.slice(0, count).map((trait) => traitText(trait, language, option)).join(language.startsWith('zh') ? '、' : ' · ').slice(0, LONGEST)])) as unknown as Labels;
  const free = (labels: Labels): boolean => !taken.some((other) => LANGUAGES.some((language) => other[language] === labels[language]));
  for (let count = Math.min(IN_NAME, traits.length); count <= traits.length; count++) if (free(plain(count))) return plain(count);
  return Object.fromEntries(LANGUAGES.map((language) => [language, `${plain(IN_NAME)[language]} (${number})`])) as unknown as Labels;
}
