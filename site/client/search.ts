/** Search over the index of the page's language: every word must stand in a part; Chinese, which has no blanks, is also found by its pairs of characters. */
import type { Index } from '../engine/search-index.ts';

interface Hit { readonly slug: string; readonly title: string; readonly place: string; readonly heading: string; readonly text: string; readonly score: number; readonly at: number }

const MOST = 12;
const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
const CJK = /[\u3400-\u9fff]{2,}/;

/** `must` stands in every hit. A run of Chinese that stands nowhere as a whole counts by its pairs, `may`, of which a hit has most. */
function termsOf(question: string, everything: string): { readonly must: readonly string[]; readonly may: readonly string[] } {
  const must: string[] = [];
  const may: string[] = [];
  for (const term of plain(question).split(/\s+/).filter(Boolean)) {
    const signs = [...term];
    if (!CJK.test(term) || everything.includes(term)) must.push(term);
    else may.push(...signs.slice(0, -1).map((sign, at) => sign + signs[at + 1]!).filter((pair) => everything.includes(pair)));
  }
  return { must, may };
}

export function find(index: Index, question: string): readonly Hit[] {
  const lines = index.flatMap(([slug, title, parts]) => parts.map(([place, heading, text]) => ({ slug, title, place, heading, text, inTitle: plain(title), inHeading: plain(heading), inText: plain(text) })));
  const { must, may } = termsOf(question, lines.map(({ inTitle, inHeading, inText }) => `${inTitle} ${inHeading} ${inText}`).join('\n'));
  if (must.length + may.length === 0) return [];
  const hits = lines.flatMap((line): Hit[] => {
    let score = 0;
    let pairs = 0;
    for (const term of [...must, ...may]) {
      const here = (line.inTitle.includes(term) ? (line.place === '' ? 12 : 4) : 0) + (line.inHeading.includes(term) ? 6 : 0) + (line.inText.includes(term) ? 1 : 0);
      if (here === 0) {
        if (must.includes(term)) return [];
        continue;
      }
      if (may.includes(term)) pairs += 1;
      score += here + (line.inTitle === term || line.inTitle === `<${term}>` ? 10 : 0);
    }
    return pairs * 2 < may.length ? [] : [{ ...line, score, at: Math.max(0, line.inText.indexOf(must[0] ?? may[0]!)) }];
  }).sort((a, b) => b.score - a.score);
  // a page whose title says it all stands once, not with each of its parts
  const perPage = new Map<string, number>();
  return hits.filter(({ slug }) => {
    const times = (perPage.get(slug) ?? 0) + 1;
    perPage.set(slug, times);
    return times <= 3;
  }).slice(0, MOST);
}

function row(hit: Hit, top: string, language: string): HTMLElement {
  const link = document.createElement('a');
  link.href = `${top}${language}/${hit.slug}.html${hit.place === '' ? '' : `#${hit.place}`}`;
  const title = document.createElement('strong');
  title.textContent = hit.title;
  const where = document.createElement('span');
  where.textContent = hit.heading;
  const text = document.createElement('small');
  const from = Math.max(0, hit.at - 30);
  text.textContent = `${from > 0 ? '… ' : ''}${hit.text.slice(from, from + 110)}`;
  link.append(title, ...(hit.heading === '' ? [] : [where]), text);
  return link;
}

export function beginSearch(form: HTMLFormElement, input: HTMLInputElement): void {
  const found = form.querySelector<HTMLElement>('.found')!;
  const status = form.querySelector<HTMLElement>('[role=status]')!;
  const { lang, dataset: { top = './' } } = document.documentElement;
  const index = fetch(`${top}search/${lang}.json`).then((answer) => answer.json() as Promise<Index>);
  const say = (text: string): void => {
    const line = document.createElement('p');
    line.textContent = text;
    found.replaceChildren(line);
    found.hidden = false;
    status.textContent = text;
  };
  const draw = async (): Promise<void> => {
    const question = input.value.trim();
    if (question === '') {
      found.hidden = true;
      status.textContent = '';
      return;
    }
    let hits: readonly Hit[];
    try {
      hits = find(await index, question);
    } catch (error) {
      console.error(error); // the page says what to do; the console says why
      return say(form.dataset['failed'] ?? '');
    }
    if (input.value.trim() !== question) return;
    if (hits.length === 0) return say(form.dataset['nothing'] ?? '');
    found.replaceChildren(...hits.map((hit) => row(hit, top, lang)));
    found.hidden = false;
    status.textContent = (form.dataset['found'] ?? '').replace('{n}', String(hits.length));
  };
  input.addEventListener('input', () => void draw());
  form.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const links = [...found.querySelectorAll('a')];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    if (event.key === 'Escape') {
      found.hidden = true;
      input.focus();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const next = at + (event.key === 'ArrowDown' ? 1 : -1);
      if (next < 0) input.focus();
      else links[Math.min(next, links.length - 1)]?.focus();
    } else if (event.key === 'Enter' && at < 0) links[0]?.click();
  });
  document.addEventListener('click', (event) => {
    if (event.target instanceof Node && !form.contains(event.target)) found.hidden = true;
  });
  void draw();
}
