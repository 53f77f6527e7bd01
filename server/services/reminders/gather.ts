/** What the rules of reminders are asked about: one archive's sections, trade, files and people, read and handed to `causesOf`; and whose each reason is. */
import { hash } from 'node:crypto';
import type { ServerAccess } from '../../access/access.ts';
import type { CareBasis, CareOf, ReminderRow } from '../../storage/reminder-store.ts';
import type { Storage, StoredArchive } from '../../storage/storage.ts';
import type { Hub } from '../../sync/sync.ts';
import type { SectionValues } from '../../../model/api.ts';
import type { WorkspaceCatalogue } from '../../../model/catalogue/catalogue.ts';
import { docName } from '../../../model/ids.ts';
import type { ArchiveId, PersonId } from '../../../model/ids.ts';
import type { Shares } from '../../../model/completeness/sum.ts';
import type { CalendarDate } from '../../../model/overview.ts';
import { RHYTHM_DAYS } from '../../../model/reminders/rhythm.ts';
import { causesOf, RULES_VERSION } from '../../../model/reminders/rules.ts';
import type { CareInput, Cause } from '../../../model/reminders/rules.ts';
import { atLeast, holds } from '../../../model/rights.ts';
import { isSectionKey, parseDocSection } from '../../../model/sections.ts';
import type { SectionKey } from '../../../model/sections.ts';
import { serviceFor } from '../../../model/service-matrix/matrix.ts';
import type { Given, ServiceMatrix } from '../../../model/service-matrix/matrix.ts';

export interface GatherOptions {
  readonly storage: Pick<Storage, 'archives' | 'files' | 'newest' | 'reminders'>;
  readonly access: Pick<ServerAccess, 'decide' | 'directory'>;
  readonly hub: Pick<Hub, 'read'>;
  readonly catalogue: { now(): WorkspaceCatalogue };
  readonly matrix: () => Promise<ServiceMatrix>;
  readonly creditMonths: () => number;
  /** The first contact that a hand-over asks for; null: none waits. Default: there are no hand-overs. */
  readonly firstContact?: (archive: ArchiveId) => CareInput['firstContact'];
  /** Whoever took back their consent to greetings is greeted no more. Default: nobody did. */
  readonly silenced?: (archive: ArchiveId) => boolean;
  readonly now: () => string;
  readonly today: () => CalendarDate;
}

/** Sections that a rule reads. */
const READ: ReadonlySet<SectionKey> = new Set(['profile', 'people', 'private', 'contacts', 'preferences', 'credit', 'identity', 'bank', 'aml']);
const reads = (document: string): SectionKey | null => {
  const section = parseDocSection(document)?.section;
  return section !== undefined && READ.has(section) ? section : null;
};

type Edits = readonly { readonly section: string; readonly seq: number }[];
/** What an archive's reasons rest on, as it is now. `mark` says all of it, to be compared with that of the last time. */
export interface Basis { readonly archive: ArchiveId; readonly stored: CareBasis; readonly sections: Edits; readonly mark: string; readonly visits: CareInput['visits']; readonly first: NonNullable<CareInput['firstContact']> | null }

const fingerprint = (value: unknown): string => hash('sha256', JSON.stringify(value), 'base64url').slice(0, 16);

/** Of many at once, cheaply: what was missed is found by it, whether the server was up or not. Null: there is no such archive. */
export async function basesOf(archives: readonly ArchiveId[], options: GatherOptions): Promise<readonly (Basis | null)[]> {
  const { storage, now } = options;
  const [stored, edits, { dictionaries }, matrix] = await Promise.all([storage.reminders.basis(archives, RHYTHM_DAYS + 1), storage.newest(archives), options.catalogue.now(), options.matrix()]);
  const rules = fingerprint([RULES_VERSION, options.creditMonths(), dictionaries.filter(({ id }) => id === 'D-55' || id === 'D-56').map((each) => each.options.map(({ key, days }) => [key, days]))]);
  return archives.map((archive, i) => {
    const basis = stored[i];
    if (!basis) return null;
    const sections = edits[i] ?? [];
    const { value: times, from } = serviceFor(basis.classes, matrix).find(({ key }) => key === 'visits') as Given<'visits'>;
    const visits = times > 0 && from !== null ? { times, ...from } : null;
    const deputies = basis.deputies.filter(({ from: begin, to }) => holds(begin, to, now())).map(({ person }) => person);
    const first = options.firstContact?.(archive) ?? null;
    const rest = fingerprint([basis.revision, basis.purchases, basis.files, basis.shares, deputies, visits, ...(first === null ? [] : [first]), ...(options.silenced?.(archive) === true ? ['silenced'] : [])]);
    const read = sections.filter(({ section }) => reads(section) !== null).map(({ section, seq }) => `${section}:${seq}`).sort();
    return { archive, stored: basis, sections, mark: [rules, rest, ...read].join('.'), visits, first };
  });
}

/** Null: an archive that nobody works on has no reminders. */
export async function gather({ archive, stored, sections, mark, visits, first }: Basis, options: GatherOptions): Promise<CareOf | null> {
  const { storage, hub, catalogue } = options;
  const row = await storage.archives.get(archive);
  if (row?.state !== 'open') return null;
  const [values, files] = await Promise.all([
    Promise.all(sections.flatMap(({ section }) => (reads(section) === null ? [] : [hub.read(docName(archive, section)).then((found) => [reads(section) as SectionKey, found.values] as const)]))),
    stored.files === '' ? [] : storage.files.list(archive),
  ]);
  const { dictionaries } = catalogue.now();
  const causes = causesOf({
    today: options.today(),
    row: { kind: row.kind, packs: row.packs, openedAt: row.openedAt.slice(0, 10), reviewedAt: row.reviewedAt?.slice(0, 10) ?? null, confidentiality: row.confidentiality, staff: staffOf(row, options) },
    sections: merged(values), purchases: stored.purchases, shares: stored.shares === '' ? {} : (JSON.parse(stored.shares) as Shares), visits, creditMonths: options.creditMonths(), firstContact: first, greeted: options.silenced?.(archive) !== true,
    files: files.flatMap(({ id, section, name, validUntil }) => (isSectionKey(section) ? [{ id, section, name, validUntil }] : [])),
    cycle: (dictionary, option) => dictionaries.find(({ id }) => id === dictionary)?.options.find(({ key }) => key === option)?.days ?? null,
  });
  return { archive, mark, reasons: await assigned(row, causes, options) };
}

/** Contact records of all years as one. */
function merged(values: readonly (readonly [SectionKey, SectionValues])[]): Readonly<Partial<Record<SectionKey, SectionValues>>> {
  const all: Partial<Record<SectionKey, SectionValues>> = {};
  for (const [section, found] of values) {
    const there = all[section];
    all[section] = there === undefined ? found : { ...there, texts: { ...there.texts, ...found.texts }, rows: { ...there.rows, contacts: { ...there.rows['contacts'], ...found.rows['contacts'] } } };
  }
  return all;
}

const staffOf = (row: StoredArchive, { access: { directory } }: GatherOptions): number => new Set([...(row.owner === null ? [] : [row.owner]), ...row.coOwners].map((id) => directory.current(id)).filter((id) => directory.isActive(id))).size;

/** Who is named by the record, else a deputy for as long as one is, the owner, the keeper, a co-owner: the first who is there and reads the section. */
async function assigned(row: StoredArchive, causes: readonly Cause[], { access, now }: GatherOptions): Promise<readonly ReminderRow[]> {
  const { directory } = access;
  const responsible = [...row.deputies.filter(({ from, to }) => holds(from, to, now())).map(({ person }) => person), row.owner, row.keeper, ...row.coOwners].filter((id) => id !== null);
  const known = new Map<string, Promise<boolean>>();
  const may = (id: PersonId, section: SectionKey): Promise<boolean> => {
    const key = `${section} ${id}`;
    const there = known.get(key) ?? (directory.person(id)?.active === true ? access.decide({ id }, row.id, section).then(({ level }) => atLeast(level, 'read')) : Promise.resolve(false));
    known.set(key, there);
    return there;
  };
  const holder = async (named: PersonId | null, section: SectionKey): Promise<PersonId | ''> => {
    for (const id of [...(named === null ? [] : [named]), ...responsible].map((each) => directory.current(each))) if (await may(id, section)) return id;
    return '';
  };
  return Promise.all(causes.map(async ({ person, ...cause }) => ({ ...cause, person: await holder(person, cause.section) })));
}
