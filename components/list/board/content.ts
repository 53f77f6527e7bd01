/** What stands below the tools: rows, or why there are none; and what is done with those that are ticked. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { massOf } from '../mass/mass.ts';
import type { Board } from './board.ts';
import { copyRows } from './copy.ts';
import { boardTable } from './table.ts';

export function boardContent(board: Board, current: string | null, busy: boolean): TemplateResult {
  const { own, look, host } = board;
  const { groups } = board.pages;
  const { register } = host;
  if (look.group === null ? register.rows.length > 0 : groups.length > 0) return boardTable(board, current, busy);
  const searched = look.where.length > 0 || register.query.text.trim() !== '';
  const clear = (): void => {
    register.query = { ...register.query, text: '' };
    board.ask({ where: [] });
    host.focus('.search input');
  };
  return html`<div class="begin"><p role="status"><strong>${searched ? own.nothing : host.t().list.empty}</strong></p>
    <p class="muted">${searched ? own.hint : host.t().list.emptyHint}</p>
    ${searched ? html`<button type="button" class="button" @click=${clear}>${own.clear}</button>` : ''}</div>`;
}

export function boardActions(board: Board): TemplateResult {
  const { own, host, panel } = board;
  const { register } = host;
  const mass = massOf(board);
  return html`<button type="button" class="button change-ticked" @click=${() => mass.change()}>${mass.own.change}</button>
    <button type="button" class="button copy" @click=${() => copyRows(board, register.rows.filter(({ id }) => register.selected.has(id)))}>${own.copy}</button>
    <button type="button" class="button tags-button" aria-expanded=${panel.kind === 'tags'} @click=${() => (panel.kind === 'tags' ? board.close() : board.show({ kind: 'tags', name: '', colour: 'blue', said: '' }))}>${own.tags}</button>`;
}
