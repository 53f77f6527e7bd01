/** What a form shows, worked out from catalogue and rights: pages, groups, fields and where each value lies. No DOM and no document; what is filled is asked of `open-section.ts`. */
import type { ArchiveView, SectionAccess } from '../../model/api.ts';
import { placeOf, type FieldPlace } from '../../model/catalogue/place.ts';
import { isOwn } from '../../model/catalogue/relevance.ts';
import type { CatalogueView, FieldKind, Limits } from '../../model/catalogue/types.ts';
import { missingLabel } from './missing/label.ts';
import { atLeast, type Level } from '../../model/rights.ts';
import { contactsOf, SECTIONS, type SectionKey } from '../../model/sections.ts';

export type ViewField = CatalogueView['fields'][number];
export type ViewColumn = CatalogueView['addressColumns'][number];

/** What a control needs to know of a field or column. */
export interface Meta extends Limits { readonly key: string; readonly kind: FieldKind; readonly dictionary?: string | null; readonly label: string; readonly help?: string }

/** Beside the catalogue's places: one cell of the first row that matches, which is what a view of a row shows. */
export type Place = FieldPlace | { readonly kind: 'part'; readonly table: string; readonly match: Readonly<Record<string, string>>; readonly column: string };

/** One field of the form. `home` stores the value; it is the field itself unless that is a view. */
export interface FormField {
  readonly key: string;
  readonly label: string;
  readonly group: string;
  readonly meta: ViewField;
  readonly home: ViewField;
  readonly place: Place;
  /** Not drawn for being filled, because its home is: only when a person asks for it. */
  readonly view: boolean;
  /** Of the sheets that this archive has, for its kind of customer. Others are shown where they are filled, and found by search. */
  readonly own: boolean;
}

/** The archive's own row and overview are a page of the form, but no section. */
export const OWN = 'archive';
/** The page of what is missing and stale, drawn by `missing/page.ts`. */
export const MISSING = 'missing';
export interface Page {
  readonly key: typeof OWN | typeof MISSING | SectionKey;
  readonly label: string;
  /** `exists`: it is read on the server's own page alone, or, where it has fields, entered and not read back. */
  readonly level: Level;
  readonly fields: readonly FormField[];
  readonly years: readonly number[];
  /** Loaded before the person goes there: only what is internal, so that nobody reads a restricted paper by opening a form. */
  readonly early: boolean;
  /** It has fields of the archive's sheets. */
  readonly own: boolean;
}

/** Opinions, classes, stars, margins and other companies, which a customer beside the screen shall not read. */
const DISCREET_SECTIONS: ReadonlySet<string> = new Set(['assessment', 'credit', 'rivals', 'aml']);
const DISCREET_FIELDS = /^(class|rfm|analysis|value|archive)\.|^(g1\.grossMarginStandard|crm\.crmCategory|customer\.receptionLevel|intent\.class|assoc\.churnTendency)$/;

function formField(field: ViewField, byKey: ReadonlyMap<string, ViewField>, owned: ReadonlySet<string>): FormField | null {
  const home = field.aliasOf === undefined ? field : byKey.get(field.aliasOf);
  if (home === undefined || home.scope !== 'field') return null;
  const base = { key: field.key, label: field.label, group: home.group, home, view: home !== field, own: owned.has(field.key) };
  if (field.aliasRow === undefined) return { ...base, meta: home, place: placeOf(home) };
  const { column, ...match } = field.aliasRow;
  if (column !== undefined) return { ...base, group: field.group, meta: field, place: { kind: 'part', table: 'addresses', match: { use: home.use ?? home.key }, column } };
  const shown = home.columns?.find((each) => each.key === 'value') ?? home.columns?.find((each) => !(each.key in match));
  return shown && home.table !== undefined ? { ...base, group: field.group, meta: field, place: { kind: 'part', table: home.table, match, column: shown.key } } : null;
}

export interface PlanOptions { readonly packs: readonly string[]; readonly discreet: boolean; /** The year now, in which new contact records are made. */ readonly year: number }

/** Pages in the catalogue's order: the archive itself first, then every section that has fields here and that this person may read. */
export function planOf(view: ArchiveView, catalogue: CatalogueView, { packs, discreet, year }: PlanOptions): readonly Page[] {
  const byKey = new Map(catalogue.fields.map((field) => [field.key, field]));
  const order = new Map(catalogue.groups.map((group, i) => [group.key, i]));
  const pages = new Map<string, FormField[]>();
  const kind = view.row?.kind ?? view.overview.kind;
  // what a view of these sheets shows is theirs as well
  const owned = new Set(catalogue.fields.filter((field) => isOwn(field, { kind, packs })).flatMap(({ key, aliasOf }) => (aliasOf === undefined ? [key] : [key, aliasOf])));
  for (const field of catalogue.fields) {
    if (field.scope !== 'field' || (discreet && DISCREET_FIELDS.test(field.key))) continue;
    const made = formField(field, byKey, owned);
    if (made === null) continue;
    const home = made.home.home;
    if (home === 'process') continue;
    const page = home === 'overview' ? OWN : home;
    const list = pages.get(page);
    if (list) list.push(made);
    else pages.set(page, [made]);
  }
  const rank = (field: FormField) => order.get(field.group) ?? order.size;
  const sorted = (key: string) => (pages.get(key) ?? []).sort((a, b) => rank(a) - rank(b));
  const access = new Map<string, SectionAccess>(view.sections.map((section) => [section.section, section]));
  const own: Page = { key: OWN, label: '', level: view.level, fields: sorted(OWN), years: [], early: true, own: true };
  const sections = catalogue.sections.flatMap(({ key, label }): Page[] => {
    const right = access.get(key);
    const facts = SECTIONS[key as SectionKey];
    if (view.ownPageOnly?.includes(facts.key) && !discreet && facts.store !== 'rows') return [{ key: facts.key, label, level: 'exists', fields: [], years: [], early: false, own: true }];
    if (right === undefined && !discreet && view.enter?.includes(facts.key)) return [{ key: facts.key, label, level: 'exists', fields: sorted(key), years: [], early: false, own: true }];
    if (right === undefined || !atLeast(right.level, 'read') || facts.store === 'rows' || (discreet && DISCREET_SECTIONS.has(key))) return [];
    const fields = sorted(key);
    const years = facts.store === 'yearly' ? [...new Set([year, ...(right.years ?? [])])].sort((a, b) => b - a) : [];
    const own = fields.some((field) => field.own);
    return fields.length === 0 ? [] : [{ key: facts.key, label, level: right.level, fields, years, early: own && facts.class.kind === 'internal', own }];
  });
  // what is missing names margins and stars too, which a customer beside the screen shall not read
  const missing: Page = { key: MISSING, label: missingLabel(catalogue.lang), level: 'manage', fields: [], years: [], early: false, own: true };
  return [own, ...sections, ...(discreet ? [] : [missing])];
}

/** The document of a page: `profile`, `contacts-2026`. */
export const documentOf = (page: Page, year: number | undefined): string => (page.years.length > 0 ? contactsOf(year ?? page.years[0]!) : page.key);

/** Fields that can be filled by hand: what completeness counts and "add a fact" offers. */
export const fillable = (field: FormField): boolean => field.place.kind !== 'none' && field.home.retired !== true;

/** Letters without case, accents and width, so that `telefono` finds `Teléfono` and `ＡＢＣ` finds `abc`. */
export const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Fields whose label, group or key holds every word, those whose label begins with the words first. */
export function search(fields: readonly FormField[], words: string, groupLabel: (group: string) => string): readonly FormField[] {
  const wanted = folded(words).split(/\s+/).filter(Boolean);
  const found = fields.flatMap((field) => {
    const label = folded(field.label);
    const all = `${label} ${folded(field.home.label)} ${folded(groupLabel(field.group))} ${field.key.toLowerCase()}`;
    if (!wanted.every((word) => all.includes(word))) return [];
    const first = wanted[0] ?? '';
    return [{ field, rank: label.startsWith(first) ? 0 : label.includes(first) ? 1 : 2 }];
  });
  return found.sort((a, b) => a.rank - b.rank).map(({ field }) => field);
}

/** At most so many fields are drawn at once (LOOK 11). */
export const PAGE_SIZE = 25;
