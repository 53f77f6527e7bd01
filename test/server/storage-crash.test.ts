/** `kill -9` at any moment: what was acknowledged is there after reopening, whole, and nothing is half there. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { ArchiveId, DocName } from '../../model/ids.ts';
import { openStorage } from '../../server/storage/open.ts';
import { clockAt, makeFolder } from '../helpers/storage-folder.ts';

const PROGRAM = fileURLToPath(new URL('../helpers/commit-until-killed.mjs', import.meta.url));
const DOCS = ['A/profile', 'A/people', 'B/profile'] as const;
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

interface Acknowledged { seq: number; readonly snapshots: number[]; sales: number }

/** Runs the program until it has acknowledged `lines` lines more, then kills it while it goes on committing. */
async function runAndKill(folder: string, first: number, lines: number, acknowledged: Acknowledged): Promise<void> {
  const child = spawn(process.execPath, [PROGRAM, folder, String(first)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let rest = '';
  let count = 0;
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() ?? '';
    for (const line of parts) {
      const [what, a, b] = line.split(' ');
      if (what === 'log') acknowledged.seq = Number(a);
      if (what === 'snapshot') acknowledged.snapshots[Number(a)] = Number(b);
      if (what === 'sale') acknowledged.sales++;
      if (++count === lines) child.kill('SIGKILL');
    }
  });
  const signal = await new Promise((resolve) => child.on('close', (_, by) => resolve(by)));
  expect(signal).toBe('SIGKILL');
}

test('everything acknowledged is there, in order, without a gap', async () => {
  const folder = await makeFolder();
  const acknowledged: Acknowledged = { seq: 0, snapshots: [], sales: 0 };
  let next = 1;
  for (const lines of [31, 2, 190]) {
    await runAndKill(folder, next, lines, acknowledged);
    // The lock died with its process, so the folder opens at once.
    const storage = await openStorage({ folder, clock: clockAt('2026-06-15T00:00:00.000Z'), readers: 1 });
    const sections = await Promise.all(DOCS.map((doc) => storage.log.load(doc as DocName)));
    const seqs = new Set(sections.map((section) => section?.seq ?? 0));
    expect(seqs.size, 'a batch is there whole or not at all').toBe(1);
    const [seq = 0] = seqs;
    expect(seq).toBeGreaterThanOrEqual(acknowledged.seq);
    for (const [index, section] of sections.entries()) {
      if (!section) continue;
      const upto = section.seq - section.tail.length;
      expect(upto).toBeGreaterThanOrEqual(acknowledged.snapshots[index] ?? 0);
      if (upto > 0) expect(text(section.snapshot ?? new Uint8Array())).toBe(`up to ${upto}`);
      for (const [position, update] of section.tail.entries()) {
        const own = upto + 1 + position;
        expect(text(update)).toBe(`${DOCS[index]} ${own} `.repeat(1 + (own % 40)));
      }
      expect(section.authors.size).toBe(section.seq);
    }
    const totals = (await storage.facts.totals(['A' as ArchiveId])).get('A' as ArchiveId);
    expect(totals?.count ?? 0).toBeGreaterThanOrEqual(acknowledged.sales);
    if (totals) expect(Number(totals.sum), 'totals are those of the rows').toBe(totals.count);
    await storage.close();
    next = seq + 1;
  }
  expect(acknowledged.seq).toBeGreaterThan(60);
  expect(acknowledged.snapshots.filter(Boolean).length).toBe(3);
});
