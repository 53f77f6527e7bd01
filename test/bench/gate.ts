/**
 * What the gate costs: an accepted edit with one and with 300 author ids, a refused one, the update of seven bytes that announces 33 million structs; and how long the
 * packaged server stands still under each hostile input, asked from outside. Exits with 1 when a goal is missed. `--micro` leaves the server out.
 */
import { rmSync } from 'node:fs';
import { tempFolder } from '../helpers/dossier.ts';
import { accepted, bomb, largest, refused, reloaded, type Cost } from './gate/micro.ts';
import { LARGEST } from './gate/largest.ts';
import { ATTACKS } from './sync/attacks.ts';
import { dossierTarget } from './sync/dossier-target.ts';
import { median, round, sleep } from './sync/pace.ts';
import { Pinger } from './sync/pinger.ts';
import { table } from './sync/report.ts';
import { badInput, type BadInput } from './sync/scenarios/badinput.ts';
import { Stage } from './sync/stage.ts';

const ACCEPTED_MS = 0.03;
const REFUSED_MS = 5;
const BOMB_MS = 5;
const BOMB_MB = 2;
const STILL_MS = 50;
const TRIES = 5;

interface Row { readonly what: string; readonly measured: string; readonly goal: string; readonly met: boolean }

const ms = ({ median: middle, p95 }: Cost): string => `${middle} ms, p95 ${p95} ms`;

function gate(): Row[] {
  const { grownMb, ...exploded } = bomb();
  return [
    ...[1, 300].map((authors): Row => {
      const cost = accepted(authors);
      return { what: `an edit of a 300-field section, ${authors} author id${authors === 1 ? '' : 's'}`, measured: ms(cost), goal: `< ${ACCEPTED_MS} ms`, met: cost.median < ACCEPTED_MS };
    }),
    ...Object.entries(refused()).map(([name, cost]): Row => ({ what: `refused: ${name}`, measured: ms(cost), goal: `p95 < ${REFUSED_MS} ms`, met: cost.p95 < REFUSED_MS })),
    ...[reloaded()].map((cost): Row => ({ what: 'refused after applying: the section loaded anew', measured: ms(cost), goal: `p95 < ${REFUSED_MS} ms`, met: cost.p95 < REFUSED_MS })),
    ...Object.entries(largest()).map(([name, cost]): Row => ({ what: `one message: ${name}`, measured: ms(cost), goal: `< ${STILL_MS} ms`, met: cost.median < STILL_MS })),
    { what: 'seven bytes that announce 33 million structs', measured: `${ms(exploded)}; ${grownMb} MB`, goal: `p95 < ${BOMB_MS} ms, < ${BOMB_MB} MB`, met: exploded.p95 < BOMB_MS && grownMb < BOMB_MB },
  ];
}

async function still(): Promise<Row[]> {
  const folder = tempFolder();
  const stage = new Stage(dossierTarget, folder);
  try {
    const outcome = await badInput(stage, { tries: TRIES }, [...ATTACKS, ...LARGEST]);
    return [{ what: 'nothing hostile, to compare', measured: delays(await calm(stage)), goal: '', met: true }, ...rows(outcome)];
  } finally {
    await stage.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

const delays = (worst: readonly number[]): string => `${round(median(worst), 1)} ms of ${worst.join(', ')}`;

const rows = ({ detail }: BadInput): Row[] => Object.entries(detail).map(([name, { up, bystandersUnharmed, delays: worst, note }]) => ({
  what: name,
  measured: `${delays(worst)}${up ? '' : '; ended the process'}${bystandersUnharmed ? '' : '; harmed a bystander'}${note === null ? '' : `; ${note}`}`,
  goal: `median ≤ ${STILL_MS} ms`,
  met: up && bystandersUnharmed && median(worst) <= STILL_MS,
}));

/** The slowest answers of a server that only its pinger talks to: the machine's own share. */
async function calm(stage: Stage): Promise<number[]> {
  const pinger = new Pinger(stage.server.port, stage.target.quick);
  const worst: number[] = [];
  for (let i = 0; i < TRIES; i++) {
    pinger.reset();
    await sleep(500);
    worst.push(round((await pinger.read()).worst, 1));
  }
  await pinger.end();
  return worst;
}

const all = gate();
const show = (head: string, list: readonly Row[]): void => console.log(`\n${table([head, 'measured', 'goal', ''], list.map((row) => [row.what, row.measured, row.goal, row.goal === '' ? '' : row.met ? 'met' : 'NOT MET']))}`);
show('CPU time of the gate', all);
if (!process.argv.includes('--micro')) {
  const delayed = await still();
  show(`slowest small request during the attack, ${TRIES} times`, delayed);
  all.push(...delayed);
}
process.exit(all.every(({ met }) => met) ? 0 : 1);
