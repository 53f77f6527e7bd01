/** The line in which a comment is written or changed: grows with its text, calls colleagues by `@`, sends by the keyboard. What becomes of the text is its owner's. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { PersonView } from '../../model/api.ts';
import { COMMENT_LONGEST } from '../../model/comments.ts';
import { composing } from '../internal/keys.ts';
import type { Strings } from '../internal/strings/index.ts';
import { PeoplePicker } from '../picker/people-picker.ts';
import type { PeoplePickerOptions } from '../picker/people-picker.ts';
import { calledAt, sentText, withPerson } from './draft.ts';
import type { Draft } from './draft.ts';
import type { CommentTexts } from './texts.ts';

export interface LineOptions extends Omit<PeoplePickerOptions, 'changed'> {
  /** Names its elements within the root. */
  readonly id: string;
  readonly draft: Draft;
  readonly changed: () => void;
  /** The text changed: it may be kept. */
  readonly kept: (draft: Draft) => void;
  /** True: it was taken, and the line is empty again. */
  readonly send: (text: string) => Promise<boolean>;
  /** Escape, or the button; none: there is nothing to leave. */
  readonly leave?: () => void;
}

export class Line {
  readonly #options: LineOptions;
  readonly #picker: PeoplePicker;
  draft: Draft;
  sending = false;
  #field: HTMLTextAreaElement | null = null;

  constructor(options: LineOptions) {
    this.#options = options;
    this.draft = options.draft;
    this.#picker = new PeoplePicker(options);
  }

  #set(draft: Draft): void {
    this.draft = draft;
    this.#options.kept(draft);
    this.#options.changed();
  }

  #typed(field: HTMLTextAreaElement): void {
    this.#set({ ...this.draft, text: field.value });
    this.#look(field);
  }

  #look(field: HTMLTextAreaElement): void {
    const called = field.selectionStart === field.selectionEnd ? calledAt(field.value, field.selectionStart) : null;
    // a name that was chosen is finished
    const chosen = called !== null && this.draft.people.some(({ name }) => `${called.words} `.startsWith(`${name} `));
    if (called === null || chosen) this.#picker.close();
    else this.#picker.ask(called.words);
  }

  #choose(person: PersonView): void {
    const field = this.#field;
    if (field === null) return;
    const called = calledAt(field.value, field.selectionStart) ?? { from: field.selectionStart };
    const { draft, name } = withPerson(this.draft, person);
    const after = field.value.slice(field.selectionStart);
    const written = `@${name}${after.startsWith(' ') ? '' : ' '}`;
    const text = field.value.slice(0, called.from) + written + after;
    this.#picker.close();
    // at once, so that the caret has its place
    field.value = text;
    field.setSelectionRange(called.from + written.length, called.from + written.length);
    this.#set({ ...draft, text });
    field.focus();
  }

  #key(event: KeyboardEvent, field: HTMLTextAreaElement): void {
    if (composing(event)) return;
    if (this.#picker.open && (event.key === 'ArrowDown' || event.key === 'ArrowUp' || event.key === 'Enter' || event.key === 'Escape')) {
      const called = calledAt(field.value, field.selectionStart);
      if (called !== null && this.#picker.key(event, called.words, (person) => this.#choose(person))) return event.stopPropagation();
    }
    if (event.key === 'Escape' && this.#options.leave) {
      event.preventDefault();
      event.stopPropagation();
      return this.#options.leave();
    }
    if (event.key !== 'Enter' || event.shiftKey || event.altKey) return;
    // a text of several lines wants Enter for its lines
    if (!(event.ctrlKey || event.metaKey) && field.value.includes('\n')) return;
    event.preventDefault();
    void this.send();
  }

  /** How many characters too many it would have. */
  get tooMany(): number {
    return Math.max(0, sentText(this.draft).trim().length - COMMENT_LONGEST);
  }

  async send(): Promise<void> {
    const text = sentText(this.draft).trim();
    if (this.sending || text === '' || this.tooMany > 0) return;
    this.sending = true;
    this.#picker.close();
    this.#options.changed();
    const { draft } = this;
    const taken = await this.#options.send(text);
    this.sending = false;
    // what was typed meanwhile stays
    if (taken && this.draft.text === draft.text) this.#set({ text: '', people: [] });
    this.#options.changed();
  }

  view(t: Strings, c: CommentTexts, button: string, problem: string, offline: boolean): TemplateResult {
    const { id } = this.#options;
    const { tooMany } = this;
    const told = problem !== '' ? problem : tooMany > 0 ? c.tooLong(tooMany) : '';
    return html`<form class="line no-print" novalidate @submit=${(event: Event) => { event.preventDefault(); void this.send(); }}
        @focusout=${(event: FocusEvent) => { if (!(event.currentTarget as HTMLElement).contains(event.relatedTarget as Node | null)) this.#picker.close(); }}>
      <div class="grow" data-grow=${this.draft.text}><textarea id=${id} rows="1" aria-label=${c.write} placeholder=${c.placeholder} title=${c.keys} autocomplete="off" .value=${live(this.draft.text)}
        aria-autocomplete=${this.#picker.open ? 'list' : nothing}
        aria-controls=${this.#picker.open ? `${id}-people` : nothing} aria-activedescendant=${this.#picker.activeId(`${id}-people`)}
        aria-invalid=${told === '' ? nothing : 'true'} aria-describedby=${told === '' ? nothing : `${id}-problem`}
        @focus=${(event: Event) => { this.#field = event.target as HTMLTextAreaElement; }}
        @input=${(event: Event) => { this.#field = event.target as HTMLTextAreaElement; this.#typed(this.#field); }}
        @click=${(event: Event) => this.#look(event.target as HTMLTextAreaElement)}
        @keydown=${(event: KeyboardEvent) => this.#key(event, event.target as HTMLTextAreaElement)}></textarea></div>
      ${this.#picker.list(`${id}-people`, c.people, t, (person) => this.#choose(person))}
      ${told === '' ? nothing : html`<p class="problem" id="${id}-problem" role="alert">${told}</p>`}
      ${offline ? html`<p class="muted small">${c.offline}</p>` : nothing}
      ${this.draft.text.trim() === '' && !this.#options.leave ? nothing : html`<div class="buttons">
        <button class="button primary" ?disabled=${this.sending || offline || tooMany > 0 || this.draft.text.trim() === ''}>${this.sending ? c.sending : button}</button>
        ${this.#options.leave ? html`<button type="button" class="button" @click=${this.#options.leave}>${t.kit.cancel}</button>` : nothing}
      </div>`}
    </form>`;
  }
}
