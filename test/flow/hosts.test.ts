/** The built kit at home in hard pages, each a file of `test/hosts/`: one server, one web server of the company, one browser for all of them. */
import { afterAll, beforeAll, describe } from 'vitest';
import { beforeAndAfter } from '../hosts/cases/before-and-after.ts';
import { copies } from '../hosts/cases/copies.ts';
import { frameworks } from '../hosts/cases/frameworks.ts';
import { inside } from '../hosts/cases/inside.ts';
import { oldPage } from '../hosts/cases/old-page.ts';
import { policyAndStyles } from '../hosts/cases/policy-and-styles.ts';
import { room } from '../hosts/cases/room.ts';
import { shortcuts } from '../hosts/cases/shortcuts.ts';
import { world, type World } from '../hosts/world.ts';

let here: World;
beforeAll(async () => { here = await world(); });
afterAll(async () => { await here.stop(); });

const CASES: Readonly<Record<string, (world: () => World) => void>> = {
  'policy and style sheets': policyAndStyles,
  'more than one kit': copies,
  'an old page': oldPage,
  'shortcuts of the page': shortcuts,
  frameworks,
  'inside what is the page’s': inside,
  'room and wishes': room,
  'before and after': beforeAndAfter,
};
for (const [name, cases] of Object.entries(CASES)) describe(name, () => { cases(() => here); });
