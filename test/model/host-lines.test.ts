/** The lines of `test/hosts/lines.ts` are all there, and each test that is said to hold one exists. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { LINES } from '../hosts/lines.ts';

const root = resolve(import.meta.dirname, '../..');

it('there are twenty-eight lines, each held by a test', () => {
  expect(LINES.map(({ line }) => line)).toEqual(Array.from({ length: 28 }, (_, i) => i + 1));
  expect(LINES.filter(({ heldBy }) => heldBy.length === 0 || heldBy.some(({ tests }) => tests.length === 0))).toEqual([]);
});

it.each(LINES.map(({ line, says, heldBy }) => [line, says, heldBy] as const))('line %d: %s', (_line, _says, heldBy) => {
  for (const { file, tests } of heldBy) {
    expect(existsSync(join(root, file)), file).toBe(true);
    // names of tests as they stand behind `it(`, whatever quotes are around them
    const names = readFileSync(join(root, file), 'utf8').split('\n').filter((text) => /^\s*(it|test)\b|^\]\)\(/.test(text));
    expect(tests.filter((name) => !names.some((text) => text.includes(name))), file).toEqual([]);
  }
});
