/** A field that the workspace has retired: what stands in it can be read and taken away, nothing new is written. Loaded when there is one. */
import { html, nothing, type TemplateResult } from 'lit';
import { deleteRow, ROOTS } from '../../../model/section-doc.ts';
import type { FormField } from '../plan.ts';
import { choose, fieldSlot, type FormHost } from '../slot.ts';
import { ownText } from './texts.ts';

export function retiredField(host: FormHost, field: FormField, view: (host: FormHost, field: FormField) => TemplateResult): TemplateResult {
  const { language } = host;
  return html`<div class="retired">${view({ ...host, readOnly: true }, field)}
    <p class="echo muted small">${ownText('retired', language)} ${host.section.filled(field) ? html`<button type="button" class="link" aria-label=${ownText('takeAwayOf', language, field.label)} @click=${() => takeAway(host, field)}>${ownText('takeAway', language)}</button>` : nothing}</p>
  </div>`;
}

/** One step, which can be seen in the history; it cannot be undone here, since nothing new is written. */
function takeAway(host: FormHost, field: FormField): void {
  const { section } = host;
  const { place } = field;
  switch (place.kind) {
    case 'text': return section.edit(field.label, ROOTS.text + place.key, (doc) => {
      const text = doc.getText(ROOTS.text + place.key);
      text.delete(0, text.length);
    });
    case 'list': case 'rows': return section.edit(field.label, `${ROOTS.rows}/${place.table}`, (doc) => { for (const row of section.rows(place.table)) deleteRow(doc, place.table, row.id); });
    default: return choose(host, fieldSlot(host, field), null);
  }
}
