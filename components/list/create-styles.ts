/** Layout of the form for a new customer. */
import { css } from 'lit';

export const createStyles = css`
  .form { display: grid; gap: 12px; padding: 16px; }
  .fields { display: grid; gap: 8px 32px; }
  @container (min-width: 720px) { .fields { grid-template-columns: 1fr 1fr; } .wide { grid-column: 1 / -1; } }
  .problem, .hint { grid-column: 1 / -1; font-size: 13px; }
  .problem { color: var(--d-danger); }
  @container (min-width: 360px) { .problem, .hint { grid-column: 2; } }
  .chips, .also { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; }
  .chips .chip { cursor: pointer; }
  .chips .chip input { width: 14px; height: 14px; margin: 0; }
  .chip:focus-within { outline: 2px solid var(--d-focus); outline-offset: 1px; }
  .label-row textarea { min-height: 56px; }
  .chosen { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 4px 12px; padding-block-end: 8px; border-block-end: 1px solid var(--d-border); }
  .chosen > span { flex: 1 1 240px; min-width: 0; }
  .templates { display: grid; gap: 8px; }
  .templates ul { display: grid; grid-auto-rows: max-content; gap: 4px; max-height: min(480px, 60vh); margin: 0; padding: 0; overflow: auto; list-style: none; }
  .templates li { display: grid; align-content: start; gap: 0 8px; min-height: 44px; padding: 8px 12px; border: 1px solid var(--d-border); border-radius: var(--d-radius); cursor: pointer; }
  .templates li:hover { background: var(--d-subtle); }
  .templates li.on { border-color: var(--d-accent); background: var(--d-accent-soft); }
  .templates li.on .muted { color: var(--d-text); }
  @container (min-width: 560px) { .templates ul { grid-template-columns: 1fr 1fr; } }
  @container (min-width: 900px) { .templates ul { grid-template-columns: 1fr 1fr 1fr; } }
  .same { display: grid; gap: 4px; padding: 12px 16px; border-radius: var(--d-radius); background: var(--d-due-soft); color: var(--d-due); }
  .same ul { display: flex; flex-wrap: wrap; gap: 4px 16px; }
  .same .link { min-height: 24px; color: inherit; }
  @media (pointer: coarse) { .same .link { min-height: 44px; } }
  .buttons { display: flex; flex-wrap: wrap; gap: 8px; }
  .done { display: grid; justify-items: start; gap: 12px; padding: 24px 16px; }
  @media (forced-colors: active) { .templates li.on { outline: 2px solid Highlight; } }
`;
