/** A person's own tags and colours: making them, putting them on what is ticked, taking them away. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { ApiError } from '../../internal/session.ts';
import type { Board, Panel } from './board.ts';

type Tags = Extract<Panel, { kind: 'tags' }>;
const COLOURS = ['red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple', 'grey'] as const;
/** Archives in one request. */
const AT_ONCE = 1_000;

export function tagsPanel(board: Board, panel: Tags): TemplateResult {
  const { own, host } = board;
  const { register, session } = host;
  const chosen = [...register.selected];
  const set = (more: Partial<Tags>): void => {
    if (board.panel.kind === 'tags') board.panel = { ...board.panel, ...more };
    host.update();
  };
  const act = async (work: () => Promise<string>): Promise<void> => {
    let said: string;
    try {
      said = await work();
      await board.readTags();
      void register.load();
    } catch (error) {
      said = error instanceof ApiError ? error.message : own.failed;
    }
    set({ said });
  };
  const path = (id: string): string => `/api/tags/${encodeURIComponent(id)}`;
  const mark = (id: string, way: 'add' | 'remove') => act(async () => {
    let marked = 0;
    for (let start = 0; start < chosen.length; start += AT_ONCE) marked += (await session.request<{ readonly archives: readonly string[] }>('POST', `${path(id)}/archives`, { [way]: chosen.slice(start, start + AT_ONCE) })).archives.length;
    if (way === 'add' && !board.look.columns.includes('tag')) board.look = { ...board.look, columns: ['tag', ...board.look.columns] };
    return own.marked(marked);
  });
  const make = (event: Event): void => {
    event.preventDefault();
    const name = panel.name.trim();
    if (name !== '') void act(async () => {
      await session.request('POST', '/api/tags', { name, colour: panel.colour });
      set({ name: '' });
      return '';
    });
  };
  return html`<form class="board-panel" novalidate aria-label=${own.tags} @submit=${make}>
    <div class="panel-head"><strong>${own.tags}</strong> <span class="muted small">${own.tagsHint}</span><button type="button" class="button quiet" @click=${() => board.close()}>${own.close}</button></div>
    ${board.tags.length === 0 ? html`<p class="muted">${own.noTags}</p>` : html`<ul class="tags">${board.tags.map(({ id, name, colour, count }) => html`<li>
      <span class="tag" data-colour=${colour ?? 'grey'}>${name}</span> <span class="muted small">${count ?? nothing}</span>
      <button type="button" class="button quiet" ?disabled=${chosen.length === 0} aria-label=${own.put(name)} @click=${() => void mark(id, 'add')}>+</button>
      <button type="button" class="button quiet" ?disabled=${chosen.length === 0} aria-label=${own.take(name)} @click=${() => void mark(id, 'remove')}>−</button>
      <button type="button" class="button quiet" aria-label=${own.dropTag(name)} @click=${() => void act(async () => { await session.request('DELETE', path(id)); return ''; })}>×</button></li>`)}</ul>`}
    <div class="buttons"><input autofocus aria-label=${own.newTag} placeholder=${own.newTag} maxlength="80" autocomplete="off" .value=${live(panel.name)} @input=${(event: Event) => set({ name: (event.target as HTMLInputElement).value })} />
      <select aria-label=${own.colour} @change=${(event: Event) => set({ colour: (event.target as HTMLSelectElement).value })}>${COLOURS.map((each) => html`<option value=${each} .selected=${live(each === panel.colour)}>${own.colours[each]}</option>`)}</select>
      <button class="button">${own.addTag}</button></div>
    ${panel.said === '' ? nothing : html`<p role="status" class="small">${panel.said}</p>`}
  </form>`;
}
