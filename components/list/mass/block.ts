/** A block of cells as spreadsheets put it on the clipboard: text with tabs, or a table of HTML. Where it lands is `paste.ts`. */

export type Block = readonly (readonly string[])[];

/** Tabs between cells, lines between rows; a cell with either stands in quotes, as Excel and LibreOffice write it. */
export function fromText(text: string): Block {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const row = (): string[] => rows.at(-1) as string[];
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] as string;
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') { cell += '"'; at++; } else quoted = false;
    } else if (sign === '"' && cell === '' && closes(text, at)) quoted = true;
    else if (sign === '\t') { row().push(cell); cell = ''; } else if (sign === '\n' || sign === '\r') {
      if (sign === '\r' && text[at + 1] === '\n') at++;
      row().push(cell);
      cell = '';
      rows.push([]);
    } else cell += sign;
  }
  row().push(cell);
  return trimmed(rows);
}
/** A quote that opens a cell is closed before a tab, a line or the end; any other is a sign of the text. */
function closes(text: string, open: number): boolean {
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] !== '"') continue;
    if (text[at + 1] === '"') at++;
    else return text[at + 1] === undefined || text[at + 1] === '\t' || text[at + 1] === '\n' || text[at + 1] === '\r';
  }
  return false;
}

/** Undefined without a table. Cells over several columns are followed by empty ones. */
export function fromHtml(html: string): Block | undefined {
  const table = new DOMParser().parseFromString(html, 'text/html').querySelector('table');
  if (!table) return undefined;
  const rows = [...table.rows].map((row) => [...row.cells].flatMap((cell) => {
    for (const line of cell.querySelectorAll('br')) line.replaceWith('\n');
    return [(cell.textContent ?? '').replace(/[^\S\n]+/gu, ' ').replace(/ ?\n ?/g, '\n'), ...Array.from({ length: Math.min(cell.colSpan, 100) - 1 }, () => '')];
  }));
  return trimmed(rows);
}

/** Text first: it is what one sees. A table alone, or one whose text has lost its tabs, is read from the HTML. */
export function blockOf(data: Pick<DataTransfer, 'getData'>): Block {
  const text = data.getData('text/plain');
  const plain = fromText(text);
  if (plain.some((row) => row.length > 1)) return plain;
  const table = fromHtml(data.getData('text/html'));
  return table && (plain.length === 0 || table.some((row) => row.length > 1)) ? table : plain;
}

/** Without the empty line at the end that spreadsheets add. */
function trimmed(rows: readonly (readonly string[])[]): Block {
  const cells = rows.map((row) => row.map((cell) => cell.trim()));
  return cells.length > 0 && cells.at(-1)?.every((cell) => cell === '') ? cells.slice(0, -1) : cells;
}
