/** What is new on a form: the labels of the fields that others changed. Loaded when something is. */
import type { HistoryItem } from '../../model/api.ts';
import { parseValueKey } from '../../model/value-keys.ts';

export function place(item: HistoryItem, root: ParentNode): Element | null {
  const value = parseValueKey(item.key);
  if (value?.kind === 'field' || value?.kind === 'text') return root.querySelector(`[data-field="${CSS.escape(value.key)}"] > .label`);
  if (item.kind !== 'row') return null;
  // of a list or table that is drawn, some cell or the whole carries the key
  const [, table = '', row = ''] = item.key.split('/');
  const cell = root.querySelector(`[data-key^="rows/${CSS.escape(table)}/${CSS.escape(row)}/"]`) ?? root.querySelector(`[data-key^="rows/${CSS.escape(table)}"]`);
  return cell?.closest('.field')?.querySelector(':scope > .label') ?? null;
}
