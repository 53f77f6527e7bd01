/** Makes what people wrote comparable: scripts, width, case, accents, legal forms, branches, phones, codes, addresses. What the outcome means is left to `compare.ts`. */
import type { Face, Folding, Name, Place, RawAddress, RawFacts } from './facts.ts';
import { typed } from './similar.ts';
import { HAN_BRANCHES, HAN_FORMS, HAN_TITLES, LATIN_BRANCHES, LATIN_FORMS, LINKS, PUBLIC_MAIL, STREETS, TITLES } from './words.ts';

const HAN = /\p{Script=Han}/u;
const FORMS = new Set(LATIN_FORMS);
const LONGEST_FORM = Math.max(...LATIN_FORMS.map((form) => form.split(' ').length));

/** Half width, lower case, without accents, simplified; `ß` is `ss`, `ü` is `u`. */
export function fold(text: string, folding: Pick<Folding, 'simplify'>): string {
  const plain = text.normalize('NFKC').toLowerCase().replace(/ß/g, 'ss').normalize('NFD').replace(/\p{Mn}/gu, '').normalize('NFC').replace(/[’'`´·•]/g, '');
  return HAN.test(plain) ? folding.simplify(plain) : plain;
}

const wordsOf = (text: string): string[] => {
  // initials with dots are one word: s.l. → sl, g.m.b.h. → gmbh
  const joined = text.replace(/(?<![\p{L}\p{N}])((?:\p{L}\.){2,}\p{L}?)/gu, (all) => all.replaceAll('.', '')).replace(/(?<![\p{L}\p{N}])(\p{L})\/(\p{L})(?![\p{L}\p{N}])/gu, '$1$2');
  return joined.split(/[^\p{L}\p{N}&]+/u).filter((word) => word !== '');
};

/** The longest legal form at one end of the words. */
function formAt(words: readonly string[], end: 'first' | 'last'): { readonly form: string; readonly length: number } | null {
  for (let length = Math.min(LONGEST_FORM, words.length - 1); length > 0; length--) {
    const form = (end === 'last' ? words.slice(-length) : words.slice(0, length)).join(' ');
    if (FORMS.has(form)) return { form, length };
  }
  return null;
}

function hanName(raw: string, folded: string, person: boolean, folding: Folding): Name {
  let rest = folded.replace(/[\s\p{P}\p{S}]+/gu, '');
  let [form, branch] = ['', ''];
  if (person) rest = rest.replace(HAN_TITLES, '') || rest;
  else {
    const kind = HAN_BRANCHES.find((each) => rest.endsWith(each) && rest.length > each.length + 1);
    if (kind !== undefined) {
      const head = rest.slice(0, -kind.length);
      const owner = HAN_FORMS.find((each) => head.includes(each));
      const cut = owner === undefined ? Math.max(2, head.length - 2) : head.indexOf(owner) + owner.length;
      branch = `${head.slice(cut)}${kind}`;
      rest = head.slice(0, cut);
    }
    const end = HAN_FORMS.find((each) => rest.endsWith(each) && rest.length > each.length + 1);
    if (end !== undefined) [form, rest] = [end, rest.slice(0, -end.length)];
    // 广州市天河… is 广州天河…
    rest = rest.replace(/^中国(?=.{3})/u, '').replace(/^(\p{Script=Han}{2,3})省/u, '$1').replace(/^(\p{Script=Han}{2,3})市/u, '$1');
  }
  const sound = [...rest].some((char) => HAN.test(char)) ? folding.syllables(rest).join('') : rest;
  return { raw, words: [rest], form, branch, han: true, sound };
}

export function nameOf(raw: string, person: boolean, folding: Folding): Name | null {
  const folded = fold(raw, folding);
  if (HAN.test(folded) && [...folded].filter((char) => HAN.test(char)).length >= 2) return hanName(raw, folded, person, folding);
  let words = wordsOf(folded);
  if (words.length === 0) return null;
  let [form, branch] = ['', ''];
  if (person) words = words.filter((word) => !TITLES.has(word));
  else {
    const at = words.findIndex((word, i) => i > 0 && LATIN_BRANCHES.has(word));
    if (at > 0) {
      const after = words.slice(at + 1);
      // "Acme Ltd Shanghai Branch" names the place before, "Acme GmbH Niederlassung Berlin" behind
      const inner = after.filter((word) => !LINKS.has(word)).length > 0 ? at : lastForm(words.slice(0, at)) ?? Math.max(1, at - 1);
      branch = [...words.slice(inner, at), ...after].filter((word) => !LINKS.has(word)).join(' ') || 'branch';
      words = words.slice(0, inner);
    }
    for (let found = formAt(words, 'last'); found !== null; found = formAt(words, 'last')) {
      form ||= found.form;
      words = words.slice(0, -found.length);
    }
    const first = formAt(words, 'first');
    if (first !== null && form === '') [form, words] = [first.form, words.slice(first.length)];
  }
  const left = words.filter((word) => !LINKS.has(word));
  const kept = left.length > 0 ? left : words;
  return kept.length === 0 ? null : { raw, words: kept, form, branch, han: false, sound: kept.map(typed).join('') };
}

/** Where the words after a legal form begin. */
function lastForm(words: readonly string[]): number | null {
  for (let i = words.length; i > 1; i--) if (formAt(words.slice(0, i), 'last') !== null && i < words.length) return i;
  return null;
}

const codeOf = (text: string): string => text.normalize('NFKC').toUpperCase().replace(/[^0-9A-Z]/g, '').replace(/^ES(?=[A-Z0-9]{9}$)/, '');

const domainOf = (host: string): string | null => {
  const name = host.toLowerCase().replace(/^[a-z]+:\/\//, '').replace(/^www\./, '').replace(/[/:?#].*$/, '');
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(name) && !PUBLIC_MAIL.has(name) ? name : null;
};

/** An extension is not part of the number. */
const EXTENSION = /(?:ext\.?|extensi[oó]n|durchwahl|转|轉|分機|分机|x|#)\s*\d{1,6}\s*$/iu;
function phoneOf(raw: string, country: string | null, folding: Folding): string | null {
  const plain = raw.normalize('NFKC').replace(EXTENSION, '').trim();
  const digits = folding.phone(plain, country) ?? plain.replace(/\D/g, '').replace(/^0+/, '');
  return digits.length >= 6 ? digits : null;
}

/** Country of a number without a code: that of the first address, else by the script of the name. */
const countryOf = (raw: RawFacts): string | null => raw.addresses.map(({ country }) => country).find((each) => /^[A-Z]{2}$/.test(each)) ?? null;

export function placeOf(raw: RawAddress, folding: Folding): Place {
  const whole = fold(raw.text, folding);
  const city = fold(raw.city, folding).replace(/[市县區区]$/u, '').replace(/[^\p{L}\p{N}]+/gu, '');
  const han = HAN.test(whole);
  const numbers = [...whole.matchAll(/\d+[a-z]?(?![a-z])/g)].map(([number]) => number);
  const letters = whole.replace(/\d+[a-z]?(?![a-z])/g, ' ');
  const street = han
    ? letters.replace(/[\s\p{P}]+/gu, '').replace(/^\p{Script=Han}{2,3}省/u, '').replace(/^\p{Script=Han}{2,3}市/u, '').replace(/^\p{Script=Han}{1,3}[区县]/u, '').replace(/(号楼|号|栋|楼|层|室|座|单元)/gu, '')
    : letters.split(/[^\p{L}]+/u).map((word) => STREETS[word] ?? (word.length > 7 && word.endsWith('strasse') ? `${word.slice(0, -7)} st` : word.length > 5 && word.endsWith('str') ? `${word.slice(0, -3)} st` : typed(word))).filter((word) => word !== '').join(' ');
  return {
    raw: [raw.text, raw.city].filter(Boolean).join(', '), street, numbers, city, citySound: HAN.test(city) ? folding.syllables(city).join('') : city,
    postcode: raw.postcode.normalize('NFKC').toUpperCase().replace(/[^0-9A-Z]/g, ''), han,
  };
}

export function faceOf(raw: RawFacts, folding: Folding): Face {
  const country = countryOf(raw) ?? (raw.names.some((name) => HAN.test(name)) ? 'CN' : null);
  const emails = [...new Set(raw.emails.map((email) => email.normalize('NFKC').trim().toLowerCase()).filter((email) => /^[^@\s]+@[^@\s]+$/.test(email)))];
  const codes = raw.codes.map(({ type, value }) => ({ type, value: codeOf(value) })).filter(({ value }) => value.length >= 5);
  // the organisation's older code is part of the unified one
  const inner = codes.flatMap(({ type, value }) => ((type === 'uscc' || type === 'tax') && /^[0-9A-Z]{18}$/.test(value) ? [{ type: 'organisation', value: value.slice(8, 17) }] : []));
  const domains = [...raw.sites.map(domainOf), ...emails.map((email) => domainOf(email.slice(email.indexOf('@') + 1)))].filter((domain) => domain !== null);
  return {
    person: raw.person,
    names: raw.names.map((name) => nameOf(name, raw.person, folding)).filter((name) => name !== null),
    phones: raw.phones.flatMap((phone) => {
      const digits = phoneOf(phone, country, folding);
      return digits === null ? [] : [{ raw: phone, digits }];
    }),
    emails, domains: [...new Set(domains)],
    codes: [...codes, ...inner.filter((each) => !codes.some(({ type }) => type === each.type))],
    places: raw.addresses.map((address) => placeOf(address, folding)),
    born: raw.born !== null && /^\d{4}-\d{2}-\d{2}$/.test(raw.born) ? raw.born : null,
    papers: raw.papers.map(({ type, value }) => ({ type, value: folding.seal(codeOf(value)) })),
  };
}
