/** Filters of the timeline: kind or channel, people, year, words. It shows a filter and tells a change; what passes is decided in `entries.ts`. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { isFiltered, isNarrow, NO_FILTER } from './entries.ts';
import type { Filter } from './entries.ts';
import type { Choice, Reader } from './entry-view.ts';
import { say } from './texts.ts';

export interface FilterBar {
  readonly reader: Reader;
  readonly filter: Filter;
  readonly channels: readonly Choice[];
  readonly salespeople: readonly Choice[];
  /** Null: this person may not see the customer's people. */
  readonly people: readonly Choice[] | null;
  readonly years: readonly number[];
  /** Years that are here: what was looked through. */
  readonly here: readonly number[];
  /** Kinds there are to choose from: trade or contacts may be out of this person's sight. */
  readonly contacts: boolean;
  readonly trade: boolean;
  readonly found: number;
  readonly set: (change: Partial<Filter>) => void;
}

/** `2026, 2024–2022`: newest first, neighbours joined. */
export function spans(years: readonly number[]): string {
  const parts: string[] = [];
  for (let i = 0; i < years.length; i++) {
    const first = years[i]!;
    while (i + 1 < years.length && years[i + 1] === years[i]! - 1) i++;
    parts.push(first === years[i] ? `${first}` : `${years[i]}–${first}`);
  }
  return parts.join(', ');
}

export function filterBar({ reader: { t, language, discreet }, filter, channels, salespeople, people, years, here, contacts, trade, found, set }: FilterBar): TemplateResult {
  const option = (value: string) => ({ key, label }: Choice): TemplateResult => html`<option value=${key} .selected=${live(key === value)}>${label}</option>`;
  const choose = (label: string, options: unknown, change: (value: string) => void): TemplateResult => html`
    <label><span class="visually-hidden">${label}</span>
      <select title=${label} @change=${(event: Event) => change((event.target as HTMLSelectElement).value)}>${options}</select>
    </label>`;
  const kinds: Choice[] = [
    { key: '', label: t.timeline.all },
    ...(contacts && trade ? [{ key: 'contacts', label: t.timeline.contacts }, { key: 'trade', label: t.timeline.trade }] : []),
    ...(contacts ? [{ key: 'changes', label: say(language, 'changes') }] : []),
    ...(discreet ? [] : [{ key: 'major', label: t.timeline.majorOnly }]),
    ...channels.map(({ key, label }) => ({ key: `channel:${key}`, label })),
  ];
  const wanted = filter.year === null ? '' : String(filter.year);
  const someone = filter.person === '' ? filter.salesperson : `person:${filter.person}`;
  const theirs = (people ?? []).map(({ key, label }) => ({ key: `person:${key}`, label }));
  const who = html`${option(someone)({ key: '', label: t.timeline.everyone })}${theirs.length === 0
    ? salespeople.map(option(someone))
    : html`<optgroup label=${say(language, 'colleagues')}>${salespeople.map(option(someone))}</optgroup><optgroup label=${say(language, 'customers')}>${theirs.map(option(someone))}</optgroup>`}`;
  return html`<div class="filters no-print" role="group" aria-label=${t.timeline.filters}>
      ${choose(t.timeline.kind, kinds.map(option(filter.kind)), (kind) => set({ kind }))}
      ${choose(theirs.length === 0 ? t.timeline.salesperson : say(language, 'who'), who, (value) => set(value.startsWith('person:') ? { person: value.slice(7), salesperson: '' } : { salesperson: value, person: '' }))}
      ${choose(t.timeline.year, [{ key: '', label: t.timeline.allYears }, ...years.map((year) => ({ key: String(year), label: String(year) }))].map(option(wanted)), (year) => set({ year: year === '' ? null : Number(year) }))}
      <label class="wide"><span class="visually-hidden">${t.timeline.search}</span>
        <input type="search" placeholder=${t.timeline.search} .value=${live(filter.search)} @input=${(event: Event) => set({ search: (event.target as HTMLInputElement).value })} />
      </label>
    </div>
    ${isFiltered(filter)
      ? html`<p class="count muted small"><span role="status">${found === 0 ? t.timeline.nothingFound : t.timeline.found(found)}${
          isNarrow(filter) && here.length > 0 ? ` ${say(language, 'searched', { years: filter.year === null ? spans(here) : filter.year })}` : ''}</span>
          <button type="button" class="link no-print" @click=${() => set(NO_FILTER)}>${t.timeline.clear}</button></p>`
      : nothing}`;
}
