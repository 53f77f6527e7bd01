/** What each finding is worth, as a table, and what the sum means. Points are powers of two: one more makes it twice as likely that both are the same. */
import type { Fact, Finding, Outcome } from './compare.ts';

type Weights = Readonly<Record<Fact, Partial<Record<Outcome, number>>>>;

/** A company may be everywhere by phone and mail, but is one by code; two branches of it never are. */
const ORGANISATION: Weights = {
  name: { equal: 7, near: 4.5, sound: 4, similar: 2.5, differs: -7 },
  form: { differs: -1 },
  branch: { near: -1, differs: -30 },
  kind: { differs: -4 },
  code: { equal: 12, near: 2, differs: -9 },
  paper: { equal: 8, differs: -4 },
  born: { equal: 3, near: 1, differs: -3 },
  phone: { equal: 4, near: 1.5, differs: -1.5 },
  email: { equal: 4, near: 2, differs: -0.5 },
  domain: { equal: 2, differs: -1 },
  address: { equal: 3, near: 2, similar: 0, differs: -1, elsewhere: -4 },
};
/** People share phone, address and mail with their families, and names with strangers. */
const PERSON: Weights = {
  name: { equal: 4.5, near: 3.5, sound: 3, similar: 2, differs: -12 },
  form: {},
  branch: {},
  kind: { differs: -4 },
  code: { equal: 8, near: 1, differs: -3 },
  paper: { equal: 12, differs: -9 },
  born: { equal: 4, near: 1, differs: -6 },
  phone: { equal: 4.5, near: 2, differs: -1 },
  email: { equal: 4.5, near: 2, differs: -0.5 },
  domain: { equal: 0.5, differs: 0 },
  address: { equal: 3.5, near: 2.5, similar: 0, differs: -1, elsewhere: -1.5 },
};

/** Points at which it is as likely as not. */
const EVEN = 6;
/** Percent from which a pair is shown: at most so. */
export const SHOWN_FROM = 50;

export interface Weighed extends Finding { readonly points: number }
export interface Verdict { /** 0 to 100: how likely it is that both are the same. */ readonly score: number; readonly evidence: readonly Weighed[] }

export function weigh(findings: readonly Finding[], person: boolean): Verdict {
  const table = person ? PERSON : ORGANISATION;
  const evidence = findings.map((finding) => ({ ...finding, points: table[finding.fact][finding.outcome] ?? 0 }));
  const sum = evidence.reduce((total, { points }) => total + points, 0);
  return { score: Math.round(100 / (1 + 2 ** (EVEN - sum))), evidence };
}
