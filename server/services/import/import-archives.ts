/** Customers and suppliers become archives: found again by `(source, table, external id)`, merged with what people changed, else created. */
import type { Scalar, SectionPatch } from '../../../model/api.ts';
import { parseArchiveId, type ArchiveId, type DepartmentId } from '../../../model/ids.ts';
import { parseValueKey } from '../../../model/value-keys.ts';
import { StorageError, type ImportedRow } from '../../storage/storage.ts';
import { EditError } from '../../sync/sync.ts';
import { Refusal } from '../errors.ts';
import { sectionOf, wantedArchive, type WantedArchive } from './archive-values.ts';
import { merge, type Values } from './merge.ts';
import type { ImportedSection, ImportPort } from './port.ts';
import type { Row } from './rows.ts';

export interface ArchiveTask {
  readonly port: ImportPort;
  readonly source: string;
  readonly table: 'customers' | 'suppliers';
  readonly department: DepartmentId;
  readonly dryRun: boolean;
}

export interface ImportedArchive { readonly outcome: 'created' | 'updated' | 'unchanged'; readonly archive: ArchiveId; readonly row: ImportedRow }

/** Null when the row was refused; the row's notes say why. */
export async function importArchive(row: Row, task: ArchiveTask): Promise<ImportedArchive | null> {
  const wanted = wantedArchive(row, task.source, task.table);
  if (!wanted) return null;
  const externalId = row.text('id');
  const known = await task.port.importedRow(task.source, task.table, externalId);
  // The key also finds an archive whose import was cut off before it was written down.
  const found = known ? ((await task.port.resolve({ kind: 'id', id: known.target as ArchiveId })) ?? null) : await task.port.resolve({ kind: 'key', key: wanted.key });
  const written = (archive: ArchiveId): ImportedRow => ({ source: task.source, table: task.table, externalId, target: archive, values: wanted.values });
  if (found === null) {
    if (known) return row.refused('id', 'gone', 'The archive of this row was removed in Dossier; it is not made again.');
    const archive = await create(row, wanted, task);
    return archive === null ? null : { outcome: 'created', archive, row: written(archive) };
  }
  let changed: boolean;
  try {
    changed = await update(row, found, (known?.values ?? {}) as Values, wanted.values, task);
  } catch (error) {
    return refusedRow(row, error);
  }
  return { outcome: changed ? 'updated' : 'unchanged', archive: found, row: written(found) };
}

/** The external id becomes the archive's own where it can and nobody has it; the key finds it in any case. */
async function create(row: Row, wanted: WantedArchive, task: ArchiveTask): Promise<ArchiveId | null> {
  const fitting = parseArchiveId(wanted.id);
  const free = fitting !== undefined && (await task.port.resolve({ kind: 'id', id: fitting })) === null ? fitting : undefined;
  if (fitting !== undefined && free === undefined) row.repaired('id', 'id-taken', `Another archive has the id ${wanted.id}; this one gets a new id and is found by ${wanted.key}.`);
  if (task.dryRun) return free ?? (wanted.key as string as ArchiveId);
  const { profile, people, texts } = split(wanted.values);
  try {
    return await task.port.bring({
      ...(free !== undefined && { id: free }), keys: [wanted.key], kind: wanted.kind, packs: wanted.packs, code: wanted.id.length <= 64 ? wanted.id : null,
      owner: null, department: task.department, fields: profile.fields ?? {}, rows: profile.rows ?? {}, texts,
      ...(people.rows && Object.keys(people.rows).length > 0 && { others: { people } }),
    });
  } catch (error) {
    return refusedRow(row, error);
  }
}

async function update(row: Row, archive: ArchiveId, last: Values, file: Values, task: ArchiveTask): Promise<boolean> {
  let changed = false;
  for (const section of ['profile', 'people'] as const) {
    const mine = (values: Values): Values => Object.fromEntries(Object.entries(values).filter(([key]) => sectionOf(key) === section));
    const [before, wanted] = [mine(last), mine(file)];
    if (Object.keys(before).length === 0 && Object.keys(wanted).length === 0) continue;
    const result = merge(before, wanted, await task.port.read(archive, section));
    for (const { key, code, mine: here, theirs } of result.kept) {
      row.notes.kept(nameOf(key), code, code === 'removed' ? `Removed in Dossier since the last import, so it stays away; the file has ${JSON.stringify(theirs)}.` : `Changed in Dossier to ${JSON.stringify(here)}, which is kept; the file has ${JSON.stringify(theirs)}.`);
    }
    if (!result.changed) continue;
    changed = true;
    if (!task.dryRun) await task.port.write(archive, section, result.patch);
  }
  return changed;
}

/** What one row cannot have is that row's matter, and the import goes on; anything else ends it. */
function refusedRow(row: Row, error: unknown): null {
  if (error instanceof Refusal || (error instanceof StorageError && error.code === 'conflict')) return row.notes.refused(error.field ?? null, error.code, error.message);
  if (error instanceof EditError) return row.notes.refused(error.problems[0]?.field ?? null, error.code, error.message);
  throw error;
}

/** `fields/customer.name` → `customer.name`, `rows/methods/x1/value` → `methods.value`. */
function nameOf(key: string): string {
  const parsed = parseValueKey(key);
  return parsed?.kind === 'cell' ? `${parsed.table}.${parsed.field}` : parsed?.kind === 'field' || parsed?.kind === 'text' ? parsed.key : key;
}

/** Values by section, as patches. */
function split(values: Values): { readonly profile: SectionPatch; readonly people: SectionPatch; readonly texts: Readonly<Record<string, string>> } {
  const parts: Record<ImportedSection, { fields: Record<string, Scalar>; rows: Record<string, Record<string, Record<string, Scalar>>> }> = { profile: { fields: {}, rows: {} }, people: { fields: {}, rows: {} } };
  const texts: Record<string, string> = {};
  for (const [key, value] of Object.entries(values)) {
    const part = parts[sectionOf(key)];
    const parsed = parseValueKey(key);
    if (parsed?.kind === 'field') part.fields[parsed.key] = value;
    else if (parsed?.kind === 'text') texts[parsed.key] = String(value);
    else if (parsed?.kind === 'cell') ((part.rows[parsed.table] ??= {})[parsed.row] ??= {})[parsed.field] = value;
  }
  return { profile: parts.profile, people: { rows: parts.people.rows }, texts };
}
