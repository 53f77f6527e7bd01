/** Archives as an export has written them, one a line: made anew with everything they had, or brought to the state of the line where they are there. */
import type { Scalar, SectionPatch, SectionValues, Transaction } from '../../../model/api.ts';
import { parseArchive, sectionPatch, type ArchivedArchive } from '../../../model/import/archive-json.ts';
import type { ImportChoice, RowDiff, RowState } from '../../../model/import/api.ts';
import { parseArchiveId, parseDepartmentId, parseExternalKey, type ArchiveId, type DepartmentId, type ExternalKey, type PersonId } from '../../../model/ids.ts';
import { SECTION_KEYS, SECTIONS, parseDocSection } from '../../../model/sections.ts';
import { fieldKey, rowKey, textKey } from '../../../model/value-keys.ts';
import { rowOf } from './line-row.ts';
import type { ImportedSection, ImportPort } from './port.ts';
import type { SourceRecord } from './readers/reader.ts';
import { besides } from './line-besides.ts';
import { RowNotes } from './report.ts';

export interface LineTask { readonly port: ImportPort; readonly dryRun: boolean; readonly choose: ImportChoice; readonly currency: string }
export interface ImportedLine { readonly notes: RowNotes; readonly state: RowState; readonly archive: ArchiveId | null; readonly name: string | null; readonly match: 'key' | 'import' | null; readonly changes: readonly RowDiff[]; readonly department: DepartmentId | null; readonly traded: boolean }

export async function importLines(records: readonly SourceRecord[], file: string, task: LineTask): Promise<readonly ImportedLine[]> {
  const done: ImportedLine[] = [];
  // one after the other: a line may name a key that the one before it brought
  for (const record of records) done.push(await importLine(record, file, task));
  return done;
}

async function importLine(record: SourceRecord, file: string, task: LineTask): Promise<ImportedLine> {
  const notes = new RowNotes(file, record.line);
  const refused = (field: string | null, code: string, message: string): ImportedLine => {
    notes.refused(field, code, message);
    return { notes, state: 'refuse', archive: null, name: null, match: null, changes: [], department: null, traded: false };
  };
  const parsed = parseArchive(record.cells[0] ?? '');
  if (!parsed.ok) return refused(null, 'unreadable', parsed.message);
  const { value } = parsed;
  notes.externalId = value.id;
  const id = parseArchiveId(value.id);
  if (id === undefined) return refused('id', 'bad-id', `${JSON.stringify(value.id)} cannot be the id of an archive.`);
  const keys = value.row.keys.map((key) => parseExternalKey(key)).filter((key): key is ExternalKey => key !== undefined);
  const department = value.row.department === null ? null : (parseDepartmentId(value.row.department) ?? null);
  const wrong = notWritable(value, task.port);
  if (wrong !== null) return refused(wrong, 'not-cleared', `The section ${wrong} is none that you may import into.`);
  const name = value.sections['profile']?.fields['customer.name'];
  const base = { notes, name: typeof name === 'string' ? name : null, department, traded: (value.transactions?.length ?? 0) > 0 };
  try {
    const there = (await task.port.resolve({ kind: 'id', id })) ?? (await firstKey(keys, task.port));
    const result = there === null ? await made(value, id, keys, department, task) : await brought(value, there, task);
    const traded = await trade(value, result.archive ?? id, result.state, task);
    const more = result.archive !== null && result.state !== 'skip' && (await besides(value, result.archive, notes, task));
    return { ...base, ...result, match: there === null ? null : there === id ? 'import' : 'key', state: result.state === 'same' && (traded || more) ? 'update' : result.state };
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.name === 'StorageError' && error.code !== 'conflict') throw error;
    return refused(null, String(error.code), error.message);
  }
}

async function firstKey(keys: readonly ExternalKey[], port: ImportPort): Promise<ArchiveId | null> {
  for (const key of keys) {
    const found = await port.resolve({ kind: 'key', key });
    if (found !== null) return found;
  }
  return null;
}

/** The first section that is none, or that whoever imports is not cleared for. */
function notWritable({ sections, files = [], comments = [] }: ArchivedArchive, port: ImportPort): string | null {
  const person = port.importer();
  for (const section of new Set([...Object.keys(sections), ...[...files, ...comments].map((each) => each.section).filter((each) => each !== 'trade' && each !== 'stays')])) {
    const parsed = parseDocSection(section);
    if (!parsed || !SECTION_KEYS.includes(parsed.section) || SECTIONS[parsed.section].store === 'rows') return section;
    const kind = SECTIONS[parsed.section].class;
    if (kind.kind === 'restricted' && person !== null && !person.clearances.includes(kind.clearance)) return section;
  }
  return null;
}

async function made(value: ArchivedArchive, id: ArchiveId, keys: readonly ExternalKey[], department: DepartmentId | null, { port, dryRun, choose }: LineTask): Promise<Pick<ImportedLine, 'state' | 'archive' | 'changes'>> {
  if (choose.create === 'skip') return { state: 'skip', archive: null, changes: [] };
  if (dryRun) return { state: 'create', archive: id, changes: [] };
  const { profile = { fields: {}, rows: {}, texts: {}, marks: {} }, ...others } = value.sections;
  const patch = sectionPatch(profile);
  const [result] = await port.bringMany([{
    id, keys, kind: value.row.kind, packs: value.row.packs, code: value.row.code, owner: (value.row.owner ?? null) as PersonId | null, department,
    fields: patch.fields ?? {}, rows: patch.rows, texts: patch.texts as Readonly<Record<string, string>>, marks: patch.marks,
    row: rowOf(value),
    ...(Object.keys(others).length > 0 && { others: Object.fromEntries(Object.entries(others).map(([section, values]) => [section, sectionPatch(values)])) }),
  }]);
  if (typeof result !== 'string') throw result ?? new Error('nothing came of an archive');
  return { state: 'create', archive: result, changes: [] };
}

/** What is there becomes what the line says; values that the line does not have stay. */
async function brought(value: ArchivedArchive, archive: ArchiveId, { port, dryRun, choose }: LineTask): Promise<Pick<ImportedLine, 'state' | 'archive' | 'changes'>> {
  const changes: RowDiff[] = [];
  for (const [section, values] of Object.entries(value.sections)) {
    const now = await port.read(archive, section as ImportedSection);
    const { patch, diffs } = differing(values, now);
    changes.push(...diffs.map((diff) => ({ section, ...diff })));
    if (diffs.length > 0 && !dryRun && choose.update === 'update') await port.write(archive, section as ImportedSection, patch);
  }
  return { state: changes.length === 0 ? 'same' : choose.update === 'skip' ? 'skip' : 'update', archive, changes };
}

function differing(wanted: Partial<SectionValues>, now: SectionValues): { readonly patch: SectionPatch; readonly diffs: readonly Omit<RowDiff, 'section'>[] } {
  const diffs: Omit<RowDiff, 'section'>[] = [];
  const part = (from: Readonly<Record<string, Scalar>>, there: Readonly<Record<string, Scalar>>, named: (key: string) => string): Record<string, Scalar> => Object.fromEntries(Object.entries(from).filter(([key, value]) => {
    const old = there[key] ?? null;
    if (old === value || (value === '' && old === null)) return false;
    diffs.push({ key: named(key), old, new: value });
    return true;
  }));
  const rows: Record<string, Record<string, Record<string, Scalar>>> = {};
  for (const [table, all] of Object.entries(wanted.rows ?? {})) {
    for (const [id, cells] of Object.entries(all)) {
      const changed = part(cells, now.rows[table]?.[id] ?? {}, (column) => rowKey(table, id, column));
      if (Object.keys(changed).length > 0) (rows[table] ??= {})[id] = changed;
    }
  }
  return { patch: { fields: part(wanted.fields ?? {}, now.fields, fieldKey), texts: part(wanted.texts ?? {}, now.texts, textKey) as Record<string, string>, marks: part(wanted.marks ?? {}, now.marks, (key) => `marks/${key}`), rows }, diffs };
}

/** True when a row of trade came or changed. */
async function trade({ transactions = [] }: ArchivedArchive, archive: ArchiveId, state: RowState, { port, dryRun }: LineTask): Promise<boolean> {
  if (transactions.length === 0 || state === 'skip') return false;
  const outcomes = await port.putTransactions(transactions.map((each: Transaction) => ({ ...each, archive })), dryRun, null);
  return outcomes.some((outcome) => outcome !== 'unchanged');
}
