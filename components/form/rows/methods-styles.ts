/** How the two buttons of a way of contact look; brought into the form's root with the first of them. */
import { css } from 'lit';
import { lateStyles } from '../../internal/late-styles.ts';

const styles = css`
  .alive-box { display: inline-flex; }
  .alive-box .alive { display: grid; place-items: center; width: 30px; min-width: 30px; padding: 0; color: var(--d-muted); }
  .alive-box .alive:first-child { border-start-end-radius: 0; border-end-end-radius: 0; }
  .alive-box .alive:last-child { margin-inline-start: -1px; border-start-start-radius: 0; border-end-start-radius: 0; }
  .alive-box .alive[aria-pressed='true'] { z-index: 1; border-color: currentcolor; background: var(--d-accent-soft); color: var(--d-accent); }
  .alive-box .alive.dead[aria-pressed='true'] { background: var(--d-danger-soft); color: var(--d-danger); }
  .alive svg { fill: none; stroke: currentcolor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
  @media (pointer: coarse) { .alive-box .alive { width: 44px; min-width: 44px; } }
  @media (forced-colors: active) { .alive-box .alive[aria-pressed='true'] { border: 3px solid Highlight; } }
`;

export const methodsStyles = (): ReturnType<typeof lateStyles> => lateStyles(styles);
