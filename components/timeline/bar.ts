/** Title of a timeline, and the ways into its forms. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Reader } from './entry-view.ts';
import { say } from './texts.ts';

export interface Bar {
  readonly reader: Reader;
  /** Heading level of the title. */
  readonly level: number;
  /** The form that is open. */
  readonly open: string;
  /** What this person may write here. */
  readonly contacts: boolean;
  readonly trade: boolean;
  readonly changes: boolean;
  readonly record: () => void;
  readonly recordTrade: () => void;
  readonly recordChange: () => void;
}

export function bar({ reader: { t, language }, level, open, contacts, trade, changes, record, recordTrade, recordChange }: Bar): TemplateResult {
  return html`<div class="bar">
    <div class="title"><span role="heading" aria-level=${level}><strong>${t.timeline.title}</strong></span> <span class="muted small">${t.timeline.newestFirst}</span></div>
    ${contacts
      ? html`<button type="button" class="button record no-print" aria-expanded=${open === 'contact'} @click=${record}>${t.timeline.record}</button>`
      : html`<span class="muted small">${t.kit.readOnly}</span>`}
    ${trade ? html`<button type="button" class="button record-trade no-print" aria-expanded=${open === 'trade'} @click=${recordTrade}>${t.timeline.recordTrade}</button>` : nothing}
    ${changes ? html`<button type="button" class="button record-change no-print" aria-expanded=${open === 'change'} @click=${recordChange}>${say(language, 'recordChange')}</button>` : nothing}
  </div>`;
}
