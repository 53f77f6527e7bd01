/** Scores 1 to 5 of one measure (B-1): by quintiles of the population or by fixed thresholds, and where a score would begin. */
import { Ladder } from './ladder.ts';

export interface Scale {
  /** Score of a raw value as it stands in the population. */
  score(raw: number): number;
  /** Score that somebody who has `own` now would have with `raw` instead, the others as they are. */
  without(own: number, raw: number): number;
  /** Nearest better raw value that gives at least `score`; null: none does. */
  reach(score: number, own: number): number | null;
  /** Nearest worse raw value that gives at most `score`; null: none does. */
  fall(score: number, own: number): number | null;
}

type Better = 'larger' | 'smaller';

/** Values in their order from worst to best; inside, larger is better. Made once for every scale over the same values. */
export interface Ranked { readonly sorted: Ladder; readonly sign: 1 | -1 }

export function ranked(values: readonly number[], better: Better): Ranked {
  const sign = better === 'larger' ? 1 : -1;
  // by hand: `from` with a function takes ten times as long, and nothing else runs meanwhile
  const sorted = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) sorted[i] = values[i]! * sign;
  return { sorted: Ladder.of(sorted.sort()), sign };
}

/**
 * score = 1 + min(4, floor(5 × strictly worse / n)): equal raw values have equal scores. `newcomers` are counted in n without being in
 * `values`, for the question what somebody who is not in the population yet would have.
 */
export function quintileScale({ sorted, sign }: Ranked, newcomers = 0): Scale {
  // `|| 0` below because minus zero is not a day.
  const n = sorted.length + newcomers;
  const worse = (inner: number): number => sorted.below(inner);
  const scoreOf = (count: number): number => 1 + Math.min(4, Math.floor((5 * count) / n));
  /** How many must be worse for a score. */
  const needed = (score: number): number => Math.ceil(((score - 1) * n) / 5);
  const outer = (inner: number): number => inner * sign || 0;
  /** The k-th worst of the others, 1-based: the sorted values with one `own` taken out. */
  const other = (k: number, own: number): number | undefined => {
    const index = k - 1 < worse(own) ? k - 1 : k;
    return index < sorted.length ? sorted.at(index) : undefined;
  };
  return {
    score: (raw) => scoreOf(worse(raw * sign)),
    without: (own, raw) => scoreOf(worse(raw * sign) - (own * sign < raw * sign ? 1 : 0)),
    reach(score, own) {
      const last = other(needed(score), own * sign);
      return last === undefined ? null : outer(last + 1);
    },
    fall(score, own) {
      const last = score >= 5 ? undefined : other(needed(score + 1), own * sign);
      return last === undefined ? null : outer(last);
    },
  };
}

/** Where scores 2, 3, 4 and 5 begin, in the inner order (larger is better) and for whole numbers; Infinity where nobody reaches one. Between them the score of any value is known. */
export const quintileLimits = ({ sorted }: Ranked): readonly number[] => [2, 3, 4, 5].map((score) => {
  const needed = Math.ceil(((score - 1) * sorted.length) / 5);
  return needed >= sorted.length ? Infinity : needed === 0 ? -Infinity : sorted.at(needed - 1) + 1;
});

/** `limits` give scores 5, 4, 3, 2; what reaches none of them scores 1. */
export function fixedScale(limits: readonly number[], better: Better): Scale {
  const reaches = (raw: number, limit: number): boolean => (better === 'larger' ? raw >= limit : raw <= limit);
  const score = (raw: number): number => {
    const index = limits.findIndex((limit) => reaches(raw, limit));
    return index < 0 ? 1 : 5 - index;
  };
  return {
    score,
    without: (_own, raw) => score(raw),
    reach: (wanted) => limits[5 - wanted] ?? null,
    fall(wanted) {
      const limit = limits[4 - wanted];
      return limit === undefined ? null : better === 'larger' ? limit - 1 : limit + 1;
    },
  };
}
