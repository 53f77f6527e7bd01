/** Layout of the history; look and controls are the kit's. */
import { css } from 'lit';

export const historyStyles = css`
  .bar { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; padding: 12px 16px; }
  .bar .title { flex: 1 1 auto; }
  .title strong { font-size: 16px; font-weight: 600; }
  .filters { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 8px; flex: 1 1 100%; }
  .filters select { text-overflow: ellipsis; }
  .above { position: sticky; inset-block-start: 8px; z-index: 1; display: flex; justify-content: center; height: 0; overflow: visible; }
  .above .button { box-shadow: 0 2px 8px rgb(0 0 0 / 18%); }
  .day-name { display: flex; align-items: center; gap: 12px; padding: 12px 16px 4px; color: var(--d-muted); font-size: 13px; font-weight: 600; }
  .day-name::after { flex: 1; border-top: 1px solid var(--d-border); content: ''; }
  .hand { padding: 4px 0; }
  .hand-name { display: flex; align-items: center; gap: 8px; padding: 4px 16px; font-weight: 600; }
  .hand-name .avatar { width: 28px; height: 28px; border: 0; font-size: 12px; }
  .entry { display: grid; grid-template-columns: 40px minmax(0, 1fr) auto; gap: 0 8px; align-items: baseline; padding: 4px 8px 8px 16px; }
  .entry:focus-visible { outline-offset: -2px; border-radius: var(--d-radius); }
  .entry.open { background: var(--d-subtle); }
  .entry.fresh { animation: d-fresh 1200ms ease-out; }
  @keyframes d-fresh { from { background: var(--d-accent-soft); } }
  .entry > time { color: var(--d-muted); font-size: 12px; }
  .about { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 8px; }
  .about .label { font-weight: 600; }
  .about .row-name { color: var(--d-muted); }
  .about .chip { min-height: 20px; padding: 0 6px; color: var(--d-muted); font-size: 12px; }
  .what p, .what dl { max-width: 72ch; }
  .from-to { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 8px; }
  .arrow { color: var(--d-muted); }
  del { color: var(--d-muted); text-decoration-line: line-through; text-decoration-color: var(--d-edge); white-space: pre-wrap; }
  ins { text-decoration: none; white-space: pre-wrap; }
  .words { white-space: pre-wrap; }
  .words .same { color: var(--d-muted); }
  .words del { padding: 0 2px; border-radius: 4px; background: var(--d-danger-soft); color: var(--d-text); text-decoration-color: var(--d-danger); }
  .words ins { padding: 0 2px; border-radius: 4px; background: var(--d-accent-soft); text-decoration: underline; text-decoration-color: var(--d-accent); text-underline-offset: 3px; }
  .cells > div { display: grid; grid-template-columns: minmax(64px, 88px) minmax(0, 1fr); gap: 0 8px; align-items: baseline; }
  .cells dt { color: var(--d-muted); font-size: 13px; }
  .cells dd { min-width: 0; white-space: pre-wrap; }
  .put-back { align-self: start; margin-block: -6px; color: var(--d-muted); opacity: 0.85; }
  .put-back .icon { fill: none; stroke: currentcolor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }
  .put-back span { display: none; }
  .entry:hover .put-back, .entry:focus-within .put-back, .entry:focus .put-back { color: var(--d-accent); opacity: 1; }
  .ask { display: grid; gap: 8px; margin-top: 8px; padding: 8px 12px; border: 1px solid var(--d-border); border-radius: 6px; background: var(--d-surface); }
  .ask.warn { border-color: var(--d-due); }
  .ask strong { font-weight: 600; }
  .buttons { display: flex; flex-wrap: wrap; gap: 8px; }
  .done { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; color: var(--d-accent); }
  .foot { display: flex; justify-content: center; padding: 8px 16px 16px; }
  .begin { padding: 24px 16px; text-align: center; }
  .bones { display: grid; gap: 8px; padding: 12px 16px; }
  .bones .skeleton:nth-child(2n + 1) { width: 120px; }
  .bones .skeleton:nth-child(2n) { width: min(100%, 360px); }
  @container (min-width: 480px) {
    .put-back span { display: inline; }
    .cells > div { grid-template-columns: 128px minmax(0, 1fr); gap: 0 12px; }
    .entry { grid-template-columns: 40px minmax(0, 1fr) auto; padding-inline-start: 20px; }
  }
  @container (min-width: 640px) {
    .filters { display: flex; flex: 0 1 auto; }
    .filters label { width: 176px; }
  }
  @container (max-width: 279px) {
    .entry { grid-template-columns: minmax(0, 1fr) auto; padding-inline-start: 12px; }
    .entry > time { grid-column: 1 / -1; }
    .bar, .hand-name, .day-name { padding-inline: 12px; }
    .filters, .cells > div { grid-template-columns: minmax(0, 1fr); }
  }
  @media (forced-colors: active) { .words ins { border: 1px solid CanvasText; } }
  @media print { .entry { break-inside: avoid; } }
`;
