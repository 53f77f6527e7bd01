/** How the filters of a ledger look. What they find is asked for by `ledger-data.ts`. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { EVERYTHING } from './ledger-data.ts';
import type { Grouping, LedgerData, LedgerFilter } from './ledger-data.ts';
import { readable } from './recording.ts';
import type { LedgerTexts } from './texts.ts';

export interface FilterView { readonly open: boolean; readonly by: Grouping; readonly group: (by: Grouping) => void }

const valueOf = (event: Event): string => (event.target as HTMLSelectElement | HTMLInputElement).value;

export function filterView(data: LedgerData, l: LedgerTexts, { open, by, group }: FilterView): TemplateResult {
  const { filter } = data;
  const choose = <K extends 'kind' | 'open'>(key: K, label: string, options: readonly (readonly [LedgerFilter[K], string])[]): TemplateResult => html`<label><span class="visually-hidden">${label}</span><select @change=${(event: Event) => data.ask({ [key]: valueOf(event) } as Partial<LedgerFilter>)}>
    ${options.map(([value, text]) => html`<option value=${value} .selected=${live(filter[key] === value)}>${text}</option>`)}</select></label>`;
  return html`<div class="filters no-print ${open ? 'open' : ''}" role="group" aria-label=${l.filters}>
    <label class="wide"><span class="visually-hidden">${l.search}</span><input type="search" placeholder=${l.search} autocomplete="off" maxlength="200" .value=${live(filter.text)} @input=${(event: Event) => data.ask({ text: valueOf(event) })} /></label>
    ${choose('kind', l.kind, [['', l.anyKind], ...readable(data).map((kind) => [kind, l.kinds[kind]] as const)])}
    <label><span class="visually-hidden">${l.year}</span><select @change=${(event: Event) => data.ask({ year: valueOf(event) === '' ? null : Number(valueOf(event)) })}>
      <option value="" .selected=${live(filter.year === null)}>${l.anyYear}</option>${data.years.map((year) => html`<option value=${year} .selected=${live(filter.year === year)}>${year}</option>`)}</select></label>
    ${data.may('trade', 'read') ? choose('open', l.state, [['', l.anyState], ['true', l.isOpen], ['overdue', l.isOverdue]]) : nothing}
    <label><span class="visually-hidden">${l.group}</span><select @change=${(event: Event) => group(valueOf(event) as Grouping)}>
      ${([['none', l.noGroup], ['year', l.byYear], ['order', l.byOrder]] as const).map(([value, text]) => html`<option value=${value} .selected=${live(by === value)}>${text}</option>`)}</select></label>
    ${data.filtered ? html`<button type="button" class="button quiet" @click=${() => data.ask(EVERYTHING)}>${l.clear}</button>` : nothing}
  </div>`;
}
