/** Which columns show, in which order and how wide. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Board } from './board.ts';

const STEPS = { narrow: 100, normal: 160, wide: 240, widest: 360 } as const;
type Step = keyof typeof STEPS;
const nearest = (width: number): Step => (Object.keys(STEPS) as Step[]).reduce((best, step) => (Math.abs(STEPS[step] - width) < Math.abs(STEPS[best] - width) ? step : best));

export function columnsPanel(board: Board): TemplateResult {
  const { own, columns, host } = board;
  const move = (at: number, step: -1 | 1): void => {
    const names = columns.map(({ key }) => key);
    const [name] = names.splice(at, 1);
    names.splice(at + step, 0, name as string);
    board.ask({ columns: names });
    const last = at + step === 0 ? 'down' : at + step === names.length - 1 ? 'up' : step < 0 ? 'up' : 'down';
    host.focus(`.columns li:nth-child(${at + step + 1}) .${last}`);
  };
  const drop = (at: number): void => {
    board.ask({ columns: columns.filter((_, i) => i !== at).map(({ key }) => key) });
    host.focus('.board-panel .add-column');
  };
  return html`<div class="board-panel" role="group" aria-label=${own.columns}>
    <div class="panel-head"><strong>${own.columns}</strong> <span class="muted small">${own.nameFirst}</span><button type="button" class="button quiet" @click=${() => board.close()}>${own.close}</button></div>
    <ol class="columns">${columns.map((key, at) => html`<li>
      <span class="label">${key.label}</span>
      <select aria-label=${own.wide(key.label)} @change=${(event: Event) => board.saved.width(key.key, STEPS[(event.target as HTMLSelectElement).value as Step], true)}>
        ${(Object.keys(STEPS) as Step[]).map((step) => html`<option value=${step} .selected=${live(step === nearest(board.widthOf(key)))}>${own.widths[step]}</option>`)}</select>
      <button type="button" class="button quiet up" ?disabled=${at === 0} aria-label=${own.up(key.label)} @click=${() => move(at, -1)}>↑</button>
      <button type="button" class="button quiet down" ?disabled=${at === columns.length - 1} aria-label=${own.down(key.label)} @click=${() => move(at, 1)}>↓</button>
      <button type="button" class="button quiet" aria-label=${own.drop(key.label)} @click=${() => drop(at)}>×</button></li>`)}</ol>
    <div class="buttons"><button type="button" class="button add-column" @click=${() => board.show({ kind: 'pick', use: 'column', text: '' })}>+ ${own.column}</button></div>
  </div>`;
}
