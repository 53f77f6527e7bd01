/** What must stay erased whatever backup comes back: a line for each erasure beside the databases and beside the backups, in neither. It names archives and tables, and of texts only keyed hashes; who has the line and guesses a text can see that it is meant. */
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf } from '../../storage/disk.ts';
import type { WholeSection } from './erase.ts';
import type { HashedText } from './matcher.ts';

export const LEDGER = 'erasures.jsonl';
export interface LedgerLine {
  readonly id: string;
  readonly at: string;
  readonly key: string;
  readonly texts: readonly HashedText[];
  /** In which something was erased; `whole` of which everything. */
  readonly archives: readonly string[];
  readonly whole: readonly string[];
  /** Sections of which everything. Default: none. */
  readonly sections?: readonly WholeSection[];
  /** Of no archive. */
  readonly tables: readonly string[];
  /** Hashes of places that were kept. */
  readonly kept: readonly string[];
  readonly mark: string;
}

async function linesIn(path: string): Promise<readonly LedgerLine[]> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return [];
    throw error;
  }
  return text.split('\n').flatMap((line): readonly LedgerLine[] => {
    if (line.trim() === '') return [];
    try {
      return [JSON.parse(line) as LedgerLine];
    } catch {
      return []; // the power failed while it was written: the erasure had not begun
    }
  });
}

export class Ledger {
  readonly #paths: readonly string[];

  constructor(data: string, backups: string) {
    this.#paths = [join(data, LEDGER), join(backups, LEDGER)];
  }

  /** Of both places, each once. */
  async read(): Promise<readonly LedgerLine[]> {
    const all = await Promise.all(this.#paths.map(linesIn));
    return [...new Map(all.flat().map((line) => [line.id, line])).values()];
  }

  /** On disk in both places before anything is erased; where it is already nothing is written. */
  async write(line: LedgerLine): Promise<void> {
    for (const path of this.#paths) {
      if ((await linesIn(path)).some(({ id }) => id === line.id)) continue;
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      // a line that was cut off is ended first
      await appendFile(path, `\n${JSON.stringify(line)}\n`, { mode: 0o600, flush: true });
    }
  }
}
