/**
 * One field of many archives changed at once by a steward, and undone, while somebody else edits: how long each step takes, how long the server's loop stalls, how long others wait.
 * `ARCHIVES` (default 10,000) sets the size; `FOLDER` keeps the company for another run. Goals: no stall over 50 ms.
 */
import { tempFolder } from '../helpers/dossier.ts';
import { companyOf, turn } from './register/beside.ts';

const archives = Number(process.env.ARCHIVES ?? 10_000);
const GOAL_MS = 50;

type View = { readonly id: string; readonly state: string; readonly changeset: string | null; readonly counts: { readonly change: number; readonly written: number } };
type Changeset = { readonly id: string; readonly outcome: { readonly restored: number } | null };

const { server, token, beside } = await companyOf(archives, process.env.FOLDER ?? tempFolder());
try {
  let [worst, view] = [0, null as View | null];
  const until = async (): Promise<void> => {
    while (view?.state === 'looking' || view?.state === 'applying') {
      await turn(100);
      view = (await server.api<View>(token, 'GET', `/api/mass-updates/${view.id}`)).body;
    }
  };
  const steps: Readonly<Record<string, () => Promise<number>>> = {
    nothing: async () => { await turn(5_000); return 0; },
    look: async () => { view = (await server.api<View>(token, 'POST', '/api/mass-updates', { target: { query: { where: [{ key: 'name', op: 'starts', values: ['Company'] }] } }, sets: [{ key: 'customer.shortName', op: 'set', values: ['Changed'] }] })).body; await until(); return view.counts.change; },
    apply: async () => { view = (await server.api<View>(token, 'POST', `/api/mass-updates/${view?.id ?? ''}/apply`)).body; await until(); return view.counts.written; },
    undo: async () => {
      let undo = (await server.api<Changeset>(token, 'POST', `/api/changesets/${view?.changeset ?? ''}/undo`)).body;
      while (undo.outcome === null) { await turn(100); undo = (await server.api<Changeset>(token, 'GET', `/api/changesets/${undo.id}`)).body; }
      return undo.outcome.restored;
    },
  };
  for (const [name, step] of Object.entries(steps)) {
    const { done, seconds, heap, stall, others } = await beside(name, step);
    if (name !== 'nothing') worst = Math.max(worst, stall);
    console.log(`${name}: ${seconds.toFixed(1)} s${done === 0 ? '' : `, ${done} values, ${Math.round(done / seconds)} a second`}; heap at most ${heap.toFixed(0)} MB; longest stall ${stall.toFixed(0)} ms; ${others}`);
  }
  console.log(`${archives} archives: longest stall ${worst.toFixed(0)} ms (goal: ${GOAL_MS})`);
  process.exitCode = worst <= GOAL_MS ? 0 : 1;
} finally {
  await server.stop();
}
