/** The control of a scalar by its kind, and the same value as it is read. Kinds that are no scalar (lists, rows, addresses, files) have views of their own. */
import type { TemplateResult } from 'lit';
import { ROOTS } from '../../../model/section-doc.ts';
import type { FormHost, Slot } from '../slot.ts';
import { shown } from '../values.ts';
import { enumControl, flagControl } from './choice.ts';
import { dateControl, dateRangeControl } from './date.ts';
import { longTextControl } from './long-text.ts';
import { moneyControl } from './money.ts';
import { personControl, userControl } from './person.ts';
import { textControl } from './text.ts';
import { wordsOf } from './words.ts';

export function control(host: FormHost, slot: Slot): TemplateResult | string {
  switch (slot.meta.kind) {
    case 'text': case 'list': case 'number': case 'percent': case 'phone': case 'email': case 'url': case 'month': return textControl(host, slot);
    case 'longText': return longTextControl(host, slot);
    case 'money': return moneyControl(host, slot);
    case 'date': return dateControl(host, slot);
    case 'dateRange': return dateRangeControl(host, slot);
    case 'enum': case 'enums': return enumControl(host, slot);
    case 'flag': return flagControl(host, slot);
    case 'person': return personControl(host, slot);
    case 'user': return userControl(host, slot);
    case 'computed': case 'address': case 'files': case 'rows': return displayed(host, slot);
  }
}

/** A value in words. Papers' numbers are masked where they cannot be edited: the last four tell two papers apart. */
export function displayed(host: FormHost, slot: Slot): string {
  if (slot.key.startsWith(ROOTS.text)) return host.section.text(slot.key)?.toString() ?? '';
  const text = shown(slot.meta, slot.value, host.language, host.catalogue, wordsOf(host));
  return slot.meta.mask && text.length > 4 ? `•••• ${text.slice(-4)}` : text;
}
