/** Money-laundering risk (C-09, B-5): the level of the newest assessment, of the sum behind it and of whoever approved it. The sheet itself is in `model/aml/`. */
import { AML_SHIPPED, amlProblem, type AmlSettings } from '../../aml/settings.ts';
import { bandOf, intensityOf, isAmlLevel, standing, tenths, type AmlLevel, type Intensity } from '../../aml/rate.ts';
import { isOverdue, reviewOf, type Review } from '../../aml/review.ts';
import { ITEM_KEYS } from '../../aml/sheet.ts';
import type { CalendarDate } from '../../overview.ts';
import type { Member, OwnRule } from '../member.ts';
import { SettingsError, type RuleVersion } from '../settings.ts';
import { ownScheme, perKey, whole } from './parse.ts';
import { dateOf, listOf, numberOf, SHIPPED, textOf, type Change } from './reading.ts';

export type AmlRuleSettings = AmlSettings & RuleVersion;

export interface AmlStanding {
  readonly level: AmlLevel | null;
  /** Of the newest assessment up to today; null: none, or only the outline of the three risks. */
  readonly assessedAt: CalendarDate | null;
  readonly total: number | null;
  readonly computed: AmlLevel | null;
  readonly written: AmlLevel | null;
  readonly approved: boolean;
  readonly suspicion: boolean;
  readonly intensity: Intensity | null;
  readonly review: Review;
  readonly overdue: boolean;
}

const NEWEST = 'amlAssessments@newest';

/** Level, intensity (F-326) and next review (F-388): the rule, the card's digest and the reminders ask here. */
export function amlStanding(member: Pick<Member, 'fields' | 'openedAt'>, settings: AmlSettings, today: CalendarDate): AmlStanding {
  const assessedAt = dateOf(member, `${NEWEST}/assessedAt`);
  const clues = listOf(member, 'amlClues/date').map((date) => date.slice(0, 10)).filter((date) => date <= today).sort();
  const suspicion = textOf(member, 'aml.suspectedStage') !== null || listOf(member, 'amlClues/date').length > 0;
  const total = assessedAt === null ? outline(member, settings) : numberOf(member, `${NEWEST}/total`);
  const computed = total === null ? null : bandOf(total, settings.bands);
  const level = assessedAt === null ? null : textOf(member, `${NEWEST}/level`);
  const written = isAmlLevel(level) ? level : null;
  const approved = assessedAt !== null && textOf(member, `${NEWEST}/approver`) !== null;
  const stands = standing(computed, written, approved);
  const review = reviewOf({ level: stands, assessedAt, nextReviewAt: dateOf(member, `${NEWEST}/nextReviewAt`), clueAt: clues.at(-1) ?? null, openedAt: member.openedAt.slice(0, 10) }, settings);
  return { level: stands, assessedAt, total, computed, written, approved, suspicion, intensity: stands === null ? null : intensityOf(stands, suspicion), review, overdue: isOverdue(review, today) };
}

/** The total of the three risks where nobody has filled a sheet yet; null while one of them is missing. */
function outline(member: Pick<Member, 'fields'>, settings: AmlSettings): number | null {
  const parts = (['customer', 'country', 'product'] as const).map((key) => [numberOf(member, `aml.${key === 'product' ? 'productService' : key}Risk`), settings.outline[key]] as const);
  return parts.every((part): part is readonly [number, number] => part[0] !== null && Number.isInteger(part[0]) && part[0] >= 1 && part[0] <= 5) ? tenths(parts) : null;
}

const amlRule: OwnRule<AmlRuleSettings> = (member, settings, today) => {
  const { level, assessedAt, total, computed, written, approved, suspicion, intensity, review, overdue } = amlStanding(member, settings, today);
  const { bands, months } = settings;
  // from the sum, where the sum decides
  const changes: readonly Change[] = written !== null && written !== computed ? [] : computed === null ? []
    : written !== null ? [] : [
        ...(computed === 'high' ? [{ to: 'medium', input: 'amlTotal', at: (bands.high * 10 - 1) / 10 }] : [{ to: 'high', input: 'amlTotal', at: bands.high }]),
        ...(computed === 'medium' ? [{ to: 'low', input: 'amlTotal', at: bands.low }] : computed === 'low' ? [{ to: 'medium', input: 'amlTotal', at: (bands.low * 10 + 1) / 10 }] : []),
      ];
  return {
    value: level, mark: '',
    thresholds: [
      { key: 'amlHigh', value: bands.high, unit: 'score' }, { key: 'amlLow', value: bands.low, unit: 'score' },
      { key: 'reviewHigh', value: months.high, unit: 'months' }, { key: 'reviewMedium', value: months.medium, unit: 'months' }, { key: 'reviewLow', value: months.low, unit: 'months' },
    ],
    inputs: [
      { key: 'assessedAt', value: assessedAt, unit: 'date' }, { key: 'amlTotal', value: total, unit: 'score' }, { key: 'writtenLevel', value: written }, { key: 'approved', value: approved ? 'yes' : 'no' },
      { key: 'suspicion', value: suspicion ? 'yes' : 'no' }, { key: 'intensity', value: intensity }, { key: 'nextReview', value: review.due, unit: 'date' },
      { key: 'reviewState', value: overdue ? 'overdue' : review.because },
    ],
    changes,
  };
};

const points = whole(0, 100, 'points');
/** C-09. */
export const aml = ownScheme<AmlRuleSettings>(amlRule, { ...SHIPPED, ...AML_SHIPPED }, {
  weights: perKey(ITEM_KEYS, points, 100), bands: perKey(['high', 'low'], whole(20, 100, 'points')), months: perKey(['high', 'medium', 'low'], whole(1, 120, 'months')),
  firstDays: whole(1, 90, 'days'), outline: perKey(['customer', 'country', 'product'], points, 100),
}, (settings) => {
  const problem = amlProblem(settings);
  if (problem) throw new SettingsError(problem.field, problem.message);
});
