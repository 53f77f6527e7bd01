/** How long a server's event loop stood still, seen from outside: the slowest of many small requests, asked from a thread of its own. */
import { Worker } from 'node:worker_threads';

export interface Delay { /** Milliseconds of the slowest answer; where there was none, since it was asked. */ readonly worst: number; readonly answers: number }

export class Pinger {
  readonly #worker: Worker;

  constructor(port: number, path: string) {
    this.#worker = new Worker(new URL('./pinger-worker.mjs', import.meta.url), { workerData: { host: '127.0.0.1', port, path } });
  }

  /** Forgets what it saw so far. */
  reset(): void {
    this.#worker.postMessage('reset');
  }
  /** Since the last reset. */
  read(): Promise<Delay> {
    return new Promise((done) => {
      this.#worker.once('message', done);
      this.#worker.postMessage('read');
    });
  }
  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}
