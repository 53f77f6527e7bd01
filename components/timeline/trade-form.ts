/** Recording a sale, return, shipment or payment by hand: five fields, sent as one transaction of the source `dossier`. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Transaction, TransactionKind } from '../../model/api.ts';
import { toMinor, fromMinor } from '../../model/money.ts';
import type { Reader } from './entry-view.ts';
import { holdEnter } from '../internal/keys.ts';

export const RECORDED_KINDS = ['sale', 'return', 'shipment', 'collection'] as const satisfies readonly TransactionKind[];

export interface TradeDraft {
  readonly kind: TransactionKind;
  readonly date: string;
  readonly amount: string;
  readonly reference: string;
  readonly dueAt: string;
  /** Made once a draft, so that a second try is the same sale. */
  readonly externalId: string;
}

/**
 * Reads `1,265.50`, `1.265,50` and `1 265.5`: of two marks the last divides, a single one divides unless three digits follow.
 * Undefined for what is no amount, or has more than two decimals.
 */
export function parseAmount(text: string): string | undefined {
  const plain = text.normalize('NFKC').replace(/[\s'\u00a0]/g, '');
  const last = Math.max(plain.lastIndexOf(','), plain.lastIndexOf('.'));
  const marks = plain.replace(/[^.,]/g, '');
  const divides = last >= 0 && (new Set(marks).size > 1 || (marks.length === 1 && plain.length - last - 1 !== 3));
  const whole = (divides ? plain.slice(0, last) : plain).replace(/[.,]/g, '');
  const rest = divides ? plain.slice(last + 1) : '';
  if (!/^\d{1,12}$/.test(whole) || !/^\d{0,2}$/.test(rest)) return undefined;
  const minor = toMinor(rest === '' ? whole : `${whole}.${rest}`);
  return minor === undefined || minor === 0 ? undefined : fromMinor(minor);
}

/** The transaction of a draft, or what is wrong with it. */
export function tradeOf(draft: TradeDraft, currency: string, t: Reader['t']): { readonly trade: Omit<Transaction, 'id'> } | { readonly problems: Partial<Record<keyof TradeDraft, string>> } {
  const amount = parseAmount(draft.amount);
  const problems: Partial<Record<keyof TradeDraft, string>> = {};
  if (amount === undefined) problems.amount = t.timeline.needAmount;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(draft.date)) problems.date = t.timeline.needDate;
  if (amount === undefined || problems.date !== undefined) return { problems };
  return {
    trade: {
      kind: draft.kind, date: draft.date, amount, currency, lines: [], source: 'dossier', externalId: draft.externalId,
      ...(draft.reference.trim() === '' ? {} : { orderRef: draft.reference.trim() }), ...(draft.dueAt === '' ? {} : { dueAt: draft.dueAt }),
    },
  };
}

export interface TradeForm {
  readonly draft: TradeDraft;
  readonly currency: string;
  readonly reader: Reader;
  readonly problems: Partial<Record<keyof TradeDraft, string>>;
  readonly failure: string;
  readonly sending: boolean;
  readonly offline: boolean;
  readonly set: (change: Partial<TradeDraft>) => void;
  readonly save: () => void;
  readonly cancel: () => void;
}

export function tradeForm(form: TradeForm): TemplateResult {
  const { draft, reader: { t }, problems } = form;
  const input = (key: 'date' | 'amount' | 'reference' | 'dueAt', label: string, type: 'date' | 'text', mode: string | typeof nothing = nothing): TemplateResult => html`
    <div class="label-row">
      <label for=${`trade-${key}`}>${label}</label>
      <input id=${`trade-${key}`} type=${type} inputmode=${mode} autocomplete="off" maxlength="128" .value=${draft[key]} aria-invalid=${problems[key] ? 'true' : nothing}
        aria-describedby=${problems[key] ? `trade-${key}-problem` : nothing} @input=${(event: Event) => form.set({ [key]: (event.target as HTMLInputElement).value })} />
      ${problems[key] ? html`<p class="problem" id=${`trade-${key}-problem`}>${problems[key]}</p>` : nothing}
    </div>`;
  return html`<form class="form section" novalidate @keydown=${holdEnter} @submit=${(event: Event) => { event.preventDefault(); form.save(); }}>
    <div class="pair">
      <div class="label-row">
        <label for="trade-kind">${t.timeline.kind}</label>
        <select id="trade-kind" @change=${(event: Event) => form.set({ kind: (event.target as HTMLSelectElement).value as TransactionKind })}>
          ${RECORDED_KINDS.map((kind) => html`<option value=${kind} .selected=${kind === draft.kind}>${t.timeline[kind]}</option>`)}
        </select>
      </div>
      ${input('date', t.timeline.date, 'date')}
      ${input('amount', t.timeline.amountIn(form.currency), 'text', 'decimal')}
      ${input('reference', t.timeline.reference, 'text')}
      ${draft.kind === 'sale' ? input('dueAt', t.timeline.dueAt, 'date') : nothing}
    </div>
    ${form.failure === '' ? nothing : html`<p class="problem" role="alert">${form.failure}</p>`}
    ${form.offline ? html`<p class="muted">${t.timeline.tradeOffline}</p>` : nothing}
    <div class="actions">
      <button class="button primary" ?disabled=${form.sending || form.offline}>${form.sending ? t.timeline.entrySaving : t.timeline.save}</button>
      <button type="button" class="button" @click=${form.cancel}>${t.kit.cancel}</button>
    </div>
  </form>`;
}
