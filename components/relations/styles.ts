/** How a relation map looks; the same in its element and in the form. */
import { css, type CSSResult } from 'lit';

export const relationStyles: CSSResult = css`
  .relation-head { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 12px; padding: 12px 16px 0; }
  .relation-title { font-size: 16px; font-weight: 650; }
  .relation-content { padding: 8px 16px 16px; }
  .skeleton.wide { width: 60%; min-height: 28px; margin: 6px 0; }
  .relation-bar { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; padding: 4px 0 8px; }
  .choice { display: inline-flex; flex-wrap: wrap; gap: 4px; }
  @container (min-width: 280px) { .relation-bar > .choice:last-child { margin-inline-start: auto; } }
  .relation-empty { padding: 8px 0; color: var(--d-muted); }
  .map-frame { max-height: min(70vh, 640px); overflow: auto; border-radius: var(--d-radius); background: var(--d-subtle); overscroll-behavior-inline: contain; }
  .map { display: block; font-size: 13px; }
  .map .box, .map .part { cursor: pointer; outline: 0; }
  .map .box > rect { fill: var(--d-surface); stroke: var(--d-edge); stroke-width: 1; }
  .map .part > rect { fill: transparent; }
  .map .part:hover > rect { fill: var(--d-subtle); }
  .map .box:hover > rect { stroke: var(--d-accent); }
  .map :is(.box, .part):focus-visible > rect { stroke: var(--d-focus); stroke-width: 3; }
  .map .open > rect { fill: var(--d-accent-soft); stroke: var(--d-accent); }
  .map text { fill: var(--d-text); pointer-events: none; }
  .map .name { font-size: 14px; font-weight: 600; }
  .map .under { fill: var(--d-muted); font-size: 12px; }
  .map .trouble { fill: var(--d-danger); font-size: 12px; }
  .map .line { fill: none; stroke: var(--d-edge); stroke-width: 1.5; }
  .map .partners { stroke: var(--d-accent); stroke-dasharray: 6 4; }
  .map .internal { stroke: var(--d-muted); stroke-dasharray: 1 4; stroke-linecap: round; stroke-width: 2.5; }
  .map .near { stroke-width: 3; }
  .map .line-label { fill: var(--d-text); stroke: var(--d-subtle); stroke-width: 4; font-size: 12px; }
  .legend { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; padding: 4px 0; }
  .legend .k { width: 24px; height: 0; border-top: 2px solid var(--d-edge); }
  .legend .k + .k, .legend .k:not(:first-child) { margin-inline-start: 8px; }
  .legend .k.partners { border-top: 2px dashed var(--d-accent); }
  .legend .k.internal { border-top: 3px dotted var(--d-muted); }
  .relation-panel { margin-top: 8px; padding: 8px 12px; border-inline-start: 2px solid var(--d-accent); }
  .panel-title { font-weight: 600; }
  .panel-tools { display: flex; flex-wrap: wrap; gap: 8px; padding-top: 8px; }
  .relation .scroll + .panel-title { padding-top: 12px; }
  .relation .scroll { overflow-x: auto; }
  .relation table { width: 100%; min-width: 480px; border-collapse: collapse; table-layout: auto; }
  .relation :is(th, td) { padding: 6px 12px 6px 0; border-bottom: 1px solid var(--d-border); font-size: 13px; text-align: start; vertical-align: baseline; overflow-wrap: break-word; }
  .relation thead th { color: var(--d-muted); font-size: 12px; font-weight: 400; }
  .relation tbody th { color: inherit; font-weight: 600; }
  .relation .link { text-align: start; }
  @media (forced-colors: active) {
    .map .box > rect { fill: Canvas; stroke: CanvasText; }
    .map text, .map .line-label { fill: CanvasText; stroke: Canvas; }
    .map .line { stroke: CanvasText; }
    .map .open > rect, .map :is(.box, .part):focus-visible > rect { stroke: Highlight; stroke-width: 3; }
  }
  .on-paper { display: none; }
  /* On paper nobody opens a box: the table says all of it, at any width and in any colour. */
  @media print {
    .map-frame, .legend, .relation-panel { display: none; }
    .on-paper { display: block; }
    .relation .scroll { overflow: visible; }
    .relation table { min-width: 0; }
  }
`;
