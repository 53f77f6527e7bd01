/** The files of an import on disk: a folder's tables or one file, and the name of the source that follows from it. */
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { ImportFile } from './readers/reader.ts';
import { READABLE } from './readers/readers.ts';

const TABLE_FILE = READABLE;

export const fileAt = (path: string, name = basename(path)): ImportFile => ({ name, open: () => createReadStream(path) });

/** The tables of a folder in order of name, or the one file. Throws the file system's error when there is neither. */
export async function filesAt(path: string): Promise<readonly ImportFile[]> {
  if (!(await stat(path)).isDirectory()) return [fileAt(path)];
  const entries = await readdir(path, { withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && TABLE_FILE.test(entry.name)).map((entry) => entry.name).sort().map((name) => fileAt(join(path, name)));
}

/** `../data/Northwind 2026/` → `northwind-2026`; for a file, the name of its folder. `import` where nothing is left of it. */
export async function sourceOf(path: string): Promise<string> {
  const whole = resolve(path);
  const folder = (await stat(whole)).isDirectory() ? whole : dirname(whole);
  return basename(folder).toLowerCase().replace(/[^a-z0-9._-]+/g, '-').replace(/^[^a-z]+|-+$/g, '').slice(0, 32) || 'import';
}
