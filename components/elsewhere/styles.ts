/** How the dialog is laid out: the ways beside what they show where there is room, above it on a telephone. */
import { css } from 'lit';

export const elsewhereStyles = css`
  dialog { width: min(820px, calc(100vw - 32px)); max-width: none; height: min(720px, calc(100vh - 32px)); max-height: none; padding: 0; border: 1px solid var(--d-border); border-radius: var(--d-radius); background: var(--d-surface); color: var(--d-text); }
  dialog::backdrop { background: rgb(0 0 0 / 40%); }
  dialog[open] { display: grid; grid-template-rows: auto auto minmax(0, 1fr); }
  header { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 4px 8px; padding: 12px 16px; }
  header p { grid-column: 1 / -1; max-width: 75ch; }
  h2 { font-size: 16px; align-self: center; }
  h3 { font-size: 14px; }
  .tabs { display: flex; gap: 0; overflow-x: auto; padding: 0 8px; border-bottom: 1px solid var(--d-border); scrollbar-width: thin; }
  .tab { flex: none; min-height: var(--d-row); padding: 0 12px; border: 0; border-bottom: 2px solid transparent; background: none; color: var(--d-muted); white-space: nowrap; }
  .tab[aria-selected='true'] { border-bottom-color: var(--d-accent); color: var(--d-accent); font-weight: 600; }
  .tab:focus-visible { outline-offset: -2px; }
  .body { display: grid; align-content: start; gap: 12px; overflow: auto; padding: 16px; }
  .wish { display: grid; gap: 12px; align-content: start; }
  .two { display: grid; gap: 12px 24px; }
  fieldset { min-width: 0; margin: 0; padding: 0; border: 0; }
  legend { padding: 0; color: var(--d-muted); }
  .checks { display: flex; flex-wrap: wrap; gap: 0 16px; }
  .checks label, .check { display: inline-flex; align-items: center; gap: 8px; min-height: 28px; }
  .pair { display: grid; gap: 4px; }
  .pair > label { color: var(--d-muted); }
  .sees { display: grid; gap: 8px; align-content: start; align-self: start; min-width: 0; padding: 12px; border: 1px solid var(--d-border); border-radius: var(--d-radius); }
  .plate { display: grid; gap: 4px; }
  .plate > div { padding: 10px; overflow-x: auto; border: 1px solid var(--d-border); border-radius: 6px; }
  .plate.light > div { background: #fff; }
  .plate.dark > div { background: #171c1f; }
  .plate svg { display: block; }
  .rows { overflow-x: auto; }
  table { border-collapse: collapse; font-size: 13px; }
  th, td { padding: 2px 12px 2px 0; text-align: start; vertical-align: top; }
  th { color: var(--d-muted); font-weight: 400; }
  :is(th, td):nth-child(n + 3) { white-space: nowrap; }
  textarea { min-height: 76px; font-family: SFMono-Regular, Menlo, Consolas, monospace; font-size: 12px; overflow-wrap: anywhere; }
  .paste { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 4px 8px; align-items: start; }
  .paste label { grid-column: 1 / -1; color: var(--d-muted); }
  .buttons { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
  li { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: center; padding: 8px 0; border-top: 1px solid var(--d-border); }
  li > div { flex: 1 1 220px; min-width: 0; }
  .said:empty { display: none; }
  .terms { padding: 8px 12px; border-inline-start: 3px solid var(--d-accent); background: var(--d-subtle); }
  @media (min-width: 700px) { .two { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); } }
  @media (max-width: 480px) { dialog { width: 100vw; height: 100vh; height: 100dvh; border: 0; border-radius: 0; } .wish > .buttons .button { flex: 1; } }
  @media (pointer: coarse) { .checks label, .check { min-height: 44px; } }
  @media (forced-colors: active) { .tab[aria-selected='true'] { border-bottom-color: Highlight; } }
`;
