/** What a page has beside its scripts goes to the build as it is: HTML, styles, icons, the manifest. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** For the build environment of this name alone. */
export const pageFiles = (folder: string, environment: string): Plugin => ({
  name: 'page-files',
  applyToEnvironment: ({ name }) => name === environment,
  generateBundle() {
    for (const fileName of readdirSync(folder)) {
      if (/\.(html|css|svg|png|webmanifest)$/.test(fileName)) this.emitFile({ type: 'asset', fileName, source: readFileSync(join(folder, fileName)) });
    }
  },
});
