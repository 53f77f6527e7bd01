/** PostgreSQL as a `Connection` of the stores: statements are turned once, prepared once, and answered while this thread waits. Transactions that write begin with the lock of their schema, so that commits have one order over all nodes. */
import { inTransaction } from '../../database.ts';
import type { Connection, RunAnswer, Statement } from '../connection.ts';
import { turn } from './dialect.ts';
import type { TableShape } from './dialect.ts';
import { SyncClient } from './sync-client.ts';
import type { Found } from './sync-client.ts';

export interface PostgresOptions {
  readonly url: string;
  /** What the connection is for, as the database's own lists show it. */
  readonly name: string;
  /** Schemas in which names are looked for; the first is `main`. */
  readonly schemas: readonly [string, ...string[]];
  /** Nothing can be written through it. */
  readonly readOnly?: boolean;
}

/** One lock a schema: who writes to it holds it until the commit. Numbers are ours among the database's advisory locks. */
const LOCKS: Readonly<Record<string, number>> = { archive: 0x646f7331, facts: 0x646f7332 };

/** Statements that a connection keeps prepared: those of the stores, and of lists those that came first. */
const MOST_PREPARED = 1_500;

/** `statement`: its name at the server; empty: it has none. `numbered`: it answers the number of the row. */
interface Prepared { readonly text: string; readonly names: readonly string[] | null; readonly statement: string; readonly numbered: boolean }

/** Rows that are fetched at once where there are too many for one answer. */
const FETCH = 5_000;

export class PostgresConnection implements Connection {
  readonly #client: SyncClient;
  readonly #main: string;
  readonly #shapes: Map<string, TableShape>;
  #depth: 'none' | 'open' = 'none';
  readonly #prepared = new Map<string, Prepared>();
  #cursors = 0;

  constructor({ url, name, schemas, readOnly = false }: PostgresOptions) {
    this.#main = schemas[0];
    this.#client = new SyncClient({ url, name, setup: `SET search_path = ${[...schemas, 'dossier'].join(', ')}; SET synchronous_commit = on; SET default_transaction_read_only = ${readOnly ? 'on' : 'off'}; SET plan_cache_mode = auto; SET jit = off` });
    this.#shapes = new Map();
  }

  get inTransaction(): boolean {
    return this.#depth === 'open';
  }

  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- the shape of `Connection`
  prepare<Parameters extends unknown[] | {} = unknown[], Row = unknown>(sql: string): Parameters extends unknown[] ? Statement<Parameters, Row> : Statement<[Parameters], Row> {
    return new PostgresStatement(this, sql) as never;
  }

  /** Transactions are followed, everything else goes as it is. */
  exec(sql: string): void {
    const script = sql.replace(/^BEGIN IMMEDIATE$/, `BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock(${this.#lock})`).replace(/^BEGIN$/, 'BEGIN ISOLATION LEVEL REPEATABLE READ');
    const begins = script.startsWith('BEGIN');
    try {
      this.#client.ask({ text: script, values: [], statement: null, fresh: this.#depth === 'none' });
      if (begins) this.#depth = 'open';
    } catch (error) {
      if (begins) this.#rollBack();
      throw error;
    } finally {
      if (/^(COMMIT|ROLLBACK)$/.test(script)) this.#depth = 'none';
    }
  }

  /** The lock of the schema until the end of this transaction; at its beginning `BEGIN IMMEDIATE` takes it. */
  takeOrder(): void {
    this.#client.ask({ text: `SELECT pg_advisory_xact_lock(${this.#lock})`, values: [], statement: null, fresh: false });
  }

  get #lock(): number {
    return LOCKS[this.#main] ?? 0x646f7330;
  }

  close(): void {
    this.#client.close();
  }

  /** For `PostgresStatement`. */
  ask(text: string, values: readonly unknown[], statement: string): Found {
    return this.#client.ask({ text, values, statement, fresh: this.#depth === 'none' });
  }

  /** The same text is the same statement; what is put together from more texts than these is not kept by the server either. */
  turned(sql: string): Prepared {
    const known = this.#prepared.get(sql);
    if (known) return known;
    const { text, names } = turn(sql, this.#main, (table) => this.shapeOf(table));
    const insert = /^INSERT INTO (?:(\w+)\.)?"?(\w+)"?/i.exec(text);
    const numbered = insert && !/\bRETURNING\b/i.test(text) ? this.shapeOf(insert[2] as string).numbered : null;
    const kept = this.#prepared.size < MOST_PREPARED;
    const prepared: Prepared = { text: numbered ? `${text} RETURNING "${numbered}"` : text, names, statement: kept ? `s${this.#prepared.size}` : '', numbered: numbered !== null };
    if (kept) this.#prepared.set(sql, prepared);
    return prepared;
  }

  /** Of a cursor: no two have the same name. */
  cursor(): string {
    return `rows_${++this.#cursors}`;
  }

  #rollBack(): void {
    try {
      this.#client.ask({ text: 'ROLLBACK', values: [], statement: null, fresh: false });
    } catch {
      // the connection is gone, and the transaction with it
    }
  }

  shapeOf(table: string): TableShape {
    const known = this.#shapes.get(table);
    if (known) return known;
    const { rows } = this.#client.ask({ text: SHAPE, values: [table], statement: 'shape', fresh: this.#depth === 'none' });
    if (rows.length === 0) throw new Error(`There is no table ${table}.`);
    const shape: TableShape = {
      columns: rows.map(([name]) => name as string),
      key: rows.filter(([, , place]) => place !== null).sort(([, , a], [, , b]) => Number(a) - Number(b)).map(([name]) => name as string),
      numbered: (rows.find(([, numbered]) => numbered === 1)?.[0] as string | undefined) ?? null,
    };
    this.#shapes.set(table, shape);
    return shape;
  }
}

const SHAPE = `SELECT a.attname, a.attidentity <> '', array_position(i.indkey::int2[], a.attnum)
  FROM pg_attribute a LEFT JOIN pg_index i ON i.indrelid = a.attrelid AND i.indexrelid = (
    SELECT u.indexrelid FROM pg_index u WHERE u.indrelid = a.attrelid AND u.indisunique AND u.indpred IS NULL AND u.indexprs IS NULL ORDER BY u.indisprimary DESC LIMIT 1)
  WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`;

type Shape = 'objects' | 'arrays' | 'first';

class PostgresStatement implements Statement<unknown[]> {
  readonly #db: PostgresConnection;
  readonly #sql: string;
  #turned: ReturnType<PostgresConnection['turned']> | null = null;
  #shape: Shape = 'objects';

  constructor(db: PostgresConnection, sql: string) {
    this.#db = db;
    this.#sql = sql;
  }

  pluck(on = true): this {
    this.#shape = on ? 'first' : 'objects';
    return this;
  }

  raw(on = true): this {
    this.#shape = on ? 'arrays' : 'objects';
    return this;
  }

  run(...parameters: unknown[]): RunAnswer {
    const control = /^(BEGIN|COMMIT|ROLLBACK)\b/.test(this.#sql);
    if (control) {
      this.#db.exec(this.#sql);
      return { changes: 0, lastInsertRowid: 0 };
    }
    const { rows, count } = this.#ask(parameters);
    return { changes: count, lastInsertRowid: this.#turned?.numbered ? ((rows.at(-1)?.[0] as number | undefined) ?? 0) : 0 };
  }

  get(...parameters: unknown[]): unknown {
    const { rows, columns } = this.#ask(parameters);
    return rows.length === 0 ? undefined : this.#shaped(columns)(rows[0] as readonly unknown[]);
  }

  all(...parameters: unknown[]): unknown[] {
    const { rows, columns } = this.#ask(parameters);
    return rows.map(this.#shaped(columns));
  }

  *iterate(...parameters: unknown[]): IterableIterator<unknown> {
    const own = !this.#db.inTransaction;
    if (own) this.#db.exec('BEGIN');
    const cursor = this.#db.cursor();
    try {
      const { text, names } = (this.#turned ??= this.#db.turned(this.#sql));
      this.#db.exec(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${withValues(text, valuesOf(parameters, names))}`);
      for (let all = false; !all; ) {
        const { rows, columns } = this.#db.ask(`FETCH ${FETCH} FROM ${cursor}`, [], '');
        all = rows.length < FETCH;
        if (all && !own) this.#db.exec(`CLOSE ${cursor}`);
        yield* rows.map(this.#shaped(columns));
      }
    } finally {
      if (own && this.#db.inTransaction) this.#db.exec('ROLLBACK');
    }
  }

  #ask(parameters: readonly unknown[]): Found {
    const { text, names, statement } = (this.#turned ??= this.#db.turned(this.#sql));
    const values = valuesOf(parameters, names);
    if (this.#db.inTransaction || !/^(INSERT|UPDATE|DELETE)\b/i.test(text)) return this.#db.ask(text, values, statement);
    // a write by itself has its place among the commits too: what triggers number is read in that order
    return inTransaction(this.#db, () => this.#db.ask(text, values, statement));
  }

  #shaped(columns: readonly string[]): (row: readonly unknown[]) => unknown {
    switch (this.#shape) {
      case 'arrays': return (row) => row.map(bytes);
      case 'first': return (row) => bytes(row[0]);
      case 'objects': return (row) => Object.fromEntries(columns.map((name, i) => [name, bytes(row[i])]));
    }
  }
}

/** Bytes come from the other thread without their class. */
const bytes = (value: unknown): unknown => (value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : value);

/** A cursor takes no parameters: they stand in its text, as strings whose type is found as a parameter's is. */
const withValues = (text: string, values: readonly unknown[]): string =>
  text.replaceAll(/'(?:[^']|'')*'|\$(\d+)/g, (part: string, place: string | undefined) => (place === undefined ? part : literal(values[Number(place) - 1])));
const literal = (value: unknown): string => (value === null || value === undefined ? 'NULL' : `'${value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : String(value as string | number | bigint).replaceAll("'", "''")}'`);

/** A list as the only parameter stands for its items, as in better-sqlite3. */
function valuesOf(parameters: readonly unknown[], names: readonly string[] | null): readonly unknown[] {
  if (names) return names.map((name) => (parameters[0] as Readonly<Record<string, unknown>>)[name] ?? null);
  return parameters.flatMap((each) => (Array.isArray(each) ? (each as readonly unknown[]) : [each]));
}

/** For what an engine has in its own way: words of the search, the log of the sections. */
export const onPostgres = (db: unknown): db is PostgresConnection => db instanceof PostgresConnection;
