/** Arrow keys, Home and End walk the lines of a list that can each be focused; what a line does is its element's. */
import { keyTarget } from './keys.ts';

/** Whether the key walked: it came from one of `lines` (a selector) in `root`. The first and the last line hold the caret. */
export function walked(event: KeyboardEvent, root: ParentNode, lines: string): boolean {
  if (!['ArrowDown', 'ArrowUp', 'Home', 'End'].includes(event.key)) return false;
  const from = keyTarget(event)?.closest<HTMLElement>(lines);
  if (from === null || from === undefined) return false;
  event.preventDefault();
  const all = [...root.querySelectorAll<HTMLElement>(lines)];
  const here = all.indexOf(from);
  const to = event.key === 'Home' ? 0 : event.key === 'End' ? all.length - 1 : here + (event.key === 'ArrowDown' ? 1 : -1);
  all[Math.max(0, Math.min(all.length - 1, to))]?.focus();
  return true;
}
