/** `node build/manifest.mjs`: what editors and compilers are told of the elements, out of their own documentation. Run it when an element changes; `test/flow/manifest.test.ts` says when it was forgotten. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { elementsOf, manifest } from './manifest/analyze.mjs';
import { htmlCustomData, webTypes } from './manifest/editors.mjs';
import { root } from './manifest/facts.mjs';
import { jsxAttributes, jsxReact } from './manifest/jsx.mjs';

const json = (value) => `${JSON.stringify(value, null, 2)}\n`;

/** Path → text of every file that is made. */
export function files() {
  const made = manifest();
  const elements = elementsOf(made);
  return new Map([
    ['components/custom-elements.json', json(made)],
    ['components/editors/html-custom-data.json', json(htmlCustomData(elements))],
    ['components/editors/web-types.json', json(webTypes(elements, JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))))],
    ['components/jsx-attributes.d.ts', jsxAttributes(elements)],
    ['components/jsx.d.ts', jsxReact()],
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, text] of files()) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}
