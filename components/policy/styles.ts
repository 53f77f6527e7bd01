/** Layout of the policy page, on a screen and on paper; look and controls are the kit's. */
import { css } from 'lit';

export const policyStyles = css`
  .head { display: flex; flex-wrap: wrap; align-items: baseline; gap: 4px 12px; padding: 16px 16px 0; }
  .head > h2 { flex: 1 1 auto; font-size: 16px; font-weight: 600; }
  .meta { padding: 4px 16px 12px; color: var(--d-muted); }
  .part { display: grid; gap: 12px; padding: 16px; border-top: 1px solid var(--d-border); }
  .words { display: grid; gap: 12px; max-width: 68ch; line-height: 1.6; }
  .words p { white-space: pre-line; }
  .rules { display: grid; gap: 4px 16px; margin: 0; }
  .rules > div { display: grid; gap: 0 16px; padding: 8px 0; }
  .rules > div + div { border-top: 1px solid var(--d-border); }
  .rules dt { color: var(--d-muted); }
  .rules dd { margin: 0; }
  @container (min-width: 560px) { .rules > div { grid-template-columns: minmax(0, 260px) minmax(0, 1fr); } }
  .always { display: grid; gap: 4px; max-width: 68ch; padding-inline-start: 18px; list-style: disc; }
  .lead { max-width: 65ch; color: var(--d-muted); }
  .presets { display: grid; gap: 12px; }
  @container (min-width: 720px) { .presets { grid-template-columns: repeat(3, minmax(0, 1fr)); } }
  .preset { display: grid; align-content: start; gap: 8px; padding: 12px; border: 1px solid var(--d-border); border-radius: var(--d-radius); }
  .preset .button { justify-self: start; align-self: end; }
  .preset .example { color: var(--d-muted); font-size: 13px; }
  .edit { display: grid; gap: 16px; }
  .edit fieldset { display: grid; gap: 8px; min-width: 0; margin: 0; padding: 12px 0 0; border: 0; border-top: 1px solid var(--d-border); }
  .edit legend { float: inline-start; width: 100%; padding: 0; font-weight: 600; }
  .edit fieldset > * { clear: both; }
  .edit label.field { display: grid; gap: 4px; }
  .two { display: grid; gap: 12px; }
  @container (min-width: 640px) { .two { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); } }
  .checks { display: flex; flex-wrap: wrap; gap: 4px 16px; }
  .checks label { display: inline-flex; align-items: center; gap: 8px; min-height: 28px; }
  @media (pointer: coarse) { .checks label { min-height: 44px; } }
  .role { display: grid; gap: 8px; padding: 12px; border: 1px solid var(--d-border); border-radius: var(--d-radius); }
  .role > .button { justify-self: start; }
  .chips { display: flex; flex-wrap: wrap; gap: 8px; }
  .chips li { display: inline-flex; align-items: center; gap: 4px; padding-inline-start: 10px; border: 1px solid var(--d-border); border-radius: 18px; }
  .pick { position: relative; max-width: 420px; }
  .found { max-height: 240px; margin-top: 4px; overflow-y: auto; border: 1px solid var(--d-border); border-radius: 6px; }
  .found > .muted { padding: 8px; }
  .found-one { display: flex; flex-wrap: wrap; gap: 0 8px; align-items: baseline; width: 100%; min-height: var(--d-row); padding: 4px 8px; border: 0; background: none; text-align: start; }
  .found-one:hover, .found-one:focus-visible { background: var(--d-accent-soft); }
  textarea.text { min-height: 160px; }
  .buttons { display: flex; flex-wrap: wrap; gap: 8px; }
  .reach { display: grid; grid-template-columns: repeat(auto-fit, minmax(130px, 1fr)); gap: 8px; }
  .reach li { display: grid; padding: 8px 12px; border: 1px solid var(--d-border); border-radius: var(--d-radius); color: var(--d-muted); font-size: 12px; }
  .reach strong { color: var(--d-text); font-size: 20px; font-weight: 600; }
  .scroll { overflow-x: auto; }
  table { width: 100%; border-collapse: collapse; }
  th, td { padding: 6px 12px 6px 0; border-bottom: 1px solid var(--d-border); text-align: start; font-weight: 400; }
  thead th { color: var(--d-muted); }
  td.number, th.number { text-align: end; }
  td .label { display: none; color: var(--d-muted); }
  /* below that a line is a small sheet of its own */
  @container (max-width: 559px) {
    table, tbody, tr, tbody th, td { display: block; padding: 0; border: 0; }
    thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    tr { display: grid; gap: 2px; padding: 8px 0; border-top: 1px solid var(--d-border); }
    tbody th { font-weight: 600; }
    td.number { display: flex; justify-content: space-between; gap: 12px; text-align: start; }
    td .label { display: inline; }
  }
  .changes { display: grid; gap: 4px; padding-inline-start: 18px; list-style: disc; }
  .back { padding: 8px 12px; border-inline-start: 3px solid var(--d-due); background: var(--d-due-soft); white-space: pre-line; }
  .before > li { padding: 8px 0; border-top: 1px solid var(--d-border); }
  .before details > summary { cursor: pointer; color: var(--d-accent); min-height: 24px; }
  .said:empty { display: none; }
  .waiting { display: grid; gap: 16px; padding: 16px; }
  .waiting .skeleton { min-height: 20px; }
  @media print { .sheet { border: 0; break-inside: auto; } .part { break-inside: avoid; padding-inline: 0; } .head, .meta { padding-inline: 0; } }
`;
