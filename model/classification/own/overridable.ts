/** Which computed classes a person may put another one in place of, and which of them need a second person (contract of C-01 to C-12). What is written into a field is changed there. */
import type { SchemeKey } from '../../overview.ts';
import type { Role } from '../../rights.ts';
import { schemeOf } from '../schemes.ts';

export interface Overridable {
  /** Somebody else with one of these roles, who reads the section, must approve; null: it stands at once. */
  readonly approvers: readonly Role[] | null;
}

const alone: Overridable = Object.freeze({ approvers: null });
const MANAGERS: Overridable = Object.freeze({ approvers: Object.freeze(['manager', 'generalManager', 'steward'] as const) });

export const OVERRIDABLE: Readonly<Partial<Record<SchemeKey, Overridable>>> = Object.freeze({
  abc: alone, rfm: alone, lifecycle: alone, maturity: alone, size: alone, valueTier: alone, duration: alone, attributes: alone,
  grade: MANAGERS, creditManagement: MANAGERS,
  aml: Object.freeze({ approvers: Object.freeze(['compliance'] as const) }),
});

/** Classes that may be put in place of the computed one. */
export const overrideValues = (scheme: SchemeKey): readonly string[] => schemeOf(scheme).ranking.filter((value) => value !== null);

/** An override is for a time: what is to stand for longer is said again. */
export const LONGEST_DAYS = 731;
export const REASON_LONGEST = 2_000;
