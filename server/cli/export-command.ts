/** `dossier export`: archives from a running server into a file, under the right of whose token it is. The file is there whole or not at all, so that a nightly job can stand on it. */
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { remoteOf } from './remote.ts';
import type { RemoteOptions } from './remote.ts';
import { CommandError, EXIT } from './world.ts';
import type { World } from './world.ts';

export interface ExportArguments extends RemoteOptions {
  readonly format: string;
  readonly text?: string;
  /** A question to the register as JSON. */
  readonly query?: string;
  readonly columns?: string;
  readonly lang: string;
  readonly keys: boolean;
  readonly roundtrip: boolean;
}

export async function exportCommand(file: string, options: ExportArguments, world: World): Promise<void> {
  const remote = remoteOf(options);
  if (!remote) throw new CommandError(EXIT.usage, 'An export is made by a running server, under the right of a person: give --url and --token.');
  const part = `${file}.part`;
  try {
    const bytes = await remote.download('/api/exports', {
      format: options.format, lang: options.lang, labels: options.keys ? 'keys' : 'names', roundtrip: options.roundtrip, query: { ...question(options.query), ...(options.text === undefined ? {} : { text: options.text }) },
      ...(options.columns === undefined ? {} : { columns: options.columns.split(',').map((key) => key.trim()) }),
    });
    // it names customers: nobody else on this computer reads it
    await pipeline(Readable.fromWeb(bytes), createWriteStream(part, { mode: 0o600 }));
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error instanceof CommandError ? error : new CommandError(EXIT.failed, `The export broke off, so ${file} was not written: ${error instanceof Error ? error.message : String(error)}`);
  }
  world.out(`The export is in ${file}.`);
}

function question(text: string | undefined): Record<string, unknown> {
  if (text === undefined) return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // told below
  }
  throw new CommandError(EXIT.usage, '--query is no JSON object: {"where":[{"key":"kind","op":"eq","values":["organisation"]}]}.');
}
