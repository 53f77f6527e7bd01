/** What a workbook remembers of itself on a sheet that is not shown: which columns there are, what every cell was when it was written, and a checksum over it all. Written by the export, read when the workbook comes back. */
import { createHash } from 'node:crypto';
import type { Scalar } from '../../../model/api.ts';
import type { OutCell } from '../../../model/export/cells.ts';
import { LONGEST_CELL } from '../../../model/export/cells.ts';
import type { Target } from '../../../model/export/columns.ts';
import type { Language } from '../../../model/labels.ts';

export const BASE_SHEET = 'dossier';
export const BASE_HEAD: readonly string[] = Object.freeze(['dossier-workbook', '1']);

export interface BaseColumn { readonly key: string; readonly head: string; /** Of the sheet of archives; null: shown only. */ readonly target?: Target | null; /** Of a table. */ readonly writable?: boolean; /** A text that lies beside its row. */ readonly long?: boolean }
/** `table` null: the sheet of the archives. */
export interface BaseSheet { readonly name: string; readonly table: string | null; readonly id: string; readonly rowId: string | null; readonly lang: Language | null; readonly columns: readonly BaseColumn[] }

/** `value` undefined: shown only. `cut`: longer than a cell holds, so nothing is read back from it. */
export interface BaseCell { readonly value: Scalar | undefined; readonly text: string; readonly cut: boolean }
type Written = Scalar | readonly [Scalar, string] | { readonly t: string } | { readonly c: 1 };

export function baseCell(value: Scalar | undefined, { text }: OutCell): Written {
  if (text.length > LONGEST_CELL) return { c: 1 };
  if (value === undefined) return text === '' ? null : { t: text };
  return value === null || String(value) === text ? value : [value, text];
}

export function readBaseCell(written: Written | undefined): BaseCell {
  if (written === null || written === undefined) return { value: null, text: '', cut: false };
  if (typeof written !== 'object') return { value: written, text: String(written), cut: false };
  if ('c' in written) return { value: undefined, text: '', cut: true };
  if ('t' in written) return { value: undefined, text: written.t, cut: false };
  const [value, text] = written as readonly [Scalar, string];
  return { value, text, cut: false };
}

export interface BaseRow { readonly sheet: number; readonly archive: string; readonly section: string; readonly row: string; readonly cells: readonly Written[] }

const CHUNK = 30_000;
/** Long ones go over several cells. */
function pieces(json: string): readonly string[] {
  const found: string[] = [];
  for (let at = 0; at < json.length;) {
    let end = Math.min(at + CHUNK, json.length);
    const last = json.charCodeAt(end - 1);
    if (end < json.length && last >= 0xd800 && last < 0xdc00) end--; // never half of a character
    found.push(json.slice(at, end));
    at = end;
  }
  return found;
}

/** The sheet line by line, its checksum last. */
export class BaseWriter {
  readonly #hash = createHash('sha256');

  sheet(sheet: BaseSheet): readonly OutCell[] {
    return this.#line(['sheet', ...pieces(JSON.stringify(sheet))]);
  }
  row({ sheet, archive, section, row, cells }: BaseRow): readonly OutCell[] {
    return this.#line(['row', String(sheet), archive, section, row, ...pieces(JSON.stringify(cells))]);
  }
  end(): readonly OutCell[] {
    return ['end', this.#hash.digest('hex')].map((text) => ({ text }));
  }

  #line(cells: readonly string[]): readonly OutCell[] {
    hashLine(this.#hash, cells);
    return cells.map((text) => ({ text }));
  }
}

const hashLine = (hash: ReturnType<typeof createHash>, cells: readonly string[]): void => { hash.update(JSON.stringify(cells)); };

export interface Base { readonly sheets: readonly BaseSheet[]; /** By sheet, archive and row. */ readonly rows: ReadonlyMap<string, BaseRow> }
export const rowName = (sheet: number, archive: string, row: string): string => JSON.stringify([sheet, archive, row]);

/** Null: it is not whole. */
export async function readBase(records: AsyncIterable<{ readonly cells: readonly string[] }>, most: number): Promise<Base | 'broken' | 'too-large'> {
  const hash = createHash('sha256');
  const sheets: BaseSheet[] = [];
  const rows = new Map<string, BaseRow>();
  let first = true;
  for await (const { cells: padded } of records) {
    const cells = [...padded];
    while (cells.at(-1) === '') cells.pop();
    if (first) {
      if (cells[0] !== BASE_HEAD[0] || cells[1] !== BASE_HEAD[1]) return 'broken';
      first = false;
      continue;
    }
    if (cells[0] === 'end') return cells[1] === hash.digest('hex') ? { sheets, rows } : 'broken';
    hashLine(hash, cells);
    try {
      if (cells[0] === 'sheet') sheets.push(JSON.parse(cells.slice(1).join('')) as BaseSheet);
      else if (cells[0] === 'row') {
        const [, sheet = '', archive = '', section = '', row = '', ...json] = cells;
        rows.set(rowName(Number(sheet), archive, row), { sheet: Number(sheet), archive, section, row, cells: JSON.parse(json.join('')) as Written[] });
      } else return 'broken';
    } catch {
      return 'broken'; // half of a line is no JSON
    }
    if (rows.size > most) return 'too-large';
  }
  return 'broken';
}
