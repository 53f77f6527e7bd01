/** Small pieces of the forms of the administration: a labelled row, a row of checks, the foot with its buttons. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { DepartmentView } from '../../model/api.ts';
import { checkedOf, valueOf } from './host.ts';
import type { AdminHost } from './host.ts';
import { sortedByPath } from './tree.ts';

interface TextField { readonly id: string; readonly label: string; readonly value: string; readonly set: (value: string) => void; readonly type?: string; readonly hint?: string; readonly required?: boolean; readonly disabled?: boolean; readonly max?: number }

export const textField = ({ id, label, value, set, type = 'text', hint, required = false, disabled = false, max = 200 }: TextField): TemplateResult => html`<div class="label-row">
  <label for=${id}>${label}</label>
  <div><input id=${id} type=${type} autocomplete="off" maxlength=${max} ?required=${required} ?disabled=${disabled} aria-describedby=${hint === undefined ? nothing : `${id}-hint`} .value=${live(value)} @input=${(event: Event) => set(valueOf(event))} />
  ${hint === undefined ? nothing : html`<p class="hint muted" id=${`${id}-hint`}>${hint}</p>`}</div>
</div>`;

interface Check { readonly key: string; readonly label: string; readonly hint?: string; readonly on: boolean }
/** Sentences to tick, under one heading. */
export const checks = (legend: string, items: readonly Check[], set: (key: string, on: boolean) => void, disabled = false): TemplateResult => html`<fieldset ?disabled=${disabled}>
  <legend>${legend}</legend>
  ${items.map(({ key, label, hint, on }) => html`<label class="check"><input type="checkbox" data-key=${key} .checked=${live(on)} @change=${(event: Event) => set(key, checkedOf(event))} /><span>${label}${hint === undefined ? nothing : html` <span class="muted">${hint}</span>`}</span></label>`)}
</fieldset>`;

interface DepartmentField { readonly id: string; readonly label: string; readonly none: string; readonly value: string; readonly departments: readonly DepartmentView[]; readonly set: (id: string) => void; readonly disabled?: boolean; readonly skip?: (id: string) => boolean }
export function departmentField({ id, label, none, value, departments, set, disabled = false, skip = () => false }: DepartmentField): TemplateResult {
  const known = value === '' || departments.some((each) => each.id === value);
  return html`<div class="label-row"><label for=${id}>${label}</label>
    <select id=${id} ?disabled=${disabled} @change=${(event: Event) => set(valueOf(event))}>
      <option value="" .selected=${live(value === '')}>${none}</option>
      ${known ? nothing : html`<option value=${value} .selected=${live(true)}>${value}</option>`}
      ${sortedByPath(departments).filter((each) => !skip(each.id)).map((each) => html`<option value=${each.id} .selected=${live(each.id === value)}>${each.path}</option>`)}
    </select></div>`;
}

/** The head of what is open beside the list: its name, and the way back. */
export const besideHead = ({ t }: AdminHost, title: string, close: () => void): TemplateResult => html`<div class="head">
  <h3 tabindex="-1">${title}</h3>
  <button type="button" class="button quiet" @click=${close}>${t.kit.close}</button>
</div>`;
