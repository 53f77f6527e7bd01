/** The register of very many: what is drawn is what one sees, keys draw nothing anew, cells that changed come by themselves, columns by keys, files, paper. */
import { expect } from '@esm-bundle/chai';
import type { ArchiveListItem } from '../../model/api.ts';
import { catalogueView } from '../../model/catalogue/catalogue.ts';
import { ClassificationBadge } from '../../components/classification-badge.ts';
import { CustomerList } from '../../components/customer-list.ts';
import { accessible } from './accessible.ts';
import { FakeSession, mount } from './fake-session.ts';
import { digest, maria, SetClock } from './list-samples.ts';

if (!customElements.get('customer-list')) customElements.define('customer-list', CustomerList);
if (!customElements.get('classification-badge')) customElements.define('classification-badge', ClassificationBadge);

const MANY = 100_000;
type Body = { readonly where?: readonly { readonly key: string; readonly values: readonly unknown[] }[]; readonly columns?: readonly string[]; readonly cursor?: string; readonly limit?: number; readonly ids?: readonly string[]; readonly format?: string; readonly widths?: object; readonly query?: { readonly columns: readonly string[] } };
const item = (at: number): ArchiveListItem => ({ id: `C${at}` as ArchiveListItem['id'], digest: digest(`C${at}`, `Customer ${at}`, { level: 'manage' }) });
const pageFrom = (start: number, size: number): readonly ArchiveListItem[] => Array.from({ length: Math.min(size, MANY - start) }, (_, i) => item(start + i));

let clean: (() => void) | undefined;
afterEach(() => {
  clean?.();
  clean = undefined;
  localStorage.clear();
});

interface Shown { readonly element: CustomerList; readonly root: ShadowRoot; readonly session: FakeSession; readonly clock: SetClock; readonly pace: () => Promise<void>; readonly cities: Map<string, string>; readonly views: Record<string, unknown>[]; readonly fetched: { path: string; body: Body }[] }

async function show({ tools = false, width = 1100, exports = false }: { readonly tools?: boolean; readonly width?: number; readonly exports?: boolean } = {}): Promise<Shown> {
  const session = new FakeSession();
  const [clock, cities, views, fetched] = [new SetClock(), new Map<string, string>(), [] as Record<string, unknown>[], [] as { path: string; body: Body }[]];
  session.view = catalogueView('en', []);
  (session as { catalogue: unknown }).catalogue = async () => catalogueView('en', []);
  if (session.me) (session as { me: unknown }).me = { ...session.me, can: { ...session.me.can, export: exports } };
  (session as { fetch: unknown }).fetch = async (path: string, init: RequestInit) => {
    fetched.push({ path, body: JSON.parse(String(init.body)) as Body });
    return new Response('Name\r\n', { headers: { 'content-disposition': 'attachment; filename="dossier-2026-05-12.csv"' } });
  };
  session.answer = (method, path, given) => {
    const url = new URL(path, 'http://dossier.test');
    const body = (given ?? {}) as Body;
    switch (url.pathname) {
      case '/api/archives': {
        const start = Number(url.searchParams.get('cursor') ?? 0);
        return { items: pageFrom(start, 50), next: start + 50 < MANY ? String(start + 50) : null, total: MANY };
      }
      case '/api/archives/query': {
        const named = body.where?.find(({ key }) => key === 'name')?.values;
        const start = Number(body.cursor ?? 0);
        const items = named ? named.map((name) => item(Number(String(name).replace(/\D/g, '')))) : pageFrom(start, body.limit ?? 50);
        return { items: items.map((each) => ({ ...each, cells: { 'addresses/city': [cities.get(each.id) ?? 'Berlin'], 'trade.sum': '1.00 EUR' } })), next: named || start + 50 >= MANY ? null : String(start + 50), total: named ? items.length : MANY };
      }
      case '/api/departments': return { items: [] };
      case '/api/people': return { items: [{ ...maria, department: null, active: true }], next: null };
      case '/api/tags': return { items: [] };
      case '/api/views': {
        if (method === 'GET') return { items: views };
        views.push({ id: `v${views.length + 1}`, owner: maria, mine: true, revision: 1, ...(body as object) });
        return views.at(-1);
      }
      default: throw new Error(`${method} ${path} has no answer in this test`);
    }
  };
  const { root: host, remove } = mount(session, '');
  clean = remove;
  host.className = 'w';
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`main.w { width: ${width}px }`);
  document.adoptedStyleSheets = [sheet];
  const element = new CustomerList();
  element.clock = clock;
  host.append(element);
  const root = element.shadowRoot!;
  const frame = (): Promise<unknown> => new Promise((done) => requestAnimationFrame(done));
  // a block a frame: until nothing more comes
  const pace = async (): Promise<void> => {
    for (let i = 0; i < 8; i++) {
      await element.updateComplete;
      await frame();
    }
  };
  await pace();
  if (tools) {
    root.querySelector<HTMLElement>('.tools button:nth-child(3)')!.click();
    for (let i = 0; i < 20_000 && root.querySelector('.line.row') === null; i++) await pace();
  }
  return { element, root, session, clock, pace, cities, views, fetched };
}
const rows = (root: ShadowRoot): HTMLElement[] => [...root.querySelectorAll<HTMLElement>('.row[data-at]')];
const press = (root: ShadowRoot, key: string, more: KeyboardEventInit = {}): void => { root.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...more })); };
const words = (element: Element | null): string => element!.textContent.replace(/\s+/g, ' ').trim();

describe('<customer-list> of 100,000', () => {
  for (const tools of [false, true]) {
    it(`${tools ? 'with its tools' : 'plain'}: draws what one sees, asks for more as one scrolls, lets go of what is far, and is accessible in the middle`, async function longer() {
      this.timeout(240_000);
      const { root, pace, session, element } = await show({ tools });
      const scroller = root.querySelector('.scroller')!;
      let most = 0;
      for (let i = 0; i < 12; i++) {
        scroller.scrollTop = scroller.scrollHeight;
        await pace();
        most = Math.max(most, rows(root).length);
      }
      const last = Number(rows(root).at(-1)!.dataset['at']);
      expect(last, 'it goes on').to.be.greaterThan(400);
      expect(most, 'rows drawn at once').to.be.lessThan(200);
      // those that are not drawn are not listened to
      expect([...session.watchers.values()].filter(({ size }) => size > 0).length, 'rows that are live').to.be.lessThan(200);
      expect(words(root.querySelector('.foot'))).to.match(/^[\d,]+ of 100,000/);
      scroller.scrollTop = 200 * 37;
      await pace();
      const first = rows(root)[0]!.getBoundingClientRect().top;
      expect(first, 'no hole above what is seen').to.be.lessThan(scroller.getBoundingClientRect().top + 1);
      await accessible(element);
      scroller.scrollTop = 0;
      await pace();
      expect(rows(root)[0]!.dataset['id']).to.equal('C0');
    });
  }

  it('arrow keys move one place of the Tab key and change nothing else of what is drawn', async () => {
    const { root, pace } = await show({ tools: true });
    rows(root)[0]!.focus();
    for (let i = 0; i < 3; i++) await pace();
    const changes: string[] = [];
    const observer = new MutationObserver((list) => { for (const { type, attributeName, target } of list) if (target !== lines) changes.push(type === 'attributes' ? `${attributeName}` : `${type} ${(target as Element).className}`); });
    // blocks come and go there as the focus scrolls
    const lines = root.querySelector('.lines')!;
    observer.observe(lines, { subtree: true, childList: true, attributes: true, characterData: true });
    for (let i = 0; i < 5; i++) press(root, 'ArrowDown');
    await pace();
    observer.disconnect();
    expect((root.activeElement as HTMLElement).dataset['at']).to.equal('5');
    expect([...new Set(changes)]).to.deep.equal(['tabindex']);
    expect(changes).to.have.length(10);
    expect(root.querySelectorAll('[data-at][tabindex="0"]')).to.have.length(1);
  });

  it('keeps the row that has the focus while one scrolls away, and goes on from it', async () => {
    const { root, pace } = await show();
    rows(root)[2]!.focus();
    const scroller = root.querySelector('.scroller')!;
    for (let i = 0; i < 8; i++) {
      scroller.scrollTop = scroller.scrollHeight;
      await pace();
    }
    expect((root.activeElement as HTMLElement).dataset['at']).to.equal('2');
    press(root, 'ArrowDown');
    await pace();
    expect((root.activeElement as HTMLElement).dataset['at']).to.equal('3');
    press(root, 'End');
    await pace();
    expect(Number((root.activeElement as HTMLElement).dataset['at'])).to.be.greaterThan(200);
  });

  it('loads more by its button alone where something stands below', async () => {
    const { root, pace, element, session } = await show();
    element.paged = true;
    await pace();
    const before = session.asked.length;
    const scroller = root.querySelector('.scroller')!;
    scroller.scrollTop = scroller.scrollHeight;
    await pace();
    expect(session.asked.length).to.equal(before);
    root.querySelector<HTMLElement>('.more')!.click();
    await pace();
    expect(session.asked.length).to.equal(before + 1);
  });

  it('asks anew for cells of rows whose archive changed, together, at most once a second', async () => {
    const { root, pace, session, clock, cities } = await show({ tools: true });
    const asked = (): readonly Body[] => session.asked.filter(({ path, body }) => path === '/api/archives/query' && (body as Body).where?.[0]?.key === 'name').map(({ body }) => body as Body);
    for (const at of [0, 3, 5]) {
      cities.set(`C${at}`, 'Lyon');
      session.tell(`C${at}`, { ...digest(`C${at}`, `Customer ${at}`, { level: 'manage' }), revision: 2 });
    }
    session.tell('C90000', digest('C90000', 'Not shown'));
    await pace();
    expect(asked()).to.have.length(0);
    clock.forward(1_000);
    await pace();
    expect(asked().map(({ where }) => where![0]!.values)).to.deep.equal([['Customer 0', 'Customer 3', 'Customer 5']]);
    expect(rows(root).slice(0, 6).map((row) => (words(row).includes('Lyon') ? 'Lyon' : 'Berlin'))).to.deep.equal(['Lyon', 'Berlin', 'Berlin', 'Lyon', 'Berlin', 'Lyon']);
    session.tell('C3', { ...digest('C3', 'Customer 3', { level: 'manage' }), revision: 3 });
    clock.forward(999);
    await pace();
    expect(asked()).to.have.length(1);
    clock.forward(1);
    await pace();
    expect(asked()).to.have.length(2);
  });

  it('columns become wider and change places by keys, and a view keeps both', async () => {
    const { root, pace, views } = await show({ tools: true });
    const head = (key: string): HTMLElement => root.querySelector<HTMLElement>(`.heads [data-key="${key}"]`)!;
    const wide = (): number => Math.round(head('owner').getBoundingClientRect().width);
    const before = wide();
    head('owner').querySelector('button')!.focus();
    press(root, 'ArrowRight', { shiftKey: true });
    press(root, 'ArrowRight', { shiftKey: true });
    await pace();
    expect(wide()).to.equal(before + 32);
    press(root, 'ArrowLeft', { shiftKey: true, ctrlKey: true });
    await pace();
    const keys = (): readonly (string | undefined)[] => [...root.querySelectorAll<HTMLElement>('.heads [data-key]')].map(({ dataset }) => dataset['key']);
    expect(keys().indexOf('owner')).to.be.lessThan(keys().indexOf('addresses/city'));
    expect(head('owner').contains(root.activeElement)).to.equal(true);
    root.querySelector<HTMLElement>('.manage')!.click();
    await pace();
    const name = root.querySelector<HTMLInputElement>('.board-panel input')!;
    name.value = 'Mine';
    name.dispatchEvent(new Event('input', { bubbles: true }));
    await pace();
    root.querySelector<HTMLElement>('.save-as')!.click();
    await pace();
    expect(views[0]!['widths']).to.deep.equal({ owner: before + 32 });
    expect((views[0]!['query'] as { columns: readonly string[] }).columns.slice(0, 4)).to.deep.equal(['class.abc', 'class.rfm', 'owner', 'addresses/city']);
    expect(root.querySelector('.unsaved')).to.equal(null);
    head('owner').querySelector('button')!.focus();
    press(root, 'ArrowLeft', { shiftKey: true });
    await pace();
    expect(words(root.querySelector('.unsaved')), 'in a view of mine a width is part of it').to.equal('Not saved');
  });

  it('a heading that is dragged stands where it is let go, and nothing is sorted by that', async () => {
    const { root, pace, session } = await show({ tools: true });
    const head = (key: string): HTMLElement => root.querySelector<HTMLElement>(`.heads [data-key="${key}"]`)!;
    const before = session.asked.length;
    const [from, to] = [head('owner').getBoundingClientRect(), head('class.abc').getBoundingClientRect()];
    const move = (type: string, x: number): boolean => head('owner').dispatchEvent(new PointerEvent(type, { clientX: x, clientY: from.top + 4, pointerId: 1, bubbles: true, button: 0 }));
    // a pointer of a test cannot be captured
    head('owner').setPointerCapture = () => {};
    move('pointerdown', from.left + 20);
    move('pointermove', from.left - 40);
    move('pointerup', to.left + 10);
    head('owner').querySelector('button')!.click();
    await pace();
    expect([...root.querySelectorAll<HTMLElement>('.heads [data-key]')].map(({ dataset }) => dataset['key']).slice(0, 3)).to.deep.equal(['name', 'owner', 'class.abc']);
    expect(session.asked.length).to.equal(before);
  });

  it('a file of what is shown or of what is ticked is offered to who may take data out, and to nobody else', async () => {
    const plain = await show({ tools: true });
    expect(plain.root.querySelector('.export-button')).to.equal(null);
    clean!();
    const { root, pace, fetched, element } = await show({ tools: true, exports: true });
    rows(root)[1]!.focus();
    press(root, ' ');
    await pace();
    const clicked: string[] = [];
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function click() { clicked.push(this.download); };
    try {
      root.querySelector<HTMLElement>('.export-button')!.click();
      await pace();
      await accessible(element);
      const format = root.querySelector<HTMLSelectElement>('.board-panel select')!;
      format.value = 'csv';
      format.dispatchEvent(new Event('change', { bubbles: true }));
      await pace();
      root.querySelector<HTMLElement>('.take')!.click();
      await pace();
    } finally {
      HTMLAnchorElement.prototype.click = click;
    }
    expect(fetched[0]!.path).to.equal('/api/exports');
    expect(fetched[0]!.body).to.deep.include({ format: 'csv', ids: ['C1'], columns: ['name', 'class.abc', 'class.rfm', 'addresses/city', 'owner', 'missing', 'trade.last', 'trade.sum'] });
    expect(clicked).to.deep.equal(['dossier-2026-05-12.csv']);
    expect(words(root.querySelector('.board-panel [role=status]'))).to.equal('The file is here.');
  });

  it('lists its keys on ? and takes them away on Escape', async () => {
    const { root, pace, element } = await show();
    rows(root)[0]!.focus();
    press(root, '?');
    for (let i = 0; i < 20_000 && root.querySelector('.keys') === null; i++) await pace();
    expect(words(root.querySelector('.keys'))).to.contain('Ctrl A').and.contain('Esc');
    await accessible(element);
    press(root, 'Escape');
    await pace();
    expect(root.querySelector('.keys')).to.equal(null);
    expect((root.activeElement as HTMLElement).dataset['at']).to.equal('0');
  });

  it('on paper everything that was loaded stands, with the day and the words of the question', async () => {
    const { root, pace } = await show({ tools: true });
    const drawn = rows(root).length;
    dispatchEvent(new Event('beforeprint'));
    await pace();
    expect(rows(root).length).to.be.at.least(drawn);
    expect(root.querySelector('[data-gap]')).to.equal(null);
    expect(words(root.querySelector('.on-paper'))).to.contain('12 May 2026');
    dispatchEvent(new Event('afterprint'));
    await pace();
  });
});
