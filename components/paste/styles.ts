/** How the dialog of pasted text is laid out: one column on a telephone, over all of it; ticks, labels and values in line where there is room. */
import { css } from 'lit';

export const pasteStyles = css`
  dialog { width: min(720px, calc(100vw - 32px)); max-width: none; max-height: calc(100vh - 32px); max-height: calc(100dvh - 32px); padding: 0; border: 1px solid var(--d-border); border-radius: var(--d-radius); background: var(--d-surface); color: var(--d-text); }
  dialog::backdrop { background: rgb(0 0 0 / 40%); }
  dialog[open] { display: grid; }
  form { display: grid; grid-template-rows: auto minmax(0, 1fr) auto; min-height: 0; max-height: inherit; }
  header, .body, footer { padding: 12px 16px; }
  header { display: grid; gap: 4px; border-bottom: 1px solid var(--d-border); }
  h2 { font-size: 16px; }
  h3 { padding: 12px 0 4px; font-size: 14px; }
  .body { overflow: auto; }
  .text { display: grid; gap: 4px; }
  textarea { min-height: 76px; max-height: 30vh; }
  .count { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 4px 12px; min-height: var(--d-row); margin-top: 8px; }
  .row { display: grid; grid-template-columns: 24px minmax(0, 1fr); gap: 0 8px; padding: 8px 0; border-top: 1px solid var(--d-border); }
  .row > input { margin-top: 1px; }
  .row > div { min-width: 0; }
  .row > p { grid-column: 2; min-width: 0; }
  .row > label { display: grid; gap: 0 12px; min-height: 24px; }
  .field { color: var(--d-muted); }
  .value { font-weight: 600; white-space: pre-wrap; }
  .now { color: var(--d-due); }
  .doubt { color: var(--d-due); }
  .tag { display: inline-block; padding: 0 6px; border: 1px solid var(--d-edge); border-radius: 10px; color: var(--d-muted); font-size: 12px; font-weight: 400; white-space: nowrap; }
  mark { border-radius: 3px; background: var(--d-accent-soft); color: var(--d-text); }
  .plain { display: grid; gap: 0 12px; padding: 4px 0; }
  footer { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: 8px; border-top: 1px solid var(--d-border); }
  @container (min-width: 520px) { .row > label, .plain { grid-template-columns: 200px minmax(0, 1fr); } }
  @media (pointer: coarse) { .row > label { min-height: 44px; align-content: center; } .row > input { width: 24px; height: 24px; align-self: start; margin-top: 10px; } }
  @media (max-width: 480px) { dialog { width: 100vw; height: 100vh; height: 100dvh; max-height: none; border: 0; border-radius: 0; } footer .button { flex: 1 1 120px; } }
  @media (forced-colors: active) { mark { background: Mark; color: MarkText; } }
`;
