/** The way through the form: pages with how complete they are and who writes there. A list at the side, a select where there is no room. */
import { html, nothing, type TemplateResult } from 'lit';
import type { PresentPerson } from '../internal/session.ts';
import type { Strings } from '../internal/strings/index.ts';
import { icon } from './icons.ts';
import type { Page } from './plan.ts';
import { toneOf } from './slot-box.ts';

export interface RailEntry {
  readonly page: Page;
  readonly label: string;
  /** Null: not loaded yet, or nothing to fill. */
  readonly filled: { readonly n: number; readonly of: number } | null;
  readonly people: readonly PresentPerson[];
  readonly readOnly: boolean;
}

export function rail(t: Strings, entries: readonly RailEntry[], current: string, go: (key: string) => void): TemplateResult {
  const { form } = t;
  const complete = (entry: RailEntry) => (entry.filled === null ? '' : form.complete(entry.filled.n, entry.filled.of));
  return html`<nav class="rail" aria-label=${form.sections}>
      <ul>${entries.map((entry) => html`<li>
        <button type="button" class="stop" aria-current=${entry.page.key === current ? 'page' : nothing} @click=${() => go(entry.page.key)}>
          <span class="stop-name">${entry.label}${entry.readOnly ? html`<span class="lock" title=${t.kit.readOnly}>${icon('lock')}<span class="visually-hidden">${t.kit.readOnly}</span></span>` : nothing}</span>
          ${entry.people.slice(0, 3).map((person) => html`<span class="dot ${toneOf(person)}" title=${form.writesHere(person.name)}><span class="visually-hidden">${form.writesHere(person.name)}</span></span>`)}
          ${entry.filled === null ? nothing : html`<span class="count muted small" aria-label=${complete(entry)}>${entry.filled.n}/${entry.filled.of}</span>`}
        </button></li>`)}</ul>
    </nav>
    <label class="rail-select"><span class="visually-hidden">${form.sections}</span>
      <select @change=${(event: Event) => go((event.target as HTMLSelectElement).value)}>
        ${entries.map((entry) => html`<option value=${entry.page.key} ?selected=${entry.page.key === current}>${entry.label}${entry.filled === null ? '' : ` (${entry.filled.n}/${entry.filled.of})`}</option>`)}
      </select>
    </label>`;
}
