/** Names of the options and papers that reasons are made of, from the catalogue as the workspace has it. The sentences around them are `texts.ts`. */
import { fieldByKey, optionOf } from '../catalogue/catalogue.ts';
import type { Dictionary } from '../catalogue/types.ts';
import { schemeLabel } from '../classification/labels.ts';
import type { Labels } from '../labels.ts';
import type { SchemeKey } from '../overview.ts';
import type { ReasonInputs, ReminderReason, ReasonWords } from './api.ts';
import type { ReminderKind } from './kinds.ts';

/** By kind which input is an option of which list. */
const OPTIONS: Readonly<Partial<Record<ReminderKind, readonly [input: string, dictionary: string]>>> = Object.freeze({
  deposit: ['deposit', 'D-54'], occasion: ['occasion', 'D-14'], visit: ['how', 'D-85'], decline: ['strategy', 'D-56'], contactCycle: ['strategy', 'D-55'], amlReview: ['level', 'D-25'],
});

const classWords = (scheme: unknown, value: unknown): ReasonWords => ({ class: schemeLabel(scheme as SchemeKey, String(value)) });

/** Undefined where the sentence needs no such name. An option that has gone since is told by its key. */
function reasonWords(kind: ReminderKind, inputs: ReasonInputs, dictionaries: readonly Dictionary[]): ReasonWords | undefined {
  if (kind === 'classVisit') return classWords(inputs['scheme'], inputs['class']);
  const [input, dictionary] = kind === 'paper' ? ['field', null] : (OPTIONS[kind] ?? []);
  const value = input === undefined ? undefined : inputs[input];
  if (input === undefined || dictionary === undefined || value === undefined || value === '') return undefined;
  const label: Labels | undefined = dictionary === null ? fieldByKey(String(value))?.label
    : (dictionaries.find(({ id }) => id === dictionary)?.options.find(({ key }) => key === value) ?? optionOf(dictionary, String(value)))?.label;
  return label === undefined ? undefined : { [input]: label };
}

/** A reason that can be told without the catalogue. `dictionaries`: of the workspace. */
export function withWords<R extends Pick<ReminderReason, 'kind' | 'inputs'>>(reason: R, dictionaries: readonly Dictionary[]): R & Pick<ReminderReason, 'words'> {
  const words = reasonWords(reason.kind, reason.inputs, dictionaries);
  return words === undefined ? reason : { ...reason, words };
}
