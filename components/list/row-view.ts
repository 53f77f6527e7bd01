/** Head and rows of the register. Cells carry their words at every width; the style sheet decides which are drawn and how. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Language } from '../../model/labels.ts';
import type { CalendarDate } from '../../model/overview.ts';
import { formatMoney } from '../internal/formats.ts';
import type { Strings } from '../internal/strings/index.ts';
import { fullDay, nearDay } from '../timeline/dates.ts';
import { completion, missingWord } from './missing-words.ts';
import { selectable } from './register.ts';
import type { Query, Row, Sort } from './register.ts';

export interface RowView {
  readonly t: Strings;
  readonly language: Language;
  readonly today: CalendarDate;
  /** Some row can be ticked. */
  readonly selectable: boolean;
  readonly badge: (id: string) => unknown;
}

/** A column's heading sorts by it; the sorted one says which way. */
export function headView(query: Query, view: Pick<RowView, 't' | 'language' | 'selectable'>, all: boolean, sort: (by: Sort) => void, selectAll: (on: boolean) => void): TemplateResult {
  const { t } = view;
  const column = (name: string, label: string, by?: Sort): TemplateResult => html`
    <th class=${name} role="columnheader" scope="col" aria-sort=${by !== undefined && query.sort === by ? (query.descending ? 'descending' : 'ascending') : nothing}>
      ${by === undefined ? label : html`<button type="button" @click=${() => sort(by)}>${label}${query.sort === by ? html`<span aria-hidden="true">${query.descending ? '↓' : '↑'}</span>` : nothing}</button>`}
    </th>`;
  return html`<thead role="rowgroup"><tr class="head" role="row">
    ${view.selectable ? html`<th class="tick" role="columnheader" scope="col"><label><input type="checkbox" .checked=${all} aria-label=${t.list.selectAll} @change=${(event: Event) => selectAll((event.target as HTMLInputElement).checked)} /></label></th>` : nothing}
    ${column('name', t.list.name, 'name')} ${column('classes', t.list.classes)} ${column('place', t.list.place)} ${column('owner', t.list.owner)}
    ${column('complete', missingWord(view.language, 'column'), 'missing')} ${column('last', t.list.last, 'last')} ${column('sum', t.list.sum, 'sum')}
  </tr></thead>`;
}

export interface RowState {
  readonly index: number;
  readonly current: boolean;
  readonly selected: boolean;
  readonly toggle: (on: boolean) => void;
  readonly open: () => void;
}

export function rowView(row: Row, view: RowView, state: RowState): TemplateResult {
  const { id, digest, gone } = row;
  const mine = selectable(row);
  const { t, language, today } = view;
  const full = digest.level === 'exists' ? null : digest;
  const last = full?.trade?.last ?? null;
  const done = completion(digest, language);
  const sub = [full?.code ?? '', full?.shortName ?? ''].filter((word) => word !== '' && word !== digest.name).join(' · ');
  return html`<tr class="row ${gone ? 'gone' : ''} ${state.current ? 'current' : ''}" role="row" data-id=${id} data-at=${state.index} aria-rowindex=${state.index + 2} tabindex="-1"
      aria-current=${state.current ? 'true' : nothing} aria-selected=${mine ? String(state.selected) : nothing} @click=${state.open}>
    ${view.selectable
      ? html`<td class="tick" role="gridcell" @click=${(event: Event) => event.stopPropagation()}>${mine
        ? html`<label><input type="checkbox" tabindex="-1" .checked=${state.selected} aria-label=${t.list.select(digest.name)} @change=${(event: Event) => state.toggle((event.target as HTMLInputElement).checked)} /></label>`
        : nothing}</td>`
      : nothing}
    <td class="name" role="gridcell"><strong>${digest.name}</strong>${gone ? html`<span class="sub">${t.list.rowGone}</span>` : full === null ? html`<span class="sub">${t.list.existsOnly(digest.owner?.name ?? '')}</span>` : sub === '' ? nothing : html`<span class="sub">${sub}</span>`}</td>
    <td class="classes" role="gridcell" @click=${(event: Event) => event.stopPropagation()}>${full === null || gone ? nothing : view.badge(id)}</td>
    <td class="place" role="gridcell">${full?.place ?? nothing}</td>
    <td class="owner" role="gridcell">${digest.owner?.name ?? html`<span class="muted">${t.list.nobody}</span>`}</td>
    <td class="complete" role="gridcell">${done === null ? nothing : html`<span title=${done.words}>${done.todo === 0 ? nothing : html`<span class="due">${done.todo}<span class="visually-hidden"> ${done.words}</span></span> `}<span class="muted">${done.share} %</span></span>`}</td>
    <td class="last" role="gridcell">${last === null ? nothing : html`<time datetime=${last} title=${fullDay(last, language)}>${nearDay(last, today, language)}</time>`}</td>
    <td class="sum" role="gridcell">${full?.trade && full.trade.count > 0 ? formatMoney(language, full.trade.sum, full.trade.currency) : nothing}</td>
  </tr>`;
}

/** Rows in outline, so that nothing jumps when they come. */
export const rowsSkeleton = (text: string): TemplateResult => html`
  <div class="waiting" aria-busy="true"><span class="visually-hidden">${text}</span>
    ${[0, 1, 2, 3, 4].map(() => html`<div><span class="skeleton"></span><span class="skeleton"></span></div>`)}
  </div>`;
