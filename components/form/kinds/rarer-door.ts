/** The way to dates, sums, lists and addresses. A page that shows one waits for them before it is first drawn, so that nothing moves; where one is added later, its value stands there for that moment. */
import { html, type TemplateResult } from 'lit';
import { later } from '../../internal/later.ts';
import type { OpenSection } from '../open-section.ts';
import type { FormField } from '../plan.ts';
import type { FormHost } from '../slot.ts';
import { columnsAcross } from './row-slot.ts';

export const rarer = later(() => import('./rarer.ts'));

const KINDS: ReadonlySet<string> = new Set(['date', 'month', 'dateRange', 'money']);
function isRarer(field: FormField): boolean {
  const { place, meta } = field;
  switch (place.kind) {
    case 'address': return true;
    case 'list': return place.item !== 'enum';
    case 'rows': return columnsAcross(field).some(({ kind }) => KINDS.has(kind));
    case 'value': case 'part': return KINDS.has(meta.kind);
    case 'text': case 'column': case 'files': case 'none': return false;
  }
}

/** Sections that have been drawn: somebody may be in them. */
const begun = new WeakSet<OpenSection>();

/** False: the page is not drawn yet. */
export function drawable({ section, refresh }: FormHost, fields: readonly FormField[]): boolean {
  if (begun.has(section) || rarer.now() !== undefined || !fields.some(isRarer)) {
    begun.add(section);
    return true;
  }
  void rarer.load().then(() => {
    begun.add(section); // what cannot be had is read, and asked for again
    refresh();
  });
  return false;
}

/** In place of a control that is on its way; a click there is a click on it. */
export const coming = (host: FormHost, id: string, text: string): TemplateResult => html`<div class="value" @click=${() => host.focusOn(id)}>${text}</div>`;
