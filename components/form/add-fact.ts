/** "Add a fact": finds a field that is not drawn yet, by any word of its name, and brings it into the form. */
import { html, nothing, type TemplateResult } from 'lit';
import { keepValue } from './keep-value.ts';
import type { Strings } from '../internal/strings/index.ts';
import { icon } from './icons.ts';
import { composing } from '../internal/keys.ts';
import { search, type FormField } from './plan.ts';

/** `fit`: `no` is found by search alone, `first` is offered before the others. */
export interface FactChoice { readonly field: FormField; readonly page: string; readonly pageLabel: string; readonly fit: 'first' | 'yes' | 'no' }

/** What is typed and where the arrow keys are; null: closed. */
export interface FactSearch { readonly words: string; readonly at: number }

/** Found fields shown at once. */
const MOST = 20;
/** Suggested before anything is typed. */
const FIRST = 8;

export interface AddFactOptions {
  readonly t: Strings;
  readonly state: FactSearch | null;
  /** Not drawn yet: of this page first, then of the others that may be written. */
  readonly here: readonly FactChoice[];
  readonly elsewhere: readonly FactChoice[];
  readonly groupLabel: (group: string) => string;
  readonly change: (state: FactSearch | null) => void;
  readonly pick: (choice: FactChoice) => void;
}

export function found({ here, elsewhere, groupLabel }: AddFactOptions, words: string): readonly FactChoice[] {
  if (words.trim() === '') return [...here.filter(({ fit }) => fit === 'first'), ...here.filter(({ field, fit }) => fit === 'yes' && !field.view)].slice(0, FIRST);
  const match = (choices: readonly FactChoice[]) => {
    const by = new Map(choices.map((choice) => [choice.field, choice]));
    return search(choices.map(({ field }) => field), words, groupLabel).map((field) => by.get(field)!);
  };
  const all = [...match(here), ...match(elsewhere)];
  return [...all.filter(({ fit }) => fit !== 'no'), ...all.filter(({ fit }) => fit === 'no')].slice(0, MOST);
}

export function addFact(options: AddFactOptions): TemplateResult {
  const { t, state, change, pick } = options;
  const { form } = t;
  if (state === null) {
    const suggested = found(options, '');
    return html`<div class="add-fact no-print">
      <button type="button" class="button" id="f-add-fact" aria-keyshortcuts="Control+Enter" title="Ctrl + Enter" @click=${() => change({ words: '', at: 0 })}>${icon('add')} ${form.addFact}</button>
      ${suggested.slice(0, 4).map((choice) => html`<button type="button" class="chip" @click=${() => pick(choice)}>${choice.field.label}</button>`)}
    </div>`;
  }
  const list = found(options, state.words);
  const at = Math.min(state.at, list.length - 1);
  const keys = (event: KeyboardEvent) => {
    if (composing(event)) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) change({ ...state, at: (at + step + list.length) % Math.max(1, list.length) });
    else if (event.key === 'Enter' && list[at]) pick(list[at]);
    else if (event.key === 'Escape') change(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return html`<div class="add-fact open no-print">
    <div class="search">${icon('search')}<input
      id="f-search" role="combobox" aria-expanded="true" aria-controls="f-found" aria-autocomplete="list" autocomplete="off"
      aria-activedescendant=${list[at] ? `f-found-${at}` : nothing} aria-label=${form.searchFacts} placeholder=${form.searchFacts}
      ${keepValue(state.words)}
      @input=${(event: Event) => change({ words: (event.target as HTMLInputElement).value, at: 0 })}
      @keydown=${keys}
    /><button type="button" class="button quiet" @click=${() => change(null)}>${t.kit.close}</button></div>
    <ul id="f-found" role="listbox" aria-label=${form.addFact}>
      ${list.map(({ field, page, pageLabel, fit }, i) => html`<li id="f-found-${i}" role="option" aria-selected=${String(i === at)} class=${i === at ? 'on' : ''} @click=${() => pick({ field, page, pageLabel, fit })}>
        <span>${field.label}</span><span class="muted small">${pageLabel} · ${options.groupLabel(field.group)}</span>
      </li>`)}
    </ul>
    ${list.length === 0 ? html`<p class="muted" role="status">${form.noFact}</p>` : nothing}
  </div>`;
}
