/** The archives' own rows: creating and changing them under the rights. Everything that confers a right is written here, and counts before the caller is answered. */
import type { Rights, ServerAccess } from '../access/access.ts';
import type { Clock } from '../clock.ts';
import type { Turns } from '../turns.ts';
import type { NewReason } from '../storage/reason-store.ts';
import { StorageError } from '../storage/storage.ts';
import type { ArchiveChange, Storage, StoredArchive } from '../storage/storage.ts';
import type { Hub } from '../sync/sync.ts';
import type { Scalar, SectionPatch } from '../../model/api.ts';
import { docName, newArchiveId, newRowId } from '../../model/ids.ts';
import type { ArchiveId, ChangesetId, PersonId, RandomBytes } from '../../model/ids.ts';
import { atLeast, keyReaches, mayCreate } from '../../model/rights.ts';
import type { Deputy, Level, Person } from '../../model/rights.ts';
import { parseDocSection } from '../../model/sections.ts';
import { mayFill } from '../../model/templates/asked.ts';
import { placed } from '../../model/templates/placed.ts';
import type { Schema } from '../../model/validation/section-rules.ts';
import { Input } from './archive-input.ts';
import type { Changes } from './changes.ts';
import { forbidden, notFound, Refusal } from './errors.ts';
import type { ArchiveService, BroughtArchive, OverviewService, RowChange } from './services.ts';
import { rightsTold } from './rights-told.ts';

export interface ArchiveOptions {
  readonly storage: Pick<Storage, 'archives'>;
  readonly access: Pick<ServerAccess, 'rights' | 'levelIfOpen' | 'forget' | 'directory'>;
  readonly hub: Pick<Hub, 'write' | 'rightsChanged'>;
  readonly overview: Pick<OverviewService, 'refresh'>;
  readonly changes: Changes;
  /** Shared by all who change what confers rights on an archive. */
  readonly turns: Turns<ArchiveId>;
  readonly schema: Pick<Schema, 'checkPatch'>;
  readonly clock: Clock;
  readonly random: RandomBytes;
}

/** Entries of the row that confer rights or lead to the archive from elsewhere; the others need `write`. */
const NEEDS_MANAGE: ReadonlySet<keyof RowChange> = new Set(['department', 'confidentiality', 'keys']);

export function createArchives(options: ArchiveOptions): Omit<ArchiveService, 'grant' | 'endGrant' | 'bringMany'> {
  const { storage, access, hub, overview, turns, schema, clock, random } = options;
  const now = (): string => new Date(clock.now()).toISOString();
  /** A page may still hold the id that somebody had before their first sign-in. */
  const personNow = (id: PersonId): PersonId => access.directory.current(id);

  const rightsOn = async (person: Person, id: ArchiveId): Promise<Rights> => {
    const rights = await access.rights(person, id);
    if (!rights) throw notFound();
    return rights;
  };
  /** On the profile: a level on restricted sections alone changes nothing in the row. */
  const need = (rights: Rights, level: Level, message: string): void => {
    if (!atLeast(rights.sections.get('profile')?.level ?? 'none', level)) throw forbidden(message);
  };

  const mustBe = ({ archive }: Rights, revision: number | undefined): void => {
    if (revision !== undefined && revision !== archive.revision) throw new Refusal('stale', 'The archive has changed since it was read; read it again. Nothing was changed.');
  };

  /** Archives whose creation was cut off and, on a full disk, could not be taken back either; they go before the next one comes, or at the next start. */
  const told = rightsTold(options);
  const cut = new Set<ArchiveId>();
  const takeBack = async (id: ArchiveId): Promise<void> => {
    await storage.archives.discardEmpty(id);
    cut.delete(id);
    access.forget(id);
  };

  /** The sections go to the disk together and are projected once. */
  const store = async (by: PersonId, archive: Omit<StoredArchive, 'revision'>, sections: Readonly<Record<string, SectionPatch>>, changeset?: ChangesetId): Promise<StoredArchive> => {
    for (const id of cut) await takeBack(id);
    await storage.archives.create(archive, by, changeset);
    access.forget(archive.id);
    const written = await Promise.allSettled(Object.entries(sections).map(([section, patch]) => hub.write(docName(archive.id, section), by, patch, { changeset })));
    const failed = written.find((each) => each.status === 'rejected');
    if (failed) {
      // whoever is told that nothing was saved can say the same again
      cut.add(archive.id);
      await takeBack(archive.id);
      throw failed.reason;
    }
    await overview.refresh([archive.id]).catch((error: unknown) => {
      // the archive is on disk; its overview, for which facts.db found no room, is made good with the next edit or start
      if (!(error instanceof StorageError && error.code === 'full')) throw error;
    });
    const stored = await storage.archives.get(archive.id);
    if (!stored) throw new Error(`archive ${archive.id} was created and is not there`);
    return stored;
  };

  const write = async (by: PersonId, id: ArchiveId, change: ArchiveChange, changeset?: ChangesetId, why?: NewReason): Promise<StoredArchive> => {
    const stored = await storage.archives.change(id, change, by, now(), changeset, why);
    await told(id);
    await overview.refresh([id]);
    return stored;
  };

  const blank = { code: null, keeper: null, coOwners: [], deputies: [], confidentiality: 'normal', state: 'open', reviewedAt: null } as const;

  const service: Omit<ArchiveService, 'grant' | 'endGrant' | 'bringMany'> = {
    async create(person, wish) {
      if (!mayCreate(person)) throw forbidden('Your roles do not let you create archives.');
      const input = new Input();
      const id = wish.id === undefined ? newArchiveId(random) : input.id(wish.id);
      const keys = input.keys(wish.keys ?? []);
      const template = wish.template === undefined ? undefined : input.template(wish.template);
      const kind = input.kind(wish.kind ?? template?.kind ?? '');
      const packs = input.packs([...(template?.packs ?? []), ...(wish.packs ?? [])]);
      const department = wish.department === undefined ? person.department : input.department('department', wish.department);
      if (person.service && !keyReaches(person.service, { department })) input.wrong('department', 'not-reached', 'This key makes archives only in its departments; name one of them.');
      if (wish.name.trim() === '') input.wrong('name', 'missing', 'An archive needs a name.');
      const { sections, lost } = placed({ ...template?.values, ...wish.fields, 'customer.name': wish.name.trim() }, random);
      const written = sections.get('profile');
      const profile: SectionPatch = {
        ...written,
        // what has no place is refused by its name as in any other patch
        fields: { ...written?.fields, ...Object.fromEntries(lost.map((key) => [key, wish.fields?.[key] as Scalar])) },
        rows: { ...written?.rows, ...(wish.contacts?.length ? { methods: { ...written?.rows?.['methods'], ...Object.fromEntries(wish.contacts.map((contact) => [newRowId(random), { ...contact }])) } } : {}) },
      };
      const all: Record<string, SectionPatch> = { ...Object.fromEntries(sections), profile };
      for (const [section, patch] of Object.entries(all)) {
        // the owner's rights reach every section but those that ask for a clearance besides
        if (!mayFill(section, person.clearances) || (person.service && person.service.sections[parseDocSection(section)?.section ?? 'profile'] !== 'write')) throw forbidden(`You may not write into the section ${section}.`);
        input.add(schema.checkPatch(section, patch));
      }
      input.done();
      return store(person.id, { ...blank, id, keys, kind, packs, code: wish.code ?? null, department, owner: person.service ? null : person.id, openedAt: now() }, all);
    },

    async bring(by, archive: BroughtArchive, changeset) {
      const { id = newArchiveId(random), keys, kind, packs, owner, department, fields, rows, texts, marks, others } = archive;
      const input = new Input();
      input.kind(kind);
      input.packs(packs);
      const sections = { ...others, profile: { fields, rows, texts, marks } };
      for (const [section, patch] of Object.entries(sections)) input.add(schema.checkPatch(section, patch));
      input.done();
      return store(by, { ...blank, id, keys, kind, packs, owner, department, code: archive.code ?? null, openedAt: now(), ...archive.row }, sections, changeset);
    },

    async change(person, id, wish, set) {
      const rights = await rightsOn(person, id);
      mustBe(rights, wish.ifRevision);
      const named = (Object.keys(wish) as (keyof RowChange)[]).filter((key) => wish[key] !== undefined);
      need(rights, named.some((key) => NEEDS_MANAGE.has(key)) ? 'manage' : 'write', 'Your right on this archive does not reach so far.');
      const input = new Input();
      const change: { -readonly [Key in keyof ArchiveChange]: ArchiveChange[Key] } = {};
      if (wish.kind !== undefined) change.kind = input.kind(wish.kind);
      if (wish.packs !== undefined) change.packs = input.packs(wish.packs);
      if (wish.code !== undefined) change.code = wish.code;
      if (wish.keeper !== undefined) change.keeper = wish.keeper === null ? null : personNow(input.person('keeper', wish.keeper));
      if (wish.department !== undefined) change.department = input.department('department', wish.department);
      if (wish.confidentiality !== undefined) change.confidentiality = wish.confidentiality;
      if (wish.keys !== undefined) change.keys = input.keys(wish.keys);
      if (wish.reviewed) change.reviewedAt = now();
      input.done();
      return Object.keys(change).length === 0 ? rights.archive : write(person.id, id, change, set?.changeset);
    },

    changeBrought: (by, id, change, changeset) => write(by, id, change, changeset),

    async setState(person, id, state, reason, set) {
      const rights = await rightsOn(person, id);
      // a closed archive caps every right at `read`
      if (!atLeast(await access.levelIfOpen(person, id), 'manage')) throw forbidden('Closing and reopening an archive needs the right to manage it.');
      if (rights.archive.state === 'restricted') throw new Refusal('conflict', 'Processing of this archive is restricted; compliance lifts that.', { field: 'state' });
      if (rights.archive.state === state) throw new Refusal('conflict', `The archive is ${state} already.`, { field: 'state' });
      return write(person.id, id, { state }, set?.changeset, { act: state === 'open' ? 'reopened' : 'closed', reason: reason.trim() });
    },

    async setOwners(person, id, wish, set) {
      const rights = await rightsOn(person, id);
      mustBe(rights, wish.ifRevision);
      const input = new Input();
      const owner = wish.owner === null ? null : personNow(input.person('owner', wish.owner));
      const coOwners = [...new Set(wish.coOwners.map((each, i) => personNow(input.person(`coOwners.${i}`, each))))].filter((each) => each !== owner);
      const deputies = wish.deputies.map((deputy, i) => ({
        person: personNow(input.person(`deputies.${i}.person`, deputy.person)),
        from: input.moment(`deputies.${i}.from`, deputy.from),
        to: input.end(`deputies.${i}.to`, deputy.to),
      }));
      const { archive } = rights;
      const before = (deputy: Deputy): boolean => archive.deputies.some((each) => personNow(each.person) === deputy.person && each.from === deputy.from && each.to === deputy.to);
      deputies.forEach((deputy, i) => {
        if (deputy.to <= deputy.from) input.wrong(`deputies.${i}.to`, 'not-after', 'A deputy\'s time must end after it begins.');
        // those of before may have ended meanwhile: a form gives the whole list back
        else if (deputy.to <= now() && !before(deputy)) input.wrong(`deputies.${i}.to`, 'past', 'A deputy\'s time must end later than now.');
      });
      input.done();
      const onlyDeputies = owner === archive.owner && JSON.stringify(coOwners) === JSON.stringify(archive.coOwners);
      const appoints = onlyDeputies && archive.department !== null && access.directory.manages(person).includes(archive.department);
      if (!appoints || deputies.some((deputy) => deputy.person === person.id && !before(deputy))) need(rights, 'manage', appoints ? 'Nobody appoints themselves; ask the owner, or who manages a department above.' : 'Only who manages an archive may change its owners.');
      return write(person.id, id, { owner, coOwners, deputies }, set?.changeset);
    },
  };

  return {
    ...service,
    // decided on the rights that the change before has left
    change: (person, id, wish, set) => turns.take(id, () => service.change(person, id, wish, set)),
    setState: (person, id, state, reason, set) => turns.take(id, () => service.setState(person, id, state, reason, set)),
    setOwners: (person, id, owners, set) => turns.take(id, () => service.setOwners(person, id, owners, set)),
  };
}
