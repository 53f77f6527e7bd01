/** The ledger: accessible in every state and language, sums and what is owed, walked by keys, recorded and corrected, exported without formulas, costs only for whom they are. */
import { expect } from '@esm-bundle/chai';
import { cell, csvOf } from '../../components/ledger/csv.ts';
import { draftOfRow, emptyDraft, lineSum, rowOf } from '../../components/ledger/draft.ts';
import { ledgerTexts } from '../../components/ledger/texts.ts';
import { ApiError } from '../../components/internal/session.ts';
import { loadStrings } from '../../components/internal/strings/index.ts';
import { TransactionLedger } from '../../components/transaction-ledger.ts';
import type { ArchiveView, SectionAccess, TransactionDetail, TransactionPage, TransactionView } from '../../model/api.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import { LANGUAGES } from '../../model/labels.ts';
import type { Level } from '../../model/rights.ts';
import { accessible } from './accessible.ts';
import { FakeSession, mount } from './fake-session.ts';
import { digest } from './samples.ts';

customElements.get('transaction-ledger') ?? customElements.define('transaction-ledger', TransactionLedger);

let clean: () => void = () => {};
afterEach(() => clean());

const en = ledgerTexts('en');
const row = (id: string, more: Partial<TransactionView> = {}): TransactionView => ({ id, kind: 'sale', date: '2026-02-10', amount: '100.00', currency: 'EUR', dueAt: null, channel: null, orderRef: `O-${id}`, lines: [], source: 'dossier', externalId: id, ...more });
const ROWS: readonly TransactionView[] = [
  row('p', { kind: 'collection', date: '2026-03-01', amount: '40.00', orderRef: 'O-b' }),
  row('b', { amount: '250.00', cost: '100.00', lines: [{ item: 'Chai', quantity: '12.5', price: '16.00' }, { item: '茶', quantity: '1', price: '50.00', discount: '0.1' }], receivable: { open: '210.00', due: '2026-02-20', days: 12 }, recorded: { by: { id: 'li' as PersonId, name: 'Li Wei' }, at: '2026-02-10T09:00:00Z' } }),
  row('r', { kind: 'return', date: '2026-01-20', amount: '20.00', source: 'erp' }),
  row('a', { date: '2025-12-05', amount: '100.00', source: 'erp', receivable: { open: '0.00', due: null, days: 0 } }),
  row('s', { kind: 'stay', date: '2025-11-01', amount: '300.00', orderRef: null, stay: { reason: 'business', rate: '150.00', period: '2025-11-01/2025-11-03', payment: 'cash' } }),
];
const page = (items: readonly TransactionView[] = ROWS, more: Partial<TransactionPage> = {}): TransactionPage => ({
  items, next: null, years: [2026, 2025],
  totals: items.length === 0 ? [] : [{ currency: 'EUR', count: items.length, sum: '630.00', purchases: '650.00', returns: '20.00', collected: '40.00', cost: '100.00', profit: '150.00' }],
  account: items.length === 0 ? [] : [{ currency: 'EUR', open: '210.00', overdue: '210.00', oldestDays: 12, sales: 1 }], ...more,
});
const detail = (item: TransactionView): TransactionDetail => ({
  item, order: item.id === 'b' ? [ROWS[0]!] : [], reversedBy: null, correctable: item.source === 'dossier', reversible: true,
  changes: item.id === 'b' ? [{ by: { id: 'rui' as PersonId, name: 'Rui' }, at: '2026-02-11T08:00:00Z', before: row('b', { amount: '240.00' }) }] : [],
});
const view = (levels: Partial<Record<SectionAccess['section'], Level>> = { trade: 'write', stays: 'write', terms: 'write' }): ArchiveView =>
  ({ id: 'ALFKI' as ArchiveId, level: 'write', row: null, overview: digest(), sections: Object.entries(levels).map(([section, level]) => ({ section: section as SectionAccess['section'], level, because: [] })) });

function session(answer: (path: string) => unknown = () => page(), levels?: Parameters<typeof view>[0]): FakeSession {
  const fake = new FakeSession();
  fake.tell('ALFKI', digest());
  fake.view = { ...fake.view, dictionaries: { 'D-65': { name: 'Purpose', options: [{ key: 'business', label: 'Business trip' }] }, 'D-60': { name: 'Payment', options: [{ key: 'cash', label: 'Cash' }] } } };
  fake.answer = (method, path, body) => {
    if (!path.includes('/transactions')) return view(levels);
    const id = /\/transactions\/([^/?]+)/.exec(path)?.[1];
    if (method === 'POST' && id === undefined) return { items: [{ ...row('new'), ...(body as object) }] };
    if (id !== undefined) return detail({ ...(ROWS.find((each) => each.id === id) ?? row(id)), ...(method === 'PUT' ? (body as object) : {}) });
    return answer(path);
  };
  return fake;
}
async function show(fake: FakeSession | null, attributes = 'archive="ALFKI"', lang = 'en', width?: number) {
  const { root, remove } = mount(fake, `<transaction-ledger ${attributes}></transaction-ledger>`, lang);
  clean = remove;
  if (width !== undefined) root.style.width = `${width}px`;
  const element = root.querySelector('transaction-ledger')!;
  element.clock = { now: () => Date.parse('2026-03-04T10:00:00Z'), after: (_ms, call) => { queueMicrotask(call); return () => {}; } };
  await settled(element);
  const inside = element.shadowRoot!;
  const text = (): string => inside.querySelector('.root')!.textContent!.replace(/\s+/g, ' ').trim();
  const button = (label: string) => [...inside.querySelectorAll('button')].find((each) => (each.getAttribute('aria-label') ?? each.textContent!.trim()) === label)!;
  const rowOfId = (id: string) => inside.querySelector<HTMLElement>(`.row[data-id="${id}"]`)!;
  const press = async (key: string, on: HTMLElement, init: KeyboardEventInit = {}): Promise<void> => {
    on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...init }));
    await settled(element);
  };
  const type = async (selector: string, value: string): Promise<void> => {
    const field = inside.querySelector<HTMLInputElement>(selector)!;
    field.value = value;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
    await settled(element);
  };
  return { element, inside, text, button, rowOfId, press, type };
}
const settled = async (element: TransactionLedger): Promise<void> => {
  for (let i = 0; i < 10; i++) {
    await new Promise((done) => setTimeout(done));
    await element.updateComplete;
  }
};
const written = (fake: FakeSession) => fake.asked.filter(({ method }) => method !== 'GET').map(({ method, path, body }) => ({ method, path: path.replace('/api/archives/ALFKI/transactions', ''), body: body as Record<string, unknown> }));

describe('transaction-ledger is accessible', () => {
  const fails = (status: number) => (): never => { throw new ApiError(status, 'x', 'no'); };
  const states: readonly [string, () => FakeSession | null, string?, number?][] = [
    ['with rows', () => session()], ['at 360 px', () => session(), undefined, 360], ['at 240 px', () => session(), undefined, 240], ['at 1280 px', () => session(), undefined, 1280], ['empty', () => session(() => page([]))], ['empty, only read', () => session(() => page([]), { trade: 'read' })],
    ['grouped by year', () => session(), 'archive="ALFKI" group="year"'], ['grouped by order', () => session(), 'archive="ALFKI" group="order"'], ['discreet', () => session(), 'archive="ALFKI" discreet'],
    ['loading', () => session(() => new Promise(() => {}))], ['failed', () => session(fails(500))], ['not for this person', () => session(undefined, { profile: 'read' })], ['no archive', () => session(), ''], ['without a session', () => null],
    ['offline', () => Object.assign(session(), { state: { kind: 'offline', cause: 'device' } })], ['with more', () => session(() => page(ROWS, { next: '2025-11-01~s' }))],
  ];
  for (const [name, make, attributes, width] of states) it(name, async () => { await accessible((await show(make(), attributes, 'en', width)).element); });

  it('while a row is open, while one is recorded, of each kind, and while one is asked', async () => {
    const { element, rowOfId, button, type, inside } = await show(session());
    rowOfId('b').click();
    await settled(element);
    await accessible(element);
    button(en.takeBack).click();
    await settled(element);
    await accessible(element);
    button(en.record).click();
    while (inside.querySelector('#x-kind') === null) await settled(element); // its form comes late
    for (const kind of ['sale', 'collection', 'shipment', 'return', 'consumption', 'stay']) {
      await type('#x-kind', kind);
      inside.querySelector<HTMLButtonElement>('.add-line')?.click();
      await settled(element);
      await accessible(element);
    }
  });

  for (const lang of LANGUAGES) it(`in ${lang}`, async () => {
    await loadStrings(lang);
    const { element, text } = await show(session(), undefined, lang);
    expect(text()).to.include(ledgerTexts(lang).kinds.collection);
    await accessible(element);
  });
});

describe('transaction-ledger', () => {
  it('says what is owed and overdue, what each row is and what it comes to so far', async () => {
    const { text, rowOfId } = await show(session());
    expect(text()).to.include('210.00 EUR overdue, the oldest by 12 days').and.to.include('5 rows').and.to.include('Sum 630.00 EUR').and.to.include('Paid 40.00 EUR').and.to.include('Profit 150.00 EUR');
    const cells = (id: string) => [...rowOfId(id).children].map((each) => each.textContent!.replace(/\s+/g, ' ').trim());
    expect(cells('b')).to.deep.equal(['10 Feb', 'Sale', 'O-b', '12.5 × Chai and 1 more', '250.00 EUR', '210.00 EUR overdue by 12 days', '100.00', '150.00', '630.00']);
    expect(['p', 'r', 'a', 's'].map((id) => cells(id).at(-1))).to.deep.equal(['', '380.00', '400.00', '300.00']);
    expect(cells('r')[4]).to.equal('-20.00 EUR');
    expect(cells('a')[5]).to.equal('paid');
  });

  it('shows cost and profit to nobody but who may, and not while a customer looks on', async () => {
    const { element, text } = await show(session());
    element.discreet = true;
    await settled(element);
    expect(text()).not.to.match(/Cost|Profit|150\.00/);
    clean();
    const rows = ROWS.map(({ cost: _cost, ...rest }) => rest);
    const other = await show(session(() => page(rows, { totals: [{ currency: 'EUR', count: 5, sum: '630.00', purchases: '650.00', returns: '20.00', collected: '40.00' }] }), { trade: 'read' }));
    expect(other.text()).not.to.match(/Cost|Profit/);
    expect(other.button(en.record)).to.equal(undefined);
  });

  it('asks for what is chosen, and offers no kind that may not be read', async () => {
    const fake = session(undefined, { trade: 'write' });
    const { type, inside } = await show(fake);
    await type('input[type=search]', 'chai');
    await type('.filters select', 'collection');
    await type('.filters label:nth-of-type(4) select', 'overdue');
    expect(fake.asked.at(-1)!.path).to.equal('/api/archives/ALFKI/transactions?limit=100&kind=collection&open=overdue&q=chai');
    expect(inside.querySelector('.filters')!.textContent).not.to.include('Stay');
  });

  it('groups by year and by order with sums', async () => {
    const { inside, type } = await show(session());
    await type('.filters label:nth-of-type(5) select', 'year');
    expect([...inside.querySelectorAll('.group-name')].map((each) => each.textContent!.replace(/\s+/g, ' ').trim())).to.deep.equal(['20263 rows230.00 EUR', '20252 rows400.00 EUR']);
    await type('.filters label:nth-of-type(5) select', 'order');
    expect([...inside.querySelectorAll('.group-name strong')].map((each) => each.textContent!.trim())).to.deep.equal(['O-b', 'O-r', 'O-a', en.noOrder]);
  });

  it('is walked by arrow keys, opened by Enter, closed by Escape', async () => {
    const { inside, rowOfId, press, text } = await show(session());
    const active = (): string => (inside.activeElement as HTMLElement).dataset['id'] ?? '';
    rowOfId('p').focus();
    await press('ArrowDown', rowOfId('p'));
    expect(active()).to.equal('b');
    await press('End', rowOfId('b'));
    expect(active()).to.equal('s');
    await press('Home', rowOfId('s'));
    await press('ArrowDown', rowOfId('p'));
    await press('Enter', rowOfId('b'));
    expect(rowOfId('b').getAttribute('aria-expanded')).to.equal('true');
    expect(text()).to.include('Recorded by Li Wei').and.to.include('Corrected by Rui').and.to.include('240.00 EUR').and.to.include('Of the same order');
    await press('Escape', rowOfId('b'));
    expect(inside.querySelector('.detail')).to.equal(null);
    expect(active()).to.equal('b');
    await press('ArrowUp', rowOfId('p'));
    await press('n', rowOfId('p'), { isComposing: true });
    expect(inside.querySelector('.form')).to.equal(null);
    await press('n', rowOfId('p'));
    expect(inside.querySelector('.form')).not.to.equal(null);
  });

  it('shows the facts of a stay in the words of the lists', async () => {
    const { element, rowOfId, text } = await show(session());
    rowOfId('s').click();
    await settled(element);
    expect(text()).to.include('Business trip').and.to.include('Cash').and.to.include('150.00 EUR');
  });

  it('records a sale whose items make the amount', async () => {
    const fake = session();
    const { element, inside, button, type } = await show(fake);
    button(en.record).click();
    await settled(element);
    await type('#x-date', '2026-03-02');
    await type('#x-orderRef', ' A-9 ');
    inside.querySelector<HTMLButtonElement>('.add-line')!.click();
    await settled(element);
    await type('[data-line="0-item"]', 'Chai');
    await type('[data-line="0-quantity"]', '2,5');
    await type('[data-line="0-price"]', '12,40');
    expect(inside.querySelector<HTMLInputElement>('#x-amount')!.value).to.equal('31.00');
    await type('#x-dueAt', '2026-04-01');
    await type('#x-cost', '20');
    inside.querySelector('form')!.requestSubmit();
    await settled(element);
    const [{ method, path, body }] = written(fake) as [ReturnType<typeof written>[number]];
    const { externalId, ...rest } = body;
    expect([method, path]).to.deep.equal(['POST', '']);
    expect(rest).to.deep.equal({ kind: 'sale', date: '2026-03-02', amount: '31.00', currency: 'EUR', lines: [{ item: 'Chai', quantity: '2.5', price: '12.40' }], orderRef: 'A-9', dueAt: '2026-04-01', cost: '20.00', source: 'dossier' });
    expect(externalId).to.match(/^\w{12}$/);
  });

  it('proposes what is left of an order, and what was not sent is sent again under the same number', async () => {
    const fake = session((path) => (path.includes('open=true') ? page([ROWS[1]!]) : page()));
    const answer = fake.answer;
    let away = true;
    fake.answer = (method, path, body) => {
      if (method === 'POST' && away) throw new ApiError(0, 'network', 'away');
      return answer(method, path, body);
    };
    const { element, inside, rowOfId, button, text, type } = await show(fake);
    rowOfId('b').click();
    await settled(element);
    button(en.recordPayment).click();
    await settled(element);
    expect([...inside.querySelectorAll<HTMLInputElement>('#x-orderRef, #x-amount')].map(({ value }) => value)).to.deep.equal(['O-b', '210.00']);
    await type('#x-amount', '1');
    inside.querySelector<HTMLButtonElement>('.form .chip')!.click();
    await settled(element);
    inside.querySelector('form')!.requestSubmit();
    await settled(element);
    expect(text()).to.include(en.notSaved);
    away = false;
    inside.querySelector('form')!.requestSubmit();
    await settled(element);
    const posted = written(fake).map(({ body }) => [body['kind'], body['orderRef'], body['amount'], body['externalId']]);
    expect(posted).to.have.length(2);
    expect(posted[0]).to.deep.equal(posted[1]);
    expect(posted[0]!.slice(0, 3)).to.deep.equal(['collection', 'O-b', '210.00']);
  });

  it('corrects a row of its own, and takes one back after a question', async () => {
    const fake = session();
    const { element, inside, rowOfId, button, type } = await show(fake);
    rowOfId('b').click();
    await settled(element);
    button(en.correct).click();
    await settled(element);
    await type('#x-amount', '260');
    inside.querySelector('form')!.requestSubmit();
    await settled(element);
    rowOfId('a').click();
    await settled(element);
    expect(button(en.correct)).to.equal(undefined);
    button(en.takeBack).click();
    await settled(element);
    inside.querySelector<HTMLButtonElement>('.ask .danger')!.click();
    await settled(element);
    expect(written(fake).map(({ method, path, body }) => [method, path, body['amount'] ?? body['date']])).to.deep.equal([['PUT', '/b', '260.00'], ['POST', '/a/reversal', '2026-03-04']]);
    expect(written(fake)[0]!.body['lines']).to.deep.equal(ROWS[1]!.lines);
  });

  it('names what is wrong and sends nothing', async () => {
    const fake = session();
    const { element, inside, button, type } = await show(fake);
    button(en.record).click();
    await settled(element);
    await type('#x-kind', 'stay');
    await type('#x-arrival', '2026-03-05');
    await type('#x-departure', '2026-03-01');
    inside.querySelector('form')!.requestSubmit();
    await settled(element);
    expect([...inside.querySelectorAll('.problem')].map((each) => each.textContent)).to.deep.equal([en.badPeriod, en.needAmount]);
    expect(written(fake)).to.deep.equal([]);
  });

  it('goes on page by page without asking twice', async () => {
    const fake = session((path) => (path.includes('cursor') ? page([row('z', { date: '2024-01-01' })], { totals: [] }) : page(ROWS, { next: '2025-11-01~s' })));
    const { inside } = await show(fake);
    expect(fake.asked.filter(({ path }) => path.includes('cursor'))).to.have.length(1);
    expect(inside.querySelectorAll('.row[data-id]')).to.have.length(6);
  });

  it('shows nothing any more once the right is gone', async () => {
    const fake = session();
    const { element, text } = await show(fake);
    fake.answer = () => { throw new ApiError(404, 'not-found', 'no'); };
    fake.tell('ALFKI', null);
    await settled(element);
    expect(text()).not.to.include('250.00');
  });
});

describe('the table for a spreadsheet', () => {
  it('has no formulas, whatever a name begins with, and numbers as numbers', () => {
    expect(['=cmd|x', '+1', '-1', '@a', '\tx', '\r=x', '＝x', ' =x', 'plain', 'a,b', 'say "x"'].map(cell)).to.deep.equal(["'=cmd|x", "'+1", "'-1", "'@a", '"\'\tx"', '"\'\r=x"', "'＝x", "' =x", 'plain', '"a,b"', '"say ""x"""']);
    expect(cell(-12.5)).to.equal('-12.5');
    const [head, first] = csvOf([row('x', { orderRef: '=1+1', amount: '-5.00', cost: '2.00' })], en, false).split('\r\n');
    expect(head).to.equal('\ufeffDate,Kind,Order,Channel,Items,Amount,ISO 4217,Payment due,To be paid,source,externalId');
    expect(first).to.equal("2026-02-10,Sale,'=1+1,,,-5,EUR,,,dossier,x");
  });
});

describe('a draft', () => {
  it('of a row is the row again', () => {
    for (const each of ROWS) {
      const made = rowOf(draftOfRow(each), en, true);
      const { kind, date, amount, currency, lines, orderRef } = each;
      expect('row' in made && { kind: made.row.kind, date: made.row.date, amount: made.row.amount, currency: made.row.currency, lines: made.row.lines, orderRef: made.row.orderRef ?? null }).to.deep.equal({ kind, date, amount, currency, lines, orderRef });
    }
  });

  it('adds up exactly, and says nothing of what is half typed', () => {
    const draft = emptyDraft('sale', '2026-01-01', 'EUR', 'x');
    expect(lineSum({ ...draft, lines: [{ item: 'a', quantity: '3', price: '0.1' }, { item: 'b', quantity: '1', price: '0,20' }] })).to.equal('0.50');
    expect(lineSum({ ...draft, lines: [{ item: 'a', quantity: '', price: '1' }] })).to.equal(null);
  });
});
