/** The form of a transaction: kinds with their own fields, items that add up, open orders offered for a payment. What is typed is held by its owner. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { TransactionKind, TransactionView } from '../../model/api.ts';
import type { Language } from '../../model/labels.ts';
import { formatMoney } from '../internal/formats.ts';
import { composing, holdEnter } from '../internal/keys.ts';
import type { Strings } from '../internal/strings/index.ts';
import { lineSum, SHOWN } from './draft.ts';
import type { LedgerDraft, Problems } from './draft.ts';
import type { LedgerTexts } from './texts.ts';

interface Option { readonly key: string; readonly label: string }
export interface LedgerForm {
  readonly draft: LedgerDraft;
  /** That may be chosen; one: it is fixed. */
  readonly kinds: readonly TransactionKind[];
  readonly problems: Problems;
  readonly failure: string;
  readonly sending: boolean;
  readonly offline: boolean;
  readonly mayCost: boolean;
  /** Sales to be paid, for a payment; empty until they are here. */
  readonly openSales: readonly TransactionView[];
  readonly reasons: readonly Option[];
  readonly payments: readonly Option[];
  readonly t: Strings;
  readonly l: LedgerTexts;
  readonly language: Language;
  readonly title: string;
  readonly set: (change: Partial<LedgerDraft>) => void;
  readonly save: () => void;
  readonly cancel: () => void;
}

export function ledgerForm(form: LedgerForm): TemplateResult {
  const { draft, l, t, problems } = form;
  const shown = new Set<keyof LedgerDraft>(SHOWN[draft.kind]);
  type Text = 'date' | 'orderRef' | 'channel' | 'amount' | 'dueAt' | 'invoicedAt' | 'cost' | 'tracking' | 'rate' | 'arrival' | 'departure';
  const input = (key: Text, label: string, type: 'date' | 'text' = 'text', more: { readonly decimal?: boolean; readonly below?: unknown; readonly list?: string } = {}): TemplateResult | typeof nothing => {
    if (key !== 'date' && !shown.has(key)) return nothing;
    const problem = problems[key];
    return html`<div class="label-row">
      <label for="x-${key}">${label}</label>
      <div><input id="x-${key}" type=${type} inputmode=${more.decimal ? 'decimal' : nothing} list=${more.list ?? nothing} autocomplete="off" maxlength="128" .value=${live(draft[key])} aria-invalid=${problem ? 'true' : nothing} aria-describedby=${problem ? `x-${key}-problem` : nothing}
        @input=${(event: Event) => form.set({ [key]: (event.target as HTMLInputElement).value })} />${more.below ?? nothing}
      ${problem ? html`<p class="problem" id="x-${key}-problem">${problem}</p>` : nothing}</div>
    </div>`;
  };
  const choice = (key: 'reason' | 'payment', label: string, options: readonly Option[]): TemplateResult | typeof nothing => !shown.has(key) ? nothing : html`<div class="label-row">
    <label for="x-${key}">${label}</label>
    <select id="x-${key}" @change=${(event: Event) => form.set({ [key]: (event.target as HTMLSelectElement).value })}>
      <option value="" .selected=${live(draft[key] === '')}>${l.none}</option>
      ${options.map((option) => html`<option value=${option.key} .selected=${live(option.key === draft[key])}>${option.label}</option>`)}
    </select></div>`;
  const sum = shown.has('amount') ? lineSum(draft) : null;
  return html`<form class="form section no-print" novalidate aria-label=${form.title} @keydown=${(event: KeyboardEvent) => {
    holdEnter(event);
    if (event.key === 'Escape' && !composing(event)) { event.preventDefault(); event.stopPropagation(); form.cancel(); }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !composing(event)) { event.preventDefault(); form.save(); }
  }} @submit=${(event: Event) => { event.preventDefault(); form.save(); }}>
    <p class="form-title"><strong>${form.title}</strong></p>
    <div class="pair">
      ${form.kinds.length < 2 ? nothing : html`<div class="label-row"><label for="x-kind">${l.kind}</label>
        <select id="x-kind" @change=${(event: Event) => form.set({ kind: (event.target as HTMLSelectElement).value as TransactionKind })}>
          ${form.kinds.map((kind) => html`<option value=${kind} .selected=${live(kind === draft.kind)}>${l.kinds[kind]}</option>`)}
        </select></div>`}
      ${input('date', l.date, 'date')}
      ${draft.kind === 'collection' || draft.kind === 'shipment' ? openOrders(form) : nothing}
      ${input('orderRef', l.order)} ${input('tracking', l.tracking)} ${input('channel', l.channel)}
      ${input('arrival', l.arrival, 'date')} ${input('departure', l.departure, 'date')} ${choice('reason', l.reason, form.reasons)} ${input('rate', l.rate, 'text', { decimal: true })} ${choice('payment', l.howPaid, form.payments)}
    </div>
    ${shown.has('lines') ? itemTable(form) : nothing}
    <div class="pair">
      ${input('amount', l.amountIn(draft.currency), 'text', { decimal: true, below: sum === null || sum === '0.00' ? nothing : html`<p class="small muted proposed">${l.fromLines(formatMoney(form.language, sum, draft.currency))}
        ${sum === draft.amount ? nothing : html`<button type="button" class="link" @click=${() => form.set({ amount: sum })}>${l.take}</button>`}</p>` })}
      ${input('dueAt', l.due, 'date')} ${input('invoicedAt', l.invoiced, 'date')}
      ${form.mayCost ? input('cost', l.costIn(draft.currency), 'text', { decimal: true }) : nothing}
    </div>
    ${form.failure === '' ? nothing : html`<p class="problem" role="alert">${form.failure}</p>`}
    ${form.offline ? html`<p class="muted">${l.offline}</p>` : nothing}
    <div class="buttons">
      <button class="button primary" ?disabled=${form.sending || form.offline}>${form.sending ? l.saving : l.save}</button>
      <button type="button" class="button" @click=${form.cancel}>${t.kit.cancel}</button>
    </div>
  </form>`;
}

/** One press takes over the order and what is left of it. */
function openOrders({ openSales, draft, l, language, set }: LedgerForm): TemplateResult | typeof nothing {
  const sales = openSales.filter(({ orderRef, receivable }) => (orderRef ?? '') !== '' && receivable !== undefined).slice(0, 8);
  if (sales.length === 0) return nothing;
  const payment = draft.kind === 'collection';
  return html`<div class="label-row wide"><span class="label" id="x-open">${l.openOrders}</span><div class="chips" role="group" aria-labelledby="x-open">${sales.map(({ orderRef, receivable, currency }) => html`<button type="button" class="chip ${receivable!.days > 0 ? 'late' : ''}" aria-pressed=${String(draft.orderRef === orderRef)}
    @click=${() => set({ orderRef: orderRef ?? '', ...(payment ? { amount: receivable!.open, currency } : {}) })}>${l.leftOf(orderRef ?? '', formatMoney(language, receivable!.open, currency))}</button>`)}</div></div>`;
}

function itemTable(form: LedgerForm): TemplateResult {
  const { draft, l, set, problems } = form;
  const change = (at: number, what: Partial<LedgerDraft['lines'][number]>): void => set({ lines: draft.lines.map((line, i) => (i === at ? { ...line, ...what } : line)) });
  const priced = draft.kind !== 'shipment';
  return html`<div class="items" role="group" aria-label=${l.lines}>
    ${draft.lines.map((line, i) => {
      const problem = problems[`line${i}`];
      const field = (key: 'item' | 'quantity' | 'price', label: string): TemplateResult => html`<label><span>${label}</span><input data-line="${i}-${key}" inputmode=${key === 'item' ? nothing : 'decimal'} autocomplete="off" maxlength=${key === 'item' ? 500 : 24} .value=${live(line[key])} aria-invalid=${problem ? 'true' : nothing}
        @input=${(event: Event) => change(i, { [key]: (event.target as HTMLInputElement).value })} /></label>`;
      return html`<div class="item ${priced ? '' : 'unpriced'}">${field('item', l.product)}${field('quantity', l.quantity)}${priced ? field('price', l.price) : nothing}
        <button type="button" class="button quiet icon" aria-label=${l.removeLine(i + 1)} title=${l.removeLine(i + 1)} @click=${() => set({ lines: draft.lines.filter((_, at) => at !== i), kept: draft.kept?.filter((_, at) => at !== i) ?? [] })}>×</button>
        ${problem ? html`<p class="problem">${problem}</p>` : nothing}</div>`;
    })}
    <button type="button" class="button quiet add-line" @click=${(event: Event) => {
      set({ lines: [...draft.lines, { item: '', quantity: '1', price: '' }] });
      const root = (event.currentTarget as Element).getRootNode() as ShadowRoot;
      requestAnimationFrame(() => root.querySelector<HTMLElement>(`[data-line="${draft.lines.length}-item"]`)?.focus());
    }}>+ ${l.addLine}</button>
  </div>`;
}
