/** What a question to the register may name: every key with the section whose right it needs, its kind and where its values lie. Pure; how they are found is the storage's. */
import { placeOf } from '../catalogue/place.ts';
import { fieldByKey, storedField, tables } from '../catalogue/lookup.ts';
import type { Column, Field, FieldKind } from '../catalogue/types.ts';
import { isSchemeKey, schemeOf } from '../classification/schemes.ts';
import type { SchemeKey } from '../overview.ts';
import { isSectionKey, SECTIONS } from '../sections.ts';
import type { SectionKey } from '../sections.ts';

/** How values compare: `text` by the reader's language, `option` in the order of its list, `date` as text of ISO 8601, `money` within its currency. */
export type RegisterType = 'text' | 'number' | 'money' | 'date' | 'option' | 'person' | 'department' | 'flag';

/**
 * Whoever asks must be able to see the value: `exists` what one may know who only knows of an archive, `read` what is shown to who reads any section, `work` to who reads
 * profile and people, else the section itself.
 */
export type RegisterRight = 'exists' | 'read' | 'work' | SectionKey;

export type RegisterPlace =
  /** `packs`: for the rights alone, no key names it. */
  | { readonly kind: 'row'; readonly name: RowProperty | 'packs' }
  | { readonly kind: 'class'; readonly scheme: SchemeKey }
  /** A score of RFM, 5 the best. */
  | { readonly kind: 'score'; readonly place: 1 | 2 | 3 }
  | { readonly kind: 'total'; readonly part: 'sum' | 'count' | 'first' | 'last' }
  /** A value of a document, under the name that the projection gives it. */
  | { readonly kind: 'cell'; readonly cell: string }
  /** What the asker has marked archives with. */
  | { readonly kind: 'tag' };

export interface RegisterKey {
  /** As asked; two keys may lie in one place. */
  readonly key: string;
  readonly place: RegisterPlace;
  readonly right: RegisterRight;
  readonly type: RegisterType;
  /** Several values in one archive. */
  readonly several: boolean;
  /** Shown by its last characters: neither sorted nor grouped nor searched by parts of it. */
  readonly masked: boolean;
  readonly dictionary?: string;
}

const ROWS = {
  name: ['exists', 'text'], kind: ['exists', 'option', 'D-32'], department: ['exists', 'department'], owner: ['exists', 'person'],
  code: ['read', 'text'], key: ['read', 'text'], state: ['read', 'option'], keeper: ['read', 'person'], coOwner: ['read', 'person'], confidentiality: ['read', 'option', 'D-39'],
  opened: ['read', 'date'], reviewed: ['read', 'date'], updated: ['read', 'date'], missing: ['work', 'number'],
  role: ['profile', 'option', 'D-17'],
} as const satisfies Record<string, readonly [RegisterRight, RegisterType, string?]>;
export type RowProperty = keyof typeof ROWS;
export const ROW_PROPERTIES = Object.freeze(Object.keys(ROWS)) as readonly RowProperty[];
const SEVERAL: ReadonlySet<string> = new Set<RowProperty>(['key', 'coOwner', 'role']);

const SCORES = { 'rfm.scoreR': 1, 'rfm.scoreF': 2, 'rfm.scoreM': 3 } as const;
const TOTALS = { sum: 'money', count: 'number', first: 'date', last: 'date' } as const;

/** Fields of the catalogue whose values are no document's. */
const ELSEWHERE: Readonly<Record<string, string>> = Object.freeze({
  'customer.kind': 'kind', 'customer.customerCode': 'code', 'customer.archiveOpenedAt': 'opened', 'customer.archiveKeeper': 'keeper', 'customer.owner': 'owner',
  'customer.coOwners': 'coOwner', 'customer.managingDepartment': 'department', 'customer.lastReviewedAt': 'reviewed', 'customer.confidentiality': 'confidentiality', 'customer.partnerRole': 'role',
  'crm.transactionCount': 'trade.count', 'crm.transactionAmount': 'trade.sum', 'crm.firstTransactionAt': 'trade.first', 'crm.lastTransactionAt': 'trade.last', 'rfm.segment': 'class.rfm', 'credit.level': 'class.grade', 'g1.creditLevel': 'class.grade', 'aml.riskLevel': 'class.aml', 'class.similarGroup': 'class.similar',
});

/** `own`: a field of the workspace's own by its key. Undefined: nothing that a register could hold. */
export function registerKey(key: string, own: (key: string) => Field | undefined = () => undefined): RegisterKey | undefined {
  return fixedKey(key) ?? columnKey(key, own) ?? fieldKey(key, own);
}

function fixedKey(asked: string): RegisterKey | undefined {
  const key = Object.hasOwn(ELSEWHERE, asked) ? (ELSEWHERE[asked] as string) : asked;
  const plain = { key: asked, several: false, masked: false };
  if (key === 'tag') return { ...plain, place: { kind: 'tag' }, right: 'exists', type: 'option', several: true };
  if (Object.hasOwn(ROWS, key)) {
    const name = key as RowProperty;
    const [right, type, dictionary] = ROWS[name] as readonly [RegisterRight, RegisterType, string?];
    return { ...plain, place: { kind: 'row', name }, right, type, several: SEVERAL.has(name), ...(dictionary ? { dictionary } : {}) };
  }
  const [group, part = ''] = key.split('.', 2);
  if (group === 'class' && isSchemeKey(part)) return { ...plain, place: { kind: 'class', scheme: part }, right: schemeOf(part).section ?? 'read', type: 'option' };
  if (key === 'rfm.scoreR' || key === 'rfm.scoreF' || key === 'rfm.scoreM') return { ...plain, place: { kind: 'score', place: SCORES[key] }, right: 'read', type: 'number' };
  if (group === 'trade' && Object.hasOwn(TOTALS, part)) return { ...plain, place: { kind: 'total', part: part as keyof typeof TOTALS }, right: 'trade', type: TOTALS[part as keyof typeof TOTALS] };
  return undefined;
}

/** `methods/value`: a column of a row table, also of one row of it: `methods@phone/value`, `addresses@registered/city`. */
function columnKey(key: string, own: (key: string) => Field | undefined): RegisterKey | undefined {
  const [, table = '', which, name = ''] = /^([^/@]+)(?:@([^/]+))?\/([^/]+)$/.exec(key) ?? [];
  if (name === '') return undefined;
  const found = tables().filter((each) => each.table === table && isSectionKey(each.home) && (which === undefined || table !== 'addresses' || each.uses?.includes(which)))[0]
    ?? ownTable(own(table));
  const column = found?.columns.find((each) => each.key === name);
  if (!found || !column || !isSectionKey(found.home) || found.home === 'trade' || found.home === 'stays' || (which !== undefined && !PARTS.has(table) && !(which === 'newest' && NEWEST.has(table)))) return undefined;
  return ofColumn(key, key, found.home, column);
}

const PARTS: ReadonlySet<string> = new Set(['methods', 'addresses']);
/** Tables whose newest row is asked for by itself: `amlAssessments@newest/level`. */
const NEWEST: ReadonlySet<string> = new Set(['amlAssessments', 'creditReports']);
const ownTable = (field: Field | undefined) => (field?.columns && field.table !== undefined ? { table: field.table, home: field.home, columns: field.columns } : undefined);

const ofColumn = (key: string, cell: string, section: SectionKey, column: Column): RegisterKey | undefined => {
  const type = typeOf(column.kind);
  return type && { key, place: { kind: 'cell', cell }, right: section, type, several: true, masked: column.mask === true, ...(column.dictionary ? { dictionary: column.dictionary } : {}) };
};

function fieldKey(key: string, own: (key: string) => Field | undefined): RegisterKey | undefined {
  const asked = fieldByKey(key);
  const field = storedField(key) ?? own(key);
  if (!field || !isSectionKey(field.home)) return undefined;
  const section = field.home;
  if (section === 'trade' || section === 'stays') return undefined;
  const place = placeOf(field);
  const dictionary = field.dictionary ? { dictionary: field.dictionary } : {};
  const of = (cell: string, kind: FieldKind, several: boolean): RegisterKey | undefined => {
    const type = typeOf(kind);
    return type && { key, place: { kind: 'cell', cell }, right: section, type, several, masked: field.mask === true, ...dictionary };
  };
  // a view of one row of a table, `{kind: 'phone'}`, or of one column
  const part = asked?.aliasRow;
  if (part?.kind !== undefined && place.kind === 'rows') return of(`${place.table}@${part.kind}/value`, 'text', true);
  if (part?.column !== undefined && place.kind === 'address') return of(`addresses@${place.use}/${part.column}`, 'text', true);
  switch (place.kind) {
    case 'value': return of(place.key, field.kind, false);
    case 'text': return of(place.key, 'longText', false);
    case 'list': return of(`${place.table}/value`, place.item, true);
    case 'address': return of(`addresses@${place.use}/text`, 'text', true);
    // rows of the database are no document's
    case 'column': return SECTIONS[tables().find(({ table }) => table === place.table)?.home as SectionKey]?.store === 'rows' ? undefined : of(`${place.table}/${place.column}`, field.kind, true);
    case 'rows': case 'files': case 'none': return undefined;
  }
}

function typeOf(kind: FieldKind): RegisterType | undefined {
  switch (kind) {
    case 'text': case 'longText': case 'phone': case 'email': case 'url': case 'address': case 'person': return 'text';
    case 'number': case 'percent': return 'number';
    case 'money': return 'money';
    case 'date': case 'month': case 'dateRange': return 'date';
    case 'enum': case 'enums': return 'option';
    case 'user': return 'person';
    case 'flag': return 'flag';
    case 'list': return 'text';
    case 'files': case 'rows': case 'computed': return undefined;
  }
}
