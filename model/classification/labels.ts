/** Texts of the classes: the options of the catalogue's dictionaries, and the one state that has no option. */
import type { Labels } from '../labels.ts';
import { optionOf } from '../catalogue/catalogue.ts';
import type { SchemeKey } from '../overview.ts';
import { schemeOf } from './schemes.ts';

/** No purchase in the window (B-2): not a class of D-18. */
export const UNCLASSIFIED: Labels = Object.freeze({ en: 'Unclassified', 'zh-Hans': '未分类', 'zh-Hant': '未分類', es: 'Sin clasificar' });

/** Label of an option; throws RangeError for a key that the dictionary does not have, because the rules name their own classes. */
export function classLabel(dictionary: string, key: string): Labels {
  const option = optionOf(dictionary, key);
  if (!option) throw new RangeError(`${dictionary} has no option ${key}`);
  return option.label;
}

const same = (text: string): Labels => ({ en: text, 'zh-Hans': text, 'zh-Hant': text, es: text });
const KEY_NEW: Labels = Object.freeze({ en: 'Priority new customer', 'zh-Hans': '重点发展新客户', 'zh-Hant': '重點發展新客戶', es: 'Cliente nuevo prioritario' });

/** Label of a class as any scheme gives it. An option that a workspace has taken out of a list since is shown by its key: a class is never lost for want of a word. */
export function schemeLabel(scheme: SchemeKey, value: string | null): Labels {
  if (value === null) return UNCLASSIFIED;
  if (scheme === 'stars') return same('★'.repeat(Number(value)));
  if (scheme === 'keyNew') return KEY_NEW;
  const { dictionary } = schemeOf(scheme);
  return (dictionary === null ? undefined : optionOf(dictionary, value)?.label) ?? same(value);
}
