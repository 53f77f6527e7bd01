/** Which of a column's different values fulfil a condition: asked once a value, however many archives have it. */
import type { RegisterKey } from '../../model/register/keys.ts';
import type { Condition, QueryValue } from '../../model/register/query.ts';
import type { Column, Scalar } from './cells-column.ts';
import { moneyOf } from './cells-order.ts';
import { foldSearch } from './search-terms.ts';

/** Answers kept with a column; what its values mean never changes, so that only new ones are asked. */
const MOST_KEPT = 8;
const kept = new WeakMap<Column, Map<string, { codes: Uint8Array; asked: number }>>();

/** By code; that of nothing is 1 only for `none`. */
export function acceptance(column: Column, key: RegisterKey, condition: Condition, currency: string): Uint8Array {
  let answers = kept.get(column);
  if (!answers) kept.set(column, (answers = new Map()));
  // a long list of names is asked once
  const name = condition.values.length > 100 ? null : JSON.stringify([key.type, key.masked, condition.op, condition.values, condition.orNone === true]);
  const answer = (name === null ? undefined : answers.get(name)) ?? { codes: new Uint8Array(column.size), asked: 0 };
  if (name !== null) {
    answers.delete(name);
    answers.set(name, answer);
    if (answers.size > MOST_KEPT) for (const oldest of answers.keys()) { answers.delete(oldest); break; }
  }
  if (answer.asked === column.size) return answer.codes;
  if (answer.codes.length < column.size) {
    const codes = new Uint8Array(column.size + (column.size >> 3));
    codes.set(answer.codes);
    answer.codes = codes;
  }
  const holds = test(column, key, condition, currency);
  for (; answer.asked < column.size; answer.asked++) if (holds(answer.asked) || (condition.orNone && column.parts(answer.asked).length === 0)) answer.codes[answer.asked] = 1;
  return answer.codes;
}

type Holds = (code: number) => boolean;

function test(column: Column, key: RegisterKey, { op, values }: Condition, currency: string): Holds {
  const has = (code: number): boolean => column.parts(code).length > 0;
  // texts are compared as they are searched: without regard to case, accents and script
  const text = key.type === 'text' && !key.masked;
  const parts = (code: number): readonly Scalar[] => (text ? column.folded(code) : column.parts(code));
  const given = text ? values.map((value) => foldSearch(String(value))) : values;
  switch (op) {
    case 'any': return has;
    case 'none': return (code) => !has(code);
    case 'eq': case 'in': {
      if (key.type === 'money') return someOf(column, ranges(values.map((value) => [value, value]), currency), currency);
      const wanted = new Set<Scalar>(given);
      return (code) => parts(code).some((part) => wanted.has(part));
    }
    case 'has': return (code) => given.every((value) => parts(code).includes(value));
    case 'contains': { const [wanted = ''] = given as string[]; return (code) => (parts(code) as readonly string[]).some((part) => part.includes(wanted)); }
    case 'starts': { const [wanted = ''] = given as string[]; return (code) => (parts(code) as readonly string[]).some((part) => part.startsWith(wanted)); }
    case 'lt': case 'lte': case 'gt': case 'gte': case 'between': {
      const bounds = op === 'between' ? [values[0], values[1]] as const : op === 'lt' || op === 'lte' ? [undefined, values[0]] as const : [values[0], undefined] as const;
      const open = op === 'lt' || op === 'gt';
      switch (key.type) {
        case 'money': return someOf(column, ranges([bounds], currency), currency, open);
        case 'date': return (code) => column.parts(code).some((part) => inDates(String(part), bounds as readonly [string?, string?], open));
        default: return (code) => column.parts(code).some((part) => typeof part === 'number' && inNumbers(part, bounds as readonly [number?, number?], open));
      }
    }
  }
}

function inNumbers(value: number, [from, to]: readonly [number?, number?], open: boolean): boolean {
  return (from === undefined || (open ? value > from : value >= from)) && (to === undefined || (open ? value < to : value <= to));
}

/** As long as the bound: `2026` is the whole year, `2026-03` the month; a birthday without a year lies in none. */
function inDates(value: string, [from, to]: readonly [string?, string?], open: boolean): boolean {
  if (value.startsWith('-') || value === 'long-term') return false;
  const cut = (bound: string): string => value.slice(0, bound.length);
  return (from === undefined || (open ? cut(from) > from : cut(from) >= from)) && (to === undefined || (open ? cut(to) < to : cut(to) <= to));
}

type Range = readonly [from: number | undefined, to: number | undefined, currency: string];

/** Amounts in one currency; a bound without one is in the workspace's. */
function ranges(bounds: readonly (readonly [QueryValue | undefined, QueryValue | undefined])[], currency: string): readonly Range[] {
  return bounds.flatMap(([from, to]): readonly Range[] => {
    const [low, high] = [from, to].map((bound) => (bound === undefined ? undefined : moneyOf(bound, currency)));
    const unit = low?.currency ?? high?.currency;
    return unit === undefined || (low && high && low.currency !== high.currency) ? [] : [[low?.minor, high?.minor, unit]];
  });
}

/** Amounts are worked out once a column, not once a question. */
function someOf(column: Column, wanted: readonly Range[], currency: string, open = false): Holds {
  const { unit, amount, several, units } = column.amounts(currency);
  const holds = (at: number, minor: number): boolean => wanted.some(([from, to, name]) => units[at] === name && inNumbers(minor, [from, to], open));
  return (code) => ((unit[code] as number) >= 0 ? holds(unit[code] as number, amount[code] as number) : (several[code] ?? []).some(([at, minor]) => holds(at, minor)));
}
