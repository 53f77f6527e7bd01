/** kill -9 while two people have the form open: what the page called saved, and what the colleague's page showed, is on disk; the rest arrives after the restart. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { intranet, launch, type Intranet } from '../helpers/browser.ts';
import { freePort, mint, start, tempFolder, type Running } from '../helpers/dossier.ts';

const FIELD = 'Business scope';
const FORM = '<archive-form archive="KILL" section="profile"></archive-form>';
const folder = tempFolder();
let port: number;
let server: Running;
let site: Intranet;
let browser: Browser;

beforeAll(async () => {
  port = await freePort();
  site = await intranet(() => `http://127.0.0.1:${port}`);
  server = await start({ port, folder, env: { DOSSIER_ORIGINS: site.origin } });
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await site.close();
  await server.stop();
});

/** Length of the text whenever the page calls it saved, and the longest text it ever showed. */
const watch = async (page: Page): Promise<void> => {
  await page.evaluate(`(() => {
    const form = document.querySelector('archive-form');
    const field = [...form.shadowRoot.querySelectorAll('textarea')].find((each) => each.value.startsWith('.'));
    window.marks = { saved: 0, seen: 0 };
    const look = () => {
      marks.seen = Math.max(marks.seen, field.value.length);
      if (/All changes saved/.test(form.shadowRoot.textContent)) marks.saved = Math.max(marks.saved, field.value.length);
      requestAnimationFrame(look);
    };
    look();
  })()`);
};
const marks = (page: Page): Promise<{ saved: number; seen: number }> => page.evaluate('window.marks');

it('keeps what was called saved, and sends what was not', async () => {
  const token = await mint({ sub: 'ana', name: 'Ana Ruiz', roles: ['staff'] });
  const stored = async (): Promise<string> => {
    const { body } = await server.api<{ texts: Record<string, string> }>(token, 'GET', '/api/archives/KILL/sections/profile');
    return body.texts['org.businessScope'] ?? '';
  };
  await server.api(token, 'POST', '/api/archives', { id: 'KILL', kind: 'organisation', packs: ['base', 'organisation'], name: 'Kill and Sons' });
  await server.api(token, 'PATCH', '/api/archives/KILL/sections/profile', { texts: { 'org.businessScope': '.' } });
  await server.api(token, 'PUT', '/api/archives/KILL/owners', { owner: 'ana', coOwners: ['wei'], deputies: [] });
  const { page: writer } = await site.open(browser, { sub: 'ana', name: 'Ana Ruiz', roles: ['staff'] }, FORM);
  const { page: reader } = await site.open(browser, { sub: 'wei', name: 'Wei Li', roles: ['staff'] }, FORM);
  for (const page of [writer, reader]) {
    await page.getByLabel(FIELD).waitFor();
    await watch(page);
  }
  await writer.getByLabel(FIELD).press('End');
  for (let trial = 0; trial < 3; trial++) {
    const typing = writer.keyboard.type('abcdefghijklmnopqrstuvwxyz', { delay: 25 });
    await new Promise((done) => setTimeout(done, 150 + Math.random() * 400)); // the moment of the kill is chance
    await server.kill();
    await typing;
    const [hers, his] = [await marks(writer), await marks(reader)];
    server = await start({ port, folder, env: { DOSSIER_ORIGINS: site.origin } });
    const kept = await stored();
    expect(kept.length).toBeGreaterThanOrEqual(hers.saved);
    expect(kept.length).toBeGreaterThanOrEqual(his.seen);
    const whole = await writer.getByLabel(FIELD).inputValue();
    await expect.poll(stored).toBe(whole);
    await expect.poll(() => reader.getByLabel(FIELD).inputValue()).toBe(whole);
    await writer.getByText(/All changes saved/).first().waitFor();
  }
});
