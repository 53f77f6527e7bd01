/** Layout of the reasons panel. */
import { css } from 'lit';

export const reasonsStyles = css`
  :host { position: fixed; inset: auto; width: auto; height: auto; margin: 0; padding: 0; overflow: visible; border: 0; background: none; z-index: 1000; }
  .panel { container-type: normal; width: min(344px, calc(100vw - 16px)); max-height: calc(100vh - 16px); }
  header { display: flex; align-items: center; justify-content: space-between; gap: 8px; margin: -8px -8px 0 0; }
  header .button { min-height: 32px; width: 32px; font-size: 20px; color: var(--d-muted); }
  h4 { margin: 12px 0 4px; font-size: 13px; }
  p + p { margin-top: 8px; }
  header + p + p { margin-top: 12px; }
  dl { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 4px 12px; font-size: 13px; }
  dt { color: var(--d-muted); }
  dd { text-align: end; }
  li { font-size: 13px; }
  li + li { margin-top: 4px; }
  .bar { display: block; width: 100%; height: 16px; margin: 8px 0; }
  .whole { fill: var(--d-border); }
  .share { fill: var(--d-accent); }
  .tick { fill: var(--d-text); }
  .foot { margin-top: 12px; padding-top: 8px; border-top: 1px solid var(--d-border); }
  @media (forced-colors: active) { .share { fill: Highlight; } .whole, .tick { fill: CanvasText; } }
`;
