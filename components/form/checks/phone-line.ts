/** What telephone plans say of a number: its country and how it is written there; or that there is none like it. Loaded when a number is first edited. */
import { html, type TemplateResult } from 'lit';
import type { Context } from '../../../model/validation/findings.ts';
import { warning, type Warning } from '../../../model/validation/warning.ts';
import { later } from '../../internal/later.ts';
import type { FormHost, Slot } from '../slot.ts';
import { checkTexts } from './texts.ts';

const plans = later(() => import('./phone-plans.ts'));

export interface PhoneFacts { readonly country: string; readonly written: string; readonly warning: Warning | null }

const isNumber = ({ meta }: Slot, { beside }: Context): boolean => meta.kind === 'phone' || (meta.check === 'method' && ['phone', 'mobile', 'fax', 'whatsapp'].includes(String(beside('kind'))));

/** Null for what is no number, and as long as nobody edits one. */
export function phoneFacts(host: FormHost, slot: Slot, context: Context): PhoneFacts | null {
  if (!isNumber(slot, context)) return null;
  const here = plans.now();
  if (here === undefined) {
    if (host.drafts.has(slot.key)) void plans.load().then((loaded) => { if (loaded !== undefined) host.refresh(); });
    return null;
  }
  if (typeof slot.value !== 'string' || host.drafts.has(slot.key)) return null;
  const { country } = context;
  const found = here.lookUp(slot.value, country);
  if (found === null) return null;
  return { country: found.country, written: found.written, warning: found.valid ? null : warning('phone-invalid', slot.value, country) };
}

export function phoneLine(host: FormHost, { country, written }: PhoneFacts): TemplateResult {
  const name = country === '' ? '' : (new Intl.DisplayNames([host.language], { type: 'region' }).of(country) ?? country);
  return html`<p class="muted small">${checkTexts(host.language).phone(name, written)}</p>`;
}
