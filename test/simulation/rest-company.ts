/** Who plays over REST, where their canaries may stand, and what the tables alone say about who may read them. */
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import { atLeast, decide, overallLevel } from '../../model/rights.ts';
import type { Level } from '../../model/rights.ts';
import type { SectionKey } from '../../model/sections.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';
import type { Kept } from './canaries.ts';

/** `name`: everyone who may know of the archive. `cost`: who reads terms beside trade. */
export interface RestMark extends Kept { readonly kind: 'value' | 'name' | 'cost'; readonly by: string; readonly section: SectionKey }

/** People of one game: their ids are theirs alone, for the folder outlives it. */
export function peopleOf(game: string): readonly Who[] {
  const who = (sub: string, roles: readonly string[], department?: string): Who => ({ sub: `${sub}-${game}`, name: `Person ${sub}`, roles, ...(department === undefined ? {} : { department }) });
  return [
    who('ann', ['staff']), who('bob', ['staff']), who('cid', ['staff']), who('dan', ['staff'], `sales-${game}`), who('eve', ['staff']), who('fay', ['staff']),
    who('gia', ['generalManager']), who('stu', ['steward']), who('com', ['compliance']), who('aud', ['auditor']), who('mia', ['manager'], `sales-${game}`),
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

export interface Levels { readonly overall: Level; reads(section: SectionKey): boolean; may(mark: RestMark): boolean }

const NOBODY: Levels = { overall: 'none', reads: () => false, may: () => false };

/** Straight from the tables: nothing that the server keeps in memory beside them counts. */
export async function levelsOf(world: HttpWorld, id: string, archiveId: ArchiveId): Promise<Levels> {
  const { storage, dossier: { access } } = world;
  const person = access.directory.person(id as PersonId);
  const archive = await storage.archives.get(archiveId);
  if (!person || !archive) return NOBODY;
  const question = {
    person, archive, grants: await storage.directory.grants(archiveId), policy: access.directory.policy, manages: access.directory.manages(person), within: access.directory.within(person),
    ownerActive: archive.owner !== null && access.directory.isActive(archive.owner), now: new Date(world.now()).toISOString(),
  };
  const overall = overallLevel(question).level;
  const reads = (section: SectionKey): boolean => atLeast(decide({ ...question, section }).level, 'read');
  return { overall, reads, may: ({ kind, section }) => (kind === 'name' ? overall !== 'none' : reads(section) && (kind !== 'cost' || reads('terms'))) };
}
