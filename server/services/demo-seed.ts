/** Fills an empty data folder with the sample company, through the same services as everyone's edits. What the samples are is in `demo/samples`. */
import { SAMPLE_DEPARTMENTS, SAMPLE_PEOPLE, sampleArchives } from '../../demo/samples/index.ts';
import type { Dossier } from '../app.ts';
import type { Storage } from '../storage/storage.ts';
import { docName } from '../../model/ids.ts';

/** `today`, `YYYY-MM-DD`: records and transactions lie in the months before it. A run that was cut off is taken up where it stopped. */
export async function seedDemo({ services, hub, settled }: Dossier, storage: Pick<Storage, 'archives'>, today: string): Promise<void> {
  for (const department of SAMPLE_DEPARTMENTS) await services.directory.putDepartment(department);
  for (const { title: _title, ...person } of SAMPLE_PEOPLE) await services.directory.putPerson(person);
  for (const { sections, transactions, ...row } of sampleArchives(today)) {
    const { id, owner } = row;
    const profile = sections.profile ?? {};
    if (!(await storage.archives.get(id))) {
      await services.archives.bring(owner, { ...row, fields: profile.fields ?? {}, ...(profile.rows ? { rows: profile.rows } : {}) });
    }
    if (row.coOwners.length > 0 || row.confidentiality !== 'normal') await services.archives.changeBrought(owner, id, { coOwners: row.coOwners, confidentiality: row.confidentiality });
    for (const [section, patch] of Object.entries(sections)) await hub.write(docName(id, section), owner, patch);
    await services.transactions.bring(transactions.map((transaction) => ({ ...transaction, archive: id })));
  }
  await settled();
}
