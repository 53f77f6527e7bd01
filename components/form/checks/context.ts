/** What stands beside a value of a form: its row, its section, and of the profile what this person may read. */
import type { Scalar } from '../../../model/api.ts';
import type { Row } from '../../../model/section-doc.ts';
import { countryOf } from '../../../model/validation/country.ts';
import type { Context } from '../../../model/validation/findings.ts';
import { localToday } from '../kinds/computed.ts';
import type { FormHost, Slot } from '../slot.ts';

/** A table's rows are one list until one of them changes; a long one is not walked for each of its cells. */
const found = new WeakMap<readonly Row[], ReadonlyMap<string, Row>>();
function rowsById(rows: readonly Row[]): ReadonlyMap<string, Row> {
  const there = found.get(rows) ?? new Map(rows.map((row) => [row.id as string, row]));
  found.set(rows, there);
  return there;
}

export function contextOf(host: FormHost, slot: Slot): Context {
  const { section } = host;
  const [root, table = '', id] = slot.key.split('/');
  const cells = root === 'rows' ? rowsById(section.rows(table)).get(id ?? '')?.cells : undefined;
  const profile = () => (section.name === 'profile' ? section : (host.beside('profile')?.host?.section ?? null));
  return {
    beside: (key) => (cells === undefined ? section.field(key) : (cells[key] ?? null)),
    field: (key): Scalar => section.field(key) ?? profile()?.field(key) ?? null,
    get country() {
      const own = cells?.['country'];
      if (typeof own === 'string') return own;
      // the address of another place says nothing of this one
      if (table === 'addresses') return null;
      return countryOf((profile()?.rows('addresses') ?? []).map((row) => row.cells)) ?? countryOf(section.rows('addresses').map((row) => row.cells));
    },
    today: localToday(),
  };
}
