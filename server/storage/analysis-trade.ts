/**
 * Purchases and returns in memory for the analyses: columns of numbers, ordered by row of the register, read once and kept up with what was committed since. Ten numbers of a row instead of its text: a million
 * rows are some tens of megabytes and are looked through in a few hundredths of a second. Who may see what is `analysis-view.ts`.
 */
import type { LineFigures } from '../../model/analysis/lines.ts';
import { linesOf } from '../../model/analysis/lines.ts';
import type { Connection } from './database.ts';
import { PURCHASES, RETURNS } from './trade-totals.ts';

/** Rows of trade that are held; a workspace with more of them reads them from the file. */
const MOST_ROWS = 4_000_000;
/** Changes since the last look up to which archives are read one by one. */
const MOST_CHANGED = 20_000;
/** Archives read anew that lie beside the others; with more of them everything is put in order again. */
const MOST_BESIDE = 5_000;

/** What is read of a row; `lines` and `stay` are empty where nobody asked for them. */
type Raw = readonly [row: number, kind: string, date: string, amount: number, currency: string, cost: number | null, channel: string | null, order: string | null, lines: string, stay: string | null];

/** One row while it is looked at: the same object comes again with the next one. Money in minor units. */
export interface HeldRow {
  readonly kind: string; readonly date: string; readonly amount: number; readonly currency: string; readonly cost: number | null; readonly channel: string | null;
  /** The same number within one customer: the same order. Null: none. */
  readonly order: number | null;
  readonly items: readonly LineFigures[];
  /** Of a stay: its reason. */
  readonly reason: string | null;
}

/** Texts by number. */
class Names {
  readonly texts: string[] = [];
  readonly #at = new Map<string, number>();
  of(text: string): number {
    let at = this.#at.get(text);
    if (at === undefined) {
      at = this.texts.length;
      this.texts.push(text);
      this.#at.set(text, at);
    }
    return at;
  }
}

/** Orders are only compared: 32 bits of their text are enough to tell those of one customer apart. */
function hashed(text: string): number {
  let sum = 2_166_136_261;
  for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 16_777_619);
  return (sum >>> 0) || 1;
}

const NO_LINES: readonly LineFigures[] = Object.freeze([]);
/** No channel, no reason. */
const NOTHING = 0xffff_ffff;

/** Columns that grow. */
class Columns {
  size = 0;
  lineSize = 0;
  row = new Int32Array(1024);
  kind = new Uint8Array(1024);
  date = new Uint16Array(1024);
  currency = new Uint8Array(1024);
  amount = new Float64Array(1024);
  /** NaN: none. */
  cost = new Float64Array(1024);
  channel = new Uint32Array(1024);
  order = new Uint32Array(1024);
  reason = new Uint32Array(1024);
  /** Where the lines of a row begin; one more than rows. */
  lines = new Uint32Array(1025);
  item = new Uint32Array(1024);
  quantity = new Float64Array(1024);
  worth = new Float64Array(1024);

  room(): void {
    if (this.size < this.row.length) return;
    const to = this.row.length * 2;
    const wider = <T extends Int32Array | Uint8Array | Uint16Array | Uint32Array | Float64Array>(from: T, length = to): T => { const next = new (from.constructor as new (length: number) => T)(length); next.set(from); return next; };
    [this.row, this.kind, this.date, this.currency, this.amount, this.cost, this.channel, this.order, this.reason, this.lines] = [
      wider(this.row), wider(this.kind), wider(this.date), wider(this.currency), wider(this.amount), wider(this.cost), wider(this.channel), wider(this.order), wider(this.reason), wider(this.lines, to + 1)];
  }
  lineRoom(): void {
    if (this.lineSize < this.item.length) return;
    const to = this.item.length * 2;
    const [item, quantity, worth] = [new Uint32Array(to), new Float64Array(to), new Float64Array(to)];
    item.set(this.item); quantity.set(this.quantity); worth.set(this.worth);
    [this.item, this.quantity, this.worth] = [item, quantity, worth];
  }
}

/** Columns in the order of the register's rows, with the place where each of these begins: looking through them is one run through memory. */
interface Ordered { readonly columns: Columns; readonly start: Uint32Array }

/** `placeOf`: of a row of the register its place among `count`. */
function ordered(from: Columns, placeOf: (row: number) => number, count: number): Ordered {
  const start = new Uint32Array(count + 1);
  for (let i = 0; i < from.size; i++) start[placeOf(from.row[i] as number) + 1]!++;
  for (let row = 0; row < count; row++) start[row + 1]! += start[row] as number;
  const next = start.slice();
  const places = new Uint32Array(from.size);
  for (let i = 0; i < from.size; i++) places[next[placeOf(from.row[i] as number)]!++] = i;
  const to = new Columns();
  to.size = from.size;
  const put = <T extends Int32Array | Uint8Array | Uint16Array | Uint32Array | Float64Array>(column: T): T => {
    const next = new (column.constructor as new (length: number) => T)(from.size);
    for (let i = 0; i < from.size; i++) next[i] = column[places[i] as number] as number;
    return next;
  };
  [to.kind, to.date, to.currency, to.amount, to.cost, to.channel, to.order, to.reason] = [put(from.kind), put(from.date), put(from.currency), put(from.amount), put(from.cost), put(from.channel), put(from.order), put(from.reason)];
  to.row = new Int32Array(0); // its place says it
  [to.lines, to.item, to.quantity, to.worth] = [new Uint32Array(from.size + 1), new Uint32Array(from.lineSize), new Float64Array(from.lineSize), new Float64Array(from.lineSize)];
  for (let i = 0; i < from.size; i++) {
    const place = places[i] as number;
    for (let line = from.lines[place] as number; line < (from.lines[place + 1] as number); line++) {
      to.item[to.lineSize] = from.item[line] as number;
      to.quantity[to.lineSize] = from.quantity[line] as number;
      to.worth[to.lineSize++] = from.worth[line] as number;
    }
    to.lines[i + 1] = to.lineSize;
  }
  return { columns: to, start };
}

const SELECT = (lines: boolean): string => `SELECT o.row, t.kind, t.date, t.amount, t.currency, t.cost, t.channel, t.order_ref, ${lines ? 't.lines, t.stay' : "'', NULL"}`;
const COUNTED = `t.kind IN (${PURCHASES}, ${RETURNS})`;

/** Where rows of trade come from: held, or read from the file row by row. */
export interface TradeSource {
  /** Rows from day to day, of archives for which `wanted` answers. */
  each(rows: Int32Array, window: { readonly from: string | null; readonly to: string }, lines: boolean, wanted: (row: number) => boolean, visit: (row: number, held: HeldRow) => void): void;
}

/** Of more rows than are held: one run through the file a question. */
export const tradeInFile = (db: Connection): TradeSource => ({
  each(rows, { from, to }, lines, wanted, visit) {
    let most = 0;
    for (const row of rows) if (row > most) most = row;
    const inView = new Uint8Array(most + 1);
    for (const row of rows) if (wanted(row)) inView[row] = 1;
    const all = db.prepare<[string, string], Raw>(`${SELECT(lines)} FROM trade t ${from === null ? 'NOT INDEXED' : ''} JOIN overview o ON o.id = t.archive WHERE ${COUNTED} AND t.date >= ? AND t.date <= ?`).raw();
    for (const [row, kind, date, amount, currency, cost, channel, order, text, stay] of all.iterate(from ?? '', to)) {
      if (inView[row] !== 1) continue;
      visit(row, { kind, date, amount, currency, cost, channel, order: order === null ? null : hashed(order), items: linesOf(text), reason: stay === null ? null : ((JSON.parse(stay) as { readonly reason?: string }).reason ?? null) });
    }
  },
});

export class HeldTrade implements TradeSource {
  readonly #db: Connection;
  readonly #kinds = new Names();
  readonly #dates = new Names();
  readonly #currencies = new Names();
  readonly #channels = new Names();
  readonly #reasons = new Names();
  readonly #items = new Names();
  readonly #sql;
  #all: Ordered | null = null;
  /** Archives that changed since, by row of the register. */
  #beside = new Map<number, { readonly found: Ordered; readonly at: number }>();
  #withLines = false;
  #facts = -1;
  #rows = 0;

  constructor(db: Connection) {
    this.#db = db;
    this.#sql = {
      facts: db.prepare<[], { first: number | null; last: number | null }>('SELECT (SELECT min(n) FROM main.touched) AS first, (SELECT max(n) FROM main.touched) AS last'),
      count: db.prepare<[], number>('SELECT coalesce(max(row), 0) FROM trade').pluck(),
      rows: db.prepare<[], number | null>('SELECT max(row) FROM overview').pluck(),
      // every change of a total or of an overview stands here, so also every purchase that came, went or was moved
      touched: db.prepare<[number], number>('SELECT DISTINCT row FROM main.touched WHERE n > ?').pluck(),
    };
  }

  /** Reads what was committed since, within the caller's view; false: there is too much of it to be held. */
  follow(lines: boolean): boolean {
    const facts = this.#sql.facts.get() ?? { first: null, last: null };
    const end = facts.last ?? 0;
    const known = this.#all !== null && (!lines || this.#withLines) && end >= this.#facts && (facts.first ?? 0) <= this.#facts + 1 && end - this.#facts <= MOST_CHANGED;
    if (known && end === this.#facts) return true;
    if (!known || this.#beside.size > MOST_BESIDE) {
      this.#all = null;
      this.#beside.clear();
      if (this.#sql.count.get()! > MOST_ROWS) return false;
      this.#withLines ||= lines;
      this.#rows = (this.#sql.rows.get() ?? 0) + 1;
      // one run through the table is less than one look an archive
      this.#all = ordered(this.#read(this.#db.prepare<[], Raw>(`${SELECT(this.#withLines)} FROM trade t NOT INDEXED CROSS JOIN overview o ON o.id = t.archive WHERE ${COUNTED}`).raw().iterate()), (row) => row, this.#rows);
    } else this.#renew(this.#sql.touched.all(this.#facts));
    this.#facts = end;
    return true;
  }

  #renew(rows: readonly number[]): void {
    const columns = this.#read(this.#db.prepare<[string], Raw>(`${SELECT(this.#withLines)} FROM json_numbers(?) r CROSS JOIN overview o ON o.row = r.value CROSS JOIN trade t ON t.archive = o.id WHERE ${COUNTED}`).raw().iterate(JSON.stringify(rows)));
    const places = new Map(rows.map((row, i) => [row, i]));
    const found = ordered(columns, (row) => places.get(row) as number, rows.length);
    for (const [row, at] of places) this.#beside.set(row, { found, at });
  }

  #read(from: Iterable<Raw>): Columns {
    const columns = new Columns();
    for (const [row, kind, date, amount, currency, cost, channel, order, lines, stay] of from) {
      columns.room();
      const i = columns.size++;
      columns.row[i] = row;
      columns.kind[i] = this.#kinds.of(kind);
      columns.date[i] = this.#dates.of(date);
      columns.currency[i] = this.#currencies.of(currency);
      columns.amount[i] = amount;
      columns.cost[i] = cost ?? Number.NaN;
      columns.channel[i] = channel === null ? NOTHING : this.#channels.of(channel);
      columns.order[i] = order === null ? 0 : hashed(order);
      const reason = stay === null ? undefined : (JSON.parse(stay) as { readonly reason?: string }).reason;
      columns.reason[i] = reason === undefined ? NOTHING : this.#reasons.of(reason);
      for (const { item, quantity, amount: worth } of linesOf(lines)) {
        columns.lineRoom();
        const at = columns.lineSize++;
        columns.item[at] = this.#items.of(item);
        columns.quantity[at] = quantity;
        columns.worth[at] = worth;
      }
      columns.lines[i + 1] = columns.lineSize;
    }
    return columns;
  }

  /** `follow` first. */
  each(rows: Int32Array, { from, to }: Parameters<TradeSource['each']>[1], lines: boolean, wanted: (row: number) => boolean, visit: Parameters<TradeSource['each']>[4]): void {
    const all = this.#all;
    if (all === null) throw new Error('trade that is not held');
    const inside = Uint8Array.from(this.#dates.texts, (date) => ((from === null || date >= from) && date <= to ? 1 : 0));
    const held = new Cursor({ kinds: this.#kinds.texts, dates: this.#dates.texts, currencies: this.#currencies.texts, channels: this.#channels.texts, reasons: this.#reasons.texts, items: this.#items.texts }, lines);
    const [beside, few, known] = [this.#beside, this.#beside.size > 0, this.#rows];
    for (const row of rows) {
      if (!wanted(row)) continue;
      const other = few ? beside.get(row) : undefined;
      if (other === undefined && row >= known) continue;
      const { columns, start } = other === undefined ? all : other.found;
      const at = other === undefined ? row : other.at;
      const [end, { date }] = [start[at + 1] as number, columns];
      held.columns = columns;
      for (let i = start[at] as number; i < end; i++) {
        if (inside[date[i] as number] !== 1) continue;
        held.i = i;
        visit(row, held);
      }
    }
  }
}

interface Texts { readonly kinds: readonly string[]; readonly dates: readonly string[]; readonly currencies: readonly string[]; readonly channels: readonly string[]; readonly reasons: readonly string[]; readonly items: readonly string[] }

/** A row in the columns: each value is looked up when somebody asks for it. */
class Cursor implements HeldRow {
  columns = new Columns();
  i = 0;
  readonly #texts: Texts;
  readonly #lines: boolean;
  constructor(texts: Texts, lines: boolean) {
    this.#texts = texts;
    this.#lines = lines;
  }

  get kind(): string { return this.#texts.kinds[this.columns.kind[this.i] as number] as string; }
  get date(): string { return this.#texts.dates[this.columns.date[this.i] as number] as string; }
  get amount(): number { return this.columns.amount[this.i] as number; }
  get currency(): string { return this.#texts.currencies[this.columns.currency[this.i] as number] as string; }
  get cost(): number | null {
    const cost = this.columns.cost[this.i] as number;
    return Number.isNaN(cost) ? null : cost;
  }
  get channel(): string | null {
    const channel = this.columns.channel[this.i] as number;
    return channel === NOTHING ? null : (this.#texts.channels[channel] as string);
  }
  get order(): number | null {
    return this.columns.order[this.i] === 0 ? null : (this.columns.order[this.i] as number);
  }
  get reason(): string | null {
    const reason = this.columns.reason[this.i] as number;
    return !this.#lines || reason === NOTHING ? null : (this.#texts.reasons[reason] as string);
  }
  get items(): readonly LineFigures[] {
    const { lines, item, quantity, worth } = this.columns;
    const [first, last] = [lines[this.i] as number, lines[this.i + 1] as number];
    if (!this.#lines || first === last) return NO_LINES;
    const found: LineFigures[] = [];
    for (let at = first; at < last; at++) found.push({ item: this.#texts.items[item[at] as number] as string, quantity: quantity[at] as number, amount: worth[at] as number });
    return found;
  }
}
