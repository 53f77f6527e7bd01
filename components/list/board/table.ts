/** Rows with the chosen columns and groups that fold, as much of them as is near what is seen. Which lines there are is `lines.ts`, their heads are `headings.ts`. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { ref } from 'lit/directives/ref.js';
import { repeat } from 'lit/directives/repeat.js';
import type { RegisterGroup } from '../../../model/register/query.ts';
import { formatNumber } from '../../internal/formats.ts';
import { footView, tall } from '../plain.ts';
import type { Row } from '../register.ts';
import type { Board } from './board.ts';
import { completeText, isEmpty, shownColumns } from './copy.ts';
import { headings, isNumber } from './headings.ts';
import { COMPLETE } from './keys.ts';
import type { Key } from './keys.ts';
import { linesOf } from './lines.ts';
import type { Line } from './lines.ts';
import { MOST_IN_GROUP } from './pages.ts';
import { cellText, groupText, sumText } from './values.ts';

export function boardTable(board: Board, current: string | null, busy: boolean): TemplateResult {
  const { host, own, look, words } = board;
  const { register, pane } = host;
  const t = host.t();
  const columns = shownColumns(board);
  const left = board.columns.filter(({ key }) => isEmpty(board, key));
  const lines = linesOf(board);
  const name = board.key('name');
  const sizes = [name, ...columns].map((key) => board.widthOf(key));
  // where there is room the name takes it, so that no row ends in the middle of nothing
  const tracks = `40px ${sizes.map((size, at) => (at === 0 ? `minmax(${size}px, 1fr)` : `${size}px`)).join(' ')}`;
  const place = (element?: Element): void => {
    if (!(element instanceof HTMLElement)) return;
    element.style.setProperty('--columns', tracks);
    element.style.setProperty('--wide', `${40 + sizes.reduce((sum, size) => sum + size, 0)}px`);
  };
  const grouped = look.group !== null;
  const all = register.rows.length > 0 && register.rows.every((row) => !register.pick(row) || register.selected.has(row.id));
  const state = [board.edition, columns.map(({ key }) => key).join(), words.language, t, grouped];
  const draw = (line: Line, at: number): unknown => {
    switch (line.kind) {
      case 'group': return groupLine(board, line.group, columns, at, line.id);
      case 'rest': return restLine(board, line);
      case 'row': {
        const [is, { row }] = [line.id === current, line];
        return guard([row, at, is, register.selected.has(row.id), board.cells.get(row.id), ...state], () => rowLine(board, row, columns, { at, current: is, grouped }));
      }
    }
  };
  return html`${left.length === 0 ? nothing : html`<p class="muted small left-out" role="status">${own.hidden(left.length)} ${left.map(({ label }) => label).join(', ')}</p>`}
    <div class="scroller" ${ref(pane.at)}><div class="lines ${busy ? 'busy' : ''}" ${ref(place)} role=${grouped ? 'treegrid' : 'grid'} aria-label=${t.list.title} aria-rowcount=${grouped ? -1 : register.total + 1} aria-colcount=${columns.length + 2} aria-busy=${busy} aria-multiselectable="true">
      <div role="rowgroup" class="line-heads"><div role="row" class="line heads">
        <div role="columnheader" class="tick"><label><input type="checkbox" .checked=${all} aria-label=${t.list.selectAll} @change=${(event: Event) => register.selectAll((event.target as HTMLInputElement).checked)} /></label></div>
        ${headings(board, [name, ...columns])}
      </div></div>
      ${repeat(pane.parts(lines.length), ({ kind, at }) => `${kind} ${at}`, (part) => (part.kind === 'gap' ? html`<div class="gap" data-gap aria-hidden="true" ${tall(part.height)}></div>`
        : html`<div role="rowgroup" data-block=${part.at}>${repeat(lines.slice(part.from, part.to), ({ id }, at) => (grouped ? `${part.from + at} ${id}` : id), (line, at) => draw(line, part.from + at))}</div>`))}
    </div></div>
    ${grouped ? nothing : footView({ t, language: words.language, register })}`;
}

function rowLine(board: Board, row: Row, columns: readonly Key[], state: { readonly at: number; readonly current: boolean; readonly grouped: boolean }): TemplateResult {
  const { host, words } = board;
  const { id, digest, gone } = row;
  const t = host.t();
  const selected = host.register.selected.has(id);
  const cells = board.cells.get(id) ?? {};
  const colour = words.tags.find(({ id: tag }) => [cells['tag'] ?? []].flat().includes(tag))?.colour;
  const sub = gone ? t.list.rowGone : digest.level === 'exists' ? t.list.existsOnly(digest.owner?.name ?? '') : '';
  return html`<div role="row" class="line row ${gone ? 'gone' : ''} ${state.current ? 'current' : ''}" data-id=${id} data-at=${state.at} tabindex="-1" aria-rowindex=${state.at + 2} aria-level=${state.grouped ? 2 : nothing}
      aria-selected=${gone ? nothing : String(selected)} aria-current=${state.current ? 'true' : nothing} @click=${() => host.open(host.register.row(id))}>
    <div role="gridcell" class="tick" @click=${(event: Event) => event.stopPropagation()}>${gone ? nothing : html`<label><input type="checkbox" tabindex="-1" .checked=${selected} aria-label=${t.list.select(digest.name)} @change=${(event: Event) => host.register.toggle(id, (event.target as HTMLInputElement).checked)} /></label>`}</div>
    <div role="gridcell" class="cell name" tabindex="-1" data-colour=${colour ?? nothing}><strong class="cut">${digest.name}</strong>${sub === '' ? nothing : html`<span class="sub">${sub}</span>`}</div>
    <div class="facts">${columns.map((key) => cellView(board, row, key, cells[key.key], gone || digest.level === 'exists'))}</div>
  </div>`;
}

function cellView(board: Board, row: Row, key: Key, value: Parameters<typeof cellText>[1], blank: boolean): TemplateResult {
  const { words } = board;
  const text = key.key === COMPLETE ? completeText(row, words.language) : cellText(key, value, words);
  const scheme = key.key.startsWith('class.') && text !== '' && !blank ? key.key.slice(6) : '';
  const inside = scheme !== '' ? html`<span class="badge" @click=${(event: Event) => event.stopPropagation()}>${board.host.badge(row.id, scheme)}</span>`
    : key.key === 'tag' ? [value ?? []].flat().map((each) => { const tag = words.tags.find(({ id: of }) => of === each); return tag ? html`<span class="tag" data-colour=${tag.colour ?? 'grey'}>${tag.name}</span>` : nothing; })
    : html`<span class="cut">${text}</span>`;
  return html`<div role="gridcell" tabindex="-1" class="cell ${isNumber(key) ? 'number' : ''} ${isNumber(key) || key.type === 'date' || key.type === 'flag' ? 'named' : ''} ${text === '' ? 'empty' : ''}" title=${text.length > 16 && scheme === '' ? text : nothing}><span class="of">${key.label}</span>${inside}</div>`;
}

function groupLine(board: Board, group: RegisterGroup, columns: readonly Key[], at: number, id: string): TemplateResult {
  const { words, own, look } = board;
  const open = board.pages.isOpen(group);
  const key = board.key(look.group?.key ?? '');
  return html`<div role="row" class="line group" data-id=${id} data-at=${at} tabindex="-1" aria-level="1" aria-expanded=${String(open)} @click=${() => board.pages.fold(group)}>
    <div role="gridcell" class="tick" aria-hidden="true">${open ? '▾' : '▸'}</div>
    <div role="gridcell" class="cell name"><strong class="cut">${groupText(key, group, words)}</strong> <span class="muted count">${own.count(group.count).replace(String(group.count), formatNumber(words.language, group.count))}</span></div>
    <div class="facts">${columns.map((each) => { const sum = sumText(group.sums[each.key], words.language); return html`<div role="gridcell" class="cell ${isNumber(each) ? 'number' : ''} ${sum === '' ? 'empty' : ''}" title=${sum}><span class="of">${each.label}</span><span class="cut">${sum}</span></div>`; })}</div>
  </div>`;
}

function restLine(board: Board, { group, shown, total }: Extract<Line, { kind: 'rest' }>): TemplateResult {
  const { own } = board;
  const more = total - shown;
  return html`<div role="row" class="line rest" aria-level="2"><div role="gridcell" class="whole">
    ${more > 0 ? html`<span class="muted">${own.rest(more)}</span> ${shown < MOST_IN_GROUP ? html`<button type="button" class="button quiet" @click=${() => board.pages.more(group)}>${board.host.t().list.more}</button>` : nothing}
      <button type="button" class="button quiet" @click=${() => board.onlyGroup(group)}>${own.onlyThis}</button>` : nothing}
    ${total < group.count ? html`<span class="muted small">${own.unseen(group.count - total)}</span>` : nothing}</div></div>`;
}
