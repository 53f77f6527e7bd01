/** Layout of the privacy desk beside what the governance page shares; look and controls are the kit's. */
import { css } from 'lit';

export const deskStyles = css`
  .views { display: flex; flex-wrap: wrap; gap: 8px; }
  .views [aria-current='true'] { border-color: var(--d-accent); background: var(--d-accent-soft); color: var(--d-accent); }
  h4 { font-size: 14px; font-weight: 600; }
  h5 { margin: 8px 0 0; color: var(--d-muted); font-size: 13px; font-weight: 600; }
  .archive { display: grid; gap: 4px; }
  .excerpt { max-width: 68ch; white-space: pre-line; overflow-wrap: anywhere; }
  .excerpt.gone { text-decoration: line-through; color: var(--d-muted); }
  .others { color: var(--d-due); }
  .deal { display: grid; gap: 8px; align-content: start; min-width: 0; }
  @container (min-width: 720px) { .deal { width: 260px; } }
  .check { display: inline-flex; gap: 8px; align-items: center; min-height: 28px; }
  .deal .field, .inline { display: grid; gap: 4px; }
  .inline { grid-auto-flow: column; align-items: center; }
  select { max-width: 100%; }
  .asked { display: grid; gap: 8px; }
  .remain { max-width: 68ch; display: grid; gap: 4px; }
  .remain p { line-height: 1.6; }
  .dots { display: grid; gap: 4px; padding-inline-start: 18px; list-style: disc; }
  details > summary { min-height: 24px; color: var(--d-accent); cursor: pointer; }
  @media (pointer: coarse) { .check, details > summary { min-height: 44px; } }
  @media print { .remain { break-inside: avoid; } .part { padding-inline: 0; } }
`;
