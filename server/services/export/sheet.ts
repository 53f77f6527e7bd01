/** One archive for paper: every section that the person may read, filled values alone, in words of one language. An export like any other: a right of its own, and written down before it leaves. */
import type { Scalar, Transaction } from '../../../model/api.ts';
import type { WorkspaceCatalogue } from '../../../model/catalogue/catalogue.ts';
import { fieldByKey, SECTION_LABELS } from '../../../model/catalogue/catalogue.ts';
import { fieldsOf, tablesIn, tablesOf } from '../../../model/catalogue/lookup.ts';
import type { Table } from '../../../model/catalogue/lookup.ts';
import { ADDRESSES, placeOf } from '../../../model/catalogue/place.ts';
import type { Column, Field, FieldKind } from '../../../model/catalogue/types.ts';
import { BETWEEN } from '../../../model/export/cells.ts';
import type { Names } from '../../../model/export/cells.ts';
import type { Sheet, SheetClass, SheetEntry, SheetSection, SheetTable } from '../../../model/export/sheet-api.ts';
import { SCHEME_NAMES } from '../../../model/classification/names.ts';
import { SHEET_INPUTS, SHEET_KINDS, SHEET_VALUES, SHEET_WORDS } from '../../../model/export/sheet-texts.ts';
import { propertyLabel, STATES, WORDS } from '../../../model/export/texts.ts';
import { docName } from '../../../model/ids.ts';
import type { ArchiveId } from '../../../model/ids.ts';
import type { Language } from '../../../model/labels.ts';
import type { ClassInput, ClassResult } from '../../../model/overview.ts';
import { atLeast, mayExport, mayTakeOut } from '../../../model/rights.ts';
import type { Person } from '../../../model/rights.ts';
import { parseDocSection, SECTION_KEYS, SECTIONS } from '../../../model/sections.ts';
import type { SectionKey } from '../../../model/sections.ts';
import { WARNING_LABELS } from '../../../model/warning-words.ts';
import { forbidden, notFound } from '../errors.ts';
import type { ExportOptions } from './exports.ts';
import type { Section } from './gather.ts';
import { namesIn } from './names.ts';

/** Rows of contacts and of trade: the newest. */
const NEWEST = 20;
/** Rows of any other table. */
const MOST_ROWS = 200;

export type SheetOptions = Pick<ExportOptions, 'access' | 'hub' | 'catalogue' | 'clock' | 'timezone' | 'ledger' | 'opened'> & { readonly storage: Pick<ExportOptions['storage'], 'newest' | 'exports'> };

export async function sheetOf(options: SheetOptions, person: Person, id: ArchiveId, lang: Language): Promise<Sheet> {
  const { access, storage, clock, timezone } = options;
  const rights = await access.rights(person, id);
  if (!rights || !atLeast(rights.level, 'exists')) throw notFound();
  if (!mayExport(person)) throw forbidden('Only an information steward prints an archive as a sheet: it is taken out, as by an export.');
  if (atLeast(rights.level, 'read') && ![...rights.sections.values()].some(mayTakeOut)) throw forbidden('What is read in an emergency is not printed.');
  const at = clock.now();
  const record = await storage.exports.begin({ by: person.id, at, format: 'print', query: JSON.stringify({ ids: [id], lang }) });
  const [digest] = await access.digests(person, [id]);
  const [present = []] = await storage.newest([id]);
  const reads = (section: SectionKey): boolean => { const decision = rights.sections.get(section); return decision !== undefined && mayTakeOut(decision); };
  const documents = new Map<SectionKey, [string, Section][]>();
  await options.opened?.(person.id, present.flatMap(({ section }) => { const key = parseDocSection(section)?.section; return key !== undefined && reads(key) ? [{ archive: id, section, decision: rights.sections.get(key), by: 'print' as const }] : []; }));
  for (const { section: name } of present) {
    const section = parseDocSection(name)?.section;
    if (section !== undefined && reads(section) && SECTIONS[section].store !== 'rows') documents.set(section, [...(documents.get(section) ?? []), [name, (await options.hub.readOnce(docName(id, name))).values as Section]]);
  }
  const catalogue = options.catalogue.now();
  const names = namesIn(lang, catalogue.dictionaries, access.directory);
  const people = new Map((documents.get('people') ?? []).flatMap(([, { rows }]) => Object.entries(rows['people'] ?? {}).map(([row, cells]) => [row, String(cells['name'] ?? row)] as const)));
  const setter = new Setter(lang, names, people, catalogue);
  const sections: SheetSection[] = [];
  for (const key of SECTION_KEYS) {
    const made = SECTIONS[key].store === 'rows' ? (reads(key) ? await trade(options, person, id, key, setter) : null) : setter.section(key, (documents.get(key) ?? []).sort(([a], [b]) => (a < b ? 1 : -1)).map(([, values]) => values));
    if (made && made.entries.length + made.tables.length > 0) sections.push(made);
  }
  await storage.exports.end(record, 1, clock.now());
  const { archive } = rights;
  const open = atLeast(rights.level, 'read') && digest && digest.level !== 'exists' ? digest : null;
  const head = ([
    ['kind', names.option('D-32', archive.kind)], ['code', open ? archive.code : null], ['key', open ? archive.keys.join(BETWEEN) : null], ['department', archive.department && names.department(archive.department)], ['owner', archive.owner && names.person(archive.owner)],
    ['coOwner', open ? archive.coOwners.map(names.person).join(BETWEEN) : null], ['keeper', open && archive.keeper ? names.person(archive.keeper) : null], ['state', open ? (STATES[archive.state]?.[lang] ?? archive.state) : null],
    ['confidentiality', open ? names.option('D-39', archive.confidentiality) : null], ['opened', open ? archive.openedAt.slice(0, 10) : null], ['reviewed', open?.level ? (archive.reviewedAt?.slice(0, 10) ?? null) : null],
  ] as const).flatMap(([key, value]): readonly SheetEntry[] => (value ? [{ label: propertyLabel(key)?.[lang] ?? key, value }] : []));
  return {
    id, name: digest?.name ?? id, warning: open?.warning ? { label: WARNING_LABELS[open.warning.kind][lang], text: open.warning.text } : null, head,
    classes: Object.values(open?.classes ?? {}).map((each) => classOf(each, lang)), sections,
    words: { printed: SHEET_WORDS.printed[lang], classes: SHEET_WORDS.classes[lang], more: SHEET_WORDS.more[lang], warning: SHEET_WORDS.warning[lang] },
    printedBy: person.name, printedAt: new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short', timeStyle: 'short' }).format(at),
  };
}

function classOf({ scheme, mark, label, rule, since, window, inputs, thresholds, changes, population }: ClassResult, lang: Language): SheetClass {
  const named = (key: string): string => {
    const [, name = '', points = ''] = /^(recencyDays|frequency|monetary)([1-5])$/.exec(key) ?? [];
    return name === '' ? (SHEET_INPUTS[key]?.[lang] ?? key) : `${SHEET_INPUTS[name]?.[lang] ?? name}: ${points} ${SHEET_WORDS.points[lang]}`;
  };
  const input = ({ key, value, unit }: ClassInput): SheetEntry => ({ label: named(key), value: value === null ? '–' : (SHEET_VALUES[String(value)]?.[lang] ?? (unit === 'share' && typeof value === 'number' ? `${(value * 100).toFixed(1)} %` : String(value))) });
  const w = (key: keyof typeof SHEET_WORDS): string => SHEET_WORDS[key][lang];
  return {
    scheme: SCHEME_NAMES[scheme][lang], mark, label: label[lang],
    entries: [
      { label: w('since'), value: since }, { label: w('window'), value: window.from === null ? `${w('allTime')} – ${window.to}` : `${window.from} – ${window.to}` }, ...inputs.map(input), ...thresholds.map(input),
      ...(population ? [{ label: w('rank'), value: `${population.rank} / ${population.of}` }] : []),
      ...changes.map(({ toLabel, input: key, at }) => ({ label: w('change'), value: `${toLabel[lang]}: ${SHEET_INPUTS[key]?.[lang] ?? key} ${String(at)}` })),
      { label: w('rule'), value: `${rule.id}, ${w('version')} ${rule.version}` },
    ],
  };
}

async function trade({ ledger }: SheetOptions, person: Person, id: ArchiveId, section: SectionKey, { lang }: Setter): Promise<SheetSection> {
  // a page holds both sections' rows, each under its right
  const { items, next } = await ledger.rows(person, id, null, 200);
  const own = items.filter(({ kind }) => (kind === 'stay') === (section === 'stays'));
  const w = (key: keyof typeof SHEET_WORDS): string => SHEET_WORDS[key][lang];
  const row = ({ date, kind, amount, currency, orderRef }: Transaction): readonly string[] => [date, SHEET_KINDS[kind]?.[lang] ?? kind, `${amount} ${currency}`, orderRef ?? ''];
  const left = own.length - Math.min(own.length, NEWEST);
  const title = SECTION_LABELS[section][lang];
  return { key: section, title, entries: [], tables: own.length === 0 ? [] : [{ title: w('newest'), heads: [w('date'), w('kind'), w('amount'), w('order')], rows: own.slice(0, NEWEST).map(row), left: next === null ? left : Math.max(left, 1) }] };
}

/** Puts the values of sections into words. */
class Setter {
  readonly lang: Language;
  readonly names: Names;
  readonly #people: ReadonlyMap<string, string>;
  readonly #own: readonly Field[];

  constructor(lang: Language, names: Names, people: ReadonlyMap<string, string>, { fields }: WorkspaceCatalogue) {
    this.lang = lang;
    this.names = names;
    this.#people = people;
    this.#own = fields;
  }

  /** `documents`: the newest year first. */
  section(key: SectionKey, documents: readonly Section[]): SheetSection {
    const own = this.#own.filter(({ home }) => home === key);
    const fields = [...fieldsOf(key), ...own];
    const tables = [...tablesOf(key), ...tablesIn(own)];
    const entries: SheetEntry[] = [];
    for (const field of fields) for (const { fields: values, texts } of documents) {
      const value = field.kind === 'longText' ? texts[field.key] : values[field.key];
      const shown = value === undefined || value === null || value === '' ? '' : this.#value(value, field);
      if (shown !== '') entries.push({ label: field.label[this.lang], value: shown });
    }
    const sheets: SheetTable[] = [];
    for (const table of tables) {
      const made = this.#table(key, table, documents);
      if (made && 'heads' in made) sheets.push(made);
      else if (made) entries.push(made);
    }
    return { key, title: SECTION_LABELS[key][this.lang], entries, tables: sheets };
  }

  #table(section: SectionKey, { table, heading, columns }: Table, documents: readonly Section[]): SheetTable | SheetEntry | null {
    const field = heading === null ? undefined : (fieldByKey(heading) ?? this.#own.find(({ key }) => key === heading));
    const title = table === ADDRESSES ? WORDS.addresses[this.lang] : (field?.label[this.lang] ?? table);
    const uses = new Map(table === ADDRESSES ? fieldsOf(section).map((each) => [placeOf(each), each.label[this.lang]] as const).flatMap(([place, label]) => (place.kind === 'address' ? [[place.use, label] as const] : [])) : []);
    const rows = documents.flatMap(({ rows: all, texts, order }) => (order?.[table] ?? Object.keys(all[table] ?? {})).flatMap((row) => {
      const cells = all[table]?.[row];
      return cells ? [{ time: String(cells['time'] ?? cells['date'] ?? ''), cells: columns.map((column) => { const value = column.kind === 'longText' ? texts[`${table}/${row}/${column.key}`] : cells[column.key]; return value === undefined || value === null || value === '' ? '' : (column.key === 'use' ? uses.get(String(value)) : undefined) ?? this.#value(value, column); }) }] : [];
    })).filter(({ cells }) => cells.some((cell) => cell !== ''));
    if (rows.length === 0) return null;
    const [only] = columns;
    if (columns.length === 1 && only?.key === 'value') return { label: title, value: rows.map(({ cells }) => cells[0]).join(BETWEEN) };
    const newest = section === 'contacts';
    if (newest) rows.sort((a, b) => (a.time < b.time ? 1 : a.time > b.time ? -1 : 0));
    const shown = rows.slice(0, newest ? NEWEST : MOST_ROWS);
    const filled = columns.map((_, i) => shown.some(({ cells }) => cells[i] !== ''));
    const kept = <T>(all: readonly T[]): readonly T[] => all.filter((_, i) => filled[i]);
    return { title: newest && rows.length > shown.length ? `${title} (${SHEET_WORDS.newest[this.lang]})` : title, heads: kept(columns.map(({ label }) => label[this.lang])), rows: shown.map(({ cells }) => kept(cells)), left: rows.length - shown.length };
  }

  #value(value: Exclude<Scalar, null>, { kind, dictionary, mask }: { readonly kind: FieldKind; readonly dictionary?: string | null | undefined; readonly mask?: boolean } & Partial<Pick<Column | Field, 'label'>>): string {
    const { names } = this;
    // paper goes further than a screen: of a masked number its end, as the form shows it
    if (mask) return `••${String(value).slice(-4)}`;
    switch (kind) {
      case 'enum': case 'enums': return names.option(dictionary ?? undefined, String(value));
      case 'flag': return names.flag(value === true);
      case 'user': return names.person(String(value));
      case 'person': return this.#people.get(String(value)) ?? String(value);
      case 'percent': return `${String(value)} %`;
      case 'dateRange': return String(value).replace('/', ' – ');
      case 'date': return String(value).replace('T', ' ');
      default: return String(value).trim();
    }
  }
}
