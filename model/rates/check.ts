/** Whether a list of rates can be set: every problem with its place, none of them guessed away. */
import type { RateWish } from './api.ts';
import { parseRate, plainRate } from './rates.ts';

export interface RateProblem { readonly field: string; readonly code: 'currency' | 'own-currency' | 'date' | 'rate' | 'source' | 'twice' | 'too-many' | 'none'; readonly message: string }

/** Rates of one request: all currencies of a central bank over some years. */
export const MOST_RATES = 20_000;
const MOST_SOURCE = 200;
/** Problems told of one list: who sends thousands of wrong ones reads no more than that. */
const MOST_TOLD = 50;

const isDay = (text: string): boolean => {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (year === undefined) return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day) && Number(year) >= 1900;
};

/** `place` names the n-th of the list: a line of a file, or a place in JSON. */
export function rateProblems(rates: readonly RateWish[], base: string, place: (n: number) => string = (n) => `rates[${n}]`): readonly RateProblem[] {
  if (rates.length === 0) return [{ field: 'rates', code: 'none', message: 'There is no rate in it.' }];
  if (rates.length > MOST_RATES) return [{ field: 'rates', code: 'too-many', message: `At most ${MOST_RATES} rates at once.` }];
  const problems: RateProblem[] = [];
  const seen = new Map<string, { readonly n: number; readonly rate: string }>();
  rates.forEach(({ currency, date, rate, source }, n) => {
    const wrong = (name: string, code: RateProblem['code'], message: string): void => { problems.push({ field: `${place(n)}.${name}`, code, message }); };
    if (!/^[A-Z]{3}$/.test(currency)) wrong('currency', 'currency', `${JSON.stringify(currency)} is no currency code such as USD.`);
    else if (currency === base) wrong('currency', 'own-currency', `${base} is the workspace's own currency and needs no rate.`);
    if (!isDay(date)) wrong('date', 'date', `${JSON.stringify(date)} is no day such as 2026-01-31.`);
    if (!parseRate(rate)) {
      wrong('rate', 'rate', /^\d+,\d+$/.test(rate) ? `${JSON.stringify(rate)} has a comma; write ${rate.replace(',', '.')}.`
        : `${JSON.stringify(rate)} is no rate such as 0.9234: more than nothing, at most twelve digits on either side of the point.`);
    }
    if ((source ?? '').length > MOST_SOURCE) wrong('source', 'source', `At most ${MOST_SOURCE} characters.`);
    const key = `${currency} ${date}`;
    const before = seen.get(key);
    if (!before) seen.set(key, { n, rate: plainRate(rate) });
    else if (before.rate !== plainRate(rate)) wrong('rate', 'twice', `Another rate of ${currency} for ${date} stands at ${place(before.n)}.`);
  });
  return problems.length <= MOST_TOLD ? problems : [...problems.slice(0, MOST_TOLD), { field: 'rates', code: 'too-many', message: `${problems.length - MOST_TOLD} more problems.` }];
}
