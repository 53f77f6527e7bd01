/** Names of places, options and rules for the cleaning bench, from the catalogue of the workspace. */
import type { WorkspaceCatalogue } from '../../../model/catalogue/catalogue.ts';
import { storedField, tables } from '../../../model/catalogue/lookup.ts';
import type { Option } from '../../../model/cleaning/clusters.ts';
import type { RuleView } from '../../../model/cleaning/api.ts';
import { RULES } from '../../../model/cleaning/rules/table.ts';
import type { RuleKey } from '../../../model/cleaning/rules/table.ts';
import type { Labels } from '../../../model/labels.ts';
import { COUNTRY_NAMES } from '../import/columns.ts';

const same = (text: string): Labels => ({ en: text, 'zh-Hans': text, 'zh-Hant': text, es: text });

/** `addresses/city` → "City", `crm.industry` → "Industry"; a heading of a file is its own name. */
export function placeLabel(place: string, { fields }: WorkspaceCatalogue): Labels {
  const slash = place.indexOf('/');
  if (slash < 0) return (storedField(place) ?? fields.find(({ key }) => key === place))?.label ?? same(place);
  const [table, column] = [place.slice(0, slash), place.slice(slash + 1)];
  const own = fields.find((field) => field.key === table);
  if (column === 'value' && own) return own.label;
  return tables().find((each) => each.table === table)?.columns.find(({ key }) => key === column)?.label ?? own?.columns?.find(({ key }) => key === column)?.label ?? same(place);
}

/** Options of the list that a place takes; null: any text. */
export function optionsOf(cause: string, place: string | null, { fields, dictionaries }: WorkspaceCatalogue): readonly Option[] | null {
  const key = place?.split('/')[0] ?? '';
  const id = cause === 'country-unknown' ? 'D-42' : cause === 'option-unknown' ? ((storedField(key) ?? fields.find((field) => field.key === key))?.dictionary ?? null) : null;
  if (id === null) return null;
  const names = new Map<string, string[]>();
  if (id === 'D-42') for (const [name, country] of Object.entries(COUNTRY_NAMES)) names.set(country, [...(names.get(country) ?? []), name]);
  return (dictionaries.find((each) => each.id === id)?.options ?? []).filter(({ hidden }) => !hidden).map(({ key: option, label }) => ({ key: option, label, ...(names.has(option) ? { names: names.get(option) as string[] } : {}) }));
}

export const ruleView = (key: RuleKey): RuleView => ({ key, ...RULES[key] });
