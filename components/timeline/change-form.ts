/** The fields of a major change at the customer (F-161): its day, its kind, what changed. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { holdEnter } from '../internal/keys.ts';
import { draftArea } from './contact-form.ts';
import type { NewEntry } from './contact-years.ts';
import { tell } from './desk-texts.ts';
import { CHANGE, CHANGES } from './entries.ts';
import type { Choice, Reader } from './entry-view.ts';
import { plausible } from './quick-form.ts';
import type { Problems } from './quick-form.ts';

export interface ChangeFields {
  readonly reader: Reader;
  readonly kinds: readonly Choice[];
  readonly problems: Problems;
  readonly kind: string;
  readonly date: string;
  readonly set: (column: string, value: string | null) => void;
  readonly area: (id: string) => TemplateResult;
  readonly focus: (column: string | null) => void;
}

export function changeFields(id: string, { reader: { language }, kinds, problems, kind, date, set, area, focus }: ChangeFields): TemplateResult {
  const row = (column: string, label: string, control: TemplateResult): TemplateResult => html`
    <div class="label-row" @focusin=${() => focus(column)} @focusout=${() => focus(null)}>
      <label for=${`${id}-${column}`}>${label}</label>${control}
      ${problems[column] === undefined ? nothing : html`<p class="problem" id=${`${id}-${column}-problem`}>${problems[column]}</p>`}
    </div>`;
  const invalid = (column: string): 'true' | typeof nothing => (problems[column] === undefined ? nothing : 'true');
  return html`
    <div class="pair">
      ${row(CHANGE.kind, tell(language, 'changeKind'), html`<select id=${`${id}-${CHANGE.kind}`} @change=${(event: Event) => set(CHANGE.kind, (event.target as HTMLSelectElement).value || null)}>
        <option value="" .selected=${live(kind === '')}>${tell(language, 'anyKind')}</option>
        ${kinds.filter((each) => !each.hidden || each.key === kind).map(({ key, label }) => html`<option value=${key} .selected=${live(key === kind)}>${label}</option>`)}
      </select>`)}
      ${row(CHANGE.date, tell(language, 'changeDate'), html`<input id=${`${id}-${CHANGE.date}`} type="date" .value=${live(date)} aria-invalid=${invalid(CHANGE.date)}
        aria-describedby=${problems[CHANGE.date] === undefined ? nothing : `${id}-${CHANGE.date}-problem`} @keydown=${holdEnter} @change=${(event: Event) => set(CHANGE.date, (event.target as HTMLInputElement).value || null)} />`)}
    </div>
    ${row(CHANGE.text, tell(language, 'changeText'), area(`${id}-${CHANGE.text}`))}`;
}

export interface ChangeDraft { readonly kind: string; readonly date: string; readonly text: string }

export const changeProblems = ({ kind, date, text }: ChangeDraft, { language }: Reader): Problems => ({
  ...(plausible(date) ? {} : { [CHANGE.date]: tell(language, 'needDay') }),
  ...(kind === '' && text.trim() === '' ? { [CHANGE.text]: tell(language, 'needChange') } : {}),
});

export const newChange = ({ kind, date, text }: ChangeDraft): NewEntry => ({ table: CHANGES, cells: { [CHANGE.date]: date, [CHANGE.kind]: kind || null }, texts: { [CHANGE.text]: text.trim() } });

export interface ChangeForm {
  readonly reader: Reader;
  readonly kinds: readonly Choice[];
  readonly draft: ChangeDraft;
  readonly problems: Problems;
  readonly sending: boolean;
  readonly change: (step: (draft: ChangeDraft) => ChangeDraft) => void;
  readonly save: () => void;
  readonly cancel: () => void;
}

export function changeForm({ reader, kinds, draft, problems, sending, change, save, cancel }: ChangeForm): TemplateResult {
  const { t } = reader;
  return html`<form class="form section no-print" novalidate @keydown=${holdEnter} @submit=${(event: Event) => { event.preventDefault(); save(); }}>
    ${changeFields('change', {
      reader, kinds, problems, kind: draft.kind, date: draft.date, focus: () => {},
      set: (column, value) => change((now) => ({ ...now, [column === CHANGE.kind ? 'kind' : 'date']: value ?? '' })),
      area: (id) => draftArea(id, draft.text, (text) => change((now) => ({ ...now, text })), problems[CHANGE.text]),
    })}
    <div class="actions">
      <button class="button primary" ?disabled=${sending}>${sending ? t.timeline.entrySaving : t.timeline.save}</button>
      <button type="button" class="button" @click=${cancel}>${t.kit.cancel}</button>
    </div>
  </form>`;
}
