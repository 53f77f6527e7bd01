/** What one pastes into another tool, made of a link's address. Pure. */
import type { PictureTheme } from '../../model/elsewhere/api.ts';

export const WIKIS = ['mediawiki', 'confluence', 'markdown'] as const;
export type Wiki = (typeof WIKIS)[number];
export const WIKI_NAMES: Readonly<Record<Wiki, string>> = Object.freeze({ mediawiki: 'MediaWiki', confluence: 'Confluence', markdown: 'Markdown' });

/** `words`: for ears, and where the picture is not shown. */
export interface Pasted { readonly url: string; readonly leads: string; readonly words: string }

const attribute = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
/** In brackets of Markdown and of wikis. */
const plain = (text: string): string => text.replace(/[[\]|!\\\n]/g, ' ').replace(/\s+/g, ' ').trim();

/** The link itself keeps its end: wikis know a picture by it. */
export const withLook = (url: string, theme: PictureTheme, lang: string): string => url.replace('?', `?${theme === 'auto' ? '' : `theme=${theme}&`}lang=${lang}&`);

export function element(endpoint: string, tag: string, archive: string, schemes: string): string {
  const base = new URL(`${endpoint.replace(/\/+$/, '')}/`, document.baseURI).href;
  const badge = tag.endsWith('classification-badge');
  return `<script type="module" src="${attribute(base)}kit/1/${badge ? 'badge' : 'dossier'}.js"></script>\n<${badge ? 'classification-badge' : 'customer-card'} archive="${attribute(archive)}"${badge ? ` schemes="${attribute(schemes)}"` : ''}></${badge ? 'classification-badge' : 'customer-card'}>`;
}
export const picture = ({ url, leads, words }: Pasted): string => `<a href="${attribute(leads)}"><img src="${attribute(url)}" alt="${attribute(words)}" height="24"></a>`;
export const frame = ({ url, words }: Pasted, width: number): string => `<iframe src="${attribute(url)}" title="${attribute(words)}" width="${width}" height="32" frameborder="0" loading="lazy"></iframe>`;
export const query = (url: string): string => `Csv.Document(Web.Contents("${url}"), [Delimiter = ",", Encoding = 65001])`;

export function wiki(kind: Wiki, { url, leads, words }: Pasted): string {
  switch (kind) {
    case 'mediawiki': return `[${leads} ${url}]`;
    case 'confluence': return `[!${url}|alt=${plain(words).replaceAll(',', ' ')}!|${leads}]`;
    case 'markdown': return `[![${plain(words)}](${url})](${leads})`;
  }
}
