/** Long work of the server since its start, as it goes on; an import can be stopped. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { JobSummary } from '../../model/api.ts';
import { formatNumber } from '../internal/formats.ts';
import type { Stop } from '../internal/session.ts';
import { Asked, Doing, isOffline } from './host.ts';
import type { AdminHost, AdminPart } from './host.ts';
import { JOBS } from './texts.ts';
import { formatBytes, formatMoment, formatWhole } from './words.ts';

/** How soon the server is asked again: while something runs, and else. */
const SOON = 1_000;
const LATER = 15_000;
const OUTCOMES = ['created', 'updated', 'unchanged', 'repaired', 'kept', 'refused', 'skipped'] as const;
function titleOf({ kind, dryRun }: JobSummary, { t, language }: AdminHost): string {
  switch (kind) {
    case 'backup': return t.admin.backup;
    case 'import': return dryRun ? t.admin.dryImport : t.admin.import;
    case 'export': case 'workbook': return JOBS[kind][language];
  }
}
const isLive = ({ state }: JobSummary): boolean => state === 'queued' || state === 'running';

export class Jobs implements AdminPart {
  readonly #host: AdminHost;
  readonly #all: Asked<readonly JobSummary[]>;
  readonly #doing: Doing;
  #stop: Stop | undefined;
  #opened = false;

  constructor(host: AdminHost) {
    this.#host = host;
    this.#doing = new Doing(host);
    this.#all = new Asked(host, async () => (await host.session.request<{ readonly items: readonly JobSummary[] }>('GET', '/api/jobs')).items);
  }

  open(): void {
    this.#opened = true;
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
    await this.#all.load();
    if (this.#opened) this.#stop = this.#host.clock.after(this.#all.value?.some(isLive) ? SOON : LATER, () => void this.#look());
  }
  async #cancel({ id }: JobSummary): Promise<void> {
    await this.#doing.run(() => this.#host.session.request('DELETE', `/api/jobs/${encodeURIComponent(id)}`), this.#host.t.admin.stopping);
    await this.#look();
  }

  render(): TemplateResult {
    const { t } = this.#host;
    return html`<div class="main"><p class="lead">${t.admin.jobsLead}</p>${this.#doing.render()}
      ${this.#all.render((all) => (all.length === 0 ? html`<div class="empty"><p>${t.admin.noJobs}</p></div>` : html`<ul class="rows">${repeat(all, ({ id }) => id, (job) => this.#row(job))}</ul>`), 4)}</div>`;
  }

  #row(job: JobSummary): TemplateResult {
    const { t, language, clock } = this.#host;
    const title = titleOf(job, this.#host);
    const count = (n: number): string => (job.kind === 'backup' ? formatBytes(language, n) : formatNumber(language, n));
    const came = OUTCOMES.flatMap((outcome) => (job.counts[outcome] ? [t.admin.outcome[outcome](job.counts[outcome])] : []));
    return html`<li class="job">
      <div class="line"><span class="name">${title}</span><span class=${job.state === 'failed' ? 'danger' : 'muted'}>${t.admin.jobState[job.state]}</span>
        <time class="muted" datetime=${job.at} title=${formatWhole(language, job.at)}>${formatMoment(language, job.at, clock.now())}</time>${job.by === null ? nothing : html`<span class="muted">${job.by.name}</span>`}
        ${job.cancellable ? html`<button type="button" class="button" ?disabled=${this.#doing.busy || isOffline(this.#host)} @click=${() => void this.#cancel(job)}>${t.admin.stop}</button>` : nothing}</div>
      ${isLive(job) ? html`<progress max=${job.total ?? nothing} .value=${job.total === null ? nothing : job.done} aria-label=${title}></progress>${job.total === null ? nothing : html`<p class="muted small">${t.admin.doneOf(count(job.done), count(job.total))}</p>`}` : nothing}
      ${job.state === 'cancelled' ? html`<p class="muted">${t.admin.stoppedHint(formatNumber(language, job.done))}</p>` : job.error === null ? nothing : html`<p class="danger" lang="en">${job.error}</p>`}
      ${came.length === 0 ? nothing : html`<p class="muted">${came.join(' · ')}</p>`}
    </li>`;
  }
}
