/** Forged presence: may one person show themselves as another, overwrite or remove what another shows? Watched by a third. */
import { awarenessUpdate, Seen, type State } from '../awareness.ts';
import { sleep, until } from '../pace.ts';
import { rooms, type Stage } from '../stage.ts';

export interface Spoof {
  /** An honest state is seen, under its author's name. */
  readonly honestSeen: boolean;
  readonly claimsAnother: boolean;
  readonly overwritesAnother: boolean;
  readonly removesAnother: boolean;
  readonly removedForNewcomers: boolean;
  readonly ownWithdrawalWorks: boolean;
  readonly ghostStays: boolean;
}

/** What a message may take to reach the watcher, or not to. */
const PASS_MS = 300;
/** What must come may take longer on a machine that is busy. */
const COMES_MS = 30_000;
const ALICE = 11_111_111;
const ALICE_TOO = 44_444_444;
const MALLORY = 22_222_222;
const GHOST = 33_333_333;

export async function spoof(stage: Stage): Promise<Spoof> {
  const [room] = rooms('spoof', 1) as [string];
  await stage.begin([room]);
  const watcher = new Seen();
  const alice = await stage.opened(room, { person: 'alice' });
  const carol = await stage.opened(room, { person: 'carol', onAwareness: watcher.hear });
  const mallory = await stage.opened(room, { person: 'mallory' });
  const show = async (who: typeof alice, author: number, clock: number, state: State): Promise<void> => {
    who.awareness(awarenessUpdate([[author, clock, state]]));
    await sleep(PASS_MS);
  };
  await show(alice, ALICE, 1, { user: { id: 'alice', name: 'Alice' } });
  const honestSeen = await until(() => watcher.person(ALICE) === 'alice', COMES_MS);
  await show(mallory, MALLORY, 1, { user: { id: 'alice', name: 'Alice' }, forged: 1 });
  const claimsAnother = watcher.person(MALLORY) === 'alice';
  await show(mallory, ALICE, 50, { user: { id: 'alice', name: 'Alice was here' }, forged: 2 });
  const overwritesAnother = watcher.of(ALICE)?.['forged'] === 2;
  await show(mallory, ALICE, 90, null);
  const removesAnother = watcher.of(ALICE) === null;
  const newcomer = new Seen();
  const late = await stage.opened(room, { person: 'dave', onAwareness: newcomer.hear });
  const removedForNewcomers = !await until(() => newcomer.of(ALICE) !== null, COMES_MS);
  await show(alice, ALICE_TOO, 1, { user: { id: 'alice' } });
  const shown = await until(() => watcher.of(ALICE_TOO) !== null, COMES_MS);
  await show(alice, ALICE_TOO, 2, null);
  const ownWithdrawalWorks = shown && await until(() => watcher.of(ALICE_TOO) === null, COMES_MS);
  await show(mallory, GHOST, 1, { user: { id: 'ghost' } });
  mallory.kill();
  await sleep(2 * PASS_MS);
  const ghostStays = !await until(() => watcher.of(GHOST) === null, COMES_MS);
  for (const client of [alice, carol, late]) client.kill();
  return { honestSeen, claimsAnother, overwritesAnother, removesAnother, removedForNewcomers, ownWithdrawalWorks, ghostStays };
}
