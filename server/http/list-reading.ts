/** What a list tells of restricted sections: which archives it shows values of, and that it was asked by such values. */
import { parseQuery } from '../../model/register/query.ts';
import type { RegisterPage, RegisterQuery } from '../../model/register/query.ts';
import type { WorkspaceCatalogue } from '../../model/catalogue/catalogue.ts';
import { keysOf } from '../services/register.ts';
import { isRestricted } from '../services/audit/trail.ts';
import { readingMany } from './audit-trail.ts';
import type { Ctx, Door } from './door.ts';

/** The section of which a key of the register shows values; null: of none. A class is no value of a document, and shown on cards as well. */
export function valueSection(catalogue: WorkspaceCatalogue, key: string): string | null {
  const found = keysOf(catalogue)(key);
  return found?.place.kind === 'cell' ? found.right : null;
}

/** Before a page of the register leaves: a row for each archive and restricted section of which it shows a value, and one for a question that was asked by them. */
export async function readingList(c: Ctx, door: Pick<Door, 'access' | 'services'>, { columns, where, sort, group }: Pick<RegisterQuery, 'columns' | 'where' | 'sort' | 'group'>, answered: Uint8Array): Promise<void> {
  const catalogue = door.services.catalogue.now();
  const restricted = (keys: readonly string[]) => keys.flatMap((key) => { const section = valueSection(catalogue, key); return section !== null && isRestricted(section) ? [{ key, section }] : []; });
  const shown = restricted(columns);
  const asked = restricted([...where.map(({ key }) => key), ...sort.map(({ key }) => key), ...(group ? [group.key, ...group.sums] : [])]);
  if (shown.length === 0 && asked.length === 0) return;
  const { items, total } = JSON.parse(Buffer.from(answered).toString()) as RegisterPage;
  if (asked.length > 0) await door.services.trail.asked(c.get('session').person.id, [...new Set(asked.map(({ section }) => section))], [...new Set(asked.map(({ key }) => key))], total);
  await readingMany(c, door, items.flatMap(({ id, cells }) => shown.flatMap(({ key, section }) => ((cells[key] ?? null) === null ? [] : [{ archive: id, section }]))), 'list');
}

/** The same for a question as it came; what cannot be read is nobody's question. */
export async function readingListed(c: Ctx, door: Pick<Door, 'access' | 'services'>, question: unknown, answered: Uint8Array): Promise<void> {
  const parsed = parseQuery(question, keysOf(door.services.catalogue.now()));
  if (parsed.ok) await readingList(c, door, parsed.query, answered);
}
