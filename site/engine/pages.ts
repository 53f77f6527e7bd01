/** All pages of the site in all languages: found, rendered, linked. What stands around a page is left to `layout.ts`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, posix } from 'node:path';
import { LANGUAGES, type Language } from '../../model/labels.ts';
import { NAV } from '../nav.ts';
import { componentPage } from './component-page.ts';
import { frontMatter, PageError } from './front-matter.ts';
import { readKeyboard, type KeyPath } from './keyboard.ts';
import { readManifest, type Element } from './manifest.ts';
import { render, type Heading, type Part, type Rendered } from './markdown.ts';
import { costs, type Cost } from './sizes.ts';

export interface Page {
  readonly slug: string;
  /** Of the folder it lies in, and of what stands around it. */
  readonly language: Language;
  /** Of its text: English where the page is not in `language`. */
  readonly written: Language;
  readonly title: string;
  /** Shorter, for the contents. */
  readonly nav: string;
  readonly description: string;
  readonly html: string;
  readonly headings: readonly Heading[];
  readonly parts: readonly Part[];
  /** The file of the repository whose text it is, for pages of `docs/`. */
  readonly source: string | null;
}

export interface Site {
  readonly pages: readonly Page[];
  /** Pictures that pages show: name in the site → file. */
  readonly pictures: ReadonlyMap<string, string>;
  readonly version: string;
}

/** Address of a page from another one, both below their language. */
export const hrefBetween = (from: string, to: string): string => {
  const path = posix.relative(posix.dirname(from), `${to}.html`);
  return path === '' ? `${basename(to)}.html` : path;
};

interface Work { readonly root: string; readonly site: string; readonly elements: ReadonlyMap<string, Element>; readonly keyboard: Readonly<Record<string, readonly KeyPath[]>>; readonly cost: (tag: string) => Cost; readonly slugs: ReadonlySet<string>; readonly pictures: Map<string, string> }

export function collect(root: string): Site {
  const site = join(root, 'site');
  const elements = readManifest(join(root, 'components/custom-elements.json'));
  const slugs = NAV.flatMap((group) => group.slugs).filter((slug) => !slug.startsWith('components/') || elements.has(basename(slug)));
  const work: Work = { root, site, elements, keyboard: readKeyboard(join(root, 'components/editors/keyboard.json')), cost: costs(join(root, 'dist/kit')), slugs: new Set(slugs), pictures: new Map() };
  if (work.slugs.size !== slugs.length) throw new PageError('site/nav.ts names a page twice');
  for (const file of readdirSync(join(site, 'pages'), { recursive: true, encoding: 'utf8' })) {
    const slug = /^[^/]+\/(.+)\.md$/.exec(file)?.[1];
    if (slug !== undefined && !work.slugs.has(slug)) throw new PageError(`site/nav.ts does not name pages/${file}`);
  }
  for (const tag of elements.keys()) if (!work.slugs.has(`components/${tag}`)) throw new PageError(`site/nav.ts does not name components/${tag}`);
  return {
    pages: LANGUAGES.flatMap((language) => slugs.map((slug) => page(work, slug, language))),
    pictures: work.pictures,
    version: (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version,
  };
}

function page(work: Work, slug: string, language: Language): Page {
  if (slug.startsWith('reference/')) return reference(work, slug, language);
  const folder = slug.startsWith('components/') ? 'components' : 'pages';
  const name = folder === 'components' ? basename(slug) : slug;
  const file = (of: Language): string => join(work.site, folder, of, `${name}.md`);
  const written = existsSync(file(language)) ? language : 'en';
  if (!existsSync(file(written))) throw new PageError(`there is no site/${folder}/en/${name}.md`);
  const shown = `site/${folder}/${written}/${name}.md`;
  const { head, body } = frontMatter(shown, readFileSync(file(written), 'utf8'));
  const rendered = render(body, { file: shown, language: written, siteFolder: work.site, link: linkFrom(work, shown, slug), picture: () => null });
  if (folder === 'pages') return { slug, language, written, ...head, ...rest(rendered), source: null };
  const element = work.elements.get(name)!;
  return { slug, language, written, ...head, ...componentPage(element, rendered, work.keyboard[name] ?? [], work.cost(name), written, hrefBetween(slug, 'theming')), source: null };
}

const rest = ({ html, headings, parts }: Rendered): Pick<Page, 'html' | 'headings' | 'parts'> => ({ html, headings, parts });

/** Links are written between the files of one language, as they lie: `components/customer-card.md#events`. */
const linkFrom = (work: Work, file: string, slug: string) => (href: string): string | null => {
  if (/^(https?:|mailto:|#)/.test(href)) return href;
  const [path = '', place] = href.split('#');
  const to = posix.join(posix.dirname(slug), path).replace(/\.(md|html)$/, '');
  if (!work.slugs.has(to)) throw new PageError(`${file}: nothing lies where ${href} leads`);
  return hrefBetween(slug, to) + (place === undefined ? '' : `#${place}`);
};

/** A file of `docs/`: its title is its first heading, its description the first sentence below. */
function reference(work: Work, slug: string, language: Language): Page {
  const source = `docs/${basename(slug)}.md`;
  const text = readFileSync(join(work.root, source), 'utf8');
  const title = /^# (.+)$/m.exec(text)?.[1];
  if (title === undefined) throw new PageError(`${source} has no title`);
  const rendered = render(text.replace(/^# .+$/m, ''), {
    file: source, language: 'en', siteFolder: work.site,
    link(href) {
      if (/^(https?:|mailto:|#)/.test(href)) return href;
      const [path = '', place] = href.split('#');
      const to = `reference/${path.replace(/\.md$/, '')}`;
      return work.slugs.has(to) ? hrefBetween(slug, to) + (place === undefined ? '' : `#${place}`) : null;
    },
    picture(src) {
      const name = `pictures/${basename(src)}`;
      work.pictures.set(name, join(work.root, 'docs', src));
      return `../../${name}`;
    },
  });
  const plain = title.replaceAll('`', '');
  const first = rendered.parts[0]?.text.trim() ?? '';
  return { slug, language, written: 'en', title: plain, nav: plain, description: /^.*?[.:](?=\s|$)/.exec(first)?.[0] ?? first, ...rest(rendered), source };
}
