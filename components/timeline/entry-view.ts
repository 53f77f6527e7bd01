/** One entry as it is read: a contact record, a major change or a transaction. What can be done with it comes in as functions. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Language } from '../../model/labels.ts';
import type { CalendarDate } from '../../model/overview.ts';
import type { Strings } from '../internal/strings/index.ts';
import type { PresentPerson } from '../internal/session.ts';
import type { EntryNews } from './contact-years.ts';
import { formatMoney, formatTime } from '../internal/formats.ts';
import { clockTime, fullDay, nearDay, otherZone, shortDay } from './dates.ts';
import type { ContactEntry, Entry, TradeEntry, WrittenEntry } from './entries.ts';
import { icon } from './icons.ts';
import type { Around } from './around-later.ts';
import type { LocalTime } from './local-time.ts';

export interface Choice { readonly key: string; readonly label: string; /** Named where a record has it, offered to nobody. */ readonly hidden?: true }

/** What every entry is drawn with. */
export interface Reader {
  readonly t: Strings;
  /** Looks and words that come beside the list. */
  readonly around: Around;
  readonly language: Language;
  readonly today: CalendarDate;
  /** The workspace's. */
  readonly zone: string;
  /** A customer looks on: nothing of what we think, and nothing that waits to be reported. */
  readonly discreet: boolean;
  readonly channel: (key: string | null) => string;
  /** Kind of a major change. */
  readonly change: (key: string | null) => string;
  /** Service area in which something was noted. */
  readonly area: (key: string | null) => string;
  readonly colleague: (id: string | null) => string;
  readonly person: (row: string | null) => string;
}

/** What is particular to one entry now. */
export interface EntryState {
  readonly news: EntryNews;
  readonly people: readonly PresentPerson[];
  readonly writable: boolean;
  /** The group's heading already says the day. */
  readonly dayKnown: boolean;
  readonly level: number;
  readonly edit: () => void;
  /** What stands below the words: papers, comments that are open. */
  readonly below: unknown;
  /** The way to comments. */
  readonly talk: unknown;
}

/** Everything readable of an entry: what is searched. */
export function wordsOf(entry: Entry, reader: Reader): string {
  const day = fullDay(entry.time.date, reader.language);
  if (entry.kind === 'trade') {
    const { trade } = entry;
    const items = trade.lines.map(({ item }) => item).join(' ');
    return `${reader.t.timeline[trade.kind]} ${trade.orderRef ?? ''} ${trade.amount} ${trade.channel ?? ''} ${items} ${day}`;
  }
  if (entry.kind === 'change') return `${headline(entry, reader)} ${entry.text} ${day}`;
  return `${headline(entry, reader)} ${entry.subject} ${entry.result} ${reader.discreet ? '' : entry.report} ${reader.area(entry.area)} ${day}`;
}

/** `Phone, Li Wei with Maria Anders` */
export function headline(entry: WrittenEntry, reader: Reader): string {
  if (entry.kind === 'change') return reader.around.changeWords(entry, reader);
  const who = whoOf(entry, reader);
  return reader.channel(entry.channel) + (who === '' ? '' : `, ${who}`);
}

function whoOf(entry: ContactEntry, { t, colleague, person }: Reader): string {
  const whom = person(entry.person);
  return [colleague(entry.salesperson), whom === '' ? '' : t.timeline.withWhom(whom)].filter(Boolean).join(' ');
}

const datetime = ({ date, time }: LocalTime): string => (time === null ? date : `${date}T${time}`);

export function when(time: LocalTime, { language, today, zone }: Reader, dayKnown: boolean): TemplateResult {
  const clock = clockTime(time, language);
  const other = otherZone(time, zone);
  const day = fullDay(time.date, language);
  const place = other === '' ? nothing : html` <span class="zone">${other}</span>`;
  // where the heading above says the day, it stays for those who do not see the heading
  if (dayKnown && clock === '') return html`<time class="visually-hidden" datetime=${datetime(time)}>${day}</time>`;
  return html`<time datetime=${datetime(time)} title=${`${day} ${clock} ${other}`.trim()}>${dayKnown ? clock : `${nearDay(time.date, today, language)} ${clock}`.trim()}${dayKnown ? html`<span class="visually-hidden"> ${day}</span>` : nothing}${place}</time>`;
}

export function contactView(entry: ContactEntry, reader: Reader, state: EntryState): TemplateResult {
  const { t } = reader;
  const who = whoOf(entry, reader);
  return html`${icon(entry.channel)}
    <div>
      <div class="head">
        <div class="name" role="heading" aria-level=${state.level}>
          ${when(entry.time, reader, state.dayKnown)} <span>${reader.channel(entry.channel)}</span> <span class="who">${who}</span>
        </div>
        <div class="side">
          ${entry.area === null ? nothing : html`<span>${reader.area(entry.area)}</span>`}
          ${entry.major && !reader.discreet ? html`<span class="is-major">${t.timeline.majorMark}</span>` : nothing}
          ${entry.reported === null || reader.discreet ? nothing : html`<span>${t.timeline.reportedMark}</span>`}
          ${state.people.map(({ name }) => html`<span class="present">${t.timeline.editing(name)}</span>`)}
          ${newsView(state.news, reader)}
        </div>
      </div>
      ${entry.subject === '' ? nothing : html`<p class="words" dir="auto">${entry.subject}</p>`}
      ${entry.result === '' ? nothing : html`<p class="words" dir="auto"><span class="muted">${t.timeline.result}: </span>${entry.result}</p>`}
      ${entry.report === '' || reader.discreet ? nothing : html`<p class="words" dir="auto"><span class="muted">${t.timeline.report}: </span>${entry.report}</p>`}
      ${entry.next === null ? nothing : html`<p class="next">${icon('next')}<span>${t.timeline.nextIs}: ${when(entry.next, reader, false)}</span></p>`}
      ${state.below}
    </div>
    ${tools(entry, reader, state)}`;
}

export const tools = (entry: WrittenEntry, reader: Reader, { writable, edit, talk }: EntryState): TemplateResult => html`<div class="tools">${talk}${writable
  ? html`<button type="button" class="button quiet icon pencil no-print" title=${reader.t.timeline.edit} aria-label=${reader.t.timeline.editEntry(headline(entry, reader))} @click=${edit}>${icon('edit')}</button>`
  : nothing}</div>`;

export function newsView(news: EntryNews, { t, language }: Reader): TemplateResult | typeof nothing {
  switch (news.kind) {
    case 'quiet': return nothing;
    case 'saving': return html`<span class="saved no-print">${t.timeline.entrySaving}</span>`;
    case 'waiting': return html`<span class="saved no-print">${t.timeline.entryWaiting}</span>`;
    case 'saved': return news.at === null ? nothing : html`<span class="saved no-print">${t.timeline.entrySaved(formatTime(language, news.at))}</span>`;
  }
}

export function tradeView(entry: TradeEntry, reader: Reader, state: Pick<EntryState, 'dayKnown' | 'level'>): TemplateResult {
  const { t, language, today } = reader;
  const { trade } = entry;
  const notes = [
    trade.lines.length > 0 ? t.timeline.items(trade.lines.length) : '',
    trade.channel ?? '',
    trade.dueAt ? t.timeline.dueOn(shortDay(trade.dueAt, today, language)) : '',
  ].filter(Boolean);
  return html`${icon(trade.kind)}
    <div>
      <div class="head">
        <div class="name" role="heading" aria-level=${state.level}>
          ${when(entry.time, reader, state.dayKnown)} <span>${t.timeline[trade.kind]}${trade.orderRef ? html` <span class="who">${trade.orderRef}</span>` : nothing}</span>
          <span class="sum">${formatMoney(language, trade.amount, trade.currency)}</span>
        </div>
        <span class="who">${notes.join(' · ')}</span>
      </div>
    </div>`;
}
