/** What a page loads, gzipped, from the built kit. Run by hand, it writes the table of README.md; `test/flow/sizes.test.ts` holds budgets and table to it. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

const root = fileURLToPath(new URL('..', import.meta.url));
const kit = join(root, 'dist/kit');

/** A file with everything it imports statically. */
function closure(file, seen = new Set()) {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, path] of readFileSync(file, 'utf8').matchAll(/(?:\bfrom|\bimport)\s*["'`]([^"'`]+)["'`]/g)) {
    const imported = normalize(join(dirname(file), path));
    if (existsSync(imported)) closure(imported, seen);
  }
  return seen;
}

/** The chunk of this name that the script loads on demand; `a/b`: that its chunk `a` loads. */
function chunk(script, name) {
  const [first, then] = name.split('/');
  if (then !== undefined) {
    const from = chunk(script, first);
    const found = readFileSync(from, 'utf8').match(new RegExp(`import\\([\`"']\\./(${then}-[\\w-]+\\.js)[\`"']\\)`));
    if (found === null) throw new Error(`${first} loads no chunk ${then}`);
    return join(dirname(from), found[1]);
  }
  const found = readFileSync(join(kit, script), 'utf8').match(new RegExp(`import\\([\`"']\\./(chunks/${name}-[\\w-]+\\.js)[\`"']\\)`));
  if (found === null) throw new Error(`${script} loads no chunk ${name}`);
  return join(kit, found[1]);
}

/** Of a script with chunks that it loads on demand; what is in both counts once. `without` is what the page has already. */
function load(script, chunks = [], without = new Set()) {
  const files = new Set();
  for (const file of [join(kit, script), ...chunks.map((name) => chunk(script, name))]) closure(file, files);
  const wanted = [...files].filter((file) => !without.has(file));
  return { files: wanted.length, kB: wanted.reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0) / 1000 };
}

const most = (of) => ['es', 'zh-Hans', 'zh-Hant'].map(of).sort((a, b) => b.kB - a.kB)[0];

const FOUR = ['archive-form', 'contact-timeline', 'editing'];

/** @returns {Readonly<Record<string, { readonly files: number, readonly kB: number }>>} By what the page shows, in the order of the table. */
export function measure() {
  const start = closure(join(kit, 'dossier.js'));
  return {
    'badges alone, live, four languages (`badge.js`)': load('badge.js'),
    'cards, badges, status, presence (`dossier.js` at start)': load('dossier.js'),
    '… with `<contact-timeline>`': load('dossier.js', ['contact-timeline', 'editing']),
    '… with `<archive-form>`': load('dossier.js', ['archive-form', 'editing']),
    '… with both, all with sync': load('dossier.js', FOUR),
    '`dossier.js` with `<customer-list>`': load('dossier.js', ['customer-list']),
    'each further language, at most': most((language) => load('dossier.js', [language], start)),
    '… with the words of form and timeline': most((language) => load('dossier.js', [language, `${language}/sheet`], start)),
  };
}

const BETWEEN = /(<!-- sizes -->\n)[^]*?(<!-- \/sizes -->)/;

/** The rows of README's table: kB by what the page shows. */
export function written() {
  const table = readFileSync(join(root, 'README.md'), 'utf8').match(BETWEEN)?.[0] ?? '';
  return Object.fromEntries([...table.matchAll(/^\| (.+?) \| ([\d.]+) \|/gm)].map(([, what, kB]) => [what, Number(kB)]));
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const rows = Object.entries(measure()).map(([what, { kB, files }]) => `| ${what} | ${kB.toFixed(1)} | ${files} |`);
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const table = ['| a page with | kB gzip | files |', '|---|--:|--:|', ...rows, ''].join('\n');
  writeFileSync(join(root, 'README.md'), readme.replace(BETWEEN, (_, begin, end) => `${begin}${table}${end}`));
  console.log(rows.join('\n'));
}
