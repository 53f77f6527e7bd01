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
  /** Calls that only read, at once and in little time: those that wait together share one view of the files. */
  readonly reading?: View;
  close(): void;
}

/** Every statement by itself locks and unlocks its files, which costs as much as finding a row: under a view that happens once for many. */
export class View {
  readonly names: ReadonlySet<string>;
  readonly #db: Connection;
  readonly #begin;
  readonly #end;

  constructor(db: Connection, names: ReadonlySet<string>) {
    this.names = names;
    this.#db = db;
    this.#begin = db.prepare('BEGIN');
    this.#end = db.prepare('COMMIT');
  }

  /** Throws when it cannot be had; then nothing has run. */
  over(run: () => void): void {
    this.#begin.run();
    try {
      run();
    } finally {
      // a disk that cannot be read may have ended it
      if (this.#db.inTransaction) this.#leave();
    }
  }

  #leave(): void {
    try {
      this.#end.run();
    } catch {
      // what was read under it is whole; the connection that is gone took it along, and the next call hears so
    }
  }
}

function failureOf(thrown: unknown): Failure {
  const error = asStorageError(thrown);
  if (error) return { code: error.code, message: error.message, field: error.field };
  const other = thrown instanceof Error ? thrown : new Error(String(thrown));
  return { code: null, message: other.message, stack: other.stack };
}

/** Buffers that go with an answer instead of being copied twice on the way. */
const leaving = new WeakMap<object, readonly ArrayBuffer[]>();

/** From this size on handing bytes over is cheaper than copying them. */
const LARGE = 4_096;

/** An answer whose large bytes are given away with it: whoever answers must not need them any more. */
export function givenAway<T extends object>(answer: T, bytes: readonly (Uint8Array | null)[]): T {
  const own = bytes.flatMap((each) => (each !== null && each.length >= LARGE && each.buffer instanceof ArrayBuffer && each.length === each.buffer.byteLength ? [each.buffer] : []));
  if (own.length > 0) leaving.set(answer, own);
  return answer;
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
  let answers: Answer[] = [];
  let since = 0;
  const post = (): void => {
    const ready = answers;
    answers = [];
    if (ready.length === 0) return;
    try {
      port.postMessage(ready, ready.flatMap(([, value]) => (typeof value === 'object' && value !== null ? (leaving.get(value) ?? []) : [])));
    } catch (error) {
      // one of them is no plain data, a mistake of ours: it must not take the others' answers with it
      if (ready.length === 1) return port.postMessage([[ready[0]![0], null, failureOf(error)] satisfies Answer]);
      for (const one of ready) {
        answers = [one];
        post();
      }
    }
  };
  /** Those of one moment are told together, and none waits long for the next. */
  const tell = (one: Answer): void => {
    const now = performance.now();
    if (answers.length === 0) since = now;
    answers.push(one);
    if (now - since >= TOGETHER) post();
  };
  const alone = async ([id, name, args]: Question): Promise<void> => {
    try {
      if (name === 'close') await Promise.allSettled(running);
      beginning = id;
      const value = answer(name, args);
      if (!(value instanceof Promise)) return tell([id, value]);
      running.add(value);
      await value.finally(() => running.delete(value));
      tell([id, await value]);
    } catch (error) {
      tell([id, null, failureOf(error)]);
    } finally {
      // what waited before it answered is told by nobody else
      if (!taking) post();
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
    let parts: readonly Answer[];
    try {
      parts = inTransaction(db, () => questions.map(part));
    } catch {
      // nothing of them is on disk: each one hears its own error
      for (const question of questions) void alone(question);
      return;
    }
    for (const each of parts) tell(each);
  };
  let taking = false;
  served = port;
  const take = (questions: readonly Question[]): void => {
    for (let next = 0, after = 0; next < questions.length; next = after) {
      const { small, reading } = service ?? {};
      const name = questions[next]?.[1] ?? '';
      const alike = small?.names.has(name) ? small.names : reading?.names.has(name) ? reading.names : NONE;
      after = next + 1;
      while (after < questions.length && alike.has(questions[after]?.[1] ?? '')) after++;
      const group = questions.slice(next, after);
      const each = (): void => { for (const question of group) void alone(question); };
      const viewed = (view: View): void => {
        try {
          view.over(each);
        } catch (error) {
          // PostgreSQL is away: whoever asked hears it, and the thread goes on
          for (const [id] of group) tell([id, null, failureOf(error)]);
        }
      };
      if (small && alike === small.names && group.length > 1) together(group, small.db);
      else if (reading && alike === reading.names) viewed(reading);
      else each();
    }
  };
  const begin = (first: readonly Question[]): void => {
    taking = true;
    take(waitingAt(port, first));
    taking = false;
    post();
  };
  takeFound = () => { if (found.length > 0) begin(found.splice(0)); };
  port.on('message', (first: readonly Question[]) => begin([...found.splice(0), ...first]));
}

/** The port of this thread, once it serves. */
let served: MessagePort | null = null;
/** Calls that bulk work found when it looked whether somebody waits; they are taken up as soon as its slice has ended. */
const found: Question[] = [];
let takeFound: () => void = () => undefined;

function somebodyWaits(): boolean {
  if (found.length > 0) return true;
  const next = served === null ? undefined : (receiveMessageOnPort(served) as { readonly message: readonly Question[] } | undefined);
  if (!next) return false;
  found.push(...next.message);
  setImmediate(takeFound);
  return true;
}

/** The call that is just beginning. */
let beginning = 0;

/** What a call tells before its answer, taken while it begins: by `tell` of `threads.ts`. */
export function partsOfThisCall(): (part: unknown) => void {
  const id = beginning;
  return (part) => { served?.postMessage([[id, part, null] satisfies Answer]); };
}

const NONE: ReadonlySet<string> = new Set();

/** Milliseconds that an answer waits for those that come right behind it. */
const TOGETHER = 1;

/** Calls taken at once; what is grouped among them holds the thread for a few milliseconds. */
const MOST = 64;

/** The call that arrived and those that wait behind it, in their order. */
function waitingAt(port: MessagePort, first: readonly Question[]): readonly Question[] {
  const questions = [...first];
  while (questions.length < MOST) {
    const next = receiveMessageOnPort(port) as { readonly message: readonly Question[] } | undefined;
    if (!next) break;
    questions.push(...next.message);
  }
  return questions;
}

/** Milliseconds after which bulk work ends a slice: with its commit it holds the thread for about 10 before others get their turn. */
const SLICE = 5;
/** While nobody waits a slice goes on until then, and ends with the step at which somebody does: larger transactions write the same pages of an index less often. */
const ALONE = 40;

/** Others have their turn. */
export const turn = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

/** Runs `step` over the items in slices; `slice` wraps each of them, usually in a transaction. A crash between slices leaves whole slices. */
export async function inSlices<T>(items: readonly T[], step: (item: T, index: number) => void, slice: (run: () => void) => void): Promise<void> {
  if (items.length === 0) return;
  let next = 0;
  await stepsInSlices(() => {
    step(items[next] as T, next);
    return ++next < items.length;
  }, slice);
}

/** The same for work of which nobody knows how long it is: `step` answers whether there is more. */
export async function stepsInSlices(step: () => boolean, slice: (run: () => void) => void): Promise<void> {
  for (let more = true; more; ) {
    const began = performance.now();
    const goesOn = (): boolean => {
      const took = performance.now() - began;
      return took < SLICE || (took < ALONE && !somebodyWaits());
    };
    slice(() => {
      do more = step();
      while (more && goesOn());
    });
    if (more) await turn();
  }
}
