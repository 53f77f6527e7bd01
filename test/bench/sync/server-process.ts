/** A server under test: a process of its own, its CPU and memory with those of its children, and its end. */
import type { ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Ticks of the kernel's CPU clock a second, the same on every Linux that Node supports. */
const TICKS = 100;

export interface End { readonly code: number | null; readonly signal: string | null }

export class ServerProcess {
  readonly port: number;
  readonly #child: ChildProcess;
  readonly #output: () => string;
  readonly #ended: Promise<void>;
  end: End | null = null;

  constructor(child: ChildProcess, port: number, output: () => string) {
    this.#child = child;
    this.port = port;
    this.#output = output;
    if (child.exitCode !== null || child.signalCode !== null) this.end = { code: child.exitCode, signal: child.signalCode };
    this.#ended = this.end !== null ? Promise.resolve() : new Promise((done) => child.once('exit', (code, signal) => {
      this.end = { code, signal };
      done();
    }));
  }

  get alive(): boolean {
    return this.end === null;
  }
  /** What it has said last. */
  get words(): string {
    return this.#output().slice(-400);
  }

  /** As a power cut of the process. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }
  /** Politely; by force after `ms`. */
  async stop(ms = 15_000): Promise<void> {
    if (!this.alive) return;
    const force = setTimeout(() => this.#child.kill('SIGKILL'), ms);
    this.#child.kill('SIGTERM');
    await this.#ended;
    clearTimeout(force);
  }

  /** CPU seconds so far, user and system, of all threads of the process and its children. */
  cpu(): number {
    let ticks = 0;
    for (const pid of this.#tree()) {
      const fields = statOf(pid);
      ticks += Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
    }
    return ticks / TICKS;
  }
  /** Resident megabytes. */
  rss(): number {
    let kilobytes = 0;
    for (const pid of this.#tree()) kilobytes += Number(/VmRSS:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
    return kilobytes / 1024;
  }

  #tree(): number[] {
    const tree: number[] = [];
    const open = this.#child.pid === undefined ? [] : [this.#child.pid];
    for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
      tree.push(pid);
      for (const thread of list(`/proc/${pid}/task`)) open.push(...read(`/proc/${pid}/task/${thread}/children`).split(' ').filter(Boolean).map(Number));
    }
    return tree;
  }
}

/** Fields of `/proc/<pid>/stat` behind the name, which may hold anything: the first is the state. */
function statOf(pid: number): readonly string[] {
  const stat = read(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function read(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return ''; // a process that has ended meanwhile uses nothing
  }
}
function list(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return []; // as above
  }
}

/** Bytes of all files in a folder. */
export function folderSize(folder: string): number {
  let bytes = 0;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const stat = statSync(join(folder, name), { throwIfNoEntry: false });
    if (stat?.isFile()) bytes += stat.size;
  }
  return bytes;
}
