/** From a keystroke in one person's page to the same character in a colleague's page: two browser contexts, two people, loopback. Goal: p95 within 100 ms. */
import type { Page } from 'playwright-core';
import { intranet, launch } from '../helpers/browser.ts';
import { freePort, mint, start } from '../helpers/dossier.ts';

const KEYS = 200;
const FIELD = 'Business scope';
const FORM = '<archive-form archive="BENCH" section="profile"></archive-form>';

/** Every value of the long text with the moment it was first there, looked at before each picture. */
const watch = (page: Page): Promise<void> => page.getByLabel(FIELD).evaluate((field) => {
  const input = field as HTMLTextAreaElement;
  const log: [string, number][] = [];
  Object.assign(window, { log });
  let last = '';
  const look = (): void => {
    if (input.value !== last) log.push([last = input.value, performance.timeOrigin + performance.now()]);
    requestAnimationFrame(look);
  };
  look();
  input.addEventListener('input', () => log.push([last = input.value, performance.timeOrigin + performance.now()]));
});

const port = await freePort();
const site = await intranet(() => `http://127.0.0.1:${port}`);
const server = await start({ port, env: { DOSSIER_ORIGINS: site.origin } });
const browser = await launch();
try {
  const ana = { sub: 'ana', name: 'Ana Ruiz', roles: ['staff'] };
  const token = await mint(ana);
  await server.api(token, 'POST', '/api/archives', { id: 'BENCH', kind: 'organisation', packs: ['base', 'organisation'], name: 'Bench and Co' });
  await server.api(token, 'PATCH', '/api/archives/BENCH/sections/profile', { texts: { 'org.businessScope': '.' } });
  await server.api(token, 'PUT', '/api/archives/BENCH/owners', { owner: 'ana', coOwners: ['wei'] });
  const { page: writer } = await site.open(browser, ana, FORM);
  const { page: reader } = await site.open(browser, { sub: 'wei', name: 'Wei Li', roles: ['staff'] }, FORM);
  for (const page of [writer, reader]) {
    await page.getByLabel(FIELD).waitFor();
    await page.evaluate('globalThis.__name = (named) => named'); // the compiler marks functions with it, and the page does not know it
    await watch(page);
  }
  const field = writer.getByLabel(FIELD);
  await field.focus();
  for (let i = 0; i < KEYS; i++) {
    await writer.keyboard.type(String(i % 10));
    await writer.waitForTimeout(20 + (i * 7) % 40);
  }
  const typed = await field.inputValue();
  await reader.waitForFunction((wanted) => (window as unknown as { log: [string, number][] }).log.at(-1)?.[0] === wanted, typed);
  const [sent, seen] = await Promise.all([writer, reader].map((page) => page.evaluate(() => (window as unknown as { log: [string, number][] }).log)));
  const delays = (sent ?? []).slice(1).flatMap(([value, at]) => {
    const there = seen?.find(([text]) => text.length >= value.length);
    return there ? [there[1] - at] : [];
  }).sort((a, b) => a - b);
  const at = (share: number): string => (delays[Math.min(delays.length - 1, Math.floor(delays.length * share))] ?? NaN).toFixed(1);
  console.log(`keystroke to the other page: ${delays.length} keys, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, max ${at(1)} ms (goal: p95 within 100 ms)`);
  process.exitCode = Number(at(0.95)) <= 100 && delays.length >= KEYS ? 0 : 1;
} finally {
  await browser.close();
  await site.close();
  await server.stop();
}
