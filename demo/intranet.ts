/** The intranet's customer page: what is opened in the list shows as card, timeline, transactions, form, relations, files, history and access. The archive stands in the address, so a page can be linked. */
import type {} from '../components/internal/events.ts';
import { keepLedger } from './ledger.ts';
import { beginPage, isFrame } from './page.ts';
import { beginTabs } from './tabs.ts';

const detail = document.querySelector<HTMLElement>('#detail');
const back = document.querySelector<HTMLElement>('[data-act=back]');
const empty = document.querySelector<HTMLElement>('#choose');
const PARTS = ['customer-card', 'contact-timeline', 'transaction-ledger', 'archive-form', 'relation-map', 'archive-files', 'archive-history', 'archive-access'] as const;

function opened(): string | null {
  return new URLSearchParams(location.hash.slice(1)).get('archive') ?? new URLSearchParams(location.search).get('archive');
}

function show(archive: string | null): void {
  document.body.dataset['view'] = archive === null ? 'list' : 'detail';
  if (empty) empty.hidden = archive !== null;
  if (!detail) return;
  detail.hidden = archive === null;
  for (const tag of PARTS) {
    const part = detail.querySelector(tag);
    if (archive === null) part?.removeAttribute('archive');
    else if (part?.getAttribute('archive') !== archive) part?.setAttribute('archive', archive);
  }
  // on a telephone the list is gone now, and with it whatever had the focus
  if (archive !== null && back?.offsetParent) back.focus();
}

/** The page around a frame asks it what its form has called saved. */
async function followed(): Promise<void> {
  await customElements.whenDefined('archive-form');
  const session = document.querySelector('archive-session');
  const archive = opened();
  if (session && archive !== null) window.ledger = keepLedger(session, archive);
}

// a question that the analyses have asked: the list begins with the customers behind a mark
const asked = new URLSearchParams(location.hash.slice(1)).get('where');
if (asked !== null) document.querySelector('customer-list')?.setAttribute('question', asked);

if (beginPage()) {
  beginTabs(isFrame ? 'archive' : 'contacts');
  for (const name of ['dossier-open', 'dossier-created'] as const) {
    document.body.addEventListener(name, (event) => (location.hash = new URLSearchParams({ archive: event.detail.archive }).toString()));
  }
  document.body.addEventListener('dossier-row', (event) => {
    document.getElementById('tab-archive')?.click();
    document.querySelector('archive-form')?.showRow(event.detail);
  });
  // covers the browser's own back and forward as well
  addEventListener('popstate', () => {
    show(opened());
    scrollTo(0, 0);
  });
  back?.addEventListener('click', () => {
    history.pushState(null, '', location.pathname);
    show(null);
    scrollTo(0, 0);
  });
  show(opened());
  if (isFrame) void followed();
}
