/** `dossier serve`: start, one ready line, and a polite end at the first signal. */
import { readConfig } from '../config.ts';
import { serve, type Running } from '../serve.ts';
import { CommandError, EXIT, type World } from './world.ts';

export const serveCommand = (world: World): Promise<void> => runUntilStopped(() => serve(readConfig(world.env, 'serve')), world);

export async function runUntilStopped(start: () => Promise<Running>, world: World): Promise<void> {
  const stopped = world.stopped();
  const running = await start().catch((error: unknown) => {
    throw sentence(error);
  });
  world.out(`Dossier is ready: ${running.url}`);
  await stopped;
  await running.stop();
}

/** The system's errors in words that say what to do. */
function sentence(error: unknown): unknown {
  const { code, port } = (error ?? {}) as { code?: string; port?: number };
  if (code === 'EADDRINUSE') return new CommandError(EXIT.failed, `Port ${port} is taken by another program. Set DOSSIER_PORT to another port, or to 0 for any free one.`);
  if (code === 'EACCES') return new CommandError(EXIT.failed, `${error instanceof Error ? error.message : 'No access.'} This user may not open that port or folder.`);
  return error;
}

