/** CPU time of the gate alone, through what the server itself calls; the work of others on the machine is not in it. */
import { Refusal } from '../../../server/sync/refusal.ts';
import { Tainted, type LiveSection } from '../../../server/sync/live-section.ts';
import type { PersonId } from '../../../model/ids.ts';
import { STRUCT_BOMB } from '../sync/attacks.ts';
import { median, quantile, round } from '../sync/pace.ts';
import { LARGE } from './largest.ts';
import { ANN, prepare, REFUSED } from './updates.ts';

/** Milliseconds. */
export interface Cost { readonly median: number; readonly p95: number }

const BATCH = 100;
const WARM = 4_000;
const EDITS = 20_000;
const TRIES = 200;
/** Straight edits that may wait for the document when a refused one needs it. */
const BEHIND = 255;

function cpuOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const cost = (samples: readonly number[]): Cost => ({ median: round(median(samples), 4), p95: round(quantile(samples, 0.95), 4) });

/** One accepted edit, from batches of a hundred: collecting garbage and bringing the document up to date are in it. */
export function accepted(authors: number): Cost {
  const { live, edits } = prepare(authors, WARM + EDITS);
  const samples: number[] = [];
  for (let at = 0; at < edits.length; at += BATCH) {
    const batch = edits.slice(at, at + BATCH);
    const cpu = cpuOf(() => { for (const update of batch) if (live.apply(update, ANN, true) === null) throw new Error('an edit brought nothing new'); });
    if (at >= WARM) samples.push(cpu / batch.length);
  }
  return cost(samples);
}

function refuse(live: LiveSection, update: Uint8Array, person: PersonId, mayWrite: boolean): string {
  try {
    live.apply(update, person, mayWrite);
  } catch (error) {
    if (error instanceof Refusal) return error.code; // what is measured
    throw error;
  }
  throw new Error('an edit passed that is to be refused');
}

/** One refused edit in a section of 300 fields and 300 author ids, by the guard that refuses it; before each, as many honest edits as the document may lack. */
export function refused(): Readonly<Record<string, Cost>> {
  const costs: Record<string, Cost> = {};
  for (const [name, { update, person, mayWrite, code }] of Object.entries(REFUSED)) {
    const { live, edits } = prepare(300, TRIES * BEHIND);
    costs[name] = cost(Array.from({ length: TRIES }, (_, i) => {
      for (const edit of edits.slice(i * BEHIND, (i + 1) * BEHIND)) live.apply(edit, ANN, true);
      let told = '';
      const cpu = cpuOf(() => { told = refuse(live, update, person, mayWrite); });
      if (told !== code) throw new Error(`"${name}" was refused as ${told}, not as ${code}`);
      return cpu;
    }));
  }
  return costs;
}

/** What a room does when an edit turned out wrong after it was applied: the section anew from what is stored. */
export function reloaded(): Cost {
  const { reload } = prepare(300, 1_000);
  return cost(Array.from({ length: TRIES }, () => cpuOf(() => void reload().doc)));
}

export interface Bomb extends Cost { /** Megabytes by which the process grew over all bombs, at most. */ readonly grownMb: number }

export function bomb(): Bomb {
  const { live } = prepare(300, 0);
  const samples: number[] = [];
  for (let i = 0; i < TRIES; i++) refuse(live, STRUCT_BOMB, ANN, true); // the first ones pay for compiling
  const before = process.memoryUsage().rss;
  let most = before;
  for (let i = 0; i < TRIES; i++) {
    samples.push(cpuOf(() => refuse(live, STRUCT_BOMB, ANN, true)));
    most = Math.max(most, process.memoryUsage().rss);
  }
  return { ...cost(samples), grownMb: round((most - before) / 1_048_576, 1) };
}

/** The most that one message within the limits can ask for, without what storing and telling it cost. */
export function largest(): Readonly<Record<string, Cost>> {
  return Object.fromEntries(LARGE.map(({ name, make }) => [name, cost(Array.from({ length: 10 }, () => {
    const { before, update, vector } = make();
    const { live } = prepare(1, 0);
    for (const each of before) live.apply(each, ANN, true);
    return cpuOf(() => {
      try {
        if (update !== undefined) live.apply(update, ANN, true);
        if (vector !== undefined) live.answer(vector);
      } catch (error) {
        if (!(error instanceof Refusal || error instanceof Tainted)) throw error; // refused or not, it took its time
      }
    });
  }))]));
}
