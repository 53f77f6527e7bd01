/** How the sheets of an archive and what a rule asks for look in a form. */
import { css } from 'lit';
import { lateStyles } from '../../internal/late-styles.ts';

const styles = css`
  .sheets { display: grid; margin: 0; padding: 0; list-style: none; }
  .sheets > li { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 4px 12px; padding: 8px 0; border-block-end: 1px solid var(--d-border); }
  .sheets > li > div { flex: 1 1 200px; min-width: 0; }
  .requirement meter { width: 96px; height: 8px; border: 0; border-radius: 4px; background: var(--d-border); vertical-align: 1px; appearance: none; -webkit-appearance: none; overflow: hidden; }
  .requirement meter::-webkit-meter-bar { height: 8px; border: 0; border-radius: 4px; background: var(--d-border); }
  .requirement meter::-webkit-meter-optimum-value { border-radius: 4px; background: var(--d-accent); }
  .requirement meter::-moz-meter-bar { background: var(--d-accent); }
`;

export const sheetStyles = (): ReturnType<typeof lateStyles> => lateStyles(styles);
