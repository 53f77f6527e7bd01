/** The built elements look as they were kept: every tag, pairwise over scheme, width and language. What differs is shown by the page that a failure names; `npm run pictures:accept` keeps it. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../model/labels.ts';
import { launch } from '../helpers/browser.ts';
import { root } from '../helpers/dossier.ts';
import { isSameVersion, KEPT, keptVersion, leftOver, nameOf, takeAll, WAYS, type Print } from '../pictures/album.ts';
import { pairsOf, SCHEMES, WIDTHS } from '../pictures/cover.ts';
import { ANOTHER_VERSION, darkroom, SAME, type Darkroom } from '../pictures/darkroom.ts';
import { SUBJECTS } from '../pictures/subjects.ts';
import { PAGE, Viewer } from '../pictures/viewer.ts';
import { pictureWorld, type PictureWorld } from '../pictures/world.ts';

const MOST_BYTES = 3_000_000;
let world: PictureWorld;
let browser: Browser;
const prints = new Map<string, Print>();

beforeAll(async () => {
  [world, browser] = await Promise.all([pictureWorld(), launch()]);
  const viewer = new Viewer();
  await takeAll(browser, world, (print) => {
    prints.set(print.name, print);
    viewer.add(print);
  });
  viewer.write(browser.version(), keptVersion());
  if (!isSameVersion(browser)) console.warn(`The kept pictures are of Chromium ${keptVersion()}, this is ${browser.version()}: up to ${ANOTHER_VERSION.share * 100} % of the points may differ until they are accepted anew.`);
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

const said = ({ was, verdict }: Print): string => (was === null || verdict === null ? 'nothing is kept of it' : verdict.kind === 'same' ? 'same' : verdict.kind === 'size' ? `${verdict.was} is now ${verdict.now}` : `${verdict.count} points differ`);

describe('what is pictured', () => {
  it('is every tag of the kit that draws something', () => {
    const tags = [...readFileSync(join(root, 'components/define.ts'), 'utf8').matchAll(/^ {2}'([a-z-]+)':/gm)].map(([, tag]) => tag!).concat('dossier-frame').filter((tag) => tag !== 'archive-session');
    expect(tags.length).toBeGreaterThan(30);
    const pictured = new Set(SUBJECTS.map(({ name }) => name));
    expect(tags.filter((tag) => !pictured.has(tag))).toEqual([]);
  });

  it('has every pair of tag, scheme, width and language', () => {
    const seen = new Set(SUBJECTS.flatMap(({ name }) => WAYS.get(name)!.flatMap((way) => pairsOf(name, way))));
    const wanted = [
      ...SUBJECTS.filter(({ most }) => most === undefined).flatMap(({ name }) => [...SCHEMES, ...WIDTHS, ...LANGUAGES].map((level) => `${name} ${level}`)),
      ...SCHEMES.flatMap((scheme) => [...WIDTHS, ...LANGUAGES].map((level) => `${scheme} ${level}`)), ...WIDTHS.flatMap((width) => LANGUAGES.map((language) => `${width} ${language}`)),
    ];
    expect(wanted.filter((pair) => !seen.has(pair))).toEqual([]);
  });

  it('is kept small, and nothing is kept of what is not pictured', () => {
    expect(leftOver()).toEqual([]);
    expect(readdirSync(KEPT).reduce((sum, file) => sum + statSync(join(KEPT, file)).size, 0)).toBeLessThanOrEqual(MOST_BYTES);
  });
});

describe('looks as kept', () => {
  it.each(SUBJECTS.map((subject) => [subject.name, subject] as const))('%s', (_, subject) => {
    const differing = WAYS.get(subject.name)!.map((way) => prints.get(nameOf(subject, way))!).map((print) => `${print.name}: ${said(print)}`).filter((line) => !line.endsWith(': same'));
    expect(differing, `see ${PAGE}; npm run pictures:accept ${subject.name} keeps it`).toEqual([]);
  });
});

describe('a difference is found', () => {
  let room: Darkroom;
  /** A row of a card as the browser draws it, with a gap and a colour of the rule. */
  const drawn = async (gap: number, colour: string): Promise<Buffer> => {
    const page = await browser.newPage({ viewport: { width: 240, height: 80 } });
    await page.setContent(`<body style="margin:0;font:14px 'Noto Sans CJK SC'"><p style="margin:${gap}px 12px;color:${colour}">广州南湾 020-5550 0145</p></body>`);
    const png = await page.screenshot();
    await page.close();
    return png;
  };
  beforeAll(async () => { room = await darkroom(browser); });

  it.each([['the same version of the browser', SAME], ['another one', ANOTHER_VERSION]] as const)('when something moves by one step of 4 px, for %s', async (_, allowance) => {
    expect(await room.compare(await drawn(12, '#1c2426'), await drawn(12, '#1c2426'), allowance)).toEqual({ kind: 'same' });
    expect((await room.compare(await drawn(12, '#1c2426'), await drawn(16, '#1c2426'), allowance)).kind).toBe('points');
  });

  it('when a colour is another one of the palette', async () => {
    expect((await room.compare(await drawn(12, '#566366'), await drawn(12, '#4d595c'), SAME)).kind).toBe('points');
  });
});
