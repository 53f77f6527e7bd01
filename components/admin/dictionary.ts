/** One option list: words in four languages, order, what is offered, options of one's own. Saved whole; who was slower than a colleague is told and loses nothing. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { DictionaryView, DictionaryWish } from '../../model/api.ts';
import { LANGUAGES } from '../../model/labels.ts';
import type { Labels, Language } from '../../model/labels.ts';
import { holdEnter } from '../internal/keys.ts';
import { ApiError } from '../internal/session.ts';
import { besideHead } from './fields.ts';
import { Doing, isOffline, valueOf } from './host.ts';
import type { AdminHost } from './host.ts';

interface Option { readonly key: string | undefined; readonly label: Labels; readonly hidden: boolean; /** As it is written in the field, where the list counts days. */ readonly days: string; /** Of this form alone, so that a row stays itself. */ readonly row: number }
const NAMES: Labels = { 'en': 'English', 'zh-Hans': '简体中文', 'zh-Hant': '繁體中文', 'es': 'Español' };
const EMPTY: Labels = { 'en': '', 'zh-Hans': '', 'zh-Hant': '', 'es': '' };

export class DictionaryCard {
  readonly #host: AdminHost;
  readonly #stored: (dictionary: DictionaryView) => void;
  readonly #close: () => void;
  readonly #doing: Doing;
  #dictionary: DictionaryView;
  #options: readonly Option[] = [];
  #rows = 0;
  #open: number | null = null;
  #conflict = false;
  #told = '';

  constructor(host: AdminHost, dictionary: DictionaryView, stored: (dictionary: DictionaryView) => void, close: () => void) {
    this.#host = host;
    this.#stored = stored;
    this.#close = close;
    this.#doing = new Doing(host);
    this.#dictionary = dictionary;
    this.#take(dictionary);
  }

  get id(): string {
    return this.#dictionary.id;
  }
  escape(): boolean {
    if (this.#open === null) return false;
    const row = this.#open;
    this.#open = null;
    this.#host.update();
    this.#host.focus(`[data-row="${row}"] .rename`);
    return true;
  }

  #take(dictionary: DictionaryView): void {
    this.#dictionary = dictionary;
    this.#options = dictionary.options.map((option) => ({ ...plainOf(option), row: this.#rows++ }));
    this.#conflict = false;
    this.#open = null;
  }
  #set(options: readonly Option[]): void {
    this.#options = options;
    this.#doing.clear();
    this.#host.update();
  }
  #change(row: number, change: Partial<Option>): void {
    this.#set(this.#options.map((each) => (each.row === row ? { ...each, ...change } : each)));
  }
  #move(at: number, by: -1 | 1): void {
    const options = [...this.#options];
    const [moved] = options.splice(at, 1);
    if (!moved) return;
    options.splice(at + by, 0, moved);
    this.#told = this.#host.t.admin.movedTo(moved.label[this.#host.language], at + by + 1);
    this.#set(options);
    this.#host.focus(`[data-row="${moved.row}"] .${by < 0 ? (at + by === 0 ? 'down' : 'up') : at + by === options.length - 1 ? 'up' : 'down'}`);
  }
  #add(): void {
    const option: Option = { key: undefined, label: EMPTY, hidden: false, days: '', row: this.#rows++ };
    this.#open = option.row;
    this.#set([...this.#options, option]);
    this.#host.focus(`#option-${option.row}-${this.#host.language}`);
  }
  get #dirty(): boolean {
    const plain = (options: readonly Omit<Option, 'row'>[]): string => JSON.stringify(options.map(({ key, label, hidden, days }) => [key ?? '', LANGUAGES.map((each) => label[each]), hidden, days.trim()]));
    return plain(this.#options) !== plain(this.#dictionary.options.map(plainOf));
  }

  /** A language left empty gets the words of the reader's own: a list that is half translated is of use, an option without a name is not. */
  async #save(event: Event): Promise<void> {
    event.preventDefault();
    const { t, session, language } = this.#host;
    const nameless = this.#options.find(({ label }) => LANGUAGES.every((each) => label[each].trim() === ''));
    if (nameless) {
      this.#open = nameless.row;
      this.#doing.say('alert', t.admin.needName);
      return this.#host.focus(`#option-${nameless.row}-${language}`);
    }
    const { days: range } = this.#dictionary;
    const wrong = range ? this.#options.find(({ days }) => !fits(days, range)) : undefined;
    if (range && wrong) {
      this.#open = wrong.row;
      this.#doing.say('alert', t.admin.daysRange(range.least, range.most));
      return this.#host.focus(`#option-${wrong.row}-days`);
    }
    const wish: DictionaryWish = {
      revision: this.#dictionary.revision,
      options: this.#options.map(({ key, label, hidden, days }) => ({ ...(key === undefined ? {} : { key }), label: filled(label, language), hidden, ...(range ? { days: days.trim() === '' ? null : Number(days) } : {}) })),
    };
    let stored: DictionaryView | undefined;
    await this.#doing.run(async () => {
      try {
        stored = await session.request<DictionaryView>('PUT', `/api/dictionaries/${this.id}`, wish);
      } catch (error) {
        this.#conflict = error instanceof ApiError && error.status === 409;
        throw error;
      }
      this.#take(stored);
      this.#stored(stored);
    }, t.admin.savedForAll);
  }
  /** What the colleague saved, with what was done here on top of it. */
  async #reload(): Promise<void> {
    const { session, t } = this.#host;
    const mine = this.#options;
    const before = new Map(this.#dictionary.options.map((option) => [option.key, plainOf(option)]));
    await this.#doing.run(async () => {
      const { items } = await session.request<{ readonly items: readonly DictionaryView[] }>('GET', '/api/dictionaries');
      const now = items.find(({ id }) => id === this.id);
      if (!now) return;
      this.#take(now);
      this.#stored(now);
      const done = new Map(mine.flatMap((option) => (option.key === undefined ? [] : [[option.key, option] as const])));
      this.#options = [
        ...this.#options.map((option) => {
          const own = option.key === undefined ? undefined : done.get(option.key);
          const old = option.key === undefined ? undefined : before.get(option.key);
          if (!own || !old) return option;
          return { ...option, label: JSON.stringify(own.label) === JSON.stringify(old.label) ? option.label : own.label, hidden: own.hidden === old.hidden ? option.hidden : own.hidden, days: own.days === old.days ? option.days : own.days };
        }),
        ...mine.filter(({ key }) => key === undefined),
      ];
    }, t.admin.mergedAgain);
  }

  render(): TemplateResult {
    const { t, language } = this.#host;
    const { name, editable, fields, options } = this.#dictionary;
    const busy = this.#doing.busy || isOffline(this.#host);
    const used = fields.length === 0 ? nothing : html`<p class="muted">${t.admin.usedBy(fields.map((each) => each[language]).join(', '))}</p>`;
    if (!editable) {
      return html`<div class="beside" role="group" aria-label=${name[language]}>${besideHead(this.#host, name[language], this.#close)}${used}<p class="banner">${t.admin.fixedHint}</p>
        <ul class="options">${options.map(({ label }) => html`<li class="option"><span class="grow">${label[language]}</span></li>`)}</ul></div>`;
    }
    return html`<form class="beside" novalidate aria-label=${name[language]} @keydown=${holdEnter} @submit=${(event: Event) => void this.#save(event)}>
      ${besideHead(this.#host, name[language], this.#close)}${used}
      <ol class="options">${repeat(this.#options, ({ row }) => row, (option, at) => this.#row(option, at))}</ol>
      <div class="buttons"><button type="button" class="button add-option" @click=${() => this.#add()}>${t.admin.addOption}</button></div>
      <p class="hint muted">${t.admin.hiddenHint}</p>
      <p class="visually-hidden" role="status">${this.#told}</p>
      ${this.#doing.render()}
      <div class="buttons sticky">
        ${this.#conflict
          ? html`<button type="button" class="button primary reload" ?disabled=${busy} @click=${() => void this.#reload()}>${t.admin.loadAgain}</button>`
          : html`<button class="button primary save-list" ?disabled=${busy || !this.#dirty}>${this.#doing.busy ? t.kit.saving : t.admin.save}</button>`}
        ${this.#dirty ? html`<button type="button" class="button" @click=${() => { this.#take(this.#dictionary); this.#doing.clear(); this.#host.update(); }}>${t.admin.discard}</button>` : nothing}
      </div>
    </form>`;
  }

  #row({ key, label, hidden, days, row }: Option, at: number): TemplateResult {
    const { t, language } = this.#host;
    const shown = label[language] || LANGUAGES.map((each) => label[each]).find(Boolean) || t.admin.newOption;
    const open = this.#open === row;
    const { shipped = null, shippedDays = null } = this.#dictionary.options.find((each) => each.key === key) ?? {};
    const range = this.#dictionary.days;
    const delivered = shippedDays === null ? '' : String(shippedDays);
    return html`<li class="option ${hidden ? 'off' : ''}" data-row=${row}>
      <span class="order"><button type="button" class="button quiet icon up" ?disabled=${at === 0} aria-label=${t.admin.moveUp(shown)} @click=${() => this.#move(at, -1)}>↑</button><button type="button" class="button quiet icon down" ?disabled=${at === this.#options.length - 1} aria-label=${t.admin.moveDown(shown)} @click=${() => this.#move(at, 1)}>↓</button></span>
      <button type="button" class="link rename grow" aria-expanded=${open ? 'true' : 'false'} aria-label=${t.admin.rename(shown)} @click=${() => { this.#open = open ? null : row; this.#host.update(); }}>${shown}</button>${range && /^\d+$/.test(days.trim()) ? html`<span class="muted days">${t.admin.daysOf(Number(days))}</span>` : nothing}
      <label class="check"><input type="checkbox" .checked=${live(!hidden)} aria-label=${t.admin.offerThat(shown)} @change=${() => key === undefined && !hidden ? this.#set(this.#options.filter((each) => each.row !== row)) : this.#change(row, { hidden: !hidden })} /><span class="muted">${t.admin.offered}</span></label>
      ${open ? html`<div class="words">
        ${LANGUAGES.map((each) => html`<div class="label-row"><label for=${`option-${row}-${each}`} lang=${each}>${NAMES[each]}</label><input id=${`option-${row}-${each}`} lang=${each} maxlength="200" autocomplete="off" placeholder=${shipped?.[each] ?? ''} .value=${live(label[each])} @input=${(event: Event) => this.#change(row, { label: { ...label, [each]: valueOf(event) } })} /></div>`)}
        ${range ? html`<div class="label-row"><label for=${`option-${row}-days`}>${t.admin.days}</label><div><input id=${`option-${row}-days`} inputmode="numeric" maxlength="5" autocomplete="off" aria-invalid=${fits(days, range) ? 'false' : 'true'} aria-describedby=${`option-${row}-days-hint`} .value=${live(days)} @input=${(event: Event) => this.#change(row, { days: valueOf(event) })} /><p class="hint muted" id=${`option-${row}-days-hint`}>${t.admin.daysHint(this.id, range.least, range.most)}</p></div></div>` : nothing}
        ${shipped !== null && (LANGUAGES.some((each) => label[each] !== shipped[each]) || (range && days.trim() !== delivered)) ? html`<button type="button" class="link" @click=${() => this.#change(row, { label: shipped, days: delivered })}>${t.admin.asShipped(range && delivered !== '' ? `${shipped[language]} · ${t.admin.daysOf(Number(delivered))}` : shipped[language])}</button>` : nothing}
      </div>` : nothing}
    </li>`;
  }
}

/** What the form has of a stored option. */
const plainOf = ({ key, label, hidden, days }: DictionaryView['options'][number]): Omit<Option, 'row'> => ({ key, label, hidden, days: days === null ? '' : String(days) });

/** Nothing, or a whole number in the range. */
const fits = (days: string, { least, most }: NonNullable<DictionaryView['days']>): boolean => days.trim() === '' || (/^\d+$/.test(days.trim()) && Number(days) >= least && Number(days) <= most);

function filled(label: Labels, language: Language): Labels {
  const own = label[language].trim() || LANGUAGES.map((each) => label[each].trim()).find(Boolean) || '';
  return Object.fromEntries(LANGUAGES.map((each) => [each, label[each].trim() || own])) as unknown as Labels;
}
