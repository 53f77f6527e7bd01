/** Films the plug being pulled: two people type, the server is killed, comes back, and nothing saved is gone. Writes `docs/screenshots/plug.gif`, as the README shows it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import gifenc from 'gifenc';
import type { Frame, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { launch } from './helpers/browser.ts';
import { root, start } from './helpers/dossier.ts';
import { typeInto } from './helpers/typist.ts';

const SIZE = { width: 1180, height: 700 };
const STEP = 150;
const SECONDS = 14;
const LEFT = ' We frame and hang large formats, and we deliver on Tuesdays.';
const RIGHT = ' They want samples of the new glaze before June.';

interface Shot { readonly at: number; readonly png: Buffer }

/** Pictures one after the other until `done`; each knows when it was taken. */
async function film(page: Page, done: () => boolean): Promise<readonly Shot[]> {
  const shots: Shot[] = [];
  for (const began = performance.now(); !done();) {
    const at = performance.now() - began;
    shots.push({ at, png: await page.screenshot() });
    await page.waitForTimeout(Math.max(0, STEP - (performance.now() - began - at)));
  }
  return shots;
}

/** One palette for all; a pixel that stayed as it was is transparent, so a picture costs what has changed in it. */
function encode(shots: readonly Shot[]): Uint8Array {
  const pictures = shots.map(({ png }) => PNG.sync.read(png));
  const { width, height } = pictures[0]!;
  const samples = new Uint8Array(Buffer.concat([pictures[0]!.data, pictures.at(-1)!.data, pictures[Math.floor(pictures.length / 2)]!.data]));
  const palette = gifenc.quantize(samples, 255);
  const transparentIndex = palette.length;
  const gif = gifenc.GIFEncoder();
  let before: Uint8Array | null = null;
  for (const [i, picture] of pictures.entries()) {
    const whole = gifenc.applyPalette(picture.data, palette);
    const last = before;
    const index = last === null ? whole : whole.map((color, at) => (color === last[at] ? transparentIndex : color));
    const delay = i + 1 < shots.length ? shots[i + 1]!.at - shots[i]!.at : 4_000;
    gif.writeFrame(index, width, height, { palette: [...palette, [0, 0, 0]], delay, repeat: 0, dispose: 1, ...(last === null ? {} : { transparent: true, transparentIndex }) });
    before = whole;
  }
  gif.finish();
  return gif.bytes();
}

const frameOf = (page: Page, name: string): Frame => {
  const frame = page.frame({ name });
  if (!frame) throw new Error(`no frame ${name}`);
  return frame;
};

const demo = await start({ command: 'demo' });
const browser = await launch();
try {
  const page = await browser.newPage({ viewport: SIZE, colorScheme: 'light', locale: 'en-GB' });
  await page.goto(`${demo.url}/side-by-side.html?lang=en&scheme=light`);
  const fields = ['left', 'right'].map((name) => frameOf(page, name).locator('archive-form').getByLabel('Business scope'));
  for (const field of fields) {
    await field.waitFor({ timeout: 30_000 });
    await field.evaluate((element) => {
      const box = element as HTMLTextAreaElement;
      box.scrollIntoView({ block: 'center' });
      box.setSelectionRange(box.value.length, box.value.length);
    });
  }
  await page.evaluate(() => { scrollTo(0, 0); });
  await page.waitForTimeout(1_000);
  let over = false;
  const filming = film(page, () => over || page.isClosed());
  filming.catch(() => { over = true; }); // heard of below
  await Promise.all([typeInto(fields[0]!, LEFT, 110), typeInto(fields[1]!, RIGHT, 130)]);
  await page.waitForTimeout(2_200);
  // a real click would take the focus from both texts, and they are still being typed
  await page.getByRole('button', { name: 'Pull the plug' }).evaluate((button) => { (button as HTMLButtonElement).click(); });
  const proofs = page.locator('[data-plug=proof]');
  const limit = Date.now() + SECONDS * 1_000;
  while (Date.now() < limit && !(await proofs.allTextContents()).every((text) => text.startsWith('Nothing that was saved is gone'))) await page.waitForTimeout(100);
  await page.waitForTimeout(1_500);
  over = true;
  const gif = encode(await filming);
  const folder = join(root, 'docs/screenshots');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'plug.gif'), gif);
  console.log(`docs/screenshots/plug.gif: ${Math.round(gif.length / 1024)} KiB`);
} finally {
  await browser.close();
  await demo.stop();
}
