/** One field of a section: its label with who is there, and the view of its kind. */
import { html, nothing, type TemplateResult } from 'lit';
import { ROOTS } from '../../model/section-doc.ts';
import { later } from '../internal/later.ts';
import { enumsControl, enumsShown } from './kinds/choice.ts';
import { control, readView } from './kinds/control.ts';
import { filesView } from './kinds/files.ts';
import { coming, rarer } from './kinds/rarer-door.ts';
import { rowsControl } from './kinds/rows.ts';
import type { FormField } from './plan.ts';
import { standing } from './provenance/standing.ts';
import { chips, slotBox } from './slot-box.ts';
import { covers, fieldSlot, idOf, type FormHost, type Slot } from './slot.ts';
import { spelled } from './values.ts';

/** How long a licence or a paper is still valid. */
const validity = later(() => import('./rows/validity-line.ts'));
const valid = (host: FormHost, slot: Slot): TemplateResult | typeof nothing => {
  if (slot.value === null || !slot.meta.key.endsWith('ValidUntil')) return nothing;
  return validity.soon(host.refresh)?.validityLine(host, slot) ?? nothing;
};

/** A field of the workspace's own that is offered no longer. Whoever is in it at that moment goes on until they leave. */
const retired = later(() => import('./own/retired.ts'));

export function fieldView(host: FormHost, field: FormField): TemplateResult {
  const { section } = host;
  if (field.home.retired !== true || host.readOnly || (section.focused !== null && covers(section, field, section.focused))) return plainView(host, field);
  return retired.soon(host.refresh)?.retiredField(host, field, plainView) ?? plainView({ ...host, readOnly: true }, field);
}

function plainView(host: FormHost, field: FormField): TemplateResult {
  const { place } = field;
  switch (place.kind) {
    case 'text': {
      const key = ROOTS.text + place.key;
      return single(host, field, { ...fieldSlot(host, field), key, id: idOf(key) });
    }
    case 'value': case 'part': return single(host, field, fieldSlot(host, field));
    case 'list':
      if (place.item === 'enum') return grouped(host, field, host.readOnly ? enumsShown(host, field, place.table) : enumsControl(host, field, place.table));
      return grouped(host, field, rarer.soon(host.refresh)?.[host.readOnly ? 'listShown' : 'listControl'](host, field, place.table, place.item) ?? coming(host, idOf(`fields/${field.key}`), ''));
    case 'rows': return grouped(host, field, rowsControl(host, field, place.table), 'wide');
    case 'address': return grouped(host, field, rarer.soon(host.refresh)?.[host.readOnly ? 'addressShown' : 'addressControl'](host, field, place.use) ?? coming(host, idOf(`fields/${field.key}`), ''));
    case 'files': return grouped(host, field, filesView(host, field));
    case 'column': case 'none': return html``;
  }
}

const present = (host: FormHost, field: FormField) => {
  const there = host.section.others.filter((person) => person.field !== null && covers(host.section, field, person.field));
  return there.length === 0 ? nothing : chips(host, there);
};

/** A label that belongs to one control. Presence is read with the control, not announced while one is elsewhere. */
export function single(host: FormHost, field: FormField, slot: Slot, readOnly = host.readOnly): TemplateResult {
  const names = present(host, field);
  return html`<div class="field label-row k-${slot.meta.kind}" data-field=${field.key}>
    ${readOnly
      ? html`<span class="label">${field.label} ${names}</span><div class="value" data-key=${slot.key}>${standing(host, slot.key)}${readView(host, slot)} ${valid(host, slot)}</div>`
      : html`<span class="label"><label for=${slot.id}>${field.label}</label> ${names}</span>
          <div>${slotBox(host, slot, control(host, slot))}${echo(host, slot)}${valid(host, slot)}</div>`}
  </div>`;
}

/** Dates once more in full: 3/4 is March to one reader and April to the next. */
function echo(host: FormHost, slot: Slot): TemplateResult | typeof nothing {
  const { kind } = slot.meta;
  if ((kind !== 'date' && kind !== 'month' && kind !== 'dateRange') || slot.value === null) return nothing;
  const text = spelled(String(slot.value), host.language, host.t.form.longTerm);
  return text === '' ? nothing : html`<p class="echo muted small">${text}</p>`;
}

/** A label over several controls. */
export const grouped = (host: FormHost, field: FormField, content: unknown, layout = ''): TemplateResult => html`<div class="field label-row ${layout}" data-field=${field.key}>
  <span class="label"><span id=${`${idOf(`fields/${field.key}`)}-label`}>${field.label}</span> ${present(host, field)}</span>
  <div class="value-box">${content}${field.home.help === undefined ? nothing : html`<p class="echo muted small">${field.home.help}</p>`}</div>
</div>`;
