/** From measurements to what a reader wants: every goal with its figure, and all figures side by side, medians over the rounds. */
import { median, round } from './pace.ts';
import type { Results, ScenarioName } from './plan.ts';
import { TARGETS, type TargetName } from './target.ts';

export interface Measured { readonly scenario: ScenarioName; readonly target: TargetName; readonly round: number; readonly result: unknown }

export interface Goal {
  readonly figure: string;
  readonly ours: string;
  /** What it is compared with; empty for an absolute goal. */
  readonly theirs: string;
  readonly goal: string;
  readonly measured: string;
  readonly met: boolean;
}

export class Report {
  readonly #all: readonly Measured[];

  constructor(all: readonly Measured[]) {
    this.#all = all;
  }

  /** Results of one scenario on one target, a round each. */
  of<S extends ScenarioName>(scenario: S, target: TargetName): readonly Results[S][] {
    return this.#all.filter((one) => one.scenario === scenario && one.target === target).map(({ result }) => result as Results[S]);
  }
  /** Median over the rounds; undefined where it was not measured. */
  median<S extends ScenarioName>(scenario: S, target: TargetName, figure: (result: Results[S]) => number): number | undefined {
    const values = this.of(scenario, target).map(figure);
    return values.length === 0 ? undefined : median(values);
  }

  goals(): readonly Goal[] {
    return [...this.#throughput(), ...this.#fanout(), ...this.#idle(), ...this.#cold(), ...this.#lines(), ...this.#durability(), ...this.#badInput(), ...this.#slow(), ...this.#spoof()];
  }

  /** Every figure that is a number or a word, one row each. */
  figures(): readonly (readonly string[])[] {
    const rows: string[][] = [];
    const scenarios = [...new Set(this.#all.map(({ scenario }) => scenario))];
    for (const scenario of scenarios) {
      const first = this.#all.find((one) => one.scenario === scenario)!.result as Record<string, unknown>;
      for (const figure of Object.keys(first)) {
        if (figure === 'detail') continue;
        rows.push([scenario, words(figure), ...TARGETS.map((target) => cell(this.of(scenario, target).map((result) => (result as unknown as Record<string, unknown>)[figure])))]);
      }
    }
    return rows;
  }

  #throughput(): Goal[] {
    const figure = (target: TargetName) => this.median('throughput', target, (result) => result.editsPerCpuSecond);
    return ([['hocuspocus', 2.4, 'Hocuspocus as shipped'], ['y-websocket', 6, 'y-websocket'], ['hocuspocus-0', 10, 'Hocuspocus, debounce 0']] as const)
      .flatMap(([target, least, name]) => ratio('delivered edits a server CPU second, storing included', figure('dossier'), figure(target), name, { least }));
  }

  #fanout(): Goal[] {
    const cpu = (target: TargetName) => this.median('fanout', target, (result) => result.cpuMicrosecondsPerDelivery);
    const p99 = (target: TargetName) => this.median('fanout', target, (result) => result.p99);
    return [
      ...ratio('fan-out to 300 readers, CPU µs a delivery', cpu('dossier'), best('least', cpu('hocuspocus'), cpu('y-websocket')), 'the better peer', { most: 0.85 }),
      ...ratio('fan-out to 300 readers, p99 ms', p99('dossier'), best('least', p99('hocuspocus'), p99('y-websocket')), 'the better peer', { most: 1.2 }),
    ];
  }

  #idle(): Goal[] {
    return absolute('an idle connection, KB of memory', this.median('idle', 'dossier', (result) => result.kilobytesPerConnection), 12);
  }

  #cold(): Goal[] {
    const figure = (target: TargetName) => this.median('cold', target, (result) => result.documentsPerCpuSecond);
    return [
      ...ratio('documents of 20 KB opened cold, a CPU second', figure('dossier'), best('most', figure('hocuspocus'), figure('y-websocket')), 'the better peer', { least: 6 }),
      ...absolute('empty first syncs', this.median('cold', 'dossier', (result) => result.emptyFirstSyncs), 0),
    ];
  }

  #lines(): Goal[] {
    const figure = (of: (result: Results['lines']) => number) => this.median('lines', 'dossier', of);
    return [
      ...ratio('400 people, 200 archives: CPU µs a delivered edit on lines, full load', figure((one) => one.fullLine), figure((one) => one.fullSockets), 'single sockets', { most: 1 }),
      ...ratio('the same, steady typing', figure((one) => one.steadyLine), figure((one) => one.steadySockets), 'single sockets', { most: 1 }),
    ];
  }

  #durability(): Goal[] {
    return [
      ...absolute('edits lost by kill -9, 100 a second', this.median('durability', 'dossier', (result) => result.lost), 0),
      ...absolute('edits lost by kill -9, full load', this.median('durability-load', 'dossier', (result) => result.lost), 0),
    ];
  }

  #badInput(): Goal[] {
    const count = (of: (result: Results['badinput']) => readonly string[]): number | undefined => {
      const rounds = this.of('badinput', 'dossier');
      return rounds.length === 0 ? undefined : new Set(rounds.flatMap(of)).size;
    };
    return [...absolute('attacks of 18 that end the process', count((one) => one.crashed), 0), ...absolute('attacks that harm a bystander', count((one) => one.bystandersHarmed), 0)];
  }

  #slow(): Goal[] {
    return yes('a slow reader is cut off, the others get all', this.of('slow', 'dossier').map((one) => one.cutOff && one.healthyGotAll && one.up));
  }

  #spoof(): Goal[] {
    return yes('presence cannot be forged, honest presence works', this.of('spoof', 'dossier')
      .map((one) => one.honestSeen && one.ownWithdrawalWorks && !one.claimsAnother && !one.overwritesAnother && !one.removesAnother && !one.removedForNewcomers && !one.ghostStays));
  }
}

type Bound = { readonly least: number } | { readonly most: number };

function ratio(figure: string, ours: number | undefined, theirs: number | undefined, name: string, bound: Bound): Goal[] {
  if (ours === undefined || theirs === undefined) return [];
  const measured = ours / theirs;
  const met = 'least' in bound ? measured >= bound.least : measured <= bound.most;
  return [{ figure, ours: String(ours), theirs: `${theirs} (${name})`, goal: 'least' in bound ? `≥ ${bound.least} ×` : `≤ ${bound.most} ×`, measured: `${round(measured)} ×`, met }];
}

const absolute = (figure: string, ours: number | undefined, most: number): Goal[] =>
  ours === undefined ? [] : [{ figure, ours: String(ours), theirs: '', goal: most === 0 ? '0' : `≤ ${most}`, measured: String(ours), met: ours <= most }];

const yes = (figure: string, rounds: readonly boolean[]): Goal[] =>
  rounds.length === 0 ? [] : [{ figure, ours: rounds.every(Boolean) ? 'yes' : 'no', theirs: '', goal: 'yes', measured: rounds.every(Boolean) ? 'yes' : 'no', met: rounds.every(Boolean) }];

function best(which: 'least' | 'most', ...values: readonly (number | undefined)[]): number | undefined {
  const there = values.filter((value) => value !== undefined);
  return there.length === 0 ? undefined : which === 'least' ? Math.min(...there) : Math.max(...there);
}

/** `editsPerCpuSecond` as `edits per cpu second`. */
const words = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace(/\bcpu\b/, 'CPU').replace(/\bmb\b/, 'MB').replace(/^rss\b/, 'RSS');

function cell(values: readonly unknown[]): string {
  if (values.length === 0) return '';
  if (values.every((value) => typeof value === 'number')) {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return low === high ? String(low) : `${round(median(values))} [${low} to ${high}]`;
  }
  return [...new Set(values.map((value) => (Array.isArray(value) ? value.join(', ') || 'none' : typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value))))].join(' / ');
}

export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
