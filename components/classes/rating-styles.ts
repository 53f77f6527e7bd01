/** Layout of the rating of money-laundering risk: the card, and the sheet that is filled. */
import { css } from 'lit';

export const ratingStyles = css`
  :host { display: block; }
  :host([hidden]) { display: none; }
  .rating { container-type: inline-size; max-width: 760px; padding: 16px; border: 1px solid var(--d-border); border-radius: var(--d-radius); background: var(--d-surface); }
  /* a section of the form: no box in a box */
  :host(.inside) .rating { max-width: none; padding: 0 0 16px; border-width: 0 0 1px; border-radius: 0; }
  :host(.inside) .rating > * { max-width: 728px; }
  :host(.inside) .sum { margin-inline: 0; padding-inline: 0; }
  .bar { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; }
  .bar h3 { flex: 1 1 auto; font-size: 16px; font-weight: 600; }
  .level { display: inline-flex; align-items: center; min-height: 24px; padding: 0 8px; border: 1px solid var(--d-border); border-radius: var(--d-radius); background: var(--d-subtle); font-size: 13px; font-weight: 600; }
  .level.high { border-color: var(--d-danger); color: var(--d-danger); background: none; }
  .level.medium { border-color: var(--d-due); color: var(--d-due); background: var(--d-due-soft); }
  .late { color: var(--d-danger); font-weight: 600; }
  .facts { display: grid; gap: 4px 12px; margin-top: 12px; }
  .facts dt { color: var(--d-muted); font-size: 13px; }
  .facts dd { overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
  .facts dd + dt { margin-top: 4px; }
  @container (min-width: 360px) {
    .facts { grid-template-columns: var(--d-label-width, 128px) minmax(0, 1fr); align-items: baseline; }
    .facts dd + dt { margin-top: 0; }
  }
  .word { display: grid; gap: 4px; margin-top: 12px; padding: 8px 12px; border-inline-start: 3px solid var(--d-due); background: var(--d-due-soft); overflow-wrap: anywhere; }
  .word .due { color: var(--d-due); font-weight: 600; }
  .buttons { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 12px; }
  .lead { margin-top: 4px; color: var(--d-muted); }
  details { margin-top: 12px; }
  summary { cursor: pointer; min-height: 24px; align-content: center; color: var(--d-muted); }
  summary:focus-visible { outline: 2px solid var(--d-focus); outline-offset: 2px; }
  @media (pointer: coarse) { summary { min-height: 44px; } }
  .scores { display: grid; gap: 8px; margin-top: 8px; font-size: 13px; }
  .scores li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 12px; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
  .scores li > .muted { grid-column: 1 / -1; }
  .past li + li { margin-top: 8px; }

  form { margin-top: 16px; padding-top: 12px; border-top: 1px solid var(--d-border); }
  fieldset { min-width: 0; margin: 16px 0 0; padding: 0; border: 0; }
  legend { padding: 0; font-weight: 600; }
  .item { display: grid; gap: 4px 12px; padding: 8px 0; border-bottom: 1px solid var(--d-border); }
  .item .name { align-self: center; overflow-wrap: anywhere; }
  .steps { display: flex; gap: 4px; }
  .steps label { position: relative; flex: 1 1 0; min-width: 36px; min-height: 36px; display: grid; place-items: center; border: 1px solid var(--d-edge); border-radius: 6px; cursor: pointer; font-variant-numeric: tabular-nums; }
  .steps input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer; }
  .steps label.on { border-color: var(--d-accent); background: var(--d-accent); color: var(--d-on-accent); font-weight: 600; }
  .steps label:focus-within { outline: 2px solid var(--d-focus); outline-offset: 2px; }
  .steps.wrong label { border-color: var(--d-danger); }
  .item > .why, .item > .danger { grid-column: 1 / -1; }
  @container (min-width: 520px) { .item { grid-template-columns: minmax(0, 1fr) 236px; } .steps { justify-self: end; width: 100%; } }
  @media (pointer: coarse) { .steps label { min-height: 44px; } }
  .check { display: grid; grid-template-columns: auto minmax(0, 1fr); align-items: center; gap: 4px 8px; min-height: 36px; }
  @media (pointer: coarse) { .check { min-height: 44px; } }
  .sub { margin-top: 8px; color: var(--d-muted); font-size: 13px; }
  .more { display: grid; gap: 4px; margin-top: 16px; }
  .more label { margin-top: 8px; color: var(--d-muted); font-size: 13px; }
  .sum { position: sticky; bottom: 0; display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; margin: 16px -16px 0; padding: 12px 16px; border-top: 1px solid var(--d-border); background: var(--d-surface); font-variant-numeric: tabular-nums; }
  .sum .total { font-size: 16px; font-weight: 600; }
  .form-foot { margin-bottom: -4px; }
  .said { margin-top: 8px; }
  .said:empty { display: none; }
  .said:focus { outline: none; }
  @media (forced-colors: active) { .steps label.on { border-width: 3px; } }
  @media print { form, .buttons { display: none; } }
`;
