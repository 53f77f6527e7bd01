/** What all controls share: ids that link messages, the questions every key press must ask first, and the words of problems. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ProblemCode } from '../../../model/validation/problem.ts';
import { composing } from '../../internal/keys.ts';
import { rawOf, take, type FormHost, type Slot } from '../slot.ts';

export function problemText(host: FormHost, slot: Slot, code: ProblemCode): string {
  const { form } = host.t;
  const { min, max, kind, precision } = slot.meta;
  switch (code) {
    case 'range': return min !== undefined && max !== undefined ? form.between(min, max) : min !== undefined ? form.atLeast(min) : max !== undefined ? form.atMost(max) : form.badRange;
    case 'date': return kind === 'month' ? form.badMonth : precision === 'month' || precision === 'year' ? form.badPartialDate : form.badDate;
    case 'too-long': return form.tooLong;
    case 'characters': return form.badCharacters;
    case 'scheme': return form.badUrl;
    case 'year': return form.badYear;
    case 'option': return form.badOption;
    case 'format': case 'type':
      switch (kind) {
        case 'number': case 'percent': return form.badNumber;
        case 'money': return form.badMoney;
        case 'phone': return form.badPhone;
        case 'email': return form.badEmail;
        case 'url': return form.badUrl;
        case 'user': return form.badUser;
        default: return form.badValue;
      }
    case 'not-writable': case 'unknown-key': case 'place': case 'retired': return form.badValue;
  }
}

export const codeOf = (host: FormHost, slot: Slot): ProblemCode | null => host.drafts.get(slot.key)?.code ?? null;
export const aboutId = (slot: Slot): string => `${slot.id}-about`;
export const invalid = (host: FormHost, slot: Slot): 'true' | typeof nothing => (codeOf(host, slot) === null && slot.error === undefined ? nothing : 'true');
/** In a table a control carries its column's name itself. */
export const named = (slot: Slot): string | typeof nothing => (slot.cell ? slot.label : nothing);

/** Message of a value that was not written; present in the page before it is filled, so that the control can name it. */
export const problemLine = (host: FormHost, slot: Slot): TemplateResult | typeof nothing => {
  const code = codeOf(host, slot);
  const text = code === null ? slot.error : problemText(host, slot, code);
  return text === undefined ? nothing : html`<p class="problem">${text}</p>`;
};

/** Enter takes the value, Escape gives the draft up; both only when nothing is being composed. Other keys pass. */
export function confirmKeys(event: KeyboardEvent, host: FormHost, slot: Slot, raw: () => string): void {
  if (composing(event)) return;
  if (event.key === 'Enter') take(host, slot, raw(), true);
  else if (event.key === 'Escape' && host.drafts.has(slot.key)) {
    event.stopPropagation();
    event.preventDefault();
    host.drafts.delete(slot.key);
    host.refresh();
  }
}

/** Whoever goes to what is said about the value has not left it: what is typed waits. */
export const toNote = ({ relatedTarget, target }: FocusEvent): boolean => {
  const note = relatedTarget instanceof Element ? relatedTarget.closest('.note') : null;
  return note !== null && note.closest('.slot') === (target as Element).closest('.slot');
};

/** Leaving the value takes what is there, if anything was typed. */
export function leave(host: FormHost, slot: Slot, event: FocusEvent): void {
  if (!host.moving && !toNote(event) && host.drafts.has(slot.key)) take(host, slot, rawOf(host, slot), true);
}
