/** A server of maps for the import tests: it keeps what it is given and counts what it was asked. */
import { Readable } from 'node:stream';
import type { Scalar, SectionPatch, SectionValues, Transaction } from '../../model/api.ts';
import { DICTIONARIES } from '../../model/catalogue/catalogue.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import type { Department, Person } from '../../model/rights.ts';
import { checkPatch, SHIPPED } from '../../model/validation/section-rules.ts';
import { EditError } from '../../server/sync/sync.ts';
import type { ImportFile } from '../../server/services/import/csv.ts';
import type { ImportPort, ImportedSection, NotedRow, Outcome } from '../../server/services/import/port.ts';
import { joined } from '../../server/services/joined-person.ts';
import type { BroughtArchive } from '../../server/services/services.ts';
import { plainData } from '../../server/storage/import-packs.ts';
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
  readonly archives = new Map<ArchiveId, { readonly brought: BroughtArchive; readonly sections: Partial<Record<ImportedSection, Content>> }>();
  readonly directory = new Map<PersonId, Person>();
  readonly departmentsById = new Map<string, Department>();
  readonly transactions = new Map<string, Transaction & { readonly archive: ArchiveId }>();
  readonly imported = new Map<string, ImportedRow>();
  readonly finishedWith: (readonly ArchiveId[])[] = [];
  readonly news: [ArchiveId, 'trade' | 'stays'][] = [];
  traded: ImportPort['traded'] = (archive, section) => void this.news.push([archive, section]);
  /** Calls that store something. */
  writes = 0;

  resolve: ImportPort['resolve'] = async (ref) => {
    if (ref.kind === 'id') return this.archives.has(ref.id) ? ref.id : null;
    for (const [id, { brought }] of this.archives) if (brought.keys.includes(ref.key)) return id;
    return null;
  };
  bringMany: ImportPort['bringMany'] = async (all) => all.map((brought) => this.#bring(brought));
  withCode: ImportPort['withCode'] = async (code) => [...this.archives].find(([, { brought }]) => brought.code === code)?.[0] ?? null;
  readonly noted: NotedRow[] = [];
  likely: ImportPort['likely'] = async () => [];
  putComment: ImportPort['putComment'] = async () => 'created';
  putFile: ImportPort['putFile'] = async () => 'created';
  noteRows: ImportPort['noteRows'] = async (rows, imported) => {
    this.noted.push(...rows);
    for (const row of imported) this.imported.set(JSON.stringify([row.source, row.table, row.externalId]), structuredClone(row));
  };
  digests: ImportPort['digests'] = async (traded) => void this.finishedWith.push(traded);
  #bring(brought: BroughtArchive): ArchiveId {
    this.writes++;
    const id = brought.id ?? (`made${this.archives.size}` as ArchiveId);
    const sections: Partial<Record<ImportedSection, Content>> = { profile: empty(), people: empty() };
    this.archives.set(id, { brought, sections });
    this.#write(id, 'profile', { fields: brought.fields, rows: brought.rows ?? {}, texts: brought.texts ?? {} });
    for (const [section, patch] of Object.entries(brought.others ?? {})) this.#write(id, section as ImportedSection, patch);
    return id;
  }
  read = async (id: ArchiveId, section: ImportedSection): Promise<SectionValues> => structuredClone(this.section(id, section));
  write: ImportPort['write'] = async (id, section, patch) => {
    this.writes++;
    this.#write(id, section, patch);
  };
  dictionaries = () => DICTIONARIES;
  ownFields: ImportPort['ownFields'] = () => [];
  readonly schema = SHIPPED;
  people = async (): Promise<readonly Person[]> => [...this.directory.values()];
  readonly aliases = new Map<PersonId, PersonId>();
  /** Who imports; null: a command. */
  by: Person | null = null;
  putPerson: ImportPort['putPerson'] = async (person, facts) => {
    this.writes++;
    const there = this.directory.get(person.id);
    this.directory.set(person.id, there ? { ...there, ...facts } : person);
  };
  current: ImportPort['current'] = (id) => this.aliases.get(id) ?? id;
  renamePerson: ImportPort['renamePerson'] = async (from, to) => {
    this.writes++;
    const person = joined(this.directory.get(from)!, this.directory.get(to), to);
    this.directory.delete(from);
    this.directory.set(to, person);
    this.aliases.set(from, to);
    return person;
  };
  importer: ImportPort['importer'] = () => this.by;
  departments = async (): Promise<readonly Department[]> => [...this.departmentsById.values()];
  putDepartments: ImportPort['putDepartments'] = async (departments) => {
    this.writes += departments.length;
    for (const department of departments) this.departmentsById.set(department.id, department);
  };
  putTransactions: ImportPort['putTransactions'] = async (rows, dryRun, notes) => rows.map((row, i): Outcome => {
    const known = this.transactions.get(`${row.source} ${row.externalId}`);
    const outcome = !known ? 'created' : JSON.stringify(known) === JSON.stringify(row) ? 'unchanged' : 'updated';
    if (!dryRun && outcome !== 'unchanged') {
      this.writes++;
      this.transactions.set(`${row.source} ${row.externalId}`, row);
    }
    const note = notes?.rows[i];
    if (notes && note) this.noted.push({ row: note.row, data: note.data ?? plainData(notes.file, note.line, row.externalId, row.archive), state: outcome === 'created' ? 'create' : outcome === 'updated' ? 'update' : 'same' });
    return outcome;
  });
  importedRow: ImportPort['importedRow'] = async (source, table, externalId) => this.imported.get(JSON.stringify([source, table, externalId])) ?? null;
  importedRows: ImportPort['importedRows'] = async (source, table, ids) => ids.flatMap((id) => this.imported.get(JSON.stringify([source, table, id])) ?? []);
  finished: ImportPort['finished'] = async (traded) => void this.finishedWith.push(traded);

  section(id: string, section: ImportedSection): Content {
    const archive = this.archives.get(id as ArchiveId);
    if (!archive) throw new Error(`no archive ${id}`);
    return (archive.sections[section] ??= empty());
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
