/** Two or three hubs over one log (`nodes.ts`), P12 without processes: `SEED=…` plays one run again, `RUNS=…` more of them. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { playNodes } from './nodes.ts';

// Yjs tells when it changes an author id
beforeEach(() => void vi.spyOn(console, 'log').mockImplementation(() => undefined));
afterEach(() => void vi.restoreAllMocks());

const given = process.env['SEED'];
const first = Number(given ?? process.env['FROM'] ?? 1);
const runs = given === undefined ? Number(process.env['RUNS'] ?? 12) : 1;

test('P12 NODE-1 NODE-2 NODE-3 NODE-5 NODE-7 NODE-8: over several nodes nothing acked is lost, nobody hears what is not on disk, and all are equal, also where every hint is lost', async () => {
  const sum: Record<string, number> = {};
  for (let seed = first; seed < first + runs; seed++) {
    const one = await playNodes(seed).catch((error: unknown) => {
      throw new Error(`play it again with SEED=${seed}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    });
    for (const [name, value] of Object.entries(one)) sum[name] = (sum[name] ?? 0) + (value as number);
  }
  if (given === undefined) for (const [name, count] of Object.entries(sum)) expect(count, name).toBeGreaterThan(0);
  process.stdout.write(`${runs} runs from seed ${first}: ${JSON.stringify(sum)}\n`);
}, 3_600_000);
