/**
 * Build step: leaves out of the kit's Yjs what no section needs, 7 kB gz: lists, XML, documents in documents, texts with formats, the second encoding, events
 * of nested types. A section holds values and plain texts (`model/section-doc.ts`), the server's gate lets nothing else in, and the line speaks the first
 * encoding. That what is left does the same as all of Yjs is `test/flow/without-nested.test.ts`.
 */
import type { Plugin } from 'vite';

/** Each stands in Yjs exactly once; a version that has them otherwise fails the build. */
const CHANGES: readonly (readonly [from: string, to: string])[] = [
  ['  readYArray,\n', '  none,\n'],
  ['  readYXmlElement,\n  readYXmlFragment,\n  readYXmlHook,\n  readYXmlText\n];', '  none, none, none, none\n];\nfunction none() {\n  throw new Error("a section holds no such type");\n}'],
  // what the gate knows: deleted, string and any
  ['  readContentJSON, // 2\n  readContentBinary, // 3\n', '  none,\n  none,\n'],
  ['  readContentEmbed, // 5\n  readContentFormat, // 6\n  readContentType, // 7\n', '  none,\n  none,\n  none,\n'],
  ['  readContentDoc, // 9\n', '  none,\n'],
  // what waits for something missing is kept in the encoding in which it came
  ['i === 0 ? update : convertUpdateFormatV2ToV1(update)', 'update'],
  // nothing is observed through its parents
  ["doc.emit('afterTransaction', [transaction, doc]));\n        fs.push(() => {\n          if (transaction._needFormattingCleanup) {\n            cleanupYTextAfterTransaction(transaction);\n          }\n        });", "doc.emit('afterTransaction', [transaction, doc]));"],
  ['if (!transaction.local && this._hasFormatting) {\n      transaction._needFormattingCleanup = true;\n    }', ''],
];
/** Of these the body is another, up to the brace at the height of their beginning. */
const BODIES: readonly (readonly [head: string, body: string])[] = [
  ['const findNextPosition = (transaction, pos, count) => {\n', `
    while (pos.right !== null && count > 0) {
      if (!pos.right.deleted) {
        if (count < pos.right.length) getItemCleanStart(transaction, createID(pos.right.id.client, pos.right.id.clock + count));
        pos.index += pos.right.length;
        count -= pos.right.length;
      }
      pos.left = pos.right;
      pos.right = pos.right.right;
    }
    return pos`],
  ['  forward () {\n', `
    if (!this.right.deleted) this.index += this.right.length;
    this.left = this.right;
    this.right = this.right.right;`],
  ['const insertText = (transaction, parent, currPos, text, attributes) => {\n', `
    while (currPos.right !== null && currPos.right.deleted) currPos.forward();
    const { left, right, index } = currPos;
    const { doc } = transaction;
    const content = new ContentString(text);
    updateMarkerChanges(parent._searchMarker, index, content.getLength());
    new Item(createID(doc.clientID, getState(doc.store, doc.clientID)), left, left && left.lastId, right, right && right.id, parent, null, content).integrate(transaction, 0);`],
  ['const deleteText = (transaction, currPos, length) => {\n', `
    const startLength = length;
    while (length > 0 && currPos.right !== null) {
      if (!currPos.right.deleted) {
        if (length < currPos.right.length) getItemCleanStart(transaction, createID(currPos.right.id.client, currPos.right.id.clock + length));
        length -= currPos.right.length;
        currPos.right.delete(transaction);
      }
      currPos.forward();
    }
    const { parent } = currPos.left || currPos.right;
    updateMarkerChanges(parent._searchMarker, currPos.index, length - startLength);`],
  ['const typeMapSet = (transaction, parent, key, value) => {\n', `
    const left = parent._map.get(key) || null;
    const { doc } = transaction;
    new Item(createID(doc.clientID, getState(doc.store, doc.clientID)), left, left && left.lastId, null, null, parent, key, new ContentAny([value])).integrate(transaction, 0);`],
  ['        transaction.changedParentTypes.forEach((events, type) => {\n', ''],
];
/** From here up to there goes. */
const CUTS: readonly (readonly [from: string, to: string])[] = [
  ['    this.whenLoaded = promise.create(', '  }\n\n  /**\n   * Notify the parent document that you request to load data'],
  ["      if (doc._observers.has('updateV2')) {", '      if (transactionCleanups.length <= i + 1) {'],
  ['    array.from(this.subdocs).forEach(subdoc => subdoc.destroy());', "    // @ts-ignore\n    this.emit('destroyed'"],
];
/** The changes of a plain text. */
const DELTA = `
    const delta = [];
    const op = (kind, value) => {
      const last = delta[delta.length - 1];
      if (last !== undefined && kind in last) last[kind] += value;
      else delta.push({ [kind]: value });
    };
    for (let item = this.target._start; item !== null; item = item.right) {
      if (this.adds(item)) {
        if (!item.deleted) op('insert', item.content.str);
      } else if (this.deletes(item)) op('delete', item.length);
      else if (!item.deleted) op('retain', item.length);
    }
    if (delta.length > 0 && 'retain' in delta[delta.length - 1]) delta.pop();
    return delta`;
/** Methods that nobody calls, by their classes. */
const GONE: Readonly<Record<string, readonly string[]>> = {
  'class Doc extends': ['load ()', 'getSubdocs ()', 'getSubdocGuids ()', "getArray (name = '')", "getXmlElement (name = '')", "getXmlFragment (name = '')", 'toJSON ()'],
  'class YEvent {': ['get path ()', 'get delta ()', 'get changes ()'],
  'class YMap extends': ['_copy ()', 'clone ()', 'toJSON ()', 'get size ()', 'values ()', 'forEach (f)', '[Symbol.iterator] ()', 'clear ()'],
  'class YTextEvent extends': ['get changes ()'],
  'class YText extends': ['_copy ()', 'clone ()', 'toJSON ()', 'applyDelta (delta, { sanitize = true } = {})', 'toDelta (snapshot, prevSnapshot, computeYChange)', 'insertEmbed (index, embed, attributes)', 'format (index, length, attributes)',
    'removeAttribute (attributeName)', 'setAttribute (attributeName, attributeValue)', 'getAttribute (attributeName)', 'getAttributes ()'],
};

/** Yjs without it. */
export function shortYjs(code: string): string {
  let short = code;
  const once = (text: string, from = 0): number => {
    const at = short.indexOf(text, from);
    if (at === -1 || (from === 0 && short.includes(text, at + 1))) throw new Error(`Yjs has changed: ${text} is not there once`);
    return at;
  };
  const end = (head: string, body: number): number => {
    const at = short.indexOf(`\n${/^ */.exec(head)![0]}}`, body);
    if (at === -1) throw new Error(`Yjs has changed: ${head} does not end`);
    return at;
  };
  const body = (head: string, other: string, from = 0): void => {
    const begin = once(head, from) + head.length;
    short = `${short.slice(0, begin)}${other}${short.slice(end(head, begin))}`;
  };
  for (const [from, to] of CHANGES) {
    once(from);
    short = short.replace(from, () => to);
  }
  for (const [from, to] of CUTS) short = short.slice(0, once(from)) + short.slice(once(to));
  for (const [head, other] of BODIES) body(head, other);
  body('  get delta () {\n', DELTA, once('class YTextEvent extends'));
  for (const [cls, methods] of Object.entries(GONE)) {
    for (const method of methods) {
      const from = once(cls);
      const head = `  ${method} {\n`;
      const begin = once(head, from);
      if (begin > short.indexOf('\n}', from)) throw new Error(`Yjs has changed: ${cls} has no ${method}`);
      short = short.slice(0, begin) + short.slice(end(head, begin) + '\n  }'.length);
    }
  }
  return short.replace(/(?<=new |= )((?:Update|DS)(?:En|De)coder)V2\b/g, '$1V1');
}

export function withoutNested(): Plugin {
  return {
    name: 'without-nested',
    transform: {
      filter: { id: /\/node_modules\/yjs\/dist\/yjs\.mjs$/ },
      handler: (code) => ({ code: shortYjs(code), map: null }),
    },
  };
}
