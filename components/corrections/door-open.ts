/** What is behind the door to a correction: how far open ones are, and the form, beginning with the value one was in. Loaded by `door.ts` when there is something to show. */
import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { ArchiveView } from '../../model/api.ts';
import type { CorrectionLine } from '../../model/corrections/api.ts';
import type { Language } from '../../model/labels.ts';
import { formatDate } from '../internal/formats.ts';
import type { Session } from '../internal/session.ts';
import type { AtHand, DoorHost } from './door.ts';
import type { ReportForm } from './report-form.ts';

interface Texts { readonly open: string; readonly line: (n: number, step: string, due: string) => string; readonly failed: string; readonly sent: (n: number) => string }
const TEXTS: Readonly<Record<Language, Texts>> = {
  en: { open: 'Open corrections', line: (n, step, due) => `Correction ${n}: ${step}${due === '' ? '' : `, due ${due}`}`, failed: 'This could not be opened; try again.', sent: (n) => `Reported as correction ${n}.` },
  'zh-Hans': { open: '进行中的更正', line: (n, step, due) => `更正 ${n} 号：${step}${due === '' ? '' : `，${due} 前`}`, failed: '未能打开，请重试。', sent: (n) => `已报告，更正 ${n} 号。` },
  'zh-Hant': { open: '進行中的更正', line: (n, step, due) => `更正 ${n} 號：${step}${due === '' ? '' : `，${due} 前`}`, failed: '未能開啟，請重試。', sent: (n) => `已回報，更正 ${n} 號。` },
  es: { open: 'Correcciones abiertas', line: (n, step, due) => `Corrección ${n}: ${step}${due === '' ? '' : `, hasta el ${due}`}`, failed: 'No se pudo abrir; inténtalo otra vez.', sent: (n) => `Comunicado como corrección ${n}.` },
};

const styles = css`
  .correct > :not(:empty) { margin-block: 4px 8px; }
  .correct form { display: grid; gap: 12px; width: 100%; padding: 12px; border: 1px solid var(--d-border); border-radius: 6px; }
  .correct form label { display: grid; gap: 4px; }
  .correct form label.check { display: flex; align-items: center; gap: 8px; min-height: 28px; }
  .correct form .two { display: grid; gap: 12px; }
  .correct form .buttons { display: flex; flex-wrap: wrap; gap: 8px; }
  @media (pointer: coarse) { .correct form label.check { min-height: 44px; } }
  @container (min-width: 560px) { .correct form .two { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); } }
`;
const styled = ref((element) => queueMicrotask(() => {
  const root = element?.getRootNode();
  const sheet = styles.styleSheet!;
  if (root instanceof ShadowRoot && !root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}));

export class OpenDoor {
  readonly archive: string;
  readonly session: Session;
  readonly #host: DoorHost;
  readonly #lines: () => readonly CorrectionLine[];
  readonly #again: () => void;
  #form: ReportForm | null = null;
  #busy = false;
  #said = '';
  #problem = '';

  constructor(host: DoorHost, { session, archive, lines, again }: { readonly session: Session; readonly archive: string; readonly lines: () => readonly CorrectionLine[]; readonly again: () => void }) {
    this.#host = host;
    this.session = session;
    this.archive = archive;
    this.#lines = lines;
    this.#again = again;
  }

  readonly #update = (): void => { this.#host.requestUpdate(); };
  #focus(selector: string): void {
    void this.#host.updateComplete.then(() => this.#host.renderRoot.querySelector<HTMLElement>(selector)?.focus());
  }
  #close(): void {
    this.#form = null;
    this.#update();
    this.#focus('.correct-open');
  }

  async open(at: AtHand | null): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.#said = this.#problem = '';
    this.#update();
    const { language } = this.#host;
    try {
      const [{ ReportForm: Form, reportable }, view, catalogue] = await Promise.all([import('./report-form.ts'), this.session.request<ArchiveView>('GET', `/api/archives/${encodeURIComponent(this.archive)}`), this.session.catalogue(language)]);
      const sections = reportable(view.sections).flatMap((section) => (section === 'contacts' ? (at?.section.startsWith('contacts-') ? [at.section] : []) : [section]));
      this.#form = new Form({
        session: this.session, archive: this.archive, sections, start: at ?? undefined, catalogue, changed: this.#update, cancel: () => { this.#close(); },
        sent: ({ number }) => {
          this.#said = TEXTS[this.#host.language].sent(number);
          this.#close();
          this.#again();
        },
      });
    } catch {
      this.#problem = TEXTS[language].failed;
    }
    this.#busy = false;
    this.#update();
    if (this.#form !== null) this.#focus('.correct form :is(select, textarea)');
  }

  /** The form is open, in the place of the button. */
  get reporting(): boolean {
    return this.#form !== null;
  }

  render(): TemplateResult {
    const { language } = this.#host;
    const t = TEXTS[language];
    const off = this.session.state.kind === 'offline';
    const lines = this.#lines();
    return html`<div class="correct no-print" ${styled} @keydown=${(event: KeyboardEvent) => {
      if (event.key !== 'Escape' || this.#form === null || event.defaultPrevented) return;
      event.preventDefault();
      this.#close();
    }}>
      ${lines.length === 0 ? nothing : html`<ul class="small muted" aria-label=${t.open}>${lines.map(({ number, stepLabel, due, late }) => html`<li class=${late ? 'due' : ''}>${t.line(number, stepLabel?.[language] ?? '', due === null ? '' : formatDate(language, due, 0))}</li>`)}</ul>`}
      <p role="status" class="small muted">${this.#said}</p>
      ${this.#form?.render(language, off) ?? nothing}
      ${this.#problem === '' ? nothing : html`<p class="danger small" role="alert">${this.#problem}</p>`}
    </div>`;
  }
}
