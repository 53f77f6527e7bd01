/** Typed calls into worker threads: the main thread opens no database. Knows how a thread starts, from source and from the build; what a thread does is in the `*-thread.ts` files. */
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { StorageError } from './storage.ts';

export type Calls = Readonly<Record<string, (...args: never[]) => unknown>>;
export type ThreadName = 'archive-thread' | 'facts-thread' | 'reader-thread' | 'register-thread' | 'analysis-thread' | 'maintenance-thread';

/** What every thread is told at its start. */
export interface ThreadData {
  readonly folder: string;
  /** Where the stores are in a PostgreSQL; null: in files of the folder. */
  readonly database?: { readonly url: string } | null;
  readonly currency: string;
  /** Whether the register is read before anybody asks. */
  readonly warm: boolean;
  /** What `DOSSIER_AUDIT_KEY` says; null: the key lies in the folder. */
  readonly auditKey?: string | null;
  /** Where a backup goes before a folder of an earlier release is changed, and what it is signed with. */
  readonly upgrade: { readonly into: string; readonly now: number; readonly version: string; readonly configuration?: Readonly<Record<string, string>> };
}

export interface Thread<C extends Calls> {
  /** Opens the thread's databases; rejects with the reason why it could not. Threads start at once and open in the order in which they need each other. */
  open(): Promise<void>;
  /** Calls that wait for their answer; tells which of several equal threads is least busy. */
  readonly waiting: number;
  /** Answers in the order of the calls, except where a call works in slices. Rejects with the thread's `StorageError`. */
  call<K extends keyof C & string>(name: K, ...args: Parameters<C[K]>): Promise<Awaited<ReturnType<C[K]>>>;
  /** The same for long work that tells something on its way, in order, before it answers. */
  told<K extends keyof C & string>(name: K, hear: (part: never) => void, ...args: Parameters<C[K]>): Promise<Awaited<ReturnType<C[K]>>>;
  /** The same for what is asked often at the same moment: the questions of one turn of the event loop wake the thread once. */
  ask<K extends keyof C & string>(name: K, ...args: Parameters<C[K]>): Promise<Awaited<ReturnType<C[K]>>>;
  /** Lets the calls before it finish. */
  close(): Promise<void>;
}

export interface Failure { readonly code: StorageError['code'] | null; readonly message: string; readonly field?: string | undefined; readonly stack?: string | undefined }
export type Question = readonly [id: number, name: string, args: readonly unknown[]];
/** With null in the third place it is no answer yet but something told on the way. */
export type Answer = readonly [id: number, value: unknown] | readonly [id: number, value: null, failure: Failure] | readonly [id: number, part: unknown, failure: null];

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
  const waiting = new Map<number, { readonly resolve: (value: never) => void; readonly reject: (error: Error) => void; readonly hear?: (part: never) => void }>();
  let lastId = 0;
  let ended: Error | null = null;
  let asked: Question[] = [];
  const post = (): void => {
    const questions = asked;
    asked = [];
    if (questions.length > 0) worker.postMessage(questions);
  };
  const send = (call: string, args: readonly unknown[], hear?: (part: never) => void): Promise<never> =>
    new Promise((resolve, reject) => {
      if (ended) return reject(ended);
      post(); // calls keep their order
      worker.postMessage([[++lastId, call, args] satisfies Question]);
      waiting.set(lastId, { resolve, reject, ...(hear && { hear }) });
    });
  const ask = (call: string, args: readonly unknown[]): Promise<never> =>
    new Promise((resolve, reject) => {
      if (ended) return reject(ended);
      if (asked.length === 0) setImmediate(post);
      asked.push([++lastId, call, args]);
      waiting.set(lastId, { resolve, reject });
    });
  worker.on('message', (answers: readonly [number, never, (Failure | null)?][]) => {
    for (const [id, value, failure] of answers) {
      const call = waiting.get(id);
      if (failure === null) {
        call?.hear?.(value);
        continue;
      }
      waiting.delete(id);
      if (failure) call?.reject(revive(failure));
      else call?.resolve(value);
    }
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
    told: (call, hear, ...args) => send(call, args, hear),
    ask: (call, ...args) => ask(call, args),
    async close() {
      if (ended) return;
      const closed = send('close', []);
      ended = new StorageError('closed', 'The storage is closed.');
      await closed.finally(() => worker.terminate());
    },
  };
  return thread;
}
