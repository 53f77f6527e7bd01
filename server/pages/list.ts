/** `/`: the register of customers; one that is opened has a page of its own. */
import { at } from './root.ts';
import { chosenLanguage, onChoice, say } from './choices.ts';
import { beginSession, beginShell, loadMe } from './shell.ts';

const open = (event: Event): void => {
  // the list asks where to show it, and this page has no place for a card
  event.preventDefault();
  const { archive } = (event as CustomEvent<{ readonly archive: string }>).detail;
  location.assign(at(`a/${encodeURIComponent(archive)}`));
};

// a question that another page asked, as the analyses do
const asked = new URLSearchParams(location.hash.slice(1)).get('where');
if (asked !== null) document.querySelector('customer-list')?.setAttribute('question', asked);

beginShell('customers');
onChoice(() => {
  document.title = say('customers');
  document.documentElement.lang = chosenLanguage();
});
for (const name of ['dossier-open', 'dossier-created']) document.body.addEventListener(name, open);
beginSession();
void loadMe().catch(() => undefined); // the header says what is wrong with the sign-in, the list what is wrong with the connection
