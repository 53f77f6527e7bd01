/** `/data`: bringing customers in, cleaning up and merging duplicates, for whoever looks after the data of all; whoever was given a cause to work off finds it here, too. */
import type { CleaningBoard } from '../../model/cleaning/api.ts';
import { at } from './root.ts';
import { onChoice, say } from './choices.ts';
import { beginSession, beginShell, loadMe } from './shell.ts';
import { beginTabs } from './tabs.ts';
import { api } from './token.ts';

beginShell('data');
onChoice(() => { document.title = say('data'); });
beginTabs();
document.body.addEventListener('dossier-open', (found) => {
  // each of these has a page of its own; the work here stays as it is
  found.preventDefault();
  open(at(`a/${encodeURIComponent((found as CustomEvent<{ readonly archive: string }>).detail.archive)}`), '_blank', 'noopener');
});
beginSession();

async function hasWork(): Promise<boolean> {
  const answer = await api('api/cleaning?assigned=me');
  return answer.ok && ((await answer.json()) as CleaningBoard).groups.length > 0;
}

async function show(): Promise<void> {
  const { can } = await loadMe();
  const given = !can.import && await hasWork();
  const denied = document.getElementById('denied');
  const inside = document.getElementById('steward');
  if (given) document.getElementById('tab-cleaning')?.click();
  for (const tab of document.querySelectorAll<HTMLElement>('[role=tab]')) tab.hidden = given && tab.id !== 'tab-cleaning';
  if (denied) denied.hidden = can.import || given;
  if (inside) inside.hidden = !can.import && !given;
}
show().catch(() => undefined); // the header says what is wrong with the sign-in
