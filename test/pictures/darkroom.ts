/** Reads, compares and writes pictures where both formats are known already: in a blank page of the browser. Kept ones are WebP without loss, a third of the same PNG. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { root } from '../helpers/dossier.ts';

/**
 * `threshold`: how far apart a point's colours may be, 0 to 1 in the measure of pixelmatch. `share`: of all points, how many may be further apart.
 * The same program draws the same points, so nothing may differ but the last bit of a colour; another major version moves the edges of letters, and only of letters.
 */
export interface Allowance { readonly threshold: number; readonly share: number }
export const SAME: Allowance = { threshold: 0.02, share: 0 };
export const ANOTHER_VERSION: Allowance = { threshold: 0.15, share: 0.01 };

export type Verdict =
  | { readonly kind: 'same' }
  | { readonly kind: 'size'; readonly was: string; readonly now: string; readonly picture: Buffer }
  | { readonly kind: 'points'; readonly count: number; readonly share: number; readonly picture: Buffer };

export interface Darkroom {
  /** Without loss. */
  webp(png: Buffer): Promise<Buffer>;
  compare(was: Buffer, now: Buffer, allowance: Allowance): Promise<Verdict>;
}

const PIXELMATCH = readFileSync(join(root, 'node_modules/pixelmatch/index.js'), 'utf8').replace('export default function pixelmatch', 'globalThis.pixelmatch = function pixelmatch');
const bytes = (address: string): Buffer => Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
const kindOf = (picture: Buffer): string => (picture.subarray(0, 4).toString('latin1') === 'RIFF' ? 'image/webp' : 'image/png');
const address = (picture: Buffer): string => `data:${kindOf(picture)};base64,${picture.toString('base64')}`;

export async function darkroom(browser: Browser): Promise<Darkroom> {
  const page: Page = await browser.newPage();
  await page.addScriptTag({ content: `{${PIXELMATCH}}`, type: 'module' });
  await page.addScriptTag({ path: join(import.meta.dirname, 'stage/darkroom.js') });
  return {
    webp: async (png) => bytes(await page.evaluate((given) => (window as unknown as Chemistry).darkroom.webp(given), address(png))),
    async compare(was, now, allowance) {
      const { size, count, of, picture } = await page.evaluate(([before, after, threshold]) => (window as unknown as Chemistry).darkroom.compare(before, after, threshold), [address(was), address(now), allowance.threshold] as const);
      if (size !== null) return { kind: 'size', was: size[0], now: size[1], picture: bytes(picture) };
      return count / of > allowance.share ? { kind: 'points', count, share: count / of, picture: bytes(picture) } : { kind: 'same' };
    },
  };
}
interface Chemistry {
  readonly darkroom: {
    webp(given: string): Promise<string>;
    compare(was: string, now: string, threshold: number): Promise<{ readonly size: readonly [string, string] | null; readonly count: number; readonly of: number; readonly picture: string }>;
  };
}
