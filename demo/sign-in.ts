/** The sign-in page: choose a sample person. In a real company this is the company's own sign-in, and its backend mints the token. */
import { beginPage, language, people, signIn } from './page.ts';
import type { DemoPerson } from './page.ts';

const list = document.querySelector<HTMLElement>('#people');
const failed = document.querySelector<HTMLElement>('#failed');
let known: readonly DemoPerson[] = [];

/** Only pages of this demo, by name: an address from elsewhere must not lead away after signing in. */
const next = (): string => {
  const wanted = new URLSearchParams(location.search).get('next') ?? '';
  return /^[a-z-]+\.html(?:[?#]|$)/.test(wanted) ? `./${wanted}` : './index.html';
};

function button(person: DemoPerson): HTMLElement {
  const item = document.createElement('li');
  const choose = document.createElement('button');
  choose.type = 'button';
  choose.className = 'person';
  const initial = document.createElement('span');
  initial.className = 'initial';
  initial.setAttribute('aria-hidden', 'true');
  initial.textContent = [...person.name][0] ?? '';
  const name = document.createElement('strong');
  name.textContent = person.name;
  const title = document.createElement('span');
  title.textContent = person.title[language()];
  const words = document.createElement('span');
  words.className = 'words';
  words.append(name, title);
  choose.append(initial, words);
  choose.addEventListener('click', () => {
    signIn(person.id);
    location.href = next();
  });
  item.append(choose);
  return item;
}

const draw = (): void => list?.replaceChildren(...known.map(button));

async function load(): Promise<void> {
  if (failed) failed.hidden = true;
  try {
    known = await people();
    draw();
  } catch (error) {
    console.error(error); // the page says what to do; the console says why
    if (failed) failed.hidden = false;
  }
}

beginPage();
document.addEventListener('demo-language', draw);
document.querySelector('[data-act=retry]')?.addEventListener('click', () => void load());
void load();
