/** The words of the letter that customers get, language by language: what stands in braces is filled in, anything else in braces is named and not saved, and beside it stands how it will read. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { LetterTemplate, LetterText } from '../../model/handover/api.ts';
import { fillLetter, LETTER_MOST, LETTER_WORDS, unknownWords } from '../../model/handover/letter.ts';
import type { LetterWord } from '../../model/handover/letter.ts';
import { LANGUAGES } from '../../model/labels.ts';
import type { Language } from '../../model/labels.ts';
import { holdEnter } from '../internal/keys.ts';
import type { Session } from '../internal/session.ts';
import type { HandTexts } from './texts.ts';
import { moreTexts } from './more-texts.ts';

export interface TemplateHost { readonly session: Session; readonly language: Language; readonly t: HandTexts; readonly loading: string; readonly level: number; readonly off: boolean; readonly update: () => void; readonly focus: (selector: string) => void; readonly run: (work: () => Promise<void>) => Promise<void> }
interface Answer { readonly template: LetterTemplate; readonly shipped: LetterTemplate; readonly may: boolean }

export class TemplateEditor {
  readonly #host: () => TemplateHost;
  #there: Answer | null = null;
  #texts: Record<Language, LetterText> | null = null;
  #lang: Language;
  #saved = false;
  /** Where a word is put that is pressed. */
  #field: 'subject' | 'body' = 'body';

  constructor(host: () => TemplateHost) {
    this.#host = host;
    const { session, language, run } = host();
    this.#lang = language;
    void run(async () => {
      this.#there = await session.request<Answer>('GET', '/api/handovers/letter');
      this.#texts = { ...this.#there.template };
    });
  }

  #set(change: Partial<LetterText>): void {
    if (this.#texts === null) return;
    this.#texts[this.#lang] = { ...this.#texts[this.#lang], ...change };
    this.#saved = false;
    this.#host().update();
  }
  #insert(root: EventTarget | null, word: LetterWord): void {
    const field = root instanceof HTMLElement ? root.closest('form')?.querySelector<HTMLInputElement | HTMLTextAreaElement>(`#template-${this.#field}`) : null;
    if (!field) return;
    const at = field.selectionStart ?? field.value.length;
    field.setRangeText(`{${word}}`, at, field.selectionEnd ?? at, 'end');
    this.#set({ [this.#field]: field.value });
    field.focus();
  }

  /** Of one language; empty: it can be saved. */
  #wrong(text: LetterText): string {
    const t = moreTexts(this.#host().language);
    if (text.subject.trim() === '' || text.body.trim() === '') return t.empty;
    const unknown = unknownWords(text);
    return unknown.length === 0 ? '' : t.unknown(unknown.map((word) => `{${word}}`).join(', '));
  }
  #save(): void {
    const { session, run, update, focus } = this.#host();
    const [texts, there] = [this.#texts, this.#there];
    if (texts === null || there === null) return;
    const wrong = LANGUAGES.find((lang) => this.#wrong(texts[lang]) !== '');
    if (wrong !== undefined) {
      this.#lang = wrong;
      update();
      return focus('#template-body');
    }
    const changed = Object.fromEntries(LANGUAGES.filter((lang) => JSON.stringify(texts[lang]) !== JSON.stringify(there.template[lang])).map((lang) => [lang, texts[lang]]));
    void run(async () => {
      const template = await session.request<LetterTemplate>('PUT', '/api/handovers/letter', { template: changed });
      this.#there = { ...there, template };
      this.#texts = { ...template };
      this.#saved = true;
    });
  }

  /** As one customer would read it; the names are samples. */
  #sample(text: LetterText): LetterText {
    const names: Readonly<Record<Language, readonly [string, string, string, string]>> = { en: ['Alfreds Futterkiste', 'Lena Berg', 'Sven Holm', 'Sales'], 'zh-Hans': ['江南食品有限公司', '陈丽', '李伟', '销售部'], 'zh-Hant': ['江南食品有限公司', '陳麗', '李偉', '業務部'], es: ['Antonio Moreno Taquería', 'Lena Berg', 'Ana Trujillo', 'Ventas'] };
    const [customer, leaver, successor, department] = names[this.#lang];
    return fillLetter(text, { customer, leaver, successor, department, email: 'contact@example.com', date: new Intl.DateTimeFormat(this.#lang, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, 2, 31)) });
  }

  render(): TemplateResult {
    const { language, t: hand, loading, level, off } = this.#host();
    const t = moreTexts(language);
    const [texts, there, lang] = [this.#texts, this.#there, this.#lang];
    if (texts === null || there === null) return html`<div class="part"><p class="muted" aria-busy="true">${loading}</p></div>`;
    const text = texts[lang];
    const wrong = this.#wrong(text);
    const read = this.#sample(text);
    const fixed = !there.may;
    const at = (field: 'subject' | 'body') => (): void => { this.#field = field; };
    const take = (field: 'subject' | 'body') => (event: Event): void => this.#set({ [field]: (event.target as HTMLInputElement).value });
    return html`<form class="part form template" novalidate aria-label=${t.letter} @keydown=${holdEnter} @submit=${(event: Event) => { event.preventDefault(); this.#save(); }}>
      <h3 role="heading" aria-level=${level}>${t.letter}</h3><p class="muted">${t.letterLead}</p>
      <div class="field"><label for="template-lang">${t.language}</label><select id="template-lang" @change=${(event: Event) => { this.#lang = (event.target as HTMLSelectElement).value as Language; this.#host().update(); }}>${LANGUAGES.map((each) => html`<option value=${each} lang=${each} ?selected=${each === lang}>${hand.langs[each]}${this.#wrong(texts[each]) === '' ? '' : ' ⚠'}</option>`)}</select></div>
      <div class="field"><label for="template-subject">${hand.subject}</label><input id="template-subject" lang=${lang} maxlength=${LETTER_MOST.subject} ?readonly=${fixed} .value=${live(text.subject)} @focus=${at('subject')} @input=${take('subject')} /></div>
      <div class="field"><label for="template-body">${hand.body}</label><textarea id="template-body" lang=${lang} rows="10" maxlength=${LETTER_MOST.body} ?readonly=${fixed} aria-invalid=${wrong === '' ? 'false' : 'true'} aria-describedby=${wrong === '' ? nothing : 'template-wrong'} .value=${live(text.body)} @focus=${at('body')} @input=${take('body')}></textarea></div>
      ${wrong === '' ? nothing : html`<p id="template-wrong" class="danger" role="alert">${wrong}</p>`}
      ${fixed ? nothing : html`<div class="buttons" role="group" aria-label=${t.places}><span class="muted small" aria-hidden="true">${t.places}</span>${LETTER_WORDS.map((word) => html`<button type="button" class="button quiet word" title="{${word}}" @click=${(event: Event) => this.#insert(event.currentTarget, word)}>${t.words[word]}</button>`)}</div>`}
      <section class="reads" aria-label=${t.preview}><h4>${t.preview}</h4><p lang=${lang}><strong>${read.subject}</strong></p><p class="letter-body" lang=${lang}>${read.body}</p></section>
      ${fixed ? nothing : html`<div class="buttons"><button class="button primary" ?disabled=${off}>${t.saveLetter}</button><button type="button" class="button as-shipped" ?disabled=${off} @click=${() => this.#set(there.shipped[lang])}>${t.shipped}</button></div>`}
      <p role="status" class="muted small">${this.#saved ? t.saved : ''}</p>
    </form>`;
  }
}
