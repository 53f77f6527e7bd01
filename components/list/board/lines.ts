/** Lines of the register in the order in which they stand: rows, or groups with the rows of those that are open. */
import type { RegisterGroup } from '../../../model/register/query.ts';
import type { Row } from '../register.ts';
import type { Board } from './board.ts';
import { groupId } from './look.ts';

export type Line =
  | { readonly kind: 'row'; readonly id: string; readonly row: Row }
  | { readonly kind: 'group'; readonly id: string; readonly group: RegisterGroup }
  | { readonly kind: 'rest'; readonly id: string; readonly group: RegisterGroup; readonly shown: number; readonly total: number };

const made = new WeakMap<Board, { readonly of: string; readonly lines: readonly Line[] }>();

/** Made once for what is there: asked at each key and each drawing. */
export function linesOf(board: Board): readonly Line[] {
  const { register } = board.host;
  const of = `${register.version} ${register.answers} ${board.pages.edition} ${board.look.group !== null}`;
  const last = made.get(board);
  if (last?.of === of) return last.lines;
  const lines = build(board);
  made.set(board, { of, lines });
  return lines;
}

/** A row of several groups stands in each. */
function build(board: Board): readonly Line[] {
  const { register } = board.host;
  const row = (each: Row): Line => ({ kind: 'row', id: each.id, row: each });
  if (board.look.group === null) return register.rows.map(row);
  return board.pages.groups.flatMap((group): readonly Line[] => {
    const id = groupId(group);
    const head: Line = { kind: 'group', id: `group ${id}`, group };
    const member = board.pages.isOpen(group) ? board.pages.members.get(id) : undefined;
    if (!member) return [head];
    const inside = member.ids.flatMap((each): readonly Line[] => { const found = register.row(each); return found ? [row(found)] : []; });
    return [head, ...inside, ...(member.total > member.ids.length || member.total < group.count ? [{ kind: 'rest', id: `rest ${id}`, group, shown: member.ids.length, total: member.total } satisfies Line] : [])];
  });
}
