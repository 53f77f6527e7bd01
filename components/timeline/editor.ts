/** The editor of a contact record, in its place in the list: every change goes into the document as it is made. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { boundArea, contactFields, valueOf } from './contact-form.ts';
import type { ContactYears } from './contact-years.ts';
import { COLUMN } from './entries.ts';
import type { ContactEntry } from './entries.ts';
import { newsView } from './entry-view.ts';
import type { Choice, Reader } from './entry-view.ts';
import { holdEnter } from '../internal/keys.ts';
import { parseLocalTime } from './local-time.ts';
import { plausible } from './quick-form.ts';
import type { Problems } from './quick-form.ts';
import { fieldLabel } from './states.ts';

export interface Editor {
  readonly entry: ContactEntry;
  readonly years: ContactYears;
  readonly reader: Reader;
  readonly channels: readonly Choice[];
  readonly people: readonly Choice[] | null;
  readonly problems: Problems;
  readonly removing: boolean;
  /** Wall clock of the workspace with its zone, for what is reported now. */
  readonly now: () => string;
  readonly tell: (change: { readonly problems?: Problems; readonly removing?: boolean }) => void;
  readonly remove: () => void;
  readonly done: () => void;
}

export function editor(editing: Editor): TemplateResult {
  const { entry, years, reader, problems, tell } = editing;
  const { t } = reader;
  const id = `edit-${entry.row}`;
  const set = (column: string, value: string | boolean | null): void => {
    const problem = timeProblem(column, value, entry, reader);
    tell({ problems: { ...problems, [column]: problem } });
    if (problem === undefined) years.write(entry, column, value);
  };
  const stop = (event: Event): void => {
    event.preventDefault();
    editing.done();
  };
  return html`<form class="form" novalidate aria-label=${t.timeline.edit} @keydown=${holdEnter} @submit=${stop}>
    <p class="side muted small">
      ${years.peopleIn(entry).map(({ name, field }) => html`<span class="present">${t.kit.editing(name, fieldLabel(field ?? '', t))}</span>`)}
      ${newsView(years.news(entry), reader)}
    </p>
    ${contactFields(id, {
      reader, channels: editing.channels, people: editing.people, problems, value: valueOf(entry), set,
      area: (column, area) => boundArea(area, years.text(entry, column), years.editOf(entry), years),
      focus: (column) => years.focus(entry, column),
    })}
    <label class="check"><input type="checkbox" .checked=${entry.reported !== null} @change=${(event: Event) => set(COLUMN.reported, (event.target as HTMLInputElement).checked ? editing.now() : null)} />${t.timeline.reported}</label>
    <div class="actions">
      ${editing.removing
        ? html`<span>${t.timeline.removeAsk}</span>
            <button type="button" class="button danger remove-yes" @click=${editing.remove}>${t.timeline.removeYes}</button>
            <button type="button" class="button" @click=${() => tell({ removing: false })}>${t.timeline.keep}</button>`
        : html`<button class="button primary">${t.timeline.done}</button>
            <button type="button" class="button quiet danger push remove" @click=${() => tell({ removing: true })}>${t.timeline.remove}</button>`}
    </div>
  </form>`;
}

/** A record stays in its year (DESIGN 4), give or take the day that a zone can make. */
function timeProblem(column: string, value: string | boolean | null, entry: ContactEntry, { t }: Reader): string | undefined {
  if (column !== COLUMN.time && column !== COLUMN.next) return undefined;
  const time = parseLocalTime(value);
  if (value === null) return column === COLUMN.time ? t.timeline.needTime : undefined;
  if (time === null || !plausible(time.date)) return t.timeline.badTime;
  const inYear = time.date >= `${entry.year - 1}-12-31` && time.date <= `${entry.year + 1}-01-01`;
  return column === COLUMN.time && !inYear ? t.timeline.otherYear(entry.year) : undefined;
}
