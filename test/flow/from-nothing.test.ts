/** From an empty server to a complete archive by keyboard alone: a dealer, a guest and a bank's client. Values are those of the demo's complete archives, cut to their first clause; papers are left out, because the browser's own window for choosing a file is no part of the page. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sampleArchives } from '../../demo/samples/index.ts';
import { contactsOf } from '../../model/sections.ts';
import type { Intranet } from '../helpers/browser.ts';
import { mint, type Running } from '../helpers/dossier.ts';
import { openHouse, type House } from '../helpers/house.ts';
import { FormByKeys } from '../helpers/form-by-keys.ts';
import { Keyboard } from '../helpers/keyboard.ts';

const LEA = { sub: 'lea', name: 'Lea Kern', roles: ['staff'] };
const OTTO = { sub: 'otto', name: 'Otto Brand', roles: ['staff'] };
const ROOT = { sub: 'root', name: 'Root', roles: ['admin'] };
/** Everybody whom the samples name. */
const COLLEAGUES = { mei: 'Lea Kern', wei: 'Otto Brand', xiaoyu: 'Lea Kern', limin: 'Lea Kern', jingyi: 'Otto Brand' };
const LONG = 900_000;

/** The page of a house: it opens the archive that was made, where the person asks for it. */
const PAGE = `<main><customer-create></customer-create></main><script type="module">
  addEventListener('dossier-open', ({ detail, target }) => {
    const archive = detail.archive;
    const form = document.createElement('archive-form');
    const card = document.createElement('customer-card');
    for (const each of [card, form]) each.setAttribute('archive', archive);
    target.closest('main').append(card, form);
  });
</script>`;

let house: House | undefined;
let server: Running;
let site: Intranet;
let browser: Browser;

beforeAll(async () => {
  house = await openHouse();
  ({ server, site, browser } = house);
  for (const person of [LEA, OTTO]) await server.api(await mint(person), 'GET', '/api/me');
  for (const { sub } of [LEA, OTTO]) expect((await server.api(await mint(ROOT), 'PUT', `/api/people/${sub}`, { clearances: ['identity', 'bank', 'aml'] })).status).toBe(200);
});
afterAll(() => house?.close());

interface View { readonly overview: { readonly completeness: { readonly packs: readonly { readonly pack: string; readonly filled: number; readonly of: number }[]; readonly missing: number }; readonly keyTen: { readonly filled: number; readonly of: number } }; readonly row: { readonly packs: readonly string[] } }
interface Missing { readonly items: readonly { readonly kind: string; readonly need?: string; readonly field: string; readonly section: string }[] }

interface Story {
  readonly sample: string;
  readonly template: string;
  readonly name: string;
  /** Sheets added later, by the names on their buttons. */
  readonly sheets: readonly string[];
}

async function fromNothing({ sample, template, name, sheets }: Story): Promise<{ readonly page: Page; readonly form: FormByKeys; readonly id: string; readonly keys: Keyboard }> {
  const began = Date.now();
  const { page } = await site.open(browser, LEA, PAGE, { viewport: { width: 1280, height: 900 } });
  await page.locator('customer-create').getByRole('combobox').waitFor();
  const keys = await Keyboard.at(page);
  await keys.press('Tab');
  await keys.comesTo('create-search');
  await keys.type(template);
  await keys.press('Enter');
  await keys.comesTo('create-name');
  await keys.type(name);
  await keys.press('Enter');
  await page.getByText(`The archive of ${name} is open.`).waitFor();
  await keys.comesToName('Go to the archive');
  await keys.press('Enter');
  await page.locator('archive-form #f-page').waitFor();
  let id = '';
  await expect.poll(async () => (id = (await server.api<{ items: readonly { id: string }[] }>(await mint(LEA), 'GET', `/api/archives?q=${encodeURIComponent(name)}`)).body.items[0]?.id ?? '')).not.toBe('');

  // the archive's own page: a colleague may write too, and more sheets come
  await keys.tabTo(({ name, host }) => host === 'archive-form' && name.startsWith('Profile'));
  await keys.press('ArrowUp');
  await keys.press('Enter');
  await page.locator('archive-form').getByLabel('Add to Co-owners').first().waitFor();
  const another = await keys.tabTo('Add to Co-owners');
  await keys.type('Otto Brand');
  await keys.press('Enter');
  await page.locator('archive-form').getByRole('button', { name: 'Remove Otto Brand' }).waitFor();
  await keys.comesTo(another.id);
  for (const sheet of sheets) {
    await keys.tabTo(`Add: ${sheet}`);
    await keys.press('Enter');
    await page.locator('archive-form').getByRole('button', { name: `Take away: ${sheet}` }).waitFor();
    await keys.comesToName(`Take away: ${sheet}`); // the focus stays where the sheet was
  }

  const archive = sampleArchives(new Date().toISOString().slice(0, 10)).find((each) => each.id === sample)!;
  const form = new FormByKeys(keys, { patches: archive.sections, colleagues: COLLEAGUES });
  const year = contactsOf(new Date().getFullYear());
  const labels = new Map((await server.api<{ sections: readonly { key: string; label: string }[] }>(await mint(LEA), 'GET', '/api/catalogue?lang=en')).body.sections.map(({ key, label }) => [label, key]));
  const presses: Record<string, string> = {};
  for (let title = await form.onward(25); labels.has(title); title = await form.onward()) {
    const section = labels.get(title)!;
    await page.locator('archive-form #f-add-fact').waitFor();
    const [before, at] = [keys.presses, Date.now()];
    await form.page(section === 'contacts' ? year : section);
    presses[section] = `${keys.presses - before} keys, ${Date.now() - at} ms`;
  }
  console.info(`${sample}: ${form.offered.length} fields offered, ${form.passed.length} passed by (${form.passed.join(', ')}); ${keys.presses} keys in ${Date.now() - began} ms`, presses);
  return { page, form, id, keys };
}

/** What the overview says a moment later: nothing lacks that must be there, and of each sheet at most a tenth is empty. */
async function isComplete(id: string): Promise<void> {
  const token = await mint(LEA);
  const lacking = async (): Promise<readonly string[]> => {
    const { completeness, keyTen } = (await server.api<View>(token, 'GET', `/api/archives/${id}`)).body.overview;
    const sheets = completeness.packs.filter(({ filled, of }) => filled / of < 0.9).map(({ pack, filled, of }) => `${pack} ${filled}/${of}`);
    return [...sheets, ...(completeness.missing > 0 ? [`${completeness.missing} must be there`] : []), ...(keyTen.filled < keyTen.of ? [`key ten ${keyTen.filled}/${keyTen.of}`] : [])];
  };
  await expect.poll(lacking, { interval: 500 }).toEqual([]);
  const { items } = (await server.api<Missing>(token, 'GET', `/api/archives/${id}/missing`)).body;
  const empty = items.filter(({ kind }) => kind === 'missing');
  expect(empty.filter(({ need }) => need !== 'pack')).toEqual([]);
  const { completeness, keyTen } = (await server.api<View>(token, 'GET', `/api/archives/${id}`)).body.overview;
  console.info(completeness.packs.map(({ pack, filled, of }) => `${pack} ${filled}/${of}`).join(', '), keyTen, `empty: ${empty.map(({ field }) => field).join(', ')}`);
}

/** From the end of the form to a page of it, by the list of pages. */
async function toPage(keys: Keyboard, title: string): Promise<void> {
  let spot = await keys.tabTo(({ name }) => name.startsWith('What is missing'), 'Shift+Tab', 3);
  for (let i = 0; i < 20 && !spot.name.startsWith(title); i++) {
    await keys.press('ArrowUp');
    spot = (await keys.say())!;
  }
  expect(spot.name).toContain(title);
  await keys.press('Enter');
}

/** A value that looks wrong is typed over one that was right, and kept with a reason. */
async function keepDoubt({ page, keys, form }: { readonly page: Page; readonly keys: Keyboard; readonly form: FormByKeys }, label: string, value: string, reason: string): Promise<void> {
  const { id } = await form.find(label);
  await keys.press('Control+A');
  await keys.type(value);
  await keys.press('Enter');
  await page.locator(`archive-form [id="${id}-keep"]`).waitFor();
  await keys.tabTo((spot) => spot.id === `${id}-keep`, 'Tab', 3);
  await keys.press('Enter');
  await keys.comesTo(`${id}-reason`);
  await keys.type(reason);
  await keys.press('Enter');
  await keys.comesTo(id);
  await page.locator('archive-form').getByText(reason).waitFor();
}

/** What a colleague sees, who did nothing. */
async function seen(id: string, section: string, texts: readonly string[], card: readonly string[]): Promise<void> {
  const { page, context } = await site.open(browser, OTTO, `<customer-card archive="${id}"></customer-card><archive-form archive="${id}" section="${section}" readonly></archive-form>`, { viewport: { width: 1280, height: 900 } });
  for (const text of texts) await page.locator('archive-form .pane').getByText(text).first().waitFor();
  for (const text of card) await page.locator('customer-card').getByText(text).first().waitFor();
  await context.close();
}

it('a dealer', async () => {
  const made = await fromNothing({ sample: 'fenjiang', template: 'dealer', name: 'Fenjiang Home', sheets: ['Customer status sheet', 'Survey', 'Annual performance', 'Customer identification (China 2007, Article 33)'] });
  await isComplete(made.id);
  await toPage(made.keys, 'Profile');
  await keepDoubt(made, 'Organisation code', 'MA5XAMP1-9', 'as printed on the licence');
  await seen(made.id, 'profile', ['as printed on the licence', '汾江家居'], ['0757-5550 0007']);
  await made.page.context().close();
}, LONG);

it('a guest', async () => {
  const made = await fromNothing({ sample: 'zhang-yayun', template: 'guest', name: 'Yayun Chang', sheets: ['Survey', 'Customer identification (China 2007, Article 33)'] });
  await isComplete(made.id);
  await toPage(made.keys, 'Identity papers');
  await keepDoubt(made, 'ID number', 'A200000013', 'as printed on the card');
  await seen(made.id, 'identity', ['as printed on the card'], ['0900-000-400', '10 of 10']);
  await made.page.context().close();
}, LONG);

it('a client of a bank', async () => {
  const made = await fromNothing({ sample: 'helen-marsh', template: 'bank', name: 'Helen Marsh', sheets: [] });
  await isComplete(made.id);
  // all of the masked number, which is written down
  await toPage(made.keys, 'Identity papers');
  const { id } = await made.form.find('ID number');
  await made.keys.comesTo(id);
  await made.keys.tabTo((spot) => spot.name.startsWith('Show'), 'Tab', 2);
  await made.keys.press('Enter');
  await expect.poll(async () => (await made.page.locator(`archive-form [id="${id}"]`).inputValue())).toBe('SAMPLE700');
  await seen(made.id, 'bank', ['182,500.00'], ['+44 7700 900701', '10 of 10']);
  await made.page.context().close();
}, LONG);

it('Tab passes everything in the order of the page, shows where it is, and is caught nowhere', async () => {
  const { body } = await server.api<{ items: readonly { id: string }[] }>(await mint(LEA), 'GET', '/api/archives?q=Fenjiang');
  const { page, context } = await site.open(browser, LEA, `<archive-form archive="${body.items[0]!.id}" section="archive"></archive-form>`, { viewport: { width: 1280, height: 900 } });
  await page.locator('archive-form .onward').waitFor();
  const keys = await Keyboard.at(page);
  await keys.tabTo(({ name }) => name.startsWith('Archive'), 'Tab', 4);
  const counts: Record<string, number> = {};
  for (let title = 'Archive'; title !== 'What is missing';) {
    // looks of rows and papers come a moment later
    await expect.poll(() => page.locator('archive-form .pane .skeleton').count()).toBe(0);
    const { way, wrong } = await keys.sweep((spot) => spot?.name.startsWith('Next page: ') === true, 400);
    expect(wrong, title).toEqual([]);
    counts[title] = way.length;
    title = (await keys.say())!.name.slice('Next page: '.length);
    await keys.press('Enter');
    await keys.comesTo('f-page');
    if (title !== 'What is missing') await page.locator('archive-form #f-add-fact').waitFor();
  }
  console.info(counts);
  await context.close();
}, LONG);
