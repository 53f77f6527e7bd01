/** One scenario against one target, in a process of its own so that no measurement inherits another's heap: `one.ts '{scenario, target, size, folder}'` prints the result as JSON. */
import type { Results, ScenarioName, Sizes } from './plan.ts';
import { badInput } from './scenarios/badinput.ts';
import { cold } from './scenarios/cold.ts';
import { durability, durabilityLoad } from './scenarios/durability.ts';
import { fanout } from './scenarios/fanout.ts';
import { idle } from './scenarios/idle.ts';
import { lines } from './scenarios/lines.ts';
import { slow } from './scenarios/slow.ts';
import { spoof } from './scenarios/spoof.ts';
import { throughput } from './scenarios/throughput.ts';
import { dossier } from './dossier-target.ts';
import { hocuspocus, hocuspocusAtOnce, yWebsocket } from './peer-target.ts';
import { Stage } from './stage.ts';
import type { Target, TargetName } from './target.ts';

export interface Job { readonly scenario: ScenarioName; readonly target: TargetName; readonly size: Sizes[ScenarioName]; readonly folder: string; /** Folder for profiles of Dossier's server. */ readonly profile?: string }

const SCENARIO: { readonly [S in ScenarioName]: (stage: Stage, size: Sizes[S]) => Promise<Results[S]> } = {
  throughput, fanout, idle, cold, lines, durability, 'durability-load': durabilityLoad, badinput: (on, size) => badInput(on, size), slow, spoof,
};
const job = JSON.parse(process.argv[2] ?? '') as Job;
const TARGET: Readonly<Record<TargetName, Target>> = { dossier: dossier(job.profile), hocuspocus, 'hocuspocus-0': hocuspocusAtOnce, 'y-websocket': yWebsocket };
const stage = new Stage(TARGET[job.target], job.folder);
const leave = (code: number): void => void stage.end(job.profile !== undefined).finally(() => process.exit(code));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => leave(1));
try {
  const run = SCENARIO[job.scenario] as (stage: Stage, size: unknown) => Promise<unknown>; // the size is of the same name
  console.log(JSON.stringify(await run(stage, job.size)));
  leave(0);
} catch (error) {
  console.error(error);
  leave(1);
}
