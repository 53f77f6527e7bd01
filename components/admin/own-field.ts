/** One field of the workspace's own: words in four languages, kind, section, list or columns, where it appears, a look at it, retiring. Who was slower than a colleague is told and loses nothing. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { DictionaryView } from '../../model/api.ts';
import { COLUMN_KINDS, MOST_COLUMNS, OWN_KINDS, OWN_SECTIONS, wholeLabels } from '../../model/catalogue/own-shape.ts';
import type { ColumnKind, OwnKind } from '../../model/catalogue/own-shape.ts';
import type { CatalogueView, PackKey } from '../../model/catalogue/types.ts';
import type { OwnFieldView } from '../../model/own-fields-api.ts';
import { SECTIONS } from '../../model/sections.ts';
import type { SectionKey } from '../../model/sections.ts';
import { holdEnter } from '../internal/keys.ts';
import { ApiError } from '../internal/session.ts';
import { besideHead, checks } from './fields.ts';
import { checkedOf, Doing, isOffline, valueOf } from './host.ts';
import type { AdminHost } from './host.ts';
import { blank, changedField, draftOf, isChoice, isEmpty, isMaskable, isNumber, newField, nextRow } from './own-draft.ts';
import type { Draft, DraftColumn } from './own-draft.ts';
import { preview } from './own-preview.ts';
import { ownTexts } from './own-texts.ts';
import { wordsField, wordsLine } from './own-words.ts';
import { formatMoment } from './words.ts';

export interface OwnFieldCardOptions {
  readonly host: AdminHost;
  /** Null: a new one. */
  readonly field: OwnFieldView | null;
  readonly catalogue: () => CatalogueView | null;
  readonly lists: () => readonly DictionaryView[];
  readonly stored: (field: OwnFieldView) => void;
  readonly close: () => void;
}

export class OwnFieldCard {
  readonly #options: OwnFieldCardOptions;
  readonly #doing: Doing;
  #field: OwnFieldView | null;
  #draft: Draft;
  #conflict = false;
  #asking = false;

  constructor(options: OwnFieldCardOptions) {
    this.#options = options;
    this.#doing = new Doing(options.host);
    this.#field = options.field;
    this.#draft = options.field === null ? blank() : draftOf(options.field);
  }

  get key(): string | null {
    return this.#field?.key ?? null;
  }
  escape(): boolean {
    if (!this.#asking) return false;
    this.#ask(false);
    return true;
  }

  #set(change: Partial<Draft>): void {
    this.#draft = { ...this.#draft, ...change };
    this.#doing.clear();
    this.#options.host.update();
  }
  #ask(on: boolean): void {
    this.#asking = on;
    this.#options.host.update();
    this.#options.host.focus(on ? '.confirm .button' : '.retire');
  }

  async #send(ask: () => Promise<OwnFieldView>, done: string): Promise<void> {
    await this.#doing.run(async () => {
      try {
        const stored = await ask();
        this.#field = stored;
        this.#draft = draftOf(stored);
        this.#conflict = false;
        this.#asking = false;
        this.#options.stored(stored);
      } catch (error) {
        this.#conflict = error instanceof ApiError && error.status === 409;
        throw error;
      }
    }, done);
  }

  #save(event: Event): void {
    event.preventDefault();
    const { session, language, focus } = this.#options.host;
    const t = ownTexts(language);
    if (isEmpty(this.#draft.label)) {
      this.#doing.say('alert', t.needLabel);
      return focus(`#own-label-${language}`);
    }
    if (this.#draft.packs.length === 0) return this.#doing.say('alert', t.needPack);
    const field = this.#field;
    void (field === null
      ? this.#send(() => session.request('POST', '/api/fields', newField(this.#draft, language)), t.added)
      : this.#send(() => session.request('PUT', `/api/fields/${field.key}`, changedField(this.#draft, field.revision)), t.saved));
  }
  #retire(): void {
    const { session, language } = this.#options.host;
    void this.#send(() => session.request('DELETE', `/api/fields/${this.key}`), ownTexts(language).retiredNow).then(() => this.#options.host.focus('.beside h3'));
  }
  #offer(field: OwnFieldView): void {
    const { session, language } = this.#options.host;
    void this.#send(() => session.request('PUT', `/api/fields/${field.key}`, { revision: field.revision, retired: false }), ownTexts(language).offeredAgain);
  }
  /** What the colleague saved; what was written here stays where it differs from what one saw. */
  async #reload(): Promise<void> {
    const { session, language } = this.#options.host;
    const [seen, mine] = [this.#field, this.#draft];
    await this.#doing.run(async () => {
      const { items } = await session.request<{ readonly items: readonly OwnFieldView[] }>('GET', '/api/fields');
      const now = items.find(({ key }) => key === seen?.key);
      if (!now || !seen) return;
      const before = draftOf(seen);
      const own = Object.entries(mine).filter(([name, value]) => name !== 'columns' && JSON.stringify(value) !== JSON.stringify(before[name as keyof Draft]));
      this.#field = now;
      this.#draft = { ...draftOf(now), ...Object.fromEntries(own) };
      this.#conflict = false;
      this.#options.stored(now);
    }, ownTexts(language).saved === '' ? '' : this.#options.host.t.admin.mergedAgain);
  }

  render(): TemplateResult {
    const { host, close } = this.#options;
    const { language } = host;
    const t = ownTexts(language);
    const draft = this.#draft;
    const field = this.#field;
    const busy = this.#doing.busy || isOffline(host);
    const title = wholeLabels(draft.label)[language] || t.newField;
    return html`<form class="beside own-field" novalidate aria-label=${title} @keydown=${holdEnter} @submit=${(event: Event) => this.#save(event)}>
      ${besideHead(host, title, close)}
      ${field === null ? nothing : html`<p class="hint muted">${t.changedBy(field.changedBy.name, formatMoment(language, field.changedAt, host.clock.now()))}</p>`}
      ${field?.retired === true ? html`<p class="banner">${t.retiredNow} <button type="button" class="button offer" ?disabled=${busy} @click=${() => this.#offer(field)}>${t.offerAgain}</button></p>` : nothing}
      ${wordsField({ id: 'own-label', legend: t.labels, hint: t.labelsHint, words: draft.label, max: 100, named: t.labelIn, shownAs: t.shownAs, set: (each, text) => this.#set({ label: { ...this.#draft.label, [each]: text } }) })}
      ${field === null ? this.#shape() : html`<p class="hint muted">${t.kinds[field.kind]} · ${this.#sectionLabel(field.section)}${field.dictionary === null ? '' : ` · ${this.#listLabel(field.dictionary)}`}${field.min === null && field.max === null ? '' : ` · ${field.min ?? '…'} – ${field.max ?? '…'}`}</p><p class="hint muted">${t.fixed}</p>`}
      ${draft.kind === 'rows' ? this.#columns() : nothing}
      ${preview(draft, language, t.preview, this.#optionLabels())}
      ${wordsField({ id: 'own-help', legend: t.help, hint: t.helpHint, words: draft.help, max: 500, named: t.helpIn, shownAs: t.shownAs, set: (each, text) => this.#set({ help: { ...this.#draft.help, [each]: text } }) })}
      ${this.#where()}
      ${this.#doing.render()}
      <div class="buttons sticky">${this.#conflict
        ? html`<button type="button" class="button primary reload" ?disabled=${busy} @click=${() => void this.#reload()}>${t.loadAgain}</button>`
        : html`<button class="button primary save-field" ?disabled=${busy}>${this.#doing.busy ? host.t.kit.saving : field === null ? host.t.admin.add : host.t.admin.save}</button>`}</div>
      ${field === null || field.retired ? nothing : this.#retiring(busy)}
    </form>`;
  }

  #retiring(busy: boolean): TemplateResult {
    const t = ownTexts(this.#options.host.language);
    return html`<div class="leaving">${this.#asking
      ? html`<div class="confirm" role="group" aria-label=${t.retire}><p>${t.retireAsk}</p><div class="buttons"><button type="button" class="button danger really" ?disabled=${busy} @click=${() => this.#retire()}>${t.yes}</button><button type="button" class="button" @click=${() => this.#ask(false)}>${t.cancel}</button></div></div>`
      : html`<button type="button" class="button retire" ?disabled=${busy} @click=${() => this.#ask(true)}>${t.retire}</button>`}</div>`;
  }

  #sectionLabel(section: string): string {
    return this.#options.catalogue()?.sections.find(({ key }) => key === section)?.label ?? section;
  }
  #listLabel(id: string): string {
    return this.#options.lists().find((list) => list.id === id)?.name[this.#options.host.language] ?? id;
  }
  #optionLabels(): readonly string[] {
    const { list, options } = this.#draft;
    const { language } = this.#options.host;
    if (list === '') return options.map(({ label }) => wholeLabels(label)[language]).filter((label) => label !== '');
    return this.#options.lists().find(({ id }) => id === list)?.options.filter(({ hidden }) => !hidden).map(({ label }) => label[language]) ?? [];
  }

  /** What cannot be changed later. */
  #shape(): TemplateResult {
    const t = ownTexts(this.#options.host.language);
    const { kind, section, min, max } = this.#draft;
    const limit = (id: 'min' | 'max', label: string, value: string): TemplateResult => html`<div class="label-row"><label for=${`own-${id}`}>${label}</label><input id=${`own-${id}`} type="number" step="any" .value=${live(value)} @input=${(event: Event) => this.#set({ [id]: valueOf(event) })} /></div>`;
    return html`
      <div class="label-row"><label for="own-kind">${t.kind}</label><select id="own-kind" @change=${(event: Event) => this.#set({ kind: valueOf(event) as OwnKind })}>${OWN_KINDS.map((each) => html`<option value=${each} .selected=${live(each === kind)}>${t.kinds[each]}</option>`)}</select></div>
      <div class="label-row"><label for="own-section">${t.section}</label><div><select id="own-section" aria-describedby="own-section-hint" @change=${(event: Event) => this.#set({ section: valueOf(event) as SectionKey })}>${OWN_SECTIONS.map((each) => html`<option value=${each} .selected=${live(each === section)}>${this.#sectionLabel(each)}</option>`)}</select>
        <p class="hint muted" id="own-section-hint">${SECTIONS[section].class.kind === 'restricted' ? t.restricted : ''}</p></div></div>
      ${isChoice(kind) ? this.#choice() : nothing}
      ${isNumber(kind) ? html`${limit('min', t.min, min)}${limit('max', t.max, max)}` : nothing}`;
  }

  #listSelect(id: string, value: string, named: string | null, blankLabel: string | null, set: (list: string) => void): TemplateResult {
    const { language } = this.#options.host;
    const lists = [...this.#options.lists()].sort((a, b) => Number(b.own) - Number(a.own) || a.name[language].localeCompare(b.name[language], language));
    return html`<select id=${id} aria-label=${named ?? nothing} @change=${(event: Event) => set(valueOf(event))}>
      ${blankLabel === null ? nothing : html`<option value="" .selected=${live(value === '')}>${blankLabel}</option>`}
      ${lists.map((list) => html`<option value=${list.id} .selected=${live(list.id === value)}>${list.name[language]}</option>`)}</select>`;
  }

  #choice(): TemplateResult {
    const t = ownTexts(this.#options.host.language);
    const { list, options } = this.#draft;
    return html`<div class="label-row"><label for="own-list">${t.list}</label>${this.#listSelect('own-list', list, null, t.newList, (each) => this.#set({ list: each }))}</div>
      ${list !== '' ? nothing : html`<fieldset class="word-lines"><legend>${t.options}</legend>
        ${repeat(options, ({ row }) => row, ({ row, label }, i) => html`<div class="line">${wordsLine(label, t.option(i + 1), (language, text) => this.#set({ options: this.#draft.options.map((each) => (each.row === row ? { row, label: { ...each.label, [language]: text } } : each)) }))}
          <button type="button" class="drop" aria-label=${`${t.dropOption}: ${t.option(i + 1)}`} @click=${() => this.#set({ options: this.#draft.options.filter((each) => each.row !== row) })}>×</button></div>`)}
        <div class="buttons"><button type="button" class="button" @click=${() => this.#set({ options: [...options, { row: nextRow(), label: {} }] })}>${t.addOption}</button></div>
      </fieldset>`}`;
  }

  #columns(): TemplateResult {
    const t = ownTexts(this.#options.host.language);
    const { columns } = this.#draft;
    const change = (row: number, what: (column: DraftColumn) => Partial<DraftColumn>) => this.#set({ columns: this.#draft.columns.map((each) => (each.row === row ? { ...each, ...what(each) } : each)) });
    return html`<fieldset class="word-lines"><legend>${t.columns}</legend><p class="hint muted">${t.columnsHint}</p>
      ${repeat(columns, ({ row }) => row, ({ row, key, kind, label, list }, i) => html`<div class="line">${wordsLine(label, t.column(i + 1), (language, text) => change(row, (each) => ({ label: { ...each.label, [language]: text } })))}
        <select aria-label=${`${t.column(i + 1)}: ${t.kind}`} ?disabled=${key !== undefined} @change=${(event: Event) => change(row, () => ({ kind: valueOf(event) as ColumnKind, list: this.#options.lists()[0]?.id ?? '' }))}>${COLUMN_KINDS.map((each) => html`<option value=${each} .selected=${live(each === kind)}>${t.kinds[each]}</option>`)}</select>
        ${kind === 'enum' && key === undefined ? this.#listSelect(`own-column-${row}`, list, `${t.column(i + 1)}: ${t.list}`, null, (list) => change(row, () => ({ list }))) : nothing}
        ${key === undefined ? html`<button type="button" class="drop" aria-label=${`${t.dropColumn}: ${t.column(i + 1)}`} @click=${() => this.#set({ columns: columns.filter((each) => each.row !== row) })}>×</button>` : nothing}</div>`)}
      <div class="buttons"><button type="button" class="button" ?disabled=${columns.length >= MOST_COLUMNS} @click=${() => this.#set({ columns: [...columns, { row: nextRow(), key: undefined, kind: 'text', label: {}, list: '' }] })}>${t.addColumn}</button></div>
    </fieldset>`;
  }

  /** What can be changed at any time. */
  #where(): TemplateResult {
    const { host, catalogue, lists } = this.#options;
    const t = ownTexts(host.language);
    const { packs, required, group, pii, mask, kind } = this.#draft;
    const all = catalogue();
    const turn = (list: readonly PackKey[], key: string, on: boolean): readonly PackKey[] => (on ? [...list, key as PackKey] : list.filter((each) => each !== key));
    const kindsOfPii = lists().find(({ id }) => id === 'D-29')?.options ?? [];
    return html`
      ${checks(t.packs, (all?.packs ?? []).map(({ key, label }) => ({ key, label, on: packs.includes(key as PackKey) })), (key, on) => this.#set({ packs: turn(this.#draft.packs, key, on) }))}
      ${packs.length === 0 ? nothing : html`<details ?open=${required.length > 0}><summary>${t.required}</summary>${checks(t.requiredHint, (all?.packs ?? []).filter(({ key }) => packs.includes(key as PackKey)).map(({ key, label }) => ({ key: `required-${key}`, label, on: required.includes(key as PackKey) })), (key, on) => this.#set({ required: turn(this.#draft.required, key.slice('required-'.length), on) }))}</details>`}
      <div class="label-row"><label for="own-group">${t.group}</label><select id="own-group" @change=${(event: Event) => this.#set({ group: valueOf(event) })}>
        <option value="own" .selected=${live(group === 'own')}>${t.tab}</option>${(all?.groups ?? []).filter(({ key }) => key !== 'own').map(({ key, label }) => html`<option value=${key} .selected=${live(key === group)}>${label}</option>`)}</select></div>
      <div class="label-row"><label for="own-pii">${t.pii}</label><select id="own-pii" @change=${(event: Event) => this.#set({ pii: valueOf(event) })}>
        <option value="none" .selected=${live(pii === 'none')}>${t.noPii}</option>${kindsOfPii.map(({ key, label }) => html`<option value=${key} .selected=${live(key === pii)}>${label[host.language]}</option>`)}</select></div>
      ${isMaskable(kind) ? html`<label class="check"><input type="checkbox" id="own-mask" .checked=${live(mask)} @change=${(event: Event) => this.#set({ mask: checkedOf(event) })} /><span>${t.mask} <span class="muted">${t.maskHint}</span></span></label>` : nothing}`;
  }
}
