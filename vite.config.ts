/** One build for everything: the server with its threads, the kit as script files, the kit for bundlers, the demo pages. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig, type EnvironmentOptions } from 'vite';
import { charMaps } from './build/char-maps.ts';
import { shortenTemplates } from './build/shorten-templates.ts';
import { finishKit } from './build/finish-kit.ts';
import { inNode } from './build/in-node.ts';
import { loneLibraries } from './build/lone-libraries.ts';
import { pageFiles } from './build/page-files.ts';
import { plainImports } from './build/plain-imports.ts';
import { withoutNested } from './build/without-nested.ts';

const at = (path: string) => resolve(import.meta.dirname, path);
const named = (folder: string, pattern: RegExp): Record<string, string> =>
  Object.fromEntries(readdirSync(at(folder)).filter((file) => pattern.test(file)).map((file) => [file.replace(/\.\w+$/, ''), at(`${folder}/${file}`)]));

/** One entry a tag: a file whose name has a dash is a tag. The client is for programs. */
const tags = { ...named('components', /^(define|client)\.ts$/), ...named('components', /^[a-z]+(-[a-z]+)+\.ts$/) };
const threads = named('server/storage', /-thread\.ts$/);
/** The server's own pages, and the worker that keeps one of them. */
const own = named('server/pages', /^(list|archive|print|capture|admin|data|insight|governance|today|frame|sign-in|m-worker)\.ts$/);
const pages = existsSync(at('demo')) ? named('demo', /\.html$/) : {};

/**
 * What is always loaded together is one file, which is smaller than its parts: editing (Yjs, its provider, the documents), needed by form and
 * timeline, and what all large elements share. Nothing in `shared` may import from `editing`, for the list does without it. Form and timeline are
 * named with all they draw at once, for parts that come later share some of it, and each such piece would be a file; what the dialogs for a new
 * customer, files and comments need of the form is `values`, so that they do without the rest.
 */
const together = [
  { name: 'editing', test: /\/node_modules\/(yjs|lib0|y-protocols|fractional-indexing)\/|\/build\/stand-ins\/|\/model\/section-doc\.ts|\/components\/line\/(doc-store|copy|leave|values|saved|presence|channel|provider)\.ts/ },
  { name: 'shared', test: /\/lit(-html)?\/(directives\/|async-directive|directive)|\/components\/(timeline\/(dates|local-time)|list\/directory|form\/(text-(binding|change)|key-name)|internal\/(fold|keys|called|late-styles)|paste\/label|notices\/follow-news)\.ts|\/model\/(ids|value-keys|catalogue\/four|validation\/(scalar|dates|problem))\.ts/ },
  { name: 'values', test: /\/components\/form\/(values|directory|icons|kinds\/(computed|person-name))\.ts|\/components\/internal\/strings\/en\/form\.ts|\/model\/requirements\/registered-address\.ts/ },
  { name: 'archive-form', test: /\/components\/archive-form\.ts|\/components\/form\/(open-section|slot|slot-box|keep-value|bind-text|form\.styles|plan|focus-keeper|section-page|field|add-fact|archive-source|attention|form-model|form-place|later-pages|redraw|sheet|rail|rail-texts|undo|open-sections|head|states|saved-face|nowhere|(checks|told)\/door|missing\/label|rows\/(alive-door|looks|waiting)|provenance\/standing|kinds\/(person|choice|text|control|ref|long-text|words|parts|rarer-door|rows|while-shut|row-slot|files))\.ts|\/model\/catalogue\/(relevance|place)\.ts/ },
  // what comes beside card, form and timeline once they are drawn; the administration takes the service's rule and the policy the names of packs from the card's, on which each would be a file of its own
  { name: 'card-foot', test: /\/components\/(card\/(complete|service)|notices\/follow|paste\/card|internal\/strings\/en\/foot)\.ts|\/model\/(service-matrix\/matrix|catalogue\/pack-names)\.ts/ },
  { name: 'companions', test: /\/components\/(form\/(companions|onward|provenance\/(face|styles))|paste\/form)\.ts/ },
  { name: 'checks', test: /\/components\/form\/checks\/(beside|context|keeper|phone-line|reveal|styles|texts)\.ts|\/model\/validation\/(findings|postcodes|country|warning|ids\/[\w-]+)\.ts/ },
  { name: 'around', test: /\/components\/(timeline\/(around|around-styles|reach-row|filter-bar|calls|foot|line-form|bar|change-view|texts|below|states)|internal\/strings\/en\/around)\.ts/ },
  { name: 'contact-timeline', test: /\/components\/contact-timeline\.ts|\/components\/timeline\/(entries|icons|timeline-data|contact-years|entry-view|styles|trade-pages|reading-order|customer-people|skeleton|end-watch|how-far|around-later|forms-later)\.ts|\/components\/internal\/strings\/en\/timeline\.ts/ },
];

/**
 * For `<script type="module">`: minified, without bare imports. Each script is built alone, so that what it loads at start is one file;
 * a page takes one of them, and a second copy would reuse the first one's elements and line.
 */
const script = (input: Record<string, string>, folder = 'dist/kit', chunkSizeWarningLimit = 500): EnvironmentOptions => ({
  consumer: 'client',
  build: {
    outDir: at(folder),
    chunkSizeWarningLimit,
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
  plugins: [shortenTemplates(), withoutNested(), loneLibraries(), inNode('tags'), plainImports(), pageFiles(at('server/pages'), 'pages'), charMaps(at('node_modules/pdfjs-dist'), 'preview')],
  resolve: {
    alias: ['logging', 'environment'].map((name) => ({ find: new RegExp(`^(lib0/${name}|\\./${name}\\.js)$`), replacement: at(`build/stand-ins/${name}.ts`) })), // lib0's own files ask for ./name.js
  },
  build: {
    target: ['chrome109', 'safari16.4', 'firefox115'], emptyOutDir: true, sourcemap: true,
    rolldownOptions: { checks: { bundlerTimings: false } }, // how long a plugin took tells how busy the computer is, not what is wrong with the build
  },
  environments: {
    client: { build: { outDir: at('dist/demo'), rolldownOptions: { input: pages, external: [/\/kit\//] } } },
    dossier: script({ dossier: at('components/dossier.ts') }),
    pages: {
      consumer: 'client',
      build: {
        outDir: at('dist/pages'), modulePreload: false, license: { fileName: 'licenses.md' },
        rolldownOptions: { input: own, output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' } },
      },
    },
    badge: script({ badge: at('components/badge.ts') }),
    frame: script({ frame: at('components/frame.ts') }),
    tags: script(tags),
    /** In a frame of its own, where no page of the kit loads it; all of PDF.js in one script, so its limit in kB is its own. What the kit loads is held by test/flow/sizes.test.ts. */
    preview: script({ viewer: at('components/preview/frame/viewer.ts') }, 'dist/kit/preview', 2000),
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
      for (const name of ['dossier', 'badge', 'frame', 'tags', 'preview', 'client', 'pages', 'server']) {
        const environment = builder.environments[name];
        if (environment) await builder.build(environment);
      }
      finishKit(at('dist/kit'), (JSON.parse(readFileSync(at('package.json'), 'utf8')) as { version: string }).version);
    },
  },
});
