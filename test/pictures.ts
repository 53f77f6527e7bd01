/** Takes the pictures of `docs/screenshots` from a freshly seeded demo: `npm run pictures`. Each page at 360 and 1280 px, light and dark, one set in Chinese; and for each pack its complete sample, in one of the four languages. Names behind the command take only those. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { GROUP_LABELS, SECTION_LABELS } from '../model/catalogue/names.ts';
import type { Language } from '../model/labels.ts';
import type { SectionKey } from '../model/sections.ts';
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
  { name: 'history', path: 'index.html?person=lucia#archive=erp:MA/2016-0007', before: async (page) => {
    await page.getByRole('tab', { name: 'History' }).click();
    await page.locator('archive-history').getByText('Customer needs').first().waitFor();
    await page.getByRole('tab', { name: 'History' }).evaluate((tab) => { tab.scrollIntoView(); });
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

interface PackPicture {
  /** `pack-` and the key of the pack; what stands behind it tells two pictures of one pack apart. */
  readonly name: string;
  readonly archive: string;
  /** Who looks; some sections are open to few. */
  readonly person: string;
  readonly lang: Language;
  readonly section: SectionKey;
  /** Heading to begin at, instead of the customer's card: only what stands below it is shown. */
  readonly group?: string | undefined;
  /** The last row that has more to say stands open. */
  readonly opened?: true;
}
const PACK_PICTURES: readonly PackPicture[] = [
  { name: 'pack-base', archive: 'laboratorios-muestra', person: 'xiaoyu', lang: 'es', section: 'profile' },
  { name: 'pack-organisation', archive: 'fenjiang', person: 'mei', lang: 'zh-Hans', section: 'profile', group: GROUP_LABELS['F3']?.['zh-Hans'] },
  { name: 'pack-individual', archive: 'helen-marsh', person: 'limin', lang: 'en', section: 'private' },
  { name: 'pack-dealer', archive: 'fenjiang', person: 'mei', lang: 'zh-Hans', section: 'terms' },
  { name: 'pack-hotel-guest', archive: 'zhang-yayun', person: 'xiaoyu', lang: 'zh-Hant', section: 'preferences', group: GROUP_LABELS['F19']?.['zh-Hant'] },
  { name: 'pack-hotel-unit', archive: 'laboratorios-muestra', person: 'xiaoyu', lang: 'es', section: 'terms' },
  { name: 'pack-bank', archive: 'helen-marsh', person: 'jingyi', lang: 'en', section: 'bank' },
  { name: 'pack-renovation', archive: 'casa-olmo', person: 'limin', lang: 'es', section: 'profile', group: GROUP_LABELS['F21']?.es },
  { name: 'pack-status', archive: 'fenjiang', person: 'mei', lang: 'zh-Hans', section: 'people', group: GROUP_LABELS['F16']?.['zh-Hans'] },
  { name: 'pack-survey', archive: 'zhang-yayun', person: 'xiaoyu', lang: 'zh-Hant', section: 'contacts', group: GROUP_LABELS['F24']?.['zh-Hant'], opened: true },
  { name: 'pack-annual', archive: 'fenjiang', person: 'mei', lang: 'zh-Hans', section: 'credit' },
  { name: 'pack-CN-2007-33', archive: 'zhang-yayun', person: 'jingyi', lang: 'zh-Hant', section: 'identity' },
];

const folder = join(root, 'docs/screenshots');
mkdirSync(folder, { recursive: true });
const demo = await start({ command: 'demo' });
const browser = await launch();
const wanted = process.argv.slice(2);
const isWanted = (name: string): boolean => wanted.length === 0 || wanted.some((each) => name.startsWith(each));

async function takePages(): Promise<void> {
  for (const scheme of ['light', 'dark'] as const) {
    for (const [width, height] of [[1280, 900], [360, 740]] as const) {
      for (const { name, path, lang, before } of PICTURES.filter((each) => isWanted(each.name))) {
        const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, locale: lang ?? 'en-GB', hasTouch: width < 500 });
        const page = await context.newPage();
        await page.goto(`${demo.url}/${path}`);
        await page.waitForLoadState('load');
        await before?.(page);
        await settled(page);
        await page.screenshot({ path: join(folder, `${name}-${width}-${scheme}.png`) });
        await context.close();
      }
    }
  }
}

/** Nothing is on its way, what fades has faded, no field has the caret, and the mouse points at nothing. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(() => { if (document.activeElement instanceof HTMLElement) document.activeElement.blur(); });
  await page.mouse.move(0, 0);
  await page.waitForLoadState('networkidle').catch(() => undefined); // a page with a stream is never idle
  const waiting = page.locator('.skeleton').filter({ visible: true });
  while ((await waiting.count()) > 0) await waiting.first().waitFor({ state: 'hidden' });
  await page.waitForTimeout(600);
}

/** The page as a frame shows it: the customer without the list beside it. */
async function takePack({ name, archive, person, lang, section, group, opened }: PackPicture): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1120, height: group === undefined ? 1120 : 820 }, colorScheme: 'light', locale: lang === 'zh-Hans' ? 'zh-CN' : lang === 'zh-Hant' ? 'zh-TW' : lang });
  const page = await context.newPage();
  await page.goto(`${demo.url}/index.html?frame=picture&person=${person}&lang=${lang}&archive=${archive}`);
  await ready(page);
  await page.locator('archive-form').getByRole('button', { name: SECTION_LABELS[section][lang] }).first().click();
  await page.locator('archive-form').getByRole('heading', { name: SECTION_LABELS[section][lang], exact: true }).first().waitFor();
  await settled(page);
  let [left, top] = [0, 0];
  if (group !== undefined) {
    const heading = page.locator('archive-form').getByText(group, { exact: true }).first();
    if (opened) await page.locator('archive-form button.more').last().click();
    await heading.evaluate((element) => { element.scrollIntoView(); scrollBy(0, -24); });
    await settled(page);
    const box = await heading.boundingBox();
    if (box) [left, top] = [box.x - 16, box.y - 16];
  }
  writeFileSync(join(folder, `${name}.webp`), await webp(page, left, top));
  await context.close();
}

/** What is seen right of `left` and below `top`. The browser's own encoder: a fifth of the size of the same picture as PNG. */
async function webp(page: Page, left: number, top: number): Promise<Buffer> {
  const viewport = page.viewportSize() ?? { width: 1120, height: 820 };
  const png = (await page.screenshot({ clip: { x: left, y: top, width: viewport.width - left, height: viewport.height - top } })).toString('base64');
  const blank = await page.context().newPage();
  const encoded = await blank.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
    canvas.getContext('2d')?.drawImage(image, 0, 0);
    return canvas.toDataURL('image/webp', 0.86);
  }, png);
  return Buffer.from(encoded.slice(encoded.indexOf(',') + 1), 'base64');
}

try {
  await takePages();
  for (const pack of PACK_PICTURES.filter(({ name }) => isWanted(name))) await takePack(pack);
} finally {
  await browser.close();
  await demo.stop();
}
