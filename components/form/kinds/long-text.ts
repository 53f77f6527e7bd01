/** Text of many lines that several people write at once. It grows with its content by a copy that the style sheet measures. */
import { html, type TemplateResult } from 'lit';
import type { Slot, FormHost } from '../slot.ts';
import { bindText } from '../bind-text.ts';
import { named, aboutId } from './parts.ts';

/** `slot.key` is the root of the text, `text:org.businessScope`. */
export function longTextControl(host: FormHost, slot: Slot): TemplateResult | string {
  const { section } = host;
  const text = section.text(slot.key);
  if (text === null) return '';
  const options = { origin: section.origin, edit: (change: () => void) => section.edit(slot.label, slot.key, change) };
  return html`<div class="grow" data-grow=""><textarea id=${slot.id} rows=${slot.cell ? 1 : 2} aria-label=${named(slot)} aria-describedby=${aboutId(slot)} ${bindText(text, options)}></textarea></div>`;
}
