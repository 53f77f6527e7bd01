/** Views as they are saved and shared: which one is open, what of it differs from what was saved, saving and removing. */
import { ApiError } from '../../internal/session.ts';
import { readKept, writeKept } from '../kept.ts';
import { EVERYTHING } from '../register.ts';
import type { Board } from './board.ts';
import { lookIn, lookOf, sameLook, sameWidths } from './look.ts';
import type { Shared, View, Widths } from './look.ts';

export interface ViewWish { readonly name: string; readonly shared: Shared }

export class SavedViews {
  readonly #board: Board;
  all: readonly View[] = [];
  view: View | null = null;
  /** Of the columns: those that were dragged, and those of the view. */
  widths: Widths = {};

  constructor(board: Board) {
    this.#board = board;
  }

  async read(): Promise<void> {
    const { host } = this.#board;
    try {
      this.all = (await host.session.request<{ readonly items: readonly View[] }>('GET', '/api/views')).items;
    } catch {
      return; // those that were here stay; the tools work without
    }
    host.update();
  }
  nameOf({ labels, name }: View): string { return labels?.[this.#board.host.language()] ?? name; }

  /** In what is not mine I look my own way, in this browser. */
  begin(view: View | null = null): void {
    this.view = view;
    this.widths = view?.mine ? (view.widths ?? {}) : { ...view?.widths, ...readKept(this.#board.host.session).widths?.[view?.id ?? ''] };
  }
  open(view: View | null): void {
    this.begin(view);
    this.#board.take(view === null ? lookOf(EVERYTHING) : lookIn(view), view?.query.text ?? '');
  }

  /** Something differs from what was saved. Widths do so in a view of mine: elsewhere they are the browser's. */
  get unsaved(): boolean {
    const { look, host: { register } } = this.#board;
    const { view } = this;
    if (!sameLook(look, register.query.text, view === null ? lookOf(EVERYTHING) : lookIn(view), view?.query.text ?? '')) return true;
    return view?.mine === true && !sameWidths(this.widths, view.widths ?? {}, look.columns);
  }

  /** `keep`: the drag has ended. */
  width(key: string, width: number, keep: boolean): void {
    this.widths = { ...this.widths, [key]: Math.round(Math.min(600, Math.max(64, width))) };
    const { session } = this.#board.host;
    if (keep && !this.view?.mine) writeKept(session, { widths: { ...readKept(session).widths, [this.view?.id ?? '']: this.widths } });
    this.#board.host.update();
  }

  get #body(): object {
    const shown = new Set(['name', ...this.#board.look.columns]);
    const widths = Object.fromEntries(Object.entries(this.widths).filter(([key]) => shown.has(key)));
    return { query: this.#board.question, widths };
  }
  async save(as: ViewWish | null): Promise<void> {
    const { view } = this;
    const wish = as ?? (view && { name: view.name, shared: view.shared });
    if (wish === null) return;
    await this.#try(async () => {
      this.view = as === null && view?.mine ? await this.#put(view, { ...wish, ...this.#body }) : await this.#board.host.session.request<View>('POST', '/api/views', { ...wish, ...this.#body });
      this.#board.show({ kind: 'none' }, '.board .view');
    });
  }
  /** Name and sharing alone: what differs in the question is not saved by it. */
  async change(wish: ViewWish): Promise<void> {
    const { view } = this;
    if (!view?.mine) return;
    await this.#try(async () => {
      this.view = await this.#put(view, { ...wish, query: view.query, ...(view.widths ? { widths: view.widths } : {}) });
      this.#board.show({ kind: 'none' }, '.board .view');
    });
  }
  #put({ id, revision }: View, body: object): Promise<View> {
    return this.#board.host.session.request<View>('PUT', `/api/views/${encodeURIComponent(id)}`, { ...body, revision });
  }
  async remove(): Promise<void> {
    const { view } = this;
    if (!view) return;
    await this.#try(async () => {
      await this.#board.host.session.request('DELETE', `/api/views/${encodeURIComponent(view.id)}`);
      this.open(null);
      this.#board.host.focus('.board .view');
    });
  }
  get isFirst(): boolean { return this.view !== null && readKept(this.#board.host.session).first === this.view.id; }
  openFirst(on: boolean): void {
    writeKept(this.#board.host.session, { first: on ? (this.view?.id ?? '') : '' });
    this.#board.host.update();
  }

  async #try(work: () => Promise<void>): Promise<void> {
    const board = this.#board;
    try {
      await work();
      await this.read();
    } catch (error) {
      const problem = error instanceof ApiError ? (error.code === 'conflict' && error.field === 'revision' ? board.own.conflict : error.message || board.own.failed) : board.own.failed;
      if (board.panel.kind === 'views') board.panel = { ...board.panel, problem };
      else board.said = problem;
      board.host.update();
    }
  }
}
