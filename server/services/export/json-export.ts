/** Archives whole, one a line, as an import reads them (`model/import/archive-json.ts`): what the asker may not read is not in it. */
import type { Transaction } from '../../../model/api.ts';
import { archiveLine, headLine } from '../../../model/import/archive-json.ts';
import type { ArchivedArchive, ArchivedComment, ArchivedFile, ArchivedSection } from '../../../model/import/archive-json.ts';
import { atLeast } from '../../../model/rights.ts';
import type { Person } from '../../../model/rights.ts';
import { isSectionKey } from '../../../model/sections.ts';
import type { Storage, StoredFile } from '../../storage/storage.ts';
import type { LedgerService } from '../ledger.ts';
import type { Gathered, Section } from './gather.ts';

export interface JsonOptions {
  readonly person: Person;
  readonly ledger: Pick<LedgerService, 'rows'>;
  readonly storage: Pick<Storage, 'files' | 'comments'>;
  /** Bytes of files too. */
  readonly content: boolean;
  readonly source: string;
  readonly at: string;
}

const PAGE = 500;
/** Bytes of one file, and of all of an archive, that a line holds: it is in memory as a whole. Beyond that a file is named only. */
const FILE_BYTES = 8_000_000;
const ARCHIVE_BYTES = 16_000_000;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
/** In an order of its own, so that the same archive gives the same line. */
const sorted = <T>(of: Readonly<Record<string, T>>): Record<string, T> => Object.fromEntries(Object.entries(of).sort(([a], [b]) => compare(a, b)));

export async function* jsonLines(archives: AsyncIterable<Gathered>, options: JsonOptions): AsyncGenerator<string> {
  yield `${headLine({ source: options.source, at: options.at, archives: null })}\n`;
  for await (const gathered of archives) yield `${archiveLine(await archived(gathered, options))}\n`;
}

async function archived(gathered: Gathered, options: JsonOptions): Promise<ArchivedArchive> {
  const { id, rights, sections } = gathered;
  const { archive, level } = rights;
  // who only knows of an archive is told what the register's row tells
  const reads = atLeast(level, 'read');
  const row = {
    keys: reads ? [...archive.keys].sort(compare) : [], kind: archive.kind, code: reads ? archive.code : null, packs: reads ? archive.packs : [], department: archive.department, confidentiality: reads ? archive.confidentiality : 'normal' as const,
    state: reads ? archive.state : 'open' as const, openedAt: reads ? archive.openedAt : '', reviewedAt: reads ? archive.reviewedAt : null, owner: archive.owner, keeper: reads ? archive.keeper : null, coOwners: reads ? archive.coOwners : [],
    deputies: reads ? archive.deputies.map(({ person, from, to }) => ({ person, from, to })) : [],
  };
  const [transactions, files, comments] = await Promise.all([traded(gathered, options), filesOf(gathered, options), commentsOf(gathered, options)]);
  return {
    id, row, sections: sorted(Object.fromEntries([...sections].filter(([, values]) => !isEmpty(values)).map(([name, values]) => [name, section(values)]))),
    ...(transactions.length > 0 && { transactions }), ...(files.length > 0 && { files }), ...(comments.length > 0 && { comments }),
  };
}

const isEmpty = ({ fields, rows, texts, marks }: Section): boolean => [fields, rows, texts, marks].every((part) => Object.keys(part).length === 0);

const section = ({ fields, rows, texts, marks, order = {} }: Section): ArchivedSection => ({
  fields: sorted(fields), rows: sorted(Object.fromEntries(Object.entries(rows).map(([table, all]) => [table, sorted(Object.fromEntries(Object.entries(all).map(([id, cells]) => [id, sorted(cells)])))]))), texts: sorted(texts), marks: sorted(marks), order: sorted(order),
});

const reads = ({ rights }: Gathered, section: string): boolean => isSectionKey(section) && atLeast(rights.sections.get(section)?.level ?? 'none', 'read');

/** By the ledger itself, which cuts what belongs to another right; without what it works out. */
async function traded(gathered: Gathered, { person, ledger }: JsonOptions): Promise<readonly Transaction[]> {
  const found: Transaction[] = [];
  let before: string | null = null;
  while (reads(gathered, 'trade') || reads(gathered, 'stays')) {
    const page: Awaited<ReturnType<LedgerService['rows']>> = await ledger.rows(person, gathered.id, before, PAGE);
    found.push(...page.items);
    if (page.next === null) break;
    before = page.next;
  }
  return found;
}

async function filesOf(gathered: Gathered, { storage, content }: JsonOptions): Promise<readonly ArchivedFile[]> {
  const rows = (await storage.files.list(gathered.id)).filter(({ section }) => reads(gathered, section)).sort((a, b) => compare(a.id, b.id));
  const files: ArchivedFile[] = [];
  let left = ARCHIVE_BYTES;
  for (const row of rows) {
    const { id, archive, section, kind, name, type, size, sha256, validUntil, by, at } = row;
    const held = content && size <= Math.min(FILE_BYTES, left);
    if (held) left -= size;
    files.push({ id, section, kind, name, type, size, sha256, validUntil, by, at, path: `api/archives/${archive}/files/${id}`, ...(held && { content: (await bytesOf(row, storage)).toString('base64') }) });
  }
  return files;
}

async function bytesOf(file: StoredFile, { files }: JsonOptions['storage']): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of files.read(file)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function commentsOf(gathered: Gathered, { storage }: JsonOptions): Promise<readonly ArchivedComment[]> {
  return (await storage.comments.of(gathered.id)).filter(({ section, text }) => text !== null && reads(gathered, section))
    .map(({ id, section, record, by, at, text, edited }) => ({ id, section, record, by, at: new Date(at).toISOString(), text: text ?? '', edited: edited === null ? null : new Date(edited).toISOString() }));
}
