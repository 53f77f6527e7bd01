/** What a database keeps about its nodes: one contract, over the memory of a process and over PostgreSQL, whose clock decides there. What nodes make of it is node-leases.test.ts. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { MemoryNodeStore } from '../../server/nodes/memory-store.ts';
import type { NodeStore } from '../../server/nodes/node-store.ts';
import { PostgresNodeStore } from '../../server/nodes/postgres-store.ts';
import { openArchive, openFacts } from '../../server/storage/engine/open.ts';
import { noPostgres, startPostgres } from '../instances/postgres.ts';
import type { Postgres } from '../instances/postgres.ts';

const SHORT = 150;
const LONG = 60_000;
const soon = (look: () => Promise<void>): Promise<void> => vi.waitFor(look, { timeout: 10_000, interval: 20 });

function contract(open: () => NodeStore): void {
  it('knows who is alive, and how far each has read', async () => {
    const store = open();
    await store.renew('a', 0, LONG);
    await store.renew('b', 0, SHORT);
    expect((await store.live()).map(({ node }) => node).sort()).toEqual(['a', 'b']);
    await soon(async () => { expect((await store.live()).map(({ node }) => node)).toEqual(['a']); });
    await store.leave('a');
    expect(await store.live()).toEqual([]);
  });
  it('counts those that ended without a word, once, and not those that left', async () => {
    const store = open();
    await store.bury();
    await store.renew('c', 0, SHORT);
    await store.renew('d', 0, LONG);
    await store.renew('e', 0, SHORT);
    await store.leave('e');
    expect(await store.bury()).toBe(0);
    await soon(async () => { expect(await store.bury()).toBe(1); });
    expect(await store.bury()).toBe(0);
    await store.leave('d');
  });
  it('has one leader until its lease ends or it leaves', async () => {
    const store = open();
    expect([await store.lead('a', SHORT), await store.lead('b', SHORT), await store.lead('a', SHORT)]).toEqual([true, false, true]);
    await soon(async () => { expect(await store.lead('b', LONG)).toBe(true); });
    expect(await store.lead('a', SHORT)).toBe(false);
    await store.leave('b');
    expect(await store.lead('a', SHORT)).toBe(true);
    await store.leave('a');
  });
  it('gives a work to one node that is alive, whoever asks in the same moment', async () => {
    const store = open();
    for (const node of ['a', 'b']) await store.renew(node, 0, LONG);
    await store.renew('f', 0, SHORT);
    const got = await Promise.all(['a', 'b', 'a', 'b'].map((node) => store.claim(node, 'one')));
    expect(new Set(['a', 'b'].filter((_, i) => got[i])).size).toBe(1);
    expect(await store.claim('f', 'two')).toBe(true);
    expect(await store.claim('a', 'two')).toBe(false);
    await soon(async () => { expect(await store.claim('a', 'two')).toBe(true); });
    await store.release('b', 'two');
    expect(await store.claim('b', 'two'), 'it was not this node’s').toBe(false);
    await store.leave('a');
    expect(await store.claim('b', 'two')).toBe(true);
    await store.leave('b');
  });
}

describe('in memory', () => {
  const store = new MemoryNodeStore({ now: () => performance.now() });
  contract(() => store);
});

describe.skipIf(noPostgres)(`in PostgreSQL${noPostgres ? ' (not installed here)' : ''}`, () => {
  let server: Postgres;
  let store: PostgresNodeStore;
  beforeAll(async () => {
    server = await startPostgres();
    const url = await server.database();
    for (const make of [openArchive, openFacts]) make({ folder: '', database: { url } }).close();
    store = new PostgresNodeStore({ url, log: { info: () => undefined, warn: () => undefined, error: () => undefined } });
  });
  afterAll(async () => {
    await store.close();
    await server.stop();
  });
  contract(() => store);
});
