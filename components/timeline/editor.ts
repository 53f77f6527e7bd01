/** The editors of a contact record and of a major change, in their place in the list: every change goes into the document as it is made. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { boundArea, contactFields, valueOf } from './contact-form.ts';
import type { ContactYears } from './contact-years.ts';
import { changeFields } from './change-form.ts';
import { tell as words } from './desk-texts.ts';
import { CHANGE, COLUMN } from './entries.ts';
import type { ChangeEntry, ContactEntry, WrittenEntry } from './entries.ts';
import { newsView } from './entry-view.ts';
import type { Choice, Reader } from './entry-view.ts';
import { holdEnter } from '../internal/keys.ts';
import { parseLocalTime } from './local-time.ts';
import { plausible } from './quick-form.ts';
import type { Problems } from './quick-form.ts';
import { fieldLabel } from './states.ts';

export interface Editor<E extends WrittenEntry = ContactEntry> {
  readonly entry: E;
  readonly years: ContactYears;
  readonly reader: Reader;
  readonly channels: readonly Choice[];
  readonly people: readonly Choice[] | null;
  /** Kinds of major changes. */
  readonly kinds: readonly Choice[];
  readonly problems: Problems;
  /** A name is being asked for. */
  readonly someone: boolean;
  readonly removing: boolean;
  /** Wall clock of the workspace with its zone, for what is reported now. */
  readonly now: () => string;
  readonly tell: (change: { readonly problems?: Problems; readonly removing?: boolean; readonly someone?: boolean }) => void;
  /** Puts a person of this name into the record; false: this person may not add one. */
  readonly give: (name: string) => boolean;
  /** Papers of the record. */
  readonly below: unknown;
  readonly remove: () => void;
  readonly done: () => void;
}

export function editor(editing: Editor): TemplateResult {
  const { entry, years, reader, problems, tell } = editing;
  const id = `edit-${entry.row}`;
  const set = (column: string, value: string | boolean | null): void => {
    const problem = timeProblem(column, value, entry, reader);
    tell({ problems: { ...problems, [column]: problem } });
    if (problem === undefined) years.write(entry, column, value);
  };
  return frame(editing, html`
    ${contactFields(id, {
      reader, channels: editing.channels, people: editing.people, problems, value: valueOf(entry), set,
      area: (column, area) => boundArea(area, years.text(entry, column), years.editOf(entry), years),
      focus: (column) => years.focus(entry, column), now: editing.now,
      someone: {
        open: editing.someone, name: '', ask: (someone) => tell({ someone }),
        give: (name) => {
          if (name.trim() === '' || editing.give(name)) tell({ someone: false });
        },
      },
    })}`);
}

export function changeEditor(editing: Editor<ChangeEntry>): TemplateResult {
  const { entry, years, reader, problems, tell } = editing;
  const id = `edit-${entry.row}`;
  const write = (column: string, value: string | null): void => {
    const problem = column === CHANGE.date && (value === null || !plausible(value)) ? words(reader.language, 'needDay') : undefined;
    tell({ problems: { ...problems, [column]: problem } });
    if (problem === undefined) years.write(entry, column, value);
  };
  return frame(editing, changeFields(id, {
    reader, kinds: editing.kinds, problems, kind: entry.what ?? '', date: entry.time.date, set: write,
    area: (area) => boundArea(area, years.text(entry, CHANGE.text), years.editOf(entry), years), focus: (column) => years.focus(entry, column),
  }));
}

/** What both have around their fields: who else is here, whether it is saved, papers, the ways out. */
function frame(editing: Editor<ContactEntry> | Editor<ChangeEntry>, fields: TemplateResult): TemplateResult {
  const { entry, years, reader, tell } = editing;
  const { t } = reader;
  const stop = (event: Event): void => {
    event.preventDefault();
    editing.done();
  };
  return html`<form class="form" novalidate aria-label=${t.timeline.edit} @keydown=${holdEnter} @submit=${stop}>
    <p class="side muted small">
      ${years.peopleIn(entry).map(({ name, field }) => html`<span class="present">${t.kit.editing(name, fieldLabel(field ?? '', t))}</span>`)}
      ${newsView(years.news(entry), reader)}
    </p>
    ${fields}
    ${editing.below}
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
