/** Mappings that people have saved, one for each source, and the folders that are watched with them: settings of the workspace. */
import { ENCODINGS, IMPORT_TABLES, SEPARATORS, type ImportMapping, type SavedMapping, type TableMapping, type WatchedFolder } from '../../../model/import/api.ts';
import { parseTarget } from '../../../model/import/targets.ts';
import type { PersonId } from '../../../model/ids.ts';
import type { Clock } from '../../clock.ts';
import type { DirectoryStore } from '../../storage/storage.ts';
import { invalid } from '../errors.ts';

const MAPPINGS = 'importMappings';
const FOLDERS = 'importFolders';
const MOST_TABLES = 50;
const MOST_COLUMNS = 500;
const MOST_OPTIONS = 1_000;

/** The shape and the targets; throws a `Refusal` with every problem. */
export function checkMapping(value: unknown): ImportMapping {
  const problems: { field: string; code: string; message: string }[] = [];
  const wrong = (field: string, message: string): void => { if (problems.length < 50) problems.push({ field, code: 'mapping', message }); };
  const tables = (value as ImportMapping | null)?.tables;
  if (!Array.isArray(tables) || tables.length > MOST_TABLES) throw invalid([{ field: 'mapping', code: 'mapping', message: `must be {tables: […]} with at most ${MOST_TABLES} tables` }]);
  const checked = (tables as readonly TableMapping[]).map((table, t) => {
    const at = `mapping.tables.${t}`;
    if (typeof table !== 'object' || table === null) { wrong(at, 'must be a table'); return table; }
    if (!IMPORT_TABLES.includes(table.table)) wrong(`${at}.table`, `must be one of ${IMPORT_TABLES.join(', ')}`);
    if (typeof (table.file ?? '') !== 'string') wrong(`${at}.file`, 'must be a text');
    if (table.encoding !== undefined && !ENCODINGS.includes(table.encoding)) wrong(`${at}.encoding`, `must be one of ${ENCODINGS.join(', ')}`);
    if (table.separator !== undefined && !SEPARATORS.includes(table.separator)) wrong(`${at}.separator`, 'must be a comma, a semicolon, a tab or a bar');
    if (table.headerLine !== undefined && !(Number.isInteger(table.headerLine) && table.headerLine > 0)) wrong(`${at}.headerLine`, 'must be the number of a line');
    if (!Array.isArray(table.columns) || table.columns.length > MOST_COLUMNS) { wrong(`${at}.columns`, `must be a list of at most ${MOST_COLUMNS} columns`); return table; }
    table.columns.forEach((column, c) => {
      if (typeof column?.heading !== 'string') wrong(`${at}.columns.${c}.heading`, 'must be a text');
      if (column?.target !== null && (typeof column?.target !== 'string' || parseTarget(column.target) === undefined)) wrong(`${at}.columns.${c}.target`, 'is not a target of an import');
      const options = column?.options;
      if (options !== undefined && (typeof options !== 'object' || options === null || Object.keys(options).length > MOST_OPTIONS || Object.values(options).some((option) => option !== null && typeof option !== 'string'))) wrong(`${at}.columns.${c}.options`, 'must give each text an option or null');
    });
    return { ...table, file: table.file ?? '' };
  });
  if (problems.length > 0) throw invalid(problems);
  return { tables: checked };
}

export class SavedMappings {
  readonly #settings: Pick<DirectoryStore, 'setting' | 'putSetting'>;
  readonly #clock: Clock;
  /** One writing after the other: each reads what the one before has left. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(settings: Pick<DirectoryStore, 'setting' | 'putSetting'>, clock: Clock) {
    this.#settings = settings;
    this.#clock = clock;
  }

  async all(): Promise<readonly SavedMapping[]> {
    return Object.values(await this.#read()).sort((a, b) => (a.source < b.source ? -1 : 1));
  }
  async get(source: string): Promise<SavedMapping | null> {
    const all = await this.#read();
    return Object.hasOwn(all, source) ? (all[source] ?? null) : null;
  }
  async put(source: string, mapping: ImportMapping, by: PersonId): Promise<SavedMapping> {
    const saved: SavedMapping = { source, mapping, by, at: new Date(this.#clock.now()).toISOString() };
    await this.#write(by, (all) => ({ ...all, [source]: saved }));
    return saved;
  }
  /** False: there was none. */
  async drop(source: string, by: PersonId): Promise<boolean> {
    const there = (await this.get(source)) !== null;
    await this.#write(by, (all) => Object.fromEntries(Object.entries(all).filter(([each]) => each !== source)));
    return there;
  }
  async folders(): Promise<readonly WatchedFolder[]> {
    return ((await this.#settings.setting(FOLDERS)) as readonly WatchedFolder[] | null) ?? [];
  }
  putFolders(folders: readonly WatchedFolder[], by: PersonId): Promise<void> {
    return this.#settings.putSetting(FOLDERS, folders, { by, at: this.#clock.now() });
  }

  async #read(): Promise<Readonly<Record<string, SavedMapping>>> {
    return ((await this.#settings.setting(MAPPINGS)) as Readonly<Record<string, SavedMapping>> | null) ?? {};
  }
  #write(by: PersonId, change: (all: Readonly<Record<string, SavedMapping>>) => Readonly<Record<string, SavedMapping>>): Promise<void> {
    const next = this.#turn.then(async () => this.#settings.putSetting(MAPPINGS, change(await this.#read()), { by, at: this.#clock.now() }));
    this.#turn = next.catch(() => undefined); // told to whoever asked for it
    return next;
  }
}
