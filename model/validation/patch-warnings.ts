/** The warnings of an edit by REST: of the values it names, and of those beside them that are looked at together with a value it names. */
import type { Scalar, SectionPatch, SectionValues } from '../api.ts';
import { countryOfRows } from './country.ts';
import { warningOf } from './findings.ts';
import type { Context } from './findings.ts';
import type { KeyRule } from './section-rules.ts';
import { keptBy } from './warning.ts';
import type { FieldWarning } from './warning.ts';
import { WARNING_TEXTS } from './warning-texts.ts';

export interface PatchContext {
  readonly rule: (valueKey: string) => KeyRule | null;
  /** A field of another section, as far as the writer may read it. */
  readonly field: (key: string) => Scalar;
  /** The customer's country, where a row names none. */
  readonly country: string | null;
  readonly today: string | null;
}

export function patchWarnings(patch: SectionPatch, values: SectionValues, { rule, field, country, today }: PatchContext): readonly FieldWarning[] {
  const found: FieldWarning[] = [];
  const named = new Set(Object.keys(patch.fields ?? {}).map((key) => `fields/${key}`));
  for (const [table, rows] of Object.entries(patch.rows ?? {})) for (const [id, cells] of Object.entries(rows)) for (const column of Object.keys(cells ?? {})) named.add(`rows/${table}/${id}/${column}`);

  const look = (key: string, value: Scalar, prefix: string, own: (name: string) => Scalar, local: string | null): void => {
    const known = rule(key);
    if (known === null || known.kind === 'place' || (known.check === undefined && known.after === undefined && known.kind !== 'url')) return;
    let concerned = named.has(key);
    const seen = (at: string): void => { concerned ||= named.has(at); };
    const context: Context = {
      beside: (name) => { seen(`${prefix}${name}`); return own(name); },
      field: (name) => { seen(`fields/${name}`); return values.fields[name] ?? field(name); },
      country: local ?? country, today,
    };
    const doubt = warningOf(known, value, context);
    if (prefix !== 'fields/') seen(`${prefix}country`);
    if (doubt !== null && concerned && keptBy(doubt, values.marks[`${key}#override`] ?? null) === undefined) found.push({ field: key, code: doubt.code, message: WARNING_TEXTS[doubt.code].en });
  };

  for (const [key, value] of Object.entries(values.fields)) look(`fields/${key}`, value, 'fields/', (name) => values.fields[name] ?? null, countryOfRows(values.rows['addresses']));
  for (const [table, rows] of Object.entries(patch.rows ?? {})) {
    for (const id of Object.keys(rows)) {
      const cells = values.rows[table]?.[id];
      const own = typeof cells?.['country'] === 'string' ? cells['country'] : null;
      for (const [column, value] of Object.entries(cells ?? {})) look(`rows/${table}/${id}/${column}`, value, `rows/${table}/${id}/`, (name) => cells?.[name] ?? null, own);
    }
  }
  return found;
}
