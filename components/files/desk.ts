/** What happens to the files of one section on this page: what is being sent, renamed and removed, and what went wrong. Lists of it are drawn elsewhere. */
import type { FileView } from '../../model/api.ts';
import type { Language } from '../../model/labels.ts';
import { ApiError, type Session } from '../internal/session.ts';
import { uploadFile } from '../internal/upload.ts';
import { pageClock } from '../line/clock.ts';
import { fileTexts } from './texts.ts';

/** A file on its way. `sent` in bytes; `older`: id of the file that it is a newer version of. */
export interface Sending {
  readonly id: number;
  readonly kind: string;
  readonly file: File;
  readonly older: string | null;
  sent: number;
  state: { readonly kind: 'queued' } | { readonly kind: 'sending' } | { readonly kind: 'waiting' } | { readonly kind: 'failed'; readonly text: string; readonly again: boolean };
  readonly stop: AbortController;
}

/** What a list of files knows; the desk keeps it up to date. */
export interface Shelf { items: readonly FileView[] | null }

export interface DeskOptions {
  readonly session: Session;
  readonly archive: string;
  readonly section: string;
  readonly shelf: Shelf;
  readonly changed: () => void;
}

/** Files sent at the same moment. */
const AT_ONCE = 2;
/** Milliseconds in which a removal may be taken back: until then nothing is asked of the server. */
const GRACE = 6_000;

export class FileDesk {
  readonly #options: DeskOptions;
  readonly #removing = new Map<string, () => void>();
  readonly notes = new Map<string, string>();
  /** Files of which a newer version is there now. */
  readonly superseded = new Set<string>();
  sendings: readonly Sending[] = [];
  editing: string | null = null;
  /** In which it says what went wrong; whoever draws it sets it. */
  language: Language = 'en';
  #last = 0;

  constructor(options: DeskOptions) {
    this.#options = options;
  }

  add(kind: string, files: Iterable<File>, older: string | null = null): void {
    this.notes.delete(kind);
    for (const file of files) this.sendings = [...this.sendings, { id: ++this.#last, kind, file, older, sent: 0, state: { kind: 'queued' }, stop: new AbortController() }];
    this.#next();
  }

  again(sending: Sending): void {
    sending.state = { kind: 'queued' };
    this.#next();
  }

  /** Gives it up, or takes the word of its failure away. */
  drop(sending: Sending): void {
    sending.stop.abort(new DOMException('given up', 'AbortError'));
    this.#done(sending);
  }

  isRemoving(id: string): boolean {
    return this.#removing.has(id);
  }

  /** The list shows it as going; a moment later it is gone for good. */
  remove(file: FileView): void {
    this.superseded.delete(file.id);
    this.editing = null;
    this.#removing.set(file.id, pageClock.after(GRACE, () => void this.#removeNow(file)));
    this.#options.changed();
  }

  keep(file: FileView): void {
    this.#removing.get(file.id)?.();
    this.#removing.delete(file.id);
    this.superseded.delete(file.id);
    this.#options.changed();
  }

  edit(id: string | null): void {
    this.editing = id;
    this.#options.changed();
  }

  async change(file: FileView, change: { readonly name?: string; readonly validUntil?: string | null }): Promise<void> {
    this.editing = null;
    try {
      this.#took(await this.#options.session.request<FileView>('PATCH', this.#path(file.id), change));
    } catch (error) {
      this.#failed(file, error, fileTexts(this.language).notChanged(file.name));
    }
  }

  /** By a request with the token and a link to the bytes: a plain link would carry no right. */
  async download(file: FileView): Promise<void> {
    try {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(await this.bytes(file));
      link.download = file.name;
      link.click();
      pageClock.after(60_000, () => { URL.revokeObjectURL(link.href); });
      this.notes.delete(file.kind);
      this.#options.changed();
    } catch (error) {
      this.#failed(file, error, fileTexts(this.language).notOpened(file.name));
    }
  }

  async bytes(file: FileView, signal?: AbortSignal): Promise<Blob> {
    const answer = await this.#options.session.fetch(this.#path(file.id), signal ? { signal } : {});
    if (!answer.ok) throw new ApiError(answer.status, 'http', answer.statusText);
    return answer.blob();
  }

  #path(id: string): string {
    return `/api/archives/${encodeURIComponent(this.#options.archive)}/files/${encodeURIComponent(id)}`;
  }

  #next(): void {
    const busy = this.sendings.filter(({ state }) => state.kind === 'sending' || state.kind === 'waiting').length;
    for (const sending of this.sendings.filter(({ state }) => state.kind === 'queued').slice(0, Math.max(0, AT_ONCE - busy))) void this.#send(sending);
    this.#options.changed();
  }

  async #send(sending: Sending): Promise<void> {
    const { session, archive, section, changed } = this.#options;
    const { kind, file, older, stop: { signal } } = sending;
    sending.state = { kind: 'sending' };
    try {
      const stored = await uploadFile(session, archive, { section, kind, file }, {
        signal,
        progress: (sent) => { sending.sent = sent; changed(); },
        waiting: (waits) => { sending.state = { kind: waits ? 'waiting' : 'sending' }; changed(); },
      });
      if (older !== null) this.superseded.add(older);
      this.#took(stored);
      this.#done(sending);
    } catch (error) {
      if (signal.aborted) return;
      sending.state = { kind: 'failed', ...this.#why(file.name, error) };
      this.#next();
    }
  }

  #done(sending: Sending): void {
    this.sendings = this.sendings.filter((each) => each !== sending);
    this.#next();
  }

  #took(file: FileView): void {
    const { shelf, changed } = this.#options;
    const there = shelf.items?.some(({ id }) => id === file.id) ?? false;
    shelf.items = there ? shelf.items!.map((each) => (each.id === file.id ? file : each)) : [file, ...(shelf.items ?? [])];
    this.notes.delete(file.kind);
    changed();
  }

  #without(id: string): void {
    const { shelf } = this.#options;
    shelf.items = shelf.items?.filter((each) => each.id !== id) ?? null;
  }

  async #removeNow(file: FileView): Promise<void> {
    try {
      await this.#options.session.request('DELETE', this.#path(file.id));
      this.#without(file.id);
    } catch (error) {
      this.#failed(file, error, fileTexts(this.language).notRemoved(file.name));
    }
    this.#removing.delete(file.id);
    this.#options.changed();
  }

  #failed(file: FileView, error: unknown, text: string): void {
    const gone = error instanceof ApiError && error.status === 404;
    if (gone) this.#without(file.id);
    this.notes.set(file.kind, gone ? fileTexts(this.language).gone(file.name) : error instanceof ApiError && error.status === 422 ? `${text} ${error.message}` : text);
    this.#options.changed();
  }

  #why(name: string, error: unknown): { readonly text: string; readonly again: boolean } {
    const t = fileTexts(this.language);
    const { status, code } = error instanceof ApiError ? error : { status: 0, code: '' };
    if (status === 413) return { text: t.tooLarge(name), again: false };
    if (status === 429) return { text: t.tooMany, again: true };
    if (status === 507) return { text: t.full, again: true };
    if (status === 403 || status === 404) return { text: t.noRight(name), again: false };
    if (code === 'unreadable') return { text: t.unreadable(name), again: false };
    return { text: t.notSent(name), again: true };
  }
}
