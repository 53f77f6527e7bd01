/** The plain list below its search: rows as a table, or why there are none, and what follows them. The register with its tools has its own in `board/`. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { ref } from 'lit/directives/ref.js';
import { repeat } from 'lit/directives/repeat.js';
import type { CalendarDate } from '../../model/overview.ts';
import type { Language } from '../../model/labels.ts';
import { formatNumber } from '../internal/formats.ts';
import type { Strings } from '../internal/strings/index.ts';
import type { Pane } from './pane.ts';
import { filtersOn, selectable } from './register.ts';
import type { Register, Row, Sort } from './register.ts';
import { headView, rowView } from './row-view.ts';

export interface Plain {
  readonly t: Strings;
  readonly language: Language;
  readonly register: Register;
  readonly pane: Pane;
  readonly today: CalendarDate;
  readonly current: string | null;
  readonly busy: boolean;
  readonly badge: (id: string) => unknown;
  readonly open: (row: Row) => void;
  readonly sort: (by: Sort) => void;
  /** Null: nobody makes customers here. */
  readonly create: (() => void) | null;
}

export function plainEmpty({ t, register, create }: Pick<Plain, 't' | 'register' | 'create'>): TemplateResult {
  const searched = register.query.text.trim() !== '' || filtersOn(register.query) > 0;
  return html`<div class="begin">
    <p role="status"><strong>${searched ? t.list.nothing : t.list.empty}</strong></p>
    <p class="muted">${searched ? t.list.nothingHint : t.list.emptyHint}</p>
    ${searched ? html`<button type="button" class="button" @click=${() => register.ask({ text: '', filters: {} })}>${t.list.clear}</button>`
      : create === null ? nothing : html`<button type="button" class="button primary" @click=${create}>${t.list.create}</button>`}
  </div>`;
}

export function plainTable(plain: Plain): TemplateResult {
  const { t, language, register, pane, today, current, busy } = plain;
  const { rows } = register;
  // ticks are there for who could do something with them
  const ticks = rows.some(selectable);
  const all = register.selected.size > 0 && rows.every((row) => !selectable(row) || register.selected.has(row.id));
  const view = { t, language, today, selectable: ticks, badge: plain.badge };
  const line = (row: Row, index: number): unknown => {
    const [is, selected] = [row.id === current, register.selected.has(row.id)];
    return guard([row, index, is, selected, language, t, t.list, today, ticks], () => rowView(row, view, { index, current: is, selected, toggle: (on) => register.toggle(row.id, on), open: () => plain.open(register.row(row.id) ?? row) }));
  };
  return html`
    <div class="scroller plain" ${ref(pane.at)}><table role="grid" class=${busy ? 'busy' : ''} aria-label=${t.list.title} aria-rowcount=${register.total + 1} aria-busy=${busy}>
      ${headView(register.query, view, all, plain.sort, (on) => register.selectAll(on))}
      ${repeat(pane.parts(rows.length), ({ kind, at }) => `${kind} ${at}`, (part) => (part.kind === 'gap'
        ? html`<tbody class="gap" data-gap role="presentation" aria-hidden="true"><tr ${tall(part.height)}></tr></tbody>`
        : html`<tbody role="rowgroup" data-block=${part.at}>${repeat(rows.slice(part.from, part.to), ({ id }) => id, (row, at) => line(row, part.from + at))}</tbody>`))}
    </table></div>
    ${footView({ t, language, register })}`;
}

/** Above what is not drawn. The height is set by the object model, which a strict page allows. */
export const tall = (height: number): unknown => ref((element) => { if (element instanceof HTMLElement) element.style.height = `${height}px`; });

/** How much of it is here, and a way to the rest beside scrolling. */
export function footView({ t, language, register }: Pick<Plain, 't' | 'language' | 'register'>): TemplateResult | typeof nothing {
  if (!register.hasMore && register.rows.length >= register.total) return nothing;
  return html`<div class="foot">
    <span class="muted">${t.list.shownOf(register.rows.length, register.total).replace(/\d+/g, (digits) => formatNumber(language, Number(digits)))}</span>
    ${register.hasMore ? html`<button type="button" class="button more no-print" ?disabled=${register.loadingMore} @click=${() => void register.more()}>${register.loadingMore ? t.kit.loading : t.list.more}</button>` : nothing}
    ${register.moreFailed ? html`<span class="danger no-print" role="alert">${t.kit.failed}</span>` : nothing}
  </div>`;
}
