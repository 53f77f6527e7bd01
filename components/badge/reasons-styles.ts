/** Layout of the reasons panel. */
import { css } from 'lit';

export const reasonsStyles = css`
  :host { position: fixed; inset: auto; width: auto; height: auto; margin: 0; padding: 0; overflow: visible; border: 0; background: none; z-index: 1000; }
  .panel { container-type: normal; width: min(344px, calc(100vw - 16px)); max-height: calc(100vh - 16px); }
  header { display: flex; align-items: center; justify-content: space-between; gap: 8px; margin: -8px -8px 0 0; }
  header .button { min-height: 32px; width: 32px; font-size: 20px; color: var(--d-muted); }
  h4 { margin: 12px 0 4px; font-size: 13px; }
  p + p { margin-top: 8px; }
  p + dl { margin-top: 4px; }
  header + p + p { margin-top: 12px; }
  dl { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 4px 12px; font-size: 13px; }
  dt { color: var(--d-muted); }
  dd { text-align: end; }
  .wide { grid-column: 1 / -1; margin-top: -4px; text-align: start; color: var(--d-muted); }
  details { margin-top: 8px; font-size: 13px; }
  summary { cursor: pointer; min-height: 24px; align-content: center; color: var(--d-muted); }
  summary:focus-visible { outline: 2px solid var(--d-focus); outline-offset: 2px; }
  li { font-size: 13px; }
  li + li { margin-top: 4px; }
  .bar { display: block; width: 100%; height: 16px; margin: 8px 0; }
  .whole { fill: var(--d-border); }
  .share { fill: var(--d-accent); }
  .tick { fill: var(--d-text); }
  .word { margin: 8px 0; padding: 8px 12px; border-inline-start: 3px solid var(--d-accent); background: var(--d-subtle); overflow-wrap: anywhere; }
  .word p + p { margin-top: 4px; }
  .hand { margin-top: 12px; padding-top: 4px; border-top: 1px solid var(--d-border); }
  .hand form, .hand .waiting { display: grid; gap: 4px; }
  .hand label { margin-top: 8px; font-size: 13px; color: var(--d-muted); }
  .hand select, .hand input, .hand textarea { width: 100%; }
  .hand textarea { min-height: 64px; }
  .hand p + p { margin-top: 0; }
  .hand .needs, .hand .state { padding: 4px 8px; border-radius: var(--d-radius); background: var(--d-due-soft); color: var(--d-due); font-size: 13px; }
  .hand .needs, .hand .waiting .state { margin-top: 8px; }
  .buttons { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 12px; }
  .hand > .buttons { margin-top: 4px; }
  .said { margin-top: 8px; }
  .said:empty { display: none; }
  .hand .said:focus { outline: none; }
  .hand ul { margin-top: 4px; }
  @media (pointer: coarse) { summary, header .button { min-height: 44px; } }
  .foot { margin-top: 12px; padding-top: 8px; border-top: 1px solid var(--d-border); }
  .elsewhere { margin: 4px 0 -8px -12px; font-size: 13px; }
  @media (forced-colors: active) { .share { fill: Highlight; } .whole, .tick { fill: CanvasText; } }
`;
