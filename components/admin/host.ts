/** What the parts of `<dossier-admin>` share: what they are given, how they ask the server, and what they say when it does not go well. */
import { html, nothing } from 'lit';
import type { CSSResult, TemplateResult } from 'lit';
import type { Language } from '../../model/labels.ts';
import { notice } from '../internal/notices.ts';
import { ApiError } from '../internal/session.ts';
import type { Session } from '../internal/session.ts';
import type { Strings } from '../internal/strings/index.ts';
import type { Clock } from '../line/clock.ts';
import type { AdminTexts } from './texts.ts';

export interface AdminHost {
  readonly t: Pick<Strings, 'kit'> & { readonly admin: AdminTexts };
  readonly language: Language;
  readonly session: Session;
  readonly clock: Clock;
  /** Draws again. */
  readonly update: () => void;
  /** After the next drawing. */
  readonly focus: (selector: string) => void;
  /** The person wants to see an archive. */
  readonly openArchive: (archive: string) => void;
  /** Looks of a part that came later. */
  readonly adopt: (styles: CSSResult) => void;
}

/** One part of the administration; it begins to ask when it is opened and holds no timer once it is closed. */
export interface AdminPart {
  open(): void;
  close(): void;
  render(): unknown;
  /** Closes the innermost thing; false: nothing was open. */
  escape(): boolean;
}

/** What went wrong, with what to do next. The server's own sentence is English and stands last. */
export function failureText({ t }: Pick<AdminHost, 't'>, error: unknown): string {
  if (!(error instanceof ApiError)) return t.admin.failed;
  if (error.status === 0) return t.admin.unreachable;
  if (error.status === 401) return t.kit.signedOut;
  if (error.status === 403 && error.code === 'forbidden') return `${t.admin.notAllowed} ${error.message}`;
  if (error.status >= 400 && error.status < 500) return `${t.admin.refused} ${[...new Set(error.problems.map(({ message }) => message))].join(' ') || error.message}`;
  return t.admin.failed;
}

type State<T> = { readonly kind: 'loading' } | { readonly kind: 'failed'; readonly text: string } | { readonly kind: 'ready'; readonly value: T };

/** One question to the server and how far its answer is; the last question counts. */
export class Asked<T> {
  readonly #host: AdminHost;
  readonly #ask: () => Promise<T>;
  #state: State<T> = { kind: 'loading' };
  #count = 0;

  constructor(host: AdminHost, ask: () => Promise<T>) {
    this.#host = host;
    this.#ask = ask;
  }

  get value(): T | undefined {
    return this.#state.kind === 'ready' ? this.#state.value : undefined;
  }
  set(value: T): void {
    this.#count++;
    this.#state = { kind: 'ready', value };
    this.#host.update();
  }

  /** What is shown stays until the answer is here; a failure then leaves it too. */
  async load(): Promise<void> {
    const mine = ++this.#count;
    if (this.#state.kind === 'failed') this.#state = { kind: 'loading' };
    this.#host.update();
    try {
      const value = await this.#ask();
      if (mine === this.#count) this.set(value);
    } catch (error) {
      if (mine !== this.#count || this.#state.kind === 'ready') return;
      this.#state = { kind: 'failed', text: failureText(this.#host, error) };
      this.#host.update();
    }
  }

  render(ready: (value: T) => unknown, rows = 6): unknown {
    const { t } = this.#host;
    switch (this.#state.kind) {
      case 'loading': return html`<div class="waiting" role="status" aria-label=${t.kit.loading}>${Array.from({ length: rows }, () => html`<span class="skeleton"></span>`)}</div>`;
      case 'failed': return notice(this.#state.text, 'error', { label: t.kit.retry, run: () => void this.load() });
      case 'ready': return ready(this.#state.value);
    }
  }
}

/** A change under way: told when it is done, or why not. */
export class Doing {
  readonly #host: AdminHost;
  busy = false;
  #said: { readonly tone: 'status' | 'alert'; readonly text: string } | null = null;

  constructor(host: AdminHost) {
    this.#host = host;
  }

  /** True when it worked. */
  async run(work: () => Promise<unknown>, done: string): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.#said = null;
    this.#host.update();
    try {
      await work();
      this.#said = done === '' ? null : { tone: 'status', text: done };
      return true;
    } catch (error) {
      this.#said = { tone: 'alert', text: failureText(this.#host, error) };
      return false;
    } finally {
      this.busy = false;
      this.#host.update();
    }
  }
  say(tone: 'status' | 'alert', text: string): void {
    this.#said = { tone, text };
    this.#host.update();
  }
  clear(): void {
    this.#said = null;
  }
  render(): TemplateResult | typeof nothing {
    const said = this.#said;
    return html`<div class="said ${said?.tone === 'status' ? '' : 'silent'}" role="status">${said?.tone === 'status' ? html`<p class="done-text">${said.text}</p>` : nothing}</div>
      ${said?.tone === 'alert' ? html`<p class="danger" role="alert">${said.text}</p>` : nothing}`;
  }
}

export const isOffline = ({ session }: AdminHost): boolean => session.state.kind === 'offline';
export const valueOf = (event: Event): string => (event.target as HTMLInputElement | HTMLSelectElement).value;
export const checkedOf = (event: Event): boolean => (event.target as HTMLInputElement).checked;
