/** The gate's schema: which roots, tables, columns and keys each section has, and the rule of each. Made from the catalogue once for each workspace, then only looked up; fields of the workspace's own follow its changes. How values lie is `section-doc.ts`. */
import type { Scalar, SectionPatch } from '../api.ts';
import { fieldsOf, placeOf, tablesIn, tablesOf } from '../catalogue/catalogue.ts';
import type { Table } from '../catalogue/catalogue.ts';
import { eitherOf, optionKeys } from '../catalogue/known-options.ts';
import type { Keys } from '../catalogue/known-options.ts';
import type { Column, Field, Limits } from '../catalogue/types.ts';
import { parseRowId } from '../ids.ts';
import { isPlace, ROOTS } from '../section-doc.ts';
import { parseDocSection, SECTION_KEYS, SECTIONS } from '../sections.ts';
import type { SectionKey } from '../sections.ts';
import { parseValueKey, PLACE } from '../value-keys.ts';
import type { Mark, ValueKey } from '../value-keys.ts';
import { decisionCellOf } from './by-service.ts';
import { isCalendarDate } from './dates.ts';
import { problem } from './problem.ts';
import type { FieldProblem, Problem } from './problem.ts';
import { checkScalar } from './value.ts';
import type { ValueRule } from './value.ts';

/** Rule of one key. `place` holds a row's place, `longText` is a root of its own; the year is that of a contact record's document. `retired`: what stands there stays and may be taken away, nothing new is written. */
export type KeyRule = (ValueRule | { readonly kind: 'place' }) & { readonly year?: number; readonly retired?: () => boolean };

/** What a workspace has beside the shipped catalogue, asked at each check, so that a change counts from the moment it is stored. */
export interface Workspace {
  /** Keys that a value of this dictionary may have, also those that are offered no longer. */
  readonly options: (dictionary: string) => Keys;
  /** Fields of its own, retired ones too; another list after each change. */
  readonly fields: () => readonly Field[];
}

export interface Schema {
  /** What a root of the document is: one of the three maps, a long text, or null for a root that no section has. */
  readonly rootAllowed: (section: string, root: string) => 'map' | 'text' | null;
  /**
   * The rule of a value key in a section (`profile`, `contacts-2026`), or null when the section has no such value: unknown keys, keys of
   * other sections, the archive's own row, computed values, views of other fields, and names that reach an object's prototype.
   */
  readonly keyAllowed: (section: string, valueKey: string) => KeyRule | null;
  /** Checks one value where it is to stand; null when it may. */
  readonly checkValue: (section: string, valueKey: string, value: unknown) => Problem | null;
  /** Every problem of a patch, named by value key; empty when it may be applied. */
  readonly checkPatch: (section: string, patch: SectionPatch) => readonly FieldProblem[];
}

interface SectionRules {
  readonly fields: ReadonlyMap<string, KeyRule>;
  readonly texts: ReadonlyMap<string, KeyRule>;
  /** Rule of a row's place, by table. */
  readonly places: ReadonlyMap<string, KeyRule>;
  /** Scalars of rows, by table and column. */
  readonly tables: ReadonlyMap<string, ReadonlyMap<string, KeyRule>>;
  /** Long texts of rows, by table. */
  readonly rowTexts: ReadonlyMap<string, ReadonlyMap<string, KeyRule>>;
  /** Computed fields: only a mark may overrule them. */
  readonly computed: ReadonlySet<string>;
}

const limitsOf = ({ min, max, precision, yearOptional, longTermAllowed, ref, mask, check, after }: Limits): Limits => ({ min, max, precision, yearOptional, longTermAllowed, ref, mask, check, after });

/** Computed columns and files have no value in a document; their keys are not known there. */
const isScalar = (column: Column): boolean => !['computed', 'files', 'rows', 'address', 'longText'].includes(column.kind);

/** `retired` of a field, where its workspace can retire it. */
type Retired = (field: string) => (() => boolean) | undefined;

function rulesFor(all: readonly Field[], tables: readonly Table[], options: Workspace['options'], retiredOf: Retired): SectionRules {
  const ruleOf = (value: Field | Column, retired: ReturnType<Retired>): KeyRule =>
    Object.freeze({ kind: value.kind, dictionary: value.dictionary ?? null, ...(value.dictionary ? { options: options(value.dictionary) } : {}), ...limitsOf(value), ...(retired ? { retired } : {}) });
  const textRule = (retired: ReturnType<Retired>): KeyRule => Object.freeze({ kind: 'longText' as const, ...(retired ? { retired } : {}) });
  const fields = new Map<string, KeyRule>();
  const texts = new Map<string, KeyRule>();
  const computed = new Set<string>();
  for (const field of all) {
    const place = placeOf(field);
    if (place.kind === 'value') fields.set(field.key, ruleOf(field, retiredOf(field.key)));
    else if (place.kind === 'text') texts.set(field.key, textRule(retiredOf(field.key)));
    else if (field.kind === 'computed') computed.add(field.key);
  }
  const places = new Map<string, KeyRule>();
  const cells = new Map<string, Map<string, KeyRule>>();
  const rowTexts = new Map<string, Map<string, KeyRule>>();
  for (const { table, heading, columns, uses } of tables) {
    const retired = heading === null ? undefined : retiredOf(heading);
    places.set(table, Object.freeze({ kind: 'place' as const, ...(retired ? { retired } : {}) }));
    cells.set(table, new Map(columns.filter(isScalar).map((column) => [column.key, column.key === 'use' && uses ? Object.freeze({ kind: 'enum' as const, options: new Set(uses) }) : ruleOf(column, retired)])));
    rowTexts.set(table, new Map(columns.filter((column) => column.kind === 'longText').map((column) => [column.key, textRule(retired)])));
  }
  return { fields, texts, places, tables: cells, rowTexts, computed };
}

const DOCUMENTS: readonly SectionKey[] = SECTION_KEYS.filter((key) => SECTIONS[key].store !== 'rows');
const NEVER: Retired = () => undefined;
const NO_FIELDS: readonly Field[] = Object.freeze([]);

function markRules(options: Workspace['options']): Readonly<Record<Mark, ValueRule>> {
  return Object.freeze({
    source: { kind: 'enum', options: options('D-04') },
    // P-23 wants the collection channel of every value, the hotel the service area in which a preference was noted
    channel: { kind: 'enum', options: eitherOf(options('D-16'), options('D-80')) },
    verifiedAt: { kind: 'date' },
    accuracy: { kind: 'enum', options: options('D-46') },
    override: { kind: 'text' },
  });
}

/** Rules of the workspace's own fields by section, made anew when there is another list of them. */
function ownRules({ fields, options }: Workspace): (section: SectionKey) => SectionRules | undefined {
  let made: readonly Field[] | undefined;
  let rules: ReadonlyMap<string, SectionRules> = new Map();
  let byKey: ReadonlyMap<string, Field> = new Map();
  const retired: Retired = (key) => () => {
    follow();
    return byKey.get(key)?.retired === true;
  };
  const follow = (): void => {
    const now = fields();
    if (now === made) return;
    made = now;
    byKey = new Map(now.map((field) => [field.key, field]));
    rules = new Map(DOCUMENTS.map((section) => {
      const here = now.filter((field) => field.home === section);
      return [section, rulesFor(here, tablesIn(here), options, retired)] as const;
    }));
  };
  return (section) => {
    follow();
    return rules.get(section);
  };
}

export function createSchema(workspace: Workspace): Schema {
  const shipped: ReadonlyMap<SectionKey, SectionRules> = new Map(DOCUMENTS.map((key) => [key, rulesFor(fieldsOf(key), tablesOf(key), workspace.options, NEVER)]));
  const own = ownRules(workspace);
  const marks = markRules(workspace.options);

  const keyAllowed: Schema['keyAllowed'] = (section, valueKey) => {
    const parsed = parseDocSection(section);
    const rules = parsed && shipped.get(parsed.section);
    const key = rules && parseValueKey(valueKey);
    if (!parsed || !rules || !key) return null;
    const year = parsed.kind === 'year' ? parsed.year : undefined;
    const found = ruleFor(rules, key, year, marks);
    if (found) return found;
    const added = own(parsed.section);
    return added === undefined ? null : ruleFor(added, key, year, marks);
  };

  const rootAllowed: Schema['rootAllowed'] = (section, root) => {
    if (root === ROOTS.fields || root === ROOTS.rows || root === ROOTS.marks) {
      const parsed = parseDocSection(section);
      return parsed && shipped.has(parsed.section) ? 'map' : null;
    }
    return root.startsWith(ROOTS.text) && keyAllowed(section, root) ? 'text' : null;
  };

  const checkValue: Schema['checkValue'] = (section, valueKey, value) => {
    const rule = keyAllowed(section, valueKey);
    return rule ? checkRule(rule, value) : problem('unknown-key', 'is not a field of this section');
  };

  return Object.freeze({ keyAllowed, rootAllowed, checkValue, checkPatch: (section: string, patch: SectionPatch) => checkAll({ keyAllowed, checkValue }, section, patch) });
}

function ruleFor(rules: SectionRules, key: ValueKey, year: number | undefined, marks: Readonly<Record<Mark, ValueRule>>): KeyRule | null {
  switch (key.kind) {
    case 'field': return rules.fields.get(key.key) ?? null;
    case 'text': return rules.texts.get(key.key) ?? null;
    case 'rowText': return rules.rowTexts.get(key.table)?.get(key.field) ?? null;
    case 'place': return rules.places.get(key.table) ?? null;
    case 'cell': {
      const rule = rules.tables.get(key.table)?.get(key.field) ?? null;
      return rule && year !== undefined && key.table === 'contacts' && key.field === 'time' ? { ...rule, year } : rule;
    }
    case 'mark': return markAllowed(rules, key, marks) ? marks[key.mark] : null;
  }
}

function markAllowed(rules: SectionRules, mark: Extract<ValueKey, { kind: 'mark' }>, marks: Readonly<Record<Mark, ValueRule>>): boolean {
  const of = parseValueKey(mark.of);
  if (!of) return false;
  return ruleFor(rules, of, undefined, marks) !== null || (mark.mark === 'override' && of.kind === 'field' && rules.computed.has(of.key));
}

/** Checks a value with a rule that is at hand. */
export function checkRule(rule: KeyRule, value: unknown): Problem | null {
  if (value !== null && rule.retired?.() === true) return problem('retired', 'is a field that was retired: what stands in it can be taken away, nothing new is written');
  if (rule.kind === 'place') return typeof value === 'string' && isPlace(value) ? null : problem('place', 'is not a place in the order of rows');
  return checkScalar(rule, value) ?? (rule.year !== undefined && typeof value === 'string' ? checkYear(value, rule.year) : null);
}

/** A contact record's time may lie a day outside its document's year, because zones differ (DESIGN 4). */
function checkYear(value: string, year: number): Problem | null {
  const day = value.slice(0, 10);
  if (!isCalendarDate(day)) return null;
  return day >= `${year - 1}-12-31` && day <= `${year + 1}-01-01` ? null : problem('year', `must lie in the year ${year}, to which this record belongs`);
}

function checkAll({ keyAllowed, checkValue }: Pick<Schema, 'keyAllowed' | 'checkValue'>, section: string, patch: SectionPatch): readonly FieldProblem[] {
  const found: FieldProblem[] = [];
  const check = (key: string, value: Scalar): void => {
    const wrong = checkValue(section, key, value);
    if (wrong) found.push({ field: key, ...wrong });
  };
  for (const [key, value] of Object.entries(patch.fields ?? {})) check(`fields/${key}`, value);
  for (const [table, rows] of Object.entries(patch.rows ?? {})) {
    for (const [id, cells] of Object.entries(rows)) {
      const row = `rows/${table}/${id}`;
      if (parseRowId(id) === undefined || !keyAllowed(section, `${row}/${PLACE}`)) found.push({ field: row, ...problem('unknown-key', 'is not a row of this section') });
      else for (const [column, value] of Object.entries(cells ?? {})) {
        if (column === PLACE) found.push({ field: `${row}/${column}`, ...problem('not-writable', 'is given by the server') });
        else if (value !== null && decisionCellOf(`${row}/${column}`)?.own === true) found.push({ field: `${row}/${column}`, ...problem('not-writable', 'comes from a decision, not by hand') });
        else check(`${row}/${column}`, value);
      }
    }
  }
  for (const [path, value] of Object.entries(patch.texts ?? {})) check(`text:${path}`, value);
  for (const [path, value] of Object.entries(patch.marks ?? {})) check(`marks/${path}`, value);
  return found;
}

/** Of a workspace that has changed nothing. */
export const SHIPPED: Schema = createSchema({ options: optionKeys, fields: () => NO_FIELDS });
export const { keyAllowed, rootAllowed, checkValue, checkPatch } = SHIPPED;
