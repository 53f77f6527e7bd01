/** The customer list: accessible, asks as one types and drops stale answers, walks by keyboard, gives owners, stays live. */
import { expect } from '@esm-bundle/chai';
import type { ArchiveListItem, ArchivePage } from '../../model/api.ts';
import type { ArchiveId } from '../../model/ids.ts';
import type { Digest } from '../../model/overview.ts';
import { ClassificationBadge } from '../../components/classification-badge.ts';
import { CustomerList } from '../../components/customer-list.ts';
import { ApiError } from '../../components/internal/session.ts';
import { loadStrings } from '../../components/internal/strings/index.ts';
import { accessible } from './accessible.ts';
import { FakeSession, mount } from './fake-session.ts';
import { catalogue, digest, liwei, maria, SetClock } from './list-samples.ts';

if (!customElements.get('customer-list')) customElements.define('customer-list', CustomerList);
if (!customElements.get('classification-badge')) customElements.define('classification-badge', ClassificationBadge);
/** Stands for the card: only its attribute matters here. */
if (!customElements.get('customer-card')) customElements.define('customer-card', class extends HTMLElement {});

const item = (found: Digest): ArchiveListItem => ({ id: found.id, digest: found });
const exists: Digest = { id: 'ANTON' as ArchiveId, name: 'Antonio Moreno Taquería', kind: 'organisation', department: null, owner: liwei, level: 'exists' };
const ITEMS: readonly ArchiveListItem[] = [
  item(digest('ALFKI', 'Alfreds Futterkiste', { level: 'manage', coOwners: [liwei] })),
  item(digest('ANATR', 'Ana Trujillo Emparedados y helados', { level: 'manage', owner: null, place: 'México D.F.' })),
  item(exists),
];
const page = (items: readonly ArchiveListItem[], next: string | null = null, total = items.length): ArchivePage => ({ items, next, total });

let clean: (() => void) | undefined;
afterEach(() => {
  clean?.();
  clean = undefined;
});

const settle = async (element: CustomerList): Promise<void> => {
  for (let i = 0; i < 6; i++) {
    await element.updateComplete;
    await new Promise((done) => setTimeout(done));
  }
};

function listSession(list: (query: URLSearchParams) => unknown = () => page(ITEMS)): FakeSession {
  const session = new FakeSession();
  session.view = catalogue();
  session.answer = (method, path) => {
    const url = new URL(path, 'http://dossier.test');
    if (url.pathname === '/api/archives') return list(url.searchParams);
    if (url.pathname === '/api/departments') return { items: [{ id: 'sales', name: 'Sales', parent: null, managers: [] }] };
    if (url.pathname === '/api/people') return { items: [{ ...maria, department: 'sales', active: true }, { ...liwei, department: 'sales', active: true }, { id: 'gone', name: 'Gone Long Ago', department: null, active: false }], next: null };
    if (method === 'GET' && url.pathname.startsWith('/api/archives/')) return { id: url.pathname.slice(14), level: 'manage', row: { coOwners: [liwei], deputies: [{ person: 'sub', from: '2026-05-01T00:00:00Z', to: '2026-06-01T00:00:00Z' }] }, sections: [] };
    if (method === 'PUT') return {};
    throw new Error(`${method} ${path} has no answer in this test`);
  };
  return session;
}

async function show(session: FakeSession = listSession(), width = 1000, lang?: string): Promise<{ element: CustomerList; root: ShadowRoot; clock: SetClock }> {
  const clock = new SetClock();
  const { root: host, remove } = mount(session, '', lang);
  clean = remove;
  host.className = 'w';
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`main.w { width: ${width}px }`);
  document.adoptedStyleSheets = [sheet];
  const element = new CustomerList();
  element.clock = clock;
  host.append(element);
  await settle(element);
  return { element, root: element.shadowRoot!, clock };
}

const rows = (root: ShadowRoot): HTMLElement[] => [...root.querySelectorAll<HTMLElement>('tr.row')];
const ids = (root: ShadowRoot): string[] => rows(root).map((row) => row.dataset['id']!);
const search = (root: ShadowRoot): HTMLInputElement => root.querySelector<HTMLInputElement>('.search input')!;
const type = (field: HTMLInputElement, value: string): void => {
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
};
const press = (root: ShadowRoot, key: string, more: KeyboardEventInit = {}): boolean => root.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...more }));
const button = (root: ShadowRoot, text: string): HTMLButtonElement => [...root.querySelectorAll('button')].find((each) => each.textContent.includes(text))!;
const listed = (session: FakeSession): URLSearchParams[] => session.asked.filter(({ path }) => path.startsWith('/api/archives?')).map(({ path }) => new URLSearchParams(path.split('?')[1]));

describe('<customer-list>', () => {
  it('has no accessibility violation wide, narrow, empty and while an owner is chosen', async () => {
    const { element, root } = await show();
    await accessible(element);
    root.querySelector<HTMLInputElement>('tr.row input')!.click();
    await settle(element);
    button(root, 'Set owner').click();
    await settle(element);
    await accessible(element);
    clean!();
    await accessible((await show(listSession(), 300)).element);
    clean!();
    await accessible((await show(listSession(() => page([])))).element);
  });

  it('shows name, place, owner, last trade and sum, and only the head of what one may merely know of', async () => {
    const { root } = await show();
    const text = (id: string): string => root.querySelector(`[data-id="${id}"]`)!.textContent.replace(/\s+/g, ' ');
    expect(text('ALFKI')).to.contain('Alfreds Futterkiste').and.contain('Berlin').and.contain('Maria Anders').and.contain('9 Apr').and.contain('4,273.00 EUR');
    expect(text('ANTON')).to.contain('name only, ask 李薇 Li Wei').and.contain('Li Wei').and.not.contain('Berlin');
    expect(root.querySelector('[data-id="ANTON"] classification-badge')).to.equal(null);
    expect(root.querySelector('[data-id="ALFKI"] classification-badge')!.getAttribute('archive')).to.equal('ALFKI');
    expect(root.querySelector('.title')!.textContent).to.contain('3 customers');
  });

  it('asks once after a silence of 120 ms, not for every letter', async () => {
    const session = listSession();
    const { element, root, clock } = await show(session);
    for (const word of ['a', 'an', 'ana']) {
      type(search(root), word);
      clock.forward(100);
    }
    expect(listed(session)).to.have.length(1);
    clock.forward(20);
    await settle(element);
    expect(listed(session)).to.have.length(2);
    expect(listed(session)[1]!.get('q')).to.equal('ana');
  });

  it('drops the answer to an older question that comes late', async () => {
    const waiting = new Map<string, (answer: ArchivePage) => void>();
    const session = listSession((query) => (query.get('q') === null ? page(ITEMS) : new Promise((done) => waiting.set(query.get('q')!, done))));
    const { element, root, clock } = await show(session);
    for (const word of ['al', 'ana']) {
      type(search(root), word);
      clock.forward(120);
      await settle(element);
    }
    waiting.get('ana')!(page([ITEMS[1]!]));
    await settle(element);
    waiting.get('al')!(page([ITEMS[0]!]));
    await settle(element);
    expect(ids(root)).to.deep.equal(['ANATR']);
    expect(search(root).value).to.equal('ana');
  });

  it('filters by class, department and owner and says how many filters are on', async () => {
    const session = listSession();
    const { element, root } = await show(session);
    const chip = async (label: string, value: string): Promise<void> => {
      const select = root.querySelector<HTMLSelectElement>(`.chips select[aria-label="${label}"]`)!;
      select.value = value;
      select.dispatchEvent(new Event('change'));
      await settle(element);
    };
    await chip('ABC', 'A');
    await chip('Department', 'sales');
    await chip('Owner', 'maria');
    const last = listed(session).at(-1)!;
    expect([last.get('abc'), last.get('department'), last.get('owner')]).to.deep.equal(['A', 'sales', 'maria']);
    expect(root.querySelector('.toggle-filters')!.textContent).to.equal('Filters (3)');
    await chip('Owner', 'none');
    expect(listed(session).at(-1)!.get('owner')).to.equal('none');
    button(root, 'Clear filters').click();
    await settle(element);
    expect(listed(session).at(-1)!.get('abc')).to.equal(null);
    expect([...root.querySelectorAll<HTMLSelectElement>('.chips select:not(.sort)')].map(({ value }) => value)).to.deep.equal(['', '', '', '', '']);
  });

  it('sorts by a column, the other way at the second press, and says so', async () => {
    const session = listSession();
    const { element, root } = await show(session);
    const head = (): HTMLElement => root.querySelector('th.sum')!;
    head().querySelector('button')!.click();
    await settle(element);
    expect([listed(session).at(-1)!.get('sort'), listed(session).at(-1)!.get('order')]).to.deep.equal(['sum', 'desc']);
    expect(head().ariaSort).to.equal('descending');
    head().querySelector('button')!.click();
    await settle(element);
    expect(head().ariaSort).to.equal('ascending');
    expect(root.querySelector('th.name')!.ariaSort).to.equal(null);
  });

  it('loads more by the cursor, without doubles, and offers it again after a failure', async () => {
    let fail = true;
    const session = listSession((query) => {
      if (query.get('cursor') === null) return page([ITEMS[0]!, ITEMS[1]!], 'c1', 3);
      if (fail) throw new ApiError(0, 'network', 'offline');
      return page([ITEMS[1]!, ITEMS[2]!], null, 3);
    });
    const { element, root } = await show(session);
    expect(root.querySelector('.foot')!.textContent).to.contain('2 of 3');
    button(root, 'Load more').click();
    await settle(element);
    expect(root.querySelector('.foot [role=alert]')).to.not.equal(null);
    fail = false;
    button(root, 'Load more').click();
    await settle(element);
    expect(ids(root)).to.deep.equal(['ALFKI', 'ANATR', 'ANTON']);
    expect(root.querySelector('.foot')).to.equal(null);
  });

  it('walks with arrow keys from the search through the rows, opens with Enter, and leaves composition alone', async () => {
    const { element, root } = await show();
    const opened: string[] = [];
    element.addEventListener('dossier-open', (event) => opened.push(event.detail.archive));
    search(root).focus();
    press(root, 'ArrowDown', { isComposing: true });
    await settle(element);
    expect(root.activeElement).to.equal(search(root));
    press(root, 'ArrowDown');
    await settle(element);
    press(root, 'ArrowDown');
    await settle(element);
    expect((root.activeElement as HTMLElement).dataset['id']).to.equal('ANATR');
    expect(rows(root).filter(({ tabIndex }) => tabIndex === 0)).to.have.length(1);
    press(root, 'Enter');
    await settle(element);
    expect(opened).to.deep.equal(['ANATR']);
    expect(root.querySelector('.side customer-card')!.getAttribute('archive')).to.equal('ANATR');
    press(root, 'Home');
    await settle(element);
    press(root, 'ArrowUp');
    await settle(element);
    expect(root.activeElement).to.equal(search(root));
  });

  it('shows the card beside itself from 900 px and leaves it to a host that cancels the event', async () => {
    const { element, root } = await show();
    rows(root)[0]!.click();
    await settle(element);
    expect(getComputedStyle(root.querySelector('.side')!).display).to.equal('block');
    button(root, 'Close the card').click();
    await settle(element);
    expect((root.activeElement as HTMLElement).dataset['id']).to.equal('ALFKI');
    element.addEventListener('dossier-open', (event) => event.preventDefault());
    rows(root)[1]!.click();
    await settle(element);
    expect(root.querySelector('.side')).to.equal(null);
    clean!();
    const narrow = await show(listSession(), 500);
    rows(narrow.root)[0]!.click();
    await settle(narrow.element);
    expect(narrow.root.querySelector('.side')).to.equal(null);
    expect(rows(narrow.root)[0]!.classList.contains('current')).to.equal(true);
  });

  it('gives the selected customers an owner, keeps co-owners and deputies, and names each failure', async () => {
    const session = listSession();
    const answer = session.answer;
    session.answer = (method, path, body) => {
      if (method === 'PUT' && path.includes('ANATR')) throw new ApiError(403, 'forbidden', 'You no longer manage this archive.');
      return answer(method, path, body);
    };
    session.tell('ANTON', digest('ANTON', 'Antonio Moreno Taquería', { level: 'manage' }));
    const { element, root } = await show(session);
    root.querySelector<HTMLInputElement>('th.tick input')!.click();
    await settle(element);
    expect(root.querySelector('.actions')!.textContent).to.contain('3 selected');
    // the right to this one ends while it is selected
    session.tell('ANTON', { ...digest('ANTON', 'Antonio Moreno Taquería'), level: 'read' });
    button(root, 'Set owner').click();
    await settle(element);
    expect(root.querySelector('.owner-panel')!.textContent).to.contain('Owner of 2 customers').and.contain('1 of them').and.contain('Sales').and.not.contain('Gone Long Ago');
    button(root, 'Set owner').click();
    await settle(element);
    expect(root.querySelector('.owner-panel [role=alert]')!.textContent).to.contain('Choose');
    type(root.querySelector<HTMLInputElement>('.owner-panel input[type=search]')!, 'LI');
    await settle(element);
    root.querySelector<HTMLInputElement>('.owner-panel input[type=radio]')!.click();
    await settle(element);
    button(root, 'Set owner').click();
    await settle(element);
    const put = session.asked.filter(({ method }) => method === 'PUT');
    expect(put.map(({ path }) => path)).to.deep.equal(['/api/archives/ALFKI/owners', '/api/archives/ANATR/owners']);
    expect(put[0]!.body).to.deep.equal({ owner: 'liwei', coOwners: [], deputies: [{ person: 'sub', from: '2026-05-01T00:00:00Z', to: '2026-06-01T00:00:00Z' }] });
    const said = root.querySelector('.owner-panel')!.textContent;
    expect(said).to.contain('Owner set for 1 customer').and.contain('Ana Trujillo').and.contain('no longer manage');
    expect(rows(root).filter((row) => row.querySelector('input') !== null)).to.have.length(2);
    button(root, 'Close').click();
    await settle(element);
    expect(root.querySelector('.actions')!.textContent).to.contain('2 selected');
  });

  it('has no ticks for who manages nothing', async () => {
    const { root } = await show(listSession(() => page([item(digest('ALFKI', 'Alfreds', { level: 'read' }))])));
    expect(root.querySelector('.tick')).to.equal(null);
  });

  it('changes a shown row where it stands, and strikes one that is gone', async () => {
    const session = listSession();
    const { element, root } = await show(session);
    rows(root)[1]!.focus();
    session.tell('ALFKI', digest('ALFKI', 'Zebra Futterkiste', { revision: 2 }));
    session.tell('ANATR', null);
    await settle(element);
    expect(ids(root)).to.deep.equal(['ALFKI', 'ANATR', 'ANTON']);
    expect(rows(root)[0]!.textContent).to.contain('Zebra');
    expect(rows(root)[1]!.textContent).to.contain('No longer there');
    expect((root.activeElement as HTMLElement).dataset['id']).to.equal('ANATR');
  });

  it('is one column of cards at 360 px with targets of 44 px for fingers, and still of use at 240 px', async () => {
    for (const width of [360, 240]) {
      const { root, element } = await show(listSession(), width);
      expect(getComputedStyle(root.querySelector('thead')!).display).to.equal('none');
      expect(element.scrollWidth).to.be.at.most(width);
      expect(rows(root)[0]!.getBoundingClientRect().height).to.be.greaterThan(43);
      expect(getComputedStyle(root.querySelector('.chips')!).display).to.equal('none');
      root.querySelector<HTMLButtonElement>('.toggle-filters')!.click();
      await settle(element);
      expect(getComputedStyle(root.querySelector('.chips')!).display).to.equal('flex');
      clean!();
    }
  });

  it('offers to create only who may, by link or in place', async () => {
    const session = listSession();
    const { element, root } = await show(session);
    element.createHref = '/new';
    await settle(element);
    expect(root.querySelector<HTMLAnchorElement>('a.create')!.getAttribute('href')).to.equal('/new');
    session.change({ me: { ...session.me!, can: { ...session.me!.can, create: false } } });
    await settle(element);
    expect(root.querySelector('.create')).to.equal(null);
    session.change({ me: { ...session.me!, can: { ...session.me!.can, create: true } } });
    element.createHref = null;
    await settle(element);
    root.querySelector<HTMLButtonElement>('button.create')!.click();
    await settle(element);
    expect(root.querySelector('customer-create')).to.not.equal(null);
  });

  it('has a word for each state', async () => {
    const { root } = await show(null as unknown as FakeSession);
    expect(root.textContent).to.contain('archive-session');
    clean!();
    const waiting = await show(listSession(() => new Promise(() => {})));
    expect(waiting.root.querySelector('[aria-busy=true] .skeleton')).to.not.equal(null);
    clean!();
    let fail = true;
    const failing = listSession(() => {
      if (fail) throw new ApiError(500, 'internal', 'x');
      return page(ITEMS);
    });
    const failed = await show(failing);
    expect(failed.root.textContent).to.contain('could not be loaded');
    fail = false;
    button(failed.root, 'Try again').click();
    await settle(failed.element);
    expect(rows(failed.root)).to.have.length(3);
    failing.change({ state: { kind: 'offline', cause: 'device' } });
    await settle(failed.element);
    expect(failed.root.textContent).to.contain('offline');
    expect(rows(failed.root)).to.have.length(3);
    failing.change({ state: { kind: 'signedOut', reason: 'expired' } });
    await settle(failed.element);
    expect(failed.root.textContent).to.contain('Sign in again');
    failed.element.discreet = true;
    await settle(failed.element);
    expect(failed.root.textContent).to.not.contain('Alfreds');
    clean!();
    const none = await show(listSession(() => page([])));
    expect(none.root.textContent).to.contain('No customers to show');
    type(search(none.root), 'x');
    none.clock.forward(120);
    await settle(none.element);
    expect(none.root.textContent).to.contain('No customer matches');
  });

  for (const [lang, language, words] of [['zh-TW', 'zh-Hant', '3 位客戶'], ['zh-CN', 'zh-Hans', '3 位客户'], ['es', 'es', '3 clientes']] as const) {
    it(`speaks ${lang}`, async () => {
      await loadStrings(language);
      const session = listSession();
      session.view = catalogue(language);
      const { element, root } = await show(session, 1000, lang);
      expect(root.textContent).to.contain(words);
      await accessible(element);
    });
  }

  it('lets go of every watch', async () => {
    const session = listSession();
    await show(session);
    clean!();
    expect([...session.watchers.values()].reduce((sum, { size }) => sum + size, 0)).to.equal(0);
  });
});
