/** Layout of the review of duplicates; look and controls are the kit's. */
import { css } from 'lit';

export const reviewStyles = css`
  .bar { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; padding: 12px 16px; }
  .bar h2 { flex: 1 1 auto; font-size: 16px; font-weight: 600; }
  .bar select { width: auto; }
  .pair { display: grid; gap: 4px 12px; width: 100%; padding: 12px 16px; border: 0; border-top: 1px solid var(--d-border); background: transparent; text-align: start; }
  .pair:hover { background: var(--d-subtle); }
  .pair:focus-visible { outline-offset: -2px; }
  .names { display: grid; gap: 2px; font-weight: 600; }
  .score { color: var(--d-muted); font-weight: 600; }
  .facts { display: flex; flex-wrap: wrap; gap: 4px; }
  .fact { padding: 0 6px; border: 1px solid var(--d-border); border-radius: 4px; color: var(--d-muted); font-size: 12px; line-height: 20px; }
  .fact.for { border-color: transparent; background: var(--d-accent-soft); color: var(--d-accent); }
  .fact.against { border-color: var(--d-edge); border-style: dashed; }
  .fact.against::before { content: '\\2260\\00a0'; content: '\\2260\\00a0' / ''; }
  .review { display: grid; gap: 16px; padding: 12px 16px 16px; border-top: 1px solid var(--d-border); }
  .sides { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 8px 12px; }
  .side { display: grid; gap: 2px; align-content: start; padding: 8px 12px; border: 1px solid var(--d-border); border-radius: var(--d-radius); }
  .side.stays { border-color: var(--d-accent); box-shadow: inset 0 0 0 1px var(--d-accent); }
  .side strong { font-weight: 600; }
  .side .what { color: var(--d-muted); font-size: 12px; }
  .side.stays .what { color: var(--d-accent); }
  .link { padding: 0; border: 0; background: none; color: var(--d-accent); text-align: start; text-decoration: underline; text-underline-offset: 2px; min-height: 24px; }
  .evidence { width: 100%; border-collapse: collapse; }
  .evidence th, .evidence td { padding: 4px 8px 4px 0; vertical-align: top; text-align: start; font-weight: 400; }
  .evidence th { color: var(--d-muted); }
  .evidence tr.against td { color: var(--d-muted); }
  .evidence .outcome { font-weight: 600; }
  h3 { margin-block-end: 4px; }
  fieldset { min-width: 0; margin: 0; padding: 8px 0 0; border: 0; border-top: 1px solid var(--d-border); }
  legend { float: inline-start; width: 100%; padding: 0 0 4px; font-weight: 600; }
  .options { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 4px 12px; clear: both; }
  .option { display: grid; grid-template-columns: 20px minmax(0, 1fr); gap: 0 4px; align-items: start; padding: 4px 8px; border-radius: var(--d-radius); }
  .option.chosen { background: var(--d-accent-soft); }
  .option input { width: 16px; height: 16px; margin: 2px 0 0; accent-color: var(--d-accent); }
  .option.both { grid-column: 1 / -1; }
  .value { min-width: 0; white-space: pre-wrap; }
  .value.plain { color: var(--d-muted); }
  .note { display: block; color: var(--d-muted); font-size: 12px; }
  .classes dl { margin: 0; }
  .scheme { padding: 8px 0 0; border-top: 1px solid var(--d-border); }
  .scheme dt { padding-block-end: 4px; font-weight: 600; }
  .scheme dd { margin: 0; padding-block-end: 8px; }
  .words { display: grid; gap: 4px; align-content: start; min-width: 0; }
  .word { display: grid; gap: 2px; min-width: 0; padding: 4px 8px; border-radius: 6px; overflow-wrap: anywhere; }
  .word.stays, .word.comes { background: var(--d-accent-soft); }
  .word .fate { font-size: 12px; font-weight: 600; }
  .word.givesWay > :first-child > bdi { text-decoration: line-through; }
  .word .waits { color: var(--d-due); font-size: 12px; }
  .word.stays .note, .word.comes .note { color: var(--d-text); }
  .consequences { display: grid; gap: 4px; color: var(--d-muted); }
  .buttons { display: flex; flex-wrap: wrap; gap: 8px; }
  .merged { display: grid; gap: 4px; padding: 12px 16px; border-top: 1px solid var(--d-border); }
  .merged .buttons { margin-top: 4px; }
  .kept { display: grid; gap: 2px; padding-inline-start: 16px; list-style: disc; }
  .foot { display: flex; justify-content: center; padding: 12px 16px; border-top: 1px solid var(--d-border); }
  /* two columns of half words are no comparison: one below the other */
  @container (max-width: 319px) {
    .sides, .options { grid-template-columns: minmax(0, 1fr); }
    .evidence tr { display: grid; padding-block: 4px; }
    .evidence th, .evidence td { padding: 0; }
  }
  @container (min-width: 640px) {
    .pair { grid-template-columns: minmax(0, 1fr) auto; align-items: start; }
    .pair .facts { grid-column: 1 / -1; }
    .names { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 12px; }
    legend { width: 176px; padding-block: 6px; }
    .scheme { display: grid; grid-template-columns: 176px minmax(0, 1fr); }
    .scheme dt { padding-block: 4px; }
    .options { clear: none; }
    .option.both { grid-column: auto; }
    .options.with-both { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr) auto; }
  }
`;
