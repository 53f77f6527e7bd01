/** The first step: files are chosen or dropped, and their source is named. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ImportUpload } from '../../model/import/api.ts';
import { formatBytes } from '../admin/words.ts';
import { holdEnter } from '../internal/keys.ts';
import { failureText, isOffline, send, valueOf } from './host.ts';
import type { ImportHost } from './host.ts';

type State = { readonly kind: 'choosing'; readonly problem: string; readonly of: 'files' | 'source' | 'server' } | { readonly kind: 'sending' };
const SOURCE = /^[a-z][a-z0-9._-]{0,31}$/;
const MOST_FILES = 50;
const MOST_OFFERED = 8;

export class StartPart {
  readonly #host: ImportHost;
  readonly #received: (upload: ImportUpload) => void;
  #files: readonly File[] = [];
  #source = '';
  #state: State = { kind: 'choosing', problem: '', of: 'server' };
  #over = false;
  /** A file hangs above the page. */
  #dragged = false;

  constructor(host: ImportHost, received: (upload: ImportUpload) => void) {
    this.#host = host;
    this.#received = received;
  }

  /** The next files are others; the source mostly is the same. */
  reset(): void {
    this.#files = [];
    this.#say('', 'server');
  }
  say(problem: string): void {
    this.#say(problem, 'server');
  }
  #say(problem: string, of: 'files' | 'source' | 'server'): void {
    this.#state = { kind: 'choosing', problem, of };
    this.#host.update();
  }

  #add(files: Iterable<File>): void {
    if (this.#over || this.#state.kind === 'sending') return;
    const fresh = [...files];
    this.#files = [...this.#files.filter(({ name }) => !fresh.some((file) => file.name === name)), ...fresh];
    this.#say('', 'files');
  }

  async #send(): Promise<void> {
    const { t, session } = this.#host;
    if (this.#state.kind === 'sending') return;
    if (this.#files.length === 0) return this.#say(t.noFiles, 'files'), this.#host.focus('.choose-files');
    if (this.#files.length > MOST_FILES) return this.#say(t.tooMany, 'files'), this.#host.focus('.choose-files');
    if (!SOURCE.test(this.#source)) return this.#say(t.sourceBad, 'source'), this.#host.focus('#source');
    this.#state = { kind: 'sending' };
    this.#host.update();
    try {
      const form = new FormData();
      form.append('source', this.#source);
      for (const file of this.#files) form.append('files', file, file.name);
      const upload = await send<ImportUpload>(session, '/api/import-uploads', form);
      this.#state = { kind: 'choosing', problem: '', of: 'server' };
      this.#received(upload);
    } catch (error) {
      this.#say(failureText(this.#host, error), 'server');
    }
  }

  render(sources: readonly string[]): TemplateResult {
    const { t, language } = this.#host;
    const state = this.#state;
    const sending = state.kind === 'sending';
    const problem = (of: 'files' | 'source' | 'server'): unknown => (state.kind === 'choosing' && state.of === of && state.problem !== '' ? html`<p class="danger" role="alert" id=${`problem-${of}`}>${state.problem}</p>` : nothing);
    const drag = (on: boolean) => (event: DragEvent): void => {
      event.preventDefault();
      if (this.#dragged === on) return;
      this.#dragged = on;
      this.#host.update();
    };
    const drop = (event: DragEvent): void => {
      drag(false)(event);
      this.#add(event.dataTransfer?.files ?? []);
    };
    return html`<form class="stack start" novalidate @keydown=${holdEnter} @submit=${(event: Event) => { event.preventDefault(); void this.#send(); }}>
      <div class="drop ${this.#dragged ? 'over' : ''}" @dragenter=${drag(true)} @dragover=${drag(true)} @dragleave=${drag(false)} @drop=${drop}>
        <p>${this.#dragged ? t.dropNow : t.drop}</p>
        <button type="button" class="button choose-files" ?disabled=${sending} aria-describedby="formats" @click=${(event: Event) => (event.currentTarget as HTMLElement).parentElement?.querySelector('input')?.click()}>${t.choose}</button>
        <input type="file" multiple hidden accept=".csv,.tsv,.txt,.xlsx,.vcf,.json,.jsonl" @change=${(event: Event) => { const input = event.target as HTMLInputElement; this.#add(input.files ?? []); input.value = ''; }} />
        <p class="muted small" id="formats">${t.formats}</p>
      </div>
      ${this.#files.length === 0 ? nothing : html`<ul class="files" aria-label=${t.chosen}>${this.#files.map((file) => html`<li><span class="name">${file.name}</span><span class="muted small">${formatBytes(language, file.size)}</span>
        <button type="button" class="button quiet icon" aria-label=${t.remove(file.name)} ?disabled=${sending} @click=${() => { this.#files = this.#files.filter((each) => each !== file); this.#host.update(); this.#host.focus('.choose-files'); }}><span aria-hidden="true">×</span></button></li>`)}</ul>`}
      ${problem('files')}
      <div class="label-row"><label for="source">${t.source}</label><div class="stack tight">
        <input id="source" autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="32" aria-describedby="source-hint" aria-invalid=${state.kind === 'choosing' && state.of === 'source' && state.problem !== '' ? 'true' : nothing} ?disabled=${sending} .value=${live(this.#source)} @input=${(event: Event) => { this.#source = valueOf(event).trim(); this.#host.update(); }} />
        <p class="muted small" id="source-hint">${t.sourceHint}</p>
        ${problem('source')}
        ${sources.length === 0 ? nothing : html`<div class="chips" role="group" aria-label=${t.earlierSources}>${sources.slice(0, MOST_OFFERED).map((source) => html`<button type="button" class="chip" aria-pressed=${source === this.#source} ?disabled=${sending} @click=${() => { this.#source = source; this.#say('', 'source'); }}>${source}</button>`)}</div>`}
      </div></div>
      ${problem('server')}
      <div class="buttons"><button class="button primary look" ?disabled=${sending || isOffline(this.#host)}>${sending ? t.looking : t.look}</button></div>
      ${sending ? html`<progress aria-label=${t.looking}></progress>` : nothing}
    </form>`;
  }
}
