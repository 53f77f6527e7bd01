/** The server's own pages, their faces and messages, and the demo's pages: nothing stands outside the marks there either. What people write is Greek; in the demo it stands in elements for names. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch } from '../helpers/browser.ts';
import { freePort, mint, start } from '../helpers/dossier.ts';
import type { Running } from '../helpers/dossier.ts';
import { startIssuer } from '../helpers/issuer.ts';
import type { Issuer } from '../helpers/issuer.ts';
import { settled, unmarked } from '../helpers/pseudo-page.ts';
import { buildPseudo } from '../helpers/pseudo.ts';

const WAIT = { timeout: 90_000 };
const PEOPLE = [{ sub: 'ana', name: 'Άννα Δούκα', groups: ['staff'] }, { sub: 'ada', name: 'Άδα Ρούσου', groups: ['admin', 'staff'] }, { sub: 'sue', name: 'Σου Ράλλη', groups: ['steward'] }];
let folder: string;
let issuer: Issuer;
let server: Running;
let demo: Running;
let browser: Browser;
let base: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dossier-marked-'));
  buildPseudo(folder);
  const port = await freePort();
  base = `http://localhost:${port}/dossier`;
  issuer = await startIssuer({ people: PEOPLE, redirects: [`${base}/sign-in/callback`], afterSignOut: [`${base}/sign-in?out`] });
  server = await start({ port, program: folder, env: { DOSSIER_PUBLIC_URL: base, DOSSIER_ISSUER: issuer.url, DOSSIER_OIDC_CLIENT_ID: issuer.client.id, DOSSIER_OIDC_CLIENT_SECRET: issuer.client.secret, DOSSIER_CLAIM_ROLES: 'groups' } });
  demo = await start({ command: 'demo', program: folder });
  browser = await launch();
  const token = await mint({ sub: 'ana', name: 'Άννα Δούκα', groups: ['staff'], iss: issuer.url } as never);
  expect((await server.api(token, 'POST', '/api/archives', { id: 'FULL', name: 'Όλα Μαζί', kind: 'organisation', keys: ['erp:FULL'] })).status).toBe(201);
  expect((await server.api(token, 'POST', '/api/archives/FULL/transactions', { items: [{ kind: 'sale', date: '2026-01-05', amount: '12.00', externalId: '1', source: 'ή' }] })).status).toBeLessThan(300);
});

afterAll(async () => {
  await browser?.close();
  await demo?.stop();
  await server?.stop();
  await issuer?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function open(who: string | null, path: string): Promise<{ readonly page: Page; readonly context: BrowserContext }> {
  issuer.signsIn(who);
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 1000 } });
  const page = await context.newPage();
  await page.goto(`${base}/${path}${path.includes('?') ? '&' : '?'}lang=zh-Hans`);
  if (who !== null) await page.locator('header bdi:not(:empty)').waitFor({ ...WAIT, state: 'attached' });
  await settled(page);
  return { page, context };
}

describe('the server’s own pages', () => {
  it.each([['the register', 'ana', ''], ['a customer who is not there', 'ana', 'a/NOBODY'], ['a number without an archive', 'ana', 'a/erp%3ANEW'], ['a contact on the telephone', 'ana', 'm'], ['… in a service area', 'ana', 'm?area=restaurant'],
    ['the administration', 'ada', 'admin'], ['the administration, for others', 'ana', 'admin'], ['data', 'sue', 'data'], ['data, for others', 'ana', 'data'], ['what is due', 'ana', 'today'], ['insight', 'ana', 'insight'], ['insight, for a steward', 'sue', 'insight'], ['governance', 'ana', 'governance'], ['governance, for a steward', 'sue', 'governance']])('%s', async (_name, who, path) => {
    const { page, context } = await open(who, path);
    expect(await unmarked(page)).toEqual([]);
    await context.close();
  });

  it('a customer, every part', async () => {
    const { page, context } = await open('ana', 'a/FULL');
    const tabs = page.locator('.tabs [role=tab]');
    const found: Record<string, readonly string[]> = {};
    expect(await tabs.count()).toBeGreaterThan(3);
    for (let i = 0; i < await tabs.count(); i++) {
      await tabs.nth(i).click();
      await settled(page);
      const list = await unmarked(page);
      if (list.length > 0) found[await tabs.nth(i).innerText()] = list;
    }
    // what is missing has a page of its own in the form
    await page.locator('#tab-archive').click();
    await page.locator('archive-form .stop', { hasText: '缺什么' }).click();
    await settled(page);
    const missing = await unmarked(page);
    if (missing.length > 0) found['missing'] = missing;
    expect(found).toEqual({});
    await context.close();
  });

  it('a contact that cannot be kept as it is, one that is kept, and the way out', async () => {
    const { page, context } = await open('ana', 'm');
    await page.locator('button.primary').click();
    expect(await unmarked(page), 'nothing filled in').toEqual([]);
    await page.locator('#customer').fill('Κανείς');
    await page.locator('button.primary').click();
    expect(await unmarked(page), 'nothing said').toEqual([]);
    await page.locator('#text').fill('Λόγια.');
    await page.locator('button.primary').click();
    await page.locator('ul.notes li').first().waitFor(WAIT);
    expect(await unmarked(page), 'kept without a customer').toEqual([]);
    await page.getByRole('button', { name: /退出登录/ }).first().click();
    await page.locator('dialog').waitFor(WAIT);
    expect(await unmarked(page), 'signing out with a note unsent').toEqual([]);
    await context.close();
  });

  it.each(['none', 'unavailable', 'denied', 'inactive', 'again', 'failed', 'busy', 'out'])('the sign-in that says “%s”', async (state) => {
    const context = await browser.newContext({ locale: 'zh-CN' });
    const page = await context.newPage();
    await page.route(/\/sign-in\?/, async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: (await answer.text()).replace(/data-state="[^"]*"/, `data-state="${state}"`) });
    });
    await page.goto(`${base}/sign-in?out&lang=zh-Hans`);
    await settled(page);
    expect(await page.locator('body').getAttribute('data-state')).toBe(state);
    expect(await unmarked(page)).toEqual([]);
    await context.close();
  });
});

/** Sample data of the demo: what is theirs stands in elements for names, and in the kit's own, whose texts are held by `pseudo-language.test.ts`. */
const DATA = 'bdi, .person .words *, .initial, select[name=archive] option, select[data-frame] option, table td:nth-child(3), customer-list, customer-card, contact-timeline, transaction-ledger, archive-form, relation-map, import-assistant, cleaning-bench, duplicate-review, reminder-list, notice-inbox, customer-analysis, archive-files, archive-history, archive-access, classification-badge, sync-status';

describe('the demo’s pages', () => {
  it.each(['sign-in.html?', 'index.html?person=lucia', 'index.html?person=lucia#archive=erp:MA/2016-0007', 'badges.html?person=margaret', 'data.html?person=ana', 'today.html?person=lucia', 'insight.html?person=margaret', 'governance.html?person=margaret', 'data.html?person=lucia', 'side-by-side.html?'])('%s', async (path) => {
    const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 1000 } });
    const page = await context.newPage();
    await page.goto(`${demo.url}/${path.replace('?', '?lang=zh-Hans&')}`);
    await settled(page);
    expect(await unmarked(page, DATA)).toEqual([]);
    await context.close();
  });
});
