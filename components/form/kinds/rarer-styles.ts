/** How dates, sums and addresses look in a form. */
import { css } from 'lit';
import { lateStyles } from '../../internal/late-styles.ts';

const styles = css`
  .pick { position: relative; display: inline-flex; }
  .dates .pick > .native { position: absolute; inset: auto auto 0 0; width: 1px; max-width: 1px; height: 1px; min-height: 0; padding: 0; border: 0; opacity: 0; pointer-events: none; }
  .money { display: grid; grid-template-columns: minmax(0, 1fr) 72px; gap: 4px; max-width: 320px; }
  .money .currency { text-transform: uppercase; }
  .dates { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; }
  .dates input:not([type='checkbox']) { flex: 1 1 128px; max-width: 200px; }
  /* In a narrow column the calendar would stand below its date; there it is typed. */
  .slot > .dates { container-type: inline-size; }
  @container (max-width: 175px) { .dates > .pick { display: none; } }
  .address { display: grid; gap: 4px 8px; padding: 2px 0 8px; }
  .part-text { grid-column: 1 / -1; }
  @container (min-width: 480px) { .address { grid-template-columns: repeat(2, minmax(0, 1fr)); } }
`;

export const rarerStyles = (): ReturnType<typeof lateStyles> => lateStyles(styles);
