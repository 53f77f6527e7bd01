/** Customers and suppliers become archives, a batch at a time: found again by `(source, table, external id)`, a key or a code, merged with what people changed, else created. */
import type { Scalar, SectionPatch } from '../../../model/api.ts';
import { parseArchiveId, type ArchiveId, type DepartmentId } from '../../../model/ids.ts';
import type { DuplicateWish, ImportChoice, ImportRowView, RowDiff, RowState } from '../../../model/import/api.ts';
import { parseValueKey } from '../../../model/value-keys.ts';
import { StorageError, type ImportedRow } from '../../storage/storage.ts';
import { EditError } from '../../sync/sync.ts';
import { Refusal } from '../errors.ts';
import type { BroughtArchive } from '../services.ts';
import { splitPlace, wantedArchive, type WantedArchive } from './archive-values.ts';
import { candidateOf, likelyOf, type LikelyNote } from './likely.ts';
import { merge, type Values } from './merge.ts';
import type { ImportedSection, ImportPort } from './port.ts';
import type { Row } from './rows.ts';

export interface ArchiveTask {
  readonly port: ImportPort;
  readonly source: string;
  readonly table: 'customers' | 'suppliers';
  readonly department: DepartmentId;
  readonly dryRun: boolean;
  readonly choose: ImportChoice;
  readonly duplicates: DuplicateWish;
}

/** `row`: to be kept as imported; null where nothing was taken. */
export interface ImportedArchive { readonly state: RowState; readonly archive: ArchiveId | null; readonly name: string | null; readonly match: ImportRowView['match']; readonly changes: readonly RowDiff[]; readonly row: ImportedRow | null; readonly likely?: LikelyNote | null; /** What was remembered of an updated row. */ readonly before?: ImportedRow }

const REFUSED: ImportedArchive = Object.freeze({ state: 'refuse', archive: null, name: null, match: null, changes: [], row: null });
const NAME = 'fields/customer.name';

interface Found { readonly archive: ArchiveId; readonly match: Exclude<ImportRowView['match'], null> }
interface Decided { readonly row: Row; readonly wanted: WantedArchive; readonly externalId: string; readonly known: ImportedRow | undefined }

/** In the order of the rows; a refused row's notes say why. */
export async function importArchives(rows: readonly Row[], task: ArchiveTask): Promise<readonly ImportedArchive[]> {
  const { port, source, table } = task;
  const ids = rows.map((row) => row.text('id'));
  const known = new Map((await port.importedRows(source, table, ids.filter((id) => id !== ''))).map((each) => [each.externalId, each]));
  const decided = rows.map((row, i): Decided | null => {
    const wanted = wantedArchive(row, source, table, port);
    const externalId = ids[i] ?? '';
    return wanted && { row, wanted, externalId, known: known.get(externalId) };
  });
  const found = await Promise.all(decided.map((each) => (each ? find(each, port) : null)));
  const done: ImportedArchive[] = rows.map(() => REFUSED);
  const fresh: number[] = [];
  await Promise.all(decided.map(async (each, i) => {
    if (!each) return;
    const there = found[i] ?? null;
    if (there) done[i] = await updated(each, there, task);
    else if (each.known) each.row.refused('id', 'gone', 'The archive of this row was removed in Dossier; it is not made again.');
    else fresh.push(i);
  }));
  const created = await create(fresh.map((i) => decided[i] as Decided), task);
  fresh.forEach((i, n) => { done[i] = created[n] ?? REFUSED; });
  return done;
}

/** The keys also find an archive whose import was cut off before it was written down. */
async function find({ row, wanted, known }: Decided, port: ImportPort): Promise<Found | null> {
  if (known) {
    const archive = await port.resolve({ kind: 'id', id: known.target as ArchiveId });
    return archive === null ? null : { archive, match: 'import' };
  }
  for (const key of [...(wanted.key === null ? [] : [wanted.key]), ...wanted.keys]) {
    const archive = await port.resolve({ kind: 'key', key });
    if (archive !== null) return { archive, match: 'key' };
  }
  const code = row.text('code');
  const coded = code === '' ? null : await port.withCode(code);
  return coded === null ? null : { archive: coded, match: 'code' };
}

const writtenAs = ({ wanted, externalId }: Decided, archive: ArchiveId, { source, table }: ArchiveTask): ImportedRow => ({ source, table, externalId, target: archive, values: wanted.values });
const nameIn = ({ wanted }: Decided): string | null => { const name = wanted.values[NAME]; return typeof name === 'string' ? name : null; };

/** The external id becomes the archive's own where it can and nobody has it; the key finds it in any case. */
async function create(fresh: readonly Decided[], task: ArchiveTask): Promise<readonly ImportedArchive[]> {
  if (fresh.length === 0) return [];
  if (task.choose.create === 'skip') return fresh.map((each) => ({ ...REFUSED, state: 'skip', name: nameIn(each) }));
  if (task.duplicates === 'off') return make(fresh, task);
  const likely = await likelyOf(fresh.map(({ wanted }) => candidateOf(wanted.kind, split(wanted.values).profile ?? {})), (candidate) => task.port.likely(candidate));
  const left = (i: number): boolean => task.duplicates === 'skip' && Boolean(likely[i]);
  const made = [...(await make(fresh.filter((_, i) => !left(i)), task))];
  return fresh.map((each, i): ImportedArchive => {
    const note = likely[i] ?? null;
    if (!left(i)) return { ...(made.shift() ?? REFUSED), likely: note };
    each.row.notes.skipped('name', 'likely-duplicate', 'Perhaps this customer is there already; the row was left out.');
    return { ...REFUSED, state: 'skip', name: nameIn(each), likely: note };
  });
}

async function make(fresh: readonly Decided[], task: ArchiveTask): Promise<readonly ImportedArchive[]> {
  if (fresh.length === 0) return [];
  const { port, dryRun, department } = task;
  const fitting = fresh.map(({ wanted }) => (wanted.id === '' ? undefined : parseArchiveId(wanted.id)));
  const taken = await Promise.all(fitting.map((id) => (id === undefined ? null : port.resolve({ kind: 'id', id }))));
  const claimed = new Set<string>();
  const free = fitting.map((id, i) => {
    if (id === undefined) return undefined;
    const mine = taken[i] === null && !claimed.has(id);
    if (!mine) fresh[i]?.row.repaired('id', 'id-taken', `Another archive has the id ${id}; this one gets a new id and is found by ${fresh[i]?.wanted.key ?? 'its source'}.`);
    claimed.add(id);
    return mine ? id : undefined;
  });
  const result = (each: Decided, archive: ArchiveId): ImportedArchive => ({ state: 'create', archive, name: nameIn(each), match: null, changes: dryRun ? Object.entries(each.wanted.values).map(([place, value]) => ({ ...asDiff(place), old: null, new: value })) : [], row: writtenAs(each, archive, task) });
  if (dryRun) return fresh.map((each, i) => result(each, free[i] ?? ((each.wanted.key ?? each.externalId) as string as ArchiveId)));
  const bring = async (which: readonly number[], coded: boolean): Promise<readonly (ArchiveId | Error)[]> => port.bringMany(which.map((i): BroughtArchive => {
    const { wanted } = fresh[i] as Decided;
    const { profile, ...others } = split(wanted.values);
    const id = free[i];
    return {
      ...(id !== undefined && { id }), keys: [...(wanted.key === null ? [] : [wanted.key]), ...wanted.keys], kind: wanted.kind, packs: wanted.packs, code: coded ? wanted.code : null, owner: null, department,
      fields: profile?.fields ?? {}, rows: profile?.rows ?? {}, texts: profile?.texts ?? {}, ...(Object.keys(others).length > 0 && { others }),
    };
  }));
  const brought = [...await bring(fresh.map((_, i) => i), true)];
  // a number of the other system that is somebody's code already is no code: the row is found by its source all the same
  const uncoded = fresh.flatMap(({ row, wanted }, i) => (isCodeTaken(brought[i]) && wanted.code !== null && row.text('code') === '' ? [i] : []));
  if (uncoded.length > 0) (await bring(uncoded, false)).forEach((made, n) => { brought[uncoded[n] as number] = made; });
  return fresh.map((each, i) => {
    const made = brought[i];
    if (typeof made === 'string') return result(each, made);
    refuse(each.row, made);
    return REFUSED;
  });
}

const isCodeTaken = (made: ArchiveId | Error | undefined): boolean => (made instanceof Refusal || made instanceof StorageError) && made.code === 'conflict' && made.field === 'code';
const asDiff = (place: string): { readonly key: string; readonly section: string } => splitPlace(place);

async function updated(each: Decided, { archive, match }: Found, task: ArchiveTask): Promise<ImportedArchive> {
  const { row, wanted, known } = each;
  const changes: RowDiff[] = [];
  const skip = task.choose.update === 'skip';
  try {
    for (const [section, [before, file]] of bySection((known?.values ?? {}) as Values, wanted.values)) {
      const result = merge(before, file, await task.port.read(archive, section));
      for (const { key, code, mine: here, theirs } of result.kept) {
        row.notes.kept(nameOf(key), code, code === 'removed' ? `Removed in Dossier since the last import, so it stays away; the file has ${JSON.stringify(theirs)}.` : `Changed in Dossier to ${JSON.stringify(here)}, which is kept; the file has ${JSON.stringify(theirs)}.`);
        changes.push({ key, section, old: here, new: theirs, kept: true });
      }
      changes.push(...result.diffs.map((diff) => ({ section, ...diff })));
      if (result.changed && !task.dryRun && !skip) await task.port.write(archive, section, result.patch);
    }
  } catch (error) {
    refuse(row, error);
    return REFUSED;
  }
  const changed = changes.some(({ kept }) => !kept);
  if (changed && skip) return { state: 'skip', archive, name: nameIn(each), match, changes, row: null };
  const imported = writtenAs(each, archive, task);
  return { state: changed ? 'update' : 'same', archive, name: nameIn(each), match, changes, row: imported, ...(changed && { before: known ?? { ...imported, values: {} } }) };
}

/** Values before and now by section, without the name of the section. */
function bySection(last: Values, file: Values): Map<ImportedSection, [Record<string, Scalar>, Record<string, Scalar>]> {
  const sections = new Map<ImportedSection, [Record<string, Scalar>, Record<string, Scalar>]>();
  [last, file].forEach((values, i) => {
    for (const [place, value] of Object.entries(values)) {
      const { section, key } = splitPlace(place);
      const pair = sections.get(section) ?? [{}, {}];
      (pair[i] as Record<string, Scalar>)[key] = value;
      sections.set(section, pair);
    }
  });
  return sections;
}

/** What one row cannot have is that row's matter, and the import goes on; anything else ends it. */
function refuse(row: Row, error: unknown): void {
  if (error instanceof Refusal || (error instanceof StorageError && error.code === 'conflict')) row.notes.refused(error.field ?? null, error.code, error.message);
  else if (error instanceof EditError) row.notes.refused(error.problems[0]?.field ?? null, error.code, error.message);
  else throw error;
}

/** `fields/customer.name` → `customer.name`, `rows/methods/x1/value` → `methods.value`. */
function nameOf(key: string): string {
  const parsed = parseValueKey(key);
  return parsed?.kind === 'cell' ? `${parsed.table}.${parsed.field}` : parsed?.kind === 'field' || parsed?.kind === 'text' ? parsed.key : key;
}

/** Values by section, as patches. */
function split(values: Values): Readonly<Partial<Record<ImportedSection, SectionPatch>>> {
  const parts: Partial<Record<ImportedSection, { fields: Record<string, Scalar>; rows: Record<string, Record<string, Record<string, Scalar>>>; texts: Record<string, string> }>> = {};
  for (const [place, value] of Object.entries(values)) {
    const { section, key } = splitPlace(place);
    const part = (parts[section] ??= { fields: {}, rows: {}, texts: {} });
    const parsed = parseValueKey(key);
    if (parsed?.kind === 'field') part.fields[parsed.key] = value;
    else if (parsed?.kind === 'text') part.texts[parsed.key] = String(value);
    else if (parsed?.kind === 'cell') ((part.rows[parsed.table] ??= {})[parsed.row] ??= {})[parsed.field] = value;
  }
  return parts;
}
