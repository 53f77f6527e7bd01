/** The sample company at one moment that never passes: the server's own code with a clock and chance of its own, over a port, with the built kit. What stands on its pages is `subjects.ts`. */
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDossier } from '../../server/app.ts';
import type { Dossier } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { demoSignIn } from '../../server/demo.ts';
import { listen } from '../../server/listen.ts';
import { seedDemo } from '../../server/services/demo-seed.ts';
import { openStorage } from '../../server/storage/open.ts';
import { freePort, root } from '../helpers/dossier.ts';
import { happen } from './happenings.ts';

/** A Monday, with the samples' months before it. */
export const MOMENT = Date.parse('2026-03-02T09:00:00Z');
const SECRET = 'a secret of the pictures alone, long enough';
/** So much slower goes the clock: what happens one after another keeps its order, and no minute ends while pictures are taken. */
const SLOWER = 1_000;

const HURRY_MS = 200;
/** So long before it the samples were written; what has happened since is a minute apart each. */
const BEFORE = 30 * 60_000;

export interface PictureWorld {
  readonly url: string;
  readonly dossier: Dossier;
  token(person: string): Promise<string>;
  /** Everything that was begun is done, and a minute later. */
  pass(): Promise<void>;
  call<T = unknown>(person: string, method: string, path: string, body?: unknown): Promise<T>;
  close(): Promise<void>;
}

/** Bytes that are the same in every run, and differ from call to call. */
function countedBytes(): (count: number) => Uint8Array {
  let calls = 0;
  return (count) => {
    const call = String(++calls);
    const parts = Array.from({ length: Math.ceil(count / 32) }, (_, part) => createHash('sha256').update(`${call}/${part}`).digest());
    return Uint8Array.from(Buffer.concat(parts).subarray(0, count));
  };
}

export async function pictureWorld(): Promise<PictureWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'dossier-pictures-'));
  const config = readConfig({ DOSSIER_DATA: join(folder, 'data'), DOSSIER_JWT_SECRET: SECRET, DOSSIER_PORT: String(await freePort()) }, 'serve');
  const began = performance.now();
  // what is looked for once a minute is found before the first picture
  let settling = true;
  let ahead = 0;
  const clock = {
    now: () => MOMENT - BEFORE + ahead + Math.floor((performance.now() - began) / SLOWER),
    after(milliseconds: number, callback: () => void) {
      const timer = setTimeout(callback, settling ? Math.min(milliseconds, HURRY_MS) : milliseconds);
      timer.unref();
      return () => { clearTimeout(timer); };
    },
  };
  const pages = join(folder, 'pages');
  cpSync(join(root, 'dist/demo'), pages, { recursive: true });
  cpSync(join(root, 'test/pictures/stage'), join(pages, 'stage'), { recursive: true });
  cpSync(join(root, 'test/pictures/stage/frame.html'), join(pages, 'frame/index.html'));
  const log = { info: () => undefined, warn: () => undefined, error: (facts: object, message: string) => { console.error(message, (facts as { err?: Error }).err?.stack); } };
  const storage = await openStorage({ folder: config.data, clock, currency: config.currency });
  const demo = demoSignIn(config, new TextEncoder().encode(SECRET), () => clock.now());
  const dossier = createDossier({ config, storage, clock, log, random: countedBytes(), demo, files: { kit: join(root, 'dist/kit'), pages } });
  await dossier.start();
  await seedDemo(dossier, storage, new Date(MOMENT).toISOString().slice(0, 10));
  const { url, stop } = await listen({ dossier, config, log });
  const token = async (person: string): Promise<string> => {
    const session = await demo.signIn(person);
    if (session === null) throw new Error(`nobody is called ${person}`);
    return session.token;
  };
  const world: PictureWorld = {
    url, dossier, token,
    async pass() {
      await dossier.settled();
      ahead += 60_000;
    },
    async call(person, method, path, body) {
      const answer = await fetch(url + path, { method, headers: { authorization: `Bearer ${await token(person)}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${method} ${path} as ${person}: ${answer.status} ${text.slice(0, 400)}`);
      return (text === '' ? undefined : JSON.parse(text)) as never;
    },
    async close() {
      await stop();
      await storage.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await happen(world);
  ahead = BEFORE;
  settling = false;
  return world;
}
