/** A company of many in the packaged server, a step of bulk work on it, and what that costs others meanwhile: two people who edit one document, the server's loop and memory. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BIN, mint, root, start, tempFolder, type Running } from '../../helpers/dossier.ts';
import { connect } from '../../helpers/yjs-client.ts';

/** How finely the server watches its loop: an idle one shows that much. */
const PRECISION_MS = 50;
export const turn = (milliseconds: number): Promise<void> => new Promise((done) => { setTimeout(done, milliseconds); });
const at = (values: readonly number[], share: number): number => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN;

/** By a fixed rule; every customer with two ways to reach it, an address, a contact person. */
function customers(archives: number): string {
  const line = (i: number): string => `C${i},Company ${i} of the north,Contact ${i},Buyer,Street ${i % 99},Town${i % 500},${10_000 + (i % 9_999)},Germany,030-${i}00,030-${i}01`;
  return `customer_id,company_name,contact_name,contact_title,address,city,postal_code,country,phone,fax\n${Array.from({ length: archives }, (_, i) => line(i)).join('\n')}\n`;
}

export interface Cost<Done> {
  readonly done: Done;
  readonly seconds: number;
  /** The most of its heap in use, what was left after collections, the most of the process, in MB. */
  readonly heap: number;
  readonly kept: number;
  readonly rss: number;
  /** The longest stall of the server's loop as Node measures it there, in milliseconds. */
  readonly stall: number;
  /** What the two who edit waited. */
  readonly others: string;
}
export interface Company {
  readonly server: Running;
  /** A steward's token. */
  readonly token: string;
  beside<Done>(name: string, step: () => Promise<Done>): Promise<Cost<Done>>;
}

/** Archives are imported into the folder unless it holds some. */
export async function companyOf(archives: number, folder: string): Promise<Company> {
  if (!existsSync(join(folder, 'facts.db'))) {
    const files = tempFolder();
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(files, 'customers.csv'), customers(archives));
    const { status, stderr } = spawnSync(process.execPath, [BIN, 'import', files, '--source', 'bench'], { cwd: root, env: { PATH: process.env.PATH, HOME: process.env.HOME, DOSSIER_DATA: folder } });
    if (status !== 0) throw new Error(`the import ended with ${String(status)}: ${stderr.toString()}`);
  }
  const server = await start({ folder });
  const token = await mint({ sub: 'ana', name: 'Ana Ruiz', roles: ['steward'] });
  const other = await mint({ sub: 'ben', name: 'Ben Ode', roles: ['staff'] });
  const figures = async (): Promise<{ readonly heap: number; readonly rss: number; readonly stall: number }> => {
    const text = await (await fetch(`${server.url}/metrics`)).text();
    const of = (name: string): number => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? NaN);
    return { heap: of('nodejs_heap_size_used_bytes') / 1e6, rss: of('process_resident_memory_bytes') / 1e6, stall: Math.max(0, of('nodejs_eventloop_lag_max_seconds') * 1000 - PRECISION_MS) };
  };
  await server.api(other, 'POST', '/api/archives', { id: 'BENCH', kind: 'organisation', packs: ['base', 'organisation'], name: 'Bench and Co' });
  await server.api(token, 'GET', '/api/me');

  return {
    server, token,
    async beside(name, step) {
      const [ann, ben] = [connect(server.url, other, 'BENCH', 'profile'), connect(server.url, other, 'BENCH', 'profile')];
      await Promise.all([ann.synced, ben.synced]);
      const waits: number[] = [];
      const seen: Awaited<ReturnType<typeof figures>>[] = [];
      let going = true;
      const edits = (async () => {
        for (let n = 0; going; n++) {
          const began = performance.now();
          const came = new Promise<void>((done) => { ben.doc.getMap('fields').observe(function heard(event) { if (event.target.get('customer.shortName') === `${name} ${n}`) { ben.doc.getMap('fields').unobserve(heard); done(); } }); });
          ann.doc.getMap('fields').set('customer.shortName', `${name} ${n}`);
          await came;
          waits.push(performance.now() - began);
          await turn(10);
        }
      })();
      await figures(); // from a question on the loop is watched
      const watch = (async () => {
        while (going) {
          seen.push(await figures());
          await turn(250);
        }
      })();
      const began = performance.now();
      const done = await step();
      const seconds = (performance.now() - began) / 1000;
      going = false;
      await Promise.all([edits, watch]);
      for (const client of [ann, ben]) client.destroy();
      const most = (of: 'heap' | 'rss' | 'stall'): number => Math.max(...seen.map((each) => each[of]));
      return {
        done, seconds, heap: most('heap'), kept: Math.min(...seen.slice(Math.floor(seen.length * 2 / 3)).map(({ heap }) => heap)), rss: most('rss'), stall: most('stall'),
        others: `${waits.length} edits of others: p50 ${at(waits, 0.5).toFixed(1)} ms, p99 ${at(waits, 0.99).toFixed(1)} ms, longest ${at(waits, 1).toFixed(1)} ms`,
      };
    },
  };
}
