/** Free text: mail footers, chat signatures, lines of labels. What has a label or a form of its own is taken first; names and positions only from what is left, and only where a signature stands. */
import { creditCode } from '../validation/ids/china.ts';
import { addressesIn } from './address.ts';
import { field, method, person } from './finding.ts';
import type { AddressParts, Finding, Target } from './finding.ts';
import { labelled } from './labelled.ts';
import { LABEL, meaningOf, numberKind } from './labels.ts';
import { BARE_DOMAIN, CREDIT, EMAIL, NUMBER, STARTS_WITH_SUFFIX, URL, isCompany, isDepartment, isMobile, isName, isPhone, isPosition, isStrictPhone } from './shapes.ts';

/** Longer lines are no signature: what is after this is not read. */
const LONGEST = 2000;
/** A name stands at most so many lines before what shows it to be one. */
const NEAR = 3;
/** Stands where something was taken, so that pieces end there. */
const TAKEN = '\u0001';

interface Guess { readonly from: readonly [number, number]; readonly value: string; readonly line: number }

export function readLines(text: string): readonly Finding[] {
  const found: Finding[] = [];
  const lineOf = new Map<Finding, number>();
  const names: Guess[] = [];
  let number = 0;
  for (const match of text.matchAll(/[^\r\n]+/g)) {
    if (match[0].trim() === '') continue;
    const line = new Reading(match[0].slice(0, LONGEST), match.index);
    line.read();
    for (const one of line.found) { found.push(one); lineOf.set(one, number); }
    for (const guess of line.names) names.push({ ...guess, line: number });
    number++;
  }
  const first = names[0];
  const labelledName = found.some(({ target }) => target.kind === 'person' && target.column === 'name');
  if (first !== undefined && !labelledName && [...lineOf.values()].some((at) => at >= first.line && at - first.line <= NEAR)) {
    found.push({ target: person('name'), value: first.value, sure: false, from: first.from, subject: 0 });
  }
  return oneOfEach(found).sort((a, b) => a.from[0] - b.from[0]);
}

/** A customer has one company and a person one position: what is labelled goes before what is guessed, and of guesses the first stays. Addresses may be several. */
function oneOfEach(found: readonly Finding[]): Finding[] {
  const kind = ({ target }: Finding): string | null => (target.kind === 'field' ? target.key : target.kind === 'person' ? target.column : null);
  const taken = new Set(found.filter(({ sure }) => sure).map(kind));
  return found.filter((one) => {
    const its = kind(one);
    if (one.sure || its === null) return true;
    if (taken.has(its)) return false;
    taken.add(its);
    return true;
  });
}

/** Sentences: companies and positions in them are spoken of, nobody signs with them. */
const isProse = (text: string): boolean => /[。！？]/.test(text) || [...text.matchAll(/(?<![\p{L}.'’])(?!(?:de|del|la|las|los|of|and|the|for|van|von)(?!\p{L}))\p{Ll}{2,}/gu)].length >= 3;

/** One line, from which each step takes its part. */
class Reading {
  readonly found: Finding[] = [];
  readonly names: Omit<Guess, 'line'>[] = [];
  private readonly text: string;
  private readonly at: number;
  private rest: string;

  constructor(text: string, at: number) {
    this.text = text;
    this.at = at;
    this.rest = text;
  }

  read(): void {
    this.labels();
    this.forms();
    if (/\d/.test(this.rest)) for (const address of addressesIn(this.rest)) this.take({ kind: 'address' }, address.parts, address.start, address.end, false);
    if (this.text.length <= 300 && !isProse(this.rest)) this.pieces();
  }

  private take(target: Target, value: string | AddressParts, start: number, end: number, sure = true): void {
    this.found.push({ target, value, sure, from: [this.at + start, this.at + end], subject: 0 });
    this.hide(start, end);
  }

  private hide(start: number, end: number): void {
    this.rest = this.rest.slice(0, start) + TAKEN.repeat(end - start) + this.rest.slice(end);
  }

  private labels(): void {
    const labels = /[:：]/.test(this.text) ? [...this.text.matchAll(LABEL)] : [];
    labels.forEach((label, i) => {
      const words = label[1] ?? '';
      const meaning = meaningOf(words);
      const begin = label.index + label[0].length;
      const next = labels[i + 1]?.index ?? this.text.length;
      const stop = this.text.slice(begin, next).search(/[|；;\t]|\s(?:邮编|邮政编码|郵遞區號)/);
      const end = stop < 0 ? next : begin + stop;
      if (meaning === null || meaning === 'phone' || meaning === 'mobile' || meaning === 'fax' || meaning === 'whatsapp' || meaning === 'email') return;
      const one = labelled(meaning, this.text.slice(begin, end));
      if (one === null) return;
      if (meaning === 'contact' || meaning === 'inCharge') this.take(person('role'), meaning === 'contact' ? 'contactPerson' : 'personInCharge', label.index, label.index + words.length);
      this.take(one.target, one.value, begin + one.start, begin + one.end);
    });
    for (const match of this.rest.matchAll(/(?<![\p{Script=Latin}\p{N}])(?:(?:wechat|weixin)(?: id)?|微信[号號]?)[ :：]*(?<id>[A-Za-z](?=[\w-]*[\d_])[\w-]{5,19})(?![\w@.-])/giu)) this.id('wechat', match);
    for (const match of this.rest.matchAll(/(?<![\p{Script=Latin}\p{N}])LINE(?: ID)?[ :：]+(?<id>(?=[\d._-]*[A-Za-z])(?=[A-Za-z._-]*\d)[\w.-]{4,20})(?![\w@-])/gu)) this.id('line', match);
  }

  private id(kind: 'wechat' | 'line', match: RegExpMatchArray): void {
    const id = match.groups?.['id'] ?? '';
    const end = (match.index ?? 0) + match[0].length;
    this.take(method(kind), id, end - id.length, end);
  }

  private forms(): void {
    for (const match of this.rest.matchAll(EMAIL)) this.take(method('email'), match[0], match.index, match.index + match[0].length);
    for (const match of this.rest.matchAll(URL)) {
      const value = match[0].replace(/[.,;:]+$/, '');
      this.take(field('crm.website'), value, match.index, match.index + value.length);
    }
    for (const match of this.rest.matchAll(CREDIT)) if (creditCode(match[0]) === null) this.take(field('org.unifiedSocialCreditCode'), match[0], match.index, match.index + 18);
    for (const match of this.rest.matchAll(NUMBER)) {
      const kind = numberKind(this.text.slice(Math.max(0, match.index - 24), match.index));
      if (kind === null ? !isStrictPhone(match[0]) : !isPhone(match[0])) continue;
      this.take(method(kind === null || kind === 'phone' ? (isMobile(match[0]) ? 'mobile' : 'phone') : kind), match[0], match.index, match.index + match[0].length);
    }
  }

  private pieces(): void {
    for (const segment of this.rest.matchAll(/[^|\t\u0001｜]+/g)) {
      for (const [start, end] of parts(segment[0], segment.index)) {
        const raw = this.text.slice(start, end);
        const value = raw.trim();
        const from = start + raw.indexOf(value);
        const to = from + value.length;
        if (value.length < 2 || value.length > 90) continue;
        if (isCompany(value)) this.take(field('customer.name'), value, from, to, false);
        else if (isDepartment(value)) this.take(person('workScope'), value, from, to, false);
        else if (isPosition(value)) this.take(person('position'), value, from, to, false);
        else if (BARE_DOMAIN.test(value) && value === this.text.trim()) this.take(field('crm.website'), value, from, to, false);
        else if (isName(value) && /^[\s|｜]*$/.test(this.text.slice(0, from))) this.names.push({ value, from: [this.at + from, this.at + to] });
      }
    }
  }
}

/** Split at commas and dashes, unless what follows is a company's form (`Canyon Software, Inc.`) or what a position is of (`Vice President, Sales`). Chinese also at spaces. */
function parts(segment: string, at: number): readonly (readonly [start: number, end: number])[] {
  const cuts: [number, number][] = [];
  const splitter = /\p{Script=Han}/u.test(segment) ? /[,，、;；]+\s*|(?<=\p{Script=Han})\s+|\s+(?=\p{Script=Han})/gu : /,\s+|;\s+|\s+[-–—]\s+/gu;
  let start = 0;
  for (const match of segment.matchAll(splitter)) {
    const after = segment.slice(match.index + match[0].length).trim();
    if (STARTS_WITH_SUFFIX.test(after)) continue;
    if (match[0].startsWith(',') && isPosition(segment.slice(start, match.index).trim()) && /^\p{Lu}\p{L}+$/u.test(after)) continue;
    cuts.push([at + start, at + match.index]);
    start = match.index + match[0].length;
  }
  cuts.push([at + start, at + segment.length]);
  return cuts;
}
