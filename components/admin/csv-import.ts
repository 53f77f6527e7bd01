/** People or departments from CSV files: first what would happen, then the import itself, with its report. Reading the files is the server's. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ApiErrorBody, ImportReport, JobView } from '../../model/api.ts';
import { holdEnter } from '../internal/keys.ts';
import { ApiError } from '../internal/session.ts';
import type { Stop } from '../internal/session.ts';
import { besideHead, textField } from './fields.ts';
import { failureText, isOffline } from './host.ts';
import type { AdminHost } from './host.ts';

type State =
  | { readonly kind: 'choosing'; readonly problem: string }
  | { readonly kind: 'running'; readonly dryRun: boolean; readonly job: JobView | null }
  | { readonly kind: 'told'; readonly dryRun: boolean; readonly report: ImportReport };

const ASK_AFTER = 500;
/** Lines of a report that are shown; the whole of it is behind `dossier import --report`. */
const MOST_LINES = 50;
const OUTCOMES = ['created', 'updated', 'unchanged', 'repaired', 'kept', 'refused', 'skipped'] as const;

export class CsvImport {
  readonly #host: AdminHost;
  readonly #what: 'people' | 'departments';
  readonly #changed: () => void;
  readonly #close: () => void;
  #state: State = { kind: 'choosing', problem: '' };
  #files: readonly File[] = [];
  #source = 'directory';
  #stop: Stop | undefined;
  #over = false;

  constructor(host: AdminHost, what: 'people' | 'departments', changed: () => void, close: () => void) {
    this.#host = host;
    this.#what = what;
    this.#changed = changed;
    this.#close = close;
  }

  /** The import goes on; nobody looks at it from here any more. */
  stop(): void {
    this.#over = true;
    this.#stop?.();
  }

  #show(state: State): void {
    if (this.#over) return;
    this.#state = state;
    this.#host.update();
  }

  async #send(dryRun: boolean): Promise<void> {
    const { t, session } = this.#host;
    if (this.#files.length === 0) return this.#show({ kind: 'choosing', problem: t.admin.chooseFiles });
    this.#show({ kind: 'running', dryRun, job: null });
    try {
      const form = new FormData();
      form.append('source', this.#source.trim());
      form.append('dryRun', String(dryRun));
      for (const file of this.#files) form.append('files', file);
      const answer = await session.fetch('/api/imports', { method: 'POST', body: form });
      const body = (await answer.json()) as JobView | ApiErrorBody;
      if ('error' in body && typeof body.error === 'object' && body.error !== null) throw new ApiError(answer.status, body.error.code, body.error.message, body.error.field, body.error.problems);
      await this.#follow(body as JobView, dryRun);
    } catch (error) {
      this.#show({ kind: 'choosing', problem: failureText(this.#host, error) });
    }
  }

  async #follow(job: JobView, dryRun: boolean): Promise<void> {
    const { session, clock, t } = this.#host;
    while (!this.#over && (job.state === 'queued' || job.state === 'running')) {
      this.#show({ kind: 'running', dryRun, job });
      await new Promise<void>((resolve) => { this.#stop = clock.after(ASK_AFTER, resolve); });
      job = await session.request<JobView>('GET', `/api/jobs/${encodeURIComponent(job.id)}`);
    }
    if (job.report) this.#show({ kind: 'told', dryRun, report: job.report });
    else this.#show({ kind: 'choosing', problem: job.error ?? t.admin.failed });
    if (!dryRun) this.#changed();
  }

  render(): TemplateResult {
    const { t } = this.#host;
    const state = this.#state;
    return html`<div class="beside" role="group" aria-label=${this.#what === 'people' ? t.admin.importPeople : t.admin.importDepartments}>
      ${besideHead(this.#host, this.#what === 'people' ? t.admin.importPeople : t.admin.importDepartments, this.#close)}
      <p>${this.#what === 'people' ? t.admin.importPeopleHint : t.admin.importDepartmentsHint}</p>
      ${this.#form(state)}
      ${state.kind === 'running' ? html`<p role="status">${state.dryRun ? t.admin.checking : t.admin.importing}</p><progress max=${state.job?.total ?? nothing} .value=${state.job?.total ? state.job.done : nothing} aria-label=${t.admin.importing}></progress>` : nothing}
      ${state.kind === 'told' ? this.#report(state) : nothing}
    </div>`;
  }

  #form(state: State): TemplateResult {
    const { t } = this.#host;
    const busy = state.kind === 'running' || isOffline(this.#host);
    const checked = state.kind === 'told' && state.dryRun;
    const choose = (event: Event): void => {
      this.#files = [...((event.target as HTMLInputElement).files ?? [])];
      this.#show({ kind: 'choosing', problem: '' });
    };
    return html`<form class="stack" novalidate @keydown=${holdEnter} @submit=${(event: Event) => { event.preventDefault(); void this.#send(!checked); }}>
      <div class="label-row"><label for="import-files">${t.admin.files}</label><input id="import-files" type="file" multiple accept=".csv,text/csv" ?disabled=${busy} @change=${choose} /></div>
      ${textField({ id: 'import-source', label: t.admin.source, value: this.#source, max: 32, hint: t.admin.sourceHint, set: (source) => { this.#source = source; this.#show({ kind: 'choosing', problem: '' }); } })}
      ${state.kind === 'choosing' && state.problem !== '' ? html`<p class="danger" role="alert">${state.problem}</p>` : nothing}
      <div class="buttons"><button class="button primary run-import" ?disabled=${busy}>${checked ? t.admin.importNow : t.admin.check}</button></div>
    </form>`;
  }

  #report({ dryRun, report }: Extract<State, { kind: 'told' }>): TemplateResult {
    const { t } = this.#host;
    const sums = new Map<string, number>();
    for (const { counts } of report.tables) for (const outcome of OUTCOMES) if (counts[outcome]) sums.set(outcome, (sums.get(outcome) ?? 0) + counts[outcome]);
    const said = OUTCOMES.flatMap((outcome) => (sums.has(outcome) ? [t.admin.outcome[outcome](sums.get(outcome)!)] : []));
    const lines = report.lines.slice(0, MOST_LINES);
    const left = report.lines.length - lines.length + (report.linesLeftOut ?? 0);
    return html`<div class="stack report" role="status">
      <p><strong>${dryRun ? t.admin.wouldHappen : t.admin.hasHappened}</strong> ${said.length === 0 ? t.admin.nothingToDo : said.join(' · ')}</p>
      ${report.ignoredColumns.length === 0 ? nothing : html`<p class="muted">${t.admin.ignored(report.ignoredColumns.map(({ column }) => column).join(', '))}</p>`}
      ${lines.length === 0 ? nothing : html`<ul class="lines" tabindex="0" aria-label=${t.admin.report}>${lines.map((line) => html`<li><span class="muted">${line.file}:${line.line}</span> <span lang="en">${line.message}</span></li>`)}</ul>`}
      ${left > 0 ? html`<p class="muted">${t.admin.linesLeft(left)}</p>` : nothing}
    </div>`;
  }
}
