/** Where the time of a server went, from the profiles that V8 wrote of its threads: self time by function, the idle left out. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { table } from './report.ts';

interface Profile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number } }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

const MOST = 25;
const RESTING = new Set(['(idle)', '(program)', '(root)']);

/** A table of the functions that took most, one for each thread that did anything. */
export function hottest(folder: string): string {
  const files = readdirSync(folder).filter((name) => name.endsWith('.cpuprofile'));
  return files.map((name) => of(JSON.parse(readFileSync(join(folder, name), 'utf8')) as Profile, name)).join('\n');
}

function of({ nodes, samples, timeDeltas }: Profile, name: string): string {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const times = new Map<string, number>();
  let busy = 0;
  samples.forEach((id, i) => {
    const { functionName, url, lineNumber } = frames.get(id)!;
    if (RESTING.has(functionName)) return;
    const time = (timeDeltas[i] ?? 0) / 1000;
    const place = url === '' ? '' : ` ${url.split('/').slice(-2).join('/')}:${lineNumber + 1}`;
    const key = `${functionName || '(anonymous)'}${place}`;
    times.set(key, (times.get(key) ?? 0) + time);
    busy += time;
  });
  const rows = [...times].sort(([, a], [, b]) => b - a).slice(0, MOST);
  return `\n${name}: ${busy.toFixed(0)} ms busy\n${table(['self', 'ms', 'function'], rows.map(([place, time]) => [`${(100 * time / busy).toFixed(1)} %`, time.toFixed(0), place]))}`;
}
