/** Dates: a whole day has the browser's own picker, ranges two of them, a local time its own; dates that may be coarser are typed. */
import { html, nothing, type TemplateResult } from 'lit';
import { inputValue, parseLocalTime, writeLocalTime } from '../../timeline/local-time.ts';
import { keepValue } from '../keep-value.ts';
import { choose, rawOf, take, type FormHost, type Slot } from '../slot.ts';
import { LONG_TERM } from '../values.ts';
import { aboutId, confirmKeys, invalid, leave, named } from './parts.ts';
import { textControl } from './text.ts';

/** A picker gives '' for what is half typed and says so only in `validity`. */
const HALF = '?';
const read = (input: HTMLInputElement): string => (input.validity.badInput ? HALF : input.value);

function day(host: FormHost, slot: Slot, value: string, label: string | typeof nothing, id: string | typeof nothing, raw: (event: Event) => string): TemplateResult {
  const minute = slot.meta.precision === 'minute';
  return html`<input
    id=${id}
    type=${minute ? 'datetime-local' : 'date'}
    min="1000-01-01"
    max=${minute ? '9999-12-31T23:59' : '9999-12-31'}
    aria-label=${label}
    aria-describedby=${aboutId(slot)}
    aria-invalid=${invalid(host, slot)}
    ${keepValue(value === HALF ? '' : value)}
    @input=${(event: Event) => take(host, slot, raw(event), false)}
    @keydown=${(event: KeyboardEvent) => confirmKeys(event, host, slot, () => raw(event))}
  />`;
}

const outside = (event: FocusEvent): boolean => !(event.currentTarget as HTMLElement).contains(event.relatedTarget as Node | null);

export function dateControl(host: FormHost, slot: Slot): TemplateResult {
  const { meta } = slot;
  if (meta.yearOptional || meta.precision === 'month' || meta.precision === 'year') return textControl(host, slot);
  const raw = rawOf(host, slot);
  const zone = parseLocalTime(raw)?.zone ?? host.session.me?.workspace.timezone ?? 'UTC';
  const minute = meta.precision === 'minute';
  const value = minute ? inputValue(parseLocalTime(raw)) : raw;
  const longTerm = slot.value === LONG_TERM;
  const input = day(host, slot, longTerm ? '' : value, named(slot), slot.id, (event) => {
    const typed = read(event.target as HTMLInputElement);
    return minute && typed !== HALF ? writeLocalTime(typed, zone) : typed;
  });
  return html`<span class="dates" @focusout=${(event: FocusEvent) => { if (outside(event)) leave(host, slot); }}>
    ${input}
    ${meta.longTermAllowed
      ? html`<label class="check"><input type="checkbox" .checked=${longTerm} @change=${(event: Event) => choose(host, slot, (event.target as HTMLInputElement).checked ? LONG_TERM : null)} />${host.t.form.longTerm}</label>`
      : nothing}
  </span>`;
}

export function dateRangeControl(host: FormHost, slot: Slot): TemplateResult {
  const [from = '', to = ''] = rawOf(host, slot).split('/');
  const raw = (event: Event): string => {
    const [first, second] = (event.currentTarget as HTMLElement).closest('.dates')!.querySelectorAll('input');
    const both = `${read(first!)}/${read(second!)}`;
    return both === '/' ? '' : both;
  };
  const name = (word: string) => (slot.cell ? `${slot.label}, ${word}` : word);
  return html`<span class="dates" role="group" aria-label=${slot.label} @focusout=${(event: FocusEvent) => { if (outside(event)) leave(host, slot); }}>
    ${day(host, slot, from, name(host.t.form.from), slot.id, raw)}
    <span aria-hidden="true">–</span>
    ${day(host, slot, to, name(host.t.form.to), nothing, raw)}
  </span>`;
}
