/** Takes the pictures of `docs/screenshots` from a freshly seeded demo: `npm run pictures`. Each page at 360 and 1280 px, light and dark; one set in Chinese. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launch } from './helpers/browser.ts';
import { root, start } from './helpers/dossier.ts';

interface Picture { readonly name: string; readonly path: string; readonly lang?: string; readonly before?: (page: Page) => Promise<void> }

const ready = async (page: Page): Promise<void> => {
  await page.locator('classification-badge, customer-card').filter({ visible: true }).first().waitFor();
};
const PICTURES: readonly Picture[] = [
  { name: 'sign-in', path: 'sign-in.html?' },
  { name: 'intranet', path: 'index.html?person=lucia#archive=erp:MA/2016-0007', before: ready },
  { name: 'archive', path: 'index.html?person=lucia#archive=erp:MA/2016-0007', before: async (page) => {
    await page.getByRole('tab', { name: 'Archive' }).click();
    await page.locator('archive-form').getByText('Customer name').first().waitFor();
    await page.getByRole('tab', { name: 'Archive' }).evaluate((tab) => { tab.scrollIntoView(); });
  } },
  { name: 'intranet-zh', path: 'index.html?person=mei&lang=zh-Hans#archive=erp:GZ/2019-0045', lang: 'zh-CN', before: ready },
  { name: 'badges', path: 'badges.html?person=margaret', before: async (page) => {
    await ready(page);
    await page.locator('classification-badge').nth(1).getByRole('button').first().click();
    await page.getByText(/rule version/).filter({ visible: true }).first().waitFor();
  } },
  { name: 'side-by-side', path: 'side-by-side.html?', before: async (page) => {
    for (const frame of page.frames().slice(1)) await frame.locator('archive-form').getByText('Customer name').first().waitFor();
  } },
];

const folder = join(root, 'docs/screenshots');
mkdirSync(folder, { recursive: true });
const demo = await start({ command: 'demo' });
const browser = await launch();
try {
  for (const scheme of ['light', 'dark'] as const) {
    for (const [width, height] of [[1280, 900], [360, 740]] as const) {
      for (const { name, path, lang, before } of PICTURES) {
        const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, locale: lang ?? 'en-GB', hasTouch: width < 500 });
        const page = await context.newPage();
        await page.goto(`${demo.url}/${path}`);
        await page.waitForLoadState('networkidle');
        await before?.(page);
        await page.waitForTimeout(500); // what fades has faded
        await page.screenshot({ path: join(folder, `${name}-${width}-${scheme}.png`) });
        await context.close();
      }
    }
  }
} finally {
  await browser.close();
  await demo.stop();
}
