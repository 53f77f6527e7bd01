/** Above the rows: which view it is and what of it is not saved, the filters as chips, and the ways to columns, groups and lists. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { toolWord } from '../entry-words.ts';
import type { Board } from './board.ts';
import type { View } from './look.ts';
import { codesPanel } from './codes.ts';
import { columnsPanel } from './columns.ts';
import { exportPanel } from './export.ts';
import { filterPanel } from './filter.ts';
import { massButtons, massPanel } from '../mass/panel.ts';
import { pickPanel } from './pick.ts';
import { tagsPanel } from './tags.ts';
import { conditionText, draftOf } from './values.ts';
import { viewsPanel } from './views.ts';

/** `open`: of the tools, where there is no room for them. */
export function boardBar(board: Board, opened: boolean): TemplateResult {
  const { own, look, view, panel, words, host } = board;
  const language = host.language();
  const options = (label: string, some: readonly View[]) => (some.length === 0 ? nothing : html`<optgroup label=${label}>${some.map((each) => html`<option value=${each.id} .selected=${live(each.id === view?.id)}>${board.saved.nameOf(each)}${each.mine || each.owner === null ? '' : `, ${own.by(each.owner.name)}`}</option>`)}</optgroup>`);
  const open = (use: string): boolean => panel.kind === use || (panel.kind === 'pick' && panel.use === use);
  const { group } = look;
  const searched = host.register.query.text.trim();
  const onPaper = [view === null ? '' : board.saved.nameOf(view), ...look.where.map((condition) => `${board.key(condition.key).label}: ${conditionText(board.key(condition.key), condition, words)}`)].filter((each) => each !== '');
  return html`<p class="on-paper small">${[...onPaper, ...(searched === '' ? [] : [`“${searched}”`])].join(' · ')}</p>
  <div class="board no-print ${opened ? 'open' : ''}" role="group" aria-label=${own.tools}>
    <div class="board-line">
      <select class="view" aria-label=${own.view} @change=${(event: Event) => board.saved.open(board.saved.all.find(({ id }) => id === (event.target as HTMLSelectElement).value) ?? null)}>
        <option value="" .selected=${live(view === null)}>${own.plain}</option>
        ${options(own.mine, board.saved.all.filter(({ mine }) => mine))} ${options(own.shared, board.saved.all.filter(({ mine, owner }) => !mine && owner !== null))} ${options(own.ready, board.saved.all.filter(({ owner }) => owner === null))}
      </select>
      ${board.saved.unsaved
        ? html`<span class="unsaved small" role="status">${own.unsaved}</span>
          ${view?.mine ? html`<button type="button" class="button quiet save" @click=${() => void board.saved.save(null)}>${own.save}</button>` : nothing}
          <button type="button" class="button quiet manage" aria-expanded=${open('views')} @click=${() => board.use('views')}>${view?.mine ? toolWord(language, 'views') : own.saveAs}</button>
          <button type="button" class="button quiet back" @click=${() => board.saved.open(view)}>${own.back}</button>`
        : html`<button type="button" class="button quiet manage" aria-expanded=${open('views')} @click=${() => board.use('views')}>${toolWord(language, 'views')}</button>`}
      <span class="space"></span>
      ${massButtons(board)}
      <button type="button" class="button quiet group-button" aria-expanded=${open('group')} @click=${() => board.use('group')}>${toolWord(language, 'group')}</button>
      <button type="button" class="button quiet columns-button" aria-expanded=${open('columns') || open('column')} @click=${() => board.use('columns')}>${toolWord(language, 'columns')}</button>
      ${host.session.me?.can.export ? html`<button type="button" class="button quiet export-button" aria-expanded=${open('export')} @click=${() => board.use('export')}>${toolWord(language, 'export')}</button>` : nothing}
    </div>
    <div class="board-chips">
      ${look.where.map((condition, at) => {
        const key = board.key(condition.key);
        const remove = (): void => {
          board.ask({ where: look.where.filter((_, i) => i !== at) });
          host.focus('.board .add-filter');
        };
        return html`<span class="filter-chip"><button type="button" class="text" aria-label=${`${own.edit(key.label)}, ${conditionText(key, condition, words)}`} aria-expanded=${panel.kind === 'filter' && panel.at === at}
            @click=${() => board.show({ kind: 'filter', key, at, draft: draftOf(key, condition), search: '', problem: false })}
            @keydown=${(event: KeyboardEvent) => { if (event.key === 'Delete' || event.key === 'Backspace') { event.preventDefault(); event.stopPropagation(); remove(); } }}><span class="muted">${key.label}:</span> ${conditionText(key, condition, words)}</button>
          <button type="button" class="x" aria-label=${own.without(key.label)} @click=${remove}>×</button></span>`;
      })}
      ${group === null ? nothing : html`<span class="filter-chip grouped"><button type="button" class="text" @click=${() => board.use('group')}>${own.grouped(group.by === 'year' ? own.year(board.key(group.key).label) : group.by === 'month' ? own.month(board.key(group.key).label) : board.key(group.key).label)}</button>
        <button type="button" class="x" aria-label=${own.ungroup} @click=${() => { board.ask({ group: null }); host.focus('.board .group-button'); }}>×</button></span>`}
      <button type="button" class="button quiet add-filter" aria-expanded=${open('filter')} @click=${() => board.use('filter')}>+ ${own.filter}</button>
      <button type="button" class="button quiet codes-button" aria-expanded=${panel.kind === 'codes'} @click=${() => board.show(panel.kind === 'codes' ? { kind: 'none' } : { kind: 'codes', text: '', as: 'code', state: 'asking', found: 0, all: 0, missing: [], cut: false }, panel.kind === 'codes' ? '.board .codes-button' : undefined)}>${own.list}</button>
      <select class="sort" aria-label=${host.t().list.sort} @change=${(event: Event) => { const [key = '', way] = (event.target as HTMLSelectElement).value.split(' '); board.ask({ sort: [{ key, descending: way === 'down' }] }); }}>
        ${[board.key('name'), ...board.columns].filter(({ masked }) => !masked).flatMap((key) => ['up', 'down'].map((way) => html`<option value=${`${key.key} ${way}`} .selected=${live((look.sort[0]?.key ?? 'name') === key.key && (look.sort[0]?.descending ?? false) === (way === 'down'))}>${host.t().list.sort}: ${key.label} ${way === 'up' ? '↑' : '↓'}</option>`))}
      </select>
    </div>
    ${view !== null && !view.mine && view.owner !== null ? html`<p class="muted small from">${own.sharedBy(view.owner.name)}</p>` : nothing}
    ${board.said === '' ? nothing : html`<p class="small said" role="status">${board.said}</p>`}
    ${panelOf(board)}
  </div>`;
}

function panelOf(board: Board): unknown {
  const { panel } = board;
  switch (panel.kind) {
    case 'none': return nothing;
    case 'pick': return pickPanel(board, panel);
    case 'filter': return filterPanel(board, panel);
    case 'columns': return columnsPanel(board);
    case 'mass': return massPanel(board);
    case 'views': return viewsPanel(board, panel);
    case 'codes': return codesPanel(board, panel);
    case 'tags': return tagsPanel(board, panel);
    case 'export': return exportPanel(board, panel);
  }
}
