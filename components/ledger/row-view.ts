/** Rows of the ledger and what one opens to. Cells carry their words at every width; the style sheet decides which are drawn and how. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Transaction, TransactionDetail, TransactionView } from '../../model/api.ts';
import type { Language } from '../../model/labels.ts';
import { toMinor } from '../../model/money.ts';
import type { CalendarDate } from '../../model/overview.ts';
import { formatDate, formatMoney, formatNumber, formatTime } from '../internal/formats.ts';
import { fullDay, shortDay } from '../timeline/dates.ts';
import type { LedgerRow } from './ledger-data.ts';
import type { LedgerTexts } from './texts.ts';

export interface RowReader {
  readonly l: LedgerTexts;
  readonly language: Language;
  readonly today: CalendarDate;
  /** Cost and profit are drawn. */
  readonly costs: boolean;
  readonly reasonOf: (key: string) => string;
  readonly paymentOf: (key: string) => string;
}
export interface RowState { readonly index: number; readonly active: boolean; readonly open: boolean; readonly press: () => void }

/** One that takes money away is drawn with its sign. */
export const shownAmount = ({ kind, amount }: Pick<Transaction, 'kind' | 'amount'>): string => (kind === 'return' && !amount.startsWith('-') ? `-${amount}` : amount);

export function itemsOf(row: Transaction, { l, language }: Pick<RowReader, 'l' | 'language'>): string {
  const [first] = row.lines;
  if (first === undefined) return row.stay?.period ? row.stay.period.split('/').map((day) => formatDate(language, day)).join(' – ') : (row.tracking ?? '');
  const count = toMinor(first.quantity) === 100 ? '' : `${formatNumber(language, Number(first.quantity))} × `;
  return `${count}${first.item}${row.lines.length > 1 ? ` ${l.more(row.lines.length - 1)}` : ''}`;
}

export const profitOf = ({ kind, amount, cost }: TransactionView): number | null =>
  cost === null || cost === undefined || kind === 'shipment' || kind === 'collection' ? null : ((toMinor(amount) ?? 0) - (toMinor(cost) ?? 0)) / 100 * (kind === 'return' ? -1 : 1);

function dueView({ receivable, currency }: TransactionView, { l, language, today }: RowReader): unknown {
  if (receivable === undefined) return nothing;
  const { open, due, days } = receivable;
  if (toMinor(open) === 0) return html`<span class="muted">${l.paid}</span>`;
  return html`<strong class=${days > 0 ? 'late' : ''}>${formatMoney(language, open, currency)}</strong>${due === null ? nothing : html` <span class="small ${days > 0 ? 'late' : 'muted'}">${days > 0 ? l.overdueBy(l.days(days)) : l.dueOn(shortDay(due, today, language))}</span>`}`;
}

export function rowView({ row, running }: LedgerRow, reader: RowReader, state: RowState): TemplateResult {
  const { l, language, today } = reader;
  const profit = profitOf(row);
  const items = itemsOf(row, reader);
  return html`<div class="row kind-${row.kind} ${state.open ? 'opened' : ''}" role="row" data-id=${row.id} aria-rowindex=${state.index + 2} tabindex=${state.active ? 0 : -1} aria-expanded=${String(state.open)} @click=${state.press}>
    <span class="date" role="gridcell"><time datetime=${row.date} title=${fullDay(row.date, language)}>${shortDay(row.date, today, language)}</time></span>
    <span class="kind" role="gridcell"><i aria-hidden="true"></i>${l.kinds[row.kind]}${row.channel ? html` <span class="muted small"><bdi>${row.channel}</bdi></span>` : nothing}</span>
    <span class="order" role="gridcell"><bdi>${row.orderRef ?? ''}</bdi></span>
    <span class="what" role="gridcell"><bdi>${items}</bdi>${items === '' && row.orderRef ? html`<bdi class="narrow">${row.orderRef}</bdi>` : nothing}</span>
    <span class="sum ${row.kind === 'shipment' && toMinor(row.amount) === 0 ? 'none' : ''}" role="gridcell">${row.kind === 'shipment' && toMinor(row.amount) === 0 ? nothing : formatMoney(language, shownAmount(row), row.currency)}</span>
    <span class="owed" role="gridcell">${dueView(row, reader)}</span>
    ${reader.costs ? html`<span class="cost" role="gridcell">${row.cost ? formatMoney(language, row.cost) : nothing}</span><span class="profit ${profit !== null && profit < 0 ? 'loss' : ''}" role="gridcell">${profit === null ? nothing : formatMoney(language, profit)}</span>` : nothing}
    <span class="running muted" role="gridcell">${running === null ? nothing : formatMoney(language, running)}</span>
  </div>`;
}

export const headView = (l: LedgerTexts, costs: boolean): TemplateResult => html`<div class="head" role="rowgroup"><div class="row" role="row" aria-rowindex="1">
  ${(['date', 'kind', 'order', 'what', 'sum', 'owed', ...(costs ? ['cost', 'profit'] as const : []), 'running'] as const).map((name) => html`<span class=${name} role="columnheader">${{ date: l.date, kind: l.kind, order: l.order, what: l.items, sum: l.amount, owed: l.payment, cost: l.cost, profit: l.profit, running: l.running }[name]}</span>`)}
</div></div>`;

export interface DetailActions {
  readonly asking: boolean;
  readonly today: CalendarDate;
  readonly busy: boolean;
  readonly failure: string;
  readonly mayTrade: boolean;
  readonly correct: () => void;
  readonly ask: (on: boolean) => void;
  readonly takeBack: () => void;
  readonly pay: () => void;
  readonly ship: () => void;
  readonly close: () => void;
}

export function detailView({ item, order, changes, reversedBy, correctable, reversible }: TransactionDetail, reader: RowReader, actions: DetailActions): TemplateResult {
  const { l, language } = reader;
  const when = (moment: string): string => `${formatDate(language, moment)} ${formatTime(language, Date.parse(moment))}`;
  const fact = (label: string, value: unknown): unknown => (value === null || value === undefined || value === '' ? nothing : html`<div><dt>${label}</dt><dd>${value}</dd></div>`);
  const profit = profitOf(item);
  const [from, to] = item.stay?.period?.split('/') ?? [];
  const owes = item.kind === 'sale' && item.receivable !== undefined && toMinor(item.receivable.open) !== 0;
  return html`<div class="detail">
    ${item.lines.length === 0 ? nothing : html`<table class="lines"><thead><tr><th scope="col">${l.product}</th><th scope="col" class="n">${l.quantity}</th><th scope="col" class="n">${l.price}</th></tr></thead>
      <tbody>${item.lines.map(({ item: name, quantity, price, discount }) => html`<tr><td><bdi>${name}</bdi></td><td class="n">${formatNumber(language, Number(quantity))}</td><td class="n">${formatMoney(language, price)}${discount ? html` <span class="muted">−${formatNumber(language, Number(discount) * 100)}%</span>` : nothing}</td></tr>`)}</tbody></table>`}
    <dl>
      ${fact(l.due, item.receivable?.due ? formatDate(language, item.receivable.due) : item.dueAt ? formatDate(language, item.dueAt) : null)} ${fact(l.invoiced, item.invoicedAt ? formatDate(language, item.invoicedAt) : null)} ${fact(l.tracking, item.tracking)}
      ${fact(l.arrival, from ? formatDate(language, from) : null)} ${fact(l.departure, to ? formatDate(language, to) : null)} ${fact(l.reason, item.stay?.reason ? reader.reasonOf(item.stay.reason) : null)}
      ${fact(l.rate, item.stay?.rate ? formatMoney(language, item.stay.rate, item.currency) : null)} ${fact(l.howPaid, item.stay?.payment ? reader.paymentOf(item.stay.payment) : null)}
      ${reader.costs ? html`${fact(l.cost, item.cost ? formatMoney(language, item.cost, item.currency) : null)} ${fact(l.profit, profit === null ? null : formatMoney(language, profit, item.currency))}` : nothing}
    </dl>
    ${order.length === 0 ? nothing : html`<div class="same"><p class="small muted">${l.sameOrder}</p><ul>${order.map((row) => html`<li><time datetime=${row.date}>${formatDate(language, row.date)}</time> ${l.kinds[row.kind]} ${toMinor(row.amount) === 0 ? nothing : html`<strong>${formatMoney(language, shownAmount(row), row.currency)}</strong>`} <bdi class="muted">${itemsOf(row, reader)}</bdi></li>`)}</ul></div>`}
    <p class="small muted">${item.recorded ? l.recordedBy(item.recorded.by.name, when(item.recorded.at)) : l.broughtBy(item.source)}${item.reverses ? html` · ${l.takesBack}` : nothing}${reversedBy === null ? nothing : html` · ${l.wasTakenBack}`}</p>
    ${changes.map(({ by, at, before }) => html`<p class="small muted">${l.correctedBy(by.name, when(at))} ${formatDate(language, before.date)} ${l.kinds[before.kind]} ${formatMoney(language, before.amount, before.currency)} <bdi>${before.orderRef ?? ''}</bdi></p>`)}
    ${actions.failure === '' ? nothing : html`<p class="problem" role="alert">${actions.failure}</p>`}
    ${actions.asking ? html`<div class="ask" role="group" aria-label=${l.takeBack}><p>${l.takeBackAsk(formatDate(language, actions.today))}</p><div class="buttons"><button type="button" class="button danger" ?disabled=${actions.busy} @click=${actions.takeBack}>${l.takeBackYes}</button><button type="button" class="button" @click=${() => actions.ask(false)}>${l.keep}</button></div></div>`
      : html`<div class="buttons no-print">
        ${owes && actions.mayTrade ? html`<button type="button" class="button primary" @click=${actions.pay}>${l.recordPayment}</button>` : nothing}
        ${item.kind === 'sale' && actions.mayTrade ? html`<button type="button" class="button" @click=${actions.ship}>${l.recordShipment}</button>` : nothing}
        ${correctable ? html`<button type="button" class="button" @click=${actions.correct}>${l.correct}</button>` : nothing}
        ${reversible ? html`<button type="button" class="button take-back" @click=${() => actions.ask(true)}>${l.takeBack}</button>` : nothing}
        <button type="button" class="button quiet" @click=${actions.close}>${l.close}</button></div>`}
  </div>`;
}

