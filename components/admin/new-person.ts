/** Adding one person before their first sign-in: a name, the id of the sign-in, a department. Roles come after. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { DepartmentView, PersonView } from '../../model/api.ts';
import { holdEnter } from '../internal/keys.ts';
import { besideHead, departmentField, textField } from './fields.ts';
import { Doing, isOffline } from './host.ts';
import type { AdminHost } from './host.ts';

interface Draft { readonly name: string; readonly id: string; readonly email: string; readonly department: string }

export class NewPerson {
  readonly #host: AdminHost;
  readonly #departments: () => readonly DepartmentView[];
  readonly #made: (person: PersonView) => void;
  readonly #close: () => void;
  readonly #doing: Doing;
  #draft: Draft = { name: '', id: '', email: '', department: '' };

  constructor(host: AdminHost, departments: () => readonly DepartmentView[], made: (person: PersonView) => void, close: () => void) {
    this.#host = host;
    this.#departments = departments;
    this.#made = made;
    this.#close = close;
    this.#doing = new Doing(host);
  }

  #set(change: Partial<Draft>): void {
    this.#draft = { ...this.#draft, ...change };
    this.#host.update();
  }

  async #send(event: Event): Promise<void> {
    event.preventDefault();
    const { t, session } = this.#host;
    const name = this.#draft.name.trim();
    const id = this.#draft.id.trim();
    if (name === '' || id === '') return this.#doing.say('alert', t.admin.needNameAndId);
    const { email, department } = this.#draft;
    let made: PersonView | undefined;
    const body = { id, name, ...(email.trim() === '' ? {} : { email: email.trim() }), ...(department === '' ? {} : { department }) };
    if (await this.#doing.run(async () => { made = await session.request<PersonView>('POST', '/api/people', body); }, '')) this.#made(made!);
  }

  render(): TemplateResult {
    const { t } = this.#host;
    const { name, id, email, department } = this.#draft;
    return html`<form class="beside" novalidate @keydown=${holdEnter} @submit=${(event: Event) => void this.#send(event)}>
      ${besideHead(this.#host, t.admin.addPerson, this.#close)}
      ${textField({ id: 'new-name', label: t.admin.name, value: name, required: true, set: (text) => this.#set({ name: text }) })}
      ${textField({ id: 'new-id', label: t.admin.signInId, value: id, required: true, max: 128, hint: t.admin.signInIdHint, set: (text) => this.#set({ id: text }) })}
      ${textField({ id: 'new-email', label: t.admin.email, value: email, type: 'email', max: 254, set: (text) => this.#set({ email: text }) })}
      ${departmentField({ id: 'new-department', label: t.admin.department, none: t.admin.noDepartment, value: department, departments: this.#departments(), set: (text) => this.#set({ department: text }) })}
      ${this.#doing.render()}
      <div class="buttons"><button class="button primary" ?disabled=${this.#doing.busy || isOffline(this.#host)}>${this.#doing.busy ? t.kit.saving : t.admin.add}</button></div>
    </form>`;
  }
}
