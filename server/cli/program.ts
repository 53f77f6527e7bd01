/** The command `dossier`: its arguments, its help and its exit codes. What a command does is in a file of its own, loaded when it is called. */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { ConfigError } from '../config.ts';
import { ROLES } from '../../model/rights.ts';
import { settingsHelp } from '../settings.ts';
import { StorageError } from '../storage/storage.ts';
import type { ClassifyArguments } from './classify-command.ts';
import type { ImportArguments } from './import-command.ts';
import type { TokenArguments } from './token-command.ts';
import { CommandError, EXIT, EXIT_HELP, processWorld, type World } from './world.ts';

/** Runs one command to its end; `serve` and `demo` end with a signal. Sets the exit code and never throws. */
export async function runProgram(argv: readonly string[], world: World = processWorld()): Promise<void> {
  process.exitCode = await exitOf(argv, world);
}

/** The same, answering the code. */
export async function exitOf(argv: readonly string[], world: World): Promise<number> {
  let exit: number = EXIT.done;
  const program = build(world, (code) => { exit = code; });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exit;
  } catch (error) {
    return told(error, world);
  }
}

function told(error: unknown, world: World): number {
  // commander has printed its own sentence
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (error instanceof CommandError) {
    world.err(error.message);
    return error.exit;
  }
  if (error instanceof ConfigError) {
    world.err('The configuration is wrong:');
    for (const { variable, text } of error.problems) world.err(`  ${variable} ${text}`);
    return EXIT.usage;
  }
  if (error instanceof StorageError && error.code === 'locked') {
    world.err(`${error.message} A server or another command has this data folder. Ask the running server instead: add --url http://… and --token …, or stop it first.`);
    return EXIT.inUse;
  }
  world.err(error instanceof Error ? error.message : String(error));
  return EXIT.failed;
}

function build(world: World, end: (code: number) => void): Command {
  const program = new Command('dossier')
    .description('Customer archives: a sync server and its tools. Configured by DOSSIER_… variables, the same for every command.')
    .exitOverride()
    .configureOutput({ writeOut: (text) => world.out(text.replace(/\n$/, '')), writeErr: (text) => world.err(text.replace(/\n$/, '')) })
    .showHelpAfterError('(dossier --help lists the commands)')
    .addHelpText('after', EXIT_HELP);

  program.command('demo').description('sample archives and sample people, no passwords, this computer only')
    .action(async () => (await import('./serve-command.ts')).demoCommand(world));

  program.command('serve').description('the server; needs an identity source (DOSSIER_JWT_SECRET or DOSSIER_JWKS_URL)')
    .addHelpText('after', settingsHelp())
    .action(async () => (await import('./serve-command.ts')).serveCommand(world));

  const remote = (command: Command): Command => command
    .option('--url <url>', 'work through the running server at this address')
    .option('--token <token>', 'token of a person with the right, with --url');

  remote(program.command('import').description('import customers, suppliers, employees and orders from CSV files')
    .argument('<path>', 'a folder of CSV files, or one file')
    .option('--source <name>', 'where the rows come from; with table and id it names a row for ever (default: the name of the folder)')
    .option('--department <id>', 'department of new archives (default: unassigned)')
    .option('--dry-run', 'report what would happen and store nothing', false)
    .option('--report <file>', 'write the whole report to a file, .json or .csv'))
    .action(async (path: string, options: ImportArguments) => end(await (await import('./import-command.ts')).importCommand(path, options, world)));

  remote(program.command('classify').description('classify every customer now')
    .addOption(new Option('--scheme <scheme>', 'one scheme only').choices(['abc', 'rfm', 'lifecycle']))
    .option('--window <months>', 'months, or all; stays the window of the scheme until another is given', windowArgument)
    .option('--reference-date <date>', 'end of the window, YYYY-MM-DD (default: the newest transaction)')
    .option('--dry-run', 'count and store nothing', false))
    .action(async (options: ClassifyArguments) => (await import('./classify-command.ts')).classifyCommand(options, world));

  program.command('token').description('sign a token with DOSSIER_JWT_SECRET, to try an installation')
    .requiredOption('--sub <id>', 'id of the person')
    .option('--name <name>', 'name of the person')
    .option('--department <id>', 'department of the person')
    .option('--role <role...>', `roles: ${ROLES.join(' ')}`)
    .option('--minutes <n>', 'life of the token, at most 60', minutesArgument, 60)
    .action(async (options: TokenArguments) => (await import('./token-command.ts')).tokenCommand(options, world));

  for (const command of program.commands) command.addHelpText('after', EXIT_HELP);
  return program;
}

function windowArgument(text: string): number | 'all' {
  if (text === 'all') return 'all';
  if (!/^\d{1,4}$/.test(text) || Number(text) < 1) throw new InvalidArgumentError('A whole number of months, or all.');
  return Number(text);
}

function minutesArgument(text: string): number {
  if (!/^\d{1,2}$/.test(text) || Number(text) < 1 || Number(text) > 60) throw new InvalidArgumentError('A whole number from 1 to 60.');
  return Number(text);
}
