/** What becomes of values that a copy of a document could not bring to the server: written again where that undoes nobody's work, else for the person. What tabs that are gone have left is sorted here, too. Loaded with `keeping.ts`. */
import * as Y from 'yjs';
import type { Scalar } from '../../model/api.ts';
import type { Opened } from '../../model/protocol.ts';
import type { Refused } from '../internal/session.ts';
import type { Cause, Leftover } from './copy.ts';
import type { Edit, Kept, Word } from './outbox.ts';
import { valueOf } from './values.ts';

export type Value = readonly [key: string, value: Scalar];

/** Sorts by guilt: what the server did not take is for the person, the rest goes into the next copy. `all`: nothing goes on. */
export function sort(left: readonly Leftover[], cause: Cause, all: boolean): { readonly refused: readonly Refused[]; readonly rest: readonly Leftover[] } {
  const code = cause.kind === 'rejected' ? cause.reject.code : 'read-only';
  const text = cause.kind === 'rejected' ? cause.reject.text : '';
  const guilty = (key: string): boolean => all || (cause.kind === 'rejected' && cause.keys.has(key));
  return {
    refused: left.flatMap(({ words }) => words.filter(({ key }) => guilty(key)).map((word) => ({ ...word, code, text }))),
    rest: left.map((each) => ({ ...each, words: each.words.filter(({ key }) => !guilty(key)) })),
  };
}

/** What tabs that are gone have left: edits that may go up as they are, with the value before each key's first; leftovers for the others; what the server has refused already. */
export function inherit({ edits, words }: Kept, { epoch, level }: Opened): { readonly edits: readonly (Edit & { readonly base: (key: string) => unknown })[]; readonly left: readonly Leftover[]; readonly refused: readonly Refused[] } {
  const wordsOf = (copy: string): readonly Word[] => words.find((each) => each.copy === copy)?.words ?? [];
  const mayGo = (edit: Edit): boolean => edit.epoch === epoch && level !== 'read';
  const others = edits.filter((edit) => !mayGo(edit));
  return {
    edits: edits.filter(mayGo).map((edit) => ({ ...edit, base: (key) => wordsOf(edit.copy).find((word) => word.key === key)?.base ?? null })),
    left: [...new Set(others.map((edit) => edit.copy))].map((copy) => {
      const own = others.filter((edit) => edit.copy === copy);
      const known = wordsOf(copy);
      const rest = [...new Set(own.flatMap(({ keys }) => keys))].filter((key) => !known.some((word) => word.key === key));
      // the page went away before it could say the words: at least the field is named
      return { copy, epoch: own[0]!.epoch, doc: null, ids: own.map(({ id }) => id), copies: [copy], words: [...known, ...rest.map((key): Word => ({ key, value: null, base: undefined }))] };
    }),
    refused: words.flatMap(({ words: list }) => list.filter(({ code }) => code !== undefined)).map((word) => ({ text: '', code: '', ...word })),
  };
}

/** One leftover against a document that has synced. `later`: keys that a newer leftover writes as well. */
export function settle(left: Leftover, doc: Y.Doc, { epoch, level }: Opened, later: ReadonlySet<string>): { readonly write: readonly Value[]; readonly refused: readonly Refused[] } {
  const words = left.words.filter(({ key }) => key.startsWith('text:') || !later.has(key));
  if (level === 'read') return { write: [], refused: words.map((word) => ({ ...word, code: 'read-only', text: '' })) };
  if (left.doc !== null && left.epoch === epoch) {
    // What the server holds now, merged into what was written here: the difference is what this person did.
    const { doc: old } = left;
    Y.applyUpdate(old, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(old)));
    return { write: words.map(({ key }) => [key, valueOf(old, key)]), refused: [] };
  }
  const write: Value[] = [];
  const refused: Refused[] = [];
  for (const word of words) {
    const now = valueOf(doc, word.key);
    if (now === word.value) continue;
    // Another epoch may hold other values on purpose: only over the one it was written over.
    if (now === word.base) write.push([word.key, word.value as Scalar]);
    else refused.push({ ...word, code: 'epoch', text: '' });
  }
  return { write, refused };
}

/**
 * What a person made of `base`, made of what stands there now. Where others wrote into the same words, what the person
 * added goes to the end: nobody's words are lost.
 */
export function mergeText(base: string, mine: string, now: string): string {
  if (now === base) return mine;
  const most = Math.min(base.length, mine.length);
  let start = 0;
  while (start < most && base[start] === mine[start]) start++;
  let end = 0;
  while (end < most - start && base.at(-1 - end) === mine.at(-1 - end)) end++;
  const added = mine.slice(start, mine.length - end);
  const tail = base.slice(start);
  const head = base.slice(0, base.length - end);
  if (now.startsWith(head)) return now.slice(0, start) + added + now.slice(head.length);
  if (now.endsWith(tail)) return now.slice(0, now.length - tail.length) + added + now.slice(now.length - end);
  return added === '' || now.includes(added) ? now : `${now}${now === '' || now.endsWith('\n') ? '' : '\n'}${added}`;
}
