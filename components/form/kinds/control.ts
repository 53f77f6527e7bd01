/** The control of a scalar by its kind, and the same value as it is read. Kinds that are no scalar (lists, rows, addresses, files) have views of their own. */
import { html, type TemplateResult } from 'lit';
import { ROOTS } from '../../../model/section-doc.ts';
import { later } from '../../internal/later.ts';
import { doubt, isHidden, masked, unmask } from '../checks/door.ts';
import type { FormHost, Slot } from '../slot.ts';
import { shown } from '../values.ts';
import { aliveControl } from '../rows/alive-door.ts';
import { enumControl, flagControl } from './choice.ts';
import { longTextControl } from './long-text.ts';
import { personControl } from './person.ts';
import { rarer } from './rarer-door.ts';
import { refControl, refName } from './ref.ts';
import { textControl } from './text.ts';
import { wordsOf } from './words.ts';

export function control(host: FormHost, slot: Slot): TemplateResult | string {
  if (slot.meta.ref !== undefined) return refControl(host, slot, slot.meta.ref);
  switch (slot.meta.kind) {
    case 'text': case 'list': case 'number': case 'percent': case 'phone': case 'email': case 'url': return textControl(host, slot);
    case 'longText': return longTextControl(host, slot);
    case 'money': case 'date': case 'month': case 'dateRange': return rare(host, slot, slot.meta.kind);
    case 'enum': case 'enums': return enumControl(host, slot);
    case 'flag': return aliveControl(host, slot) ?? flagControl(host, slot);
    case 'person': return personControl(host, slot);
    case 'user': return colleague(host, slot);
    case 'computed': case 'address': case 'files': case 'rows': return displayed(host, slot);
  }
}

const RARE = { money: 'moneyControl', date: 'dateControl', month: 'dateControl', dateRange: 'dateRangeControl' } as const;
const rare = (host: FormHost, slot: Slot, kind: keyof typeof RARE): TemplateResult => rarer.soon(host.refresh)?.[RARE[kind]](host, slot) ?? textControl(host, slot); // what is typed meanwhile is a draft, and goes on in the control that comes

const colleagues = later(() => import('./user.ts'));
function colleague(host: FormHost, slot: Slot): TemplateResult | string {
  return colleagues.soon(host.refresh)?.userControl(host, slot) ?? displayed(host, slot);
}

/** A value in words. Of papers' numbers only the end, unless they are being shown. */
export function displayed(host: FormHost, slot: Slot): string {
  if (slot.key.startsWith(ROOTS.text)) return host.section.text(slot.key)?.toString() ?? '';
  if (slot.meta.ref !== undefined) return refName(host, slot.meta.ref, slot.value);
  const text = shown(slot.meta, slot.value, host.language, host.catalogue, wordsOf(host));
  return isHidden(host, slot) ? masked(text) : text;
}

/** The same where it cannot be changed, with what is doubtful about it and the way to see all of it. */
export const readView = (host: FormHost, slot: Slot): TemplateResult | string =>
  (slot.value === null ? displayed(host, slot) : html`<span class=${slot.meta.mask ? 'masked' : ''}>${displayed(host, slot)}${unmask(host, slot)}</span>${doubt(host, slot)}`);
