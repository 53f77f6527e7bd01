/** The row one was in was deleted by somebody else: who did it, and the way to have it back. */
import { html, nothing, type TemplateResult } from 'lit';
import { addRow } from '../../../model/section-doc.ts';
import { random } from '../open-section.ts';
import type { FormField } from '../plan.ts';
import { idOf, type FormHost } from '../slot.ts';

export function rowGone(host: FormHost, field: FormField, table: string): TemplateResult | typeof nothing {
  const { section, t } = host;
  const name = `rows/${table}`;
  const gone = section.notes.get(name);
  if (gone?.row === undefined) return nothing;
  const { id, cells, at } = gone.row;
  const done = () => {
    section.notes.delete(name);
    host.refresh();
    host.focusOn(idOf(`fields/${field.key}`));
  };
  return html`<p class="note">
    ${t.form.rowDeleted(gone.by?.name ?? t.form.someone)}
    <button type="button" class="link" @click=${() => {
      section.edit(field.label, name, (doc) => addRow(doc, table, cells, random, { id, at }));
      done();
    }}>${t.form.bringBack}</button>
    <button type="button" class="link" @click=${done}>${t.kit.close}</button>
  </p>`;
}
