/** The demo mode: sample people through the token path, and everything it does not answer. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SAMPLE_PEOPLE, sampleArchives } from '../../demo/samples/index.ts';
import type { ArchivePage, ArchiveView, Me } from '../../model/api.ts';
import { readConfig } from '../../server/config.ts';
import { DemoError, demoFolder, demoSignIn } from '../../server/demo.ts';
import { demoRefusal } from '../../server/http/demo-routes.ts';
import { seedDemo } from '../../server/services/demo-seed.ts';
import { httpWorld, SECRET } from '../helpers/http-world.ts';
import type { HttpWorld } from '../helpers/http-world.ts';

const HOST = { host: 'localhost:8787' };
const samples = sampleArchives('2026-03-02');
let world: HttpWorld;
beforeAll(async () => {
  let now = (): number => Date.now();
  const config = readConfig({}, 'demo');
  world = await httpWorld({ demo: demoSignIn(config, new TextEncoder().encode(SECRET), () => now()) });
  now = world.now;
  await seedDemo(world.dossier, world.storage, '2026-03-02');
});
afterAll(async () => { await world.close(); });

const signIn = (person: string) => world.call<{ token: string }>(null, 'POST', '/api/demo/session', { person }, HOST);
const as = async (person: string) => ({ ...HOST, authorization: `Bearer ${(await signIn(person)).body.token}` });

describe('signing in', () => {
  it('offers everyone with a title in four languages', async () => {
    const { body } = await world.call<{ items: { id: string; title: Record<string, string> }[] }>(null, 'GET', '/api/demo/people', undefined, HOST);
    expect(body.items.map(({ id }) => id)).toEqual(SAMPLE_PEOPLE.map(({ id }) => id));
    for (const { title } of body.items) expect(Object.keys(title).sort()).toEqual(['en', 'es', 'zh-Hans', 'zh-Hant']);
  });

  it('gives a token that counts like any other', async () => {
    const { body } = await world.call<Me>(null, 'GET', '/api/me', undefined, await as('zhao'));
    expect(body).toMatchObject({ id: 'zhao', roles: ['manager'], department: 'sales-asia', workspace: { demo: true } });
  });

  it('knows nobody else', async () => {
    expect((await signIn('root')).status).toBe(404);
    expect((await world.call(null, 'POST', '/api/demo/session', {}, HOST)).status).toBe(422);
  });
});

describe('the seed', () => {
  it('has every sample archive with its overview and classes', async () => {
    const { body } = await world.call<ArchivePage>(null, 'GET', '/api/archives?limit=200', undefined, await as('ana'));
    expect(body.total).toBe(samples.length);
    for (const { digest } of body.items) {
      if (digest.level === 'exists') throw new Error(`${digest.id} is hidden from the steward`);
      expect(digest.name, digest.id).not.toBe(digest.id);
      expect(digest.owner, digest.id).not.toBeNull();
      // who only supplies is no customer and has no class
      expect(Object.keys(digest.classes).length > 0, digest.id).toBe(!(digest.roles.length === 1 && digest.roles[0] === 'supplier'));
    }
  });

  it('can be taken up where it was cut off', async () => {
    const headers = await as('ana');
    const before = (await world.call<ArchiveView>(null, 'GET', `/api/archives/${samples[0]?.id}`, undefined, headers)).body;
    await seedDemo(world.dossier, world.storage, '2026-03-02');
    const after = (await world.call<ArchiveView>(null, 'GET', `/api/archives/${samples[0]?.id}`, undefined, headers)).body;
    expect(after.row).toEqual(before.row);
    expect(after.overview.level === 'exists' ? null : after.overview.trade).toEqual(before.overview.level === 'exists' ? null : before.overview.trade);
  });
});

describe('what the demo does not answer', () => {
  it.each(['x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host', 'forwarded', 'via', 'x-real-ip'])('a request with %s', async (name) => {
    for (const path of ['/healthz', '/api/demo/people', '/api/me', '/kit/dossier.js', '/']) expect((await world.call(null, 'GET', path, undefined, { ...HOST, [name]: 'x' })).status, path).toBe(403);
  });

  it.each(['intranet.example', 'localhost.evil.example', '10.0.0.7:8787', '127.0.0.1.evil.example', ''])('the host "%s"', async (host) => {
    expect((await world.call(null, 'GET', '/api/demo/people', undefined, { host })).status).toBe(403);
  });

  it('another computer', () => {
    expect(demoRefusal([], 'localhost', '10.0.0.7')).not.toBeNull();
    for (const remote of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) expect(demoRefusal([], '127.0.0.1:8787', remote)).toBeNull();
    expect(demoRefusal([], '[::1]:8787', '::1')).toBeNull();
  });
});

describe('a folder', () => {
  it('is the demo\'s when it is empty or was seeded, and nobody else\'s', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dossier-demo-'));
    try {
      expect(await demoFolder(join(folder, 'new'))).toBe(null);
      mkdirSync(join(folder, 'real'));
      writeFileSync(join(folder, 'real/archive.db'), 'x');
      await expect(demoFolder(join(folder, 'real'))).rejects.toThrow(DemoError);
      writeFileSync(join(folder, 'new/demo.json'), '{"demo":true,"finished":true}');
      expect(await demoFolder(join(folder, 'new'))).toMatchObject({ finished: true });
      writeFileSync(join(folder, 'new/demo.json'), '{"demo":true,"finished":false}');
      expect(await demoFolder(join(folder, 'new'))).toMatchObject({ finished: false });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
