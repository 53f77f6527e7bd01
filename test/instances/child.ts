/** A server of a test's own as a child process: started until it says that it is ready, paused, killed and ended by its own id. What it is and says is its instance's. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

export interface ServerProgram {
  readonly program: string;
  readonly args: readonly string[];
  /** A line of its output that tells that it takes connections. */
  readonly ready: RegExp;
  /** Whose process it is, where it must not be root's. */
  readonly user?: { readonly uid: number; readonly gid: number } | undefined;
  readonly env?: Readonly<Record<string, string>>;
}

const children = new Set<ChildProcess>();
// a test that is cut off leaves nothing running
process.once('exit', () => { for (const child of children) child.kill('SIGKILL'); });

export class ServerChild {
  readonly #program: ServerProgram;
  #child: ChildProcess | null = null;
  #ended: Promise<void> = Promise.resolve();
  /** Everything it said, for whoever asks why. */
  said = '';

  constructor(program: ServerProgram) {
    this.#program = program;
  }

  get pid(): number {
    if (this.#child?.pid === undefined) throw new Error(`${this.#program.program} does not run`);
    return this.#child.pid;
  }

  /** Resolves when it is ready; throws what it said when it ends before. */
  async start(): Promise<void> {
    const { program, args, ready, user, env } = this.#program;
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', ...env }, ...user });
    this.#child = child;
    children.add(child);
    this.#ended = new Promise((done) => { child.once('close', () => { children.delete(child); done(); }); });
    const from = this.said.length;
    await new Promise<void>((resolve, reject) => {
      const heard = (bytes: Buffer): void => {
        this.said += bytes.toString('utf8');
        if (ready.test(this.said.slice(from))) resolve();
      };
      child.stdout.on('data', heard);
      child.stderr.on('data', heard);
      child.once('error', reject);
      void this.#ended.then(() => { reject(new Error(`${program} ended before it was ready:\n${this.said.slice(from)}`)); });
    });
  }

  /** Resolves when the process is gone; a paused one goes on first, or it would never hear of it. */
  async end(signal: NodeJS.Signals): Promise<void> {
    if (this.#child?.exitCode === null && this.#child.signalCode === null) {
      this.#child.kill(signal);
      this.#child.kill('SIGCONT');
    }
    await this.#ended;
    this.#child = null;
  }

  pause(): void {
    this.#child?.kill('SIGSTOP');
  }

  resume(): void {
    this.#child?.kill('SIGCONT');
  }
}
