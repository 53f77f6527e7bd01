/** Typed calls into worker threads: the main thread opens no database. Knows how a thread starts, from source and from the build; what a thread does is in the `*-thread.ts` files. */
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { StorageError } from './storage.ts';

export type Calls = Readonly<Record<string, (...args: never[]) => unknown>>;
export type ThreadName = 'archive-thread' | 'facts-thread' | 'reader-thread';

/** What every thread is told at its start. */
export interface ThreadData { readonly folder: string; readonly currency: string }

export interface Thread<C extends Calls> {
  /** Opens the thread's databases; rejects with the reason why it could not. Threads start at once and open in the order in which they need each other. */
  open(): Promise<void>;
  /** Calls that wait for their answer; tells which of several equal threads is least busy. */
  readonly waiting: number;
  /** Answers in the order of the calls, except where a call works in slices. Rejects with the thread's `StorageError`. */
  call<K extends keyof C & string>(name: K, ...args: Parameters<C[K]>): Promise<Awaited<ReturnType<C[K]>>>;
  /** Lets the calls before it finish. */
  close(): Promise<void>;
}

export interface Failure { readonly code: StorageError['code'] | null; readonly message: string; readonly field?: string | undefined; readonly stack?: string | undefined }
export type Question = readonly [id: number, name: string, args: readonly unknown[]];
export type Answer = readonly [id: number, value: unknown] | readonly [id: number, value: null, failure: Failure];

const revive = (failure: Failure): Error =>
  failure.code === null ? Object.assign(new Error(failure.message), { stack: failure.stack }) : new StorageError(failure.code, failure.message, failure.field);

/** From source a small loader brings TypeScript into the thread; in the build the threads lie beside the entry, one level above its chunks. */
function launch(name: ThreadName, data: ThreadData): Worker {
  const here = import.meta.url;
  if (here.endsWith('.ts')) {
    return new Worker(new URL('source-loader.mjs', here), { execArgv: [], workerData: { ...data, entry: new URL(`${name}.ts`, here).href } });
  }
  const beside = new URL(`${name}.js`, here);
  return new Worker(existsSync(beside) ? beside : new URL(`../${name}.js`, here), { workerData: data });
}

/** Starts a thread; it opens its databases when `open` is called. */
export function startThread<C extends Calls>(name: ThreadName, data: ThreadData): Thread<C> {
  const worker = launch(name, data);
  const waiting = new Map<number, { readonly resolve: (value: never) => void; readonly reject: (error: Error) => void }>();
  let lastId = 0;
  let ended: Error | null = null;
  const send = (call: string, args: readonly unknown[]): Promise<never> =>
    new Promise((resolve, reject) => {
      if (ended) return reject(ended);
      worker.postMessage([++lastId, call, args] satisfies Question);
      waiting.set(lastId, { resolve, reject });
    });
  worker.on('message', ([id, value, failure]: [number, never, Failure?]) => {
    const call = waiting.get(id);
    waiting.delete(id);
    if (failure) call?.reject(revive(failure));
    else call?.resolve(value);
  });
  const end = (error: Error): void => {
    ended ??= error;
    for (const call of waiting.values()) call.reject(ended);
    waiting.clear();
  };
  worker.on('error', (error) => end(new StorageError('broken', `The ${name} stopped: ${error.message}`)));
  worker.on('exit', () => end(new StorageError('closed', `The ${name} has ended.`)));
  const thread: Thread<C> = {
    get waiting() { return waiting.size; },
    open: () => send('open', []),
    call: (call, ...args) => send(call, args),
    async close() {
      if (ended) return;
      const closed = send('close', []);
      ended = new StorageError('closed', 'The storage is closed.');
      await closed.finally(() => worker.terminate());
    },
  };
  return thread;
}
