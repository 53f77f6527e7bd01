/** The register with its tools: columns, filters, views, groups, copying, lists of codes and tags, all by keyboard, and accessible. The server's part is held by test/server/http-register.test.ts. */
import { expect } from '@esm-bundle/chai';
import type { ArchiveListItem } from '../../model/api.ts';
import type { RegisterPage } from '../../model/register/query.ts';
import { catalogueView } from '../../model/catalogue/catalogue.ts';
import { ClassificationBadge } from '../../components/classification-badge.ts';
import { CustomerList } from '../../components/customer-list.ts';
import { ApiError } from '../../components/internal/session.ts';
import { en } from '../../components/internal/strings/en/index.ts';
import { loadStrings } from '../../components/internal/strings/index.ts';
import { keysOf } from '../../components/list/board/keys.ts';
import { registerTexts } from '../../components/list/texts.ts';
import { accessible } from './accessible.ts';
import { FakeSession, mount } from './fake-session.ts';
import { digest, liwei, maria, SetClock } from './list-samples.ts';

if (!customElements.get('customer-list')) customElements.define('customer-list', CustomerList);
if (!customElements.get('classification-badge')) customElements.define('classification-badge', ClassificationBadge);
if (!customElements.get('customer-card')) customElements.define('customer-card', class extends HTMLElement {});

const ITEMS: readonly ArchiveListItem[] = [digest('ALFKI', 'Alfreds Futterkiste'), digest('ANATR', 'Ana Trujillo', { level: 'manage' }), digest('AROUT', '=Around the Horn', { level: 'read' })].map((each) => ({ id: each.id, digest: each }));
const CELLS: Readonly<Record<string, RegisterPage['items'][number]['cells']>> = {
  ALFKI: { 'class.abc': 'B', owner: 'maria', 'trade.sum': '4273.00 EUR', 'trade.last': '2026-04-09', 'addresses/city': ['Berlin', 'Bonn'], 'crm.employeeCount': 20, code: 'ALFKI' },
  ANATR: { 'class.abc': 'C', owner: 'liwei', 'trade.sum': '1402.95 EUR', 'crm.employeeCount': 1300, code: 'ANATR' },
  AROUT: { code: 'AROUT' },
};
type Body = { readonly where?: readonly { readonly key: string; readonly op: string; readonly values: readonly unknown[]; readonly not?: boolean }[]; readonly sort?: readonly unknown[]; readonly columns?: readonly string[]; readonly group?: { readonly key: string; readonly sums: readonly string[] }; readonly limit?: number };
const GOAL = { id: 'goal.likelyToOrder', name: 'Likely to order', labels: { en: 'Likely to order', es: 'Probable pedido' }, owner: null, shared: { kind: 'all' }, mine: false, revision: 1, query: { text: '', where: [{ key: 'customer.collectionGoals', op: 'eq', values: ['likelyToOrder'] }], sort: [], group: null, columns: ['owner'], locale: 'en', limit: 50 } };

let clean: (() => void) | undefined;
afterEach(() => {
  clean?.();
  clean = undefined;
  localStorage.clear();
});

interface Shown { readonly element: CustomerList; readonly root: ShadowRoot; readonly session: FakeSession; readonly views: Record<string, unknown>[]; readonly tags: Record<string, unknown>[]; readonly settle: () => Promise<void>; readonly asked: () => Body; readonly click: (selector: string) => Promise<void>; readonly submit: () => Promise<void>; readonly type: (selector: string, value: string) => Promise<void>; readonly press: (key: string, more?: KeyboardEventInit) => Promise<void> }

async function show({ width = 1100, lang, use = '.tools button:nth-child(3)', before = [], answer, question }: { readonly question?: string; readonly width?: number; readonly lang?: 'zh-CN' | 'zh-TW' | 'es'; readonly use?: string | null; readonly before?: readonly Record<string, unknown>[]; readonly answer?: (body: Body) => RegisterPage | undefined } = {}): Promise<Shown> {
  const session = new FakeSession();
  const views: Record<string, unknown>[] = [...before];
  const tags: Record<string, unknown>[] = [];
  const language = lang === 'es' ? 'es' : lang === 'zh-CN' ? 'zh-Hans' : lang === 'zh-TW' ? 'zh-Hant' : 'en';
  session.view = catalogueView(language, []);
  (session as { catalogue: unknown }).catalogue = async (wanted: typeof language) => catalogueView(wanted, []);
  session.answer = (method, path, given) => {
    const url = new URL(path, 'http://dossier.test');
    const body = given as Body & { readonly name?: string; readonly query?: unknown; readonly shared?: unknown; readonly colour?: string; readonly add?: readonly string[] };
    switch (url.pathname) {
      case '/api/archives': return { items: ITEMS, next: null, total: 3 };
      case '/api/archives/query': {
        const own = answer?.(body);
        if (own) return own;
        const items = ITEMS.map((item) => ({ ...item, cells: Object.fromEntries((body.columns ?? []).flatMap((key) => (CELLS[item.id]?.[key] === undefined ? [] : [[key, CELLS[item.id]![key]]]))) }));
        return { items: body.limit === 0 ? [] : items, next: null, total: 3 };
      }
      case '/api/departments': return { items: [{ id: 'sales', name: 'Sales', parent: null, managers: [] }] };
      case '/api/people': return { items: [{ ...maria, department: 'sales', active: true }, { ...liwei, department: 'sales', active: true }], next: null };
      case '/api/views':
        if (method === 'GET') return { items: [...views, GOAL] };
        views.push({ id: `v${views.length + 1}`, name: body.name, owner: maria, shared: body.shared, mine: true, revision: 1, query: body.query });
        return views.at(-1);
      case '/api/tags':
        if (method === 'GET') return { items: tags };
        tags.push({ id: `t${tags.length + 1}`, name: body.name, colour: body.colour, position: 1, count: 0 });
        return tags.at(-1);
      case '/api/tags/t1/archives': return { archives: body.add };
      case '/api/views/v1':
        if (method === 'DELETE') views.length = 0;
        else views[0] = { ...views[0], name: body.name, shared: body.shared, query: body.query, revision: Number(views[0]!['revision']) + 1 };
        return views[0] ?? null;
      default: throw new ApiError(404, 'not-found', `${method} ${path} has no answer in this test`);
    }
  };
  if (language !== 'en') await loadStrings(language);
  const { root: host, remove } = mount(session, '', lang);
  clean = remove;
  host.className = 'w';
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`main.w { width: ${width}px }`);
  document.adoptedStyleSheets = [sheet];
  const element = new CustomerList();
  element.clock = new SetClock();
  if (question !== undefined) element.setAttribute('question', question);
  host.append(element);
  const root = element.shadowRoot!;
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 12; i++) {
      await element.updateComplete;
      await new Promise((done) => setTimeout(done));
    }
  };
  const at = <E extends HTMLElement>(selector: string): E => {
    const found = root.querySelector<E>(selector);
    if (!found) throw new Error(`nothing is ${selector} in ${root.textContent!.replace(/\s+/g, ' ').slice(0, 2_000)}`);
    return found;
  };
  const shown: Shown = {
    element, root, session, views, tags, settle,
    asked: () => session.asked.filter(({ path }) => path === '/api/archives/query').at(-1)!.body as Body,
    click: async (selector) => { at(selector).click(); await settle(); },
    type: async (selector, value) => {
      const field = at<HTMLInputElement>(selector);
      field.value = value;
      field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
      await settle();
    },
    // what Enter in a field does
    submit: async () => { at<HTMLFormElement>('form.board-panel').requestSubmit(); await settle(); await settle(); },
    press: async (key, more = {}) => { root.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...more })); await settle(); },
  };
  await settle();
  if (use !== null) {
    await shown.click(use);
    for (let i = 0; i < 20_000 && root.querySelector('.board-panel') === null; i++) await settle();
  }
  return shown;
}
const words = (element: Element | null): string => element!.textContent!.replace(/\s+/g, ' ').trim();
const FILTER = '.tools button:nth-child(2)';

describe('<customer-list> with its tools', () => {
  it('begins with a question that another page asked; what is no question is none; groups of similar customers can be filtered once there are some', async () => {
    const where = [{ key: 'class.abc', op: 'in', values: ['B'] }];
    const { root, element, asked, settle } = await show({ use: null, question: JSON.stringify(where) });
    for (let i = 0; i < 20_000 && root.querySelector('.line[data-id]') === null; i++) await settle();
    expect(asked().where).to.deep.equal(where);
    expect(words(root.querySelector('.board'))).to.contain('ABC: Main customer (B)');
    await accessible(element);
    clean?.();
    const cut = await show({ use: null, question: '[{"key":"class.ab' });
    for (let i = 0; i < 20_000 && cut.root.querySelector('.line[data-id]') === null; i++) await cut.settle();
    expect(cut.asked().where).to.deep.equal([]);
    clean?.();

    const given = { language: 'en', t: en, own: registerTexts('en'), clearances: [] } as const;
    const view = catalogueView('en', []);
    expect(keysOf({ ...given, catalogue: view }).has('class.similar')).to.equal(false);
    const made = { ...view, dictionaries: { ...view.dictionaries, 'custom:similar': { name: 'Groups', options: [] } } };
    const key = keysOf({ ...given, catalogue: made }).get('class.similar');
    expect([key?.label, key?.type, key?.dictionary]).to.deep.equal(['Similar-customer group', 'option', 'custom:similar']);
  });

  it('shows columns in words as the form has them, sorts by any, and keeps their order and width', async () => {
    const { root, asked, click, type, submit, settle } = await show();
    const row = words(root.querySelector('.line[data-id="ALFKI"] .facts'));
    for (const word of ['Maria Anders', '4,273.00 EUR', '9 Apr 2026', 'Berlin, Bonn']) expect(row).to.contain(word);
    expect(root.querySelector('.line[data-id="ALFKI"] classification-badge')!.getAttribute('schemes')).to.equal('abc');
    await click('.heads .number:last-child button');
    expect(asked().sort).to.deep.equal([{ key: 'trade.sum', descending: true }]);
    expect(root.querySelector('.heads [aria-sort]')!.getAttribute('aria-sort')).to.equal('descending');
    await click('.add-column');
    await type('.board-panel input', 'employees');
    await submit();
    expect(asked().columns!.at(-1)).to.equal('crm.employeeCount');
    expect(words(root.querySelector('.line[data-id="ANATR"]'))).to.contain('1,300');
    await click('.columns li:last-child .up');
    expect(asked().columns!.at(-2)).to.equal('crm.employeeCount');
    await type('.columns li:first-child select', 'widest');
    await settle();
    expect(localStorage.getItem(localStorage.key(0)!)).to.contain('360');
    expect(localStorage.getItem(localStorage.key(0)!)).to.not.contain('Berlin');
  });

  it('finds fields by their names in four languages, and asks by kind', async () => {
    const { root, asked, click, type, press, submit, element } = await show({ use: FILTER });
    await accessible(element);
    await type('.board-panel input', '员工');
    expect(words(root.querySelector('.offers'))).to.contain('mployee');
    await type('.board-panel input', 'employees');
    await press('ArrowDown');
    await click('.offers li:first-child button');
    await type('.range label:first-child input', '100');
    await submit();
    expect(asked().where).to.deep.equal([{ key: 'crm.employeeCount', op: 'gte', values: [100] }]);
    await click('.add-filter');
    await type('.board-panel input', 'abc');
    await click('.offers li:first-child button');
    expect(root.querySelectorAll('.choices input').length).to.be.greaterThan(2);
    await accessible(element);
    await click('.choices li:first-child input');
    await click('.board-panel .primary');
    expect(asked().where!.map(({ key, op }) => [key, op])).to.deep.equal([['crm.employeeCount', 'gte'], ['class.abc', 'in']]);
    expect([...root.querySelectorAll('.filter-chip')].map(words)[0]).to.contain('from 100');
    await click('.filter-chip .x');
    expect(asked().where).to.have.length(1);
    expect(root.activeElement).to.equal(root.querySelector('.add-filter'));
    await click('.filter-chip .text');
    await type('.board-panel .mode', 'none');
    await click('.board-panel .primary');
    expect(asked().where).to.deep.equal([{ key: 'class.abc', op: 'none', values: [] }]);
    await accessible(element);
  });

  it('a filter without a value is not asked; Escape gives the focus back', async () => {
    const { root, click, type, press } = await show({ use: FILTER });
    await type('.board-panel input', 'city');
    await click('.offers li:first-child button');
    await click('.board-panel .primary');
    expect(words(root.querySelector('.board-panel [role=alert]'))).to.contain('Choose or type');
    root.querySelector<HTMLElement>('.board-panel .mode')!.focus();
    await press('Escape');
    expect(root.querySelector('.board-panel')).to.equal(null);
    expect(root.activeElement).to.equal(root.querySelector('.add-filter'));
  });

  it('saves, tells what is not saved, renames, opens first and deletes a view; the goal lists are ready', async () => {
    const { root, views, click, type, asked, session, settle, element } = await show({ use: '.tools button:nth-child(1)' });
    await accessible(element);
    expect(words(root.querySelector('.view optgroup:last-child'))).to.equal('Likely to order');
    await type('.board-panel input', 'Big ones');
    await click('.save-as');
    expect(views[0]).to.deep.include({ name: 'Big ones', shared: null });
    expect(root.querySelector('.unsaved')).to.equal(null);
    await click('.heads .name button');
    expect(words(root.querySelector('.unsaved'))).to.equal('Not saved');
    await click('.board .save');
    expect((views[0]!['query'] as Body).sort).to.deep.equal([{ key: 'name', descending: false }]);
    expect(root.querySelector('.unsaved')).to.equal(null);
    await click('.manage');
    await type('.board-panel input', 'Biggest');
    await click('.rename');
    expect(views[0]!['name']).to.equal('Biggest');
    await type('.view', 'goal.likelyToOrder');
    expect(asked().where).to.deep.equal(GOAL.query.where);
    expect(words(root.querySelector('.filter-chip'))).to.contain('Likely to order');
    await click('.manage');
    expect(root.querySelector('.rename')).to.equal(null);
    await click('.first');
    expect(localStorage.getItem(localStorage.key(0)!)).to.contain('goal.likelyToOrder');
    // the next visit begins with it
    const again = new CustomerList();
    element.replaceWith(again);
    while (again.shadowRoot?.querySelector<HTMLSelectElement>('.view')?.value !== 'goal.likelyToOrder') await settle();
    while (JSON.stringify((session.asked.filter(({ path }) => path === '/api/archives/query').at(-1)?.body as { where?: unknown } | undefined)?.where) !== JSON.stringify(GOAL.query.where)) await settle();
    expect(session.asked.filter(({ path }) => path === '/api/archives/query').at(-1)!.body).to.deep.include({ where: GOAL.query.where });
  });

  it('a view that was deleted is gone', async () => {
    const { root, views, click, type } = await show({ use: '.tools button:nth-child(1)' });
    await type('.board-panel input', 'Short');
    await click('.save-as');
    await click('.manage');
    await click('.remove');
    expect(views).to.have.length(1);
    await click('.remove');
    expect(views).to.have.length(0);
    expect(root.querySelector<HTMLSelectElement>('.view')!.value).to.equal('');
  });

  it('groups with counts and sums; groups fold by keyboard and load their rows', async () => {
    const { root, element, click, type, press, submit, settle, asked } = await show({ use: '.tools button:nth-child(4)', answer: (body) => {
      if (body.group) return { items: [], groups: [{ value: 'maria', count: 2, sums: { 'trade.sum': { EUR: '5675.95' } } }, { value: null, count: 1, sums: { 'trade.sum': { EUR: '0.00' } } }], next: null, total: 3 };
      const inGroup = body.where?.find(({ key }) => key === 'owner');
      return inGroup ? { items: ITEMS.slice(0, 2).map((item) => ({ ...item, cells: CELLS[item.id]! })), next: null, total: 2 } : undefined;
    } });
    await type('.board-panel input', 'owner');
    await submit();
    await settle();
    const groups = [...root.querySelectorAll('.line.group')];
    expect(groups.map((each) => words(each.querySelector('.name')))).to.deep.equal(['Maria Anders 2 customers', 'Without 1 customer']);
    expect(words(groups[0]!)).to.contain('5,675.95 EUR');
    (groups[0] as HTMLElement).focus();
    await press('ArrowRight');
    expect(groups[0]!.getAttribute('aria-expanded')).to.equal('true');
    expect([...root.querySelectorAll<HTMLElement>('.line.row')].map(({ dataset }) => dataset['id'])).to.deep.equal(['ALFKI', 'ANATR']);
    expect(asked().where!.at(-1)).to.deep.equal({ key: 'owner', op: 'eq', values: ['maria'] });
    await accessible(element);
    await press('ArrowDown');
    expect((root.activeElement as HTMLElement).dataset['id']).to.equal('ALFKI');
    await press('ArrowLeft');
    await press('ArrowLeft');
    expect(root.querySelectorAll('.line.row')).to.have.length(0);
    await click('.grouped .x');
    expect(root.querySelectorAll('.line.row')).to.have.length(3);
  });

  it('walks, ticks, ticks all and copies by keyboard; what looks like a formula is text', async () => {
    const { root, element, press } = await show({ use: FILTER });
    root.querySelector<HTMLElement>('.line.row')!.focus();
    await press('ArrowDown');
    expect((root.activeElement as HTMLElement).dataset['id']).to.equal('ANATR');
    await press(' ');
    expect(root.activeElement!.getAttribute('aria-selected')).to.equal('true');
    await press('a', { ctrlKey: true });
    expect(words(root.querySelector('.actions span'))).to.equal('3 selected');
    let text = '';
    let table = '';
    const after = (event: ClipboardEvent): void => { text = event.clipboardData!.getData('text/plain'); table = event.clipboardData!.getData('text/html'); };
    // what stands on the clipboard at the end of the event
    const { execCommand } = document;
    document.execCommand = (command: string) => {
      const event = new ClipboardEvent('copy', { clipboardData: new DataTransfer(), bubbles: true, cancelable: true });
      document.dispatchEvent(event);
      after(event);
      return command === 'copy';
    };
    try {
      await press('c', { ctrlKey: true });
    } finally {
      document.execCommand = execCommand;
    }
    expect(text.split('\r\n')[0]!.split('\t')[0]).to.equal('Name');
    expect(text).to.contain('Alfreds Futterkiste\t').and.contain('4,273.00 EUR').and.contain("\r\n'=Around the Horn");
    expect(table).to.contain('<td>Alfreds Futterkiste</td>');
    expect(words(root.querySelector('.said'))).to.equal('3 rows copied.');
    await press('Enter');
    expect(root.querySelector('.side customer-card')!.getAttribute('archive')).to.equal('ANATR');
    await accessible(element);
    root.querySelector<HTMLElement>('.line.row')!.focus();
    await press('f');
    expect(root.activeElement).to.equal(root.querySelector('.search input'));
  });

  it('a pasted list becomes a filter and names those that are not found', async () => {
    const { root, click, type, asked, element, settle } = await show({ use: FILTER, answer: (body) => (body.where?.[0]?.key === 'code' ? { items: ITEMS.slice(0, 2).map((item) => ({ ...item, cells: { code: item.id } })), next: null, total: 2 } : undefined) });
    await click('.codes-button');
    await type('.board-panel textarea', 'alfki\nANATR\n\nNOBODY; ANATR');
    await click('.board-panel .primary');
    await settle();
    expect(words(root.querySelector('.result'))).to.contain('2 of 3 found').and.contain('1 not found:').and.contain('NOBODY');
    expect(asked().where).to.deep.equal([{ key: 'code', op: 'in', values: ['alfki', 'ANATR', 'NOBODY'] }]);
    await accessible(element);
  });

  it('makes a tag and puts it on what is ticked', async () => {
    const { root, session, click, type, submit, element } = await show({ use: FILTER });
    await click('.line[data-id="ALFKI"] .tick input');
    await click('.tags-button');
    await type('.board-panel .buttons input', 'Fair in May');
    await submit();
    await click('.tags li button');
    expect(session.asked.find(({ path }) => path === '/api/tags/t1/archives')!.body).to.deep.equal({ add: ['ALFKI'] });
    expect(words(root.querySelector('.board-panel [role=status]'))).to.equal('1 marked.');
    await accessible(element);
  });

  it('in a view of somebody else a column without anything one may see is left out and named', async () => {
    const { root, type } = await show({ use: FILTER, before: [{ id: 'v9', name: 'Bank', owner: liwei, shared: { kind: 'all' }, mine: false, revision: 1, query: { ...GOAL.query, where: [], columns: ['owner', 'assessment.none'] } }] });
    await type('.view', 'v9');
    expect(words(root.querySelector('.left-out'))).to.contain('1 column holds nothing that you may see').and.contain('assessment.none');
    expect([...root.querySelectorAll('.heads .cell')].map(words)).to.deep.equal(['Name↑', 'Account owner']);
    expect(words(root.querySelector('.from'))).to.equal('Shared by 李薇 Li Wei');
    expect(root.querySelector('.rename, .save')).to.equal(null);
  });

  it('is cards of two lines at 360 px, with the chosen columns and an order', async () => {
    const { root, element, click } = await show({ width: 360, use: null });
    await click('.toggle-filters');
    await click(FILTER);
    for (let i = 0; i < 20_000 && root.querySelector('.board-panel') === null; i++) await new Promise((done) => setTimeout(done, 10));
    expect(element.scrollWidth).to.be.at.most(360);
    expect(getComputedStyle(root.querySelector('.line-heads')!).display).to.equal('none');
    // the tools take no room until they are wanted
    expect(getComputedStyle(root.querySelector('.board select.sort')!).display).to.equal('none');
    expect(root.querySelector('.board')!.getBoundingClientRect().height - root.querySelector('.board-panel')!.getBoundingClientRect().height).to.be.lessThan(80);
    await click('.toggle-filters');
    expect(getComputedStyle(root.querySelector('.board select.sort')!).display).to.not.equal('none');
    expect(words(root.querySelector('.line[data-id="ALFKI"] .facts'))).to.contain('Berlin');
    await accessible(element);
  });

  for (const lang of ['zh-CN', 'zh-TW', 'es'] as const) {
    it(`speaks ${lang}`, async () => {
      const { element, root } = await show({ lang });
      expect(words(root.querySelector('.panel-head strong'))).to.equal({ 'zh-CN': '列', 'zh-TW': '欄位', es: 'Columnas' }[lang]);
      await accessible(element);
    });
  }
});
