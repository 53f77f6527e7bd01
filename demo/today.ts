/** What is due and what is new for the person who is signed in; a customer that is opened has the customers' page. */
import type {} from '../components/internal/events.ts';
import { beginPage } from './page.ts';

if (beginPage()) {
  document.body.addEventListener('dossier-open', (event) => {
    event.preventDefault();
    open(event.detail.correction !== undefined ? './governance.html#corrections' : `./index.html#${new URLSearchParams({ archive: event.detail.archive }).toString()}`, '_blank', 'noopener');
  });
}
