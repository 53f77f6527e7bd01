/** What a run measures: scenarios with their sizes, on which targets, and what the command line may change of it. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { BadInput, BadInputSize } from './scenarios/badinput.ts';
import type { Cold, ColdSize } from './scenarios/cold.ts';
import type { Durability, DurabilityLoad, DurabilitySize, LoadSize } from './scenarios/durability.ts';
import type { Fanout, FanoutSize } from './scenarios/fanout.ts';
import type { Idle, IdleSize } from './scenarios/idle.ts';
import type { Lines, LinesSize } from './scenarios/lines.ts';
import type { Slow, SlowSize } from './scenarios/slow.ts';
import type { Spoof } from './scenarios/spoof.ts';
import type { Throughput, ThroughputSize } from './scenarios/throughput.ts';
import { TARGETS, type TargetName } from './target.ts';

/** Sizes of all scenarios. */
export interface Sizes {
  readonly throughput: ThroughputSize;
  readonly fanout: FanoutSize;
  readonly idle: IdleSize;
  readonly cold: ColdSize;
  readonly lines: LinesSize;
  readonly durability: DurabilitySize;
  readonly 'durability-load': LoadSize;
  readonly badinput: BadInputSize;
  readonly slow: SlowSize;
  readonly spoof: Record<string, never>;
}

/** What each scenario finds out. */
export interface Results {
  readonly throughput: Throughput;
  readonly fanout: Fanout;
  readonly idle: Idle;
  readonly cold: Cold;
  readonly lines: Lines;
  readonly durability: Durability;
  readonly 'durability-load': DurabilityLoad;
  readonly badinput: BadInput;
  readonly slow: Slow;
  readonly spoof: Spoof;
}

export type ScenarioName = keyof Results;
export const SCENARIOS = ['throughput', 'fanout', 'idle', 'cold', 'lines', 'durability', 'durability-load', 'badinput', 'slow', 'spoof'] as const satisfies readonly ScenarioName[];

export const FULL: Sizes = Object.freeze({
  throughput: { documents: 200, seconds: 8 },
  fanout: { readers: 300, seconds: 8 },
  idle: { connections: 2_000, documents: 500 },
  cold: { documents: 1_000 },
  lines: { people: 400, archives: 200, each: 4, seconds: 6, rate: 2_000 },
  durability: { kills: 4, rate: 100, seconds: 2 },
  'durability-load': { documents: 200, seconds: 6 },
  badinput: { tries: 1 },
  slow: { megabytes: 50, chunk: 4_096, restMs: 4_000 },
  spoof: {},
});

/** Under three minutes, for a first look: the ratios are about the same, memory and latencies rougher; what needs no comparison runs against Dossier alone. */
export const QUICK: Sizes = Object.freeze({
  throughput: { documents: 100, seconds: 3 },
  fanout: { readers: 300, seconds: 3 },
  idle: { connections: 1_000, documents: 250 },
  cold: { documents: 300 },
  lines: { people: 400, archives: 200, each: 4, seconds: 2, rate: 2_000 },
  durability: { kills: 1, rate: 100, seconds: 1 },
  'durability-load': { documents: 100, seconds: 2 },
  badinput: { tries: 1 },
  slow: { megabytes: 15, chunk: 4_096, restMs: 500 },
  spoof: {},
});

const ALL_THREE: readonly TargetName[] = ['dossier', 'hocuspocus', 'y-websocket'];
const WHERE: Readonly<Record<ScenarioName, readonly TargetName[]>> = {
  throughput: TARGETS, fanout: ALL_THREE, idle: ALL_THREE, cold: ALL_THREE, lines: ['dossier'],
  durability: TARGETS, 'durability-load': TARGETS, badinput: ALL_THREE, slow: ALL_THREE, spoof: ALL_THREE,
};
const ALONE_WHEN_QUICK: ReadonlySet<ScenarioName> = new Set(['durability', 'badinput', 'slow', 'spoof']);

export interface Plan {
  readonly sizes: Sizes;
  readonly rounds: number;
  /** JSON lines on standard output instead of the tables, which then go to standard error. */
  readonly json: boolean;
  /** Folder for profiles of Dossier's server. */
  readonly profile: string | undefined;
  readonly steps: readonly { readonly scenario: ScenarioName; readonly target: TargetName }[];
}

export const USAGE = `npm run bench sync [-- options]
  --quick             smaller sizes, under three minutes
  --rounds N          repeat, targets in turn, and print medians (default 1)
  --only a,b          of ${SCENARIOS.join(' ')}
  --targets a,b       of ${TARGETS.join(' ')}
  --chunk BYTES       size of a value in "slow" (default 4096)
  --profile FOLDER    profiles of Dossier's server there, and a list of where its time went; the figures are then worse
  --json              one JSON line a measurement on standard output`;

export function plan(args: readonly string[]): Plan {
  const { values } = parseArgs({
    args: [...args],
    options: { quick: { type: 'boolean' }, rounds: { type: 'string' }, only: { type: 'string' }, targets: { type: 'string' }, chunk: { type: 'string' }, profile: { type: 'string' }, json: { type: 'boolean' } },
  });
  const scenarios = chosen(values.only, SCENARIOS);
  const targets = chosen(values.targets, TARGETS);
  const quick = values.quick === true;
  const sizes = quick ? QUICK : FULL;
  const where = (scenario: ScenarioName): readonly TargetName[] => (quick && ALONE_WHEN_QUICK.has(scenario) ? ['dossier'] : WHERE[scenario]);
  return {
    sizes: values.chunk === undefined ? sizes : { ...sizes, slow: { ...sizes.slow, chunk: count(values.chunk) } },
    rounds: values.rounds === undefined ? 1 : count(values.rounds),
    json: values.json === true,
    profile: values.profile === undefined ? undefined : resolve(values.profile),
    steps: scenarios.flatMap((scenario) => targets.filter((target) => where(scenario).includes(target)).map((target) => ({ scenario, target }))),
  };
}

function chosen<T extends string>(list: string | undefined, all: readonly T[]): readonly T[] {
  if (list === undefined) return all;
  const names = list.split(',');
  const wrong = names.filter((name) => !all.includes(name as T));
  if (wrong.length > 0) throw new Error(`${wrong.join(', ')}: not one of ${all.join(', ')}`);
  return all.filter((name) => names.includes(name));
}

function count(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) throw new Error(`${text} is not a whole number above 0`);
  return number;
}
