/** Takes the passages that name a person out of a value: of a text, of JSON in its strings, of a section by what kind of place it is. */
import type { Values } from '../../sync/section-values.ts';
import type { Matcher } from './matcher.ts';

/** What stands in a text where something was erased, in the language of who had it erased. */
export const MARKS = Object.freeze({ en: '[erased]', 'zh-Hans': '[已删除]', 'zh-Hant': '[已刪除]', es: '[borrado]' });
export type MarkLanguage = keyof typeof MARKS;

function passages(text: string, matcher: Matcher, mark: string): string {
  let out = '';
  let at = 0;
  for (const { from, to } of matcher.find(text)) {
    out += text.slice(at, from) + mark;
    at = to;
  }
  return at === 0 ? text : out + text.slice(at);
}

/** JSON stays JSON: its strings and keys are looked at one by one, also those that are JSON themselves; a number that is the person's goes. */
export function scrubText(text: string, matcher: Matcher, mark: string): string {
  if (/^\s*[[{"]/.test(text)) {
    let parsed: unknown;
    try {
      parsed = JSON.parse(text);
    } catch {
      return passages(text, matcher, mark); // it only looked like JSON
    }
    const inside = (value: unknown): unknown => {
      if (typeof value === 'string') return scrubText(value, matcher, mark);
      if (typeof value === 'number') return matcher.find(String(value)).length > 0 ? null : value;
      if (Array.isArray(value)) return value.map(inside);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [passages(key, matcher, mark), inside(each)]));
    };
    const made = JSON.stringify(inside(parsed));
    return made === JSON.stringify(parsed) ? text : made;
  }
  return passages(text, matcher, mark);
}

/** Of a value in a map: gone where the person is most of it. */
const MOST_OF = 0.6;
/** Rows that are a person, or a way to reach one; another row only loses the value. */
const isPersonsRow = (section: string, table: string): boolean => section === 'people' || table === 'methods';

export type SectionEffect = 'value' | 'row' | 'passage';
/** What erasing does to a value of a section, by where it stands. */
export function effectIn(section: string, key: string, text: string, matcher: Matcher): SectionEffect {
  if (key.startsWith('text:')) return 'passage';
  const covered = matcher.find(text).reduce((sum, { from, to }) => sum + to - from, 0);
  const whole = covered >= text.trim().length * MOST_OF;
  const [root, table = '', , column] = key.split('/');
  if (root === 'rows' && column !== undefined && whole && isPersonsRow(section, table)) return 'row';
  return whole || root === 'marks' || covered === 0 ? 'value' : 'passage';
}

/** Values of a section without what `chosen` names, with the keys that changed and those whose history is to be emptied. `chosen` null: everything. */
export function scrubSection(section: string, values: Values, matcher: Matcher, chosen: ((key: string) => boolean) | null, mark: string): { readonly values: Values; readonly keys: readonly string[]; readonly forget: readonly string[] } {
  const keys = new Set<string>();
  const forget = new Set<string>();
  if (chosen === null) {
    for (const [root, held] of values) if (typeof held === 'string') keys.add(root); else for (const key of held.keys()) keys.add(`${root}/${key}`);
    return { values: new Map(), keys: [...keys], forget: ['*'] };
  }
  const rowsGone = new Set<string>();
  const next = new Map<string, string | Map<string, unknown>>();
  for (const [root, held] of values) {
    if (typeof held === 'string') {
      const left = chosen(root) ? passages(held, matcher, mark) : held;
      if (left !== held) { keys.add(root); forget.add(root); }
      next.set(root, left);
      continue;
    }
    const map = new Map<string, unknown>();
    for (const [key, value] of held) {
      const path = `${root}/${key}`;
      const text = typeof value === 'string' ? value : String(value);
      const named = matcher.find(text).length > 0 || matcher.find(key.replaceAll('_', ' ')).length > 0;
      if (!named || !chosen(path)) { map.set(key, value); continue; }
      keys.add(path);
      forget.add(path);
      const effect = effectIn(section, path, text, matcher);
      if (effect === 'row') rowsGone.add(key.split('/').slice(0, 2).join('/'));
      else if (effect === 'passage') map.set(key, passages(text, matcher, mark));
    }
    next.set(root, map);
  }
  // who is gone takes along what hangs on them: their phones, their part in a decision
  const cells = values.get('rows');
  if (typeof cells !== 'string') for (const [key, value] of cells ?? []) if (/\/person$/.test(key) && [...rowsGone].some((row) => row.split('/')[1] === value)) rowsGone.add(key.split('/').slice(0, 2).join('/'));
  for (const row of rowsGone) {
    forget.add(`rows/${row}/`);
    forget.add(`text:${row}/`);
    for (const [root, held] of next) {
      if (typeof held === 'string') {
        if (!root.startsWith(`text:${row}/`)) continue;
        keys.add(root);
        next.delete(root);
      } else for (const key of [...held.keys()]) {
        const path = `${root}/${key}`;
        if (!path.startsWith(`rows/${row}/`) && !path.startsWith(`marks/rows/${row}/`) && !path.startsWith(`marks/text:${row}/`)) continue;
        held.delete(key);
        keys.add(path);
      }
    }
  }
  // what was said of a value that is gone
  const marks = next.get('marks');
  if (marks instanceof Map) for (const key of [...marks.keys()] as string[]) {
    if (keys.has(key.replace(/#.*$/, '')) && !(next.get('fields') as Map<string, unknown> | undefined)?.has(key.replace(/^fields\/|#.*$/g, ''))) { marks.delete(key); keys.add(`marks/${key}`); }
  }
  for (const [root, held] of next) if (typeof held !== 'string' ? held.size === 0 : held === '') next.delete(root);
  return { values: next, keys: [...keys], forget: [...forget] };
}
