/** Who may see what, and why: the same parts as the product's own page, for the sample person who is signed in. */
import type {} from '../components/internal/events.ts';
import type { Me } from '../model/api.ts';
import { governanceTabs } from '../model/governance/tabs.ts';
import { beginPage, getToken, language } from './page.ts';
import { beginTabs } from './tabs.ts';

async function show(): Promise<void> {
  const answer = await fetch('./api/me', { headers: { authorization: `Bearer ${await getToken()}` } });
  if (!answer.ok) throw new Error(`me: ${answer.status}`);
  const tabs = governanceTabs((await answer.json()) as Me);
  const row = document.querySelector('[role=tablist]')!;
  for (const { key, label, element } of tabs) {
    const tab = Object.assign(document.createElement('button'), { type: 'button', id: `tab-${key}` });
    tab.dataset['part'] = key;
    for (const [name, value] of [['role', 'tab'], ['aria-controls', key]] as const) tab.setAttribute(name, value);
    const panel = Object.assign(document.createElement('section'), { id: key });
    panel.dataset['element'] = element;
    panel.setAttribute('aria-labelledby', tab.id);
    const say = (): void => { tab.textContent = label[language()]; };
    document.addEventListener('demo-language', say);
    say();
    row.append(tab);
    document.querySelector('#parts')!.append(panel);
  }
  const named = location.hash.slice(1);
  beginTabs(tabs.some(({ key }) => key === named) ? named : (tabs[0]?.key ?? ''), true, (panel) => {
    if (panel.childElementCount === 0 && panel.dataset['element']) panel.append(document.createElement(panel.dataset['element']));
  });
}

if (beginPage()) {
  document.body.addEventListener('dossier-open', (event) => {
    event.preventDefault();
    open(`./index.html#${new URLSearchParams({ archive: event.detail.archive }).toString()}`, '_blank', 'noopener');
  });
  void show();
}
