/** The preview: pictures and PDF files over the page, one after the other. Pictures are drawn here; PDF files in a frame of the server that has no right to anything. */
import { css, html, nothing, render, type TemplateResult } from 'lit';
import type { FileView } from '../../model/api.ts';
import type { Language } from '../../model/labels.ts';
import type { FileDesk } from '../files/desk.ts';
import { size } from '../files/size.ts';
import { formatNumber } from '../internal/formats.ts';
import { fenced, keepTyping } from '../internal/keys.ts';
import { ApiError } from '../internal/session.ts';
import { base, controls, tokens } from '../internal/styles.ts';
import { pageClock } from '../line/clock.ts';
import { fromFrame, type ToFrame } from './messages.ts';
import { pictureOf } from './picture.ts';
import { PREVIEW_TEXTS } from './texts.ts';

export interface PreviewOptions {
  /** Pictures and PDF files, in the order of the list. */
  readonly files: readonly FileView[];
  readonly at: number;
  readonly desk: Pick<FileDesk, 'bytes' | 'download'>;
  readonly language: Language;
  /** Address of the server: it has the page for PDF files. */
  readonly endpoint: string;
}

type Shown =
  | { readonly kind: 'loading' }
  | { readonly kind: 'picture'; readonly canvas: HTMLCanvasElement }
  | { readonly kind: 'pdf'; readonly bytes: ArrayBuffer; readonly page: number; readonly of: number }
  | { readonly kind: 'trouble'; readonly text: string };

/** More is not fetched to be looked at. */
const MOST_BYTES = 60_000_000;
/** Milliseconds after which a frame that says nothing was kept away by the page's policy. */
const PATIENCE = 10_000;
const ZOOMS = [0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4] as const;

const look = css`
  dialog { display: none; }
  dialog[open] { position: fixed; inset: 0; display: grid; grid-template-rows: auto minmax(0, 1fr); width: calc(100vw - 32px); max-width: 1200px; height: calc(100vh - 32px); height: calc(100dvh - 32px); max-height: none; margin: auto; padding: 0; border: 1px solid var(--d-border); border-radius: var(--d-radius); background: var(--d-surface); color: var(--d-text); container-type: inline-size; }
  dialog::backdrop { background: rgb(0 0 0 / 50%); }
  header { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; padding: 8px 12px; border-bottom: 1px solid var(--d-border); }
  h2 { flex: 1 1 160px; min-width: 0; font-size: 16px; overflow-wrap: anywhere; }
  .group { display: inline-flex; align-items: center; gap: 2px; }
  .stage { position: relative; min-height: 0; overflow: auto; padding: 12px; background: var(--d-subtle); text-align: center; }
  .stage.frame { padding: 0; overflow: hidden; }
  canvas { max-width: none; background: repeating-conic-gradient(#fff 0 25%, #e8e8e8 0 50%) 0 0 / 16px 16px; }
  iframe { display: block; width: 100%; height: 100%; border: 0; background: #fff; }
  .trouble { max-width: 480px; margin: 10vh auto; }
  svg { fill: none; stroke: currentcolor; stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; }
  @media (max-width: 480px) { dialog[open] { width: 100vw; height: 100vh; height: 100dvh; border: 0; border-radius: 0; } }
`;

const PATHS = { left: 'M10 3L5 8l5 5', right: 'M6 3l5 5-5 5', plus: 'M8 3v10M3 8h10', minus: 'M3 8h10', down: 'M8 3v9M4 8.5L8 12.500l4-4M3 14h10', close: 'M4 4l8 8M12 4l-8 8' } as const;

/** Resolves when it is closed; the focus goes back to where it was. */
export async function openPreview(options: PreviewOptions): Promise<void> {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [tokens, base, controls, look].map(({ styleSheet }) => styleSheet!);
  const preview = new Preview(root, options);
  preview.draw();
  document.body.append(host);
  const dialog = root.querySelector('dialog')!;
  const closed = new Promise((done) => dialog.addEventListener('close', done, { once: true }));
  dialog.showModal();
  preview.begin();
  await closed;
  preview.end();
  host.remove();
}

class Preview {
  readonly #root: ShadowRoot;
  readonly #options: PreviewOptions;
  #at: number;
  #shown: Shown = { kind: 'loading' };
  #zoom: number = 1;
  #asking = new AbortController();
  #patience: () => void = () => undefined;

  constructor(root: ShadowRoot, options: PreviewOptions) {
    this.#root = root;
    this.#options = options;
    this.#at = options.at;
  }

  begin(): void {
    addEventListener('message', this.#heard);
    document.addEventListener('securitypolicyviolation', this.#violated);
    void this.#load();
  }

  end(): void {
    this.#asking.abort();
    this.#patience();
    removeEventListener('message', this.#heard);
    document.removeEventListener('securitypolicyviolation', this.#violated);
  }

  get #file(): FileView {
    return this.#options.files[this.#at]!;
  }
  get #t() {
    return PREVIEW_TEXTS[this.#options.language];
  }

  async #load(): Promise<void> {
    this.#asking.abort();
    this.#patience();
    const asking = (this.#asking = new AbortController());
    this.#zoom = 1;
    this.#show({ kind: 'loading' });
    const next = await this.#content(asking.signal);
    if (asking.signal.aborted) return;
    this.#show(next);
    if (next.kind === 'pdf') this.#patience = pageClock.after(PATIENCE, () => { this.#trouble(this.#t.blocked); });
  }

  async #content(signal: AbortSignal): Promise<Shown> {
    const { desk, language } = this.#options;
    const file = this.#file;
    const trouble = (text: string): Shown => ({ kind: 'trouble', text });
    if (file.size > MOST_BYTES) return trouble(this.#t.large(size(file.size, language)));
    let blob: Blob;
    try {
      blob = await desk.bytes(file, signal);
    } catch (error) {
      return trouble(error instanceof ApiError && error.status === 404 ? this.#t.gone : this.#t.failed);
    }
    if (file.type === 'application/pdf') return { kind: 'pdf', bytes: await blob.arrayBuffer(), page: 0, of: 0 };
    const picture = await pictureOf(blob, file.type);
    switch (picture.kind) {
      case 'picture': return picture;
      case 'other': return trouble(this.#t.other);
      case 'pixels': return trouble(this.#t.pixels(formatNumber(language, picture.size.width), formatNumber(language, picture.size.height)));
      case 'failed': return trouble(this.#t.failed);
    }
  }

  #show(next: Shown): void {
    this.#shown = next;
    this.draw();
  }

  #trouble(text: string): void {
    this.#patience();
    this.#show({ kind: 'trouble', text });
  }

  #tell(message: ToFrame, moved: Transferable[] = []): void {
    // the frame has no origin that one could name
    this.#root.querySelector('iframe')?.contentWindow?.postMessage(message, '*', moved);
  }

  readonly #heard = (event: MessageEvent): void => {
    const frame = this.#root.querySelector('iframe');
    if (!frame || event.source !== frame.contentWindow) return;
    const said = fromFrame(event.data);
    const shown = this.#shown;
    if (said === null || shown.kind !== 'pdf') return;
    switch (said.dossier) {
      case 'ready': {
        this.#patience();
        if (shown.bytes.byteLength > 0) this.#tell({ dossier: 'show', bytes: shown.bytes }, [shown.bytes]);
        return;
      }
      case 'page': return this.#show({ ...shown, page: said.page, of: said.of });
      case 'failed': return this.#trouble(said.why === 'locked' ? this.#t.locked : this.#t.failed);
      case 'key': return void this.#key(said.key);
    }
  };

  readonly #violated = (event: SecurityPolicyViolationEvent): void => {
    if (this.#shown.kind === 'pdf' && /^(frame|child|default)-src/.test(event.effectiveDirective)) this.#trouble(this.#t.blocked);
  };

  /** True where the key meant something. */
  #key(key: string): boolean {
    switch (key) {
      case 'Escape': this.#root.querySelector('dialog')?.close(); return true;
      case 'PageDown': return this.#turn(1);
      case 'PageUp': return this.#turn(-1);
      case ']': return this.#go(1);
      case '[': return this.#go(-1);
      case '+': return this.#resize(1);
      case '-': return this.#resize(-1);
      default: return false;
    }
  }

  #go(by: number): boolean {
    const next = this.#at + by;
    if (next < 0 || next >= this.#options.files.length) return false;
    this.#at = next;
    void this.#load();
    return true;
  }

  #turn(by: number): boolean {
    const shown = this.#shown;
    if (shown.kind !== 'pdf' || shown.page + by < 1 || shown.page + by > shown.of) return false;
    this.#tell({ dossier: 'turn', page: shown.page + by });
    return true;
  }

  #resize(by: number): boolean {
    const at = ZOOMS.indexOf(this.#zoom as (typeof ZOOMS)[number]) + by;
    const next = ZOOMS[at];
    if (next === undefined) return false;
    this.#zoom = next;
    this.#tell({ dossier: 'zoom', by: next });
    this.draw();
    return true;
  }

  draw(): void {
    render(this.#view(), this.#root);
    const canvas = this.#root.querySelector('canvas');
    if (!canvas) return;
    const stage = canvas.parentElement!;
    const fit = Math.min(1, (stage.clientWidth - 24) / canvas.width, (stage.clientHeight - 24) / canvas.height);
    canvas.style.setProperty('width', `${Math.max(1, Math.round(canvas.width * fit * this.#zoom))}px`);
  }

  #view(): TemplateResult {
    const t = this.#t;
    const { files, language, desk, endpoint } = this.#options;
    const file = this.#file;
    const shown = this.#shown;
    const pressed = fenced((event) => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.key === 'Escape') return; // Escape is the dialog's own
      if (this.#key(event.key)) event.preventDefault();
    });
    const button = (path: keyof typeof PATHS, label: string, press: () => void, off = false) => html`<button type="button" class="button quiet icon" aria-label=${label} title=${label} ?disabled=${off} @click=${press}><svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d=${PATHS[path]}></path></svg></button>`;
    return html`<dialog class="root" lang=${language} aria-labelledby="name" @keydown=${pressed} @keyup=${keepTyping} @keypress=${keepTyping}>
      <header>
        <h2 id="name"><bdi>${file.name}</bdi></h2>
        ${files.length > 1 ? html`<span class="group">${button('left', t.previousFile, () => this.#go(-1), this.#at === 0)}<span class="small muted" role="status">${t.place(this.#at + 1, files.length)}</span>${button('right', t.nextFile, () => this.#go(1), this.#at === files.length - 1)}</span>` : nothing}
        ${shown.kind === 'pdf' && shown.of > 0 ? html`<span class="group">${button('left', t.previousPage, () => this.#turn(-1), shown.page <= 1)}<span class="small muted" role="status">${t.page(shown.page, shown.of)}</span>${button('right', t.nextPage, () => this.#turn(1), shown.page >= shown.of)}</span>` : nothing}
        ${shown.kind === 'picture' || shown.kind === 'pdf' ? html`<span class="group">${button('minus', t.smaller, () => this.#resize(-1), this.#zoom === ZOOMS[0])}${button('plus', t.larger, () => this.#resize(1), this.#zoom === ZOOMS.at(-1))}</span>` : nothing}
        <span class="group">${button('down', t.download, () => void desk.download(file))}${button('close', t.close, () => this.#root.querySelector('dialog')?.close())}</span>
      </header>
      ${stage(shown, file, t, endpoint)}
    </dialog>`;
  }
}

function stage(shown: Shown, file: FileView, t: (typeof PREVIEW_TEXTS)[Language], endpoint: string): TemplateResult {
  switch (shown.kind) {
    case 'loading': return html`<div class="stage" role="status" aria-live="polite"><p class="trouble muted">${t.loading}</p></div>`;
    case 'trouble': return html`<div class="stage" role="alert"><p class="trouble">${shown.text}</p></div>`;
    case 'picture': {
      shown.canvas.setAttribute('role', 'img');
      shown.canvas.setAttribute('aria-label', file.name);
      return html`<div class="stage" tabindex="0" role="group" aria-label=${file.name}>${shown.canvas}</div>`;
    }
    case 'pdf': return html`<div class="stage frame"><iframe sandbox="allow-scripts" referrerpolicy="no-referrer" title=${file.name} src="${endpoint}/preview"></iframe></div>`;
  }
}
