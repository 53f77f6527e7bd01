/** What an import needs of the server, and no more: a fake of it is a page. `importPort` fits it to the services and the storage. */
import type { SectionPatch, SectionValues, Transaction } from '../../../model/api.ts';
import { docName, type ArchiveId, type ArchiveRef, type PersonId } from '../../../model/ids.ts';
import type { Department, Person } from '../../../model/rights.ts';
import type { ImportedRow, Storage } from '../../storage/storage.ts';
import type { Hub } from '../../sync/sync.ts';
import type { Changes } from '../changes.ts';
import type { BroughtArchive, Services } from '../services.ts';

export type Outcome = 'created' | 'updated' | 'unchanged';
export type ImportedSection = 'profile' | 'people';

export interface ImportPort {
  resolve(ref: ArchiveRef): Promise<ArchiveId | null>;
  /** Throws a `Refusal` when an id, key or code is taken or a value may not stand. */
  bring(archive: BroughtArchive): Promise<ArchiveId>;
  read(archive: ArchiveId, section: ImportedSection): Promise<SectionValues>;
  /** One edit through the room, like anyone's. Throws `EditError`. */
  write(archive: ArchiveId, section: ImportedSection, patch: SectionPatch): Promise<void>;
  people(): Promise<readonly Person[]>;
  putPerson(person: Person): Promise<void>;
  departments(): Promise<readonly Department[]>;
  putDepartment(department: Department): Promise<void>;
  putTransactions(rows: readonly (Transaction & { readonly archive: ArchiveId })[], dryRun: boolean): Promise<readonly Outcome[]>;
  importedRow(source: string, table: string, externalId: string): Promise<ImportedRow | null>;
  putImportedRows(rows: readonly ImportedRow[]): Promise<void>;
  /** Once, at the end of a run that stored something: word of archives with new transactions, and one classification. */
  finished(traded: readonly ArchiveId[]): Promise<void>;
}

/** `by` stays in the log as the author of every edit. */
export function importPort(parts: { readonly storage: Storage; readonly hub: Hub; readonly services: Pick<Services, 'archives' | 'directory' | 'classifier'>; readonly changes: Pick<Changes, 'digests'> }, by: PersonId): ImportPort {
  const { storage, hub, services, changes } = parts;
  return {
    resolve: (ref) => storage.archives.resolve(ref),
    bring: async (archive) => (await services.archives.bring(by, archive)).id,
    read: async (archive, section) => (await hub.read(docName(archive, section))).values,
    write: async (archive, section, patch) => void (await hub.write(docName(archive, section), by, patch)),
    people: () => storage.directory.people(),
    // the run read the directory when it began: what an administrator did since stays
    putPerson: async (person) => void (await services.directory.changePerson(person.id, (stored) => {
      const { name, email, department, reportsTo } = person;
      return stored ? { ...stored, name, email, department, reportsTo } : person;
    })),
    departments: () => storage.directory.departments(),
    putDepartment: (department) => services.directory.putDepartment(department),
    // Not by the transaction service: it would ask for a classification with every slice of the import.
    putTransactions: (rows, dryRun) => storage.facts.putTransactions(rows, { dryRun }),
    importedRow: (source, table, externalId) => storage.facts.importedRow(source, table, externalId),
    putImportedRows: (rows) => storage.facts.putImportedRows(rows),
    async finished(traded) {
      // Sums are no part of the stored row: who watches is told, nothing is projected again.
      if (traded.length > 0) {
        hub.digestsChanged(traded);
        changes.digests(traded);
      }
      services.classifier.changed();
    },
  };
}
