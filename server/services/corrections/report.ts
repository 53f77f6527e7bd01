/** What a caller says about an error, checked whole: which values, in which words, what they should be. Who may say it is the service's. */
import type { Rights } from '../../access/access.ts';
import type { Concern, CorrectionReport, ProposedValue } from '../../../model/corrections/api.ts';
import { isRestricted, sectionOf } from '../../../model/corrections/concerns.ts';
import { atLeast } from '../../../model/rights.ts';
import type { Schema } from '../../../model/validation/section-rules.ts';
import { parseValueKey } from '../../../model/value-keys.ts';
import { invalid } from '../errors.ts';
import type { Problem } from '../errors.ts';

export const LONGEST_TEXT = 8_000;
export const MOST_CONCERNS = 50;

export const cleanText = (text: string | undefined): string => (text ?? '').normalize('NFC').replace(/\r\n?/g, '\n').trim();
export const textProblems = (text: string): readonly Problem[] => (text.length > LONGEST_TEXT ? [{ field: 'text', code: 'too-long', message: `At most ${LONGEST_TEXT} characters.` }] : []);

interface Checked { readonly concerns: readonly Concern[]; readonly text: string; readonly proposed: readonly ProposedValue[] }

/** A section that may not be read is told in the words of one that there is not. */
export function checkedReport({ concerns, text, proposed = [] }: CorrectionReport, rights: Rights, schema: Pick<Schema, 'keyAllowed'>): Checked {
  const problems: Problem[] = [];
  const wrong = (field: string, code: string, message: string): void => void problems.push({ field, code, message });
  const known = ({ section, key }: { readonly section: string; readonly key: string | null }, field: string): boolean => {
    const of = sectionOf(section);
    if (of === undefined || !atLeast(rights.sections.get(of)?.level ?? 'none', 'read')) { wrong(`${field}.section`, 'unknown', 'There is no such section.'); return false; }
    if (key !== null && (parseValueKey(key) === undefined || schema.keyAllowed(section, key) === null)) { wrong(`${field}.key`, 'unknown', 'A value key of this section, such as fields/customer.name.'); return false; }
    return true;
  };
  if (concerns.length === 0) wrong('concerns', 'missing', 'Name the section or the value.');
  if (concerns.length > MOST_CONCERNS || proposed.length > MOST_CONCERNS) wrong('concerns', 'too-many', `At most ${MOST_CONCERNS}.`);
  concerns.forEach((each, i) => { known(each, `concerns.${i}`); });
  proposed.forEach((each, i) => {
    if (!known(each, `proposed.${i}`)) return;
    if (isRestricted(each.section)) { wrong(`proposed.${i}`, 'restricted', 'A value of a restricted section is written where it lies, and nowhere else.'); return; }
    const rule = schema.keyAllowed(each.section, each.key);
    const kind = parseValueKey(each.key)?.kind;
    if (rule === null || (kind !== 'field' && kind !== 'cell')) wrong(`proposed.${i}.key`, 'unknown', 'A field, or a cell of a row.');
    else if (typeof each.value === 'string' && each.value.length > LONGEST_TEXT) wrong(`proposed.${i}.value`, 'too-long', `At most ${LONGEST_TEXT} characters.`);
  });
  const clean = cleanText(text);
  if (clean === '') wrong('text', 'missing', 'Say what is wrong.');
  problems.push(...textProblems(clean));
  if (problems.length > 0) throw invalid(problems);
  // what is proposed is concerned, whether it was named or not
  const all = new Map([...concerns, ...proposed.map(({ section, key }) => ({ section, key }))].map(({ section, key }) => [`${section} ${key ?? ''}`, { section, key }]));
  return { concerns: [...all.values()], text: clean, proposed };
}
