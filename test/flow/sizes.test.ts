/** What a page loads, gzipped: the budgets of the kit, held on the built files, and the table in README.md, which must not tell another story. */
import { expect, it } from 'vitest';
import { measure, written } from '../sizes.mjs';

const sizes = measure();
const start = '`dossier.js` at start';
const four = 'all with sync';
const language = 'each further language';
const badges = '`badge.js`';
const kB = (what: string): number => {
  const found = Object.entries(sizes).filter(([name]) => name.includes(what));
  if (found.length !== 1) throw new Error(`${found.length} rows are about ${what}`);
  return found[0]![1].kB;
};

/** Figures of today and a little: whoever adds to a page sees it here. What a whole page loads is in kit-load.test.ts. */
it.each([
  [badges, 9],
  [start, 28.1],
  [four, 103.9],
  [language, 2.3],
])('%s is at most %d kB', (what, most) => {
  expect(kB(what)).toBeLessThanOrEqual(most);
  expect(kB(what)).toBeGreaterThan(most * 0.8); // less means that something is missing, or that the budget can be lowered
});

it('README tells these sizes within 3 %: node test/sizes.mjs', () => {
  const told = written();
  expect(Object.keys(told)).toEqual(Object.keys(sizes));
  for (const [what, { kB: now }] of Object.entries(sizes)) expect(Math.abs(told[what]! / now - 1), `${what}: ${told[what]} is now ${now.toFixed(1)}`).toBeLessThanOrEqual(0.03);
});
