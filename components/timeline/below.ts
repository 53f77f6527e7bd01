/** What stands below an entry's words: its papers, and the way to its comments. Loaded after the list has been drawn; the words do not wait for it. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { CommentCounts, FileView } from '../../model/api.ts';
import { ApiError } from '../internal/session.ts';
import { defineTags } from '../internal/registry.ts';
import type { Session } from '../internal/session.ts';
import { tableOf } from './entries.ts';
import type { WrittenEntry } from './entries.ts';
import type { Reader } from './entry-view.ts';
import { icon } from './icons.ts';
import { say } from './texts.ts';

export interface BelowOptions {
  readonly session: Session;
  readonly archive: string;
  readonly reader: () => Reader;
  /** Whether this person may add papers. */
  readonly mayAdd: () => boolean;
  readonly changed: () => void;
  /** Of the element that this is for: the kit's tags carry the prefix that it was registered under. */
  readonly localName: string;
  /** When files changed last, as the digest tells. */
  readonly filesAt: string | undefined;
}

type Coming = { readonly name: string; readonly sent: number; readonly of: number } | { readonly name: string; readonly problem: string };

function formatBytes(language: Reader['language'], bytes: number): string {
  const [amount, unit] = bytes < 1000 ? [bytes, 'byte'] : bytes < 1_000_000 ? [bytes / 1000, 'kilobyte'] : [bytes / 1_000_000, 'megabyte'];
  return new Intl.NumberFormat(language, { style: 'unit', unit: unit as string, unitDisplay: 'short', maximumFractionDigits: 1 }).format(amount as number);
}

/** Files of a record are kept under its value key. */
const kindOf = (row: string): string => `contacts/${row}`;

export class Below {
  readonly #options: BelowOptions;
  #files: ReadonlyMap<string, readonly FileView[]> = new Map();
  readonly #coming = new Map<string, readonly Coming[]>();
  #counts: ReadonlyMap<string, number> = new Map();
  /** Row whose comments are open. */
  #talking: { readonly row: string; readonly element: HTMLElement } | null = null;
  #over = false;
  /** Grows with everything that may show. */
  version = 0;

  constructor(options: BelowOptions) {
    this.#options = options;
    this.#filesAt = options.filesAt;
    void this.load();
    void this.#count();
  }
  dispose(): void {
    this.#over = true;
  }
  #tell(): void {
    if (this.#over) return;
    this.version++;
    this.#options.changed();
  }

  get #path(): string {
    return `/api/archives/${encodeURIComponent(this.#options.archive)}/files`;
  }

  /** Files changed somewhere: the digest says when. */
  as(filesAt: string | undefined): void {
    if (filesAt === this.#filesAt) return;
    this.#filesAt = filesAt;
    void this.load();
  }
  #filesAt: string | undefined;

  async load(): Promise<void> {
    try {
      const { items } = await this.#options.session.request<{ readonly items: readonly FileView[] }>('GET', this.#path);
      const files = new Map<string, FileView[]>();
      for (const file of items) if (file.kind.startsWith('contacts/')) files.set(file.kind.slice(9), [...(files.get(file.kind.slice(9)) ?? []), file]);
      this.#files = files;
      this.#tell();
    } catch {
      // papers are beside the words: they come with the next change, and a download says what is wrong
    }
  }

  async #count(): Promise<void> {
    try {
      const { items } = await this.#options.session.request<CommentCounts>('GET', `/api/archives/${encodeURIComponent(this.#options.archive)}/comments/counts?section=contacts`);
      this.#counts = new Map(items.map(({ record, count }) => [record, count]));
      this.#tell();
    } catch {
      // numbers beside the way to comments: the way is there without them
    }
  }

  /** The way to an entry's comments, with how many there are. */
  talk(entry: WrittenEntry): TemplateResult | typeof nothing {
    const { language, discreet } = this.#options.reader();
    if (discreet) return nothing;
    const count = this.#counts.get(`${tableOf(entry)}/${entry.row}`) ?? 0;
    const open = this.#talking?.row === entry.row;
    const label = count === 0 ? say(language, 'comments') : say(language, 'commentsOf', { n: count });
    return html`<button type="button" class="button quiet talk no-print ${count === 0 ? 'none' : ''}" aria-expanded=${open} title=${label} aria-label=${label} @click=${() => this.#toggle(entry)}>${icon('talk')}${count === 0 ? nothing : count}</button>`;
  }
  /** The comments of the entry that has them open. */
  comments(entry: WrittenEntry): unknown {
    return this.#talking?.row === entry.row && !this.#options.reader().discreet ? this.#talking.element : nothing;
  }
  #toggle(entry: WrittenEntry): void {
    if (this.#talking?.row === entry.row) {
      this.#talking = null;
      return this.#tell();
    }
    const prefix = /^(.+)-[a-z]+-[a-z]+$/.exec(this.#options.localName)?.[1];
    const element = document.createElement(prefix === undefined ? 'record-comments' : `${prefix}-record-comments`);
    const record = `${tableOf(entry)}/${entry.row}`;
    for (const [name, value] of Object.entries({ archive: this.#options.archive, section: `contacts-${entry.year}`, record, 'heading-level': '0' })) element.setAttribute(name, value);
    element.addEventListener('dossier-comments', ({ detail }) => {
      if (this.#counts.get(record) === detail.count) return;
      this.#counts = new Map(this.#counts).set(record, detail.count);
      this.#tell();
    });
    this.#talking = { row: entry.row, element };
    this.#tell();
    import('../record-comments.ts').then(({ RecordComments }) => defineTags({ 'record-comments': RecordComments }, prefix === undefined ? {} : { prefix }),
      (error: unknown) => { console.warn('dossier: comments could not be loaded', error); });
  }

  /** Sends files to a record, one after the other; what failed says so until it is tried again. */
  async add(row: string, files: readonly File[]): Promise<void> {
    if (files.length === 0) return;
    const { session, archive, reader } = this.#options;
    const { uploadFile } = await import('../internal/upload.ts');
    for (const file of files) {
      const show = (now: Coming | null): void => {
        const others = (this.#coming.get(row) ?? []).filter(({ name }) => name !== file.name);
        this.#coming.set(row, now === null ? others : [...others, now]);
        this.#tell();
      };
      show({ name: file.name, sent: 0, of: file.size });
      try {
        await uploadFile(session, archive, { section: 'contacts', kind: kindOf(row), file }, { progress: (sent, of) => show({ name: file.name, sent, of }) });
        show(null);
      } catch (error) {
        const { t } = reader();
        show({ name: file.name, problem: error instanceof ApiError && error.status !== 0 ? error.message : t.kit.failed });
      }
    }
    await this.load();
  }

  /** By a request with the token: a plain link would carry no right. */
  async #download(file: FileView): Promise<void> {
    try {
      const answer = await this.#options.session.fetch(`${this.#path}/${encodeURIComponent(file.id)}`);
      if (!answer.ok) throw new Error(String(answer.status));
      const link = document.createElement('a');
      link.href = URL.createObjectURL(await answer.blob());
      link.download = file.name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    } catch {
      await this.load(); // gone, or not open any more: the list says so by leaving it out
    }
  }

  papers(row: string, editing: boolean): TemplateResult | typeof nothing {
    const { language } = this.#options.reader();
    const files = this.#files.get(row) ?? [];
    const coming = this.#coming.get(row) ?? [];
    const may = editing && this.#options.mayAdd();
    if (files.length === 0 && coming.length === 0 && !may) return nothing;
    return html`<div class="papers">
      ${files.length + coming.length === 0 ? nothing : html`<ul aria-label=${say(language, 'papers')}>
        ${files.map((file) => html`<li><button type="button" class="link paper" @click=${() => void this.#download(file)}>${icon('clip')}${file.name}</button> <span class="muted small">${formatBytes(language, file.size)}</span></li>`)}
        ${coming.map((each) => html`<li>${'problem' in each
          ? html`<span class="problem" role="alert">${each.name}: ${each.problem}</span>`
          : html`<span class="muted">${each.name}</span> <progress max=${Math.max(1, each.of)} .value=${each.sent} aria-label=${each.name}></progress>`}</li>`)}
      </ul>`}
      ${may ? html`<label class="button quiet attach no-print">${icon('clip')}${say(language, 'attach')}<input class="visually-hidden" type="file" multiple @change=${(event: Event) => {
        const input = event.target as HTMLInputElement;
        void this.add(row, [...(input.files ?? [])]);
        input.value = '';
      }} /></label>` : nothing}
    </div>`;
  }
}
