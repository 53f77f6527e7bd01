/** How the button at a value looks; the panel behind it has `panel-styles.ts`. */
import { css, type CSSResult } from 'lit';

export const buttonStyles: CSSResult = css`
  .slot[data-key], .value[data-key] { position: relative; }
  .whence { position: absolute; inset-block-start: -9px; inset-inline-end: 6px; z-index: 1; display: grid; place-items: center; width: 20px; height: 20px; padding: 0; border: 1px solid var(--d-border); border-radius: 50%; background: var(--d-surface); color: var(--d-muted); cursor: pointer; }
  .whence:hover, .whence[aria-expanded='true'] { border-color: var(--d-accent); color: var(--d-accent); }
  .whence svg { fill: none; stroke: currentcolor; stroke-width: 1.6; stroke-linecap: round; }
  .whence::after { position: absolute; inset: -2px; content: ''; }
  @media (pointer: coarse) { .whence { width: 28px; height: 28px; inset-block-start: -14px; } .whence::after { inset: -8px; } }
  @media (forced-colors: active) { .whence { border-color: ButtonText; } }
`;
