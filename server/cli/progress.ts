/** Progress for a person at a terminal as a bar, for a log as a line every tenth of the way. */
import cliProgress from 'cli-progress';
import type { World } from './world.ts';

export interface ProgressShow {
  /** `total` is null while it is not known. */
  at(done: number, total: number | null): void;
  end(): void;
}

/** `unit`: what is counted. */
export function showProgress(world: World, what: string, unit = 'rows'): ProgressShow {
  return world.terminal ? bar(world.terminal, what, unit) : lines(world, what, unit);
}

/** For work that counts bytes. */
export function showBytes(world: World, what: string): ProgressShow {
  const shown = showProgress(world, what, 'MB');
  const mega = (bytes: number): number => Math.ceil(bytes / 1_000_000);
  return { at: (done, total) => { shown.at(mega(done), total === null ? null : mega(total)); }, end: () => { shown.end(); } };
}

function bar(stream: NodeJS.WriteStream, what: string, unit: string): ProgressShow {
  const shown = new cliProgress.SingleBar({ stream, format: `${what} {bar} {percentage}% {value} of {total} ${unit}, {eta_formatted} left`, hideCursor: true, clearOnComplete: true }, cliProgress.Presets.shades_classic);
  let begun = false;
  return {
    at(done, total) {
      if (total === null || total === 0) return;
      if (!begun) shown.start(total, done);
      begun = true;
      shown.update(done);
    },
    end: () => { if (begun) shown.stop(); },
  };
}

function lines(world: World, what: string, unit: string): ProgressShow {
  let told = 0;
  return {
    at(done, total) {
      if (total === null || total === 0) return;
      const tenth = Math.floor((done * 10) / total);
      if (tenth <= told) return;
      told = tenth;
      world.err(`${what}: ${done} of ${total} ${unit}`);
    },
    end: () => undefined,
  };
}
