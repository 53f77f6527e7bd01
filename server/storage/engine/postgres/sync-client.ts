/** Asks PostgreSQL and waits: a thread that has nothing else to do sleeps while another one talks to the server. What statements mean is left to `connection.ts`. */
import { existsSync } from 'node:fs';
import { MessageChannel, Worker, receiveMessageOnPort } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { StorageError } from '../../storage.ts';

export interface ClientOptions {
  readonly url: string;
  /** As `pg_stat_activity` shows the connection. */
  readonly name: string;
  /** SQL that every new connection begins with. */
  readonly setup: string;
  /** Milliseconds until a connection has to stand. Default 5,000. */
  readonly connectMs?: number;
  /** Milliseconds until a statement has to be answered; after that its connection is given up. Default 60,000: reading a whole register is one statement. */
  readonly answerMs?: number;
}

export interface ClientThreadData extends Required<ClientOptions> { readonly wake: SharedArrayBuffer; readonly port: MessagePort }
/** `statement`: its name where it is prepared, null for a script. `fresh`: a lost connection may be made anew, for no transaction is open. */
export interface ClientQuestion { readonly text: string; readonly values: readonly unknown[]; readonly statement: string | null; readonly fresh: boolean }
export interface Found { readonly rows: readonly (readonly unknown[])[]; readonly columns: readonly string[]; readonly count: number }
export type ClientAnswer = Found | { readonly failure: { readonly code: string; readonly message: string; readonly constraint?: string | undefined } };

/** From source a small loader brings TypeScript into the thread; in the build the threads lie beside the entry, one level above its chunks. */
function launch(data: ClientThreadData): Worker {
  const here = import.meta.url;
  const name = 'postgres-client-thread';
  const started = (file: URL, workerData: object): Worker => new Worker(file, { workerData, transferList: [data.port], execArgv: [] });
  if (here.endsWith('.ts')) return started(new URL('../../source-loader.mjs', here), { ...data, entry: new URL(`../../${name}.ts`, here).href });
  const beside = new URL(`${name}.js`, here);
  return started(existsSync(beside) ? beside : new URL(`../${name}.js`, here), data);
}

/** One connection. Every call holds this thread until the answer is here. */
export class SyncClient {
  readonly #flag: Int32Array;
  readonly #port: MessagePort;
  readonly #worker: Worker;
  #closed = false;

  constructor({ connectMs = 5_000, answerMs = 60_000, ...options }: ClientOptions) {
    const wake = new SharedArrayBuffer(4);
    const { port1, port2 } = new MessageChannel();
    this.#flag = new Int32Array(wake);
    this.#port = port1;
    this.#worker = launch({ ...options, connectMs, answerMs, wake, port: port2 });
    this.#worker.unref();
    port1.unref();
  }

  /** Throws `StorageError` for what is not a mistake of ours. */
  ask(question: ClientQuestion): Found {
    if (this.#closed) throw new StorageError('closed', 'The connection is closed.');
    const answer = this.#exchange(question);
    if ('failure' in answer) throw failureOf(answer.failure, question.text);
    return answer;
  }

  close(): void {
    if (this.#closed) return;
    this.#exchange(null);
    this.#closed = true;
    void this.#worker.terminate();
  }

  #exchange(question: ClientQuestion | null): ClientAnswer {
    Atomics.store(this.#flag, 0, 0);
    this.#port.postMessage(question);
    // the bell of the answer before may ring late: it is the flag that counts
    while (Atomics.load(this.#flag, 0) === 0) Atomics.wait(this.#flag, 0, 0);
    return (receiveMessageOnPort(this.#port) as { readonly message: ClientAnswer }).message;
  }
}

/** PostgreSQL's codes are in its manual, appendix A. */
function failureOf({ code, message, constraint }: { readonly code: string; readonly message: string; readonly constraint?: string | undefined }, sql: string): Error {
  if (code === '23505') return new StorageError('conflict', `${message}: ${constraint ?? ''}`);
  if (code === '53100' || code === '53200') return new StorageError('full', `PostgreSQL has no room left: ${message}`);
  if (code === '40001' || code === '40P01' || code === '55P03') return new StorageError('locked', message);
  if (code === 'AWAY' || code === 'ECONNREFUSED' || code === 'ECONNRESET' || code === 'ENOENT' || code === 'EPIPE' || code === 'ETIMEDOUT' || (code.startsWith('08') && code !== '08P01') || code.startsWith('57P')) return new StorageError('away', `PostgreSQL does not answer: ${message}`);
  return Object.assign(new Error(`${message} [${code}] in ${sql.length > 400 ? `${sql.slice(0, 400)}…` : sql}`), { code });
}
