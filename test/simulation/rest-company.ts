/** Who plays over REST, where their canaries may stand, and what the tables alone say about who may read them. */
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import type { SectionKey } from '../../model/sections.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';
import { entersUnseen, expected, expectedOverall, inTime, reaches, walled } from './oracle.ts';
import type { Standing } from './rest-words.ts';

/** People of one game: their ids are theirs alone, for the folder outlives it. `hidden` gives an id and a name that nobody may see. */
export function peopleOf(game: string, hidden: () => string): readonly Who[] {
  const who = (sub: string, roles: readonly string[], department?: string): Who => ({ sub: `${sub}-${game}`, name: `Person ${sub}`, roles, ...(department === undefined ? {} : { department }) });
  const unseen = (roles: readonly string[]): Who => ({ sub: hidden(), name: hidden(), roles });
  return [
    who('ann', ['staff']), who('bob', ['staff']), who('cid', ['staff']), who('dan', ['staff'], `sales-${game}`), who('eve', ['staff']), who('fay', ['staff']),
    who('gia', ['generalManager']), who('stu', ['steward']), unseen(['compliance']), unseen(['auditor']), who('mia', ['manager'], `sales-${game}`), unseen(['compliance']), who('ser', ['service']), who('sel', ['serviceManager']),
  ];
}

export interface Slot { readonly section: SectionKey; /** As in paths; of contacts with the year. */ readonly path: string; readonly body: (canary: string) => object; /** A search may find it. */ readonly found?: boolean }
const slot = (section: SectionKey, body: Slot['body'], more: Partial<Slot> = {}): Slot => ({ section, path: section, body, ...more });

/** What a canary may be written to. */
export const SLOTS: readonly Slot[] = [
  slot('profile', (canary) => ({ fields: { 'customer.shortName': canary } }), { found: true }),
  slot('profile', (canary) => ({ rows: { methods: { m1: { kind: 'email', value: `${canary}@example.org` } } } }), { found: true }),
  slot('profile', (canary) => ({ texts: { 'org.businessScope': `about ${canary}` } })),
  slot('private', (canary) => ({ rows: { children: { c1: { name: canary } } } })),
  slot('private', (canary) => ({ texts: { 'assoc.livingHabits': canary } })),
  slot('people', (canary) => ({ rows: { people: { p1: { name: canary } } } })),
  slot('bank', (canary) => ({ rows: { bankProducts: { b1: { product: canary } } } })),
  slot('aml', (canary) => ({ rows: { amlClues: { a1: { source: canary } } } })),
  slot('identity', (canary) => ({ fields: { 'person.idDocumentNumber': canary } })),
  slot('contacts', (canary) => ({ rows: { contacts: { k1: { time: '2026-03-01T09:00', nextAppointment: '2026-04-01' } } }, texts: { 'contacts/k1/subject': canary } }), { path: 'contacts-2026' }),
];

/** Sections that grants name more often than chance would: what the canaries stand in. */
export const OFTEN: readonly SectionKey[] = ['profile', 'private', 'people', 'bank', 'aml', 'trade', 'terms', 'documents', 'contacts'];

const NOBODY = (sub: string): Standing => ({ sub, active: false, roles: [], overall: 'none', reads: () => false, writes: () => false, enters: () => false, answers: false, manages: false, owns: false, walled: false, emergency: false });

/** From the tables, by rules of our own: neither `decide()` nor what the server keeps beside the tables counts. */
export async function standingOf(world: HttpWorld, id: string, archiveId: ArchiveId, own: boolean): Promise<Standing> {
  const { storage, dossier: { access: { directory } } } = world;
  const person = directory.person(id as PersonId);
  if (!person) return NOBODY(id);
  const base = { ...NOBODY(id), active: true, roles: person.roles, emergency: directory.policy.emergency.includes(person.id) };
  // what was merged into another is that one
  const named = (await world.dossier.access.resolve({ kind: 'id', id: archiveId })) ?? archiveId;
  const archive = await storage.archives.get(named);
  if (!archive) return base;
  const now = new Date(world.now()).toISOString();
  // by a token of another page what the policy keeps for the server's own pages is not theirs
  const frameOnly = own ? [] : directory.policy.frameOnly;
  const question = {
    person: { ...person, clearances: person.clearances.filter((each) => !frameOnly.includes(each)) }, archive, grants: await storage.directory.grants(named), policy: directory.policy, manages: directory.manages(person), within: directory.within(person),
    ownerActive: archive.owner !== null && directory.isActive(archive.owner), now,
  };
  const of = (section: SectionKey) => expected({ ...question, section });
  const heads = archive.department !== null && question.manages.includes(archive.department);
  const open = { ...question, archive: { ...archive, state: archive.state === 'closed' || archive.state === 'restricted' ? 'open' as const : archive.state } };
  return {
    ...base, overall: expectedOverall(question), reads: (section) => reaches(of(section), 'read'), writes: (section) => reaches(of(section), 'write'), enters: (section) => entersUnseen({ ...question, section }),
    answers: archive.owner === person.id || heads || archive.deputies.some(({ person: who, from, to }) => who === person.id && inTime(from, to, now)), manages: reaches(expectedOverall(open), 'manage'), owns: archive.owner === person.id, walled: walled(question),
  };
}
