/** The columns of an exported table: what was asked for by register keys, with heads in one language, and where a workbook that comes back may write. Pure. */
import { fieldByKey, storedField, tables } from '../catalogue/lookup.ts';
import type { Table } from '../catalogue/lookup.ts';
import { tablesIn, KEY_TEN } from '../catalogue/lookup.ts';
import { placeOf } from '../catalogue/place.ts';
import type { Column, Field, FieldKind } from '../catalogue/types.ts';
import type { Labels, Language } from '../labels.ts';
import type { RegisterKey, RegisterType } from '../register/keys.ts';
import { registerKey } from '../register/keys.ts';
import { isSectionKey } from '../sections.ts';
import type { SectionKey } from '../sections.ts';
import { propertyLabel, WORDS } from './texts.ts';

/** Where in a section the one value of a column lies; null: a workbook shows it and changes nothing there. */
export interface Target { readonly section: SectionKey; readonly part: 'fields' | 'texts'; readonly key: string }
export interface ExportColumn { readonly key: string; readonly head: Labels; readonly register: RegisterKey; readonly target: Target | null; readonly kind: FieldKind }

type OwnField = (key: string) => Field | undefined;

/** Without columns named: the key ten, the classes, and who looks after the customer. */
export const DEFAULT_COLUMNS: readonly string[] = Object.freeze([...new Set(['name', 'kind', 'code', 'department', 'owner', 'class.abc', 'class.rfm', 'class.lifecycle', ...KEY_TEN].filter((key) => registerKey(key) !== undefined))]);
/** Tables that get a sheet of their own. */
export const DEFAULT_TABLES: readonly string[] = Object.freeze(['methods', 'addresses', 'people', 'peopleMethods']);

const both = (a: Labels, b: Labels): Labels => ({ en: `${a.en}: ${b.en}`, 'zh-Hans': `${a['zh-Hans']}：${b['zh-Hans']}`, 'zh-Hant': `${a['zh-Hant']}：${b['zh-Hant']}`, es: `${a.es}: ${b.es}` });
const same = (text: string): Labels => ({ en: text, 'zh-Hans': text, 'zh-Hant': text, es: text });

export function exportColumn(key: string, own: OwnField): ExportColumn | undefined {
  const register = registerKey(key, own);
  if (!register) return undefined;
  const field = fieldByKey(key) ?? own(key);
  const stored = storedField(key) ?? own(key);
  const place = stored && isSectionKey(stored.home) && register.place.kind === 'cell' ? placeOf(stored) : null;
  const target: Target | null = stored && !stored.retired && (place?.kind === 'value' || place?.kind === 'text') ? { section: stored.home as SectionKey, part: place.kind === 'value' ? 'fields' : 'texts', key: place.key } : null;
  return { key, register, head: field?.label ?? propertyLabel(key) ?? columnHead(key, own), target, kind: stored?.kind ?? 'text' };
}

function columnHead(key: string, own: OwnField): Labels {
  const [, table = '', which, name = ''] = /^([^/@]+)(?:@([^/]+))?\/([^/]+)$/.exec(key) ?? [];
  const found = tableFor(table, own);
  const column = found[0]?.columns.find((each) => each.key === name);
  if (!column) return same(key);
  const head = which === undefined ? tableHead(table, own) : same(which);
  return both(head, column.label);
}

const tableFor = (table: string, own: OwnField): readonly Table[] => {
  const shipped = tables().filter((each) => each.table === table && isSectionKey(each.home) && each.home !== 'trade' && each.home !== 'stays');
  if (shipped.length > 0) return shipped;
  const field = own(table);
  return field ? tablesIn([field]) : [];
};
const tableHead = (table: string, own: OwnField): Labels => {
  const heading = tableFor(table, own)[0]?.heading;
  return table === 'addresses' ? WORDS.addresses : ((heading === null || heading === undefined ? undefined : (fieldByKey(heading) ?? own(heading))?.label) ?? same(table));
};

/** A row table as a sheet: sections that may hold its rows, its columns. Long texts of a row lie beside it. */
export interface ExportTable { readonly table: string; readonly head: Labels; readonly homes: readonly SectionKey[]; readonly columns: readonly TableColumn[] }
export interface TableColumn { readonly key: string; readonly head: Labels; readonly kind: FieldKind; readonly type: RegisterType; readonly dictionary?: string; readonly text: boolean; readonly writable: boolean }

export function exportTable(table: string, own: OwnField): ExportTable | undefined {
  const found = tableFor(table, own);
  const [first] = found;
  if (!first) return undefined;
  return { table, head: tableHead(table, own), homes: found.map(({ home }) => home as SectionKey), columns: first.columns.flatMap((column) => tableColumn(column) ?? []) };
}

function tableColumn({ key, kind, label, dictionary, ref }: Column): TableColumn | undefined {
  const type = typeOf(kind);
  return type && { key, head: label, kind, type, ...(dictionary ? { dictionary } : {}), text: kind === 'longText', writable: kind !== 'user' && ref === undefined };
}

function typeOf(kind: FieldKind): RegisterType | undefined {
  switch (kind) {
    case 'number': case 'percent': return 'number';
    case 'money': return 'money';
    case 'date': case 'month': case 'dateRange': return 'date';
    case 'enum': case 'enums': return 'option';
    case 'user': return 'person';
    case 'flag': return 'flag';
    case 'files': case 'rows': case 'computed': case 'address': return undefined;
    case 'text': case 'longText': case 'phone': case 'email': case 'url': case 'person': case 'list': return 'text';
  }
}

/** Heads that nobody confuses: what two columns are called alike is followed by its key. */
export function headsOf(columns: readonly { readonly key: string; readonly head: Labels }[], lang: Language | null, before: readonly string[] = []): readonly string[] {
  const words = columns.map(({ key, head }) => (lang === null ? key : head[lang]));
  const counts = new Map<string, number>();
  for (const word of [...before, ...words]) counts.set(word, (counts.get(word) ?? 0) + 1);
  return words.map((word, i) => ((counts.get(word) ?? 0) > 1 ? `${word} (${columns[i]?.key ?? i})` : word));
}
