/** The Vite plugin that writes the pages beside the site's scripts and styles. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { LANGUAGES } from '../../model/labels.ts';
import { untranslated } from './descriptions.ts';
import { Layout } from './layout.ts';
import { collect } from './pages.ts';
import { indexOf } from './search-index.ts';

export const sitePages = (root: string): Plugin => ({
  name: 'site-pages',
  generateBundle(_options, bundle) {
    const site = collect(root);
    for (const text of untranslated) this.warn(`no Chinese in site/engine/descriptions.ts: ${text}`);
    const built = Object.values(bundle);
    const script = (name: string): string => built.find((file) => file.type === 'chunk' && file.isEntry && file.name === name)!.fileName;
    const style = (name: string): string => {
      const css = built.find((file) => file.type === 'asset' && file.names.includes(`${name}.css`));
      if (!css) throw new Error(`no ${name}.css was built`);
      return css.fileName;
    };
    const emit = (fileName: string, source: string | Uint8Array): void => void this.emitFile({ type: 'asset', fileName, source });
    emit('icon.svg', readFileSync(join(root, 'server/pages/icon.svg')));
    emit('early.js', readFileSync(join(root, 'site/client/early.js')));
    const layout = new Layout(site, { style: style('site'), script: script('site'), playground: script('playground'), playgroundStyle: style('playground'), early: 'early.js', icon: 'icon.svg' });
    emit('index.html', layout.door());
    for (const page of site.pages) emit(`${page.language}/${page.slug}.html`, layout.html(page));
    for (const language of LANGUAGES) emit(`search/${language}.json`, JSON.stringify(indexOf(site.pages, language)));
    for (const [name, file] of site.pictures) emit(name, readFileSync(file));
    // whoever serves the pages with an API beside them says so here: `dossier demo` does
    emit('server.json', `${JSON.stringify({ demo: false })}\n`);
  },
});
