/** Layout of corrections: the list, the chain as a line that goes down, the one form of the step that is now. Look and controls are the kit's. */
import { css } from 'lit';

export const correctionStyles = css`
  .bar { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; padding: 12px 16px; }
  .bar h2 { flex: 1 1 auto; font-size: 16px; font-weight: 600; }
  .bar select { width: auto; max-width: 100%; }
  .line { display: grid; gap: 2px 12px; width: 100%; padding: 10px 16px; border: 0; border-top: 1px solid var(--d-border); background: transparent; text-align: start; }
  .line:hover { background: var(--d-subtle); }
  .line:focus-visible { outline-offset: -2px; }
  .line .name { font-weight: 600; }
  .chips { display: flex; flex-wrap: wrap; align-items: center; gap: 4px; }
  .tag { padding: 0 8px; border-radius: 10px; background: var(--d-subtle); color: var(--d-muted); font-size: 12px; line-height: 20px; }
  .tag.mine { background: var(--d-accent-soft); color: var(--d-accent); font-weight: 600; }
  .tag.late, .tag.urgent { background: var(--d-due-soft); color: var(--d-due); font-weight: 600; }
  .tag.done { border: 1px solid var(--d-border); background: transparent; line-height: 18px; }
  .case { display: grid; gap: 16px; padding: 0 16px 16px; }
  .case > .bar { padding: 12px 0 0; }
  .case > [role='status']:empty { margin-block-end: -16px; }
  .head { display: grid; gap: 4px; }
  .head h3 { display: flex; flex-wrap: wrap; align-items: baseline; gap: 4px 8px; }
  .words { white-space: pre-wrap; }
  .about { display: grid; gap: 4px 12px; }
  .about dt { color: var(--d-muted); font-size: 13px; }
  .about dd { margin: 0; }
  .about li + li { margin-top: 2px; }
  .should { font-weight: 600; }

  .chain { margin-inline-start: 0; }
  .step { position: relative; display: grid; gap: 2px; padding: 0 0 16px 32px; }
  .step::before { position: absolute; inset-block: 22px -2px; inset-inline-start: 10px; width: 2px; background: var(--d-border); content: ''; }
  .step:last-child::before { display: none; }
  .step.done::before { background: var(--d-accent); }
  .dot { position: absolute; inset-block-start: 0; inset-inline-start: 0; display: grid; place-items: center; width: 22px; height: 22px; border: 2px solid var(--d-edge); border-radius: 50%; background: var(--d-surface); color: var(--d-muted); font-size: 12px; line-height: 1; }
  .step.done .dot { border-color: var(--d-accent); background: var(--d-accent); color: var(--d-on-accent); }
  .step.now .dot { border-color: var(--d-accent); color: var(--d-accent); font-weight: 700; box-shadow: 0 0 0 3px var(--d-accent-soft); }
  .dot svg { width: 12px; height: 12px; fill: none; stroke: currentcolor; stroke-width: 2.4; stroke-linecap: round; stroke-linejoin: round; }
  .step h4 { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 8px; min-height: 22px; }
  .step.ahead h4 { color: var(--d-muted); font-weight: 400; }
  .deed { display: grid; gap: 0; margin-top: 4px; }
  .deed .words { max-width: 72ch; padding-inline-start: 10px; border-inline-start: 2px solid var(--d-border); }
  .deed.reject .words { border-color: var(--d-due); }
  .deed.reject > p:first-child { color: var(--d-due); }
  .form { display: grid; gap: 8px; margin-top: 8px; padding: 12px; border: 1px solid var(--d-accent); border-radius: var(--d-radius); background: var(--d-surface); }
  .form label, .form .label { color: var(--d-muted); font-size: 13px; }
  .form .hint { color: var(--d-muted); font-size: 12px; }
  .buttons { display: flex; flex-wrap: wrap; gap: 8px; }
  .pick { display: flex; flex-wrap: wrap; gap: 8px; }
  .pick > :is(select, input) { flex: 1 1 160px; width: auto; }
  .found { display: flex; flex-wrap: wrap; gap: 4px; }
  .nobody { color: var(--d-due); }
  .problem { padding: 0 16px 12px; }
  .case .problem, .form .problem { padding: 0; }
  .said { padding: 0 16px 12px; color: var(--d-muted); }
  .case .said { padding: 0; }
  .report, .stepper { display: grid; gap: 12px; padding: 0 16px 16px; }
  .report .two { display: grid; gap: 12px; }
  .report label { display: grid; gap: 4px; color: var(--d-muted); font-size: 13px; }
  .report label > :is(select, input, textarea) { color: var(--d-text); font-size: 14px; }
  .report .check { display: flex; align-items: center; gap: 8px; color: var(--d-text); }
  .stepper li { display: grid; gap: 4px 12px; padding: 8px 0; border-top: 1px solid var(--d-border); }
  .stepper .check { display: flex; align-items: center; gap: 8px; min-height: 24px; }
  .stepper .how { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 16px; padding-inline-start: 26px; color: var(--d-muted); font-size: 13px; }
  .stepper .how label { display: flex; align-items: center; gap: 6px; min-height: 24px; }
  .stepper .how .chips { gap: 4px 16px; }
  .stepper .how input[type='number'] { width: 64px; }
  @container (min-width: 560px) {
    .line { grid-template-columns: minmax(0, 1fr) auto; }
    .line .step-name { grid-column: 1; }
    .line .chips { grid-row: 1 / span 2; grid-column: 2; align-self: center; justify-content: end; }
    .about { grid-template-columns: 128px minmax(0, 1fr); }
    .report .two { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
  }
  @media (forced-colors: active) { .step::before { background: CanvasText; } .tag { border: 1px solid CanvasText; } }
  @media print { .line, .step { break-inside: avoid; } }
`;
