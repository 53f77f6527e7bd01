/** A pasted value through the checks of typing: what cannot be stored, what is doubtful. */
import type { Scalar } from '../../model/api.ts';
import { ADDRESSES } from '../../model/catalogue/place.ts';
import { countryOf } from '../../model/validation/country.ts';
import { warningOf, type Context } from '../../model/validation/findings.ts';
import type { WarningCode } from '../../model/validation/warning.ts';
import type { Meta } from '../form/plan.ts';
import { optionsOf, parse } from '../form/values.ts';
import type { Facts, SectionFacts } from './rows.ts';

export type Judged = { readonly ok: true; readonly value: Scalar; readonly doubt: WarningCode | null } | { readonly ok: false; readonly why: 'form' | 'url' | 'long' };

const NUMBERS: ReadonlySet<string> = new Set(['phone', 'mobile', 'fax', 'whatsapp']);

/** A field of the profile. */
export function judge(facts: Facts, section: SectionFacts | null, key: string, text: string): Judged {
  const meta = facts.catalogue.fields.find((field) => field.key === key);
  return meta === undefined ? { ok: false, why: 'form' } : judged(facts, meta, text, (each) => section?.field(each) ?? null, here(facts, section));
}

/** A cell; `cells` stand beside it in its row. */
export function judgeCell(facts: Facts, section: SectionFacts | null, table: string, column: string, text: string, cells: Readonly<Record<string, Scalar>>): Judged {
  const meta = columnsOf(facts, table).find(({ key }) => key === column);
  if (meta === undefined) return { ok: false, why: 'form' };
  // the address of another place says nothing of this one
  const country = typeof cells['country'] === 'string' ? cells['country'] : table === ADDRESSES ? null : here(facts, section);
  return judged(facts, meta, text, (each) => cells[each] ?? null, country);
}

const here = ({ sections }: Facts, section: SectionFacts | null): string | null =>
  countryOf((sections.profile?.rows(ADDRESSES) ?? []).map((row) => row.cells)) ?? countryOf((section?.rows(ADDRESSES) ?? []).map((row) => row.cells));

function judged(facts: Facts, meta: Meta, text: string, beside: Context['beside'], country: string | null): Judged {
  const listed = meta.kind === 'enum' || meta.kind === 'enums';
  if (listed && !optionsOf(facts.catalogue, meta.dictionary).some((option) => option.key === text && option.hidden !== true)) return { ok: false, why: 'form' };
  const parsed = parse(meta, text, facts.language);
  if (!parsed.ok) return { ok: false, why: parsed.code === 'too-long' ? 'long' : meta.kind === 'url' ? 'url' : 'form' };
  const { value } = parsed;
  const found = warningOf(meta, value, { beside, field: (key) => facts.sections.profile?.field(key) ?? null, country, today: facts.today });
  if (found !== null) return { ok: true, value, doubt: found.code };
  const number = typeof value === 'string' && (meta.kind === 'phone' || (meta.check === 'method' && NUMBERS.has(String(beside('kind')))));
  return { ok: true, value, doubt: number && facts.lookUp?.(value, country)?.valid === false ? 'phone-invalid' : null };
}

export const columnsOf = ({ catalogue }: Pick<Facts, 'catalogue'>, table: string) =>
  (table === ADDRESSES ? catalogue.addressColumns : catalogue.fields.find((field) => field.table === table && field.scope === 'field')?.columns) ?? [];
