/**
 * Inside a computer without network: `packaging/try.sh` of the bundle on that computer, and 300 people of one address who come through its nginx and then say nothing.
 * Arguments: the bundle's file, a folder to work in, the seconds of silence. Writes what happened as one line of JSON. It knows of no expectation.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as after } from 'node:timers/promises';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { OP, writeFrame } from '../../model/protocol.ts';
import { step1Message } from '../../server/sync/wire.ts';
import { caller, mint, root } from './dossier.ts';
import type { Pair } from './socket-pair.ts';
import { SyncClient, type DocChannel } from './sync-client.ts';

export interface CrowdReport {
  /** What `dossier doctor` printed, and its exit code. */
  readonly doctor: { readonly code: number; readonly text: string };
  readonly health: number;
  readonly people: number;
  /** Sockets and streams that ended before the edit. */
  readonly lost: { readonly visible: number; readonly hidden: number; readonly plain: number; readonly streams: number };
  /** How many heard the edit. */
  readonly heard: { readonly visible: number; readonly hidden: number; readonly plain: number; readonly streams: number };
  readonly seconds: number;
}

const [file = '', folder = '', seconds = '150'] = process.argv.slice(2);
const PORT = 8080;
const URL_ = `http://127.0.0.1:${PORT}/dossier`;
const [VISIBLE, HIDDEN, PLAIN, STREAMS] = [200, 80, 10, 10];
const FIELD = 'customer.shortName';
const EDIT = 'after the silence';

execFileSync('tar', ['-xzf', file, '-C', folder]);
const bundle = join(folder, basename(file, '.tar.gz'));
const company = spawn('unshare', ['--mount', '--propagation', 'private', 'sh', join(root, 'test/helpers/bare-machine.sh'), root, join(bundle, 'packaging/try.sh'), '--port', String(PORT), '--folder', join(folder, 'company'),
  // the doctor once all is up, then until our end of the pipe closes
  'sh', '-c', 'dossier doctor; echo "doctor: $?"; cat >/dev/null'], { stdio: ['pipe', 'pipe', 'inherit'] });
const said: string[] = [];
await new Promise<void>((ready, fail) => {
  createInterface({ input: company.stdout }).on('line', (line) => {
    said.push(line);
    if (line.startsWith('doctor: ')) ready();
  });
  company.once('exit', (code) => { fail(new Error(`try.sh ended with ${code}:\n${said.join('\n')}`)); });
});
const code = said.at(-1)!.replace('doctor: ', '');
const doctor = { code: Number(code), text: said.slice(said.findIndex((line) => line.startsWith('Dossier is behind nginx')) + 2, -1).join('\n') };

const secret = /^DOSSIER_JWT_SECRET=(.*)$/m.exec(readFileSync(join(folder, 'company/dossier.env'), 'utf8'))![1]!;
const api = caller(URL_);
const person = (number: number): Promise<string> => mint({ sub: `person-${number}`, name: `Person ${number}`, roles: ['steward'] }, secret);
const writer = await person(0);
await api(writer, 'POST', '/api/archives', { id: 'CROWD', kind: 'organisation', packs: ['base', 'organisation'], name: 'Crowd' });

interface One { lost: boolean; heard: () => boolean }
const opened = (socket: WebSocket): Promise<unknown> => Promise.race([once(socket, 'open'), once(socket, 'unexpected-response').then(([, answer]) => { throw new Error(`nginx answered ${(answer as { statusCode: number }).statusCode} to the upgrade`); })]);

/** A page: every so many seconds it says that it is there, once a minute where the browser holds a hidden one back. */
async function line(number: number, pause: number): Promise<One> {
  const socket = new WebSocket(`${URL_.replace('http', 'ws')}/line`);
  socket.binaryType = 'nodebuffer';
  const wire: Pair['client'] = { send: (bytes) => { socket.send(bytes); }, close: () => { socket.close(); }, onmessage: () => undefined, onclose: () => undefined };
  const client = new SyncClient({ client: wire } as Pair);
  await opened(socket);
  let channel: DocChannel | undefined;
  const one: One = { lost: false, heard: () => channel?.fields()[FIELD] === EDIT };
  const synced = new Promise<void>((done) => socket.on('message', (bytes: Buffer) => {
    wire.onmessage(new Uint8Array(bytes));
    if (client.welcome !== null && channel === undefined) channel = client.open('CROWD', 'profile');
    if (channel?.synced === true) done();
  }));
  socket.on('close', () => { one.lost = true; });
  client.hello(await person(number));
  await synced;
  setInterval(() => { if (!one.lost) socket.send(writeFrame(0, OP.ping)); }, pause).unref();
  return one;
}

/** Another tool at `/sync`: joins, and from then on says nothing at all. */
async function plain(number: number): Promise<One> {
  const socket = new WebSocket(`${URL_.replace('http', 'ws')}/sync/CROWD/profile`, { headers: { authorization: `Bearer ${await person(number)}` } });
  let heard = false;
  const one: One = { lost: false, heard: () => heard };
  socket.on('message', (bytes: Buffer) => { heard ||= bytes.includes(EDIT); });
  socket.on('close', () => { one.lost = true; });
  await opened(socket);
  socket.send(step1Message(Y.encodeStateVector(new Y.Doc())));
  return one;
}

async function stream(number: number): Promise<One> {
  const answer = await fetch(`${URL_}/api/overviews?ids=CROWD`, { headers: { authorization: `Bearer ${await person(number)}`, accept: 'text/event-stream' } });
  let events = 0;
  const one: One = { lost: answer.status !== 200, heard: () => events > 1 };
  void (async () => {
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) events += part.value.split('event: digests').length - 1;
  })().catch(() => undefined).finally(() => { one.lost = true; });
  return one;
}

let next = 1;
const many = async (count: number, make: (number: number) => Promise<One>): Promise<One[]> => {
  const all: One[] = [];
  // twenty at once, as people come in the morning
  while (all.length < count) all.push(...await Promise.all(Array.from({ length: Math.min(20, count - all.length) }, () => make(next++))));
  return all;
};
const groups = {
  visible: await many(VISIBLE, (number) => line(number, 20_000)),
  hidden: await many(HIDDEN, (number) => line(number, 60_000)),
  plain: await many(PLAIN, plain),
  streams: await many(STREAMS, stream),
};
const count = (test: (one: One) => boolean): CrowdReport['heard'] => Object.fromEntries(Object.entries(groups).map(([name, ones]) => [name, ones.filter(test).length])) as never;

const begun = Date.now();
await after(Number(seconds) * 1000);
const lost = count((one) => one.lost);
await api(writer, 'PATCH', '/api/archives/CROWD/sections/profile', { fields: { [FIELD]: EDIT } });
for (const end = Date.now() + 15_000; Date.now() < end && Object.values(groups).flat().some((one) => !one.heard());) await after(100);
const report: CrowdReport = { doctor, health: (await fetch(`${URL_}/healthz`)).status, people: next - 1, lost, heard: count((one) => one.heard()), seconds: Math.round((Date.now() - begun) / 1000) };
process.stdout.write(`${JSON.stringify(report)}\n`);
company.stdin.end();
await once(company, 'exit');
process.exit(0);
