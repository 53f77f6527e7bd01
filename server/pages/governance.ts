/** `/governance`: the rules by which customers are seen and what is done under them, a tab for each part that the person has anything to do with. The tabs are `model/governance/tabs.ts`. */
import { governanceTabs } from '../../model/governance/tabs.ts';
import { at } from './root.ts';
import { chosenLanguage, onChoice, say } from './choices.ts';
import { beginSession, beginShell, loadMe } from './shell.ts';
import { beginTabs } from './tabs.ts';

beginShell('governance');
onChoice(() => { document.title = say('governance'); });
document.body.addEventListener('dossier-open', (event) => {
  // a customer has a page of its own; the work here stays as it is
  event.preventDefault();
  open(at(`a/${encodeURIComponent((event as CustomEvent<{ readonly archive: string }>).detail.archive)}`), '_blank', 'noopener');
});
beginSession();

async function show(): Promise<void> {
  const tabs = governanceTabs(await loadMe());
  const [row, parts, page] = [document.querySelector('[role=tablist]'), document.querySelector('.parts'), document.getElementById('governance')];
  if (!row || !parts || !page) throw new Error('the page has no place for its parts');
  for (const { key, label, element } of tabs) {
    const tab = document.createElement('button');
    Object.assign(tab, { type: 'button', id: `tab-${key}` });
    tab.dataset['part'] = key;
    for (const [name, value] of [['role', 'tab'], ['aria-controls', key]] as const) tab.setAttribute(name, value);
    const panel = document.createElement('section');
    panel.id = key;
    panel.dataset['element'] = element;
    panel.setAttribute('aria-labelledby', tab.id);
    row.append(tab);
    parts.append(panel);
    onChoice(() => { tab.textContent = label[chosenLanguage()]; });
  }
  page.hidden = false; // the row of tabs must have its width
  // an element is loaded, and asks the server, when its part is first seen
  beginTabs((panel) => {
    if (panel.childElementCount === 0 && panel.dataset['element']) panel.append(document.createElement(panel.dataset['element']));
  });
}
show().catch(() => undefined); // the header says what is wrong with the sign-in
