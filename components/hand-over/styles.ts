/** Layout of hand-overs; look and controls are the kit's. */
import { css } from 'lit';

export const handStyles = css`
  .bar { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; padding: 12px 16px; }
  .bar h2 { flex: 1 1 auto; font-size: 16px; font-weight: 600; }
  .part { display: grid; gap: 12px; padding: 12px 16px 16px; border-top: 1px solid var(--d-border); }
  .run { display: grid; gap: 4px; width: 100%; padding: 12px 16px; border: 0; border-top: 1px solid var(--d-border); background: transparent; text-align: start; }
  .run:hover { background: var(--d-subtle); }
  .run:focus-visible { outline-offset: -2px; }
  .run strong { font-weight: 600; }
  .tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(104px, 1fr)); gap: 8px; }
  .tiles li { display: grid; padding: 8px; border: 1px solid var(--d-border); border-radius: 6px; color: var(--d-muted); font-size: 12px; }
  .tiles strong { color: var(--d-text); font-size: 20px; font-weight: 600; line-height: 1.3; }
  .tiles .late strong { color: var(--d-due); }
  progress { width: 100%; height: 8px; accent-color: var(--d-accent); }
  .form { display: grid; gap: 12px; }
  fieldset { display: grid; gap: 8px; min-width: 0; margin: 0; padding: 12px; border: 1px solid var(--d-border); border-radius: var(--d-radius); }
  legend { padding: 0 4px; font-weight: 600; }
  .choice { display: grid; grid-template-columns: 20px minmax(0, 1fr); gap: 0 8px; align-items: start; }
  .choice span { display: grid; }
  .rule { display: grid; gap: 8px; padding: 8px 0; border-top: 1px solid var(--d-border); }
  .rule:first-of-type { border-top: 0; }
  .people { display: flex; flex-wrap: wrap; gap: 4px; }
  .people .chip { border: 1px solid var(--d-border); }
  .people button { min-width: 24px; min-height: 24px; padding: 0; border: 0; background: none; color: inherit; }
  .field { display: grid; gap: 4px; min-width: 0; }
  .buttons { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; }
  .buttons select { width: auto; max-width: 100%; }
  form.form, .letter { max-width: 720px; }
  /* the line above it goes all the way */
  form.form.part { max-width: none; }
  form.form.part > * { max-width: 688px; }
  .items > li { display: grid; gap: 6px; padding: 10px 0; border-top: 1px solid var(--d-border); }
  .line { display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 12px; }
  .line .link { min-height: 24px; font-weight: 600; text-align: start; }
  .letter textarea { min-height: 220px; }
  .reads { display: grid; gap: 8px; padding: 12px; border: 1px solid var(--d-border); border-radius: 6px; background: var(--d-subtle); }
  .letter-body { white-space: pre-line; }
  .facts { display: flex; flex-wrap: wrap; gap: 4px 16px; }
  .two { display: grid; gap: 12px; }
  @container (min-width: 560px) {
    .two { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); align-items: start; }
  }
`;
