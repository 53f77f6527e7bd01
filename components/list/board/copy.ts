/** Rows as cells of a sheet: text with tabs, and a table for programs that take one. Nothing in it is read as a formula. */
import type { Language } from '../../../model/labels.ts';
import { completion } from '../missing-words.ts';
import type { Row } from '../register.ts';
import type { Board } from './board.ts';
import { COMPLETE } from './keys.ts';
import { cellText } from './values.ts';

/** What begins like a formula and is no number stands behind an apostrophe, as sheets write text. */
const plain = (text: string): string => (/^[=+\-@\t\r]/.test(text) && !/^[+-]?[\d\s.,()/-]+$/.test(text) ? `'${text}` : text).replace(/[\t\r\n]+/g, ' ');
const escaped = (text: string): string => text.replace(/[&<>"]/g, (each) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[each] as string);

/** As the plain list has it: how full, of what the reader may fill in. */
export function completeText({ digest }: Pick<Row, 'digest'>, language: Language): string {
  const done = completion(digest, language);
  return done === null ? '' : `${done.share} %`;
}

export function tableOf(board: Board, rows: readonly Row[]): { readonly text: string; readonly html: string } {
  const columns = shownColumns(board);
  const { words } = board;
  const lines = [
    [board.own.nameLabel, ...columns.map(({ label }) => label)],
    ...rows.map(({ id, digest }) => [digest.name, ...columns.map((key) => key.key === COMPLETE ? completeText({ digest }, words.language) : cellText(key, board.cells.get(id)?.[key.key], words))]),
  ].map((line) => line.map(plain));
  return {
    text: lines.map((line) => line.join('\t')).join('\r\n'),
    html: `<table>${lines.map((line, at) => `<tr>${line.map((cell) => (at === 0 ? `<th>${escaped(cell)}</th>` : `<td>${escaped(cell)}</td>`)).join('')}</tr>`).join('')}</table>`,
  };
}

/** In a view of somebody else a column without one value that may be seen is left out, and named. */
export function shownColumns(board: Board) {
  return board.columns.filter(({ key }) => !isEmpty(board, key));
}
export const isEmpty = (board: Board, key: string): boolean => {
  const { view } = board;
  if (key === COMPLETE || view === null || view.mine || view.owner === null || board.cells.size === 0) return false;
  for (const cells of board.cells.values()) if (cells[key] !== undefined && cells[key] !== null) return false;
  return true;
};

/** Ticked rows, or the one that is stood on. By the event of the page, which also works where there is no clipboard of its own. */
export function copyRows(board: Board, rows: readonly Row[]): void {
  if (rows.length === 0) return;
  const table = tableOf(board, rows);
  let done = false;
  const put = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', table.text);
    event.clipboardData?.setData('text/html', table.html);
    event.preventDefault();
    event.stopImmediatePropagation();
    done = true;
  };
  document.addEventListener('copy', put, { capture: true, once: true });
  document.execCommand('copy');
  document.removeEventListener('copy', put, { capture: true });
  board.said = done ? board.own.copied(rows.length) : board.own.notCopied;
  board.host.update();
}
