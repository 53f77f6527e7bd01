/** The npm package as somebody else gets it: packed, installed into an empty folder, its command, its server, its elements from a script tag, an import map and a bundler, and what compilers and editors learn of them. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPackage, createPackageFromTarballData, type Problem } from '@arethetypeswrong/core';
import type { Browser, Page } from 'playwright-core';
import { publint } from 'publint';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TAGS } from '../../build/manifest/facts.mjs';
import { launch } from '../helpers/browser.ts';
import { root, start } from '../helpers/dossier.ts';

const app = mkdtempSync(join(tmpdir(), 'dossier-package-'));
const installed = join(app, 'node_modules/dossier');
const npm = (cwd: string, ...args: string[]): string => execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

let packed = '';
let browser: Browser;

/** A page of the folder in which the package is installed: no server of ours stands behind it. */
async function inPage(text: string, look: (page: Page) => Promise<void>): Promise<void> {
  const page = await browser.newPage();
  await page.route('http://app.test/**', (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: text });
    return route.fulfill(existsSync(join(app, pathname)) ? { path: join(app, pathname) } : { status: 404 });
  });
  try {
    await page.goto('http://app.test/');
    await look(page);
  } finally {
    await page.close();
  }
}

beforeAll(async () => {
  npm(root, 'pack', '--silent', '--pack-destination', app);
  packed = readdirSync(app).find((name) => name.endsWith('.tgz'))!;
  writeFileSync(join(app, 'package.json'), '{"private": true, "type": "module"}');
  npm(app, 'install', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', `./${packed}`);
  // what npm would compile in a minute and a half is the same that this clone has compiled
  cpSync(join(root, 'node_modules/better-sqlite3/build'), join(app, 'node_modules/better-sqlite3/build'), { recursive: true });
  browser = await launch();
}, 300_000);
afterAll(async () => {
  await browser.close();
  rmSync(app, { recursive: true, force: true });
});

it('holds what runs and nothing of the workshop', () => {
  const files = readdirSync(installed, { recursive: true, encoding: 'utf8' });
  for (const wanted of ['LICENSE', 'README.md', 'dist/server/main.js', 'dist/kit/dossier.js', 'dist/kit/kit.json', 'dist/types/components/define.d.ts', 'dist/types/components/jsx.d.ts', 'components/custom-elements.json', 'components/editors/web-types.json', 'packaging/nginx/dossier.conf']) expect(files).toContain(wanted);
  expect(files.filter((file) => /^(test|model|components(?!\/(custom-elements\.json|editors(\/.*)?)$|$)|demo|build|vite\.config\.ts|server\/(?!cli$|cli\/(bin|build-if-stale)\.mjs$))|\.tar\.gz$/.test(file))).toEqual([]);
});

it('`npx dossier` answers', () => {
  const help = spawnSync('npx', ['--no-install', 'dossier', '--help'], { cwd: app, encoding: 'utf8' });
  expect(help.status, help.stderr).toBe(0);
  expect(help.stdout).toContain('serve');
});

it('serves, and its elements register nothing until they are told to', async () => {
  const server = await start({ program: installed });
  const page = await browser.newPage();
  try {
    // as text: the test's own tool would rewrite its imports
    const registered: unknown = await page.evaluate(`(async () => {
      const { CustomerCard } = await import('${server.url}/kit/customer-card.js');
      const before = customElements.get('customer-card');
      const { define } = await import('${server.url}/kit/define.js');
      define({ prefix: 'acme' });
      return [typeof CustomerCard, before === undefined, customElements.get('customer-card') === undefined, customElements.get('acme-customer-card') !== undefined];
    })()`);
    expect(registered).toEqual(['function', true, true, true]);
  } finally {
    await page.close();
    await server.stop();
  }
});

it('is told by its manifest: attributes and fields of every class as the browser knows them', async () => {
  const { modules } = JSON.parse(readFileSync(join(installed, 'components/custom-elements.json'), 'utf8')) as { readonly modules: readonly { readonly path: string; readonly declarations: readonly { readonly name: string; readonly tagName: string; readonly attributes: readonly { readonly name: string }[]; readonly members: readonly { readonly name: string }[] }[] }[] };
  const told = modules.flatMap(({ path, declarations }) => declarations.map(({ name, tagName, attributes, members }) => ({ path, name, tagName, attributes: attributes.map((each) => each.name).filter((each) => each !== 'scheme').sort(), members: members.map((each) => each.name) })));
  await inPage('<!doctype html>', async (page) => {
    // as text: the test's own tool would rewrite its imports
    const found: unknown = await page.evaluate(`Promise.all(${JSON.stringify(told)}.map(async ({ path, name, tagName, members }) => {
      const { [name]: element } = await import('/node_modules/dossier/' + path);
      customElements.define(tagName, element);
      const made = document.createElement(tagName);
      return { tagName, attributes: [...element.observedAttributes ?? []].sort(), missing: members.filter((member) => !(member in made)) };
    }))`);
    expect(found).toEqual(told.map(({ tagName, attributes }) => ({ tagName, attributes, missing: [] })));
  });
});

it('runs from a script tag, and from an import map beside a Lit of the page’s own', async () => {
  const shown = (page: Page): Promise<unknown> => page.evaluate(`(async () => {
    await customElements.whenDefined('classification-badge');
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    return document.querySelector('classification-badge').shadowRoot.textContent.trim() !== '';
  })()`);
  const badge = '<classification-badge archive="ALFKI">ALFKI</classification-badge>';
  await inPage(`<!doctype html><script type="module" src="/node_modules/dossier/dist/kit/badge.js"></script>${badge}`, async (page) => { expect(await shown(page)).toBe(true); });
  const imports = { dossier: '/node_modules/dossier/dist/kit/define.js', lit: '/node_modules/lit/index.js', 'lit/': '/node_modules/lit/', '@lit/reactive-element': '/node_modules/@lit/reactive-element/reactive-element.js', 'lit-html': '/node_modules/lit-html/lit-html.js', 'lit-html/': '/node_modules/lit-html/', 'lit-element/': '/node_modules/lit-element/' };
  await inPage(`<!doctype html><script type="importmap">${JSON.stringify({ imports })}</script>
    <script type="module">
      import { define } from 'dossier';
      import { LitElement, html } from 'lit';
      define();
      customElements.define('own-box', class extends LitElement { render() { return html\`<slot></slot>\`; } });
    </script><own-box>${badge}</own-box>`, async (page) => {
    expect(await shown(page)).toBe(true);
    expect(await page.evaluate("document.querySelector('own-box').shadowRoot.querySelector('slot') !== null")).toBe(true);
  });
});

it('is laid out as publint wants it, and its types lead where its scripts do', async () => {
  const { messages } = await publint({ pkgDir: installed, pack: false, strict: true });
  expect(messages).toEqual([]);
  const { exports } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as { readonly exports: Readonly<Record<string, unknown>> };
  for (const tag of TAGS) expect(exports[`./${tag}`]).toEqual({ types: `./dist/types/components/${tag}.d.ts`, default: `./dist/kit/${tag}.js` });
  // every other element is exported as the card is
  const checked = await checkPackage(createPackageFromTarballData(new Uint8Array(readFileSync(join(app, packed)))), { entrypoints: ['.', './badge', './client', './customer-card', './jsx'] });
  if (checked.types === false) throw new Error('the package has no types');
  // Set aside: there is no CommonJS and none is meant, so `require` finds modules; and what TypeScript 4.6 and older looked for beside `exports`.
  const set = (problem: Problem): boolean => 'resolutionKind' in problem && (problem.resolutionKind === 'node10' || (problem.resolutionKind === 'node16-cjs' && problem.kind === 'CJSResolvesToESM'));
  expect(checked.problems.filter((problem) => !set(problem))).toEqual([]);
});

const compile = (name: string, options: object, files: readonly string[]): string => {
  writeFileSync(join(app, `tsconfig.${name}.json`), JSON.stringify({ compilerOptions: { noEmit: true, strict: true, target: 'es2022', lib: ['es2023', 'dom', 'dom.iterable'], types: [], exactOptionalPropertyTypes: true, useDefineForClassFields: true, ...options }, files }));
  return spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(app, `tsconfig.${name}.json`)], { encoding: 'utf8' }).stdout;
};

it('is known to TypeScript, with tags, a prefix and events; and to the JSX of React 19', () => {
  mkdirSync(join(app, 'src'), { recursive: true });
  writeFileSync(join(app, 'src/types.ts'), `
    import { define, type PrefixedTags } from 'dossier';
    import { CustomerCard } from 'dossier/customer-card';
    import type { ClassificationBadge } from 'dossier/badge';
    import { createClient } from 'dossier/client';
    declare global { interface HTMLElementTagNameMap extends PrefixedTags<'acme'> {} }
    define({ prefix: 'acme' });
    class OurCard extends CustomerCard {}
    customElements.define('our-card', OurCard);
    export const archiveOf = (badge: ClassificationBadge): string => badge.archive;
    export const list = document.createElement('customer-list').limit satisfies number;
    export const prefixed = document.createElement('acme-contact-timeline').headingLevel satisfies number;
    document.addEventListener('dossier-open', ({ detail }) => detail.archive satisfies string);
    document.createElement('notice-inbox').addEventListener('dossier-notices', ({ detail }) => detail.unread satisfies number);
    document.createElement('archive-session').getToken = () => Promise.resolve('…');
    // @ts-expect-error -- a number
    document.createElement('customer-list').limit = 'many';
    // @ts-expect-error -- no such detail
    document.addEventListener('dossier-open', ({ detail }) => detail.customer);
    export const client = createClient({ endpoint: '/', token: 'dsk_…' });
  `);
  writeFileSync(join(app, 'src/page.tsx'), `
    import { useRef } from 'react';
    import type { CustomerCard } from 'dossier/customer-card';
    import type { PrefixedElements } from 'dossier/jsx';
    declare module 'react' { namespace JSX { interface IntrinsicElements extends PrefixedElements<'acme'> {} } }
    export function Customer({ id }: { readonly id: string }) {
      const card = useRef<CustomerCard>(null);
      return <>
        <archive-session endpoint="/dossier" getToken={() => Promise.resolve('…')} />
        <customer-card ref={card} className="wide" archive={id} discreet seed={{ name: 'Alfreds' }} ondossier-open={(event) => event.detail.archive}><button slot="actions">+</button></customer-card>
        <acme-contact-timeline archive={id} heading-level={3} />
        <relation-map archive={id} as="table" key={id} />
        {/* @ts-expect-error -- not one of its ways */}
        <relation-map archive={id} as="graph" />
        {/* @ts-expect-error -- a text */}
        <customer-card archive={17} />
        {/* @ts-expect-error -- no such attribute */}
        <customer-card customer={id} />
        {/* @ts-expect-error -- the event has a detail of its own */}
        <customer-card ondossier-open={(event: CustomEvent<number>) => event.detail} />
        {/* @ts-expect-error -- nor such a prefix */}
        <other-customer-card archive={id} />
      </>;
    }
  `);
  for (const name of ['react', '@types/react', 'csstype']) cpSync(join(root, 'node_modules', name), join(app, 'node_modules', name), { recursive: true });
  // that our own types hold together is seen once, below
  expect(compile('nodenext', { module: 'nodenext', moduleResolution: 'nodenext', skipLibCheck: true }, ['src/types.ts'])).toBe('');
  expect(compile('bundler', { module: 'esnext', moduleResolution: 'bundler', jsx: 'react-jsx' }, ['src/types.ts', 'src/page.tsx'])).toBe('');
});

it('is bundled element by element: what is imported comes along, what is not used stays away', async () => {
  mkdirSync(join(app, 'src'), { recursive: true });
  const bundle = async (name: string, text: string): Promise<string> => {
    writeFileSync(join(app, `src/${name}.js`), text);
    await build({ root: app, configFile: false, logLevel: 'error', build: { outDir: 'out', emptyOutDir: false, lib: { entry: `src/${name}.js`, formats: ['es'], fileName: name } } });
    return readFileSync(join(app, `out/${name}.js`), 'utf8');
  };
  expect(await bundle('own', "import { CustomerCard } from 'dossier/customer-card'; customElements.define('our-card', class extends CustomerCard {});")).toContain('our-card');
  expect(await bundle('badge', "import 'dossier/badge';")).toMatch(/classification-badge|^import "\.\/badge/);
  expect((await bundle('unused', "import { CustomerCard } from 'dossier/customer-card'; export const one = 1;")).length).toBeLessThan(100);
});
