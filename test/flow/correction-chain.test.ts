/**
 * The ten steps of a correction, walked in browsers by the people who do them: reported from the value itself, planned by customer service, sent back by its manager and planned anew, approved,
 * handed to another department that writes the right value, reported on, approved and filed. Each reads the customer while a step waits for them, and not a moment longer.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { intranet, launch, type Intranet } from '../helpers/browser.ts';
import { freePort, mint, start, tempFolder, type Claims, type Running } from '../helpers/dossier.ts';

const ROOT = { sub: 'root', name: 'Rosa Admin', roles: ['admin'] };
const OLGA = { sub: 'olga', name: 'Olga Ruiz', roles: ['staff'], department: 'sales' };
const CLARA = { sub: 'clara', name: 'Clara Weiss', roles: ['service'], department: 'care' };
const CESAR = { sub: 'cesar', name: 'César Luna', roles: ['service'], department: 'care' };
const CHEN = { sub: 'chen', name: '陳志明', roles: ['serviceManager'], department: 'care' };
const GRETA = { sub: 'greta', name: 'Greta Holm', roles: ['generalManager'], department: 'office' };
const LARS = { sub: 'lars', name: 'Lars Berg', roles: ['staff'], department: 'lab' };
const POLL = { timeout: 150_000 };
/** Pictures of each step are kept where this says. */
const PICTURES = process.env['DOSSIER_PICTURES'];

const folder = tempFolder();
let server: Running;
let site: Intranet;
let browser: Browser;
const contexts: BrowserContext[] = [];
const pages = new Map<string, Page>();
const problems: string[] = [];
let picture = 0;

async function open(person: Claims, body: string): Promise<Page> {
  const { page, context } = await site.open(browser, person, body, { viewport: { width: 1000, height: 1100 } });
  contexts.push(context);
  page.on('pageerror', (error) => problems.push(error.message));
  return page;
}
const said = (at: Locator, text: string | RegExp) => expect.poll(async () => (await at.textContent() ?? '').replace(/\s+/g, ' '), POLL).toMatch(text);
async function seen(page: Page, name: string): Promise<void> {
  if (PICTURES === undefined) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${String(++picture).padStart(2, '0')}-${name}.png`), fullPage: true });
}
const reads = async (person: Claims): Promise<number> => (await server.api(await mint(person), 'GET', '/api/archives/ACME/sections/profile')).status;

/** Each has the page of corrections open all along; the case comes into their list by itself. */
async function atWork(person: Claims): Promise<Locator> {
  let page = pages.get(person.sub);
  if (!page) {
    page = await open(person, '<correction-case></correction-case>');
    pages.set(person.sub, page);
  }
  const element = page.locator('correction-case');
  if (await element.locator('.back').count() > 0) await element.locator('.back').click();
  await element.locator('.line').first().waitFor(POLL);
  await element.locator('.line').first().click();
  await element.locator('.chain').waitFor();
  return element;
}
/** Fills the one form there is and presses the button; the step is the next one then. */
async function act(person: Claims, button: string, text: string, becomes: string, before: (element: Locator) => Promise<void> = () => Promise.resolve()): Promise<Locator> {
  const element = await atWork(person);
  const step = await element.locator('.step.now').getAttribute('data-step');
  await before(element);
  if (text !== '') await element.locator('#said').fill(text);
  await seen(pages.get(person.sub) as Page, `${step}-${person.sub}`);
  await element.getByRole('button', { name: button, exact: true }).click();
  await said(element.locator('.said'), 'Done');
  if (becomes === 'filed.end') await element.locator('.tag.done').waitFor();
  else await element.locator(`.step.now[data-step=${becomes}]`).waitFor();
  return element;
}

beforeAll(async () => {
  const port = await freePort();
  site = await intranet(() => `http://127.0.0.1:${port}`);
  server = await start({ port, folder, env: { DOSSIER_ORIGINS: site.origin } });
  browser = await launch();
  const root = await mint(ROOT);
  for (const id of ['sales', 'care', 'office', 'lab']) await server.api(root, 'POST', '/api/departments', { id, name: id === 'lab' ? 'Information lab' : id });
  for (const person of [OLGA, CLARA, CESAR, CHEN, GRETA, LARS]) await server.api(await mint(person), 'GET', '/api/me');
  expect((await server.api(await mint(OLGA), 'POST', '/api/archives', { id: 'ACME', kind: 'organisation', packs: ['base', 'organisation'], name: 'Acme Trading', department: 'sales' })).status).toBe(201);
  expect((await server.api(await mint(OLGA), 'PATCH', '/api/archives/ACME/sections/profile', { fields: { 'customer.shortName': 'Amce' } })).status).toBe(200);
}, 120_000);
afterAll(async () => {
  for (const context of contexts) await context.close();
  await browser?.close();
  await site?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('an error is reported from the value itself', async () => {
  const page = await open(OLGA, '<archive-form archive="ACME"></archive-form>');
  const form = page.locator('archive-form');
  const slot = form.locator('[data-key="fields/customer.shortName"] input');
  await slot.first().waitFor(POLL);
  await slot.first().click();
  await page.keyboard.press('Alt+i');
  const panel = form.locator('.provenance');
  await panel.getByRole('button', { name: 'Report an error' }).click();
  await panel.locator('#what').fill('Two letters have changed places');
  await panel.locator('#right').fill('Acme');
  await panel.locator('#found').selectOption('customer');
  await seen(page, 'report-olga');
  await panel.locator('[data-act=report]').click();
  await said(panel.locator('.reported'), 'Reported as correction 1');
}, 300_000);

it('ten steps by those who do them, with one rejection that returns to the drafter', async () => {
  expect([await reads(CLARA), await reads(CHEN), await reads(GRETA), await reads(LARS)]).toEqual([200, 404, 200, 404]);
  await act(CLARA, 'Submit', 'Correct the name, tell everybody.', 'managerReview');
  expect([await reads(CLARA), await reads(CHEN)]).toEqual([404, 200]);

  // the reason for a rejection is asked for, and it goes back to Clara alone
  const chen = await atWork(CHEN);
  await chen.getByRole('button', { name: 'Reject', exact: true }).click();
  await said(chen.locator('.form .problem'), 'Say it in words first');
  await act(CHEN, 'Reject', 'Who is everybody?', 'draftPlan');
  expect([await reads(CLARA), await reads(CESAR), await reads(CHEN)]).toEqual([200, 404, 404]);
  const back = await atWork(CLARA);
  await said(back.locator('.step.now'), /陳志明|Returned to Clara Weiss/);
  await said(back.locator('[data-step=managerReview] .deed.reject'), 'Who is everybody?');
  await act(CLARA, 'Submit', 'Correct the short name; the lab checks the labels.', 'managerReview');
  await act(CHEN, 'Approve', '', 'generalManagerApproval');
  await act(GRETA, 'Approve', 'Agreed.', 'organiseExecution');
  await act(CESAR, 'Submit', 'The lab does it today.', 'handOver');
  await act(CLARA, 'Hand over', 'Please write the right name.', 'executeFeedback', async (element) => {
    await element.locator('#department').selectOption('lab');
    await said(element.locator('.form .chips'), 'Information lab');
  });

  expect([await reads(LARS), await reads(CLARA)]).toEqual([200, 404]);
  await act(LARS, 'Report back', 'Written, and 40 labels printed anew.', 'writeReport', async (element) => {
    await element.getByRole('button', { name: 'Write the proposed values' }).click();
    await said(element.locator('.said'), 'The proposed values are written');
  });
  expect(await reads(LARS)).toBe(404);
  await act(CLARA, 'Submit', 'The name was typed wrongly at the start; templates are checked now.', 'managerReportReview');
  await act(CHEN, 'Approve', '', 'generalManagerReportApproval');
  await act(GRETA, 'Approve', '', 'filed');
  const filed = await act(CLARA, 'File and end', '', 'filed.end');

  // all of it stands there for good, and nothing can be done to it any more
  expect(await filed.locator('.step.done').count()).toBe(10);
  expect(await filed.locator('.form').count()).toBe(0);
  await said(filed.locator('.case'), /Filed.*Round 2/);
  await seen(pages.get('clara') as Page, 'filed-clara');
  expect([await reads(CLARA), await reads(CHEN), await reads(LARS)]).toEqual([404, 404, 404]);
}, 600_000);

it('the owner finds the right value, and the correction in the history', async () => {
  const page = await open(OLGA, '<archive-history archive="ACME"></archive-history><correction-case archive="ACME"></correction-case>');
  await said(page.locator('archive-history .root'), /Filed, correction.*Values written by correction.*Error reported, correction/);
  await said(page.locator('correction-case .line'), /Correction 1.*Filed/);
  expect((await server.api<{ readonly fields: Readonly<Record<string, string>> }>(await mint(OLGA), 'GET', '/api/archives/ACME/sections/profile')).body.fields['customer.shortName']).toBe('Acme');
  await seen(page, 'history-olga');
  expect(problems).toEqual([]);
}, 300_000);
