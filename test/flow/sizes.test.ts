/** What a page loads at start, gzipped: the budgets of the kit, held on the built files. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

const kit = resolve(import.meta.dirname, '../../dist/kit');

/** A file with everything it imports statically; dynamic imports are loaded later and do not count. */
function closure(entry: string, seen = new Set<string>()): Set<string> {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  const text = readFileSync(entry, 'utf8');
  for (const match of text.matchAll(/(?:\bfrom|\bimport)\s*["']([^"']+)["']/g)) {
    const file = join(dirname(entry), match[1] ?? '');
    if (existsSync(file)) closure(file, seen);
  }
  return seen;
}

const kilobytes = (entry: string): number =>
  [...closure(join(kit, entry))].reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0) / 1000;

it('dossier.js loads at most 64 kB at start, in English', () => {
  const size = kilobytes('dossier.js');
  console.log(`dossier.js: ${size.toFixed(1)} kB gz in ${closure(join(kit, 'dossier.js')).size} files`);
  expect(size).toBeLessThanOrEqual(64);
  expect(size).toBeGreaterThan(20);
});

it('badge.js loads at most 9 kB with its live feed and four languages', () => {
  const size = kilobytes('badge.js');
  console.log(`badge.js: ${size.toFixed(1)} kB gz in ${closure(join(kit, 'badge.js')).size} files`);
  expect(size).toBeLessThanOrEqual(9);
  expect(size).toBeGreaterThan(5);
});
