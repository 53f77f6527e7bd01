/** Who supplies what share of what the customer buys: a stacked bar for each product, its parts numbered as the rows of the table; and what is needed every month. */
import { css, html, nothing, svg } from 'lit';
import type { Row } from '../../../model/section-doc.ts';
import { formatShare } from '../../internal/formats.ts';
import type { Look, Part, RowList } from './look.ts';
import { bar, percent } from './parts.ts';

const shareOf = (row: Row): number => (typeof row.cells['share'] === 'number' && row.cells['share'] > 0 ? row.cells['share'] / 100 : 0);
const productOf = (row: Row): string => (typeof row.cells['product'] === 'string' ? row.cells['product'].trim() : '');

/** Of one product the largest share first. */
const ordered = (list: RowList): readonly Row[] => {
  const products = [...new Set(list.rows.map(productOf))];
  return products.flatMap((product) => list.rows.filter((row) => productOf(row) === product).sort((a, b) => shareOf(b) - shareOf(a)));
};
const numberOf = (list: RowList, row: Row): number => ordered(list).indexOf(row) + 1;
/** Lighter with every place; the fifth begins anew, and the numbers go on. */
const step = (i: number): string => `s${i % 4}`;

function stack(list: RowList, product: string, single: boolean): Part {
  const rows = ordered(list).filter((row) => productOf(row) === product && shareOf(row) > 0);
  const sum = rows.reduce((all, row) => all + shareOf(row), 0);
  if (rows.length === 0) return nothing;
  const whole = Math.max(1, sum);
  const { language } = list.host;
  const said = formatShare(language, sum);
  let from = 0;
  // what rounding leaves is no mistake of anybody
  const over = sum > 1.0005;
  return html`<figure class="stack">
    ${single ? nothing : html`<figcaption>${product || list.t.allProducts}</figcaption>`}
    <svg width="100%" height="24" role="img" aria-label=${list.t.pictureOf(list.field.label)}>
      <rect class="bar-ground" width="100%" height="24" rx="4"></rect>
      ${rows.map((row, i) => {
        const share = shareOf(row) / whole;
        const at = from;
        from += share;
        return svg`<rect class="part ${step(i)}" x=${percent(at)} width=${percent(share)} height="24"></rect>${share < 0.06 ? nothing : svg`<text class=${step(i)} x=${percent(at + share / 2)} y="16" text-anchor="middle">${numberOf(list, row)}</text>`}`;
      })}
    </svg>
    ${over ? html`<p class="look-over">${single ? list.t.over(said) : list.t.overOf(product || list.t.allProducts, said)}</p>`
      : sum < 0.9995 ? html`<p class="muted small">${list.t.others}: ${formatShare(language, 1 - sum)}</p>` : nothing}
  </figure>`;
}

export const suppliersLook: Look = {
  empty: (t) => t.noSuppliers,
  name: (list, row) => list.text(row, 'supplier'),
  order: ordered,
  head: (list) => {
    const products = [...new Set(list.rows.map(productOf))];
    return html`${products.map((product) => stack(list, product, products.length === 1))}`;
  },
  body: {
    kind: 'table',
    lead: (list, row) => (shareOf(row) > 0 ? html`<span class="number-of">${numberOf(list, row)}</span>` : nothing),
    columns: [
      { key: 'supplier', label: (list) => list.label('supplier'), cell: () => nothing },
      { key: 'share', label: (list) => list.label('share'), number: true, cell: (list, row) => list.fact(row, 'share') },
      { key: 'product', label: (list) => list.label('product'), cell: (list, row) => list.fact(row, 'product') },
    ],
  },
  groups: [{ columns: ['supplier', 'product', 'share'] }],
  styles: css`
    .number-of { display: inline-block; min-width: 20px; color: var(--d-muted); font-weight: 400; }
    .stack { max-width: 640px; padding: 4px 0 8px; }
    .stack > figcaption { padding-bottom: 4px; font-weight: 600; }
    .stack > svg { display: block; overflow: hidden; border-radius: 4px; }
    .stack .part { stroke: var(--d-surface); stroke-width: 2; }
    .stack :is(.s1, .s3).part { stroke: var(--d-edge); stroke-width: 1; }
    .stack text { font-size: 12px; font-weight: 600; }
    rect.s0 { fill: var(--d-accent); } text.s0 { fill: var(--d-on-accent); }
    rect.s1 { fill: var(--d-accent-soft); } text.s1 { fill: var(--d-text); }
    rect.s2 { fill: var(--d-muted); } text.s2 { fill: var(--d-surface); }
    rect.s3 { fill: var(--d-subtle); } text.s3 { fill: var(--d-text); }
    @media (forced-colors: active) { .stack .part { fill: Canvas; stroke: CanvasText; } .stack text { fill: CanvasText; } }
  `,
};

const quantityOf = (row: Row): number => (typeof row.cells['quantity'] === 'number' ? row.cells['quantity'] : 0);

export const demandLook: Look = {
  empty: (t) => t.noDemand,
  name: (list, row) => list.text(row, 'product'),
  body: {
    kind: 'table',
    columns: [
      { key: 'product', label: (list) => list.label('product'), cell: () => nothing },
      { key: 'quantity', label: (list) => list.label('quantity'), number: true, cell: (list, row) => html`${list.fact(row, 'quantity')} ${list.fact(row, 'unit')}` },
      // only what is counted alike can stand side by side
      { key: 'picture', quiet: true, label: (list) => list.label('quantity'), cell: (list, row) => {
        const alike = list.rows.filter(({ cells }) => cells['unit'] === row.cells['unit']).map(quantityOf);
        const most = Math.max(...alike);
        return alike.length < 2 || most <= 0 || quantityOf(row) <= 0 ? nothing : bar([{ share: quantityOf(row) / most, kind: 'plain' }]);
      } },
    ],
  },
  groups: [{ columns: ['product', 'quantity', 'unit'] }],
};
