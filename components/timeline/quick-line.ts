/** The one line on top of a timeline: what happened is typed, Enter stores it; how, with whom and when next are chips that know their defaults. The date in the line is read by `quick-date.ts`. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { addRow, rowKey, setMark } from '../../model/section-doc.ts';
import type { SectionHandle } from '../internal/session.ts';
import { composing } from '../internal/keys.ts';
import { handleReady } from './contact-years.ts';
import type { Call } from './calls.ts';
import { clockTime, nearDay } from './dates.ts';
import { tell } from './desk-texts.ts';
import { addTo } from './desk.ts';
import type { Desk } from './desk.ts';
import type { Choice, Reader } from './entry-view.ts';
import { icon } from './icons.ts';
import { wallClock, writeLocalTime } from './local-time.ts';
import { findNext } from './quick-date.ts';
import { emptyDraft, newContact } from './quick-form.ts';
import type { ContactDraft } from './quick-form.ts';
import { withSomeone } from './writing.ts';

/** Chips of a kind before the rest goes into a list. */
const CHIPS = 4;
const DAY = 86_400_000;

export interface Day { readonly date: string; readonly time: string | null }

interface State {
  /** Chips are shown. */
  readonly open: boolean;
  /** Escape put them away: what is written stays, and the next letter brings them back. */
  readonly away: boolean;
  /** Null: as it stands in the records. */
  readonly channel: string | null;
  readonly person: string;
  readonly someone: string | null;
  /** Undefined: what the line says; null: none, whatever the line says. */
  readonly next: Day | null | undefined;
  /** When it was, `2026-05-12T14:05`; null: now. */
  readonly time: string | null;
  readonly preference: boolean;
  readonly problem: string;
  readonly sending: boolean;
}
const EMPTY: State = Object.freeze({ open: false, away: false, channel: null, person: '', someone: null, next: undefined, time: null, preference: false, problem: '', sending: false });

export interface LineText { readonly get: () => string; readonly set: (text: string) => void }

export class QuickLine {
  readonly #desk: Desk;
  readonly #text: LineText;
  #state: State = EMPTY;
  #preferences: SectionHandle | null = null;

  constructor(desk: Desk, text: LineText) {
    this.#desk = desk;
    this.#text = text;
  }
  dispose(): void {
    this.#preferences?.release();
  }

  get problem(): string {
    return this.#state.problem;
  }
  #set(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change };
    this.#desk.update();
  }
  open(): void {
    if (!this.#state.open) this.#set({ open: true, away: false });
  }
  typed(): void {
    if (this.#state.problem !== '' || this.#state.away) this.#set({ problem: '', open: true, away: false });
  }

  /** Begins from a call, with all that is known of it. */
  begin(call: Call | null): void {
    const { data } = this.#desk;
    this.#set({ ...EMPTY, open: true, ...(call === null ? {} : { channel: this.#known(call.channel), person: call.person ?? '', time: wallClock(new Date(call.at), data.zone) }) });
    void this.#desk.focusOn('#line');
  }
  /** An administrator may have hidden the channels of chats: then it is an instant message. */
  #known(channel: string): string | null {
    const keys = this.#desk.data.channels.flatMap(({ key, hidden }) => (hidden ? [] : [key]));
    return keys.includes(channel) ? channel : keys.includes('instantMessage') ? 'instantMessage' : null;
  }

  get #channel(): string {
    const { data } = this.#desk;
    return this.#state.channel ?? data.lastChannel ?? data.channels[0]?.key ?? '';
  }
  /** What is stored if one presses Enter now. */
  #meant(): { readonly text: string; readonly next: Day | null; readonly offered: Day | null } {
    const { language, today } = this.#desk.reader();
    const line = this.#text.get();
    const found = findNext(line, today, this.#desk.data.now.slice(11), language === 'en' || language === 'es');
    const { next } = this.#state;
    const follows = next === undefined && found !== null && found.sure;
    return { text: (follows ? found.text : line).trim(), next: next === undefined ? (follows ? found : null) : next, offered: next === undefined && found !== null && !found.sure ? found : null };
  }
  #stored(next: Day | null): string {
    return next === null ? '' : next.time === null ? next.date : writeLocalTime(`${next.date}T${next.time}`, this.#desk.data.zone);
  }

  /** The same as a whole form, for what the line has no place for. */
  draft(): Partial<ContactDraft> {
    const { data } = this.#desk;
    const { text, next } = this.#meant();
    const { person, someone, time } = this.#state;
    return { subject: text, channel: this.#channel, person, someone, next: this.#stored(next), ...(time === null ? {} : { time: writeLocalTime(time, data.zone) }) };
  }
  clear(): void {
    this.#text.set('');
    this.#set(EMPTY);
  }

  async store(): Promise<void> {
    const desk = this.#desk;
    const { data, session } = desk;
    const { language, t, today } = desk.reader();
    if (this.#state.sending) return;
    const { text, next } = this.#meant();
    if (text === '') {
      this.#set({ open: true, problem: t.timeline.needText });
      return desk.focusOn('#line');
    }
    this.#set({ problem: '', sending: true });
    if (this.#state.preference) {
      if (!(await this.#storePreference(text))) return this.#set({ sending: false, problem: tell(language, 'notReady') });
      desk.say(tell(language, 'storedPreference'));
    } else {
      const { person, someone, time } = this.#state;
      const draft: ContactDraft = {
        ...emptyDraft(writeLocalTime(time ?? data.now, data.zone), this.#channel), person, someone, subject: text, next: this.#stored(next),
      };
      const id = await addTo(desk, draft.time, () => newContact(withSomeone(desk, draft), session.me?.id ?? null, desk.area()));
      if (!desk.live()) return;
      if (id === null) return this.#set({ sending: false, problem: tell(language, 'notReady') });
      desk.made(id, false);
      desk.say(next === null ? tell(language, 'stored') : tell(language, 'storedNext', { when: dayText(next, { language, today }) }));
    }
    this.clear();
    if (!matchMedia('(pointer: coarse)').matches) this.open();
    else (document.activeElement as HTMLElement | null)?.blur(); // the keyboard would stand over what was just stored
  }

  /** A row of the customer's preferences; where it was noted is a mark, as P-23 and P-37 want it. */
  async #storePreference(text: string): Promise<boolean> {
    const { data, session, clock, random, area } = this.#desk;
    const handle = (this.#preferences ??= session.open(data.ref, 'preferences'));
    if (!(await handleReady(handle, clock)) || handle.doc === null || !this.#desk.live()) return false;
    const { doc } = handle;
    doc.transact(() => {
      const row = addRow(doc, 'hobbies', { item: text }, random);
      const place = area();
      if (place !== null) setMark(doc, rowKey('hobbies', row, 'item'), 'channel', place);
    }, this);
    return true;
  }

  key(event: KeyboardEvent): void {
    if (composing(event)) return;
    if (event.key === 'Escape' && !this.#state.away && (this.#state.open || this.#text.get() !== '')) {
      this.#set({ ...EMPTY, away: true });
      event.preventDefault();
      event.stopPropagation();
    }
  }

  /** Below the line while somebody writes. */
  chips(full: () => void): TemplateResult | typeof nothing {
    const state = this.#state;
    const { data } = this.#desk;
    const reader = this.#desk.reader();
    const { language, today } = reader;
    if (!state.open && (state.away || this.#text.get() === '')) return nothing;
    const { next, offered } = this.#meant();
    const area = this.#desk.area();
    return html`<div class="chips">
      ${state.problem === '' ? nothing : html`<p class="problem" id="line-problem" role="alert">${state.problem}</p>`}
      ${this.#row(tell(language, 'how'), ranked(data.channels.filter(({ hidden }) => !hidden), this.#channel, recent(data, (entry) => entry.channel)), this.#channel, (channel) => this.#set({ channel }), nothing)}
      ${state.preference ? nothing : this.#people(reader)}
      ${state.preference ? nothing : html`<div class="chip-row" role="group" aria-label=${tell(language, 'next')}><span class="muted">${tell(language, 'next')}</span>
        ${next === null ? html`
          ${offered === null ? nothing : html`<button type="button" class="chip next-chip" aria-pressed="false" @click=${() => this.#set({ next: offered })}>${dayText(offered, reader)}</button>`}
          ${([['tomorrow', plus(today, 1)], ['week', plus(today, 7)], ['month', nextMonth(today)]] as const).map(([key, date]) => html`
            <button type="button" class="chip next-chip" aria-pressed="false" title=${dayText({ date, time: null }, reader)} @click=${() => this.#set({ next: { date, time: null } })}>${tell(language, key)}</button>`)}`
        : html`<button type="button" class="chip next-chip" aria-pressed="true" title=${tell(language, 'noNext')} @click=${() => this.#set({ next: null })}>${icon('next')}${dayText(next, reader)}${icon('close')}</button>`}
        <label class="chip-date"><span class="visually-hidden">${reader.t.timeline.next}</span><input type="datetime-local" .value=${live(next === null ? '' : `${next.date}T${next.time ?? '09:00'}`)}
          @change=${(event: Event) => {
            const { value } = event.target as HTMLInputElement;
            this.#set({ next: value === '' ? null : { date: value.slice(0, 10), time: value.slice(11, 16) } });
          }} /></label>
      </div>`}
      <div class="chip-row last">
        ${area === null ? nothing : html`<span class="muted">${tell(language, 'area', { area: reader.area(area) })}</span>`}
        ${area !== null && data.mayWrite('preferences') ? html`<button type="button" class="chip" aria-pressed=${state.preference} @click=${() => this.#set({ preference: !state.preference })}>${tell(language, 'preference')}</button>` : nothing}
        ${state.preference ? nothing : html`<button type="button" class="link all-fields" @click=${full}>${tell(language, 'all')}</button>`}
        <span class="muted small hint">${tell(language, 'hint')}</span>
      </div>
    </div>`;
  }

  #row(label: string, { chips, rest }: Ranked, chosen: string, choose: (key: string) => void, more: unknown): TemplateResult {
    const { language } = this.#desk.reader();
    return html`<div class="chip-row" role="group" aria-label=${label}><span class="muted">${label}</span>
      ${chips.map(({ key, label: name }) => html`<button type="button" class="chip" data-key=${key} aria-pressed=${key === chosen} @click=${() => choose(key === chosen ? '' : key)}>${name}</button>`)}
      ${rest.length === 0 ? nothing : html`<select class="chip-rest" aria-label=${`${label}: ${tell(language, 'others')}`} @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
        <option value="" .selected=${live(true)}>${tell(language, 'others')}…</option>${rest.map(({ key, label: name }) => html`<option value=${key} .selected=${live(false)}>${name}</option>`)}</select>`}
      ${more}
    </div>`;
  }

  #people({ language }: Reader): TemplateResult {
    const { data } = this.#desk;
    const { person, someone } = this.#state;
    const fresh = someone === null
      ? html`<button type="button" class="chip" @click=${() => { this.#set({ someone: '', person: '' }); void this.#desk.focusOn('#line-someone'); }}>+ ${tell(language, 'someone')}</button>`
      : html`<label class="chip-name"><span class="visually-hidden">${tell(language, 'someoneName')}</span><input id="line-someone" autocomplete="off" dir="auto" maxlength="200" placeholder=${tell(language, 'someoneName')}
          .value=${live(someone)} @input=${(event: Event) => this.#set({ someone: (event.target as HTMLInputElement).value })} /></label>`;
    return this.#row(tell(language, 'whom'), ranked(data.people ?? [], person, recent(data, (entry) => entry.person)), person, (key) => this.#set({ person: key, someone: null }), fresh);
  }

  /** The offer of who has come back from a call. */
  offer(call: Call, take: () => void, leave: () => void): TemplateResult {
    const { language } = this.#desk.reader();
    const spoken = call.channel === 'phone';
    return html`<div class="offer no-print" role="status">
      <p>${icon(call.channel)}<span>${tell(language, spoken ? 'came' : 'cameWrite', { name: call.name })}</span></p>
      <button type="button" class="button primary take" @click=${take}>${tell(language, 'note')}</button>
      <button type="button" class="button quiet leave" @click=${leave}>${tell(language, 'notNow')}</button>
    </div>`;
  }
}

const plus = (date: string, days: number): string => new Date(Date.parse(`${date}T00:00Z`) + days * DAY).toISOString().slice(0, 10);
/** The same day of the next month, or the last one of a shorter month. */
function nextMonth(date: string): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(day, last))).toISOString().slice(0, 10);
}
export const dayText = ({ date, time }: Day, { language, today }: Pick<Reader, 'language' | 'today'>): string => `${nearDay(date, today, language)} ${time === null ? '' : clockTime({ date, time, zone: null }, language)}`.trim();

interface Ranked { readonly chips: readonly Choice[]; readonly rest: readonly Choice[] }
/** The last used first; what is chosen is always a chip. */
function ranked(choices: readonly Choice[], chosen: string, used: readonly string[]): Ranked {
  const rank = (key: string): number => (used.includes(key) ? used.indexOf(key) : used.length);
  const sorted = [...choices].sort((a, b) => rank(a.key) - rank(b.key));
  const chips = sorted.slice(0, CHIPS);
  const own = sorted.find(({ key }) => key === chosen);
  if (own && !chips.includes(own)) chips.splice(-1, 1, own);
  // the order of the dictionary, so that chips do not change places with every record
  const order = (list: readonly Choice[]): Choice[] => choices.filter((choice) => list.includes(choice));
  return { chips: order(chips), rest: choices.filter((choice) => !chips.includes(choice)) };
}
function recent(data: Desk['data'], of: (entry: Extract<Desk['data']['entries'][number], { kind: 'contact' }>) => string | null): readonly string[] {
  const found: string[] = [];
  for (const { id } of data.order.places.slice(0, 100)) {
    const entry = data.entry(id);
    const key = entry?.kind === 'contact' ? of(entry) : null;
    if (key !== null && !found.includes(key)) found.push(key);
    if (found.length === CHIPS) break;
  }
  return found;
}
