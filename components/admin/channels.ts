/** Channels: when the daily digest goes out, mail and group chats with a test, and what became of deliveries. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { CHAT_KINDS, CHAT_NAMES, isChatKind, SIGNED_KINDS } from '../../model/channels/api.ts';
import type { ChannelBoard, ChannelSettings, ChatKind, ChatView, DeliveryView } from '../../model/channels/api.ts';
import { LANGUAGES } from '../../model/labels.ts';
import type { Language } from '../../model/labels.ts';
import { CHANNEL_TEXTS } from './channel-texts.ts';
import type { ChannelTexts } from './channel-texts.ts';
import { checks, textField } from './fields.ts';
import { Asked, checkedOf, Doing, isOffline, valueOf } from './host.ts';
import type { AdminHost, AdminPart } from './host.ts';
import { PersonPick } from './person-pick.ts';
import { formatMoment } from './words.ts';

interface Named { readonly id: string; readonly name: string }
interface Draft { readonly id: string | null; readonly name: string; readonly kind: ChatKind; readonly url: string; readonly secret: string; readonly signed: boolean; readonly person: Named | null; readonly language: Language; readonly names: boolean }
const OWN: Readonly<Record<Language, string>> = { 'en': 'English', 'zh-Hans': '简体中文', 'zh-Hant': '繁體中文', 'es': 'español' };
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const PATH = '/api/channels';

export class ChannelsPart implements AdminPart {
  readonly #host: AdminHost;
  readonly #board: Asked<ChannelBoard>;
  readonly #doing: Doing;
  readonly #pick: PersonPick;
  #draft: Draft | null = null;
  #removing: string | null = null;
  #log: { readonly id: string; readonly items: readonly DeliveryView[] } | null = null;
  #link: string | null = null;

  constructor(host: AdminHost) {
    this.#host = host;
    this.#doing = new Doing(host);
    this.#board = new Asked(host, () => host.session.request<ChannelBoard>('GET', PATH));
    this.#pick = new PersonPick(host, 'channel-person', (person) => { this.#set({ person }); });
  }

  open(): void {
    void this.#board.load();
  }
  close(): void {
    this.#pick.reset();
  }
  escape(): boolean {
    if (this.#pick.reset()) return true;
    if (this.#removing !== null) this.#removing = null;
    else if (this.#draft !== null) this.#draft = null;
    else if (this.#log !== null) this.#log = null;
    else return false;
    this.#host.update();
    return true;
  }

  get #t(): ChannelTexts {
    return CHANNEL_TEXTS[this.#host.language];
  }
  get #blocked(): boolean {
    return this.#doing.busy || isOffline(this.#host);
  }
  #set(change: Partial<Draft>): void {
    this.#draft = { ...(this.#draft ?? { id: null, name: '', kind: 'wecom', url: '', secret: '', signed: false, person: null, language: this.#host.language, names: false }), ...change };
    this.#host.update();
  }
  async #do(work: () => Promise<unknown>, done = ''): Promise<boolean> {
    this.#removing = null;
    const worked = await this.#doing.run(work, done);
    await this.#board.load();
    return worked;
  }
  async #save(event: Event): Promise<void> {
    event.preventDefault();
    const { id, person, url, secret, signed: _signed, ...rest } = this.#draft as Draft;
    // what is not written anew stays as it is
    const body = { ...rest, person: person?.id ?? '', ...(id !== null && url === '' ? {} : { url }), ...(id !== null && secret === '' ? {} : { secret: SIGNED_KINDS.includes(rest.kind) ? secret : '' }) };
    if (await this.#do(() => this.#host.session.request(id === null ? 'POST' : 'PATCH', id === null ? PATH : `${PATH}/${id}`, body), this.#t.saved)) {
      this.#draft = null;
      this.#host.update();
    }
  }
  async #test(id: string): Promise<void> {
    let outcome: DeliveryView | null = null;
    await this.#do(async () => { outcome = await this.#host.session.request<DeliveryView>('POST', `${PATH}/${id}/test`); });
    const found = outcome as DeliveryView | null;
    if (found !== null) this.#doing.say(found.done ? 'status' : 'alert', found.done ? this.#t.tested : this.#t.testFailed(found.error ?? ''));
    if (this.#log?.id === id) await this.#show(id);
  }
  async #show(id: string): Promise<void> {
    await this.#doing.run(async () => {
      this.#log = { id, items: (await this.#host.session.request<{ readonly items: readonly DeliveryView[] }>('GET', `${PATH}/${id}/deliveries`)).items };
    }, '');
  }
  #settings(change: Partial<ChannelSettings>): Promise<boolean> {
    return this.#do(() => this.#host.session.request('PUT', `${PATH}/settings`, change), this.#t.saved);
  }

  render(): TemplateResult {
    const t = this.#t;
    return html`<div class="main channels">
      <h3>${t.tab}</h3>
      <p class="lead">${t.lead}</p>
      ${this.#doing.render()}
      ${this.#board.render((board) => html`
        <section class="stack" aria-labelledby="channel-when"><h4 id="channel-when">${t.when}</h4>${this.#when(board)}</section>
        <section class="stack" aria-labelledby="channel-mail"><h4 id="channel-mail">${t.mail}</h4>${this.#mail(board)}</section>
        <section class="stack" aria-labelledby="channel-chats"><h4 id="channel-chats">${t.chats}</h4>
          ${this.#draft === null ? html`<div class="buttons"><button type="button" class="button primary new-channel" @click=${() => { this.#set({}); this.#host.focus('#channel-name'); }}>${t.add}</button></div>` : this.#form(this.#draft)}
          ${board.items.length === 0 ? html`<p class="muted">${t.none}</p>` : html`<ul class="rows">${repeat(board.items, ({ id }) => id, (each) => this.#row(each))}</ul>`}</section>`, 4)}
    </div>`;
  }

  #choice(id: string, label: string, value: string, options: readonly (readonly [string, string])[], set: (value: string) => void, hint = ''): TemplateResult {
    return html`<div class="label-row"><label for=${id}>${label}</label><div><select id=${id} ?disabled=${this.#blocked} aria-describedby=${hint === '' ? nothing : `${id}-hint`} @change=${(event: Event) => set(valueOf(event))}>
      ${options.map(([key, text]) => html`<option value=${key} .selected=${live(key === value)}>${text}</option>`)}</select>${hint === '' ? nothing : html`<p class="hint muted" id=${`${id}-hint`}>${hint}</p>`}</div></div>`;
  }

  #when({ settings, timezone }: ChannelBoard): TemplateResult {
    const t = this.#t;
    return html`
      ${this.#choice('channel-hour', t.hour, String(settings.hour), HOURS.map((hour) => [String(hour), `${String(hour).padStart(2, '0')}:00`] as const), (hour) => void this.#settings({ hour: Number(hour) }), t.hourHint(timezone))}
      ${this.#choice('channel-language', t.language, settings.language, LANGUAGES.map((key) => [key, OWN[key]] as const), (language) => void this.#settings({ language: LANGUAGES.find((each) => each === language) ?? 'en' }))}
      <form novalidate @submit=${(event: Event) => { event.preventDefault(); void this.#settings({ link: this.#link ?? settings.link }); }}>
        ${textField({ id: 'channel-link', label: t.link, value: this.#link ?? settings.link, hint: t.linkHint, type: 'url', max: 2_000, set: (link) => { this.#link = link; this.#host.update(); } })}
        ${this.#link === null || this.#link === settings.link ? nothing : html`<div class="buttons"><button class="button primary" ?disabled=${this.#blocked}>${t.save}</button></div>`}</form>`;
  }

  #mail({ mail, settings }: ChannelBoard): TemplateResult {
    const t = this.#t;
    if (mail === null) return html`<p class="muted">${t.mailNone}</p>`;
    return html`<label class="check"><input type="checkbox" data-key="names" ?disabled=${this.#blocked} .checked=${live(settings.names)} @change=${(event: Event) => void this.#settings({ names: checkedOf(event) })} /><span>${t.names} <span class="muted">${t.namesHint}</span></span></label>
      <div class="job"><div class="line"><span>${t.mailFrom(mail.host, mail.from)}</span><span class="grow"></span>${this.#tools('mail', t.mail)}</div>${this.#last(mail.last)}${this.#deliveries('mail')}</div>`;
  }

  #form({ id, name, kind, url, secret, person, language, names }: Draft): TemplateResult {
    const t = this.#t;
    const { t: { kit }, language: reader } = this.#host;
    return html`<form class="stack key-form" novalidate @submit=${(event: Event) => void this.#save(event)}>
      ${textField({ id: 'channel-name', label: t.name, value: name, required: true, max: 100, set: (text) => this.#set({ name: text }) })}
      ${this.#choice('channel-kind', t.kind, kind, CHAT_KINDS.map((each) => [each, CHAT_NAMES[each][reader]] as const), (text) => { if (isChatKind(text)) this.#set({ kind: text }); })}
      ${textField({ id: 'channel-url', label: t.url, value: url, type: 'url', required: id === null, hint: id === null ? t.urlHint : t.urlKeep, max: 2_000, set: (text) => this.#set({ url: text }) })}
      ${SIGNED_KINDS.includes(kind) ? textField({ id: 'channel-secret', label: t.secret, value: secret, hint: id === null ? t.secretHint : t.urlKeep, max: 500, set: (text) => this.#set({ secret: text }) }) : nothing}
      <div class="label-row"><label for="channel-person">${t.person}</label><div>${person === null ? nothing : html`<p class="picked">${person.name}</p>`}${this.#pick.render(t.person, 'channel-person-hint')}<p class="hint muted" id="channel-person-hint">${t.personHint}</p></div></div>
      ${this.#choice('channel-chat-language', t.language, language, LANGUAGES.map((key) => [key, OWN[key]] as const), (text) => this.#set({ language: LANGUAGES.find((each) => each === text) ?? 'en' }))}
      ${checks(CHAT_NAMES[kind][reader], [{ key: 'names', label: t.names, on: names }], (_key, on) => this.#set({ names: on }), this.#blocked)}
      <div class="buttons"><button class="button primary" ?disabled=${this.#blocked}>${this.#doing.busy ? kit.saving : t.save}</button><button type="button" class="button" @click=${() => { this.#draft = null; this.#host.update(); }}>${kit.cancel}</button></div>
    </form>`;
  }

  #tools(id: string, name: string): TemplateResult {
    const t = this.#t;
    return html`<button type="button" class="button test-channel" aria-label=${`${t.test}: ${name}`} ?disabled=${this.#blocked} @click=${() => void this.#test(id)}>${t.test}</button>
      <button type="button" class="button" aria-label=${`${t.log}: ${name}`} aria-expanded=${this.#log?.id === id ? 'true' : 'false'} @click=${() => { if (this.#log?.id === id) { this.#log = null; this.#host.update(); } else void this.#show(id); }}>${t.log}</button>`;
  }
  #last(last: DeliveryView | null): TemplateResult {
    const t = this.#t;
    const { language, clock } = this.#host;
    if (last === null) return html`<p class="muted">${t.never}</p>`;
    const when = formatMoment(language, last.at, clock.now());
    return html`<p class=${last.done ? 'muted' : 'danger'}>${last.done ? t.arrived(when) : t.failed(when, last.error ?? String(last.status))}</p>`;
  }
  #deliveries(id: string): TemplateResult | typeof nothing {
    const t = this.#t;
    const { language, clock } = this.#host;
    if (this.#log?.id !== id) return nothing;
    const { items } = this.#log;
    return items.length === 0 ? html`<p class="muted">${t.logEmpty}</p>` : html`<ul class="lines" tabindex="0" aria-label=${t.log}>${items.map(({ at, kind, done, status, error, milliseconds }) => html`<li class=${done ? '' : 'danger'}>${formatMoment(language, at, clock.now())} · ${kind === 'test' ? t.trial : t.digest} · ${status ?? '–'}${error === null ? '' : ` · ${error}`} <span class="muted">${milliseconds} ms</span></li>`)}</ul>`;
  }

  #row(each: ChatView): TemplateResult {
    const t = this.#t;
    const { session, language: reader, t: { kit } } = this.#host;
    const { id, name, kind, host, person, enabled, language, names, signed } = each;
    return html`<li class="job">
      <div class="line"><span class="name">${name}</span><span class="chip">${CHAT_NAMES[kind][reader]}</span>${enabled ? nothing : html`<span class="chip still">${t.off}</span>`}<span class="muted">${person.name}</span><span class="mono small">${host}</span></div>
      <div class="buttons">${this.#tools(id, name)}
        <button type="button" class="button" aria-label=${`${t.change}: ${name}`} @click=${() => { this.#set({ id, name, kind, url: '', secret: '', signed, person, language, names }); this.#host.focus('#channel-name'); }}>${t.change}</button>
        <button type="button" class="button" ?disabled=${this.#blocked} @click=${() => void this.#do(() => session.request('PATCH', `${PATH}/${id}`, { enabled: !enabled }))}>${enabled ? t.switchOff : t.switchOn}</button>
        <button type="button" class="button" aria-label=${`${t.remove}: ${name}`} @click=${() => { this.#removing = id; this.#host.update(); this.#host.focus('.remove-sure'); }}>${t.remove}</button></div>
      ${this.#last(each.last)}
      ${this.#removing === id ? html`<p class="banner" role="alert">${t.removeSure(name)}</p><div class="buttons"><button type="button" class="button danger remove-sure" @click=${() => void this.#do(() => session.request('DELETE', `${PATH}/${id}`))}>${t.remove}</button><button type="button" class="button" @click=${() => { this.escape(); }}>${kit.cancel}</button></div>` : nothing}
      ${this.#deliveries(id)}
    </li>`;
  }
}
