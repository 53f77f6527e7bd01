/** The gate's schema: which roots, tables, columns and keys each section has, and the rule of each. Made from the catalogue once, then only looked up. How values lie is `section-doc.ts`. */
import type { Scalar, SectionPatch } from '../api.ts';
import { dictionaryOf, fieldsOf, placeOf, tablesOf } from '../catalogue/catalogue.ts';
import type { Column, Field, Limits } from '../catalogue/types.ts';
import { parseRowId } from '../ids.ts';
import { isPlace, ROOTS } from '../section-doc.ts';
import { parseDocSection, SECTION_KEYS, SECTIONS } from '../sections.ts';
import type { SectionKey } from '../sections.ts';
import { parseValueKey, PLACE } from '../value-keys.ts';
import type { Mark, ValueKey } from '../value-keys.ts';
import { isCalendarDate } from './dates.ts';
import { problem } from './problem.ts';
import type { FieldProblem, Problem } from './problem.ts';
import { checkScalar } from './value.ts';
import type { ValueRule } from './value.ts';

/** Rule of one key. `place` holds a row's place, `longText` is a root of its own; the year is that of a contact record's document. */
export type KeyRule = (ValueRule | { readonly kind: 'place' }) & { readonly year?: number };

interface SectionRules {
  readonly fields: ReadonlyMap<string, ValueRule>;
  readonly texts: ReadonlySet<string>;
  /** Scalars of rows, by table and column. */
  readonly tables: ReadonlyMap<string, ReadonlyMap<string, ValueRule>>;
  /** Long texts of rows, by table. */
  readonly rowTexts: ReadonlyMap<string, ReadonlySet<string>>;
  /** Computed fields: only a mark may overrule them. */
  readonly computed: ReadonlySet<string>;
}

const LONG_TEXT: ValueRule = Object.freeze({ kind: 'longText' });
const PLACE_RULE = Object.freeze({ kind: 'place' } as const);

const limitsOf = ({ min, max, precision, yearOptional, longTermAllowed, ref }: Limits): Limits => ({ min, max, precision, yearOptional, longTermAllowed, ref });

function ruleOf(value: Field | Column): ValueRule {
  return Object.freeze({ kind: value.kind, dictionary: value.dictionary ?? null, ...limitsOf(value) });
}

/** Computed columns and files have no value in a document; their keys are not known there. */
const isScalar = (column: Column): boolean => !['computed', 'files', 'rows', 'address', 'longText'].includes(column.kind);

function rulesFor(section: SectionKey): SectionRules {
  const fields = new Map<string, ValueRule>();
  const texts = new Set<string>();
  const computed = new Set<string>();
  for (const field of fieldsOf(section)) {
    const place = placeOf(field);
    if (place.kind === 'value') fields.set(field.key, ruleOf(field));
    else if (place.kind === 'text') texts.add(field.key);
    else if (field.kind === 'computed') computed.add(field.key);
  }
  const tables = new Map<string, Map<string, ValueRule>>();
  const rowTexts = new Map<string, Set<string>>();
  for (const { table, columns, uses } of tablesOf(section)) {
    tables.set(table, new Map(columns.filter(isScalar).map((column) => [column.key, column.key === 'use' && uses ? Object.freeze({ kind: 'enum' as const, options: new Set(uses) }) : ruleOf(column)])));
    rowTexts.set(table, new Set(columns.filter((column) => column.kind === 'longText').map((column) => column.key)));
  }
  return { fields, texts, tables, rowTexts, computed };
}

const RULES: ReadonlyMap<SectionKey, SectionRules> = new Map(SECTION_KEYS.filter((key) => SECTIONS[key].store !== 'rows').map((key) => [key, rulesFor(key)]));

const optionsOf = (...ids: readonly string[]): ReadonlySet<string> => new Set(ids.flatMap((id) => dictionaryOf(id)?.options.map((option) => option.key) ?? []));

const MARK_RULES: Readonly<Record<Mark, ValueRule>> = Object.freeze({
  source: { kind: 'enum', dictionary: 'D-04' },
  // P-23 wants the collection channel of every value, the hotel the service area in which a preference was noted
  channel: { kind: 'enum', options: optionsOf('D-16', 'D-80') },
  verifiedAt: { kind: 'date' },
  accuracy: { kind: 'enum', dictionary: 'D-46' },
  override: { kind: 'text' },
});

/** Rules of a document's section by name, `profile` or `contacts-2026`; undefined when there is no such document. */
function lookUp(section: string): { readonly rules: SectionRules; readonly year?: number } | undefined {
  const parsed = parseDocSection(section);
  const rules = parsed && RULES.get(parsed.section);
  if (!parsed || !rules) return undefined;
  return parsed.kind === 'year' ? { rules, year: parsed.year } : { rules };
}

/** What a root of the document is: one of the three maps, a long text, or null for a root that no section has. */
export function rootAllowed(section: string, root: string): 'map' | 'text' | null {
  if (root === ROOTS.fields || root === ROOTS.rows || root === ROOTS.marks) return lookUp(section) ? 'map' : null;
  return root.startsWith(ROOTS.text) && keyAllowed(section, root) ? 'text' : null;
}

/**
 * The rule of a value key in a section (`profile`, `contacts-2026`), or null when the section has no such value: unknown keys, keys of
 * other sections, the archive's own row, computed values, views of other fields, and names that reach an object's prototype.
 */
export function keyAllowed(section: string, valueKey: string): KeyRule | null {
  const found = lookUp(section);
  const key = parseValueKey(valueKey);
  return found && key ? ruleFor(found.rules, key, found.year) : null;
}

function ruleFor(rules: SectionRules, key: ValueKey, year: number | undefined): KeyRule | null {
  switch (key.kind) {
    case 'field': return rules.fields.get(key.key) ?? null;
    case 'text': return rules.texts.has(key.key) ? LONG_TEXT : null;
    case 'rowText': return rules.rowTexts.get(key.table)?.has(key.field) ? LONG_TEXT : null;
    case 'place': return rules.tables.has(key.table) ? PLACE_RULE : null;
    case 'cell': {
      const rule = rules.tables.get(key.table)?.get(key.field) ?? null;
      return rule && year !== undefined && key.table === 'contacts' && key.field === 'time' ? { ...rule, year } : rule;
    }
    case 'mark': return markAllowed(rules, key) ? MARK_RULES[key.mark] : null;
  }
}

function markAllowed(rules: SectionRules, mark: Extract<ValueKey, { kind: 'mark' }>): boolean {
  const of = parseValueKey(mark.of);
  if (!of) return false;
  return ruleFor(rules, of, undefined) !== null || (mark.mark === 'override' && of.kind === 'field' && rules.computed.has(of.key));
}

/** Checks one value where it is to stand; null when it may. */
export function checkValue(section: string, valueKey: string, value: unknown): Problem | null {
  const rule = keyAllowed(section, valueKey);
  if (!rule) return problem('unknown-key', 'is not a field of this section');
  return checkRule(rule, value);
}

/** The same with a rule that is already at hand. */
export function checkRule(rule: KeyRule, value: unknown): Problem | null {
  if (rule.kind === 'place') return typeof value === 'string' && isPlace(value) ? null : problem('place', 'is not a place in the order of rows');
  return checkScalar(rule, value) ?? (rule.year !== undefined && typeof value === 'string' ? checkYear(value, rule.year) : null);
}

/** A contact record's time may lie a day outside its document's year, because zones differ (DESIGN 4). */
function checkYear(value: string, year: number): Problem | null {
  const day = value.slice(0, 10);
  if (!isCalendarDate(day)) return null;
  return day >= `${year - 1}-12-31` && day <= `${year + 1}-01-01` ? null : problem('year', `must lie in the year ${year}, to which this record belongs`);
}

/** Every problem of a patch, named by value key; empty when it may be applied. */
export function checkPatch(section: string, patch: SectionPatch): readonly FieldProblem[] {
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
        else check(`${row}/${column}`, value);
      }
    }
  }
  for (const [path, value] of Object.entries(patch.texts ?? {})) check(`text:${path}`, value);
  for (const [path, value] of Object.entries(patch.marks ?? {})) check(`marks/${path}`, value);
  return found;
}
