/** The fields of a contact record: the quick form before it exists, and the editor that writes into the document as one types. At most eight fields (LOOK 11), and whether a major matter was reported. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';
import { live } from 'lit/directives/live.js';
import type { ElementPart } from 'lit';
import type * as Y from 'yjs';
import type { Language } from '../../model/labels.ts';
import { clockTime, fullDay } from './dates.ts';
import { tell } from './desk-texts.ts';
import { TextBinding } from '../form/text-binding.ts';
import { COLUMN } from './entries.ts';
import type { ContactEntry } from './entries.ts';
import type { Choice, Reader } from './entry-view.ts';
import { holdEnter } from '../internal/keys.ts';
import { inputValue, parseLocalTime, writeLocalTime } from './local-time.ts';
import type { LocalTime } from './local-time.ts';

/** Where a field's value comes from and goes to; the quick form and the editor differ only in this. */
export interface Fields {
  readonly reader: Reader;
  readonly channels: readonly Choice[];
  /** Null: this person may not see the customer's people. */
  readonly people: readonly Choice[] | null;
  readonly value: { readonly channel: string; readonly time: LocalTime | null; readonly next: LocalTime | null; readonly person: string; readonly major: boolean; readonly reported: string | null };
  readonly set: (column: string, value: string | boolean | null) => void;
  /** Makes the long text's area; the quick form keeps it itself, the editor binds it to the document. */
  readonly area: (column: string, id: string) => TemplateResult;
  readonly focus: (column: string | null) => void;
  readonly problems: Readonly<Partial<Record<string, string>>>;
  /** Wall clock of the workspace with its zone, for what is reported now. */
  readonly now: () => string;
  /** Somebody whom the customer's people do not have yet. */
  readonly someone: { readonly open: boolean; readonly name: string; readonly ask: (asked: boolean) => void; readonly give: (name: string) => void };
}

/** Value of the choice that asks for a name. */
const SOMEONE = '+';

/** `id` keeps labels and fields together when several forms are open. */
export function contactFields(id: string, fields: Fields): TemplateResult {
  const { reader: { t, language, discreet }, value, problems, someone } = fields;
  const on = (column: string) => () => fields.focus(column);
  const off = (): void => fields.focus(null);
  const row = (column: string, label: string, control: TemplateResult): TemplateResult => html`
    <div class="label-row" @focusin=${on(column)} @focusout=${off}>
      <label for=${`${id}-${column}`}>${label}</label>${control}
      ${problems[column] === undefined ? nothing : html`<p class="problem" id=${`${id}-${column}-problem`}>${problems[column]}</p>`}
    </div>`;
  const invalid = (column: string): 'true' | typeof nothing => (problems[column] === undefined ? nothing : 'true');
  const describe = (column: string): string | typeof nothing => (problems[column] === undefined ? nothing : `${id}-${column}-problem`);
  const time = (column: string, local: LocalTime | null): TemplateResult => html`
    <input id=${`${id}-${column}`} type="datetime-local" .value=${inputValue(local)} aria-invalid=${invalid(column)} aria-describedby=${describe(column)}
      @keydown=${holdEnter} @change=${(event: Event) => fields.set(column, writeLocalTime((event.target as HTMLInputElement).value, local?.zone ?? fields.reader.zone) || null)} />`;
  const choose = (column: string, chosen: string, choices: readonly Choice[], none: string | null): TemplateResult => html`
    <select id=${`${id}-${column}`} @change=${(event: Event) => fields.set(column, (event.target as HTMLSelectElement).value || null)}>
      ${none === null ? nothing : html`<option value="" .selected=${live(chosen === '')}>${none}</option>`}
      ${choices.map(({ key, label }) => html`<option value=${key} .selected=${live(key === chosen)}>${label}</option>`)}
    </select>`;
  return html`
    <div class="pair">
      ${row(COLUMN.channel, t.timeline.channel, choose(COLUMN.channel, value.channel, withChosen(fields.channels.filter((each) => !each.hidden || each.key === value.channel), value.channel), value.channel === '' ? t.timeline.contact : null))}
      ${row(COLUMN.time, t.timeline.when, time(COLUMN.time, value.time))}
    </div>
    ${row(COLUMN.person, t.timeline.whom, someone.open || fields.people === null
      ? html`<input id=${`${id}-${COLUMN.person}`} autocomplete="off" dir="auto" maxlength="200" placeholder=${tell(language, 'someoneName')} .value=${live(someone.name)}
          @change=${(event: Event) => someone.give((event.target as HTMLInputElement).value)} />`
      : html`<select id=${`${id}-${COLUMN.person}`} @change=${(event: Event) => {
          const chosen = (event.target as HTMLSelectElement).value;
          if (chosen === SOMEONE) someone.ask(true);
          else fields.set(COLUMN.person, chosen || null);
        }}>
          <option value="" .selected=${live(value.person === '')}>${t.timeline.nobody}</option>
          ${withChosen(fields.people, value.person).map(({ key, label }) => html`<option value=${key} .selected=${live(key === value.person)}>${label}</option>`)}
          <option value=${SOMEONE} .selected=${live(false)}>${tell(language, 'someone')}…</option>
        </select>`)}
    ${row(COLUMN.subject, t.timeline.what, fields.area(COLUMN.subject, `${id}-${COLUMN.subject}`))}
    ${row(COLUMN.result, t.timeline.result, fields.area(COLUMN.result, `${id}-${COLUMN.result}`))}
    <div class="pair">
      ${row(COLUMN.next, t.timeline.next, time(COLUMN.next, value.next))}
      ${discreet ? nothing : html`<label class="check"><input type="checkbox" .checked=${live(value.major)} @change=${(event: Event) => fields.set(COLUMN.major, (event.target as HTMLInputElement).checked || null)} />${t.timeline.major}</label>`}
    </div>
    ${discreet ? nothing : html`
      ${row(COLUMN.report, t.timeline.report, fields.area(COLUMN.report, `${id}-${COLUMN.report}`))}
      ${!value.major && value.reported === null ? nothing : html`<p class="must small muted">${tell(language, 'mustReport')}</p>
        <label class="check"><input type="checkbox" .checked=${live(value.reported !== null)} @change=${(event: Event) => fields.set(COLUMN.reported, (event.target as HTMLInputElement).checked ? fields.now() : null)} />${
          value.reported === null ? t.timeline.reported : tell(language, 'reportedAt', { when: reportedWhen(value.reported, language) })}</label>`}`}`;
}

const reportedWhen = (reported: string, language: Language): string => {
  const time = parseLocalTime(reported);
  return time === null ? reported : `${fullDay(time.date, language)} ${clockTime(time, language)}`.trim();
};

/** What was chosen stays to be seen when its option is gone. */
const withChosen = (choices: readonly Choice[], chosen: string): readonly Choice[] =>
  chosen === '' || choices.some(({ key }) => key === chosen) ? choices : [...choices, { key: chosen, label: chosen }];

class BindText extends AsyncDirective {
  #binding: TextBinding | undefined;

  override update(part: ElementPart, [text, edit, origin]: [Y.Text, (change: () => void) => void, unknown]): typeof nothing {
    if (this.#binding?.text !== text) {
      this.#binding?.destroy();
      this.#binding = new TextBinding(part.element as HTMLTextAreaElement, text, { edit, origin });
    }
    return nothing;
  }
  override render(_text: Y.Text, _edit: (change: () => void) => void, _origin: unknown): typeof nothing {
    return nothing;
  }
  override disconnected(): void {
    this.#binding?.destroy();
    this.#binding = undefined;
  }
}
const bindText = directive(BindText);

/** An area that grows with its text and is the document's text itself. */
export const boundArea = (id: string, text: Y.Text | null, edit: (change: () => void) => void, origin: unknown): TemplateResult =>
  text === null ? html`<textarea id=${id} readonly></textarea>` : html`<div class="grow" data-grow=""><textarea id=${id} rows="2" dir="auto" ${bindText(text, edit, origin)}></textarea></div>`;

/** An area whose text the quick form keeps. */
export const draftArea = (id: string, value: string, set: (text: string) => void, problem: string | undefined): TemplateResult => html`
  <div class="grow" data-grow=${value}><textarea id=${id} rows="2" dir="auto" .value=${value} aria-invalid=${problem === undefined ? nothing : 'true'} aria-describedby=${problem === undefined ? nothing : `${id}-problem`}
    @input=${(event: Event) => set((event.target as HTMLTextAreaElement).value)}></textarea></div>`;

/** An editor's `value` from the entry as it stands in the document. */
export const valueOf = (entry: ContactEntry): Fields['value'] => ({ channel: entry.channel ?? '', time: entry.time, next: entry.next, person: entry.person ?? '', major: entry.major, reported: entry.reported });
