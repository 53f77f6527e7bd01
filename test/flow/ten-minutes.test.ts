/** The ten minutes of an intranet's developer: the script in `docs/`, as it is, with the bundle and nothing else; then the old page, as its users find it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launch } from '../helpers/browser.ts';
import { bundle } from '../helpers/bundle.ts';
import { freePort, root, tempFolder } from '../helpers/dossier.ts';
import { findNginx } from '../helpers/find-program.ts';

const folder = tempFolder();
let script: ChildProcess;
let ended: Promise<void>;
let output = '';
let browser: Browser | undefined;
let url: string;

beforeAll(async () => {
  findNginx();
  const port = await freePort();
  url = `http://localhost:${port}`;
  const started = Date.now();
  // no Node, npm or compiler of this machine is on the path
  script = spawn('/bin/sh', [join(root, 'docs/ten-minutes.sh'), bundle().file, folder], { env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: folder, PORT: String(port) }, stdio: ['ignore', 'pipe', 'pipe'] });
  ended = new Promise((done) => { script.once('exit', () => done()); });
  for (const stream of [script.stdout, script.stderr]) stream?.on('data', (chunk: Buffer) => { output += chunk.toString(); });
  while (!existsSync(join(folder, 'open'))) {
    if (script.exitCode !== null) throw new Error(output);
    await new Promise((done) => setTimeout(done, 100));
  }
  console.log(`docs/ten-minutes.sh: ready after ${Math.round((Date.now() - started) / 1000)} s`);
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  script.kill('SIGTERM');
  await ended;
  rmSync(folder, { recursive: true, force: true });
});

it('every step of the script says what it did', () => {
  expect(output).toMatch(/administrator/i);
  expect(output).toMatch(/All is well/);
  expect(output).toMatch(/created/i);
});

it('a click in the old page shows a card, and its form edits; a customer without an archive is opened from there', async () => {
  const context = await browser!.newContext({ locale: 'en-GB' });
  await context.addCookies([{ name: 'intranet-user', value: 'lea', url }]);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(`${url}/orders.html`);
  await page.getByText('Werft Nordlicht GmbH').click();
  await page.locator('customer-card').getByRole('button', { name: 'Open one' }).click();
  await page.locator('customer-create').getByRole('button', { name: 'Open the archive' }).click();
  await page.locator('customer-card').getByRole('heading', { name: 'Werft Nordlicht GmbH' }).waitFor();
  const name = page.locator('archive-form').getByLabel('Customer name').first();
  await name.fill('Werft Nordlicht SE');
  await name.press('Enter');
  await page.locator('customer-card').getByRole('heading', { name: 'Werft Nordlicht SE' }).waitFor();
  await page.locator('archive-form').getByText(/All changes saved/).first().waitFor();
  expect(errors).toEqual([]);
});
