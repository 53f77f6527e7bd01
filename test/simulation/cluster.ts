/**
 * P12 with real processes: three nodes of the built server over a PostgreSQL and a Redis, a way that breaks between every two of them, people who write through any node, and one whose right ends meanwhile.
 * Nothing acknowledged is lost, all are equal when it is over, whoever was shut out receives nothing that came after, and no number is missing. `node --import tsx test/simulation/cluster.ts --runs 20 --seed 1`.
 */
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import * as Y from 'yjs';
import { freePort, mint, start } from '../helpers/dossier.ts';
import type { Running } from '../helpers/dossier.ts';
import { startFaultyProxy } from '../helpers/faulty-proxy.ts';
import type { Fault, FaultyProxy } from '../helpers/faulty-proxy.ts';
import { seededChance } from '../helpers/sync-world.ts';
import { startPostgres } from '../instances/postgres.ts';
import type { Postgres } from '../instances/postgres.ts';
import { startRedis } from '../instances/redis.ts';
import { ClusterClient } from './cluster-client.ts';

export const FAULTS = ['kill a node', 'stop a node for four leases', 'crash PostgreSQL', 'flush Redis', 'kill Redis', 'cut a node from PostgreSQL', 'silence between a node and PostgreSQL', 'late and short ways to PostgreSQL', 'cut a node from Redis', 'cut people from a node', 'fill the disk'] as const;
type FaultName = (typeof FAULTS)[number];

export interface ClusterReport {
  readonly runs: number; readonly acked: number; readonly moves: number; readonly revoked: number; readonly checkedBytes: number;
  readonly healMs: readonly number[]; readonly faults: Readonly<Record<string, number>>; readonly leftOut: readonly string[]; readonly wrong: readonly string[]; readonly seconds: number;
}
export interface ClusterOptions { readonly runs: number; readonly seed: number; /** Milliseconds after which no further run begins. */ readonly most?: number; readonly progress?: (report: ClusterReport, line: string) => void }

const LEASE_MS = 1_000;
const NODES = 3;
const SECTIONS = ['profile', 'preferences'] as const;
const KEYS = ['customer.shortName', 'crm.website', 'customer.name', 'customer.shortName'] as const;
const HEAL_MS = 60_000;
const DISK_BYTES = 300_000_000;

const wait = (ms: number): Promise<void> => new Promise((done) => { setTimeout(done, ms); });
async function until(what: string, holds: () => boolean | Promise<boolean>, most = HEAL_MS): Promise<void> {
  for (const end = Date.now() + most; !(await holds());) {
    if (Date.now() > end) throw new Error(`not within ${most / 1_000} s: ${what}`);
    await wait(50);
  }
}

/** A disk that can be full, of the database alone; null where nobody may mount one. */
function smallDisk(): { readonly path: string; fill(): void; free(): void; close(): void } | null {
  const path = mkdtempSync(join(tmpdir(), 'dossier-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_BYTES},mode=0777`, 'tmpfs', path], { stdio: 'ignore' });
  } catch {
    rmSync(path, { recursive: true });
    return null;
  }
  const ballast = join(path, 'ballast');
  return {
    path,
    fill() {
      writeFileSync(ballast, '');
      const chunk = Buffer.alloc(1_000_000);
      try {
        for (;;) {
          const { bavail, bsize } = statfsSync(path);
          appendFileSync(ballast, bavail * bsize > chunk.length ? chunk : Buffer.alloc(4_096));
        }
      } catch {
        // full, which is what was wanted
      }
    },
    free: () => { rmSync(ballast, { force: true }); },
    close() {
      execFileSync('umount', ['-l', path]);
      rmSync(path, { recursive: true, force: true });
    },
  };
}

interface Cluster {
  readonly postgres: Postgres;
  readonly url: string;
  readonly nodes: Running[];
  readonly people: readonly FaultyProxy[];
  readonly addresses: readonly string[];
  break(name: FaultName, chance: () => number): Promise<void>;
  heal(): Promise<void>;
  readonly leftOut: readonly string[];
  stop(): Promise<void>;
}

async function openCluster(): Promise<Cluster> {
  const disk = smallDisk();
  const before = process.env['TMPDIR'];
  if (disk) process.env['TMPDIR'] = disk.path;
  const postgres = await startPostgres().finally(() => { if (before === undefined) delete process.env['TMPDIR']; else process.env['TMPDIR'] = before; });
  const redis = await startRedis();
  const url = await postgres.database();
  const toPostgres = await Promise.all(Array.from({ length: NODES }, () => startFaultyProxy(postgres.port)));
  const toRedis = await Promise.all(Array.from({ length: NODES }, () => startFaultyProxy(redis.port)));
  const folder = mkdtempSync(join(tmpdir(), 'dossier-cluster-'));
  const ports = [await freePort(), await freePort(), await freePort()];
  const boot = (which: number): Promise<Running> => {
    const data = join(folder, String(which));
    mkdirSync(data, { recursive: true });
    const through = new URL(url);
    through.port = String(toPostgres[which]!.port);
    return start({ folder: data, port: ports[which]!, env: { DOSSIER_DATABASE_URL: through.href, DOSSIER_REDIS_URL: `redis://127.0.0.1:${toRedis[which]!.port}`, DOSSIER_AUDIT_KEY: 'a key of the audit that is long enough', DOSSIER_LIMITS: JSON.stringify({ leaseMs: LEASE_MS }) } });
  };
  const nodes: Running[] = [];
  for (let which = 0; which < NODES; which++) nodes.push(await boot(which));
  const people = await Promise.all(ports.map((port) => startFaultyProxy(port)));
  const none: Fault = { kind: 'none' };
  const dead = new Set<number>();
  const stopped = new Set<number>();
  let redisDead = false;
  let postgresDead = false;

  const cluster: Cluster = {
    postgres, url, nodes, people,
    addresses: people.map(({ port }) => `http://127.0.0.1:${port}`),
    leftOut: disk ? [] : ['the disk was not filled: no small one can be mounted here'],
    async break(name, chance) {
      const which = Math.floor(chance() * NODES);
      const long = 500 + Math.floor(chance() * 1_500);
      switch (name) {
        case 'kill a node':
          if (stopped.has(which)) nodes[which]!.process.kill('SIGCONT');
          stopped.delete(which);
          dead.add(which);
          await nodes[which]!.kill();
          return wait(long);
        case 'stop a node for four leases':
          if (dead.has(which)) return;
          stopped.add(which);
          nodes[which]!.process.kill('SIGSTOP');
          return wait(4 * LEASE_MS);
        case 'crash PostgreSQL':
          if (postgresDead) return;
          await postgres.restart('immediate');
          return;
        case 'flush Redis':
          if (!redisDead) execFileSync('redis-cli', ['-p', String(redis.port), 'FLUSHALL'], { stdio: 'ignore' });
          return;
        case 'kill Redis':
          if (redisDead) return;
          redisDead = true;
          await redis.kill();
          return wait(long);
        case 'cut a node from PostgreSQL':
          toPostgres[which]!.set({ kind: 'cut' });
          return wait(long);
        case 'silence between a node and PostgreSQL':
          toPostgres[which]!.set({ kind: 'silent' });
          return wait(long + LEASE_MS);
        case 'late and short ways to PostgreSQL':
          toPostgres[which]!.set({ kind: 'late', ms: 5 + Math.floor(chance() * 60) });
          toPostgres[(which + 1) % NODES]!.set({ kind: 'short', bytes: 200 + Math.floor(chance() * 20_000) });
          return wait(long);
        case 'cut a node from Redis':
          toRedis[which]!.set({ kind: chance() < 0.5 ? 'cut' : 'silent' });
          return wait(long);
        case 'cut people from a node':
          people[which]!.set({ kind: chance() < 0.5 ? 'cut' : 'silent' });
          return wait(long);
        case 'fill the disk':
          if (!disk || postgresDead) return;
          disk.fill();
          await wait(long);
          disk.free();
          // it may have ended itself: no room for its own log
          await postgres.kill();
          postgresDead = true;
          return;
      }
    },
    async heal() {
      for (const proxy of [...toPostgres, ...toRedis, ...people]) proxy.set(none);
      if (postgresDead) await postgres.start();
      if (redisDead) await redis.start();
      postgresDead = redisDead = false;
      for (const which of stopped) nodes[which]!.process.kill('SIGCONT');
      stopped.clear();
      for (const which of dead) nodes[which] = await boot(which);
      dead.clear();
    },
    async stop() {
      await cluster.heal().catch(() => undefined); // what cannot be healed is ended all the same
      await Promise.all(nodes.map((node) => node.kill()));
      for (const proxy of [...toPostgres, ...toRedis, ...people]) await proxy.close();
      await redis.stop();
      await postgres.stop();
      disk?.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return cluster;
}

/** What is there twice or not at all. */
async function gaps(url: string): Promise<readonly string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const ask = async (sql: string): Promise<readonly string[]> => (await client.query<{ what: string }>(sql)).rows.map(({ what }) => what);
    return [
      ...await ask(`SELECT format('%s/%s is at %s, its snapshot at %s, and %s updates follow', s.archive, s.name, s.seq, s.upto, count(u.seq)) AS what FROM archive.section s LEFT JOIN archive.section_update u ON u.section = s.id AND u.seq > s.upto
        GROUP BY s.id, s.archive, s.name, s.seq, s.upto HAVING count(u.seq) <> s.seq - s.upto OR count(DISTINCT u.seq) <> count(u.seq)`),
      ...await ask("SELECT format('the audit has %s rows from %s to %s', count(*), min(seq), max(seq)) AS what FROM archive.audit HAVING count(*) <> max(seq) - min(seq) + 1"),
    ];
  } finally {
    await client.end();
  }
}

export async function playCluster({ runs, seed, most = Infinity, progress }: ClusterOptions): Promise<ClusterReport> {
  const began = Date.now();
  const sum = { runs: 0, acked: 0, moves: 0, revoked: 0, checkedBytes: 0 };
  const faults: Record<string, number> = {};
  const healMs: number[] = [];
  const wrong: string[] = [];
  const cluster = await openCluster();
  const report = (): ClusterReport => ({ ...sum, healMs, faults, leftOut: cluster.leftOut, wrong, seconds: Math.round((Date.now() - began) / 1_000) });
  try {
    const people = ['ana', 'bo', 'cy', 'dee'];
    const tokens = new Map(await Promise.all(people.map(async (sub) => [sub, await mint({ sub, name: sub, roles: ['staff'] })] as const)));
    for (let run = seed; run < seed + runs && Date.now() - began < most && wrong.length === 0; run++) {
      const line = await playOne(run).catch((error: unknown) => {
        wrong.push(`run ${run}: ${error instanceof Error ? error.message : String(error)}`);
        return `run ${run} broke off`;
      });
      sum.runs++;
      progress?.(report(), line);
    }

    async function playOne(run: number): Promise<string> {
      // what happens is the seed's alone; who is where at a moment also depends on the machine
      const script = seededChance(run);
      const chance = seededChance(run + 1_000_000);
      const pick = <T>(all: readonly T[]): T => all[Math.floor(chance() * all.length)]!;
      const archive = `R${run}x${began.toString(36)}`;
      const api = async (which: number, person: string, method: string, path: string, body?: unknown): Promise<number> => (await cluster.nodes[which]!.api(tokens.get(person)!, method, path, body)).status;
      // a node that was just healed says no until it has read what is new
      await until('an archive is made', async () => [201, 409].includes(await api(0, 'ana', 'POST', '/api/archives', { id: archive, kind: 'organisation', packs: ['base', 'organisation'], name: archive })));
      await until('its owners are set', async () => await api(1, 'ana', 'PUT', `/api/archives/${archive}/owners`, { owner: 'ana', coOwners: ['bo', 'cy', 'dee'], deputies: [] }) === 200);
      const clients = people.flatMap((person, i) => SECTIONS.slice(0, person === 'dee' ? 1 : 2).filter((section) => section === 'profile' || i < 2).map((section, s) => new ClusterClient({
        person, token: tokens.get(person)!, doc: `${archive}/${section}`, key: section === 'profile' ? KEYS[i]! : '', author: run * 100 + i * 10 + s + 1, nodes: cluster.addresses, choose: (count) => Math.floor(chance() * count),
      })));
      const writers = clients.filter(({ options }) => options.doc.endsWith('/profile'));
      const readers = clients.filter((each) => !writers.includes(each));
      try {
        await until('everybody has the sections open', () => clients.every(({ synced }) => synced));
        let over = false;
        let n = 0;
        /** Values written after the right has ended. */
        const after: string[] = [];
        let ended = false;
        const writing = (async () => {
          while (!over) {
            for (const client of writers) {
              const value = `v${run}q${(n++).toString(36)}z`;
              if (ended && client.options.person !== 'dee') after.push(value);
              client.edit(client.options.key === 'crm.website' ? `https://${value}.example/` : value);
            }
            await wait(25 + Math.floor(chance() * 25));
            if (chance() < 0.01) pick(clients).move();
          }
        })();
        await wait(200);
        const told: string[] = [];
        const names = Array.from({ length: 3 }, () => FAULTS[Math.floor(script() * FAULTS.length)]!);
        for (const [i, name] of names.entries()) {
          told.push(name);
          faults[name] = (faults[name] ?? 0) + 1;
          const breaking = cluster.break(name, script);
          if (i === 1) {
            // while it is broken somebody takes dee out, at whichever node does it
            for (const end = Date.now() + HEAL_MS; Date.now() < end;) {
              const done = await Promise.race([api(Math.floor(chance() * NODES), 'ana', 'PUT', `/api/archives/${archive}/owners`, { owner: 'ana', coOwners: ['bo', 'cy'], deputies: [] }), wait(8_000).then(() => 0)]).catch(() => 0);
              if (done === 200) { ended = true; break; }
              await wait(100);
              if (Date.now() > end - HEAL_MS / 2) { await breaking; await cluster.heal(); }
            }
            if (!ended) throw new Error('the right could not be taken');
            sum.revoked++;
          }
          await breaking;
          await wait(Math.floor(script() * 400));
          if (script() < 0.5) await cluster.heal();
        }
        await cluster.heal();
        const healed = Date.now();
        await wait(300);
        over = true;
        await writing;
        const staying = clients.filter(({ options }) => options.person !== 'dee');
        await until('everything is acknowledged', () => staying.every((client) => client.synced && client.acked >= client.clock)).catch((error: unknown) => {
          throw new Error(`${String(error)}: ${staying.map((client) => `${client.options.person} ${client.options.doc} ${client.acked}/${client.clock} ${client.synced} refused ${client.refused}`).join('; ')}; ${told.join(', ')}`);
        });
        const docs = [...new Set(staying.map(({ options }) => options.doc))];
        const fresh = docs.flatMap((doc, d) => cluster.addresses.map((address, a) => new ClusterClient({ person: 'ana', token: tokens.get('ana')!, doc, key: '', author: run * 100 + 70 + d * 10 + a, nodes: [address], choose: () => 0 })));
        try {
          await until('all documents are equal', () => docs.every((doc) => {
            const all = [...staying, ...fresh].filter(({ options }) => options.doc === doc);
            const states = all.map((client) => (client.synced ? JSON.stringify([Object.entries(client.document.getMap('fields').toJSON()).sort(([a], [b]) => (a < b ? -1 : 1)), [...Y.decodeStateVector(Y.encodeStateVector(client.document))].sort(([a], [b]) => a - b)]) : ''));
            return states[0] !== '' && states.every((state) => state === states[0]);
          })).catch((error: unknown) => {
            throw new Error(`${String(error)}: ${[...staying, ...fresh].map((client) => `${client.options.person} ${client.options.doc} by ${client.address} ${client.synced ? JSON.stringify([...Y.decodeStateVector(Y.encodeStateVector(client.document))].sort(([a], [b]) => a - b)) : 'not open'}`).join('; ')}; ${told.join(', ')}`);
          });
          healMs.push(Date.now() - healed);
          for (const client of clients) {
            const there = Y.getState(fresh.find(({ options }) => options.doc === client.options.doc)!.document.store, client.options.author);
            if (there < client.acked) wrong.push(`run ${run}: of ${client.options.person} ${client.acked} were acknowledged in ${client.options.doc} and ${there} are there (${told.join(', ')})`);
            sum.acked += client.acked;
            sum.moves += client.moves;
          }
        } finally {
          for (const client of fresh) client.end();
        }
        const heard = clients.filter(({ options }) => options.person === 'dee').flatMap(({ bytes }) => bytes).join('\n');
        sum.checkedBytes += heard.length;
        const leaked = after.filter((value) => heard.includes(value));
        if (leaked.length > 0) wrong.push(`run ${run}: dee received ${leaked.length} values that were written after her right had ended (${told.join(', ')})`);
        if (after.length === 0) wrong.push(`run ${run}: nothing was written after the right had ended`);
        for (const gap of await gaps(cluster.url)) wrong.push(`run ${run}: ${gap} (${told.join(', ')})`);
        return `run ${run}: ${told.join(', ')}; equal ${healMs.at(-1)} ms after healing`;
      } finally {
        for (const client of [...writers, ...readers]) client.end();
      }
    }
    return report();
  } finally {
    await cluster.stop();
  }
}

if (process.argv[1] === import.meta.filename) {
  const option = (name: string, otherwise: number): number => Number(process.argv[process.argv.indexOf(`--${name}`) + 1 || Infinity] ?? otherwise);
  const said = await playCluster({ runs: option('runs', 20), seed: option('seed', 1), most: option('minutes', 600) * 60_000, progress: (_, line) => { console.log(line); } });
  const sorted = [...said.healMs].sort((a, b) => a - b);
  console.log(JSON.stringify({ ...said, healMs: { median: sorted[Math.floor(sorted.length / 2)], most: sorted.at(-1) } }));
  for (const each of said.wrong) console.log(`WRONG ${each}`);
  process.exit(said.wrong.length > 0 ? 1 : 0);
}
