/** Pauses within long work: the loop comes round in between, and a loop that lags gets as long again, whatever clock the work itself goes by. */
import { expect, it } from 'vitest';
import { breathe } from '../../server/breath.ts';

it('others have their turn', async () => {
  let others = false;
  setImmediate(() => { others = true; });
  await breathe({ busy: 1_000, longest: 1_000 });
  expect(others).toBe(true);
});

it('a loop that lags gets time, and never more than the longest', async () => {
  setImmediate(() => { for (const from = performance.now(); performance.now() - from < 30;); });
  const before = performance.now();
  await breathe({ busy: 5, longest: 20 });
  expect(performance.now() - before).toBeGreaterThanOrEqual(45);
});
