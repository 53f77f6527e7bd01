/** What a reader of the screen is told of the elements people meet most, in four languages, is as kept in `test/snapshots/told`; `ACCEPT=1` before the run keeps what is told now. Clock and data are those of the pictures. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../model/labels.ts';
import { launch } from '../helpers/browser.ts';
import { root } from '../helpers/dossier.ts';
import { settled, stand } from '../pictures/take.ts';
import { pictureWorld, type PictureWorld } from '../pictures/world.ts';

let world: PictureWorld;
let browser: Browser;
beforeAll(async () => { [world, browser] = await Promise.all([pictureWorld(), launch()]); });
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

/** Of the form its first section. */
const TOLD: readonly { readonly name: string; readonly person: string; readonly markup: string; readonly of: string; readonly open?: string }[] = [
  { name: 'customer-card', person: 'mei', markup: '<customer-card archive="nanwan" without-presence></customer-card>', of: 'customer-card' },
  { name: 'classification-badge', person: 'mei', markup: '<classification-badge archive="nanwan" schemes="abc rfm lifecycle"></classification-badge>', of: 'classification-badge' },
  { name: 'classification-badge.open', person: 'mei', markup: '<classification-badge archive="nanwan" schemes="abc rfm lifecycle"></classification-badge>', of: 'classification-badge', open: 'classification-badge button' },
  { name: 'contact-timeline', person: 'mei', markup: '<contact-timeline archive="nanwan"></contact-timeline>', of: 'contact-timeline' },
  { name: 'archive-form', person: 'mei', markup: '<archive-form archive="nanwan" section="profile"></archive-form>', of: 'archive-form' },
  { name: 'sync-status', person: 'mei', markup: '<sync-status></sync-status>', of: 'sync-status' },
  { name: 'presence-stack', person: 'mei', markup: '<presence-stack archive="nanwan"></presence-stack>', of: 'presence-stack' },
];
/** What is further down is more of the same. */
const MOST_LINES = 140;
const KEPT = join(root, 'test/snapshots/told');

describe('what is told', () => {
  it.each(TOLD.map((told) => [told.name, told] as const))('of %s is as kept, in four languages', async (name, told) => {
    const page = await stand(browser, world.url, { name, person: told.person, markup: told.markup, ...(name === 'presence-stack' ? { beside: ['wei', 'zhao'] } : {}) });
    for (const language of LANGUAGES) {
      await page.evaluate((lang) => { document.documentElement.lang = lang; }, language);
      await settled(page);
      if (told.open !== undefined && language === LANGUAGES[0]) await page.locator(told.open).first().click();
      if (told.open !== undefined) await page.locator(`${told.of} .reasons dl`).first().waitFor();
      await settled(page);
      const now = async (): Promise<string> => `${(await page.locator(told.of).ariaSnapshot()).split('\n').slice(0, MOST_LINES).join('\n')}\n`;
      const file = join(KEPT, `${name}.${language}.yml`);
      if (process.env['ACCEPT'] === '1') {
        mkdirSync(KEPT, { recursive: true });
        writeFileSync(file, await now());
      }
      await expect.poll(now, { message: `${name} in ${language}; ACCEPT=1 keeps it` }).toBe(existsSync(file) ? readFileSync(file, 'utf8') : '');
    }
    await page.context().close();
  });
});
