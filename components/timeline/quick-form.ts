/** Recording a contact: seven fields, kept here until they are one whole entry. The salesperson is who records it. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Strings } from '../internal/strings/index.ts';
import { contactFields, draftArea } from './contact-form.ts';
import type { NewContact } from './contact-years.ts';
import { COLUMN } from './entries.ts';
import type { Choice, Reader } from './entry-view.ts';
import { holdEnter } from '../internal/keys.ts';
import { parseLocalTime } from './local-time.ts';

/** Values as they are stored, `''` for nothing. */
export interface ContactDraft { readonly channel: string; readonly time: string; readonly person: string; readonly subject: string; readonly result: string; readonly next: string; readonly major: boolean }
export type Problems = Readonly<Partial<Record<string, string>>>;

export const emptyDraft = (time: string, channel: string): ContactDraft => ({ channel, time, person: '', subject: '', result: '', next: '', major: false });

const KEYS: Readonly<Record<string, keyof ContactDraft>> = {
  [COLUMN.channel]: 'channel', [COLUMN.time]: 'time', [COLUMN.person]: 'person', [COLUMN.subject]: 'subject', [COLUMN.result]: 'result', [COLUMN.next]: 'next', [COLUMN.major]: 'major',
};
export function withValue(draft: ContactDraft, column: string, value: string | boolean | null): ContactDraft {
  const key = KEYS[column];
  return key === undefined ? draft : { ...draft, [key]: value ?? (key === 'major' ? false : '') };
}

/** An entry needs a time and a word of what it was about; the rest may follow. */
export function draftProblems(draft: ContactDraft, t: Strings): Problems {
  const time = parseLocalTime(draft.time);
  return {
    ...(time === null || !plausible(time.date) ? { [COLUMN.time]: draft.time === '' ? t.timeline.needTime : t.timeline.badTime } : {}),
    ...(draft.subject.trim() === '' && draft.result.trim() === '' ? { [COLUMN.subject]: t.timeline.needText } : {}),
    ...(draft.next !== '' && !plausible(draft.next) ? { [COLUMN.next]: t.timeline.badTime } : {}),
  };
}

/** Years that a section can have; a half typed year is `0002`. */
export const plausible = (date: string): boolean => Number(date.slice(0, 4)) >= 1900 && Number(date.slice(0, 4)) <= 2200;

export const newContact = (draft: ContactDraft, salesperson: string | null): NewContact => ({
  cells: {
    [COLUMN.time]: draft.time, [COLUMN.salesperson]: salesperson, [COLUMN.channel]: draft.channel || null, [COLUMN.person]: draft.person || null,
    [COLUMN.next]: draft.next || null, [COLUMN.major]: draft.major || null,
  },
  texts: { [COLUMN.subject]: draft.subject.trim(), [COLUMN.result]: draft.result.trim() },
});

export interface QuickForm {
  readonly draft: ContactDraft;
  readonly problems: Problems;
  readonly sending: boolean;
  readonly reader: Reader;
  readonly channels: readonly Choice[];
  readonly people: readonly Choice[] | null;
  /** Told as a step, so that two changes between two drawings are both kept. */
  readonly change: (step: (draft: ContactDraft) => ContactDraft) => void;
  readonly save: () => void;
  readonly cancel: () => void;
}

export function quickForm({ draft, problems, sending, reader, channels, people, change, save, cancel }: QuickForm): TemplateResult {
  const { t } = reader;
  const send = (event: Event): void => {
    event.preventDefault();
    save();
  };
  return html`<form class="form quick section no-print" novalidate aria-label=${t.timeline.record} @keydown=${holdEnter} @submit=${send}>
    ${contactFields('new', {
      reader, channels, people, problems,
      value: { channel: draft.channel, time: parseLocalTime(draft.time), next: parseLocalTime(draft.next), person: draft.person, major: draft.major },
      set: (column, value) => change((now) => withValue(now, column, value)),
      area: (column, id) => draftArea(id, draft[column === COLUMN.subject ? 'subject' : 'result'], (value) => change((now) => withValue(now, column, value)), problems[column]),
      focus: () => {},
    })}
    <div class="actions">
      <button class="button primary" ?disabled=${sending}>${sending ? t.timeline.entrySaving : t.timeline.save}</button>
      <button type="button" class="button" @click=${cancel}>${t.kit.cancel}</button>
    </div>
  </form>`;
}
