/** The head of the chain leaves the computer: beside the data every minute, to the log, a file and a syslog every hour and at the stop; what fails is told and tried again. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Heads } from '../../server/services/audit/heads.ts';
import { readHeads } from '../../server/storage/audit-verify.ts';
import { fakeClock } from '../helpers/fake-clock.ts';

const MINUTE = 60_000;
let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'dossier-heads-')); });
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });
const macOf = (seq: number): string => String(seq).padStart(64, '0');

function world({ syslog = null, send }: { readonly syslog?: URL | null; readonly send?: (to: URL, line: string) => Promise<void> } = {}) {
  const clock = fakeClock();
  const state = { seq: 0, failing: false, caught: 0 };
  const anchors: number[] = [];
  const logged: string[] = [];
  const heads = new Heads({
    store: { head: () => (state.failing ? Promise.reject(new Error('the disk')) : Promise.resolve(state.seq === 0 ? null : { seq: state.seq, at: clock.now(), mac: macOf(state.seq) })), anchor: (seq) => { anchors.push(seq); return Promise.resolve(); } },
    events: { catchUp: () => { state.caught++; return Promise.resolve(); } } as never,
    clock, file: join(folder, 'audit.heads'), syslog, ...(send ? { send } : {}),
    log: { info: (facts: object, message: string) => { logged.push(`${message} ${(facts as { seq: number }).seq}`); }, warn: () => undefined, error: (_: object, message: string) => { logged.push(message); } },
  });
  /** One after the other: the disk may be slow, and the next minute is counted from when the last one's work is done. */
  const minutes = async (count: number): Promise<void> => {
    for (let i = 0; i < count; i++) {
      clock.advance(MINUTE);
      await heads.idle();
    }
  };
  return { heads, clock, state, anchors, logged, minutes, lines: () => readFileSync(join(folder, 'audit.heads'), 'utf8').trim().split('\n') };
}

test('each minute beside the data where it has moved, each hour outside, at the stop once more', async () => {
  const { heads, state, anchors, logged, minutes, lines } = world();
  heads.start();
  await minutes(2);
  expect([anchors, logged]).toEqual([[], []]); // nothing was written yet
  state.seq = 5;
  await minutes(1);
  expect(anchors).toEqual([5]);
  await minutes(5);
  expect(anchors, 'it has not moved').toEqual([5]);
  expect(state.caught).toBe(8);
  state.seq = 9;
  await minutes(30);
  expect(anchors).toEqual([5, 9]);
  const first = logged.length;
  await minutes(60);
  expect(logged.at(-1)).toBe('head of the audit 9');
  const sent = logged.length;
  expect(sent).toBe(first + 1);
  await minutes(120);
  expect(logged.length, 'the same head is not sent again').toBe(sent);
  state.seq = 12;
  await heads.stop();
  expect(logged.at(-1)).toBe('head of the audit 12');
  expect(readHeads(lines().join('\n'), 'the file').map(({ seq, mac }) => [seq, mac])).toEqual(expect.arrayContaining([[9, macOf(9)], [12, macOf(12)]]));
  await minutes(3);
  expect(anchors.at(-1)).toBe(12);
});

test('a syslog over TCP gets a line in its frame, which verify reads as a head', async () => {
  const taken: string[] = [];
  const server = createServer((socket) => { socket.on('data', (chunk: Buffer) => { taken.push(chunk.toString()); }); });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { heads, state } = world({ syslog: new URL(`tcp://127.0.0.1:${(server.address() as AddressInfo).port}`) });
  state.seq = 7;
  await heads.tick(true);
  await expect.poll(() => taken.join('')).toMatch(/^\d+ <110>1 \S+ - dossier - audit-head - 7 0{63}7$/);
  const [, length = '', line = ''] = /^(\d+) (.*)$/s.exec(taken.join('')) ?? [];
  expect(Buffer.byteLength(line)).toBe(Number(length));
  expect(readHeads(line, 'syslog')).toEqual([{ seq: 7, mac: macOf(7), from: 'syslog' }]);
  await new Promise((resolve) => { server.close(resolve); });
});

test('a syslog that is not there, and a disk that fails, are told, and the next head goes all the same', async () => {
  let down = true;
  const sent: string[] = [];
  const { heads, state, logged, lines } = world({ syslog: new URL('udp://log.example:514'), send: (_, line) => (down ? Promise.reject(new Error('unreachable')) : Promise.resolve(void sent.push(line))) });
  state.seq = 3;
  await heads.tick(true);
  expect(logged).toEqual(['head of the audit 3', 'head of the audit not sent']);
  expect(lines()).toHaveLength(1);
  await heads.tick(true);
  expect(logged, 'told once').toHaveLength(2);
  down = false;
  state.failing = true;
  await heads.tick(true);
  expect(logged.at(-1)).toBe('head of the audit not kept');
  state.failing = false;
  await heads.tick(true);
  await heads.tick(true);
  expect(sent, 'the syslog gets it at the next time, once').toEqual([expect.stringContaining(` 3 ${macOf(3)}`)]);
  expect(lines(), 'the file has it already').toHaveLength(1);
});
