/** The command `dossier`: its arguments, its help and its exit codes. What a command does is in a file of its own, loaded when it is called. */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { ConfigError } from '../config.ts';
import { ROLES } from '../../model/rights.ts';
import { RELEASE } from '../release.ts';
import { settingsHelp } from '../settings.ts';
import { StorageError } from '../storage/storage.ts';
import type { AdminArguments } from './admin-command.ts';
import type { ClassifyArguments } from './classify-command.ts';
import type { DemoArguments } from './demo-command.ts';
import type { DoctorArguments } from './doctor-command.ts';
import type { ExportArguments } from './export-command.ts';
import type { ImportArguments } from './import-command.ts';
import type { KeyArguments } from './key-command.ts';
import type { VerifyArguments } from './verify-command.ts';
import type { TokenArguments } from './token-command.ts';
import type { RemoteOptions } from './remote.ts';
import type { RestoreArguments } from './restore-command.ts';
import type { SnippetArguments } from './snippet-command.ts';
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
    .version(RELEASE, '--version', 'print the version')
    .exitOverride()
    .configureOutput({ writeOut: (text) => world.out(text.replace(/\n$/, '')), writeErr: (text) => world.err(text.replace(/\n$/, '')) })
    .showHelpAfterError('(dossier --help lists the commands)')
    .addHelpText('after', EXIT_HELP);

  program.command('demo').description('sample archives and sample people, no passwords, this computer only')
    .option('--no-restart', 'one process that stays down when it is killed; the page then has no button for that')
    .action(async (options: DemoArguments) => (await import('./demo-command.ts')).demoCommand(options, world));

  program.command('serve').description('the server; needs an identity source (DOSSIER_JWT_SECRET, DOSSIER_JWKS_URL or DOSSIER_ISSUER)')
    .addHelpText('after', settingsHelp())
    .action(async () => (await import('./serve-command.ts')).serveCommand(world));

  const remote = (command: Command): Command => command
    .option('--url <url>', 'work through the running server at this address')
    .option('--token <token>', 'token of a person with the right, with --url');

  remote(program.command('import').description('import customers, suppliers, employees and orders from CSV, XLSX, vCard or Dossier’s own JSON')
    .argument('[path]', 'a folder of files, or one file')
    .option('--source <name>', 'where the rows come from; with table and id it names a row for ever (default: the name of the folder)')
    .option('--department <id>', 'department of new archives (default: unassigned)')
    .option('--dry-run', 'report what would happen and store nothing', false)
    .option('--mapping <file>', 'how columns are read, as JSON; default: the mapping saved for the source, else by their names')
    .option('--save-mapping', 'keep the mapping for the source', false)
    .option('--undo <job>', 'take back all that an import did')
    .option('--watch', 'take every file that comes into the folder, until stopped; it goes to done/ or failed/ with its report', false)
    .option('--report <file>', 'write the whole report to a file, .json or .csv'))
    .action(async (path: string | undefined, options: ImportArguments) => end(await (await import('./import-command.ts')).importCommand(path, options, world)));

  remote(program.command('export').description('archives of a running server into a file, under the right of a person; whole or not at all')
    .argument('<file>', 'where to; what was there is replaced when the new one is whole')
    .addOption(new Option('--format <format>', 'what is written').choices(['csv', 'xlsx', 'json', 'vcf']).default('csv'))
    .option('--text <words>', 'only what the register finds by these words')
    .option('--query <json>', 'a question to the register, as for POST /api/archives/query')
    .option('--columns <keys>', 'register keys, apart by commas')
    .addOption(new Option('--lang <language>', 'of names and heads').choices(['en', 'zh-Hans', 'zh-Hant', 'es']).default('en'))
    .option('--keys', 'ids and keys instead of names', false)
    .option('--roundtrip', 'a workbook that can come back', false))
    .action(async (file: string, options: ExportArguments) => (await import('./export-command.ts')).exportCommand(file, options, world));

  remote(program.command('classify').description('classify every customer now')
    .addOption(new Option('--scheme <scheme>', 'one scheme only').choices(['abc', 'rfm', 'lifecycle']))
    .option('--window <months>', 'months, or all; stays the window of the scheme until another is given', windowArgument)
    .option('--reference-date <date>', 'end of the window, YYYY-MM-DD (default: the newest transaction)')
    .option('--dry-run', 'count and store nothing', false))
    .action(async (options: ClassifyArguments) => (await import('./classify-command.ts')).classifyCommand(options, world));

  remote(program.command('backup').description('a backup of everything into DOSSIER_BACKUP, of a stopped folder or through the running server'))
    .action(async (options: RemoteOptions) => (await import('./backup-command.ts')).backupCommand(options, world));

  program.command('restore').description('put a backup in the place of the data folder, or bring one damaged section back; the server is stopped')
    .argument('[backup]', 'folder of the backup')
    .option('--data <folder>', 'the folder to restore into (default: DOSSIER_DATA)')
    .option('--section <archive/section>', 'this section alone')
    .option('--from <backup>', 'the backup to take the section from')
    .option('--replace', 'move what is in the folder aside; a section: also a sound one', false)
    .action(async (backup: string | undefined, options: RestoreArguments) => end(await (await import('./restore-command.ts')).restoreCommand(backup, options, world)));

  program.command('verify').description('read everything and name what is damaged; also beside a running server')
    .argument('[folder]', 'a data folder or a backup (default: DOSSIER_DATA)')
    .option('--head <seq:code...>', 'heads of the audit that were kept elsewhere: the tail is there, and it is the same')
    .option('--heads <file...>', 'files with such heads: the log, a syslog, DOSSIER_AUDIT_HEADS')
    .option('--audit-key <file...>', 'keys of earlier parts of the audit')
    .action(async (folder: string | undefined, options: VerifyArguments) => end(await (await import('./verify-command.ts')).verifyCommand(folder, world, options)));

  program.command('upgrade').description('bring a data folder of an earlier version up to date, after a backup; the server does the same at its start')
    .action(async () => (await import('./upgrade-command.ts')).upgradeCommand(world));

  program.command('doctor').description('what needs a person, each in one sentence: backups, disks, clocks, proxy, secrets; beside the server, over a stopped folder, or from another computer')
    .option('--url <url>', 'look at the server at this address from here, and at nothing of this computer')
    .option('--json', 'for a script', false)
    .action(async (options: DoctorArguments) => end(await (await import('./doctor-command.ts')).doctorCommand(options, world)));

  program.command('token').description('sign a token with DOSSIER_JWT_SECRET, to try an installation')
    .requiredOption('--sub <id>', 'id of the person')
    .option('--name <name>', 'name of the person')
    .option('--department <id>', 'department of the person')
    .option('--role <role...>', `roles: ${ROLES.join(' ')}`)
    .option('--minutes <n>', 'life of the token, at most 60', minutesArgument, 60)
    .action(async (options: TokenArguments) => (await import('./token-command.ts')).tokenCommand(options, world));

  remote(program.command('admin').description('make somebody an administrator, of a stopped folder or through the running server')
    .argument('[sub]', 'the id of their sign-in; they need not have signed in yet')
    .option('--name <name>', 'their name (default: the name that is known, else the id)')
    .option('--remove', 'take the role away, also from tokens that claim it', false)
    .option('--list', 'who is one', false))
    .action(async (sub: string | undefined, options: AdminArguments) => (await import('./admin-command.ts')).adminCommand(sub, options, world));

  remote(program.command('key').description('keys of services: with a name makes one, with --end ends one, else lists them; of a stopped folder or through the running server')
    .argument('[name]', 'what uses the key')
    .option('--section <section:level...>', 'sections with read or write: profile:read contacts:write')
    .option('--department <id...>', 'only archives of these departments and those below them (default: all archives)')
    .option('--clearance <clearance...>', 'open restricted sections too: identity bank aml')
    .option('--create', 'may create archives', false)
    .option('--days <n>', 'days until it expires, at most 365 (default: 90)', daysArgument)
    .option('--end <prefix>', 'end the key with this prefix now'))
    .action(async (name: string | undefined, options: KeyArguments) => (await import('./key-command.ts')).keyCommand(name, options, world));

  program.command('snippet').description('the two lines for a page, with the addresses of this installation')
    .option('--pinned', 'exactly this build, checked by its hash; to be changed with every upgrade', false)
    .action(async (options: SnippetArguments) => (await import('./snippet-command.ts')).snippetCommand(options, world));

  for (const command of program.commands) command.addHelpText('after', EXIT_HELP);
  return program;
}

function windowArgument(text: string): number | 'all' {
  if (text === 'all') return 'all';
  if (!/^\d{1,4}$/.test(text) || Number(text) < 1) throw new InvalidArgumentError('A whole number of months, or all.');
  return Number(text);
}

function daysArgument(text: string): number {
  if (!/^\d{1,3}$/.test(text) || Number(text) < 1 || Number(text) > 365) throw new InvalidArgumentError('A whole number from 1 to 365.');
  return Number(text);
}

function minutesArgument(text: string): number {
  if (!/^\d{1,2}$/.test(text) || Number(text) < 1 || Number(text) > 60) throw new InvalidArgumentError('A whole number from 1 to 60.');
  return Number(text);
}
