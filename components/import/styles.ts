/** Layout of the import; look and controls are the kit's. */
import { css } from 'lit';

export const importStyles = css`
  .title { padding: 16px 16px 8px; font-size: 16px; font-weight: 600; }
  .body { padding: 16px; }
  .body.ruled { border-top: 1px solid var(--d-border); }
  .stack { display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; min-width: 0; }
  .stack.tight { gap: 8px; }
  .line, .buttons, .chips, .pages { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; }
  .buttons, .chips { gap: 8px; }
  .check { display: inline-flex; align-items: center; gap: 8px; min-height: var(--d-row); }
  .check input { flex: none; }
  .back { margin-inline-start: -12px; }
  .good { color: var(--d-accent); }
  strong { font-weight: 600; }
  .link { min-height: 24px; text-align: start; }
  progress { width: 100%; height: 8px; accent-color: var(--d-accent); }
  [tabindex='-1']:focus-visible { outline: none; }
  .said:empty { display: none; }

  .steps { padding: 0 16px 12px; border-bottom: 1px solid var(--d-border); }
  .steps ol { display: none; gap: 4px 20px; }
  .steps li { display: flex; align-items: center; gap: 8px; color: var(--d-muted); }
  .steps li[aria-current] { color: var(--d-text); font-weight: 600; }
  .steps .number { display: grid; place-items: center; width: 24px; height: 24px; border: 1px solid var(--d-border); border-radius: 50%; font-size: 12px; }
  .steps li[aria-current] .number { border-color: var(--d-accent); background: var(--d-accent); color: var(--d-on-accent); }
  .steps .past .number { border-color: var(--d-accent); color: var(--d-accent); }
  .step-title { color: var(--d-muted); }

  .start { max-width: 720px; }
  .drop { display: grid; justify-items: center; gap: 8px; padding: 24px 16px; border: 1px dashed var(--d-edge); border-radius: var(--d-radius); text-align: center; }
  .drop.over { border-color: var(--d-accent); border-style: solid; background: var(--d-accent-soft); }
  .files li { display: flex; align-items: center; gap: 4px 12px; min-height: var(--d-row); border-top: 1px solid var(--d-border); }
  .files li:first-child { border-top: 0; }
  .files .name { flex: 0 1 auto; }
  .files .button { margin-inline-start: auto; font-size: 16px; }

  .earlier-list { border: 1px solid var(--d-border); border-radius: var(--d-radius); overflow: hidden; }
  .earlier-list li + li { border-top: 1px solid var(--d-border); }
  .earlier-row { display: grid; gap: 2px; width: 100%; min-height: 44px; padding: 8px 12px; border: 0; background: none; text-align: start; }
  .earlier-row:hover { background: var(--d-subtle); }
  .earlier-row:focus-visible { outline-offset: -2px; }
  .what-state { color: var(--d-muted); }
  .what-state:is([data-state='running'], [data-state='queued'], [data-state='undoing']) { color: var(--d-accent); font-weight: 600; }
  .what-state:is([data-state='failed'], [data-state='stopped']) { color: var(--d-due); font-weight: 600; }

  .file { display: grid; grid-template-columns: minmax(0, 1fr); gap: 12px; padding-top: 16px; border-top: 1px solid var(--d-border); }
  .table { display: grid; grid-template-columns: minmax(0, 1fr); gap: 12px; }
  .how { display: flex; flex-wrap: wrap; align-items: end; gap: 8px 16px; }
  .field { display: grid; gap: 2px; flex: 1 1 136px; max-width: 320px; }
  .field.wide { flex-basis: 240px; }
  .reads { flex: 1 1 200px; padding-block: 4px; }
  .samples summary, .options summary { min-height: var(--d-row); align-content: center; cursor: pointer; color: var(--d-accent); }
  .options summary.due { color: var(--d-due); }
  .scroller { overflow-x: auto; border: 1px solid var(--d-border); border-radius: 6px; overscroll-behavior-x: contain; }
  .scroller table { border-collapse: collapse; font-size: 13px; white-space: nowrap; }
  .scroller th, .scroller td { max-width: 240px; padding: 4px 12px; overflow: hidden; text-overflow: ellipsis; text-align: start; font-weight: 400; border-top: 1px solid var(--d-border); }
  .scroller th { border-top: 0; background: var(--d-subtle); font-weight: 600; }

  .columns { border-block: 1px solid var(--d-border); }
  .column { display: grid; grid-template-columns: minmax(0, 1fr); gap: 4px 12px; padding: 10px 0; }
  .column + .column { border-top: 1px solid var(--d-border); }
  .column .from { display: grid; gap: 0; align-content: start; }
  .column .values { display: -webkit-box; overflow: hidden; -webkit-box-orient: vertical; -webkit-line-clamp: 2; }
  .column .arrow { display: none; }
  .column .to { display: grid; gap: 2px; align-content: start; }
  .pick { display: flex; justify-content: start; gap: 8px; width: 100%; text-align: start; }
  .pick .label { flex: 0 1 auto; }
  .pick .mark { margin-inline-start: auto; color: var(--d-muted); }
  .out .pick .label { color: var(--d-muted); }
  .sure { color: var(--d-muted); }
  .sure.likely, .sure.guess, .sure.none { color: var(--d-due); }
  .column > :nth-child(n+4) { grid-column: 1 / -1; }
  .destroyed { display: grid; gap: 8px; justify-items: start; padding: 8px 12px; border-radius: 6px; background: var(--d-due-soft); color: var(--d-due); }
  .options ul { display: grid; gap: 4px; padding-block: 4px; }
  .options li { display: grid; grid-template-columns: minmax(0, 1fr); gap: 2px 12px; align-items: center; }
  select.unknown { border-color: var(--d-due); color: var(--d-due); }

  .picker { border: 1px solid var(--d-edge); border-radius: var(--d-radius); background: var(--d-surface); padding: 8px; }
  .targets { max-height: 320px; margin-top: 8px; overflow: auto; }
  .targets .group { display: block; padding: 8px 8px 2px; }
  .targets [role='option'] { display: flex; align-items: center; min-height: var(--d-row); padding: 2px 8px; border-radius: 6px; cursor: pointer; }
  .targets [role='option']:hover { background: var(--d-subtle); }
  .targets .active { background: var(--d-accent-soft); box-shadow: inset 2px 0 var(--d-accent); }
  .targets [aria-selected='true'] { font-weight: 600; }
  .picker > p { margin-top: 8px; }
  .foot-bar { display: grid; gap: 8px; }
  .columns-part, .rows-list { max-width: 960px; }

  .run-part .outcome { outline: none; }
  .choose, .sure-box, .undone { padding: 12px; border: 1px solid var(--d-border); border-radius: var(--d-radius); background: var(--d-subtle); }
  .sure-box { border-color: var(--d-danger); }
  .chip .n { font-weight: 600; }
  .chip.state { border-color: var(--d-border); white-space: nowrap; }
  .chip.state.refuse { color: var(--d-danger); }
  .chip.state.create { color: var(--d-accent); }
  .rows-list { border-block: 1px solid var(--d-border); }
  .import-row { display: grid; grid-template-columns: minmax(0, 1fr); gap: 4px; padding: 10px 0; }
  .import-row + .import-row { border-top: 1px solid var(--d-border); }
  .notes { display: grid; gap: 4px; }
  .likely { display: flex; flex-wrap: wrap; align-items: center; gap: 0 8px; color: var(--d-due); }
  .kept-list { display: grid; gap: 4px; padding-inline-start: 16px; list-style: disc; }
  .diff { width: 100%; border-collapse: collapse; table-layout: fixed; font-size: 13px; }
  .diff tr { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0 12px; padding: 2px 0; }
  .diff th { grid-column: 1 / -1; color: var(--d-muted); font-weight: 400; text-align: start; }
  .diff td { padding: 0; vertical-align: top; }
  .diff .old { color: var(--d-muted); }
  .diff.fresh tr { grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); }
  .diff.fresh th { grid-column: auto; }
  .diff.fresh .old { display: none; }
  .diff .kept .new { color: var(--d-due); }
  .pages { justify-content: space-between; }

  @container (min-width: 480px) {
    .steps ol { display: flex; flex-wrap: wrap; }
    .step-title { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  }
  @container (min-width: 640px) {
    .column { grid-template-columns: minmax(0, 2fr) 16px minmax(0, 3fr); align-items: start; }
    .column .arrow { display: block; padding-top: 7px; }
    .column .from { padding-top: 6px; }
    .options li { grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); }
    .diff tr { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr) minmax(0, 1fr); }
    .diff.fresh tr { grid-template-columns: minmax(0, 1fr) minmax(0, 2fr); }
    .diff th { grid-column: auto; }
    .earlier-row { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
    .earlier-row .muted { grid-column: 1 / -1; }
    .earlier-row .files-of { align-self: center; text-align: end; }
  }
  @media (pointer: coarse) { .link, .targets [role='option'] { min-height: 44px; } summary { min-height: 44px; } .check { min-height: 44px; } }
`;
