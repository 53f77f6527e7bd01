/** Build step, for the kit that bundlers take: a class can be imported where there is no DOM, in a server that renders pages, and does nothing there. What a page's script tag loads has no byte of it. */
import type { Plugin } from 'vite';

/** Each stands there exactly once; a version that has it otherwise fails the build. */
const CHANGES: readonly (readonly [file: RegExp, from: RegExp, to: string])[] = [
  [/\/node_modules\/lit-html\/lit-html\.js$/, /(?<=,\w=)document(?=,)/, 'globalThis.document??{createTreeWalker(){}}'],
  [/\/node_modules\/@lit\/reactive-element\/reactive-element\.js$/, /(?<= extends )HTMLElement\b/, '(globalThis.HTMLElement??class{})'],
  [/\/components\/(internal\/small-element|archive-session|dossier-frame)\.ts$/, /(?<= extends )HTMLElement\b/, '(globalThis.HTMLElement ?? class {})'],
  [/\/components\/internal\/registry\.ts$/, /(?<=export function defineTags\([^{]*\{\}\)[^{]*\{)/, ' if (!globalThis.document) return false;'],
  [/\/components\/define\.ts$/, /(?<=export function define\([^{]*\{\}\)[^{]*\{)/, ' if (!globalThis.document) return;'],
];

export function inNode(environment: string): Plugin {
  return {
    name: 'in-node',
    applyToEnvironment: ({ name }) => name === environment,
    transform: {
      filter: { id: CHANGES.map(([file]) => file) },
      handler(code, id) {
        let safe = code;
        for (const [file, from, to] of CHANGES) {
          if (!file.test(id)) continue;
          if (safe.split(from).length !== 2) throw new Error(`${id} has changed: ${from.source} is not there once`);
          safe = safe.replace(from, to);
        }
        return { code: safe, map: null };
      },
    },
  };
}
