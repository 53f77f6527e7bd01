/** Giving a cause to a colleague: found by name, given, taken back. Who may is the server's; how far the colleague is comes with the cause. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { PersonView } from '../../model/api.ts';
import { composing, holdEnter } from '../internal/keys.ts';
import { speak } from '../internal/strings/en/index.ts';
import { form } from '../internal/strings/en/form.ts';
import { departmentList } from '../list/directory.ts';
import { PeoplePicker } from '../picker/people-picker.ts';
import { groupPath, failureText, isOffline } from './host.ts';
import type { BenchHost } from './host.ts';

speak({ form });

export class Assign {
  readonly #host: BenchHost;
  readonly #group: string;
  readonly #close: () => void;
  readonly #picker: PeoplePicker;
  #departments: ReadonlyMap<string, string> = new Map();
  #text = '';
  #chosen: Pick<PersonView, 'id' | 'name'> | null = null;
  #problem = '';
  #sending = false;

  constructor(host: BenchHost, group: string, close: () => void) {
    this.#host = host;
    this.#group = group;
    this.#close = close;
    this.#picker = new PeoplePicker({ session: host.session, departmentName: (id) => this.#departments.get(id) ?? id, changed: host.update, clock: host.clock });
    departmentList(host.session).then(
      (all) => { this.#departments = new Map(all.map(({ id, name }) => [id, name])); },
      () => {}, // ids stand where names would
    );
  }

  async #send(): Promise<void> {
    const { session, t, update, changed, focus } = this.#host;
    if (this.#sending) return;
    this.#sending = true;
    this.#problem = '';
    this.#picker.close();
    update();
    try {
      const person = this.#chosen ?? (this.#text.trim() === '' ? null : await this.#picker.meant(this.#text));
      if (person === null) {
        this.#problem = t.assignNone;
        focus('#assign-to');
        return;
      }
      await session.request('PUT', groupPath(this.#group, '/assignment'), { to: person.id });
      this.#close();
      changed(`${t.assigned(person.name)}. ${t.assignedDone(person.name)}`, true);
    } catch (error) {
      this.#problem = failureText(this.#host, error);
    } finally {
      this.#sending = false;
      update();
    }
  }

  readonly #take = (person: PersonView): void => {
    this.#chosen = person;
    this.#text = person.name;
    this.#picker.close();
    this.#host.update();
  };

  #key(event: KeyboardEvent): void {
    if (composing(event)) return;
    if (this.#picker.key(event, this.#text, this.#take)) event.stopPropagation();
  }

  render(): TemplateResult {
    const { t, strings, update } = this.#host;
    const problem = this.#problem !== '';
    return html`<form class="panel-inline" novalidate @keydown=${holdEnter} @submit=${(event: Event) => { event.preventDefault(); void this.#send(); }}
        @focusout=${(event: FocusEvent) => { if (!(event.currentTarget as HTMLElement).contains(event.relatedTarget as Node | null)) this.#picker.close(); }}>
      <label for="assign-to">${t.assignTo}</label>
      <input id="assign-to" role="combobox" aria-autocomplete="list" aria-expanded=${this.#picker.open} aria-controls="assign-list" aria-activedescendant=${this.#picker.activeId('assign-list')}
        aria-invalid=${problem ? 'true' : 'false'} aria-describedby="assign-problem" autocomplete="off" placeholder=${strings.form.userName} .value=${live(this.#text)}
        @input=${(event: InputEvent) => {
          this.#text = (event.target as HTMLInputElement).value;
          this.#chosen = null;
          if (!composing(event)) this.#picker.ask(this.#text);
          update();
        }}
        @compositionend=${(event: Event) => this.#picker.ask((event.target as HTMLInputElement).value)}
        @keydown=${(event: KeyboardEvent) => this.#key(event)} />
      ${this.#picker.list('assign-list', t.people, strings, this.#take)}
      <p id="assign-problem" class="danger" role="alert" ?hidden=${!problem}>${this.#problem}</p>
      <div class="buttons"><button class="button primary" ?disabled=${this.#sending || isOffline(this.#host)}>${t.assignSave}</button><button type="button" class="button" @click=${this.#close}>${strings.kit.cancel}</button></div>
    </form>`;
  }
}
