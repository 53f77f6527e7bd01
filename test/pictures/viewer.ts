/** A page that shows every picture: kept, now and the difference, element by element. It needs no server; `look.ts` and a failed test write it. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../helpers/dossier.ts';
import { keptFile, type Print } from './album.ts';

export const FOLDER = join(root, 'dist/pictures');
export const PAGE = join(FOLDER, 'index.html');

/** What a picture of the page is told: texts for people, files beside it. */
interface Shown { readonly name: string; readonly tag: string; readonly scheme: string; readonly width: number; readonly language: string; readonly said: string; readonly differs: boolean; readonly was: boolean; readonly difference: boolean }

function said({ was, verdict }: Print): string {
  if (was === null || verdict === null) return 'new: nothing is kept of it';
  switch (verdict.kind) {
    case 'same': return 'as kept';
    case 'size': return `${verdict.was} was kept, ${verdict.now} is now`;
    case 'points': return `${verdict.count} points differ (${(verdict.share * 100).toFixed(2)} %)`;
  }
}

/** Collects pictures and writes the page. */
export class Viewer {
  readonly #shown: Shown[] = [];
  constructor() {
    rmSync(FOLDER, { recursive: true, force: true });
    mkdirSync(FOLDER, { recursive: true });
  }
  add(print: Print): void {
    const { name, subject, way, now, was, verdict } = print;
    const difference = verdict !== null && verdict.kind !== 'same';
    writeFileSync(join(FOLDER, `${name}.png`), now);
    if (was !== null) writeFileSync(join(FOLDER, `${name}.kept.webp`), readFileSync(keptFile(name)));
    if (difference) writeFileSync(join(FOLDER, `${name}.difference.webp`), verdict.picture);
    this.#shown.push({ name, tag: subject.name.split('.')[0]!, scheme: way.scheme, width: way.width, language: way.language, said: said(print), differs: was === null || difference, was: was !== null, difference });
  }
  /** Where the page is. */
  write(version: string, kept: string): string {
    const all = [...this.#shown].sort((a, b) => Number(b.differs) - Number(a.differs) || (a.name < b.name ? -1 : 1));
    const data = JSON.stringify(all).replaceAll('<', '\\u003c');
    const page = readFileSync(join(import.meta.dirname, 'viewer.html'), 'utf8');
    writeFileSync(PAGE, page.replace('/*pictures*/[]', () => data).replace('{versions}', () => `kept of Chromium ${kept}, now ${version}`));
    return PAGE;
  }
}
