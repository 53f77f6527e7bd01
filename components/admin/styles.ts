/** Layout of the administration: tabs above, from 900 px a rail at the left; what is opened stands beside the list, on a narrow page in its place. */
import { css } from 'lit';

export const adminStyles = css`
  .title { padding: 16px 16px 8px; font-size: 16px; font-weight: 600; }
  .frame { display: grid; border-top: 1px solid var(--d-border); }
  .tabs { display: flex; gap: 4px; padding: 0 12px; overflow-x: auto; border-bottom: 1px solid var(--d-border); }
  .tabs::-webkit-scrollbar { display: none; }
  .tabs button { flex: none; min-height: 44px; padding: 0 8px; border: 0; border-bottom: 2px solid transparent; background: none; color: var(--d-muted); white-space: nowrap; }
  .tabs button:hover { color: var(--d-text); }
  .tabs button[aria-selected='true'] { border-color: var(--d-accent); color: var(--d-text); font-weight: 600; }
  .tabs button:focus-visible { outline-offset: -2px; }
  .content { min-width: 0; }
  .main { display: grid; grid-template-columns: minmax(0, 1fr); align-content: start; gap: 12px; min-width: 0; padding: 16px; }
  .lead { max-width: 65ch; }
  .tools, .buttons, .line, .chips { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
  .tools > .grow { flex: 1 1 200px; }
  .tools > select { flex: 0 1 220px; width: auto; min-width: 0; max-width: 100%; }
  .tools.end { justify-content: center; }
  .grow { flex: 1 1 auto; }
  .stack { display: grid; grid-template-columns: minmax(0, 1fr); gap: 12px; min-width: 0; }
  .mono, code { font-family: SFMono-Regular, Menlo, Consolas, monospace; font-size: 13px; overflow-wrap: anywhere; }
  .mono.small { font-size: 12px; }
  .waiting { display: grid; gap: 16px; padding: 16px 0; }
  .waiting .skeleton { min-height: 20px; }
  .frame > .waiting, .sheet > .waiting { padding: 16px; }
  .empty { padding: 32px 0; color: var(--d-muted); text-align: center; }

  .rows { border-top: 1px solid var(--d-border); }
  .rows > li { border-bottom: 1px solid var(--d-border); }
  .row { display: flex; flex-wrap: wrap; gap: 0 8px; align-items: baseline; width: 100%; min-height: var(--d-row); padding: 8px 0; border: 0; background: none; text-align: start; }
  .row:hover { background: var(--d-subtle); }
  .row.on { background: var(--d-accent-soft); }
  .row:focus-visible { outline-offset: -2px; }
  .row .facts { flex: 1 1 100%; font-size: 13px; }
  .name { font-weight: 600; }
  .chip.still { border-style: dashed; color: var(--d-muted); }
  .row .chip { min-height: 20px; font-size: 12px; }
  @container (min-width: 640px) { .sides:not(.opened) .row .name { flex: 0 0 auto; min-width: 200px; } .sides:not(.opened) .row .facts { flex: 1 1 0; text-align: end; } }
  .tree .depth-1 .row { padding-inline-start: 32px; }
  .tree .depth-2 .row { padding-inline-start: 56px; }
  .tree .depth-3 .row { padding-inline-start: 80px; }
  .tree .depth-4 .row { padding-inline-start: 96px; }
  .tree .depth-5 .row { padding-inline-start: 112px; }
  .tree .depth-6 .row { padding-inline-start: 128px; }

  .beside { display: grid; align-content: start; gap: 12px; min-width: 0; padding: 16px; }
  .sides.opened > .main { display: none; }
  .head { display: flex; gap: 8px; align-items: center; justify-content: space-between; }
  .head h3:focus { outline: none; }
  .banner { padding: 8px 12px; border-radius: var(--d-radius); background: var(--d-due-soft); color: var(--d-due); }
  .beside input[type='file']:not(:disabled) { border-color: var(--d-edge); background: var(--d-surface); }
  .hint { font-size: 13px; }
  .label-row .hint { margin-top: 4px; }
  fieldset { display: grid; gap: 4px; min-width: 0; margin: 0; padding: 0; border: 0; }
  legend { padding: 0 0 4px; font-weight: 600; }
  .check { display: flex; gap: 8px; align-items: flex-start; min-height: 28px; padding: 4px 0; }
  .check input { flex: none; margin: 1px 0 0; }
  @media (pointer: coarse) { .check { min-height: 44px; align-items: center; } }
  .scopes { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(280px, 100%), 1fr)); gap: 4px 16px; }
  .scope { display: flex; gap: 8px; align-items: center; justify-content: space-between; font-weight: 400; }
  .scope select { flex: 0 0 auto; width: auto; max-width: 60%; }
  .channels select { max-width: 320px; }
  .key-form { max-width: 720px; padding: 12px; border: 1px solid var(--d-border); border-radius: var(--d-radius); }
  .once input { min-width: 0; }
  .hosts[open] > .stack { padding-top: 8px; }
  summary { min-height: 28px; align-content: center; color: var(--d-accent); cursor: pointer; }
  @media (pointer: coarse) { summary { min-height: 44px; } }
  details fieldset { padding-top: 8px; }
  .said:empty { display: none; }
  .said.silent { display: none; }
  .done-text, .good { color: var(--d-accent); }
  .leaving { padding-top: 16px; }
  .confirm { display: grid; gap: 12px; padding: 12px; border: 1px solid var(--d-danger); border-radius: var(--d-radius); }
  .drop { width: 24px; min-height: 24px; padding: 0; border: 0; background: none; color: var(--d-muted); font-size: 16px; line-height: 1; }
  @media (pointer: coarse) { .drop { width: 44px; min-height: 44px; } }
  .pick { position: relative; }
  .found { border: 1px solid var(--d-border); border-radius: 6px; margin-top: 4px; max-height: 240px; overflow-y: auto; }
  .found > .muted { padding: 8px; }
  .found-one { display: flex; flex-wrap: wrap; gap: 0 8px; align-items: baseline; width: 100%; min-height: var(--d-row); padding: 4px 8px; border: 0; background: none; text-align: start; }
  .found-one:hover, .found-one:focus-visible { background: var(--d-accent-soft); }
  .found-one:focus-visible { outline-offset: -2px; }

  .options { border-top: 1px solid var(--d-border); }
  .option { display: flex; flex-wrap: wrap; gap: 0 8px; align-items: center; min-height: var(--d-row); border-bottom: 1px solid var(--d-border); }
  .option .order { display: flex; }
  .option .order .icon { width: 32px; }
  @media (pointer: coarse) { .option .order .icon { width: 44px; } }
  .option .rename { flex: 1 1 80px; min-height: var(--d-row); text-align: start; text-decoration: none; color: var(--d-text); }
  .option .rename:hover { text-decoration: underline; }
  .option.off .rename { color: var(--d-muted); text-decoration: line-through; }
  .option .check { align-items: center; }
  .option .words { flex: 1 1 100%; display: grid; gap: 8px; padding: 4px 0 16px; }
  .option .words .link { justify-self: start; min-height: 24px; }
  .sticky { position: sticky; bottom: 0; padding: 8px 0; border-top: 1px solid var(--d-border); background: var(--d-surface); }

  .own-row { display: flex; gap: 4px; align-items: center; }
  .own-row .row { flex: 1 1 auto; width: auto; min-width: 0; }
  .own-row .row.off .name { color: var(--d-muted); text-decoration: line-through; }
  .own-row .order { display: flex; flex: none; }
  .own-row .order .icon { width: 32px; }
  .own-row .order .icon[aria-disabled='true'] { color: var(--d-muted); opacity: 0.5; cursor: default; }
  @media (pointer: coarse) { .own-row .order .icon { width: 44px; } }
  .chip.lacking { border-color: var(--d-due); color: var(--d-due); }
  label.lacking { color: var(--d-due); }
  .section-name { font-size: 14px; }
  .words-field .hint, .word-lines .hint { margin: 0 0 4px; }
  .word-lines .line { align-items: center; padding: 4px 0; }
  .words-line { display: grid; flex: 1 1 200px; gap: 4px; min-width: 0; }
  @container (min-width: 480px) { .words-line { grid-template-columns: 1fr 1fr; } }
  .word-lines select { flex: 1 1 120px; width: auto; min-width: 0; }
  .preview { display: grid; gap: 4px; padding: 12px; border: 1px dashed var(--d-border); border-radius: var(--d-radius); }
  .preview .columns { display: grid; grid-template-columns: repeat(auto-fill, minmax(120px, 1fr)); gap: 8px; }

  .limits { display: grid; }
  .limit { display: grid; gap: 0 16px; padding: 8px 0; border-bottom: 1px solid var(--d-border); }
  .limit dd { display: flex; flex-wrap: wrap; gap: 0 12px; align-items: baseline; }
  .limit .text { flex: 1 1 100%; }
  @container (min-width: 640px) { .limit { grid-template-columns: 208px minmax(0, 1fr); align-items: baseline; } .limit .text { flex: 1 1 0; } .limit strong { flex: 0 0 88px; } }

  .job { display: grid; gap: 4px; padding: 8px 0; }
  .job .line { gap: 4px 12px; min-height: 28px; }
  .job .line .button { margin-inline-start: auto; }
  progress { width: 100%; height: 8px; accent-color: var(--d-accent); }
  .standing { display: grid; gap: 8px; padding-bottom: 8px; border-bottom: 1px solid var(--d-border); }
  .standing > p:first-child { font-size: 16px; }
  .checks { display: grid; gap: 8px; }
  .checks li { display: grid; grid-template-columns: 24px minmax(0, 1fr); gap: 0 8px; align-items: baseline; }
  .checks .mark { text-align: center; font-weight: 600; color: var(--d-accent); }
  .checks .warn .mark, .checks .warn .mark + span { color: var(--d-due); }
  .checks .fail .mark, .checks .fail .mark + span { color: var(--d-danger); }
  .lines { max-height: 280px; overflow-y: auto; border: 1px solid var(--d-border); border-radius: 6px; }
  .lines li { padding: 4px 8px; font-size: 13px; }
  .report { border-top: 1px solid var(--d-border); padding-top: 12px; }

  @container (min-width: 900px) {
    .frame { grid-template-columns: 200px minmax(0, 1fr); }
    .tabs { flex-direction: column; padding: 8px; border-bottom: 0; border-inline-end: 1px solid var(--d-border); }
    .tabs button { min-height: var(--d-row); padding: 0 12px; border: 0; border-radius: 6px; text-align: start; }
    .tabs button:hover { background: var(--d-subtle); }
    .tabs button[aria-selected='true'] { background: var(--d-accent-soft); }
    .sides.opened { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1.15fr); align-items: start; }
    .sides.opened > .main { display: grid; border-inline-end: 1px solid var(--d-border); }
    .sides.opened > .beside { position: sticky; top: 0; max-height: 100vh; overflow-y: auto; }
    .content > .main, .sides:not(.opened) > .main { max-width: 860px; }
  }
  @media (forced-colors: active) { .row.on, .tabs button[aria-selected='true'] { outline: 2px solid CanvasText; outline-offset: -2px; } }
`;
