/** `dossier key`: keys of services, listed, made and ended, over a stopped data folder or through a running server. What a key may say is checked where it is made. */
import type { KeyWish } from '../services/api-keys.ts';
import { PREFIX } from '../services/api-keys.ts';
import { parseKeyId, parsePersonId } from '../../model/ids.ts';
import type { DepartmentId } from '../../model/ids.ts';
import type { Answer } from '../../model/client.ts';
import type { Clearance } from '../../model/sections.ts';
import { withDossier } from './local.ts';
import { remoteOf, type RemoteOptions } from './remote.ts';
import { CommandError, EXIT, type World } from './world.ts';

export interface KeyArguments extends RemoteOptions {
  readonly section?: readonly string[];
  readonly department?: readonly string[];
  readonly clearance?: readonly string[];
  readonly create: boolean;
  readonly days?: number;
  readonly end?: string;
}

/** Who has the folder in their hands, and with it everything in it. */
const HERE = parsePersonId('dossier key')!;

/** With a name it makes one, with `--end` it ends one, else it lists them. */
export async function keyCommand(name: string | undefined, options: KeyArguments, world: World): Promise<void> {
  if (name !== undefined && options.end !== undefined) throw new CommandError(EXIT.usage, 'Make a key or --end one, not both.');
  const remote = remoteOf(options);
  if (name !== undefined) {
    const wish = wishOf(name, options);
    const made = (secret: string): void => {
      world.err(`The key of ${name}; it is shown this once:`);
      world.out(secret);
    };
    if (remote) return made((await remote.json<Answer<'POST /api/keys'>>('POST', '/api/keys', wish)).secret);
    return withDossier(world, async ({ services }) => { made((await services.keys.make({ id: HERE }, wish)).secret); });
  }
  if (options.end !== undefined) {
    const id = parseKeyId(options.end.replace(PREFIX, ''));
    if (id === undefined) throw new CommandError(EXIT.usage, `${options.end} is no prefix of a key, such as dsk_0aB3x9TkQz.`);
    if (remote) await remote.json('DELETE', `/api/keys/${id}`);
    else await withDossier(world, async ({ services }) => { await services.keys.end(HERE, id); });
    return world.out(`${PREFIX}${id} is ended.`);
  }
  const line = (prefix: string, state: string, expires: string, used: string | null, called: string): void => { world.out(`${prefix}  ${state.padEnd(7)}  until ${expires.slice(0, 10)}  used ${used ?? 'never     '}  ${called}`); };
  if (remote) for (const key of (await remote.json<Answer<'GET /api/keys'>>('GET', '/api/keys')).items) line(key.prefix, key.state, key.expiresAt, key.lastUsed, key.name);
  else await withDossier(world, ({ services: { keys } }) => {
    for (const key of keys.list()) line(`${PREFIX}${key.id}`, key.ended !== null ? 'ended' : keys.lives(key.id) ? 'living' : 'expired', new Date(key.expires).toISOString(), key.used, key.name);
    return Promise.resolve();
  });
}

function wishOf(name: string, { section = [], department = [], clearance = [], create, days }: KeyArguments): KeyWish {
  const sections: Record<string, 'read' | 'write'> = Object.fromEntries(section.map((each): readonly [string, 'read' | 'write'] => {
    const [key = '', level = 'read', more] = each.split(':');
    if (more !== undefined || (level !== 'read' && level !== 'write')) throw new CommandError(EXIT.usage, `--section ${each} is none such as profile:read or contacts:write.`);
    return [key, level];
  }));
  return { name, sections, departments: department.length === 0 ? null : department as readonly DepartmentId[], clearances: clearance as readonly Clearance[], create, ...(days === undefined ? {} : { days }) };
}
