/** A section for one look: from the disk into a document that is dropped at once, so that who reads all archives one after the other fills no memory and has no snapshots made. Where somebody has it open, the room answers. */
import * as Y from 'yjs';
import { readSection } from '../../model/section-doc.ts';
import type { OrderedValues } from '../../model/section-doc.ts';
import type { DocName } from '../../model/ids.ts';
import { StorageError } from '../storage/storage.ts';
import type { SectionLog } from '../storage/storage.ts';

export async function readOnce(log: Pick<SectionLog, 'load'>, name: DocName): Promise<{ readonly values: OrderedValues; readonly seq: number }> {
  const stored = await log.load(name);
  // an id of its own costs more than the document
  const doc = new Y.Doc({ gc: true, guid: '' });
  doc.transact(() => {
    if (stored?.snapshot) Y.applyUpdate(doc, stored.snapshot);
    for (const update of stored?.tail ?? []) Y.applyUpdate(doc, update);
  });
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) throw new StorageError('broken', `${name}: the stored section is not whole`);
  return { values: readSection(doc), seq: stored?.seq ?? 0 };
}
