/** Writes one archive's part of a preview: only what is still as it was shown, under the rights of that moment, everything under one changeset. */
import { docName, newRowId } from '../../../model/ids.ts';
import type { ArchiveId, ChangesetId, PersonId, RandomBytes } from '../../../model/ids.ts';
import type { OwnProperty } from '../../../model/mass/keys.ts';
import type { CellValue } from '../../../model/register/query.ts';
import { atLeast } from '../../../model/rights.ts';
import type { Person } from '../../../model/rights.ts';
import type { Schema } from '../../../model/validation/section-rules.ts';
import type { ServerAccess } from '../../access/access.ts';
import { StorageError } from '../../storage/storage.ts';
import type { StoredArchive } from '../../storage/storage.ts';
import type { Hub } from '../../sync/sync.ts';
import { EditError } from '../../sync/sync.ts';
import { Refusal } from '../errors.ts';
import type { ArchiveService, RowChange } from '../services.ts';
import { ownStanding } from './entry.ts';
import type { Entry, Line } from './entry.ts';
import { FORBIDDEN, levelFor } from './look.ts';
import { valueKeyOf } from './read.ts';
import { isSame, Patch, standing } from './values.ts';
import type { Standing } from './values.ts';

export interface WriteOptions {
  readonly access: Pick<ServerAccess, 'rights' | 'levelIfOpen' | 'directory'>;
  readonly hub: Pick<Hub, 'readOnce' | 'write'>;
  readonly archives: Pick<ArchiveService, 'change' | 'setOwners' | 'setState'>;
  readonly schema: Schema;
  readonly random: RandomBytes;
}
/** Begun with the first thing that is written. */
export type SetOf = () => Promise<ChangesetId>;
interface Due { readonly line: Line; readonly entry: Entry }

const GONE_NOW = 'It is not there any more, or you may not see it.';
/** Times that something is read again because somebody wrote in between. */
const TRIES = 5;

/** `lines`: of one archive, all to be changed. How each ended is told in it. */
export async function writeArchive(options: WriteOptions, person: Person, archive: ArchiveId, lines: readonly Line[], set: SetOf): Promise<void> {
  const due = lines.flatMap((line): Due[] => (line.entry ? [{ line, entry: line.entry }] : []));
  const bySection = new Map<string, Due[]>();
  for (const each of due) {
    const { place } = each.entry.want.key;
    const section = place.kind === 'own' ? '' : place.section;
    bySection.set(section, [...(bySection.get(section) ?? []), each]);
  }
  // the own row last: who gives an archive away may not write it afterwards
  for (const [section, group] of [...bySection].sort(([a], [b]) => Number(a === '') - Number(b === ''))) {
    const allowed: Due[] = [];
    const rights = await options.access.rights(person, archive);
    for (const each of group) {
      const level = rights ? await levelFor(options.access, person, rights, each.entry.want) : 'none';
      if (atLeast(level, 'write')) allowed.push(each);
      else if (atLeast(level, 'read')) refuse(each, 'forbidden', FORBIDDEN);
      else refuse(each, 'not-found', GONE_NOW);
    }
    if (rights === null || allowed.length === 0) continue;
    if (section === '') await ownRow(options, person, archive, allowed, set);
    else await inSection(options, person.id, archive, section, allowed, set);
  }
}

const refuse = ({ line }: Due, code: NonNullable<Line['code']>, message: string): void => { line.state = 'refused'; line.code = code; line.message = message; };
const wrote = (all: readonly Due[]): void => { for (const { line } of all) line.state = 'written'; };

/** What of it is still as it was shown; the rest is named, or was done by somebody else meanwhile. */
function compared(all: readonly Due[], now: (entry: Entry) => Standing): { readonly write: readonly Due[]; readonly same: readonly Due[]; readonly conflicts: readonly (readonly [Due, Standing])[] } {
  const write: Due[] = [];
  const already: Due[] = [];
  const conflicts: (readonly [Due, Standing])[] = [];
  for (const each of all) {
    const found = now(each.entry);
    if (found.base === each.entry.base) write.push(each);
    else if (isSame(found.value, each.entry.after)) already.push(each);
    else conflicts.push([each, found]);
  }
  return { write, same: already, conflicts };
}
function tell({ same, conflicts }: ReturnType<typeof compared>): void {
  for (const [{ line }, { value }] of conflicts) { line.state = 'conflict'; line.now = value; }
  wrote(same);
}

async function inSection({ hub, schema, random }: Pick<WriteOptions, 'hub' | 'schema' | 'random'>, by: PersonId, archive: ArchiveId, section: string, all: readonly Due[], set: SetOf): Promise<void> {
  const doc = docName(archive, section);
  const long = ({ want: { key } }: Entry): boolean => valueKeyOf(key, schema)?.long ?? false;
  for (let left = TRIES; ; left--) {
    const { values, seq } = await hub.readOnce(doc);
    const found = compared(all, (entry) => standing(entry.want.key, values, long(entry)));
    tell(found);
    if (found.write.length === 0) return;
    const patch = (some: readonly Due[]) => {
      const made = new Patch(values, () => newRowId(random));
      for (const { entry } of some) made.add(entry.want.key, entry.after, long(entry));
      return made.patch;
    };
    const changeset = await set();
    try {
      await hub.write(doc, by, patch(found.write), { ifSeq: seq, changeset });
      return wrote(found.write);
    } catch (error) {
      if (!(error instanceof EditError) || error.problems.some(({ code }) => code === 'storage')) throw error;
      // somebody wrote between reading and writing
      if (error.problems.some(({ code }) => code === 'incomplete') && left > 0) continue;
      if (found.write.length === 1 || error.problems.some(({ code }) => code === 'incomplete')) {
        for (const each of found.write) refuse(each, 'invalid', error.message);
        return;
      }
    }
    // what cannot stand together may stand alone: each is tried, and what is refused is named
    for (const each of found.write) await inSection({ hub, schema, random }, by, archive, section, [each], set);
    return;
  }
}

/** Properties that go together; the last two take rights away, so they come last. */
const OWN_GROUPS: readonly (readonly OwnProperty[])[] = [['kind', 'code', 'keeper', 'confidentiality', 'department'], ['owner', 'coOwner'], ['state']];
const nameOf = ({ entry: { want: { key: { place } } } }: Due): OwnProperty | undefined => (place.kind === 'own' ? place.name : undefined);

async function ownRow({ access, archives }: WriteOptions, person: Person, archive: ArchiveId, all: readonly Due[], set: SetOf): Promise<void> {
  for (const group of OWN_GROUPS) {
    const some = all.filter((each) => group.includes(nameOf(each) as OwnProperty));
    for (let left = TRIES; some.length > 0; left--) {
      const rights = await access.rights(person, archive);
      if (!rights) { for (const each of some) refuse(each, 'not-found', GONE_NOW); break; }
      const found = compared(some, ({ want: { key } }) => ownStanding(key, rights.archive));
      tell(found);
      if (found.write.length === 0) break;
      const wish: Partial<Record<OwnProperty, CellValue>> = Object.fromEntries(found.write.map((each) => [nameOf(each) as OwnProperty, each.entry.after]));
      try {
        await writeRow(archives, person, rights.archive, wish, await set());
        wrote(found.write);
      } catch (error) {
        if (error instanceof Refusal && error.code === 'stale' && left > 0) continue;
        if (!(error instanceof Refusal) && !(error instanceof StorageError && error.code === 'conflict')) throw error;
        for (const each of found.write) refuse(each, error.code === 'forbidden' || error.code === 'not-found' ? error.code : 'invalid', error.message);
      }
      break;
    }
  }
}

/** Bound to the row as it was compared; who may is asked again by the service. */
async function writeRow(archives: WriteOptions['archives'], person: Person, row: StoredArchive, wish: Readonly<Partial<Record<OwnProperty, CellValue>>>, changeset: ChangesetId): Promise<void> {
  const { id, revision } = row;
  const set = { changeset };
  if (wish.state !== undefined) await archives.setState(person, id, wish.state as 'open' | 'closed', '', set);
  else if (wish.owner !== undefined || wish.coOwner !== undefined) {
    const owner = wish.owner === undefined ? row.owner : (wish.owner as PersonId | null);
    const coOwners = wish.coOwner === undefined ? row.coOwners : ((wish.coOwner ?? []) as readonly PersonId[]);
    await archives.setOwners(person, id, { owner, coOwners, deputies: row.deputies, ifRevision: revision }, set);
  } else await archives.change(person, id, { ...wish, ifRevision: revision } as RowChange, set);
}
