/** What one question for an analysis may look at: the archives that the asker reads and that its conditions leave, their columns in memory, and the rows of trade; each value only where its own section may be read. */
import { registerKey } from '../../model/register/keys.ts';
import type { RegisterKey } from '../../model/register/keys.ts';
import type { Condition, RegisterGroup } from '../../model/register/query.ts';
import type { AnalysisQuestion, Behind, FigureName, Unit } from '../../model/analysis/shape.ts';
import { analysisText } from '../../model/analysis/texts.ts';
import type { AnalysisText } from '../../model/analysis/texts.ts';
import { addDays, addMonths } from '../../model/classification/dates.ts';
import type { ArchiveId } from '../../model/ids.ts';
import { acceptance } from './cells-accept.ts';
import type { Scalar } from './cells-column.ts';
import { grouped } from './cells-groups.ts';
import type { Seen } from './cells-groups.ts';
import type { CellTable } from './cells-table.ts';
import { Members, Tally } from './analysis-members.ts';
import type { HeldRow, TradeSource } from './analysis-trade.ts';
import type { Connection } from './database.ts';
import { allowing, allows, needs } from './rights-masks.ts';
import type { RateReader } from './rate-store.ts';
import type { Asker } from './rights-masks.ts';
import { PURCHASES, RETURNS } from './trade-totals.ts';

export interface AnalysisAsk extends Asker {
  readonly question: AnalysisQuestion;
  /** Keys of the question's conditions; `me` and `today` are in their places already. */
  readonly keys: Readonly<Record<string, RegisterKey>>;
  /** By list the texts of its options, in the asker's language and order. */
  readonly lists: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Days that the purchase strategies count, by option in their order. */
  readonly cycles: Readonly<Record<string, number>>;
  /** In the workspace's zone. */
  readonly today: string;
  /** The figure whose archives are asked for. */
  readonly figure?: FigureName;
}

/** One row of trade while it is looked at; money in minor units, `cost` null where there is none or it may not be read. `net`: what it adds to sales. */
export interface TradeRow extends Pick<HeldRow, 'kind' | 'date' | 'amount' | 'cost' | 'channel' | 'order' | 'items' | 'reason'> { readonly row: number; readonly net: number; readonly purchase: boolean }

const TRADE = needs('trade');
const STAYS = needs('stays');
const TERMS = needs('terms');
const READ = needs('read');

export class AnalysisView {
  /** Rows of the register. */
  readonly rows: Int32Array;
  readonly ask: AnalysisAsk;
  readonly currency: string;
  readonly db: Connection;
  readonly rates: RateReader;
  readonly masks: Uint16Array;
  /** What was left out, told with the answer. */
  readonly notes: string[] = [];
  /** Rows behind the figure that was asked for; null: there is no such figure, or the register says who is behind it. */
  found: Int32Array<ArrayBuffer> | null = null;
  readonly #table: CellTable;
  readonly #held: (lines: boolean) => TradeSource;
  #window: { readonly from: string | null; readonly to: string } | null = null;

  constructor(db: Connection, table: CellTable, masks: Uint16Array, ask: AnalysisAsk, currency: string, held: (lines: boolean) => TradeSource, rates: RateReader) {
    this.db = db;
    this.rates = rates;
    this.#table = table;
    this.#held = held;
    this.masks = masks;
    this.ask = ask;
    this.currency = currency;
    const readable = new Int32Array(masks.length);
    let count = 0;
    for (let row = 0; row < masks.length; row++) if (allows(masks[row] as number, READ)) readable[count++] = row;
    this.rows = ask.question.where.reduce<Int32Array>((rows, condition) => this.those(rows, condition), readable.subarray(0, count));
  }

  /** A text of the analyses in the asker's language; `{name}` is put in. */
  say(text: AnalysisText, put: Readonly<Record<string, string | number>> = {}): string {
    return analysisText(text, this.ask.question.language, put);
  }
  /** The label of an option, or its key where the list has it no more. */
  option(list: string | undefined, key: string): string {
    return (list === undefined ? undefined : this.ask.lists[list]?.[key]) ?? key;
  }
  get money(): Unit {
    return { kind: 'money', currency: this.currency };
  }

  key(name: string): RegisterKey {
    const key = Object.hasOwn(this.ask.keys, name) ? this.ask.keys[name] : registerKey(name);
    if (!key) throw new RangeError(`the register has no ${name}`);
    return key;
  }
  see(name: string): Seen {
    const key = this.key(name);
    return { key, column: this.#table.column(key), needs: needs(key.right) };
  }
  /** The values of a key where they may be read. */
  reader(name: string): (row: number) => readonly Scalar[] {
    const { column, needs: wanted } = this.see(name);
    return (row) => (allows(this.masks[row] as number, wanted) ? column.parts(column.codes[row] as number) : NONE);
  }

  may(row: number, section: RegisterKey['right']): boolean {
    return allows(this.masks[row] as number, needs(section));
  }
  /** Those of the rows where a key's section may be read: the others are neither with a value nor without. */
  readable(name: string, rows: Int32Array = this.rows): Int32Array {
    const { needs: wanted } = this.see(name);
    return rows.filter((row) => allows(this.masks[row] as number, wanted));
  }
  those(rows: Int32Array, condition: Condition): Int32Array {
    const { key, column, needs: wanted } = this.see(condition.key);
    const accepted = acceptance(column, key, condition, this.currency);
    const wish = condition.not ? 0 : 1;
    const { codes } = column;
    return rows.filter((row) => allows(this.masks[row] as number, wanted) && accepted[codes[row] as number] === wish);
  }
  /** The question's conditions with more of them: who is behind a figure. */
  behind(...more: readonly Condition[]): Behind {
    const where = [...this.ask.question.where, ...more];
    // of whom one only knows is not counted: what everybody knows of is asked together with what only a reader sees
    return where.some(({ key }) => this.key(key).right !== 'exists') ? where : [...where, { key: 'state', op: 'any', values: [] }];
  }

  /** Who is behind a figure where the register has no conditions for it. */
  whose(part: string, row: string, members: Members = NOBODY): { readonly customers: number } {
    if (this.wanted(part, row)) this.found = members.rows;
    return { customers: members.size };
  }
  wanted(part: string, row: string): boolean {
    const { figure } = this.ask;
    return figure !== undefined && figure.part === part && figure.row === row;
  }

  groups(name: string, rows: Int32Array, sums: readonly string[] = []): readonly RegisterGroup[] {
    const by = this.see(name);
    return grouped({ by, cut: null, sums: sums.map((each) => this.see(each)), ordering: { type: by.key.type, locale: 'en', currency: this.currency } }, rows, this.masks);
  }

  /** As asked, else the twelve months that end with the newest purchase that may be read. */
  get window(): { readonly from: string | null; readonly to: string } {
    return (this.#window ??= this.#findWindow());
  }
  #findWindow(): { readonly from: string | null; readonly to: string } {
    const { question: { from, to: asked }, today } = this.ask;
    const last = this.reader('trade.last');
    let newest = '';
    if (asked === null) for (const row of this.rows) { const date = String(last(row)[0] ?? ''); if (date > newest) newest = date; }
    const to = asked ?? (newest === '' || newest > today ? today : newest);
    return { from: from === undefined ? addDays(addMonths(to, -12), 1) : from, to };
  }

  /** Purchases and returns that may be read, from day to day, in no order; those in other currencies at the rates of their days, without the ones that have none. `lines`: with their items and the reasons of stays. */
  trade(window: { readonly from: string | null; readonly to: string }, visit: (row: TradeRow) => void, { lines = false }: { readonly lines?: boolean } = {}): void {
    const [trade, stays, terms] = [allowing(TRADE), allowing(STAYS), allowing(TERMS)];
    const others = new Map<string, number>();
    const given = new Given(this.currency, this.rates.now());
    const { masks } = this;
    this.#held(lines).each(this.rows, window, lines, (row) => { const mask = masks[row] as number; return trade[mask] === 1 || stays[mask] === 1; }, (row, held) => {
      const mask = masks[row] as number;
      if ((held.kind === 'stay' ? stays : trade)[mask] !== 1) return;
      if (given.take(row, held, terms[mask] === 1)) visit(given);
      else others.set(held.currency, (others.get(held.currency) ?? 0) + 1);
    });
    if (others.size > 0) {
      const note = this.say('leftOut', { currencies: [...others].sort().map(([currency, rows]) => `${rows} × ${currency}`).join(', ') });
      if (!this.notes.includes(note)) this.notes.push(note);
    }
  }
  /** What is neither bought nor given back, by kind: how often, and the first day of all. */
  otherKinds({ from, to }: { readonly from: string | null; readonly to: string }): { readonly counts: Tally; readonly first: string } {
    const counts = new Tally();
    let first = '';
    const [inView, trade] = [new Uint8Array(this.masks.length), allowing(TRADE)];
    for (const row of this.rows) if (trade[this.masks[row] as number] === 1) inView[row] = 1;
    const found = this.db.prepare<[string, string, string], readonly [row: number, kind: string, count: number, first: string]>(`SELECT o.row, t.kind, count(*), min(t.date) FROM trade t INDEXED BY trade_sums CROSS JOIN overview o ON o.id = t.archive
      WHERE t.kind NOT IN (${PURCHASES}, ${RETURNS}) AND t.currency = ? AND t.date >= ? AND t.date <= ? GROUP BY t.archive, o.row, t.kind`).raw();
    for (const [row, kind, size, date] of found.iterate(this.currency, from ?? '', to)) {
      if (inView[row] !== 1) continue;
      counts.add(kind, row, size);
      if (first === '' || date < first) first = date;
    }
    return { counts, first };
  }

  /** Whether the asker may read a section anywhere in view: what is nowhere is not even named. */
  anywhere(section: RegisterKey['right']): boolean {
    const wanted = needs(section);
    return this.rows.some((row) => allows(this.masks[row] as number, wanted));
  }

  ids(rows: readonly number[]): ReadonlyMap<number, { readonly id: ArchiveId; readonly name: string }> {
    const found = this.db.prepare<[string], { row: number; id: ArchiveId; name: string }>('SELECT row, id, name FROM overview WHERE row IN (SELECT value FROM json_numbers(?))').all(JSON.stringify(rows));
    return new Map(found.map(({ row, id, name }) => [row, { id, name }]));
  }
}

/** A row as it counts: in the workspace's currency, at the rate of its day, with its cost where that may be read. The same object comes again with the next row. */
class Given implements TradeRow {
  readonly #currency: string;
  readonly #rates: ReturnType<RateReader['now']>;
  #held: HeldRow | null = null;
  #own = true;
  #terms = false;
  row = 0;
  amount = 0;
  purchase = false;
  constructor(currency: string, rates: ReturnType<RateReader['now']>) {
    this.#currency = currency;
    this.#rates = rates;
  }

  /** False: its currency has no rate on that day. */
  take(row: number, held: HeldRow, terms: boolean): boolean {
    this.#held = held;
    this.#own = held.currency === this.#currency;
    const worth = this.#own ? held.amount : this.#rates.toBase(held.amount, held.currency, held.date);
    if (worth === null) return false;
    this.row = row;
    this.amount = worth;
    this.purchase = held.kind !== 'return';
    this.#terms = terms;
    return true;
  }
  get #now(): HeldRow {
    if (this.#held === null) throw new Error('no row was taken');
    return this.#held;
  }
  #inOwn(minor: number): number {
    const { currency, date } = this.#now;
    return this.#own ? minor : (this.#rates.toBase(minor, currency, date) ?? 0);
  }

  get net(): number { return this.purchase ? this.amount : -Math.abs(this.amount); }
  get kind(): string { return this.#now.kind; }
  get date(): string { return this.#now.date; }
  get channel(): string | null { return this.#now.channel; }
  get order(): number | null { return this.#now.order; }
  get reason(): string | null { return this.#now.reason; }
  get cost(): number | null {
    const { cost } = this.#now;
    return this.#terms && cost !== null ? this.#inOwn(cost) : null;
  }
  get items(): TradeRow['items'] {
    const { items } = this.#now;
    return this.#own ? items : items.map((item) => ({ ...item, amount: this.#inOwn(item.amount) }));
  }
}

const NONE: readonly Scalar[] = Object.freeze([]);
const NOBODY = new Members();
export const units = (minor: number): number => Math.round(minor) / 100;
export const count = { kind: 'count' } as const satisfies Unit;
export const percent = { kind: 'percent' } as const satisfies Unit;
export const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
