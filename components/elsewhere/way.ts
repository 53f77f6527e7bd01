/** One way of the dialog: what it is for, what is wished, what its reader will see, and what one pastes once the link is made. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { ref } from 'lit/directives/ref.js';
import { SCHEME_NAMES } from '../../model/classification/names.ts';
import type { ArchiveLink, ArchiveLinks, LinkKind, LinkPreview, PictureTheme } from '../../model/elsewhere/api.ts';
import { PICTURE_THEMES } from '../../model/elsewhere/api.ts';
import { LANGUAGES } from '../../model/labels.ts';
import type { Language } from '../../model/labels.ts';
import { formatDate } from '../internal/formats.ts';
import type { Dialog } from './dialog.ts';
import { element, frame, picture, query, wiki, WIKIS, WIKI_NAMES, withLook } from './snippets.ts';
import type { Wiki } from './snippets.ts';

export const WAYS = ['html', 'picture', 'frame', 'wiki', 'calendar', 'table', 'links'] as const;
export type Way = (typeof WAYS)[number];
export const kindOf = (way: Way): LinkKind | null => (way === 'html' || way === 'links' ? null : way === 'wiki' ? 'picture' : way);

const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { 'en': 'English', 'zh-Hans': '简体中文', 'zh-Hant': '繁體中文', 'es': 'Español' };
const checkedOf = (event: Event): boolean => (event.target as HTMLInputElement).checked;
const valueOf = (event: Event): string => (event.target as HTMLInputElement | HTMLSelectElement).value;

export function wayView(dialog: Dialog, way: Exclude<Way, 'links'>, here: ArchiveLinks): TemplateResult {
  const { t, options: { session, tag, archive, schemes } } = dialog;
  const kind = kindOf(way);
  if (kind === null) return html`<p>${t.about.html}</p>${dialog.paste('snippet', t.twoLines, element(session.endpoint, tag, archive, schemes))}`;
  if (here.days.most === 0) return html`<p>${t.about[way]}</p><p class="terms">${t.none}</p>`;
  const made = dialog.fresh.get(kind);
  const preview = kind !== 'calendar' && dialog.wish.schemes.length === 0 ? null : dialog.preview(kind);
  return html`<p>${t.about[way]}</p><div class="two">
    <div class="wish">${made === undefined ? wishView(dialog, kind, here) : nothing}${lookView(dialog, way, kind, made)}${made === undefined ? makeView(dialog, kind) : madeView(dialog, way, kind, here, made, preview)}</div>
    ${seesView(dialog, kind, preview)}</div>`;
}

/** What is signed with the link: it stays as it is made. */
function wishView(dialog: Dialog, kind: LinkKind, { schemes, days }: ArchiveLinks): TemplateResult {
  const { t, wish, options: { language } } = dialog;
  return html`
    ${kind === 'calendar' ? nothing : html`<fieldset><legend>${t.classes}</legend><div class="checks">${schemes.map((scheme) => html`<label><input type="checkbox" name="scheme" value=${scheme} .checked=${live(wish.schemes.includes(scheme))} @change=${(event: Event) => { dialog.change({ schemes: schemes.filter((each) => (each === scheme ? checkedOf(event) : wish.schemes.includes(each))) }); }} />${SCHEME_NAMES[scheme][language]}</label>`)}</div></fieldset>`}
    <label class="check"><input type="checkbox" name="names" .checked=${live(wish.names)} @change=${(event: Event) => { dialog.change({ names: checkedOf(event) }); }} />${t.name}</label>
    ${kind === 'table' ? html`<label class="check"><input type="checkbox" name="figures" .checked=${live(wish.figures)} @change=${(event: Event) => { dialog.change({ figures: checkedOf(event) }); }} />${t.figures}</label>` : nothing}
    <div class="pair"><label for="end">${t.ends} <span class="small">(${t.most(formatDate(language, dialog.day(days.most)))})</span></label>
      <input id="end" type="date" min=${dialog.day(1)} max=${dialog.day(days.most)} .value=${live(wish.end)} @change=${(event: Event) => {
        const end = valueOf(event);
        dialog.change({ end: end === '' ? dialog.day(days.shipped) : end < dialog.day(1) ? dialog.day(1) : end > dialog.day(days.most) ? dialog.day(days.most) : end });
      }} /></div>`;
}

/** What the address alone says: it may be another one in each place where the link stands. */
function lookView(dialog: Dialog, way: Way, kind: LinkKind, made: ArchiveLink | undefined): TemplateResult {
  const { t, wish } = dialog;
  const drawn = kind === 'picture' || kind === 'frame';
  return html`
    ${way !== 'wiki' ? nothing : html`<div class="pair"><label for="wiki">${t.wiki}</label><select id="wiki" @change=${(event: Event) => { dialog.change({ wiki: valueOf(event) as Wiki }); }}>${WIKIS.map((each) => html`<option value=${each} ?selected=${each === wish.wiki}>${WIKI_NAMES[each]}</option>`)}</select></div>`}
    ${!drawn && made !== undefined ? nothing : html`<div class="pair"><label for="lang">${t.language}</label><select id="lang" @change=${(event: Event) => { dialog.change({ lang: valueOf(event) as Language }); }}>${LANGUAGES.map((each) => html`<option value=${each} lang=${each} ?selected=${each === wish.lang}>${LANGUAGE_NAMES[each]}</option>`)}</select></div>`}
    ${!drawn ? nothing : html`<div class="pair"><label for="theme">${t.theme}</label><select id="theme" @change=${(event: Event) => { dialog.change({ theme: valueOf(event) as PictureTheme }); }}>${PICTURE_THEMES.map((each) => html`<option value=${each} ?selected=${each === wish.theme}>${t.themes[each]}</option>`)}</select></div>`}`;
}

function makeView(dialog: Dialog, kind: LinkKind): TemplateResult {
  const { t, wish, options: { session } } = dialog;
  const none = kind !== 'calendar' && wish.schemes.length === 0;
  return html`${session.state.kind === 'offline' ? html`<p class="muted" role="status">${t.offline}</p>` : none ? html`<p class="muted" role="status">${t.choose}</p>` : nothing}
    <div class="buttons"><button type="button" class="button primary make" ?disabled=${dialog.off || none} @click=${() => void dialog.make(kind)}>${t.make}</button></div>`;
}

function madeView(dialog: Dialog, way: Way, kind: LinkKind, { leads }: ArchiveLinks, { url = '', schemes, names }: ArchiveLink, preview: LinkPreview | 'loading' | 'failed' | null): TemplateResult {
  const { t, wish, options: { archive } } = dialog;
  // a preview that is on its way has no words yet: the customer's id says what it is
  const words = preview !== null && typeof preview === 'object' ? preview.words : archive;
  const address = kind === 'picture' || kind === 'frame' ? withLook(url, wish.theme, wish.lang) : url;
  const pasted = { url: address, leads, words };
  const width = Number(/width="(\d+)"/.exec(typeof preview === 'object' ? (preview?.picture?.light ?? '') : '')?.[1] ?? 240) + 8;
  const text = way === 'picture' ? picture(pasted) : way === 'frame' ? frame(pasted, width) : way === 'wiki' ? wiki(wish.wiki, pasted) : null;
  return html`${text === null ? nothing : dialog.paste('snippet', t.snippet, text)}${dialog.paste('address', t.address, address)}${kind === 'table' ? dialog.paste('query', t.query, query(address)) : nothing}
    <p class="small muted">${[...(kind === 'calendar' ? [] : schemes.map((scheme) => SCHEME_NAMES[scheme][dialog.options.language])), names ? t.withName : t.withoutName].join(' · ')}</p>
    <div class="buttons"><button type="button" class="button" @click=${() => { dialog.again(kind); }}>${t.another}</button></div>`;
}

function seesView(dialog: Dialog, kind: LinkKind, preview: LinkPreview | 'loading' | 'failed' | null): TemplateResult {
  const { t, wish, options: { language } } = dialog;
  const between = language.startsWith('zh') ? '、' : ', ';
  const part = (on: boolean, text: string): readonly string[] => (on ? [text] : []);
  const figures = kind === 'table';
  const has = [
    ...(kind === 'calendar' ? [t.theDue] : part(wish.schemes.length > 0, t.classesOf(wish.schemes.map((scheme) => SCHEME_NAMES[scheme][language]).join(between)))),
    ...part(wish.names, t.theName), ...part(figures && wish.figures, t.theSums),
  ];
  const lacks = [...part(!wish.names, t.theName), ...part(figures && !wish.figures, t.theSums), t.theRest];
  return html`<section class="sees" aria-labelledby="sees"><h3 id="sees">${t.sees}</h3>
    ${preview === null ? nothing : preview === 'loading' ? html`<p class="muted" role="status">${t.loading}</p>` : preview === 'failed' ? html`<p class="danger" role="alert">${t.failed}</p>` : shown(dialog, kind, preview)}
    <p class="small">${has.length === 0 ? nothing : t.inIt(has.join(between))} ${t.notInIt(lacks.join(between))}</p>
    <p class="small terms">${t.terms(formatDate(language, wish.end))}</p></section>`;
}

function shown({ t, wish }: Dialog, kind: LinkKind, { picture: drawn, rows, total }: LinkPreview): unknown {
  if (drawn !== null) {
    const plate = (theme: 'light' | 'dark', label: string): TemplateResult | typeof nothing => (wish.theme !== 'auto' && wish.theme !== theme ? nothing : html`<div class="plate ${theme}"><span class="small muted">${label}</span><div ${ref((place) => { put(place, drawn[theme]); })}></div></div>`);
    return html`${plate('light', t.onLight)}${plate('dark', t.onDark)}`;
  }
  if (rows === null || rows.length === 0) return html`<p class="muted">${t.nothingDue}</p>`;
  const [head, ...lines] = kind === 'table' ? rows : [undefined, ...rows];
  return html`<div class="rows" tabindex="0" role="group" aria-labelledby="sees"><table>${head === undefined ? nothing : html`<thead><tr>${head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead>`}<tbody>${lines.map((line) => html`<tr>${line?.map((cell) => html`<td dir="auto">${cell}</td>`)}</tr>`)}</tbody></table></div>
    ${total > lines.length ? html`<p class="small muted">${t.and(total - lines.length)}</p>` : nothing}`;
}

/** As nodes: a strict policy of the page takes neither the picture as data nor styles, and the server's own has none here. */
function put(place: Element | undefined, text: string): void {
  if (place === undefined || place.getAttribute('data-of') === text) return;
  const drawing = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
  place.setAttribute('data-of', text);
  place.replaceChildren(document.importNode(drawing, true));
}
