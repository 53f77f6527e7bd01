/** `npm run site`: the documentation as plain files in dist/site, from `site/`, `docs/` and the built kit, whose sizes it tells. */
import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import { sitePages } from './engine/plugin.ts';

const root = resolve(import.meta.dirname, '..');
const at = (path: string): string => resolve(import.meta.dirname, path);

export default defineConfig({
  root: at('client'),
  base: './',
  publicDir: false,
  logLevel: 'warn',
  plugins: [sitePages(root)],
  build: {
    outDir: resolve(root, 'dist/site'), emptyOutDir: true, modulePreload: false,
    target: ['chrome109', 'safari16.4', 'firefox115'],
    rolldownOptions: {
      input: { site: at('client/site.ts'), playground: at('client/playground.ts') },
      checks: { bundlerTimings: false },
      output: { entryFileNames: 'assets/[name]-[hash].js', chunkFileNames: 'assets/[name]-[hash].js', assetFileNames: 'assets/[name]-[hash][extname]' },
    },
  },
});
