/** An amount and its currency; neither is written without the other. */
import { html, type TemplateResult } from 'lit';
import { keepValue } from '../keep-value.ts';
import { rawOf, take, type FormHost, type Slot } from '../slot.ts';
import { moneyOf } from '../values.ts';
import { rarerStyles } from './rarer-styles.ts';
import { aboutId, confirmKeys, invalid, leave } from './parts.ts';

export function moneyControl(host: FormHost, slot: Slot): TemplateResult {
  const { amount, currency } = moneyOf(rawOf(host, slot));
  const raw = (event: Event): string => {
    const [first, second] = (event.currentTarget as HTMLElement).closest('.money')!.querySelectorAll('input');
    return first!.value.trim() === '' ? '' : `${first!.value.trim()} ${second!.value.trim()}`;
  };
  const unit = currency || host.session.me?.workspace.currency || '';
  const typed = (event: Event) => take(host, slot, raw(event), false);
  const keys = (event: KeyboardEvent) => confirmKeys(event, host, slot, () => raw(event));
  const left = (event: FocusEvent) => {
    const box = event.currentTarget as HTMLElement;
    if (!box.contains(event.relatedTarget as Node | null)) leave(host, slot, event);
  };
  const shownAmount = host.drafts.has(slot.key) || !host.language.startsWith('es') ? amount : amount.replace('.', ',');
  return html`<span class="money" role="group" aria-label=${slot.label} @focusout=${left} ${rarerStyles()}>
    <input id=${slot.id} inputmode="decimal" autocomplete="off" aria-label=${slot.cell ? slot.label : host.t.form.amount} aria-describedby=${aboutId(slot)} aria-invalid=${invalid(host, slot)}
      ${keepValue(shownAmount)} @input=${typed} @keydown=${keys} />
    <input class="currency" list="f-currencies" maxlength="3" autocomplete="off" autocapitalize="characters" aria-label=${host.t.form.currency}
      ${keepValue(unit)} @input=${typed} @keydown=${keys} />
  </span>`;
}
