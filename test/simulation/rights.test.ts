/** P5: rights in a small world, every combination. */
import { expect, test } from 'vitest';
import { checkRights } from './small-world.ts';

test('P5: who is owner, inactive, cleared, granted, closed out or in charge gets the level that the rules say, with a reason that is there', () => {
  expect(checkRights()).toBe(4 * 8 * 2 * 3 * 2 * 3 * 2 * 4 * 2 * 2 * 10);
}, 60_000);
