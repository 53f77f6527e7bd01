/** Where the files beside the program lie, whether it runs from its sources or from its bundle. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder with our package.json, at or above the given one. */
export function packageRoot(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as { name?: string }).name === 'dossier') return folder;
    if (dirname(folder) === folder) throw new Error(`no package of Dossier at or above ${from}`);
  }
}

/** The version of this Dossier. */
export const ownVersion = (): string => (JSON.parse(readFileSync(join(packageRoot(import.meta.dirname), 'package.json'), 'utf8')) as { version: string }).version;

/** Built files that the server hands out. */
export const distFolder = (name: 'kit' | 'demo' | 'pages' | 'site'): string => join(packageRoot(import.meta.dirname), 'dist', name);
