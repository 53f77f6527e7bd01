/** Layout of the form and the look of what only it has: rail, fields, sheet, presence, tints. Colours and controls come from the kit. */
import { css, type CSSResult } from 'lit';

const frame = css`
  .form { display: block; }
  .head { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 4px 16px; padding: 12px 16px; border-bottom: 1px solid var(--d-border); }
  .head h2 { flex: 1 1 200px; font-size: 16px; }
  .head .tools { display: flex; flex-wrap: wrap; align-items: center; justify-content: end; gap: 4px 8px; min-height: var(--d-row); }
  .head .button { max-width: 280px; }
  .head .button span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .saved { color: var(--d-muted); }
  .saved.waiting, .saved.notSaved { color: var(--d-due); font-weight: 600; }
  .body { display: block; }
  .pane { min-width: 0; padding: 12px 16px 16px; overflow-anchor: auto; }
  .pane-head { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; min-height: 32px; }
  .pane-head .year { display: inline-flex; align-items: center; gap: 8px; }
  .pane-head select { width: auto; }
  .rail { display: none; }
  .rail-select { display: block; padding: 8px 16px; border-bottom: 1px solid var(--d-border); }
  @container (min-width: 640px) {
    .body { display: grid; grid-template-columns: 200px minmax(0, 1fr); }
    .rail { display: block; padding: 8px; border-inline-end: 1px solid var(--d-border); }
    .rail > ul { position: sticky; inset-block-start: 8px; max-height: calc(100vh - 16px); overflow-y: auto; }
    .rail-select { display: none; }
  }
  .stop { display: flex; align-items: center; gap: 8px; width: 100%; min-height: var(--d-row); padding: 4px 8px; border: 0; border-radius: 6px; background: none; text-align: start; }
  .stop:hover { background: var(--d-subtle); }
  .stop[aria-current] { background: var(--d-accent-soft); font-weight: 600; box-shadow: inset 2px 0 0 var(--d-accent); }
  @media (forced-colors: active) { .stop[aria-current] { border: 1px solid Highlight; } }
  .stop-name { flex: 1; display: inline-flex; align-items: center; gap: 4px; }
  .lock { display: inline-flex; color: var(--d-muted); }
  .dot { flex: none; width: 10px; height: 10px; border: 2px solid var(--d-surface); border-radius: 50%; background: var(--d-person, var(--d-muted)); box-shadow: 0 0 0 1px var(--d-person, var(--d-muted)); }
  .icon { flex: none; }
  .group + .group, .group + .field { margin-top: 16px; padding-top: 8px; border-top: 1px solid var(--d-border); }
  .group > h3, .group > h4 { padding: 8px 0 4px; font-size: 14px; font-weight: 600; }
  .empty { padding: 12px 0; color: var(--d-muted); }
  .waiting { padding: 16px; }
  .skeleton.short { width: 96px; }
  .skeleton.long { width: min(100%, 280px); }
  .files-wait { width: 160px; }
  .ways { display: flex; flex-wrap: wrap; min-height: var(--d-row); margin: 16px -12px 0; }
  .pager { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 8px; margin-top: 16px; }
`;

const fields = css`
  .label-row { --d-label-width: 160px; }
  .field { min-height: var(--d-row); padding: 2px 0; }
  .field.label-row { align-items: start; }
  .field > .label { min-height: var(--d-row); padding: 4px 0; line-height: 1.3; }
  .field.wide { grid-template-columns: minmax(0, 1fr); }
  .field.wide > .label { min-height: 0; padding-top: 8px; }
  .field.k-flag .slot { display: flex; align-items: center; min-height: var(--d-row); }
  .value { min-height: var(--d-row); padding: 7px 0; white-space: pre-wrap; }
  .item > .value { flex: 1; }
  .value-box { min-width: 0; }
  .field:not(.wide) > :is(div, .value-box) { max-width: 640px; }
  .echo { padding: 2px 0 4px; }
  .slot { position: relative; min-width: 0; border-radius: 6px; }
  .standing { position: absolute; inset-block-start: -6px; inset-inline-start: -6px; z-index: 1; display: grid; place-items: center; width: 16px; height: 16px; border: 1px solid currentcolor; border-radius: 50%; background: var(--d-surface); color: var(--d-accent); }
  .standing:is(.disputed, .outdated) { color: var(--d-due); }
  .standing svg { fill: none; stroke: currentcolor; stroke-width: 2.2; stroke-linecap: round; stroke-linejoin: round; }
  .value .standing { position: static; display: inline-grid; vertical-align: -2px; }
  .about:empty { display: none; }
  .slot.masked { display: flex; flex-wrap: wrap; align-items: center; gap: 4px; }
  .slot.masked > input { flex: 1 1 0; min-width: 0; }
  .slot.masked > .about { flex: 1 0 100%; }
  .masked > input::placeholder { color: var(--d-text); opacity: 1; font-variant-numeric: tabular-nums; }
  .value .masked { display: inline-flex; align-items: center; gap: 4px; }
  .problem { padding: 4px 0; color: var(--d-danger); font-size: 13px; }
  .with-unit { display: flex; align-items: center; gap: 8px; }
  .k-number input, .k-percent input { max-width: 200px; }
  .check { display: inline-flex; align-items: center; gap: 8px; min-height: 28px; }
  .chips { display: flex; flex-wrap: wrap; gap: 4px; padding: 4px 0; }
  .chips .chip { cursor: pointer; }
  .chips .chip input { width: 14px; height: 14px; margin: 0; }
  .chip:focus-within { outline: 2px solid var(--d-focus, var(--d-accent)); outline-offset: 1px; }
  .chip input:focus-visible { outline: 0; }
  .item { display: flex; align-items: start; gap: 4px; padding: 2px 0; }
  .item > .slot { flex: 1; }
  .plain > li { padding: 6px 0; }
  .grow { display: grid; }
  .grow::after { content: attr(data-grow) ' '; visibility: hidden; }
  .grow::after, .grow > textarea {
    grid-area: 1 / 1;
    min-width: 0;
    max-height: 60vh;
    padding: 6px 8px;
    border: 1px solid transparent;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .grow > textarea { border-color: var(--d-edge); overflow: auto; resize: none; }
  @media (pointer: coarse) { .grow::after { font-size: 16px; } }
  @supports (field-sizing: content) {
    .grow::after { content: none; }
    .grow > textarea { field-sizing: content; min-height: calc(2lh + 14px); }
  }
  td .grow > textarea { min-height: var(--d-row); }
`;

const people = css`
  .here { display: inline-flex; flex-wrap: wrap; gap: 4px; }
  .name { max-width: 128px; padding: 0 6px; overflow: hidden; border-radius: 9px; background: var(--d-person, var(--d-muted)); color: #fff; font-size: 12px; line-height: 18px; text-overflow: ellipsis; white-space: nowrap; }
  .nobody { --d-person: #5c676d; }
  .ring:not(:focus-within) > :is(input, select, .grow, .money, .dates, .with-unit, .list) { outline: 2px solid var(--d-person); outline-offset: 1px; border-radius: 6px; }
  .slot.ring > input[type='checkbox'] { border-radius: 2px; }
  .tint::after { content: ''; position: absolute; inset: 0; border-radius: 6px; background: var(--d-person); opacity: 0; pointer-events: none; animation: tint 1.2s ease-out; }
  @keyframes tint { from { opacity: 0.35; } to { opacity: 0; } }
  @media (forced-colors: active) { .name { border: 1px solid CanvasText; } .ring:not(:focus-within) > * { outline-color: Highlight; } }
`;

const sheet = css`
  .rows { outline-offset: 4px; }
  table { width: 100%; border-collapse: collapse; table-layout: fixed; }
  th { padding: 4px; color: var(--d-muted); font-size: 12px; font-weight: 400; text-align: start; vertical-align: bottom; overflow-wrap: anywhere; }
  th.k-flag { width: 64px; }
  th.k-enum { width: 20%; }
  thead td { width: 120px; }
  tbody td { padding: 2px; vertical-align: top; }
  tbody tr:not(.below) + tr:not(.below) > td { border-top: 1px solid var(--d-border); }
  td .value { padding-inline: 4px; }
  td.k-flag .slot { display: flex; align-items: center; justify-content: center; min-height: var(--d-row); }
  td.tools { white-space: nowrap; text-align: end; }
  td.tools .button { width: 28px; min-width: 28px; min-height: var(--d-row); }
  td.tools .button:disabled { visibility: hidden; }
  .more svg { transition: rotate 120ms; }
  .more.open svg { rotate: 90deg; }
  .more { position: relative; }
  .more.filled::after { content: ''; position: absolute; inset-block-start: 8px; inset-inline-end: 2px; width: 6px; height: 6px; border-radius: 50%; background: var(--d-accent); }
  .below > td { padding: 4px 8px 12px 16px; border-inline-start: 2px solid var(--d-border); }
  .add { gap: 6px; margin-top: 4px; }
  /* A sheet needs room; below that every row is a card. */
  @container (max-width: 799px) {
    .rows table, .rows tbody, .rows tr, .rows td { display: block; }
    .rows thead { display: none; }
    .rows tr:not(.below) { padding: 4px 0 4px 8px; border-inline-start: 2px solid var(--d-border); }
    .rows tr:not(.below) + tr:not(.below) { margin-top: 12px; }
    .rows tbody tr:not(.below) + tr:not(.below) > td { border-top: 0; }
    .rows td[data-label] { display: grid; grid-template-columns: 96px minmax(0, 1fr); align-items: start; gap: 8px; }
    .rows td[data-label]::before { content: attr(data-label); padding-top: 8px; color: var(--d-muted); font-size: 12px; line-height: 1.3; }
    .rows td.k-flag .slot { justify-content: start; }
    .rows td.k-flag[data-label] { grid-template-columns: minmax(0, 1fr) auto; max-width: 200px; }
    .rows td.tools .button { width: var(--d-row); min-width: var(--d-row); }
  }
  @container (max-width: 359px) { .rows td[data-label]:not(.k-flag) { grid-template-columns: minmax(0, 1fr); gap: 0; } .rows td[data-label]::before { padding-top: 4px; } }
`;

const facts = css`
  .add-fact { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; margin-top: 16px; padding-top: 12px; border-top: 1px solid var(--d-border); }
  .add-fact .chip { border-style: dashed; color: var(--d-muted); }
  .add-fact.open { display: block; }
  .search { display: flex; align-items: center; gap: 8px; }
  .search .button { flex: none; white-space: nowrap; }
  [role='listbox'] { max-height: 320px; margin-top: 8px; overflow: auto; }
  [role='option'] { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0 12px; min-height: var(--d-row); padding: 4px 8px; border-radius: 6px; cursor: pointer; }
  [role='option']:hover, [role='option'].on { background: var(--d-accent-soft); }
  [role='option'].on .muted { color: var(--d-text); }
  @media print {
    .rail, .rail-select, .pane button, td.tools, thead td { display: none !important; }
    .body { display: block !important; }
    .pane { padding: 8px 16px; }
    input:not([type='checkbox']), select, textarea { border-color: transparent !important; background: none !important; appearance: none; }
    .grow::after, .grow > textarea { max-height: none; }
    .tint::after { display: none; }
    .field { break-inside: avoid; }
  }
`;

export const formStyles: CSSResult[] = [frame, fields, people, sheet, facts];
