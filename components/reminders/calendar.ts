/** The link by which a calendar program reads what is due: made, shown once, ended. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { CalendarLink } from '../../model/reminders/api.ts';
import { formatDate } from '../internal/formats.ts';
import { failureText, isOffline } from './host.ts';
import type { ListHost } from './host.ts';

const PATH = '/api/links';
type Links = { readonly kind: 'unasked' } | { readonly kind: 'loading' } | { readonly kind: 'failed' } | { readonly kind: 'here'; readonly items: readonly CalendarLink[] };

export class CalendarPart {
  readonly #host: ListHost;
  #links: Links = { kind: 'unasked' };
  #names = false;
  #fresh: CalendarLink | null = null;
  #said = '';
  #problem = '';
  #busy = false;

  constructor(host: ListHost) {
    this.#host = host;
  }

  async #load(): Promise<void> {
    if (this.#links.kind !== 'here') this.#links = { kind: 'loading' };
    this.#host.update();
    try {
      const { items } = await this.#host.session.request<{ readonly items: readonly CalendarLink[] }>('GET', PATH);
      // those to one customer stand with that customer
      this.#links = { kind: 'here', items: items.filter(({ archive = null }) => archive === null) };
    } catch {
      if (this.#links.kind !== 'here') this.#links = { kind: 'failed' }; // said in its place; opening it again asks again
    }
    this.#host.update();
  }
  async #do(work: () => Promise<string>): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.#said = this.#problem = '';
    this.#host.update();
    try {
      this.#said = await work();
    } catch (error) {
      this.#problem = failureText(this.#host, error);
    }
    this.#busy = false;
    await this.#load();
  }
  readonly #make = (): Promise<void> => this.#do(async () => {
    this.#fresh = await this.#host.session.request<CalendarLink>('POST', PATH, { names: this.#names, lang: this.#host.language });
    this.#host.focus('#calendar-url');
    return this.#host.t.calendarOnce;
  });
  #end(id: string): Promise<void> {
    return this.#do(async () => {
      await this.#host.session.request('DELETE', `${PATH}/${encodeURIComponent(id)}`);
      if (this.#fresh?.id === id) this.#fresh = null;
      return this.#host.t.calendarEnded;
    });
  }
  async #copy(url: string): Promise<void> {
    const { t, update } = this.#host;
    try {
      await navigator.clipboard.writeText(url);
      this.#said = t.calendarCopied;
    } catch {
      this.#said = t.calendarMark; // an intranet without https has no clipboard: the address stands there, marked when one goes to it
    }
    update();
  }

  render(): TemplateResult {
    const { t } = this.#host;
    const off = this.#busy || isOffline(this.#host);
    const url = this.#fresh?.url;
    return html`<details class="calendar no-print" @toggle=${(event: Event) => { if ((event.target as HTMLDetailsElement).open && this.#links.kind !== 'here') void this.#load(); }}>
      <summary>${t.calendar}</summary>
      <div class="stack">
        <p class="muted">${t.calendarLead}</p>
        ${url === undefined ? nothing : html`<div class="once"><input id="calendar-url" readonly aria-label=${t.calendarUrl} .value=${live(url)} @focus=${(event: Event) => { (event.target as HTMLInputElement).select(); }} /><button type="button" class="button" @click=${() => void this.#copy(url)}>${t.calendarCopy}</button></div>`}
        <div role="status">${this.#said === '' ? nothing : html`<p>${this.#said}</p>`}</div>
        ${this.#problem === '' ? nothing : html`<p class="danger" role="alert">${this.#problem}</p>`}
        ${this.#items(off)}
        <div class="buttons"><button type="button" class="button make-link" ?disabled=${off} @click=${this.#make}>${t.calendarMake}</button>
          <label class="check"><input type="checkbox" .checked=${live(this.#names)} @change=${(event: Event) => { this.#names = (event.target as HTMLInputElement).checked; }} />${t.calendarNames}</label></div>
      </div>
    </details>`;
  }
  #items(off: boolean): unknown {
    const { t, language, strings } = this.#host;
    switch (this.#links.kind) {
      case 'unasked': return nothing;
      case 'loading': return html`<span class="skeleton" role="status" aria-label=${strings.kit.loading}></span>`;
      case 'failed': return html`<p class="danger" role="alert">${strings.kit.failed}</p>`;
      case 'here': return this.#links.items.map(({ id, made, until, fetched }) => html`<div class="buttons"><span>${t.calendarOf(formatDate(language, made), formatDate(language, until))} <span class="muted">· ${fetched === null ? t.calendarNever : t.calendarFetched(formatDate(language, fetched))}</span></span>
        <button type="button" class="button" ?disabled=${off} @click=${() => void this.#end(id)}>${t.calendarEnd}</button></div>`);
    }
  }
}
