/** One letter below its customer: read, changed, and marked as sent. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { LETTER_CHANNELS } from '../../model/handover/api.ts';
import type { HandoverLetter, LetterChannel } from '../../model/handover/api.ts';
import { LETTER_MOST } from '../../model/handover/letter.ts';
import type { Language } from '../../model/labels.ts';
import { formatDate } from '../internal/formats.ts';
import { holdEnter } from '../internal/keys.ts';
import type { Session } from '../internal/session.ts';
import type { Strings } from '../internal/strings/index.ts';
import type { HandTexts } from './texts.ts';

export interface LetterHost { readonly session: Session; readonly language: Language; readonly t: HandTexts; readonly strings: Strings; readonly update: () => void; readonly run: (work: () => Promise<void>) => Promise<void>; readonly sent: (channel: LetterChannel) => void }

export class LetterPanel {
  readonly archive: string;
  readonly #path: string;
  #letter: HandoverLetter | null = null;
  #subject = '';
  #body = '';
  #channel: LetterChannel = 'email';
  #saved = false;

  constructor(handover: string, archive: string, host: LetterHost) {
    this.archive = archive;
    this.#path = `/api/handovers/${encodeURIComponent(handover)}/letters/${encodeURIComponent(archive)}`;
    void host.run(async () => { this.#take(await host.session.request<HandoverLetter>('GET', this.#path)); });
  }

  #take(letter: HandoverLetter): void {
    this.#letter = letter;
    this.#subject = letter.subject;
    this.#body = letter.body;
  }
  #save(host: LetterHost, text: { readonly subject: string; readonly body: string } | null): void {
    const lang = this.#letter?.lang ?? 'en';
    void host.run(async () => {
      this.#take(await host.session.request<HandoverLetter>('PUT', this.#path, { lang, text }));
      this.#saved = true;
    });
  }

  render(host: LetterHost): TemplateResult {
    const { t, strings, language } = host;
    const letter = this.#letter;
    if (letter === null) return html`<p class="muted" aria-busy="true">${strings.kit.loading}</p>`;
    const fixed = letter.state === 'sent';
    const off = host.session.state.kind === 'offline';
    return html`<form class="form letter" aria-label=${t.letterOf(letter.name)} lang=${letter.lang} novalidate @keydown=${holdEnter} @submit=${(event: Event) => { event.preventDefault(); this.#save(host, { subject: this.#subject, body: this.#body }); }}>
      <div class="field"><label for="letter-subject" lang=${language}>${t.subject}</label><input id="letter-subject" maxlength=${LETTER_MOST.subject} ?readonly=${fixed} .value=${live(this.#subject)} @input=${(event: Event) => { this.#subject = (event.target as HTMLInputElement).value; this.#saved = false; }} /></div>
      <div class="field"><label for="letter-body" lang=${language}>${t.body}</label><textarea id="letter-body" maxlength=${LETTER_MOST.body} ?readonly=${fixed} .value=${live(this.#body)} @input=${(event: Event) => { this.#body = (event.target as HTMLTextAreaElement).value; this.#saved = false; }}></textarea></div>
      ${fixed ? html`<p class="muted" lang=${language}>${t.sentOn(t.channels[letter.channel ?? 'other'], formatDate(language, letter.sentAt?.slice(0, 10) ?? '', 0))}</p>` : html`<div class="buttons" lang=${language}>
        <button class="button" ?disabled=${off}>${t.save}</button>${letter.edited ? html`<button type="button" class="button quiet" ?disabled=${off} @click=${() => this.#save(host, null)}>${t.reset}</button>` : nothing}
        ${channelSelect('letter-channel', t, this.#channel, (channel) => { this.#channel = channel; })}
        <button type="button" class="button mark-sent" ?disabled=${off} @click=${() => host.sent(this.#channel)}>${t.markSent}</button></div>
        <p role="status" class="muted small" lang=${language}>${this.#saved ? t.saved : ''}</p>`}
    </form>`;
  }
}

export const channelSelect = (id: string, t: HandTexts, chosen: LetterChannel, choose: (channel: LetterChannel) => void): TemplateResult =>
  html`<select class="channel" id=${id} aria-label=${t.how} @change=${(event: Event) => choose((event.target as HTMLSelectElement).value as LetterChannel)}>${LETTER_CHANNELS.map((channel) => html`<option value=${channel} ?selected=${channel === chosen}>${t.channels[channel]}</option>`)}</select>`;
