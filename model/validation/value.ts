/** Checks one scalar against its kind and its dictionary. The checks themselves are in `scalar.ts`; which keys exist is left to `section-rules.ts`. */
import { optionKeys } from '../catalogue/known-options.ts';
import { checkScalar as checkPlain } from './scalar.ts';
import type { Problem, ValueRule } from './scalar.ts';

export { checkCharacters, checkLongText, checkText, LONG_TEXT_UNITS, SCALAR_BYTES } from './scalar.ts';
export type { Problem, ValueRule } from './scalar.ts';

/** Null when the value may stand; null as a value always may, it means that nothing is known. Options come from the rule's own set, else from its dictionary. */
export const checkScalar = (rule: ValueRule, value: unknown): Problem | null =>
  checkPlain(rule.options === undefined && rule.dictionary ? { ...rule, options: optionKeys(rule.dictionary) } : rule, value);
