/** What a column of a table can become, in words: the fixed columns of the table, ways to reach a customer, addresses, people, and every field of the catalogue that one cell can hold. */
import { FIELDS, GROUP_LABELS, OWN_PREFIX, placeOf, SECTION_LABELS } from '../../../model/catalogue/catalogue.ts';
import type { Field } from '../../../model/catalogue/types.ts';
import type { ImportTable } from '../../../model/import/api.ts';
import { ADDRESS_PARTS, ADDRESS_USES, CONTACT_COLUMNS } from '../../../model/import/targets.ts';
import type { Language } from '../../../model/labels.ts';
import { TABLES } from './columns.ts';
import { TARGET_TEXTS, type TargetText } from './texts.ts';

export interface ListedTarget { readonly target: string; readonly label: string; readonly group: string; readonly section: string | null; readonly kind: string; readonly dictionary: string | null }

export function targetsOf(table: ImportTable, lang: Language, own: readonly Field[]): readonly ListedTarget[] {
  const texts = TARGET_TEXTS[lang];
  const facts = TABLES.find((each) => each.table === table);
  const word = (name: string): string => texts[name as TargetText] ?? name;
  const fixed = Object.keys(facts?.columns ?? {}).map((name): ListedTarget => ({ target: name, label: word(name), group: word('group'), section: null, kind: 'text', dictionary: name === 'kind' ? 'D-32' : null }));
  if (table !== 'customers' && table !== 'suppliers') return fixed;
  const more = (target: string, label: string, section: string): ListedTarget => ({ target, label, group: word('group'), section, kind: 'text', dictionary: null });
  return [
    ...fixed, more('code', word('code'), 'profile'), more('other', word('other'), 'profile'),
    ...ADDRESS_USES.filter((use) => use !== 'business').flatMap((use) => ADDRESS_PARTS.map((part) => more(`${use}.${part}`, `${word(use)}: ${word(part === 'text' ? 'address' : part)}`, 'profile'))),
    ...CONTACT_COLUMNS.map((column) => more(`contact.${column}`, `${word('contactName')}: ${word(column)}`, 'people')),
    ...[...FIELDS, ...own].filter((field) => field.aliasOf === undefined && !field.retired && ['value', 'text', 'list'].includes(placeOf(field).kind))
      .map((field): ListedTarget => ({ target: `field:${field.key}`, label: field.label[lang], group: field.key.startsWith(OWN_PREFIX) ? word('own') : (GROUP_LABELS[field.group as keyof typeof GROUP_LABELS]?.[lang] ?? field.group), section: field.home in SECTION_LABELS ? field.home : null, kind: field.kind, dictionary: field.dictionary ?? null })),
  ];
}
