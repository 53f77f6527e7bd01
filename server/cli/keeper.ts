/** Keeps a program running: when it was killed it is started again, at the same address. For the demo, whose button pulls the plug. */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

/** What the program may ask of its keeper: to be killed, as by a power cut of the process. */
export const KILL_ME = 'kill me';

export interface KeeperOptions {
  readonly script: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Resolves when somebody wants an end. */
  readonly stopped: Promise<void>;
  /** Every line of the program's standard output, with the number of the start it belongs to, from 1. */
  readonly line: (text: string, run: number) => void;
  readonly now: () => number;
}

/** A program that dies sooner than this after its start is not started again: it would die again. */
const TOO_SOON_MS = 500;

/** Resolves with the exit code once the program has ended by itself, or was told to. */
export async function keep(options: KeeperOptions): Promise<number> {
  let child: ChildProcess | null = null;
  let ending = false;
  void options.stopped.then(() => {
    ending = true;
    child?.kill('SIGTERM');
  });
  for (let run = 1; ; run++) {
    const began = options.now();
    child = begin(options, run);
    const [code, signal] = await ended(child);
    const killed = signal === 'SIGKILL' && !ending;
    if (!killed || options.now() - began < TOO_SOON_MS) return code ?? 1;
  }
}

function begin({ script, args, env, line }: KeeperOptions, run: number): ChildProcess {
  const child = fork(script, args, { env, stdio: ['ignore', 'pipe', 'inherit', 'ipc'], execArgv: [] });
  let rest = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) line(text, run);
  });
  child.on('message', (message) => {
    if (message === KILL_ME) child.kill('SIGKILL');
  });
  return child;
}

const ended = (child: ChildProcess): Promise<readonly [number | null, NodeJS.Signals | null]> => new Promise((resolve, reject) => {
  child.once('error', reject);
  child.once('exit', (code, signal) => { resolve([code, signal]); });
});
