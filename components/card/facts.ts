/** The facts of a card, in two columns that line up: how to reach the customer, what comes next, what was traded. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Language } from '../../model/labels.ts';
import type { ContactPoint, LineDigest } from '../../model/overview.ts';
import { formatDate, formatDay, formatMoney, formatNear } from '../internal/formats.ts';
import { wayTo } from '../internal/reach.ts';
import type { Strings } from '../internal/strings/index.ts';
import { sparkline } from './sparkline.ts';

export type FullDigest = Extract<LineDigest, { revision: number }>;

const PHONES = new Set(['phone', 'mobile']);
const CHATS: Readonly<Record<string, string>> = { whatsapp: 'WhatsApp', line: 'LINE', wechat: 'WeChat' };

/** `name`: what is new in it is marked by `card/news.ts`. */
const row = (label: string, value: unknown, name: string | typeof nothing = nothing): TemplateResult => html`<div class="fact" data-fact=${name}><dt>${label}</dt><dd>${value}</dd></div>`;

/** `now` in milliseconds since 1970; `discreet` leaves out what the customer should not read; `stop`: nobody is to be called or written to, in these words, so nothing is a link; `note`: what came of the next appointment is to be written down. */
export function facts(digest: FullDigest, language: Language, t: Strings, now: number, discreet: boolean, stop: string | null, note: (() => void) | null = null): TemplateResult {
  const { trade, due, keyTen } = digest;
  const year = new Date(now).getUTCFullYear();
  const near = (date: string) => {
    const absolute = formatDate(language, date, year);
    const words = formatNear(language, date, now);
    return html`<time datetime=${date} title=${formatDate(language, date)}>${words ?? absolute}</time>`;
  };
  const about = (point: ContactPoint) => (stop === null ? health(point, language, t, year) : html` <span class="due">${stop}</span>`);
  const point = (point: ContactPoint) => {
    const way = stop === null ? wayTo(point) : null;
    return html`${way === null ? (point.alive === false ? html`<del>${point.value}</del>` : html`<span>${point.value}</span>`) : html`<a href=${way.href} data-channel=${way.channel} target=${way.href.startsWith('https') ? '_blank' : nothing} rel="noopener noreferrer">${point.value}</a>`}${about(point)}`;
  };
  const phone = digest.contacts.find(({ kind }) => PHONES.has(kind));
  const email = digest.contacts.find(({ kind }) => kind === 'email');
  const chats = digest.contacts.filter(({ kind }) => kind in CHATS);
  const other = phone === undefined && email === undefined ? digest.contacts[0] : undefined;
  const next = due[0];
  const arranged = next && html`<time datetime=${next.date}>${formatNear(language, next.date, now) ?? formatDay(language, next.date)}</time>${
    [next.text.trim().replace(/[.。．]$/u, ''), next.person?.name].filter((part) => part).map((part) => html`<span>${language.startsWith('zh') ? '，' : ', '}${part}</span>`)}`; // its own full stop would end the sentence twice
  // a digest does not say whether contacts are closed to the reader: whoever sees no trade is not told that nothing is arranged
  const mayKnow = trade !== null;

  const rows = [
    phone && row(t.card.phone, point(phone), 'phone'),
    email && row(t.card.email, point(email), 'email'),
    ...chats.map((chat) => row(chat.kind === 'wechat' && language.startsWith('zh') ? '微信' : CHATS[chat.kind]!, point(chat), 'other')),
    chats.length > 0 ? undefined : other && row(t.card.contact, point(other), 'other'),
    discreet || (next === undefined && !mayKnow) ? undefined : row(t.card.next, arranged === undefined ? html`<span class="muted">${t.card.noNext}</span>` : note === null ? arranged : html`<button class="link" type="button" @click=${note}>${arranged}</button>`, 'next'),
    keyTen.of === 0 ? undefined : row(t.card.keyTen, html`<span class="ten">${t.card.keyTenOf(keyTen.filled, keyTen.of)}<meter min="0" max=${keyTen.of} .value=${keyTen.filled} aria-hidden="true"></meter></span>`),
  ].filter((each) => each !== undefined);

  return html`<div class="facts" part="facts" role="group" aria-label=${t.card.facts}>
    ${rows.length === 0 ? nothing : html`<dl>${rows}</dl>`}
    ${discreet ? nothing : html`<dl>
      ${trade === null || trade.last === null ? row(t.card.last, html`<span class="muted">${trade === null ? t.card.tradeHidden : t.card.noTrade}</span>`) : html`
        ${row(t.card.last, near(trade.last))}
        ${trade.months.every((month) => Number(month) === 0) ? nothing : row(t.card.months, sparkline(trade.months, language, t))}
        ${row(t.card.sum, html`<strong>${formatMoney(language, trade.sum, trade.currency)}</strong> <span class="muted small">${t.card.sumOf(trade.count)}</span>`)}`}
    </dl>`}
  </div>`;
}

/** Does the number work? Said in words; colour only repeats it. */
function health({ alive, verifiedAt }: ContactPoint, language: Language, t: Strings, year: number): TemplateResult | typeof nothing {
  if (alive === null) return nothing;
  if (!alive) return html` <span class="due small">${t.card.dead}</span>`;
  return html` <span class="muted small">${verifiedAt === null ? t.card.alive : t.card.aliveOn(formatDate(language, verifiedAt, year))}</span>`;
}
