/**
 * A hand-over while people work, with the built server as a black box: everybody edits, the leaver's page is open on line, sockets and event streams. What was acknowledged is stored, nothing comes to
 * the leaver after the call has returned, and a kill in the middle leaves all or nothing. `node --import tsx test/simulation/hand-over.ts --archives 10000 --editors 100 --kills 3`.
 */
import { fork } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { HandoverDone, HandoverView } from '../../model/handover/api.ts';
import { mint, start, tempFolder } from '../helpers/dossier.ts';
import type { Running } from '../helpers/dossier.ts';
import type { Heard, LeaverWish } from '../helpers/leaver.ts';
import { DocChannel } from '../helpers/sync-client.ts';

export interface HandOverOptions { readonly archives: number; readonly editors: number; /** Kills in the middle of the call, before the one that is let through. */ readonly kills: number; /** Milliseconds for which everybody edits before and after. */ readonly around: number; /** Where the built program is; default: this clone. */ readonly program?: string | undefined; readonly say?: (line: string) => void }
export interface HandOverReport {
  readonly archives: number;
  readonly editors: number;
  /** Milliseconds: the one transaction, the whole call, until all letters and tasks are there. */
  readonly transaction: number;
  readonly call: number;
  readonly followed: number;
  readonly acked: number;
  readonly duringCall: number;
  readonly lost: readonly string[];
  readonly longestAck: number;
  readonly usualAck: number;
  /** Of the server's event loop, in milliseconds, of the scrape that covers the call. */
  readonly longestStall: number | null;
  readonly bytesBefore: number;
  readonly bytesAfter: number;
  /** Connections of the leaver that are closed, of all that were open. */
  readonly closed: readonly [closed: number, open: number];
  readonly markersHeard: number;
  readonly kills: readonly { readonly after: number; readonly outcome: 'all' | 'nothing' | 'TORN' }[];
}

const now = (): number => Number(process.hrtime.bigint()) / 1e6;
const KEY = 'customer.shortName';

class Editor {
  readonly doc: string;
  readonly #socket: WebSocket;
  readonly #channel: DocChannel;
  readonly synced: Promise<void>;
  readonly waits: { readonly at: number; readonly took: number }[] = [];
  acked = 0;
  #asked = 0;
  #since = 0;
  #over = false;
  closed: number | null = null;

  constructor(url: string, token: string, doc: string, author: number) {
    this.doc = doc;
    this.#socket = new WebSocket(`${url.replace('http', 'ws')}/sync/${doc}?acks=1`, { headers: { authorization: `Bearer ${token}` } });
    this.#channel = new DocChannel((body) => { if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(body); }, author);
    this.#channel.opened = { archive: doc, level: 'write', epoch: 0 };
    this.synced = new Promise((done, fail) => {
      this.#socket.on('open', () => { this.#channel.join(); });
      this.#socket.on('message', (data: Buffer) => {
        this.#channel.hear(new Uint8Array(data));
        if (this.#channel.synced) done();
        this.#note();
      });
      this.#socket.on('error', fail);
      this.#socket.on('close', (code) => { this.closed = code; });
    });
  }

  #note(): void {
    if (this.#asked === 0 || this.#channel.acked < this.#channel.sent || this.acked === this.#asked) return;
    this.acked = this.#asked;
    this.waits.push({ at: this.#since, took: now() - this.#since });
    if (!this.#over) setTimeout(() => { this.edit(); }, 20);
  }
  /** One after the other: the next when the last is acknowledged. */
  edit(marker = ''): void {
    if (this.#over) return;
    this.#since = now();
    this.#channel.doc.getMap('fields').set(KEY, `${marker}v${++this.#asked}`);
  }
  async end(): Promise<void> {
    this.#over = true;
    for (const until = Date.now() + 20_000; this.acked < this.#asked && Date.now() < until;) await wait(10);
    this.#socket.removeAllListeners('close');
    this.#socket.terminate();
  }
}

const numberOf = (value: unknown): number => Number(/v(\d+)$/.exec(String(value ?? 'v0'))?.[1] ?? 0);

export async function handOver({ archives, editors, kills, around, program, say = () => undefined }: HandOverOptions): Promise<HandOverReport> {
  const folder = tempFolder();
  const boot = (): Promise<Running> => start({ folder, ...(program === undefined ? {} : { program }) });
  let server = await boot();
  const steward = () => mint({ sub: 'stu', name: 'Stu', roles: ['steward'] });
  const token = { lena: await mint({ sub: 'lena', name: 'Lena', roles: ['staff'], department: 'sales' }), sven: await mint({ sub: 'sven', name: 'Sven', roles: ['staff'], department: 'sales' }), nora: await mint({ sub: 'nora', name: 'Nora', roles: ['staff'], department: 'export' }) };
  const ids = Array.from({ length: archives }, (_, i) => `H${String(i).padStart(5, '0')}`);
  let leaver: ReturnType<typeof fork> | null = null;
  try {
    for (const each of Object.values(token)) await server.api(each, 'GET', '/api/me');
    for (let i = 0; i < ids.length; i += 500) {
      const made = await server.api(token.lena, 'POST', '/api/bulk/archives', { items: ids.slice(i, i + 500).map((id) => ({ id, kind: 'organisation', name: `Company ${id}` })) });
      if (made.status !== 207) throw new Error(JSON.stringify(made.body));
      if (i % 2_000 === 0) say(`${i + 500} archives`);
    }
    const wish = { from: 'lena', reason: 'left', to: 'sven', rules: [{ archives: ids.slice(0, Math.floor(archives / 2)), to: ['nora', 'sven'] }] };
    const done: HandOverReport['kills'][number][] = [];
    for (let n = 0; n < kills; n++) {
      const after = Math.round((n + 1) * Math.min(4_000, archives / 6) / (kills + 1));
      const outcome = await killed(server, await steward(), wish, after, ids);
      server = await boot();
      const found = await outcome(server);
      done.push({ after, outcome: found });
      say(`killed after ${after} ms: ${found}`);
      if (found === 'TORN') break;
      if (found === 'all') {
        // what follows goes on by itself; then everything is hers again
        await until(async () => (await server.api<{ items: HandoverView[] }>(await steward(), 'GET', '/api/handovers')).body.items.every(({ state }) => state === 'done'));
        await server.api(await mint({ sub: 'ada', name: 'Ada', roles: ['admin'] }), 'PUT', '/api/people/lena', { active: true });
        await wait(1_100); // tokens carry whole seconds
        for (const from of ['sven', 'nora']) await server.api(await steward(), 'POST', '/api/handovers', { from, reason: 'moved', to: 'lena' });
        token.lena = await mint({ sub: 'lena', name: 'Lena', roles: ['staff'], department: 'sales' });
      }
    }

    leaver = fork(join(import.meta.dirname, '../helpers/leaver.ts'), { execArgv: ['--import', 'tsx'] });
    const heard: Heard[] = [];
    const ready = new Promise<void>((resolve) => { leaver?.on('message', (each: Heard) => { heard.push(each); if (each.kind === 'ready') resolve(); }); });
    const docs = ids.slice(0, 5).map((id) => `${id}/profile`);
    leaver.send({ url: server.url, token: token.lena, refs: ids.slice(0, 400), docs } satisfies LeaverWish);
    await ready;
    say('the leaver’s page is open');

    const writers = await Promise.all(Array.from({ length: editors }, async (_, i) => new Editor(server.url, await mint({ sub: `e${i}`, name: `Editor ${i}`, roles: ['steward'] }), `${ids[i % ids.length]}/profile`, 1_000 + i)));
    await Promise.all(writers.map(({ synced }) => synced));
    for (const writer of writers) writer.edit();
    await wait(around);
    const scrape = async (): Promise<string> => (await server.api<string>(await mint({ sub: 'ada', name: 'Ada', roles: ['admin'] }), 'GET', '/metrics')).body;
    await scrape();
    await wait(200);
    await scrape();
    const began = now();
    const answer = await server.api<HandoverDone>(await steward(), 'POST', '/api/handovers', wish);
    const returned = now();
    const scraped = await scrape();
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    say(`${answer.body.counts.given} archives handed over in ${Math.round(returned - began)} ms, of which the transaction ${answer.body.milliseconds} ms`);
    for (const writer of writers) writer.edit('after-the-end '); // whoever listened still would hear of it
    await wait(around);
    await Promise.all(writers.map((writer) => writer.end()));
    await until(async () => (await server.api<HandoverView>(await steward(), 'GET', `/api/handovers/${answer.body.id}`)).body.state === 'done');
    const followed = now() - returned;

    const lost: string[] = [];
    const reader = await steward();
    for (const writer of writers) {
      const { body } = await server.api<{ fields: Record<string, unknown> }>(reader, 'GET', `/api/archives/${writer.doc.replace('/', '/sections/')}`);
      if (numberOf(body.fields[KEY]) < writer.acked) lost.push(`${writer.doc}: ${writer.acked} was acknowledged, ${String(body.fields[KEY])} is stored`);
      if (writer.closed !== null) lost.push(`${writer.doc}: an editor was closed with ${writer.closed}`);
    }
    const waits = writers.flatMap(({ waits: each }) => each);
    const across = waits.filter(({ at, took }) => at < returned && at + took > began);
    const usual = waits.filter(({ at, took }) => at + took < began).map(({ took }) => took).sort((a, b) => a - b);
    // that a connection is closed is told by another process, which may be slower than the answer
    const told = (kind: 'open' | 'closed'): number => new Set(heard.filter((each) => each.kind === kind).map(({ what }) => what)).size;
    for (let tries = 0; tries < 200 && told('closed') < told('open'); tries++) await new Promise((done) => { setTimeout(done, 50); });
    const bytes = heard.filter(({ kind }) => kind === 'bytes');
    const open = new Set(heard.filter(({ kind }) => kind === 'open').map(({ what }) => what));
    const closed = new Set(heard.filter(({ kind }) => kind === 'closed').map(({ what }) => what));
    return {
      archives, editors, transaction: answer.body.milliseconds, call: Math.round(returned - began), followed: Math.round(followed), acked: writers.reduce((sum, writer) => sum + writer.acked, 0), duringCall: across.length, lost,
      longestAck: Math.round(Math.max(0, ...across.map(({ took }) => took))), usualAck: Math.round(usual[Math.floor(usual.length / 2)] ?? 0), longestStall: stallIn(scraped),
      bytesBefore: bytes.filter(({ at }) => at <= returned).reduce((sum, each) => sum + each.bytes, 0), bytesAfter: bytes.filter(({ at }) => at > returned).reduce((sum, each) => sum + each.bytes, 0),
      closed: [closed.size, open.size], markersHeard: bytes.filter(({ text }) => text !== '').length, kills: done,
    };
  } finally {
    leaver?.kill();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 1_800_000; !(await holds());) {
    if (Date.now() > end) throw new Error('what follows from the hand-over did not end');
    await wait(500);
  }
}

/** Begins the call and takes the power away; answers how to see what is left of it. */
async function killed(server: Running, token: string, wish: object, after: number, ids: readonly string[]): Promise<(again: Running) => Promise<'all' | 'nothing' | 'TORN'>> {
  const call = server.api(token, 'POST', '/api/handovers', wish).then(() => undefined, () => undefined); // cut off by the kill
  await wait(after);
  await server.kill();
  await call;
  return async (again) => {
    const reader = await mint({ sub: 'stu', name: 'Stu', roles: ['steward'] });
    const { items } = (await again.api<{ items: HandoverView[] }>(reader, 'GET', '/api/handovers')).body;
    const newest = items.filter(({ from, reason }) => from.id === 'lena' && reason === 'left')[0];
    const active = (await again.api(await mint({ sub: 'lena', name: 'Lena', roles: ['staff'], department: 'sales' }), 'GET', '/api/me')).status === 200;
    const mine = (await again.api<{ archives: number }>(reader, 'POST', '/api/handovers', { from: 'lena', reason: 'left', dryRun: true })).body.archives;
    if (active && mine === ids.length && (newest === undefined || items.some(({ from }) => from.id !== 'lena'))) return 'nothing';
    return !active && mine === 0 && newest?.counts.given === ids.length ? 'all' : 'TORN';
  };
}

const stallIn = (text: string): number | null => {
  const found = /^nodejs_eventloop_lag_max_seconds(?:\{[^}]*\})? ([\d.e-]+)$/m.exec(text)?.[1];
  return found === undefined ? null : Math.round(Number(found) * 1000);
};

if (process.argv[1] === import.meta.filename) {
  const option = (name: string, otherwise: number): number => { const at = process.argv.indexOf(`--${name}`); return at < 0 ? otherwise : Number(process.argv[at + 1]); };
  const report = await handOver({ archives: option('archives', 10_000), editors: option('editors', 100), kills: option('kills', 3), around: option('around', 5_000), program: process.env['DOSSIER_PROGRAM'], say: (line) => { console.log(line); } });
  console.log(JSON.stringify(report));
  process.exit(report.lost.length > 0 || report.bytesAfter > 0 || report.markersHeard > 0 || report.kills.some(({ outcome }) => outcome === 'TORN') ? 1 : 0);
}
