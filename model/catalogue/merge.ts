/** The catalogue as an administrator has changed it. Dictionaries: other words, another order, options hidden, options of their own; shipped options are never lost, because values name them. Fields and lists of the workspace's own come behind the shipped ones. */
import type { Labels } from '../labels.ts';
import { DICTIONARIES } from './lookup.ts';
import { fieldOf } from './own-fields.ts';
import type { OwnField } from './own-shape.ts';
import type { Dictionary, DictionaryOption, Field } from './types.ts';

/** What is stored of one option: its words and days where they differ from the shipped ones; an option of one's own always has words. `days` null: none, although it was shipped with some. */
export interface OptionChange { readonly key: string; readonly label?: Labels; readonly hidden?: true; readonly days?: number | null }
export interface DictionaryChange { /** Counts the changes: who saves must have seen the last one. */ readonly revision: number; /** In their order; shipped ones that a later release added come after them. */ readonly options: readonly OptionChange[] }
export type DictionaryChanges = Readonly<Record<string, DictionaryChange>>;

/** A list of a workspace's own, without its options: those are a change, as everywhere. */
export interface OwnList { readonly id: string; readonly name: Labels }

/** What forms, checks and imports of one workspace go by. */
export interface WorkspaceCatalogue {
  /** Another text after each change, also after that of a release. */
  readonly edition: string;
  readonly dictionaries: readonly Dictionary[];
  /** The workspace's own fields in their order, retired ones too. */
  readonly fields: readonly Field[];
}

export const mergeDictionaries = (changes: DictionaryChanges, own: readonly OwnList[] = []): readonly Dictionary[] =>
  Object.freeze([...DICTIONARIES, ...own.map(({ id, name }) => ({ id, name, editable: true, options: [] }))].map((shipped) => {
    const change = changes[shipped.id];
    return change && shipped.editable ? mergeOne(shipped, change) : shipped;
  }));

export const mergeFields = (own: readonly OwnField[]): readonly Field[] => Object.freeze(own.map(fieldOf));

function mergeOne(shipped: Dictionary, change: DictionaryChange): Dictionary {
  const left = new Map(shipped.options.map((option) => [option.key, option]));
  const options: DictionaryOption[] = change.options.flatMap(({ key, label, hidden, days: set }) => {
    const own = left.get(key);
    left.delete(key);
    const words = label ?? own?.label;
    if (words === undefined) return [];
    const { days: shippedDays, ...rest } = own ?? {};
    const days = set === undefined ? shippedDays : (set ?? undefined);
    return [{ ...rest, key, label: words, ...(days === undefined ? {} : { days }), ...(hidden ? { hidden } : {}) }];
  });
  return { ...shipped, options: [...options, ...left.values()] };
}
