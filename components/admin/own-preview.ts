/** How a field will look in a form: its label, its help and a control that does nothing. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { wholeLabels } from '../../model/catalogue/own-shape.ts';
import type { OwnKind } from '../../model/catalogue/own-shape.ts';
import type { Language } from '../../model/labels.ts';
import type { Draft } from './own-draft.ts';

const TYPES: Partial<Record<OwnKind, string>> = { number: 'number', percent: 'number', phone: 'tel', email: 'email', url: 'url' };

function control(kind: OwnKind, label: string, options: readonly string[]): TemplateResult {
  switch (kind) {
    case 'longText': case 'list': return html`<textarea rows="2" disabled aria-label=${label}></textarea>`;
    case 'flag': return html`<input type="checkbox" disabled aria-label=${label} />`;
    case 'enum': return html`<select disabled aria-label=${label}>${options.map((each) => html`<option>${each}</option>`)}</select>`;
    case 'enums': return html`<span class="chips">${options.slice(0, 8).map((each) => html`<label class="chip"><input type="checkbox" disabled />${each}</label>`)}</span>`;
    default: return html`<input type=${TYPES[kind] ?? 'text'} disabled aria-label=${label} />`;
  }
}

/** `options`: in the reader's language. */
export function preview(draft: Draft, language: Language, title: string, options: readonly string[]): TemplateResult {
  const label = wholeLabels(draft.label)[language] || '…';
  const help = wholeLabels(draft.help)[language];
  return html`<div class="preview" role="group" aria-label=${title}>
    <p class="hint muted">${title}</p>
    <div class="label-row"><span class="label">${label}</span><div>
      ${draft.kind === 'rows'
        ? html`<div class="columns">${draft.columns.map((column) => html`<div><span class="hint muted">${wholeLabels(column.label)[language] || '…'}</span>${control(column.kind, wholeLabels(column.label)[language] || '…', [])}</div>`)}</div>`
        : control(draft.kind, label, options)}
      ${help === '' ? nothing : html`<p class="hint muted">${help}</p>`}
    </div></div>
  </div>`;
}
