/**
 * Reads workbooks row by row: the zip is unpacked and its XML parsed as they stream, so a sheet of a million rows is never held. Only the table of shared texts is, which the
 * format puts apart from the rows. Formats of numbers are in `xlsx-cells.ts`.
 */
import { SaxesParser } from 'saxes';
import type { SaxesTagPlain } from 'saxes';
import { COLUMNS, headOf, ReadError, type BrokenCell, type ImportFile, type Reader, type SourceRecord } from './reader.ts';
import { numberLook, numberText, type NumberLook } from './xlsx-cells.ts';
import { readZip } from './zip.ts';

/** Characters of all shared texts together: a hundred megabytes of memory. */
const SHARED_CHARACTERS = 50_000_000;
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

interface Sheet { readonly name: string; readonly part: string }
interface Book { readonly sheets: readonly Sheet[]; readonly shared: readonly string[]; readonly looks: readonly NumberLook[]; readonly from1904: boolean }

/** Local names: some programs write `x:row`. */
const local = (name: string): string => name.slice(name.indexOf(':') + 1);
const attributes = (tag: SaxesTagPlain): Readonly<Record<string, string>> => tag.attributes;

/** A parser that hears bytes; null ends it. Whatever is no XML, or wants entities of its own, is refused. */
function xml(ears: { open?: (name: string, tag: SaxesTagPlain) => void; text?: (text: string) => void; close?: (name: string) => void }): (bytes: Uint8Array | null) => void {
  const parser = new SaxesParser();
  const wrong = (): ReadError => new ReadError('not-a-workbook', 1, 'A part of the workbook is no XML as spreadsheet programs write it. Open it in your spreadsheet program and save it again.');
  parser.on('doctype', () => { throw wrong(); });
  parser.on('error', () => { throw wrong(); });
  if (ears.open) parser.on('opentag', (tag) => { ears.open?.(local(tag.name), tag as SaxesTagPlain); });
  if (ears.text) parser.on('text', ears.text);
  if (ears.close) parser.on('closetag', (tag) => { ears.close?.(local(tag.name)); });
  const decoder = new TextDecoder('utf-8');
  return (bytes) => {
    if (bytes === null) parser.write(decoder.decode()).close();
    else if (bytes.length > 0) parser.write(decoder.decode(bytes, { stream: true }));
  };
}

/** Texts of cells hide control characters as `_x000D_`. */
const unescaped = (text: string): string => (text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))) : text);

async function readBook(file: ImportFile): Promise<Book> {
  const sheets: { name: string; id: string }[] = [];
  const parts = new Map<string, string>();
  const shared: string[] = [];
  const codes = new Map<number, string>();
  const styles: number[] = [];
  let from1904 = false;
  let found = false;
  let characters = 0;
  const workbook = () => xml({ open: (name, tag) => {
    const given = attributes(tag);
    if (name === 'workbookPr') from1904 = given['date1904'] === '1' || given['date1904'] === 'true';
    else if (name === 'sheet' && given['state'] !== 'veryHidden') sheets.push({ name: given['name'] ?? '', id: Object.entries(given).find(([key]) => local(key) === 'id' && key.includes(':'))?.[1] ?? '' });
  } });
  const relations = () => xml({ open: (name, tag) => {
    if (name === 'Relationship') parts.set(attributes(tag)['Id'] ?? '', partName(attributes(tag)['Target'] ?? ''));
  } });
  const strings = () => {
    let text: string | null = null;
    let reading = false;
    return xml({
      open: (name) => { if (name === 'si') text = ''; else if (name === 't') reading = text !== null; else if (name === 'rPh') text = text === null ? null : text; },
      text: (piece) => {
        if (!reading || text === null) return;
        text += piece;
        characters += piece.length;
        if (characters > SHARED_CHARACTERS) throw new ReadError('too-large', 1, 'The workbook holds more text than can be read at once. Save the sheet as “CSV UTF-8” and import that.');
      },
      close: (name) => {
        if (name === 't') reading = false;
        else if (name === 'si' && text !== null) { shared.push(unescaped(text)); text = null; }
      },
    });
  };
  const styling = () => {
    let inCells = false;
    return xml({
      open: (name, tag) => {
        const given = attributes(tag);
        if (name === 'numFmt') codes.set(Number(given['numFmtId']), given['formatCode'] ?? '');
        else if (name === 'cellXfs') inCells = true;
        else if (name === 'xf' && inCells) styles.push(Number(given['numFmtId'] ?? 0));
      },
      close: (name) => { if (name === 'cellXfs') inCells = false; },
    });
  };
  const known: readonly (readonly [RegExp, () => (bytes: Uint8Array | null) => void])[] = [[/^xl\/workbook\.xml$/i, workbook], [/^xl\/_rels\/workbook\.xml\.rels$/i, relations], [/^xl\/sharedStrings\.xml$/i, strings], [/^xl\/styles\.xml$/i, styling]];
  await readZip(file, (name) => known.some(([pattern]) => pattern.test(name)), (name) => {
    found ||= /^xl\/workbook\.xml$/i.test(name);
    const reader = known.find(([pattern]) => pattern.test(name));
    if (!reader) throw new Error(`nobody reads ${name}`);
    return reader[1]();
  });
  if (!found) throw new ReadError('not-a-workbook', 1, 'The file is a zip archive but no workbook. Take the tables out of it and import those.');
  return { sheets: sheets.flatMap(({ name, id }) => { const part = parts.get(id); return part === undefined ? [] : [{ name, part }]; }), shared, looks: styles.map((id) => numberLook(id, codes.get(id))), from1904 };
}

const partName = (target: string): string => (target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`);

/** `BC12` → 54; undefined for what is no reference. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0];
  if (letters === undefined) return undefined;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** Rows of a sheet as they are parsed. */
class SheetRows {
  readonly ready: SourceRecord[] = [];
  readonly take: (bytes: Uint8Array | null) => void;
  readonly #book: Book;
  #line = 0;
  #cells: string[] = [];
  #broken: Map<number, BrokenCell> | null = null;
  #column = -1;
  #type = 'n';
  #style = 0;
  #value: string | null = null;
  #formula = false;
  #reading = false;

  constructor(book: Book) {
    this.#book = book;
    this.take = xml({ open: (name, tag) => { this.#open(name, attributes(tag)); }, text: (text) => { if (this.#reading) this.#value = (this.#value ?? '') + text; }, close: (name) => { this.#close(name); } });
  }

  #open(name: string, given: Readonly<Record<string, string>>): void {
    if (name === 'row') {
      this.#line = given['r'] === undefined ? this.#line + 1 : Number(given['r']);
      this.#cells = [];
      this.#broken = null;
      this.#column = -1;
    } else if (name === 'c') {
      this.#column = columnOf(given['r']) ?? this.#column + 1;
      this.#type = given['t'] ?? 'n';
      this.#style = Number(given['s'] ?? 0);
      this.#value = null;
      this.#formula = false;
    } else if (name === 'f') this.#formula = true;
    else if (name === 'v' || (name === 't' && this.#type === 'inlineStr')) this.#reading = true;
    else if (name === 'rPh') this.#reading = false;
  }

  #close(name: string): void {
    if (name === 'v' || name === 't') this.#reading = false;
    else if (name === 'c') this.#cell();
    else if (name === 'row' && this.#cells.some((cell) => cell !== '')) this.ready.push({ line: this.#line, cells: this.#cells, ...(this.#broken && { broken: this.#broken }) });
  }

  #cell(): void {
    if (this.#value === null && !this.#formula) return;
    if (this.#column >= 2 * COLUMNS) return;
    while (this.#cells.length < this.#column) this.#cells.push('');
    const { text, broken } = this.#shown();
    this.#cells[this.#column] = text;
    if (broken) (this.#broken ??= new Map()).set(this.#column, broken);
  }

  #shown(): { readonly text: string; readonly broken?: BrokenCell } {
    const value = this.#value ?? '';
    const { shared, looks, from1904 } = this.#book;
    switch (this.#type) {
      case 's': return { text: shared[Number(value)] ?? '' };
      case 'inlineStr': case 'str': return { text: unescaped(value) };
      case 'b': return { text: value === '1' ? 'true' : 'false' };
      case 'e': return { text: value, broken: { code: 'cell-error', message: `The cell shows the error ${value}. Mend its formula, or write the value itself.` } };
      case 'd': return { text: value.replace(/T00:00(:00(\.0+)?)?Z?$/, '') };
      default: return this.#value === null ? { text: '' } : numberText(value, looks[this.#style] ?? { kind: 'plain' }, from1904);
    }
  }
}

async function* sheetRecords(file: ImportFile, book: Book, sheet: Sheet, headerLine: number | undefined): AsyncGenerator<SourceRecord> {
  const rows = new SheetRows(book);
  const queue = rowsAsTheyCome(file, sheet.part, rows);
  let width = 0;
  for await (const record of queue) {
    if (width === 0) {
      if (headerLine !== undefined && record.line < headerLine) continue;
      if (record.cells.length > COLUMNS) throw new ReadError('too-many-columns', record.line, `The sheet has ${record.cells.length} columns; at most ${COLUMNS} are read.`);
      width = record.cells.length;
    }
    yield record.cells.length === width ? record : { ...record, cells: fitted(record.cells, width) };
  }
  if (width === 0) throw new ReadError('empty-file', 1, sheet.name === '' ? 'The sheet is empty.' : `The sheet “${sheet.name}” is empty.`);
}

/** Empty cells at the end are not written; those that stand behind the header's last are kept only where they hold something. */
function fitted(cells: readonly string[], width: number): readonly string[] {
  if (cells.length < width) return [...cells, ...Array<string>(width - cells.length).fill('')];
  return cells.slice(width).every((cell) => cell === '') ? cells.slice(0, width) : cells;
}

/** Turns the pushing of the unpacker into pulling: it goes on only when its rows are taken. */
async function* rowsAsTheyCome(file: ImportFile, part: string, rows: SheetRows): AsyncGenerator<SourceRecord> {
  let wake: (() => void) | null = null;
  let go: ((more: boolean) => void) | null = null;
  let over = false;
  let failed: unknown = null;
  const told = (): void => { wake?.(); wake = null; };
  const wanted = part.toLowerCase();
  void readZip(file, (name) => name.toLowerCase() === wanted, () => rows.take, () => {
    if (rows.ready.length === 0) return Promise.resolve(true);
    return new Promise<boolean>((resolve) => { go = resolve; told(); });
  }).catch((error: unknown) => { failed = error; }).finally(() => { over = true; told(); });
  try {
    for (;;) {
      if (!over && go === null) await new Promise<void>((resolve) => { wake = resolve; });
      const ready = rows.ready.splice(0);
      yield* ready;
      const next = go as ((more: boolean) => void) | null;
      go = null;
      if (next) next(true);
      else if (over) break;
    }
  } finally {
    // whoever reads no further lets the file go
    (go as ((more: boolean) => void) | null)?.(false);
  }
  if (failed !== null) throw failed;
}

export const xlsxReader: Reader = {
  format: 'xlsx',
  fits: (head, name) => (head[0] === 0x50 && head[1] === 0x4b) || OLE.equals(head.subarray(0, 8)) || /\.(xlsx|xlsm|xls)$/i.test(name),
  async open(file, wish) {
    const head = await headOf(file, 65_536);
    if (OLE.equals(head.subarray(0, 8))) {
      if (head.includes(Buffer.from('EncryptedPackage', 'utf16le'))) throw new ReadError('encrypted', 1, 'The workbook is protected by a password. Open it, take the password away, save it as .xlsx, and import that.');
      throw new ReadError('old-excel', 1, 'This is a workbook of Excel 97 to 2003 (.xls). Open it in your spreadsheet program, save it as .xlsx, and import that.');
    }
    if (head[0] !== 0x50 || head[1] !== 0x4b) throw new ReadError('not-a-workbook', 1, 'The file is called a workbook and is none. Open it in your spreadsheet program and save it as .xlsx.');
    if (((head[6] ?? 0) & 1) === 1) throw new ReadError('encrypted', 1, 'The archive is encrypted. Unpack it and import what is in it.');
    const book = await readBook(file);
    return { format: 'xlsx', encoding: null, otherEncodings: [], separator: null, tables: book.sheets.map((sheet) => ({ name: sheet.name, records: () => sheetRecords(file, book, sheet, wish.headerLine?.get(sheet.name)) })) };
  },
};
