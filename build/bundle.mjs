/**
 * `node build/bundle.mjs [--out folder]`: everything that Dossier needs to run, in one file for this platform: `dist/bundle/dossier-<version>-<platform>-<arch>.tar.gz`
 * with its SHA-256 beside it. It holds the Node it was made with and SQLite as it is compiled here, so it needs neither compiler nor network nor Node where it is unpacked.
 */
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildIfStale, buildSiteIfStale } from '../server/cli/build-if-stale.mjs';
import { pack, sha256 } from './archive.mjs';
import { closure, copyPackage, importedBy, licencesOf } from './bundle-packages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Name of the bundle and of the folder in it. */
export const bundleName = `dossier-${version}-${process.platform}-${process.arch}`;

/** As they are, beside the built program. Pictures are for readers on the net. */
const PLAIN = ['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE', 'server/cli/bin.mjs', 'server/cli/build-if-stale.mjs', 'packaging', 'docs'];
const PICTURES = /\.(png|gif|jpe?g|webp)$/;
const BUILT = ['dist/server', 'dist/kit', 'dist/demo', 'dist/pages', 'dist/site'];

/** The licence of the Node that comes along lies beside it, or where Debian keeps such. */
function nodeLicence() {
  const base = dirname(dirname(process.execPath));
  const file = [join(base, 'LICENSE'), join(base, 'share/doc/nodejs/LICENSE'), join(base, 'share/doc/node/LICENSE'), join(dirname(process.execPath), 'LICENSE')].find((path) => existsSync(path));
  if (file === undefined) throw new Error(`no licence of Node found near ${process.execPath}; it must go with every copy. Put the LICENSE of its release beside the program file.`);
  return readFileSync(file, 'utf8').trim();
}

/** Writes the bundle's folder and answers what is in it. */
export function layOut(folder) {
  mkdirSync(folder, { recursive: true });
  for (const path of PLAIN) if (existsSync(join(root, path))) cpSync(join(root, path), join(folder, path), { recursive: true, filter: (file) => !PICTURES.test(file) });
  for (const path of BUILT) if (existsSync(join(root, path))) cpSync(join(root, path), join(folder, path), { recursive: true });
  const packages = closure(root, importedBy(join(root, 'dist/server')));
  for (const { place } of packages) copyPackage(join(root, place), join(folder, place));
  mkdirSync(join(folder, 'bin'));
  copyFileSync(join(root, 'packaging/bin/dossier'), join(folder, 'bin/dossier'));
  chmodSync(join(folder, 'bin/dossier'), 0o755);
  copyFileSync(process.execPath, join(folder, process.platform === 'win32' ? 'node.exe' : 'node'));
  chmodSync(join(folder, process.platform === 'win32' ? 'node.exe' : 'node'), 0o755);
  writeFileSync(join(folder, 'LICENSES.md'), licences(packages));
  return packages;
}

function licences(packages) {
  const parts = packages.map(({ place, name, version: of, license }) => {
    const texts = licencesOf(join(root, place));
    return `## ${name} ${of}\n\n${texts.length > 0 ? texts.join('\n\n') : `Licence: ${license ?? 'see its package.json'}`}\n`;
  });
  return ['# Licences of what is in this folder\n', 'Dossier itself: `LICENSE`. The libraries inside the kit: `dist/kit/licenses.md`.\n', `## Node ${process.version}\n\n${nodeLicence()}\n`, ...parts].join('\n');
}

/** Makes the file and its sum; answers its path. */
export async function bundle(out) {
  await buildIfStale();
  await buildSiteIfStale();
  const folder = join(out, bundleName);
  rmSync(folder, { recursive: true, force: true });
  const packages = layOut(folder);
  const file = `${folder}.tar.gz`;
  await pack(folder, file);
  writeFileSync(`${file}.sha256`, `${await sha256(file)}  ${bundleName}.tar.gz\n`);
  rmSync(folder, { recursive: true });
  return { file, packages: packages.length };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { out: { type: 'string', default: join(root, 'dist/bundle') } } });
  const { file, packages } = await bundle(values.out);
  console.log(`${relative(process.cwd(), file)}: ${(statSync(file).size / 1e6).toFixed(1)} MB, ${packages} packages, Node ${process.version}`);
}
