/** No page of the program shows a text that is not in its tables of texts: in a build that marks every one of them, whatever stands outside the marks is data, a date or a number. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { intranet, launch } from '../helpers/browser.ts';
import type { Intranet } from '../helpers/browser.ts';
import { freePort, mint, start } from '../helpers/dossier.ts';
import type { Running } from '../helpers/dossier.ts';
import { ALL_PACKS, fullest } from '../helpers/fullest.ts';
import { settled, unmarked } from '../helpers/pseudo-page.ts';
import { buildPseudo, marked } from '../helpers/pseudo.ts';

/** Whatever people write is Greek here, so that data is told from texts. */
const GREEK = { sub: 'ana', name: 'Άννα Δούκα', roles: ['staff'] };
const ADMIN = { sub: 'root', name: 'Ρούτ Αδάμ', roles: ['admin'] };
let folder: string;
let server: Running;
let site: Intranet;
let browser: Browser;

/** Latin and Chinese letters of a value as Greek ones; keys, options, dates, addresses of the web and amounts stay what they are. */
function greek(value: unknown): unknown {
  if (typeof value !== 'string' || !/[ .]/.test(value) || /[@/\[]|^\d|^\+/.test(value) || /^-?\d+(\.\d+)? [A-Z]{3}$/.test(value)) return value;
  return value.replace(/[A-Za-z\u4e00-\u9fff]/g, (letter) => String.fromCharCode(0x3b1 + (letter.codePointAt(0)! % 24)));
}
const deep = (value: unknown): unknown => (typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, deep(each)])) : greek(value));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dossier-marked-'));
  buildPseudo(folder);
  const port = await freePort();
  site = await intranet(() => `http://127.0.0.1:${port}`);
  server = await start({ port, program: folder, env: { DOSSIER_ORIGINS: site.origin } });
  browser = await launch();
  const token = await mint(GREEK);
  await server.api(token, 'POST', '/api/archives', { id: 'FULL', kind: 'organisation', packs: ALL_PACKS, name: 'Όλα Μαζί' });
  await server.api(await mint(ADMIN), 'PUT', '/api/people/ana', { clearances: ['identity', 'bank', 'aml'] });
  for (const [section, patch] of Object.entries(fullest(2))) {
    const { status, body } = await server.api(token, 'PATCH', `/api/archives/FULL/sections/${section}`, deep(patch));
    expect(status, JSON.stringify(body)).toBe(200);
  }
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const TAGS: Readonly<Record<string, string>> = {
  'customer-card': '<customer-card archive="FULL"></customer-card>', 'contact-timeline': '<contact-timeline archive="FULL"></contact-timeline>', 'classification-badge': '<classification-badge archive="FULL" schemes="abc rfm lifecycle"></classification-badge>',
  'customer-list': '<customer-list></customer-list>', 'customer-create': '<customer-create></customer-create>', 'archive-history': '<archive-history archive="FULL"></archive-history>', 'sync-status': '<sync-status></sync-status><presence-stack archive="FULL"></presence-stack>',
  'archive-files': '<archive-files archive="FULL"></archive-files>', 'transaction-ledger': '<transaction-ledger archive="FULL"></transaction-ledger>', 'relation-map': '<relation-map archive="FULL"></relation-map>', 'record-comments': '<record-comments archive="FULL" section="profile" record="fields/customer.name"></record-comments>',
  'reminder-list': '<reminder-list></reminder-list>', 'notice-inbox': '<notice-inbox></notice-inbox>', 'customer-analysis': '<customer-analysis></customer-analysis>', 'aml-sheet': '<aml-sheet archive="FULL"></aml-sheet>',
  'correction-case': '<correction-case archive="FULL"></correction-case>', 'policy-page': '<policy-page></policy-page>', 'wall-list': '<wall-list></wall-list>', 'emergency-review': '<emergency-review></emergency-review>',
  'classes': '<classification-badge archive="FULL" schemes="intent maturity size stars grade contactStrategy purchaseStrategy creditManagement aml valueTier duration attributes partnerRole bankKind bankTier reception keyNew"></classification-badge>',
};

describe('the marks', () => {
  it('are put around every Chinese text, and around nothing else', () => {
    expect(marked('a.ts', "const a = ['客户', 'customer', `共 ${n} 项`, '甲|乙'];")).toBe("const a = ['⟦客户⟧', 'customer', `⟦共 ⟧${n}⟦ 项⟧`, '⟦甲⟧|⟦乙⟧'];");
    expect(marked('a.ts', "switch (x) { case '年': break; }")).toBe("switch (x) { case '年': break; }");
  });
});

describe('nothing stands outside the marks', () => {
  it.each(Object.keys(TAGS))('<%s>', async (tag) => {
    const { page, context } = await site.open(browser, GREEK, TAGS[tag]!, { locale: 'zh-Hans' });
    await settled(page);
    expect(await unmarked(page)).toEqual([]);
    await context.close();
  });

  /** What opens something, adds something or begins something; nothing that ends, removes or leaves. */
  const OPENERS = 'button[aria-expanded=false], summary, button[aria-haspopup]';
  const BEGINS = /记|新建|添加|编辑|筛选|选择|更正|设置|更多|评论|请求|查看|预览|显示/;
  it.each(['customer-card', 'contact-timeline', 'classification-badge', 'customer-list', 'archive-history', 'transaction-ledger'])('<%s>, behind its buttons', async (tag) => {
    const { page, context } = await site.open(browser, GREEK, TAGS[tag]!, { locale: 'zh-Hans', viewport: { width: 1280, height: 1000 } });
    await settled(page);
    const found: Record<string, readonly string[]> = {};
    const done = new Set<string>();
    for (let turn = 0; turn < 24; turn++) {
      const openers = [...await page.locator(OPENERS).filter({ visible: true }).all(), ...await page.locator('button').filter({ hasText: BEGINS, visible: true }).all()];
      let next: { readonly at: (typeof openers)[number]; readonly name: string } | null = null;
      for (const at of openers) {
        const name = await at.evaluate((element) => `${element.getAttribute('aria-label') ?? ''} ${element.textContent ?? ''}`.replace(/\s+/g, ' ').trim()).catch(() => '');
        if (name === '' || done.has(name) || /退出|删除|下载|打印|另存/.test(name)) continue;
        next = { at, name };
        break;
      }
      if (next === null) break;
      done.add(next.name);
      await next.at.click({ timeout: 2000 }).catch(() => undefined); // covered by what the one before has opened
      await settled(page);
      const list = await unmarked(page);
      if (list.length > 0) found[next.name] = list;
      await page.keyboard.press('Escape');
    }
    expect([...done]).not.toEqual([]);
    expect(found).toEqual({});
    await context.close();
  });

  it('<customer-create>, every template', async () => {
    const { page, context } = await site.open(browser, GREEK, TAGS['customer-create']!, { locale: 'zh-Hans', viewport: { width: 1280, height: 1400 } });
    const options = page.locator('customer-create [role=option]');
    await options.first().waitFor();
    const found: Record<string, readonly string[]> = {};
    const count = await options.count();
    expect(count).toBeGreaterThan(5);
    for (let i = 0; i < count; i++) {
      const name = await options.nth(i).innerText();
      await options.nth(i).click();
      await settled(page);
      const list = await unmarked(page);
      if (list.length > 0) found[name] = list;
      await page.locator('customer-create button', { hasText: '换一个模板' }).click();
      await options.first().waitFor();
    }
    expect(found).toEqual({});
    await context.close();
  });

  it('<archive-form>, every section', async () => {
    const { page, context } = await site.open(browser, GREEK, '<archive-form archive="FULL"></archive-form>', { locale: 'zh-Hans', viewport: { width: 1280, height: 1000 } });
    await settled(page);
    const found: Record<string, readonly string[]> = {};
    for (let i = 0; i < await page.locator('archive-form .stop').count(); i++) {
      const stop = page.locator('archive-form .stop').nth(i);
      await stop.click();
      await settled(page);
      const list = await unmarked(page);
      if (list.length > 0) found[await stop.innerText()] = list;
    }
    expect(found).toEqual({});
    await context.close();
  });

  it('<policy-page>, being written', async () => {
    const { page, context } = await site.open(browser, ADMIN, '<policy-page></policy-page>', { locale: 'zh-Hans', viewport: { width: 1280, height: 1000 } });
    await page.locator('policy-page .preset .button').first().click();
    await page.locator('policy-page .add-role').click();
    await page.locator('policy-page .count').click();
    await page.locator('policy-page .reach-part').waitFor();
    await settled(page);
    expect(await unmarked(page)).toEqual([]);
    await context.close();
  });

  it('<dossier-admin>, every tab', async () => {
    const { page, context } = await site.open(browser, ADMIN, '<dossier-admin></dossier-admin>', { locale: 'zh-Hans', viewport: { width: 1280, height: 1000 } });
    await settled(page);
    const found: Record<string, readonly string[]> = {};
    const tabs = page.locator('dossier-admin [role=tab]');
    for (let i = 0; i < await tabs.count(); i++) {
      await tabs.nth(i).click();
      await settled(page);
      const list = await unmarked(page);
      if (list.length > 0) found[await tabs.nth(i).innerText()] = list;
    }
    expect(found).toEqual({});
    await context.close();
  });
});
