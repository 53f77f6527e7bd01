/** Names for exported values in one language, as this workspace calls its options, people and departments. */
import { dictionaryOf } from '../../../model/catalogue/catalogue.ts';
import type { Dictionary } from '../../../model/catalogue/types.ts';
import { KEYS } from '../../../model/export/cells.ts';
import type { Names } from '../../../model/export/cells.ts';
import { STATES, WORDS } from '../../../model/export/texts.ts';
import type { DepartmentId, PersonId } from '../../../model/ids.ts';
import type { Language } from '../../../model/labels.ts';
import type { Directory } from '../../access/directory.ts';

/** `lang` null: keys, for programs. */
export function namesIn(lang: Language | null, dictionaries: readonly Dictionary[], directory: Pick<Directory, 'name' | 'department'>): Names {
  if (lang === null) return KEYS;
  const labels = new Map<string, string>();
  const label = (dictionary: string | undefined, key: string): string => {
    if (dictionary === undefined) return STATES[key]?.[lang] ?? key;
    const cached = labels.get(`${dictionary}/${key}`);
    if (cached !== undefined) return cached;
    const option = dictionaries.find(({ id }) => id === dictionary)?.options.find((each) => each.key === key) ?? dictionaryOf(dictionary)?.options.find((each) => each.key === key);
    const text = option?.label[lang] ?? key;
    labels.set(`${dictionary}/${key}`, text);
    return text;
  };
  return {
    option: label,
    person: (id) => directory.name(id as PersonId) || id,
    department: (id) => directory.department(id as DepartmentId)?.name ?? id,
    flag: (value) => (value ? WORDS.yes[lang] : WORDS.no[lang]),
  };
}
