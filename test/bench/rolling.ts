/**
 * A rolling restart of three servers under load, as an upgrade is put in: each is ended politely and started anew while people write through the one address in front of all. Prints lost edits, which must be none,
 * and how long edits waited for their acknowledgement, which is how a person feels it. `npm run bench -- rolling`.
 */
import * as Y from 'yjs';
import { mint } from '../helpers/dossier.ts';
import { startSeveral } from '../helpers/several-servers.ts';
import { ClusterClient } from '../simulation/cluster-client.ts';

const PEOPLE = 30;
const EVERY_MS = 200;
const REST_MS = 3_000;
const MOST_MS = 1_000;

const wait = (ms: number): Promise<void> => new Promise((done) => { setTimeout(done, ms); });
const at = (sorted: readonly number[], share: number): number => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);

const all = await startSeveral({ settings: { fsync: 'on', full_page_writes: 'on', shared_buffers: '128MB' } });
try {
  // three in each archive, every one somebody else: nobody has more lines than a person may
  const names = Array.from({ length: PEOPLE }, (_, i) => `p${i}`);
  const tokens = await Promise.all(names.map((sub) => mint({ sub, name: sub, roles: ['staff'] })));
  for (const token of tokens) await all.api(token, 'GET', '/api/me');
  const docs = Array.from({ length: PEOPLE / 3 }, (_, i) => `ROLL${i}`);
  for (const [i, id] of docs.entries()) {
    const [owner, ...coOwners] = names.slice(i * 3, i * 3 + 3);
    const made = await all.api(tokens[i * 3]!, 'POST', '/api/archives', { id, kind: 'organisation', packs: ['base', 'organisation'], name: id });
    const given = await all.api(tokens[i * 3]!, 'PUT', `/api/archives/${id}/owners`, { owner, coOwners, deputies: [] });
    if (made.status !== 201 || given.status !== 200) throw new Error(JSON.stringify([made, given]));
  }
  const waited: number[] = [];
  const keys = ['customer.shortName', 'crm.website', 'customer.name'];
  const writers = Array.from({ length: PEOPLE }, (_, i) => {
    const open: { clock: number; at: number }[] = [];
    const client = new ClusterClient({
      person: names[i]!, token: tokens[i]!, doc: `${docs[Math.floor(i / 3)]!}/profile`, key: keys[i % 3]!, author: 1_000 + i, nodes: [all.url], choose: () => 0,
      acknowledged: (clock) => { while (open[0] !== undefined && open[0].clock <= clock) waited.push(performance.now() - open.shift()!.at); },
    });
    return { client, open };
  });
  while (!writers.every(({ client }) => client.synced)) await wait(20);
  let over = false;
  let edits = 0;
  const writing = Promise.all(writers.map(async ({ client, open }, i) => {
    await wait((EVERY_MS * i) / PEOPLE);
    while (!over) {
      open.push({ clock: client.clock + 1, at: performance.now() });
      client.edit(client.options.key === 'crm.website' ? `https://v${edits}.example/` : `v${edits}`);
      edits++;
      await wait(EVERY_MS);
    }
  }));
  await wait(REST_MS);
  const steady = [...waited].sort((a, b) => a - b);
  waited.length = 0;
  const began = performance.now();
  for (const which of [0, 1, 2]) {
    await all.restart(which);
    await wait(REST_MS);
  }
  const seconds = (performance.now() - began) / 1_000;
  over = true;
  await writing;
  for (const end = performance.now() + 30_000; performance.now() < end && writers.some(({ open }) => open.length > 0);) await wait(50);
  let lost = writers.reduce((sum, { open }) => sum + open.length, 0);
  const readers = docs.map((doc, d) => new ClusterClient({ person: names[d * 3]!, token: tokens[d * 3]!, doc: `${doc}/profile`, key: '', author: 5_000 + d, nodes: [all.url], choose: () => 0 }));
  while (!readers.every(({ synced }) => synced)) await wait(20);
  for (const { client } of writers) lost += Math.max(0, client.acked - Y.getState(readers.find(({ options }) => options.doc === client.options.doc)!.document.store, client.options.author));
  for (const client of [...writers.map(({ client }) => client), ...readers]) client.end();
  const sorted = [...waited].sort((a, b) => a - b);
  console.log(`steady: ${steady.length} edits, acknowledged after p50 ${at(steady, 0.5)} ms, p99 ${at(steady, 0.99)} ms, at most ${at(steady, 1)} ms`);
  console.log(`rolling restart of three servers in ${seconds.toFixed(1)} s: ${sorted.length} edits by ${PEOPLE} people, ${lost} lost, acknowledged after p50 ${at(sorted, 0.5)} ms, p99 ${at(sorted, 0.99)} ms, at most ${at(sorted, 1)} ms`);
  process.exitCode = lost > 0 || at(sorted, 0.99) >= MOST_MS ? 1 : 0;
} finally {
  await all.stop();
}
