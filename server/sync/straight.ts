/**
 * The straight edit, decided without a Y.Doc: one author, plain values, each for a new key or in the place of exactly the key's current
 * value, and deletes of exactly current values, written byte for byte as Yjs would. Almost every edit is one, and it costs a tenth.
 * Whatever is not (a conflict, a text, something sent again, anything odd, every violation) is left to the full way, which alone refuses.
 */
import type { Scalar } from '../../model/api.ts';
import { decisionCellOf } from '../../model/validation/by-service.ts';
import { checkRule } from '../../model/validation/section-rules.ts';
import type { KeyRule } from '../../model/validation/section-rules.ts';
import type { Layout } from './backlog.ts';
import type { Change } from './changes.ts';
import { StraightReader } from './straight-reader.ts';
import type { Current, StraightTable } from './straight-table.ts';

export interface StraightGate {
  /** Structs of one update, and deleted values; more are left to the full way. */
  readonly most: number;
  /** Clock that the next struct of this author has. */
  next(author: number): number;
  /** Whether the person may write under this author id without further questions. */
  mayUse(author: number): boolean;
}

/** An edit that stands in the table. `author` is null when it only deletes. */
export interface Straight extends Layout { readonly next: number; readonly changes: Change[] }

interface Write { readonly current: Current | null; readonly root: string; readonly key: string; readonly rule: KeyRule; readonly value: Scalar }

/** First byte of a value's struct: with the key, or with the struct that it overwrites. */
const CREATE = 0x28;
const OVERWRITE = 0xa8;
const MOST_AUTHOR = 0xffffffff;

/** Null, with the table as it was, when the update is no straight edit. */
export function takeStraight(table: StraightTable, update: Uint8Array, gate: StraightGate): Straight | null {
  const reader = new StraightReader(update);
  const authors = reader.varUint();
  if (authors > 1) return null;
  const writes: Write[] = [];
  let author: number | null = null;
  let clock = 0;
  let from = reader.at;
  if (authors === 1) {
    const count = reader.varUint();
    author = reader.varUint();
    clock = reader.varUint();
    if (reader.odd || count < 1 || count > gate.most || author > MOST_AUTHOR || clock !== gate.next(author) || !gate.mayUse(author)) return null;
    from = reader.at;
    for (let i = 0; i < count; i++) {
      const write = readWrite(table, reader);
      if (write === null || (count > 1 && writes.some(({ key }) => key === write.key))) return null;
      writes.push(write);
    }
  }
  const deletes = reader.at;
  const deleted = readDeletes(table, reader, gate.most);
  if (deleted === null || !reader.ended) return null;
  // an overwritten value is deleted, in the same update
  for (const { current } of writes) {
    if (current === null || current.json === null) continue;
    const at = deleted.indexOf(current);
    if (at === -1) return null;
    deleted.splice(at, 1);
  }
  return { author, clock, structs: writes.length, from, deletes, next: clock + writes.length, changes: stand(table, author ?? 0, clock, writes, deleted) };
}

function readWrite(table: StraightTable, reader: StraightReader): Write | null {
  const info = reader.byte();
  let current: Current | null = null;
  let place: { readonly root: string; readonly key: string };
  let rule: KeyRule | null;
  if (info === OVERWRITE) {
    const found = table.at(reader.varUint(), reader.varUint());
    if (found === undefined) return null;
    place = current = found;
    rule = table.ruleOf(found);
  } else if (info === CREATE) {
    if (reader.varUint() !== 1) return null; // the place is not named by a root
    const root = reader.string();
    const sub = reader.string();
    const key = `${root}/${sub}`;
    if (reader.odd || table.byKey.has(key)) return null;
    place = { root, key };
    rule = table.rule(root, sub, key);
  } else return null;
  if (reader.varUint() !== 1) return null;
  const value = reader.scalar();
  const { root, key } = place;
  // whether it was decided about is asked of the document
  if (decisionCellOf(key) !== null) return null;
  return reader.odd || rule === null || checkRule(rule, value) !== null ? null : { current, root, key, rule, value };
}

/** What the update deletes, each of it the living value of a key, in the order and the ranges in which Yjs writes them; null for anything else. */
function readDeletes(table: StraightTable, reader: StraightReader, most: number): Current[] | null {
  const deleted: Current[] = [];
  let before = Infinity;
  for (let authors = reader.varUint(); authors > 0; authors--) {
    const author = reader.varUint();
    const ranges = reader.varUint();
    if (reader.odd || author >= before || ranges < 1) return null;
    before = author;
    let end = -1;
    for (let i = 0; i < ranges; i++) {
      const clock = reader.varUint();
      if (reader.odd || clock <= end) return null; // neighbouring ranges would be one
      end = clock + reader.varUint();
      if (reader.odd || end === clock) return null;
      for (let at = clock; at < end; at++) {
        const current = table.at(author, at);
        if (deleted.length === most || current === undefined || current.length !== 1 || current.json === null || table.ruleOf(current) === null || decisionCellOf(current.key) !== null) return null;
        deleted.push(current);
      }
    }
  }
  return deleted;
}

/** The edit as read is good: brings it into the table, and says what changed in the order in which Yjs says it, root by root. */
function stand(table: StraightTable, author: number, clock: number, writes: readonly Write[], deleted: readonly Current[]): Change[] {
  if (writes.length === 1 && deleted.length === 0) return write(table, author, clock, writes[0]!);
  const roots = new Map<string, Change[]>();
  const changed = (root: string, changes: readonly Change[]): void => {
    let own = roots.get(root);
    if (own === undefined) roots.set(root, (own = []));
    own.push(...changes);
  };
  for (const [index, each] of writes.entries()) changed(each.root, write(table, author, clock + index, each));
  for (const current of deleted) {
    changed(current.root, [{ key: current.key, old: current.json, new: null }]);
    current.json = null;
  }
  return roots.size === 1 ? [...roots.values()][0]! : [...roots.values()].flat();
}

/** One value in its place. The same value once more is an edit, but no change. */
function write(table: StraightTable, author: number, clock: number, { current, root, key, rule, value }: Write): Change[] {
  const json = JSON.stringify(value);
  const old = current?.json ?? null;
  if (current !== null) table.move(current, author, clock, json);
  else table.add({ key, root, rule, author, clock, length: 1, json });
  return old === json ? [] : [{ key, old, new: json }];
}
