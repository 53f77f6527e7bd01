/** `<import-assistant>`: files become customers in four steps, each of which can be gone back from: files, columns, a dry run, the import with its undoing; below it the imports of before. Each step is in `import/`; here is which one is shown, and that a reload finds it again. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { DepartmentView, JobView } from '../model/api.ts';
import type { CatalogueView } from '../model/catalogue/types.ts';
import type { ImportMapping, ImportUpload, SavedMapping } from '../model/import/api.ts';
import { ColumnsPart } from './import/columns.ts';
import { EarlierPart } from './import/earlier.ts';
import { failureText } from './import/host.ts';
import type { ImportHost } from './import/host.ts';
import { forget, keep, recall, type Kept } from './import/kept.ts';
import { mappingFrom, workOf } from './import/mapping.ts';
import { choiceOf, isLive, RunPart, type Chosen } from './import/run.ts';
import { StartPart } from './import/start.ts';
import { importStyles } from './import/styles.ts';
import { importTexts } from './import/texts.ts';
import { DossierElement } from './internal/element.ts';
import { composing, keepTyping } from './internal/keys.ts';
import { notice, troubleOf } from './internal/notices.ts';
import { ApiError } from './internal/session.ts';
import type { Session, Stop } from './internal/session.ts';
import { base, controls, tokens } from './internal/styles.ts';
import { departmentList } from './list/directory.ts';
import { pageClock } from './line/clock.ts';
import type { Clock } from './line/clock.ts';

type Step =
  /** What was under way is being looked for. */
  | { readonly kind: 'finding' }
  | { readonly kind: 'start' }
  | { readonly kind: 'columns'; readonly part: ColumnsPart }
  /** A dry run whose files wait to be imported. */
  | { readonly kind: 'check'; readonly part: ColumnsPart; readonly run: RunPart; readonly job: string }
  /** `steps`: it was begun here, just now. */
  | { readonly kind: 'run'; readonly run: RunPart; readonly steps: boolean };

/**
 * Files become customers in four steps, each of which can be gone back from: read, mapped, tried, imported. Earlier imports stand below, each undone as one.
 *
 * @attr heading-level - Level of the title; what stands below it counts on from there.
 * @prop {Clock} clock - Where the time comes from; the browser's own unless a page sets another.
 * @fires dossier-open - The person wants to see an archive; your page decides where.
 * @csspart sheet - The whole sheet.
 */
export class ImportAssistant extends DossierElement {
  static override readonly properties = { headingLevel: { type: Number, attribute: 'heading-level' } };
  static override readonly styles = [tokens, base, controls, importStyles];
  declare headingLevel: number;
  clock: Clock = pageClock;

  #step: Step = { kind: 'finding' };
  #host: ImportHost | null = null;
  #start: StartPart | null = null;
  #earlier: EarlierPart | null = null;
  #mappings: readonly SavedMapping[] = [];
  #departments: readonly DepartmentView[] = [];
  #begun = false;
  #catalogue: CatalogueView | null = null;
  #catalogueFor = '';

  constructor() {
    super();
    this.headingLevel = 2;
  }

  protected override attach(session: Session): Stop {
    const host = (this.#host = this.#hostOf(session));
    this.#step = { kind: 'finding' };
    this.#begun = false;
    this.#start = new StartPart(host, (upload) => { void this.#received(host, upload); });
    this.#earlier = new EarlierPart(host, (view) => { this.#open(host, view.id, view.source, false); });
    return () => {
      this.#leave();
      this.#earlier?.hide();
      this.#host = null;
    };
  }

  #hostOf(session: Session): ImportHost {
    const now = {
      kit: () => this.t.kit, t: () => importTexts(this.language), language: () => this.language, clock: () => this.clock, catalogue: () => this.#catalogue,
    };
    return {
      session,
      get kit() { return now.kit(); },
      get t() { return now.t(); },
      get language() { return now.language(); },
      get clock() { return now.clock(); },
      get catalogue() { return now.catalogue(); },
      update: () => { this.requestUpdate(); },
      focus: (selector) => { void this.updateComplete.then(() => { this.renderRoot.querySelector<HTMLElement>(selector)?.focus(); }); },
      open: (archive) => { this.wish('dossier-open', { archive }, true); },
    };
  }

  protected override willUpdate(): void {
    const { session, language } = this;
    const wanted = `${language} ${session?.edition}`;
    if (session === null || this.#catalogueFor === wanted) return;
    this.#catalogueFor = wanted;
    session.catalogue(language, []).then(
      (view) => {
        this.#catalogue = view;
        this.requestUpdate();
      },
      () => { this.#catalogueFor = ''; }, // keys stand in for labels until the next drawing asks again
    );
  }

  /** Asks only for who may have the answers. */
  protected override updated(): void {
    const host = this.#host;
    if (host === null || this.#begun || host.session.me?.can.import !== true) return;
    this.#begun = true;
    void this.#find(host);
    departmentList(host.session).then((all) => { this.#departments = all; this.requestUpdate(); }, () => {}); // without the list new archives are in none yet, as without a choice
  }

  /** What runs is shown again, then what waited in this tab; else one begins. */
  async #find(host: ImportHost): Promise<void> {
    const mappings = host.session.request<{ readonly items: readonly SavedMapping[] }>('GET', '/api/import-mappings').then(({ items }) => { this.#mappings = items; }, () => {}); // earlier sources are an offer, no more
    await Promise.all([mappings, this.#earlier?.load()]);
    if (this.#host !== host || this.#step.kind !== 'finding') return;
    const mine = this.#earlier?.items.find((view) => isLive(view) && view.by === host.session.me?.id && !view.dryRun);
    if (mine) return this.#open(host, mine.id, mine.source, true);
    const kept = recall(host.session);
    if (kept !== null && (await this.#again(host, kept))) return;
    if (this.#host === host && this.#step.kind === 'finding') this.#show({ kind: 'start' }, null);
  }
  async #again(host: ImportHost, kept: Kept): Promise<boolean> {
    try {
      const upload = await host.session.request<ImportUpload>('POST', `/api/import-uploads/${encodeURIComponent(kept.upload)}/look`, { source: kept.source, mapping: kept.mapping });
      if (this.#host !== host || this.#step.kind !== 'finding') return true;
      const part = this.#columns(host, upload, kept.mapping);
      if (kept.dry === null) this.#show({ kind: 'columns', part }, null);
      else this.#check(host, part, kept.dry);
      return true;
    } catch (error) {
      if (error instanceof ApiError && error.status >= 400 && error.status < 500) forget(host.session);
      return false; // the files are gone, or the server does not answer: one begins anew
    }
  }

  #leave(): void {
    if (this.#step.kind === 'check' || this.#step.kind === 'run') this.#step.run.close();
  }
  #show(step: Step, focus: string | null): void {
    this.#leave();
    this.#step = step;
    if (step.kind === 'start') void this.#earlier?.show();
    else this.#earlier?.hide();
    if (step.kind === 'check' || step.kind === 'run') step.run.begin();
    this.requestUpdate();
    if (focus !== null) this.#host?.focus(focus);
  }

  #savedFor(source: string): ImportMapping | null {
    return this.#mappings.find((each) => each.source === source)?.mapping ?? null;
  }
  async #received(host: ImportHost, upload: ImportUpload): Promise<void> {
    // somebody else may have saved it since
    if (upload.saved && this.#savedFor(upload.source) === null) {
      await host.session.request<SavedMapping>('GET', `/api/import-mappings/${encodeURIComponent(upload.source)}`).then((saved) => { this.#mappings = [...this.#mappings, saved]; }, () => {}); // what it says is in the proposals already
    }
    if (this.#host !== host) return;
    const part = this.#columns(host, upload, this.#savedFor(upload.source));
    this.#keep(host, part, null);
    this.#show({ kind: 'columns', part }, '.step-title');
  }
  #columns(host: ImportHost, upload: ImportUpload, saved: ImportMapping | null): ColumnsPart {
    const part: ColumnsPart = new ColumnsPart(host, workOf(upload, saved), upload.saved, {
      back: () => {
        forget(host.session);
        host.session.request('DELETE', `/api/import-uploads/${encodeURIComponent(upload.id)}`).catch(() => undefined); // else the files go by themselves within a day
        this.#start?.reset();
        this.#show({ kind: 'start' }, '.choose-files');
      },
      checking: (job) => { this.#check(host, part, job.id); },
      changed: () => { this.#keep(host, part, null); },
    });
    return part;
  }
  #keep(host: ImportHost, part: ColumnsPart, dry: string | null): void {
    keep(host.session, { upload: part.work.upload, source: part.work.source, mapping: mappingFrom(part.work), dry });
  }

  #check(host: ImportHost, part: ColumnsPart, job: string): void {
    this.#keep(host, part, job);
    const run = new RunPart(host, job, part.work.source, () => this.#departments, {
      back: () => {
        this.#keep(host, part, null);
        this.#show({ kind: 'columns', part }, '.step-title');
      },
      another: () => { this.#another(); },
      go: async (chosen) => { this.#run(host, part, await this.#import(host, part, chosen)); },
    });
    this.#show({ kind: 'check', part, run, job }, '.outcome');
  }
  #import(host: ImportHost, part: ColumnsPart, chosen: Chosen): Promise<JobView> {
    const { upload, source } = part.work;
    return host.session.request<JobView>('POST', '/api/imports', { upload, source, dryRun: false, mapping: mappingFrom(part.work), save: chosen.save, choose: choiceOf(chosen), ...(chosen.leave && { duplicates: 'skip' }), ...(chosen.department === '' ? {} : { department: chosen.department }) });
  }
  #run(host: ImportHost, part: ColumnsPart, job: JobView): void {
    forget(host.session);
    this.#open(host, job.id, part.work.source, true);
  }
  #open(host: ImportHost, id: string, source: string, steps: boolean): void {
    const run = new RunPart(host, id, source, () => this.#departments, { back: () => { this.#another(); }, another: () => { this.#another(); }, go: null });
    this.#show({ kind: 'run', run, steps }, '.back');
  }
  #another(): void {
    const host = this.#host;
    this.#start?.reset();
    this.#show({ kind: 'start' }, '.choose-files');
    // the one just made is among the sources
    host?.session.request<{ readonly items: readonly SavedMapping[] }>('GET', '/api/import-mappings').then(({ items }) => { this.#mappings = items; this.requestUpdate(); }, (error: unknown) => { console.warn(`dossier: ${failureText(host, error)}`); });
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const step = this.#step;
    if (event.key === 'Escape' && !composing(event) && (step.kind === 'columns' ? step.part.escape() : step.kind === 'check' || step.kind === 'run' ? step.run.escape() : false)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    keepTyping(event);
  };

  protected override render(): TemplateResult {
    const { session } = this;
    const t = importTexts(this.language);
    return this.frame(html`<section class="sheet" part="sheet" aria-label=${t.title} @keydown=${this.#onKey} @keyup=${keepTyping} @keypress=${keepTyping}>
      <h2 class="title" role="heading" aria-level=${this.headingLevel}>${t.title}</h2>
      ${troubleOf(session, this.t)}
      ${session === null || this.#host === null ? nothing : this.#content(session)}
    </section>`);
  }

  #content(session: Session): unknown {
    const t = importTexts(this.language);
    if (session.me === null) return html`<p class="notice muted" aria-busy="true">${this.t.kit.loading}</p>`;
    if (!session.me.can.import) return notice(t.denied);
    const step = this.#step;
    switch (step.kind) {
      case 'finding': return html`<p class="notice muted" aria-busy="true">${this.t.kit.loading}</p>`;
      case 'start': return html`${this.#steps(1)}<div class="body">${this.#start?.render(this.#sources())}</div><div class="body ruled">${this.#earlier?.render()}</div>`;
      case 'columns': return html`${this.#steps(2)}<div class="body">${step.part.render()}</div>`;
      case 'check': return html`${this.#steps(3)}<div class="body">${step.run.render()}</div>`;
      case 'run': return html`${step.steps ? this.#steps(4) : nothing}<div class="body">${step.run.render()}</div>`;
    }
  }

  #sources(): readonly string[] {
    return [...new Set([...this.#mappings.map(({ source }) => source), ...(this.#earlier?.items ?? []).map(({ source }) => source)])].filter((source) => source !== '');
  }

  #steps(at: number): TemplateResult {
    const t = importTexts(this.language);
    return html`<div class="steps"><p class="step-title" tabindex="-1">${t.stepOf(at, t.steps[at - 1] ?? '')}</p>
      <ol aria-label=${t.stepsLabel}>${t.steps.map((name, i) => html`<li class=${i + 1 < at ? 'past' : ''} aria-current=${i + 1 === at ? 'step' : nothing}><span class="number" aria-hidden="true">${i + 1 < at ? '✓' : i + 1}</span>${name}</li>`)}</ol></div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap { 'import-assistant': ImportAssistant }
}
