/** What a command has of its process: environment, the two outputs, whether a person watches, and how it ends. Exit codes are here, once. */
import { existsSync } from 'node:fs';

export interface World {
  readonly env: Readonly<Record<string, string | undefined>>;
  out(line: string): void;
  err(line: string): void;
  /** The terminal that shows progress; null when nobody watches one. */
  readonly terminal: NodeJS.WriteStream | null;
  /** Resolves at the first SIGINT or SIGTERM; a second one ends the process at once. */
  stopped(): Promise<void>;
  now(): number;
}

export const EXIT = Object.freeze({ done: 0, failed: 1, usage: 2, inUse: 3, refused: 4 });

export const EXIT_HELP = `
Exit codes:
  0  done
  1  failed; the reason is on standard error
  2  wrong arguments or configuration; every problem is listed
  3  another process has the data folder: use --url and --token
  4  done, but not all of it: an import refused files or rows, a restored backup holds damaged sections; the output names them`;

/** A command's end with a sentence for the person and a code for the script. */
export class CommandError extends Error {
  readonly exit: number;
  constructor(exit: number, message: string) {
    super(message);
    this.exit = exit;
  }
}

/** A command that reads a data folder makes none. */
export function needFolder(folder: string): void {
  if (!existsSync(folder)) throw new CommandError(EXIT.usage, `There is no folder ${folder}. DOSSIER_DATA names the data folder.`);
}

export const processWorld = (): World => {
  // who reads no further, as `dossier --help | head` does, has what they wanted
  process.stdout.on('error', (error: NodeJS.ErrnoException) => { if (error.code !== 'EPIPE') throw error; });
  return worldOfProcess;
};

const worldOfProcess: World = {
  env: process.env,
  out: (line) => void process.stdout.write(`${line}\n`),
  err: (line) => void process.stderr.write(`${line}\n`),
  terminal: process.stderr.isTTY ? process.stderr : null,
  stopped: () => new Promise((resolve) => {
    const stop = (): void => {
      resolve();
      for (const signal of ['SIGINT', 'SIGTERM'] as const) {
        process.removeListener(signal, stop);
        process.once(signal, () => process.exit(EXIT.failed));
      }
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  }),
  now: () => Date.now(),
};

/** For what works on the files of a data folder: where the data is in a PostgreSQL it would tell of files that nobody writes any more. */
export function needFiles({ database }: { readonly database: URL | null }, what: string, instead: string): void {
  if (database !== null) throw new CommandError(EXIT.usage, `DOSSIER_DATABASE_URL is set, so the data is in a PostgreSQL, and \`dossier ${what}\` works on the files of a folder: ${instead}`);
}
