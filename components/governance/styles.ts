/** Layout of walls, holds and emergencies on the governance page; look and controls are the kit's. */
import { css } from 'lit';

export const governanceStyles = css`
  .part { display: grid; gap: 12px; padding: 16px; }
  .part + .part { border-top: 1px solid var(--d-border); }
  .head { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; }
  .head > h2, .head > h3 { flex: 1 1 auto; }
  h2 { font-size: 16px; font-weight: 600; }
  .lead { max-width: 68ch; color: var(--d-muted); }
  .items > li { display: grid; gap: 4px 12px; padding: 12px 0; border-top: 1px solid var(--d-border); }
  @container (min-width: 720px) { .items > li { grid-template-columns: minmax(0, 1fr) auto; align-items: start; } }
  .items > li.overdue { padding-inline-start: 12px; border-inline-start: 3px solid var(--d-danger); }
  .what { display: grid; gap: 2px; min-width: 0; }
  .what > .line { display: flex; flex-wrap: wrap; gap: 0 8px; align-items: baseline; }
  .reason { max-width: 68ch; white-space: pre-line; }
  .state { padding: 0 8px; border: 1px solid var(--d-border); border-radius: 10px; color: var(--d-muted); font-size: 12px; line-height: 20px; }
  .state.late { border-color: var(--d-danger); color: var(--d-danger); }
  .state.now { border-color: var(--d-due); color: var(--d-due); }
  .items .link { text-align: start; }
  .items .buttons { margin-block-start: 4px; }
  .buttons { display: flex; flex-wrap: wrap; gap: 8px; }
  form { display: grid; gap: 12px; padding: 12px; border: 1px solid var(--d-border); border-radius: var(--d-radius); }
  form .field { display: grid; gap: 4px; align-content: start; }
  fieldset { display: grid; gap: 8px; min-width: 0; margin: 0; padding: 0; border: 0; }
  legend { padding: 0 0 4px; }
  .two { display: grid; gap: 12px; align-items: start; }
  @container (min-width: 640px) { .two { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); } }
  .checks { display: flex; flex-wrap: wrap; gap: 4px 16px; }
  .checks label { display: inline-flex; align-items: center; gap: 8px; min-height: 28px; }
  @media (pointer: coarse) { .checks label { min-height: 44px; } }
  .chosen { display: flex; align-items: center; gap: 8px; min-height: var(--d-row); padding-inline-start: 8px; border: 1px solid var(--d-accent); border-radius: 6px; }
  .chosen bdi { flex: 1 1 auto; }
  .pick { position: relative; }
  .found { max-height: 240px; margin-top: 4px; overflow-y: auto; border: 1px solid var(--d-border); border-radius: 6px; }
  .found > .muted { padding: 8px; }
  .found-one { display: flex; flex-wrap: wrap; gap: 0 8px; align-items: baseline; width: 100%; min-height: var(--d-row); padding: 4px 8px; border: 0; background: none; text-align: start; }
  .found-one:hover, .found-one:focus-visible { background: var(--d-accent-soft); }
  .past > summary { min-height: 28px; color: var(--d-muted); cursor: pointer; }
  @media (pointer: coarse) { .past > summary, .items .link, h4 > .link { min-height: 44px; } }
  .waiting { display: grid; gap: 12px; }
  .waiting .skeleton { min-height: 20px; }
`;
