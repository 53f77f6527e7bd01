/** A workbook as a person's program would save it again: cells read, changed, sorted, columns moved, written with shared strings and dates as serial numbers. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { SaxesParser } from 'saxes';

export interface SheetCell { readonly text: string; readonly number?: boolean; readonly style?: string }
export interface OpenSheet { readonly name: string; readonly hidden: boolean; rows: (SheetCell | undefined)[][] }
export interface OpenBook { readonly sheets: OpenSheet[]; readonly parts: Record<string, Uint8Array> }

const columnOf = (reference: string): number => [.../^[A-Z]+/.exec(reference)![0]].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
const letters = (column: number): string => (column < 26 ? '' : letters(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));
const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\r/g, '_x000D_');

export function openBook(bytes: Uint8Array): OpenBook {
  const parts = unzipSync(bytes);
  const names = [...strFromU8(parts['xl/workbook.xml']!).matchAll(/<sheet name="([^"]*)" sheetId="\d+"( state="hidden")?/g)].map(([, name, hidden]) => ({ name: name!.replaceAll('&amp;', '&'), hidden: hidden !== undefined }));
  const sheets = names.map(({ name, hidden }, i): OpenSheet => {
    const rows: (SheetCell | undefined)[][] = [];
    const parser = new SaxesParser();
    let at = { reference: '', type: '', style: '' };
    let text = '';
    let inside = false;
    parser.on('opentag', ({ name: tag, attributes }) => {
      if (tag === 'row') rows.push([]);
      else if (tag === 'c') { at = { reference: attributes['r']!, type: attributes['t'] ?? 'n', style: attributes['s'] ?? '0' }; text = ''; }
      else if (tag === 't' || tag === 'v') inside = true;
    });
    parser.on('text', (piece) => { if (inside) text += piece; });
    parser.on('closetag', ({ name: tag }) => {
      if (tag === 't' || tag === 'v') inside = false;
      else if (tag === 'c') rows.at(-1)![columnOf(at.reference)] = { text, style: at.style, ...(at.type === 'n' && { number: true }) };
    });
    parser.write(strFromU8(parts[`xl/worksheets/sheet${i + 1}.xml`]!)).close();
    return { name, hidden, rows };
  });
  return { sheets, parts };
}

/** Shared strings instead of strings in their cells, as every spreadsheet program saves. */
export function saveBook({ sheets, parts }: OpenBook): Uint8Array {
  const shared: string[] = [];
  const known = new Map<string, number>();
  const index = (text: string): number => { let i = known.get(text); if (i === undefined) { known.set(text, (i = shared.length)); shared.push(text); } return i; };
  const out: Record<string, Uint8Array> = { ...parts };
  sheets.forEach(({ rows, hidden }, i) => {
    const lines = rows.map((cells, r) => `<row r="${r + 1}"${hidden ? ' hidden="1"' : ''}>${cells.map((cell, c) => (cell === undefined || cell.text === '' ? '' : cell.number ? `<c r="${letters(c)}${r + 1}" s="${cell.style ?? '0'}"><v>${cell.text}</v></c>` : `<c r="${letters(c)}${r + 1}" s="${cell.style ?? '1'}" t="s"><v>${index(cell.text)}</v></c>`)).join('')}</row>`);
    out[`xl/worksheets/sheet${i + 1}.xml`] = strToU8(`<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cols><col min="2" max="2" hidden="1" width="9"/></cols><sheetData>${lines.join('')}</sheetData></worksheet>`);
  });
  // they come last in the file, as some programs write them
  out['xl/sharedStrings.xml'] = strToU8(`<?xml version="1.0" encoding="UTF-8"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="${shared.length}" uniqueCount="${shared.length}">${shared.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`);
  return zipSync(out);
}

export const columnNamed = ({ rows }: OpenSheet, head: string): number => rows[0]!.findIndex((cell) => cell?.text === head);
export const rowOf = ({ rows }: OpenSheet, id: string): (SheetCell | undefined)[] => rows.find((cells, i) => i > 0 && cells[0]?.text === id)!;
