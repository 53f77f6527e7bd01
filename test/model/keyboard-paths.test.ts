/** The written keyboard paths (`components/editors/keyboard.json`) against the code: every tag of the kit, both languages, and no key that nothing makes use of. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { factsOf, root, TAGS } from '../../build/manifest/facts.mjs';
import { readKeyboard } from '../../site/engine/keyboard.ts';

const paths = readKeyboard(join(root, 'components/editors/keyboard.json'));
const keysOf = (text: string): readonly string[] => text.split(' / ');

/** How a key is called in the code; what a browser does by itself on a button, in a form or a dialog needs no code. */
const NAMES: Readonly<Record<string, RegExp | null>> = {
  Tab: null, Enter: null, Space: null, Esc: /'Escape'|<dialog/, '↑': /\bArrowUp\b/, '↓': /\bArrowDown\b/, '←': /\bArrowLeft\b/, '→': /\bArrowRight\b/,
  I: /'KeyI'/, 'any letter': /event\.key\.length === 1/,
};
const MODIFIERS: Readonly<Record<string, RegExp>> = { Ctrl: /\bctrlKey\b/, Shift: /\bshiftKey\b/, Alt: /\baltKey\b/ };
const escaped = (text: string): string => text.replace(/[[\]?+]/g, '\\$&');

/** The session asks from a file that it does not import. */
const BESIDE: Readonly<Record<string, readonly string[]>> = { 'archive-session': ['components/internal/sign-out.ts'] };

/** What one of the files must hold that hears the key. */
function wanted(combination: string): readonly RegExp[] {
  const parts = combination.length > 1 ? combination.split('+') : [combination];
  const key = parts[parts.length - 1]!;
  const known = NAMES[key];
  const own = known === null ? [...(parts.length > 1 ? [new RegExp(`'${key}'`, 'i')] : [])] : [known ?? new RegExp(key.length > 1 ? `\\b${key}\\b` : `'${escaped(key)}'`, parts.length > 1 ? 'i' : '')];
  return [...parts.slice(0, -1).map((modifier) => MODIFIERS[modifier] ?? /never/), ...own];
}

it('are written for every element of the kit, and for nothing else', () => {
  expect(Object.keys(paths)).toEqual([...TAGS]);
});

describe.each(TAGS.map((tag) => [tag] as const))('<%s>', (tag) => {
  const rows = paths[tag] ?? [];

  it('says where and what for in both languages, each only once', () => {
    expect(rows.length).toBeGreaterThan(0);
    for (const { keys, where, does } of rows) {
      for (const text of [where, does]) {
        expect(text.en.trim(), keys).toMatch(/^[^A-Z\s.][^.]*$/);
        expect(text['zh-Hans'], keys).toMatch(/^[^.]*\p{Script=Han}[^.]*$/u);
      }
    }
    expect(new Set(rows.map(({ keys, where }) => `${keys} ${where.en}`)).size).toBe(rows.length);
  });

  it('names no key that its code and the browser make nothing of', () => {
    const heard = [...factsOf(tag).own, ...(BESIDE[tag] ?? [])].map((file) => readFileSync(join(root, file), 'utf8')).filter((text) => /KeyboardEvent|@keydown|'keydown'|fenced\(|<dialog|stepOf/.test(text));
    const silent = rows.flatMap(({ keys }) => keysOf(keys)).filter((key) => {
      const marks = wanted(key);
      return marks.length > 0 && !heard.some((text) => marks.every((mark) => mark.test(text)));
    });
    expect(silent).toEqual([]);
  });
});
