/** Layout of the customer card, from 240 px up. */
import { css } from 'lit';

export const cardStyles = css`
  .sheet { overflow: clip; }
  .head { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 4px 12px; padding: 16px 16px 0; }
  .who { flex: 1 1 200px; min-width: 0; }
  h2 { text-wrap: balance; }
  .short { color: var(--d-muted); font-weight: 400; }
  .line { margin-top: 4px; color: var(--d-muted); font-size: 13px; }
  .line > span:first-child { white-space: nowrap; }
  .line > span:not(:last-child)::after { content: '\u00a0· '; }
  .badges { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; padding: 12px 16px 16px; font-size: 13px; }
  .badges:empty { padding: 0 0 16px; }
  .count { display: inline-flex; align-items: center; min-height: 24px; padding: 0 8px; border-radius: var(--d-radius); background: var(--d-due-soft); color: var(--d-due); }
  .state { display: inline-flex; align-items: center; min-height: 24px; padding: 0 8px; border: 1px solid var(--d-edge); border-radius: var(--d-radius); color: var(--d-muted); }
  .facts { display: grid; gap: 0 32px; padding: 12px 16px 16px; border-top: 1px solid var(--d-border); }
  .fact { display: grid; gap: 0 12px; padding: 4px 0; }
  dt { color: var(--d-muted); }
  dd { min-width: 0; }
  dd .link { display: block; text-align: start; }
  dd .small { white-space: nowrap; }
  .foot { padding: 0 16px 8px; font-size: 12px; }
  .foot.soon { display: grid; gap: 12px; height: calc(var(--d-row) + 56px); padding-top: 6px; align-content: start; }
  .foot.soon .skeleton { width: 40%; }
  @container (max-width: 519px) { .foot.soon { height: calc(var(--d-row) * 2 + 56px); } }
  .ten { display: inline-flex; align-items: center; gap: 8px; }
  meter { width: 64px; height: 8px; border-radius: 4px; background: var(--d-subtle); appearance: none; -webkit-appearance: none; border: 0; overflow: hidden; }
  meter::-webkit-meter-bar { height: 8px; border: 0; border-radius: 4px; background: var(--d-border); }
  meter::-webkit-meter-optimum-value { border-radius: 4px; background: var(--d-accent); }
  meter::-moz-meter-bar { background: var(--d-accent); }
  .actions { display: flex; flex-wrap: wrap; gap: 8px; padding: 0 16px; }
  .actions.some { padding: 12px 16px; border-top: 1px solid var(--d-border); }
  .why { padding: 12px 16px 16px; border-top: 1px solid var(--d-border); }
  .wait .skeleton:nth-child(1) { width: 60%; height: 24px; }
  .wait .line .skeleton { width: 80%; height: 12px; }
  .wait .badges .skeleton { width: 132px; height: 24px; border-radius: var(--d-radius); }
  .wait .badges .skeleton:first-of-type { width: 60px; }
  .wait .fact .skeleton { width: 70%; height: 12px; }
  .wait .fact { min-height: 31px; align-items: center; }
  @container (min-width: 280px) { .fact { grid-template-columns: 88px minmax(0, 1fr); align-items: baseline; } }
  @container (min-width: 520px) { .facts { grid-template-columns: minmax(0, 1.15fr) minmax(0, 1fr); } }
  @container (max-width: 279px) { .head, .badges, .facts, .foot, .actions { padding-inline: 12px; } h2 { font-size: 16px; } }
  @media (pointer: coarse) { dd .link { min-height: 44px; } dd a { display: inline-flex; align-items: center; min-height: 44px; margin-inline-end: 4px; } .fact { align-items: baseline; } }
  @media print { .sheet { border-color: #000; } .people { display: none; } dd a { color: inherit; text-decoration: none; } }
  @media (forced-colors: active) { .count { border: 1px solid CanvasText; } }
`;
