/** One build for everything: the server with its threads, the kit as script files, the kit for bundlers, the demo pages. */
import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const at = (path: string) => resolve(import.meta.dirname, path);
const named = (folder: string, pattern: RegExp): Record<string, string> =>
  Object.fromEntries(readdirSync(at(folder)).filter((file) => pattern.test(file)).map((file) => [file.replace(/\.\w+$/, ''), at(`${folder}/${file}`)]));

/** `dossier`, `badge` and one entry a tag: a file whose name has a dash is a tag. */
const kit = { ...named('components', /^(dossier|badge|define)\.ts$/), ...named('components', /^[a-z]+(-[a-z]+)+\.ts$/) };
const threads = named('server/storage', /-thread\.ts$/);
const pages = existsSync(at('demo')) ? named('demo', /\.html$/) : {};

export default defineConfig({
  appType: 'mpa',
  root: at('demo'),
  base: './',
  publicDir: false,
  build: { target: ['chrome109', 'safari16.4', 'firefox115'], emptyOutDir: true, sourcemap: true },
  environments: {
    client: { build: { outDir: at('dist/demo'), rolldownOptions: { input: pages, external: [/\/kit\//] } } },
    /** For `<script type="module">`: minified, self-contained, shared chunks under hashed names. */
    kit: {
      consumer: 'client',
      build: {
        outDir: at('dist/kit'),
        modulePreload: false, // a chunk loaded on demand needs no helper of 1 kB
        rolldownOptions: {
          input: kit,
          preserveEntrySignatures: 'strict',
          output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
        },
      },
    },
    server: {
      consumer: 'server',
      resolve: { external: true },
      build: {
        outDir: at('dist/server'),
        ssr: true,
        target: 'node20',
        rolldownOptions: { input: { main: at('server/main.ts'), ...threads }, preserveEntrySignatures: 'strict', output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' } },
      },
    },
  },
  builder: {
    async buildApp(builder) {
      for (const name of ['kit', 'client', 'server']) {
        const environment = builder.environments[name];
        if (environment) await builder.build(environment);
      }
    },
  },
});
