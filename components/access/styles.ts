/** Layout of access; look and controls are the kit's. */
import { css } from 'lit';

/** Of the small form, which also stands on a card. */
export const wishStyles = css`
  .wish { display: grid; gap: 12px; padding: 12px; border: 1px solid var(--d-border); border-radius: 6px; }
  .wish .choices { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 16px; min-width: 0; }
  .wish .choices label { display: inline-flex; align-items: center; gap: 6px; min-height: 28px; }
  .wish .day { width: auto; max-width: 100%; }
  .buttons { display: flex; flex-wrap: wrap; gap: 8px; }
  .buttons:empty { display: none; }
  .requests { display: grid; }
  .request, .grant { display: grid; gap: 4px; padding: 10px 0; border-top: 1px solid var(--d-border); }
  .request:first-child, .grant:first-child { border-top: 0; }
  .request .buttons, .grant .buttons { padding-top: 4px; }
  .state-word { display: inline-block; margin-inline-end: 4px; padding: 0 8px; border: 1px solid var(--d-border); border-radius: 10px; font-size: 12px; line-height: 20px; }
  .state-word.waiting { border-color: transparent; background: var(--d-due-soft); color: var(--d-due); }
  .state-word.approved, .state-word.narrowed { border-color: transparent; background: var(--d-accent-soft); font-weight: 600; }
  .note { padding-inline-start: 10px; border-inline-start: 3px solid var(--d-border); }
  .link.name { min-height: 28px; font-weight: 600; }
  .access-here { display: grid; gap: 8px; padding: 0 16px 16px; }
  .access-here > [role='status']:empty { margin-bottom: -8px; }
  .access-here .ask-open { justify-self: start; }
`;

export const accessStyles = css`
  .bar { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; padding: 12px 16px; }
  .bar h2 { flex: 1 1 auto; font-size: 16px; font-weight: 600; }
  .boxes { display: inline-flex; flex-wrap: wrap; border: 1px solid var(--d-edge); border-radius: var(--d-radius); overflow: hidden; }
  .boxes button { min-height: var(--d-row); padding: 0 12px; border: 0; background: transparent; }
  .boxes button[aria-pressed='true'] { background: var(--d-accent-soft); font-weight: 600; }
  .boxes button:focus-visible { outline-offset: -2px; }
  .part { display: grid; gap: 10px; padding: 12px 16px 16px; border-top: 1px solid var(--d-border); }
  .part > h3 { font-size: 14px; }
  .mine { display: grid; gap: 8px; }
  .ask-open, .give-open { justify-self: start; }
  .loading { display: grid; gap: 12px; padding: 4px 16px 16px; }
  .loading .skeleton { height: 32px; }
  .said { padding: 0 16px 8px; }
  .said:empty { padding: 0; }
  table { width: 100%; border-collapse: collapse; }
  th, td { padding: 8px 12px 8px 0; border-top: 1px solid var(--d-border); vertical-align: top; text-align: start; font-weight: 400; }
  thead th { border-top: 0; color: var(--d-muted); font-size: 12px; white-space: nowrap; }
  tbody th { font-weight: 600; }
  .right { display: block; }
  .would { display: grid; gap: 8px; padding-top: 8px; border-top: 1px solid var(--d-border); }
  .receiver { display: flex; flex-wrap: wrap; gap: 8px; min-width: 0; }
  .receiver > * { flex: 1 1 140px; min-width: 0; width: auto; }
  .receiver > .button { flex: 0 0 auto; }
  .owners { display: grid; gap: 4px 12px; }
  .owners dt { color: var(--d-muted); }
  .owners dd { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; min-width: 0; }
  .owners .quiet { min-height: 28px; padding: 0 8px; }
  /* a word that stands alone begins where the names begin */
  .owners dd > .quiet:first-child { margin-inline-start: -9px; }
  @media (pointer: coarse) { .owners .quiet { min-height: 44px; min-width: 44px; } }
  @container (min-width: 420px) { .owners { grid-template-columns: var(--d-label-width, 128px) minmax(0, 1fr); align-items: baseline; } }
  /* below that a line is a small sheet of its own */
  @container (max-width: 559px) {
    table, tbody, tr, th, td { display: block; padding: 0; border: 0; }
    thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    tr { display: grid; gap: 2px; padding: 8px 0; border-top: 1px solid var(--d-border); }
    tbody tr:first-child { border-top: 0; }
    td::before { content: attr(data-label) ': '; color: var(--d-muted); font-size: 12px; }
    td:lang(zh)::before { content: attr(data-label) '：'; }
    td.open { display: none; }
    td .right { display: inline; }
    td .right + .right::before { content: '; '; }
  }
`;
