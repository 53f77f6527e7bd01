/** Keys of other programs: those in force, one made and shown once, one ended. Below them the webhooks, which go by the rights of a key. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { DepartmentView } from '../../model/api.ts';
import type { CatalogueView } from '../../model/catalogue/types.ts';
import type { Answer } from '../../model/client.ts';
import { SECTIONS } from '../../model/sections.ts';
import type { Clearance, SectionKey } from '../../model/sections.ts';
import { formatDate } from '../internal/formats.ts';
import { departmentField, textField } from './fields.ts';
import { Asked, Doing, checkedOf, isOffline, valueOf } from './host.ts';
import type { AdminHost, AdminPart } from './host.ts';
import { KEY_TEXTS } from './key-texts.ts';
import { once } from './once.ts';
import { Webhooks } from './webhooks.ts';

type Keys = Answer<'GET /api/keys'>;
type Key = Keys['items'][number];
interface Draft { readonly name: string; readonly sections: Readonly<Record<string, 'read' | 'write'>>; readonly department: string; readonly create: boolean; readonly days: string }
const EMPTY: Draft = { name: '', sections: { profile: 'read' }, department: '', create: false, days: '90' };

export class KeysPart implements AdminPart {
  readonly #host: AdminHost;
  readonly #all: Asked<Keys>;
  readonly #departments: Asked<readonly DepartmentView[]>;
  readonly #doing: Doing;
  readonly #webhooks: Webhooks;
  #catalogue: CatalogueView | null = null;
  #draft: Draft | null = null;
  #secret: string | null = null;
  #ending: string | null = null;

  constructor(host: AdminHost) {
    const { session } = host;
    this.#host = host;
    this.#doing = new Doing(host);
    this.#all = new Asked(host, () => session.request<Keys>('GET', '/api/keys'));
    this.#departments = new Asked(host, async () => (await session.request<{ readonly items: readonly DepartmentView[] }>('GET', '/api/departments')).items);
    this.#webhooks = new Webhooks(host, () => this.#all.value?.items.filter(({ state }) => state === 'living') ?? []);
  }

  open(): void {
    const { session, language, update } = this.#host;
    void this.#all.load();
    void this.#departments.load();
    this.#webhooks.open();
    // without the words of the catalogue the sections are called by their keys
    session.catalogue(language, 'any').then((catalogue) => { this.#catalogue = catalogue; update(); }, () => undefined);
  }
  /** A secret is not kept for who comes back. */
  close(): void {
    this.#secret = null;
    this.#webhooks.close();
  }
  escape(): boolean {
    if (this.#ending !== null) this.#ending = null;
    else if (this.#draft !== null) this.#draft = null;
    else return this.#webhooks.escape();
    this.#host.update();
    return true;
  }

  #set(change: Partial<Draft>): void {
    this.#draft = { ...(this.#draft ?? EMPTY), ...change };
    this.#host.update();
  }
  #level(section: string, level: string): void {
    const { [section]: _, ...rest } = this.#draft?.sections ?? {};
    this.#set({ sections: level === '' ? rest : { ...rest, [section]: level as 'read' | 'write' } });
  }
  async #make(event: Event): Promise<void> {
    event.preventDefault();
    const { name, sections, department, create, days } = this.#draft ?? EMPTY;
    const clearances = [...new Set((Object.keys(sections) as SectionKey[]).flatMap((key): readonly Clearance[] => { const kind = SECTIONS[key].class; return kind.kind === 'restricted' ? [kind.clearance] : []; }))];
    const body = { name: name.trim(), sections, departments: department === '' ? null : [department], clearances, create, days: Number(days) };
    await this.#doing.run(async () => {
      const { secret } = await this.#host.session.request<Answer<'POST /api/keys'>>('POST', '/api/keys', body);
      this.#secret = secret;
      this.#draft = null;
      this.#host.focus('.once input');
    }, '');
    await this.#all.load();
  }
  async #end(key: Key): Promise<void> {
    this.#ending = null;
    await this.#doing.run(() => this.#host.session.request('DELETE', `/api/keys/${encodeURIComponent(key.id)}`), this.#t.ended(key.name));
    await this.#all.load();
  }

  get #t() {
    return KEY_TEXTS[this.#host.language];
  }
  #section(key: string): string {
    return this.#catalogue?.sections.find((each) => each.key === key)?.label ?? key;
  }
  #department(id: string): string {
    return this.#departments.value?.find((each) => each.id === id)?.name ?? id;
  }

  render(): TemplateResult {
    const t = this.#t;
    return html`<div class="main keys">
      <h3>${t.keys}</h3>
      <p class="lead">${t.lead}</p>
      ${this.#secret === null ? nothing : once(this.#host, t, this.#secret, () => { this.#secret = null; this.#host.update(); })}
      ${this.#draft === null ? html`<div class="buttons"><button type="button" class="button primary new-key" @click=${() => { this.#set({}); this.#host.focus('#key-name'); }}>${t.newKey}</button></div>` : this.#form(this.#draft)}
      ${this.#doing.render()}
      ${this.#all.render(({ items }) => this.#list(items), 3)}
      ${this.#webhooks.render()}
    </div>`;
  }

  #form({ name, sections, department, create, days }: Draft): TemplateResult {
    const t = this.#t;
    const { t: { kit } } = this.#host;
    return html`<form class="stack key-form" novalidate @submit=${(event: Event) => void this.#make(event)}>
      ${textField({ id: 'key-name', label: t.name, value: name, required: true, max: 100, hint: t.nameHint, set: (text) => this.#set({ name: text }) })}
      <fieldset><legend>${t.sections}</legend><div class="scopes">${Object.values(SECTIONS).map(({ key, class: kind }) => html`<label class="scope"><span>${this.#section(key)}${kind.kind === 'restricted' ? html` <span class="due small">${t.restricted}</span>` : nothing}</span>
        <select data-section=${key} .value=${live(sections[key] ?? '')} @change=${(event: Event) => this.#level(key, valueOf(event))}>
          ${(['', 'read', 'write'] as const).map((level) => html`<option value=${level} ?selected=${(sections[key] ?? '') === level}>${level === '' ? t.none : t[level]}</option>`)}
        </select></label>`)}</div></fieldset>
      ${departmentField({ id: 'key-department', label: t.archives, none: t.all, value: department, departments: this.#departments.value ?? [], set: (text) => this.#set({ department: text }) })}
      <label class="check"><input type="checkbox" .checked=${live(create)} ?disabled=${sections['profile'] !== 'write'} @change=${(event: Event) => this.#set({ create: checkedOf(event) })} />${t.create}</label>
      ${textField({ id: 'key-days', label: t.days, value: days, max: 3, set: (text) => this.#set({ days: text }) })}
      <div class="buttons"><button class="button primary" ?disabled=${this.#doing.busy || isOffline(this.#host)}>${this.#doing.busy ? kit.saving : t.makeKey}</button>
        <button type="button" class="button" @click=${() => { this.#draft = null; this.#host.update(); }}>${kit.cancel}</button></div>
    </form>`;
  }

  #list(items: readonly Key[]): TemplateResult {
    const t = this.#t;
    const living = items.filter(({ state }) => state === 'living');
    const over = items.filter(({ state }) => state !== 'living');
    return html`${living.length === 0 ? html`<div class="empty"><p>${t.noKeys}</p></div>` : html`<ul class="rows">${repeat(living, ({ id }) => id, (key) => this.#row(key))}</ul>`}
      ${over.length === 0 ? nothing : html`<details><summary>${t.older(over.length)}</summary><ul class="rows">${repeat(over, ({ id }) => id, (key) => this.#row(key))}</ul></details>`}`;
  }
  #row(key: Key): TemplateResult {
    const t = this.#t;
    const { language } = this.#host;
    const reach = Object.entries(key.sections).map(([section, level]) => `${this.#section(section)}${language.startsWith('zh') ? '：' : ': '}${t[level]}`).join(language.startsWith('zh') ? '、' : ', ');
    return html`<li class="job">
      <div class="line"><span class="name">${key.name}</span><span class="mono small">${key.prefix}…</span><span class=${key.state === 'living' ? 'good' : 'muted'}>${t.state[key.state]}</span>
        <span class="muted">${t.until(formatDate(language, key.expiresAt.slice(0, 10)))}</span><span class="muted">${key.lastUsed === null ? t.neverUsed : t.lastUsed(formatDate(language, key.lastUsed))}</span><span class="grow"></span>
        ${key.state === 'living' && this.#ending !== key.id ? html`<button type="button" class="button end-key" @click=${() => { this.#ending = key.id; this.#host.update(); this.#host.focus('.end-sure'); }}>${t.end}</button>` : nothing}</div>
      <p class="muted hint">${reach} · ${key.departments === null ? t.all : key.departments.map((id) => t.onlyOf(this.#department(id))).join(', ')}${key.create ? ` · ${t.create}` : ''}</p>
      ${this.#ending === key.id ? html`<p class="banner" role="alert">${t.endSure(key.name)}</p><div class="buttons"><button type="button" class="button danger end-sure" @click=${() => void this.#end(key)}>${t.end}</button><button type="button" class="button" @click=${() => { this.escape(); }}>${this.#host.t.kit.cancel}</button></div>` : nothing}
    </li>`;
  }
}
