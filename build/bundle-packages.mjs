/** Which packages the built server needs when it runs, from its imports and package-lock.json, and which of their files. What is in `dist/kit` is built in and needs none. */
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, extname, join, sep } from 'node:path';
import { parseAst } from 'vite';

/** Dependencies that are used while installing only. */
const INSTALL_ONLY = new Set(['prebuild-install', 'github-from-package']);
/** What a package carries for its authors, its readers and other platforms. */
const LEFT = new Set(['test', 'tests', '__tests__', 'example', 'examples', 'benchmark', 'benchmarks', 'docs', '.github', 'coverage']);
const LEFT_FILES = new Set(['.map', '.ts', '.mts', '.cts', '.flow', '.markdown']);
const LICENCE = /^(licen[cs]e|copying|notice)/i;

const scripts = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && entry.name.endsWith('.js')).map((entry) => join(entry.parentPath ?? entry.path, entry.name));

/** Calls back with the name of every module that a parsed file imports, at start or on demand. */
function eachImport(node, found) {
  if (Array.isArray(node)) for (const each of node) eachImport(each, found);
  else if (typeof node === 'object' && node !== null && typeof node.type === 'string') {
    if (/^(Import|Export)/.test(node.type) && typeof node.source?.value === 'string') found(node.source.value);
    for (const each of Object.values(node)) eachImport(each, found);
  }
}

/** Names of the packages that these built files import. */
export function importedBy(folder) {
  const names = new Set();
  for (const file of scripts(folder)) {
    eachImport(parseAst(readFileSync(file, 'utf8')), (name) => {
      if (!name.startsWith('.') && !isBuiltin(name)) names.add(name.split('/', name.startsWith('@') ? 2 : 1).join('/'));
    });
  }
  return [...names].sort();
}

const needed = ({ dependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} }) =>
  [...Object.keys(dependencies), ...Object.keys(peerDependencies).filter((name) => !peerDependenciesMeta[name]?.optional)].filter((name) => !INSTALL_ONLY.has(name));

/** Those and everything below them, as places in `node_modules` with what the lock says of each. */
export function closure(root, names) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const found = new Map();
  const visit = (name, from) => {
    // as Node looks: beside the one that asks, then further up
    for (let base = from; ; base = base.slice(0, Math.max(0, base.lastIndexOf('/node_modules/')))) {
      const place = `${base === '' ? '' : `${base}/`}node_modules/${name}`;
      const entry = packages[place];
      if (entry !== undefined) {
        if (found.has(place)) return true;
        found.set(place, { ...entry, name });
        for (const below of needed(entry)) if (!visit(below, place)) throw new Error(`${name} needs ${below}, which package-lock.json does not have`);
        return true;
      }
      if (base === '') return false;
    }
  };
  for (const name of names) if (!visit(name, '')) throw new Error(`the server imports ${name}, which package-lock.json does not have`);
  return [...found].map(([place, entry]) => ({ place, ...entry })).sort((a, b) => (a.place < b.place ? -1 : 1));
}

/** Copies what runs: no sources, tests, types or readmes, but every licence. The compiled SQLite comes along, what it was compiled from does not. */
export function copyPackage(from, to) {
  const native = basename(from) === 'better-sqlite3';
  const keeps = (file) => {
    const path = file.slice(from.length + 1);
    if (path === '') return true;
    const [first] = path.split(sep);
    const name = basename(file);
    if (path.split(sep).includes('node_modules')) return false; // packages of their own
    if (native) return ['lib', 'package.json', 'LICENSE'].includes(first) || 'build/Release/better_sqlite3.node'.startsWith(path.split(sep).join('/'));
    return LICENCE.test(name) || !(LEFT.has(name) || LEFT_FILES.has(extname(name)) || /\.md$/i.test(name) || name.startsWith('.'));
  };
  cpSync(from, to, { recursive: true, filter: keeps, dereference: true });
}

/** Licence texts of a package's folder, also of a folder `LICENSES` in it; empty where it has none but the name in its package.json. */
export const licencesOf = (folder) => (existsSync(folder) ? readdirSync(folder, { withFileTypes: true }).filter(({ name }) => LICENCE.test(name)).sort((a, b) => (a.name < b.name ? -1 : 1))
  .flatMap((entry) => (entry.isDirectory() ? readdirSync(join(folder, entry.name)).sort().map((name) => join(entry.name, name)) : [entry.name])).map((name) => readFileSync(join(folder, name), 'utf8').trim()) : []);
