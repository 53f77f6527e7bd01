/** What can be entered into a section that is not read: its fields as places for one new value or row each. What names other records or files is left to who reads the section. */
import { ADDRESSES } from '../../../model/catalogue/place.ts';
import type { FieldKind } from '../../../model/catalogue/types.ts';
import { fillable, type FormField, type Meta, type Page, type ViewColumn } from '../plan.ts';

/** One value, or the cells of one row; `key` is unique on the page. */
export type Place =
  | { readonly kind: 'value'; readonly key: string; readonly label: string; readonly group: string; readonly meta: Meta }
  | { readonly kind: 'row'; readonly key: string; readonly label: string; readonly group: string; readonly table: string; readonly fixed: Readonly<Record<string, string>>; readonly columns: readonly Meta[] };

const TYPED: ReadonlySet<FieldKind> = new Set(['text', 'number', 'percent', 'date', 'month', 'enum', 'phone', 'email', 'url', 'flag']);
const typed = (meta: Meta): boolean => TYPED.has(meta.kind) && meta.ref === undefined && meta.by === undefined;

export function placesOf(page: Page, addressColumns: readonly ViewColumn[]): readonly Place[] {
  return page.fields.filter((field) => field.own && !field.view && fillable(field)).flatMap((field: FormField): readonly Place[] => {
    const { key, label, group, place, meta } = field;
    const row = (table: string, columns: readonly Meta[], fixed: Readonly<Record<string, string>> = {}): readonly Place[] => {
      const open = columns.filter((column) => typed(column) && !(column.key in fixed));
      return open.length === 0 ? [] : [{ kind: 'row', key, label, group, table, fixed, columns: open }];
    };
    switch (place.kind) {
      case 'value': return typed(meta) ? [{ kind: 'value', key: place.key, label, group, meta }] : [];
      case 'list': return row(place.table, [{ ...meta, kind: place.item, key: 'value', label }]);
      case 'rows': return row(place.table, field.home.columns ?? []);
      case 'address': return row(ADDRESSES, addressColumns, { use: place.use });
      case 'text': case 'column': case 'files': case 'part': case 'none': return [];
    }
  });
}
