/** P5: rights in a small world, every combination. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkRights } from './small-world.ts';

test('P5: who is owner, deputy, inactive, cleared, granted, walled off, meant by the policy, closed out or in charge gets the level that the rules say, with a reason that is there', () => {
  const people = 4 * 8 * 3 * 3;
  const places = 3 * 4 * 2 * 2;
  expect(checkRights()).toBe(people * places * (12 * (2 * 6 + 3) + 3 + 3 * 5 * 4));
}, 120_000);

test('P5: the browser asks the same function as the server: there is one decide(), and nobody has a copy', () => {
  const sources = ['components', 'server', 'model'].flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => join(folder, name)));
  const defining = sources.filter((file) => /\bfunction (decide|overallLevel|mayEnter|wallOf|sourcesOf)\(/.test(readFileSync(file, 'utf8')));
  expect(defining).toEqual([join('model', 'rights.ts')]);
});
