/** Saving, naming, sharing, deleting a view, and which one opens first. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { holdEnter } from '../../internal/keys.ts';
import type { Board, Panel } from './board.ts';
import type { Shared } from './look.ts';

type Views = Extract<Panel, { kind: 'views' }>;
const LEADS: ReadonlySet<string> = new Set(['steward', 'manager', 'generalManager', 'admin']);

export function viewsPanel(board: Board, panel: Views): TemplateResult {
  const { own, view, host } = board;
  const { me } = host.session;
  const set = (more: Partial<Views>): void => {
    board.panel = { ...panel, problem: '', ...more };
    host.update();
  };
  const wish = (): { readonly name: string; readonly shared: Shared } | null => {
    const name = panel.name.trim();
    if (name !== '') return { name, shared: panel.shared };
    set({ problem: own.noValue });
    return null;
  };
  const make = (event: Event): void => {
    event.preventDefault();
    const given = wish();
    if (given) void board.saved.save(given);
  };
  const change = (): void => {
    const given = wish();
    if (given) void board.saved.change(given);
  };
  const shares: readonly (readonly [string, Shared, string])[] = [
    ['', null, own.onlyMe], ...(me?.department ? [['department', { kind: 'department', department: me.department }, own.department] as const] : []), ...(me?.roles.some((role) => LEADS.has(role)) ? [['all', { kind: 'all' }, own.everybody] as const] : []),
  ];
  return html`<form class="board-panel" novalidate aria-label=${own.view} @keydown=${holdEnter} @submit=${make}>
    <div class="panel-head"><strong>${view === null ? own.unnamed : board.saved.nameOf(view)}</strong><button type="button" class="button quiet" @click=${() => board.close()}>${own.close}</button></div>
    <label class="bound"><span class="muted small">${own.name}</span><input autofocus maxlength="80" autocomplete="off" .value=${live(panel.name)} @input=${(event: Event) => set({ name: (event.target as HTMLInputElement).value })} /></label>
    <label class="bound"><span class="muted small">${own.shareWith}</span><select @change=${(event: Event) => set({ shared: shares.find(([value]) => value === (event.target as HTMLSelectElement).value)?.[1] ?? null })}>
      ${shares.map(([value, , label]) => html`<option value=${value} .selected=${live(value === (panel.shared?.kind ?? ''))}>${label}</option>`)}</select></label>
    <p class="muted small">${own.gives}</p>
    ${panel.problem === '' ? nothing : html`<p class="danger" role="alert">${panel.problem}</p>`}
    <div class="buttons">
      <button class="button primary save-as">${own.saveAs}</button>
      ${view?.mine ? html`<button type="button" class="button rename" @click=${change}>${own.rename}</button>` : nothing}
      ${view === null ? nothing : html`<button type="button" class="button first" aria-pressed=${board.saved.isFirst} @click=${() => board.saved.openFirst(!board.saved.isFirst)}>${board.saved.isFirst ? own.firstNow : own.first}</button>`}
      ${view?.mine ? html`<button type="button" class="button danger remove" @click=${() => (panel.sure ? void board.saved.remove() : set({ sure: true }))}>${panel.sure ? own.sure : own.remove}</button>` : nothing}
    </div>
  </form>`;
}
