/** One import as a job: watched while it goes on, stopped, gone on with, its rows, undone. A dry run ends with what was chosen of it being imported. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { DepartmentView } from '../../model/api.ts';
import type { ImportChoice, ImportUndo, ImportView } from '../../model/import/api.ts';
import { formatNumber } from '../internal/formats.ts';
import { notice } from '../internal/notices.ts';
import { ApiError } from '../internal/session.ts';
import type { Stop } from '../internal/session.ts';
import { chooseView, rowsTaken, type Chosen } from './choose.ts';
import { failureText, isOffline } from './host.ts';
import type { ImportHost } from './host.ts';
import { keyLabel } from './labels.ts';
import { colon, problem } from './problems.ts';
import { RowsPart } from './rows.ts';

type State =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly text: string }
  /** `lost`: the last question was not answered. */
  | { readonly kind: 'here'; readonly view: ImportView; readonly lost: boolean };
type Doing = { readonly kind: 'nothing' } | { readonly kind: 'stopping' } | { readonly kind: 'resuming' } | { readonly kind: 'starting' } | { readonly kind: 'sure' } | { readonly kind: 'failed'; readonly text: string };

export interface RunEvents {
  /** Back to the columns, or to the list. */
  readonly back: () => void;
  readonly another: () => void;
  /** Of a dry run whose files wait: imports them. */
  readonly go: ((chosen: Chosen) => Promise<void>) | null;
}

const SOON = 500;
const LATER = 3_000;
/** Lines about files that are told. */
const MOST_LINES = 20;
export const isLive = ({ state, undoing }: ImportView): boolean => state === 'queued' || state === 'running' || undoing;

export class RunPart {
  readonly #host: ImportHost;
  readonly #id: string;
  readonly #events: RunEvents;
  readonly #departments: () => readonly DepartmentView[];
  readonly #source: string;
  #state: State = { kind: 'loading' };
  #doing: Doing = { kind: 'nothing' };
  #rows: RowsPart | null = null;
  #chosen: Chosen;
  #stop: Stop | undefined;
  #over = false;
  #asked = 0;
  /** An undoing was under way when last looked: its end is told either way. */
  #wasUndoing = false;

  constructor(host: ImportHost, id: string, source: string, departments: () => readonly DepartmentView[], events: RunEvents) {
    this.#host = host;
    this.#id = id;
    this.#source = source;
    this.#events = events;
    this.#departments = departments;
    this.#chosen = { create: 'create', update: 'update', department: '', save: true, leave: false };
  }

  get dry(): boolean {
    return this.#state.kind === 'here' && this.#state.view.dryRun;
  }
  begin(): void {
    void this.#look();
  }
  /** The import goes on; nobody looks at it from here any more. */
  close(): void {
    this.#over = true;
    this.#stop?.();
  }
  escape(): boolean {
    if (this.#doing.kind !== 'sure') return false;
    this.#do({ kind: 'nothing' });
    this.#host.focus('.undo');
    return true;
  }

  #do(doing: Doing): void {
    this.#doing = doing;
    this.#host.update();
  }

  async #look(): Promise<void> {
    this.#stop?.();
    const mine = ++this.#asked;
    try {
      const view = await this.#host.session.request<ImportView>('GET', `/api/imports/${encodeURIComponent(this.#id)}`);
      if (this.#over || mine !== this.#asked) return;
      this.#show(view);
      if (isLive(view)) this.#again(SOON);
    } catch (error) {
      if (this.#over || mine !== this.#asked) return;
      const passing = error instanceof ApiError && (error.status === 0 || error.status >= 500 || error.status === 429);
      // what was there stays; the job goes on without us
      if (this.#state.kind === 'here' && passing) {
        this.#state = { ...this.#state, lost: true };
        this.#again(LATER);
      } else this.#state = { kind: 'failed', text: failureText(this.#host, error) };
    }
    this.#host.update();
  }
  #again(wait: number): void {
    this.#stop = this.#host.clock.after(wait, () => void this.#look());
  }

  #show(view: ImportView): void {
    const before = this.#state.kind === 'here' ? this.#state.view : null;
    this.#state = { kind: 'here', view, lost: false };
    if (isLive(view)) {
      this.#wasUndoing = view.undoing;
      return;
    }
    if (this.#wasUndoing && view.undone === null) this.#doing = { kind: 'failed', text: this.#host.t.undoFailed };
    else if (this.#doing.kind === 'stopping') this.#doing = { kind: 'nothing' };
    this.#wasUndoing = false;
    if (this.#rows === null || before === null || isLive(before)) {
      this.#rows = new RowsPart(this.#host, this.#id, view.dryRun);
      void this.#rows.begin();
    }
    if (before !== null && isLive(before)) this.#host.focus('.outcome');
  }

  async #send(doing: Doing, work: () => Promise<unknown>): Promise<void> {
    if (this.#doing.kind !== 'nothing' && this.#doing.kind !== 'failed' && this.#doing.kind !== 'sure') return;
    this.#do(doing);
    try {
      await work();
      // a stop takes effect a few rows later: it is told until the job has ended
      if (doing.kind !== 'stopping') this.#doing = { kind: 'nothing' };
    } catch (error) {
      this.#doing = { kind: 'failed', text: failureText(this.#host, error) };
    }
    this.#host.update();
    if (!this.#over) await this.#look();
  }
  #cancel(): Promise<void> {
    return this.#send({ kind: 'stopping' }, () => this.#host.session.request('DELETE', `/api/jobs/${encodeURIComponent(this.#id)}`).catch((error: unknown) => {
      if (!(error instanceof ApiError) || error.status !== 404) throw error; // else it has ended meanwhile, which the next look tells
    }));
  }
  #resume(): Promise<void> {
    return this.#send({ kind: 'resuming' }, () => this.#host.session.request('POST', `/api/imports/${encodeURIComponent(this.#id)}/resume`));
  }
  #undo(): Promise<void> {
    return this.#send({ kind: 'resuming' }, async () => {
      this.#wasUndoing = true;
      this.#show(await this.#host.session.request<ImportView>('POST', `/api/imports/${encodeURIComponent(this.#id)}/undo`));
    });
  }
  #go(): Promise<void> {
    const { go } = this.#events;
    return go === null ? Promise.resolve() : this.#send({ kind: 'starting' }, () => go(this.#chosen));
  }

  render(): unknown {
    const { kit } = this.#host;
    const state = this.#state;
    switch (state.kind) {
      case 'loading': return html`<p class="muted" aria-busy="true">${kit.loading}</p>`;
      case 'failed': return html`${notice(state.text, 'error', { label: kit.retry, run: () => void this.#look() })}<div class="buttons">${this.#back()}</div>`;
      case 'here': return this.#view(state.view, state.lost);
    }
  }
  #back(): TemplateResult {
    const { t } = this.#host;
    return html`<button type="button" class="button quiet back" @click=${this.#events.back}>${this.#events.go === null ? t.backTo : t.back}</button>`;
  }

  #view(view: ImportView, lost: boolean): TemplateResult {
    const { t, language } = this.#host;
    const live = isLive(view);
    const doing = this.#doing;
    const offline = isOffline(this.#host);
    const title = view.undoing ? t.undoing : live ? (view.state === 'queued' ? t.waiting : view.dryRun ? t.checking : t.importing) : view.state === 'failed' ? (view.cancelled ? t.stopped : t.cut) : view.dryRun ? t.checked : t.imported;
    const known = view.total !== null && view.total > 0 && !view.undoing;
    return html`<div class="stack run-part" data-state=${live ? 'live' : view.state}>
      <div>${this.#back()}<p class="visually-hidden" role="status">${title}</p></div>
      <div class="line"><h3 class="outcome" tabindex="-1">${title}</h3><span class="muted small">${[view.source, view.files.join(', ')].filter(Boolean).join(' · ')}</span></div>
      ${live ? html`<progress aria-label=${title} max=${known ? (view.total ?? 1) : nothing} .value=${known ? view.done : nothing}></progress>
        ${known ? html`<p class="muted">${t.rowsOf(formatNumber(language, view.done), formatNumber(language, view.total ?? 0))}</p>` : nothing}
        ${lost ? html`<p class="due" role="status">${t.lost}</p>` : nothing}
        ${view.undoing ? nothing : html`<div class="buttons"><button type="button" class="button stop" ?disabled=${offline || doing.kind === 'stopping'} @click=${() => void this.#cancel()}>${doing.kind === 'stopping' ? t.stopping : t.stop}</button></div>`}` : nothing}
      ${!live && view.state === 'failed' ? this.#endedEarly(view) : nothing}
      ${view.undone === null ? nothing : this.#undone(view.undone)}
      ${doing.kind === 'failed' ? html`<p class="danger" role="alert">${doing.text}</p>` : nothing}
      ${live ? nothing : html`${view.dryRun && this.#events.go !== null && view.state === 'done' ? this.#chooser() : nothing}${this.#after(view)}${this.#about(view)}${this.#rows?.render() ?? nothing}`}
    </div>`;
  }

  #endedEarly(view: ImportView): TemplateResult {
    const { t } = this.#host;
    return html`<div class="stack tight">
      ${view.cancelled || view.error === null ? nothing : html`<p class="danger" lang="en">${view.error}</p>`}
      <p>${view.dryRun ? t.checkStopped : view.undone === null ? t.stoppedHint : nothing}</p>
      ${view.resumable && view.undone === null ? html`<div class="buttons"><button type="button" class="button primary resume" ?disabled=${isOffline(this.#host) || this.#doing.kind === 'resuming'} @click=${() => void this.#resume()}>${t.resume}</button></div>` : nothing}
    </div>`;
  }

  /** What is told of whole files and columns, beside the rows. */
  #about({ report }: ImportView): unknown {
    const { t, language } = this.#host;
    const refused = new Set(report?.tables.filter(({ table }) => table === 'none').map(({ file }) => file));
    const lines = (report?.lines ?? []).filter(({ file, line, externalId, outcome }) => refused.has(file) || (line <= 1 && externalId === null && outcome === 'skipped')).slice(0, MOST_LINES);
    const ignored = report?.ignoredColumns ?? [];
    if (lines.length === 0 && ignored.length === 0) return nothing;
    return html`<div class="about stack tight"><h4>${t.files}</h4>
      ${lines.length === 0 ? nothing : html`<ul class="notes">${lines.map((line) => html`<li class=${line.outcome === 'refused' ? 'danger' : 'muted'}><strong>${line.file}${line.field === null ? '' : `, ${line.field}`}</strong>${colon(language)}${problem(line, language)}</li>`)}</ul>`}
      ${ignored.length === 0 ? nothing : html`<p class="muted">${t.ignored([...new Set(ignored.map(({ column }) => column).filter((column) => column.trim() !== ''))].join(language.startsWith('zh') ? '、' : ', '))}</p>`}
    </div>`;
  }

  #chooser(): unknown {
    const counts = this.#rows?.counts;
    if (counts === undefined) return nothing;
    return chooseView({
      host: this.#host, counts, chosen: this.#chosen, source: this.#source, departments: this.#departments(), starting: this.#doing.kind === 'starting',
      set: (change) => { this.#chosen = { ...this.#chosen, ...change }; this.#host.update(); },
      go: () => { if (rowsTaken(counts, this.#chosen) > 0) void this.#go(); },
    });
  }

  #undone({ removed, restored, kept, keptLeftOut }: ImportUndo): TemplateResult {
    const { t, language } = this.#host;
    return html`<div class="undone stack tight" role="status"><p><strong>${t.undone(formatNumber(language, removed), formatNumber(language, restored))}</strong></p>
      ${kept.length === 0 ? nothing : html`<p>${t.keptList(kept.length + keptLeftOut)}</p><ul class="kept-list">${kept.map(({ archive, key, reason }) => html`<li><button type="button" class="link" aria-label=${t.openArchive(archive)} @click=${() => this.#host.open(archive)}>${archive}</button>${key === null ? nothing : html` · ${keyLabel(key, this.#host)}`} · <span class="muted">${Object.hasOwn(t.reasons, reason) ? t.reasons[reason as keyof typeof t.reasons] : reason}</span></li>`)}</ul>
        ${keptLeftOut > 0 ? html`<p class="muted">${t.keptMore(keptLeftOut)}</p>` : nothing}`}</div>`;
  }

  #after(view: ImportView): unknown {
    const { t, kit } = this.#host;
    const busy = isOffline(this.#host) || this.#doing.kind === 'resuming';
    if (this.#doing.kind === 'sure') return html`<div class="sure-box stack tight" role="group" aria-label=${t.undo}><p>${t.undoSure}</p>
      <div class="buttons"><button type="button" class="button danger undo-now" ?disabled=${busy} @click=${() => void this.#undo()}>${t.undoNow}</button><button type="button" class="button" @click=${() => this.escape()}>${kit.cancel}</button></div></div>`;
    return html`<div class="buttons">
      ${view.dryRun ? nothing : html`<button type="button" class="button another" @click=${this.#events.another}>${t.another}</button>`}
      ${view.undoable ? html`<button type="button" class="button undo" ?disabled=${busy} @click=${() => { this.#do({ kind: 'sure' }); this.#host.focus('.undo-now'); }}>${t.undo}</button>` : nothing}
    </div>`;
  }
}
export type { Chosen };
export const choiceOf = ({ create, update }: Chosen): ImportChoice => ({ create, update });
