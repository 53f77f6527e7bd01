/** kill -9 at any moment: what was answered as saved, or what a second person saw, is there after the restart. */
import { afterEach, expect, it } from 'vitest';
import { mint, start, tempFolder, freePort, type Running } from '../helpers/dossier.ts';
import { connect } from '../helpers/yjs-client.ts';

let running: Running | undefined;
afterEach(async () => { await running?.stop(); });

const TRIALS = 6;

it(`loses nothing that was saved or seen, in ${TRIALS} kills while people type`, async () => {
  const folder = tempFolder();
  const port = await freePort();
  const ana = await mint({ sub: 'ana', name: 'Ana', roles: ['staff'] });
  running = await start({ folder, port });
  const created = await running.api<{ id: string }>(ana, 'POST', '/api/archives', { id: 'KILL', kind: 'organisation', name: 'Kill and Sons' });
  expect(created.status).toBe(201);
  let saved = 0;
  let seen = 0;
  const path = '/api/archives/KILL/sections/profile';
  const server = (): Running => {
    if (!running) throw new Error('not started');
    return running;
  };
  for (let trial = 0; trial < TRIALS; trial++) {
    const reader = connect(server().url, ana, 'KILL', 'profile');
    const writer = connect(server().url, ana, 'KILL', 'profile');
    await Promise.all([reader.synced, writer.synced]);
    const fields = reader.doc.getMap('fields');
    const before = { saved, seen };
    const note = (): void => { seen = Math.max(seen, Number(String(fields.get('customer.shortName') ?? '').replace('n', '')) || 0); };
    fields.observe(note);
    const end = Date.now() + 150 + Math.floor(Math.random() * 250);
    /** A slow machine may need longer until there is anything to lose. */
    const going = (): boolean => Date.now() < end || saved < before.saved + 2 || seen === before.seen;
    let n = Math.max(saved, seen) + 1000 * (trial + 1);
    const typing = (async () => {
      while (going()) {
        writer.doc.getMap('fields').set('customer.shortName', `n${++n}`);
        await new Promise((done) => { setTimeout(done, 3); }); // a fast typist's pace times ten
      }
    })();
    const saving = (async () => {
      while (going()) {
        const answer = await server().api(ana, 'PATCH', path, { fields: { 'crm.website': `https://x.example/${saved + 1}` } });
        if (answer.status !== 200) throw new Error(JSON.stringify(answer));
        saved++;
      }
    })().catch((error: unknown) => { if (going()) throw error; }); // the kill may cut the last call off; then it was not answered and does not count
    await typing;
    await server().kill();
    await saving;
    note();
    reader.destroy();
    writer.destroy();
    running = await start({ folder, port });
    const { body, status } = await running.api<{ fields: Record<string, unknown> }>(ana, 'GET', path);
    expect(status).toBe(200);
    expect(Number(String(body.fields['customer.shortName']).replace('n', ''))).toBeGreaterThanOrEqual(seen);
    expect(Number(String(body.fields['crm.website']).split('/').at(-1))).toBeGreaterThanOrEqual(saved);
  }
  expect(saved).toBeGreaterThan(TRIALS);
  expect(seen).toBeGreaterThan(TRIALS * 1000);
  console.log(`${TRIALS} kills: ${saved} answered saves and the last of ${seen} seen values kept`);
});
