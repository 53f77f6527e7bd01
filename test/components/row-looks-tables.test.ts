/** What each table's own look shows at rest, and what only it does: people with their ways and companions, departments, deposits by maturity, shares, validity. Each is looked at by axe, at rest and with a row open, and shows another person's edit. */
import { expect } from '@esm-bundle/chai';
import * as Y from 'yjs';
import type { Scalar } from '../../model/api.ts';
import { catalogueView } from '../../model/catalogue/catalogue.ts';
import { parseRowId } from '../../model/ids.ts';
import { addRow, deleteRow, getRows, getText, setCell, setField, setText } from '../../model/section-doc.ts';
import { random } from '../../components/form/open-section.ts';
import { loadLookTexts, lookTexts } from '../../components/form/rows/texts.ts';
import { daysTo, nextYearly, whenText } from '../../components/form/rows/days.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { accessible } from './accessible.ts';
import { choose, openForm, press, type, viewOf, type FormPage } from './archive-form-page.ts';

let page: FormPage;
afterEach(() => page?.remove());
const words = (element: Element) => element.textContent!.replace(/\s+/g, ' ').trim();
const field = (table: string) => page.find(`[id="f-rows/${table}"]`);
const named = (name: string) => [...page.root.querySelectorAll<HTMLButtonElement>('.look-name')].find((each) => words(each) === name)!;
const order = (table: string) => [...field(table).querySelectorAll('.look-name')].map(words);

/** The local day so many days from today. */
const day = (days: number): string => {
  const at = new Date();
  return new Date(Date.UTC(at.getFullYear(), at.getMonth(), at.getDate() + days)).toISOString().slice(0, 10);
};
type Rows = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Scalar>>>>>>;
const fill = (rows: Rows, texts: Readonly<Record<string, string>> = {}) => (doc: Y.Doc): void => {
  for (const [table, list] of Object.entries(rows)) for (const [id, cells] of Object.entries(list)) addRow(doc, table, cells, random, { id: parseRowId(id)! });
  for (const [root, text] of Object.entries(texts)) setText(doc, root, text);
};

interface Sample { readonly table: string; readonly section: string; readonly rows: Rows; readonly texts?: Readonly<Record<string, string>>; readonly shows: readonly string[]; readonly open: string; readonly edit: readonly [row: string, column: string, value: Scalar, shown: string] }
const PEOPLE: Rows = { people: { p1: { name: 'Maria Anders', role: 'personInCharge', workScope: 'Head of sales' }, p2: { name: 'Li Wei', role: 'financialReviewer' } } };
const SAMPLES: readonly Sample[] = [
  { table: 'people', section: 'people', rows: PEOPLE, shows: ['Maria Anders', 'Person in charge', 'Head of sales'], open: 'Maria Anders', edit: ['p1', 'workScope', 'Owner', 'Owner'] },
  { table: 'departments', section: 'people', rows: { departments: { d1: { name: 'Board', purchasingRole: 'decider' }, d2: { name: 'Buying', reportsTo: 'd1' } } }, shows: ['Board', 'Decider', 'Reports to'], open: 'Buying', edit: ['d1', 'purchasingRole', 'buyer', 'Buyer'] },
  { table: 'relatedParties', section: 'people', rows: { ...PEOPLE, relatedParties: { r1: { party: 'p1', relation: 'spouse', note: 'since May' } } }, shows: ['Spouse', 'since May'], open: 'r1', edit: ['r1', 'note', 'since June', 'since June'] },
  { table: 'family', section: 'private', rows: { family: { f1: { name: 'Ana', relation: 'parent', work: 'Teacher', birthday: '1950-02-03' } } }, shows: ['Ana', 'Parent', 'Teacher', 'years old'], open: 'Ana', edit: ['f1', 'work', 'Retired', 'Retired'] },
  { table: 'children', section: 'private', rows: { children: { c1: { name: 'Tom', birthDate: day(-3000), schooling: 'Third year' } } }, shows: ['Tom', 'under 14', 'Third year'], open: 'Tom', edit: ['c1', 'schooling', 'Fourth year', 'Fourth year'] },
  { table: 'peoplePrivate', section: 'private', rows: { peoplePrivate: { x1: { person: 'p9', address: 'Obere Str. 57' } } }, shows: ['p9', 'Obere Str. 57'], open: 'p9', edit: ['x1', 'address', 'Elsewhere 1', 'Elsewhere 1'] },
  { table: 'personRelations', section: 'assessment', rows: { personRelations: { e1: { from: 'p1', relation: 'rival', to: 'p2', note: 'budget' } } }, shows: ['p1', 'Rival', 'p2', 'budget'], open: 'p1', edit: ['e1', 'note', 'settled', 'settled'] },
  { table: 'peopleAssessment', section: 'assessment', rows: { peopleAssessment: { a1: { person: 'p1' } } }, texts: { 'text:peopleAssessment/a1/personality': 'Keeps her word' }, shows: ['p1', 'Keeps her word'], open: 'p1', edit: ['a1', 'person', 'p2', 'p2'] },
  { table: 'competitors', section: 'rivals', rows: { competitors: { k1: { name: 'North Shore', scale: 'medium', leaders: 'unknown' } } }, texts: { 'text:competitors/k1/productAnalysis': 'Cheaper by 8 %' }, shows: ['North Shore', 'Medium', 'Cheaper by 8 %'], open: 'North Shore', edit: ['k1', 'leaders', 'A. Smith', 'A. Smith'] },
  { table: 'deposits', section: 'bank', rows: { deposits: { d1: { kind: 'term', amount: '500000.00 CNY', openedAt: day(-300), maturesAt: day(20) }, d2: { kind: 'demand', amount: '1000.50 CNY' } } }, shows: ['Term deposit', '500,000.00 CNY', 'matures in 20 days', 'Total', '501,000.50 CNY'], open: 'Term deposit', edit: ['d2', 'amount', '2000.50 CNY', '502,000.50 CNY'] },
  { table: 'cards', section: 'bank', rows: { cards: { k1: { type: 'credit', level: 'platinum' } } }, shows: ['Credit', 'Platinum'], open: 'Credit', edit: ['k1', 'level', 'gold', 'Gold'] },
  { table: 'bankProducts', section: 'bank', rows: { bankProducts: { b1: { product: 'Ninety days', boughtAt: '2026-05-12', amount: '200.00 EUR' } } }, shows: ['Ninety days', '12 May 2026', '200.00 EUR'], open: 'Ninety days', edit: ['b1', 'amount', '300.00 EUR', '300.00 EUR'] },
  { table: 'fundFlows', section: 'bank', rows: { fundFlows: { w1: { date: '2026-05-12', direction: 'out', amount: '80.00 EUR', counterparty: 'Stone Works' } } }, shows: ['Out', '−80.00 EUR', 'Stone Works'], open: '12 May 2026 · Out', edit: ['w1', 'counterparty', 'Wood Works', 'Wood Works'] },
  { table: 'fundChanges', section: 'bank', rows: { fundChanges: { g1: { period: '2026-05', balance: '900.00 EUR', change: '-10.00 EUR' } } }, shows: ['May 2026', '900.00 EUR', '-10.00 EUR'], open: 'May 2026', edit: ['g1', 'change', '20.00 EUR', '+20.00 EUR'] },
  { table: 'relatedPartyPapers', section: 'identity', rows: { relatedPartyPapers: { i1: { name: 'Ana Trujillo', idDocumentNumber: '440102198001010011', idDocumentValidUntil: day(-100) } } }, shows: ['Ana Trujillo', '0011', 'expired 3 months ago'], open: 'Ana Trujillo', edit: ['i1', 'idDocumentValidUntil', day(30), 'expires in 30 days'] },
  { table: 'creditReports', section: 'credit', rows: { creditReports: { q1: { issuer: 'A bureau', issuedAt: day(-10), validUntil: day(340) } } }, shows: ['A bureau', 'expires in 11 months'], open: 'A bureau', edit: ['q1', 'issuer', 'Another bureau', 'Another bureau'] },
  { table: 'occasions', section: 'preferences', rows: { occasions: { o1: { kind: 'birthday', date: `1980-${day(5).slice(5)}`, yearly: true, note: 'flowers' } } }, shows: ['Birthday', 'in 5 days', 'every year', 'flowers'], open: 'Birthday', edit: ['o1', 'note', 'a card', 'a card'] },
  { table: 'annualPerformance', section: 'credit', rows: { annualPerformance: { y1: { year: 2024, sales: '100.00 EUR', profit: '10.00 EUR' }, y2: { year: 2025, sales: '120.00 EUR', profit: '6.00 EUR', note: 'a new shop' } } }, shows: ['2025', '120.00 EUR', '+20% on the year before', 'margin 5%', 'a new shop'], open: '2025', edit: ['y2', 'sales', '150.00 EUR', '+50% on the year before'] },
  { table: 'salesTrend', section: 'credit', rows: { salesTrend: { t1: { period: '2026-05', sales: '80.00 EUR', change: -1.5 } } }, shows: ['May 2026', '80.00 EUR', '−1.5%'], open: 'May 2026', edit: ['t1', 'change', 2, '+2%'] },
  { table: 'supplierStructure', section: 'terms', rows: { supplierStructure: { s1: { supplier: 'Harbour Lane', product: 'Floor', share: 45 }, s2: { supplier: 'The works', product: 'Floor', share: 40 } } }, shows: ['Harbour Lane', '45 %', 'Others or unknown: 15%'], open: 'Harbour Lane', edit: ['s2', 'share', 67, 'The shares add up to 112%'] },
  { table: 'monthlyDemand', section: 'terms', rows: { monthlyDemand: { d1: { product: 'Oak', quantity: 900, unit: 'm²' }, d2: { product: 'Skirting', quantity: 300, unit: 'm²' } } }, shows: ['Oak', '900 m²'], open: 'Oak', edit: ['d1', 'quantity', 950, '950 m²'] },
];

describe('each look', () => {
  for (const { table, section, rows, texts, shows, open, edit } of SAMPLES) {
    it(`${table}: shows what counts, is accessible at rest and open, and shows another person's edit`, async () => {
      page = await openForm({ section, fill: fill(rows, texts) });
      for (const text of shows) expect(words(field(table)), table).to.include(text);
      await accessible(page.form);
      const [row, column, value, shown] = edit;
      setCell(page.theirs, table, row, column, value);
      await page.settled();
      expect(words(field(table)), 'the edit of somebody else').to.include(shown);
      const opener = table === 'relatedParties' ? field(table).querySelector<HTMLButtonElement>('.look-name')! : named(open === 'p1' && table === 'peopleAssessment' ? 'p2' : open) ?? field(table).querySelector<HTMLButtonElement>('.look-name')!;
      opener.click();
      await page.settled();
      const columns = catalogueView('en').fields.find((each) => each.table === table && each.scope === 'field' && each.columns !== undefined)!.columns!;
      const drawn = [...field(table).querySelectorAll('.look-edit [data-key]')].map((each) => each.getAttribute('data-key')!.split('/').at(-1));
      for (const each of columns) if (!['computed', 'files'].includes(each.kind)) expect(drawn, `${table} loses no column`).to.include(each.key);
      await accessible(page.form);
    });
  }

  it('every text is there in four languages', async () => {
    for (const language of LANGUAGES) await loadLookTexts(language);
    expect(new Set(LANGUAGES.map((language) => lookTexts(language).done)).size).to.equal(3);
    const keys = Object.keys(lookTexts('en')).sort();
    for (const language of LANGUAGES) expect(Object.keys(lookTexts(language)).sort(), language).to.deep.equal(keys);
  });
});

const WAYS: Rows = { peopleMethods: {
  m1: { person: 'p1', kind: 'phone', value: '030-0074321', alive: false }, m2: { person: 'p1', kind: 'mobile', value: '+49 170 1', alive: true }, m3: { person: 'p1', kind: 'email', value: 'maria@alfki.example', preferred: true },
} };

describe('people', () => {
  it('shows how to reach a person, the preferred way first, the dead one struck and without a link', async () => {
    page = await openForm({ section: 'people', fill: fill({ ...PEOPLE, ...WAYS }) });
    const card = page.find('[data-row="p1"]');
    expect([...card.querySelectorAll('a')].map((link) => link.getAttribute('href'))).to.deep.equal(['mailto:maria@alfki.example', 'tel:+491701']);
    expect(words(card.querySelector('del')!)).to.equal('030-0074321');
    expect(words(card)).to.include('no longer valid');
  });

  it('gives no link to a customer nobody is to contact', async () => {
    const view = viewOf({ people: 'write' });
    page = await openForm({ section: 'people', fill: fill({ ...PEOPLE, ...WAYS }), view: { ...view, overview: { ...view.overview, doNotContact: true } as typeof view.overview } });
    expect(page.find('[data-row="p1"]').querySelectorAll('a').length).to.equal(0);
    expect(words(page.find('[data-row="p1"]'))).to.include('maria@alfki.example');
  });

  it('a birthday that is near is told, with the age to come', async () => {
    page = await openForm({ section: 'people', fill: fill({ people: { p1: { name: 'Maria Anders', birthday: `1980-${day(3).slice(5)}` } } }) });
    expect(words(page.find('[data-row="p1"] .look-mark.due'))).to.match(/in 3 days, turns \d\d/);
  });

  it('ways and departments are edited in the person; removing the person takes them along, and undo brings all back', async () => {
    page = await openForm({ section: 'people', fill: fill({ ...PEOPLE, ...WAYS, departments: { d1: { name: 'Board', purchasingRole: 'decider' } } }) });
    named('Maria Anders').click();
    await page.settled();
    choose(page.find<HTMLSelectElement>('[id="f-names-member-p1"]'), 'd1');
    await page.settled();
    expect(getRows(page.theirs, 'departmentMembers').map(({ cells }) => cells)).to.deep.equal([{ department: 'd1', person: 'p1' }]);
    expect(words(page.find('[data-row="p1"] .look-line'))).to.include('Board · Decider');
    page.find('[id="f-add-peopleMethods-p1"]').click();
    await page.settled();
    expect(page.root.activeElement?.id).to.match(/^f-rows\/peopleMethods\/.+\/kind$/);
    expect(getRows(page.theirs, 'peopleMethods').length).to.equal(4);
    press(named('Maria Anders'), 'Backspace', { altKey: true, shiftKey: true });
    await page.settled();
    expect(['people', 'peopleMethods', 'departmentMembers'].map((table) => getRows(page.theirs, table).length)).to.deep.equal([1, 0, 0]);
    press(page.find('.form'), 'z', { ctrlKey: true });
    await page.settled();
    expect(['people', 'peopleMethods', 'departmentMembers'].map((table) => getRows(page.theirs, table).length)).to.deep.equal([2, 4, 1]);
  });

  it('what other sections hold of a person is opened when asked for, written there under the same row id, and presence is told there alone', async () => {
    page = await openForm({ section: 'people', fill: fill(PEOPLE) });
    const other = page.session.handle('ALFKI', 'private');
    named('Maria Anders').click();
    await page.settled();
    expect(other.doc, 'nothing private is read before').to.equal(null);
    const show = [...page.root.querySelectorAll<HTMLButtonElement>('.look-edit button')].find((each) => words(each).includes('Private facts of people'))!;
    const doc = other.ready('write');
    show.click();
    await page.settled();
    const inside = page.find('[data-section="private"]');
    inside.querySelector<HTMLButtonElement>('button')!.click();
    await page.settled();
    expect(getRows(doc, 'peoplePrivate').map(({ id, cells }) => [id, cells])).to.deep.equal([['p1', { person: 'p1' }]]);
    const address = page.control('rows/peoplePrivate/p1/address');
    type(address, 'Obere Str. 57');
    press(address, 'Enter');
    await page.settled();
    expect(getRows(doc, 'peoplePrivate')[0]!.cells['address']).to.equal('Obere Str. 57');
    expect(other.focused).to.equal('rows/peoplePrivate/p1/address');
    expect(page.handle.focused, 'colleagues without the right hear nothing of it').to.equal(null);
    await accessible(page.form);
  });

  it('for whoever may not read them those sections do not exist', async () => {
    page = await openForm({ section: 'people', fill: fill(PEOPLE), view: viewOf({ people: 'write', assessment: 'exists' }) });
    named('Maria Anders').click();
    await page.settled();
    const text = words(page.find('.look-edit'));
    expect(text).not.to.match(/private|opinion/i);
    expect(page.root.querySelector('[data-section]')).to.equal(null);
  });

  it('rows that the people show already are told in one line, and unfold', async () => {
    page = await openForm({ section: 'people', fill: fill({ ...PEOPLE, ...WAYS }) });
    expect(words(field('peopleMethods'))).to.include('3 rows of Maria Anders, shown with people and departments');
    field('peopleMethods').querySelector('button')!.click();
    await page.settled();
    expect(order('peopleMethods')).to.include('maria@alfki.example');
  });

  it('rows of somebody who is not there are told nowhere else, so they stand where they are', async () => {
    page = await openForm({ section: 'people', fill: fill({ ...PEOPLE, ...WAYS, departmentMembers: { m1: { department: 'gone', person: 'p1' } } }) });
    expect(order('departmentMembers')).to.deep.equal(['gone']);
    deleteRow(page.theirs, 'people', 'p1');
    await page.settled();
    expect(order('peopleMethods').length).to.equal(3);
  });
});

describe('departments', () => {
  const rows: Rows = { ...PEOPLE, departments: { d1: { name: 'Board' }, d2: { name: 'Buying', reportsTo: 'Board' }, d3: { name: 'Store', reportsTo: 'd4' }, d4: { name: 'Transport', reportsTo: 'd3' }, d5: { name: 'Shop', reportsTo: 'd5' } }, departmentMembers: { m1: { department: 'd2', person: 'p1' } }, departmentCooperation: { c1: { department: 'd2', with: 'd3' } } };

  it('a superior is chosen from the departments; one written by its name is understood', async () => {
    page = await openForm({ section: 'people', fill: fill(rows) });
    named('Buying').click();
    await page.settled();
    const superior = page.control<HTMLSelectElement>('rows/departments/d2/reportsTo');
    expect(superior.selectedOptions[0]!.textContent).to.equal('Board');
    choose(superior, 'd3');
    await page.settled();
    expect(getRows(page.theirs, 'departments')[1]!.cells['reportsTo']).to.equal('d3');
  });

  it('members and cooperation are told from both sides; circles and reports to oneself are named', async () => {
    page = await openForm({ section: 'people', fill: fill(rows) });
    expect(words(page.find('[data-row="d2"]'))).to.include('Maria Anders').and.to.include('Store');
    expect(words(page.find('[data-row="d3"]'))).to.include('Buying').and.to.include('reports in a circle: Store → Transport → Store');
    expect(words(page.find('[data-row="d5"]'))).to.include('reports to itself');
  });

  it('the same as a picture, above the rows: Enter opens a box, "edit" opens its row', async () => {
    page = await openForm({ section: 'people', fill: fill(rows) });
    [...page.root.querySelectorAll<HTMLButtonElement>('.look-map button')].find((each) => words(each) === 'Show as a picture')!.click();
    await page.drawn('.look-map [role=tree]');
    expect(getComputedStyle(page.find('.map-frame')).overflow, 'its styles came along').to.equal('auto');
    page.find<HTMLElement>('[data-node="d2"]').focus();
    press(page.find('[data-node="d2"]'), 'Enter');
    await page.settled();
    await accessible(page.form);
    page.find('[data-edit]').click();
    await page.settled();
    expect(page.root.activeElement === named('Buying')).to.equal(true);
    expect(named('Buying').getAttribute('aria-expanded')).to.equal('true');
  });
});

describe('order and figures', () => {
  it('deposits: what matures next first, what has matured after it, what never does last; sums by currency', async () => {
    page = await openForm({ section: 'bank', fill: fill({ deposits: {
      a: { kind: 'demand', amount: '1.00 EUR' }, b: { kind: 'term', amount: '2.00 EUR', maturesAt: day(400) }, c: { kind: 'notice', amount: '3.00 USD', maturesAt: day(-10) }, d: { kind: 'structured', amount: '0.10 EUR', maturesAt: day(3) },
    } }) });
    expect(order('deposits')).to.deep.equal(['Structured deposit', 'Term deposit', 'Notice deposit', 'Demand deposit']);
    expect(words(field('deposits').querySelector('tfoot')!)).to.include('3.10 EUR').and.to.include('3.00 USD');
    expect([...field('deposits').querySelectorAll('.look-mark.due')].map(words), 'amber is for what is due').to.deep.equal(['matures in 3 days']);
  });

  it('a row one is in keeps its place, whatever is typed or comes from others; closed, it goes where it belongs', async () => {
    page = await openForm({ section: 'bank', fill: fill({ deposits: { a: { kind: 'term', maturesAt: day(10) }, b: { kind: 'notice', maturesAt: day(20) }, c: { kind: 'structured', maturesAt: day(30) } } }) });
    named('Notice deposit').click();
    await page.settled();
    setCell(page.theirs, 'deposits', 'b', 'maturesAt', day(90));
    addRow(page.theirs, 'deposits', { kind: 'certificate', maturesAt: day(1) }, random);
    await page.settled();
    expect(order('deposits')).to.deep.equal(['Term deposit', 'Notice deposit', 'Structured deposit', order('deposits')[3]!]);
    page.find<HTMLButtonElement>('.look-tools .button').click();
    await page.settled();
    expect(order('deposits').slice(1)).to.deep.equal(['Term deposit', 'Structured deposit', 'Notice deposit']);
  });

  it('occasions: by their next day, passed ones last', async () => {
    page = await openForm({ section: 'preferences', fill: fill({ occasions: {
      a: { kind: 'wedding', date: `2011-${day(-3).slice(5)}`, yearly: true }, b: { kind: 'childAdvancesSchool', date: day(-40), yearly: false }, c: { kind: 'storeAnniversary', date: `2009-${day(90).slice(5)}`, yearly: true },
    } }) });
    expect(order('occasions')).to.deep.equal(['Store anniversary', 'Wedding', 'Child starts a new school']);
  });

  it('competitors at this customer: strengths and weaknesses stand side by side', async () => {
    page = await openForm({ section: 'rivals', fill: fill({ rivalsAtCustomer: { r1: { competitor: 'North Shore', salespersonName: 'Mr W' } } }, { 'text:rivalsAtCustomer/r1/productStrengths': 'Cheap' }) });
    expect([...field('rivalsAtCustomer').querySelectorAll('.side')].map(words)).to.deep.equal(['+ Product strengthsCheap', '− Product weaknessesnothing noted']);
    getText(page.theirs, 'text:rivalsAtCustomer/r1/productWeaknesses').insert(0, 'Slow');
    await page.settled();
    expect(words(field('rivalsAtCustomer'))).to.include('− Product weaknessesSlow');
    await accessible(page.form);
  });

  it('shares of each product are a bar of their own, numbered as the rows', async () => {
    page = await openForm({ section: 'terms', fill: fill({ supplierStructure: { a: { supplier: 'Small', product: 'Floor', share: 20 }, b: { supplier: 'Large', product: 'Floor', share: 80 }, c: { supplier: 'Tiles', product: 'Tile', share: 112 } } }) });
    expect(order('supplierStructure')).to.deep.equal(['Large', 'Small', 'Tiles']);
    expect([...field('supplierStructure').querySelectorAll('.stack')].map((stack) => stack.querySelectorAll('rect.part').length)).to.deep.equal([2, 1]);
    expect(words(field('supplierStructure'))).to.include('Tile: the shares add up to 112%');
    expect(words(field('supplierStructure')), 'what is whole has no others').not.to.include('Others');
  });

  it('a loss is told in figures; another currency is not compared', async () => {
    page = await openForm({ section: 'credit', fill: fill({ annualPerformance: { a: { year: 2023, sales: '900.00 USD' }, b: { year: 2024, sales: '100.00 EUR', profit: '-10.00 EUR' } } }) });
    expect(order('annualPerformance')).to.deep.equal(['2024', '2023']);
    expect(words(field('annualPerformance'))).to.include('margin −10%').and.not.to.include('on the year before');
  });
});

describe('days', () => {
  it('counts days, and tells them in the coarsest unit that still says when', () => {
    expect([daysTo('2026-02-28', '2026-03-01'), daysTo('2026-05-12', '2026-05-11'), daysTo('2026-05-12', '2026-05')]).to.deep.equal([1, -1, undefined]);
    expect([whenText('en', 0), whenText('en', 20), whenText('en', -100), whenText('en', 800)]).to.deep.equal(['today', 'in 20 days', '3 months ago', 'in 2 years']);
  });
  it('finds the next day of a year, today included; the 29th of February is the 28th where there is none', () => {
    expect(nextYearly('2026-05-12', '1980-05-12')).to.deep.equal({ date: '2026-05-12', nth: 46 });
    expect(nextYearly('2026-05-13', '--05-12')).to.deep.equal({ date: '2027-05-12', nth: null });
    expect(nextYearly('2026-01-01', '2000-02-29')).to.deep.equal({ date: '2026-02-28', nth: 26 });
    expect(nextYearly('2026-01-01', '2000-02')).to.equal(undefined);
  });
});

describe('papers of the customer itself', () => {
  it('tell beside their date how long they are valid; amber when it ends soon, red when it has', async () => {
    page = await openForm({ fill: (doc) => setField(doc, 'org.licenceValidUntil', day(20)) });
    await page.drawn('[data-field="org.licenceValidUntil"] .look-mark');
    expect(words(page.find('.look-mark.due'))).to.equal('expires in 20 days');
    setField(page.theirs, 'org.licenceValidUntil', day(-70));
    await page.settled();
    expect(words(page.find('.look-mark.danger'))).to.equal('expired 2 months ago');
    await accessible(page.form);
    setField(page.theirs, 'org.licenceValidUntil', 'long-term');
    await page.settled();
    expect(page.root.querySelector('.look-mark')).to.equal(null);
  });
});
