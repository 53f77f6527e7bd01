/** Texts of the classes: the options of the catalogue's dictionaries, and the one state that has no option. */
import type { Labels } from '../labels.ts';
import { optionOf } from '../catalogue/catalogue.ts';

/** No purchase in the window (B-2): not a class of D-18. */
export const UNCLASSIFIED: Labels = Object.freeze({ en: 'Unclassified', 'zh-Hans': '未分类', 'zh-Hant': '未分類', es: 'Sin clasificar' });

/** Label of an option; throws RangeError for a key that the dictionary does not have, because the rules name their own classes. */
export function classLabel(dictionary: 'D-08' | 'D-18' | 'D-75', key: string): Labels {
  const option = optionOf(dictionary, key);
  if (!option) throw new RangeError(`${dictionary} has no option ${key}`);
  return option.label;
}
