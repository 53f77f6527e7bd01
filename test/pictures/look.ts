/** Takes all pictures and makes the page that shows them beside the kept ones: `npm run pictures:view`, with the beginnings of elements' names for these alone. Nothing is kept. */
import { launch } from '../helpers/browser.ts';
import { keptVersion, takeAll } from './album.ts';
import { Viewer } from './viewer.ts';
import { pictureWorld } from './world.ts';

const [world, browser] = await Promise.all([pictureWorld(), launch()]);
try {
  const viewer = new Viewer();
  await takeAll(browser, world, (print) => { viewer.add(print); }, process.argv.slice(2));
  console.log(`Open ${viewer.write(browser.version(), keptVersion())}`);
} finally {
  await browser.close();
  await world.close();
}
