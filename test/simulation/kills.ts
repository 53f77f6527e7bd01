/**
 * kill -9 at random moments of the built server: idle, steady and under full load, while it compacts and while it is backed up. What was acked,
 * answered or seen by another client is there after the restart. One folder over all kills; `node --import tsx test/simulation/kills.ts --kills 20 --seed 1`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { freePort, mint, start } from '../helpers/dossier.ts';
import type { Running } from '../helpers/dossier.ts';
import { DocChannel } from '../helpers/sync-client.ts';
import { seededChance } from '../helpers/sync-world.ts';

export interface KillReport { readonly kills: number; readonly acked: number; readonly answered: number; readonly seen: number; readonly backups: number; readonly seconds: number; readonly loads: Readonly<Record<Load, number>>; readonly lost: readonly string[] }
export interface KillOptions { readonly kills: number; readonly seed: number; /** Milliseconds after which no further kill is begun. */ readonly most?: number; readonly progress?: (report: KillReport) => void }

type Load = 'idle' | 'steady' | 'full';
const ARCHIVES = 60;
const SECTIONS = ['profile', 'private', 'people', 'preferences'] as const;
const KEYS: Readonly<Record<(typeof SECTIONS)[number], readonly [string, string]>> = {
  profile: ['fields', 'customer.shortName'], private: ['rows', 'children/c1/name'], people: ['rows', 'people/p1/name'], preferences: ['rows', 'hobbies/h1/item'],
};

/** What must be there of one document: how far each author got. */
type Promised = Map<number, number>;

class Client {
  readonly channel: DocChannel;
  readonly doc: string;
  readonly synced: Promise<void>;
  readonly #socket: WebSocket;
  readonly #promised: Promised;
  readonly #sent: { readonly n: number; readonly clock: number }[] = [];
  acked = 0;
  seen = 0;

  constructor(url: string, token: string, doc: string, promised: Promised, author: number) {
    this.doc = doc;
    this.#promised = promised;
    this.#socket = new WebSocket(`${url.replace('http', 'ws')}/sync/${doc}?acks=1`, { headers: { authorization: `Bearer ${token}` } });
    this.channel = new DocChannel((body) => { if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(body); }, author);
    this.channel.opened = { archive: doc, level: 'write', epoch: 0 };
    this.synced = new Promise((done, fail) => {
      this.#socket.on('open', () => { this.channel.join(); });
      this.#socket.on('message', (data: Buffer) => {
        this.channel.hear(new Uint8Array(data));
        this.#note();
        if (this.channel.synced) done();
      });
      this.#socket.on('error', fail);
      this.#socket.on('close', (code) => { fail(new Error(`closed with ${code}`)); });
    });
    this.synced.catch(() => undefined); // a server that is killed while this comes is what is tested
  }

  get waiting(): number {
    return this.channel.sent - this.channel.acked;
  }
  get open(): boolean {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  edit(value: string): void {
    const [map, key] = KEYS[this.doc.split('/')[1] as keyof typeof KEYS];
    this.channel.doc.getMap(map).set(key, value);
    this.#sent.push({ n: this.channel.sent, clock: Y.getState(this.channel.doc.store, this.channel.doc.clientID) });
  }

  /** What is acked, and what others have written and is seen here, is promised. */
  #note(): void {
    const { doc, acked } = this.channel;
    while (this.#sent[0] !== undefined && this.#sent[0].n <= acked) {
      this.#promise(doc.clientID, this.#sent.shift()!.clock);
      this.acked++;
    }
    for (const author of doc.store.clients.keys()) {
      if (author !== doc.clientID && this.#promise(author, Y.getState(doc.store, author))) this.seen++;
    }
  }
  #promise(author: number, clock: number): boolean {
    if ((this.#promised.get(author) ?? 0) >= clock) return false;
    this.#promised.set(author, clock);
    return true;
  }

  end(): void {
    this.#socket.removeAllListeners('close');
    this.#socket.terminate();
  }
}

const wait = (ms: number): Promise<void> => new Promise((done) => { setTimeout(done, ms); });

export async function kills(options: KillOptions): Promise<KillReport> {
  const chance = seededChance(options.seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)]!;
  const folder = mkdtempSync(join(tmpdir(), 'dossier-kills-'));
  const port = await freePort();
  // snapshots all the time, so that kills meet them
  const boot = (): Promise<Running> => start({ folder, port, env: { DOSSIER_LIMITS: JSON.stringify({ compactUpdates: 20, roomIdleMs: 100 }), DOSSIER_BACKUP: `${folder}-backups` } });
  const began = Date.now();
  const promised = new Map<string, Promised>();
  const of = (doc: string): Promised => promised.get(doc) ?? promised.set(doc, new Map()).get(doc)!;
  const loads: Record<Load, number> = { idle: 0, steady: 0, full: 0 };
  const lost: string[] = [];
  const sum = { kills: 0, acked: 0, answered: 0, seen: 0, backups: 0 };
  const report = (): KillReport => ({ ...sum, loads, lost, seconds: Math.round((Date.now() - began) / 1000) });
  const token = (): Promise<string> => mint({ sub: 'ana', name: 'Ana', roles: ['staff', 'admin'] });
  let author = 1 + Math.floor(chance() * 1e6) * 1000;
  let server = await boot();
  let answered = 0;
  try {
    const first = await token();
    for (let i = 0; i < ARCHIVES; i++) {
      const made = await server.api(first, 'POST', '/api/archives', { id: `K${i}`, kind: 'organisation', name: `Kill ${i}` });
      if (made.status !== 201) throw new Error(JSON.stringify(made));
    }
    while (sum.kills < options.kills && (options.most === undefined || Date.now() - began < options.most)) {
      const own = await token();
      const load = pick(['idle', 'steady', 'full'] satisfies Load[]);
      const docs = Array.from({ length: load === 'idle' ? 2 : load === 'steady' ? 6 : 12 }, () => `K${Math.floor(chance() * ARCHIVES)}/${pick(SECTIONS)}`);
      const clients = [...new Set(docs)].flatMap((doc) => Array.from({ length: load === 'full' ? 3 : 2 }, () => new Client(server.url, own, doc, of(doc), author++)));
      await Promise.all(clients.map(({ synced }) => synced));
      const backup = chance() < 0.1;
      if (backup && (await server.api(own, 'POST', '/api/backups')).status !== 202) throw new Error('no backup was begun');
      const end = Date.now() + 20 + Math.floor(chance() * (backup ? 120 : 250));
      let over = false;
      const saving = (async () => {
        while (!over) {
          const wish = answered + 1;
          const { status } = await server.api(own, 'PATCH', '/api/archives/K0/sections/profile', { fields: { 'crm.website': `https://x.example/${wish}` } }).catch(() => ({ status: 0 })); // cut off by the kill: not answered
          if (status === 200) {
            answered = wish;
            sum.answered++;
          }
          await wait(load === 'full' ? 20 : 60);
        }
      })();
      let value = 0;
      while (Date.now() < end) {
        for (const client of clients) {
          if (!client.open) continue;
          if (load === 'full') for (let i = client.waiting; i < 20; i++) client.edit(`v${sum.kills}-${value++}`);
          else if (load === 'steady' || chance() < 0.1) client.edit(`v${sum.kills}-${value++}`);
        }
        await wait(load === 'full' ? 0 : 10);
      }
      await server.kill();
      over = true;
      await saving;
      await wait(0);
      sum.kills++;
      loads[load]++;
      if (backup) sum.backups++;
      for (const client of clients) {
        sum.acked += client.acked;
        sum.seen += client.seen;
        client.end();
      }
      server = await boot();
      lost.push(...await missing(server, await token(), [...new Set(docs)], of, answered));
      if (lost.length > 0) break;
      if (sum.kills % 20 === 0) options.progress?.(report());
    }
    return report();
  } finally {
    await server.stop();
    if (lost.length === 0) for (const each of [folder, `${folder}-backups`]) rmSync(each, { recursive: true, force: true });
  }
}

/** What was promised and is not there, in the documents that were written to. */
async function missing(server: Running, token: string, docs: readonly string[], of: (doc: string) => Promised, answered: number): Promise<string[]> {
  const found: string[] = [];
  await Promise.all(docs.map(async (doc) => {
    const reader = new Client(server.url, token, doc, new Map(), 0xfffffff0);
    await reader.synced;
    for (const [author, clock] of of(doc)) {
      const there = Y.getState(reader.channel.doc.store, author);
      if (there < clock) found.push(`${doc}: author ${author} is at ${there}, and ${clock} was acked or seen`);
    }
    reader.end();
  }));
  const { body } = await server.api<{ fields: Record<string, unknown> }>(token, 'GET', '/api/archives/K0/sections/profile');
  const kept = Number(String(body.fields['crm.website'] ?? '/0').split('/').at(-1));
  if (kept < answered) found.push(`K0/profile: ${kept} is kept, and ${answered} was answered as saved`);
  return found;
}

if (process.argv[1] === import.meta.filename) {
  const option = (name: string, otherwise: number): number => Number(process.argv[process.argv.indexOf(`--${name}`) + 1 || Infinity] ?? otherwise);
  const said = await kills({ kills: option('kills', 20), seed: option('seed', 1), most: option('minutes', 600) * 60_000, progress: (report) => { console.log(JSON.stringify(report)); } });
  console.log(JSON.stringify(said));
  process.exit(said.lost.length > 0 ? 1 : 0);
}
