/** One entry of the history: what changed, from what to what, and the way to put it back. Wording does not rest on colour: removed and added are said. */
import { html, nothing, type TemplateResult } from 'lit';
import type { HistoryItem, HistoryText } from '../../model/api.ts';
import { called } from '../internal/called.ts';
import { formatNumber, formatTime } from '../internal/formats.ts';
import { fileText } from './file-entry.ts';
import { revealText } from './reveal-entry.ts';
import { cellTexts, entryLabel, ownText, rowName, sectionLabel, valueText, type Wording } from './labels.ts';

/** What is open at an entry; one at a time. */
export type Open =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'ask'; readonly id: string; readonly sending: boolean }
  | { readonly kind: 'conflict'; readonly id: string; readonly now: unknown; readonly sending: boolean }
  | { readonly kind: 'done'; readonly id: string; readonly undo: string | null; readonly sending: boolean; readonly undone: boolean }
  | { readonly kind: 'failed'; readonly id: string; readonly message: string };

export interface EntryActions {
  readonly ask: (item: HistoryItem) => void;
  readonly restore: (item: HistoryItem, force: boolean) => void;
  readonly undo: (item: HistoryItem, change: string) => void;
  readonly close: (item: HistoryItem) => void;
  readonly cancelLabel: string;
}

export interface EntryOptions { readonly open: Open; readonly active: boolean; readonly single: boolean; readonly fresh: boolean; readonly actions: EntryActions }

const MOST = 1_200;

export function entryView(item: HistoryItem, wording: Wording, { open, active, single, fresh, actions }: EntryOptions): TemplateResult {
  const { t, language } = wording;
  const label = entryLabel(item, wording);
  const mine = open.kind !== 'nothing' && open.id === item.id;
  const name = item.kind === 'row' ? rowName(item.key.split('/')[1] ?? '', item.what === 'added' ? item.new : item.what === 'removed' ? item.old : item.now, wording) : '';
  const state = item.kind === 'row' ? t.row[item.what] : item.kind === 'file' && item.old === null ? t.row.added : item.kind === 'file' && item.new === null ? t.row.removed : '';
  return html`<li class="entry ${mine ? 'open' : ''} ${fresh ? 'fresh' : ''}" data-id=${item.id} tabindex=${active ? 0 : -1} aria-label=${`${label}, ${called(item.by, language)}, ${formatTime(language, Date.parse(item.at))}`}>
    <time datetime=${item.at}>${formatTime(language, Date.parse(item.at))}</time>
    <div class="what">
      <p class="about">${single && item.kind !== 'row' ? nothing : html`<span class="label">${label}</span>`}
        ${name === '' || item.kind !== 'row' || item.what !== 'changed' ? nothing : html`<span class="row-name">${name}</span>`}
        ${state === '' ? nothing : html`<span class="chip">${state}</span>`}
        <span class="muted small">${sectionLabel(item.section, wording)}${item.edits > 9 && item.kind === 'text' ? ` · ${t.edits(item.edits)}` : ''}</span></p>
      ${change(item, wording)}
      ${mine ? panel(item, open, wording, actions) : nothing}
    </div>
    ${item.restorable && !mine ? html`<button type="button" class="button quiet put-back no-print" aria-label=${t.restoreEntry(label)} @click=${() => actions.ask(item)}>${icon()}<span>${t.restore}</span></button>` : nothing}
  </li>`;
}

const icon = (): TemplateResult => html`<svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="M6 3 3 6l3 3M3 6h6a4 4 0 0 1 0 8H6"></path></svg>`;
const hidden = (text: string): TemplateResult => html`<span class="visually-hidden">${text} </span>`;

function change(item: HistoryItem, wording: Wording): TemplateResult | typeof nothing {
  const { t } = wording;
  switch (item.kind) {
    case 'value': return fromTo(valueText(item.key, item.old, wording), valueText(item.key, item.new, wording), wording);
    case 'reveal': return html`<p class="muted">${revealText(wording)}</p>`;
    case 'file': return fromTo(fileText(item.old, wording), fileText(item.new, wording), wording);
    case 'own': return item.key === 'created' ? nothing : fromTo(ownText(item.key, item.old, wording), ownText(item.key, item.new, wording), wording);
    case 'text': return item.parts.some(({ kind }) => kind !== 'same') ? html`<p class="words" dir="auto">${item.parts.map((part) => stretch(part, wording))}</p>` : html`<p class="muted">${t.backAgain}</p>`;
    case 'row': {
      const table = item.key.split('/')[1] ?? '';
      const old = new Map(cellTexts(table, item.old, wording).map((cell) => [cell.column, cell]));
      const now = new Map(cellTexts(table, item.new, wording).map((cell) => [cell.column, cell]));
      const columns = [...new Set([...now.keys(), ...old.keys()])];
      if (columns.length === 0) return nothing;
      return html`<dl class="cells">${columns.map((column) => {
        const label = (now.get(column) ?? old.get(column))!.label;
        const [before, after] = [old.get(column)?.text ?? '', now.get(column)?.text ?? ''];
        return html`<div>${label === '' ? nothing : html`<dt>${label}</dt>`}<dd>${item.what === 'removed' ? gone(before, t.removed) : item.what === 'added' ? html`<span class="now" dir="auto">${clipped(after)}</span>` : fromTo(before, after, wording)}</dd></div>`;
      })}</dl>`;
    }
  }
}

const clipped = (text: string): string => (text.length > MOST ? `${text.slice(0, MOST)}…` : text);
const gone = (text: string, word: string): TemplateResult => html`<del dir="auto">${hidden(word)}${clipped(text)}</del>`;

function fromTo(old: string, now: string, { t }: Wording): TemplateResult {
  if (old === now) return html`<p class="muted">${t.backAgain}${old === '' ? '' : `: ${old}`}</p>`;
  if (old === '') return html`<p><ins dir="auto">${hidden(t.after)}${clipped(now)}</ins></p>`;
  if (now === '') return html`<p><span class="muted">${t.cleared}</span> ${gone(old, t.before)}</p>`;
  return html`<p class="from-to">${gone(old, t.before)}<span class="arrow" aria-hidden="true">→</span><ins dir="auto">${hidden(t.after)}${clipped(now)}</ins></p>`;
}

function stretch({ kind, text, length }: HistoryText, { t, language }: Wording): TemplateResult {
  const words = length === undefined ? clipped(text) : t.tooLong(formatNumber(language, length));
  switch (kind) {
    case 'same': return html`<span class="same">${words}</span>`;
    case 'removed': return html`<del>${hidden(t.removed)}${words}${hidden(`, ${t.end}`)}</del>`;
    case 'added': return html`<ins>${hidden(t.added)}${words}${hidden(`, ${t.end}`)}</ins>`;
  }
}

function question(item: HistoryItem, wording: Wording): string {
  const { t } = wording;
  switch (item.kind) {
    case 'text': return t.askText;
    case 'reveal': case 'file': return t.hint; // never asked: bytes that were removed are gone
    case 'row': return item.what === 'added' ? t.askRemove : item.what === 'removed' ? t.askAdd : t.askRow;
    case 'value': case 'own': {
      const before = item.kind === 'value' ? valueText(item.key, item.old, wording) : ownText(item.key, item.old, wording);
      return before === '' ? t.askClear : t.askValue(before.length > 80 ? `${before.slice(0, 80)}…` : before);
    }
  }
}

/** A button says what it does. */
function verb(item: HistoryItem, { t }: Wording): string {
  if (item.kind === 'row') return item.what === 'added' ? t.remove : item.what === 'removed' ? t.bring : t.restore;
  const empty = item.kind === 'value' ? item.old === null : item.kind === 'own' && item.old.length === 0;
  return empty ? t.clearIt : t.restore;
}

function panel(item: HistoryItem, open: Exclude<Open, { kind: 'nothing' }>, wording: Wording, actions: EntryActions): TemplateResult {
  const { t } = wording;
  const leave = (label: string) => html`<button type="button" class="button quiet" @click=${() => actions.close(item)}>${label}</button>`;
  switch (open.kind) {
    case 'ask': return html`<div class="ask no-print" role="group" aria-label=${t.restore}>
      <p><strong>${question(item, wording)}</strong> <span class="muted small">${t.hint}</span></p>
      <p class="buttons"><button type="button" class="button primary" ?disabled=${open.sending} @click=${() => actions.restore(item, false)}>${verb(item, wording)}</button>${leave(actions.cancelLabel)}</p>
    </div>`;
    case 'conflict': {
      const { now } = open;
      const text = now === null || now === '' ? t.nowEmpty : item.kind === 'row' ? t.nowIs(rowName(item.key.split('/')[1] ?? '', now as Readonly<Record<string, string>>, wording)) : item.kind === 'own' ? t.nowIs(ownText(item.key, [String(now)], wording)) : t.nowIs(item.kind === 'value' ? valueText(item.key, now as string, wording) : clipped(String(now)));
      return html`<div class="ask warn no-print" role="alert"><p><strong>${t.conflict}</strong> ${text}</p>
        <p class="buttons"><button type="button" class="button" ?disabled=${open.sending} @click=${() => actions.restore(item, true)}>${t.force}</button>${leave(t.leave)}</p></div>`;
    }
    case 'done': return html`<p class="done no-print" role="status"><span>${open.undone ? t.undone : t.restored}</span>
      ${open.undo === null || open.undone ? nothing : html`<button type="button" class="button quiet" ?disabled=${open.sending} @click=${() => actions.undo(item, open.undo!)}>${t.undo}</button>`}</p>`;
    case 'failed': return html`<div class="ask warn no-print" role="alert"><p>${t.notRestored} ${open.message}</p><p class="buttons">${leave(actions.cancelLabel)}</p></div>`;
  }
}
