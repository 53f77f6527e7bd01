/** Competitors: what is known of each, and at this customer their strengths against their weaknesses, side by side. */
import { css, html, nothing } from 'lit';
import type { Row } from '../../../model/section-doc.ts';
import type { Look, Part, RowList } from './look.ts';
import { mark } from './parts.ts';

const text = (list: RowList, row: Row, key: string): Part => (list.filled(row, key) ? list.named(row, key, html`<span class="look-text">${list.text(row, key)}</span>`) : nothing);

export const competitorsLook: Look = {
  empty: (t) => t.noCompetitors,
  name: (list, row) => list.text(row, 'name'),
  body: {
    kind: 'cards', wide: true,
    beside: (list, row) => list.fact(row, 'scale', mark(list.text(row, 'scale'))),
    facts: (list, row) => html`<dl class="facts">${text(list, row, 'productAnalysis')}${text(list, row, 'salesNetwork')}${text(list, row, 'rd')}${list.named(row, 'leaders')}${list.named(row, 'mainSuppliers')}</dl>`,
  },
  groups: [{ columns: ['name', 'scale', 'leaders', 'mainSuppliers'] }, { columns: ['productAnalysis', 'rd', 'salesNetwork'] }],
};

const side = (list: RowList, row: Row, key: string, sign: string): Part => html`<div class="side"><dt><span aria-hidden="true">${sign}</span> ${list.label(key)}</dt><dd>${list.filled(row, key) ? list.fact(row, key) : html`<span class="muted">${list.t.noneNoted}</span>`}</dd></div>`;

export const rivalsLook: Look = {
  empty: (t) => t.noRivals,
  name: (list, row) => list.text(row, 'competitor'),
  body: {
    kind: 'cards', wide: true,
    beside: (list, row) => (list.filled(row, 'salespersonName') ? html`<span class="muted">${list.label('salespersonName')}: ${list.fact(row, 'salespersonName')}</span>` : nothing),
    facts: (list, row) => html`
      ${list.filled(row, 'productStrengths') || list.filled(row, 'productWeaknesses') ? html`<dl class="sides">${side(list, row, 'productStrengths', '+')}${side(list, row, 'productWeaknesses', '−')}</dl>` : nothing}
      <dl class="facts">${text(list, row, 'followUp')}${text(list, row, 'cooperationHistory')}${text(list, row, 'salesStyle')}</dl>`,
  },
  groups: [{ columns: ['competitor', 'salespersonName'] }, { columns: ['productStrengths', 'productWeaknesses', 'followUp', 'cooperationHistory', 'salesStyle'] }],
  styles: css`
    .sides { display: grid; grid-template-columns: minmax(0, 1fr); gap: 8px 24px; max-width: 800px; padding: 4px 0 8px; }
    @container (min-width: 480px) { .sides { grid-template-columns: repeat(2, minmax(0, 1fr)); } .side + .side { padding-inline-start: 24px; border-inline-start: 1px solid var(--d-border); } }
    .side > dt { font-weight: 600; }
    .side > dt > span { color: var(--d-muted); }
  `,
};
