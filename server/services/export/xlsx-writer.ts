/** Writes a workbook as it comes: rows go through the packer one after the other; sheets that fill beside the first wait on disk, so that memory stays the same for any number of rows. What stands in the cells is the caller's. */
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { strToU8, Zip, ZipDeflate } from 'fflate';
import type { OutCell } from '../../../model/export/cells.ts';
import { LONGEST_CELL } from '../../../model/export/cells.ts';

export interface SheetHead { readonly name: string; readonly head: readonly string[]; /** Positions of columns that are shown only. */ readonly locked: ReadonlySet<number>; readonly hidden?: boolean }
/** A row of the first sheet, or of one beside it. */
export interface SheetRow { readonly sheet: number; readonly cells: readonly OutCell[] }

const STYLE = Object.freeze({ plain: 0, text: 1, date: 2, head: 3, locked: 4, percent: 5 });
const FIRST_MONEY = 6;
/** Characters that are packed together. */
const CHUNK = 65_536;

const escaped = (text: string): string => text.replace(/[&<>"\r]|_x[0-9A-Fa-f]{4}_|[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, (found) => {
  switch (found) {
    case '&': return '&amp;';
    case '<': return '&lt;';
    case '>': return '&gt;';
    case '"': return '&quot;';
    default: return found.startsWith('_x') ? `_x005F${found}` : `_x${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
  }
});

const letters = (column: number): string => (column < 26 ? '' : letters(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));

/** Styles of the currencies that came up; they are written last. */
class Styles {
  readonly #money = new Map<string, number>();

  of({ number, look }: OutCell): number {
    if (number === undefined) return STYLE.text;
    if (look === 'date') return STYLE.date;
    if (look === undefined || look === 'plain') return STYLE.plain;
    if (look === 'percent') return STYLE.percent;
    let style = this.#money.get(look);
    if (style === undefined) this.#money.set(look, (style = FIRST_MONEY + this.#money.size));
    return style;
  }

  xml(): string {
    const formats = [...this.#money.keys()].map((currency, i) => `<numFmt numFmtId="${170 + i}" formatCode="#,##0.00##&quot; ${escaped(currency)}&quot;"/>`).join('');
    const xf = (format: number, fill = 0, font = 0): string => `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="0" xfId="0"${format === 0 ? '' : ' applyNumberFormat="1"'}${fill === 0 ? '' : ' applyFill="1"'}${font === 0 ? '' : ' applyFont="1"'}/>`;
    const cells = [xf(0), xf(49), xf(169), xf(49, 0, 1), xf(49, 2, 2), xf(10), ...[...this.#money.keys()].map((_, i) => xf(170 + i))];
    return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="${1 + this.#money.size}"><numFmt numFmtId="169" formatCode="yyyy\\-mm\\-dd"/>${formats}</numFmts>`
      + '<fonts count="3"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font><font><i/><sz val="11"/><color rgb="FF666666"/><name val="Calibri"/></font></fonts>'
      + '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFEEEEEE"/></patternFill></fill></fills>'
      + `<borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${cells.length}">${cells.join('')}</cellXfs></styleSheet>`;
  }
}

const textCell = (reference: string, style: number, text: string): string => `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text.slice(0, LONGEST_CELL))}</t></is></c>`;

class SheetText {
  #row = 0;
  readonly #styles: Styles;
  readonly #locked: ReadonlySet<number>;
  constructor(styles: Styles, { locked }: SheetHead) {
    this.#styles = styles;
    this.#locked = locked;
  }

  start({ head, hidden }: SheetHead): string {
    this.#row = 1;
    const cells = head.map((text, column) => textCell(`${letters(column)}1`, this.#locked.has(column) ? STYLE.locked : STYLE.head, text)).join('');
    const view = hidden ? '' : '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';
    const widths = hidden ? '' : `<cols><col min="1" max="${Math.max(1, head.length)}" width="18" customWidth="1"/></cols>`;
    return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${view}${widths}<sheetData><row r="1">${cells}</row>`;
  }

  row(cells: readonly OutCell[]): string {
    const r = ++this.#row;
    let xml = `<row r="${r}">`;
    cells.forEach((cell, column) => {
      if (cell.text === '') return;
      const reference = `${letters(column)}${r}`;
      xml += cell.number === undefined ? textCell(reference, this.#locked.has(column) ? STYLE.locked : STYLE.text, cell.text) : `<c r="${reference}" s="${this.#styles.of(cell)}"><v>${cell.number}</v></c>`;
    });
    return `${xml}</row>`;
  }
}

/** `sheetProtection` keeps hands off the hidden sheet; it is no secret. */
const end = ({ hidden }: SheetHead): string => `</sheetData>${hidden ? '<sheetProtection sheet="1" objects="1" scenarios="1"/>' : ''}</worksheet>`;

/** `spool`: an existing folder for what waits. Nothing stays there. */
export async function* writeXlsx(sheets: readonly SheetHead[], rows: AsyncIterable<SheetRow>, spool: string): AsyncGenerator<Uint8Array> {
  const folder = await mkdtemp(join(spool, 'export-'));
  const waiting: FileHandle[] = [];
  try {
    const ready: Uint8Array[] = [];
    let failed: Error | null = null;
    const zip = new Zip((error, chunk) => { if (error) failed = error; else ready.push(chunk); });
    const taken = (): readonly Uint8Array[] => {
      if (failed) throw failed;
      return ready.splice(0);
    };
    const whole = (name: string, text: string): void => {
      const part = new ZipDeflate(name);
      zip.add(part);
      part.push(strToU8(text), true);
    };
    const styles = new Styles();
    const texts = sheets.map((sheet) => new SheetText(styles, sheet));
    for (const [name, text] of Object.entries(parts(sheets))) whole(name, text);
    for (let i = 1; i < sheets.length; i++) waiting[i] = await open(join(folder, String(i)), 'w+', 0o600);
    const kept: string[] = sheets.map((sheet, i) => (texts[i] as SheetText).start(sheet));
    const first = new ZipDeflate('xl/worksheets/sheet1.xml');
    zip.add(first);
    for await (const { sheet, cells } of rows) {
      kept[sheet] += (texts[sheet] as SheetText).row(cells);
      if ((kept[sheet] as string).length < CHUNK) continue;
      if (sheet === 0) first.push(strToU8(kept[sheet] as string));
      else await (waiting[sheet] as FileHandle).write(kept[sheet] as string);
      kept[sheet] = '';
      yield* taken();
    }
    first.push(strToU8(`${kept[0]}${end(sheets[0] as SheetHead)}`), true);
    yield* taken();
    for (let i = 1; i < sheets.length; i++) {
      await (waiting[i] as FileHandle).write(`${kept[i]}${end(sheets[i] as SheetHead)}`);
      const part = new ZipDeflate(`xl/worksheets/sheet${i + 1}.xml`);
      zip.add(part);
      for await (const chunk of createReadStream(join(folder, String(i)), { highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
        part.push(new Uint8Array(chunk));
        yield* taken();
      }
      part.push(new Uint8Array(0), true);
    }
    whole('xl/styles.xml', styles.xml());
    zip.end();
    yield* taken();
  } finally {
    for (const file of waiting) await (file as FileHandle | undefined)?.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function parts(sheets: readonly SheetHead[]): Readonly<Record<string, string>> {
  const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const pack = 'http://schemas.openxmlformats.org/package/2006';
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const each = (of: (i: number, sheet: SheetHead) => string): string => sheets.map((sheet, i) => of(i + 1, sheet)).join('');
  return {
    '[Content_Types].xml': `${xml}<Types xmlns="${pack}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/>${each((i) => `<Override PartName="/xl/worksheets/sheet${i}.xml" ContentType="${type}.worksheet+xml"/>`)}</Types>`,
    '_rels/.rels': `${xml}<Relationships xmlns="${pack}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${xml}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${office}"><sheets>${each((i, { name, hidden }) => `<sheet name="${escaped(name)}" sheetId="${i}"${hidden ? ' state="hidden"' : ''} r:id="rId${i}"/>`)}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${xml}<Relationships xmlns="${pack}/relationships">${each((i) => `<Relationship Id="rId${i}" Type="${office}/worksheet" Target="worksheets/sheet${i}.xml"/>`)}<Relationship Id="rId${sheets.length + 1}" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  };
}

/** A name that every spreadsheet program takes: at most 31 characters, none of `[]:*?/\`, each once. */
export function sheetNames(wanted: readonly string[]): readonly string[] {
  const used = new Set<string>();
  return wanted.map((text) => {
    const clean = text.replace(/[[\]:*?/\\]/g, ' ').replace(/^'+|'+$/g, '').trim().slice(0, 31) || 'Sheet';
    let name = clean;
    for (let n = 2; used.has(name.toLowerCase()); n++) name = `${clean.slice(0, 28)} ${n}`;
    used.add(name.toLowerCase());
    return name;
  });
}
