/** A filled rating sheet, before it is kept: what it comes to, whether a second person must approve, and what is still missing. Form and server ask the same; pure. */
import { isCalendarDate } from '../classification/dates.ts';
import type { CalendarDate } from '../overview.ts';
import { bandOf, isAmlLevel, MOST_SCORE, standing, totalOf, type AmlLevel, type Scores } from './rate.ts';
import { nextReview } from './review.ts';
import type { AmlSettings } from './settings.ts';
import { DIRECT_HIGH, DIRECT_LOW, isDirectKey, ITEM_KEYS, type DirectKey, type ItemKey } from './sheet.ts';

export interface AmlWish {
  readonly scores: readonly { readonly item: ItemKey; readonly score: number; readonly reason: string }[];
  readonly facts: readonly { readonly fact: DirectKey; readonly reason: string }[];
  /** Another level than the sheet comes to, and why; null: none. */
  readonly level: { readonly value: AmlLevel; readonly reason: string } | null;
  /** Earlier than the clock of the level; null: as the clock says. */
  readonly nextReviewAt: CalendarDate | null;
}
/** Where something is missing or wrong: `scores.cash`, `facts.sanctioned`, `level`, `nextReviewAt`. */
export interface WishProblem { readonly field: string; readonly code: 'missing' | 'reason' | 'unknown' | 'twice' | 'score' | 'too-long' | 'not-easier' | 'same' | 'date' }

export interface Weighed {
  /** Null until every item has a score. */
  readonly total: number | null;
  /** Of the items that have one: what the total cannot fall below. */
  readonly sofar: number;
  readonly scored: number;
  /** The fact that decides instead of the total. */
  readonly direct: DirectKey | null;
  /** What sheet and facts come to; null: not yet known. */
  readonly computed: AmlLevel | null;
  /** What is kept: the level that somebody put in place of it, or this one. */
  readonly level: AmlLevel | null;
  /** What counts until a second person has approved. */
  readonly stands: AmlLevel | null;
  readonly waits: boolean;
  readonly nextReviewAt: CalendarDate | null;
  readonly problems: readonly WishProblem[];
}

/** From this score on an item needs its reason. */
export const REASON_FROM = 3;
export const SHEET_REASON_LONGEST = 500;

export function weigh(wish: AmlWish, settings: Pick<AmlSettings, 'weights' | 'bands' | 'months'>, today: CalendarDate): Weighed {
  const problems: WishProblem[] = [];
  const say = (field: string, code: WishProblem['code']): void => { problems.push({ field, code }); };
  const scores = new Map<ItemKey, number>();
  for (const { item, score, reason } of wish.scores) {
    const field = `scores.${item}`;
    if (!ITEM_KEYS.includes(item)) say(field, 'unknown');
    else if (scores.has(item)) say(field, 'twice');
    else if (!Number.isInteger(score) || score < 1 || score > MOST_SCORE) say(field, 'score');
    else {
      scores.set(item, score);
      if (score >= REASON_FROM && reason.trim() === '') say(field, 'reason');
      if (reason.length > SHEET_REASON_LONGEST) say(field, 'too-long');
    }
  }
  const facts = new Set<DirectKey>();
  for (const { fact, reason } of wish.facts) {
    if (!isDirectKey(fact)) say(`facts.${String(fact)}`, 'unknown');
    else {
      facts.add(fact);
      if (reason.trim() === '') say(`facts.${fact}`, 'reason');
      if (reason.length > SHEET_REASON_LONGEST) say(`facts.${fact}`, 'too-long');
    }
  }
  const high = DIRECT_HIGH.find((key) => facts.has(key)) ?? null;
  const low = DIRECT_LOW.find((key) => facts.has(key)) ?? null;
  const missing = ITEM_KEYS.filter((key) => !scores.has(key));
  // a fact of the highest level decides without the sheet; one of the lowest does not, for the sheet says whether a second person must look
  if (high === null) for (const key of missing) if (!problems.some(({ field }) => field === `scores.${key}`)) say(`scores.${key}`, 'missing');
  const sofar = [...scores].reduce((sum, [key, score]) => sum + score * settings.weights[key] * 2, 0) / 10;
  const total = missing.length > 0 ? null : totalOf(Object.fromEntries(scores) as unknown as Scores, settings.weights);
  const computed: AmlLevel | null = high !== null ? 'high' : total === null ? null : low !== null ? 'low' : bandOf(total, settings.bands);

  if (wish.level !== null) {
    const { value, reason } = wish.level;
    if (!isAmlLevel(value)) say('level', 'unknown');
    else if (high !== null && value !== 'high') say('level', 'not-easier');
    else if (value === computed) say('level', 'same');
    if (reason.trim() === '') say('level', 'reason');
    if (reason.length > SHEET_REASON_LONGEST) say('level', 'too-long');
  }
  const level = wish.level !== null && isAmlLevel(wish.level.value) ? wish.level.value : computed;
  const stands = level === null ? null : standing(total === null ? null : bandOf(total, settings.bands), level, false);
  const clock = stands === null ? null : nextReview(today, stands, settings);
  const { nextReviewAt } = wish;
  if (nextReviewAt !== null && (!isCalendarDate(nextReviewAt) || nextReviewAt <= today || (clock !== null && nextReviewAt > clock))) say('nextReviewAt', 'date');
  return { total, sofar, scored: scores.size, direct: high ?? (total === null ? null : low), computed, level, stands, waits: stands !== level, nextReviewAt: nextReviewAt ?? clock, problems };
}
