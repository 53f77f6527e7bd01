/**
 * A day on which much goes wrong. A train without network, a laptop that is restarted, an overwritten text, a grant that is taken
 * back, and in the evening a disk that dies: what a page called saved is still there, and what is not saved says so.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { intranet, launch, type Intranet } from '../helpers/browser.ts';
import { freePort, mint, root, SECRET, start, tempFolder, type Claims, type Running } from '../helpers/dossier.ts';

const SCOPE = 'Business scope';
const FORM = '<sync-status></sync-status><archive-form archive="BRIDGE" section="profile"></archive-form>';
const WEI: Claims = { sub: 'wei', name: 'Wei Li', roles: ['staff'] };
const ANA: Claims = { sub: 'ana', name: 'Ana Ruiz', roles: ['staff'] };
const JAN: Claims = { sub: 'jan', name: 'Jan Novak', roles: ['staff'] };
const STEWARD: Claims = { sub: 'ines', name: 'Inés Mora', roles: ['steward'] };
const ADMIN: Claims = { sub: 'adam', name: 'Adam Berg', roles: ['admin'] };

let folder = tempFolder();
const backups = tempFolder();
let port: number;
let server: Running;
let site: Intranet;
let browser: Browser;
let wei: Desk;
let ana: Desk;
let granted: string;

interface Desk { readonly page: Page; readonly context: BrowserContext; readonly address: string }

const begin = (): Promise<Running> => start({ port, folder, env: { DOSSIER_ORIGINS: site.origin, DOSSIER_BACKUP: backups } });

beforeAll(async () => {
  port = await freePort();
  site = await intranet(() => `http://127.0.0.1:${port}`);
  server = await begin();
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await site.close();
  await server.stop();
});

async function sit(person: Claims, body = FORM): Promise<Desk> {
  const address = site.origin + site.page(person, body);
  const context = await browser.newContext({ locale: 'en-GB' });
  const page = await context.newPage();
  page.on('dialog', (dialog) => void dialog.accept()); // leaves the page although it asks
  await page.goto(address);
  return { page, context, address };
}
/** In the page: whoever left it now would be asked, because something would be lost. */
function asksWhoLeaves(): boolean {
  const leaving = new Event('beforeunload', { cancelable: true });
  dispatchEvent(leaving);
  return leaving.defaultPrevented;
}
const scope = ({ page }: Desk) => page.getByLabel(SCOPE);
const status = ({ page }: Desk) => page.locator('sync-status');
const saved = (desk: Desk): Promise<void> => status(desk).getByText(/^All changes saved/).waitFor();
async function stored(): Promise<string> {
  const { body } = await server.api<{ texts: Record<string, string> }>(await mint(STEWARD), 'GET', '/api/archives/BRIDGE/sections/profile');
  return body.texts['org.businessScope'] ?? '';
}

it('in the morning two salespeople write in one archive', async () => {
  const token = await mint(WEI);
  await server.api(token, 'POST', '/api/archives', { id: 'BRIDGE', kind: 'organisation', packs: ['base', 'organisation'], name: 'Bridge and Daughters' });
  await server.api(token, 'PATCH', '/api/archives/BRIDGE/sections/profile', { texts: { 'org.businessScope': 'Bridges.' } });
  await server.api(token, 'PUT', '/api/archives/BRIDGE/owners', { owner: 'wei', coOwners: ['ana'], deputies: [] });
  wei = await sit(WEI);
  ana = await sit(ANA);
  await scope(wei).press('End');
  await scope(wei).pressSequentially(' Steel and wood.', { delay: 10 });
  await expect.poll(() => scope(ana).inputValue()).toBe('Bridges. Steel and wood.');
  await saved(wei);
});

it('on the train there is no network: the page says so at once, and what both wrote is merged after the tunnel', async () => {
  await wei.context.setOffline(true);
  await scope(wei).press('End');
  await scope(wei).pressSequentially(' Rope, too.', { delay: 10 });
  await status(wei).getByText(/^Offline, \d+ changes? waiting/).waitFor();
  await scope(ana).press('Home');
  await scope(ana).pressSequentially('Since 1911: ', { delay: 10 });
  await saved(ana);
  await expect.poll(stored).toBe('Since 1911: Bridges. Steel and wood.');
  await wei.context.setOffline(false);
  for (const desk of [wei, ana]) await expect.poll(() => scope(desk).inputValue()).toBe('Since 1911: Bridges. Steel and wood. Rope, too.');
  await saved(wei);
});

it('a laptop that is restarted without network sends what was written there when it is back', async () => {
  await wei.context.setOffline(true);
  await scope(wei).press('End');
  await scope(wei).pressSequentially(' Not slate.', { delay: 10 });
  await status(wei).getByText(/^Offline, \d+ changes? waiting/).waitFor();
  await expect.poll(() => wei.page.evaluate(asksWhoLeaves)).toBe(false); // until its browser has written them down, and a restart asks nobody
  await wei.page.goto('about:blank'); // the browser has restarted: nothing of the page is left but its storage
  await wei.context.setOffline(false);
  await wei.page.goto(wei.address);
  await expect.poll(() => scope(wei).inputValue()).toMatch(/ Not slate\.$/);
  await saved(wei);
  await expect.poll(stored).toMatch(/ Not slate\.$/);
  await expect.poll(() => scope(ana).inputValue()).toMatch(/ Not slate\.$/);
});

it('Ana overwrites a name by mistake; Wei finds it in the history and puts it back', async () => {
  await server.api(await mint(ANA), 'PATCH', '/api/archives/BRIDGE/sections/profile', { fields: { 'customer.name': 'Bridge and Dauhgters' } });
  const history = await sit(WEI, '<archive-history archive="BRIDGE"></archive-history>');
  const list = history.page.locator('archive-history');
  await list.getByText('Bridge and Dauhgters').first().waitFor();
  await list.getByText('Bridge and Dauhgters').first().click();
  await list.getByRole('button', { name: /^Put back: / }).first().click();
  await list.getByRole('button', { name: 'Put back', exact: true }).first().click();
  await list.getByText('Put back.').first().waitFor();
  const { body } = await server.api<{ fields: Record<string, string> }>(await mint(WEI), 'GET', '/api/archives/BRIDGE/sections/profile');
  expect(body.fields['customer.name']).toBe('Bridge and Daughters');
  await history.context.close();
});

it('a colleague who helps for a day loses the archive in the moment the grant ends, and gets no later word', async () => {
  const until = new Date(Date.now() + 86_400_000).toISOString();
  const { body: grant } = await server.api<{ id: string }>(await mint(WEI), 'POST', '/api/grants', { archive: 'BRIDGE', to: { kind: 'person', id: 'jan' }, level: 'write', until, reason: 'Helps while Ana is away' });
  granted = grant.id;
  const jan = await sit(JAN);
  await scope(jan).waitFor();
  const ended = await server.api(await mint(WEI), 'DELETE', `/api/grants/${granted}`);
  expect(ended.status).toBeLessThan(300);
  await server.api(await mint(WEI), 'PATCH', '/api/archives/BRIDGE/sections/profile', { texts: { 'org.businessScope': `${await stored()} Secret margin.` } });
  await scope(jan).waitFor({ state: 'detached' });
  expect(await jan.page.content()).not.toContain('Secret margin');
  expect(await jan.page.evaluate(() => document.querySelector('archive-form')?.shadowRoot?.textContent ?? '')).not.toContain('Secret margin');
  await jan.context.close();
});

it('in the evening the disk dies: the backup of an hour ago is restored, and the pages that were open go on from there', async () => {
  const env = { PATH: process.env.PATH ?? '', DOSSIER_JWT_SECRET: SECRET, DOSSIER_BACKUP: backups };
  const dossier = (...args: string[]) => spawnSync(process.execPath, [join(root, 'server/cli/bin.mjs'), ...args], { encoding: 'utf8', env });
  const backup = dossier('backup', '--url', server.url, '--token', await mint(ADMIN));
  expect(backup.status, backup.stderr).toBe(0);
  const atBackup = await stored();
  await scope(ana).press('End');
  await scope(ana).pressSequentially(' After the backup.', { delay: 10 });
  await saved(ana);
  await server.kill();
  const made = readdirSync(backups).filter((name) => !name.startsWith('.')).at(-1) ?? '';
  expect(dossier('verify', join(backups, made)).status).toBe(0);
  folder = join(tempFolder(), 'new-disk');
  const restored = dossier('restore', join(backups, made), '--data', folder);
  expect(restored.status, restored.stderr).toBe(0);
  server = await begin();
  expect(await stored()).toBe(atBackup);
  // Wei had nothing waiting: his page follows. Ana's page had been told "saved" by the disk that died, and goes on from the backup, too.
  for (const desk of [wei, ana]) await expect.poll(() => scope(desk).inputValue()).toBe(atBackup);
  await scope(wei).press('End');
  await scope(wei).pressSequentially(' Next day.', { delay: 10 });
  await saved(wei);
  await expect.poll(() => scope(ana).inputValue()).toBe(`${atBackup} Next day.`);
});
