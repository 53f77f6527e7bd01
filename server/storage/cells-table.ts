/** The register in memory: columns by key, read from the files when somebody first asks for them and kept up with every commit since. Who may see what is `rights-masks.ts`, questions are `cells-query.ts`. */
import { SECTIONS } from '../../model/sections.ts';
import type { RegisterKey, RegisterPlace, RowProperty } from '../../model/register/keys.ts';
import { Column } from './cells-column.ts';
import type { Connection } from './database.ts';

/** Changed rows up to which they are read one by one; from then on everything is read anew. */
const MOST_CHANGED = 50_000;
/** Columns kept beside those of the archives' own rows; the one not asked for longest goes. */
const MOST_COLUMNS = 80;
/** Rows read at once before the time is looked at. */
const SOME = 250;

/** All rows, or those of `@rows` one by one: SQLite is told to begin with them, for left to itself it reads whole tables. */
type Source = (some: boolean) => string;
const overviews = (some: boolean): string => (some ? 'json_numbers(@rows) r CROSS JOIN overview o ON o.row = r.value CROSS JOIN' : 'overview o JOIN');
const own = (expression: string): Source => (some) => `SELECT o.row AS row, ${expression} AS value FROM ${overviews(some)} archive.archive a ON a.id = o.id`;
const text = (column: string): Source => own(`CASE WHEN ${column} IS NOT NULL THEN json_quote(${column}) END`);

const OF_ROW: Readonly<Record<RowProperty | 'packs', Source>> = Object.freeze({
  name: text('o.name'), kind: text('a.kind'), department: text('a.department'), owner: text('a.owner'), code: text('a.code'), state: text('a.state'), keeper: text('a.keeper'),
  confidentiality: text('a.confidentiality'), opened: text('a.opened_at'), reviewed: text('a.reviewed_at'), updated: text('o.updated_at'),
  missing: own("o.data -> '$.shares.lacking'"), role: own("o.data -> '$.roles'"),
  packs: own('a.packs'),
  key: (some) => `SELECT o.row AS row, json_group_array(k.key ORDER BY k.position) AS value FROM ${overviews(some)} archive.archive_key k ON k.archive = o.id GROUP BY o.row`,
  coOwner: (some) => `SELECT o.row AS row, json_group_array(m.person ORDER BY m.position) AS value FROM ${overviews(some)} archive.archive_member m ON m.archive = o.id AND m.role = 'coOwner' GROUP BY o.row`,
});

function sourceOf(place: Exclude<RegisterPlace, { kind: 'tag' }>, section: string): Source {
  switch (place.kind) {
    case 'row': return OF_ROW[place.name];
    // classified as none of them: no purchase in the window
    case 'class': return (some) => `SELECT o.row AS row, json_quote(coalesce(c.value, 'none')) AS value FROM ${overviews(some)} class c ON c.archive = o.id AND c.scheme = '${place.scheme}'`;
    // `5·3·2`; a class by a person's word has no scores
    case 'score': return (some) => `SELECT o.row AS row, CASE WHEN length(c.mark) = 5 THEN substr(c.mark, ${2 * place.place - 1}, 1) END AS value FROM ${overviews(some)} class c ON c.archive = o.id AND c.scheme = 'rfm'`;
    // money as it is shown, in the workspace's own currency; with the others where there are rates for them
    case 'total': {
      const value = { sum: `json_quote(iif(t.sum < 0, '-', '') || (abs(t.sum) / 100) || '.' || substr(CAST(100 + abs(t.sum) % 100 AS TEXT), 2) || ' ' || @currency)`, count: 'CAST(t.count AS TEXT)', first: 'json_quote(t.first)', last: 'json_quote(t.last)' }[place.part];
      return (some) => `SELECT o.row AS row, ${value} AS value FROM ${overviews(some)} total t ON t.archive = o.id AND t.currency = @currency WHERE NOT EXISTS (SELECT 1 FROM converted x WHERE x.archive = o.id AND x.count > 0)
        UNION ALL SELECT o.row AS row, ${value} AS value FROM ${overviews(some)} converted t ON t.archive = o.id AND t.count > 0`;
    }
    case 'cell': {
      const value = `c.data -> '$."${place.cell.replaceAll('"', '')}"'`;
      // contact records lie by year
      if (SECTIONS[section as keyof typeof SECTIONS]?.store === 'yearly') {
        const years = `(WITH RECURSIVE year (document) AS (SELECT min(document) FROM cell WHERE document > '${section}-' AND document < '${section}.'
          UNION ALL SELECT (SELECT min(document) FROM cell WHERE document > year.document AND document < '${section}.') FROM year WHERE year.document IS NOT NULL) SELECT document FROM year WHERE document IS NOT NULL) y`;
        return (some) => `SELECT c.row AS row, json_group_array(json(${value})) FILTER (WHERE ${value} IS NOT NULL) AS value
          FROM ${years} CROSS JOIN ${some ? 'json_numbers(@rows) r CROSS JOIN cell c ON c.document = y.document AND c.row = r.value' : 'cell c ON c.document = y.document'} GROUP BY c.row`;
      }
      return (some) => `SELECT c.row AS row, ${value} AS value FROM ${some ? `json_numbers(@rows) r CROSS JOIN cell c ON c.document = '${section}' AND c.row = r.value` : `cell c WHERE c.document = '${section}'`}`;
    }
  }
}

interface Held { readonly column: Column; readonly some: ReturnType<Connection['prepare']>; at: number }

const nameOf = ({ place, right }: Pick<RegisterKey, 'place' | 'right'>): string => `${right} ${JSON.stringify(place)}`;

export class CellTable {
  readonly #db: Connection;
  readonly #currency: string;
  readonly #held = new Map<string, Held>();
  /** Statements of keys that were only shown. */
  readonly #shown = new Map<string, ReturnType<Connection['prepare']>>();
  readonly #sql;
  /** The column that is being read before anybody asks for it. */
  #coming: { readonly name: string; readonly held: Held; next: number } | null = null;
  #facts = -1;
  #archive = -1;
  #asked = 0;
  /** One more than the highest row. */
  rows = 0;
  /** Called when so much has changed that all columns were dropped. */
  cleared: () => void = () => undefined;

  constructor(db: Connection, currency: string) {
    this.#db = db;
    this.#currency = currency;
    const end = (schema: string) => db.prepare<[], { first: number | null; last: number | null }>(`SELECT (SELECT min(n) FROM ${schema}.touched) AS first, (SELECT max(n) FROM ${schema}.touched) AS last`);
    this.#sql = {
      facts: end('main'), archive: end('archive'), rows: db.prepare<[], number | null>('SELECT max(row) FROM overview').pluck(),
      touched: db.prepare<[number, number], number>(`SELECT row FROM main.touched WHERE n > ? UNION SELECT o.row FROM archive.touched t JOIN overview o ON o.id = t.archive WHERE t.n > ?`).pluck(),
    };
  }

  /** Reads what was committed since; the caller holds the transaction in which it goes on. Answers true when anything changed. */
  follow(): boolean {
    const facts = this.#sql.facts.get() ?? { first: null, last: null };
    const archive = this.#sql.archive.get() ?? { first: null, last: null };
    const [factsEnd, archiveEnd] = [facts.last ?? 0, archive.last ?? 0];
    if (factsEnd === this.#facts && archiveEnd === this.#archive) return false;
    const known = this.#facts >= 0 && factsEnd >= this.#facts && archiveEnd >= this.#archive && (facts.first ?? 0) <= this.#facts + 1 && (archive.first ?? 0) <= this.#archive + 1;
    const few = known && factsEnd - this.#facts + archiveEnd - this.#archive <= MOST_CHANGED;
    this.rows = (this.#sql.rows.get() ?? 0) + 1;
    if (!few) { this.#held.clear(); this.#coming = null; if (this.#facts >= 0) this.cleared(); } else this.#renew(this.#sql.touched.all(this.#facts, this.#archive));
    this.#facts = factsEnd;
    this.#archive = archiveEnd;
    return true;
  }

  #renew(rows: readonly number[]): void {
    const given = { rows: JSON.stringify(rows), currency: this.#currency };
    for (const [name, { column, some }] of [...this.#held, ...(this.#coming ? [[this.#coming.name, this.#coming.held] as const] : [])]) {
      // values that nobody has any more are forgotten with the column
      if (column.size > 2 * this.rows + 1_000) { this.#held.delete(name); continue; }
      column.grow(this.rows);
      const values = new Map((some.all(given) as { row: number; value: string | null }[]).map(({ row, value }) => [row, value]));
      for (const row of rows) column.set(row, values.get(row) ?? null);
    }
  }

  /** Reads rows of a column until it is time; true when all are there. `follow` first: what changes while it is read is read again. */
  readSome(key: Pick<RegisterKey, 'place' | 'right'>, over: () => boolean): boolean {
    if (key.place.kind === 'tag') throw new RangeError('tags are no column');
    const name = nameOf(key);
    if (this.#held.has(name)) return true;
    if (this.#coming?.name !== name) this.#coming = { name, held: { column: new Column(this.rows), some: this.#db.prepare(sourceOf(key.place, key.right)(true)), at: 0 }, next: 0 };
    const { column, some } = this.#coming.held;
    column.grow(this.rows);
    do {
      const rows = Array.from({ length: Math.min(SOME, this.rows - this.#coming.next) }, (_, i) => (this.#coming?.next ?? 0) + i);
      for (const { row, value } of some.all({ rows: JSON.stringify(rows), currency: this.#currency }) as { row: number; value: string | null }[]) column.set(row, value);
      this.#coming.next += rows.length;
    } while (this.#coming.next < this.rows && !over());
    if (this.#coming.next < this.rows) return false;
    this.#keep(name, this.#coming.held);
    this.#coming = null;
    return true;
  }

  #keep(name: string, held: Held): void {
    this.#held.set(name, held);
    if (this.#held.size <= MOST_COLUMNS) return;
    const [oldest] = [...this.#held].reduce((best, next) => (next[1].at < best[1].at ? next : best));
    this.#held.delete(oldest);
  }

  /** The column of a key; `follow` first. */
  column(key: Pick<RegisterKey, 'place' | 'right'>): Column {
    if (key.place.kind === 'tag') throw new RangeError('tags are no column');
    const name = nameOf(key);
    let held = this.#held.get(name);
    if (!held) {
      const source = sourceOf(key.place, key.right);
      const column = new Column(this.rows);
      held = { column, some: this.#db.prepare(source(true)), at: 0 };
      for (const [row, value] of this.#db.prepare(source(false)).raw().iterate({ currency: this.#currency }) as Iterable<readonly [number, string | null]>) column.set(row, value);
      this.#keep(name, held);
    }
    held.at = ++this.#asked;
    held.column.grow(this.rows);
    return held.column;
  }

  /** Values of some rows, without keeping a column for what is only shown. */
  values(key: Pick<RegisterKey, 'place' | 'right'>, rows: readonly number[]): ReadonlyMap<number, string> {
    if (key.place.kind === 'tag') throw new RangeError('tags are no column');
    const name = nameOf(key);
    let some = this.#held.get(name)?.some ?? this.#shown.get(name);
    if (!some) {
      if (this.#shown.size >= MOST_COLUMNS) this.#shown.clear();
      this.#shown.set(name, (some = this.#db.prepare(sourceOf(key.place, key.right)(true))));
    }
    const found = some.all({ rows: JSON.stringify(rows), currency: this.#currency }) as { row: number; value: string | null }[];
    return new Map(found.flatMap(({ row, value }) => (value === null ? [] : [[row, value] as const])));
  }
}
