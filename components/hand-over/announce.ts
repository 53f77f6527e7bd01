/** Announcing that somebody leaves, and what is shown of an announced hand-over until it is done or taken back. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { HandoverView } from '../../model/handover/api.ts';
import type { Language } from '../../model/labels.ts';
import { formatDate } from '../internal/formats.ts';
import { holdEnter } from '../internal/keys.ts';
import type { Session } from '../internal/session.ts';
import type { Strings } from '../internal/strings/index.ts';
import { moreTexts } from './more-texts.ts';
import { PersonField } from './person-field.ts';

export interface AnnounceHost {
  readonly session: Session;
  readonly language: Language;
  readonly strings: Strings;
  readonly level: number;
  readonly off: boolean;
  readonly update: () => void;
  readonly focus: (selector: string) => void;
  /** Does it; what is wrong is said above. */
  readonly run: (work: () => Promise<void>) => Promise<void>;
  readonly wrong: (text: string) => void;
  readonly done: (view: HandoverView, said: string) => void;
  readonly cancel: () => void;
}

export class AnnounceForm {
  readonly #host: () => AnnounceHost;
  readonly #who: PersonField;
  #reason: 'left' | 'moved' = 'left';
  #day = '';
  #note = '';

  constructor(host: () => AnnounceHost) {
    this.#host = host;
    const { session, update } = host();
    this.#who = new PersonField('announce-who', session, update);
  }

  async #save(): Promise<void> {
    const { session, language, run, wrong, done, focus } = this.#host();
    const t = moreTexts(language);
    await run(async () => {
      const person = await this.#who.chosen();
      if (person === null || this.#day === '') {
        wrong(t.missing);
        return focus(person === null ? '#announce-who' : '#announce-day');
      }
      done(await session.request<HandoverView>('POST', '/api/handovers/announcements', { from: person.id, reason: this.#reason, day: this.#day, note: this.#note.trim() }), t.said);
    });
  }

  render(): TemplateResult {
    const { language, strings, level, off, cancel } = this.#host();
    const t = moreTexts(language);
    return html`<form class="part form announce" novalidate aria-label=${t.announce} @keydown=${holdEnter} @submit=${(event: Event) => { event.preventDefault(); void this.#save(); }}>
      <h3 role="heading" aria-level=${level}>${t.announce}</h3><p class="muted">${t.what}</p>
      ${this.#who.render({ label: t.who, t: strings })}
      <fieldset><legend>${t.why}</legend>${(['left', 'moved'] as const).map((reason) => html`<label class="choice"><input type="radio" name="announce-reason" .checked=${live(this.#reason === reason)} @change=${() => { this.#reason = reason; }} /><span>${t[reason]}</span></label>`)}</fieldset>
      <div class="two"><div class="field"><label for="announce-day">${t.day}</label><input id="announce-day" type="date" .value=${live(this.#day)} @input=${(event: Event) => { this.#day = (event.target as HTMLInputElement).value; }} /></div>
        <div class="field"><label for="announce-note">${t.note}</label><input id="announce-note" maxlength="300" autocomplete="off" .value=${live(this.#note)} @input=${(event: Event) => { this.#note = (event.target as HTMLInputElement).value; }} /></div></div>
      <div class="buttons"><button class="button primary" ?disabled=${off}>${t.save}</button><button type="button" class="button" @click=${cancel}>${strings.kit.cancel}</button></div>
    </form>`;
  }
}

/** One that is announced or was taken back: nothing of it has moved. */
export class Announced {
  #open = false;
  #why = '';

  render(host: AnnounceHost, view: HandoverView, go: () => void): TemplateResult {
    const { language, strings, session, level, off, update, focus, run, wrong, done } = host;
    const t = moreTexts(language);
    const day = (moment: string): string => formatDate(language, moment.slice(0, 10), 0);
    const { withdrawn } = view;
    const close = (): void => { this.#open = false; update(); focus('.withdraw'); };
    return html`<div class="part"><h3 role="heading" aria-level=${level}><bdi>${view.from.name}</bdi></h3>
      ${withdrawn === null ? html`<p>${t.standing(view.from.name, day(view.due))}</p>` : nothing}
      <p class="muted">${view.reason === 'moved' ? t.moved : t.left} · ${t.by(view.by.name, day(view.at))}${view.note === '' ? nothing : html` · ${view.note}`}</p>
      ${withdrawn === null ? nothing : html`<p>${t.withdrawn(withdrawn.by.name, day(withdrawn.at))}</p><p class="muted">${withdrawn.reason}</p>`}
      ${withdrawn !== null || !view.whole || view.from.id === session.me?.id ? nothing : this.#open ? html`<form class="form" novalidate aria-label=${t.withdraw} @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Escape') {
          event.preventDefault();
          close();
        } else holdEnter(event);
      }} @submit=${(event: Event) => {
        event.preventDefault();
        if (this.#why.trim() === '') { wrong(t.withdrawMissing); return focus('#withdraw-why'); }
        void run(async () => { done(await session.request<HandoverView>('POST', `/api/handovers/${encodeURIComponent(view.id)}/withdraw`, { reason: this.#why.trim() }), t.saidBack); });
      }}><div class="field"><label for="withdraw-why">${t.withdrawWhy}</label><textarea id="withdraw-why" rows="2" maxlength="2000" .value=${live(this.#why)} @input=${(event: Event) => { this.#why = (event.target as HTMLTextAreaElement).value; }}></textarea></div>
        <div class="buttons"><button class="button danger" ?disabled=${off}>${t.withdrawSure}</button><button type="button" class="button" @click=${close}>${strings.kit.cancel}</button></div></form>`
        : html`<div class="buttons"><button type="button" class="button primary go-on" ?disabled=${off} @click=${go}>${t.goOn}</button><button type="button" class="button withdraw" ?disabled=${off} @click=${() => { this.#open = true; update(); focus('#withdraw-why'); }}>${t.withdraw}</button></div>`}
    </div>`;
  }
}
