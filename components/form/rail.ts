/** The way through the form: pages with how complete they are and who writes there. A list at the side, a select where there is no room. Walking it by keys, and the way on at the end of a page, are `onward.ts`. */
import { html, nothing, type TemplateResult } from 'lit';
import type { PresentPerson } from '../internal/session.ts';
import type { Strings } from '../internal/strings/index.ts';
import type { Language } from '../../model/labels.ts';
import { icon } from './icons.ts';
import type { Page } from './plan.ts';
import { OTHER_PAGES } from './rail-texts.ts';
import { toneOf } from './slot-box.ts';

export interface RailEntry {
  readonly page: Page;
  readonly label: string;
  /** Null: not loaded yet, or nothing to fill. */
  readonly filled: { readonly n: number; readonly of: number } | null;
  readonly people: readonly PresentPerson[];
  readonly readOnly: boolean;
  /** Nothing of the archive's sheets is here, and nothing that was filled before they were taken away. */
  readonly other: boolean;
}

/** `walk`: keys pressed in it. `all`: pages that the sheets do not need are shown as well; `more` shows or hides them. */
export function rail(t: Strings, language: Language, entries: readonly RailEntry[], current: string, go: (key: string) => void, all: boolean, more: () => void, walk: (event: KeyboardEvent) => void): TemplateResult {
  const { form } = t;
  const others = entries.filter((entry) => entry.other && entry.page.key !== current);
  const usual = entries.filter((entry) => !others.includes(entry));
  const option = (entry: RailEntry) => html`<option value=${entry.page.key} ?selected=${entry.page.key === current}>${entry.label}${entry.filled === null ? '' : ` (${entry.filled.n}/${entry.filled.of})`}</option>`;
  const complete = (entry: RailEntry) => (entry.filled === null ? '' : form.complete(entry.filled.n, entry.filled.of));
  return html`<nav class="rail" aria-label=${form.sections} @keydown=${walk}>
      <ul>${[...usual, ...(all ? others : [])].map((entry) => html`<li>
        <button type="button" class="stop" tabindex=${entry.page.key === current ? 0 : -1} aria-current=${entry.page.key === current ? 'page' : nothing} @click=${() => go(entry.page.key)}>
          <span class="stop-name">${entry.label}${entry.readOnly ? html`<span class="lock" title=${t.kit.readOnly}>${icon('lock')}<span class="visually-hidden">${t.kit.readOnly}</span></span>` : nothing}</span>
          ${entry.people.slice(0, 3).map((person) => html`<span class="dot ${toneOf(person)}" title=${form.writesHere(person.name)}><span class="visually-hidden">${form.writesHere(person.name)}</span></span>`)}
          ${entry.filled === null ? nothing : html`<span class="count muted small" aria-label=${complete(entry)}>${entry.filled.n}/${entry.filled.of}</span>`}
        </button></li>`)}
        ${others.length === 0 ? nothing : html`<li><button type="button" class="stop muted" tabindex="-1" aria-expanded=${String(all)} @click=${more}><span class="stop-name">${OTHER_PAGES[language]}</span><span class="count small">${others.length}</span></button></li>`}</ul>
    </nav>
    <label class="rail-select"><span class="visually-hidden">${form.sections}</span>
      <select @change=${(event: Event) => go((event.target as HTMLSelectElement).value)}>
        ${usual.map(option)}
        ${others.length === 0 ? nothing : html`<optgroup label=${OTHER_PAGES[language]}>${others.map(option)}</optgroup>`}
      </select>
    </label>`;
}
