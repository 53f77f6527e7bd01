/** The warning is written where the archive begins: its kind and words, and whether nobody is to contact this customer. The values are the profile's, under its right. */
import { html, nothing, type TemplateResult } from 'lit';
import { fieldView } from '../field.ts';
import type { OwnHost } from '../own-page.ts';
import { sheetTexts } from './texts.ts';

const KEYS = ['customer.warningKind', 'customer.warningText', 'customer.doNotContact', 'customer.doNotContactReason'];

export function warningBlock(own: OwnHost): TemplateResult | typeof nothing {
  const beside = own.beside('profile');
  const host = beside?.host;
  if (beside === null || host === null || host === undefined) return nothing;
  const fields = KEYS.flatMap((key) => beside.page.fields.find((field) => field.key === key) ?? []);
  const texts = sheetTexts(own.language);
  const written = fields.filter((field) => host.section.filled(field));
  // a reason, and words, are asked for once there is something that they are of
  const shown = host.readOnly ? written : fields.filter((field) => written.includes(field) || field.key === 'customer.warningKind' || field.key === 'customer.doNotContact'
    || (field.key === 'customer.warningText' && host.section.field('customer.warningKind') !== null) || (field.key === 'customer.doNotContactReason' && host.section.field('customer.doNotContact') === true));
  return html`<section class="group" aria-label=${texts.warning} data-section=${host.section.name}>
    <h3>${texts.warning}</h3>
    <p class="muted small">${texts.warningHint}</p>
    ${shown.length === 0 ? html`<p>${texts.noWarning}</p>` : shown.map((field) => fieldView(host, field))}
  </section>`;
}
