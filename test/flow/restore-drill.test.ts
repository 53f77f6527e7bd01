/**
 * The restore drill (P11): a backup at a random moment while people write, kill -9, restore, verify, open. Every edit acknowledged before the backup began is there, the
 * rest is a prefix of what was written, section by section; and a page that holds a newer copy takes a new one, and harms nothing.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { BackupView, SectionValues } from '../../model/api.ts';
import { BIN, SECRET, freePort, mint, root, start, tempFolder } from '../helpers/dossier.ts';
import type { Running } from '../helpers/dossier.ts';
import { connect } from '../helpers/yjs-client.ts';

const DRILLS = 2;

let folder: string;
let running: Running | undefined;
beforeEach(() => { folder = tempFolder(); });
afterEach(async () => {
  await running?.kill();
  running = undefined;
  rmSync(folder, { recursive: true, force: true });
});

const command = (...args: readonly string[]): { readonly code: number | null; readonly text: string } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], { cwd: root, encoding: 'utf8', env: { PATH: process.env.PATH, HOME: process.env.HOME, DOSSIER_DATA: folder, DOSSIER_JWT_SECRET: SECRET } });
  return { code: status, text: stdout + stderr };
};
const ids = ['DRILL-1', 'DRILL-2', 'DRILL-3'];
const TEXT = 'DRILL-T';
const number = (value: unknown): number => Number(/^n(\d+)$/.exec(String(value))?.[1] ?? 0);

it(`P11: ${DRILLS} drills lose nothing that was acknowledged before the backup, and bring back nothing out of order`, async () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  console.log(`restore drill: seed ${seed}`);
  let random = seed;
  const chance = (below: number): number => (random = (Math.imul(random, 1103515245) + 12345) >>> 0) % below;
  const [ana, admin] = await Promise.all([mint({ sub: 'ana', name: 'Ana', roles: ['staff'] }), mint({ sub: 'root', roles: ['admin'] })]);
  const port = await freePort();
  running = await start({ folder, port });
  for (const id of [...ids, TEXT]) expect((await running.api(ana, 'POST', '/api/archives', { id, kind: 'organisation', name: id })).status).toBe(201);

  for (let drill = 1; drill <= DRILLS; drill++) {
    const server = running;
    // a number that rises with every acknowledged edit, and a text that grows letter by letter and is seen by another
    const written = new Map(ids.map((id) => [id, drill * 10_000]));
    const acknowledged = new Map(ids.map((id) => [id, 0]));
    const writer = connect(server.url, ana, TEXT, 'profile');
    const reader = connect(server.url, ana, TEXT, 'profile');
    await Promise.all([writer.synced, reader.synced]);
    const typed = writer.doc.getText('text:org.businessScope');
    const seen = reader.doc.getText('text:org.businessScope');
    let going = true;
    const save = async (id: string): Promise<void> => {
      while (going) {
        const n = (written.get(id) ?? 0) + 1;
        written.set(id, n);
        const answer = await server.api(ana, 'PATCH', `/api/archives/${id}/sections/profile`, { fields: { 'customer.shortName': `n${n}` } }).catch((error: unknown) => {
          if (going) throw error;
          return { status: 0 }; // the kill cut it off, so it was not acknowledged
        });
        if (answer.status === 200) acknowledged.set(id, n);
        else if (going) throw new Error(JSON.stringify(answer));
      }
    };
    const type = async (): Promise<void> => {
      for (let n = 0; going; n++) {
        typed.insert(typed.length, String.fromCharCode(97 + (n % 26)));
        await new Promise((done) => { setTimeout(done, 4); });
      }
    };
    const load = Promise.all([...ids.map(save), type()]);
    await expect.poll(() => seen.length).toBeGreaterThan(0);
    await new Promise((done) => { setTimeout(done, 300 + chance(700)); });
    const before = { numbers: new Map(acknowledged), text: seen.toJSON() };
    const begun = await server.api<BackupView>(admin, 'POST', '/api/backups');
    expect(begun.status).toBe(202);
    let backup: BackupView | undefined;
    while (backup === undefined || backup.state === 'running') {
      await new Promise((done) => { setTimeout(done, 30); });
      backup = (await server.api<{ items: BackupView[] }>(admin, 'GET', '/api/backups')).body.items.find(({ id }) => id === begun.body.id);
    }
    expect(backup).toMatchObject({ state: 'done', broken: 0, missing: 0 });
    await new Promise((done) => { setTimeout(done, 100 + chance(400)); });
    going = false;
    await server.kill();
    await load;
    reader.destroy();
    writer.provider.destroy();
    const later = writer.doc;
    const atTheEnd = { numbers: new Map(written), text: typed.toJSON() };

    const path = backup.path ?? '';
    expect(command('verify', path)).toMatchObject({ code: 0 });
    expect(command('restore', path)).toMatchObject({ code: 1, text: expect.stringContaining('--replace') as string });
    const restored = command('restore', path, '--replace');
    expect(restored).toMatchObject({ code: 0, text: expect.stringContaining(backup.at) as string });
    expect(command('verify')).toMatchObject({ code: 0, text: expect.stringContaining('everything is sound') as string });
    expect(existsSync(path), 'backups stay where they are').toBe(true);

    running = await start({ folder, port });
    const now = running;
    for (const id of ids) {
      const { body } = await now.api<SectionValues>(ana, 'GET', `/api/archives/${id}/sections/profile`);
      const n = number(body.fields['customer.shortName']);
      expect(n, `${id}: acknowledged before the backup`).toBeGreaterThanOrEqual(before.numbers.get(id) ?? 0);
      expect(n).toBeLessThanOrEqual(atTheEnd.numbers.get(id) ?? 0);
    }
    const text = async (): Promise<string> => (await now.api<SectionValues>(ana, 'GET', `/api/archives/${TEXT}/sections/profile`)).body.texts['org.businessScope'] ?? '';
    const kept = await text();
    expect(before.text.length, 'something was typed').toBeGreaterThan(0);
    expect(kept.startsWith(before.text), 'what another had seen before the backup').toBe(true);
    expect(atTheEnd.text.startsWith(kept), 'a prefix of what was typed').toBe(true);

    // the page that was open holds more than the server now: it is turned away, the section stays as it is, and a new copy goes on
    const old = connect(now.url, ana, TEXT, 'profile', later);
    const turnedAway = new Promise<number>((done) => { old.provider.on('connection-close', (event) => { done(event?.code ?? 0); }); });
    if (atTheEnd.text !== kept) expect([4422, 4301]).toContain(await turnedAway);
    old.destroy();
    expect(await text()).toBe(kept);
    const fresh = connect(now.url, ana, TEXT, 'profile');
    await fresh.synced;
    expect(fresh.doc.getText('text:org.businessScope').toJSON()).toBe(kept);
    fresh.doc.getText('text:org.businessScope').insert(0, '!');
    await expect.poll(text).toBe(`!${kept}`);
    fresh.doc.getText('text:org.businessScope').delete(0, 1);
    await expect.poll(text).toBe(kept);
    fresh.destroy();
  }
  expect(readdirSync(folder).filter((name) => name.startsWith('replaced-'))).toHaveLength(DRILLS);
});

it('a backup of a stopped folder, a locked one, and the sentences a person reads', async () => {
  expect(command('backup')).toMatchObject({ code: 1, text: expect.stringContaining('holds no archives') as string });
  running = await start({ folder });
  const ana = await mint({ sub: 'ana', roles: ['staff'] });
  await running.api(ana, 'POST', '/api/archives', { id: 'A1', kind: 'organisation', name: 'One' });
  expect((await running.api(ana, 'POST', '/api/backups')).status).toBe(403);
  expect((await running.api(ana, 'GET', '/api/backups')).status).toBe(403);
  expect(command('backup')).toMatchObject({ code: 3, text: expect.stringContaining('--url') as string });
  expect(command('restore', join(folder, 'nowhere'))).toMatchObject({ code: 3 });
  const admin = await mint({ sub: 'root', roles: ['admin'] });
  const through = command('backup', '--url', running.url, '--token', admin);
  expect(through).toMatchObject({ code: 0, text: expect.stringMatching(/backup-.*: \d+ sections, 0 files, \d+ kB, as of /) as string });
  expect(command('verify')).toMatchObject({ code: 0 });
  await running.kill();
  running = undefined;
  expect(command('backup')).toMatchObject({ code: 0 });
  expect(command('upgrade')).toMatchObject({ code: 0, text: expect.stringContaining('already') as string });
  expect(command('verify', join(folder, 'backups', readdirSync(join(folder, 'backups')).sort()[0] ?? ''))).toMatchObject({ code: 0, text: expect.stringContaining('a backup as of') as string });
  expect(command('restore')).toMatchObject({ code: 2 });
  expect(command('restore', '--section', 'A1/profile')).toMatchObject({ code: 2 });
  expect(command('restore', '--section', 'A1/nonsense', '--from', folder)).toMatchObject({ code: 2 });
});
