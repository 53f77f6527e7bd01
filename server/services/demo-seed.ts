/** Fills an empty data folder with the sample company, through the same services as everyone's edits. What the samples are is in `demo/samples`. */
import { paper, SAMPLE_DEPARTMENTS, SAMPLE_PEOPLE, sampleArchives } from '../../demo/samples/index.ts';
import type { SampleArchive } from '../../demo/samples/index.ts';
import type { Dossier } from '../app.ts';
import type { Storage } from '../storage/storage.ts';
import { addMonths } from '../../model/classification/dates.ts';
import { docName } from '../../model/ids.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';

/** Classes that salespeople ask for; they wait for a manager. */
const WISHES = [
  { by: 'lucia' as PersonId, archive: 'azulejos-sur' as ArchiveId, scheme: 'grade', value: 'aa', reason: 'Cuentas auditadas de este año, sin impagos desde 2016.' },
  { by: 'james' as PersonId, archive: 'kestrel-coast' as ArchiveId, scheme: 'creditManagement', value: 'core', reason: 'Three-year framework agreement: the full credit file pays from the first order.' },
] as const;
/** What colleagues write to each other about a customer. */
const WORDS = [{ id: 'sample-word-1', by: 'james' as PersonId, archive: 'kestrel-coast' as ArchiveId, text: '@[margaret] Rosalind asks whether the price list for all houses will be there tomorrow.' }] as const;

/** `today`, `YYYY-MM-DD`: records and transactions lie in the months before it. A run that was cut off is taken up where it stopped. */
export async function seedDemo({ services, hub, access, settled }: Dossier, storage: Pick<Storage, 'archives' | 'files'>, today: string): Promise<void> {
  await services.directory.putDepartments(SAMPLE_DEPARTMENTS);
  await Promise.all(SAMPLE_PEOPLE.map(({ title: _title, ...person }) => services.directory.putPerson(person)));
  const archive = async ({ sections, transactions: _transactions, files, ...row }: SampleArchive): Promise<void> => {
    const { id, owner } = row;
    const { profile, ...others } = sections;
    if (await storage.archives.get(id)) await Promise.all(Object.entries(sections).map(([section, patch]) => hub.write(docName(id, section), owner, patch)));
    else await services.archives.bring(owner, { ...row, ...profile, fields: profile?.fields ?? {}, others });
    if (row.coOwners.length > 0 || row.confidentiality !== 'normal') await services.archives.changeBrought(owner, id, { coOwners: row.coOwners, confidentiality: row.confidentiality });
    for (const [i, { title, validUntil, ...file }] of files.entries()) {
      const fileId = `sample-${id}-${i + 1}`.slice(-32);
      if (await storage.files.get(fileId)) continue;
      await storage.files.put({ ...file, id: fileId, archive: id, type: 'application/pdf', validUntil: validUntil ?? null, by: owner, at: `${today}T08:00:00.000Z` }, once(paper(`${title}, ${id}`)), 1_000_000);
    }
  };
  const archives = sampleArchives(today);
  // side by side: what waits for the disk waits together
  await Promise.all(archives.map(archive));
  await services.transactions.bring(archives.flatMap(({ id, transactions }) => transactions.map((transaction) => ({ ...transaction, archive: id }))));
  await settled();
  await Promise.all(WISHES.map(async ({ by, archive: id, scheme, ...wish }) => {
    const [person, rights] = [access.directory.person(by), await access.rights({ id: by }, id)];
    if (person === null || rights === null || (await services.overrides.of(person, rights, scheme)).items.length > 0) return;
    await services.overrides.put(person, rights, scheme, { ...wish, until: addMonths(today, 6) });
  }));
  // the id is always the same: written once, however often it is taken up
  for (const { id, by, archive: of, text } of WORDS) await services.comments.add({ id: by }, of, { id, section: 'profile', record: '', text });
  // groups of similar customers and the reports of the two months before, as they are made on the first of a month
  await services.groups.make();
  for (const back of [2, 1]) await services.reports.make(addMonths(`${today.slice(0, 7)}-01`, -back).slice(0, 7));
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
