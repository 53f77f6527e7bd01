/** One entry as it is read: a contact record or a transaction. What can be done with it comes in as functions. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Language } from '../../model/labels.ts';
import type { CalendarDate } from '../../model/overview.ts';
import type { Strings } from '../internal/strings/index.ts';
import type { PresentPerson } from '../internal/session.ts';
import type { EntryNews } from './contact-years.ts';
import { formatMoney, formatTime } from '../internal/formats.ts';
import { clockTime, fullDay, nearDay, otherZone, shortDay } from './dates.ts';
import type { ContactEntry, Entry, TradeEntry } from './entries.ts';
import { icon } from './icons.ts';
import type { LocalTime } from './local-time.ts';

export interface Choice { readonly key: string; readonly label: string }

/** What every entry is drawn with. */
export interface Reader {
  readonly t: Strings;
  readonly language: Language;
  readonly today: CalendarDate;
  /** The workspace's. */
  readonly zone: string;
  readonly channel: (key: string | null) => string;
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
}

/** Everything readable of an entry: what is searched. */
export function wordsOf(entry: Entry, reader: Reader): string {
  const day = fullDay(entry.time.date, reader.language);
  if (entry.kind === 'trade') {
    const { trade } = entry;
    const items = trade.lines.map(({ item }) => item).join(' ');
    return `${reader.t.timeline[trade.kind]} ${trade.orderRef ?? ''} ${trade.amount} ${trade.channel ?? ''} ${items} ${day}`;
  }
  return `${headline(entry, reader)} ${entry.subject} ${entry.result} ${entry.report} ${day}`;
}

/** `Phone, Li Wei with Maria Anders` */
export function headline(entry: ContactEntry, reader: Reader): string {
  const who = whoOf(entry, reader);
  return reader.channel(entry.channel) + (who === '' ? '' : `, ${who}`);
}

function whoOf(entry: ContactEntry, { t, colleague, person }: Reader): string {
  const whom = person(entry.person);
  return [colleague(entry.salesperson), whom === '' ? '' : t.timeline.withWhom(whom)].filter(Boolean).join(' ');
}

const datetime = ({ date, time }: LocalTime): string => (time === null ? date : `${date}T${time}`);

function when(time: LocalTime, { language, today, zone }: Reader, dayKnown: boolean): TemplateResult {
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
          ${entry.major ? html`<span class="is-major">${t.timeline.majorMark}</span>` : nothing}
          ${entry.reported === null ? nothing : html`<span>${t.timeline.reportedMark}</span>`}
          ${state.people.map(({ name }) => html`<span class="present">${t.timeline.editing(name)}</span>`)}
          ${newsView(state.news, reader)}
        </div>
      </div>
      ${entry.subject === '' ? nothing : html`<p class="words" dir="auto">${entry.subject}</p>`}
      ${entry.result === '' ? nothing : html`<p class="words" dir="auto"><span class="muted">${t.timeline.result}: </span>${entry.result}</p>`}
      ${entry.report === '' ? nothing : html`<p class="words" dir="auto"><span class="muted">${t.timeline.report}: </span>${entry.report}</p>`}
      ${entry.next === null ? nothing : html`<p class="next">${icon('next')}<span>${t.timeline.nextIs}: ${when(entry.next, reader, false)}</span></p>`}
    </div>
    ${state.writable
      ? html`<button type="button" class="button quiet icon pencil no-print" title=${t.timeline.edit} aria-label=${t.timeline.editEntry(headline(entry, reader))} @click=${state.edit}>${icon('edit')}</button>`
      : nothing}`;
}

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
