/** Build step: the tables by which PDF files of China, Taiwan, Japan and Korea name their characters go beside the page that draws them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** For the build environment of this name alone. */
export const charMaps = (library: string, environment: string): Plugin => ({
  name: 'char-maps',
  applyToEnvironment: ({ name }) => name === environment,
  generateBundle() {
    const folder = join(library, 'cmaps');
    for (const name of readdirSync(folder)) this.emitFile({ type: 'asset', fileName: `cmaps/${name === 'LICENSE' ? 'LICENSE.txt' : name}`, source: readFileSync(join(folder, name)) });
  },
});
