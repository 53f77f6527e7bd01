/** "Something wrong?" at the foot of a card and of a form's page: the way to a correction, beginning with the value one was in, and how far open ones are. Loaded beside what it stands in, its form when somebody opens it. */
import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { ArchiveView } from '../../model/api.ts';
import type { CorrectionLine, CorrectionLines } from '../../model/corrections/api.ts';
import type { Language } from '../../model/labels.ts';
import { formatDate } from '../internal/formats.ts';
import type { Session } from '../internal/session.ts';
import type { ReportForm } from './report-form.ts';

/** What it stands in. */
export interface DoorHost extends HTMLElement { readonly session: Session | null; readonly language: Language; readonly renderRoot: HTMLElement | DocumentFragment; readonly updateComplete: Promise<boolean>; requestUpdate(): void }
/** The value that is at hand: a document, and in it a value key. */
export interface AtHand { readonly section: string; readonly key: string | null }

interface Texts { readonly ask: string; readonly open: string; readonly line: (n: number, step: string, due: string) => string; readonly failed: string; readonly sent: (n: number) => string }
const TEXTS: Readonly<Record<Language, Texts>> = {
  en: { ask: 'Something wrong? Ask for a correction', open: 'Open corrections', line: (n, step, due) => `Correction ${n}: ${step}${due === '' ? '' : `, due ${due}`}`, failed: 'This could not be opened; try again.', sent: (n) => `Reported as correction ${n}.` },
  'zh-Hans': { ask: '有错误？申请更正', open: '进行中的更正', line: (n, step, due) => `更正 ${n} 号：${step}${due === '' ? '' : `，${due} 前`}`, failed: '未能打开，请重试。', sent: (n) => `已报告，更正 ${n} 号。` },
  'zh-Hant': { ask: '有錯誤？申請更正', open: '進行中的更正', line: (n, step, due) => `更正 ${n} 號：${step}${due === '' ? '' : `，${due} 前`}`, failed: '未能開啟，請重試。', sent: (n) => `已回報，更正 ${n} 號。` },
  es: { ask: '¿Algo está mal? Pide una corrección', open: 'Correcciones abiertas', line: (n, step, due) => `Corrección ${n}: ${step}${due === '' ? '' : `, hasta el ${due}`}`, failed: 'No se pudo abrir; inténtalo otra vez.', sent: (n) => `Comunicado como corrección ${n}.` },
};

const styles = css`
  .correct { display: grid; gap: 8px; justify-items: start; padding: 0 16px 12px; }
  .pane .correct { padding: 12px 0 0; }
  .correct .button.quiet { margin-inline-start: -13px; font-size: 12px; }
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

class CorrectionDoor {
  readonly archive: string;
  readonly session: Session;
  readonly #host: DoorHost;
  #lines: readonly CorrectionLine[] = [];
  #form: ReportForm | null = null;
  #at: AtHand | null = null;
  #busy = false;
  #said = '';
  #problem = '';

  constructor(host: DoorHost, session: Session, archive: string) {
    this.#host = host;
    this.session = session;
    this.archive = archive;
    void this.#load();
  }

  async #load(): Promise<void> {
    try {
      const { items } = await this.session.request<CorrectionLines>('GET', `/api/archives/${encodeURIComponent(this.archive)}/corrections`);
      this.#lines = items.filter(({ state }) => state === 'waiting');
      if (known.get(this.#host) === this) this.#host.requestUpdate();
    } catch {
      // a card without this tool is a card all the same
    }
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

  async #open(at: AtHand | null): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.#said = this.#problem = '';
    this.#update();
    const { language } = this.#host;
    try {
      const [{ ReportForm: Form, reportable }, view, catalogue] = await Promise.all([import('./report-form.ts'), this.session.request<ArchiveView>('GET', `/api/archives/${encodeURIComponent(this.archive)}`), this.session.catalogue(language)]);
      const sections = reportable(view.sections).flatMap((section) => (section === 'contacts' ? (at?.section.startsWith('contacts-') ? [at.section] : []) : [section]));
      if (known.get(this.#host) !== this) return;
      this.#form = new Form({
        session: this.session, archive: this.archive, sections, start: at ?? undefined, catalogue, changed: this.#update, cancel: () => { this.#close(); },
        sent: ({ number }) => {
          this.#said = TEXTS[this.#host.language].sent(number);
          this.#close();
          void this.#load();
        },
      });
    } catch {
      this.#problem = TEXTS[language].failed;
    }
    this.#busy = false;
    this.#update();
    if (this.#form !== null) this.#focus('.correct form :is(select, textarea)');
  }

  render(section: string | null): TemplateResult {
    const { language } = this.#host;
    const t = TEXTS[language];
    const off = this.session.state.kind === 'offline';
    const came = (event: FocusEvent): void => {
      const from = event.relatedTarget instanceof HTMLElement ? event.relatedTarget : null;
      const key = from?.closest<HTMLElement>('[data-key]')?.dataset['key'] ?? null;
      this.#at = section === null ? null : { section: from?.closest<HTMLElement>('[data-section]')?.dataset['section'] ?? section, key: key !== null && /^(fields\/|text:[^/]*$)/.test(key) ? key : null };
    };
    return html`<div class="correct no-print" ${styled} @keydown=${(event: KeyboardEvent) => {
      if (event.key !== 'Escape' || this.#form === null || event.defaultPrevented) return;
      event.preventDefault();
      this.#close();
    }}>
      ${this.#lines.length === 0 ? nothing : html`<ul class="small muted" aria-label=${t.open}>${this.#lines.map(({ number, stepLabel, due, late }) => html`<li class=${late ? 'due' : ''}>${t.line(number, stepLabel?.[language] ?? '', due === null ? '' : formatDate(language, due, 0))}</li>`)}</ul>`}
      <p role="status" class="small muted">${this.#said}</p>
      ${this.#form !== null ? this.#form.render(language, off) : html`<button type="button" class="button quiet correct-open" ?disabled=${off || this.#busy} @focus=${came} @click=${() => void this.#open(this.#at ?? (section === null ? null : { section, key: null }))}>${t.ask}</button>`}
      ${this.#problem === '' ? nothing : html`<p class="danger small" role="alert">${this.#problem}</p>`}
    </div>`;
  }
}

const known = new WeakMap<Element, CorrectionDoor>();

/** `section`: the document of the page that it stands under; null on a card. Programs, and who has not signed in, have no door. */
export function correctionDoor(host: DoorHost, archive: string, section: string | null = null): TemplateResult | typeof nothing {
  const { session } = host;
  if (session === null || session.me === null) return nothing;
  let door = known.get(host);
  if (door?.archive !== archive || door.session !== session) known.set(host, (door = new CorrectionDoor(host, session, archive)));
  return door.render(section);
}
