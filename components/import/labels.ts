/** What values of a row are called and how they read, from their value keys: a contact or address that comes or goes is one line. */
import type { Scalar } from '../../model/api.ts';
import type { RowDiff } from '../../model/import/api.ts';
import { parseValueKey } from '../../model/value-keys.ts';
import { shortValue, type ShortMeta } from '../history/values.ts';
import type { ImportHost } from './host.ts';

type Labels = Pick<ImportHost, 'catalogue' | 't' | 'language'>;

const headOf = ({ catalogue }: Labels, table: string) => catalogue?.fields.find((field) => (field.table ?? field.key) === table && field.scope === 'field');
const columnOf = (labels: Labels, table: string, column: string) => (table === 'addresses' ? labels.catalogue?.addressColumns : headOf(labels, table)?.columns)?.find(({ key }) => key === column);

/** `Phone`, `People: Role`; the key itself as long as no words are here. */
export function keyLabel(key: string, labels: Labels): string {
  const place = parseValueKey(key);
  switch (place?.kind) {
    case 'field': case 'text': return labels.catalogue?.fields.find((field) => field.key === place.key)?.label ?? place.key;
    case 'cell': case 'rowText': case 'place': {
      const head = headOf(labels, place.table)?.label ?? place.table;
      const column = place.kind === 'place' ? undefined : columnOf(labels, place.table, place.field)?.label;
      return column === undefined ? head : place.table === 'addresses' ? column : `${head}: ${column}`;
    }
    case 'mark': case undefined: return key;
  }
}

export function valueText({ key }: Pick<RowDiff, 'key'>, value: Scalar, labels: Labels): string {
  if (value === null || value === '') return labels.t.empty;
  const { catalogue, t, language } = labels;
  const place = parseValueKey(key);
  const meta: ShortMeta | undefined = place?.kind === 'field' ? catalogue?.fields.find((field) => field.key === place.key)
    : place?.kind === 'cell' ? (columnOf(labels, place.table, place.field) ?? catalogue?.fields.find((field) => field.key === place.table && place.field === 'value')) : undefined;
  if (catalogue === null || meta === undefined) return typeof value === 'boolean' ? (value ? t.yes : t.no) : String(value);
  return shortValue(meta.kind === 'enums' ? { ...meta, kind: 'enum' } : meta, value, language, catalogue, { yes: t.yes, no: t.no, longTerm: t.longTerm, nameOf: (_, id) => id });
}

/** Null: nothing stood there before, or stands there now. */
export interface DiffLine { readonly label: string; readonly old: string | null; readonly new: string | null; readonly kept: boolean }

export function diffLines(changes: readonly RowDiff[], labels: Labels): readonly DiffLine[] {
  const lines: DiffLine[] = [];
  const taken = new Set<RowDiff>();
  for (const change of changes) {
    if (taken.has(change)) continue;
    const row = rowOf(change);
    const mine = row === null ? [change] : changes.filter((each) => rowOf(each) === row && each.section === change.section);
    const whole = row !== null && !mine.some(({ kept }) => kept) && (mine.every(({ old }) => old === null) || mine.every((each) => each.new === null));
    if (!whole) {
      lines.push({ label: keyLabel(change.key, labels), old: change.old === null ? null : valueText(change, change.old, labels), new: change.new === null ? null : valueText(change, change.new, labels), kept: change.kept === true });
      continue;
    }
    for (const each of mine) taken.add(each);
    const came = mine.every(({ old }) => old === null);
    const { label, text } = rowText(mine, came ? 'new' : 'old', labels);
    lines.push({ label, old: came ? null : text, new: came ? text : null, kept: false });
  }
  return lines;
}

function rowOf({ key }: RowDiff): string | null {
  const place = parseValueKey(key);
  return place?.kind === 'cell' ? `${place.table}/${place.row}` : null;
}

/** `Mobile`: `138…`; `Business address`: its parts; of other tables the name and all that is in the row. */
function rowText(cells: readonly RowDiff[], side: 'old' | 'new', labels: Labels): { readonly label: string; readonly text: string } {
  const by = new Map(cells.flatMap((cell) => { const place = parseValueKey(cell.key); return place?.kind === 'cell' ? [[place.field, cell] as const] : []; }));
  const place = parseValueKey(cells[0]?.key ?? '');
  const table = place?.kind === 'cell' ? place.table : '';
  const head = labels.catalogue?.fields.find((field) => field.kind === 'address' && table === 'addresses' && field.scope === 'field' && field.aliasOf === undefined && (field.use ?? field.key) === by.get('use')?.[side])?.label ?? headOf(labels, table)?.label ?? table;
  const [title, skip] = table === 'methods' ? ['kind', ['kind', 'label', 'preferred']] : ['', ['use']];
  const titled = by.get(title);
  const name = by.get('label')?.[side];
  const text = [...by].filter(([field, cell]) => !skip.includes(field) && cell[side] !== null).map(([, cell]) => valueText(cell, cell[side], labels)).join(' · ');
  return { label: titled === undefined ? head : valueText(titled, titled[side], labels), text: table === 'methods' && typeof name === 'string' && name !== '' ? `${text} (${name})` : text };
}
