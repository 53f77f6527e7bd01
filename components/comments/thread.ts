/** What was said about one value or row: asked for, followed by the digest's number for the section, written. What it looks like is left to the element. */
import type { CommentPage, CommentView, MentionPage } from '../../model/api.ts';
import { commentSection } from '../../model/comments.ts';
import { newRowId } from '../../model/ids.ts';
import { ApiError } from '../internal/session.ts';
import type { DigestState, Session, Stop } from '../internal/session.ts';

export interface ThreadOptions {
  readonly session: Pick<Session, 'request' | 'watch' | 'me'>;
  readonly archive: string;
  readonly section: string;
  readonly record: string;
  readonly changed: () => void;
  /** My unread mentions elsewhere and here, after some were read. */
  readonly mentions: (unread: number) => void;
  /** Comments asked for at once; default 50. */
  readonly limit?: number;
}

export type ThreadState = { readonly kind: 'loading' } | { readonly kind: 'ready' } | { readonly kind: 'gone' } | { readonly kind: 'failed' };
/** Why a wish was refused. */
export type Refusal = 'late' | 'gone' | 'network' | 'failed';

export class Thread {
  readonly #options: ThreadOptions;
  state: ThreadState = { kind: 'loading' };
  items: readonly CommentView[] = [];
  mayWrite = false;
  loadingEarlier = false;
  /** Moment of an answer: what is newer than the first one is news. */
  #next: string | null = null;
  #asked = 0;
  /** The digest's number at the last question; undefined: there was none. */
  #heard: number | undefined;
  #first = true;
  readonly #read = new Set<string>();
  readonly #stop: Stop;
  #over = false;

  constructor(options: ThreadOptions) {
    this.#options = Object.freeze({ ...options });
    this.#stop = options.session.watch(options.archive, (state) => this.#hear(state));
    void this.load();
  }

  get hasEarlier(): boolean {
    return this.#next !== null;
  }

  get #path(): string {
    return `/api/archives/${encodeURIComponent(this.#options.archive)}/comments`;
  }

  #hear(state: DigestState): void {
    if (state.kind === 'loading') return;
    if (state.kind === 'missing' || state.digest.level === 'exists') return this.#leave();
    const key = commentSection(this.#options.section);
    const now = key && state.digest.comments?.[key];
    const first = this.#first;
    const before = this.#heard;
    this.#first = false;
    this.#heard = now;
    if (first || now === before) return;
    // the section is not this person's any more, or was restored: what shows must not stay until the answer is here
    if (now === undefined) this.#leave();
    void this.load();
  }

  #leave(): void {
    this.#asked++;
    this.items = [];
    this.#next = null;
    this.mayWrite = false;
    this.state = { kind: 'gone' };
    this.#tell();
  }

  async load(): Promise<void> {
    const mine = ++this.#asked;
    const limit = Math.min(200, Math.max(this.#options.limit ?? 50, this.items.length + 10));
    try {
      const page = await this.#ask(null, limit);
      if (this.#over || mine !== this.#asked) return;
      this.items = page.items;
      this.#next = page.next;
      this.mayWrite = page.mayWrite;
      this.state = { kind: 'ready' };
      void this.#readMine();
    } catch (error) {
      if (this.#over || mine !== this.#asked) return;
      if (error instanceof ApiError && error.status === 404) return this.#leave();
      // what is here is better than nothing; the next change asks again
      if (this.state.kind !== 'ready') this.state = { kind: 'failed' };
    }
    this.#tell();
  }

  async earlier(): Promise<void> {
    if (this.#next === null || this.loadingEarlier) return;
    const mine = this.#asked;
    this.loadingEarlier = true;
    this.#tell();
    try {
      const page = await this.#ask(this.#next, this.#options.limit ?? 50);
      if (this.#over || mine !== this.#asked) return;
      const known = new Set(this.items.map(({ id }) => id));
      this.items = [...page.items.filter(({ id }) => !known.has(id)), ...this.items];
      this.#next = page.next;
    } catch {
      // the button stays and can be pressed again
    } finally {
      this.loadingEarlier = false;
      this.#tell();
    }
  }

  #ask(before: string | null, limit: number): Promise<CommentPage> {
    const { session, section, record } = this.#options;
    const query = new URLSearchParams({ section, record, limit: String(limit), ...(before === null ? {} : { before }) });
    return session.request<CommentPage>('GET', `${this.#path}?${query}`);
  }

  /** An id for a comment to be: kept with it, so that a second try is the same comment. */
  newId(): string {
    return newRowId((count) => crypto.getRandomValues(new Uint8Array(count)));
  }

  send(id: string, text: string): Promise<Refusal | null> {
    const { section, record } = this.#options;
    return this.#write('POST', this.#path, { id, section, record, text });
  }
  edit(id: string, text: string): Promise<Refusal | null> {
    return this.#write('PATCH', `${this.#path}/${encodeURIComponent(id)}`, { text });
  }
  remove(id: string): Promise<Refusal | null> {
    return this.#write('DELETE', `${this.#path}/${encodeURIComponent(id)}`);
  }

  /** Null: done, and shown. */
  async #write(method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<Refusal | null> {
    let stored: CommentView;
    try {
      stored = await this.#options.session.request<CommentView>(method, path, body);
    } catch (error) {
      if (!(error instanceof ApiError)) return 'failed';
      if (error.status === 404) this.#leave();
      return error.status === 0 ? 'network' : error.status === 404 ? 'gone' : error.status === 403 ? 'late' : 'failed';
    }
    if (this.#over) return null;
    this.items = this.items.some(({ id }) => id === stored.id) ? this.items.map((each) => (each.id === stored.id ? stored : each)) : [...this.items, stored];
    this.#tell();
    return null;
  }

  /** Whoever sees that they are called has read it. */
  async #readMine(): Promise<void> {
    const me = this.#options.session.me?.id;
    const fresh = this.items.filter(({ id, mentions }) => me !== undefined && !this.#read.has(id) && mentions.some((each) => each.id === me)).map(({ id }) => id);
    if (fresh.length === 0) return;
    for (const id of fresh) this.#read.add(id);
    try {
      await this.#options.session.request('POST', '/api/mentions/read', { comments: fresh.slice(0, 200) });
      const { unread } = await this.#options.session.request<MentionPage>('GET', '/api/mentions?unread=true&limit=1');
      if (!this.#over) this.#options.mentions(unread);
    } catch {
      for (const id of fresh) this.#read.delete(id); // the next answer tries again
    }
  }

  dispose(): void {
    this.#over = true;
    this.#stop();
  }

  #tell(): void {
    if (!this.#over) this.#options.changed();
  }
}
