/** All pictures, taken now and held against the kept ones: what the test, the acceptance and the viewer share. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { root } from '../helpers/dossier.ts';
import { cover, type Way } from './cover.ts';
import { ANOTHER_VERSION, darkroom, SAME, type Darkroom, type Verdict } from './darkroom.ts';
import { SUBJECTS, type Subject } from './subjects.ts';
import { asFile, stand, take } from './take.ts';
import type { PictureWorld } from './world.ts';

/** The kept pictures, and which browser drew them. */
export const KEPT = join(root, 'test/pictures/kept');
const VERSION = join(KEPT, 'chromium.txt');
/** Elements that stand on a stage at the same time. */
const AT_ONCE = 3;

export const WAYS = cover(SUBJECTS);
export const nameOf = (subject: Subject, way: Way): string => `${subject.name}-${asFile(way)}`;
export const keptFile = (name: string): string => join(KEPT, `${name}.webp`);
export const ALL_NAMES: readonly string[] = SUBJECTS.flatMap((subject) => WAYS.get(subject.name)!.map((way) => nameOf(subject, way)));
/** Kept, but of nothing that is pictured any more. */
export const leftOver = (): readonly string[] => (existsSync(KEPT) ? readdirSync(KEPT) : []).filter((file) => file.endsWith('.webp') && !ALL_NAMES.includes(file.slice(0, -'.webp'.length)));

const major = (version: string): string => version.split('.')[0] ?? '';
export const keptVersion = (): string => (existsSync(VERSION) ? readFileSync(VERSION, 'utf8').trim() : '');
export const versionFile = VERSION;
export const isSameVersion = (browser: Browser): boolean => major(browser.version()) === major(keptVersion());

export interface Print { readonly name: string; readonly subject: Subject; readonly way: Way; readonly now: Buffer; /** Null: nothing is kept of it. */ readonly was: Buffer | null; readonly verdict: Verdict | null }

/** Each picture as it is done. `wanted` chooses by the beginning of the element's name. */
export async function takeAll(browser: Browser, world: PictureWorld, done: (print: Print, room: Darkroom) => Promise<void> | void, wanted: readonly string[] = []): Promise<void> {
  const room = await darkroom(browser);
  const allowance = isSameVersion(browser) ? SAME : ANOTHER_VERSION;
  const chosen = SUBJECTS.filter(({ name }) => wanted.length === 0 || wanted.some((each) => name.startsWith(each)));
  const each = async (subjects: Subject[]): Promise<void> => {
    for (let subject = subjects.shift(); subject !== undefined; subject = subjects.shift()) {
      const page = await stand(browser, world.url, subject);
      for (const way of WAYS.get(subject.name)!) {
        const name = nameOf(subject, way);
        const now = await take(page, way);
        const was = existsSync(keptFile(name)) ? readFileSync(keptFile(name)) : null;
        await done({ name, subject, way, now, was, verdict: was && await room.compare(was, now, allowance) }, room);
      }
      await page.context().close();
    }
  };
  await each(chosen.filter(({ first }) => first));
  const others = chosen.filter(({ first }) => !first);
  await Promise.all(Array.from({ length: AT_ONCE }, () => each(others)));
}
