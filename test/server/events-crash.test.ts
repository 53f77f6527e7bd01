/** The feed after `kill -9`: of what was acknowledged nothing is missing, what was told stays as it was told, and nothing is told twice. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { DocName } from '../../model/ids.ts';
import { openStorage } from '../../server/storage/open.ts';
import type { StoredEvent } from '../../server/storage/event-store.ts';
import { clockAt, makeFolder } from '../helpers/storage-folder.ts';

const PROGRAM = fileURLToPath(new URL('../helpers/commit-until-killed.mjs', import.meta.url));
const DOCS = ['A/profile', 'A/people', 'B/profile'] as const;

/** Kills the program after so many lines; answers the last edit and the sales that it had been told of as done. */
async function killed(folder: string, first: number, lines: number): Promise<{ readonly seq: number; readonly sales: readonly string[] }> {
  const child = spawn(process.execPath, [PROGRAM, folder, String(first)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let seq = 0;
  const sales: string[] = [];
  let rest = '';
  let count = 0;
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() ?? '';
    for (const line of parts) {
      const [what, number] = line.split(' ');
      if (what === 'log') seq = Number(number);
      if (what === 'sale') sales.push(`t${number!}`);
      if (++count === lines) child.kill('SIGKILL');
    }
  });
  await new Promise((resolve) => child.on('close', resolve));
  return { seq, sales };
}

test('every edit and every transaction that was acknowledged is in the feed', async () => {
  const folder = await makeFolder();
  let before: readonly StoredEvent[] = [];
  let next = 1;
  const sales: string[] = [];
  for (const lines of [40, 3, 170]) {
    const acknowledged = await killed(folder, next, lines);
    sales.push(...acknowledged.sales);
    const storage = await openStorage({ folder, clock: clockAt('2026-06-15T00:00:00.000Z'), readers: 1 });
    await storage.events.catchUp();
    await storage.events.catchUp();
    const events = await storage.events.after(0, 1_000_000);
    expect(events.slice(0, before.length)).toEqual(before);
    const numbers = events.map(({ id }) => id);
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    for (const doc of DOCS) {
      const own = events.filter(({ type, archive, section }) => type === 'section' && `${archive}/${section}` === doc).map(({ seq }) => seq!);
      const { seq } = (await storage.log.load(doc as DocName))!;
      expect(seq).toBeGreaterThanOrEqual(acknowledged.seq);
      // rising, so told once; up to the newest, so none is missing
      expect(own).toEqual([...new Set(own)].sort((a, b) => a - b));
      expect(own.at(-1)).toBe(seq);
      next = seq + 1;
    }
    const told = events.filter(({ type }) => type === 'transaction').flatMap(({ keys }) => keys ?? []);
    expect(new Set(told).size).toBe(told.length);
    for (const sale of sales) expect(told).toContain(sale);
    before = events;
    await storage.close();
  }
  expect(sales.length).toBeGreaterThan(15);
});
