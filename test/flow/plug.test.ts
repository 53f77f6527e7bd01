/** The demo's plug: the server is killed while both people type, comes back, nothing that was marked saved is gone, and both sides of the page say so. */
import type { Browser, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launch } from '../helpers/browser.ts';
import { start, type Running } from '../helpers/dossier.ts';
import { typeInto } from '../helpers/typist.ts';

let demo: Running;
let browser: Browser;
beforeAll(async () => {
  demo = await start({ command: 'demo' });
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await demo.stop();
});

const scope = (frame: Frame) => frame.locator('archive-form').getByLabel('Business scope');

async function writer(page: Page, side: 'left' | 'right', text: string): Promise<Frame> {
  const frame = page.frame({ name: side });
  if (!frame) throw new Error(`no frame ${side}`);
  await scope(frame).waitFor();
  await typeInto(scope(frame), text);
  return frame;
}

it('comes back by itself with everything that was marked saved, and both sides say so', async () => {
  const page = await browser.newPage();
  await page.goto(`${demo.url}/side-by-side.html?lang=en`);
  const states = (): Promise<unknown[]> => page.evaluate(() => [...document.querySelectorAll<HTMLIFrameElement>('.frames iframe')].map(({ contentWindow }) => (contentWindow as (Window & { ledger?: () => { state: string } }) | null)?.ledger?.().state));
  await expect.poll(states).toEqual(['saved', 'saved']);
  const left = await writer(page, 'left', 'abcdefgh'.repeat(8));
  const right = await writer(page, 'right', 'stuvwxyz'.repeat(8));
  await page.waitForTimeout(1_200); // both are in the middle of it
  await page.getByRole('button', { name: 'Pull the plug' }).click();
  const report = page.locator('[data-plug=report]');
  await expect.poll(() => report.getAttribute('data-kind')).toBe('good');
  expect(await report.textContent()).toMatch(/^Back after [\d.]+ s\. All \d+ edits that were marked saved are on its disk\.$/);
  await expect.poll(() => page.locator('[data-plug=proof]').allTextContents()).toEqual([
    expect.stringMatching(/^Nothing that was saved is gone: \d+ edits\. What was typed meanwhile is saved now, too\.$/),
    expect.stringMatching(/^Nothing that was saved is gone: \d+ edits\. What was typed meanwhile is saved now, too\.$/),
  ]);
  await expect.poll(async () => (await scope(left).inputValue()) === (await scope(right).inputValue())).toBe(true);
  expect(demo.output()).toContain('The server was killed once and is back.');
  await page.close();
});
