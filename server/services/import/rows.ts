/** A record of a recognised file as named, cleaned cells. A record with the wrong number of cells is no row. */
import { createHash } from 'node:crypto';
import { destroyedIn, lostZeros, type CodeShape, type DigitUse } from '../../../model/import/destroyed.ts';
import { targetText, type Target } from '../../../model/import/targets.ts';
import { cleanText, type Cell } from './cells.ts';
import type { SourceRecord, SourceTable } from './readers/reader.ts';
import type { RecognisedFile } from './recognise.ts';
import { RowNotes } from './report.ts';

/** A cell whose target carries more than a name: a labelled telephone, a part of an address, a person. */
export interface Slot { readonly target: Exclude<Target, { kind: 'column' | 'field' }>; readonly text: string; readonly heading: string }

export class Row {
  readonly notes: RowNotes;
  readonly #cells: ReadonlyMap<string, string>;
  readonly #headings: ReadonlyMap<string, string>;
  /** Fields that columns name, by catalogue key. */
  readonly fields: ReadonlyMap<string, string>;
  readonly slots: readonly Slot[];

  constructor(notes: RowNotes, cells: ReadonlyMap<string, string>, fields: ReadonlyMap<string, string>, headings: ReadonlyMap<string, string>, slots: readonly Slot[] = []) {
    this.notes = notes;
    this.#cells = cells;
    this.fields = fields;
    this.slots = slots;
    this.#headings = headings;
  }

  /** What the file calls a column; its meaning's name where the file has no such column. */
  heading(column: string): string {
    return this.#headings.get(column) ?? column;
  }

  /** Refuses the row for what a column holds. */
  refused(column: string, code: string, message: string): null {
    return this.notes.refused(this.heading(column), code, message);
  }

  repaired(column: string, code: string, message: string): void {
    this.notes.repaired(this.heading(column), code, message);
  }

  /** Whether the file has such a column: what it does not have it says nothing about. */
  has(column: string): boolean {
    return this.#cells.has(column);
  }

  /** Empty when the file has no such column or the cell is empty. */
  text(column: string): string {
    return this.#cells.get(column) ?? '';
  }

  /** The cell through a cleaner; null when it is empty or was left out, which is reported as a repair. */
  clean(column: string, cleaner: (text: string) => Cell<string>): string | null {
    const text = this.text(column);
    if (text === '') return null;
    const cell = cleaner(text);
    if (!cell.ok) this.repaired(column, cell.code, cell.message);
    else if (cell.repair) this.repaired(column, cell.repair.code, cell.repair.message);
    return cell.ok && cell.value !== '' ? cell.value : null;
  }
}

/** What digits of a column are for: of an id or a telephone every one counts. */
function digitUse(target: Target): DigitUse {
  switch (target.kind) {
    case 'column': return IDS.has(target.name) ? 'id' : PHONES.has(target.name) ? 'phone' : 'free';
    case 'key': return 'id';
    case 'method': return target.method === 'email' ? 'free' : 'phone';
    case 'address': return target.part === 'postcode' ? 'id' : 'free';
    case 'contact': return target.column === 'phone' || target.column === 'mobile' ? 'phone' : 'free';
    case 'field': return /number|code|account/i.test(target.key.slice(target.key.lastIndexOf('.') + 1)) ? 'id' : 'free';
  }
}
const IDS: ReadonlySet<string> = new Set(['id', 'code', 'customer', 'order', 'product', 'postcode', 'sub', 'reportsTo']);
const PHONES: ReadonlySet<string> = new Set(['phone', 'mobile', 'fax', 'wechat', 'whatsapp', 'line']);
/** Numbers that may be written with an exponent: it loses nothing that their cleaner would not refuse. */
const AMOUNTS: ReadonlySet<string> = new Set(['amount', 'price', 'quantity', 'discount', 'date']);

/** Codes of whose columns it is told how long they are, by position. */
export type Shapes = readonly (CodeShape | null)[];
export const wantsShape = (target: Target | null): boolean => target !== null && digitUse(target) === 'id';

/** A column that is used: what does not change from row to row. */
interface Part { readonly at: number; readonly target: Target; readonly heading: string; readonly title: string; readonly use: DigitUse | null; readonly shape: CodeShape | null; readonly options: Readonly<Record<string, string | null>> | null }
interface Plan { readonly parts: readonly Part[]; readonly headings: ReadonlyMap<string, string> }
const plans = new WeakMap<RecognisedFile, Plan>();

function planOf(recognised: RecognisedFile, shapes: Shapes): Plan {
  let plan = plans.get(recognised);
  if (plan) return plan;
  const headings = new Map<string, string>();
  const parts = recognised.targets.flatMap((target, at): readonly Part[] => {
    if (target === null) return [];
    const title = recognised.header[at] ?? '';
    const heading = title.trim();
    headings.set(target.kind === 'column' ? target.name : targetText(target), heading);
    if (target.kind === 'field') headings.set(target.key, heading);
    return [{ at, target, heading, title, use: target.kind === 'column' && AMOUNTS.has(target.name) ? null : digitUse(target), shape: shapes[at] ?? null, options: recognised.options?.[at] ?? null }];
  });
  plan = { parts, headings };
  // without shapes it is a first look at a file, which is not what its rows are written by
  if (shapes.length > 0) plans.set(recognised, plan);
  return plan;
}

/** Null with a line in the notes when the record cannot be a row. Cells of columns that nobody uses are not looked at. */
export function rowOf(record: SourceRecord, file: string, recognised: RecognisedFile, shapes: Shapes = []): { readonly row: Row | null; readonly notes: RowNotes } {
  const notes = new RowNotes(file, record.line);
  notes.raw = { header: recognised.header, cells: record.cells };
  if (record.cells.length !== recognised.header.length) {
    notes.refused(null, 'wrong-column-count', `The row has ${record.cells.length} cells, the header ${recognised.header.length}.`);
    return { row: null, notes };
  }
  const { parts, headings } = planOf(recognised, shapes);
  const cells = new Map<string, string>();
  const fields = new Map<string, string>();
  const slots: Slot[] = [];
  const repairs: { name: string; code: string; message: string }[] = [];
  const destroyed: { heading: string; code: string; message: string }[] = [];
  for (const { at, target, heading, title, use, shape, options } of parts) {
    const cell = cleanText(record.cells[at] ?? '');
    if (!cell.ok) continue;
    if (cell.repair && cell.value !== '') repairs.push({ name: title, ...cell.repair });
    const chosen = chosenOption(options, cell.value);
    const broken = record.broken?.get(at) ?? (use === null ? null : damage(cell.value, use, shape));
    if (broken !== null && chosen !== '') destroyed.push({ heading, ...broken });
    if (target.kind === 'column') cells.set(target.name, chosen);
    else if (target.kind === 'field') fields.set(target.key, chosen);
    else if (chosen !== '') slots.push({ target, text: chosen, heading });
  }
  if (recognised.hashed && (cells.get('id') ?? '') === '') cells.set('id', `row-${createHash('sha256').update(JSON.stringify(record.cells)).digest('base64url').slice(0, 22)}`);
  notes.externalId = cells.get('id') || null;
  for (const { name, code, message } of repairs) notes.repaired(name, code, message);
  for (const { heading, code, message } of destroyed) notes.refused(heading, code, message);
  return { row: destroyed.length > 0 ? null : new Row(notes, cells, fields, headings, slots), notes };
}

/** What no two rows of a file may share: its id, else the id of its sign-in, else its name; where rows are known by what they hold, that. */
export function identityIn({ targets, options, hashed }: RecognisedFile): (record: SourceRecord) => string {
  const columns = ['id', 'sub', 'name'].map((name) => targets.findLastIndex((target) => target?.kind === 'column' && target.name === name));
  const text = ({ cells }: SourceRecord, at: number): string => {
    if (at < 0) return '';
    const cell = cleanText(cells[at] ?? '');
    return cell.ok ? chosenOption(options?.[at] ?? null, cell.value) : '';
  };
  const [id = -1, ...others] = columns;
  return (record) => text(record, id) || (hashed ? JSON.stringify(record.cells) : others.reduce((found, at) => found || text(record, at), ''));
}

const DIGITS = /\d/;
const damage = (text: string, use: DigitUse, shape: CodeShape | null): { readonly code: string; readonly message: string } | null =>
  DIGITS.test(text) ? (destroyedIn(text, use) ?? lostZeros(text, shape)) : null;

/** The option that a person chose for this text; empty: the cell is left out. */
function chosenOption(options: Readonly<Record<string, string | null>> | null, text: string): string {
  return options !== null && Object.hasOwn(options, text) ? (options[text] ?? '') : text;
}

/** The records behind the header. */
export async function* recordsOf(table: SourceTable): AsyncGenerator<SourceRecord> {
  let header = true;
  for await (const record of table.records()) {
    if (!header) yield record;
    header = false;
  }
}

/** Groups of at most `size`, so that commits are shared and the event loop gets its turn. */
export async function* batches<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<readonly T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length === size) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
