/** The facts of a card, in two columns that line up: how to reach the customer, what comes next, what was traded. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Language } from '../../model/labels.ts';
import type { ContactPoint, Digest } from '../../model/overview.ts';
import { formatDate, formatDay, formatMoney, formatNear } from '../internal/formats.ts';
import type { Strings } from '../internal/strings/index.ts';
import { sparkline } from './sparkline.ts';

export type FullDigest = Extract<Digest, { revision: number }>;

const PHONES = new Set(['phone', 'mobile']);
/** A link as the telephone wants it: digits and a leading plus. */
const dial = (number: string): string => `tel:${number.replace(/[^\d+*#]/g, '')}`;

const row = (label: string, value: unknown): TemplateResult => html`<div class="fact"><dt>${label}</dt><dd>${value}</dd></div>`;

/** `now` in milliseconds since 1970; `discreet` leaves out what the customer should not read. */
export function facts(digest: FullDigest, language: Language, t: Strings, now: number, discreet: boolean): TemplateResult {
  const { trade, due, keyTen } = digest;
  const year = new Date(now).getUTCFullYear();
  const near = (date: string) => {
    const absolute = formatDate(language, date, year);
    const words = formatNear(language, date, now);
    return html`<time datetime=${date} title=${formatDate(language, date)}>${words ?? absolute}</time>`;
  };
  const point = (point: ContactPoint, link: string) => html`<a href=${link}>${point.value}</a>${health(point, language, t, year)}`;
  const phone = digest.contacts.find(({ kind }) => PHONES.has(kind));
  const email = digest.contacts.find(({ kind }) => kind === 'email');
  const other = phone === undefined && email === undefined ? digest.contacts[0] : undefined;
  const next = due[0];
  // a digest does not say whether contacts are closed to the reader: whoever sees no trade is not told that nothing is arranged
  const mayKnow = trade !== null;
  // a record's sentence goes on here: its own full stop would end it twice
  const matter = next?.text.trim().replace(/[.。．]$/u, '');

  const rows = [
    phone && row(t.card.phone, point(phone, dial(phone.value))),
    email && row(t.card.email, point(email, `mailto:${encodeURIComponent(email.value).replace('%40', '@')}`)),
    other && row(t.card.contact, html`${other.value}${health(other, language, t, year)}`),
    discreet || (next === undefined && !mayKnow) ? undefined : row(t.card.next, next === undefined ? html`<span class="muted">${t.card.noNext}</span>` : html`<time datetime=${next.date}>${formatNear(language, next.date, now) ?? formatDay(language, next.date)}</time>${
      [matter, next.person?.name].filter((part) => part).map((part) => html`<span>${language.startsWith('zh') ? '，' : ', '}${part}</span>`)}`),
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
