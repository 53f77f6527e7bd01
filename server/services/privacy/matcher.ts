/** Whether a text names a person: by name, phone, mail or id number, however it is written. Where texts lie and what becomes of them is left to others; this knows only texts. */
import { createHmac } from 'node:crypto';
import { foldScript, hasHan, readings } from '../../storage/search-chinese.ts';
import type { Certainty, NeedleKind, SubjectQuery } from '../../../model/privacy/subject.ts';

/** In UTF-16 units of the text as it is. */
export interface Span { readonly from: number; readonly to: number; readonly kind: NeedleKind; readonly certainty: Certainty }
export interface Matcher { find(text: string): readonly Span[] }

interface Folded { readonly text: string; /** Where each unit of the folded text comes from; null: one to one. */ readonly at: Uint32Array | null }
const known = new Map<string, string>();

/** One case, one width, one script, no accents: 「Ｍａｒíａ 陳」 as `maria 陈`. */
export function folded(text: string): Folded {
  if (/^[\x00-\x7f]*$/.test(text)) return { text: text.toLowerCase(), at: null };
  let out = '';
  const at: number[] = [];
  let place = 0;
  for (const char of text) {
    let one = known.get(char);
    if (one === undefined) {
      one = foldScript(char.normalize('NFKC').toLowerCase().normalize('NFD').replace(/\p{Mn}/gu, ''));
      if (known.size < 50_000) known.set(char, one);
    }
    for (let i = 0; i < one.length; i++) at.push(place);
    out += one;
    place += char.length;
  }
  at.push(place);
  return { text: out, at: Uint32Array.from(at) };
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
/** What may stand between the words of a name and the digits of a number. */
const BETWEEN_WORDS = '[\\s.,·•・\'’‐-―_-]{0,3}';
const BETWEEN = '[\\s()./·‐-―-]{0,3}';
const MASK = '[*•●xｘ·]{2,12}[\\s-]?';
const ALONE = { before: '(?<![\\p{L}\\p{N}])', after: '(?![\\p{L}\\p{N}])' } as const;

/** `has`: a text without it is not looked at further; `of`: its digits alone, or its letters and digits, so that what stands between them does not matter. */
interface Pattern { readonly kind: NeedleKind; readonly certainty: Certainty; readonly at: RegExp; readonly has: string; readonly of: 'text' | 'digits' | 'signs' }
const pattern = (kind: NeedleKind, certainty: Certainty, source: string, has: string, of: Pattern['of'] = 'text'): Pattern => ({ kind, certainty, at: new RegExp(source, 'gu'), has, of });

function* namePatterns(name: string): Generator<Pattern> {
  const words = folded(name).text.split(/[\s,.·•・_]+/u).filter((word) => word !== '');
  const whole = words.join('');
  if ([...whole].length < 2) return;
  const row = (each: readonly string[]): string => each.map(escape).join(BETWEEN_WORDS);
  const longest = [...words].sort((a, b) => b.length - a.length)[0] ?? '';
  if (hasHan(whole)) {
    const chars = [...whole];
    yield pattern('name', 'likely', row(chars), chars[0] ?? '');
    for (const way of readings(whole)) {
      const [family = '', ...given] = way;
      const own = `${escape(family)}\\s*${given.map(escape).join("[\\s'’-]*")}|${given.map(escape).join("[\\s'’-]*")}[\\s,]*${escape(family)}`;
      if (given.length > 0) yield pattern('name', 'possible', `${ALONE.before}(?:${own})${ALONE.after}`, family);
    }
    return;
  }
  yield pattern('name', 'likely', `${ALONE.before}(?:${row(words)}${words.length > 1 ? `|${row([...words.slice(1), words[0] ?? ''])}|${row([words.at(-1) ?? '', ...words.slice(0, -1)])}` : ''})${ALONE.after}`, longest);
  if (words.length > 1) yield pattern('name', 'possible', `${ALONE.before}${escape((words[0] ?? '')[0] ?? '')}\\.?\\s*${row(words.slice(1))}${ALONE.after}`, words.at(-1) ?? '');
}

const ONE_DIGIT = /^[17]/;
const TWO_DIGITS = /^(2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;
/** The number as it is dialled within its country. */
export function coreOf(phone: string): string {
  const text = folded(phone).text.trim();
  const digits = text.replace(/\D/g, '');
  const international = text.startsWith('+') ? digits : digits.startsWith('00') ? digits.slice(2) : null;
  if (international === null) return digits.replace(/^0/, '');
  return international.slice(ONE_DIGIT.test(international) ? 1 : TWO_DIGITS.test(international) ? 2 : 3).replace(/^0/, '');
}

function* phonePatterns(phone: string): Generator<Pattern> {
  const core = coreOf(phone);
  if (core.length < 6) return;
  const digits = [...core].join(BETWEEN);
  yield pattern('phone', 'likely', `(?<![\\p{L}\\p{N}])(?:\\+|00)?(?:\\d{1,4}${BETWEEN})?(?:\\(?0\\)?${BETWEEN})?${digits}(?!\\d)`, core, 'digits');
  if (core.length >= 8) yield pattern('phone', 'possible', `(?<!\\d)(?:\\+?\\d{1,4}[\\s-]?){0,2}${MASK}${core.slice(-4)}(?!\\d)`, core.slice(-4));
}

function* mailPatterns(mail: string): Generator<Pattern> {
  const text = folded(mail).text.trim();
  const [local = '', host = ''] = text.split('@');
  if (local === '' || host === '') return;
  yield pattern('mail', 'likely', `(?<![\\p{L}\\p{N}._%+-])${escape(text)}(?![\\p{L}\\p{N}-]|\\.[\\p{L}\\p{N}])`, text);
  yield pattern('mail', 'possible', `(?<![\\p{L}\\p{N}])${escape(local[0] ?? '')}${MASK}[^\\s@]{0,2}@${escape(host)}`, host);
}

function* idPatterns(id: string): Generator<Pattern> {
  const chars = [...folded(id).text.replace(/[^\p{L}\p{N}]/gu, '')];
  if (chars.length < 5) return;
  yield pattern('idNumber', 'likely', `${ALONE.before}${chars.map(escape).join(BETWEEN)}${ALONE.after}`, chars.join(''), 'signs');
  if (chars.length >= 8) yield pattern('idNumber', 'possible', `${MASK}${escape(chars.slice(-4).join(''))}${ALONE.after}`, chars.slice(-4).join(''));
}

const ORDER: Readonly<Record<Certainty, number>> = { exact: 0, likely: 1, possible: 2 };

/** `only`: what is less certain is left out. */
export function matcherOf(query: SubjectQuery, only: Certainty = 'possible'): Matcher {
  const patterns = [
    ...query.names.flatMap((name) => [...namePatterns(name)]), ...query.phones.flatMap((phone) => [...phonePatterns(phone)]),
    ...query.mails.flatMap((mail) => [...mailPatterns(mail)]), ...query.idNumbers.flatMap((id) => [...idPatterns(id)]),
  ].filter(({ certainty }) => ORDER[certainty] <= ORDER[only]);
  return {
    find(text) {
      if (text.length < 2) return NONE;
      const { text: flat, at } = folded(text);
      let spans: Span[] | null = null;
      let digits: string | null = null;
      let signs: string | null = null;
      for (const { kind, certainty, at: regex, has, of } of patterns) {
        const within = of === 'text' ? flat : of === 'digits' ? (digits ??= flat.replace(/\D+/g, '')) : (signs ??= flat.replace(/[^\p{L}\p{N}]+/gu, ''));
        if (!within.includes(has)) continue;
        regex.lastIndex = 0;
        for (let hit = regex.exec(flat); hit !== null; hit = regex.exec(flat)) {
          if (hit[0] === '') { regex.lastIndex++; continue; }
          const [start, end] = [hit.index, hit.index + hit[0].length];
          const [from, to] = at === null ? [start, end] : [at[start] as number, endIn(at, end)];
          const whole = text.slice(0, from).trim() === '' && text.slice(to).trim() === '';
          (spans ??= []).push({ from, to, kind, certainty: whole && certainty === 'likely' ? 'exact' : certainty });
        }
      }
      return spans === null ? NONE : joined(spans);
    },
  };
}
const NONE: readonly Span[] = Object.freeze([]);

/** Where the last matched unit ends in the text as it is: at the next unit that comes from elsewhere. */
function endIn(at: Uint32Array, end: number): number {
  const last = at[end - 1] as number;
  for (let i = end; i < at.length; i++) if ((at[i] as number) > last) return at[i] as number;
  return at.at(-1) as number;
}

/** What overlaps is one, as certain as the most certain of it. */
export function joined(spans: readonly Span[]): readonly Span[] {
  const out: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from || b.to - a.to)) {
    const last = out.at(-1);
    if (last === undefined || span.from >= last.to) out.push(span);
    else out[out.length - 1] = { from: last.from, to: Math.max(last.to, span.to), ...(ORDER[span.certainty] < ORDER[last.certainty] ? { kind: span.kind, certainty: span.certainty } : { kind: last.kind, certainty: last.certainty }) };
  }
  return out;
}

/** A text of which only a keyed hash is known: letters and digits alone, how many, a weak sum that is cheap to roll, the hash. */
export interface HashedText { readonly kind: NeedleKind; readonly length: number; readonly weak: number; readonly mac: string }
const WEAK = 4093;
const skeleton = (text: string): { readonly text: string; readonly at: readonly number[] } => {
  const { text: flat, at } = folded(text);
  let out = '';
  const places: number[] = [];
  for (let i = 0; i < flat.length; i++) {
    const unit = flat[i] as string;
    if (!/[\p{L}\p{N}@\ud800-\udfff]/u.test(unit)) continue;
    out += unit;
    places.push(at === null ? i : at[i] as number);
  }
  places.push(text.length);
  return { text: out, at: places };
};
const weakOf = (text: string): number => [...Array(text.length).keys()].reduce((sum, i) => (sum + text.charCodeAt(i)) % WEAK, 0);
const macOf = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('hex').slice(0, 32);

export function hashedText(key: string, kind: NeedleKind, text: string): HashedText {
  const flat = skeleton(text).text;
  return { kind, length: flat.length, weak: weakOf(flat), mac: macOf(key, flat) };
}

/** Finds texts that nobody here can read: in a folder that is older than an erasure. */
export function hashedMatcher(key: string, texts: readonly HashedText[]): Matcher {
  return {
    find(text) {
      const flat = skeleton(text);
      const spans: Span[] = [];
      for (const { kind, length, weak, mac } of texts) {
        if (length === 0 || flat.text.length < length) continue;
        let sum = weakOf(flat.text.slice(0, length));
        for (let from = 0; from + length <= flat.text.length; from++) {
          if (from > 0) sum = (sum - flat.text.charCodeAt(from - 1) + flat.text.charCodeAt(from + length - 1) + 2 * WEAK * 16) % WEAK;
          if (sum !== weak || macOf(key, flat.text.slice(from, from + length)) !== mac) continue;
          const [start, end] = [flat.at[from] as number, (flat.at[from + length - 1] as number) + 1];
          const whole = flat.text.length === length;
          spans.push({ from: start, to: end, kind, certainty: whole ? 'exact' : 'likely' });
        }
      }
      return joined(spans);
    },
  };
}
