/** Build step: leaves out of the kit's Yjs what no section holds, 4 kB gz: lists, XML, documents in documents, texts with formats. A section holds values and plain texts (`model/section-doc.ts`), and the server's gate lets nothing else in. */
import type { Plugin } from 'vite';

/** Each stands in Yjs exactly once; a version that has them otherwise fails the build. */
const CHANGES: readonly (readonly [from: string, to: string])[] = [
  ['  readYArray,\n', '  none,\n'],
  ['this.get(name, YArray))', 'none())'],
  ['  readYXmlElement,\n  readYXmlFragment,\n  readYXmlHook,\n  readYXmlText\n];', '  none, none, none, none\n];\nfunction none() {\n  throw new Error("a section holds no such type");\n}'],
  ['this.get(name, YXmlFragment)', 'none()'],
  ['(this.get(name, YXmlElement))', '(none())'],
  // what the gate knows: deleted, string and any
  ['  readContentJSON, // 2\n  readContentBinary, // 3\n', '  none,\n  none,\n'],
  ['  readContentEmbed, // 5\n  readContentFormat, // 6\n  readContentType, // 7\n', '  none,\n  none,\n  none,\n'],
  ['  readContentDoc, // 9\n', '  none,\n'],
];
/** Functions that only texts with formats need, up to the brace at the height of their beginning. */
const EMPTIED: readonly string[] = [
  '  applyDelta (delta, { sanitize = true } = {}) {\n',
  '  toDelta (snapshot, prevSnapshot, computeYChange) {\n',
  '  insertEmbed (index, embed, attributes) {\n',
  '  format (index, length, attributes) {\n',
  'const cleanupYTextAfterTransaction = transaction => {\n',
];

export function withoutNested(): Plugin {
  return {
    name: 'without-nested',
    transform: {
      filter: { id: /\/node_modules\/yjs\/dist\/yjs\.mjs$/ },
      handler(code) {
        let short = code;
        const once = (text: string): number => {
          if (short.split(text).length !== 2) throw new Error(`Yjs has changed: ${text} is not there once`);
          return short.indexOf(text);
        };
        for (const [from, to] of CHANGES) {
          once(from);
          short = short.replace(from, to);
        }
        for (const head of EMPTIED) {
          const body = once(head) + head.length;
          const end = short.indexOf(`\n${/^ */.exec(head)![0]}}`, body);
          if (end === -1) throw new Error(`Yjs has changed: ${head} does not end`);
          short = `${short.slice(0, body)}none();${short.slice(end)}`;
        }
        return { code: short, map: null };
      },
    },
  };
}
