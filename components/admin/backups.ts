/** Whether one may sleep: the last backup that can be restored, when the next comes, one made now, and the server's own sentences on how it stands. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { BackupView, Health, HealthCheck } from '../../model/api.ts';
import { ApiError } from '../internal/session.ts';
import type { Stop } from '../internal/session.ts';
import { Asked, Doing, isOffline } from './host.ts';
import type { AdminHost, AdminPart } from './host.ts';
import { formatBytes, formatMoment, formatWhole } from './words.ts';

const SOON = 1_000;
const LATER = 30_000;
const MARKS: Readonly<Record<HealthCheck['state'], string>> = { ok: '✓', warn: '!', fail: '✕' };

export class Backups implements AdminPart {
  readonly #host: AdminHost;
  readonly #all: Asked<readonly BackupView[]>;
  readonly #health: Asked<Health>;
  readonly #hour: Asked<string>;
  readonly #doing: Doing;
  #stop: Stop | undefined;
  #opened = false;

  constructor(host: AdminHost) {
    const { session } = host;
    this.#host = host;
    this.#doing = new Doing(host);
    this.#all = new Asked(host, async () => (await session.request<{ readonly items: readonly BackupView[] }>('GET', '/api/backups')).items);
    this.#health = new Asked(host, async () => {
      // a server that says why it cannot work answers 503, with the same sentences
      const answer = await session.fetch(`/healthz?lang=${host.language}`);
      const body = (await answer.json()) as Partial<Health>;
      if (!Array.isArray(body.checks)) throw new ApiError(answer.status, 'http', answer.statusText);
      return body as Health;
    });
    this.#hour = new Asked(host, async () => {
      const { items } = await session.request<{ readonly items: readonly { readonly name: string; readonly value: number }[] }>('GET', '/api/limits');
      return `${String(items.find(({ name }) => name === 'backupHour')?.value ?? 2).padStart(2, '0')}:00`;
    });
  }

  open(): void {
    this.#opened = true;
    void this.#hour.load();
    void this.#health.load();
    void this.#look();
  }
  close(): void {
    this.#opened = false;
    this.#stop?.();
  }
  escape(): boolean {
    return false;
  }

  async #look(): Promise<void> {
    this.#stop?.();
    const ran = this.#running !== undefined;
    await this.#all.load();
    if (ran && this.#running === undefined) void this.#health.load();
    if (this.#opened) this.#stop = this.#host.clock.after(this.#running ? SOON : LATER, () => void this.#look());
  }
  get #running(): BackupView | undefined {
    return this.#all.value?.find(({ state }) => state === 'running');
  }
  async #make(): Promise<void> {
    await this.#doing.run(() => this.#host.session.request('POST', '/api/backups'), '');
    await this.#look();
  }

  render(): TemplateResult {
    const { t } = this.#host;
    return html`<div class="main">
      ${this.#all.render((all) => this.#head(all), 2)}
      ${this.#doing.render()}
      <h3>${t.admin.health}</h3>
      ${this.#health.render(({ checks }) => html`<ul class="checks">${checks.map(({ name, state, text }) => html`<li class=${state}><span class="mark" role="img" aria-label=${t.admin.healthState[state]}>${MARKS[state]}</span><span class="said-by"><strong>${this.#nameOf(name)}</strong> <span>${text}</span></span></li>`)}</ul>`, 3)}
      <h3>${t.admin.backups}</h3>
      ${this.#all.render((all) => this.#list(all), 4)}
      <p class="hint muted">${t.admin.restoreHint} <code>dossier restore</code></p>
    </div>`;
  }

  /** A check that a later server has is called as the server calls it. */
  #nameOf(name: string): string {
    const names: Readonly<Record<string, string>> = this.#host.t.admin.healthName;
    return names[name] ?? name;
  }

  #head(all: readonly BackupView[]): TemplateResult {
    const { t, language, clock, session } = this.#host;
    const good = all.find(({ verified }) => verified?.ok);
    const running = this.#running;
    const demo = session.me?.workspace.demo ?? false;
    return html`<div class="standing">
      <p class=${good ? '' : 'due'}>${good ? t.admin.lastGood(formatMoment(language, good.at, clock.now()), formatBytes(language, good.bytes)) : t.admin.noGood}</p>
      ${this.#hour.value === undefined || demo ? nothing : html`<p class="muted">${t.admin.everyNight(this.#hour.value, session.me?.workspace.timezone ?? 'UTC')}</p>`}
      ${running
        ? html`<p role="status">${running.total === null ? t.admin.making : `${t.admin.making} ${t.admin.doneOf(formatBytes(language, running.done), formatBytes(language, running.total))}`}</p><progress max=${running.total ?? nothing} .value=${running.total === null ? nothing : running.done} aria-label=${t.admin.making}></progress>`
        : html`<div class="buttons"><button type="button" class="button primary make-backup" ?disabled=${this.#doing.busy || isOffline(this.#host)} @click=${() => void this.#make()}>${t.admin.makeNow}</button></div>`}
    </div>`;
  }

  #list(all: readonly BackupView[]): TemplateResult {
    const { t, language, clock } = this.#host;
    const ended = all.filter(({ state }) => state !== 'running');
    if (ended.length === 0) return html`<div class="empty"><p>${t.admin.noBackups}</p></div>`;
    return html`<ul class="rows backups">${repeat(ended, ({ id }) => id, (each) => html`<li class="job">
      <div class="line"><time class="name" datetime=${each.at} title=${formatWhole(language, each.at)}>${formatMoment(language, each.at, clock.now())}</time>
        <span class="muted">${t.admin.madeBy[each.by]}</span>${each.state === 'done' ? html`<span class="muted">${formatBytes(language, each.bytes)}</span>` : nothing}
        ${this.#state(each)}</div>
      ${each.error === null ? nothing : html`<p class="danger" lang="en">${each.error}</p>`}
      ${each.broken + each.missing === 0 ? nothing : html`<p class="due">${t.admin.lacking(each.broken, each.missing)}</p>`}
      ${each.name === null ? nothing : html`<p class="muted mono small">${each.name}</p>`}
    </li>`)}</ul>`;
  }
  #state({ state, verified }: BackupView): TemplateResult {
    const { t } = this.#host;
    if (state === 'failed') return html`<span class="danger">${t.admin.jobState.failed}</span>`;
    if (verified === null) return html`<span class="due">${t.admin.notRead}</span>`;
    return verified.ok ? html`<span class="good">✓ ${t.admin.verified}</span>` : html`<span class="danger">✕ ${t.admin.unusable}</span>`;
  }
}
