/** What is shown, as a file: the same question with the same columns, or only what is ticked. Who may is decided by the server, which also writes down who took what. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Board, Panel } from './board.ts';
import { exportTexts } from './export-texts.ts';

type Export = Extract<Panel, { kind: 'export' }>;
const FORMATS = ['xlsx', 'csv', 'vcf', 'json'] as const;
/** Archives that are named one by one. */
const MOST_IDS = 5_000;

export const exportStart = (board: Board): Export => ({ kind: 'export', format: 'xlsx', ticked: board.host.register.selected.size > 0, roundtrip: false, state: 'asking', problem: '' });

async function take(board: Board, { format, ticked, roundtrip }: Export): Promise<void> {
  const { session, register, language, update } = board.host;
  const words = exportTexts(language());
  const tell = (more: Partial<Export>): void => {
    if (board.panel.kind === 'export') board.panel = { ...board.panel, ...more };
    update();
  };
  tell({ state: 'running', problem: '' });
  const table = format === 'csv' || format === 'xlsx';
  const body = {
    format, lang: language(), query: board.question, ...(ticked ? { ids: [...register.selected].slice(0, MOST_IDS) } : {}),
    ...(table ? { columns: ['name', ...board.look.columns.filter((key) => key !== 'name')] } : {}), ...(format === 'xlsx' ? { roundtrip, ...(roundtrip ? {} : { tables: [] }) } : {}),
  };
  try {
    const answer = await session.fetch('/api/exports', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    if (!answer.ok) {
      const said = (await answer.json().catch(() => null)) as { readonly error?: { readonly message?: string } } | null; // a proxy's page has no words of ours
      return tell({ state: 'asking', problem: said?.error?.message ?? words.failed });
    }
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await answer.blob());
    link.download = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? `dossier.${format}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    tell({ state: 'done' });
  } catch {
    tell({ state: 'asking', problem: words.failed }); // the line broke: so did the file
  }
}

export function exportPanel(board: Board, panel: Export): TemplateResult {
  const { own, host } = board;
  const words = exportTexts(host.language());
  const { total, selected } = host.register;
  const set = (more: Partial<Export>): void => {
    board.panel = { ...panel, state: 'asking', problem: '', ...more };
    host.update();
  };
  const running = panel.state === 'running';
  return html`<form class="board-panel" novalidate aria-label=${words.title} @submit=${(event: Event) => { event.preventDefault(); if (!running) void take(board, panel); }}>
    <div class="panel-head"><strong>${words.title}</strong><button type="button" class="button quiet" @click=${() => board.close()}>${own.close}</button></div>
    <label class="bound"><span class="muted small">${words.format}</span><select autofocus ?disabled=${running} @change=${(event: Event) => set({ format: (event.target as HTMLSelectElement).value })}>
      ${FORMATS.map((each) => html`<option value=${each} .selected=${live(each === panel.format)}>${words.formats[each]}</option>`)}</select></label>
    ${selected.size === 0 ? nothing : html`<label class="bound"><span class="muted small">${words.which}</span><select class="which" ?disabled=${running} @change=${(event: Event) => set({ ticked: (event.target as HTMLSelectElement).value === 'ticked' })}>
      <option value="ticked" .selected=${live(panel.ticked)}>${words.ticked(Math.min(selected.size, MOST_IDS))}</option><option value="all" .selected=${live(!panel.ticked)}>${words.found(total)}</option></select></label>`}
    ${panel.format !== 'xlsx' ? nothing : html`<label class="check"><input type="checkbox" .checked=${live(panel.roundtrip)} ?disabled=${running} @change=${(event: Event) => set({ roundtrip: (event.target as HTMLInputElement).checked })} /> <span>${words.roundtrip}</span></label>`}
    <p class="muted small">${panel.format === 'csv' || panel.format === 'xlsx' ? words.columns : words.whole} ${words.recorded}</p>
    ${panel.problem === '' ? nothing : html`<p class="danger" role="alert">${panel.problem}</p>`}
    <p role="status">${running ? words.running : panel.state === 'done' ? words.done : selected.size === 0 ? words.found(total) : ''}</p>
    <div class="buttons"><button class="button primary take" ?disabled=${running || total === 0}>${words.take}</button></div>
  </form>`;
}
