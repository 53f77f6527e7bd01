/** What stands around every page: head, top, contents, languages, the way on. It is whole without scripts. */
import type { Language } from '../../model/labels.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { NAV } from '../nav.ts';
import { LANGUAGE_NAMES, word, type Word } from '../texts.ts';
import { escape } from './html.ts';
import { hrefBetween, type Page, type Site } from './pages.ts';

/** Names of the built files. */
export interface Assets { readonly style: string; readonly script: string; readonly early: string; readonly icon: string; readonly playground: string; readonly playgroundStyle: string }

/** Nothing from elsewhere; the demo's server says the same in a header. */
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'";

const TREE = '<path d="M4 6h16M4 12h16M4 18h16"/>';
const LENS = '<circle cx="11" cy="11" r="6"/><path d="m20 20-4.5-4.5"/>';
const icon = (path: string): string => `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${path}</svg>`;

export class Layout {
  readonly #site: Site;
  readonly #assets: Assets;
  readonly #bySlug = new Map<string, Page>();
  constructor(site: Site, assets: Assets) {
    this.#site = site;
    this.#assets = assets;
    for (const page of site.pages) this.#bySlug.set(`${page.language}/${page.slug}`, page);
  }

  #titleOf(language: Language, slug: string): string {
    return this.#bySlug.get(`${language}/${slug}`)?.nav ?? slug;
  }

  html(page: Page): string {
    const { language, slug, written } = page;
    const say = (key: Word): string => escape(word(language, key));
    const top = '../'.repeat(slug.split('/').length); // to the folder that holds the languages
    const group = NAV.find(({ slugs }) => slugs.includes(slug))!;
    const asset = (name: string): string => `${top}${name}`;
    const order = this.#site.pages.filter((each) => each.language === language).map((each) => each.slug);
    const at = order.indexOf(slug);
    const plays = page.html.includes('data-playground=') || page.html.includes('data-run');
    const others = LANGUAGES.map((each) => `<li><a href="${top}${each}/${slug}.html" lang="${each}" hreflang="${each}"${each === language ? ' aria-current="true"' : ''}>${LANGUAGE_NAMES[each]}</a></li>`).join('');
    const toc = page.headings.filter(({ level }) => level === 2 || level === 3);
    return `<!doctype html>
<html lang="${language}" data-top="${top}" data-slug="${slug}" data-copied="${say('copied')}" data-copy-failed="${say('copyFailed')}">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(page.title)} · Dossier</title>
<meta name="description" content="${escape(page.description)}">
<link rel="icon" href="${asset(this.#assets.icon)}" type="image/svg+xml">
<script src="${asset(this.#assets.early)}"></script>
<link rel="stylesheet" href="${asset(this.#assets.style)}">
${plays ? `<link rel="stylesheet" href="${asset(this.#assets.playgroundStyle)}">\n` : ''}<script type="module" src="${asset(this.#assets.script)}"></script>
${plays ? `<script type="module" src="${asset(this.#assets.playground)}"></script>\n` : ''}${LANGUAGES.filter((each) => this.#bySlug.get(`${each}/${slug}`)?.written === each).map((each) => `<link rel="alternate" hreflang="${each}" href="${top}${each}/${slug}.html">`).join('\n')}
</head>
<body>
<a class="skip" href="#main">${say('skip')}</a>
<header class="top">
<a class="menu" href="#contents" data-menu>${icon(TREE)}<span class="unseen">${say('contents')}</span></a>
<a class="brand" href="${hrefBetween(slug, 'index')}"><img src="${asset(this.#assets.icon)}" alt="" width="24" height="24"><strong>Dossier</strong> <span class="of">${say('site')}</span> <span class="version">${escape(this.#site.version)}</span></a>
<form class="search" role="search" hidden data-search data-found="${say('found')}" data-nothing="${say('nothing')}" data-failed="${say('indexFailed')}"><label>${icon(LENS)}<span class="unseen">${say('search')}</span><input type="search" placeholder="${say('searchHint')}" autocomplete="off" aria-controls="found"></label><div id="found" class="found" hidden></div><p class="unseen" role="status"></p></form>
<details class="choice languages"><summary aria-label="${say('language')}: ${LANGUAGE_NAMES[language]}">${LANGUAGE_NAMES[language]}</summary><ul>${others}</ul></details>
<label class="choice scheme" hidden><span class="unseen">${say('scheme')}</span><select data-scheme-choice><option value="auto">${say('auto')}</option><option value="light">${say('light')}</option><option value="dark">${say('dark')}</option></select></label>
</header>
<div class="desk">
<main id="main" class="sheet" tabindex="-1"${written === language ? '' : ` lang="${written}"`}>
<p class="tab" lang="${language}">${escape(group.title[language])}</p>
<article>
${written === language ? '' : `<p class="fallback" lang="${language}">${say('fallback')}</p>\n`}<h1${slug.startsWith('components/') ? ' class="tag"' : ''}>${escape(page.title)}</h1>
${page.source === null ? `<p class="lead">${escape(page.description).replace(/`([^`]+)`/g, '<code>$1</code>')}</p>\n` : ''}${page.html}
</article>
<footer class="way" lang="${language}">
${page.source === null ? '' : `<p class="source">${say('source').replace('{file}', `<code>${escape(page.source)}</code>`)}</p>\n`}<nav aria-label="${say('next')}">${this.#step(language, slug, order[at - 1], 'previous')}${this.#step(language, slug, order[at + 1], 'next')}</nav>
</footer>
</main>
${toc.length < 2 ? '' : `<nav class="toc" aria-label="${say('onThisPage')}"${written === language ? '' : ` lang="${written}"`}><p lang="${language}">${say('onThisPage')}</p><ul>${toc.map(({ level, text, place }) => `<li class="level-${level}"><a href="#${place}">${escape(text)}</a></li>`).join('')}</ul></nav>`}
<nav id="contents" class="contents" aria-label="${say('contents')}" tabindex="-1">${this.#contents(language, slug)}</nav>
</div>
</body>
</html>
`;
  }

  #step(language: Language, from: string, to: string | undefined, kind: 'previous' | 'next'): string {
    if (to === undefined) return '';
    return `<a class="${kind}" rel="${kind === 'next' ? 'next' : 'prev'}" href="${hrefBetween(from, to)}"><span>${escape(word(language, kind))}</span> ${escape(this.#titleOf(language, to))}</a>`;
  }

  #contents(language: Language, slug: string): string {
    return NAV.map(({ title, slugs }) => {
      const known = slugs.filter((each) => this.#bySlug.has(`${language}/${each}`));
      if (known.length === 0) return '';
      const open = known.includes(slug);
      return `<details${open ? ' open' : ''}><summary>${escape(title[language])}</summary><ul>${known.map((each) => {
        const page = this.#bySlug.get(`${language}/${each}`)!;
        return `<li><a href="${hrefBetween(slug, each)}"${each === slug ? ' aria-current="page"' : ''}${page.written === language ? '' : ` lang="${page.written}"`}>${escape(page.nav)}</a></li>`;
      }).join('')}</ul></details>`;
    }).join('');
  }

  /** The page at the root: the languages, and a script that goes on to the reader's. */
  door(): string {
    return `<!doctype html>
<html lang="en" data-top="./" data-door="${LANGUAGES.join(' ')}">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Dossier</title>
<link rel="icon" href="${this.#assets.icon}" type="image/svg+xml">
<script src="${this.#assets.early}"></script>
<link rel="stylesheet" href="${this.#assets.style}">
</head>
<body>
<main class="door"><h1><img src="${this.#assets.icon}" alt="" width="24" height="24"> Dossier</h1>
<ul>${LANGUAGES.map((each) => `<li><a lang="${each}" hreflang="${each}" href="${each}/index.html">${LANGUAGE_NAMES[each]}</a></li>`).join('')}</ul></main>
</body>
</html>
`;
  }
}
