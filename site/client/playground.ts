/** Playgrounds and live examples: found on the page, and started when they come into sight. */
import type { Element as Described } from '../engine/manifest.ts';
import type { Playground } from '../playgrounds.ts';
import { askForServer, startPlayground } from './play.ts';
import { runExamples } from './run-examples.ts';
import { isThere } from './server.ts';
import './playground.css';

/** What the page says of the element, in its language. */
export interface PlayData { readonly element: Described; readonly play: Playground; readonly words: Readonly<Record<string, string>> }

const whenSeen = (node: Element, call: () => void): void => {
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    seen.disconnect();
    call();
  }, { rootMargin: '200px' });
  seen.observe(node);
};

async function begin(place: HTMLElement, data: PlayData): Promise<void> {
  const status = document.createElement('p');
  status.className = 'playground-status';
  status.setAttribute('role', 'status');
  status.textContent = data.words['loading'] ?? '';
  place.replaceChildren(status);
  try {
    if (await isThere()) await startPlayground(place, data);
    else askForServer(place, data.words);
  } catch (error) {
    console.error(error); // the page says what to do; the console says why
    status.textContent = data.words['serverFailed'] ?? '';
    place.replaceChildren(status);
  }
}

for (const place of document.querySelectorAll<HTMLElement>('[data-playground]')) {
  const data = JSON.parse(place.parentElement?.querySelector('.playground-data')?.textContent ?? '{}') as PlayData;
  whenSeen(place, () => void begin(place, data));
}
const alone = document.querySelector('[data-playground]') === null;
for (const example of [...document.querySelectorAll('[data-run]')].slice(0, 1)) whenSeen(example, () => void runExamples(alone ? 'james' : null));
