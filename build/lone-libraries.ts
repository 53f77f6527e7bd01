/**
 * Build step: Lit and Yjs as they stand in somebody else's page. They write down on the window that they are there, and complain when another copy is, which
 * is the page's right; patch `Symbol`; and look for polyfills that no browser of the floor needs. A version that does it otherwise fails the build.
 */
import type { Plugin } from 'vite';

type Changes = readonly (readonly [from: RegExp, to: string])[];
const LIBRARIES: readonly (readonly [file: RegExp, changes: Changes])[] = [
  [/\/node_modules\/lit-html\/lit-html\.js$/, [[/,\w=\w\.litHtmlPolyfillSupport;\w\?\.\(\w+,\w+\),\(\w\.litHtmlVersions\?\?=\[\]\)\.push\("[\d.]+"\);/, ';']]],
  [/\/node_modules\/@lit\/reactive-element\/reactive-element\.js$/, [
    [/,\w=\w\.reactiveElementPolyfillSupport\b/, ''],
    [/Symbol\.metadata\?\?=Symbol\("metadata"\),\w\.litPropertyMetadata\?\?=new WeakMap;/, ''],
    [/const t=this\[Symbol\.metadata\];if\(null!==t\)\{const s=litPropertyMetadata\.get\(t\);if\(void 0!==s\)for\(const\[t,i\]of s\)this\.elementProperties\.set\(t,i\)\}/, ''], // of decorators
    [/,\w\?\.\(\{ReactiveElement:\w\}\),\(\w\.reactiveElementVersions\?\?=\[\]\)\.push\("[\d.]+"\);/, ';'],
  ]],
  [/\/node_modules\/lit-element\/lit-element\.js$/, [
    [/,\w\.litElementHydrateSupport\?\.\(\{LitElement:\w\}\);const \w=\w\.litElementPolyfillSupport;\w\?\.\(\{LitElement:\w\}\);/, ';'],
    [/\(\w\.litElementVersions\?\?=\[\]\)\.push\("[\d.]+"\);/, ''],
  ]],
  [/\/node_modules\/yjs\/dist\/yjs\.mjs$/, [[/if \(glo\[importIdentifier\] === true\) \{[^}]*\}\nglo\[importIdentifier\] = true;\n/, '']]],
];

export function loneLibraries(): Plugin {
  return {
    name: 'lone-libraries',
    applyToEnvironment: ({ config }) => config.consumer === 'client',
    transform: {
      filter: { id: LIBRARIES.map(([file]) => file) },
      handler(code, id) {
        let lone = code;
        for (const [from, to] of LIBRARIES.find(([file]) => file.test(id))?.[1] ?? []) {
          if (lone.split(from).length !== 2) throw new Error(`${id} has changed: ${from.source} is not there once`);
          lone = lone.replace(from, to);
        }
        return { code: lone, map: null };
      },
    },
  };
}
