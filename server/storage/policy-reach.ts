/** How far a policy reaches compared with another: for each of some people, of how many archives they come to read or to know, or do no longer. Runs where the register is, by the same rights. */
import type { Policy } from '../../model/rights.ts';
import type { CellTable } from './cells-table.ts';
import { inView } from './database.ts';
import type { Connection } from './database.ts';
import { needs, rightsMasks } from './rights-masks.ts';
import type { Asker } from './rights-masks.ts';

export interface PolicyReach { readonly archives: number; readonly people: readonly PersonReach[] }
export interface PersonReach { readonly reading: { readonly gained: number; readonly lost: number }; readonly knowing: { readonly gained: number; readonly lost: number } }

const READ = needs('read').bits;
const KNOW = needs('exists').bits;

export function policyReachCalls(db: Connection, table: CellTable) {
  const count = db.prepare<[], number>('SELECT count(*) FROM overview').pluck();
  const reachOf = (askers: readonly Asker[], after: Policy): PolicyReach => {
    table.follow();
    // its own: what was kept for people who work in the register stays kept
    const masksOf = rightsMasks(db, table);
    const people = askers.map((asker): PersonReach => {
      const [had, has] = [masksOf(asker).masks, masksOf({ ...asker, policy: after }).masks];
      const [reading, knowing] = [{ gained: 0, lost: 0 }, { gained: 0, lost: 0 }];
      for (let row = 0; row < has.length; row++) {
        const [before, now] = [had[row] as number, has[row] as number];
        if (before === now) continue;
        // another section of the same archive counts, too
        if ((now & ~before & READ) !== 0) reading.gained++;
        if ((before & ~now & READ) !== 0) reading.lost++;
        if ((before & KNOW) === 0) knowing.gained++;
        else if ((now & KNOW) === 0) knowing.lost++;
      }
      return { reading, knowing };
    });
    return { archives: count.get() ?? 0, people };
  };
  return { policyReach: (askers: readonly Asker[], after: Policy): PolicyReach => inView(db, () => reachOf(askers, after)) };
}
