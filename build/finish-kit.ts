/** Build step after the kit's scripts: each is compressed once, here, instead of at every request; `kit.json` names this build and what a page needs to load it and nothing else. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** Smaller ones are not worth a header. */
const WORTH = 1_000;

const scripts = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/')).filter((path) => path.endsWith('.js')).sort();

export function finishKit(folder: string, version: string): void {
  const all = createHash('sha256');
  const integrity: Record<string, string> = {};
  for (const path of scripts(folder)) {
    const bytes = readFileSync(join(folder, path));
    all.update(`${path}\n${bytes.length}\n`).update(bytes);
    if (!path.includes('/')) integrity[path] = `sha384-${createHash('sha384').update(bytes).digest('base64')}`;
    if (bytes.length < WORTH) continue;
    writeFileSync(join(folder, `${path}.gz`), gzipSync(bytes, { level: 9 }));
    writeFileSync(join(folder, `${path}.br`), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT, [constants.BROTLI_PARAM_SIZE_HINT]: statSync(join(folder, path)).size } }));
  }
  writeFileSync(join(folder, 'kit.json'), `${JSON.stringify({ version, build: all.digest('hex').slice(0, 16), integrity }, null, 1)}\n`);
}
