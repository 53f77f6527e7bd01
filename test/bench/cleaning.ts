/**
 * Dirty customers come into the built server and are mended by following the proposals of the cleaning bench alone. `ROWS` (default 40,000) and `SEED` set the file, which `docs/cleaning.md`
 * describes. Goals: below one archive in a hundred with findings, in at most 50 decisions; at least 99 of 100 mended cells are what they should have been.
 */
import type { JobView, SectionValues } from '../../model/api.ts';
import type { CleaningBoard, DecisionView } from '../../model/cleaning/api.ts';
import { dirtyRows } from '../helpers/dirty.ts';
import { mint, start } from '../helpers/dossier.ts';
import { follow, foundAt } from '../helpers/follow-proposals.ts';

const rows = Number(process.env.ROWS ?? 40_000);
const seed = Number(process.env.SEED ?? 20_261_122);
const SHARE = 0.01;
const DECISIONS = 50;
const TRUE = 0.99;

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, milliseconds); });
const seconds = (from: number): string => `${((performance.now() - from) / 1000).toFixed(1)} s`;

const server = await start();
try {
  const stella = { sub: 'stella', name: 'Stella', roles: ['steward'] };
  let token = await mint(stella);
  let minted = performance.now();
  const api = async <T>(method: string, path: string, body?: unknown): Promise<{ readonly status: number; readonly body: T }> => {
    if (performance.now() - minted > 600_000) [token, minted] = [await mint(stella), performance.now()];
    const answer = await server.api<T>(token, method, path, body);
    if (answer.status !== 429) return answer;
    await pause(500);
    return api<T>(method, path, body);
  };
  const set = dirtyRows(rows, seed);
  const form = new FormData();
  form.set('source', 'bench');
  form.set('files', new File([set.csv], 'customers.csv'));
  let began = performance.now();
  const sent = await fetch(`${server.url}/api/imports`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: form });
  let job = (await sent.json()) as JobView;
  while (job.state === 'queued' || job.state === 'running') { await pause(500); job = (await api<JobView>('GET', `/api/jobs/${job.id}`)).body; }
  if (job.state !== 'done') throw new Error(job.error ?? job.state);
  console.log(`${rows} rows imported in ${seconds(began)}`);

  began = performance.now();
  let board = (await api<CleaningBoard>('GET', '/api/cleaning')).body;
  while (board.pass.state !== 'done') { await pause(500); board = (await api<CleaningBoard>('GET', '/api/cleaning')).body; }
  console.log(`looked at in ${seconds(began)}: ${board.findings} findings in ${board.archives} of ${board.of} archives, ${board.groups.length} causes`);

  began = performance.now();
  const times: number[] = [];
  const done = await follow(async (method, path, body) => {
    const from = performance.now();
    const answer = await api(method, path, body);
    if (method === 'GET' && path === '/api/cleaning') times.push(performance.now() - from);
    if (answer.status === 202) {
      for (const { id } = answer.body as DecisionView; ; await pause(100)) if ((await api<DecisionView>('GET', `/api/cleaning/decisions/${id}`)).body.state !== 'running') break;
    }
    return answer as never;
  }, () => Promise.resolve());
  for (const line of done.decisions) console.log(`  ${line}`);
  console.log(`${done.decisions.length} decisions in ${seconds(began)}; the board answers in ${Math.round(Math.max(...times))} ms at most`);
  console.log(`before: ${done.before} findings, ${(done.archivesBefore / board.of * 100).toFixed(1)} % of archives; after: ${done.after} findings, ${(done.archivesAfter / board.of * 100).toFixed(2)} %`);

  let [mended, right] = [0, 0];
  const wrong = new Map<string, number>();
  for (let i = 0; i < set.cells.length; i += 50) {
    await Promise.all(set.cells.slice(i, i + 50).map(async (cell) => {
      const read = async (section: string): Promise<SectionValues> => (await api<SectionValues>('GET', `/api/archives/${cell.row}/sections/${section}`)).body;
      const [profile, people] = [await read('profile'), cell.column === 'contact' ? await read('people') : { fields: {}, rows: {}, texts: {}, marks: {} }];
      if (foundAt(cell.column, profile, people).includes(cell.dirty)) return;
      mended++;
      const now = foundAt(cell.goes, profile, people);
      if (cell.expected === null ? now.length === 0 : now.includes(cell.expected)) right++;
      else wrong.set(cell.defect, (wrong.get(cell.defect) ?? 0) + 1);
    }));
  }
  console.log(`${mended} of ${set.cells.length} dirty cells mended, ${right} of them as they should be (${(right / mended * 100).toFixed(2)} %)${[...wrong].map(([name, count]) => `; not so: ${name} ${count}`).join('')}`);
  const missed = [
    ...(done.archivesAfter / board.of < SHARE ? [] : ['findings are not below one per cent']), ...(done.decisions.length <= DECISIONS ? [] : [`it took ${done.decisions.length} decisions`]), ...(right / mended >= TRUE ? [] : ['too much was mended wrongly']),
  ];
  if (missed.length > 0) throw new Error(missed.join('; '));
} finally {
  await server.stop();
}
