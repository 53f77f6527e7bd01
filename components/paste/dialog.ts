/** The preview of pasted text: what was found, a tick a finding, what stands there now; nothing is written before it is asked for. What stands there is told by whoever opens it, which also writes. */
import { html, nothing, render, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { LONGEST_PASTE, readPaste, type Finding } from '../../model/paste/read-paste.ts';
import { WARNING_TEXTS } from '../../model/validation/warning-texts.ts';
import type { Language } from '../../model/labels.ts';
import { base, controls, tokens } from '../internal/styles.ts';
import { keepTyping } from '../internal/keys.ts';
import { later } from '../internal/later.ts';
import { PASTE_LABEL } from './label.ts';
import { rowsOf } from './place.ts';
import type { Facts, PasteRow } from './rows.ts';
import { pasteStyles } from './styles.ts';
import { pasteTexts, type PasteTexts } from './texts.ts';

export interface PasteOptions {
  readonly text: string;
  readonly language: Language;
  /** `scheme` of the element it was opened from: it decides over the page's. */
  readonly scheme: string | null;
  /** What the archive holds now; `loading` until all of it is here. */
  facts(findings: readonly Finding[]): Facts | 'loading' | 'failed';
  /** Writes what was chosen. */
  fill(rows: readonly PasteRow[], facts: Facts, findings: readonly Finding[]): void;
  /** There is no other way back in sight: the dialog offers it once it has written. */
  readonly undo?: () => void;
}

export interface PasteDialog {
  /** What the archive holds has changed. */
  drawn(): void;
  /** Text from the clipboard; not taken once somebody has written. */
  offer(text: string): void;
  /** How many values were written and not taken back. */
  readonly closed: Promise<number>;
}

type Phase = { readonly kind: 'choosing' } | { readonly kind: 'done'; readonly count: number } | { readonly kind: 'undone' };

/** Telephone plans of all countries: the check that typing makes. */
const plans = later(() => import('../form/checks/phone-plans.ts'));
/** Values that one looks through; a table of more is an import. */
const MOST = 300;
/** Characters around a finding that are shown of its line. */
const AROUND = 32;

export function openPasteDialog(options: PasteOptions): PasteDialog {
  const host = document.createElement('div');
  if (options.scheme !== null) host.setAttribute('scheme', options.scheme);
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [tokens, base, controls, pasteStyles].map(({ styleSheet }) => styleSheet!);
  document.body.append(host);
  return new Dialog(root, host, options);
}

class Dialog implements PasteDialog {
  readonly closed: Promise<number>;
  readonly #root: ShadowRoot;
  readonly #options: PasteOptions;
  #text: string;
  #findings: readonly Finding[];
  /** What the person said of a row, by its finding. */
  #ticks = new Map<number, boolean>();
  #rows: readonly PasteRow[] = [];
  #facts: Facts | null = null;
  #phase: Phase = { kind: 'choosing' };
  #over = false;

  constructor(root: ShadowRoot, host: HTMLElement, options: PasteOptions) {
    this.#root = root;
    this.#options = options;
    this.#text = asTyped(options.text);
    this.#waits = this.#text !== '';
    this.#findings = readPaste(this.#text).slice(0, MOST);
    this.drawn();
    const dialog = root.querySelector('dialog')!;
    this.closed = new Promise((done) => dialog.addEventListener('close', () => {
      this.#over = true;
      host.remove();
      done(this.#phase.kind === 'done' ? this.#phase.count : 0);
    }, { once: true }));
    dialog.showModal();
    this.#focus('textarea');
    this.#toRows();
    void plans.load().then(() => this.drawn());
  }

  get #t(): PasteTexts {
    return pasteTexts(this.#options.language);
  }

  drawn(): void {
    if (this.#over) return;
    const facts = this.#options.facts(this.#findings);
    this.#facts = typeof facts === 'string' ? null : { ...facts, lookUp: plans.now()?.lookUp };
    // what was written is not looked at once more: it would all be known
    if (this.#phase.kind === 'choosing') this.#rows = this.#facts === null ? [] : rowsOf(this.#findings, this.#facts);
    render(this.#view(facts === 'failed'), this.#root);
    this.#toRows();
  }

  /** With what was pasted at hand one goes on to the first tick, once it is there; whoever has begun to write stays. */
  #toRows(): void {
    const first = this.#root.querySelector<HTMLElement>('.row input:not(:disabled)');
    if (!this.#waits || first === null || !this.#root.querySelector('dialog')!.open) return;
    this.#waits = false;
    first.focus();
  }
  #waits: boolean;

  offer(text: string): void {
    if (this.#text !== '' || this.#over) return;
    this.#read(text);
    this.#waits = true;
    this.#toRows();
  }

  #read(text: string): void {
    this.#text = asTyped(text);
    this.#findings = readPaste(this.#text).slice(0, MOST);
    this.#ticks = new Map();
    this.#waits = false;
    this.drawn();
  }

  #isOn(row: PasteRow): boolean {
    return row.state.kind === 'offered' && (this.#ticks.get(row.id) ?? row.state.ticked);
  }

  /** A name goes with what stands beside it, and of two values for one place one is chosen. */
  #tick(row: PasteRow, on: boolean): void {
    this.#ticks.set(row.id, on);
    for (const other of this.#rows) {
      if (on && other.id === row.needs) this.#tick(other, true);
      if (!on && other.needs === row.id) this.#ticks.set(other.id, false);
      if (on && other !== row && row.goal !== null && other.goal === row.goal) this.#ticks.set(other.id, false);
    }
    this.drawn();
  }

  #tickAll(on: boolean): void {
    this.#ticks = new Map();
    const taken = new Set<string>();
    for (const { id, goal, state } of this.#rows) {
      if (state.kind !== 'offered') continue;
      const free = goal === null || !taken.has(goal);
      if (goal !== null) taken.add(goal);
      this.#ticks.set(id, on && free);
    }
    this.drawn();
  }

  get #chosen(): readonly PasteRow[] {
    return this.#rows.filter((row) => this.#isOn(row));
  }

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    const chosen = this.#chosen;
    if (this.#phase.kind !== 'choosing' || this.#facts === null || chosen.length === 0) return;
    this.#phase = { kind: 'done', count: chosen.length };
    this.#options.fill(chosen, this.#facts, this.#findings);
    if (this.#options.undo === undefined) return this.#close();
    this.drawn();
    this.#focus('.go');
  };
  #undo(): void {
    this.#options.undo?.();
    this.#phase = { kind: 'undone' };
    this.drawn();
    this.#focus('.go');
  }
  #close(): void {
    this.#root.querySelector('dialog')?.close();
  }
  #focus(selector: string): void {
    this.#root.querySelector<HTMLElement>(selector)?.focus();
  }

  #view(failed: boolean): TemplateResult {
    const { language } = this.#options;
    const t = this.#t;
    return html`<dialog class="root" lang=${language} aria-labelledby="title" @keydown=${keepTyping} @keyup=${keepTyping} @keypress=${keepTyping}>
      <form method="dialog" @submit=${this.#submit}>
        <header><h2 id="title">${PASTE_LABEL[language]}</h2><p class="muted small">${t.hint}</p></header>
        ${this.#phase.kind === 'choosing' ? this.#choosing(t, failed) : html`<div class="body"><p role="status">${this.#phase.kind === 'done' ? t.done(this.#phase.count) : t.undone}</p></div>`}
        <footer>${this.#buttons(t)}</footer>
      </form>
    </dialog>`;
  }

  #buttons(t: PasteTexts): TemplateResult {
    switch (this.#phase.kind) {
      case 'choosing': {
        const count = this.#chosen.length;
        return html`<button type="button" class="button" @click=${() => this.#close()}>${t.cancel}</button><button class="button primary" ?disabled=${count === 0}>${t.fill(count)}</button>`;
      }
      case 'done': return html`<button type="button" class="button" @click=${() => this.#undo()}>${t.undo}</button><button type="button" class="button primary go" @click=${() => this.#close()}>${t.close}</button>`;
      case 'undone': return html`<button type="button" class="button primary go" @click=${() => this.#close()}>${t.close}</button>`;
    }
  }

  #choosing(t: PasteTexts, failed: boolean): TemplateResult {
    const of = (kind: PasteRow['state']['kind']) => this.#rows.filter(({ state }) => state.kind === kind);
    const offered = this.#rows.filter(({ state }) => state.kind === 'offered' || state.kind === 'refused');
    const known = of('known');
    const left = of('leftOut');
    const empty = this.#text.trim() === '';
    const all = offered.some((row) => row.state.kind === 'offered' && !this.#isOn(row));
    return html`<div class="body">
      <div class="text"><label for="text" class="muted">${t.text}</label>
        <textarea id="text" rows="4" maxlength=${LONGEST_PASTE} placeholder=${t.shape} autocomplete="off" spellcheck="false" dir="auto" .value=${live(this.#text)} @input=${(event: Event) => this.#read((event.target as HTMLTextAreaElement).value)}></textarea></div>
      <div class="count"><p role="status" class="muted">${empty ? '' : failed ? t.failed : this.#facts === null ? t.loading : this.#rows.length === 0 ? t.nothing : `${t.counts(offered.length, this.#chosen.length)}${this.#findings.length === MOST ? `. ${t.most(MOST)}` : ''}`}</p>
        ${offered.length < 2 ? nothing : html`<button type="button" class="button quiet" @click=${() => this.#tickAll(all)}>${all ? t.all : t.none}</button>`}</div>
      ${offered.length === 0 ? nothing : html`<div role="group" aria-label=${t.found}>${offered.map((row) => this.#row(row, t))}</div>`}
      ${known.length === 0 ? nothing : html`<h3>${t.known}</h3>${known.map((row) => plain(row, t))}`}
      ${left.length === 0 ? nothing : html`<h3>${t.leftOut}</h3>${left.map((row) => plain(row, t, row.state.kind === 'leftOut' ? t.because[row.state.why] : ''))}`}
    </div>`;
  }

  #row(row: PasteRow, t: PasteTexts): TemplateResult {
    const { state, now, doubt, sure } = row;
    const id = `f${row.id}`;
    const refused = state.kind === 'refused' ? { form: t.refused, url: t.refusedUrl, long: t.tooLong }[state.why] : null;
    return html`<div class="row">
      <input type="checkbox" id=${id} aria-describedby="${id}-about" ?disabled=${refused !== null} .checked=${live(this.#isOn(row))} @change=${(event: Event) => this.#tick(row, (event.target as HTMLInputElement).checked)} />
      <label for=${id}><span class="field">${named(row, t)}</span><span><span class="value" dir="auto">${row.value}</span>${sure ? nothing : html` <span class="tag">${t.unsure}</span>`}</span></label>
      <p id="${id}-about" class="small">
        ${now === null ? nothing : html`<span class="now">${t.now(now)} (${t.replaced})</span><br />`}
        ${doubt === null ? nothing : html`<span class="doubt">${WARNING_TEXTS[doubt][this.#options.language]}</span><br />`}
        ${refused === null ? nothing : html`<span class="danger">${refused}</span><br />`}
        <span class="muted">${t.from} ${this.#source(row)}</span>
      </p>
    </div>`;
  }

  /** The words it was read from, in their line. */
  #source({ from: [start, end] }: PasteRow): TemplateResult {
    const text = this.#text;
    const line = Math.max(text.lastIndexOf('\n', start - 1) + 1, start - AROUND);
    const next = text.indexOf('\n', end);
    const stop = Math.min(next < 0 ? text.length : next, end + AROUND);
    return html`<span dir="auto">${tidy(text.slice(line, start))}<mark>${tidy(text.slice(start, end)).trim()}</mark>${tidy(text.slice(end, stop))}</span>`;
  }
}

/** A text area knows one kind of line end. */
const asTyped = (text: string): string => text.replace(/\r\n?/g, '\n').slice(0, LONGEST_PASTE);
const tidy = (text: string): string => text.replace(/\s+/g, ' ');
const named = ({ of, label }: PasteRow, t: PasteTexts): string => (of === null ? label : t.ofPerson(of, label));
const plain = (row: PasteRow, t: PasteTexts, why = ''): TemplateResult => html`<p class="plain"><span class="field">${named(row, t)}</span><span><span dir="auto">${row.value}</span>${why === '' ? nothing : html` <span class="muted small">${why}</span>`}</span></p>`;
