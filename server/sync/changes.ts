/** What a transaction changed, key by key, with old and new values, of long texts with the pieces taken out and put in: history, the keys of an accepted edit, and the gate's second look. */
import * as Y from 'yjs';
import type { CommitEntry } from '../storage/storage.ts';
import type { RootNames } from './places.ts';
import { Refusal } from './refusal.ts';
import type { SectionSchema } from './section-schema.ts';
import { PIECE_CHARS, textChange } from './text-change.ts';

export type Change = CommitEntry['changes'][number];

/** Lengths of the long texts as of the last accepted edit. */
export type TextLengths = Map<string, number>;

/**
 * Called inside `afterTransaction`, where overwritten values are still there. Throws when something changed that the section does
 * not have: the decoded structs did not show it, so the document must not be kept (GATE-12).
 */
export function changesOf(transaction: Y.Transaction, names: RootNames, schema: SectionSchema, lengths: TextLengths): Change[] {
  const changes: Change[] = [];
  const budget = { left: PIECE_CHARS };
  for (const [type, keys] of transaction.changed as Map<Y.AbstractType<unknown>, Set<string | null>>) {
    const root = names.of(type);
    for (const sub of keys) {
      const rule = schema.rule({ root, sub });
      if (sub === null) {
        const { length, ...pieces } = textChange(transaction, type, budget);
        lengths.set(root, length);
        if (pieces.old !== null || pieces.new !== null) changes.push({ key: root, ...pieces });
      } else {
        const change = valueChange(transaction, type, root, sub);
        if (rule !== 'text' && change.value !== undefined) schema.checkValue({ root, sub }, rule, change.value);
        // an edit that lost against a concurrent one leaves the value as it was
        if (change.old !== change.new) changes.push({ key: change.key, old: change.old, new: change.new });
      }
    }
  }
  return changes;
}

interface Internals { readonly _map: Map<string, Y.Item> }

function valueChange(transaction: Y.Transaction, type: Y.AbstractType<unknown>, root: string, sub: string): Change & { readonly value: unknown } {
  const item = (type as unknown as Internals)._map.get(sub);
  if (item === undefined) throw new Refusal('malformed', 'a changed key without a value');
  let before: Y.Item | null = item;
  while (before !== null && before.id.clock >= (transaction.beforeState.get(before.id.client) ?? 0)) before = before.left;
  const wasThere = before !== null && (!before.deleted || Y.isDeleted(transaction.deleteSet, before.id));
  const value = item.deleted ? undefined : valueOf(item);
  return { key: `${root}/${sub}`, old: wasThere ? json(valueOf(before!)) : null, new: value === undefined ? null : json(value), value };
}

const valueOf = (item: Y.Item): unknown => (item.content instanceof Y.ContentAny ? (item.content.arr.at(-1) as unknown) : undefined);
const json = (value: unknown): string | null => JSON.stringify(value) ?? null;
