/** The policy and an emergency as the people walk them who do it: the built server with the demo's customers, a real browser for each. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GlassView } from '../../model/rights/glass.ts';
import { launch } from '../helpers/browser.ts';
import { root, start } from '../helpers/dossier.ts';
import type { Running } from '../helpers/dossier.ts';

const AXE = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
const WAIT = { timeout: 60_000 };
/** Kept by Lucía in her department; James is of the same one, Xiaoyu of another. */
const ARCHIVE = 'valdeazul';

let demo: Running;
let browser: Browser;
beforeAll(async () => {
  demo = await start({ command: 'demo' });
  browser = await launch();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

interface Visit { readonly page: Page; readonly context: BrowserContext; readonly complaints: string[] }
async function visit(person: string, path: string): Promise<Visit> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 1000 } });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => { if (message.type() === 'error' && !/status of (403|404|409)/.test(message.text())) complaints.push(message.text()); });
  await page.goto(`${demo.url}/${path.replace('?', `?person=${person}&lang=en&`)}`);
  return { page, context, complaints };
}
async function tokenOf(person: string): Promise<string> {
  const answer = await fetch(`${demo.url}/api/demo/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ person }) });
  return ((await answer.json()) as { readonly token: string }).token;
}
async function accessible(page: Page): Promise<void> {
  await page.evaluate(AXE);
  expect(await page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  })).toEqual([]);
}
/** What stands on a card that is open, and not on one that is shut. */
const facts = (page: Page) => page.locator('customer-card .badges[role=group]');
const shut = (page: Page) => page.locator('customer-card .why');

/** Written by the steward, approved by the general manager. */
async function policy(write: (page: Page) => Promise<void>): Promise<void> {
  const ana = await visit('ana', 'governance.html?#policy');
  await ana.page.locator('policy-page .preset .button, policy-page .edit-policy').first().waitFor(WAIT);
  await ana.page.locator('policy-page [data-preset=byDepartment] .button, policy-page .edit-policy').first().click();
  await ana.page.getByLabel('What changes and why').fill('Colleagues stand in for each other.');
  await write(ana.page);
  await ana.page.getByRole('button', { name: 'Send for approval' }).click();
  await ana.page.getByText('It waits for approval.').waitFor(WAIT);
  expect(await ana.page.getByRole('button', { name: /Approve/ }).count(), 'who wrote it does not approve it').toBe(0);
  const margaret = await visit('margaret', 'governance.html?#policy');
  await margaret.page.getByText('Colleagues stand in for each other.').waitFor(WAIT);
  await accessible(margaret.page);
  await margaret.page.getByRole('button', { name: 'Approve: it counts at once' }).click();
  await margaret.page.getByText('The policy is in force.').waitFor(WAIT);
  expect([ana.complaints, margaret.complaints]).toEqual([[], []]);
  await ana.context.close();
  await margaret.context.close();
}

describe('the policy', () => {
  it('gives and takes at once on the page that a colleague has open', async () => {
    const james = await visit('james', `index.html?#archive=${ARCHIVE}`);
    await shut(james.page).waitFor(WAIT);
    await policy(async (page) => {
      await page.getByLabel('A colleague of the department').selectOption('read');
      await page.getByRole('button', { name: 'What would change' }).click();
      const reach = page.locator('policy-page .reach-part');
      await reach.getByText('13 of 13 people').waitFor(WAIT);
      // the two of the West would read what the other keeps, and the register says how much that is
      expect(await reach.locator('tbody tr', { hasText: 'Ventas' }).count()).toBe(1);
      await page.getByLabel('Add a colleague').fill('陈小雨');
      await page.locator('policy-page .found-one').first().click();
    });
    await facts(james.page).waitFor(WAIT);
    await policy(async (page) => { await page.getByLabel('A colleague of the department').selectOption('exists'); });
    await shut(james.page).waitFor(WAIT);
    expect(await facts(james.page).count()).toBe(0);
    expect(james.complaints).toEqual([]);
    await james.context.close();
  }, 300_000);
});

describe('an emergency', () => {
  it('opens for minutes, is told to the owner, takes nothing out, is ended, and is reviewed', async () => {
    const xiaoyu = await visit('xiaoyu', `index.html?#archive=${ARCHIVE}`);
    await xiaoyu.page.getByRole('button', { name: 'Emergency access …' }).click(WAIT);
    await accessible(xiaoyu.page);
    await xiaoyu.page.getByLabel('Why you need it now').fill('Their driver had an accident at our door.');
    await xiaoyu.page.getByRole('button', { name: 'Open it', exact: true }).click();
    const banner = xiaoyu.page.locator('customer-card emergency-access [role=timer]');
    await expect.poll(() => banner.textContent().catch(() => ''), WAIT).toMatch(/^Emergency access: 1[45]:\d\d left/);
    await facts(xiaoyu.page).waitFor(WAIT);
    await accessible(xiaoyu.page);

    // the server keeps it: reading alone, and nothing leaves the house
    const token = await tokenOf('xiaoyu');
    expect((await demo.api(token, 'GET', `/api/archives/${ARCHIVE}/sections/profile`)).status).toBe(200);
    expect((await demo.api(token, 'PATCH', `/api/archives/${ARCHIVE}/sections/profile`, { fields: { 'customer.shortName': 'Mine' } })).status).toBe(403);
    expect((await demo.api(token, 'POST', '/api/exports', { format: 'csv', query: { where: [] } })).status).toBe(403);

    const lucia = await visit('lucia', 'today.html?');
    await lucia.page.getByText(/opened it in an emergency/).first().waitFor(WAIT);
    await lucia.page.getByText('Their driver had an accident at our door.').first().waitFor(WAIT);

    await xiaoyu.page.locator('customer-card emergency-access').getByRole('button', { name: 'End now' }).click();
    await expect.poll(() => facts(xiaoyu.page).count(), WAIT).toBe(0);
    expect((await demo.api(token, 'GET', `/api/archives/${ARCHIVE}/sections/profile`)).status).toBe(404);

    const jingyi = await visit('jingyi', 'governance.html?#emergency');
    await jingyi.page.getByText('Their driver had an accident at our door.').waitFor(WAIT);
    await jingyi.page.getByRole('button', { name: /^Review: / }).click();
    await jingyi.page.getByLabel('justified', { exact: true }).check();
    await jingyi.page.getByLabel('What was found').fill('The insurer needed the name of the firm.');
    await accessible(jingyi.page);
    await jingyi.page.getByRole('button', { name: 'Keep the review' }).click();
    await jingyi.page.getByText('The review is kept.').waitFor(WAIT);
    const { body } = await demo.api<{ readonly items: readonly GlassView[] }>(await tokenOf('jingyi'), 'GET', '/api/break-glass');
    expect(body.items.map(({ state, review }) => [state, review?.outcome])).toEqual([['over', 'justified']]);
    expect([xiaoyu.complaints, lucia.complaints, jingyi.complaints]).toEqual([[], [], []]);
    for (const { context } of [xiaoyu, lucia, jingyi]) await context.close();
  }, 300_000);
});
