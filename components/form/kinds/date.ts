/** Dates are typed as people write them, a whole day can be picked from the browser's calendar as well; ranges have two pickers, a local time its own. */
import { html, nothing, type TemplateResult } from 'lit';
import { inputValue, parseLocalTime, writeLocalTime } from '../../timeline/local-time.ts';
import { keepValue } from '../keep-value.ts';
import { choose, rawOf, take, type FormHost, type Slot } from '../slot.ts';
import { isCalendarDate } from '../../../model/validation/dates.ts';
import type { Labels } from '../../../model/labels.ts';
import { icon } from '../icons.ts';
import { dateReader, LONG_TERM } from '../values.ts';
import { rarerStyles } from './rarer-styles.ts';
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
    @keyup=${(event: Event) => { if ((event.target as HTMLInputElement).validity.badInput && !host.drafts.has(slot.key)) take(host, slot, raw(event), false); /* half typed is no input to the browser, but it is somebody's */ }}
    @keydown=${(event: KeyboardEvent) => confirmKeys(event, host, slot, () => raw(event))}
  />`;
}

const outside = (event: FocusEvent): boolean => !(event.currentTarget as HTMLElement).contains(event.relatedTarget as Node | null);

export function dateControl(host: FormHost, slot: Slot): TemplateResult {
  const { meta } = slot;
  if (meta.precision !== 'minute') return typedControl(host, slot);
  const raw = rawOf(host, slot);
  const zone = parseLocalTime(raw)?.zone ?? host.session.me?.workspace.timezone ?? 'UTC';
  const input = day(host, slot, inputValue(parseLocalTime(raw)), named(slot), slot.id, (event) => {
    const typed = read(event.target as HTMLInputElement);
    return typed === HALF ? typed : writeLocalTime(typed, zone);
  });
  return html`<span class="dates" @focusout=${(event: FocusEvent) => { if (outside(event)) leave(host, slot, event); }} ${rarerStyles()}>${input}</span>`;
}

const CALENDAR: Labels = { en: 'Choose from the calendar', 'zh-Hans': '从日历选择', 'zh-Hant': '從日曆選擇', es: 'Elegir en el calendario' };

function typedControl(host: FormHost, slot: Slot): TemplateResult {
  const { meta } = slot;
  const whole = meta.kind === 'date' && !meta.yearOptional && meta.precision !== 'month' && meta.precision !== 'year';
  const longTerm = slot.value === LONG_TERM;
  const label = `${CALENDAR[host.language]}: ${slot.label}`;
  return html`<span class="dates" @focusin=${() => void dateReader.load()} ${rarerStyles()}>
    ${textControl(host, slot)}
    ${whole
      ? html`<span class="pick"><input type="date" class="native" tabindex="-1" aria-hidden="true" min="1000-01-01" max="9999-12-31" .value=${isCalendarDate(String(slot.value)) ? String(slot.value) : ''} @change=${(event: Event) => picked(host, slot, event)} /><button
          type="button" class="button quiet icon" aria-label=${label} title=${label} @click=${pick}>${icon('calendar')}</button></span>`
      : nothing}
    ${meta.longTermAllowed
      ? html`<label class="check"><input type="checkbox" .checked=${longTerm} @change=${(event: Event) => choose(host, slot, (event.target as HTMLInputElement).checked ? LONG_TERM : null)} />${host.t.form.longTerm}</label>`
      : nothing}
  </span>`;
}

function pick(event: Event): void {
  const native = (event.currentTarget as HTMLElement).parentElement!.querySelector('input')!;
  try {
    native.showPicker();
  } catch {
    native.focus(); // a page in a frame of another origin may not open it; there it can be typed
  }
}

function picked(host: FormHost, slot: Slot, event: Event): void {
  const { value } = event.target as HTMLInputElement;
  if (value !== '') choose(host, slot, value);
  host.focusOn(slot.id);
}

export function dateRangeControl(host: FormHost, slot: Slot): TemplateResult {
  const [from = '', to = ''] = rawOf(host, slot).split('/');
  const raw = (event: Event): string => {
    const [first, second] = (event.currentTarget as HTMLElement).closest('.dates')!.querySelectorAll('input');
    const both = `${read(first!)}/${read(second!)}`;
    return both === '/' ? '' : both;
  };
  const name = (word: string) => (slot.cell ? `${slot.label}, ${word}` : word);
  return html`<span class="dates" role="group" aria-label=${slot.label} @focusout=${(event: FocusEvent) => { if (outside(event)) leave(host, slot, event); }} ${rarerStyles()}>
    ${day(host, slot, from, name(host.t.form.from), slot.id, raw)}
    <span aria-hidden="true">–</span>
    ${day(host, slot, to, name(host.t.form.to), nothing, raw)}
  </span>`;
}
