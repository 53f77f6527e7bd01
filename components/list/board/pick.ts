/** Looking for a field: to filter by it, to show it, or to group by it. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Board, Panel } from './board.ts';
import { MOST_COLUMNS, MOST_FILTERS } from './look.ts';
import { COMPLETE, searchKeys } from './keys.ts';
import type { Key } from './keys.ts';
import { emptyDraft } from './values.ts';

type Pick = Extract<Panel, { kind: 'pick' }>;
interface Offer { readonly label: string; readonly place: string; readonly choose: () => void }

export function pickPanel(board: Board, panel: Pick): TemplateResult {
  const { own } = board;
  const title = panel.use === 'filter' ? own.filter : panel.use === 'column' ? own.column : own.grouping;
  const full = panel.use === 'filter' && board.look.where.length >= MOST_FILTERS ? own.full : panel.use === 'column' && board.look.columns.length >= MOST_COLUMNS ? own.manyColumns : '';
  const offers = full === '' ? searchKeys(board.keys, board.vocabulary.others, panel.text).flatMap((key) => offersOf(board, panel.use, key)) : [];
  const walk = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    const form = event.currentTarget as HTMLElement;
    const stops = [...form.querySelectorAll<HTMLElement>('input, .offers button')];
    const at = stops.indexOf((event.composedPath()[0] as HTMLElement).closest('input, button') as HTMLElement);
    stops[at + step]?.focus();
    event.preventDefault();
    event.stopPropagation();
  };
  const send = (event: Event): void => {
    event.preventDefault();
    if (panel.text.trim() !== '') offers[0]?.choose();
  };
  return html`<form class="board-panel" novalidate aria-label=${title} @submit=${send} @keydown=${walk}>
    <div class="panel-head"><strong>${title}</strong><button type="button" class="button quiet" @click=${() => board.close()}>${own.close}</button></div>
    <input type="search" autofocus aria-label=${own.find} placeholder=${own.findHint} autocomplete="off" maxlength="100" .value=${live(panel.text)} @input=${(event: Event) => { board.panel = { ...panel, text: (event.target as HTMLInputElement).value }; board.host.update(); }} />
    ${full !== '' ? html`<p class="muted" role="status">${full}</p>` : offers.length === 0 ? html`<p class="muted" role="status">${own.noField}</p>`
      : html`<ul class="offers" aria-label=${own.fields}>${offers.map(({ label, place, choose }) => html`<li><button type="button" @click=${choose}><span>${label}</span>${place === '' ? nothing : html` <span class="muted small">${place}</span>`}</button></li>`)}</ul>`}
  </form>`;
}

function offersOf(board: Board, use: Pick['use'], key: Key): readonly Offer[] {
  const { own, look } = board;
  const { label, place } = key;
  if (key.key === COMPLETE && use !== 'column') return [];
  switch (use) {
    case 'filter': return [{ label, place, choose: () => board.show({ kind: 'filter', key, at: null, draft: emptyDraft(key), search: '', problem: false }) }];
    case 'column': return look.columns.includes(key.key) || key.key === 'name' ? [] : [{ label, place, choose: () => {
      board.ask({ columns: [...look.columns, key.key] });
      board.show({ kind: 'columns' }, '.board-panel .add-column');
    } }];
    case 'group': {
      if (key.masked) return [];
      const by = (part?: 'year' | 'month') => () => {
        board.ask({ group: { key: key.key, ...(part === undefined ? {} : { by: part }), sums: [] } });
        board.show({ kind: 'none' }, '.board .group-button');
      };
      return key.type === 'date' ? [{ label: own.year(label), place, choose: by('year') }, { label: own.month(label), place, choose: by('month') }] : [{ label, place, choose: by() }];
    }
  }
}
