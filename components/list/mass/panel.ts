/** The panel of a mass update: fields and values, or a block of cells; then before and after, progress, and the way back. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { MassOp, MassRow, MassRowState, MassShown } from '../../../model/mass/api.ts';
import type { Board } from '../board/board.ts';
import { shownColumns } from '../board/copy.ts';
import { cellText } from '../board/values.ts';
import { fromHtml, fromText } from './block.ts';
import { keyOf, offered, opsOf, valueControl } from './fields.ts';
import { massOf } from './mass.ts';
import type { Mass, SetDraft, Step } from './mass.ts';
import { paste } from './paste.ts';

/** Rows that can be chosen as the first; further down one stands on the row itself. */
const MOST_ROWS = 500;

export function massButtons(board: Board): TemplateResult {
  const mass = massOf(board);
  const open = board.panel.kind === 'mass';
  return html`<button type="button" class="button quiet mass-button" aria-expanded=${open && mass.step.kind !== 'paste'} @click=${() => (open ? mass.close() : mass.change())}>${mass.own.change}</button>
    <button type="button" class="button quiet paste-button" aria-expanded=${open && mass.step.kind === 'paste'} @click=${() => (open ? mass.close() : mass.open({ kind: 'paste', text: '', problem: '' }))}>${mass.own.pasteCells}</button>`;
}

export function massPanel(board: Board): TemplateResult {
  const mass = massOf(board);
  const { own, step } = mass;
  const title = step.kind === 'paste' ? own.pasteTitle : own.title;
  const send = (event: Event): void => {
    event.preventDefault();
    if (step.kind === 'choose') choose(mass, step);
    else if (step.kind === 'paste') land(mass, step, event.currentTarget as HTMLElement);
    else if (step.kind === 'preview' && (mass.view?.counts.change ?? 0) > 0) void mass.apply();
  };
  return html`<form class="board-panel mass ${step.kind === 'preview' || step.kind === 'done' ? 'wide' : ''}" novalidate aria-label=${title} @submit=${send}>
    <div class="panel-head"><strong>${title}</strong><button type="button" class="button quiet close" @click=${() => mass.close()}>${own.close}</button></div>
    ${content(mass, step)}
  </form>`;
}

function content(mass: Mass, step: Step): unknown {
  switch (step.kind) {
    case 'choose': return chooseView(mass, step);
    case 'paste': return pasteView(mass, step);
    case 'looking': case 'applying': return progressView(mass, step.kind);
    case 'preview': case 'done': return resultView(mass, step);
  }
}

/* fields and values */

function choose(mass: Mass, step: Extract<Step, { kind: 'choose' }>): void {
  const { own } = mass;
  if (step.search !== null) {
    const [first] = step.search.trim() === '' ? [] : offered(mass.board, step.search, step.sets);
    if (first) add(mass, step, first);
    else mass.set({ ...step, problem: step.sets.length === 0 ? own.noSets : '' });
    if (first || step.sets.length === 0) return;
  }
  const missing = step.sets.find(({ op, values }) => op !== 'clear' && values.length === 0);
  if (step.sets.length === 0 || missing) mass.set({ ...step, search: step.sets.length === 0 ? '' : null, problem: missing ? own.noValue(missing.key.label) : own.noSets });
  else void mass.lookAtSets();
}
function add(mass: Mass, step: Extract<Step, { kind: 'choose' }>, key: SetDraft['key']): void {
  mass.set({ ...step, search: null, problem: '', sets: [...step.sets, { key, op: 'set', values: [] }] });
  mass.board.host.focus('.mass .set:last-of-type .value, .mass .set:last-of-type .choices input, .mass .set:last-of-type select');
}

function chooseView(mass: Mass, step: Extract<Step, { kind: 'choose' }>): TemplateResult {
  const { own, board } = mass;
  const total = board.host.register.total;
  const ticked = mass.ticked.length;
  const target = (all: boolean, label: string) => html`<label><input type="radio" name="mass-target" .checked=${live(step.all === all)} @change=${() => mass.set({ ...step, all })} /><span>${label}</span></label>`;
  const change = (at: number, more: Partial<SetDraft>): void => { if (mass.step.kind === 'choose') mass.set({ ...mass.step, problem: '', sets: mass.step.sets.map((each, i) => (i === at ? { ...each, ...more } : each)) }); };
  const found = step.search === null ? [] : offered(board, step.search, step.sets);
  const walk = (event: KeyboardEvent): void => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move === undefined) return;
    const stops = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('input, button')];
    stops[stops.indexOf(event.composedPath()[0] as HTMLElement) + move]?.focus();
    event.preventDefault();
    event.stopPropagation();
  };
  return html`
    ${ticked === 0 ? html`<p class="target"><span class="muted">${own.which}</span> ${own.all(total)}</p>` : html`<div class="target" role="radiogroup" aria-label=${own.which}>${target(false, own.ticked(ticked))}${target(true, own.all(total))}</div>`}
    ${step.sets.map((draft, at) => html`<div class="set">
      <span class="label"><strong>${draft.key.label}</strong>${draft.key.place === '' ? nothing : html` <span class="muted small">${draft.key.place}</span>`}</span>
      <select class="op" aria-label=${own.how(draft.key.label)} @change=${(event: Event) => change(at, { op: (event.target as HTMLSelectElement).value as MassOp })}>${opsOf(draft.key).map((op) => html`<option value=${op} .selected=${live(op === draft.op)}>${own.ops[op]}</option>`)}</select>
      <button type="button" class="button quiet" aria-label=${own.drop(draft.key.label)} @click=${() => { mass.set({ ...step, sets: step.sets.filter((_, i) => i !== at), search: step.sets.length === 1 ? '' : step.search }); board.host.focus('.mass .add-set, .mass [type=search]'); }}>×</button>
      ${draft.op === 'clear' ? nothing : valueControl(mass, draft, (values) => change(at, { values }))}</div>`)}
    ${step.search === null
      ? html`<div><button type="button" class="button quiet add-set" @click=${() => { mass.set({ ...step, search: '' }); board.host.focus('.mass [type=search]'); }}>+ ${own.addField}</button></div>`
      : html`<div class="find" @keydown=${walk}><input type="search" autofocus aria-label=${own.find} placeholder=${own.findHint} autocomplete="off" maxlength="100" .value=${live(step.search)} @input=${(event: Event) => mass.set({ ...step, search: (event.target as HTMLInputElement).value, problem: '' })} />
        ${found.length === 0 ? html`<p class="muted" role="status">${own.noField}</p>` : html`<ul class="offers" aria-label=${own.find}>${found.map((key) => html`<li><button type="button" @click=${() => add(mass, step, key)}><span>${key.label}</span>${key.place === '' ? nothing : html` <span class="muted small">${key.place}</span>`}</button></li>`)}</ul>`}</div>`}
    ${problemView(step.problem)}
    <div class="buttons"><button class="button primary look">${own.preview}</button><button type="button" class="button" @click=${() => mass.close()}>${own.cancel}</button></div>`;
}
const problemView = (problem: string): unknown => (problem === '' ? nothing : html`<p class="danger" role="alert">${problem}</p>`);

/* a block of cells */

function pasteView(mass: Mass, step: Extract<Step, { kind: 'paste' }>): TemplateResult {
  const { own, board } = mass;
  const rows = board.host.register.rows.filter(({ gone }) => !gone);
  const [first] = mass.ticked;
  const take = (event: ClipboardEvent): void => {
    const table = fromHtml(event.clipboardData?.getData('text/html') ?? '');
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!table || text.includes('\t')) return;
    event.preventDefault();
    mass.set({ ...step, problem: '', text: table.map((row) => row.map((cell) => (/["\n\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t')).join('\n') });
  };
  return html`<p class="muted small">${own.pasteHint}</p>
    <textarea autofocus rows="4" aria-label=${own.pasteHere} .value=${live(step.text)} @paste=${take} @input=${(event: Event) => mass.set({ ...step, problem: '', text: (event.target as HTMLTextAreaElement).value })}></textarea>
    <div class="range"><label class="bound"><span class="muted small">${own.firstRow}</span><select class="first-row">${rows.slice(0, MOST_ROWS).map(({ id, digest }, at) => html`<option value=${at} ?selected=${id === first}>${digest.name}</option>`)}</select></label>
      <label class="bound"><span class="muted small">${own.firstColumn}</span><select class="first-column">${[board.key('name'), ...shownColumns(board)].map(({ label }, at) => html`<option value=${at}>${label}</option>`)}</select></label></div>
    ${problemView(step.problem)}
    <div class="buttons"><button class="button primary look">${own.land}</button><button type="button" class="button" @click=${() => mass.close()}>${own.cancel}</button></div>`;
}
function land(mass: Mass, step: Extract<Step, { kind: 'paste' }>, form: HTMLElement): void {
  const block = fromText(step.text);
  if (block.length === 0) return mass.set({ ...step, problem: mass.own.nothingPasted });
  const at = (name: string): number => Number(form.querySelector<HTMLSelectElement>(name)?.value ?? 0);
  paste(mass.board, block, { row: at('.first-row'), column: at('.first-column') });
}

/* what comes of it */

function progressView(mass: Mass, kind: 'looking' | 'applying'): TemplateResult {
  const { own, view } = mass;
  const { done = 0, total = null } = view ?? {};
  const label = kind === 'looking' ? own.looking : own.applying;
  return html`<p role="status">${label} <span class="muted">${view === null ? '' : total === null ? own.lookedAt(done) : own.progress(done, total)}</span></p>
    <progress aria-label=${label} max=${total ?? nothing} value=${total === null ? nothing : done}></progress>
    <div class="buttons"><button type="button" class="button" @click=${() => (kind === 'looking' ? mass.close() : mass.stop())}>${own.stop}</button></div>`;
}

function resultView(mass: Mass, step: Extract<Step, { kind: 'preview' | 'done' }>): TemplateResult {
  const { own, view, board } = mass;
  if (view === null) return html``;
  const { counts } = view;
  const said = step.kind === 'preview' ? (counts.change === 0 ? own.nothing : own.will(counts.change, counts.archives)) : `${own.done(counts.written, counts.archives)}${view.state === 'done' ? '' : ` ${own.notAll}`}`;
  const tabs = (['change', 'written', 'conflict', 'refused'] as const).filter((state) => counts[state] > 0);
  const undo = step.kind === 'done' ? step.undo : { kind: 'none' as const };
  return html`<div class="result" tabindex="-1" role="status"><strong>${said}</strong> ${counts.same > 0 ? html`<span class="muted">${own.same(counts.same)}</span>` : nothing} ${mass.note === '' ? nothing : html`<span class="muted">${mass.note}</span>`}
      ${undo.kind === 'done' ? html`<p>${own.undone(undo.restored, undo.kept)}</p>` : undo.kind === 'running' ? html`<p>${own.undoing}</p>` : undo.kind === 'failed' ? html`<p class="danger">${own.notUndone}</p>` : nothing}</div>
    ${tabs.length === 0 ? nothing : html`<div class="tabs" role="group" aria-label=${own.preview}>${tabs.map((state: MassRowState) => html`<button type="button" class="button ${state === 'change' || state === 'written' ? '' : 'due'}" aria-pressed=${state === step.state} @click=${() => void mass.rows(state).catch(() => board.host.update())}>${own.states[state]} ${counts[state]}</button>`)}</div>
      <div class="rows" tabindex="0" role="region" aria-label=${own.states[step.state]}><table>
        <thead><tr><th scope="col">${own.customer}</th><th scope="col">${own.field}</th><th scope="col">${own.before}</th><th scope="col">${own.after}</th>${step.state === 'refused' || step.state === 'conflict' ? html`<th scope="col">${own.why}</th>` : nothing}</tr></thead>
        <tbody>${step.rows.map((row) => rowView(mass, row))}</tbody></table></div>
      ${step.next === null ? nothing : html`<p class="small"><span class="muted">${own.shown(step.rows.length, step.total)}</span> <button type="button" class="button quiet" @click=${() => void mass.rows(step.state, undefined, step.next).catch(() => board.host.update())}>${own.more}</button></p>`}`}
    ${step.kind === 'preview' ? problemView(step.problem) : nothing}
    <div class="buttons">
      ${step.kind === 'preview' ? html`<button class="button primary apply" ?disabled=${counts.change === 0}>${own.apply(counts.change)}</button><button type="button" class="button" @click=${() => mass.close()}>${own.cancel}</button>`
        : html`${view.changeset !== null && undo.kind !== 'done' ? html`<button type="button" class="button undo" ?disabled=${undo.kind === 'running'} @click=${() => void mass.undo()}>${own.undo}</button>` : nothing}<button type="button" class="button" @click=${() => mass.close()}>${own.close}</button>`}
    </div>`;
}

function rowView({ own, board }: Mass, row: MassRow): TemplateResult {
  const key = keyOf(board, row.key);
  const text = (shown: MassShown | null | undefined): string => (shown ? (shown.value === null ? shown.text : cellText(key, shown.value, board.words) || shown.text) : '');
  const [before, after] = [text(row.before), text(row.after)];
  const blank = html`<span class="muted">${own.empty}</span>`;
  const why = row.state === 'conflict' ? own.now(text(row.now) || own.empty) : row.code ? own.codes[row.code] : '';
  return html`<tr class=${row.state}>
    <th scope="row">${row.name === '' ? html`<span class="muted">${row.archive}</span>` : row.name}</th> <td>${key.label}</td>
    <td>${row.before === null ? nothing : before === '' ? blank : row.state === 'change' || row.state === 'written' ? html`<del>${before}</del>` : before}</td>
    <td>${row.after === null ? nothing : after === '' ? (row.code ? nothing : blank) : row.state === 'change' || row.state === 'written' ? html`<ins>${after}</ins>` : after}</td>
    ${row.state === 'refused' || row.state === 'conflict' ? html`<td class="due" title=${row.message ?? nothing}>${why}</td>` : nothing}</tr>`;
}
