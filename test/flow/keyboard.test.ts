/** The written keyboard paths (`components/editors/keyboard.json`) lead where they say: each is pressed in a browser over the sample company, or names the test that holds it. What is pressed is `test/helpers/plays`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readKeyboard } from '../../site/engine/keyboard.ts';
import { launch } from '../helpers/browser.ts';
import { root } from '../helpers/dossier.ts';
import { DAILY } from '../helpers/plays/daily.ts';
import { handOn, type Played } from '../helpers/plays/hand.ts';
import { OFFICES } from '../helpers/plays/offices.ts';
import { RECORDS } from '../helpers/plays/records.ts';
import { stand } from '../pictures/take.ts';
import { pictureWorld, type PictureWorld } from '../pictures/world.ts';

const PLAYED: Readonly<Record<string, Played>> = { ...DAILY, ...RECORDS, ...OFFICES };
const paths = readKeyboard(join(root, 'components/editors/keyboard.json'));

let world: PictureWorld;
let browser: Browser;
beforeAll(async () => { [world, browser] = await Promise.all([pictureWorld(), launch()]); });
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

/** One page for each person: what stands on it changes. */
const pages = new Map<string, Promise<Page>>();
async function open(tag: string, { person, markup, sees }: Played): Promise<Page> {
  if (!pages.has(person)) pages.set(person, stand(browser, world.url, { name: person, person, markup: '' }));
  const page = await pages.get(person)!;
  await page.setViewportSize({ width: 1_000, height: 900 });
  await page.evaluate((html) => { document.querySelector('#stage')!.replaceChildren(document.createRange().createContextualFragment(html)); }, markup);
  await page.locator(`${tag} ${sees}`).first().waitFor();
  return page;
}

it('has a play for every written row of every element, and for no other', () => {
  const rows = (all: Readonly<Record<string, readonly string[]>>): readonly string[] => Object.entries(all).flatMap(([tag, names]) => names.map((name) => `${tag}: ${name}`)).sort();
  const written = rows(Object.fromEntries(Object.entries(paths).map(([tag, each]) => [tag, each.map(({ keys, where }) => `${keys}, ${where.en}`)])));
  expect(rows(Object.fromEntries(Object.entries(PLAYED).map(([tag, played]) => [tag, Object.keys(played.rows)])))).toEqual(written);
});

describe.each(Object.entries(PLAYED))('<%s>', (tag, played) => {
  it('does by keys what is written', async () => {
    const plays = Object.entries(played.rows);
    for (const [row, play] of plays) {
      if ('held' in play) expect(readFileSync(join(root, play.held), 'utf8'), `${row}: ${play.held}`).toMatch(play.by);
    }
    if (plays.every(([, play]) => 'held' in play)) return;
    const hand = handOn(await open(tag, played), tag);
    for (const [row, play] of plays) {
      if ('held' in play) continue;
      try {
        await play(hand);
      } catch (error) {
        pages.delete(played.person); // what is left open there is in nobody else's way
        throw new Error(`${row}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
      }
    }
  });
});
