/** How the frame of a look is laid out; what only one look has is in its own file. */
import { css, type CSSResult } from 'lit';

export const lookStyles: CSSResult = css`
  .look { outline-offset: 4px; }
  .look > .empty { padding: 8px 0 4px; }
  .look-told { padding: 4px 0; }
  .look-foot { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; margin-top: 4px; }
  .look-foot > [aria-pressed] { margin-inline-start: auto; color: var(--d-muted); }
  .look-cards { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0 24px; }
  .look-card { min-width: 0; padding: 4px 0 8px; border-top: 1px solid var(--d-border); }
  .look-card:first-child { border-top-color: transparent; }
  .look-card.open { grid-column: 1 / -1; }
  @container (min-width: 800px) {
    .look-cards:not(.one) { grid-template-columns: repeat(2, minmax(0, 1fr)); }
    .look-cards:not(.one) > .look-card:nth-child(2) { border-top-color: transparent; }
  }
  .look-card.with-face { display: grid; grid-template-columns: 36px minmax(0, 1fr); gap: 0 12px; }
  .look-face { display: grid; place-items: center; width: 36px; height: 36px; border: 1px solid var(--d-border); border-radius: 50%; background: var(--d-subtle); color: var(--d-muted); font-size: 12px; font-weight: 600; }
  .look-body { min-width: 0; }
  .look-text { display: -webkit-box; max-width: 640px; overflow: hidden; white-space: pre-wrap; -webkit-box-orient: vertical; -webkit-line-clamp: 3; }
  .look-line { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; min-height: var(--d-row); }
  .look-name { display: inline-flex; align-items: center; gap: 4px; min-width: 0; min-height: var(--d-row); padding: 0; border: 0; background: none; font-weight: 600; text-align: start; overflow-wrap: anywhere; }
  .look-name:hover > span { text-decoration: underline; text-underline-offset: 2px; }
  .look-name > svg { color: var(--d-muted); transition: rotate 120ms; }
  .look-name[aria-expanded='true'] > svg { rotate: 90deg; }
  .facts { display: grid; gap: 2px 16px; }
  .named { display: grid; grid-template-columns: 112px minmax(0, 1fr); gap: 0 12px; align-items: baseline; }
  .named > dt { color: var(--d-muted); font-size: 13px; }
  .fact { display: inline-block; max-width: 100%; white-space: pre-wrap; }
  .fact.ring { outline: 2px solid var(--d-person); outline-offset: 2px; }
  .look-edit { margin: 8px 0; padding: 4px 0 4px 12px; border-inline-start: 2px solid var(--d-accent); }
  .look-edit > * + * { margin-top: 8px; }
  .look-closed { display: flex; align-items: center; gap: 6px; }
  .look-table th .lock { vertical-align: middle; }
  .look-edit .label-row { align-items: start; padding: 2px 0; }
  .look-edit .label-row > .label { min-height: var(--d-row); padding: 4px 0; }
  .look-edit .label-row > div { max-width: 640px; }
  .look-title { padding: 4px 0; font-weight: 600; }
  .look-tools { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; }
  .look-table { table-layout: auto; }
  .look-table.look-table.look-table :is(th, td) { padding: 4px 8px; border-top: 1px solid var(--d-border); overflow-wrap: break-word; vertical-align: baseline; }
  .look-table.look-table.look-table thead th { border-top: 0; vertical-align: bottom; }
  .look-table.look-table.look-table :is(th, td):first-child { padding-inline-start: 0; }
  .look-table.look-table.look-table :is(th, td):last-child { padding-inline-end: 0; }
  .look-table th[scope='row'] { color: var(--d-text); font-size: inherit; }
  .look-table.look-table.look-table .number { padding-inline-end: 20px; text-align: end; white-space: nowrap; }
  .look-table.look-table.look-table .opened > td { padding: 0; border-top: 0; }
  .bars > svg + svg { margin-top: 3px; }
  .look-table tfoot :is(th, td) { color: var(--d-text); font-size: inherit; font-weight: 600; }
  .look-mark { display: inline-flex; align-items: center; min-height: 20px; padding: 0 8px; border: 1px solid var(--d-border); border-radius: 10px; background: var(--d-subtle); font-size: 12px; white-space: nowrap; }
  .look-mark.strong { border-color: var(--d-edge); font-weight: 600; }
  .look-mark.due { border-color: var(--d-due); background: var(--d-due-soft); color: var(--d-due); }
  .look-mark.danger { border-color: var(--d-danger); background: var(--d-danger-soft); color: var(--d-danger); }
  .look-sub { display: grid; grid-template-columns: minmax(96px, 1fr) minmax(120px, 2fr); align-items: center; gap: 4px 8px; padding: 4px 0; }
  .look-sub + .look-sub { border-top: 1px solid var(--d-border); }
  .look-sub > .button { justify-self: end; }
  .look-flag { display: flex; align-items: center; gap: 8px; min-height: var(--d-row); color: var(--d-muted); font-size: 13px; }
  @container (min-width: 640px) { .look-sub { grid-template-columns: 128px minmax(120px, 2fr) minmax(80px, 1fr) auto auto auto; } .look-sub + .look-sub { border-top: 0; } }
  .look-flag .slot { display: flex; flex-wrap: wrap; align-items: center; }
  .look-names { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; min-height: var(--d-row); }
  .look-names > select { flex: 0 1 200px; width: auto; }
  .look-names .chip { padding-inline-end: 2px; }
  .look-out { display: inline-grid; place-items: center; width: 24px; height: 24px; padding: 0; border: 0; border-radius: 50%; background: none; color: var(--d-muted); }
  .look-out:hover { background: var(--d-subtle); color: var(--d-text); }
  @media (pointer: coarse) { .look-names .chip { min-height: 44px; border-radius: 22px; } .look-out { width: 40px; height: 40px; } }
  .valid { display: inline-flex; flex-wrap: wrap; align-items: center; gap: 2px 8px; }
  .bar { display: block; max-width: 240px; overflow: hidden; border-radius: 2px; }
  .valid > .bar { flex: 1 0 100%; height: 4px; max-width: 200px; }
  .bar-ground { fill: var(--d-border); }
  .bar-part { fill: var(--d-accent); }
  .bar-part.plain { fill: var(--d-muted); }
  .bar-part.due { fill: var(--d-due); }
  .bar-part.danger { fill: var(--d-danger); }
  .look-over { padding: 4px 0; color: var(--d-danger); }
  @media (forced-colors: active) { .bar-ground { fill: Canvas; } .bar { border: 1px solid CanvasText; } .bar-part { fill: CanvasText !important; } .look-face { border-color: CanvasText; } }
  @media print { .bar, .stack { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
  @container (max-width: 479px) {
    .look-card.with-face { grid-template-columns: minmax(0, 1fr); }
    .look-face { display: none; }
    .look-table, .look-table tbody, .look-table tfoot { display: block; }
    .look-table thead { display: none; }
    .look-table tr { display: flex; flex-wrap: wrap; gap: 0 16px; padding: 4px 0 8px; border-top: 1px solid var(--d-border); }
    .look-table tbody > tr:first-child { border-top: 0; }
    .look-table tr.opened { display: block; border-top: 0; }
    .look-table.look-table.look-table :is(th, td, .number) { padding: 0; border: 0; text-align: start; }
    .look-table th[scope='row'] { flex: 1 0 100%; }
    .look-table td:not([colspan]) { display: grid; }
    .look-table td:not([data-label], [colspan]) { flex: 1 0 100%; padding-top: 4px !important; }
    .look-table td.none { display: none; }
    .look-table td[data-label]::before { content: attr(data-label); color: var(--d-muted); font-size: 12px; }
  }
  @container (max-width: 359px) { .named { grid-template-columns: minmax(0, 1fr); } }
  @media (forced-colors: active) { .look-mark { border-color: CanvasText; } }
  @media print { .look-edit { border: 0; padding: 0; } .look-name > svg { display: none; } }
`;
