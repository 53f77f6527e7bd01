/** Layout of the timeline; look and controls are the kit's. */
import { css } from 'lit';

export const timelineStyles = css`
  .bar { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; padding: 12px 16px; }
  .bar .title { flex: 1 1 auto; }
  .title strong { font-size: 16px; font-weight: 600; }
  .bar .button { min-width: 0; }

  .filters { display: grid; grid-template-columns: 1fr 1fr; gap: 8px; padding: 0 16px 12px; }
  .filters label { min-width: 0; }
  .filters select, .filters input { text-overflow: ellipsis; }
  .count { padding: 0 16px 8px; }
  @container (min-width: 560px) {
    .filters { display: flex; }
    .filters label { flex: 0 1 168px; }
    .filters .wide { flex: 1 1 160px; }
  }

  .above { position: sticky; inset-block-start: 8px; z-index: 1; display: flex; justify-content: center; height: 0; overflow: visible; }
  .above .button { box-shadow: 0 2px 8px rgb(0 0 0 / 18%); }
  .mark { flex: none; width: 16px; height: 16px; fill: none; stroke: currentcolor; stroke-width: 1.3; stroke-linecap: round; stroke-linejoin: round; }

  .group-name { display: flex; align-items: center; gap: 12px; padding: 12px 16px 4px; color: var(--d-muted); font-size: 13px; font-weight: 600; }
  .group-name::after { flex: 1; border-top: 1px solid var(--d-border); content: ''; }
  .entry { position: relative; display: grid; grid-template-columns: 16px minmax(0, 1fr) auto; gap: 0 12px; padding: 8px 8px 8px 16px; }
  .entry > .mark { margin-block-start: 3px; color: var(--d-muted); }
  .entry.trade { padding-block: 4px; }
  .entry:focus-visible { outline-offset: -2px; border-radius: var(--d-radius); }
  .entry.fresh { animation: d-fresh 1200ms ease-out; }
  @keyframes d-fresh { from { background: var(--d-accent-soft); } }
  .head { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 8px; }
  .head h4, .head .name { display: contents; font-weight: 600; }
  .head time { font-weight: 400; }
  .head .zone { color: var(--d-muted); font-size: 12px; }
  .head .who { font-weight: 400; color: var(--d-muted); }
  .head .sum { font-weight: 600; }
  .head .side { display: flex; flex-wrap: wrap; gap: 4px 8px; color: var(--d-muted); font-size: 12px; }
  .side .is-major { color: var(--d-due); font-weight: 600; }
  .words { max-width: 72ch; white-space: pre-line; }
  .words + .words { margin-block-start: 4px; }
  .entry .next { display: flex; align-items: center; gap: 4px; color: var(--d-accent); }
  .entry .next .mark { width: 14px; height: 14px; }
  .tools { display: flex; align-self: start; margin-block: -8px; }
  .tools .button { padding: 0; min-width: var(--d-row); gap: 4px; color: var(--d-muted); opacity: 0.8; }
  .entry:hover .tools .button, .entry:focus-within .tools .button { opacity: 1; }
  .tools .talk.none { opacity: 0; }
  @media (hover: none) { .tools .talk.none { display: none; } .entry:focus-within .tools .talk.none { display: inline-flex; } }
  .entry.edited { background: var(--d-subtle); }
  .present { display: inline-flex; align-items: center; gap: 4px; color: var(--d-text); }
  .present::before { width: 8px; height: 8px; border-radius: 50%; background: var(--d-accent); content: ''; }

  .foot { display: flex; flex-wrap: wrap; gap: 8px; padding: 12px 16px 16px; }
  .begin { display: grid; justify-items: start; gap: 8px; padding: 24px 16px 32px; }
  .waiting { display: grid; gap: 16px; padding: 16px; }
  .waiting > div { display: grid; grid-template-columns: 16px 1fr; gap: 4px 12px; }
  .waiting .bones { display: flex; gap: 8px; justify-content: space-between; }
  .waiting .bones .skeleton { flex: 0 1 152px; width: auto; height: var(--d-row); }
  .waiting > div .skeleton:nth-child(2) { width: 60%; }
  .waiting > div .skeleton:nth-child(3) { grid-column: 2; }

  @media (pointer: coarse) { .entry.trade { padding-block: 8px; } }
  @media (forced-colors: active) { .present::before { background: CanvasText; } }
  @media print {
    .entry { break-inside: avoid; }
    .group-name { break-after: avoid; }
  }
`;
