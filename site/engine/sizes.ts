/** What an element costs a page, compressed, from the built kit: the script that every page has, and what comes with the tag. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface Cost {
  /** kB of `dossier.js`, which every page has. */
  readonly start: number;
  /** kB that come when the tag is first seen; 0: it is in `dossier.js`. */
  readonly more: number;
  readonly files: number;
}

/** A file with everything it imports statically. */
function closure(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(/(?:\bfrom|\bimport)\s*["'`]([^"'`]+)["'`]/g)) {
    const imported = normalize(join(dirname(file), path));
    if (existsSync(imported)) closure(imported, seen);
  }
  return seen;
}

export function costs(kit: string): (tag: string) => Cost {
  const script = join(kit, 'dossier.js');
  const text = readFileSync(script, 'utf8');
  const zipped = new Map<string, number>();
  const kB = (files: readonly string[]): number => files.reduce((sum, file) => {
    if (!zipped.has(file)) zipped.set(file, gzipSync(readFileSync(file), { level: 9 }).length / 1_000);
    return sum + zipped.get(file)!;
  }, 0);
  const first = closure(script);
  const start = kB([...first]);
  return (tag) => {
    if (tag === 'dossier-frame') return { start: kB([...closure(join(kit, 'frame.js'))]), more: 0, files: 1 };
    const chunk = new RegExp(`import\\([\`"']\\./(chunks/${tag}-[\\w-]+\\.js)[\`"']\\)`).exec(text)?.[1];
    if (chunk === undefined) return { start, more: 0, files: first.size };
    const later = [...closure(join(kit, chunk))].filter((file) => !first.has(file));
    return { start, more: kB(later), files: later.length };
  };
}
