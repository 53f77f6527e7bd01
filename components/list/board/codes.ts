/** A pasted list of codes, names or keys becomes a filter; those that nobody has are named. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { RegisterPage } from '../../../model/register/query.ts';
import { ApiError } from '../../internal/session.ts';
import { fold } from '../../internal/fold.ts';
import type { Board, Panel } from './board.ts';

type Codes = Extract<Panel, { kind: 'codes' }>;
const MOST = 5_000;
const PAGE = 200;

/** Each once, as it was written; a first line that is a heading is one that is not found. */
export const listed = (text: string): readonly string[] => [...new Map(text.split(/[\r\n\t;；]+/u).map((each) => each.trim().slice(0, 200)).filter((each) => each !== '').map((each) => [fold(each), each])).values()];

async function look(board: Board, panel: Codes): Promise<void> {
  const all = listed(panel.text);
  if (all.length === 0) return;
  const values = all.slice(0, MOST);
  const condition = { key: panel.as, op: 'in' as const, values };
  const tell = (more: Partial<Codes>): void => {
    if (board.panel.kind === 'codes') board.panel = { ...board.panel, ...more };
    board.host.update();
  };
  tell({ state: 'looking' });
  const there = new Set<string>();
  try {
    for (let cursor: string | null = null, first = true; first || cursor !== null; first = false) {
      const page: RegisterPage = await board.host.session.request<RegisterPage>('POST', '/api/archives/query', { where: [condition], columns: [panel.as], limit: PAGE, ...(cursor === null ? {} : { cursor }) });
      for (const { cells } of page.items) for (const value of [cells[panel.as] ?? []].flat()) there.add(fold(String(value)));
      cursor = page.next;
    }
  } catch (error) {
    tell({ state: 'asking' });
    board.said = error instanceof ApiError && error.status === 422 ? error.message : board.own.failed;
    board.host.update();
    return;
  }
  const missing = values.filter((each) => !there.has(fold(each)));
  tell({ state: 'done', found: values.length - missing.length, all: values.length, missing, cut: all.length > MOST });
  board.ask({ where: [...board.look.where.filter(({ key, op }) => key !== panel.as || op !== 'in'), condition] });
  board.host.focus('.board-panel .result');
}

export function codesPanel(board: Board, panel: Codes): TemplateResult {
  const { own } = board;
  const set = (more: Partial<Codes>): void => {
    board.panel = { ...panel, state: 'asking', ...more };
    board.host.update();
  };
  const names = { code: own.codes, name: own.names, key: own.keys } as const;
  return html`<form class="board-panel" novalidate aria-label=${own.listTitle} @submit=${(event: Event) => { event.preventDefault(); void look(board, panel); }}>
    <div class="panel-head"><strong>${own.listTitle}</strong><button type="button" class="button quiet" @click=${() => board.close()}>${own.close}</button></div>
    <textarea autofocus rows="4" aria-label=${own.listTitle} placeholder=${own.listHint} .value=${live(panel.text)} @input=${(event: Event) => set({ text: (event.target as HTMLTextAreaElement).value })}></textarea>
    <label class="bound"><span class="muted small">${own.listFor}</span><select @change=${(event: Event) => set({ as: (event.target as HTMLSelectElement).value as Codes['as'] })}>
      ${(['code', 'name', 'key'] as const).map((as) => html`<option value=${as} .selected=${live(as === panel.as)}>${names[as]}</option>`)}</select></label>
    ${panel.state === 'looking' ? html`<p role="status">${own.looking}</p>` : nothing}
    ${panel.state === 'done' ? html`<div class="result" tabindex="-1" role="status"><p><strong>${own.found(panel.found, panel.all)}</strong></p>
      ${panel.cut ? html`<p>${own.most5000}</p>` : nothing}
      ${panel.missing.length === 0 ? nothing : html`<p class="due">${own.notFound(panel.missing.length)}</p><p class="missing">${panel.missing.slice(0, 200).join(', ')}${panel.missing.length > 200 ? ` ${own.more(panel.missing.length - 200)}` : ''}</p>`}</div>` : nothing}
    <div class="buttons"><button class="button primary" ?disabled=${panel.state === 'looking'}>${own.look}</button></div>
  </form>`;
}
