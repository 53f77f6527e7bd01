/** Markdown to HTML: headings with places, fences that show files or run, notes, links handed to whoever knows where pages lie. HTML in a page is shown as text. */
import { readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import MarkdownIt from 'markdown-it';
import type { Language } from '../../model/labels.ts';
import { word } from '../texts.ts';
import { PageError } from './front-matter.ts';
import { highlight } from './highlight.ts';
import { escape, places } from './html.ts';

export interface Heading { readonly level: number; readonly text: string; readonly place: string }
/** Part of a page that search leads to: what stands below one heading. */
export interface Part { readonly place: string; readonly heading: string; text: string }
export interface Rendered { readonly html: string; readonly headings: readonly Heading[]; readonly parts: readonly Part[]; readonly runs: number }

export interface RenderOptions {
  /** For messages. */
  readonly file: string;
  readonly language: Language;
  /** Files of fences lie below it. */
  readonly siteFolder: string;
  /** New address of a link; null: what it leads to is not in the site, and its text stands alone. */
  link(href: string): string | null;
  /** Address of a picture; null: it is left out. */
  picture(src: string): string | null;
}

interface Fence { readonly language: string; readonly file: string | null; readonly run: boolean }
function fenceOf(info: string): Fence {
  const [language = '', ...options] = info.trim().split(/\s+/);
  return { language, file: options.find((option) => option.startsWith('file='))?.slice(5) ?? null, run: options.includes('run') };
}

function shownFile(file: string, { siteFolder, file: page }: RenderOptions): string {
  const path = normalize(join(siteFolder, file));
  if (!path.startsWith(siteFolder)) throw new PageError(`${page}: ${file} is not below site/`);
  try {
    return readFileSync(path, 'utf8').replace(/\n$/, '');
  } catch {
    throw new PageError(`${page}: there is no file site/${file}`);
  }
}

/** What strict pages refuse must not be recommended: no handler and no style as an attribute. */
const REFUSED = /\s(?:style|on[a-z]+)\s*=/i;

/** A block of code with its copy button. */
export function codeBlock(code: string, language: string, page: Language, name: string | null = null): string {
  const title = name === null ? '' : `<span class="code-name">${escape(name)}</span>`;
  return `<figure class="code">${title === '' ? '' : `<figcaption>${title}</figcaption>`}<button type="button" class="copy" data-copy>${escape(word(page, 'copy'))}</button><pre tabindex="0"><code class="language-${escape(language)}">${highlight(code, language)}</code></pre></figure>\n`;
}

const NOTES = { NOTE: 'note', TIP: 'tip', WARNING: 'warning' } as const;

export function render(source: string, options: RenderOptions): Rendered {
  const { language: page, file } = options;
  const headings: Heading[] = [];
  const parts: Part[] = [{ place: '', heading: '', text: '' }];
  const place = places();
  let runs = 0;
  const md = new MarkdownIt({ html: false, linkify: false, typographer: false });

  md.renderer.rules.fence = (tokens, at) => {
    const { content, info } = tokens[at]!;
    const fence = fenceOf(info);
    const code = fence.file === null ? content.replace(/\n$/, '') : shownFile(fence.file, options);
    if (fence.file !== null && content.trim() !== '') throw new PageError(`${file}: the fence of ${fence.file} must be empty, the file is shown`);
    const block = codeBlock(code, fence.language, page, fence.file?.replace(/^recipes\//, '') ?? null);
    if (!fence.run) return block;
    if (REFUSED.test(code)) throw new PageError(`${file}: an example has a style or handler as an attribute, which strict pages refuse`);
    runs += 1;
    return `<div class="run" data-run><p class="run-title">${escape(word(page, 'shownLive'))}</p><div class="run-stage"></div>${block}</div>\n`;
  };
  md.renderer.rules.code_block = (tokens, at) => codeBlock(tokens[at]!.content.replace(/\n$/, ''), '', page);
  md.renderer.rules.heading_close = (tokens, at) => {
    const { tag } = tokens[at]!;
    const here = tokens[at - 2]?.attrGet('id');
    return `${tag === 'h1' || here == null ? '' : ` <a class="here" href="#${escape(String(here))}" aria-label="${escape(word(page, 'linkHere'))}">#</a>`}</${tag}>\n`;
  };
  md.renderer.rules.table_open = () => '<div class="table" tabindex="0"><table>\n';
  md.renderer.rules.table_close = () => '</table></div>\n';

  const tokens = md.parse(source.replace(/<!--[^]*?-->/g, ''), {});
  for (const [at, token] of tokens.entries()) {
    const inline = tokens[at + 1];
    if (token.type === 'heading_open' && inline) {
      const given = / *\{#([\w-]+)\}$/.exec(inline.content)?.[1];
      const last = inline.children?.[inline.children.length - 1];
      if (given !== undefined && last) last.content = last.content.replace(/ *\{#[\w-]+\}$/, '');
      const text = (inline.children ?? []).filter(({ type }) => type === 'text' || type === 'code_inline').map(({ content }) => content).join('');
      const heading = { level: Number(token.tag.slice(1)), text, place: given ?? place(text) };
      token.attrSet('id', heading.place);
      headings.push(heading);
      parts.push({ place: heading.place, heading: text, text: '' });
    } else if (token.type === 'inline' && tokens[at - 1]?.type !== 'heading_open') {
      parts[parts.length - 1]!.text += `${(token.children ?? []).map(({ type, content }) => (type === 'softbreak' ? ' ' : content)).join('')} `;
    }
    if (token.type === 'th_open' || token.type === 'td_open') {
      const side = /text-align:(\w+)/.exec(String(token.attrGet('style') ?? ''))?.[1];
      token.attrs = side === undefined ? token.attrs : [['class', `to-${side}`]]; // strict pages refuse style as an attribute
    }
    if (token.type === 'blockquote_open') note(tokens, at, page);
    if (token.type === 'inline') lead(token.children ?? [], options);
  }
  return { html: md.renderer.render(tokens, md.options, {}), headings, parts, runs };
}

type Tokens = ReturnType<InstanceType<typeof MarkdownIt>['parse']>;

/** `> [!NOTE]`, as GitHub shows it. */
function note(tokens: Tokens, at: number, page: Language): void {
  const first = tokens[at + 2]?.children;
  const kind = /^\[!(NOTE|TIP|WARNING)\]$/.exec(first?.[0]?.content ?? '')?.[1] as keyof typeof NOTES | undefined;
  if (kind === undefined || !first) return;
  tokens[at]!.attrSet('class', NOTES[kind]);
  first[0]!.content = word(page, NOTES[kind]);
  first[0]!.type = 'code_inline'; // it is drawn by the rule of short code, as a label
  first[0]!.attrSet('class', 'note-label');
}

/** Links and pictures get the addresses they have in the site; a link that leads nowhere there is its text alone. */
function lead(children: Tokens, options: RenderOptions): void {
  const shut: boolean[] = [];
  for (const child of children) {
    if (child.type === 'link_open') {
      const href = options.link(String(child.attrGet('href') ?? ''));
      shut.push(href === null);
      if (href === null) Object.assign(child, { tag: 'span', attrs: [['class', 'elsewhere']] });
      else child.attrSet('href', href);
    }
    if (child.type === 'link_close' && shut.pop() === true) child.tag = 'span';
    if (child.type === 'image') {
      const src = options.picture(String(child.attrGet('src') ?? ''));
      if (src === null) Object.assign(child, { type: 'text', content: '' });
      else {
        child.attrSet('src', src);
        child.attrSet('loading', 'lazy');
      }
    }
  }
}
