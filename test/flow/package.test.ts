/** The npm package as somebody else gets it: packed, installed into an empty folder, its command, its server, its elements in a bundler and their types. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launch } from '../helpers/browser.ts';
import { root, start } from '../helpers/dossier.ts';

const app = mkdtempSync(join(tmpdir(), 'dossier-package-'));
const installed = join(app, 'node_modules/dossier');
const npm = (cwd: string, ...args: string[]): string => execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

beforeAll(() => {
  npm(root, 'pack', '--silent', '--pack-destination', app);
  const file = readdirSync(app).find((name) => name.endsWith('.tgz'))!;
  writeFileSync(join(app, 'package.json'), '{"private": true, "type": "module"}');
  npm(app, 'install', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', `./${file}`);
  // what npm would compile in a minute and a half is the same that this clone has compiled
  cpSync(join(root, 'node_modules/better-sqlite3/build'), join(app, 'node_modules/better-sqlite3/build'), { recursive: true });
}, 300_000);
afterAll(() => { rmSync(app, { recursive: true, force: true }); });

it('holds what runs and nothing of the workshop', () => {
  const files = readdirSync(installed, { recursive: true, encoding: 'utf8' });
  for (const wanted of ['LICENSE', 'README.md', 'dist/server/main.js', 'dist/kit/dossier.js', 'dist/kit/kit.json', 'dist/types/components/define.d.ts', 'packaging/nginx/dossier.conf']) expect(files).toContain(wanted);
  expect(files.filter((file) => /^(test|model|components|demo|build|vite\.config\.ts|server\/(?!cli$|cli\/(bin|build-if-stale)\.mjs$))|\.tar\.gz$/.test(file))).toEqual([]);
});

it('`npx dossier` answers', () => {
  const help = spawnSync('npx', ['--no-install', 'dossier', '--help'], { cwd: app, encoding: 'utf8' });
  expect(help.status, help.stderr).toBe(0);
  expect(help.stdout).toContain('serve');
});

it('serves, and its elements register nothing until they are told to', async () => {
  const server = await start({ program: installed });
  const browser = await launch();
  try {
    const page = await browser.newPage();
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
    await browser.close();
    await server.stop();
  }
});

it('is found by a bundler and by TypeScript', async () => {
  mkdirSync(join(app, 'src'));
  writeFileSync(join(app, 'src/page.ts'), `
    import { define } from 'dossier';
    import { CustomerCard } from 'dossier/customer-card';
    import type { ClassificationBadge } from 'dossier/classification-badge';
    define({ prefix: 'acme' });
    class OurCard extends CustomerCard {}
    customElements.define('our-card', OurCard);
    export const archiveOf = (badge: ClassificationBadge): string => badge.archive;
  `);
  writeFileSync(join(app, 'tsconfig.json'), JSON.stringify({ compilerOptions: { noEmit: true, strict: true, target: 'es2022', module: 'esnext', moduleResolution: 'bundler', types: [], useDefineForClassFields: true }, include: ['src'] }));
  const types = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', app], { encoding: 'utf8' });
  expect(types.stdout).toBe('');
  await build({ root: app, configFile: false, logLevel: 'error', build: { outDir: 'out', lib: { entry: 'src/page.ts', formats: ['es'], fileName: 'page' } } });
  expect(readFileSync(join(app, 'out/page.js'), 'utf8')).toContain('our-card');
});
