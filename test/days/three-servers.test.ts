/**
 * A day of a company that has outgrown one machine: three servers over one PostgreSQL and one Redis. Two branches come in by servers of their own, headquarters by the address in front of all.
 * The administrator puts in a new release in the middle of the day, Redis and PostgreSQL fall over, and the people who write notice a line at the foot of their form at most.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { intranet, launch, type Intranet } from '../helpers/browser.ts';
import { mint, type Claims } from '../helpers/dossier.ts';
import { startSeveral, type SeveralServers } from '../helpers/several-servers.ts';
import { noPostgres } from '../instances/postgres.ts';
import { noRedis } from '../instances/redis.ts';

const LEA: Claims = { sub: 'lea', name: 'Lea Brandt', roles: ['staff'] };
const JONAS: Claims = { sub: 'jonas', name: 'Jonas Keller', roles: ['staff'] };
const HE: Claims = { sub: 'he', name: '何曼', roles: ['staff'] };
const FORM = '<customer-card archive="WERFT"></customer-card><archive-form archive="WERFT" section="profile"></archive-form>';
const SCOPE = 'Business scope';

describe.skipIf(noPostgres || noRedis)('three servers', () => {
  let all: SeveralServers;
  let browser: Browser;
  /** Of each branch, and of headquarters last. */
  let sites: Intranet[];
  let lea: Page;
  let jonas: Page;
  let he: Page;

  beforeAll(async () => {
    sites = await Promise.all([() => all.servers[0]!.url, () => all.servers[1]!.url, () => all.url].map((endpoint) => intranet(endpoint)));
    all = await startSeveral({ env: { DOSSIER_ORIGINS: sites.map(({ origin }) => origin).join(',') } });
    browser = await launch();
    const token = await mint(LEA);
    expect((await all.api(token, 'POST', '/api/archives', { id: 'WERFT', kind: 'organisation', packs: ['base', 'organisation'], name: 'Werft Nordlicht' })).status).toBe(201);
    await all.api(token, 'PATCH', '/api/archives/WERFT/sections/profile', { texts: { 'org.businessScope': '.' } });
    expect((await all.api(token, 'PUT', '/api/archives/WERFT/owners', { owner: 'lea', coOwners: ['jonas', 'he'], deputies: [] })).status).toBe(200);
    [lea, jonas, he] = (await Promise.all([LEA, JONAS, HE].map((person, at) => sites[at]!.open(browser, person, FORM)))).map(({ page }) => page) as [Page, Page, Page];
    await Promise.all([lea, jonas, he].map((page) => page.getByLabel(SCOPE).waitFor()));
  });
  afterAll(async () => {
    await browser.close();
    for (const site of sites) await site.close();
    await all.stop();
  });

  const scope = (page: Page): Promise<string> => page.getByLabel(SCOPE).inputValue();
  const letters = (text: string): string => [...text].sort().join('');
  const saved = (page: Page): Promise<void> => page.locator('archive-form').getByText(/All changes saved/).first().waitFor();
  const stored = async (): Promise<string> => {
    const { body } = await all.api<{ texts: Record<string, string> }>(await mint(HE), 'GET', '/api/archives/WERFT/sections/profile');
    return body.texts['org.businessScope'] ?? '';
  };
  /** Everybody sees this at the end of the text, and it is stored. */
  const everywhere = async (words: string): Promise<void> => {
    for (const page of [lea, jonas, he]) await expect.poll(() => scope(page)).toContain(words);
    await expect.poll(stored).toContain(words);
  };
  const write = async (page: Page, words: string): Promise<void> => {
    await page.getByLabel(SCOPE).press('ControlOrMeta+End');
    await page.keyboard.type(words, { delay: 15 });
  };

  it('two branches write into one text at the same moment by servers of their own; nothing is lost, and each sees who else is there', async () => {
    await Promise.all([write(lea, ' Builds ferries.'), lea.waitForTimeout(50).then(() => write(jonas, ' Repairs pumps.'))]);
    await Promise.all([saved(lea), saved(jonas)]);
    await expect.poll(async () => letters(await scope(he))).toBe(letters('. Builds ferries. Repairs pumps.'));
    for (const page of [lea, jonas]) expect(await scope(page)).toBe(await scope(he));
    await lea.locator('archive-form').getByText('Jonas Keller').first().waitFor({ state: 'attached' });
  });

  it('a new name stands in the card at headquarters as soon as it is committed in a branch', async () => {
    await lea.getByLabel('Customer name').first().fill('Werft Nordlicht SE');
    await lea.getByLabel('Customer name').first().press('Enter');
    await he.locator('customer-card').getByRole('heading', { name: 'Werft Nordlicht SE' }).waitFor();
  });

  it('each server is ended and started anew while headquarters writes: every letter is there, once', async () => {
    const before = await scope(he);
    const words = ' 渡轮与水泵的维修。 Rolling on, one server after the other, and nobody is sent home.';
    let restarted = false;
    const release = (async () => {
      for (const which of [0, 1, 2]) await all.restart(which);
      restarted = true;
    })();
    let rounds = 0;
    while (!restarted) {
      await write(he, words);
      rounds++;
    }
    await release;
    await saved(he);
    expect(rounds).toBeGreaterThan(1);
    const whole = before + words.repeat(rounds);
    expect(await scope(he)).toBe(whole);
    await expect.poll(stored).toBe(whole);
    for (const page of [lea, jonas]) await expect.poll(() => scope(page)).toBe(whole);
  });

  it('Redis falls over: what is written arrives a little later, and at once when it is back', async () => {
    await all.redis.kill();
    await write(lea, ' Without Redis.');
    await saved(lea);
    await everywhere(' Without Redis.');
    await all.redis.start();
    await write(jonas, ' With it again.');
    await everywhere(' With it again.');
  });

  it('PostgreSQL crashes under three writers: nothing that was called saved is gone, and the rest is sent when it is back', async () => {
    const before = await scope(lea);
    const words = [' Lea in the crash.', ' Man in the crash.'] as const;
    const typing = Promise.all([write(lea, words[0]), write(he, words[1])]);
    await all.postgres.restart('immediate');
    await typing;
    await Promise.all([saved(lea), saved(he)]);
    // the two may have written into each other's words
    await expect.poll(async () => letters(await scope(lea))).toBe(letters(before + words.join('')));
    const whole = await scope(lea);
    await expect.poll(async () => [await scope(he), await scope(jonas), await stored()]).toEqual([whole, whole, whole]);
  });

  it('Jonas is taken out at one server: his form at the other closes at once, and what Lea writes then never reaches his page', async () => {
    const done = await all.servers[2]!.api(await mint(LEA), 'PUT', '/api/archives/WERFT/owners', { owner: 'lea', coOwners: ['he'], deputies: [] });
    expect(done.status).toBe(200);
    await write(lea, ' NOT FOR JONAS');
    await saved(lea);
    await expect.poll(stored).toContain('NOT FOR JONAS');
    await expect.poll(() => jonas.locator('archive-form').getByLabel(SCOPE).count()).toBe(0);
    expect(await jonas.content()).not.toContain('NOT FOR JONAS');
    expect((await all.servers[1]!.api(await mint(JONAS), 'GET', '/api/archives/WERFT/sections/profile')).status).toBe(404);
  });

  it('in the evening the logs have named nobody', () => {
    for (const { output } of all.servers) for (const word of ['Lea', 'Jonas', '何曼', 'Nordlicht', 'eyJ']) expect(output()).not.toContain(word);
  });
});
