/** `dossier demo`: the demo's server under a keeper, so that the page's button can pull its plug and it comes back. */
import { readConfig } from '../config.ts';
import { BANNER, demo } from '../demo.ts';
import { keep, KILL_ME } from './keeper.ts';
import { runUntilStopped } from './serve-command.ts';
import { CommandError, EXIT } from './world.ts';
import type { World } from './world.ts';

export interface DemoArguments { /** False: this process is the server itself, and stays down when it is killed. */ readonly restart: boolean }

export const demoCommand = ({ restart }: DemoArguments, world: World): Promise<void> => (restart ? kept(world) : server(world));

async function kept(world: World): Promise<void> {
  readConfig(world.env, 'demo'); // what is wrong is said here, once
  world.err(BANNER);
  const env = { ...world.env };
  let killed = 0;
  const code = await keep({
    script: process.argv[1] ?? '', args: ['demo', '--no-restart'], env, stopped: world.stopped(), now: () => world.now(),
    line(text, run) {
      // a port of the system's choice is kept, for the pages that are open
      env['DOSSIER_PORT'] = /:(\d+)\/?$/.exec(text)?.[1] ?? env['DOSSIER_PORT'];
      if (run === 1) world.out(text);
      else world.err(`The server was killed ${++killed === 1 ? 'once' : `${killed} times`} and is back.`);
    },
  });
  if (code !== EXIT.done) throw new CommandError(code, 'The demo has ended.');
}

async function server(world: World): Promise<void> {
  const parent = process.send?.bind(process);
  // without its keeper nobody could end it any more
  const orphaned = (): void => void process.kill(process.pid, 'SIGTERM');
  process.once('disconnect', orphaned);
  try {
    await runUntilStopped(() => demo(readConfig(world.env, 'demo'), parent ? () => void parent(KILL_ME) : null), world);
  } finally {
    process.off('disconnect', orphaned);
    if (process.connected) process.disconnect(); // an open channel would keep the process alive
  }
}
