/** Where the form asks for what is told of other people's changes: `note.ts` comes with the first of them, `telling.ts` with the first that is to be heard. */
import { nothing, type TemplateResult } from 'lit';
import { later } from '../../internal/later.ts';
import type { FormField } from '../plan.ts';
import type { FormHost, Slot } from '../slot.ts';

const part = later(() => import('./note.ts'));
export const teller = later(() => import('./telling.ts'));

type Shown = TemplateResult | typeof nothing;

/** "Ana changed Region to East China · Undo" below the value one is in. */
export function noteLine(host: FormHost, slot: Slot): Shown {
  const note = host.section.notes.get(slot.key);
  return note === undefined ? nothing : (part.soon(host.refresh)?.noteLine(host, slot, note) ?? nothing);
}

/** The same below several choices. */
export function choicesNote(host: FormHost, field: FormField, table: string): Shown {
  const list = host.section.notes.get(`fields/${field.key}`)?.list;
  return list === undefined ? nothing : (part.soon(host.refresh)?.choicesNote(host, field, table) ?? nothing);
}

/** That the row one was in is gone. */
export function rowGone(host: FormHost, field: FormField, table: string): Shown {
  return host.section.notes.get(`rows/${table}`)?.row === undefined ? nothing : (part.soon(host.refresh)?.rowGone(host, field, table) ?? nothing);
}
