/** Layout of the list of what is due; look and controls are the kit's. */
import { css } from 'lit';

export const listStyles = css`
  .bar { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; padding: 12px 16px; }
  .bar h2 { flex: 1 1 auto; font-size: 16px; font-weight: 600; }
  .bar h2 .muted { font-size: 14px; font-weight: 400; }
  .whose { display: inline-flex; border: 1px solid var(--d-edge); border-radius: var(--d-radius); overflow: hidden; }
  .whose button { min-height: var(--d-row); padding: 0 12px; border: 0; background: transparent; }
  .whose button + button { border-inline-start: 1px solid var(--d-edge); }
  .whose button[aria-pressed='true'] { background: var(--d-accent-soft); color: var(--d-text); font-weight: 600; }
  .whose button:focus-visible { outline-offset: -2px; }
  .said, .free { padding: 0 16px 12px; }
  .said p { display: flex; flex-wrap: wrap; align-items: center; gap: 0 8px; color: var(--d-accent); }
  .problem { padding: 0 16px 12px; }
  .waiting { display: grid; gap: 12px; padding: 4px 16px 16px; }
  .waiting .skeleton { height: 64px; }
  .empty { display: grid; gap: 8px; justify-items: center; padding: 32px 24px; text-align: center; }
  .empty svg { width: 40px; height: 40px; color: var(--d-accent); }
  .empty p { max-width: 52ch; color: var(--d-muted); }

  .group-head { display: flex; align-items: baseline; gap: 8px; padding: 16px 16px 4px; border-top: 1px solid var(--d-border); font-size: 14px; font-weight: 600; }
  .group-head .count { min-width: 20px; padding: 0 6px; border-radius: 10px; background: var(--d-subtle); color: var(--d-muted); font-size: 12px; font-weight: 600; line-height: 20px; text-align: center; }
  .overdue .group-head { color: var(--d-danger); }
  .overdue .group-head .count { background: var(--d-danger-soft); color: var(--d-danger); }
  .today .group-head { color: var(--d-due); }
  .today .group-head .count { background: var(--d-due-soft); color: var(--d-due); }

  .line { position: relative; display: grid; gap: 4px 16px; padding: 12px 16px; }
  .line + .line { border-top: 1px solid var(--d-border); }
  .line:focus-within { background: var(--d-subtle); }
  .overdue .line::before, .today .line::before { content: ''; position: absolute; inset-block: 12px; inset-inline-start: 0; width: 3px; border-radius: 0 2px 2px 0; background: var(--d-due); }
  .overdue .line::before { background: var(--d-danger); }
  .name { justify-self: start; min-height: 24px; max-width: 100%; padding: 0; border: 0; border-radius: 4px; background: none; font-size: 16px; font-weight: 600; text-align: start; }
  .name:hover { text-decoration: underline; text-underline-offset: 3px; }
  .when { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 8px; }
  .when .next { font-weight: 600; }
  .late { color: var(--d-danger); }
  .late.now { color: var(--d-due); }
  .reasons { display: grid; gap: 2px; }
  .reason { position: relative; padding-inline-start: 14px; }
  .reason::before { content: '\\2022'; content: '\\2022' / ''; position: absolute; inset-inline-start: 0; color: var(--d-muted); }
  .reason .link { min-height: 24px; font-size: 13px; }
  @media (pointer: coarse) { .reason { display: grid; grid-template-columns: 14px minmax(0, 1fr) auto; align-items: baseline; padding: 0; } .reason::before { position: static; } .reason .link { min-width: 44px; min-height: 44px; text-align: end; } .name { min-height: 44px; } }
  .worth { display: grid; justify-items: start; gap: 2px; white-space: nowrap; }
  .worth strong { font-weight: 600; }
  .worth svg { width: 96px; height: 3px; border-radius: 2px; background: var(--d-subtle); }
  .worth rect { fill: var(--d-accent); }
  .state { justify-self: start; padding: 0 8px; border-radius: 10px; background: var(--d-accent-soft); font-size: 13px; line-height: 20px; }
  .foot-row { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; padding-top: 4px; }
  .reach { display: flex; flex-wrap: wrap; gap: 4px 8px; min-width: 0; }
  .reach .chip { max-width: 100%; min-height: 28px; border-radius: 14px; color: var(--d-accent); text-decoration: none; }
  .reach .chip:hover { background: var(--d-accent-soft); }
  .reach .chip svg, .acts svg { flex: none; width: 16px; height: 16px; fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }
  .reach .chip span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  @media (pointer: coarse) { .reach .chip { min-height: 44px; border-radius: 22px; } }
  .acts { display: flex; flex: 1 1 100%; flex-wrap: wrap; gap: 8px; }
  .acts .button { flex: 1 1 auto; gap: 6px; padding: 0 8px; white-space: nowrap; }
  .panel-inline { display: grid; grid-column: 1 / -1; gap: 8px; margin-top: 4px; padding: 12px; border: 1px solid var(--d-border); border-radius: var(--d-radius); background: var(--d-surface); }
  .panel-inline > label, .panel-inline legend, .panel-inline h4 { font-weight: 600; }
  .panel-inline > input { max-width: 480px; }
  .presets { display: flex; flex-wrap: wrap; gap: 8px; }
  .presets .button { flex: 1 1 112px; flex-direction: column; gap: 0; max-width: 240px; padding: 4px 8px; line-height: 1.3; text-align: center; }
  .presets .muted { font-weight: 400; }
  .buttons { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
  .buttons input[type='date'] { flex: 1 1 136px; width: auto; max-width: 180px; }
  .gone { display: flex; flex-wrap: wrap; align-items: center; gap: 0 12px; min-height: 44px; padding: 4px 16px; border-top: 1px solid var(--d-border); background: var(--d-subtle); color: var(--d-muted); }
  .gone p { flex: 1 1 160px; }
  .gone svg { flex: none; width: 16px; height: 16px; fill: none; stroke: var(--d-accent); stroke-width: 2; }

  .more, .plan, .calendar { padding: 12px 16px; border-top: 1px solid var(--d-border); }
  .more { display: flex; justify-content: center; }
  .plan { display: grid; gap: 8px; }
  .days { display: grid; grid-template-columns: repeat(auto-fill, minmax(96px, 1fr)); gap: 8px; }
  .days li { display: grid; gap: 2px; padding: 8px; border: 1px solid var(--d-border); border-radius: 6px; font-size: 13px; }
  .days strong { font-size: 16px; font-weight: 600; }
  .calendar summary { min-height: 28px; color: var(--d-accent); cursor: pointer; }
  @media (pointer: coarse) { .calendar summary { min-height: 44px; padding-block: 10px; } }
  .calendar .stack { display: grid; gap: 8px; padding-top: 8px; }
  .check { display: flex; gap: 8px; align-items: center; min-height: 28px; }
  @media (pointer: coarse) { .check { min-height: 44px; } }
  .once { display: flex; flex-wrap: wrap; gap: 8px; }
  .once input { flex: 1 1 240px; width: auto; }
  .keys { padding: 8px 16px; border-top: 1px solid var(--d-border); }
  @media (pointer: coarse) { .keys { display: none; } }

  @container (min-width: 640px) {
    .line { grid-template-columns: minmax(0, 1fr) auto; }
    .line > * { grid-column: 1; }
    .worth { grid-column: 2; grid-row: 1 / span 2; justify-items: end; align-self: start; text-align: end; }
    /* what does not fit wraps among the ways to reach somebody: what can be done stays in one place */
    .foot-row { display: grid; grid-column: 1 / -1; grid-template-columns: minmax(0, 1fr) auto; align-items: end; }
    .acts { grid-column: 2; }
    .acts .button { flex: 0 0 auto; padding: 0 12px; }
    .panel-inline { grid-column: 1 / -1; }
  }
  @media (forced-colors: active) { .worth rect { fill: Highlight; } .line::before { background: CanvasText !important; } }
`;
