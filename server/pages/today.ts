/** `/today`: what is due and what is new, side by side where there is room, else behind tabs; a customer that is opened has a page of its own. */
import { at } from './root.ts';
import { onChoice, say } from './choices.ts';
import { beginSession, beginShell, loadMe } from './shell.ts';
import { beginTabs } from './tabs.ts';

beginShell('today');
beginTabs();

let unread = 0;
/** Seen from another tab of the browser, too. */
const entitle = (): void => { document.title = unread === 0 ? say('today') : `(${unread}) ${say('today')}`; };
onChoice(entitle);
document.body.addEventListener('dossier-notices', (event) => {
  ({ unread } = (event as CustomEvent<{ readonly unread: number }>).detail);
  const count = document.querySelector<HTMLElement>('#tab-inbox .count');
  if (count) {
    count.hidden = unread === 0;
    count.textContent = String(unread);
  }
  entitle();
});
document.body.addEventListener('dossier-open', (event) => {
  // the list stays as it is: the customer opens beside it
  event.preventDefault();
  const { archive, correction } = (event as CustomEvent<{ readonly archive: string; readonly correction?: string }>).detail;
  open(at(correction === undefined ? `a/${encodeURIComponent(archive)}` : 'governance#corrections'), '_blank', 'noopener');
});
beginSession();
void loadMe().catch(() => undefined); // the header says what is wrong with the sign-in
