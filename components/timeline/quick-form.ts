/** Recording a contact with all its fields, kept here until they are one whole entry. The salesperson is who records it. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Strings } from '../internal/strings/index.ts';
import { contactFields, draftArea } from './contact-form.ts';
import type { NewEntry } from './contact-years.ts';
import { tell } from './desk-texts.ts';
import { say } from './texts.ts';
import { COLUMN, TABLE } from './entries.ts';
import type { Choice, Reader } from './entry-view.ts';
import { holdEnter } from '../internal/keys.ts';
import { icon } from './icons.ts';
import { parseLocalTime } from './local-time.ts';

/** Values as they are stored, `''` for nothing. `someone`: a person whom the customer's people do not have yet; null: not asked for. */
export interface ContactDraft {
  readonly channel: string; readonly time: string; readonly person: string; readonly someone: string | null; readonly subject: string; readonly result: string; readonly next: string;
  readonly major: boolean; readonly report: string; readonly reported: string; readonly files: readonly File[];
}
export type Problems = Readonly<Partial<Record<string, string>>>;

export const emptyDraft = (time: string, channel: string): ContactDraft => ({ channel, time, person: '', someone: null, subject: '', result: '', next: '', major: false, report: '', reported: '', files: [] });

const KEYS: Readonly<Record<string, 'channel' | 'time' | 'person' | 'subject' | 'result' | 'next' | 'major' | 'report' | 'reported'>> = {
  [COLUMN.channel]: 'channel', [COLUMN.time]: 'time', [COLUMN.person]: 'person', [COLUMN.subject]: 'subject', [COLUMN.result]: 'result', [COLUMN.next]: 'next', [COLUMN.major]: 'major',
  [COLUMN.report]: 'report', [COLUMN.reported]: 'reported',
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

/** `area`: where it was noted, an option of D-80, as a mark of the matter. */
export const newContact = (draft: ContactDraft, salesperson: string | null, area: string | null = null): NewEntry => ({
  table: TABLE,
  cells: {
    [COLUMN.time]: draft.time, [COLUMN.salesperson]: salesperson, [COLUMN.channel]: draft.channel || null, [COLUMN.person]: draft.person || null,
    [COLUMN.next]: draft.next || null, [COLUMN.major]: draft.major || null, [COLUMN.reported]: draft.reported || null,
  },
  texts: { [COLUMN.subject]: draft.subject.trim(), [COLUMN.result]: draft.result.trim(), [COLUMN.report]: draft.report.trim() },
  ...(area === null ? {} : { channels: { [COLUMN.subject]: area } }),
});

export interface QuickForm {
  readonly draft: ContactDraft;
  readonly problems: Problems;
  readonly sending: boolean;
  readonly reader: Reader;
  readonly channels: readonly Choice[];
  readonly people: readonly Choice[] | null;
  /** Wall clock of the workspace with its zone, for what is reported now. */
  readonly now: () => string;
  /** Told as a step, so that two changes between two drawings are both kept. */
  readonly change: (step: (draft: ContactDraft) => ContactDraft) => void;
  readonly save: () => void;
  readonly cancel: () => void;
}

export function quickForm({ draft, problems, sending, reader, channels, people, now: moment, change, save, cancel }: QuickForm): TemplateResult {
  const { t, language } = reader;
  const send = (event: Event): void => {
    event.preventDefault();
    save();
  };
  const texts: Readonly<Record<string, 'subject' | 'result' | 'report'>> = { [COLUMN.subject]: 'subject', [COLUMN.result]: 'result', [COLUMN.report]: 'report' };
  return html`<form class="form quick section no-print" novalidate aria-label=${t.timeline.record} @keydown=${holdEnter} @submit=${send}>
    ${contactFields('new', {
      reader, channels, people, problems,
      value: { channel: draft.channel, time: parseLocalTime(draft.time), next: parseLocalTime(draft.next), person: draft.person, major: draft.major, reported: draft.reported || null },
      set: (column, value) => change((now) => withValue(now, column, value)),
      area: (column, id) => draftArea(id, draft[texts[column]!], (value) => change((now) => withValue(now, column, value)), problems[column]),
      focus: () => {}, now: moment,
      someone: { open: draft.someone !== null, name: draft.someone ?? '', ask: (asked) => change((now) => ({ ...now, someone: asked ? '' : null, person: '' })), give: (name) => change((now) => ({ ...now, someone: name })) },
    })}
    <label class="button quiet attach">${icon('clip')}${say(language, 'attach')}<input class="visually-hidden" type="file" multiple @change=${(event: Event) => {
      const files = [...((event.target as HTMLInputElement).files ?? [])];
      change((now) => ({ ...now, files: [...now.files, ...files] }));
    }} /></label>
    ${draft.files.length === 0 ? nothing : html`<p class="muted small">${tell(language, 'attached', { n: draft.files.length })}: ${draft.files.map(({ name }) => name).join(', ')}
      <button type="button" class="link" @click=${() => change((now) => ({ ...now, files: [] }))}>${t.timeline.drop}</button></p>`}
    <div class="actions">
      <button class="button primary" ?disabled=${sending}>${sending ? t.timeline.entrySaving : t.timeline.save}</button>
      <button type="button" class="button" @click=${cancel}>${t.kit.cancel}</button>
    </div>
  </form>`;
}
