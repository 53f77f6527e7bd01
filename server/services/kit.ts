/** The built kit as pages are told of it: the two lines that follow this server, and the two that load exactly this build or nothing. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Of the elements' interface, not of the server: it grows when a page would have to be changed. */
export const KIT_MAJOR = 1;

export interface Kit {
  readonly folder: string;
  readonly version: string;
  /** Hash over every script of this build. */
  readonly build: string;
  /** Of each script that a page may name, for `integrity=`. */
  readonly integrity: Readonly<Record<string, string>>;
}

export interface Snippet {
  readonly version: string;
  readonly build: string;
  /** Follows this server's patches and new functions. */
  readonly html: string;
  /** Loads this build alone; a page keeps it until somebody changes the page. */
  readonly pinned: string;
  readonly scripts: Readonly<Record<string, { readonly src: string; readonly pinned: string; readonly integrity: string }>>;
}

/** Null where the kit was not built. */
export function readKit(folder: string): Kit | null {
  const file = join(folder, 'kit.json');
  if (!existsSync(file)) return null;
  const { version, build, integrity } = JSON.parse(readFileSync(file, 'utf8')) as Omit<Kit, 'folder'>;
  return Object.freeze({ folder, version, build, integrity });
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** `base` is where browsers reach the server, with its sub-path. */
export function snippetOf({ version, build, integrity }: Kit, base: string): Snippet {
  const root = base.replace(/\/+$/, '');
  const scripts = Object.fromEntries(Object.entries(integrity).map(([name, sum]) => [name, { src: `${root}/kit/${KIT_MAJOR}/${name}`, pinned: `${root}/kit/${KIT_MAJOR}/${build}/${name}`, integrity: sum }]));
  const { 'dossier.js': dossier } = scripts;
  if (dossier === undefined) throw new Error('the kit has no dossier.js');
  const session = `<archive-session endpoint="${escaped(root)}"></archive-session>`;
  return {
    version, build, scripts,
    html: `<script type="module" src="${escaped(dossier.src)}"></script>\n${session}`,
    pinned: `<script type="module" src="${escaped(dossier.pinned)}" integrity="${dossier.integrity}" crossorigin="anonymous"></script>\n${session}`,
  };
}
