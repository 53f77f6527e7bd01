/** `dossier snippet`: the two lines that a page needs, as this installation has them. */
import { readConfig } from '../config.ts';
import { distFolder } from '../paths.ts';
import { readKit, snippetOf } from '../services/kit.ts';
import { CommandError, EXIT, type World } from './world.ts';

export interface SnippetArguments { readonly pinned: boolean }

export function snippetCommand({ pinned }: SnippetArguments, world: World): void {
  const { publicUrl, host, port } = readConfig(world.env, 'command');
  const kit = readKit(distFolder('kit'));
  if (kit === null) throw new CommandError(EXIT.failed, 'This Dossier comes without the built kit.');
  const snippet = snippetOf(kit, publicUrl?.href ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`);
  world.out(pinned ? snippet.pinned : snippet.html);
}
