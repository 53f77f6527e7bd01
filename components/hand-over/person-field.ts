/** A field in which one colleague is chosen and named; what the choice means is its owner's. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { PersonView } from '../../model/api.ts';
import { composing } from '../internal/keys.ts';
import type { Session } from '../internal/session.ts';
import type { Strings } from '../internal/strings/index.ts';
import { PeoplePicker } from '../picker/people-picker.ts';

export type Chosen = Pick<PersonView, 'id' | 'name'>;

export class PersonField {
  readonly #picker: PeoplePicker;
  readonly #update: () => void;
  readonly #id: string;
  #text = '';
  #chosen: Chosen | null = null;

  constructor(id: string, session: Pick<Session, 'request'>, update: () => void) {
    this.#id = id;
    this.#update = update;
    this.#picker = new PeoplePicker({ session, departmentName: (department) => department, changed: update });
  }

  /** Whom the text means, when nobody was chosen from the list. */
  async chosen(): Promise<Chosen | null> {
    this.#picker.close();
    return this.#chosen ?? (this.#text.trim() === '' ? null : this.#picker.meant(this.#text));
  }
  set(person: Chosen): void {
    this.#chosen = person;
    this.#text = person.name;
  }
  clear(): void {
    this.#text = '';
    this.#chosen = null;
  }

  render({ label, t, invalid = '', chose }: { readonly label: string; readonly t: Strings; readonly invalid?: string; readonly chose?: (person: Chosen) => void }): TemplateResult {
    const [id, picker] = [this.#id, this.#picker];
    const take = (person: PersonView): void => {
      this.#chosen = person;
      this.#text = person.name;
      picker.close();
      chose?.(person);
      this.#update();
    };
    return html`<div class="field" @focusout=${(event: FocusEvent) => { if (!(event.currentTarget as HTMLElement).contains(event.relatedTarget as Node | null)) picker.close(); }}>
      <label for=${id}>${label}</label>
      <input id=${id} role="combobox" aria-autocomplete="list" aria-expanded=${picker.open} aria-controls="${id}-list" aria-activedescendant=${picker.activeId(`${id}-list`)} aria-invalid=${invalid === '' ? 'false' : 'true'} aria-describedby=${invalid === '' ? nothing : `${id}-problem`}
        autocomplete="off" placeholder=${t.form.userName} .value=${live(this.#text)}
        @input=${(event: InputEvent) => {
          this.#text = (event.target as HTMLInputElement).value;
          this.#chosen = null;
          if (!composing(event)) picker.ask(this.#text);
          this.#update();
        }}
        @compositionend=${(event: Event) => picker.ask((event.target as HTMLInputElement).value)}
        @keydown=${(event: KeyboardEvent) => { if (!composing(event) && picker.key(event, this.#text, take)) event.stopPropagation(); }} />
      ${picker.list(`${id}-list`, label, t, take)}
      ${invalid === '' ? nothing : html`<p id="${id}-problem" class="danger" role="alert">${invalid}</p>`}
    </div>`;
  }
}
