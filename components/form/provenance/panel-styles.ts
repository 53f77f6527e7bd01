/** How the panel behind a value looks; colours and controls are the kit's. */
import { css, type CSSResult } from 'lit';

export const panelStyles: CSSResult = css`
  :host { position: fixed; z-index: 10; inset: auto; display: block; box-sizing: border-box; width: min(360px, calc(100vw - 16px)); max-height: min(560px, calc(100vh - 16px)); margin: 0; padding: 0; overflow: auto; overscroll-behavior: contain; border: 1px solid var(--d-border); border-radius: var(--d-radius); background: var(--d-surface); color: var(--d-text); box-shadow: 0 4px 16px rgb(0 0 0 / 18%); font-weight: 400; text-align: start; white-space: normal; }
  .whole { display: grid; gap: 12px; padding: 12px 16px 16px; }
  header { display: flex; align-items: center; justify-content: space-between; gap: 8px; min-height: 28px; }
  header strong { font-size: 14px; font-weight: 600; }
  .close { flex: none; margin-inline-end: -8px; }
  .who { overflow-wrap: anywhere; }
  .marks { display: grid; grid-template-columns: minmax(80px, auto) minmax(0, 1fr); align-items: center; gap: 4px 12px; }
  .marks > :is(label, .term) { color: var(--d-muted); font-size: 13px; }
  .checked { display: grid; gap: 8px; padding-top: 12px; border-top: 1px solid var(--d-border); }
  .buttons { display: flex; flex-wrap: wrap; gap: 8px; }
  .buttons [aria-pressed='true'] { border-color: var(--d-accent); background: var(--d-accent-soft); font-weight: 600; }
  .state.disputed, .state.outdated { color: var(--d-due); font-weight: 600; }
  .wrong { margin-inline-start: -12px; }
  .report { display: grid; gap: 8px; padding-top: 12px; border-top: 1px solid var(--d-border); }
  .report .two { display: grid; gap: 8px; }
  .report label { display: grid; gap: 4px; color: var(--d-muted); font-size: 13px; }
  .report label > :is(select, input, textarea) { color: var(--d-text); font-size: 14px; }
  .report .check { display: flex; align-items: center; gap: 8px; color: var(--d-text); }
  .help summary { color: var(--d-accent); cursor: pointer; }
  .help p { margin-top: 4px; font-size: 13px; }
  .changes { padding-top: 12px; border-top: 1px solid var(--d-border); }
  .changes h5 { margin: 0 0 4px; font-size: 13px; font-weight: 600; }
  .changes .entry { grid-template-columns: minmax(0, 1fr) auto; margin-inline: -16px; padding: 4px 8px 4px 16px; }
  .changes .entry > time { grid-column: 1 / -1; }
  .changes .entry .about > .muted { display: none; }
  .changes .by { color: var(--d-muted); font-size: 12px; }
  .more { margin-top: 4px; }
`;
