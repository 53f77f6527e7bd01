/** One line of text and what is typed as one: telephone, email, web address, number, percent, month and dates that need not be whole. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Labels } from '../../../model/labels.ts';
import { isHidden, masked } from '../checks/door.ts';
import { keepValue } from '../keep-value.ts';
import { rawOf, take, type FormHost, type Slot } from '../slot.ts';
import { composing } from '../../internal/keys.ts';
import { aboutId, confirmKeys, invalid, leave, named } from './parts.ts';

const MODES: Readonly<Record<string, string>> = { number: 'decimal', percent: 'decimal', phone: 'tel', email: 'email', url: 'url' };
/** How a day is typed; every other way that people write one is understood too. */
const DAY: Labels = { en: 'D/M/YYYY', 'zh-Hans': '年/月/日', 'zh-Hant': '年/月/日', es: 'D/M/AAAA' };

export function textControl(host: FormHost, slot: Slot): TemplateResult {
  const { meta } = slot;
  const unit = meta.kind === 'percent' ? '%' : meta.unit;
  const typed = (event: Event) => {
    if (event instanceof InputEvent && composing(event)) return;
    take(host, slot, (event.target as HTMLInputElement).value, false);
  };
  const hidden = isHidden(host, slot);
  const input = html`<input
    id=${slot.id}
    type="text"
    inputmode=${MODES[meta.kind] ?? 'text'}
    autocomplete="off"
    spellcheck=${meta.kind === 'text' ? nothing : 'false'}
    placeholder=${hidden ? masked(String(slot.value)) : placeholder(host, slot)}
    aria-label=${named(slot)}
    aria-describedby=${aboutId(slot)}
    aria-invalid=${invalid(host, slot)}
    ${keepValue(hidden && !host.drafts.has(slot.key) ? '' : rawOf(host, slot))}
    @input=${typed}
    @compositionend=${typed}
    @blur=${(event: FocusEvent) => leave(host, slot, event)}
    @keydown=${(event: KeyboardEvent) => confirmKeys(event, host, slot, () => (event.target as HTMLInputElement).value)}
  />`;
  return unit ? html`<span class="with-unit">${input}<span class="muted">${unit}</span></span>` : input;
}

function placeholder(host: FormHost, { meta }: Slot): string | typeof nothing {
  if (meta.kind === 'month') return host.t.form.monthShape;
  if (meta.kind !== 'date') return nothing;
  return meta.yearOptional ? host.t.form.birthdayShape : meta.precision === 'year' ? host.t.form.yearShape : meta.precision === 'month' ? host.t.form.dayOrMonthShape : DAY[host.language];
}
