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

/** Tokens as a host's backend would mint them, with a secret that lives as long as this process. */
export function demoSignIn(config: Config, secret: Uint8Array, now: () => number): Demo {
  const people = SAMPLE_PEOPLE.map(({ id, name, department, roles, title }) => ({ id, name, department, roles, title }));
  return {
    people,
    async signIn(id) {
      const person = people.find((each) => each.id === id);
      if (!person) return null;
      const { name, department, roles } = person;
      const { token } = await mintToken(secret, { sub: id, name, department, roles }, { audience: config.audience, issuer: config.issuer, seconds: TOKEN_SECONDS, now: now() });
      return { token };
    },
  };
}

/** `new` for a folder that is empty or not there, `seeded` for one with the demo's marker. Throws `DemoError` for any other: it may hold real archives. */
export async function demoFolder(folder: string): Promise<'new' | 'seeded' | 'unfinished'> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const marker = join(folder, MARKER);
  if (existsSync(marker)) return (JSON.parse(await readFile(marker, 'utf8')) as { finished?: boolean }).finished === true ? 'seeded' : 'unfinished';
  if ((await readdir(folder)).length > 0) throw new DemoError(`${folder} was not seeded by the demo and may hold real archives. Choose another folder with DOSSIER_DATA.`);
  return 'new';
}

export async function demo(config: Config): Promise<Running> {
  const state = await demoFolder(config.data);
  const marker = join(config.data, MARKER);
  if (state === 'new') await writeFile(marker, JSON.stringify({ demo: true, finished: false }));
  const log = processLog();
  const secret = systemRandom(48);
  const withSecret: Config = { ...config, identity: { kind: 'secret', secrets: [secret] } };
  const storage = await openStorage({ folder: config.data, clock: systemClock, currency: config.currency });
  return holding(storage, async () => {
    const dossier = createDossier({
      config: withSecret, storage, clock: systemClock, random: systemRandom, log,
      demo: demoSignIn(config, secret, () => systemClock.now()),
      files: { kit: builtFiles('kit'), pages: builtFiles('demo') },
    });
    await dossier.start();
    if (state !== 'seeded') {
      await seedDemo(dossier, storage, new Date(systemClock.now()).toISOString().slice(0, 10));
      await writeFile(marker, JSON.stringify({ demo: true, finished: true }));
    }
    return listen({ dossier, config: withSecret, log, refusal: (request) => demoRefusal(Object.keys(request.headers), request.headers.host, request.socket.remoteAddress) });
  });
}
