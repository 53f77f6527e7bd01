/** One column of a file: its heading and some values, what it becomes and how sure that is, what is wrong with it, and its values where they are options. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { formatShare } from '../internal/formats.ts';
import { valueOf } from './host.ts';
import type { ImportHost } from './host.ts';
import { SURE, unknownOptions, type ColumnWork, type Spot } from './mapping.ts';
import { picker } from './picker.ts';
import { choicesFor, targetLabel, type ListedTarget } from './targets.ts';

export interface ColumnView {
  readonly host: ImportHost;
  readonly column: ColumnWork;
  readonly list: readonly ListedTarget[];
  readonly spot: Spot;
  /** Another column becomes the same. */
  readonly twice: boolean;
  readonly opened: { readonly text: string; readonly active: number } | null;
  readonly toggle: () => void;
  readonly search: (change: { readonly text?: string; readonly active?: number }) => void;
  readonly choose: (target: string | null) => void;
  readonly close: () => void;
  /** Undefined: nothing is decided. */
  readonly option: (text: string, option: string | null | undefined) => void;
}

type Sureness = 'saved' | 'own' | 'sure' | 'likely' | 'guess' | 'none' | 'empty';
function sureness({ look, target, corrected }: ColumnWork): Sureness {
  if (corrected) return 'own';
  if (look.because === 'saved') return 'saved';
  if (target === null) return look.sample.length === 0 ? 'empty' : 'none';
  return look.confidence >= SURE ? 'sure' : look.confidence >= 0.6 ? 'likely' : 'guess';
}

export function columnView(view: ColumnView): TemplateResult {
  const { host: { t, language }, column, list, spot, twice, opened } = view;
  const { look, target } = column;
  const id = `${spot.file}-${spot.table}-${spot.column}`;
  const heading = look.heading.trim() || t.heading(look.index + 1);
  const label = target === null ? t.leftOut : targetLabel(list, target, t);
  const sure = sureness(column);
  const why = look.because === 'name' || look.because === 'synonym' || look.because === 'values' ? t.because[look.because] : '';
  const told = sure === 'sure' || sure === 'likely' || sure === 'guess' ? [t.sure[sure], formatShare(language, look.confidence), why].join(' · ') : t.sure[sure];
  const section = list.find((each) => each.target === target)?.group;
  return html`<li class="column ${target === null ? 'out' : ''}">
    <div class="from"><strong>${heading}</strong><span class="values muted small">${look.sample.slice(0, 3).join(' · ')}</span></div>
    <span class="arrow muted" aria-hidden="true">→</span>
    <div class="to">
      <button type="button" class="button pick" id=${`pick-${id}`} aria-haspopup="listbox" aria-expanded=${opened === null ? 'false' : 'true'} @click=${view.toggle}><span class="visually-hidden">${heading}: </span><span class="label">${label}</span>${section === undefined ? nothing : html`<span class="muted small">${section}</span>`}<span class="mark" aria-hidden="true">▾</span></button>
      <span class="sure small ${sure}">${told}</span>
    </div>
    ${opened === null ? nothing : picker({
      t, label: heading, text: opened.text, active: opened.active, current: target,
      groups: choicesFor(list, [...new Set([...(look.target === null ? [] : [look.target]), ...look.others.map((each) => each.target)])], opened.text, t),
      set: view.search, choose: (choice) => view.choose(choice.target), close: view.close,
    })}
    ${twice ? html`<p class="danger" role="alert">${t.doubled}</p>` : nothing}
    ${look.destroyed === 0 || target === null ? nothing : destroyedView(view)}
    ${target === null || look.options === null || look.options.length === 0 ? nothing : optionsView(view)}
  </li>`;
}

function destroyedView({ host: { t }, column, choose }: ColumnView): TemplateResult {
  const value = column.look.destroyedExample;
  return html`<div class="destroyed"><p><strong>${t.destroyed(column.look.destroyed)}</strong> ${value === undefined || value === '' ? nothing : html`<bdi>${t.destroyedExample(value)}</bdi>`}</p><p>${t.wayOut}</p>
    <button type="button" class="button" @click=${() => choose(null)}>${t.leaveOut}</button></div>`;
}

/** Texts of the file, most frequent first, each with its option. */
function optionsView({ host, column, list, option }: ColumnView): TemplateResult {
  const { t, catalogue } = host;
  const { look, decided, target } = column;
  const dictionary = list.find((each) => each.target === target)?.dictionary;
  const options = (dictionary ? catalogue?.dictionaries[dictionary]?.options : undefined) ?? [];
  const unknown = unknownOptions(column).length;
  return html`<details class="options" ?open=${unknown > 0 || (column.corrected && Object.keys(decided).length > 0)}><summary class=${unknown > 0 ? 'due' : ''}>${t.options(look.options?.length ?? 0, unknown)}</summary>
    <ul>${(look.options ?? []).map(({ text, count, option: found }) => {
      const said = Object.hasOwn(decided, text) ? decided[text] : undefined;
      const chosen = said === undefined ? (found ?? '') : (said ?? '-');
      return html`<li><span class="text">${text} <span class="muted small">${t.times(count)}</span></span>
        <select aria-label=${t.optionFor(text)} class=${chosen === '' ? 'unknown' : ''} @change=${(event: Event) => { const value = valueOf(event); option(text, value === '' ? undefined : value === '-' ? null : value); }}>
          ${found === null ? html`<option value="" .selected=${live(chosen === '')}>${t.optionNone}</option>` : nothing}
          ${options.filter((each) => !each.hidden || each.key === chosen).map((each) => html`<option value=${each.key} .selected=${live(each.key === chosen)}>${each.label}</option>`)}
          ${chosen !== '' && chosen !== '-' && !options.some(({ key }) => key === chosen) ? html`<option value=${chosen} .selected=${live(true)}>${chosen}</option>` : nothing}
          <option value="-" .selected=${live(chosen === '-')}>${t.optionLeave}</option>
        </select></li>`;
    })}</ul></details>`;
}
