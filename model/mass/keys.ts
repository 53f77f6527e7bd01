/** What a key of the register is to a mass update: where its value is written, or that it is only shown. Pure. */
import { fieldByKey, storedField } from '../catalogue/lookup.ts';
import { placeOf } from '../catalogue/place.ts';
import type { Field } from '../catalogue/types.ts';
import { registerKey } from '../register/keys.ts';
import type { RegisterType } from '../register/keys.ts';
import { isSectionKey, SECTIONS } from '../sections.ts';
import type { SectionKey } from '../sections.ts';

/** Of the archive's own row. */
export const OWN_PROPERTIES = ['owner', 'keeper', 'coOwner', 'department', 'kind', 'code', 'confidentiality', 'state'] as const;
export type OwnProperty = (typeof OWN_PROPERTIES)[number];

export type MassPlace =
  | { readonly kind: 'own'; readonly name: OwnProperty }
  | { readonly kind: 'value' | 'text'; readonly section: SectionKey; readonly key: string }
  /** Rows with the one column `value`. */
  | { readonly kind: 'list'; readonly section: SectionKey; readonly table: string }
  /** One column of the one row that is there; `which`: of the rows of this kind, and a first one may be added. */
  | { readonly kind: 'cell'; readonly section: SectionKey; readonly table: string; readonly column: string; readonly which: Which | null };
export interface Which { readonly column: 'kind' | 'use'; readonly value: string }

export interface MassKey {
  readonly key: string;
  readonly place: MassPlace;
  readonly type: RegisterType;
  readonly dictionary: string | undefined;
  /** A list: `add` and `remove` are for it. */
  readonly several: boolean;
  readonly masked: boolean;
}

/** Keys under which the register has what a field of a document holds. */
const FIELDS_BEHIND: Readonly<Record<string, string>> = Object.freeze({ name: 'customer.name', role: 'customer.partnerRole' });

/** Null: shown, not written. Undefined: no key of the register. */
export function massKey(key: string, own: (key: string) => Field | undefined = () => undefined): MassKey | null | undefined {
  const found = registerKey(key, own);
  if (!found) return undefined;
  const { type, masked, dictionary } = found;
  const of = (place: MassPlace, several = false): MassKey => ({ key, place, type, dictionary, several, masked });
  if (found.place.kind === 'row') {
    const { name } = found.place;
    if ((OWN_PROPERTIES as readonly string[]).includes(name)) return of({ kind: 'own', name: name as OwnProperty }, name === 'coOwner');
    const behind = storedField(FIELDS_BEHIND[name] ?? '');
    return behind ? ofField(behind, of) : null;
  }
  if (found.place.kind !== 'cell' || !isSectionKey(found.right) || SECTIONS[found.right].store !== 'document') return null;
  const { cell } = found.place;
  const field = storedField(key) ?? own(key);
  if (!cell.includes('/') || (field && fieldByKey(key)?.aliasRow === undefined && placeOf(field).kind === 'list')) return field ? ofField(field, of) : null;
  const [, table = '', which, column = ''] = /^([^/@]+)(?:@([^/]+))?\/([^/]+)$/.exec(cell) ?? [];
  return of({ kind: 'cell', section: found.right, table, column, which: which === undefined ? null : { column: table === 'methods' ? 'kind' : 'use', value: which } }, which !== undefined && table === 'methods' && column === 'value');
}

function ofField(field: Field, of: (place: MassPlace, several?: boolean) => MassKey): MassKey | null {
  const section = field.home as SectionKey;
  const place = placeOf(field);
  if (field.retired === true) return null;
  switch (place.kind) {
    case 'value': return of({ kind: 'value', section, key: place.key });
    case 'text': return of({ kind: 'text', section, key: place.key });
    case 'list': return of({ kind: 'list', section, table: place.table }, true);
    default: return null;
  }
}
