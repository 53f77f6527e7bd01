/** A page that is left open, or closed too early: through kills, a lost sign-in, two upgrades and a field that is no more, everything ends merged or in the tray. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { intranet, launch, type Intranet } from '../helpers/browser.ts';
import { freePort, mint, root, start, tempFolder, type Running } from '../helpers/dossier.ts';

const ANA = { sub: 'ana', name: 'Ana Ruiz', roles: ['staff'] };
const WEI = { sub: 'wei', name: 'Wei Li', roles: ['staff'] };
const page = (id: string) => `<sync-status></sync-status><archive-form archive="${id}" section="profile"></archive-form>`;
const folder = tempFolder();
let port: number;
let server: Running;
let site: Intranet;
let browser: Browser;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  port = await freePort();
  site = await intranet(() => `http://127.0.0.1:${port}`);
  server = await run();
  browser = await launch();
});
afterAll(async () => {
  for (const context of contexts) await context.close();
  await browser.close();
  await site.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const run = (program?: string): Promise<Running> => start({ port, folder, env: { DOSSIER_ORIGINS: site.origin }, ...(program === undefined ? {} : { program }) });

interface Values { readonly fields: Record<string, string>; readonly texts: Record<string, string> }
async function values(id: string): Promise<Values> {
  const { body } = await server.api<Values>(await mint(ANA), 'GET', `/api/archives/${id}/sections/profile`);
  return body;
}
async function create(id: string): Promise<void> {
  const token = await mint(ANA);
  await server.api(token, 'POST', '/api/archives', { id, kind: 'organisation', packs: ['base', 'organisation'], name: id });
  await server.api(token, 'PATCH', `/api/archives/${id}/sections/profile`, { fields: { 'customer.shortName': 'short', 'org.licenceNumber': 'L-1' }, texts: { 'org.businessScope': 'It begins' } });
  await server.api(token, 'PUT', `/api/archives/${id}/owners`, { owner: 'ana', coOwners: ['wei'], deputies: [] });
}
async function open(person: typeof ANA, id: string): Promise<Page> {
  const opened = await site.open(browser, person, page(id));
  contexts.push(opened.context);
  await scope(opened.page).waitFor();
  return opened.page;
}
const scope = (of: Page) => of.getByLabel('Business scope');
const field = (of: Page, label: string) => of.getByLabel(label, { exact: true }).first();
const status = (of: Page) => of.locator('sync-status [role=status]');
async function fill(of: Page, label: string, value: string): Promise<void> {
  await field(of, label).fill(value);
  await field(of, label).press('Tab');
}
async function add(of: Page, words: string): Promise<void> {
  await scope(of).press('End');
  await of.keyboard.type(words);
}

it('delivers what was written while the server was gone, from a page that is gone as well', async () => {
  await create('LEFT-1');
  const ana = await open(ANA, 'LEFT-1');
  await server.kill();
  await add(ana, ' and goes on');
  await fill(ana, 'Short name', 'brief');
  await expect.poll(() => status(ana).textContent()).toContain('2 changes not sent yet');
  await expect.poll(() => status(ana).textContent()).not.toContain('Keep this page open');
  const address = ana.url();
  const asked: string[] = [];
  ana.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await ana.close({ runBeforeUnload: true });
  await expect.poll(() => ana.isClosed()).toBe(true);
  expect(asked, 'the browser has it all, so there is nothing to ask').toEqual([]);
  server = await run();
  const again = await contexts.at(-1)!.newPage();
  await again.goto(address);
  await expect.poll(() => values('LEFT-1').then(({ texts }) => texts['org.businessScope'])).toBe('It begins and goes on');
  await expect.poll(async () => (await values('LEFT-1')).fields['customer.shortName']).toBe('brief');
  await expect.poll(() => scope(again).inputValue()).toBe('It begins and goes on');
  await again.getByText(/All changes saved/).first().waitFor();
  // once more: nothing is sent twice
  await again.reload();
  await scope(again).waitFor();
  expect((await values('LEFT-1')).texts['org.businessScope']).toBe('It begins and goes on');
});

it('merges what two people wrote offline, in the same text and in different fields', async () => {
  await create('LEFT-2');
  const ana = await open(ANA, 'LEFT-2');
  const wei = await open(WEI, 'LEFT-2');
  for (const each of [ana, wei]) await each.context().setOffline(true);
  await expect.poll(() => status(ana).textContent()).toContain('You’re offline');
  await add(ana, ' (Ana)');
  await fill(ana, 'Short name', 'by Ana');
  await add(wei, ' (Wei)');
  await fill(wei, 'Licence number', 'by Wei');
  await expect.poll(() => status(wei).textContent()).toContain('Offline, 2 changes waiting');
  for (const each of [ana, wei]) await each.context().setOffline(false);
  await expect.poll(async () => (await values('LEFT-2')).texts['org.businessScope']?.length).toBe('It begins (Ana) (Wei)'.length);
  await expect.poll(async () => (await values('LEFT-2')).fields).toMatchObject({ 'customer.shortName': 'by Ana', 'org.licenceNumber': 'by Wei' });
  const { texts } = await values('LEFT-2');
  expect(texts['org.businessScope']).toContain('(Ana)');
  expect(texts['org.businessScope']).toContain('(Wei)');
  for (const each of [ana, wei]) await expect.poll(() => scope(each).inputValue()).toBe(texts['org.businessScope']);
});

it('keeps everything while nobody is signed in, and sends it when somebody is again', async () => {
  await create('LEFT-3');
  const ana = await open(ANA, 'LEFT-3');
  await server.kill();
  await fill(ana, 'Short name', 'kept');
  await ana.evaluate(`(() => { const session = document.querySelector('archive-session'); window.ask = session.getToken; session.getToken = () => Promise.reject(new Error('signed out')); })()`);
  server = await run();
  await expect.poll(() => status(ana).textContent()).toContain('1 change not sent yet');
  await expect.poll(() => status(ana).textContent()).toContain('Sign in again');
  await ana.evaluate(`document.querySelector('archive-session').getToken = window.ask`);
  await expect.poll(async () => (await values('LEFT-3')).fields['customer.shortName']).toBe('kept');
});

it('names what is not saved before somebody signs out, and wipes it after', async () => {
  await create('LEFT-4');
  const ana = await open(ANA, 'LEFT-4');
  await ana.waitForFunction(`performance.getEntriesByType('resource').some(({ name }) => name.includes('keeping'))`);
  await ana.context().setOffline(true);
  await fill(ana, 'Short name', 'to be lost');
  let go = false;
  const asked: string[] = [];
  ana.on('dialog', (dialog) => {
    asked.push(dialog.message());
    void (go ? dialog.accept() : dialog.dismiss());
  });
  const signOut = () => ana.evaluate(`document.querySelector('archive-session').signOut()`);
  expect(await signOut()).toBe(false);
  expect(asked).toEqual(['fields/customer.shortName: to be lost']);
  expect(await field(ana, 'Short name').inputValue()).toBe('to be lost');
  go = true;
  expect(await signOut()).toBe(true);
  await ana.context().setOffline(false);
  await ana.reload();
  await scope(ana).waitFor();
  await ana.getByText(/All changes saved/).first().waitFor();
  await expect.poll(() => field(ana, 'Short name').inputValue()).toBe('short');
  expect((await values('LEFT-4')).fields['customer.shortName']).toBe('short');
});

it('survives two upgrades, and shows what the second does not take any more', async () => {
  await create('LEFT-5');
  const ana = await open(ANA, 'LEFT-5');
  await server.stop();
  server = await run();
  await add(ana, ' through one');
  await expect.poll(async () => (await values('LEFT-5')).texts['org.businessScope']).toBe('It begins through one');
  await server.stop();
  await add(ana, ' and two');
  await fill(ana, 'Licence number', 'L-2');
  await fill(ana, 'Short name', 'innocent');
  const program = withoutField('org.licenceNumber');
  server = await run(program);
  const tray = ana.getByRole('alert', { name: 'Not saved' });
  await tray.waitFor();
  await expect.poll(() => tray.textContent()).toContain('L-2');
  await expect.poll(() => tray.textContent()).toContain('Licence number');
  await expect.poll(async () => (await values('LEFT-5')).texts['org.businessScope']).toBe('It begins through one and two');
  await expect.poll(async () => (await values('LEFT-5')).fields['customer.shortName']).toBe('innocent');
  const out = ana.evaluate(`document.querySelector('archive-session').signOut()`);
  // the catalogue does not know the field any more, so its key has to do
  const question = ana.getByRole('dialog', { name: '1 change is not saved' });
  await question.waitFor();
  expect(await question.textContent()).toMatch(/licenceNumber.*L-2/s);
  await question.getByRole('button', { name: 'Stay signed in' }).click();
  expect(await out).toBe(false);
  await server.stop();
  server = await run();
  await expect.poll(() => status(ana).textContent()).toContain('1 change was not accepted');
  await tray.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(async () => (await values('LEFT-5')).fields['org.licenceNumber']).toBe('L-2');
  rmSync(program, { recursive: true, force: true });
});

/** The built program as a release that has retired a field. */
function withoutField(key: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'dossier-next-'));
  for (const part of ['dist', 'server/cli', 'package.json']) cpSync(join(root, part), join(copy, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  for (const name of readdirSync(join(copy, 'dist/server'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'))) {
    const file = join(copy, 'dist/server', name);
    const code = readFileSync(file, 'utf8');
    if (code.includes(key)) writeFileSync(file, code.replaceAll(key, `${key}Gone`));
  }
  return copy;
}
