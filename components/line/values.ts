/** Values of a section by their keys: read, written again, and as they were before an edit. The places of keys are `model/section-doc.ts`'s. */
import * as Y from 'yjs';
import type { Scalar } from '../../model/api.ts';
import { getCell, getField, getMark, PLACE, parseValueKey, setCell, setField, setMark, setText } from '../../model/section-doc.ts';

/** The value under a key, as it would be written again. */
export function valueOf(doc: Y.Doc, key: string): Scalar {
  const place = parseValueKey(key);
  switch (place?.kind) {
    case 'field': return getField(doc, place.key);
    case 'cell': return getCell(doc, place.table, place.row, place.field);
    case 'place': return getCell(doc, place.table, place.row, PLACE);
    case 'mark': return getMark(doc, place.of, place.mark);
    case 'text':
    case 'rowText': return doc.getText(key).toString();
    case undefined: return null;
  }
}

export function setValue(doc: Y.Doc, key: string, value: Scalar): void {
  const place = parseValueKey(key);
  switch (place?.kind) {
    case 'field': return setField(doc, place.key, value);
    case 'cell': return setCell(doc, place.table, place.row, place.field, value);
    case 'place': return setCell(doc, place.table, place.row, PLACE, value);
    case 'mark': return setMark(doc, place.of, place.mark, value);
    case 'text':
    case 'rowText': return setText(doc, key, String(value ?? ''));
    case undefined: return;
  }
}

/** The value under a key before this transaction; to be asked in `afterTransaction`, when what was deleted still has its content. */
export function valueBefore(transaction: Y.Transaction, key: string): Scalar {
  const { beforeState, deleteSet, doc } = transaction;
  const old = (item: Y.Item): boolean => item.id.clock < (beforeState.get(item.id.client) ?? 0);
  const shown = (item: Y.Item): boolean => old(item) && (!item.deleted || Y.isDeleted(deleteSet, item.id));
  if (key.startsWith('text:')) {
    let text = '';
    for (let item = doc.getText(key)._start; item !== null; item = item.right) if (item.content instanceof Y.ContentString && shown(item)) text += item.content.str;
    return text;
  }
  const [root = '', ...rest] = key.split('/');
  let item = doc.getMap(root)._map.get(rest.join('/')) ?? null;
  while (item !== null && !old(item)) item = item.left;
  return item !== null && shown(item) ? ((item.content.getContent().at(-1) as Scalar | undefined) ?? null) : null;
}
