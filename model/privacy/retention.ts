/** How long what is kept: rules as a table, and the day on which an archive or a section of it has had its time. Pure; looking through the archives and asking people is the server's. */
import { monthsAfter } from '../completeness/refresh.ts';
import type { ArchiveId } from '../ids.ts';
import type { Labels } from '../labels.ts';
import type { CalendarDate, Moment, PersonRef } from '../overview.ts';
import { SECTION_KEYS } from '../sections.ts';
import type { SectionKey } from '../sections.ts';

/** From when the years count: when the archive was closed, its newest transaction, or the newest of everything that was done in it. */
export const RETENTION_FROM = ['closed', 'lastTransaction', 'lastActivity'] as const;
export type RetentionFrom = (typeof RETENTION_FROM)[number];
export interface RetentionRule {
  readonly id: string;
  /** Kind of archive; null: every one. */
  readonly kind: string | null;
  /** Null: the archive as a whole. */
  readonly section: SectionKey | null;
  readonly from: RetentionFrom;
  readonly years: number;
}
export type RetentionState = 'proposed' | 'asked' | 'confirmed' | 'kept' | 'done';

/** As shipped: ten years for what a law on money laundering asks for and for trade (B-4), three for what is private, ten for the rest after the end. The workspace sets its own. */
export const SHIPPED_RULES: readonly RetentionRule[] = Object.freeze([
  { id: 'archive', kind: null, section: null, from: 'closed', years: 10 },
  { id: 'aml', kind: null, section: 'aml', from: 'closed', years: 10 },
  { id: 'identity', kind: null, section: 'identity', from: 'closed', years: 10 },
  { id: 'private', kind: null, section: 'private', from: 'lastActivity', years: 3 },
]);
const MOST_RULES = 100;
const MOST_YEARS = 100;

export interface RetentionVersion { readonly rules: readonly RetentionRule[]; readonly version: number; readonly setBy: PersonRef | null; readonly setAt: Moment | null; readonly note: string | null }
export interface RetentionDueView {
  readonly id: string; readonly rule: RetentionRule | null; readonly archive: ArchiveId; readonly name: string; readonly section: SectionKey | null; readonly due: CalendarDate; readonly state: RetentionState;
  readonly askedBy: PersonRef | null; readonly decidedBy: PersonRef | null; readonly reason: string; /** Nothing of it is erased while a legal hold stands. */ readonly held: boolean;
}
export interface RetentionRun { readonly at: Moment; readonly looked: number; readonly due: number; readonly fresh: number; readonly held: number; readonly dry: boolean; readonly byRule: Readonly<Record<string, number>> }

export interface RetentionProblem { readonly field: string; readonly code: string; readonly message: string }
export function retentionProblems(rules: readonly RetentionRule[]): readonly RetentionProblem[] {
  const problems: RetentionProblem[] = [];
  if (rules.length > MOST_RULES) problems.push({ field: 'rules', code: 'too-many', message: `At most ${MOST_RULES} rules.` });
  rules.forEach(({ id, years, section }, i) => {
    if (!/^[a-z][A-Za-z0-9-]{0,31}$/.test(id)) problems.push({ field: `rules.${i}.id`, code: 'bad-id', message: 'A rule is called by letters and digits.' });
    if (rules.findIndex((each) => each.id === id) !== i) problems.push({ field: `rules.${i}.id`, code: 'twice', message: 'Two rules have this name.' });
    if (!Number.isInteger(years) || years < 1 || years > MOST_YEARS) problems.push({ field: `rules.${i}.years`, code: 'range', message: `Whole years, 1 to ${MOST_YEARS}.` });
    if (section !== null && !SECTION_KEYS.includes(section)) problems.push({ field: `rules.${i}.section`, code: 'unknown-section', message: 'There is no such section.' });
  });
  return problems;
}

export interface RetentionFacts { readonly kind: string; readonly state: string; readonly closed: CalendarDate | null; readonly lastTransaction: CalendarDate | null; readonly lastActivity: CalendarDate; /** Sections with anything in them. */ readonly sections: ReadonlySet<SectionKey> }

/** The more exact rule counts: a kind before every kind. A section with a longer time of its own keeps the whole archive until then. */
export function dueOf(rules: readonly RetentionRule[], facts: RetentionFacts, today: CalendarDate): readonly { readonly rule: string; readonly section: SectionKey | null; readonly due: CalendarDate }[] {
  const applies = (rule: RetentionRule): boolean => rule.kind === null || rule.kind === facts.kind;
  const exact = (section: SectionKey | null): RetentionRule | undefined => rules.filter((rule) => rule.section === section && applies(rule)).sort((a, b) => Number(b.kind !== null) - Number(a.kind !== null))[0];
  const dayOf = ({ from, years }: RetentionRule): CalendarDate | null => {
    const start = from === 'closed' ? facts.closed : from === 'lastTransaction' ? facts.lastTransaction : facts.lastActivity;
    return start === null ? null : monthsAfter(start, years * 12); // null besides: no date at all
  };
  const sections = [...facts.sections].flatMap((section) => {
    const rule = exact(section);
    return rule ? [{ rule: rule.id, section, due: dayOf(rule) }] : [];
  });
  const whole = exact(null);
  const end = whole ? dayOf(whole) : null;
  if (whole && end !== null && sections.every(({ due }) => due !== null)) {
    const due = [end, ...sections.map((each) => each.due as CalendarDate)].sort().at(-1) as CalendarDate;
    if (due <= today) return [{ rule: whole.id, section: null, due }];
  }
  return sections.flatMap(({ due, ...rest }) => (due !== null && due <= today ? [{ ...rest, due }] : []));
}

/** The longest time that a rule gives to a section, for the person's file and the record of processing. */
export const yearsOf = (rules: readonly RetentionRule[], section: SectionKey, kind: string | null = null): { readonly years: number; readonly from: RetentionFrom } | null => {
  const fits = rules.filter((rule) => (rule.section === section || rule.section === null) && (rule.kind === null || rule.kind === kind));
  const own = fits.filter((rule) => rule.section === section);
  const best = (own.length > 0 ? own : fits).sort((a, b) => Number(b.kind !== null) - Number(a.kind !== null))[0];
  return best ? { years: best.years, from: best.from } : null;
};

const t = (en: string, hans: string, hant: string, es: string): Labels => ({ en, 'zh-Hans': hans, 'zh-Hant': hant, es });
export const RETENTION_WORDS: Readonly<Record<RetentionFrom, Labels>> = Object.freeze({
  closed: t('after the archive was closed', '自档案关闭起', '自檔案關閉起', 'desde el cierre del expediente'),
  lastTransaction: t('after the last transaction', '自最后一笔交易起', '自最後一筆交易起', 'desde la última operación'),
  lastActivity: t('after the last activity', '自最后一次往来起', '自最後一次往來起', 'desde la última actividad'),
});
