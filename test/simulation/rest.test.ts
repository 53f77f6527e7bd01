/** P1 over REST and line of the whole server (`rest.ts`). `SEED=…` plays one run again, `RUNS=…` more of them. */
import { afterAll, expect, test } from 'vitest';
import { closeRest, playRest } from './rest.ts';

const given = process.env['SEED'];
const first = Number(given ?? process.env['FROM'] ?? 1);
const runs = given === undefined ? Math.ceil(Number(process.env['RUNS'] ?? 40) / 10) : 1;

afterAll(closeRest);

test('P1: no answer, header, frame or line of the log holds what this person may not read at that moment', async () => {
  const sum: Record<string, number> = {};
  for (let run = 0; run < runs; run++) {
    for (const [name, count] of Object.entries(await playRest(first + run, 120))) sum[name] = (sum[name] ?? 0) + (count as number);
  }
  if (given === undefined) for (const [name, count] of Object.entries(sum)) expect(count, name).toBeGreaterThan(0);
  process.stdout.write(`${runs} runs from seed ${first}: ${JSON.stringify(sum)}\n`);
}, 3_600_000);
