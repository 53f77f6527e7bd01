/** The built `dossier serve` with shipped defaults: archives made over REST, tokens as a host's backend mints them. */
import { mint, start, type Running } from '../../helpers/dossier.ts';
import { pool, sleep } from './pace.ts';
import { ServerProcess } from './server-process.ts';
import type { Target } from './target.ts';

const OWNER = 'alice';
const tokens = new Map<string, Promise<string>>();

/** Alice owns the archives; everyone else is a steward, who may write to all. */
export function tokenOf(person: string): Promise<string> {
  let token = tokens.get(person);
  if (token === undefined) tokens.set(person, (token = mint({ sub: person, name: person, roles: [person === OWNER ? 'staff' : 'steward'] })));
  return token;
}

async function create(server: Running, id: string): Promise<void> {
  for (;;) {
    const { status, body } = await server.api(await tokenOf(OWNER), 'POST', '/api/archives', { id, kind: 'organisation', name: id });
    if (status === 201) return;
    if (status !== 429) throw new Error(`the archive ${id} was answered ${status}: ${JSON.stringify(body)}`);
    await sleep(200);
  }
}

/** `profile`: a folder for what V8 saw of each thread, written when the server is stopped. */
export const dossier = (profile?: string): Target => ({
  name: 'dossier',
  root: 'rows',
  key: (name) => `methods/${name}/value`,
  quick: '/healthz',
  async prepare(folder, rooms) {
    const server = await start({ folder });
    try {
      await pool(rooms.length, 8, (i) => create(server, rooms[i]!));
    } finally {
      await server.stop();
    }
  },
  async start(folder) {
    const server = await start({ folder, env: profile === undefined ? {} : { NODE_OPTIONS: `--import ${new URL('./profiler.mjs', import.meta.url).href}`, BENCH_PROFILE: profile } });
    return new ServerProcess(server.process, Number(new URL(server.url).port), server.output);
  },
  async address(port, room, person, options) {
    const token = await tokenOf(person);
    const acks = options?.acks === true ? '?acks=1' : '';
    return { url: `ws://127.0.0.1:${port}/sync/${room}/profile${acks}`, headers: { authorization: `Bearer ${token}` }, framing: 'y-websocket', room, token };
  },
});
export const dossierTarget = dossier();
