/** The information steward's page: import, cleaning and duplicates; whoever else comes here is offered to go on as the steward. */
import type {} from '../components/internal/events.ts';
import { oldList } from './old-list.ts';
import { beginPage, signedIn, signIn } from './page.ts';
import { beginTabs } from './tabs.ts';

/** The steward among the sample people. */
const STEWARD = 'ana';

if (beginPage()) {
  const steward = signedIn() === STEWARD;
  document.querySelector<HTMLElement>('#steward')!.hidden = !steward;
  document.querySelector<HTMLElement>('#whose')!.hidden = steward;
  document.querySelector('[data-act=steward]')?.addEventListener('click', () => {
    signIn(STEWARD);
    location.assign(location.pathname); // without a person in the address
  });
  document.querySelector<HTMLAnchorElement>('#sample')!.href = URL.createObjectURL(oldList());
  beginTabs('import', true);
  document.body.addEventListener('dossier-open', (event) => {
    event.preventDefault();
    open(`./index.html#${new URLSearchParams({ archive: event.detail.archive }).toString()}`, '_blank', 'noopener');
  });
}
