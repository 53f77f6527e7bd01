/**
 * Plays one simulation over many seeds until something is wrong: `hunt.ts hub|nodes|rest|chain|erasure|rights from count`. Exit 1 with the seed and what it was; 0 when nothing was;
 * anything else is a mistake of the hunt. For `mutants.mjs`.
 */
import { Broken } from './broken.ts';
import { play } from './sim.ts';
import { playNodes } from './nodes.ts';
import { closeRest, gone, playRest } from './rest.ts';
import { playChain } from './chain.ts';
import { playErasure } from './erasure.ts';
import { checkRights } from './small-world.ts';

const [by = '', from = '1', count = '1'] = process.argv.slice(2);
console.log = () => undefined; // Yjs tells when it changes an author id, as it does for forged ones

const HUNTS: Readonly<Record<string, (seed: number) => object | number | Promise<object>>> = {
  hub: (seed) => play({ seed, steps: 400 }),
  nodes: (seed) => playNodes(seed),
  rest: (seed) => playRest(seed, 120),
  chain: (seed) => playChain(seed),
  erasure: (seed) => playErasure(seed),
  rights: () => checkRights(),
};
const hunt = HUNTS[by];
if (hunt === undefined) throw new Error(`no hunt: ${by}`);
/** What was done in all, so that a hunt in which nothing happened does not look like a sound one. */
const sum: Record<string, number> = { games: 0 };
for (let seed = Number(from); seed < Number(from) + Number(count); seed++) {
  try {
    const done = await hunt(seed);
    for (const [name, figure] of Object.entries({ games: 1, ...(typeof done === 'number' ? { answers: done } : done) })) sum[name] = (sum[name] ?? 0) + Number(figure);
  } catch (error) {
    const said = error instanceof Error ? (error instanceof Broken ? error.message : error.stack) : String(error);
    process.stdout.write(`${JSON.stringify({ seed, said })}\n`);
    if (process.env['GO_ON'] !== undefined) continue;
    process.exit(error instanceof Broken ? 1 : 2);
  }
}
await closeRest();
if (process.env['DOORS'] !== undefined) for (const [route, { asked, let: through }] of [...gone].sort()) process.stdout.write(`${route}: ${asked} asked, ${through} let through\n`);
process.stdout.write(`${JSON.stringify({ seed: null, said: 'nothing was wrong', ...sum })}\n`);
process.exit(0);
