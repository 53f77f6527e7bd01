/** Keys on the lines of the register with its tools: arrows walk, Enter opens, Space ticks, left and right fold, Ctrl+A ticks what is loaded, Ctrl+C copies. */
import { stepOf } from '../keys.ts';
import { cellKey } from '../mass/paste.ts';
import type { Board } from './board.ts';
import { copyRows } from './copy.ts';
import { linesOf } from './lines.ts';

/** True: it was ours. */
export function boardKey(board: Board, event: KeyboardEvent, from: HTMLElement): boolean {
  if (event.key === 'Escape' && board.panel.kind !== 'none') {
    board.close();
    return true;
  }
  const at = from.closest<HTMLElement>('[data-at]');
  if (at === null || !from.matches('[data-at], [data-at] .cell')) return false;
  if (cellKey(board, event, from)) return true;
  const { register } = board.host;
  const lines = linesOf(board);
  // a row of several groups stands in each: where one stands is a place, not a name
  const here = Number(at.dataset['at']);
  const line = lines[here];
  if (event.ctrlKey || event.metaKey) {
    if (event.key.toLowerCase() === 'a') register.selectAll(true);
    else if (event.key.toLowerCase() === 'c' && String(getSelection()) === '') {
      const ticked = register.rows.filter(({ id }) => register.selected.has(id));
      copyRows(board, ticked.length > 0 ? ticked : line?.kind === 'row' ? [line.row] : []);
    } else return false;
    return true;
  }
  if (line?.kind === 'group') {
    const open = board.pages.isOpen(line.group);
    if (event.key === 'Enter' || event.key === ' ') board.pages.fold(line.group);
    else if (event.key === 'ArrowRight' && !open) board.pages.fold(line.group, true);
    else if (event.key === 'ArrowLeft' && open) board.pages.fold(line.group, false);
    else return walk();
    return true;
  }
  const row = line?.kind === 'row' ? line.row : undefined;
  if (event.key === 'Enter') board.host.open(row);
  else if (event.key === ' ' && row) {
    if (register.pick(row)) register.toggle(row.id);
  } else if (event.key === 'ArrowLeft' && board.look.group !== null) board.host.walk(lines.slice(0, here).findLastIndex(({ kind }) => kind === 'group'));
  else return walk();
  return true;

  function walk(): boolean {
    let to = stepOf(event.key, here, lines.length);
    if (to === undefined) return false;
    // what is left of a group has buttons of its own and is no stop
    const way = to < here || event.key === 'End' ? -1 : 1;
    while (lines[to]?.kind === 'rest') to += way;
    if (to < 0) board.host.focus('.search input');
    else if (to < lines.length) board.host.walk(to);
    return true;
  }
}
