/** The fields that the workspace adds, by section: found by their words, ordered by keyboard, opened one at a time. Changing one is in `own-field.ts`. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { DictionaryView } from '../../model/api.ts';
import { MOST_FIELDS, missingLanguages, OWN_SECTIONS, wholeLabels } from '../../model/catalogue/own-shape.ts';
import type { CatalogueView } from '../../model/catalogue/types.ts';
import { LANGUAGES } from '../../model/labels.ts';
import type { OwnFieldView } from '../../model/own-fields-api.ts';
import { fold } from '../internal/fold.ts';
import { Asked, Doing, isOffline, valueOf } from './host.ts';
import type { AdminHost, AdminPart } from './host.ts';
import { OwnFieldCard } from './own-field.ts';
import { ownTexts } from './own-texts.ts';
import { LANGUAGE_NAMES } from './own-words.ts';

export class OwnFieldsPart implements AdminPart {
  readonly #host: AdminHost;
  readonly #all: Asked<readonly OwnFieldView[]>;
  readonly #lists: Asked<readonly DictionaryView[]>;
  readonly #doing: Doing;
  #catalogue: CatalogueView | null = null;
  #catalogueFor = '';
  #q = '';
  #card: OwnFieldCard | null = null;
  #told = '';

  constructor(host: AdminHost) {
    this.#host = host;
    this.#doing = new Doing(host);
    this.#all = new Asked(host, async () => (await host.session.request<{ readonly items: readonly OwnFieldView[] }>('GET', '/api/fields')).items);
    this.#lists = new Asked(host, async () => (await host.session.request<{ readonly items: readonly DictionaryView[] }>('GET', '/api/dictionaries')).items);
  }

  open(): void {
    void this.#all.load();
    void this.#lists.load();
  }
  close(): void {}
  escape(): boolean {
    if (this.#card === null) return false;
    if (!this.#card.escape()) this.#shut();
    return true;
  }

  #shut(): void {
    const key = this.#card?.key ?? null;
    this.#card = null;
    this.#host.update();
    this.#host.focus(key === null ? '.add-field' : `[data-own="${key}"]`);
  }
  #show(field: OwnFieldView | null): void {
    this.#card = new OwnFieldCard({
      host: this.#host, field,
      catalogue: () => this.#catalogue,
      lists: () => this.#lists.value ?? [],
      stored: (stored) => {
        const all = this.#all.value ?? [];
        this.#all.set(all.some(({ key }) => key === stored.key) ? all.map((each) => (each.key === stored.key ? stored : each)) : [...all, stored]);
        void this.#lists.load(); // a new field may have brought one
      },
      close: () => this.#shut(),
    });
    this.#host.update();
    this.#host.focus(field === null ? `#own-label-${this.#host.language}` : '.beside h3');
  }

  /** Words of sections, packs and groups; again when somebody has changed the catalogue. */
  #words(): void {
    const { session, language, update } = this.#host;
    const wanted = `${language} ${session.edition}`;
    if (this.#catalogueFor === wanted) return;
    const again = this.#catalogueFor !== '';
    this.#catalogueFor = wanted;
    session.catalogue(language).then((catalogue) => {
      this.#catalogue = catalogue;
      update();
    }, () => { this.#catalogueFor = ''; });
    if (again) this.open();
  }

  /** Before or behind its neighbour of the same section. */
  async #move(field: OwnFieldView, by: -1 | 1): Promise<void> {
    const { session, language } = this.#host;
    const all = [...(this.#all.value ?? [])];
    const here = all.filter(({ section, retired }) => section === field.section && !retired);
    const other = here[here.indexOf(field) + by];
    if (!other) return;
    const at = all.indexOf(other);
    all.splice(all.indexOf(field), 1);
    all.splice(at, 0, field);
    this.#all.set(all);
    const now = here.indexOf(field) + by;
    this.#told = ownTexts(language).movedTo(wholeLabels(field.label)[language], now + 1);
    const last = now === (by < 0 ? 0 : here.length - 1);
    this.#host.focus(`[data-order="${field.key}"] .${(by < 0) === last ? 'down' : 'up'}`);
    const kept = await this.#doing.run(async () => {
      const { items } = await session.request<{ readonly items: readonly OwnFieldView[] }>('PUT', '/api/fields', { keys: all.map(({ key }) => key) });
      this.#all.set(items);
    }, '');
    if (!kept) void this.#all.load();
  }

  render(): TemplateResult {
    this.#words();
    const t = ownTexts(this.#host.language);
    return html`<div class="sides ${this.#card === null ? '' : 'opened'}">
      <div class="main">
        <p class="lead">${t.lead}</p>
        <div class="tools"><input class="grow" type="search" autocomplete="off" aria-label=${t.search} placeholder=${t.search} .value=${live(this.#q)} @input=${(event: Event) => { this.#q = valueOf(event); this.#host.update(); }} />
          <button type="button" class="button primary add-field" ?disabled=${isOffline(this.#host)} @click=${() => this.#show(null)}>${t.add}</button></div>
        ${this.#doing.render()}
        <p class="visually-hidden" role="status">${this.#told}</p>
        ${this.#all.render((all) => this.#list(all), 6)}
      </div>
      ${this.#card?.render() ?? nothing}
    </div>`;
  }

  #list(all: readonly OwnFieldView[]): TemplateResult {
    const t = ownTexts(this.#host.language);
    if (all.length === 0) return html`<div class="empty" role="status"><p>${t.noneYet}</p></div>`;
    const words = fold(this.#q).split(/\s+/u).filter(Boolean);
    const found = all.filter(({ label, key }) => words.every((word) => fold([key, ...LANGUAGES.map((language) => label[language] ?? '')].join(' ')).includes(word)));
    if (found.length === 0) return html`<div class="empty" role="status"><p>${t.none}</p></div>`;
    return html`<p class="hint muted">${t.count(all.filter(({ retired }) => !retired).length, MOST_FIELDS)}</p>
      ${OWN_SECTIONS.filter((section) => found.some((field) => field.section === section)).map((section) => {
        const here = found.filter((field) => field.section === section).sort((a, b) => Number(a.retired) - Number(b.retired));
        return html`<h3 class="section-name">${this.#catalogue?.sections.find(({ key }) => key === section)?.label ?? section}</h3>
          <ul class="rows">${repeat(here, ({ key }) => key, (field, i) => this.#row(field, i, here.filter(({ retired }) => !retired).length, words.length > 0))}</ul>`;
      })}`;
  }

  #row(field: OwnFieldView, at: number, of: number, searching: boolean): TemplateResult {
    const { language } = this.#host;
    const t = ownTexts(language);
    const { key, kind, packs, label, retired } = field;
    const shown = wholeLabels(label)[language];
    const missing = missingLanguages(label).map((each) => LANGUAGE_NAMES[each]).join(', ');
    const open = key === this.#card?.key;
    const still = searching || retired || isOffline(this.#host) || this.#doing.busy;
    return html`<li class="own-row" data-order=${key}>
      <button type="button" class="row ${open ? 'on' : ''} ${retired ? 'off' : ''}" data-own=${key} aria-current=${open ? 'true' : nothing} @click=${() => this.#show(field)}>
        <span class="name">${shown}</span>${retired ? html`<span class="chip still">${t.retired}</span>` : nothing}${missing === '' || retired ? nothing : html`<span class="chip lacking">${t.missing(missing)}</span>`}
        <span class="facts muted">${t.kinds[kind]} · ${packs.map((pack) => this.#catalogue?.packs.find((each) => each.key === pack)?.label ?? pack).join(', ')}</span>
      </button>
      ${retired ? nothing : html`<span class="order"><button type="button" class="button quiet icon up" aria-disabled=${still || at === 0 ? 'true' : 'false'} aria-label=${t.up(shown)} @click=${() => { if (!still && at > 0) void this.#move(field, -1); }}>↑</button><button type="button" class="button quiet icon down" aria-disabled=${still || at === of - 1 ? 'true' : 'false'} aria-label=${t.down(shown)} @click=${() => { if (!still && at < of - 1) void this.#move(field, 1); }}>↓</button></span>`}
    </li>`;
  }
}
