/** Layout of what stands around a timeline's list, and of its forms; the list's own is `styles.ts`. */
import { css } from 'lit';

export const aroundStyles = css`
  /* Ways to reach them, then what is due, then the line: the order of the work. */
  .reach { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; padding: 0 16px 8px; }
  .reach .chip { max-width: 100%; min-width: 0; text-decoration: none; }
  .reach .value { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .reach b { font-weight: 400; color: var(--d-muted); }
  .dues { display: grid; padding: 0 16px 8px; }
  .due-item, .dues li > span { display: flex; align-items: center; gap: 8px; width: 100%; min-height: var(--d-row); padding: 0 8px 0 0; border: 0; border-radius: 6px; background: none; color: var(--d-accent); text-align: start; }
  .due-item:hover { background: var(--d-accent-soft); }
  .due-item span { flex: 1; min-width: 0; }
  .dues .late .due-item, .dues .late > span { color: var(--d-due); font-weight: 600; }
  .offer { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; margin: 0 16px 8px; padding: 8px 12px; border: 1px solid var(--d-accent); border-radius: var(--d-radius); background: var(--d-accent-soft); }
  .offer p { display: flex; flex: 1 1 160px; align-items: center; gap: 8px; }
  .line { padding: 0 16px 12px; }
  .typing { display: flex; gap: 8px; }
  .typing input { flex: 1; }
  .chips { display: grid; gap: 8px; padding-block-start: 8px; }
  .chip-row { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; min-width: 0; }
  .chip-row > .muted:first-child { flex: 0 0 auto; min-width: 48px; }
  .chip-row .mark { width: 14px; height: 14px; }
  .chips .chip-rest { width: auto; max-width: 160px; min-height: 28px; padding-block: 0; font-size: 13px; }
  .chips .chip-date { flex: 0 1 200px; min-width: 0; }
  .chips .chip-date input, .chips .chip-name input { min-height: 28px; padding-block: 0; }
  .chips .hint { flex: 1 1 200px; }
  @media (pointer: coarse) { .chips .chip-rest, .chips .chip-date input, .chips .chip-name input { min-height: 44px; } .chips .hint { display: none; } .reach .chip { min-height: 44px; border-radius: 22px; } .link { min-height: 44px; } }
  /* On a telephone what one does most is under the thumb, wherever one has scrolled to. */
  .thumb { display: none; }
  @container (max-width: 559px) {
    /* one line each that one pushes aside: rows of chips would fill the screen */
    /* placed: what is there for the ear alone must not lie beside the screen */
    .reach, .chip-row:not(.last) { position: relative; flex-wrap: nowrap; overflow-x: auto; scrollbar-width: none; margin-inline: -4px; padding: 4px; }
    .reach { margin-inline: 0; padding-inline: 16px; }
    .reach > *, .chip-row:not(.last) > * { flex: none; }
    .chips { gap: 0; }
    .bar { padding-block: 8px; }
    .bar .record { display: none; }
    .bar .button { flex: 1 1 auto; border-color: transparent; color: var(--d-accent); background: transparent; padding: 0 8px; }
    .bar .title { flex: 1 0 100%; }
    .thumb { position: sticky; inset-block-end: 0; z-index: 1; display: flex; padding: 8px 16px max(8px, env(safe-area-inset-bottom)); border-top: 1px solid var(--d-border); border-radius: 0 0 var(--d-radius) var(--d-radius); background: var(--d-surface); }
    .thumb .button { flex: 1; min-height: 44px; }
    .line:focus-within ~ .thumb { position: static; }
  }
  @container (max-width: 299px) {
    .chip-row > .muted:first-child { min-width: 0; }
    .bar, .line, .reach, .dues, .filters, .form, .group-name { padding-inline: 8px; }
    .filters { grid-template-columns: 1fr; }
    .offer { margin-inline: 8px; }
    .entry { grid-template-columns: 16px minmax(0, 1fr); padding-inline: 8px; gap: 0 8px; }
    .entry > .tools { position: absolute; inset-block-start: 8px; inset-inline-end: 0; }
    .entry .head { padding-inline-end: var(--d-row); }
    .typing { flex-wrap: wrap; }
    .typing input { flex-basis: 100%; }
    .typing .button { flex: 1; }
  }
  .papers ul { display: grid; gap: 2px; }
  .papers li { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; }
  .paper { display: inline-flex; align-items: center; gap: 4px; }
  .paper .mark { width: 14px; height: 14px; }
  .attach { position: relative; cursor: pointer; }
  .attach:focus-within { outline: 2px solid var(--d-focus); outline-offset: 2px; }
  .end { height: 1px; }

  .form { display: grid; gap: 8px; padding: 12px 16px 16px; }
  .entry .form { padding: 4px 8px 8px 0; }
  .form .pair { display: grid; gap: 8px 24px; }
  @container (min-width: 640px) { .form .pair { grid-template-columns: 1fr 1fr; } }
  .form .check { display: inline-flex; align-items: center; gap: 8px; min-height: var(--d-row); }
  .form .actions { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; }
  .form .actions .push { margin-inline-start: auto; }
  .problem { grid-column: 1 / -1; color: var(--d-danger); font-size: 13px; }
  .grow { display: grid; }
  .grow::after { visibility: hidden; padding: 4px 8px; border: 1px solid transparent; white-space: pre-wrap; content: attr(data-grow) ' '; }
  .grow::after, .grow > textarea { grid-area: 1 / 1; }
  .grow > textarea { min-height: calc(2lh + 10px); overflow: hidden; resize: none; field-sizing: content; }

  .tray { margin: 0 16px 12px; border: 1px solid var(--d-danger); border-radius: var(--d-radius); background: var(--d-danger-soft); }
  .tray > * { padding: 8px 12px; }
  .tray .value { white-space: pre-wrap; }
`;
