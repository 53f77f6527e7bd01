/** A server of maps for the import tests: it keeps what it is given and counts what it was asked. */
import { Readable } from 'node:stream';
import type { Scalar, SectionPatch, SectionValues, Transaction } from '../../model/api.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import type { Department, Person } from '../../model/rights.ts';
import { checkPatch } from '../../model/validation/section-rules.ts';
import { EditError } from '../../server/sync/sync.ts';
import type { ImportFile } from '../../server/services/import/csv.ts';
import type { ImportPort, ImportedSection, Outcome } from '../../server/services/import/port.ts';
import type { BroughtArchive } from '../../server/services/services.ts';
import type { ImportedRow } from '../../server/storage/storage.ts';

type Content = { fields: Record<string, Scalar>; rows: Record<string, Record<string, Record<string, Scalar>>>; texts: Record<string, string>; marks: Record<string, Scalar> };
const empty = (): Content => ({ fields: {}, rows: {}, texts: {}, marks: {} });

function apply(content: Content, patch: SectionPatch): void {
  const put = (into: Record<string, Scalar>, key: string, value: Scalar): void => void (value === null ? delete into[key] : (into[key] = value));
  for (const [key, value] of Object.entries(patch.fields ?? {})) put(content.fields, key, value);
  for (const [key, value] of Object.entries(patch.texts ?? {})) content.texts[key] = value ?? '';
  for (const [table, rows] of Object.entries(patch.rows ?? {})) {
    for (const [id, cells] of Object.entries(rows)) {
      const kept = (content.rows[table] ??= {});
      if (cells === null) delete kept[id];
      else for (const [column, value] of Object.entries(cells)) put((kept[id] ??= {}), column, value);
    }
  }
}

export class MemoryPort implements ImportPort {
  readonly archives = new Map<ArchiveId, { readonly brought: BroughtArchive; readonly sections: Record<ImportedSection, Content> }>();
  readonly directory = new Map<PersonId, Person>();
  readonly departmentsById = new Map<string, Department>();
  readonly transactions = new Map<string, Transaction & { readonly archive: ArchiveId }>();
  readonly imported = new Map<string, ImportedRow>();
  readonly finishedWith: (readonly ArchiveId[])[] = [];
  /** Calls that store something. */
  writes = 0;

  resolve: ImportPort['resolve'] = async (ref) => {
    if (ref.kind === 'id') return this.archives.has(ref.id) ? ref.id : null;
    for (const [id, { brought }] of this.archives) if (brought.keys.includes(ref.key)) return id;
    return null;
  };
  bring: ImportPort['bring'] = async (brought) => {
    this.writes++;
    const id = brought.id ?? (`made${this.archives.size}` as ArchiveId);
    const sections = { profile: empty(), people: empty() };
    this.archives.set(id, { brought, sections });
    this.#write(id, 'profile', { fields: brought.fields, rows: brought.rows ?? {}, texts: brought.texts ?? {} });
    for (const [section, patch] of Object.entries(brought.others ?? {})) this.#write(id, section as ImportedSection, patch);
    return id;
  };
  read = async (id: ArchiveId, section: ImportedSection): Promise<SectionValues> => structuredClone(this.section(id, section));
  write: ImportPort['write'] = async (id, section, patch) => {
    this.writes++;
    this.#write(id, section, patch);
  };
  people = async (): Promise<readonly Person[]> => [...this.directory.values()];
  putPerson = async (person: Person): Promise<void> => {
    this.writes++;
    this.directory.set(person.id, person);
  };
  departments = async (): Promise<readonly Department[]> => [...this.departmentsById.values()];
  putDepartment = async (department: Department): Promise<void> => {
    this.writes++;
    this.departmentsById.set(department.id, department);
  };
  putTransactions: ImportPort['putTransactions'] = async (rows, dryRun) => rows.map((row): Outcome => {
    const known = this.transactions.get(`${row.source} ${row.externalId}`);
    const outcome = !known ? 'created' : JSON.stringify(known) === JSON.stringify(row) ? 'unchanged' : 'updated';
    if (!dryRun && outcome !== 'unchanged') {
      this.writes++;
      this.transactions.set(`${row.source} ${row.externalId}`, row);
    }
    return outcome;
  });
  importedRow: ImportPort['importedRow'] = async (source, table, externalId) => this.imported.get(JSON.stringify([source, table, externalId])) ?? null;
  putImportedRows: ImportPort['putImportedRows'] = async (rows) => {
    for (const row of rows) this.imported.set(JSON.stringify([row.source, row.table, row.externalId]), structuredClone(row));
  };
  finished: ImportPort['finished'] = async (traded) => void this.finishedWith.push(traded);

  section(id: string, section: ImportedSection): Content {
    const archive = this.archives.get(id as ArchiveId);
    if (!archive) throw new Error(`no archive ${id}`);
    return archive.sections[section];
  }

  /** Only row of a table of an archive; edits go straight into it. */
  only(id: string, section: ImportedSection, table: string): Record<string, Scalar> {
    const rows = Object.values(this.section(id, section).rows[table] ?? {});
    if (rows.length !== 1 || !rows[0]) throw new Error(`${table} of ${id} has ${rows.length} rows`);
    return rows[0];
  }

  /** Everything that is kept, for "nothing changed". */
  state(): unknown {
    return structuredClone([[...this.archives].map(([id, { sections }]) => [id, sections]), [...this.directory], [...this.departmentsById], [...this.transactions]]);
  }

  #write(id: ArchiveId, section: ImportedSection, patch: SectionPatch): void {
    const problems = checkPatch(section, patch);
    if (problems.length > 0) throw new EditError(problems);
    apply(this.section(id, section), patch);
  }
}

/** A file from text or bytes, readable as often as it is asked for. */
export const memoryFile = (name: string, ...parts: readonly (string | Uint8Array)[]): ImportFile => ({ name, open: () => Readable.from(parts.map((part) => Buffer.from(part)), { objectMode: false }) });
