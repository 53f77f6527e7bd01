/** Rates of currencies: who may set them has been asked; whatever rests on them is reckoned again in the background. The rule is `model/rates/`, the rows are the storage's. */
import type { ServerAccess } from '../../access/access.ts';
import type { Clock } from '../../clock.ts';
import type { RateStore } from '../../storage/rate-store.ts';
import type { PersonId } from '../../../model/ids.ts';
import type { CalendarDate, PersonRef } from '../../../model/overview.ts';
import type { RateChanges, RatesAnswer, RatesView, RateWish } from '../../../model/rates/api.ts';
import { rateProblems } from '../../../model/rates/check.ts';
import { invalid, Refusal } from '../errors.ts';

export interface RatesOptions {
  readonly store: RateStore;
  readonly directory: Pick<ServerAccess['directory'], 'name' | 'current'>;
  readonly clock: Clock;
  /** The workspace's currency. */
  readonly base: string;
  /** Figures and classes are to follow. */
  readonly changed: () => void;
}

export interface RatesService {
  /** `counts`: whether the asker is told how many transactions there are. */
  list(query: { readonly currency: string | null; readonly after: string | null; readonly limit: number; readonly counts: boolean }): Promise<RatesView>;
  changes(query: { readonly currency: string | null; readonly after: number | null; readonly limit: number }): Promise<RateChanges>;
  /** Throws `invalid` with every problem; then nothing was set. */
  put(rates: readonly RateWish[], by: PersonId, place?: (n: number) => string): Promise<RatesAnswer>;
  /** Throws `not-found`. */
  remove(currency: string, date: CalendarDate, by: PersonId): Promise<void>;
}

export function createRates({ store, directory, clock, base, changed }: RatesOptions): RatesService {
  const personOf = (id: PersonId): PersonRef => ({ id: directory.current(id), name: directory.name(id) });
  const write = (by: PersonId) => ({ by, at: new Date(clock.now()).toISOString() });
  return {
    async list({ currency, after, limit, counts }) {
      const [, date, from] = /^(\d{4}-\d{2}-\d{2})\.([A-Z]{3})$/.exec(after ?? '') ?? [];
      if (after !== null && (date === undefined || from === undefined)) throw invalid([{ field: 'after', code: 'after', message: 'Takes what `next` has told.' }]);
      const [found, currencies] = await Promise.all([store.list({ base, currency, after: date === undefined || from === undefined ? null : { date, currency: from }, limit: limit + 1 }), store.currencies(base)]);
      const rates = found.slice(0, limit);
      const last = found.length > limit ? rates.at(-1) : undefined;
      return {
        base,
        // that somebody trades in a currency of which there is no rate is a count too
        currencies: currencies.filter((each) => counts || each.rates > 0).map(({ converted, left, ...each }) => ({ ...each, converted: counts ? converted : null, left: counts ? left : null })),
        rates: rates.map(({ by, at, currency: of, date: day, rate, source }) => ({ currency: of, date: day, rate, source, setBy: personOf(by), setAt: at })),
        next: last ? `${last.date}.${last.currency}` : null,
      };
    },
    async changes({ currency, after, limit }) {
      const found = await store.changes({ base, currency, after, limit: limit + 1 });
      const items = found.slice(0, limit).map(({ by, ...each }) => ({ ...each, by: personOf(by) }));
      return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
    },
    async put(rates, by, place) {
      const problems = rateProblems(rates, base, place);
      if (problems.length > 0) throw invalid(problems);
      const answer = await store.put(base, rates.map(({ source = null, ...rate }) => ({ ...rate, source })), write(by));
      if (answer.created + answer.updated > 0) changed();
      return answer;
    },
    async remove(currency, date, by) {
      if (!await store.remove(base, currency, date, write(by))) throw new Refusal('not-found', `There is no rate of ${currency} for ${date}.`);
      changed();
    },
  };
}
