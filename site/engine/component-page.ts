/** The page of one element: its introduction, the playground, and tables from the manifest. */
import type { Language } from '../../model/labels.ts';
import { PLAYGROUNDS, SHOWN, type State } from '../playgrounds.ts';
import { word } from '../texts.ts';
import { term, type ComponentWord } from './component-words.ts';
import { descriptionIn } from './descriptions.ts';
import { escape } from './html.ts';
import { EVERYWHERE, type KeyPath } from './keyboard.ts';
import type { Described, Element } from './manifest.ts';
import type { Heading, Part, Rendered } from './markdown.ts';
import type { Cost } from './sizes.ts';

export interface ComponentPage { readonly html: string; readonly headings: readonly Heading[]; readonly parts: readonly Part[] }

const STATE_WORDS: Readonly<Record<State, readonly [label: ComponentWord, text: ComponentWord | null]>> = {
  live: ['live', null], loading: ['stateLoading', 'stateLoadingText'], empty: ['stateEmpty', 'stateEmptyText'], error: ['stateError', 'stateErrorText'],
  offline: ['stateOffline', 'stateOfflineText'], readonly: ['stateReadonly', 'stateReadonlyText'], denied: ['stateDenied', 'stateDeniedText'], signedOut: ['stateSignedOut', 'stateSignedOutText'],
};

/** Text with its code between backticks. */
const inline = (text: string): string => escape(text).replace(/`([^`]+)`/g, '<code>$1</code>');

/** What stands before the first heading of a rendered page, and the rest. */
function split(html: string): readonly [string, string] {
  const at = html.search(/<h2[ >]/);
  return at < 0 ? [html, ''] : [html.slice(0, at), html.slice(at)];
}

/** They show nothing that takes a key. */
const NO_KEYS: ReadonlySet<string> = new Set(['archive-session', 'sync-status', 'dossier-frame']);

/** Texts stand without their quotes. */
function valueOf(value: string): string {
  const plain = value.replace(/^'(.*)'$/, '$1');
  return plain === '' ? '' : `<code>${escape(plain)}</code>`;
}

interface Column { readonly word: ComponentWord; cell(one: Described): string }

export function componentPage(element: Element, intro: Rendered, keyboard: readonly KeyPath[], cost: Cost, language: Language, themingHref: string): ComponentPage {
  const { tag } = element;
  const say = (key: ComponentWord): string => term(language, key);
  const headings: Heading[] = [];
  const parts: Part[] = [];
  const section = (place: string, title: string, body: string, text: string): string => {
    headings.push({ level: 2, text: title, place });
    parts.push({ place, heading: title, text });
    return `<h2 id="${place}">${escape(title)} <a class="here" href="#${place}" aria-label="${escape(title)}">#</a></h2>\n${body}\n`;
  };
  const columns: Readonly<Record<string, Column>> = {
    name: { word: 'name', cell: ({ name }) => `<code>${escape(name)}</code>` },
    type: { word: 'type', cell: ({ type }) => (type === '' ? '' : `<code>${escape(type.replaceAll("'", ''))}</code>`) },
    meaning: { word: 'meaning', cell: (one) => inline(descriptionIn(language, one)) },
    value: { word: 'value', cell: (one) => valueOf(one.default) },
  };
  const table = (place: string, title: ComponentWord, rows: readonly Described[], shown: readonly (keyof typeof columns & string)[], after = ''): string => {
    if (rows.length === 0 && after === '') return '';
    const used = shown.filter((key) => rows.some((row) => columns[key]!.cell(row) !== ''));
    const body = rows.length === 0 ? '' : `<div class="table" tabindex="0"><table><thead><tr>${used.map((key) => `<th scope="col">${escape(say(columns[key]!.word))}</th>`).join('')}</tr></thead><tbody>${
      rows.map((row) => `<tr>${used.map((key, at) => (at === 0 ? `<th scope="row">${columns[key]!.cell(row)}</th>` : `<td>${columns[key]!.cell(row)}</td>`)).join('')}</tr>`).join('')}</tbody></table></div>`;
    return section(place, say(title), body + after, rows.map((row) => `${row.name} ${descriptionIn(language, row)}`).join(' '));
  };

  const play = PLAYGROUNDS[tag];
  const [what, rest] = split(intro.html);
  const playground = play === undefined ? '' : section('try', say('tryIt'),
    `<div class="playground" data-playground="${tag}"><p class="playground-status">${escape(say('needsScript'))}</p></div>
<script type="application/json" class="playground-data">${JSON.stringify({ element, play, words: wordsOf(language) }).replaceAll('<', '\\u003c')}</script>`, '');
  const of = language === 'zh-Hans' ? language : 'en';
  const paths = [...keyboard, ...EVERYWHERE.filter(({ keys }) => !keyboard.some((path) => path.keys === keys))];
  const keys = `<div class="table" tabindex="0"><table><thead><tr><th scope="col">${escape(say('keys'))}</th><th scope="col">${escape(say('where'))}</th><th scope="col">${escape(say('does'))}</th></tr></thead><tbody>${
    paths.map((path) => `<tr><th scope="row"><kbd>${escape(path.keys)}</kbd></th><td>${inline(path.where[of])}</td><td>${inline(path.does[of])}</td></tr>`).join('')}</tbody></table></div>`;
  const states = (play?.states ?? []).filter((state) => state !== 'live');
  const html = [
    what, playground,
    table('attributes', 'attributes', element.attributes, ['name', 'type', 'meaning', 'value']),
    table('properties', 'properties', element.properties, ['name', 'type', 'meaning']),
    table('methods', 'methods', element.methods, ['name', 'type', 'meaning']),
    table('events', 'events', element.events, ['name', 'type', 'meaning']),
    table('slots', 'slots', element.slots, ['name', 'meaning']),
    table('parts', 'parts', element.parts, ['name', 'meaning']),
    table('tokens', 'tokens', element.tokens, ['name', 'meaning', 'value'], `<p><a href="${themingHref}">${inline(say('sharedTokens'))}</a></p>`),
    NO_KEYS.has(tag) ? '' : section('keyboard', say('keyboard'), keys, paths.map((path) => `${path.keys} ${path.does[of]}`).join(' ')),
    states.length === 0 ? '' : section('states', say('states'), `<p>${escape(say('statesText'))}</p><ul class="states">${
      states.map((state) => `<li>${SHOWN.includes(state) ? `<button type="button" data-show-state="${state}">${escape(say(STATE_WORDS[state][0]))}</button>` : `<strong>${escape(say(STATE_WORDS[state][0]))}</strong>`} <span>${inline(say(STATE_WORDS[state][1]!))}</span></li>`).join('')}</ul>`, ''),
    rest,
    section('size', say('size'), `<p>${inline(sizeText(cost, tag, language))}</p>`, ''),
  ];
  const own = intro.headings.filter(({ level }) => level > 1);
  return {
    html: html.join('\n'),
    headings: [...headings.slice(0, -1), ...own, headings[headings.length - 1]!],
    parts: [...intro.parts, ...parts],
  };
}

const sizeText = ({ start, more, files }: Cost, tag: string, language: Language): string =>
  term(language, tag === 'dossier-frame' ? 'sizeFrame' : more === 0 ? 'sizeStart' : 'sizeMore').replace('{start}', start.toFixed(1)).replace('{more}', more.toFixed(1)).replace('{files}', String(files));

const PLAY_WORDS = ['html', 'person', 'width', 'full', 'language', 'scheme', 'page', 'light', 'dark', 'state', 'reset', 'attributes', 'tokens', 'eventLog', 'noEvents', 'clear', 'loading', 'noServer', 'serverAddress', 'open', 'badAddress', 'serverFailed'] as const satisfies readonly ComponentWord[];
/** The words that the playground's script needs; it has none of its own. */
const wordsOf = (language: Language): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(PLAY_WORDS.map((key) => [key, term(language, key)])),
  copy: word(language, 'copy'),
  ...Object.fromEntries(Object.entries(STATE_WORDS).map(([state, [label]]) => [`state-${state}`, term(language, label)])),
});
