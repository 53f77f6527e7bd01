/** The world in which visits to the line are recorded and replayed: who is there, and what they may. Recorded transcripts rest on it: only ever add to it. */
import { A, syncWorld } from './sync-world.ts';
import type { SyncWorld } from './sync-world.ts';

export function transcriptWorld(): SyncWorld {
  const world = syncWorld();
  for (const id of ['ann', 'bob', 'eve']) world.person(id);
  world.rights.set('ann alfki/aml', 'none');
  world.rights.set('eve', 'read');
  world.digestOf.set(A, { id: A, name: 'Alfreds Futterkiste', badges: [] } as never); // any JSON travels; what a digest is has tests of its own
  return world;
}
