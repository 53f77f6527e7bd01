/** `/insight`: analyses of the customers one may read; the chosen one stands in the address, and a customer that is opened has a page of its own. */
import { at } from './root.ts';
import { onChoice, say } from './choices.ts';
import { beginSession, beginShell, loadMe } from './shell.ts';

beginShell('insight');
onChoice(() => { document.title = say('insight'); });

const analysis = document.querySelector('customer-analysis');
const named = (): string => decodeURIComponent(location.hash.slice(1));
const follow = (): void => { if (named() !== '') analysis?.setAttribute('analysis', named()); };
follow();
addEventListener('hashchange', follow);
document.body.addEventListener('dossier-analysis', (event) => {
  // back leads to the page before, not through every picture
  history.replaceState(null, '', `#${(event as CustomEvent<{ readonly analysis: string }>).detail.analysis}`);
});
document.body.addEventListener('dossier-open', (event) => {
  // the picture stays as it is: the customer opens beside it
  event.preventDefault();
  open(at(`a/${encodeURIComponent((event as CustomEvent<{ readonly archive: string }>).detail.archive)}`), '_blank', 'noopener');
});
beginSession();
void loadMe().catch(() => undefined); // the header says what is wrong with the sign-in
