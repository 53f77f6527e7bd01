/** Compares two faces fact by fact: what agrees, what is near, what differs. What each is worth is the table in `weights.ts`. */
import type { Face, Name, Phone, Place } from './facts.ts';
import { edits, isTypo, likeness, typed } from './similar.ts';
import { TRADES } from './words.ts';

export type Fact = 'name' | 'form' | 'branch' | 'code' | 'paper' | 'born' | 'phone' | 'email' | 'domain' | 'address' | 'kind';
/** `near`: a typing error apart · `similar`: one is part of the other · `sound`: the same only when Chinese is spelt in letters · `elsewhere`: of addresses, another city. */
export type Outcome = 'equal' | 'near' | 'similar' | 'sound' | 'differs' | 'elsewhere';
export interface Finding { readonly fact: Fact; readonly outcome: Outcome; readonly left: string | null; readonly right: string | null }

const RANK: readonly Outcome[] = ['equal', 'near', 'sound', 'similar', 'differs', 'elsewhere'];
const better = (a: Outcome, b: Outcome): boolean => RANK.indexOf(a) < RANK.indexOf(b);

/** The best of all pairs; null where one side has none. */
function best<T>(left: readonly T[], right: readonly T[], compare: (a: T, b: T) => Outcome): { readonly outcome: Outcome; readonly left: T; readonly right: T } | null {
  let found: { outcome: Outcome; left: T; right: T } | null = null;
  for (const a of left) {
    for (const b of right) {
      const outcome = compare(a, b);
      if (found === null || better(outcome, found.outcome)) found = { outcome, left: a, right: b };
    }
  }
  return found;
}

const weightOf = (word: string): number => (TRADES.has(word) ? 1 / 3 : word.length === 1 ? 0.5 : 1);

/** Words of one against those of the other, whatever their order: a third of the weight may be wanting where only one side has more. */
function byWords(a: readonly string[], b: readonly string[], person: boolean): Outcome {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const free = [...long];
  let [typos, initials, missing] = [0, 0, 0];
  let matched = 0;
  for (const word of short) {
    let at = free.findIndex((other) => other === word || typed(other) === typed(word));
    if (at < 0) {
      at = free.findIndex((other) => isTypo(word, other));
      if (at >= 0) typos++;
    }
    if (at < 0) {
      at = free.findIndex((other) => (word.length === 1 || other.length === 1) && word[0] === other[0]);
      if (at >= 0) initials++;
    }
    if (at < 0) missing += weightOf(word);
    else {
      matched += weightOf(word);
      free.splice(at, 1);
    }
  }
  const over = free.reduce((sum, word) => sum + weightOf(word), 0);
  if (missing === 0 && over === 0) return typos === 0 && initials === 0 ? 'equal' : typos + initials <= 1 || initials === 0 ? 'near' : 'similar';
  if (person) return missing === 0 && matched >= 2 && typos <= 1 ? 'similar' : 'differs';
  if (missing === 0 && matched >= 1) return over < 0.5 ? 'near' : 'similar';
  return missing <= 1 / 3 && over <= 1 / 3 && matched >= 1 ? 'similar' : 'differs';
}

function compareNames(a: Name, b: Name, person: boolean): Outcome {
  if (a.han !== b.han) {
    const [han, latin] = a.han ? [a, b] : [b, a];
    if (han.sound === latin.sound) return 'sound';
    const turned = [...latin.words.slice(1), latin.words[0] ?? ''].join('');
    const back = [latin.words.at(-1) ?? '', ...latin.words.slice(0, -1)].join('');
    if (han.sound === turned || han.sound === back) return 'sound';
    return !person && han.sound.length >= 8 && likeness(han.sound, latin.sound) > 0.85 ? 'sound' : 'differs';
  }
  if (!a.han) {
    const words = byWords(a.words, b.words, person);
    // with blanks elsewhere: "Blue Sky" and "Bluesky"
    if (words !== 'equal' && a.sound === b.sound) return 'equal';
    return words === 'differs' && !person && a.sound.length >= 8 && likeness(a.sound, b.sound) >= 0.88 ? 'near' : words;
  }
  const [x, y] = [a.words[0] ?? '', b.words[0] ?? ''];
  if (x === y) return 'equal';
  // another character that is read the same is a slip of the input method
  if (a.sound === b.sound) return 'near';
  if (person) return 'differs';
  const [short, long] = x.length <= y.length ? [x, y] : [y, x];
  if (short.length >= 5 && edits(x, y, 2) <= 1) return 'near';
  if (short.length >= 2 && long.includes(short)) return 'similar';
  return short.length >= 8 && edits(x, y, 3) <= 2 ? 'near' : 'differs';
}

/** The same digits, with or without the country's code. */
export function samePhone(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return short === long || (short.length >= 7 && long.length - short.length <= 5 && long.endsWith(short));
}
const comparePhones = (a: Phone, b: Phone): Outcome => (samePhone(a.digits, b.digits) ? 'equal' : a.digits.length === b.digits.length && a.digits.length >= 9 && edits(a.digits, b.digits, 2) === 1 ? 'near' : 'differs');

function comparePlaces(a: Place, b: Place): Outcome {
  const overlap = a.numbers.some((number) => b.numbers.includes(number));
  const numbers = a.numbers.length === 0 && b.numbers.length === 0 ? 'none' : overlap && a.numbers[0] === b.numbers[0] ? 'same' : overlap ? 'some' : 'other';
  const city = a.citySound === '' || b.citySound === '' ? 'unknown' : a.citySound === b.citySound || isTypo(a.citySound, b.citySound) ? 'same' : 'other';
  const postcode = a.postcode !== '' && a.postcode === b.postcode;
  if (a.han !== b.han && a.street !== '' && b.street !== '') return numbers === 'same' && (postcode || city === 'same') ? 'near' : city === 'other' ? 'elsewhere' : postcode ? 'similar' : 'differs';
  const street = a.street === '' || b.street === '' ? null : a.street === b.street ? 1 : a.street.includes(b.street) || b.street.includes(a.street) ? 0.9 : likeness(a.street, b.street);
  if (city === 'other' && !(postcode && street !== null && street >= 0.8)) return 'elsewhere';
  if (street === null) return 'similar';
  if (street >= 0.95 && numbers === 'same' && city !== 'other') return 'equal';
  if (street >= 0.75 && (numbers === 'same' || numbers === 'some')) return 'near';
  if (street >= 0.9 && numbers === 'none') return 'near';
  return 'differs';
}

function compareCodes(left: Face['codes'], right: Face['codes']): Finding | null {
  let near: Finding | null = null;
  let differs: Finding | null = null;
  for (const a of left) {
    for (const b of right) {
      if (a.value === b.value && (a.type === b.type || a.value.length >= 8)) return { fact: 'code', outcome: 'equal', left: a.value, right: b.value };
      if (a.type !== b.type) continue;
      const finding = { fact: 'code', left: a.value, right: b.value } as const;
      if (a.value.length === b.value.length && a.value.length >= 8 && edits(a.value, b.value, 2) === 1) near = { ...finding, outcome: 'near' };
      else differs ??= { ...finding, outcome: 'differs' };
    }
  }
  return near ?? differs;
}

/** `near`: two digits turned, or day and month. */
function compareBirths(a: string, b: string): Outcome {
  if (a === b) return 'equal';
  const [year, month, day] = a.split('-');
  return edits(a, b, 2) === 1 || b === `${year}-${day}-${month}` ? 'near' : 'differs';
}

/** Facts that both have, in the order in which they are told. */
export function compare(left: Face, right: Face): readonly Finding[] {
  const found: Finding[] = [];
  const person = left.person || right.person;
  const name = best(left.names, right.names, (a, b) => compareNames(a, b, person));
  if (name !== null) {
    found.push({ fact: 'name', outcome: name.outcome, left: name.left.raw, right: name.right.raw });
    const [form, other] = [name.left.form, name.right.form];
    if (form !== '' && other !== '' && form !== other && name.left.han === name.right.han && name.outcome !== 'differs') found.push({ fact: 'form', outcome: 'differs', left: form, right: other });
    const [a, b] = [name.left.branch, name.right.branch];
    if (a !== b && name.outcome !== 'differs') found.push({ fact: 'branch', outcome: a !== '' && b !== '' && !name.left.han && isTypo(a, b) ? 'near' : 'differs', left: a, right: b });
  }
  if (left.person !== right.person) found.push({ fact: 'kind', outcome: 'differs', left: null, right: null });
  const code = compareCodes(left.codes, right.codes);
  if (code !== null) found.push(code);
  const paper = compareCodes(left.papers, right.papers);
  // a seal tells nothing of how near two numbers are
  if (paper !== null) found.push({ ...paper, fact: 'paper', outcome: paper.outcome === 'equal' ? 'equal' : 'differs', left: null, right: null });
  if (left.born !== null && right.born !== null) found.push({ fact: 'born', outcome: compareBirths(left.born, right.born), left: left.born, right: right.born });
  const phone = best(left.phones, right.phones, comparePhones);
  if (phone !== null) found.push({ fact: 'phone', outcome: phone.outcome, left: phone.left.raw, right: phone.right.raw });
  const email = best(left.emails, right.emails, (a, b) => (a === b ? 'equal' : a.slice(a.indexOf('@')) === b.slice(b.indexOf('@')) && isTypo(a.slice(0, a.indexOf('@')), b.slice(0, b.indexOf('@'))) ? 'near' : 'differs'));
  if (email !== null) found.push({ fact: 'email', outcome: email.outcome, left: email.left, right: email.right });
  const domain = best(left.domains, right.domains, (a, b) => (a === b ? 'equal' : 'differs'));
  if (domain !== null && email?.outcome !== 'equal') found.push({ fact: 'domain', outcome: domain.outcome, left: domain.left, right: domain.right });
  const place = best(left.places, right.places, comparePlaces);
  if (place !== null) found.push({ fact: 'address', outcome: place.outcome, left: place.left.raw, right: place.right.raw });
  return found;
}
