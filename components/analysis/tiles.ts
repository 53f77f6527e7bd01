/** Numbers that stand for themselves: one a tile, with what it was before; a tile with customers behind it is a button. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { columnOf, leads, measureOf, numberAt, written } from './face.ts';
import type { Drawing } from './picture.ts';

export function tiles({ face, language, t, open, choose }: Pick<Drawing, 'face' | 'language' | 't' | 'open' | 'choose'>): TemplateResult {
  const [main, other] = [Math.max(0, columnOf(face, 'main')), columnOf(face, 'compare')];
  const column = face.columns[main];
  return html`<ul class="tiles" aria-label=${face.title}>${face.rows.map((row) => {
    const [now, before] = [numberAt(row, main), other < 0 ? null : numberAt(row, other)];
    const value = column === undefined ? '' : written(language, row.values[main], measureOf(row, column));
    const change = now === null || before === null || before === 0 ? null : (now - before) / Math.abs(before);
    const inner = html`<span class="tile-label">${row.label}</span> <span class="tile-value ${value.length > 10 ? 'long' : ''}">${value}</span>
      ${before === null || face.columns[other] === undefined ? nothing : html`<span class="tile-change small muted">${change === null ? nothing : html`<span class="change">${change > 0 ? '▲' : change < 0 ? '▼' : '='} ${written(language, change, { unit: 'change' })}</span>`} ${face.columns[other].label}: ${written(language, before, measureOf(row, face.columns[other]))}</span>`}`;
    return html`<li>${!leads(row) ? html`<div class="tile">${inner}</div>` : html`<button type="button" class="tile leads ${open === row.key ? 'open' : ''}" data-tile=${row.key} @click=${() => choose(row)}>${inner}<span class="visually-hidden"> ${t.show}</span></button>`}</li>`;
  })}</ul>`;
}

export const text = ({ face }: Pick<Drawing, 'face'>): TemplateResult => html`<div>${face.text.map((paragraph) => html`<p class="words">${paragraph}</p>`)}</div>`;
