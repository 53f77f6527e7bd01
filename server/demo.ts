/** `dossier demo`: sample archives, sample people, no passwords. So it listens to this computer only, and only over a folder of its own making. */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SAMPLE_PEOPLE } from '../demo/samples/index.ts';
import { mintToken } from './access/token.ts';
import { createDossier } from './app.ts';
import { systemClock, systemRandom } from './clock.ts';
import type { Config } from './config.ts';
import { demoRefusal } from './http/demo-routes.ts';
import type { Demo } from './http/demo-routes.ts';
import { listen } from './listen.ts';
import { builtFiles, holding, processLog } from './serve.ts';
import type { Running } from './serve.ts';
import { seedDemo } from './services/demo-seed.ts';
import { openStorage } from './storage/open.ts';

export class DemoError extends Error {
  readonly code = 'demo';
}

const MARKER = 'demo.json';
const TOKEN_SECONDS = 1_800;

export const BANNER = [
  '  This is the DEMO: sample archives, and anyone on this computer signs in as anyone.',
  '  Put no real customer in here. The real thing is `dossier serve`.',
].join('\n');

/** Tokens as a host's backend would mint them, with a secret of the demo's own folder. */
export function demoSignIn(config: Config, secret: Uint8Array, now: () => number, kill: Demo['kill'] = null): Demo {
  const people = SAMPLE_PEOPLE.map(({ id, name, department, roles, title }) => ({ id, name, department, roles, title }));
  return {
    people, kill,
    async signIn(id) {
      const person = people.find((each) => each.id === id);
      if (!person) return null;
      const { name, department, roles } = person;
      const { token } = await mintToken(secret, { sub: id, name, department, roles }, { audience: config.audience, issuer: config.issuer, seconds: TOKEN_SECONDS, now: now() });
      return { token };
    },
  };
}

/** The demo's note about a folder of its own making. The secret stays with it, so that pages left open go on after a restart. */
interface Marker { readonly demo: true; readonly finished: boolean; readonly secret: string }

/** The note of a folder; null for one that is empty or not there. Throws `DemoError` for any other: it may hold real archives. */
export async function demoFolder(folder: string): Promise<Partial<Marker> | null> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const marker = join(folder, MARKER);
  if (existsSync(marker)) return JSON.parse(await readFile(marker, 'utf8')) as Partial<Marker>;
  if ((await readdir(folder)).length > 0) throw new DemoError(`${folder} was not seeded by the demo and may hold real archives. Choose another folder with DOSSIER_DATA.`);
  return null;
}

/** `kill` ends this process as a power cut would; null where nobody would start it again. */
export async function demo(config: Config, kill: Demo['kill'] = null): Promise<Running> {
  const found = await demoFolder(config.data);
  const secret = found?.secret === undefined ? Buffer.from(systemRandom(48)) : Buffer.from(found.secret, 'base64');
  const note = (finished: boolean): Promise<void> => writeFile(join(config.data, MARKER), JSON.stringify({ demo: true, finished, secret: secret.toString('base64') } satisfies Marker), { mode: 0o600 });
  const seeded = found?.finished === true;
  if (!seeded || found.secret === undefined) await note(seeded);
  const log = processLog();
  const withSecret: Config = { ...config, identity: { kind: 'secret', secrets: [secret] } };
  const storage = await openStorage({ folder: config.data, clock: systemClock, currency: config.currency, backups: config.backups, auditKey: config.auditKey, configuration: config.settings });
  return holding(storage, async () => {
    const dossier = createDossier({
      config: withSecret, storage, clock: systemClock, random: systemRandom, log,
      demo: demoSignIn(config, secret, () => systemClock.now(), kill),
      files: { kit: builtFiles('kit'), pages: builtFiles('demo'), docs: builtFiles('site') },
    });
    await dossier.start();
    if (!seeded) {
      await seedDemo(dossier, storage, new Date(systemClock.now()).toISOString().slice(0, 10));
      await note(true);
    }
    return listen({ dossier, config: withSecret, log, refusal: (request) => demoRefusal(Object.keys(request.headers), request.headers.host, request.socket.remoteAddress) });
  });
}
