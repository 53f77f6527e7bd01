/** Archives as address cards: the customer, and for each person there a card of their own that names the customer. What may be read is decided before. */
import type { Scalar } from '../../../model/api.ts';
import type { Names } from '../../../model/export/cells.ts';
import { cardText } from '../../../model/export/vcard.ts';
import type { Card, CardMethod, CardVersion } from '../../../model/export/vcard.ts';
import type { SectionKey } from '../../../model/sections.ts';
import type { Gathered, Section } from './gather.ts';

export const VCARD_SECTIONS: ReadonlySet<SectionKey> = new Set(['profile', 'people']);

type Cells = Readonly<Record<string, Scalar>>;
const text = (value: Scalar | undefined): string => (value === null || value === undefined ? '' : String(value));
const rowsOf = (section: Section | undefined, table: string): readonly (readonly [string, Cells])[] => {
  const rows = section?.rows[table] ?? {};
  return (section?.order?.[table] ?? Object.keys(rows)).flatMap((id) => { const cells = rows[id]; return cells ? [[id, cells] as const] : []; });
};
const methodOf = (cells: Cells): CardMethod => ({ kind: text(cells['kind']), value: text(cells['value']), label: text(cells['label']), preferred: cells['preferred'] === true });
/** Ways that reach nobody any more stay here. */
const reaches = (cells: Cells): boolean => cells['alive'] !== false && text(cells['value']) !== '';

export async function* cardsOf(archives: AsyncIterable<Gathered>, { version, names }: { readonly version: CardVersion; readonly names: Names }): AsyncGenerator<string> {
  for await (const gathered of archives) for (const card of cards(gathered, names)) yield cardText(card, version);
}

function cards({ id, name, rights, sections }: Gathered, names: Names): readonly Card[] {
  const profile = sections.get('profile');
  const people = sections.get('people');
  const fields: Cells = profile?.fields ?? {};
  const value = (key: string): string | undefined => text(fields[key]) || undefined;
  const individual = rights.archive.kind === 'individual';
  const own: Card = {
    uid: id, kind: individual ? 'individual' : 'org', name,
    nickname: value('customer.shortName'), website: value('crm.website'),
    ...(individual && { organisation: value('person.employer'), title: value('person.position'), role: value('person.post'), birthday: value('person.dateOfBirth') }),
    methods: rowsOf(profile, 'methods').filter(([, cells]) => reaches(cells)).map(([, cells]) => methodOf(cells)),
    addresses: rowsOf(profile, 'addresses').map(([, cells]) => ({ use: text(cells['use']), text: text(cells['text']), city: text(cells['city']), region: text(cells['region']), postcode: text(cells['postcode']), country: text(cells['country']) && names.option('D-42', text(cells['country'])) })),
  };
  const methods = rowsOf(people, 'peopleMethods').filter(([, cells]) => reaches(cells));
  const others = rowsOf(people, 'people').filter(([, cells]) => text(cells['name']) !== '').map(([row, cells]): Card => ({
    uid: `${id}/${row}`, kind: 'individual', name: text(cells['name']), organisation: name, birthday: text(cells['birthday']) || undefined,
    title: text(cells['workScope']) || undefined, role: text(cells['role']) ? names.option('D-12', text(cells['role'])) : undefined,
    methods: methods.filter(([, each]) => each['person'] === row).map(([, each]) => methodOf(each)), addresses: [],
  }));
  return [own, ...others];
}
