/** Where a field's value lies in its section: the bridge from a field to the keys of `section-doc.ts`. It holds no catalogue, so that the browser can ask it too. */
import type { FieldKind } from './types.ts';

export type FieldPlace =
  /** `fields/<key>` */
  | { readonly kind: 'value'; readonly key: string }
  /** `text:<key>` */
  | { readonly kind: 'text'; readonly key: string }
  /** A row table of its own with the one column `value`. */
  | { readonly kind: 'list'; readonly table: string; readonly item: FieldKind }
  | { readonly kind: 'rows'; readonly table: string }
  /** The row of `addresses` whose `use` is this. */
  | { readonly kind: 'address'; readonly use: string }
  /** A column of a row table; long texts are `text:<table>/<row>/<column>`. */
  | { readonly kind: 'column'; readonly table: string; readonly column: string }
  | { readonly kind: 'files' }
  /** Nothing that a document holds: computed, the archive's own row, marks, processes. */
  | { readonly kind: 'none' };

/** A row's field is the catalogue key after its last dot: `contact.time` is the column `time`. */
export const columnKey = (fieldKey: string): string => fieldKey.slice(fieldKey.lastIndexOf('.') + 1);

export const ADDRESSES = 'addresses';

/** `field` is no alias: follow `aliasOf` first. */
export function placeOf(field: { readonly key: string; readonly kind: FieldKind; readonly home: string; readonly scope: string; readonly table?: string; readonly multiple?: boolean; readonly use?: string }): FieldPlace {
  if (field.home === 'archive' || field.home === 'overview' || field.home === 'process') return { kind: 'none' };
  if (field.scope === 'row' && field.table !== undefined) return { kind: 'column', table: field.table, column: columnKey(field.key) };
  if (field.scope !== 'field') return { kind: 'none' };
  switch (field.kind) {
    case 'computed': return { kind: 'none' };
    case 'files': return { kind: 'files' };
    case 'rows': return { kind: 'rows', table: field.table ?? field.key };
    case 'address': return { kind: 'address', use: field.use ?? field.key };
    case 'longText': return { kind: 'text', key: field.key };
    case 'list': return { kind: 'list', table: field.key, item: 'text' };
    case 'enums': return { kind: 'list', table: field.key, item: 'enum' };
    case 'text': case 'number': case 'percent': case 'money': case 'date': case 'month': case 'dateRange': case 'enum': case 'phone': case 'email':
    case 'url': case 'person': case 'user': case 'flag':
      return field.multiple ? { kind: 'list', table: field.key, item: field.kind } : { kind: 'value', key: field.key };
  }
}
