/** How a doubt and its reason look in a form. */
import { css } from 'lit';
import { lateStyles } from '../../internal/late-styles.ts';

const styles = css`
  .doubt { display: flex; flex-wrap: wrap; align-items: start; gap: 2px 8px; padding: 4px 0; color: var(--d-due); font-size: 13px; }
  .doubt > span { flex: 1 1 96px; }
  .doubt .icon { flex: none; margin-top: 2px; }
  .doubt-sign { color: var(--d-due); vertical-align: -2px; }
  .doubt.kept { color: var(--d-muted); }
  .reason { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; padding: 0 0 8px; }
  .reason input { flex: 1 1 160px; }
`;

export const doubtStyles = (): ReturnType<typeof lateStyles> => lateStyles(styles);
