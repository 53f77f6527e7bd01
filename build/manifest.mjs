/** `node build/manifest.mjs`: what editors and compilers are told of the elements, out of their own documentation. Run it when an element changes; `test/flow/manifest.test.ts` says when it was forgotten. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { manifest } from './manifest/analyze.mjs';
import { root } from './manifest/facts.mjs';

const json = (value) => `${JSON.stringify(value, null, 2)}\n`;

/** Path → text of every file that is made. */
export function files() {
  const made = manifest();
  return new Map([['components/custom-elements.json', json(made)]]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, text] of files()) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}
