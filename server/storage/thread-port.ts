/** The thread's side of `threads.ts`: takes calls from the port, answers each with its value or its error, small writes that wait together in one transaction. */
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { asStorageError, inTransaction } from './database.ts';
import type { Connection } from './database.ts';
import type { Answer, Calls, Failure, Question, ThreadData } from './threads.ts';

export interface Service {
  readonly calls: Calls;
  /** Calls that only write to `db`, at once and in little time: those that wait share one transaction, so one write to the disk. */
  readonly small?: { readonly db: Connection; readonly names: ReadonlySet<string> };
  close(): void;
}

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
  const alone = async ([id, name, args]: Question): Promise<void> => {
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
  };
  /** Each call keeps its own success or failure; all are answered after the commit. */
  const together = (questions: readonly Question[], db: Connection): void => {
    const part = ([id, name, args]: Question): Answer => {
      try {
        return [id, inTransaction(db, () => answer(name, args))];
      } catch (error) {
        // a full disk took the parts before with it
        if (!db.inTransaction) throw error;
        return [id, null, failureOf(error)];
      }
    };
    let answers: readonly Answer[];
    try {
      answers = inTransaction(db, () => questions.map(part));
    } catch {
      // nothing of them is on disk: each one hears its own error
      for (const question of questions) void alone(question);
      return;
    }
    for (const each of answers) port.postMessage(each);
  };
  port.on('message', (first: Question) => {
    const questions = waitingAt(port, first);
    for (let next = 0, end = 0; next < questions.length; next = end) {
      const small = service?.small;
      end = next + 1;
      if (small?.names.has(questions[next]?.[1] ?? '')) while (end < questions.length && small.names.has(questions[end]?.[1] ?? '')) end++;
      const group = questions.slice(next, end);
      if (small && group.length > 1) together(group, small.db);
      else for (const question of group) void alone(question);
    }
  });
}

/** Calls taken at once; what is grouped among them holds the thread for a few milliseconds. */
const MOST = 64;

/** The call that arrived and those that wait behind it, in their order. */
function waitingAt(port: MessagePort, first: Question): readonly Question[] {
  const questions = [first];
  while (questions.length < MOST) {
    const next = receiveMessageOnPort(port) as { readonly message: Question } | undefined;
    if (!next) break;
    questions.push(next.message);
  }
  return questions;
}

/** Milliseconds after which bulk work ends a slice: with its commit it holds the thread for about 10 before others get their turn. */
const SLICE = 5;

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
