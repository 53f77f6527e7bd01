/**
 * What the stores ask of a database: synchronous statements in a thread of their own. Two engines keep it: SQLite (`better-sqlite3` is one as it is) and PostgreSQL (`postgres/connection.ts`).
 * SQL is written once, in the words that `postgres/dialect.ts` can turn; what each file or schema holds is the migrations' matter.
 */

export interface RunAnswer {
  /** Rows inserted, changed or deleted. */
  readonly changes: number;
  /** The number that the last inserted row was given, where its table numbers rows by itself. */
  readonly lastInsertRowid: number | bigint;
}

/** Parameters by position (`?`), or one object by name (`@name`). */
export interface Statement<Parameters extends unknown[], Row = unknown> {
  run(...parameters: Parameters): RunAnswer;
  /** The first row; undefined: there is none. */
  get(...parameters: Parameters): Row | undefined;
  all(...parameters: Parameters): Row[];
  /** The rows one after the other, for what does not fit into memory; no other statement of this connection runs until it ends. */
  iterate(...parameters: Parameters): IterableIterator<Row>;
  /** From now on rows are their first column. */
  pluck(on?: boolean): this;
  /** From now on rows are arrays. */
  raw(on?: boolean): this;
}

export interface Connection {
  readonly inTransaction: boolean;
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- better-sqlite3's own shape: one object is one parameter
  prepare<Parameters extends unknown[] | {} = unknown[], Row = unknown>(sql: string): Parameters extends unknown[] ? Statement<Parameters, Row> : Statement<[Parameters], Row>;
  /** Statements without parameters or rows. */
  exec(sql: string): unknown;
  close(): unknown;
}
