/** Every scheme as one row of a table: what it is called, whose list its classes are, under which right it stands and what it reads. The rules are in the files beside it and in `own/`. */
import type { SchemeKey } from '../overview.ts';
import type { SectionKey } from '../sections.ts';
import type { Ranking } from './result.ts';

/** `population`: where a customer stands among the others. `trade`: from its own transactions. `fields`: from what people wrote, perhaps with both. */
export type SchemeKind = 'population' | 'trade' | 'fields';

export interface Scheme {
  readonly key: SchemeKey;
  /** Row of the catalogue; two schemes may share one. */
  readonly id: RuleId;
  /** Public rule that it follows, if there is one. */
  readonly source: RuleSource | null;
  /** List of its classes; null: values are texts of their own. */
  readonly dictionary: string | null;
  /** Who does not read this section does not know that there is such a class; null: part of the overview, for whoever reads any section. */
  readonly section: SectionKey | null;
  readonly kind: SchemeKind;
  /** Sections whose facts its inputs tell: shown to who reads all of them. Default: `trade`, of every kind but `fields`. */
  readonly tells: readonly SectionKey[];
  /** Best first. */
  readonly ranking: Ranking;
  /** Fields that it reads, by the names of `register/keys.ts`. */
  readonly reads: readonly string[];
  /** Schemes whose class it rests on; they stand before it in this table. */
  readonly rests: readonly SchemeKey[];
  /** Field of the catalogue that shows the class, if it has one. */
  readonly field: string | null;
}

export type RuleId = `C-${number}`;
export type RuleSource = `B-${number}`;

const TRADE: readonly SectionKey[] = ['trade'];
const NONE: readonly SectionKey[] = [];
const scheme = (key: SchemeKey, id: RuleId, dictionary: string | null, kind: SchemeKind, ranking: Ranking, more: Partial<Scheme> = {}): Scheme =>
  Object.freeze({ key, id, source: null, dictionary, section: null, kind, ranking, tells: kind === 'fields' ? NONE : TRADE, reads: [], rests: [], field: null, ...more });

const SHORTEST_FIRST = ['weekly', 'biweekly', 'monthly', 'bimonthly', 'quarterly', 'halfYearly', 'yearly', 'none', null] as const;

/** In the order in which they are computed and shown. */
export const SCHEMES: readonly Scheme[] = Object.freeze([
  scheme('abc', 'C-01', 'D-18', 'population', ['A', 'B', 'C', null], { source: 'B-2', field: 'class.abc' }),
  scheme('rfm', 'C-05', 'D-75', 'population',
    ['champions', 'loyal', 'potentialLoyalists', 'promising', 'new', 'needAttention', 'aboutToSleep', 'cantLose', 'atRisk', 'hibernating', 'prospect'], { source: 'B-1', field: 'rfm.segment' }),
  scheme('lifecycle', 'C-03', 'D-08', 'population', ['currentAgent', 'currentEndCustomer', 'potentialAgent', 'potentialEndCustomer', 'lostAgent', 'lostEndCustomer'], { source: 'B-3' }),
  scheme('intent', 'C-02', 'D-15', 'fields', ['interested', 'hesitating', 'notNow', 'definitelyNot', null], { section: 'profile', reads: ['intent.class', 'intent.expectedPurchaseAt'], field: 'intent.class' }),
  scheme('maturity', 'C-04', 'D-20', 'trade', ['old', 'new', 'potential', null], { field: 'class.maturity' }),
  scheme('size', 'C-04', 'D-35', 'trade', ['big', 'general', null], { section: 'profile', reads: ['crm.salesScale'], field: 'class.size' }),
  scheme('stars', 'C-06', null, 'fields', ['5', '4', '3', '2', '1', null], { section: 'credit', reads: ['crm.creditStars'], field: 'crm.creditStars' }),
  scheme('grade', 'C-06', 'D-59', 'fields', ['aaa', 'aa', 'a', 'b', 'c', null], { section: 'credit', tells: TRADE, reads: ['crm.creditStars', 'creditReports/validUntil'], field: 'credit.level' }),
  scheme('contactStrategy', 'C-07', 'D-55', 'fields', SHORTEST_FIRST, { section: 'profile', reads: ['crm.contactStrategy'], field: 'crm.contactStrategy' }),
  scheme('purchaseStrategy', 'C-07', 'D-56', 'fields', SHORTEST_FIRST, { section: 'profile', source: 'B-3', reads: ['crm.purchaseStrategy'], field: 'crm.purchaseStrategy' }),
  scheme('creditManagement', 'C-08', 'D-19', 'trade', ['core', 'ordinary', null], { field: 'class.creditManagement' }),
  scheme('aml', 'C-09', 'D-25', 'fields', ['low', 'medium', 'high', null], {
    source: 'B-5', section: 'aml', field: 'aml.riskLevel',
    reads: [
      'amlAssessments@newest/assessedAt', 'amlAssessments@newest/total', 'amlAssessments@newest/level', 'amlAssessments@newest/approver', 'amlAssessments@newest/nextReviewAt',
      'aml.customerRisk', 'aml.countryRisk', 'aml.productServiceRisk', 'aml.suspectedStage', 'amlClues/date',
    ],
  }),
  scheme('valueTier', 'C-10', 'D-22', 'trade', ['highValue', 'lowValue', null], { rests: ['abc'], field: 'class.valueTier' }),
  scheme('duration', 'C-11', 'D-21', 'trade', ['longTerm', 'temporary', null], { field: 'class.duration' }),
  scheme('attributes', 'C-12', 'D-23', 'fields', ['value', 'behavioural', 'social', null], { section: 'profile', tells: TRADE, reads: ['crm.industryPosition', 'crm.salesScale', 'crm.yearsInBusiness'] }),
  scheme('partnerRole', 'C-13', 'D-17', 'fields', ['dealer', 'supplier', 'special', null], { section: 'profile', reads: ['customer.partnerRole/value', 'customer.specialKind/value'], field: 'customer.partnerRole' }),
  scheme('bankKind', 'C-14', 'D-24', 'fields', ['institutional', 'corporate', 'loan', 'personalSavings', null], { section: 'bank', reads: ['bank.customerKind'], field: 'bank.customerKind' }),
  scheme('bankTier', 'C-15', 'D-51', 'fields', ['privateBanking', 'diamond', 'platinum', 'gold', 'basic', null], { section: 'bank', reads: ['bank.customerTier', 'cards/level'], field: 'bank.customerTier' }),
  scheme('similar', 'C-19', 'custom:similar', 'population', [null], { section: 'profile', tells: ['trade', 'contacts'], field: 'class.similarGroup' }),
  scheme('keyNew', 'C-23', null, 'fields', ['yes', null], { section: 'profile', rests: ['maturity', 'size'], reads: ['customer.keyProspect'], field: 'customer.keyProspect' }),
  scheme('reception', 'C-21', 'D-40', 'fields', ['vip', 'standard', null], { section: 'profile', rests: ['abc', 'creditManagement', 'keyNew'], reads: ['customer.receptionLevel'], field: 'customer.receptionLevel' }),
]);

const BY_KEY: ReadonlyMap<string, Scheme> = new Map(SCHEMES.map((each) => [each.key, each]));

export const SCHEME_KEYS = Object.freeze(SCHEMES.map(({ key }) => key)) as readonly [SchemeKey, ...SchemeKey[]];
export const isSchemeKey = (key: string): key is SchemeKey => BY_KEY.has(key);
/** Throws RangeError for a key that no scheme has. */
export function schemeOf(key: SchemeKey): Scheme {
  const found = BY_KEY.get(key);
  if (!found) throw new RangeError(`no scheme ${key}`);
  return found;
}

/** The one answer to who may know of a class: every door that shows, counts, filters, sends or exports one asks here. */
export const showsScheme = (key: SchemeKey, reads: (section: SectionKey) => boolean): boolean => {
  const { section } = schemeOf(key);
  return section === null || reads(section);
};

/** Those of `classes` that a reader may know of. */
export const shownClasses = <T>(classes: Readonly<Partial<Record<SchemeKey, T>>>, reads: (section: SectionKey) => boolean): Partial<Record<SchemeKey, T>> =>
  Object.fromEntries(Object.entries(classes).filter(([key]) => isSchemeKey(key) && showsScheme(key, reads))) as Partial<Record<SchemeKey, T>>;
