/** Webhooks in the administration: made, tried, switched, their secrets changed, their deliveries; and the hosts inside the network that they may go to. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Answer } from '../../model/client.ts';
import { textField } from './fields.ts';
import { Asked, Doing, isOffline, valueOf } from './host.ts';
import type { AdminHost } from './host.ts';
import { KEY_TEXTS } from './key-texts.ts';
import { once } from './once.ts';
import { formatMoment } from './words.ts';

type All = Answer<'GET /api/webhooks'>;
type Hook = All['items'][number];
type Log = Answer<'GET /api/webhooks/{id}/deliveries'>['items'];
interface Named { readonly id: string; readonly name: string }
interface Draft { readonly name: string; readonly url: string; readonly key: string }

export class Webhooks {
  readonly #host: AdminHost;
  readonly #keys: () => readonly Named[];
  readonly #all: Asked<All>;
  readonly #doing: Doing;
  #draft: Draft | null = null;
  #secret: string | null = null;
  #log: { readonly id: string; readonly items: Log } | null = null;
  #hosts: string | null = null;

  constructor(host: AdminHost, keys: () => readonly Named[]) {
    this.#host = host;
    this.#keys = keys;
    this.#doing = new Doing(host);
    this.#all = new Asked(host, () => host.session.request<All>('GET', '/api/webhooks'));
  }

  open(): void {
    void this.#all.load();
  }
  close(): void {
    this.#secret = null;
  }
  escape(): boolean {
    if (this.#draft === null && this.#log === null) return false;
    if (this.#log !== null) this.#log = null;
    else this.#draft = null;
    this.#host.update();
    return true;
  }

  get #t() {
    return KEY_TEXTS[this.#host.language];
  }
  async #run(work: () => Promise<unknown>, done = ''): Promise<boolean> {
    const worked = await this.#doing.run(work, done);
    await this.#all.load();
    return worked;
  }
  async #make(event: Event): Promise<void> {
    event.preventDefault();
    const draft = this.#draft;
    if (draft === null) return;
    await this.#run(async () => {
      this.#secret = (await this.#host.session.request<Answer<'POST /api/webhooks'>>('POST', '/api/webhooks', draft)).secret;
      this.#draft = null;
    });
  }
  async #test({ id }: Hook): Promise<void> {
    const { session } = this.#host;
    let told: Answer<'POST /api/webhooks/{id}/test'> | undefined;
    const asked = await this.#doing.run(async () => { told = await session.request<Answer<'POST /api/webhooks/{id}/test'>>('POST', `/api/webhooks/${id}/test`); }, '');
    if (asked && this.#log?.id === id) await this.#deliveries(id);
    if (told) this.#doing.say(told.status !== null && told.status < 300 ? 'status' : 'alert', this.#t.tested(told.status === null ? (told.error ?? '') : String(told.status)));
  }
  async #deliveries(id: string): Promise<void> {
    await this.#doing.run(async () => { this.#log = { id, items: (await this.#host.session.request<Answer<'GET /api/webhooks/{id}/deliveries'>>('GET', `/api/webhooks/${id}/deliveries`)).items }; }, '');
  }

  render(): TemplateResult {
    const t = this.#t;
    return html`<h3>${t.webhooks}</h3>
      <p class="lead">${t.webhooksLead}</p>
      ${this.#secret === null ? nothing : once(this.#host, t, this.#secret, () => { this.#secret = null; this.#host.update(); })}
      ${this.#draft === null
        ? html`<div class="buttons"><button type="button" class="button new-webhook" ?disabled=${this.#keys().length === 0} @click=${() => { this.#draft = { name: '', url: 'https://', key: this.#keys()[0]?.id ?? '' }; this.#host.update(); this.#host.focus('#hook-name'); }}>${t.newWebhook}</button></div>`
        : this.#form(this.#draft)}
      ${this.#doing.render()}
      ${this.#all.render(({ items, hosts }) => html`
        ${items.filter(({ why }) => why === 'failing').map(({ name }) => html`<p class="banner" role="status">${t.notice(name)}</p>`)}
        ${items.length === 0 ? html`<div class="empty"><p>${t.noWebhooks}</p></div>` : html`<ul class="rows">${repeat(items, ({ id }) => id, (hook) => this.#row(hook))}</ul>`}
        ${this.#allowed(hosts)}`, 2)}`;
  }

  #form({ name, url, key }: Draft): TemplateResult {
    const t = this.#t;
    const set = (change: Partial<Draft>): void => { this.#draft = { name, url, key, ...change }; this.#host.update(); };
    return html`<form class="stack" novalidate @submit=${(event: Event) => void this.#make(event)}>
      ${textField({ id: 'hook-name', label: t.name, value: name, required: true, max: 100, set: (text) => set({ name: text }) })}
      ${textField({ id: 'hook-url', label: t.url, value: url, required: true, max: 2000, set: (text) => set({ url: text }) })}
      <div><label for="hook-key">${t.byKey}</label><select id="hook-key" .value=${live(key)} @change=${(event: Event) => set({ key: valueOf(event) })}>${this.#keys().map((each) => html`<option value=${each.id} ?selected=${each.id === key}>${each.name}</option>`)}</select></div>
      <div class="buttons"><button class="button primary" ?disabled=${this.#doing.busy || isOffline(this.#host)}>${t.newWebhook}</button><button type="button" class="button" @click=${() => { this.escape(); }}>${this.#host.t.kit.cancel}</button></div>
    </form>`;
  }

  #row(hook: Hook): TemplateResult {
    const t = this.#t;
    const { language, clock, session } = this.#host;
    const path = `/api/webhooks/${hook.id}`;
    const button = (label: string, name: string, run: () => unknown): TemplateResult => html`<button type="button" class="button ${name}" ?disabled=${this.#doing.busy} @click=${run}>${label}</button>`;
    return html`<li class="job">
      <div class="line"><span class="name">${hook.name}</span><span class=${hook.state === 'on' ? 'good' : hook.state === 'failing' ? 'due' : 'muted'}>${t.hookState[hook.state]}${hook.why === null ? nothing : html`: ${t.why[hook.why]}`}</span>
        ${hook.nextAt === null ? nothing : html`<span class="muted">${formatMoment(language, hook.nextAt, clock.now())}</span>`}</div>
      <p class="mono small">${hook.url}</p>
      <p class="muted hint">${t.byKey}${language.startsWith('zh') ? '：' : ': '}${hook.key.name}${hook.secrets > 1 ? ` · ${t.twoSecrets}` : ''}</p>
      <div class="buttons">
        ${button(t.test, 'test', () => void this.#test(hook))}
        ${button(t.log, 'log', () => void (this.#log?.id === hook.id ? this.escape() : this.#deliveries(hook.id)))}
        ${button(hook.state === 'off' ? t.switchOn : t.switchOff, 'switch', () => void this.#run(() => session.request('PATCH', path, { enabled: hook.state === 'off' })))}
        ${hook.secrets > 1
          ? button(t.dropOld, 'drop', () => void this.#run(() => session.request('DELETE', `${path}/secret`), t.saved))
          : button(t.newSecret, 'rotate', () => void this.#run(async () => { this.#secret = (await session.request<Answer<'POST /api/webhooks/{id}/secret'>>('POST', `${path}/secret`)).secret; }))}
        ${button(t.remove, 'remove danger', () => void this.#run(() => session.request('DELETE', path)))}
      </div>
      ${this.#log?.id === hook.id ? this.#deliveriesOf(this.#log.items) : nothing}
    </li>`;
  }
  #deliveriesOf(items: Log): TemplateResult {
    const t = this.#t;
    const { language, clock } = this.#host;
    return items.length === 0 ? html`<p class="muted">${t.noLog}</p>` : html`<ul class="deliveries" aria-label=${t.log}>${items.slice(0, 20).map(({ at, kind, status, error, milliseconds }) => html`<li class="line"><time datetime=${at}>${formatMoment(language, at, clock.now())}</time>
      <span class=${status !== null && status < 300 ? 'good' : 'danger'}>${status ?? error}</span>${kind === 'test' ? html`<span class="muted">${t.test}</span>` : nothing}<span class="muted">${milliseconds} ms</span></li>`)}</ul>`;
  }

  #allowed(hosts: readonly string[]): TemplateResult {
    const t = this.#t;
    const text = this.#hosts ?? hosts.join('\n');
    const save = (): Promise<boolean> => this.#run(async () => {
      await this.#host.session.request('PUT', '/api/webhooks/hosts', { hosts: text.split(/\s+/).filter(Boolean) });
      this.#hosts = null;
    }, t.saved);
    return html`<details class="hosts" ?open=${hosts.length > 0 || this.#hosts !== null}><summary>${t.hosts}</summary><div class="stack"><p class="hint muted" id="hosts-hint">${t.hostsHint}</p>
      <textarea rows="3" aria-label=${t.hosts} aria-describedby="hosts-hint" .value=${live(text)} @input=${(event: Event) => { this.#hosts = valueOf(event); this.#host.update(); }}></textarea>
      <div class="buttons"><button type="button" class="button save-hosts" ?disabled=${this.#hosts === null || this.#doing.busy} @click=${() => void save()}>${t.saveHosts}</button></div></div></details>`;
  }
}
