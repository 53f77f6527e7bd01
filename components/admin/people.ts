/** People: found by the server among however many there are, opened one at a time. What is changed of one is in `person.ts`. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { DepartmentView, PersonView } from '../../model/api.ts';
import type { Stop } from '../internal/session.ts';
import { CsvImport } from './csv-import.ts';
import { Asked, failureText, valueOf } from './host.ts';
import type { AdminHost, AdminPart } from './host.ts';
import { NewPerson } from './new-person.ts';
import { PersonCard } from './person.ts';
import { pathOf, sortedByPath } from './tree.ts';

interface Page { readonly items: readonly PersonView[]; readonly next: string | null }
const LIMIT = 50;
/** Quiet time after the last letter before the server is asked. */
const ASK_AFTER = 250;

type Beside = { readonly kind: 'nothing' } | { readonly kind: 'person'; readonly card: PersonCard } | { readonly kind: 'new'; readonly form: NewPerson } | { readonly kind: 'import'; readonly form: CsvImport };
const NOTHING: Beside = { kind: 'nothing' };

export class People implements AdminPart {
  readonly #host: AdminHost;
  readonly #page: Asked<Page>;
  readonly #departments: Asked<readonly DepartmentView[]>;
  #q = '';
  #department = '';
  #beside: Beside = NOTHING;
  #more: 'no' | 'asking' | string = 'no';
  #stop: Stop | undefined;

  constructor(host: AdminHost) {
    this.#host = host;
    this.#page = new Asked(host, () => this.#ask(null));
    this.#departments = new Asked(host, async () => (await host.session.request<{ readonly items: readonly DepartmentView[] }>('GET', '/api/departments')).items);
  }

  open(): void {
    void this.#departments.load();
    void this.#page.load();
  }
  close(): void {
    this.#stop?.();
    if (this.#beside.kind === 'import') this.#beside.form.stop();
  }
  escape(): boolean {
    if (this.#beside.kind === 'person' && this.#beside.card.escape()) return true;
    if (this.#beside.kind === 'nothing') return false;
    this.#shut();
    return true;
  }

  #ask(cursor: string | null): Promise<Page> {
    const query = new URLSearchParams({ limit: String(LIMIT), ...(this.#q.trim() === '' ? {} : { q: this.#q.trim() }), ...(this.#department === '' ? {} : { department: this.#department }), ...(cursor === null ? {} : { cursor }) });
    return this.#host.session.request<Page>('GET', `/api/people?${query}`);
  }
  async #loadMore(next: string): Promise<void> {
    this.#more = 'asking';
    this.#host.update();
    try {
      const page = await this.#ask(next);
      const now = this.#page.value;
      if (now?.next === next) this.#page.set({ items: [...now.items, ...page.items], next: page.next });
      this.#more = 'no';
    } catch (error) {
      this.#more = failureText(this.#host, error);
    }
    this.#host.update();
  }
  #search(q: string): void {
    this.#q = q;
    this.#stop?.();
    this.#stop = this.#host.clock.after(ASK_AFTER, () => void this.#page.load());
  }

  #put(beside: Beside, focus: string): void {
    if (this.#beside.kind === 'import') this.#beside.form.stop();
    this.#beside = beside;
    this.#host.update();
    this.#host.focus(focus);
  }
  #shut(): void {
    const last = this.#beside;
    this.#put(NOTHING, last.kind === 'person' ? `[data-person="${CSS.escape(last.card.person.id)}"]` : last.kind === 'new' ? '.add-person' : '.import-people');
  }
  #show(person: PersonView): void {
    const card = new PersonCard(this.#host, person, () => this.#departments.value ?? [], (stored, before) => this.#stored(stored, before), () => this.#shut());
    this.#put({ kind: 'person', card }, '.beside h3');
  }
  #stored(stored: PersonView, before: string): void {
    const page = this.#page.value;
    if (page) this.#page.set({ ...page, items: page.items.map((each) => (each.id === before ? stored : each)) });
  }

  render(): TemplateResult {
    const { t } = this.#host;
    const departments = sortedByPath(this.#departments.value ?? []);
    return html`<div class="sides ${this.#beside.kind === 'nothing' ? '' : 'opened'}">
      <div class="main">
        <div class="tools">
          <input class="grow" type="search" autocomplete="off" aria-label=${t.admin.searchPeople} placeholder=${t.admin.searchPeople} .value=${live(this.#q)} @input=${(event: Event) => this.#search(valueOf(event))} />
          <select aria-label=${t.admin.department} @change=${(event: Event) => { this.#department = valueOf(event); void this.#page.load(); }}>
            <option value="">${t.admin.allDepartments}</option>
            ${departments.map(({ id, path }) => html`<option value=${id} .selected=${live(id === this.#department)}>${path}</option>`)}
          </select>
        </div>
        <div class="tools">
          <button type="button" class="button primary add-person" @click=${() => this.#put({ kind: 'new', form: new NewPerson(this.#host, () => this.#departments.value ?? [], (made) => { void this.#page.load(); this.#show(made); }, () => this.#shut()) }, '#new-name')}>${t.admin.addPerson}</button>
          <button type="button" class="button import-people" @click=${() => this.#put({ kind: 'import', form: new CsvImport(this.#host, 'people', () => this.open(), () => this.#shut()) }, '#import-files')}>${t.admin.importPeople}</button>
        </div>
        ${this.#page.render((page) => this.#list(page))}
      </div>
      ${this.#besideView()}
    </div>`;
  }

  #besideView(): unknown {
    switch (this.#beside.kind) {
      case 'nothing': return nothing;
      case 'person': return this.#beside.card.render();
      case 'new': return this.#beside.form.render();
      case 'import': return this.#beside.form.render();
    }
  }

  #list({ items, next }: Page): unknown {
    const { t } = this.#host;
    if (items.length === 0) {
      const all = this.#q.trim() === '' && this.#department === '';
      return html`<div class="empty" role="status"><p>${all ? t.admin.noPeopleYet : t.admin.nobody}</p></div>`;
    }
    const shown = this.#beside.kind === 'person' ? this.#beside.card.person.id : null;
    return html`<ul class="rows">${repeat(items, ({ id }) => id, (person) => this.#row(person, person.id === shown))}</ul>
      ${next === null ? nothing : html`<div class="tools end">${this.#more !== 'no' && this.#more !== 'asking' ? html`<p class="danger" role="alert">${this.#more}</p>` : nothing}
        <button type="button" class="button" ?disabled=${this.#more === 'asking'} @click=${() => void this.#loadMore(next)}>${this.#more === 'asking' ? t.kit.loading : t.admin.showMore}</button></div>`}`;
  }

  #row(person: PersonView, on: boolean): TemplateResult {
    const { t } = this.#host;
    const roles = (person.roles ?? []).map((role) => t.admin.role[role]);
    const facts = [person.department === null ? '' : pathOf(this.#departments.value ?? [], person.department), roles.join(', ')].filter(Boolean);
    return html`<li><button type="button" class="row ${on ? 'on' : ''}" data-person=${person.id} aria-current=${on ? 'true' : nothing} @click=${() => this.#show(person)}>
      <span class="name ${person.active ? '' : 'muted'}">${person.name}</span>
      ${person.active ? nothing : html`<span class="chip still">${t.admin.inactive}</span>`}
      ${(person.clearances ?? []).length === 0 ? nothing : html`<span class="chip">${(person.clearances ?? []).map((each) => t.admin.clearanceShort[each]).join(' · ')}</span>`}
      <span class="facts muted">${facts.join(' · ')}</span>
    </button></li>`;
  }
}
