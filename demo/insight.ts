/** Analyses of the sample customers: what each person sees depends on what they may read. */
import type {} from '../components/internal/events.ts';
import { beginPage } from './page.ts';

if (beginPage()) {
  const analysis = document.querySelector('customer-analysis');
  const follow = (): void => { if (location.hash.length > 1) analysis?.setAttribute('analysis', location.hash.slice(1)); };
  follow();
  addEventListener('hashchange', follow);
  document.body.addEventListener('dossier-analysis', (event) => { history.replaceState(null, '', `#${event.detail.analysis}`); });
  document.body.addEventListener('dossier-open', (event) => {
    event.preventDefault();
    open(`./index.html#${new URLSearchParams({ archive: event.detail.archive }).toString()}`, '_blank', 'noopener');
  });
}
