/** The thread's side of `threads.ts`: takes calls from the port, answers each with its value or its error. */
import { parentPort, workerData } from 'node:worker_threads';
import { asStorageError } from './database.ts';
import type { Answer, Calls, Failure, Question, ThreadData } from './threads.ts';

export interface Service { readonly calls: Calls; close(): void }

function failureOf(thrown: unknown): Failure {
  const error = asStorageError(thrown);
  if (error) return { code: error.code, message: error.message, field: error.field };
  const other = thrown instanceof Error ? thrown : new Error(String(thrown));
  return { code: null, message: other.message, stack: other.stack };
}

/** `open` runs when the main thread asks for it, so that a failure to open has somebody to be told. */
export function serve(open: (data: ThreadData) => Service): void {
  const port = parentPort;
  if (!port) throw new Error('This file runs as a worker thread only.');
  let service: Service | null = null;
  const answer = (name: string, args: readonly unknown[]): unknown => {
    if (name === 'open') {
      service = open(workerData as ThreadData);
      return null;
    }
    if (name === 'close') {
      service?.close();
      service = null;
      return null;
    }
    if (!service) throw new Error(`${name} before open`);
    const call = Object.hasOwn(service.calls, name) ? service.calls[name] : undefined;
    if (!call) throw new Error(`no call ${name}`);
    return call(...(args as never[]));
  };
  // Work in slices that is still under way when the storage closes is finished first: `close` waits for it.
  const running = new Set<Promise<unknown>>();
  port.on('message', async ([id, name, args]: Question) => {
    try {
      if (name === 'close') await Promise.allSettled(running);
      const value = answer(name, args);
      if (value instanceof Promise) {
        running.add(value);
        await value.finally(() => running.delete(value));
      }
      port.postMessage([id, value instanceof Promise ? await value : value] satisfies Answer);
    } catch (error) {
      port.postMessage([id, null, failureOf(error)] satisfies Answer);
    }
  });
}

/** Longest time that bulk work may hold a thread before others get their turn, in milliseconds. */
const SLICE = 10;

/** Runs `step` over the items in slices; `slice` wraps each of them, usually in a transaction. A crash between slices leaves whole slices. */
export async function inSlices<T>(items: readonly T[], step: (item: T, index: number) => void, slice: (run: () => void) => void): Promise<void> {
  let next = 0;
  while (next < items.length) {
    const until = performance.now() + SLICE;
    slice(() => {
      do step(items[next] as T, next);
      while (++next < items.length && performance.now() < until);
    });
    if (next < items.length) await new Promise((resolve) => setImmediate(resolve));
  }
}
