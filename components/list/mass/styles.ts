/** Layout of the panel of mass updates. */
import { css } from 'lit';

export const massStyles = css`
  .mass.wide { max-width: none; }
  .mass .target { display: flex; flex-wrap: wrap; gap: 4px 16px; }
  .mass .target label { display: flex; align-items: center; gap: 8px; min-height: var(--d-row); cursor: pointer; }
  .mass .set { display: grid; grid-template-columns: minmax(0, 1fr) auto auto; align-items: center; gap: 4px 8px; padding-block: 4px; border-top: 1px solid var(--d-border); }
  .mass .set > .op { width: auto; max-width: 160px; }
  .mass .set > .value, .mass .set > .choices { grid-column: 1 / -1; width: 100%; }
  .mass .find { display: grid; gap: 8px; }
  .mass .find [type='search'] { width: 100%; }
  .mass progress { width: 100%; height: 8px; accent-color: var(--d-accent); }
  .mass .tabs { display: flex; flex-wrap: wrap; gap: 4px 8px; }
  .mass .tabs [aria-pressed='true'] { border-color: var(--d-accent); background: var(--d-accent-soft); font-weight: 600; }
  .mass .rows { max-height: 360px; overflow: auto; border: 1px solid var(--d-border); border-radius: 6px; background: var(--d-surface); }
  .mass table { width: 100%; border-collapse: collapse; font-size: 13px; }
  .mass th, .mass td { padding: 4px 8px; border-bottom: 1px solid var(--d-border); text-align: start; vertical-align: top; white-space: normal; overflow-wrap: anywhere; user-select: text; }
  .mass thead th { position: sticky; top: 0; background: var(--d-subtle); color: var(--d-muted); }
  .mass tbody th { color: inherit; font-weight: 600; }
  .mass del { color: var(--d-muted); }
  .mass ins { text-decoration: none; font-weight: 600; }
  .mass td.due { color: var(--d-due); }
  .mass .result:focus-visible, .mass .rows:focus-visible { outline: 2px solid var(--d-accent); outline-offset: 2px; }
  .line .cell:focus { outline: 2px solid var(--d-accent); outline-offset: -2px; }
  @container (max-width: 479px) {
    .mass table, .mass tbody, .mass tr, .mass th, .mass td { display: block; }
    .mass thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    .mass tr { padding-block: 4px; border-bottom: 1px solid var(--d-border); }
    .mass tbody th, .mass td { padding: 1px 8px; border: 0; }
    .mass td:empty { display: none; }
  }
`;
