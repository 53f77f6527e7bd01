/** The intranet's customer page: what is opened in the list shows as card, timeline and form. The archive stands in the address, so a page can be linked. */
import { beginPage } from './page.ts';

const detail = document.querySelector<HTMLElement>('#detail');
const empty = document.querySelector<HTMLElement>('#choose');
const PARTS = ['customer-card', 'contact-timeline', 'archive-form'] as const;

function opened(): string | null {
  const path = /\/a\/([^/]+)$/.exec(location.pathname)?.[1];
  return new URLSearchParams(location.hash.slice(1)).get('archive') ?? new URLSearchParams(location.search).get('archive') ?? (path ? decodeURIComponent(path) : null);
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
  document.querySelector('customer-list')?.setAttribute('selected', archive ?? '');
}

if (beginPage()) {
  document.addEventListener('dossier-open', (event) => {
    location.hash = new URLSearchParams({ archive: (event as CustomEvent<{ archive: string }>).detail.archive }).toString();
  });
  document.addEventListener('dossier-created', (event) => {
    document.querySelector<HTMLDialogElement>('#create')?.close();
    location.hash = new URLSearchParams({ archive: (event as CustomEvent<{ archive: string }>).detail.archive }).toString();
  });
  addEventListener('hashchange', () => {
    show(opened());
    scrollTo(0, 0);
  });
  document.querySelector('[data-act=back]')?.addEventListener('click', () => (location.hash = ''));
  document.querySelector('[data-act=create]')?.addEventListener('click', () => document.querySelector<HTMLDialogElement>('#create')?.showModal());
  show(opened());
}
