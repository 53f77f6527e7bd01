/** Data folders of earlier releases, unpacked from `test/upgrade`, and what must be readable in them. */
import { cpSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { makeFolder } from './storage-folder.ts';

const FIXTURES = resolve(import.meta.dirname, '../upgrade');

export interface Expected {
  readonly version: string;
  readonly schema: number;
  readonly archives: Readonly<Record<string, { readonly row: Readonly<Record<string, unknown>>; readonly trade: unknown; readonly transactions: readonly unknown[] }>>;
  readonly sections: Readonly<Record<string, { readonly fields: object; readonly rows: object; readonly texts: object; readonly marks: object; readonly seq: number }>>;
  readonly people: readonly Readonly<Record<string, unknown>>[];
  readonly departments: readonly unknown[];
  readonly authors: readonly { readonly doc: string; readonly client: number; readonly person: string }[];
  readonly history: readonly { readonly doc: string; readonly seq: number; readonly person: string; readonly at: number; readonly key: string; readonly old: string | null; readonly new: string | null }[];
  readonly grants: readonly { readonly id: string; readonly archive: string; readonly to_kind: string; readonly to_id: string; readonly level: string; readonly sections: string | null; readonly reason: string }[];
  readonly lies: readonly { readonly doc: string; readonly upto: number; readonly epoch: number; readonly snapshot: number }[];
  readonly files: readonly { readonly id: string; readonly name: string; readonly sha256: string }[];
}

/** Versions, oldest first. */
export const RELEASES = readdirSync(FIXTURES).filter((name) => existsSync(join(FIXTURES, name, 'expected.json'))).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));

export async function unpack(version: string): Promise<{ readonly folder: string; readonly expected: Expected }> {
  const folder = await makeFolder();
  for (const name of ['archive.db', 'facts.db']) writeFileSync(join(folder, name), gunzipSync(readFileSync(join(FIXTURES, version, `${name}.gz`))));
  cpSync(join(FIXTURES, version, 'files'), join(folder, 'files'), { recursive: true });
  return { folder, expected: JSON.parse(readFileSync(join(FIXTURES, version, 'expected.json'), 'utf8')) as Expected };
}
