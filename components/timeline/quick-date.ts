/** Reads the next appointment out of one typed line, in four languages at once, because people mix them: `Wants samples → next Tue 15:00`, `下周二 15点`, `martes a las 15`. Pure; what is understood is shown in full before it is stored. */
import type { CalendarDate } from '../../model/overview.ts';

/** `text` is the line without what was taken out of it. `sure`: it is an appointment unless the writer says no; else it is only offered, for "met on Friday" is none. */
export interface Found { readonly date: CalendarDate; readonly time: string | null; readonly text: string; readonly sure: boolean }

const DAY = 86_400_000;
const at = (date: CalendarDate): Date => new Date(`${date}T00:00Z`);
const iso = (date: Date): CalendarDate => date.toISOString().slice(0, 10);
const plus = (date: CalendarDate, days: number): CalendarDate => iso(new Date(at(date).getTime() + days * DAY));
/** A month on, or the last day of a month that is shorter. */
function plusMonths(date: CalendarDate, months: number): CalendarDate {
  const day = at(date);
  const first = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return iso(new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(day.getUTCDate(), last))));
}
/** Monday is 1, Sunday 7, as a week is counted in all four places. */
const weekdayOf = (date: CalendarDate): number => at(date).getUTCDay() || 7;

/** Undefined where there is no such day. Without a year the next one that comes. */
function dayOf(year: number | null, month: number, day: number, today: CalendarDate): CalendarDate | undefined {
  const make = (of: number): CalendarDate | undefined => {
    const date = new Date(Date.UTC(of, month - 1, day));
    return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? iso(date) : undefined;
  };
  if (year !== null) return make(year < 100 ? 2000 + year : year);
  const now = Number(today.slice(0, 4));
  const here = make(now);
  // 29 February may be years away
  return here !== undefined && here >= today ? here : [1, 2, 3, 4, 8].map((more) => make(now + more)).find((date) => date !== undefined && date >= today);
}

const WEEKDAYS: readonly (readonly [RegExp, number])[] = [
  [/^(?:mon(?:day)?|lunes|lun|一)$/, 1], [/^(?:tue(?:s(?:day)?)?|martes|mar|二)$/, 2], [/^(?:wed(?:nesday)?|mi[eé]rcoles|mi[eé]|三)$/, 3], [/^(?:thu(?:r(?:s(?:day)?)?)?|jueves|jue|四)$/, 4],
  [/^(?:fri(?:day)?|viernes|vie|五)$/, 5], [/^(?:sat(?:urday)?|s[aá]bado|s[aá]b|六)$/, 6], [/^(?:sun(?:day)?|domingo|dom|日|天)$/, 7],
];
const MONTHS = 'jan(?:uary)?|ene(?:ro)?|feb(?:ruary|rero)?|mar(?:ch|zo)?|apr(?:il)?|abr(?:il)?|may(?:o)?|june?|junio|july?|julio|aug(?:ust)?|ago(?:sto)?|sep(?:t(?:ember|iembre)?)?|oct(?:ober|ubre)?|nov(?:ember|iembre)?|dec(?:ember)?|dic(?:iembre)?';
const STEMS = ['jan|ene', 'feb', 'mar', 'apr|abr', 'may', 'jun', 'jul', 'aug|ago', 'sep', 'oct', 'nov', 'dec|dic'].map((stem) => new RegExp(`^(?:${stem})`));
const monthOf = (name: string): number => STEMS.findIndex((stem) => stem.test(name)) + 1;
const NUMBERS: Readonly<Record<string, number>> = { a: 1, an: 1, one: 1, un: 1, una: 1, two: 2, dos: 2, three: 3, tres: 3, four: 4, cuatro: 4, five: 5, cinco: 5, six: 6, seis: 6, ten: 10, diez: 10, 一: 1, 两: 2, 兩: 2, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10, 半: 0 };
const numberOf = (text: string): number => NUMBERS[text] ?? Number(text);
const EN_DAY = 'mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?';
const ES_DAY = 'lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo';
const COUNT = '\\d{1,3}|an?|one|two|three|four|five|six|ten|una?|dos|tres|cuatro|cinco|seis|diez';
const ZH = '[一二三四五六七八九十两兩]|\\d{1,3}';

type Reads = (found: RegExpExecArray, today: CalendarDate, dayFirst: boolean) => CalendarDate | undefined;
/** The day in this week, or in the one after it. Monday begins a week. */
const inWeek = (name: string, weeks: number, today: CalendarDate): CalendarDate | undefined => {
  const day = WEEKDAYS.find(([names]) => names.test(name))?.[1];
  return day === undefined ? undefined : plus(today, day - weekdayOf(today) + 7 * weeks);
};
/** The next such day after today. */
const coming = (name: string, today: CalendarDate): CalendarDate | undefined => {
  const day = inWeek(name, 0, today);
  return day === undefined || day > today ? day : plus(day, 7);
};
const after = (count: number, unit: string, today: CalendarDate): CalendarDate =>
  (/^(d|天|日)/.test(unit) ? plus(today, count) : /^(w|sem|周|週|星期|礼拜|禮拜|个?礼|個?禮)/.test(unit) ? plus(today, 7 * count) : plusMonths(today, count));

/** The first that fits at a place counts: longer phrases stand before the shorter ones in them. */
const DAYS: readonly (readonly [string, Reads])[] = [
  // 2026-12-05, 2026年12月5日
  ['(\\d{4})[-/年](\\d{1,2})[-/月](\\d{1,2})[日号號]?', ([, y, m, d], today) => dayOf(Number(y), Number(m), Number(d), today)],
  ['(\\d{1,2})月(\\d{1,2})[日号號]?', ([, m, d], today) => dayOf(null, Number(m), Number(d), today)],
  // 12/5, 5.12.2026: day first as the reader's dates are written, unless only the other way is a date
  ['(\\d{1,2})[/.](\\d{1,2})(?:[/.](\\d{4}|\\d{2}))?(?!\\d|[/.]\\d)', ([, a, b, y], today, dayFirst) => {
    const year = y === undefined ? null : Number(y);
    const [one, two] = [Number(a), Number(b)];
    return (dayFirst ? dayOf(year, two, one, today) : dayOf(year, one, two, today)) ?? (dayFirst ? dayOf(year, one, two, today) : dayOf(year, two, one, today));
  }],
  [`(?:el )?(\\d{1,2})(?:st|nd|rd|th)?(?: of| de)? (${MONTHS})\\.?(?:(?: de)? (\\d{4}))?(?![a-zñ])`, ([, d, m, y], today) => dayOf(y === undefined ? null : Number(y), monthOf(m!), Number(d), today)],
  [`(${MONTHS})\\.? (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?(?![\\d:])`, ([, m, d, y], today) => dayOf(y === undefined ? null : Number(y), monthOf(m!), Number(d), today)],
  ['day after tomorrow|pasado mañana|后天|後天', (_, today) => plus(today, 2)],
  ['tomorrow|mañana|明天|明日', (_, today) => plus(today, 1)],
  ['today|tonight|hoy|今天|今日', (_, today) => today],
  [`next (${EN_DAY})(?![a-z])`, ([, day], today) => inWeek(day!, 1, today)],
  [`(?:el )?(${ES_DAY})(?: de)? la (?:pr[oó]xima semana|semana que viene)`, ([, day], today) => inWeek(day!, 1, today)],
  [`(?:el )?(?:pr[oó]ximo )?(${ES_DAY})(?: que viene| pr[oó]ximo)?(?![a-zñ])`, ([, day], today) => coming(day!, today)],
  [`(?:on |this )?(${EN_DAY})(?![a-z])`, ([, day], today) => coming(day!, today)],
  ['下(?:个|個)?(?:周|週|星期|礼拜|禮拜)([一二三四五六日天])', ([, day], today) => inWeek(day!, 1, today)],
  ['(?:这|這|本)?(?:周|週|星期|礼拜|禮拜)([一二三四五六日天])', ([, day], today) => coming(day!, today)],
  [`(?:in|dentro de|en) (${COUNT}) (days?|weeks?|months?|d[ií]as?|semanas?|mes(?:es)?)(?![a-z])`, ([, n, unit], today) => after(numberOf(n!), unit!, today)],
  [`(${ZH})(天|日|周|週|个?星期|個?星期|个?礼拜|個?禮拜|个月|個月)[之以]?[后後]`, ([, n, unit], today) => after(numberOf(n!), unit!.replace(/^[个個](?!月)/, ''), today)],
  ['next week|la (?:pr[oó]xima semana|semana que viene)|下(?:个|個)?(?:周|週|星期|礼拜|禮拜)', (_, today) => plus(today, 7)],
  ['next month|el (?:pr[oó]ximo mes|mes que viene)|下(?:个|個)?月', (_, today) => plusMonths(today, 1)],
];

const clock = (hour: number, minute: number): string | undefined => (hour < 24 && minute < 60 ? `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` : undefined);
const half = (hour: number, word: string | undefined): number => (word === undefined ? hour : /^(p|下午|晚|中午|傍|de la tarde|de la noche)/.test(word) ? (hour < 12 && !(word === '中午' && hour === 11) ? hour + 12 : hour) : hour === 12 ? 0 : hour);
const TIMES: readonly (readonly [string, (found: RegExpExecArray) => string | undefined])[] = [
  ['(上午|早上|下午|晚上|中午|傍晚)?\\s*(\\d{1,2}|[一二三四五六七八九十两兩]|十[一二])\\s*[点點时時](?:(半)|(\\d{1,2})分?)?', ([, part, h, whole, m]) => {
    const hour = h!.length === 2 && h!.startsWith('十') ? 10 + numberOf(h![1]!) : numberOf(h!);
    return clock(half(hour, part), whole === undefined ? Number(m ?? 0) : 30);
  }],
  ['(上午|早上|下午|晚上|中午|傍晚)?\\s*(?:at |a las? )?([01]?\\d|2[0-3])[:：h]([0-5]\\d)(?:\\s*(am|pm|a\\.m\\.|p\\.m\\.|de la tarde|de la noche))?(?!\\d)', ([, part, h, m, tail]) => clock(half(Number(h), part ?? tail), Number(m))],
  ['(?:at )?(1[0-2]|[1-9])\\s*(am|pm|a\\.m\\.|p\\.m\\.)(?![a-z])', ([, h, tail]) => clock(half(Number(h), tail), 0)],
  ['([01]?\\d|2[0-3])\\s*h(?![a-z\\d])', ([, h]) => clock(Number(h), 0)],
  // "at 3" is in the afternoon: nobody makes appointments before eight
  ['(?:at|a las?) ([01]?\\d|2[0-3])( de la (?:mañana|tarde|noche))?(?![\\d:])', ([, h, tail]) => clock(tail === undefined ? (Number(h) > 0 && Number(h) < 8 ? Number(h) + 12 : Number(h)) : half(Number(h), tail.trim()), 0)],
];

const compiled = DAYS.map(([source, read]) => ({ pattern: new RegExp(source, 'iuy'), read }));
const times = TIMES.map(([source, read]) => ({ pattern: new RegExp(source, 'iuy'), read }));
/** Before the date: an arrow, or the word that says what follows. */
const ARROW = /(?:→|⇒|->|=>|>>|\bnext:|\bprox:|pr[oó]xim[ao]:|下次[:：]?)\s*/giu;

interface Hit { readonly date: CalendarDate; readonly time: string | null; readonly end: number }

/** A day with or without a time at exactly this place; a time alone means today, or tomorrow where it has passed. */
function read(line: string, from: number, today: CalendarDate, now: string, dayFirst: boolean): Hit | null {
  const lower = line.toLowerCase();
  const timeAt = (place: number): { readonly time: string; readonly end: number } | null => {
    const start = place + /^[\s,，]*(?:y )?/u.exec(lower.slice(place))![0].length;
    for (const { pattern, read: reading } of times) {
      pattern.lastIndex = start;
      const found = pattern.exec(lower);
      const time = found && reading(found);
      if (found && time) return { time, end: start + found[0].length };
    }
    return null;
  };
  for (const { pattern, read: reading } of compiled) {
    pattern.lastIndex = from;
    const found = pattern.exec(lower);
    const date = found && reading(found, today, dayFirst);
    if (!found || !date) continue;
    const end = from + found[0].length;
    const time = timeAt(end);
    return { date, time: time?.time ?? null, end: time?.end ?? end };
  }
  const time = timeAt(from);
  if (time === null) return null;
  // the time may stand before its day: 15:00 tomorrow
  const then = from < time.end ? read(line, time.end + /^[\s,，]*/u.exec(lower.slice(time.end))![0].length, today, now, dayFirst) : null;
  if (then !== null && then.time === null) return { date: then.date, time: time.time, end: then.end };
  return { date: time.time > now ? today : plus(today, 1), time: time.time, end: time.end };
}

const CJK = /\p{Script=Han}/u;
/** A word begins here: after a space or a mark, or anywhere among characters that know no spaces. */
const begins = (line: string, place: number): boolean => place === 0 || /[\s,;:。，；：—–(（]/u.test(line[place - 1]!) || CJK.test(line[place] ?? '') || CJK.test(line[place - 1]!);

/**
 * After an arrow a date is taken out of the line wherever it stands. Without one, only the end of the line counts, and the words stay: they may belong to a sentence.
 * They go when a mark divides them from it. `now` is `HH:MM`. Null: no date.
 */
export function findNext(line: string, today: CalendarDate, now: string, dayFirst: boolean): Found | null {
  for (const arrow of line.matchAll(ARROW)) {
    const hit = read(line, arrow.index + arrow[0].length, today, now, dayFirst);
    if (hit === null) continue;
    const text = `${line.slice(0, arrow.index).trimEnd()} ${line.slice(hit.end).trimStart()}`.trim();
    return { date: hit.date, time: hit.time, text, sure: true };
  }
  for (let place = 0; place < line.length; place++) {
    if (!begins(line, place)) continue;
    const hit = read(line, place, today, now, dayFirst);
    if (hit === null || !/^[\s.。!！]*$/u.test(line.slice(hit.end))) continue;
    const before = line.slice(0, place);
    const apart = /[,;:.。，；：—–-]\s*$/u.test(before) || before.trim() === '';
    // "talked about 12:30", "paid 1/2": figures alone inside a sentence are none
    if (!apart && !/\p{L}/u.test(line.slice(place, hit.end))) continue;
    return { date: hit.date, time: hit.time, sure: apart || (hit.time !== null && hit.date > today), text: apart && before.trim() !== '' ? before.replace(/[\s,;:，；：—–-]+$/u, '') : line.trim() };
  }
  return null;
}
