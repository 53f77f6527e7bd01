/** What leaves the register: read a wish, write down who takes what, and hand out the bytes as they come. Who may export at all is asked here, what of it value by value in `gather.ts`. */
import { mkdir } from 'node:fs/promises';
import type { WorkspaceCatalogue } from '../../../model/catalogue/catalogue.ts';
import { DEFAULT_COLUMNS, DEFAULT_TABLES, exportColumn, exportTable } from '../../../model/export/columns.ts';
import type { ExportColumn, ExportTable } from '../../../model/export/columns.ts';
import { parseArchiveId } from '../../../model/ids.ts';
import type { ArchiveId, PersonId } from '../../../model/ids.ts';
import type { Language } from '../../../model/labels.ts';
import type { RegisterQuery } from '../../../model/register/query.ts';
import { mayExport } from '../../../model/rights.ts';
import type { Person } from '../../../model/rights.ts';
import type { Storage } from '../../storage/storage.ts';
import { forbidden, invalid } from '../errors.ts';
import type { LedgerService } from '../ledger.ts';
import { readQuery } from '../register.ts';
import { gather, MOST_IDS } from './gather.ts';
import type { Gathered, GatherOptions } from './gather.ts';
import { jsonLines } from './json-export.ts';
import { namesIn } from './names.ts';
import { csvLines, neededBy, workbookOf } from './table-export.ts';
import { cardsOf, VCARD_SECTIONS } from './vcard-export.ts';
import { writeXlsx } from './xlsx-writer.ts';

export const FORMATS = ['csv', 'xlsx', 'json', 'vcf'] as const;
export type Format = (typeof FORMATS)[number];
export const TYPES: Readonly<Record<Format, string>> = Object.freeze({
  csv: 'text/csv; charset=utf-8', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', json: 'application/x-ndjson; charset=utf-8', vcf: 'text/vcard; charset=utf-8',
});

export interface ExportWish {
  readonly format: Format;
  /** As for the register; undefined: all archives by name. */
  readonly query?: unknown;
  /** Only these of what the question finds. */
  readonly ids?: readonly string[] | undefined;
  /** Register keys; default: the key ten, the classes and who looks after the customer. */
  readonly columns?: readonly string[] | undefined;
  /** Row tables with a sheet of their own in a workbook. */
  readonly tables?: readonly string[] | undefined;
  /** `keys` for programs. */
  readonly labels: 'names' | 'keys';
  readonly lang: Language;
  /** A workbook that can come back. */
  readonly roundtrip: boolean;
  readonly version: '3.0' | '4.0';
  /** Of files in JSON: where they can be fetched, or their bytes too. */
  readonly files: 'links' | 'content';
}

export interface ExportOptions extends GatherOptions {
  readonly storage: GatherOptions['storage'] & Pick<Storage, 'exports' | 'files' | 'comments'>;
  readonly ledger: Pick<LedgerService, 'rows'>;
  /** The folder for what waits while a workbook is written. */
  readonly spool: string;
}
export interface Running { readonly type: string; readonly name: string; readonly bytes: AsyncIterable<Uint8Array>; /** Nobody reads on. */ cancel(): Promise<void> }

/** Exports at the same time, of everybody and of one person. */
const AT_ONCE = 4;
const OF_ONE = 2;
const MOST_COLUMNS = 200;

/** Too many at the same time. */
export class Busy extends Error {
  readonly code = 'busy';
}

export class Exports {
  readonly #options: ExportOptions;
  readonly #running = new Map<PersonId, number>();

  constructor(options: ExportOptions) {
    this.#options = options;
  }

  /** Throws `invalid` with every problem of a wish. */
  check(wish: ExportWish): void {
    readWish(this.#options, wish);
  }

  /** Throws `forbidden`, `invalid` and `Busy` before anything leaves. */
  async start(person: Person, wish: ExportWish, told: (archives: number) => void = () => undefined): Promise<Running> {
    if (!mayExport(person)) throw forbidden('Only an information steward takes data out.');
    const read = readWish(this.#options, wish);
    const mine = this.#running.get(person.id) ?? 0;
    if (mine >= OF_ONE || [...this.#running.values()].reduce((sum, each) => sum + each, 0) >= AT_ONCE) throw new Busy('Other exports are on their way; try again when they are done.');
    this.#running.set(person.id, mine + 1);
    try {
      const { clock, storage, spool } = this.#options;
      await mkdir(spool, { recursive: true, mode: 0o700 });
      const at = clock.now();
      const record = await storage.exports.begin({ by: person.id, at, format: wish.format, query: JSON.stringify({ ...wish, query: read.query, columns: read.columns.map(({ key }) => key) }) });
      let archives = 0;
      const counted = async function* counted(from: AsyncIterable<Gathered>): AsyncGenerator<Gathered> {
        for await (const each of from) {
          told(++archives);
          yield each;
        }
      };
      let over = false;
      const ended = async (): Promise<void> => {
        if (over) return;
        over = true;
        this.#left(person.id);
        await storage.exports.end(record, archives, clock.now());
      };
      const pieces = made(this.#options, person, wish, read, counted);
      const bytes = (async function* bytes(): AsyncGenerator<Uint8Array> {
        try {
          yield* pieces;
        } finally {
          // also of one that was cut off: so much has left
          await ended();
        }
      })();
      const cancel = async (): Promise<void> => {
        await bytes.return(undefined);
        await ended(); // also where nobody ever began to read
      };
      return { type: TYPES[wish.format], name: `dossier-${new Date(at).toISOString().slice(0, 10)}.${wish.format === 'json' ? 'jsonl' : wish.format}`, bytes, cancel };
    } catch (error) {
      this.#left(person.id);
      throw error;
    }
  }

  #left(person: PersonId): void {
    const left = (this.#running.get(person) ?? 1) - 1;
    if (left > 0) this.#running.set(person, left);
    else this.#running.delete(person);
  }
}

export interface ReadWish { readonly query: RegisterQuery; readonly ids: readonly ArchiveId[] | null; readonly columns: readonly ExportColumn[]; readonly tables: readonly ExportTable[] }

/** Throws `invalid` with every problem. */
export function readWish({ catalogue }: Pick<ExportOptions, 'catalogue'>, wish: ExportWish): ReadWish {
  const { fields }: WorkspaceCatalogue = catalogue.now();
  const own = (key: string) => fields.find((field) => field.key === key);
  const problems: { field: string; code: string; message: string }[] = [];
  const asked = wish.columns && wish.columns.length > 0 ? [...new Set(wish.columns)] : DEFAULT_COLUMNS;
  if (asked.length > MOST_COLUMNS) problems.push({ field: 'columns', code: 'too-many', message: `At most ${MOST_COLUMNS} columns.` });
  const columns = asked.slice(0, MOST_COLUMNS).flatMap((key, i): readonly ExportColumn[] => {
    const column = exportColumn(key, own);
    if (!column) problems.push({ field: `columns.${i}`, code: 'unknown-key', message: `The register has no ${key}.` });
    return column ? [column] : [];
  });
  const tables = (wish.format !== 'xlsx' ? [] : (wish.tables ?? DEFAULT_TABLES)).flatMap((name, i): readonly ExportTable[] => {
    const table = exportTable(name, own);
    if (!table) problems.push({ field: `tables.${i}`, code: 'unknown-table', message: `There is no table ${name}.` });
    return table ? [table] : [];
  });
  const ids = wish.ids?.map((text, i) => parseArchiveId(text) ?? (problems.push({ field: `ids.${i}`, code: 'bad-id', message: 'This is no id of an archive.' }), undefined)).filter((id): id is ArchiveId => id !== undefined) ?? null;
  if (ids !== null && ids.length > MOST_IDS) problems.push({ field: 'ids', code: 'too-many', message: `At most ${MOST_IDS} archives by id; ask by a question for more.` });
  if (problems.length > 0) throw invalid(problems);
  return { query: readQuery({ catalogue }, wish.query ?? {}), ids, columns, tables };
}

const encoder = new TextEncoder();
/** Characters that leave together. */
const PIECE = 32_768;
async function* encoded(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  let waiting = '';
  for await (const text of texts) {
    waiting += text;
    if (waiting.length < PIECE) continue;
    yield encoder.encode(waiting);
    waiting = '';
  }
  if (waiting !== '') yield encoder.encode(waiting);
}

function made(options: ExportOptions, person: Person, wish: ExportWish, read: ReadWish, counted: (from: AsyncIterable<Gathered>) => AsyncIterable<Gathered>): AsyncIterable<Uint8Array> {
  const lang = wish.labels === 'keys' ? null : wish.lang;
  const table = { ...read, lang, names: namesIn(lang, options.catalogue.now().dictionaries, options.access.directory), roundtrip: wish.roundtrip };
  const archives = (needed: ReturnType<typeof neededBy> | { readonly properties: readonly string[]; readonly sections: null | ReturnType<typeof neededBy>['sections'] }) => counted(gather(options, person, { query: read.query, ids: read.ids, ...needed }));
  switch (wish.format) {
    case 'csv': return encoded(csvLines(archives(neededBy(table)), table));
    case 'json': return encoded(jsonLines(archives({ properties: [], sections: null }), { person, ledger: options.ledger, storage: options.storage, content: wish.files === 'content', source: 'dossier', at: new Date(options.clock.now()).toISOString() }));
    case 'vcf': return encoded(cardsOf(archives({ properties: [], sections: VCARD_SECTIONS }), { version: wish.version, names: namesIn(wish.lang, options.catalogue.now().dictionaries, options.access.directory) }));
    case 'xlsx': {
      const { sheets, rows } = workbookOf(archives(neededBy(table)), table);
      return writeXlsx(sheets, rows, options.spool);
    }
  }
}
