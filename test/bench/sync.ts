/**
 * Dossier's sync server beside Hocuspocus (SQLite extension, as shipped and storing at once) and y-websocket's (LevelDB), in one run on one machine, all with
 * storing counted. Options: `npm run bench sync -- --help`. How to read it: docs/benchmarks.md.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Job } from './sync/one.ts';
import { installPeers } from './sync/peer-target.ts';
import { plan, USAGE, type Plan } from './sync/plan.ts';
import { hottest } from './sync/profile.ts';
import { Report, table, type Measured } from './sync/report.ts';
import { TARGETS } from './sync/target.ts';

/** No measurement takes half as long. */
const MOST_MS = 240_000;

function measure(job: Omit<Job, 'folder'>): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'dossier-bench-'));
  return new Promise<unknown>((done, failed) => {
    const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'sync/one.ts'), JSON.stringify({ ...job, folder })], { stdio: ['ignore', 'pipe', 'inherit'] });
    const late = setTimeout(() => child.kill('SIGTERM'), MOST_MS); // it ends its server first
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => { output += chunk.toString(); });
    child.once('close', (code) => {
      clearTimeout(late);
      if (code === 0) done(JSON.parse(output));
      else failed(new Error(`${job.scenario} against ${job.target} failed`));
    });
  }).finally(() => rmSync(folder, { recursive: true, force: true }));
}

/** Programs that want a core, on average over the last minute; above it the run was not alone. */
const BUSY = 2.5;

async function run({ steps, rounds, sizes, json, profile }: Plan): Promise<boolean> {
  if (steps.some(({ target }) => target !== 'dossier')) installPeers();
  const all: Measured[] = [];
  let failed = false;
  let busiest = 0;
  for (let round = 1; round <= rounds; round++) {
    for (const { scenario, target } of steps) {
      const began = performance.now();
      try {
        const into = profile === undefined ? undefined : join(profile, `${scenario}-${round}`);
        const result = await measure({ scenario, target, size: sizes[scenario], ...(into === undefined ? {} : { profile: into }) });
        all.push({ scenario, target, round, result });
        busiest = Math.max(busiest, loadavg()[0]!);
        if (json) console.log(JSON.stringify({ scenario, target, round, load: Number(loadavg()[0]!.toFixed(1)), ...(result as object) }));
        if (into !== undefined && target === 'dossier') process.stderr.write(`${hottest(into)}\n`);
        process.stderr.write(`${scenario} ${target}: ${Math.round((performance.now() - began) / 1000)} s\n`);
      } catch (error) {
        failed = true;
        process.stderr.write(`${String(error)}\n`);
      }
    }
  }
  const report = new Report(all);
  const goals = report.goals();
  const say = json ? console.error : console.log;
  say(`\n${table(['goal', 'Dossier', 'against', 'wanted', 'measured', ''], goals.map((one) => [one.figure, one.ours, one.theirs, one.goal, one.measured, one.met ? 'met' : 'NOT MET']))}`);
  say(`\n${table(['scenario', 'figure', ...TARGETS], report.figures())}`);
  if (busiest > BUSY) say(`\nUp to ${busiest.toFixed(1)} programs wanted a core at once: others ran beside this. Read the CPU ratios with care, and no latencies.`);
  return !failed && goals.every(({ met }) => met);
}

if (process.argv.includes('--help')) console.log(USAGE);
else {
  let wanted: Plan | null = null;
  try {
    wanted = plan(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    process.exitCode = 2;
  }
  if (wanted !== null) process.exitCode = (await run(wanted)) ? 0 : 1;
}
