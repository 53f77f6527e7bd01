/** Layout of the comments; look and controls are the kit's. */
import { css } from 'lit';

export const commentStyles = css`
  .bar { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 8px; padding: 12px 16px 4px; }
  .bar strong { font-size: 16px; font-weight: 600; }
  .earlier { display: flex; justify-content: center; padding: 4px 16px; }
  .comment { display: grid; grid-template-columns: 28px minmax(0, 1fr); gap: 0 8px; padding: 8px 16px; }
  .comment .avatar { width: 28px; height: 28px; border: 0; font-size: 12px; }
  .comment.fresh { animation: d-fresh 1200ms ease-out; }
  @keyframes d-fresh { from { background: var(--d-accent-soft); } }
  .who { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 8px; min-height: 28px; align-content: center; padding-block: 4px; }
  .who strong { font-weight: 600; }
  .who time, .who span { color: var(--d-muted); font-size: 12px; }
  .said { max-width: 72ch; white-space: pre-wrap; unicode-bidi: isolate; }
  .said .mention { border-radius: 4px; background: var(--d-accent-soft); color: var(--d-accent); font-weight: 600; unicode-bidi: isolate; }
  .said .mention.me { outline: 1px solid var(--d-accent); }
  .said a { unicode-bidi: isolate; }
  .removed { color: var(--d-muted); }
  .tools { display: flex; flex-wrap: wrap; gap: 0 4px; margin-inline-start: -8px; }
  .tools .button { min-height: 28px; padding: 0 8px; font-size: 12px; }
  @media (pointer: coarse) { .tools .button { min-height: 44px; } }
  @media (hover: hover) and (pointer: fine) {
    .comment { position: relative; }
    .tools { position: absolute; inset: 4px 8px auto auto; margin: 0; padding-inline: 4px; border-radius: 6px; background: var(--d-surface); opacity: 0; }
    .comment:hover .tools, .comment:focus-within .tools { opacity: 1; }
  }
  .ask { display: grid; gap: 8px; margin-top: 4px; padding: 8px 12px; border: 1px solid var(--d-border); border-radius: 6px; background: var(--d-subtle); }
  .buttons { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; }
  .line { display: grid; gap: 8px; padding: 8px 16px 16px; }
  .comment .line { padding: 4px 0 8px; }
  .grow { display: grid; }
  .grow::after { visibility: hidden; padding: 4px 8px; border: 1px solid transparent; white-space: pre-wrap; content: attr(data-grow) ' '; }
  .grow::after, .grow > textarea { grid-area: 1 / 1; }
  .grow > textarea { width: 100%; min-height: var(--d-row); overflow: hidden; resize: none; }
  .line .push { margin-inline-start: auto; }
  .problem { color: var(--d-danger); font-size: 13px; }
  .begin { display: grid; gap: 4px; padding: 8px 16px; }
  .bones { display: grid; grid-template-columns: 28px minmax(0, 1fr); gap: 4px 8px; padding: 8px 16px; }
  .bones .skeleton:first-child { grid-row: span 2; height: 28px; border-radius: 50%; }
  .bones .skeleton:nth-child(2) { width: 120px; }
  .bones .skeleton:nth-child(3) { width: min(100%, 320px); }
  @container (max-width: 299px) {
    .comment, .line, .bar, .begin { padding-inline: 8px; }
    .line .button.primary { flex: 1; }
  }
  @media (forced-colors: active) { .said .mention { border: 1px solid CanvasText; } }
  @media print { .comment { break-inside: avoid; } }
`;
