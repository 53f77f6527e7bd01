/** Keys of the plain list, and how one walks lines in both. What the tools add is `board/board-keys.ts`; composition is left alone by who calls. */
import { selectable } from './register.ts';
import type { Register, Row } from './register.ts';

/** Lines of a page key. */
const PAGE = 20;

/** Where an arrow leads from a line; -1: above the first; undefined: the key does not walk. */
export function stepOf(key: string, here: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown': return Math.min(here + 1, count - 1);
    case 'ArrowUp': return here - 1;
    case 'Home': return 0;
    case 'End': return count - 1;
    case 'PageDown': return Math.min(here + PAGE, count - 1);
    case 'PageUp': return Math.max(here - PAGE, 0);
    default: return undefined;
  }
}

export interface Walking {
  readonly register: Register;
  readonly open: (row: Row) => void;
  readonly walk: (line: number) => void;
  readonly search: () => void;
}

/** Of a key on a row of the plain list. True: it was ours. */
export function rowKey({ register, open, walk, search }: Walking, event: KeyboardEvent, here: number): boolean {
  const { rows } = register;
  const row = rows[here];
  if (event.key === 'Enter') {
    if (row) open(row);
  } else if (event.key === ' ') {
    if (row && selectable(row)) register.toggle(row.id);
  } else {
    const to = stepOf(event.key, here, rows.length);
    if (to === undefined) return false;
    if (to < 0) search();
    else walk(to);
  }
  return true;
}
