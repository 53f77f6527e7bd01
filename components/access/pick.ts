/** A field in which one colleague is chosen, with its list. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { PersonView } from '../../model/api.ts';
import type { Session } from '../internal/session.ts';
import { speak } from '../internal/strings/en/index.ts';
import { form } from '../internal/strings/en/form.ts';
import type { Strings } from '../internal/strings/index.ts';
import { PeoplePicker } from '../picker/people-picker.ts';

speak({ form }); // words of the list

export class PickOne {
  readonly #picker: PeoplePicker;
  readonly #id: string;
  readonly #update: () => void;
  #text = '';
  chosen: { readonly id: string; readonly name: string } | null = null;

  constructor(id: string, session: Session, departmentName: (id: string) => string, update: () => void) {
    this.#id = id;
    this.#update = update;
    this.#picker = new PeoplePicker({ session, departmentName, changed: update });
  }

  set(person: { readonly id: string; readonly name: string } | null): void {
    this.chosen = person;
    this.#text = person?.name ?? '';
    this.#picker.close();
    this.#update();
  }
  readonly #choose = ({ id, name }: PersonView): void => { this.set({ id, name }); };

  /** Whoever was chosen from the list, or is meant by a whole name that was typed. Throws when it cannot be found out. */
  async meant(): Promise<{ readonly id: string; readonly name: string } | null> {
    if (this.chosen === null && this.#text.trim() !== '') {
      const person = await this.#picker.meant(this.#text);
      if (person !== null) this.#choose(person);
    }
    return this.chosen;
  }

  render(label: string, t: Strings): TemplateResult {
    const list = `${this.#id}-list`;
    return html`<input id=${this.#id} role="combobox" aria-autocomplete="list" aria-expanded=${this.#picker.open ? 'true' : 'false'} aria-controls=${list} aria-activedescendant=${this.#picker.activeId(list)} autocomplete="off" aria-label=${label} placeholder=${label} .value=${live(this.#text)}
        @input=${(event: Event) => {
          this.#text = (event.target as HTMLInputElement).value;
          this.chosen = null;
          this.#picker.ask(this.#text);
        }}
        @keydown=${(event: KeyboardEvent) => this.#picker.key(event, this.#text, this.#choose)} @blur=${() => { this.#picker.close(); }} />${this.#picker.list(list, label, t, this.#choose) ?? nothing}`;
  }
}
