/**
 * Words that are spellings of one, by the key collisions that OpenRefine documents (fingerprint, n-gram fingerprint, nearest neighbour) and by sound across both Chinese scripts. Which spelling is
 * meant is proposed by how often it stands; a person decides.
 */
import type { Labels } from '../labels.ts';
import type { ClusterView, ValuesView, ValueView } from './api.ts';

/** Tables that folding needs; `duplicates/facts.ts` has the same. */
export interface Sounds {
  simplify(text: string): string;
  syllables(han: string): readonly string[];
}
export interface Option { readonly key: string; readonly label: Labels; /** Other names of it. */ readonly names?: readonly string[] }

const HAN = /\p{Script=Han}/u;
const fold = (text: string, sounds: Sounds): string => {
  const plain = text.normalize('NFKC').toLowerCase().replace(/ß/g, 'ss').normalize('NFD').replace(/\p{Mn}/gu, '').normalize('NFC').replace(/[’'`´]/g, '');
  return HAN.test(plain) ? sounds.simplify(plain).replaceAll('臺', '台') : plain;
};

/** Words without case, accents and marks, each once, in order of the alphabet. */
export function fingerprint(text: string, sounds: Sounds): string {
  const folded = fold(text, sounds);
  if (/^[\p{Script=Han}\s\p{P}]+$/u.test(folded)) return folded.replace(/[\s\p{P}]/gu, '').replace(/(?<=.{2})[市省]$/u, '');
  return [...new Set(folded.split(/[^\p{L}\p{N}&+]+/u).filter((word) => word !== ''))].sort().join(' ');
}
/** Pairs of letters, each once, in order: finds words that are cut or glued differently. */
export function pairs(text: string, sounds: Sounds): string {
  const bare = fold(text, sounds).replace(/[^\p{L}\p{N}]/gu, '');
  return [...new Set(Array.from({ length: Math.max(0, bare.length - 1) }, (_, i) => bare.slice(i, i + 2)))].sort().join('');
}
/** Spoken: syllables of Chinese characters, letters as they are. */
function spoken(text: string, sounds: Sounds): string {
  const folded = fingerprint(text, sounds);
  return folded.replace(/\p{Script=Han}+/gu, (han) => sounds.syllables(han).join('')).replace(/ü/g, 'v').replace(/[^a-z0-9]/g, '');
}

/** Edits that make one of the other, swaps of neighbours counted once, up to `most`. */
function edits(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      let cost = Math.min((last[j] as number) + 1, (row[j - 1] as number) + 1, (last[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (before[j - 2] as number) + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[b.length] as number;
}

/** How many letters may differ: one, two in a long word, none in a short one. */
const allowed = (length: number): number => (length < 4 ? 0 : length < 9 ? 1 : 2);
/** A rare word is a slip of a frequent one only where that stands so much more often. */
const TIMES = 8;
/** Words compared letter by letter; what stands rarer is compared with the first of them. */
const COMPARED = 500;

interface Group { readonly key: string; readonly values: ValueView[]; count: number; how: ClusterView['how'] }

const tidy = (text: string): number => (/^\p{Lu}\p{Ll}|^\p{Script=Han}/u.test(text) ? 0 : 1) + (text === text.toUpperCase() && !HAN.test(text) ? 1 : 0);
const byCount = (a: ValueView, b: ValueView): number => b.count - a.count || tidy(a.text) - tidy(b.text) || (a.text < b.text ? -1 : 1);

function grouped(values: readonly ValueView[], keyOf: (text: string) => string): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const value of values) {
    const key = keyOf(value.text) || value.text;
    const group = groups.get(key) ?? { key, values: [], count: 0, how: 'fingerprint' as const };
    group.values.push(value);
    group.count += value.count;
    groups.set(key, group);
  }
  return groups;
}

/** The group of which this one is a slip: alike in letters and far more frequent. */
function slipOf(group: Group, frequent: readonly Group[]): Group | null {
  const bare = group.key.replaceAll(' ', '');
  let best: Group | null = null;
  for (const other of frequent) {
    if (other.count < group.count * TIMES) break;
    const there = other.key.replaceAll(' ', '');
    const most = HAN.test(bare) ? (bare.length >= 4 ? 1 : 0) : allowed(Math.min(bare.length, there.length));
    if (other === group || most === 0 || edits(bare, there, most) > most || (bare[0] !== there[0] && bare.length < 6)) continue;
    // two that are equally near: nobody can tell
    if (best !== null && edits(bare, best.key.replaceAll(' ', ''), 2) === edits(bare, there, 2)) return null;
    if (best === null || edits(bare, there, 2) < edits(bare, best.key.replaceAll(' ', ''), 2)) best = other;
  }
  return best;
}

/** Clusters of two and more spellings, largest first; the proposed one is the most frequent. */
export function clusters(values: readonly ValueView[], sounds: Sounds): readonly ClusterView[] {
  const groups = [...grouped(values, (text) => fingerprint(text, sounds)).values()].sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
  const into = new Map<Group, Group>();
  const join = (group: Group, other: Group, how: ClusterView['how']): void => { into.set(group, other); if (group.count < other.count) group.how = how; };
  const root = (group: Group): Group => { const next = into.get(group); return next === undefined ? group : root(next); };
  // glued or cut differently, or spoken the same
  for (const [how, keyOf] of [['letters', (group: Group) => pairs(group.key, sounds)], ['sound', (group: Group) => spoken(group.key, sounds)]] as const) {
    const first = new Map<string, Group>();
    for (const group of groups) {
      const key = keyOf(group);
      if (key.length < 4) continue;
      const there = first.get(key);
      if (there === undefined) first.set(key, group);
      // characters that sound the same are other words; letters and characters of one sound are one place
      else if (root(group) !== root(there) && (how === 'letters' || HAN.test(group.key) !== HAN.test(there.key))) join(root(group), root(there), how);
    }
  }
  const frequent = groups.slice(0, COMPARED);
  for (const group of groups) {
    if (into.has(group)) continue;
    const other = slipOf(group, frequent);
    if (other !== null && root(other) !== group) join(group, root(other), 'letters');
  }
  const whole = new Map<Group, { values: ValueView[]; count: number; how: ClusterView['how'] }>();
  for (const group of groups) {
    const at = root(group);
    const all = whole.get(at) ?? { values: [], count: 0, how: 'fingerprint' as const };
    all.values.push(...group.values);
    all.count += group.count;
    if (at !== group) all.how = group.how;
    whole.set(at, all);
  }
  return [...whole.values()].filter(({ values: all }) => all.length > 1).map(({ values: all, count, how }): ClusterView => {
    const sorted = all.sort(byCount);
    return { values: sorted, count, how, to: sorted[0]?.text ?? null };
  }).sort((a, b) => b.count - a.count);
}

/** Every spelling but the proposed one, with what it becomes. */
export const mappingOf = (found: readonly ClusterView[]): Readonly<Record<string, string>> => Object.fromEntries(found.flatMap(({ values, to }) => (to === null ? [] : values.filter(({ text }) => text !== to).map(({ text }) => [text, to]))));

/** Words that are no option, each with the option that is meant: called so in one of the four languages, written nearly so, or spoken so. */
export function toOptions(values: readonly ValueView[], options: readonly Option[], sounds: Sounds): ValuesView {
  const names = options.flatMap(({ key, label, names: more = [] }) => [key, ...Object.values(label), ...more].map((name) => ({ key, print: fingerprint(name, sounds), sound: HAN.test(name) ? spoken(name, sounds) : '' })));
  const one = (keys: readonly string[]): string | null => { const different = [...new Set(keys)]; return different.length === 1 ? (different[0] as string) : null; };
  const optionOf = (text: string): readonly [string | null, ClusterView['how']] => {
    const print = fingerprint(text, sounds);
    const exact = one(names.filter((name) => name.print === print).map(({ key }) => key));
    if (exact !== null) return [exact, 'name'];
    const sound = spoken(text, sounds);
    const same = sound.length < 4 ? null : one(names.filter((name) => name.sound === sound).map(({ key }) => key));
    if (same !== null) return [same, 'sound'];
    const bare = print.replaceAll(' ', '');
    const near = [1, 2].map((most) => one(names.filter((name) => {
      const there = name.print.replaceAll(' ', '');
      const may = HAN.test(bare) ? (bare.length >= 3 ? 1 : 0) : allowed(Math.min(bare.length, there.length));
      return most <= may && edits(bare, there, most) <= most;
    }).map(({ key }) => key))).find((key) => key !== null);
    if (near !== undefined && near !== null) return [near, 'letters'];
    // the first word says it: `Finance & Banking`, `Construcción (obras)`
    const words = new Set(print.split(' ').filter((word) => word.length >= 4));
    const part = one(names.filter((name) => (name.print.length >= 4 && words.has(name.print)) || (HAN.test(name.print) && name.print.length >= 2 && print.includes(name.print))).map(({ key }) => key));
    return [part, 'name'];
  };
  const found = new Map<string, { values: ValueView[]; count: number; how: ClusterView['how']; to: string | null }>();
  for (const group of grouped(values, (text) => fingerprint(text, sounds)).values()) {
    const [to, how] = optionOf(group.values[0]?.text ?? '');
    const name = to ?? `?${group.key}`;
    const cluster = found.get(name) ?? { values: [], count: 0, how, to };
    cluster.values.push(...group.values);
    cluster.count += group.count;
    found.set(name, cluster);
  }
  const all = [...found.values()].map((cluster) => ({ ...cluster, values: cluster.values.sort(byCount) })).sort((a, b) => b.count - a.count);
  return {
    clusters: all.filter(({ to, values: own }) => to !== null || own.length > 1), alone: all.filter(({ to, values: own }) => to === null && own.length === 1).flatMap(({ values: own }) => own).sort(byCount),
    options: options.map(({ key, label }) => ({ key, label })), proposed: Object.fromEntries(all.flatMap(({ values: own, to }) => (to === null ? [] : own.map(({ text }) => [text, to])))),
  };
}
