/** One filter: how, and which values. Its control goes by the kind of the field. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { QueryValue } from '../../../model/register/query.ts';
import { fold } from '../../internal/fold.ts';
import { findColleagues } from '../directory.ts';
import type { Board, Panel } from './board.ts';
import { conditionOf, modesOf } from './values.ts';
import type { Draft, Mode } from './values.ts';

type Filter = Extract<Panel, { kind: 'filter' }>;
interface Choice { readonly value: QueryValue; readonly label: string }
/** From so many on a list is searched. */
const LONG = 9;
const DAYS = [7, 30, 90, 365] as const;

export function filterPanel(board: Board, panel: Filter): TemplateResult {
  const { own, host } = board;
  const { key, draft } = panel;
  const change = (more: Partial<Filter>): void => {
    if (board.panel.kind === 'filter') board.panel = { ...board.panel, problem: false, ...more };
    host.update();
  };
  const set = (more: Partial<Draft>): void => change({ draft: { ...(board.panel.kind === 'filter' ? board.panel.draft : draft), ...more } });
  const send = (event: Event): void => {
    event.preventDefault();
    const condition = conditionOf(key, draft);
    if (condition === undefined) return change({ problem: true });
    const { where } = board.look;
    board.panel = { kind: 'none' };
    board.ask({ where: panel.at === null ? [...where, condition] : where.map((each, i) => (i === panel.at ? condition : each)) });
    host.focus('.board .add-filter');
  };
  const modes = modesOf(key);
  return html`<form class="board-panel" novalidate aria-label=${`${own.filter}: ${key.label}`} @submit=${send}>
    <div class="panel-head"><strong>${key.label}</strong>${key.place === '' ? nothing : html` <span class="muted small">${key.place}</span>`}</div>
    <select autofocus class="mode" aria-label=${own.how} @change=${(event: Event) => set({ mode: (event.target as HTMLSelectElement).value as Mode })}>
      ${modes.map((mode) => html`<option value=${mode} .selected=${live(mode === draft.mode)}>${own.modes[mode]}</option>`)}
    </select>
    ${control(board, panel, set, change)}
    ${panel.problem ? html`<p class="danger" role="alert">${own.noValue}</p>` : nothing}
    <div class="buttons"><button class="button primary">${own.apply}</button><button type="button" class="button" @click=${() => board.close()}>${own.cancel}</button></div>
  </form>`;
}

function control(board: Board, { key, draft, search }: Filter, set: (more: Partial<Draft>) => void, change: (more: Partial<Filter>) => void): unknown {
  const { own } = board;
  const input = (label: string, value: string, write: (value: string) => void, type = 'text', step?: string) =>
    html`<label class="bound"><span class="muted small">${label}</span><input type=${type} step=${step ?? nothing} autocomplete="off" maxlength="200" .value=${live(value)} @input=${(event: Event) => write((event.target as HTMLInputElement).value)} /></label>`;
  switch (draft.mode) {
    case 'any': case 'none': return nothing;
    case 'contains': case 'without': case 'starts': case 'is': return input(own.value, String(draft.values[0] ?? ''), (text) => set({ values: text.trim() === '' ? [] : [text.trim()] }));
    case 'range': {
      const type = key.type === 'date' ? 'date' : 'number';
      const relative = draft.from.startsWith('today');
      return html`${key.type === 'date' ? html`<div class="presets">${DAYS.map((n) => html`<button type="button" class="button" aria-pressed=${draft.from === `today-${n}`} @click=${() => set({ from: `today-${n}`, to: 'today' })}>${own.days(n)}</button>`)}</div>` : nothing}
        <div class="range">${input(own.from, relative ? '' : draft.from, (from) => set({ from, ...(relative ? { to: '' } : {}) }), type, 'any')} ${input(own.to, draft.to === 'today' ? '' : draft.to, (to) => set({ to, ...(relative ? { from: '' } : {}) }), type, 'any')}</div>`;
    }
    case 'in': case 'not': {
      const choices = choicesOf(board, key.key, key.type, key.dictionary);
      const words = fold(search);
      const chosen = new Set(draft.values);
      const shown = choices.filter(({ label, value }) => words === '' || chosen.has(value) || fold(label).includes(words));
      const toggle = (value: QueryValue, on: boolean) => set({ values: on ? [...draft.values, value] : draft.values.filter((each) => each !== value) });
      const searched = choices.length >= LONG || key.type === 'person';
      return html`${searched ? html`<input type="search" aria-label=${own.search} placeholder=${own.search} autocomplete="off" .value=${live(search)} @input=${(event: Event) => { const text = (event.target as HTMLInputElement).value; change({ search: text }); if (key.type === 'person') void people(board, text); }} />` : nothing}
        <ul class="choices" aria-label=${own.value}>${shown.map(({ value, label }) => html`<li><label><input type="checkbox" .checked=${live(chosen.has(value))} @change=${(event: Event) => toggle(value, (event.target as HTMLInputElement).checked)} /><span>${label}</span></label></li>`)}</ul>`;
    }
  }
}

const found = new WeakMap<Board, { people: readonly Choice[]; asked: number }>();
async function people(board: Board, text: string): Promise<void> {
  const state = found.get(board) ?? { people: [], asked: 0 };
  found.set(board, state);
  const mine = ++state.asked;
  try {
    const { items } = await findColleagues(board.host.session, text);
    if (mine === state.asked) state.people = items.map(({ id, name }) => ({ value: id, label: name }));
  } catch {
    return; // those found before stay; the next letter asks again
  }
  board.host.update();
}

function choicesOf(board: Board, key: string, type: string, dictionary: string | undefined): readonly Choice[] {
  const { own, words, panel } = board;
  switch (type) {
    case 'flag': return [{ value: true, label: own.yes }, { value: false, label: own.no }];
    case 'department': return words.departments.map(({ id, name }) => ({ value: id, label: name }));
    case 'person': {
      if (!found.has(board)) void people(board, '');
      const chosen = panel.kind === 'filter' ? panel.draft.values.filter((value) => value !== 'me').map((value) => ({ value, label: words.person(String(value)) })) : [];
      const others = found.get(board)?.people.filter(({ value }) => !chosen.some((each) => each.value === value)) ?? [];
      return [{ value: 'me', label: own.me }, ...chosen, ...others];
    }
    default: {
      if (key === 'tag') return words.tags.map(({ id, name }) => ({ value: id, label: name }));
      const options = (dictionary === undefined ? [] : (words.catalogue.dictionaries[dictionary]?.options ?? [])).map((option) => ({ value: option.key, label: option.label }));
      return key.startsWith('class.') ? [...options, { value: 'none', label: words.unclassified }] : options;
    }
  }
}
