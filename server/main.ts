/** The process: hands the arguments to the command line. The only file that starts by itself. */
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runProgram } from './cli/program.ts';

// Young garbage is a few hundred kilobytes at a time: several threads that share it out wait for each other longer than one takes alone. Measured: an eighth of the CPU of an edit.
setFlagsFromString('--no-parallel-scavenge');

/** Runs one command to its end, which for `serve` and `demo` is a signal; sets the exit code and never throws. */
export const run = (argv: readonly string[]): Promise<void> => runProgram(argv);

const entry = process.argv[1];
if (entry !== undefined && realpathSync(entry) === fileURLToPath(import.meta.url)) await run(process.argv.slice(2));
