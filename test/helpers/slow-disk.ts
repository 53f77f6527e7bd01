/** A world whose commits wait until a test lets them through or makes them fail, and a person with a section open in it. */
import { StorageError } from '../../server/storage/storage.ts';
import { memoryLog } from './memory-log.ts';
import type { DocChannel } from './sync-client.ts';
import { A, syncWorld } from './sync-world.ts';
import type { SyncWorld, WorldOptions } from './sync-world.ts';

export function slowDisk(options: WorldOptions = {}) {
  let waiting: { resolve: () => void; reject: (error: unknown) => void }[] = [];
  const calls: string[] = [];
  let held = false;
  const log = memoryLog({
    before: (call) => {
      calls.push(call);
      return call === 'commit' && held ? new Promise<void>((resolve, reject) => waiting.push({ resolve, reject })) : undefined;
    },
  });
  const world = syncWorld({ ...options, log });
  const next = async (outcome: (each: (typeof waiting)[number]) => void): Promise<void> => {
    const [first, ...rest] = waiting;
    waiting = rest;
    outcome(first!);
    await world.settle();
  };
  return {
    world, calls,
    hold: () => (held = true),
    release: () => (held = false),
    get waiting() {
      return waiting.length;
    },
    commit: () => next(({ resolve }) => resolve()),
    fail: () => next(({ reject }) => reject(new StorageError('full', 'the disk is full'))),
  };
}

export async function opened(world: SyncWorld, person: string, author?: number): Promise<DocChannel> {
  const client = world.client(person);
  await world.settle();
  const channel = client.open(A, 'profile', author);
  await world.settle();
  return channel;
}
