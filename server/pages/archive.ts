/** `/a/{id}`: one customer, by id or external key: card, contacts, transactions, archive, relations, files, history and access. What one may not see looks like what is not there. */
import type { ArchiveView } from '../../model/api.ts';
import { at, ROOT } from './root.ts';
import { chosenLanguage, onChoice, say } from './choices.ts';
import { beginSession, beginShell, loadMe } from './shell.ts';
import { beginTabs } from './tabs.ts';
import { api } from './token.ts';
import { t } from './words.ts';

const PARTS = ['customer-card', 'contact-timeline', 'transaction-ledger', 'archive-form', 'relation-map', 'archive-files', 'archive-history', 'archive-access'] as const;

const SHEET = t('Sheet for paper', '打印页', '列印頁', 'Hoja para imprimir');

/** A key may have slashes, written as they are or as `%2F`. */
function wanted(): string {
  const path = location.pathname.slice(new URL('a/', ROOT).pathname.length);
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // a stray % names nothing, and the server says so
  }
}

const ref = wanted();
let name: string | null = null;

async function load(): Promise<void> {
  const answer = await api(`api/archives/${encodeURIComponent(ref)}`);
  const gone = answer.status === 404;
  const missing = document.getElementById('missing');
  const customer = document.getElementById('customer');
  // the card offers to open an archive for a number that has none, to whoever may
  const offered = gone && ref.includes(':') && (await loadMe()).can.create;
  if (missing) missing.hidden = !gone || offered;
  if (customer) customer.hidden = gone && !offered;
  for (const part of document.querySelectorAll<HTMLElement>('.tabs, .parts')) part.hidden = offered;
  const above = document.querySelector<HTMLElement>('.above');
  if (above) above.hidden = gone;
  if (!answer.ok) return;
  const view = (await answer.json()) as ArchiveView;
  name = view.overview.name;
  title();
  await offerSheet(view.id);
}

/** To paper, for who may take data out. */
async function offerSheet(id: string): Promise<void> {
  const link = document.getElementById('to-print');
  if (!link || !(await loadMe()).can.export) return;
  const draw = (): void => { link.textContent = SHEET[chosenLanguage()]; };
  link.setAttribute('href', at(`print/${id}`));
  link.hidden = false;
  draw();
  onChoice(draw);
}

function title(): void {
  document.title = name ?? say('customer');
  const heading = document.querySelector('h1');
  if (heading) heading.textContent = name ?? say('customer');
}

beginShell('none');
onChoice(title);
beginTabs();
for (const tag of [...PARTS, 'emergency-access']) document.querySelector(tag)?.setAttribute('archive', ref);
for (const event of ['dossier-open', 'dossier-created'] as const) {
  document.body.addEventListener(event, (found) => location.assign(at(`a/${encodeURIComponent((found as CustomEvent<{ readonly archive: string }>).detail.archive)}`)));
}
document.body.addEventListener('dossier-row', (found) => {
  const form = document.querySelector<HTMLElement & { showRow?: (row: unknown) => void }>('archive-form');
  if (!form?.showRow) return; // not here yet: a row is pressed again
  document.getElementById('tab-archive')?.click();
  form.showRow((found as CustomEvent<{ readonly section: string; readonly table: string; readonly row: string }>).detail);
});
beginSession();
void loadMe().catch(() => undefined); // the header says what is wrong with the sign-in
load().catch(() => undefined); // the parts say what is wrong with the connection, and try again
