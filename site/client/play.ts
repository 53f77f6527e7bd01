/** One playground: the real element over the demo's data, switches for what a host decides, controls for what the element takes, its events, and the HTML that comes of it. */
import { SHOWN, type State } from '../playgrounds.ts';
import { copyText } from './copy.ts';
import { attributeControl, tokenControl } from './controls.ts';
import { EventLog } from './event-log.ts';
import type { PlayData } from './playground.ts';
import { loadKit, people } from './server.ts';
import { beginSession } from './session.ts';

const WIDTHS = ['240', '360', '640'] as const;
const LANGUAGES = { en: 'English', 'zh-Hans': '简体中文', 'zh-Hant': '繁體中文', es: 'español' } as const;
/** Without an archive of this name. */
const NOWHERE = 'erp:no-such-customer';

const make = <K extends keyof HTMLElementTagNameMap>(tag: K, className = '', text = ''): HTMLElementTagNameMap[K] => {
  const node = document.createElement(tag);
  if (className !== '') node.className = className;
  if (text !== '') node.textContent = text;
  return node;
};

function choice(label: string, options: Readonly<Record<string, string>>, value: string, changed: (value: string) => void): HTMLElement {
  const box = make('label', '', label);
  const select = make('select');
  for (const [key, text] of Object.entries(options)) select.append(new Option(text, key));
  select.value = value;
  select.addEventListener('change', () => { changed(select.value); });
  box.append(select);
  return box;
}

/** Where pages lie alone: which server, and the same page there. */
export function askForServer(place: HTMLElement, words: Readonly<Record<string, string>>): void {
  const form = make('form', 'ask-server');
  const text = make('p', '', (words['noServer'] ?? '').replaceAll('`', ''));
  const label = make('label', '', words['serverAddress']);
  const input = make('input');
  input.type = 'url';
  input.required = true;
  input.value = 'http://localhost:8080';
  const button = make('button', '', words['open']);
  const wrong = make('p', 'wrong');
  wrong.setAttribute('role', 'alert');
  label.append(input);
  form.append(text, label, button, wrong);
  form.noValidate = true;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const { lang, dataset: { slug = 'index' } } = document.documentElement;
    const address = /^https?:\/\/[^\s/]+[^\s]*$/.exec(input.value.trim())?.[0];
    wrong.textContent = address === undefined ? words['badAddress'] ?? '' : '';
    if (address !== undefined) location.href = `${address.replace(/\/+$/, '')}/docs/${lang}/${slug}.html#try`;
  });
  place.replaceChildren(form);
}

export async function startPlayground(place: HTMLElement, { element: { tag, attributes, tokens, events }, play, words }: PlayData): Promise<void> {
  const say = (key: string): string => words[key] ?? '';
  const values = new Map(Object.entries(play.attributes));
  const styles = new Map<string, string>();
  let person = play.person;
  let state: State = 'live';

  const stage = make('div', 'stage');
  const frame = make('div', 'stage-frame');
  const code = make('code');
  let shown: HTMLElement | undefined;

  /** Attributes as the state needs them: a number without an archive is the host's, not the reader's. */
  const shownValues = (): ReadonlyMap<string, string> => {
    const all = new Map(values);
    if (state === 'empty' && all.has('archive')) all.set('archive', NOWHERE);
    if (state === 'readonly') all.set('readonly', '');
    if (tag === 'archive-session') all.delete('endpoint');
    return all;
  };
  const write = (): void => {
    const written = [...values].map(([name, value]) => (value === '' ? ` ${name}` : ` ${name}="${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`)).join('');
    const rules = [...styles].map(([name, value]) => `  ${name}: ${value};\n`).join('');
    code.textContent = `<${tag}${written}></${tag}>${rules === '' ? '' : `\n\n/* in your style sheet */\n${tag} {\n${rules}}`}`;
  };
  const restyle = (name: string): void => {
    const value = styles.get(name);
    if (value === undefined) shown?.style.removeProperty(name);
    else shown?.style.setProperty(name, value);
  };
  const restage = async (): Promise<void> => {
    stage.replaceChildren();
    if (state !== 'offline') dispatchEvent(new Event('online'));
    await beginSession(state === 'denied' ? play.stranger ?? person : person, state);
    const beside = play.beside === undefined ? [] : [make(play.beside as 'div')];
    for (const each of beside) each.setAttribute('archive', values.get('archive') ?? play.attributes['archive'] ?? '');
    shown = tag === 'archive-session' ? beside[0]! : make(tag as 'div');
    if (tag !== 'archive-session') for (const [name, value] of shownValues()) shown.setAttribute(name, value);
    for (const name of styles.keys()) restyle(name);
    stage.append(...new Set([shown, ...beside]));
    place.dataset['state'] = state;
    // the browser says it is offline, as it does in a tunnel
    if (state === 'offline') setTimeout(() => { if (state === 'offline') dispatchEvent(new Event('offline')); }, 1_500);
  };
  const set = (name: string, value: string | null): void => {
    if (value === null) values.delete(name);
    else values.set(name, value);
    const now = shownValues().get(name);
    if (tag === 'archive-session') shown?.setAttribute('archive', values.get('archive') ?? '');
    else if (now === undefined) shown?.removeAttribute(name);
    else shown?.setAttribute(name, now);
    write();
  };

  const known = await people();
  const { lang } = document.documentElement;
  const bar = make('div', 'play-bar');
  bar.append(
    choice(say('person'), Object.fromEntries(known.map(({ id, name, title }) => [id, `${name} · ${title[lang] ?? title['en'] ?? ''}`])), person, (chosen) => { person = chosen; void restage(); }),
    choice(say('width'), { full: say('full'), ...Object.fromEntries(WIDTHS.map((width) => [width, `${width} px`])) }, 'full', (width) => { frame.style.width = width === 'full' ? '' : `${width}px`; }),
    choice(say('language'), { '': say('page'), ...LANGUAGES }, '', (chosen) => { if (chosen === '') stage.removeAttribute('lang'); else stage.lang = chosen; }),
    choice(say('scheme'), { '': say('page'), light: say('light'), dark: say('dark') }, '', (chosen) => { frame.dataset['scheme'] = chosen; }),
    choice(say('state'), Object.fromEntries(play.states.filter((each) => SHOWN.includes(each)).map((each) => [each, say(`state-${each}`)])), state, (chosen) => { state = chosen as State; void restage(); }),
  );

  const panel = make('div', 'play-panel');
  const group = (title: string, nodes: readonly HTMLElement[], open: boolean): void => {
    if (nodes.length === 0) return;
    const details = make('details');
    details.open = open;
    const body = make('div', 'play-fields');
    body.append(...nodes);
    details.append(make('summary', '', title), body);
    panel.append(details);
  };
  group(say('attributes'), attributes.map((attribute) => attributeControl(attribute, values.get(attribute.name) ?? null, play.offers?.[attribute.name] ?? [], (value) => { set(attribute.name, value); })), true);
  group(say('tokens'), tokens.map((token) => tokenControl(token, (value) => {
    if (value === null) styles.delete(token.name);
    else styles.set(token.name, value);
    restyle(token.name);
    write();
  })), false);
  group(say('eventLog'), events.length === 0 ? [] : [new EventLog(events.map(({ name }) => name), { noEvents: say('noEvents'), clear: say('clear') }, stage, lang).node], true);

  const result = make('figure', 'code');
  const copy = make('button', 'copy', say('copy'));
  copy.type = 'button';
  const { copied = '', copyFailed = '' } = document.documentElement.dataset;
  copy.addEventListener('click', () => void copyText(code.textContent ?? '', code).then((done) => {
    copy.textContent = done ? copied : copyFailed;
    setTimeout(() => { copy.textContent = say('copy'); }, 2_000);
  }));
  const pre = make('pre');
  pre.tabIndex = 0;
  pre.append(code);
  result.append(make('figcaption', '', say('html')), copy, pre);

  frame.append(stage);
  const desk = make('div', 'play-desk');
  desk.append(frame, panel);
  place.replaceChildren(bar, desk, result);
  write();
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-show-state]')) {
    button.addEventListener('click', () => {
      const chooser = [...bar.querySelectorAll('select')].at(-1)!;
      chooser.value = button.dataset['showState'] ?? 'live';
      chooser.dispatchEvent(new Event('change'));
      place.scrollIntoView({ block: 'start' });
    });
  }
  await loadKit();
  await restage();
}
