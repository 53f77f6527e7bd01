/** What is missing and what is stale in an archive, as one list, worst first: what the page "what is missing" shows and `GET /api/archives/{id}/missing` answers. */
import type { SectionValues } from '../api.ts';
import { fieldByKey, fieldsOf, placeOf, tables } from '../catalogue/catalogue.ts';
import { ADDRESSES } from '../catalogue/place.ts';
import type { CalendarDate } from '../overview.ts';
import type { SectionKey } from '../sections.ts';
import { parseValueKey } from '../value-keys.ts';
import type { SectionPlan } from './plan.ts';
import { missingOf } from './section.ts';
import { staleOf } from './stale.ts';
import type { Dates, StaleReason } from './stale.ts';

export type Finding =
  | { readonly kind: 'missing'; readonly section: SectionKey; /** Catalogue key. */ readonly field: string; readonly need: 'required' | 'keyTen' | 'pack'; /** That require it, or that have room for it. */ readonly packs: readonly string[] }
  | {
      readonly kind: 'stale';
      readonly section: SectionKey;
      /** Of the field that the value is in, or that heads its table. */
      readonly field: string;
      /** Value key, or the row `rows/methods/x1`. */
      readonly key: string;
      readonly reason: StaleReason;
      /** Id of the rule of `refresh.ts`; of a mark its name. */
      readonly rule: string;
      readonly from: CalendarDate;
      readonly last: CalendarDate | null;
    };

const rank = (finding: Finding): number => {
  if (finding.kind === 'missing') return { required: 0, keyTen: 2, pack: 5 }[finding.need];
  return { dead: 1, disputed: 1.5, outdated: 1.5, expired: 3, age: 4 }[finding.reason];
};

/** What must be there and is not, then what is wrong, then the rest of the key ten, what has ended, what is old (oldest first), and last what a pack has room for. */
export const worstFirst = (findings: readonly Finding[]): readonly Finding[] =>
  findings.map((finding, i) => ({ finding, i })).sort((a, b) => rank(a.finding) - rank(b.finding) || fromOf(a.finding).localeCompare(fromOf(b.finding)) || a.i - b.i).map(({ finding }) => finding);
const fromOf = (finding: Finding): string => (finding.kind === 'stale' ? finding.from : '');

export function findingsOf(section: SectionKey, plan: SectionPlan | undefined, values: SectionValues, dates: Dates, today: CalendarDate): readonly Finding[] {
  const missing = plan === undefined ? [] : missingOf(plan, values).map(({ field, need, packs }): Finding => ({ kind: 'missing', section, field: field.key, need, packs: need === 'required' ? packs.filter((pack) => field.required?.includes(pack)) : packs }));
  const stale = staleOf(section, values, dates).filter(({ from }) => from <= today).map((each): Finding => ({ kind: 'stale', section, field: fieldOf(section, each.key, values) ?? each.key, ...each }));
  return [...missing, ...stale];
}

/** The field under which a value or row is found in a form. */
function fieldOf(section: SectionKey, key: string, values: SectionValues): string | undefined {
  const row = /^rows\/([^/]+)\/([^/]+)(?:\/|$)/.exec(key) ?? /^text:([^/]+)\/([^/]+)\//.exec(key);
  if (row) {
    const [, table = '', id = ''] = row;
    if (table === ADDRESSES) return addressFields(section).get(String(values.rows[ADDRESSES]?.[id]?.['use'] ?? id));
    return tables().find((each) => each.table === table)?.heading ?? undefined;
  }
  const parsed = parseValueKey(key);
  const name = parsed?.kind === 'field' || parsed?.kind === 'text' ? parsed.key : undefined;
  return name !== undefined && fieldByKey(name) ? name : undefined;
}

const byUse = new Map<SectionKey, ReadonlyMap<string, string>>();
function addressFields(section: SectionKey): ReadonlyMap<string, string> {
  let fields = byUse.get(section);
  if (fields === undefined) {
    fields = new Map(fieldsOf(section).flatMap((field) => { const place = placeOf(field); return place.kind === 'address' ? [[place.use, field.key] as const] : []; }));
    byUse.set(section, fields);
  }
  return fields;
}

/** `GET /api/archives/{id}/missing`: of the sections that the asker may read. */
export interface MissingView { readonly items: readonly Finding[]; /** The day for which it holds. */ readonly today: CalendarDate }
