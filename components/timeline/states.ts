/** Looks of the timeline that are not entries: nothing yet, and what the server refused. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { parseValueKey } from '../../model/section-doc.ts';
import type { Refused } from '../internal/session.ts';
import type { Strings } from '../internal/strings/index.ts';
import { COLUMN } from './entries.ts';

/** An empty timeline says what belongs here and offers the first step to who may take it. */
export const empty = (t: Strings, first: (() => void) | null): TemplateResult => html`
  <div class="begin">
    <p><strong>${t.timeline.empty}</strong></p>
    <p class="muted">${t.timeline.emptyHint}</p>
    ${first === null ? nothing : html`<button type="button" class="button no-print" @click=${first}>${t.timeline.first}</button>`}
  </div>`;

/** The label of the field a value key names. */
export function fieldLabel(key: string, t: Strings): string {
  const parsed = parseValueKey(key);
  const labels: Readonly<Record<string, string>> = {
    [COLUMN.time]: t.timeline.when, [COLUMN.person]: t.timeline.whom, [COLUMN.subject]: t.timeline.what, [COLUMN.result]: t.timeline.result,
    [COLUMN.next]: t.timeline.next, [COLUMN.channel]: t.timeline.channel, [COLUMN.major]: t.timeline.major, [COLUMN.reported]: t.timeline.reported,
    [COLUMN.salesperson]: t.timeline.salesperson, [COLUMN.report]: t.timeline.report,
  };
  return (parsed && 'field' in parsed ? labels[parsed.field] : undefined) ?? t.timeline.contact;
}

export interface RefusedValue { readonly refused: Refused; readonly retry: () => void; readonly drop: () => void }

/** What was not accepted stays to be read, copied, tried again or dropped. */
export function tray(values: readonly RefusedValue[], t: Strings): TemplateResult | typeof nothing {
  if (values.length === 0) return nothing;
  return html`<ul class="tray no-print" role="alert" aria-label=${t.kit.notSaved(values.length)}>
    ${values.map(({ refused, retry, drop }) => html`<li>
      <p><strong>${t.timeline.notSaved}: ${fieldLabel(refused.key, t)}</strong></p>
      <p class="value" dir="auto">${String(refused.value ?? '')}</p>
      <p class="danger">${refused.text}</p>
      <p class="actions">
        <button type="button" class="button" @click=${retry}>${t.kit.retry}</button>
        <button type="button" class="button quiet" @click=${drop}>${t.timeline.drop}</button>
      </p>
    </li>`)}
  </ul>`;
}
