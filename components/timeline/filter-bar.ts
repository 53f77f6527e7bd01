/** Filters of the timeline: kind or channel, salesperson, year, words. It shows a filter and tells a change; what passes is decided in `entries.ts`. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Strings } from '../internal/strings/index.ts';
import { isFiltered, NO_FILTER } from './entries.ts';
import type { Filter } from './entries.ts';
import type { Choice } from './entry-view.ts';

export interface FilterBar {
  readonly t: Strings;
  readonly filter: Filter;
  readonly channels: readonly Choice[];
  readonly salespeople: readonly Choice[];
  readonly years: readonly number[];
  /** Kinds there are to choose from: trade or contacts may be out of this person's sight. */
  readonly both: boolean;
  readonly found: number;
  readonly set: (change: Partial<Filter>) => void;
}

export function filterBar({ t, filter, channels, salespeople, years, both, found, set }: FilterBar): TemplateResult {
  const choose = (label: string, value: string, choices: readonly Choice[], change: (value: string) => void): TemplateResult => html`
    <label><span class="visually-hidden">${label}</span>
      <select title=${label} @change=${(event: Event) => change((event.target as HTMLSelectElement).value)}>
        ${choices.map((choice) => html`<option value=${choice.key} .selected=${live(choice.key === value)}>${choice.label}</option>`)}
      </select>
    </label>`;
  const kinds: Choice[] = [
    { key: '', label: t.timeline.all },
    ...(both ? [{ key: 'contacts', label: t.timeline.contacts }, { key: 'trade', label: t.timeline.trade }] : []),
    { key: 'major', label: t.timeline.majorOnly },
    ...channels.map(({ key, label }) => ({ key: `channel:${key}`, label })),
  ];
  const wanted = filter.year === null ? '' : String(filter.year);
  return html`<div class="filters no-print" role="group" aria-label=${t.timeline.filters}>
      ${choose(t.timeline.kind, filter.kind, kinds, (kind) => set({ kind }))}
      ${choose(t.timeline.salesperson, filter.salesperson, [{ key: '', label: t.timeline.everyone }, ...salespeople], (salesperson) => set({ salesperson }))}
      ${choose(t.timeline.year, wanted, [{ key: '', label: t.timeline.allYears }, ...years.map((year) => ({ key: String(year), label: String(year) }))], (year) => set({ year: year === '' ? null : Number(year) }))}
      <label class="wide"><span class="visually-hidden">${t.timeline.search}</span>
        <input type="search" placeholder=${t.timeline.search} .value=${live(filter.search)} @input=${(event: Event) => set({ search: (event.target as HTMLInputElement).value })} />
      </label>
    </div>
    ${isFiltered(filter)
      ? html`<p class="count muted small"><span role="status">${found === 0 ? t.timeline.nothingFound : t.timeline.found(found)}</span>
          <button type="button" class="link no-print" @click=${() => set(NO_FILTER)}>${t.timeline.clear}</button></p>`
      : nothing}`;
}
