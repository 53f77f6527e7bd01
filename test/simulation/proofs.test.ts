/** P9 and P10 in a sample: the chain of a game under somebody who has their way with the folder (`chain.ts`), and a person erased out of whatever was written about them (`erasure.ts`). `RUNS=…` more, from `FROM`. */
import { afterAll, expect, test } from 'vitest';
import { playChain } from './chain.ts';
import { playErasure } from './erasure.ts';
import { closeRest } from './rest.ts';

const first = Number(process.env['SEED'] ?? process.env['FROM'] ?? 1);
const asked = process.env['RUNS'];
const only = process.env['ONLY'];

afterAll(closeRest);

async function played(property: string, runs: number, play: (seed: number) => Promise<object>): Promise<void> {
  const sum: Record<string, number> = {};
  for (let run = 0; run < runs; run++) for (const [name, count] of Object.entries(await play(first + run))) sum[name] = (sum[name] ?? 0) + (count as number);
  for (const [name, count] of Object.entries(sum)) if (name !== 'refused') expect(count, name).toBeGreaterThan(0);
  process.stdout.write(`${runs} runs from seed ${first}: ${JSON.stringify(sum)}\n${property}: ${runs} runs, ${JSON.stringify(sum)}\n`);
}

test.skipIf(only === 'erasure')('P9: whoever edits, takes out, puts in, moves or cuts rows of the chain is told of, at the row where it begins', () => played('P9', Number(asked ?? 200), playChain), 3_600_000);
test.skipIf(only === 'chain')('P10: after an erasure the person is in no byte of the folder, whatever was written about them and by which door', () => played('P10', Number(asked ?? 1), (seed) => playErasure(seed)), 3_600_000);
