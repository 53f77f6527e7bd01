/** Archives with everything in them as lines of JSON: what an export writes and an import reads, so that out and in again changes nothing. Rights are the caller's: who exports puts in what that person may see. */
import type { ArchiveRow, Scalar, SectionPatch, SectionValues, Transaction } from '../api.ts';

export const FORMAT = 'dossier-archives';
export const VERSION = 1;

/** The first line of a file. */
export interface ArchivesHead { readonly format: typeof FORMAT; readonly version: number; /** Names where the archives come from; kept in their keys. */ readonly source: string; readonly at: string; readonly archives: number | null }

/** One section; `order` has the row ids of each table as they show. */
export interface ArchivedSection extends SectionValues { readonly order?: Readonly<Record<string, readonly string[]>> }

/** A file of a section: what it is called, and where it can be fetched below the address of the server that it came from. `content` in base64 only where it was asked for and is small enough. */
export interface ArchivedFile { readonly id: string; readonly section: string; readonly kind: string; readonly name: string; readonly type: string; readonly size: number; readonly sha256: string; readonly validUntil: string | null; readonly by: string; readonly at: string; readonly path: string; readonly content?: string }
/** What somebody said about a value, a row or a section, and has not taken back. Moments in ISO 8601. */
export interface ArchivedComment { readonly id: string; readonly section: string; readonly record: string; readonly by: string; readonly at: string; readonly text: string; readonly edited: string | null }

/** One line: the own row, sections by document (`profile`, `contacts-2026`), trade, files, comments. */
export interface ArchivedArchive {
  readonly id: string;
  readonly row: Pick<ArchiveRow, 'kind' | 'code' | 'packs' | 'department' | 'confidentiality' | 'state' | 'openedAt' | 'reviewedAt'> & { readonly keys: readonly string[]; readonly owner?: string | null; readonly keeper?: string | null; readonly coOwners?: readonly string[]; readonly deputies?: readonly { readonly person: string; readonly from: string; readonly to: string }[] };
  readonly sections: Readonly<Record<string, ArchivedSection>>;
  readonly transactions?: readonly Transaction[];
  readonly files?: readonly ArchivedFile[];
  readonly comments?: readonly ArchivedComment[];
}

export const headLine = (head: Omit<ArchivesHead, 'format' | 'version'>): string => JSON.stringify({ format: FORMAT, version: VERSION, ...head } satisfies ArchivesHead);
export const archiveLine = (archive: ArchivedArchive): string => JSON.stringify(archive);

/** What is wrong with a line, or what it says. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };

function json(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null; // the caller says which line
  }
}

export function parseHead(line: string): Parsed<ArchivesHead> {
  const value = json(line);
  if (value?.['format'] !== FORMAT) return { ok: false, message: `The first line must be {"format":"${FORMAT}","version":${VERSION},…}.` };
  if (value['version'] !== VERSION) return { ok: false, message: `This is version ${String(value['version'])} of the format; this release reads version ${VERSION}.` };
  return { ok: true, value: { format: FORMAT, version: VERSION, source: typeof value['source'] === 'string' ? value['source'] : '', at: typeof value['at'] === 'string' ? value['at'] : '', archives: typeof value['archives'] === 'number' ? value['archives'] : null } };
}

const isScalar = (value: unknown): value is Scalar => value === null || ['string', 'number', 'boolean'].includes(typeof value);
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const scalars = (value: unknown): boolean => isRecord(value) && Object.values(value).every(isScalar);

function isSection(value: unknown): value is ArchivedSection {
  if (!isRecord(value) || !scalars(value['fields'] ?? {}) || !scalars(value['marks'] ?? {}) || !scalars(value['texts'] ?? {})) return false;
  const rows = value['rows'] ?? {};
  return isRecord(rows) && Object.values(rows).every((table) => isRecord(table) && Object.values(table).every(scalars));
}

const texts = (value: Record<string, unknown>, keys: readonly string[]): boolean => keys.every((key) => typeof value[key] === 'string');
const isFile = (value: unknown): boolean => isRecord(value) && texts(value, ['id', 'section', 'kind', 'name', 'type', 'sha256', 'by', 'at']) && ['string', 'undefined'].includes(typeof value['content']);
const isComment = (value: unknown): boolean => isRecord(value) && texts(value, ['id', 'section', 'record', 'by', 'at', 'text']);
const listOf = (value: unknown, is: (each: unknown) => boolean): boolean => value === undefined || (Array.isArray(value) && value.every(is));

/** The shape alone: what the values may be is asked of the schema when they are written. */
export function parseArchive(line: string): Parsed<ArchivedArchive> {
  const value = json(line);
  if (!value) return { ok: false, message: 'The line is no JSON object.' };
  const { id, row, sections, transactions } = value;
  if (typeof id !== 'string' || !isRecord(row) || typeof row['kind'] !== 'string') return { ok: false, message: 'The line has no id, row or kind.' };
  if (!isRecord(sections) || !Object.values(sections).every(isSection)) return { ok: false, message: 'The line has sections that are none.' };
  if (transactions !== undefined && !Array.isArray(transactions)) return { ok: false, message: 'The transactions of the line are no list.' };
  if (!listOf(value['files'], isFile)) return { ok: false, message: 'The line has files that are none.' };
  if (!listOf(value['comments'], isComment)) return { ok: false, message: 'The line has comments that are none.' };
  return { ok: true, value: value as unknown as ArchivedArchive };
}

/** A section as a patch that makes it from nothing; rows in their order, because that is where they come to stand. */
export function sectionPatch({ fields = {}, rows = {}, texts = {}, marks = {}, order = {} }: Partial<ArchivedSection>): SectionPatch {
  const ordered = Object.fromEntries(Object.entries(rows).map(([table, all]) => {
    const first = (order[table] ?? []).filter((id) => id in all);
    return [table, Object.fromEntries([...first, ...Object.keys(all).filter((id) => !first.includes(id))].map((id) => [id, all[id] ?? {}]))];
  }));
  return { fields, rows: ordered, texts, marks };
}
