/** Build step: leaves lists and XML out of the kit's Yjs, 2 kB gz. A section holds values and texts (`model/section-doc.ts`), and the server's gate lets nothing else in. */
import type { Plugin } from 'vite';

/** Each stands in Yjs exactly once; a version that has them otherwise fails the build. */
const CHANGES: readonly (readonly [from: string, to: string])[] = [
  ['  readYArray,\n', '  none,\n'],
  ['this.get(name, YArray))', 'none())'],
  ['  readYXmlElement,\n  readYXmlFragment,\n  readYXmlHook,\n  readYXmlText\n];', '  none, none, none, none\n];\nfunction none() {\n  throw new Error("a section holds no such type");\n}'],
  ['this.get(name, YXmlFragment)', 'none()'],
  ['(this.get(name, YXmlElement))', '(none())'],
];

export function withoutNested(): Plugin {
  return {
    name: 'without-nested',
    transform: {
      filter: { id: /\/node_modules\/yjs\/dist\/yjs\.mjs$/ },
      handler(code) {
        let short = code;
        for (const [from, to] of CHANGES) {
          if (short.split(from).length !== 2) throw new Error(`Yjs has changed: ${from} is not there once`);
          short = short.replace(from, to);
        }
        return { code: short, map: null };
      },
    },
  };
}
