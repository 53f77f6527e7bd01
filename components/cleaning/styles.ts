/** Layout of the cleaning bench; look and controls are the kit's. */
import { css } from 'lit';

export const benchStyles = css`
  .bar, .filters, .head, .cause, .news, .said, .keys, .waiting { padding-inline: 16px; }
  .bar { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; padding-block: 12px; }
  .bar h2 { flex: 1 1 auto; font-size: 16px; font-weight: 600; }
  .bar select { width: auto; }
  .filters { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; padding-bottom: 12px; }
  .filters select { flex: 1 1 140px; width: auto; max-width: 280px; }
  .chip.mine { min-height: var(--d-row); border-radius: calc(var(--d-row) / 2); }
  .head { display: grid; gap: 4px; padding-bottom: 12px; }
  .total { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 12px; }
  .total strong { font-size: 16px; font-weight: 600; }
  .share { color: var(--d-muted); }
  progress { width: 100%; height: 8px; appearance: none; border: 0; border-radius: 4px; overflow: hidden; background: var(--d-subtle); accent-color: var(--d-accent); }
  progress::-webkit-progress-bar { background: var(--d-subtle); }
  progress::-webkit-progress-value { background: var(--d-accent); }
  progress::-moz-progress-bar { background: var(--d-accent); }
  .with-action { display: flex; flex-wrap: wrap; align-items: center; gap: 0 12px; }
  .link { min-height: 24px; text-align: start; }
  @media (pointer: coarse) { .with-action .link, .about .link { min-height: 44px; } }
  .waiting { display: grid; gap: 12px; padding-bottom: 16px; }
  .waiting .skeleton { height: 44px; }

  .group { position: relative; display: grid; gap: 2px 12px; width: 100%; padding: 10px 16px 12px; border: 0; border-top: 1px solid var(--d-border); background: transparent; text-align: start; }
  .group:hover { background: var(--d-subtle); }
  .group[aria-disabled='true'] { cursor: default; }
  .group:focus-visible { outline-offset: -2px; }
  .sentence strong { font-weight: 650; }
  .group .sentence { font-size: 16px; }
  .place { padding: 0 6px; border: 1px solid var(--d-border); border-radius: 4px; color: var(--d-muted); font-size: 13px; font-weight: 400; }
  .facts { font-size: 13px; }
  .assigned { justify-self: start; align-self: start; padding: 0 8px; border-radius: 10px; background: var(--d-accent-soft); color: var(--d-accent); font-size: 13px; line-height: 20px; }
  .weight { position: absolute; inset-inline-start: 16px; bottom: 4px; width: min(320px, calc(100% - 32px)); height: 3px; border-radius: 2px; background: var(--d-subtle); }
  .weight rect { fill: var(--d-accent); }
  .keys { padding-block: 8px; border-top: 1px solid var(--d-border); }
  @media (pointer: coarse) { .keys { display: none; } }

  .news { display: grid; gap: 8px; padding-block: 0 12px; }
  .news:focus-visible { outline-offset: -2px; }
  .told { position: relative; padding: 8px 44px 8px 12px; border: 1px solid var(--d-accent); border-radius: var(--d-radius); background: var(--d-accent-soft); }
  .told .hide { position: absolute; inset-block-start: 4px; inset-inline-end: 4px; min-height: 32px; width: 32px; font-size: 16px; }
  .told .muted { color: var(--d-text); }
  .decision { display: grid; gap: 4px; }
  .outcome { font-weight: 600; }
  .said { padding-bottom: 12px; color: var(--d-accent); }
  .history > li { padding: 12px 16px; border-top: 1px solid var(--d-border); }
  .foot { display: flex; justify-content: center; padding: 12px 16px; border-top: 1px solid var(--d-border); }

  .cause { display: grid; gap: 16px; padding-block: 4px 16px; border-top: 1px solid var(--d-border); }
  .cause > * { min-width: 0; }
  .back { margin-inline-start: -12px; }
  .back::before { content: '\\2039'; content: '\\2039' / ''; }
  .cause-head { display: grid; gap: 4px; }
  .cause-head h3 { font-weight: 400; }
  .rules { display: grid; gap: 4px; min-width: 0; margin: 0; padding: 0; border: 0; }
  .rules legend { padding: 0 0 4px; font-weight: 600; }
  .rule { display: grid; grid-template-columns: 20px minmax(0, 1fr); gap: 0 8px; align-items: center; min-height: var(--d-row); padding: 4px 8px; border-radius: 6px; }
  .rule.chosen { background: var(--d-accent-soft); }
  .rule.chosen .muted { color: var(--d-text); }
  .rule input { margin: 0; }
  .only-rule strong { font-weight: 600; }
  .label-row { max-width: 480px; }
  .sums { display: grid; gap: 2px; }
  .sums > p:first-child { font-weight: 600; }
  .rows { border-bottom: 1px solid var(--d-border); }
  .row { display: grid; grid-template-columns: 20px minmax(0, 1fr); gap: 2px 8px; align-items: start; padding: 6px 0; border-top: 1px solid var(--d-border); }
  .row.left { grid-template-columns: minmax(0, 1fr); }
  .row > .change { grid-column: -2 / -1; }
  .tick { margin: 3px 0 0; }
  .about { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 8px; min-width: 0; }
  .change { min-width: 0; }
  .before { color: var(--d-muted); white-space: pre-wrap; }
  .after { font-weight: 600; white-space: pre-wrap; }
  .row.left .before { color: inherit; }
  .row.off .after { font-weight: 400; color: var(--d-muted); text-decoration: line-through; }
  .arrow { color: var(--d-muted); }
  .note { display: block; margin-top: 2px; }
  .mark.old { text-decoration: line-through var(--d-danger); }
  .mark.new { border-radius: 3px; background: var(--d-accent-soft); color: var(--d-accent); }
  .unseen { color: var(--d-danger); }

  .mapping { display: grid; gap: 8px; }
  .clusters { border-bottom: 1px solid var(--d-border); }
  .cluster { display: grid; grid-template-columns: minmax(0, 1fr); gap: 4px 12px; align-items: start; padding: 8px 0; border-top: 1px solid var(--d-border); }
  .cluster > .arrow { display: none; }
  .members { display: flex; flex-wrap: wrap; align-items: center; gap: 4px; min-width: 0; }
  .member { display: inline-flex; align-items: center; gap: 6px; max-width: 100%; min-height: 28px; padding: 0 8px; border: 1px solid var(--d-border); border-radius: 14px; }
  .member.on { background: var(--d-accent-soft); border-color: transparent; }
  .member.on .muted { color: var(--d-text); }
  .member.same { border-style: dashed; }
  .member input { width: 16px; height: 16px; margin: 0; }
  @media (pointer: coarse) { .member { min-height: 44px; border-radius: 22px; } }
  .how { color: var(--d-muted); font-size: 12px; }
  .buttons { display: flex; flex-wrap: wrap; gap: 8px; }
  .actions { position: sticky; bottom: 0; margin: 0 -16px -16px; padding: 12px 16px; border-top: 1px solid var(--d-border); border-radius: 0 0 var(--d-radius) var(--d-radius); background: var(--d-surface); }
  .panel-inline { display: grid; gap: 8px; padding: 12px; border: 1px solid var(--d-border); border-radius: var(--d-radius); }
  .panel-inline > input { max-width: 480px; }
  @container (max-width: 400px) { .actions .button { padding: 0 8px; } }
  .panel-inline label { font-weight: 600; }
  @container (min-width: 640px) {
    .group { grid-template-columns: minmax(0, 1fr) auto; }
    .group .sentence, .group .facts { grid-column: 1; }
    .group .assigned { grid-column: 2; grid-row: 1 / span 2; align-self: center; }
    .row { grid-template-columns: 20px minmax(0, 2fr) minmax(0, 3fr); }
    .row > .change { line-height: 24px; }
    .decision { grid-template-columns: minmax(0, 1fr) auto; gap: 2px 12px; align-items: center; }
    .decision > * { grid-column: 1; }
    .decision > .undoing { grid-column: 2; grid-row: 1 / span 2; }
    .row.left { grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); padding-inline-start: 28px; }
    .row > .change { grid-column: auto; }
    .cluster { grid-template-columns: minmax(0, 1fr) 20px minmax(180px, 280px); align-items: center; }
    .cluster > .arrow { display: inline; text-align: center; }
  }
  @media (forced-colors: active) { .weight rect { fill: Highlight; } .member.on { border: 2px solid Highlight; } }
`;
