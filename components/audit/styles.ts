/** Layout of the audit's reading view; look and controls are the kit's. */
import { css } from 'lit';

export const auditStyles = css`
  .views { display: inline-flex; flex-wrap: wrap; max-width: 100%; border: 1px solid var(--d-edge); border-radius: var(--d-radius); overflow: hidden; }
  .views button { min-height: var(--d-row); padding: 0 12px; border: 0; background: transparent; }
  .views button[aria-pressed='true'] { background: var(--d-accent-soft); color: var(--d-text); font-weight: 600; }
  .views button:focus-visible { outline-offset: -2px; }
  form.filters { display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: end; padding: 0; border: 0; }
  form.filters .field { flex: 1 1 140px; max-width: 240px; min-width: 0; }
  form.filters input, form.filters select { width: 100%; min-width: 0; }
  .check { display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: center; }
  .faults { padding-inline-start: 20px; list-style: disc; }
  .rows h3 { color: var(--d-muted); font-size: 13px; font-weight: 600; }
  .log > li { display: grid; grid-template-columns: 44px minmax(0, 1fr); gap: 0 12px; align-items: baseline; padding: 6px 0; border-top: 1px solid var(--d-border); overflow-wrap: anywhere; }
  .log > li.refused { padding-inline-start: 8px; border-inline-start: 3px solid var(--d-due); }
  .about { margin-inline-start: 8px; color: var(--d-muted); }
  .about .link { color: var(--d-text); }
  .id { font-size: 13px; }
  .rows .more { justify-self: center; }
`;
