/** What an analysis may be asked beside its name: time, class, how finely it is cut, how many rows. The question's text and its controls. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { PERIODS } from '../../model/analysis/shape.ts';
import type { Period } from '../../model/analysis/shape.ts';
import type { AnalysisChoice } from '../../model/analysis/table.ts';
import type { Condition } from '../../model/register/query.ts';
import type { AnalysisTexts } from './texts.ts';

/** `usual`: as the server does, twelve months to the newest transaction. */
export type Time = { readonly kind: 'usual' } | { readonly kind: 'months'; readonly months: number } | { readonly kind: 'all' } | { readonly kind: 'own'; readonly from: string; readonly to: string };
export interface Asking { readonly time: Time; /** Key of a class, or empty. */ readonly abc: string; readonly period: Period; readonly top: number }
export const USUAL: Asking = Object.freeze({ time: Object.freeze({ kind: 'usual' }), abc: '', period: 'month', top: 20 });

const MONTHS = [3, 6, 12, 24, 36] as const;
const TOPS = [10, 20, 50, 100, 200] as const;

/** The day `months` before the day after `to`, so that both ends count. */
export function monthsBefore(to: string, months: number): string {
  const [year = 0, month = 1, day = 1] = to.split('-').map(Number);
  const after = new Date(Date.UTC(year, month - 1, day + 1));
  const [y, m] = [after.getUTCFullYear(), after.getUTCMonth() - months];
  const last = new Date(Date.UTC(y, m + 1, 0)).getUTCDate(); // 31 March, a month back, is the last of February
  return new Date(Date.UTC(y, m, Math.min(after.getUTCDate(), last))).toISOString().slice(0, 10);
}

/** `end`: the last day of the answer before, which "the last six months" end with. */
export function questionOf({ time, abc, period, top }: Asking, asks: readonly AnalysisChoice[], language: string, end: string | null): string {
  const params = new URLSearchParams({ lang: language });
  if (asks.includes('window')) {
    if (time.kind === 'all') params.set('from', 'all');
    else if (time.kind === 'months' && end !== null) {
      params.set('from', monthsBefore(end, time.months));
      params.set('to', end);
    } else if (time.kind === 'own') {
      if (time.from !== '') params.set('from', time.from);
      if (time.to !== '') params.set('to', time.to);
    }
  }
  if (asks.includes('period') && period !== USUAL.period) params.set('period', period);
  if (asks.includes('top') && top !== USUAL.top) params.set('top', String(top));
  if (abc !== '') params.set('where', JSON.stringify([abc === 'none' ? { key: 'class.abc', op: 'in', values: ['none'], orNone: true } : { key: 'class.abc', op: 'in', values: [abc] }] satisfies readonly Condition[]));
  return params.toString();
}

export const isFiltered = (asking: Asking, asks: readonly AnalysisChoice[]): boolean => asking.abc !== '' || (asks.includes('window') && asking.time.kind !== 'usual');

export interface FilterView {
  readonly asking: Asking;
  readonly asks: readonly AnalysisChoice[];
  readonly t: AnalysisTexts;
  readonly classes: readonly { readonly key: string; readonly label: string }[];
  readonly unclassified: string;
  /** Shown in the fields when somebody begins with days of their own. */
  readonly now: { readonly from: string | null; readonly to: string } | null;
  readonly ask: (change: Partial<Asking>) => void;
}

const valueOf = (event: Event): string => (event.target as HTMLSelectElement | HTMLInputElement).value;

export function filters({ asking, asks, t, classes, unclassified, now, ask }: FilterView): TemplateResult {
  const { time, abc, period, top } = asking;
  const select = (label: string, name: string, value: string, options: readonly (readonly [string, string])[], set: (value: string) => void): TemplateResult => html`<label class="filter">${label}
    <select name=${name} @change=${(event: Event) => set(valueOf(event))}>${options.map(([key, text]) => html`<option value=${key} .selected=${live(key === value)}>${text}</option>`)}</select></label>`;
  const choose = (key: string): void => {
    if (key === 'own') return ask({ time: { kind: 'own', from: now?.from ?? '', to: now?.to ?? '' } });
    ask({ time: key === 'usual' || key === 'all' ? { kind: key } : { kind: 'months', months: Number(key) } });
  };
  const day = (label: string, name: 'from' | 'to', own: Extract<Time, { kind: 'own' }>): TemplateResult => html`<label class="filter">${label}<input type="date" name=${name} .value=${live(own[name])} @change=${(event: Event) => ask({ time: { ...own, [name]: valueOf(event) } })}></label>`;
  return html`<div class="filters no-print">
    ${asks.includes('window') ? select(t.period, 'time', time.kind === 'months' ? String(time.months) : time.kind, [['usual', t.usual], ...MONTHS.filter((months) => months !== 12).map((months) => [String(months), t.months(months)] as const), ['all', t.everything], ['own', t.own]], choose) : nothing}
    ${asks.includes('window') && time.kind === 'own' ? html`${day(t.from, 'from', time)}${day(t.to, 'to', time)}` : nothing}
    ${classes.length === 0 ? nothing : select(t.classes, 'class', abc, [['', t.allClasses], ...classes.map(({ key, label }) => [key, label] as const), ['none', unclassified]], (key) => ask({ abc: key }))}
    ${asks.includes('period') ? select(t.grain, 'period', period, PERIODS.map((each) => [each, t.grains[each]] as const), (key) => ask({ period: PERIODS.find((each) => each === key) ?? 'month' })) : nothing}
    ${asks.includes('top') ? select(t.top, 'top', String(top), TOPS.map((n) => [String(n), String(n)] as const), (n) => ask({ top: Number(n) })) : nothing}
    ${isFiltered(asking, asks) ? html`<button type="button" class="button quiet" @click=${() => ask({ time: USUAL.time, abc: '' })}>${t.clear}</button>` : nothing}
  </div>`;
}
