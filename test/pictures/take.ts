/** One element on the stage, in as many ways as are asked for: scheme, width and language change while it stands there, as a person changes them. Which ways is `cover.ts`, which elements `subjects.ts`. */
import { join } from 'node:path';
import type { Browser, Frame, Page } from 'playwright-core';
import type { Language } from '../../model/labels.ts';
import type { Scheme, Way, Width } from './cover.ts';
import type { Subject } from './subjects.ts';
import { MOMENT } from './world.ts';

const MEDIA = {
  light: { colorScheme: 'light', forcedColors: 'none', media: 'screen' },
  dark: { colorScheme: 'dark', forcedColors: 'none', media: 'screen' },
  forced: { colorScheme: 'light', forcedColors: 'active', media: 'screen' },
  print: { colorScheme: 'light', forcedColors: 'none', media: 'print' },
} as const satisfies Readonly<Record<Scheme, Parameters<Page['emulateMedia']>[0]>>;
/** What is further down is more of the same. */
export const HIGHEST = 460;

/** The stage with this element, drawn to its end. */
export async function stand(browser: Browser, url: string, subject: Subject): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 640, height: 900 }, reducedMotion: 'reduce', locale: 'en-GB', timezoneId: 'Europe/London' });
  await context.addInitScript({ path: join(import.meta.dirname, 'stage/settled.js') });
  for (const person of subject.beside ?? []) await enter(await context.newPage(), url, { ...subject, person });
  const page = await context.newPage();
  await enter(page, url, subject);
  await subject.before?.(page);
  return page;
}

async function enter(page: Page, url: string, { person, kit = 'dossier', markup, tall = false }: Subject): Promise<void> {
  await page.clock.setFixedTime(MOMENT);
  await page.goto(`${url}/stage/index.html?${new URLSearchParams({ person, kit, markup, ...(tall ? { tall: '' } : {}) }).toString()}`);
  await settled(page);
}

/** As it looks now in this scheme, of this width, in this language; PNG. */
export async function take(page: Page, { scheme, width, language }: { readonly scheme: Scheme; readonly width: Width | number; readonly language: Language }): Promise<Buffer> {
  await page.emulateMedia({ ...MEDIA[scheme], reducedMotion: 'reduce' });
  await page.setViewportSize({ width, height: 900 });
  await page.evaluate((lang) => {
    document.documentElement.lang = lang;
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    scrollTo(0, 0);
  }, language);
  await page.mouse.move(0, 0);
  await settled(page);
  const height = await page.evaluate(() => document.querySelector('#stage')!.getBoundingClientRect().height);
  return page.screenshot({ clip: { x: 0, y: 0, width, height: Math.max(1, Math.min(HIGHEST, Math.ceil(height))) }, fullPage: true, animations: 'disabled', caret: 'hide', scale: 'css' });
}

const quiet = (frame: Frame): Promise<boolean> => frame.evaluate(() => (window as unknown as { settled(): Promise<boolean> }).settled());
/** What stands in frames first: it tells the page around how high it is. */
export async function settled(page: Page): Promise<void> {
  for (const frame of page.frames().slice(1)) await quiet(frame);
  await quiet(page.mainFrame());
  for (const frame of page.frames().slice(1)) await quiet(frame);
}

export const asFile = ({ scheme, width, language }: Way): string => `${scheme}-${width}-${language}`;
