/** `dossier admin`: makes the first administrator, of a stopped folder; names them, makes more and takes the role away, also through a running server. */
import type { PersonView } from '../../model/api.ts';
import { parsePersonId } from '../../model/ids.ts';
import type { PersonId } from '../../model/ids.ts';
import type { Person, Role } from '../../model/rights.ts';
import { StorageError } from '../storage/storage.ts';
import { withDossier } from './local.ts';
import { remoteOf } from './remote.ts';
import type { Remote, RemoteOptions } from './remote.ts';
import { CommandError, EXIT } from './world.ts';
import type { World } from './world.ts';

export interface AdminArguments extends RemoteOptions {
  readonly name?: string;
  readonly list: boolean;
  readonly remove: boolean;
}

type Known = Pick<Person, 'id' | 'name' | 'roles' | 'active'> & { readonly withheld?: readonly Role[] };

/** The directory as this command needs it, here or on a server. */
interface Place {
  /** Undefined: nobody has this id. */
  find(id: PersonId): Promise<Known | undefined>;
  put(person: Known, made: boolean): Promise<void>;
  administrators(): Promise<readonly Known[]>;
}

export async function adminCommand(sub: string | undefined, options: AdminArguments, world: World): Promise<void> {
  if (options.list === (sub !== undefined)) throw new CommandError(EXIT.usage, options.list ? '--list names them all; give no id with it.' : 'Whom? Give the sub of their sign-in, or --list.');
  if (options.list && options.remove) throw new CommandError(EXIT.usage, '--list and --remove do not go together.');
  const id = sub === undefined ? null : parsePersonId(sub);
  if (id === undefined) throw new CommandError(EXIT.usage, 'The id must have 1 to 128 characters and no blanks at its ends.');
  const work = (place: Place): Promise<void> => (id === null ? list(place, world) : options.remove ? remove(place, id, world) : add(place, id, options.name, world));
  const remote = remoteOf(options);
  if (remote) return work(through(remote));
  try {
    await withDossier(world, ({ access: { directory }, services }) => work({
      find: (each) => Promise.resolve(directory.stored(directory.current(each))),
      put: async ({ id: each, name, roles, withheld }) => void (await services.directory.changePerson(each, (stored) => ({
        ...(stored ?? { id: each, email: null, department: null, clearances: [], reportsTo: null, active: true }), name, roles, withheld: withheld ?? [],
      }))),
      administrators: () => Promise.resolve(directory.people().filter(isAdministrator)),
    }));
  } catch (error) {
    if (!(error instanceof StorageError) || error.code !== 'locked') throw error;
    throw new CommandError(EXIT.inUse, 'A server or another command has this data folder. Go through the server: add --url with its address and --token with the token of an administrator. Where nobody is one yet, stop the server, run this again and start it; or, where DOSSIER_JWT_SECRET signs the tokens, `dossier token --sub <id> --role admin` makes such a token.');
  }
}

const isAdministrator = ({ roles, active, withheld }: Known): boolean => active && roles.includes('admin') && !withheld?.includes('admin');

async function list(place: Place, world: World): Promise<void> {
  const found = await place.administrators();
  for (const { id, name } of found) world.out(`${id}\t${name}`);
  warnOfNone(found, world);
}

async function add(place: Place, id: PersonId, name: string | undefined, world: World): Promise<void> {
  const there = await place.find(id);
  if (there?.active === false) throw new CommandError(EXIT.failed, `${there.name} (${there.id}) is inactive; make them active first.`);
  const person: Known = there ?? { id, name: name ?? id, roles: [], active: true };
  // who worked with archives goes on to; who is new is an administrator and nothing else
  const roles: readonly Role[] = there && there.roles.length === 0 ? ['staff'] : person.roles;
  await place.put({ ...person, name: name ?? person.name, roles: [...new Set([...roles, 'admin' as const])], withheld: (person.withheld ?? []).filter((role) => role !== 'admin') }, there === undefined);
  world.out(`${name ?? person.name} (${person.id}) is an administrator${there ? '.' : ', from the first sign-in with this id on.'}`);
}

/** Also from tokens that claim it: taken away is taken away. */
async function remove(place: Place, id: PersonId, world: World): Promise<void> {
  const there = await place.find(id);
  if (!there) throw new CommandError(EXIT.failed, `Nobody has the id ${JSON.stringify(id)}.`);
  await place.put({ ...there, roles: there.roles.filter((role) => role !== 'admin'), withheld: [...new Set([...(there.withheld ?? []), 'admin' as const])] }, false);
  world.out(`${there.name} (${there.id}) is no administrator any more, whatever their tokens say.`);
  warnOfNone(await place.administrators(), world);
}

function warnOfNone(administrators: readonly Known[], world: World): void {
  if (administrators.length === 0) world.err('Nobody in the directory is an administrator. Unless your issuer gives somebody the role, make one: dossier admin <sub>.');
}

const through = (remote: Remote): Place => ({
  async find(id) {
    const { items } = await remote.json<{ readonly items: readonly PersonView[] }>('GET', `/api/people?${new URLSearchParams({ id })}`);
    const [found] = items;
    return found && { ...found, id: found.now ?? found.id, roles: found.roles ?? [] };
  },
  put: async ({ id, name, roles, withheld }, made) => void (await remote.json('PUT', `/api/people/${encodeURIComponent(id)}`, { ...(made ? { active: true } : {}), name, roles, withheld: withheld ?? [] })),
  async administrators() {
    const found: Known[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { readonly items: readonly PersonView[]; readonly next: string | null } = await remote.json('GET', `/api/people?${new URLSearchParams({ limit: '500', ...(cursor === '' ? {} : { cursor }) })}`);
      // a token without the right sees no roles, and must not be told that there are no administrators
      if (page.items.some(({ roles }) => roles === undefined)) throw new CommandError(EXIT.failed, 'Only an administrator sees who the administrators are; the token is of somebody else.');
      found.push(...page.items.map((each) => ({ ...each, roles: each.roles ?? [] })).filter(isAdministrator));
      cursor = page.next;
    }
    return found;
  },
});
