/** The browser recipes (`site/recipes`) as a company would put them on its web server: React and Vue bundled by Vite, jQuery and Bootstrap from their packages. */
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'vite';
import { compileScript, compileTemplate, parse } from 'vue/compiler-sfc';
import { root } from './dossier.ts';

export const PAGES = join(root, 'site/recipes');

/** What `@vitejs/plugin-vue` does for a file without styles, with the recipe's own list of tags. */
async function vue(): Promise<Plugin> {
  const { isCustomElement } = await import(pathToFileURL(join(PAGES, 'vue/dossier-tags.js')).href) as { isCustomElement: (tag: string) => boolean };
  return {
    name: 'vue-files',
    transform(source, id) {
      if (!id.endsWith('.vue')) return null;
      const { descriptor } = parse(source, { filename: id });
      const script = compileScript(descriptor, { id: 'recipe', genDefaultAs: '__component' });
      const template = compileTemplate({ id: 'recipe', filename: id, source: descriptor.template!.content, compilerOptions: { isCustomElement, ...(script.bindings ? { bindingMetadata: script.bindings } : {}) } });
      if (template.errors.length > 0) throw template.errors[0] as Error;
      return { code: `${script.content}\n${template.code}\n__component.render = render;\nexport default __component;`, map: null };
    },
  };
}

async function bundled(name: 'react' | 'vue', to: string, plugins: readonly Plugin[]): Promise<void> {
  await build({
    configFile: false, root: join(PAGES, name), base: `/${name}/`, logLevel: 'error', plugins: [...plugins],
    build: { outDir: join(to, name), emptyOutDir: true, minify: false, reportCompressedSize: false, modulePreload: false },
  });
}

/** Everything a page asks for, in one folder. */
export async function layOut(to: string): Promise<void> {
  for (const name of ['browser', 'plain', 'jquery', 'wordpress', 'frame', 'wikis']) cpSync(join(PAGES, name), join(to, name), { recursive: true });
  mkdirSync(join(to, 'lib'));
  for (const [file, from] of [['jquery.js', 'jquery/dist/jquery.js'], ['bootstrap.js', 'bootstrap/dist/js/bootstrap.bundle.js'], ['bootstrap.css', 'bootstrap/dist/css/bootstrap.css']] as const) cpSync(join(root, 'node_modules', from), join(to, 'lib', file));
  await Promise.all([bundled('react', to, []), bundled('vue', to, [await vue()])]);
}

export const recipe = (path: string): string => readFileSync(join(PAGES, path), 'utf8');
