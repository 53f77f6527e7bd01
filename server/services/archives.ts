/** The archives' own rows: creating and changing them under the rights. Everything that confers a right is written here, and counts before the caller is answered. */
import type { Rights, ServerAccess } from '../access/access.ts';
import type { Clock } from '../clock.ts';
import type { Turns } from '../turns.ts';
import type { ArchiveChange, Storage, StoredArchive } from '../storage/storage.ts';
import type { Hub } from '../sync/sync.ts';
import type { SectionPatch } from '../../model/api.ts';
import { docName, newArchiveId, newRowId } from '../../model/ids.ts';
import type { ArchiveId, PersonId, RandomBytes } from '../../model/ids.ts';
import { atLeast, mayCreate } from '../../model/rights.ts';
import type { Level, Person } from '../../model/rights.ts';
import { checkPatch } from '../../model/validation/section-rules.ts';
import { Input } from './archive-input.ts';
import type { Changes } from './changes.ts';
import { forbidden, notFound, Refusal } from './errors.ts';
import type { ArchiveService, BroughtArchive, OverviewService, RowChange } from './services.ts';

export interface ArchiveOptions {
  readonly storage: Pick<Storage, 'archives'>;
  readonly access: Pick<ServerAccess, 'rights' | 'levelIfOpen' | 'forget' | 'directory'>;
  readonly hub: Pick<Hub, 'write' | 'rightsChanged'>;
  readonly overview: Pick<OverviewService, 'refresh'>;
  readonly changes: Changes;
  /** Shared by all who change what confers rights on an archive. */
  readonly turns: Turns<ArchiveId>;
  readonly clock: Clock;
  readonly random: RandomBytes;
}

/** Entries of the row that confer rights or lead to the archive from elsewhere; the others need `write`. */
const NEEDS_MANAGE: ReadonlySet<keyof RowChange> = new Set(['department', 'confidentiality', 'keys']);

export function createArchives(options: ArchiveOptions): Omit<ArchiveService, 'grant' | 'endGrant'> {
  const { storage, access, hub, overview, changes, turns, clock, random } = options;
  const now = (): string => new Date(clock.now()).toISOString();

  const rightsOn = async (person: Person, id: ArchiveId): Promise<Rights> => {
    const rights = await access.rights(person.id, id);
    if (!rights) throw notFound();
    return rights;
  };
  /** On the profile: a level on restricted sections alone changes nothing in the row. */
  const need = (rights: Rights, level: Level, message: string): void => {
    if (!atLeast(rights.sections.get('profile')?.level ?? 'none', level)) throw forbidden(message);
  };

  /** The sections go to the disk together and are projected once. */
  const store = async (by: PersonId, archive: Omit<StoredArchive, 'revision'>, sections: Readonly<Record<string, SectionPatch>>): Promise<StoredArchive> => {
    await storage.archives.create(archive, by);
    access.forget(archive.id);
    const written = await Promise.allSettled(Object.entries(sections).map(([section, patch]) => hub.write(docName(archive.id, section), by, patch)));
    const failed = written.find((each) => each.status === 'rejected');
    if (failed) {
      // whoever is told that nothing was saved can say the same again
      await storage.archives.discardEmpty(archive.id);
      access.forget(archive.id);
      throw failed.reason;
    }
    await overview.refresh([archive.id]);
    const stored = await storage.archives.get(archive.id);
    if (!stored) throw new Error(`archive ${archive.id} was created and is not there`);
    return stored;
  };

  const write = async (by: PersonId, id: ArchiveId, change: ArchiveChange): Promise<StoredArchive> => {
    const stored = await storage.archives.change(id, change, by, now());
    access.forget(id);
    await hub.rightsChanged({ archive: id });
    changes.rights({ archive: id });
    await overview.refresh([id]);
    return stored;
  };

  const blank = { code: null, keeper: null, coOwners: [], deputies: [], confidentiality: 'normal', state: 'open', reviewedAt: null } as const;

  const service: Omit<ArchiveService, 'grant' | 'endGrant'> = {
    async create(person, wish) {
      if (!mayCreate(person)) throw forbidden('Your roles do not let you create archives.');
      const input = new Input();
      const id = wish.id === undefined ? newArchiveId(random) : input.id(wish.id);
      const keys = input.keys(wish.keys ?? []);
      const kind = input.kind(wish.kind);
      const packs = input.packs(wish.packs ?? []);
      const department = wish.department === undefined ? person.department : input.department('department', wish.department);
      if (wish.name.trim() === '') input.wrong('name', 'missing', 'An archive needs a name.');
      const patch: SectionPatch = {
        fields: { ...wish.fields, 'customer.name': wish.name.trim() },
        ...(wish.contacts?.length ? { rows: { methods: Object.fromEntries(wish.contacts.map((contact) => [newRowId(random), { ...contact }])) } } : {}),
      };
      input.add(checkPatch('profile', patch));
      input.done();
      return store(person.id, { ...blank, id, keys, kind, packs, code: wish.code ?? null, department, owner: person.id, openedAt: now() }, { profile: patch });
    },

    async bring(by, archive: BroughtArchive) {
      const { id = newArchiveId(random), keys, kind, packs, owner, department, fields, rows, texts, marks, others } = archive;
      const input = new Input();
      input.kind(kind);
      input.packs(packs);
      const sections = { ...others, profile: { fields, rows, texts, marks } };
      for (const [section, patch] of Object.entries(sections)) input.add(checkPatch(section, patch));
      input.done();
      return store(by, { ...blank, id, keys, kind, packs, owner, department, code: archive.code ?? null, openedAt: now() }, sections);
    },

    async change(person, id, wish) {
      const rights = await rightsOn(person, id);
      const named = (Object.keys(wish) as (keyof RowChange)[]).filter((key) => wish[key] !== undefined);
      need(rights, named.some((key) => NEEDS_MANAGE.has(key)) ? 'manage' : 'write', 'Your right on this archive does not reach so far.');
      const input = new Input();
      const change: { -readonly [Key in keyof ArchiveChange]: ArchiveChange[Key] } = {};
      if (wish.kind !== undefined) change.kind = input.kind(wish.kind);
      if (wish.packs !== undefined) change.packs = input.packs(wish.packs);
      if (wish.code !== undefined) change.code = wish.code;
      if (wish.keeper !== undefined) change.keeper = wish.keeper === null ? null : input.person('keeper', wish.keeper);
      if (wish.department !== undefined) change.department = input.department('department', wish.department);
      if (wish.confidentiality !== undefined) change.confidentiality = wish.confidentiality;
      if (wish.keys !== undefined) change.keys = input.keys(wish.keys);
      if (wish.reviewed) change.reviewedAt = now();
      input.done();
      return Object.keys(change).length === 0 ? rights.archive : write(person.id, id, change);
    },

    changeBrought: (by, id, change) => write(by, id, change),

    async setState(person, id, state) {
      const rights = await rightsOn(person, id);
      // a closed archive caps every right at `read`
      if (!atLeast(await access.levelIfOpen(person.id, id), 'manage')) throw forbidden('Closing and reopening an archive needs the right to manage it.');
      if (rights.archive.state === state) throw new Refusal('conflict', `The archive is ${state} already.`, { field: 'state' });
      return write(person.id, id, { state });
    },

    async setOwners(person, id, wish) {
      const rights = await rightsOn(person, id);
      const input = new Input();
      const owner = wish.owner === null ? null : input.person('owner', wish.owner);
      const coOwners = [...new Set(wish.coOwners.map((each, i) => input.person(`coOwners.${i}`, each)))].filter((each) => each !== owner);
      const deputies = wish.deputies.map((deputy, i) => ({
        person: input.person(`deputies.${i}.person`, deputy.person),
        from: input.moment(`deputies.${i}.from`, deputy.from),
        to: input.end(`deputies.${i}.to`, deputy.to),
      }));
      deputies.forEach((deputy, i) => { if (deputy.to <= deputy.from) input.wrong(`deputies.${i}.to`, 'not-after', 'A deputy\'s time must end after it begins.'); });
      input.done();
      const { archive } = rights;
      const onlyDeputies = owner === archive.owner && JSON.stringify(coOwners) === JSON.stringify(archive.coOwners);
      const appoints = onlyDeputies && archive.department !== null && access.directory.manages(person).includes(archive.department);
      if (!appoints) need(rights, 'manage', 'Only who manages an archive may change its owners.');
      return write(person.id, id, { owner, coOwners, deputies });
    },
  };

  return {
    ...service,
    // decided on the rights that the change before has left
    change: (person, id, wish) => turns.take(id, () => service.change(person, id, wish)),
    setState: (person, id, state, reason) => turns.take(id, () => service.setState(person, id, state, reason)),
    setOwners: (person, id, owners) => turns.take(id, () => service.setOwners(person, id, owners)),
  };
}
