/** The limits in effect, to be read: what was changed stands first, and how to change one stands above. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { LimitView } from '../../model/api.ts';
import { fold } from '../internal/fold.ts';
import { Asked, valueOf } from './host.ts';
import type { AdminHost, AdminPart } from './host.ts';
import { formatLimit } from './words.ts';

interface Limits { readonly variable: string; readonly items: readonly LimitView[] }

export class LimitsPart implements AdminPart {
  readonly #host: AdminHost;
  readonly #all: Asked<Limits>;
  #q = '';
  #language = '';

  constructor(host: AdminHost) {
    this.#host = host;
    this.#all = new Asked(host, () => host.session.request<Limits>('GET', `/api/limits?lang=${host.language}`));
  }

  open(): void {
    this.#language = this.#host.language;
    void this.#all.load();
  }
  close(): void {}
  escape(): boolean {
    return false;
  }

  render(): TemplateResult {
    // the texts come in the language of the question
    if (this.#language !== '' && this.#language !== this.#host.language) queueMicrotask(() => { if (this.#language !== this.#host.language) this.open(); });
    const { t } = this.#host;
    return html`<div class="main">
      <p class="lead">${t.admin.limitsLead}</p>
      <p><code>DOSSIER_LIMITS='{"fileBytes": 500000000}'</code></p>
      <div class="tools"><input class="grow" type="search" autocomplete="off" aria-label=${t.admin.searchLimits} placeholder=${t.admin.searchLimits} .value=${live(this.#q)} @input=${(event: Event) => { this.#q = valueOf(event); this.#host.update(); }} /></div>
      ${this.#all.render(({ items }) => this.#list(items), 10)}
    </div>`;
  }

  #list(items: readonly LimitView[]): TemplateResult {
    const { t, language } = this.#host;
    const words = fold(this.#q).split(/\s+/u).filter(Boolean);
    const found = items.filter(({ name, text }) => words.every((word) => fold(`${name} ${text}`).includes(word)));
    if (found.length === 0) return html`<div class="empty" role="status"><p>${t.admin.noLimit}</p></div>`;
    const changed = found.filter(({ value, shipped }) => value !== shipped);
    const rest = found.filter(({ value, shipped }) => value === shipped);
    const row = ({ name, value, shipped, unit, text }: LimitView): TemplateResult => html`<div class="limit"><dt><code>${name}</code></dt>
      <dd><strong>${formatLimit(language, value, unit)}</strong>${value === shipped ? nothing : html` <span class="due">${t.admin.shippedValue(formatLimit(language, shipped, unit))}</span>`}<span class="muted text">${text}</span></dd></div>`;
    return html`${changed.length === 0 ? nothing : html`<h3>${t.admin.changedHere}</h3><dl class="limits">${changed.map(row)}</dl><h3>${t.admin.asDelivered}</h3>`}<dl class="limits">${rest.map(row)}</dl>`;
  }
}
