/** Layout of the privacy desk beside what the governance page shares; look and controls are the kit's. */
import { css } from 'lit';

export const deskStyles = css`
  /* Places, not deeds: they look like no button, and their words begin where the title does. */
  .views { display: flex; flex-wrap: wrap; gap: 4px; margin-inline: -12px; }
  .views .button { padding-inline: 12px; border-color: transparent; background: none; color: var(--d-muted); }
  .views .button:hover { color: var(--d-text); background: var(--d-subtle); }
  .views .button[aria-current='true'] { background: var(--d-accent-soft); color: var(--d-accent); font-weight: 600; }
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
  .rule { display: grid; gap: 8px 12px; align-items: end; padding-bottom: 12px; border-bottom: 1px solid var(--d-border); }
  @container (min-width: 640px) { .rule { grid-template-columns: 1fr 1fr; } }
  @container (min-width: 960px) { .rule { grid-template-columns: 3fr 2fr 1fr 3fr auto; } }
  .rule .field { min-width: 0; }
  .certificate { display: grid; gap: 8px; max-width: 76ch; overflow-wrap: anywhere; }
  .certificate h4 { font-size: 18px; }
  .certificate h5 { margin-top: 12px; color: var(--d-fg); font-size: 14px; }
  .certificate dl { display: grid; gap: 4px; margin: 0; }
  .certificate dl > div { display: grid; grid-template-columns: minmax(8em, 1fr) 3fr; gap: 12px; }
  .certificate dt { color: var(--d-muted); }
  .certificate dd { margin: 0; }
  .certificate table { width: 100%; border-collapse: collapse; }
  .certificate th, .certificate td { padding: 4px 8px 4px 0; border-bottom: 1px solid var(--d-border); text-align: start; vertical-align: top; font-weight: 400; }
  .certificate th { color: var(--d-muted); }
  .certificate .number { padding-inline-end: 0; text-align: end; font-variant-numeric: tabular-nums; }
  .certificate .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .certificate code { font-size: 11px; }
  .signed { margin-top: 48px; padding-top: 4px; border-top: 1px solid var(--d-fg); max-width: 28em; color: var(--d-muted); }
  @media print { .sheet.paper { border: 0; } .paper > .head-part { display: none; } .sheet-part { border: 0; } .certificate { max-width: none; } .certificate tr, .certificate li { break-inside: avoid; } .certificate h5 { break-after: avoid; } }
  .remain { max-width: 68ch; display: grid; gap: 4px; }
  .remain p { line-height: 1.6; }
  .dots { display: grid; gap: 4px; padding-inline-start: 18px; list-style: disc; }
  details > summary { min-height: 24px; color: var(--d-accent); cursor: pointer; }
  @media (pointer: coarse) { .check, details > summary { min-height: 44px; } }
  @media print { .remain { break-inside: avoid; } .part { padding-inline: 0; } }
`;
