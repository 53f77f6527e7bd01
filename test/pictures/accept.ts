/** Keeps what the elements look like now as what they should look like: `npm run pictures:accept`, with the beginnings of elements' names for these alone. Only what differs is written. */
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from '../helpers/browser.ts';
import { isSameVersion, KEPT, keptFile, keptVersion, leftOver, takeAll, versionFile } from './album.ts';
import { pictureWorld } from './world.ts';

mkdirSync(KEPT, { recursive: true });
const wanted = process.argv.slice(2);
const [world, browser] = await Promise.all([pictureWorld(), launch()]);
try {
  if (wanted.length > 0 && !isSameVersion(browser)) throw new Error(`The kept pictures are of Chromium ${keptVersion()}, this is ${browser.version()}: accept all of them.`);
  let [kept, bytes] = [0, 0];
  await takeAll(browser, world, async ({ name, now, verdict }, room) => {
    if (verdict?.kind === 'same') return;
    const picture = await room.webp(now);
    writeFileSync(keptFile(name), picture);
    kept++;
    console.log(`${name}: ${verdict === null ? 'new' : verdict.kind === 'size' ? `${verdict.was} is ${verdict.now}` : `${verdict.count} points differ`}`);
  }, wanted);
  for (const file of leftOver()) rmSync(join(KEPT, file));
  if (wanted.length === 0) writeFileSync(versionFile, `${browser.version()}\n`);
  for (const file of readdirSync(KEPT)) bytes += statSync(join(KEPT, file)).size;
  console.log(`${kept} accepted; all are ${(bytes / 1e6).toFixed(2)} MB`);
} finally {
  await browser.close();
  await world.close();
}
