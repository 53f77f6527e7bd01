/** The shared look: the reset every element stands on, and native controls. Colours are `tokens.ts`; each element adds only its own layout. */
import { css, unsafeCSS, type CSSResult } from 'lit';
import { allTokens } from './tokens.ts';

export const tokens: CSSResult = unsafeCSS(allTokens());

/**
 * Stands between the page and the element: text properties that a page hands down are reset on `.root`, the family is kept.
 * `.root` is also the container that layouts ask for their width.
 */
export const base: CSSResult = css`
  *,
  ::before,
  ::after { box-sizing: border-box; }
  :host { display: block; }
  :host([hidden]) { display: none; }
  .root {
    container-type: inline-size;
    color: var(--d-text);
    font-size: 14px;
    font-style: normal;
    font-weight: 400;
    font-variant: normal;
    font-variant-numeric: tabular-nums;
    line-height: 1.45;
    letter-spacing: normal;
    word-spacing: normal;
    direction: ltr; /* of every language that is spoken here; a page from right to left would turn dates, sums and classes about */
    text-align: start;
    text-indent: 0;
    text-transform: none;
    text-decoration: none;
    text-shadow: none;
    white-space: normal;
    overflow-wrap: anywhere;
    word-break: normal;
    cursor: auto;
    -webkit-text-size-adjust: 100%;
  }
  .root:lang(zh) { line-height: 1.6; }
  h2, h3, h4, p, dl, dd, dt, ul, ol, figure { margin: 0; padding: 0; font: inherit; }
  ul, ol { list-style: none; }
  h2 { font-size: 20px; font-weight: 650; line-height: 1.3; }
  h3 { font-size: 16px; font-weight: 600; }
  h4 { font-weight: 600; }
  a { color: var(--d-accent); text-underline-offset: 2px; }
  .muted { color: var(--d-muted); }
  .small { font-size: 12px; }
  .danger { color: var(--d-danger); }
  .due { color: var(--d-due); }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  :focus-visible { outline: 2px solid var(--d-focus); outline-offset: 2px; border-radius: 4px; }
  [hidden] { display: none !important; }

  .sheet { border: 1px solid var(--d-border); border-radius: var(--d-radius); background: var(--d-surface); }
  .section { border-top: 1px solid var(--d-border); }
  /* One message of a state: what is the matter, what to do next. */
  .notice { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; padding: 12px 16px; }
  .notice > p { flex: 1 1 160px; }
  .notice.error { color: var(--d-danger); }
  .notice.warning { background: var(--d-due-soft); color: var(--d-due); }
  .skeleton {
    display: inline-block;
    min-height: 12px;
    border-radius: 4px;
    background: var(--d-subtle);
    background-image: linear-gradient(90deg, transparent 30%, var(--d-border) 50%, transparent 70%);
    background-size: 300% 100%;
    vertical-align: middle;
    animation: d-wait 1.6s linear infinite;
  }
  @keyframes d-wait { from { background-position: 100% 0; } to { background-position: 0 0; } }
  @media (prefers-reduced-motion: reduce) {
    *, ::before, ::after { animation: none !important; transition: none !important; }
  }
  @media (forced-colors: active) { .skeleton { border: 1px solid CanvasText; } }
  @media print {
    .no-print { display: none !important; }
    .sheet { break-inside: avoid; }
  }
`;

/** Native controls, chips, the label row and the panel. Rows are 36 px, 28 with `density="compact"`, 44 with a coarse pointer. */
export const controls: CSSResult = css`
  :host { --d-row: 36px; }
  :host([density='compact']) { --d-row: 28px; }
  @media (pointer: coarse) { :host { --d-row: 44px; } }
  button, input, select, textarea { margin: 0; color: inherit; font: inherit; letter-spacing: inherit; }
  button { cursor: pointer; }
  :disabled { cursor: default; }

  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-height: var(--d-row);
    padding: 0 12px;
    border: 1px solid var(--d-edge);
    border-radius: var(--d-radius);
    background: var(--d-surface);
    color: var(--d-text);
    text-decoration: none;
    transition: background-color 120ms;
  }
  .button:hover:not(:disabled) { background: var(--d-subtle); }
  .button:disabled { border-color: var(--d-border); color: var(--d-muted); }
  .button.primary { border-color: var(--d-accent); background: var(--d-accent); color: var(--d-on-accent); font-weight: 600; }
  .button.primary:hover:not(:disabled) { background: var(--d-accent); box-shadow: inset 0 0 0 99px rgb(0 0 0 / 10%); }
  .button.primary:disabled { border-color: var(--d-border); background: var(--d-subtle); color: var(--d-muted); }
  .button.quiet { border-color: transparent; background: transparent; color: var(--d-accent); }
  .button.quiet:hover:not(:disabled) { background: var(--d-accent-soft); }
  .button.danger { border-color: var(--d-danger); color: var(--d-danger); }
  .button.icon { width: var(--d-row); padding: 0; }
  .link { padding: 0; border: 0; background: none; color: var(--d-accent); text-decoration: underline; text-underline-offset: 2px; }

  input:not([type='checkbox'], [type='radio']), select, textarea {
    width: 100%;
    min-width: 0;
    min-height: var(--d-row);
    padding: 4px 8px;
    border: 1px solid var(--d-edge);
    border-radius: 6px;
    background: var(--d-surface);
    color: var(--d-text);
  }
  textarea { min-height: calc(var(--d-row) * 2); line-height: inherit; resize: vertical; }
  input[type='checkbox'], input[type='radio'] { width: 18px; height: 18px; accent-color: var(--d-accent); }
  ::placeholder { color: var(--d-muted); opacity: 1; }
  input:read-only:not([type='checkbox'], [type='radio']), textarea:read-only, select:disabled, input:disabled {
    border-color: var(--d-border);
    background: var(--d-subtle);
    color: var(--d-text);
    opacity: 1;
  }
  [aria-invalid='true'] { border-color: var(--d-danger) !important; }
  /* 16 px keeps a telephone from zooming into the field. */
  @media (pointer: coarse) { input, select, textarea { font-size: 16px; } }

  /* Label left in a fixed column from 360 px up, above the value below that. */
  .label-row { display: grid; gap: 4px 12px; align-items: baseline; }
  .label-row > label, .label-row > .label { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; color: var(--d-muted); }
  @container (min-width: 360px) { .label-row { grid-template-columns: var(--d-label-width, 128px) minmax(0, 1fr); } }

  .chip {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    min-height: 24px;
    padding: 0 8px;
    border: 1px solid var(--d-border);
    border-radius: 12px;
    background: var(--d-surface);
    color: var(--d-text);
    font-size: 13px;
  }
  button.chip:hover { background: var(--d-subtle); }
  .chip[aria-pressed='true'], .chip[aria-selected='true'], .chip.on { border-color: var(--d-accent); background: var(--d-accent-soft); color: var(--d-text); font-weight: 600; }
  @media (pointer: coarse) { button.chip { min-height: 44px; border-radius: 22px; } }

  /* The one shadow of the kit. */
  .panel {
    z-index: 1000;
    max-width: min(360px, calc(100vw - 16px));
    max-height: min(480px, calc(100vh - 16px));
    margin: 0;
    padding: 16px;
    overflow: auto;
    border: 1px solid var(--d-border);
    border-radius: var(--d-radius);
    background: var(--d-surface);
    color: var(--d-text);
    box-shadow: 0 8px 24px rgb(0 0 0 / 18%);
  }
  @media (forced-colors: active) {
    .chip[aria-pressed='true'], .chip[aria-selected='true'], .chip.on, .button.primary { border-width: 2px; }
  }
`;
