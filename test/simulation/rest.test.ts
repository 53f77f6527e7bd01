/** P1, P6 and P9 over REST and line of the whole server (`rest.ts`). `SEED=…` plays one run again, `RUNS=…` more of them; one run is one game, from `FROM`. */
import { afterAll, expect, test } from 'vitest';
import { httpWorld } from '../helpers/http-world.ts';
import { IN_GAME, LEFT_OUT } from './doors-left.ts';
import { PROCESS_DOORS } from './doors-process.ts';
import { RIGHTS_DOORS } from './doors-rights.ts';
import { closeRest, playRest } from './rest.ts';
import { ENDINGS } from './rest-endings.ts';

const given = process.env['SEED'];
const first = Number(given ?? process.env['FROM'] ?? 1);
const runs = given === undefined ? Number(process.env['RUNS'] ?? 4) : 1;

afterAll(closeRest);

test('every route of the interface is played, or it is said why not; none is named that is not there', async () => {
  const world = await httpWorld();
  const { body } = await world.call<{ paths: Record<string, Record<string, object>> }>(null, 'GET', '/api/openapi.json');
  await world.close();
  const there = Object.entries(body.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`));
  const named = [...[...RIGHTS_DOORS, ...PROCESS_DOORS].map(({ route }) => route), ...IN_GAME, ...Object.keys(LEFT_OUT)];
  expect(there.filter((route) => !named.includes(route)), 'say in test/simulation/doors-*.ts how it is played, or in doors-left.ts why it is not').toEqual([]);
  expect(named.filter((route) => !there.includes(route)), 'there is no such route any more').toEqual([]);
  expect(Object.keys(LEFT_OUT).filter((route) => IN_GAME.includes(route) || [...RIGHTS_DOORS, ...PROCESS_DOORS].some((door) => door.route === route))).toEqual([]);
});

test('P1, P6, P9: no answer, header, frame or line of the log holds what this person may not read at that moment; what ends has ended; what was done and opened has its row', async () => {
  const sum: Record<string, number> = {};
  const began = Date.now();
  for (let run = 0; run < runs; run++) {
    for (const [name, count] of Object.entries(await playRest(first + run, 120))) sum[name] = (sum[name] ?? 0) + (count as number);
  }
  if (given === undefined) for (const [name, count] of Object.entries(sum)) expect(count, name).toBeGreaterThan(0);
  expect(ENDINGS.length).toBeGreaterThan(10);
  process.stdout.write(`${runs} runs from seed ${first}: ${JSON.stringify({ ...sum, seconds: Math.round((Date.now() - began) / 1000) })}\n`);
}, 7_200_000);
