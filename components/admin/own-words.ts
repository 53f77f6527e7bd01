/** A text in the four languages, side by side, with what stands in for a language that is missing. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { wholeLabels } from '../../model/catalogue/own-shape.ts';
import type { Words } from '../../model/catalogue/own-shape.ts';
import { LANGUAGES } from '../../model/labels.ts';
import type { Labels, Language } from '../../model/labels.ts';
import { valueOf } from './host.ts';

export const LANGUAGE_NAMES: Labels = { 'en': 'English', 'zh-Hans': '简体中文', 'zh-Hant': '繁體中文', 'es': 'Español' };

/** What one language says now. */
export type SetWord = (language: Language, text: string) => void;

interface WordsField { readonly id: string; readonly legend: string; readonly hint?: string; readonly words: Words; readonly max: number; readonly named: (language: string) => string; readonly shownAs: (text: string) => string; readonly set: SetWord }

export function wordsField({ id, legend, hint, words, max, named, shownAs, set }: WordsField): TemplateResult {
  const whole = wholeLabels(words);
  const some = LANGUAGES.some((language) => (words[language] ?? '') !== '');
  return html`<fieldset class="words-field" aria-describedby=${hint === undefined ? nothing : `${id}-hint`}>
    <legend>${legend}</legend>
    ${hint === undefined ? nothing : html`<p class="hint muted" id=${`${id}-hint`}>${hint}</p>`}
    ${LANGUAGES.map((language) => {
      const missing = some && (words[language] ?? '') === '';
      return html`<div class="label-row"><label for=${`${id}-${language}`} lang=${language} class=${missing ? 'lacking' : ''}>${LANGUAGE_NAMES[language]}</label>
        <input id=${`${id}-${language}`} lang=${language} aria-label=${named(LANGUAGE_NAMES[language])} autocomplete="off" maxlength=${max} placeholder=${missing ? shownAs(whole[language]) : ''} .value=${live(words[language] ?? '')} @input=${(event: Event) => set(language, valueOf(event))} /></div>`;
    })}
  </fieldset>`;
}

/** The same in one line of four, for an option or a column. */
export const wordsLine = (words: Words, named: string, set: SetWord): TemplateResult => html`<div class="words-line">${LANGUAGES.map((language) => html`<input lang=${language} aria-label=${`${named}, ${LANGUAGE_NAMES[language]}`} placeholder=${LANGUAGE_NAMES[language]} autocomplete="off" maxlength="100" .value=${live(words[language] ?? '')} @input=${(event: Event) => set(language, valueOf(event))} />`)}</div>`;
