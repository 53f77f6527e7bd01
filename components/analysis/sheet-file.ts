/** The tables of an analysis as a file: text for any program, or a workbook with a sheet a part. What may be taken out is decided by whoever calls. */
import { strToU8, zipSync } from 'fflate';
import { cell as csvCell } from '../ledger/csv.ts';
import type { Face, Measure, Row, Value } from './face.ts';

/** One line with its title, heads and rows; of different measures each row says its own. */
const head = ({ what, columns, rows }: Face): readonly string[] => [what, ...columns.map(({ label, currency }) => (currency === undefined ? label : `${label} (${currency})`)), ...(rows.some(({ measure }) => measure !== undefined) ? [''] : [])];
const line = ({ label, values, measure }: Row): readonly Value[] => [label, ...values, ...(measure === undefined ? [] : [measure.currency ?? (measure.unit === 'share' ? '1 = 100 %' : '')])];

/** With a byte order mark, so that Excel reads Chinese. */
export function csvOf(faces: readonly Face[]): string {
  const lines = faces.flatMap((face, i) => [...(i === 0 ? [] : [[]]), [face.title], ...(face.kind === 'text' ? face.text.map((text) => [text]) : [head(face), ...face.rows.map(line)])]);
  return `\ufeff${lines.map((each) => each.map((value) => csvCell(value ?? '')).join(',')).join('\r\n')}\r\n`;
}

const escaped = (text: string): string => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replace(/[&<>"]/g, (found) => `&#${found.charCodeAt(0)};`);
const letters = (column: number): string => (column < 26 ? '' : letters(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));
/** Styles of the workbook: plain, bold, money, share. */
const styleOf = ({ unit }: Measure): number => (unit === 'money' ? 2 : unit === 'share' || unit === 'change' ? 3 : 0);

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

function sheet(face: Face): string {
  const row = (at: number, cells: readonly (readonly [Value, number])[]): string => `<row r="${at}">${cells.map(([value, style], i) => {
    const place = `${letters(i)}${at}`;
    return value === null || value === '' ? '' : typeof value === 'number' ? `<c r="${place}" s="${style}"><v>${value}</v></c>` : `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
  }).join('')}</row>`;
  const lines = face.kind === 'text'
    ? face.text.map((text) => [[text, 0] as const])
    : [head(face).map((text) => [text, 1] as const), ...face.rows.map((each) => line(each).map((value, i) => [value, i === 0 ? 0 : styleOf(each.measure ?? face.columns[i - 1] ?? { unit: 'text' })] as const))];
  return `${XML}<worksheet xmlns="${MAIN}"><cols><col min="1" max="1" width="34" customWidth="1"/><col min="2" max="12" width="16" customWidth="1"/></cols><sheetData>${lines.map((cells, i) => row(i + 1, cells)).join('')}</sheetData></worksheet>`;
}

/** Excel's names of sheets: at most 31 letters, none of these, none twice. */
function names(faces: readonly Face[]): readonly string[] {
  const used = new Set<string>();
  return faces.map(({ title }) => {
    const plain = title.replace(/[[\]:*?/\\]/g, ' ').replace(/^'+|'+$/g, '').trim().slice(0, 28) || '–';
    let name = plain;
    for (let i = 2; used.has(name.toLowerCase()); i++) name = `${plain} ${i}`;
    used.add(name.toLowerCase());
    return name;
  });
}

export function workbookOf(faces: readonly Face[]): Uint8Array<ArrayBuffer> {
  const sheets = names(faces);
  const files: Record<string, string> = {
    '[Content_Types].xml': `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${sheets.map((_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}</Types>`,
    '_rels/.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.map((name, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="r${i + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships">${sheets.map((_, i) => `<Relationship Id="r${i + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}<Relationship Id="styles" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `${XML}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="4" applyNumberFormat="1"/><xf numFmtId="10" applyNumberFormat="1"/></cellXfs></styleSheet>`,
  };
  for (const [i, face] of faces.entries()) files[`xl/worksheets/sheet${i + 1}.xml`] = sheet(face);
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))) as Uint8Array<ArrayBuffer>;
}

/** Hands the browser a file to save; works where the page is no secure context. */
export function save(name: string, format: 'csv' | 'xlsx', faces: readonly Face[]): void {
  const file = format === 'csv' ? new Blob([csvOf(faces)], { type: 'text/csv;charset=utf-8' }) : new Blob([workbookOf(faces)], { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' });
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
