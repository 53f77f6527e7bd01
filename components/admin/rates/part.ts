/** Currency rates: which currencies there are and what is left out for want of a rate; one added, a list pasted, one removed. How a rate is found and counted is the model's and the server's. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ApiErrorBody } from '../../../model/api.ts';
import type { RateCurrency, RatesAnswer, RatesView, RateView } from '../../../model/rates/api.ts';
import type { RateProblem } from '../../../model/rates/check.ts';
import { formatDate, formatNumber } from '../../internal/formats.ts';
import { ApiError } from '../../internal/session.ts';
import { Asked, Doing, isOffline, valueOf } from '../host.ts';
import type { AdminHost, AdminPart } from '../host.ts';
import { RATE_TEXTS } from './texts.ts';
import type { RateTexts } from './texts.ts';

export { styles } from './styles.ts';
export const make = (host: AdminHost): AdminPart => new RatesPart(host);

const PATH = '/api/rates';
const NEW = { currency: '', date: '', rate: '', source: '' };
type Field = keyof typeof NEW;
const FIELDS: readonly Field[] = ['currency', 'date', 'rate', 'source'];

class RatesPart implements AdminPart {
  readonly #host: AdminHost;
  readonly #view: Asked<RatesView>;
  readonly #doing: Doing;
  readonly #pasting: Doing;
  /** Of which currency rates are listed; empty: of all. */
  #currency = '';
  #more: { readonly rates: readonly RateView[]; readonly next: string | null } | null = null;
  #add = NEW;
  #wrong: ReadonlyMap<Field, string> = new Map();
  #pasted = '';
  #lines: readonly string[] = [];
  #removing: RateView | null = null;

  constructor(host: AdminHost) {
    this.#host = host;
    this.#doing = new Doing(host);
    this.#pasting = new Doing(host);
    this.#view = new Asked(host, () => host.session.request<RatesView>('GET', this.#path(null)));
  }

  open(): void {
    void this.#load();
  }
  close(): void {
    this.#doing.clear();
    this.#pasting.clear();
  }
  escape(): boolean {
    if (this.#removing === null) return false;
    this.#removing = null;
    this.#host.update();
    return true;
  }

  get #t(): RateTexts {
    return RATE_TEXTS[this.#host.language];
  }
  get #blocked(): boolean {
    return this.#doing.busy || this.#pasting.busy || isOffline(this.#host);
  }
  #path(after: string | null): string {
    return `${PATH}?${new URLSearchParams({ limit: '50', ...(this.#currency !== '' && { currency: this.#currency }), ...(after !== null && { after }) })}`;
  }
  async #load(): Promise<void> {
    this.#more = null;
    await this.#view.load();
  }
  async #next(after: string): Promise<void> {
    const { rates: here } = this.#shown();
    await this.#doing.run(async () => {
      const { rates, next } = await this.#host.session.request<RatesView>('GET', this.#path(after));
      this.#more = { rates: [...here, ...rates], next };
    }, '');
  }
  #shown(): { readonly rates: readonly RateView[]; readonly next: string | null } {
    return this.#more ?? this.#view.value ?? { rates: [], next: null };
  }
  #set(change: Partial<typeof NEW>): void {
    this.#add = { ...this.#add, ...change };
    this.#wrong = new Map();
    this.#doing.clear();
    this.#host.update();
  }
  #problemText(code: string, message: string): string {
    return (this.#t.problems as Readonly<Record<string, string>>)[code as RateProblem['code']] ?? message;
  }

  async #save(event: Event): Promise<void> {
    event.preventDefault();
    const { currency, date, rate, source } = this.#add;
    const saved = await this.#doing.run(async () => {
      try {
        await this.#host.session.request<RatesAnswer>('PUT', PATH, { rates: [{ currency: currency.trim().toUpperCase(), date, rate: rate.trim(), source: source.trim() === '' ? null : source.trim() }] });
      } catch (error) {
        if (error instanceof ApiError) this.#wrong = new Map(error.problems.flatMap(({ field, code, message }) => FIELDS.filter((each) => field.endsWith(each)).map((each) => [each, this.#problemText(code, message)] as const)));
        throw error;
      }
    }, this.#t.added);
    const first = FIELDS.find((field) => this.#wrong.has(field));
    if (first !== undefined) {
      this.#doing.clear();
      this.#host.update();
      this.#host.focus(`#rate-${first === 'rate' ? 'value' : first}`);
    }
    if (!saved) return;
    this.#add = { ...NEW, currency: currency.trim().toUpperCase(), source };
    await this.#load();
  }
  async #take(): Promise<void> {
    const { session } = this.#host;
    this.#lines = [];
    let took: RatesAnswer | null = null;
    await this.#pasting.run(async () => {
      const answer = await session.fetch(PATH, { method: 'PUT', headers: { 'content-type': 'text/csv' }, body: this.#pasted });
      const body = (await answer.json()) as RatesAnswer | ApiErrorBody;
      if ('error' in body) {
        const { code, message, field, problems = [] } = body.error;
        this.#lines = problems.map((each) => {
          const line = /\d+/.exec(each.field)?.[0];
          return `${line === undefined ? '' : `${this.#t.place(line)}: `}${this.#problemText(each.code, each.message)}`;
        });
        throw new ApiError(answer.status, code, message, field, problems);
      }
      took = body;
    }, '');
    const done = took as RatesAnswer | null;
    if (done === null) {
      if (this.#lines.length > 0) this.#pasting.clear(); // each line says what is wrong with it
      this.#host.update();
      return;
    }
    this.#pasted = '';
    this.#pasting.say('status', this.#t.took(done.created, done.updated, done.unchanged));
    await this.#load();
  }
  async #remove({ currency, date }: RateView): Promise<void> {
    this.#removing = null;
    await this.#doing.run(() => this.#host.session.request('DELETE', `${PATH}/${currency}/${date}`), this.#t.removed);
    await this.#load();
  }
  #choose(currency: string): void {
    this.#currency = currency;
    if (currency !== '') this.#add = { ...this.#add, currency };
    void this.#load();
  }

  render(): TemplateResult {
    const t = this.#t;
    const base = this.#host.session.me?.workspace.currency ?? '';
    return html`<div class="main rates"><h3>${t.title}</h3><p class="lead">${t.lead(base)}</p>
      ${this.#view.render((view) => html`${this.#currencies(view)}${this.#form(view.base)}${this.#paste()}${this.#list(view)}`, 5)}</div>`;
  }

  #currencies({ currencies }: RatesView): TemplateResult {
    const t = this.#t;
    const { language } = this.#host;
    const left = currencies.reduce((sum, each) => sum + (each.left ?? 0), 0);
    const year = new Date(this.#host.clock.now()).getFullYear();
    const facts = ({ rates, latest, last, left: without }: RateCurrency): TemplateResult => html`<span class="facts">${latest === null || last === null ? html`<span class="muted">${t.noRate}</span>` : html`<span class="muted">${t.newest(latest, formatDate(language, last, year))} · ${t.rates(formatNumber(language, rates))}</span>`}${without ? html` <span class="left">· ${t.left(without, formatNumber(language, without))}</span>` : nothing}</span>`;
    return html`${left === 0 ? nothing : html`<div class="banner stack" role="status"><p>${t.leftAll(left, formatNumber(language, left))}</p><div class="buttons">${currencies.filter((each) => (each.left ?? 0) > 0).map(({ currency }) => html`<button type="button" class="button give-rate" @click=${() => { this.#choose(currency); this.#host.focus('#rate-date'); }}>${t.giveRate(currency)}</button>`)}</div></div>`}
      ${currencies.length === 0 ? html`<p class="muted">${t.none}</p>` : html`<section class="stack" aria-labelledby="rate-currencies"><h4 id="rate-currencies">${t.currencies}</h4><ul class="rows currency-rows">${currencies.map((each) => html`<li><button type="button" class="row ${each.currency === this.#currency ? 'on' : ''}" aria-pressed=${each.currency === this.#currency ? 'true' : 'false'} @click=${() => this.#choose(each.currency === this.#currency ? '' : each.currency)}><span class="name">${each.currency}</span>${facts(each)}</button></li>`)}</ul></section>`}`;
  }

  #form(base: string): TemplateResult {
    const t = this.#t;
    const { currency, date, rate, source } = this.#add;
    const field = (name: Field, id: string, label: string, value: string, more: { readonly type?: string; readonly max: number; readonly hint?: string }): TemplateResult => html`<div><label for=${id}>${label}</label><input id=${id} type=${more.type ?? 'text'} inputmode=${name === 'rate' ? 'decimal' : nothing} maxlength=${more.type === 'date' ? nothing : more.max} autocomplete="off" spellcheck="false" aria-invalid=${this.#wrong.has(name) ? 'true' : 'false'} aria-describedby="rate-hint rate-problem" .value=${live(value)} @input=${(event: Event) => this.#set({ [name]: valueOf(event) })} /></div>`;
    return html`<form class="stack" novalidate aria-labelledby="rate-add" @submit=${(event: Event) => void this.#save(event)}><h4 id="rate-add">${t.add}</h4><div class="rate-form">
      ${field('currency', 'rate-currency', t.currency, currency, { max: 3 })}${field('date', 'rate-date', t.day, date, { type: 'date', max: 10 })}${field('rate', 'rate-value', t.rate(base), rate, { max: 30 })}${field('source', 'rate-source', t.source, source, { max: 200 })}
      <div class="buttons"><button class="button add-rate" ?disabled=${this.#blocked}>${t.addIt}</button></div></div>
      <p class="hint muted" id="rate-hint">${t.rateHint(currency.trim().toUpperCase() || 'USD', base)}</p>
      <p class="danger" id="rate-problem" role="status">${[...new Set(this.#wrong.values())].join(' ')}</p>
      ${this.#doing.render()}</form>`;
  }
  #paste(): TemplateResult {
    const t = this.#t;
    const file = async (event: Event): Promise<void> => {
      const chosen = (event.target as HTMLInputElement).files?.[0];
      if (!chosen) return;
      this.#pasted = await chosen.text();
      this.#host.update();
    };
    return html`<details class="paste-rates" ?open=${this.#pasted !== '' || this.#lines.length > 0}><summary>${t.paste}</summary><div class="stack"><p class="hint muted" id="rate-paste-hint">${t.pasteHint}</p>
      <textarea id="rate-paste" class="mono" rows="6" spellcheck="false" aria-label=${t.pasteLabel} aria-describedby="rate-paste-hint" .value=${live(this.#pasted)} @input=${(event: Event) => { this.#pasted = valueOf(event); this.#lines = []; this.#host.update(); }}></textarea>
      <div class="label-row"><label for="rate-file">${t.file}</label><input id="rate-file" type="file" accept=".csv,text/csv" @change=${(event: Event) => void file(event)} /></div>
      ${this.#lines.length === 0 ? nothing : html`<ul class="line-problems danger" role="alert">${this.#lines.slice(0, 20).map((line) => html`<li>${line}</li>`)}</ul>`}
      <div class="buttons"><button type="button" class="button take-rates" ?disabled=${this.#blocked || this.#pasted.trim() === ''} @click=${() => void this.#take()}>${t.take}</button></div></div></details>${this.#pasting.render()}`;
  }

  #list({ currencies }: RatesView): TemplateResult | typeof nothing {
    const t = this.#t;
    const { language, t: { kit } } = this.#host;
    const { rates, next } = this.#shown();
    if (rates.length === 0 && currencies.length === 0) return nothing;
    const year = new Date(this.#host.clock.now()).getFullYear();
    const removing = this.#removing;
    const what = ({ currency, date }: RateView): string => `${currency} ${formatDate(language, date, year)}`;
    return html`<section class="stack" aria-labelledby="rate-list"><h4 id="rate-list">${this.#currency === '' ? t.every : t.list(this.#currency)}</h4>
      ${removing === null ? nothing : html`<div class="confirm" role="alertdialog" aria-label=${t.remove(what(removing))}><p>${t.sure(what(removing))}</p><div class="buttons"><button type="button" class="button danger remove-sure" @click=${() => void this.#remove(removing)}>${t.removeShort}</button><button type="button" class="button" @click=${() => { this.escape(); }}>${kit.cancel}</button></div></div>`}
      ${rates.length === 0 ? html`<p class="muted">${t.noRate}</p>` : html`<table class="rates-table" aria-labelledby="rate-list"><thead><tr><th scope="col">${t.currency}</th><th scope="col">${t.from}</th><th scope="col" class="n">${t.value}</th><th scope="col">${t.source}</th><th scope="col" class="set-by">${t.by}</th><th scope="col"><span class="visually-hidden">${t.removeShort}</span></th></tr></thead>
        <tbody>${repeat(rates, ({ currency, date }) => `${currency} ${date}`, (each) => html`<tr><td>${each.currency}</td><td>${formatDate(language, each.date, year)}</td><td class="n">${each.rate}</td><td><bdi>${each.source ?? ''}</bdi></td><td class="set-by"><bdi>${each.setBy?.name ?? ''}</bdi></td>
          <td><button type="button" class="drop" aria-label=${t.remove(what(each))} ?disabled=${this.#blocked} @click=${() => { this.#removing = each; this.#host.update(); this.#host.focus('.remove-sure'); }}>×</button></td></tr>`)}</tbody></table>`}
      ${next === null ? nothing : html`<div class="tools end"><button type="button" class="button" ?disabled=${this.#blocked} @click=${() => void this.#next(next)}>${t.more}</button></div>`}</section>`;
  }
}
