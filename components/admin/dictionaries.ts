/** Option lists: found by their name or by the field that uses them, opened one at a time. Changing one is in `dictionary.ts`. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { DictionaryView } from '../../model/api.ts';
import { fold } from '../internal/fold.ts';
import { DictionaryCard } from './dictionary.ts';
import { Asked, valueOf } from './host.ts';
import type { AdminHost, AdminPart } from './host.ts';

export class Dictionaries implements AdminPart {
  readonly #host: AdminHost;
  readonly #all: Asked<readonly DictionaryView[]>;
  #q = '';
  /** Of the catalogue that the lists were asked for in. */
  #edition = '';
  #card: DictionaryCard | null = null;

  constructor(host: AdminHost) {
    this.#host = host;
    this.#all = new Asked(host, async () => (await host.session.request<{ readonly items: readonly DictionaryView[] }>('GET', '/api/dictionaries')).items);
  }

  open(): void {
    this.#edition = this.#host.session.edition;
    void this.#all.load();
  }
  close(): void {}
  escape(): boolean {
    if (this.#card === null) return false;
    if (!this.#card.escape()) this.#shut();
    return true;
  }

  #shut(): void {
    const id = this.#card?.id;
    this.#card = null;
    this.#host.update();
    if (id !== undefined) this.#host.focus(`[data-dictionary="${id}"]`);
  }
  #show(dictionary: DictionaryView): void {
    this.#card = new DictionaryCard(this.#host, dictionary, (stored) => {
      this.#all.set((this.#all.value ?? []).map((each) => (each.id === stored.id ? stored : each)));
    }, () => this.#shut());
    this.#host.update();
    this.#host.focus('.beside h3');
  }

  render(): TemplateResult {
    const { t, session } = this.#host;
    // somebody has changed a list; what is being written in an open one stays
    if (session.edition !== this.#edition) this.open();
    return html`<div class="sides ${this.#card === null ? '' : 'opened'}">
      <div class="main">
        <p class="lead">${t.admin.optionsLead}</p>
        <div class="tools"><input class="grow" type="search" autocomplete="off" aria-label=${t.admin.searchLists} placeholder=${t.admin.searchLists} .value=${live(this.#q)} @input=${(event: Event) => { this.#q = valueOf(event); this.#host.update(); }} /></div>
        ${this.#all.render((all) => this.#list(all), 10)}
      </div>
      ${this.#card?.render() ?? nothing}
    </div>`;
  }

  #list(all: readonly DictionaryView[]): TemplateResult {
    const { t, language } = this.#host;
    const words = fold(this.#q).split(/\s+/u).filter(Boolean);
    const found = all.filter(({ id, name, fields, options }) => {
      const text = fold([id, name[language], ...fields.map((field) => field[language]), ...options.map(({ label }) => label[language])].join(' '));
      return words.every((word) => text.includes(word));
    });
    if (found.length === 0) return html`<div class="empty" role="status"><p>${t.admin.noList}</p></div>`;
    const order = [...found].sort((a, b) => Number(b.editable) - Number(a.editable) || a.name[language].localeCompare(b.name[language], language));
    return html`<ul class="rows">${order.map((each) => html`<li><button type="button" class="row ${each.id === this.#card?.id ? 'on' : ''}" data-dictionary=${each.id} aria-current=${each.id === this.#card?.id ? 'true' : nothing} @click=${() => this.#show(each)}>
      <span class="name">${each.name[language]}</span>
      ${each.editable ? (each.revision > 0 ? html`<span class="chip">${t.admin.changed}</span>` : nothing) : html`<span class="chip still">${t.admin.fixed}</span>`}
      <span class="facts muted">${each.options.filter(({ hidden }) => !hidden).slice(0, 6).map(({ label }) => label[language]).join(' · ')}</span>
    </button></li>`)}</ul>`;
  }
}
