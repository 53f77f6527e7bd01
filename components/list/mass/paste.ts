/** A block of cells lands where one stands: on the shown columns to the right and the rows below. Also the keys that walk from cell to cell. */
import type { MassCell } from '../../../model/mass/api.ts';
import type { CellValue } from '../../../model/register/query.ts';
import type { Board } from '../board/board.ts';
import { completeText, shownColumns } from '../board/copy.ts';
import { COMPLETE } from '../board/keys.ts';
import type { Key } from '../board/keys.ts';
import { cellText } from '../board/values.ts';
import type { Row } from '../register.ts';
import { blockOf } from './block.ts';
import type { Block } from './block.ts';
import { massOf } from './mass.ts';
import type { Step } from './mass.ts';

/** The server takes so many at once. */
const MOST = 10_000;
/** The register cuts longer texts: what it shows is not what is there. */
const CUT = 299;

export interface Landed { readonly cells: readonly MassCell[]; readonly same: number; readonly outside: number }

/** `from`: the row and the column where the first cell lands. Cells that say what is shown are left out. */
export function land(board: Board, block: Block, from: { readonly row: number; readonly column: number }): Landed {
  const columns: readonly Key[] = [board.key('name'), ...shownColumns(board)].slice(from.column);
  const rows = board.host.register.rows.filter(({ gone }) => !gone).slice(from.row);
  // what was copied here comes back with its heads
  const heads = block.length > 1 && block[0]?.every((cell, i) => cell !== '' && cell === columns[i]?.label);
  const cells: MassCell[] = [];
  let [same, outside] = [0, 0];
  (heads ? block.slice(1) : block).forEach((line, i) => line.forEach((text, j) => {
    const [row, key] = [rows[i], columns[j]];
    if (row === undefined || key === undefined || cells.length >= MOST) outside++;
    else if (isShown(board, row, key, text)) same++;
    else cells.push({ archive: row.id, key: key.key, text, ...baseOf(board, row, key) });
  }));
  return { cells, same, outside };
}

const flat = (text: string): string => text.replace(/^'/, '').replace(/\s+/gu, ' ').trim();
function isShown(board: Board, row: Row, key: Key, text: string): boolean {
  const shown = key.key === 'name' ? row.digest.name : key.key === COMPLETE ? completeText(row, board.host.language()) : cellText(key, board.cells.get(row.id)?.[key.key], board.words);
  return flat(text) === flat(shown);
}
function baseOf(board: Board, row: Row, key: Key): { readonly base?: CellValue } {
  if (key.masked) return {};
  const value = key.key === 'name' ? row.digest.name : (board.cells.get(row.id)?.[key.key] ?? null);
  const long = [value].flat().some((each) => typeof each === 'string' && each.length >= CUT);
  return long ? {} : { base: value };
}

/** Where the keys stand: a cell, or the row, whose name is its first cell. */
function standOf(board: Board, at: Element | null): { readonly row: number; readonly column: number } | null {
  const line = at?.closest<HTMLElement>('.line.row[data-id]');
  if (!line) return null;
  const row = board.host.register.rows.filter(({ gone }) => !gone).findIndex(({ id }) => id === line.dataset['id']);
  const cell = at?.closest('.cell');
  return row < 0 ? null : { row, column: cell ? Math.max(0, [...line.querySelectorAll('.cell')].indexOf(cell)) : 0 };
}

export function paste(board: Board, block: Block, from: { readonly row: number; readonly column: number }): void {
  const mass = massOf(board);
  const back: Step = { kind: 'paste', text: '', problem: '' };
  if (block.length === 0) return;
  if (board.look.group !== null) return mass.open({ ...back, problem: mass.own.notGrouped });
  const { cells, same, outside } = land(board, block, from);
  mass.open(back);
  const note = [same > 0 ? mass.own.sameCells(same) : '', outside > 0 ? mass.own.outside(outside) : ''].filter(Boolean).join(' ');
  if (cells.length === 0) return mass.set({ ...back, problem: note || mass.own.nothingPasted });
  void mass.lookAtCells(cells, note, back);
}

/** True: it was a block for the list. */
export function boardPaste(board: Board, event: ClipboardEvent): boolean {
  const at = event.composedPath()[0];
  if (!(at instanceof Element) || at.matches('input, textarea, select') || event.clipboardData === null) return false;
  const from = standOf(board, at);
  if (from === null) return false;
  paste(board, blockOf(event.clipboardData), from);
  return true;
}

/** Left and right walk the cells of a row, up and down those of a column, Ctrl+Z undoes what was applied last. True: it was ours. */
export function cellKey(board: Board, event: KeyboardEvent, at: HTMLElement): boolean {
  const line = at.closest<HTMLElement>('.line.row[data-id]');
  if (line === null || board.look.group !== null) return false;
  if (event.ctrlKey || event.metaKey) {
    if (event.key.toLowerCase() !== 'z' || event.shiftKey || !massOf(board).canUndo) return false;
    void massOf(board).undo();
    return true;
  }
  const cells = [...line.querySelectorAll<HTMLElement>('.cell')];
  const here = cells.indexOf(at);
  if (event.key === 'ArrowRight') cells[here + 1]?.focus();
  else if (event.key === 'ArrowLeft' && here >= 0) (here === 0 ? line : cells[here - 1])?.focus();
  else if (here >= 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
    const lines = [...(line.getRootNode() as ShadowRoot).querySelectorAll<HTMLElement>('.line.row[data-id]')];
    lines[lines.indexOf(line) + (event.key === 'ArrowDown' ? 1 : -1)]?.querySelectorAll<HTMLElement>('.cell')[here]?.focus();
  } else return false;
  return true;
}
