/** A mass update as a page goes through it: fields and values, the preview of the server, writing, undoing. What it looks like is `panel.ts`. */
import type { MassRowState, MassRows, MassRow, MassView } from '../../../model/mass/api.ts';
import type { MassCell, MassOp } from '../../../model/mass/api.ts';
import { ApiError } from '../../internal/session.ts';
import { pageClock } from '../../line/clock.ts';
import type { Clock } from '../../line/clock.ts';
import type { Board } from '../board/board.ts';
import type { Key } from '../board/keys.ts';
import { massTexts } from './texts.ts';
import type { MassTexts } from './texts.ts';

export interface SetDraft { readonly key: Key; readonly op: MassOp; readonly values: readonly string[] }
export type Step =
  | { readonly kind: 'choose'; readonly all: boolean; readonly sets: readonly SetDraft[]; /** Text of the search for a field; null: none is looked for. */ readonly search: string | null; readonly problem: string }
  | { readonly kind: 'paste'; readonly text: string; readonly problem: string }
  | { readonly kind: 'looking' }
  | { readonly kind: 'preview'; readonly state: MassRowState; readonly rows: readonly MassRow[]; readonly next: number | null; readonly total: number; readonly problem: string }
  | { readonly kind: 'applying' }
  | { readonly kind: 'done'; readonly state: MassRowState; readonly rows: readonly MassRow[]; readonly next: number | null; readonly total: number; readonly undo: Undo };
type Undo = { readonly kind: 'none' | 'running' | 'failed' } | { readonly kind: 'done'; readonly restored: number; readonly kept: number };
interface Changeset { readonly id: string; readonly state: string; readonly outcome: { readonly restored: number; readonly kept: readonly unknown[]; readonly more: number } | null }

/** Milliseconds between two questions how far it is. */
const AGAIN = 300;
const PAGE = 100;

export class Mass {
  readonly board: Board;
  readonly #clock: Clock;
  step: Step = { kind: 'choose', all: false, sets: [], search: '', problem: '' };
  view: MassView | null = null;
  /** What is said of a block: cells that did not fit, cells that are as they were. */
  note = '';
  /** People found by what was typed. */
  people: readonly string[] = [];
  /** What was applied last and can be undone. */
  #last: string | null = null;
  #turn = 0;

  constructor(board: Board, clock: Clock = pageClock) {
    this.board = board;
    this.#clock = clock;
  }

  get own(): MassTexts { return massTexts(this.board.host.language()); }
  get ticked(): readonly string[] { return [...this.board.host.register.selected]; }

  set(step: Step): void {
    this.step = step;
    this.board.host.update();
  }
  open(step: Step): void {
    this.#turn++;
    this.view = null;
    this.note = '';
    this.step = step;
    this.board.show({ kind: 'mass' }, '.mass [autofocus]');
  }
  change(): void {
    this.open({ kind: 'choose', all: this.ticked.length === 0, sets: [], search: '', problem: '' });
  }
  /** A preview that is left is forgotten there too. */
  close(): void {
    const { view } = this;
    this.#turn++;
    if (view && (this.step.kind === 'looking' || this.step.kind === 'preview' || this.step.kind === 'applying')) void this.#request('DELETE', `/api/mass-updates/${view.id}`).catch(() => {}); // it goes by itself after a while
    this.board.close();
  }

  lookAtSets(): Promise<void> {
    const { step, board } = this;
    if (step.kind !== 'choose') return Promise.resolve();
    const { text, where } = { text: board.host.register.query.text.trim(), where: board.look.where };
    return this.#look({ target: step.all ? { query: { text, where } } : { ids: this.ticked }, sets: step.sets.map(({ key, op, values }) => ({ key: key.key, op, ...(op === 'clear' ? {} : { values }) })) }, step);
  }
  lookAtCells(cells: readonly MassCell[], note: string, back: Step): Promise<void> {
    this.note = note;
    return this.#look({ cells }, back);
  }

  async #look(wish: object, back: Step): Promise<void> {
    const mine = ++this.#turn;
    this.view = null;
    this.set({ kind: 'looking' });
    try {
      this.view = await this.#request<MassView>('POST', '/api/mass-updates', { ...wish, lang: this.board.host.language() });
      if (!(await this.#until(mine)) || this.view === null) return;
      if (this.view.state !== 'ready') throw new Error(this.view.error ?? '');
      const { change, refused, conflict } = this.view.counts;
      await this.rows(change > 0 || (refused === 0 && conflict === 0) ? 'change' : refused > 0 ? 'refused' : 'conflict', mine);
      this.board.host.focus(change > 0 ? '.mass .apply' : '.mass .result');
    } catch (error) {
      if (mine !== this.#turn) return;
      const problem = error instanceof ApiError && error.status > 0 ? error.message || this.own.failed : this.own.failed;
      this.set('problem' in back ? { ...back, problem } : { kind: 'paste', text: '', problem });
    }
  }

  /** A page of the preview, or of what became of it. */
  async rows(state: MassRowState, mine = this.#turn, after: number | null = null): Promise<void> {
    const { view } = this;
    if (view === null) return;
    const page = await this.#request<MassRows>('GET', `/api/mass-updates/${view.id}/rows?state=${state}&limit=${PAGE}${after === null ? '' : `&after=${after}`}`);
    if (mine !== this.#turn) return;
    const before = after !== null && (this.step.kind === 'preview' || this.step.kind === 'done') ? this.step.rows : [];
    const shown = { state, rows: [...before, ...page.items], next: page.next, total: page.total };
    this.set(this.step.kind === 'done' || view.state !== 'ready' ? { kind: 'done', undo: this.step.kind === 'done' ? this.step.undo : { kind: 'none' }, ...shown } : { kind: 'preview', problem: '', ...shown });
  }

  async apply(): Promise<void> {
    const { view, step } = this;
    if (view === null || step.kind !== 'preview') return;
    const mine = ++this.#turn;
    this.set({ kind: 'applying' });
    try {
      this.view = await this.#request<MassView>('POST', `/api/mass-updates/${view.id}/apply`);
      if (!(await this.#until(mine)) || this.view === null) return;
      this.#last = this.view.changeset;
      void this.board.host.register.load();
      await this.rows(this.view.counts.conflict > 0 ? 'conflict' : this.view.counts.refused > 0 ? 'refused' : 'written', mine);
      this.board.host.focus(this.view.changeset === null ? '.mass .result' : '.mass .undo');
    } catch {
      if (mine === this.#turn) this.set({ ...step, problem: this.own.failed });
    }
  }

  /** What was written until then stays, and can be undone. */
  stop(): void {
    if (this.view !== null) void this.#request('DELETE', `/api/mass-updates/${this.view.id}`).catch(() => {}); // it ended by itself
  }

  get canUndo(): boolean { return this.#last !== null; }
  /** The last one that was applied here, also after its panel was closed. */
  async undo(): Promise<void> {
    const set = this.#last;
    if (set === null || (this.step.kind === 'done' && this.step.undo.kind === 'running')) return;
    const { board } = this;
    const mine = this.#turn;
    const tell = (undo: Undo): void => {
      if (mine === this.#turn && this.step.kind === 'done') this.set({ ...this.step, undo });
      if (board.panel.kind !== 'mass') board.said = undo.kind === 'done' ? this.own.undone(undo.restored, undo.kept) : undo.kind === 'failed' ? this.own.notUndone : this.own.undoing;
      board.host.update();
    };
    this.#last = null;
    tell({ kind: 'running' });
    try {
      let undo = await this.#request<Changeset>('POST', `/api/changesets/${encodeURIComponent(set)}/undo`);
      while (undo.outcome === null) {
        await this.#wait();
        undo = await this.#request<Changeset>('GET', `/api/changesets/${encodeURIComponent(undo.id)}`);
      }
      tell({ kind: 'done', restored: undo.outcome.restored, kept: undo.outcome.kept.length + undo.outcome.more });
      void board.host.register.load();
    } catch {
      this.#last = set; // it can be tried again
      tell({ kind: 'failed' });
    }
  }

  /** False: something else was begun meanwhile. */
  async #until(mine: number): Promise<boolean> {
    while (this.view !== null && (this.view.state === 'looking' || this.view.state === 'applying')) {
      if (mine !== this.#turn) return false;
      this.board.host.update();
      await this.#wait();
      this.view = await this.#request<MassView>('GET', `/api/mass-updates/${this.view.id}`);
    }
    return mine === this.#turn;
  }
  #wait(): Promise<void> {
    return new Promise((resolve) => void this.#clock.after(AGAIN, resolve));
  }
  #request<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<T> {
    return this.board.host.session.request<T>(method, path, body);
  }
}

const all = new WeakMap<Board, Mass>();
export function massOf(board: Board): Mass {
  const there = all.get(board) ?? new Mass(board);
  all.set(board, there);
  return there;
}
