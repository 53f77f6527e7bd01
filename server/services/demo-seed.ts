/** Fills an empty data folder with the sample company, through the same services as everyone's edits. What the samples are is in `demo/samples`. */
import { SAMPLE_DEPARTMENTS, SAMPLE_PEOPLE, sampleArchives } from '../../demo/samples/index.ts';
import type { SampleArchive } from '../../demo/samples/index.ts';
import type { Dossier } from '../app.ts';
import type { Storage } from '../storage/storage.ts';
import { docName } from '../../model/ids.ts';

/** `today`, `YYYY-MM-DD`: records and transactions lie in the months before it. A run that was cut off is taken up where it stopped. */
export async function seedDemo({ services, hub, settled }: Dossier, storage: Pick<Storage, 'archives'>, today: string): Promise<void> {
  await Promise.all(SAMPLE_DEPARTMENTS.map((department) => services.directory.putDepartment(department)));
  await Promise.all(SAMPLE_PEOPLE.map(({ title: _title, ...person }) => services.directory.putPerson(person)));
  const archive = async ({ sections, transactions: _transactions, ...row }: SampleArchive): Promise<void> => {
    const { id, owner } = row;
    const { profile, ...others } = sections;
    if (await storage.archives.get(id)) await Promise.all(Object.entries(sections).map(([section, patch]) => hub.write(docName(id, section), owner, patch)));
    else await services.archives.bring(owner, { ...row, ...profile, fields: profile?.fields ?? {}, others });
    if (row.coOwners.length > 0 || row.confidentiality !== 'normal') await services.archives.changeBrought(owner, id, { coOwners: row.coOwners, confidentiality: row.confidentiality });
  };
  const archives = sampleArchives(today);
  // side by side: what waits for the disk waits together
  await Promise.all(archives.map(archive));
  await services.transactions.bring(archives.flatMap(({ id, transactions }) => transactions.map((transaction) => ({ ...transaction, archive: id }))));
  await settled();
}
