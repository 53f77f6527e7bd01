/** An old page and this server (server/sync/SPEC.md, LINE-17): visits recorded with version 1, answered as they were then; and what both say when they share no version. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { agreedVersion, CLOSE, OLDEST_VERSION, OP, PROTOCOL_VERSION, writeJson } from '../../model/protocol.ts';
import { readable, readTranscript, replay } from '../helpers/transcript.ts';
import { syncWorld } from '../helpers/sync-world.ts';
import { transcriptWorld } from '../helpers/transcript-world.ts';

const folder = join(import.meta.dirname, 'protocol-v1');

test.each(readdirSync(folder).filter((name) => name.endsWith('.hex')))('LINE-17: a page of version 1 is answered as then: %s', async (name) => {
  const steps = readTranscript(readFileSync(join(folder, name), 'utf8'));
  const answers = readable(await replay(transcriptWorld(), steps));
  const recorded = readable(steps.filter(({ to }) => to === 'client'));
  expect(answers).toHaveLength(recorded.length);
  // members that are new do no harm; those of then are there and say the same
  answers.forEach((answer, i) => expect(answer, `frame ${i} of ${name}`).toMatchObject(recorded[i] as object));
  expect(recorded.length).toBeGreaterThan(5);
});

test.each([
  [{ v: 1 }, { v: 1, min: 1 }, 1],
  [{ v: 1 }, { v: 3, min: 1 }, 1],
  [{ v: 2, min: 1 }, { v: 1, min: 1 }, 1],
  [{ v: 2, min: 1 }, { v: 3, min: 2 }, 2],
  [{ v: 3, min: 2 }, { v: 2, min: 1 }, 2],
  [{ v: 1 }, { v: 3, min: 2 }, 'page'],
  [{ v: 3 }, { v: 2, min: 1 }, 'server'],
  [{ v: 4, min: 3 }, { v: 2, min: 1 }, 'server'],
  [{ v: 1, min: 5 }, { v: 2, min: 1 }, 'server'],
] as const)('LINE-17: a page that speaks %o and a server of %o agree on %o', (page, server, agreed) => {
  expect(agreedVersion(page, server)).toBe(agreed);
});

test('LINE-17: this server and a page agree, or it says which of them is too old', async () => {
  const world = syncWorld();
  world.person('ann');
  const hello = async (body: object): Promise<unknown> => {
    const { client } = world.connect();
    client.raw(writeJson(0, OP.hello, { token: 'ann', ...body }));
    await world.settle();
    return client.welcome?.v ?? client.closed;
  };
  expect(await hello({ v: PROTOCOL_VERSION + 3, min: OLDEST_VERSION, can: ['what nobody knows yet'] })).toBe(PROTOCOL_VERSION);
  expect(await hello({ v: OLDEST_VERSION - 1 })).toEqual({ code: CLOSE.version, reason: 'This page is older than the server. Load it again.' });
  expect(await hello({ v: PROTOCOL_VERSION + 1 })).toEqual({ code: CLOSE.version, reason: 'This page is newer than the server. The server has to be upgraded.' });
});
