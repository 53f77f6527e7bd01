/** Handing a line over: the colleague found by name, and what they should know. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { PersonView } from '../../model/api.ts';
import { composing, holdEnter } from '../internal/keys.ts';
import { form } from '../internal/strings/en/form.ts';
import { speak } from '../internal/strings/en/index.ts';
import { departmentList } from '../list/directory.ts';
import { PeoplePicker } from '../picker/people-picker.ts';
import { isOffline } from './host.ts';
import type { ListHost } from './host.ts';

speak({ form });

export class Handover {
  readonly #host: ListHost;
  readonly #give: (person: Pick<PersonView, 'id' | 'name'>, note: string) => void;
  readonly #close: () => void;
  readonly #picker: PeoplePicker;
  #departments: ReadonlyMap<string, string> = new Map();
  #text = '';
  #note = '';
  #chosen: Pick<PersonView, 'id' | 'name'> | null = null;
  #problem = '';

  constructor(host: ListHost, give: (person: Pick<PersonView, 'id' | 'name'>, note: string) => void, close: () => void) {
    this.#host = host;
    this.#give = give;
    this.#close = close;
    this.#picker = new PeoplePicker({ session: host.session, departmentName: (id) => this.#departments.get(id) ?? id, changed: host.update, clock: host.clock });
    departmentList(host.session).then(
      (all) => { this.#departments = new Map(all.map(({ id, name }) => [id, name])); },
      () => {}, // ids stand where names would
    );
  }

  /** The list closes before the form does. */
  escape(): boolean {
    if (!this.#picker.open) return false;
    this.#picker.close();
    return true;
  }

  async #send(): Promise<void> {
    const { t, update, focus } = this.#host;
    this.#problem = '';
    this.#picker.close();
    let person = this.#chosen;
    if (person === null && this.#text.trim() !== '') {
      try {
        person = await this.#picker.meant(this.#text);
      } catch {
        this.#problem = t.failed; // with the name still there to try again
      }
    }
    if (person !== null) return this.#give(person, this.#note.trim());
    if (this.#problem === '') this.#problem = t.chooseOne;
    update();
    focus('#hand-to');
  }

  readonly #take = (person: PersonView): void => {
    this.#chosen = person;
    this.#text = person.name;
    this.#picker.close();
    this.#host.update();
  };

  render(busy: boolean): TemplateResult {
    const { t, strings, update } = this.#host;
    const problem = this.#problem !== '';
    return html`<form class="panel-inline" novalidate aria-label=${t.handOver} @keydown=${holdEnter} @submit=${(event: Event) => { event.preventDefault(); void this.#send(); }}
        @focusout=${(event: FocusEvent) => { if (!(event.currentTarget as HTMLElement).contains(event.relatedTarget as Node | null)) this.#picker.close(); }}>
      <label for="hand-to">${t.toWhom}</label>
      <input id="hand-to" role="combobox" aria-autocomplete="list" aria-expanded=${this.#picker.open} aria-controls="hand-list" aria-activedescendant=${this.#picker.activeId('hand-list')}
        aria-invalid=${problem ? 'true' : 'false'} aria-describedby="hand-problem" autocomplete="off" placeholder=${strings.form.userName} .value=${live(this.#text)}
        @input=${(event: InputEvent) => {
          this.#text = (event.target as HTMLInputElement).value;
          this.#chosen = null;
          if (!composing(event)) this.#picker.ask(this.#text);
          update();
        }}
        @compositionend=${(event: Event) => this.#picker.ask((event.target as HTMLInputElement).value)}
        @keydown=${(event: KeyboardEvent) => { if (!composing(event) && this.#picker.key(event, this.#text, this.#take)) event.stopPropagation(); }} />
      ${this.#picker.list('hand-list', t.people, strings, this.#take)}
      <p id="hand-problem" class="danger" role="alert" ?hidden=${!problem}>${this.#problem}</p>
      <label for="hand-note">${t.note}</label>
      <input id="hand-note" maxlength="300" placeholder=${t.noteHint} autocomplete="off" .value=${live(this.#note)} @input=${(event: Event) => { this.#note = (event.target as HTMLInputElement).value; }} />
      <div class="buttons"><button class="button primary" ?disabled=${busy || isOffline(this.#host)}>${t.give}</button><button type="button" class="button" @click=${this.#close}>${strings.kit.cancel}</button></div>
    </form>`;
  }
}
