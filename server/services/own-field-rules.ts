/** What is refused of a field that an administrator wants: every problem, named by the property that it is about. Who may want one is asked in the routes. */
import { dictionaryOf, GROUP_LABELS, MOST_COLUMNS, OWN_SECTIONS, PACKS } from '../../model/catalogue/catalogue.ts';
import type { OwnField, Words } from '../../model/catalogue/catalogue.ts';
import type { Dictionary } from '../../model/catalogue/types.ts';
import { LANGUAGES } from '../../model/labels.ts';
import type { Problem } from './errors.ts';

/** Characters. */
const LONGEST_LABEL = 100;
const LONGEST_HELP = 500;
const KINDS_OF_PII: ReadonlySet<string> = new Set(['none', ...(dictionaryOf('D-29')?.options ?? []).map(({ key }) => key)]);
const NUMBERS: ReadonlySet<string> = new Set(['number', 'percent']);
const CHOICES: ReadonlySet<string> = new Set(['enum', 'enums']);
const MASKED: ReadonlySet<string> = new Set(['text', 'phone']);

interface Valued { readonly kind: string; readonly dictionary: string | null; readonly min: number | null; readonly max: number | null }

/** `others`: the fields beside it that are offered, also those of other sections. */
export function fieldProblems(field: OwnField, others: readonly OwnField[], dictionaries: readonly Dictionary[]): readonly Problem[] {
  const problems: Problem[] = [];
  const wrong = (name: string, code: string, message: string): void => void problems.push({ field: name, code, message });
  const words = (name: string, said: Words, longest: number): void => {
    for (const language of LANGUAGES) if ((said[language]?.length ?? 0) > longest) wrong(`${name}.${language}`, 'too-long', `At most ${longest} characters.`);
  };
  const named = (name: string, label: Words): void => {
    if (LANGUAGES.every((language) => !label[language])) wrong(name, 'missing', 'A label is needed in one language at least.');
    words(name, label, LONGEST_LABEL);
  };
  const valued = (name: string, { kind, dictionary, min, max }: Valued): void => {
    if (CHOICES.has(kind) && !dictionaries.some(({ id }) => id === dictionary)) wrong(`${name}dictionary`, 'missing', 'A choice needs an option list: one that is there, or a new one.');
    if (!CHOICES.has(kind) && dictionary !== null) wrong(`${name}dictionary`, 'not-a-choice', 'Only a choice has an option list.');
    if (!NUMBERS.has(kind) && (min !== null || max !== null)) wrong(`${name}min`, 'not-a-number', 'Only numbers and per cents have limits.');
    if (min !== null && max !== null && min > max) wrong(`${name}max`, 'range', 'The largest number must not be smaller than the smallest.');
  };

  named('label', field.label);
  words('help', field.help, LONGEST_HELP);
  valued('', field);
  if (!OWN_SECTIONS.includes(field.section)) wrong('section', 'not-a-section', `Own fields stand in ${OWN_SECTIONS.join(', ')}.`);
  if (field.packs.length === 0) wrong('packs', 'missing', 'A field must appear in one pack at least.');
  for (const pack of field.packs) if (!PACKS.some(({ key }) => key === pack)) wrong('packs', 'not-a-pack', `There is no pack ${pack}.`);
  for (const pack of field.required) if (!field.packs.includes(pack)) wrong('required', 'not-in-pack', `The field does not appear in the pack ${pack}.`);
  if (!Object.hasOwn(GROUP_LABELS, field.group)) wrong('group', 'not-a-group', 'There is no such group.');
  if (!KINDS_OF_PII.has(field.pii)) wrong('pii', 'option', 'There is no such kind of personal information.');
  if (field.mask && !MASKED.has(field.kind)) wrong('mask', 'not-text', 'Only a line of text or a number of a telephone is masked.');
  if (field.kind === 'rows' && field.columns.length === 0) wrong('columns', 'missing', 'A table needs one column at least.');
  if (field.kind !== 'rows' && field.columns.length > 0) wrong('columns', 'not-a-table', 'Only a table has columns.');
  if (field.columns.length > MOST_COLUMNS) wrong('columns', 'too-many', `At most ${MOST_COLUMNS} columns.`);
  field.columns.forEach((column, i) => {
    named(`columns.${i}.label`, column.label);
    valued(`columns.${i}.`, column);
  });
  for (const language of LANGUAGES) {
    const text = field.label[language];
    if (text && !field.retired && others.some((other) => other.section === field.section && other.label[language] === text)) wrong(`label.${language}`, 'duplicate', 'Another field of this section has the same label.');
  }
  return problems;
}

/** Trimmed, and without the languages that say nothing. */
export const tidy = (words: Words): Words => Object.fromEntries(LANGUAGES.flatMap((language) => {
  const text = words[language]?.trim() ?? '';
  return text === '' ? [] : [[language, text] as const];
}));
