/** Layout of the register with its tools: rows as lines of a sheet where there is room, cards of two lines where there is not. */
import { css } from 'lit';

export const boardStyles = css`
  .board { padding: 0 16px 8px; }
  .board-line, .board-chips { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; }
  .board-chips:not(:empty) { padding-block: 4px; }
  /* Without room: which view it is and what filters there are; the tools come by their button. */
  @container (max-width: 559px) {
    .board .board-line select.view { flex: 1 1 auto; max-width: 100%; }
    .board:not(.open) :is(.manage:not(.unsaved ~ .manage), .group-button, .columns-button, .export-button, .mass-button, .paste-button, .add-filter, .codes-button, .back, select.sort, .space) { display: none; }
    .board:not(.open) .board-chips { flex-wrap: nowrap; overflow-x: auto; scrollbar-width: thin; }
    .board:not(.open) .filter-chip { flex: none; }
  }
  @container (min-width: 560px) {
    .board { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; }
    .board-line, .board-chips { display: contents; }
    .board .space, .board :is(.group-button, .columns-button, .export-button, .mass-button, .paste-button) { order: 1; }
    .board > :is(.board-panel, p) { order: 2; flex: 1 1 100%; }
  }
  .board .button.quiet { padding-inline: 8px; }
  .board select.view { width: auto; max-width: min(100%, 280px); font-weight: 600; }
  .board select.sort { width: auto; max-width: 100%; font-size: 13px; }
  .board .space { flex: 1 1 0; }
  .check { display: flex; align-items: center; gap: 8px; min-height: 28px; }
  .unsaved { padding: 0 8px; border-radius: 10px; background: var(--d-due-soft); color: var(--d-due); }
  .from, .said, .left-out { padding-block-end: 4px; }
  .left-out { padding: 4px 16px; }
  .filter-chip { display: inline-flex; align-items: stretch; max-width: 100%; min-height: 28px; border: 1px solid var(--d-accent); border-radius: 14px; background: var(--d-accent-soft); font-size: 13px; }
  .filter-chip.grouped { border-color: var(--d-border); background: var(--d-subtle); }
  .filter-chip button { padding: 0 10px; border: 0; border-radius: 14px; background: none; text-align: start; }
  .filter-chip .text { min-width: 0; padding-inline-end: 2px; }
  .filter-chip .muted { color: inherit; font-weight: 600; }
  .filter-chip .x { min-width: 28px; padding: 0 8px 0 4px; font-size: 16px; line-height: 1; }
  .filter-chip button:hover { color: var(--d-accent); }
  .board-panel { display: grid; gap: 8px; max-width: 640px; margin-block: 4px 8px; padding: 12px; border: 1px solid var(--d-border); border-radius: var(--d-radius); background: var(--d-subtle); }
  .panel-head { display: flex; flex-wrap: wrap; align-items: center; gap: 0 8px; }
  .panel-head > .button { margin-inline-start: auto; }
  .board-panel select.mode { width: auto; justify-self: start; max-width: 100%; }
  .board-panel textarea { width: 100%; resize: vertical; }
  .bound { display: grid; gap: 2px; }
  .range { display: grid; grid-template-columns: repeat(auto-fit, minmax(120px, 1fr)); gap: 8px; }
  .presets { display: flex; flex-wrap: wrap; gap: 4px; }
  .presets .button[aria-pressed='true'], .board-panel .first[aria-pressed='true'] { border-color: var(--d-accent); background: var(--d-accent-soft); font-weight: 600; }
  .offers, .choices { max-height: 260px; overflow: auto; border: 1px solid var(--d-border); border-radius: 6px; background: var(--d-surface); }
  .offers button { display: block; width: 100%; min-height: var(--d-row); padding: 4px 12px; border: 0; background: none; text-align: start; }
  .offers button:hover, .offers button:focus-visible, .choices label:hover { background: var(--d-accent-soft); }
  .offers button:focus-visible { outline-offset: -2px; }
  .choices { display: grid; grid-template-columns: repeat(auto-fill, minmax(200px, 1fr)); }
  .choices label { display: flex; align-items: center; gap: 8px; min-height: var(--d-row); padding: 0 12px; cursor: pointer; }
  .board-panel .buttons { display: flex; flex-wrap: wrap; gap: 8px; }
  .board-panel .buttons input, .board-panel .buttons select { width: auto; flex: 1 1 120px; }
  .columns li { display: flex; flex-wrap: wrap; align-items: center; gap: 4px; min-height: var(--d-row); border-top: 1px solid var(--d-border); }
  .columns .label { flex: 1 1 120px; }
  .columns .button { min-width: 36px; padding: 0; }
  .columns select { width: auto; min-height: 28px; font-size: 13px; }
  @media (pointer: coarse) { .columns select { min-height: 44px; } }
  @container (max-width: 479px) { .columns li { padding-block: 4px; } .columns .label { flex-basis: 100%; } .columns select { flex: 1 1 96px; } }
  .missing { max-height: 120px; overflow: auto; user-select: text; }
  .tags li { display: flex; align-items: center; gap: 4px 8px; min-height: var(--d-row); }
  .tags .tag { margin-inline-end: auto; }
  .tag { display: inline-flex; align-items: center; gap: 4px; margin-inline-end: 8px; white-space: nowrap; }
  .tag::before { content: ''; width: 10px; height: 10px; border-radius: 3px; background: var(--tag); }
  [data-colour='red'] { --tag: #d33f49; } [data-colour='orange'] { --tag: #c2660a; } [data-colour='yellow'] { --tag: #9a7b00; } [data-colour='green'] { --tag: #2e8b47; }
  [data-colour='teal'] { --tag: #178a8a; } [data-colour='blue'] { --tag: #3b78d8; } [data-colour='purple'] { --tag: #8b5fcf; } [data-colour='grey'] { --tag: #7a7f87; }

  .scroller { overflow-x: auto; overscroll-behavior-x: contain; }
  .line { border-top: 1px solid var(--d-border); background: var(--d-surface); }
  .line-heads { display: none; }
  .line.row, .line.group { position: relative; display: grid; grid-template: 'tick name' auto 'tick facts' auto / auto minmax(0, 1fr); gap: 0 4px; padding: 6px 16px 6px 4px; cursor: pointer; }
  .line.row:hover, .line.group:hover { background: var(--d-subtle); }
  .line.row[aria-selected='true'] { background: var(--d-accent-soft); }
  .line.group { background: var(--d-subtle); }
  .line:focus-visible { outline-offset: -2px; }
  .line.current { box-shadow: inset 3px 0 var(--d-accent); }
  .line.gone { color: var(--d-muted); text-decoration: line-through; }
  .line .tick { align-self: center; text-align: center; }
  .line .name { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 8px; }
  .line .name[data-colour]::before { content: ''; flex: none; align-self: center; width: 10px; height: 10px; border-radius: 3px; background: var(--tag); }
  .line .name strong { font-weight: 600; }
  .line .sub { color: var(--d-muted); font-size: 12px; }
  .facts { display: flex; flex-wrap: wrap; grid-area: facts; align-items: center; gap: 0 12px; min-width: 0; overflow: hidden; color: var(--d-muted); font-size: 13px; white-space: nowrap; }
  .facts .cell { max-width: 100%; overflow: hidden; text-overflow: ellipsis; }
  .facts .empty, .facts .cell:nth-child(n+8) { display: none; }
  .facts .of { margin-inline-end: 4px; font-size: 12px; }
  .facts .cell:not(.named) .of { display: none; }
  .line.rest { padding: 4px 16px 4px 40px; }
  @media (pointer: coarse) { .filter-chip { min-height: 44px; border-radius: 22px; } .filter-chip .x { min-width: 44px; } }

  @container (min-width: 640px) {
    .board select.sort { display: none; }
    .lines { min-width: var(--wide); }
    /* what changes in a block moves nothing outside of it */
    .lines [data-block] { contain: layout style; }
    .line-heads { display: block; position: sticky; inset-block-start: 0; z-index: 3; }
    [data-block='0'] > .line:first-child { border-top: 0; }
    .line.row, .line.group, .line.heads { grid-template: none; grid-template-columns: var(--columns); gap: 0; align-items: center; min-height: var(--d-row); padding: 0; }
    .line.heads { display: grid; border-block: 0 solid var(--d-border); border-block-end-width: 1px; color: var(--d-muted); font-size: 13px; font-weight: 600; }
    .line .tick { grid-area: auto; position: sticky; inset-inline-start: 0; z-index: 1; display: grid; align-self: stretch; place-items: center; background: inherit; }
    .line .name { grid-area: auto; position: sticky; inset-inline-start: 40px; z-index: 1; align-self: stretch; align-content: center; overflow: hidden; background: inherit; }
    .facts { display: contents; color: inherit; font-size: 14px; }
    .facts .cell { max-width: none; }
    .facts .empty, .facts .cell:nth-child(n+8) { display: block; }
    .facts .of { display: none; }
    .cell { position: relative; overflow: hidden; min-width: 0; padding: 2px 8px; font-size: 14px; white-space: nowrap; }
    .cell .cut { display: block; overflow: hidden; text-overflow: ellipsis; }
    .name .cut { max-width: 100%; }
    .cell.number { text-align: end; }
    .heads .cell { overflow: visible; font-size: 13px; }
    .heads .carried { z-index: 4; border-radius: 4px; background: var(--d-accent-soft); cursor: move; }
    .heads button { display: flex; align-items: center; gap: 4px; max-width: 100%; min-height: var(--d-row); padding: 0; border: 0; background: none; font-weight: 600; }
    .heads .number button { margin-inline-start: auto; }
    .heads button:hover { color: var(--d-text); }
    .grip { position: absolute; inset-block: 4px; inset-inline-end: -4px; z-index: 2; width: 8px; cursor: col-resize; touch-action: none; }
    .grip:hover, .grip:active { background: linear-gradient(90deg, transparent 3px, var(--d-accent) 3px 5px, transparent 5px); }
  }
  /* On paper a table again: the head stands on every page, columns are as wide as their words. */
  @media print {
    .lines { display: table; width: 100%; min-width: 0; border-collapse: collapse; }
    .line-heads { display: table-header-group !important; position: static !important; }
    .lines [data-block] { display: table-row-group; contain: none; }
    .line.heads, .line.row, .line.group { display: table-row !important; }
    .line .cell, .line .name { display: table-cell !important; position: static !important; padding: 2px 6px !important; border-bottom: 1px solid var(--d-border); font-size: 12px !important; overflow-wrap: normal; white-space: normal; }
    .facts { display: contents !important; }
    .cell .cut { white-space: normal; }
    .line .of, .line.rest .button, .grip { display: none !important; }
    .cell.empty { display: table-cell !important; }
    .cell.number { text-align: end; }
    .row .cell.number { white-space: nowrap; }
    .heads button { min-height: 0; text-align: inherit; }
  }
`;
