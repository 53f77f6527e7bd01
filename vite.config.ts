/** One build for everything: the server with its threads, the kit as script files, the kit for bundlers, the demo pages. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig, type EnvironmentOptions } from 'vite';
import { shortenTemplates } from './build/shorten-templates.ts';

const at = (path: string) => resolve(import.meta.dirname, path);
const named = (folder: string, pattern: RegExp): Record<string, string> =>
  Object.fromEntries(readdirSync(at(folder)).filter((file) => pattern.test(file)).map((file) => [file.replace(/\.\w+$/, ''), at(`${folder}/${file}`)]));

/** One entry a tag: a file whose name has a dash is a tag. */
const tags = { ...named('components', /^define\.ts$/), ...named('components', /^[a-z]+(-[a-z]+)+\.ts$/) };
const threads = named('server/storage', /-thread\.ts$/);
const pages = existsSync(at('demo')) ? named('demo', /\.html$/) : {};

/**
 * What is always loaded together is one file, which is smaller than its parts: editing (Yjs, its provider, the documents), needed by form and
 * timeline, and what all large elements share. Nothing in `shared` may import from `editing`, for the list does without it.
 */
const together = [
  { name: 'editing', test: /\/node_modules\/(yjs|lib0|y-websocket|y-protocols|fractional-indexing)\/|\/build\/stand-ins\/|\/model\/section-doc\.ts|\/components\/line\/(doc-store|presence|channel)\.ts/ },
  { name: 'shared', test: /\/lit(-html)?\/(directives\/|async-directive|directive)|\/components\/(timeline\/(dates|local-time)|list\/directory|form\/text-(binding|change)|internal\/(fold|keys|later))\.ts|\/model\/(ids|value-keys|validation\/(scalar|dates|problem))\.ts/ },
];

/**
 * For `<script type="module">`: minified, without bare imports. Each script is built alone, so that what it loads at start is one file;
 * a page takes one of them, and a second copy would reuse the first one's elements and line.
 */
const script = (input: Record<string, string>): EnvironmentOptions => ({
  consumer: 'client',
  build: {
    outDir: at('dist/kit'),
    emptyOutDir: false,
    modulePreload: false, // a chunk loaded on demand needs no helper of 1 kB
    license: { fileName: 'licenses.md' }, // of the libraries inside, whose notices go with every copy
    rolldownOptions: {
      input,
      preserveEntrySignatures: 'allow-extension',
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        codeSplitting: { includeDependenciesRecursively: false, groups: together }, // what they depend on may be in the script itself
      },
    },
  },
});

export default defineConfig({
  appType: 'mpa',
  root: at('demo'),
  base: './',
  publicDir: false,
  plugins: [shortenTemplates()],
  resolve: {
    alias: ['logging', 'broadcastchannel'].map((name) => ({ find: `lib0/${name}`, replacement: at(`build/stand-ins/${name}.ts`) })),
  },
  build: { target: ['chrome109', 'safari16.4', 'firefox115'], emptyOutDir: true, sourcemap: true },
  environments: {
    client: { build: { outDir: at('dist/demo'), rolldownOptions: { input: pages, external: [/\/kit\//] } } },
    dossier: script({ dossier: at('components/dossier.ts') }),
    badge: script({ badge: at('components/badge.ts') }),
    tags: script(tags),
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
      rmSync(at('dist'), { recursive: true, force: true });
      for (const name of ['dossier', 'badge', 'tags', 'client', 'server']) {
        const environment = builder.environments[name];
        if (environment) await builder.build(environment);
      }
    },
  },
});
