/** Choosing a template: a list that is searched by any word and walked with the arrow keys. What a template asks is left to `asked-field.ts`. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Language } from '../../model/labels.ts';
import { TEMPLATES, type Template } from '../../model/templates/templates.ts';
import { fold } from '../internal/fold.ts';
import { composing } from '../internal/keys.ts';
import { createTexts } from './texts.ts';

/** What is typed, and which of the found is under the arrow keys. */
export interface TemplateSearch { readonly words: string; readonly at: number }

export interface TemplateListOptions {
  readonly language: Language;
  readonly search: TemplateSearch;
  /** Names of the fields that this person would be asked. */
  readonly asks: (template: Template) => readonly string[];
  readonly change: (search: TemplateSearch) => void;
  readonly pick: (template: Template) => void;
  /** Null: there is nothing to go back to. */
  readonly cancel: (() => void) | null;
}

/** Templates whose words, or whose fields' names, hold every word that was typed; by name first. */
export function foundTemplates({ language, search, asks }: Pick<TemplateListOptions, 'language' | 'search' | 'asks'>): readonly Template[] {
  const words = fold(search.words).split(' ').filter(Boolean);
  if (words.length === 0) return TEMPLATES;
  const rank = (template: Template): number => (words.every((word) => fold(template.label[language]).includes(word)) ? 0 : 1);
  return TEMPLATES.filter((template) => {
    const all = fold([template.label[language], template.text[language], template.key, ...asks(template)].join(' '));
    return words.every((word) => all.includes(word));
  }).sort((a, b) => rank(a) - rank(b));
}

export function templateList(options: TemplateListOptions): TemplateResult {
  const { language, search, change, pick, cancel } = options;
  const texts = createTexts(language);
  const found = foundTemplates(options);
  const at = Math.min(search.at, found.length - 1);
  const move = (step: number): void => change({ ...search, at: (at + step + found.length) % Math.max(1, found.length) });
  const keys = (event: KeyboardEvent): void => {
    if (composing(event)) return;
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Home' && search.words === '') change({ ...search, at: 0 });
    else if (event.key === 'End' && search.words === '') change({ ...search, at: found.length - 1 });
    else if (event.key === 'Enter') { if (found[at]) pick(found[at]); }
    else if (event.key === 'Escape' && cancel !== null) cancel();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return html`<div class="templates" @keydown=${keys}>
    <label for="create-search">${texts.choose}</label>
    <input id="create-search" type="text" role="combobox" aria-expanded="true" aria-controls="create-templates" aria-autocomplete="list" autocomplete="off" placeholder=${texts.search}
      aria-activedescendant=${found[at] ? `create-template-${found[at].key}` : nothing}
      .value=${live(search.words)} @input=${(event: Event) => change({ words: (event.target as HTMLInputElement).value, at: 0 })} />
    <ul id="create-templates" role="listbox" aria-label=${texts.choose} tabindex="-1">
      ${found.map((template, i) => html`<li id="create-template-${template.key}" role="option" aria-selected=${String(i === at)} class=${i === at ? 'on' : ''}
        @click=${() => pick(template)}><strong>${template.label[language]}</strong><span class="muted small">${template.text[language]}</span></li>`)}
    </ul>
    ${found.length === 0 ? html`<p class="muted" role="status">${texts.none}</p>` : nothing}
  </div>`;
}
