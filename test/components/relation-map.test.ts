/** `<relation-map>`: accessibility first, then the picture by keyboard, the table that says the same, circles, rights, and edits of others as they come. The graph and its layout have their rules at the end. */
import { expect } from '@esm-bundle/chai';
import { emulateMedia } from '@web/test-runner-commands';
import * as Y from 'yjs';
import type { Scalar } from '../../model/api.ts';
import { parseRowId } from '../../model/ids.ts';
import type { Level } from '../../model/rights.ts';
import { addRow, setCell, type Row } from '../../model/section-doc.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { ApiError } from '../../components/internal/session.ts';
import { random } from '../../components/form/open-section.ts';
import { graphOf, type GraphRows } from '../../components/relations/graph.ts';
import { fit, heightOf, layoutOf, type Box } from '../../components/relations/layout.ts';
import { relationTexts } from '../../components/relations/texts.ts';
import { RelationMap } from '../../components/relation-map.ts';
import { accessible } from './accessible.ts';
import { FormSession, press, viewOf } from './archive-form-page.ts';
import { mount, type FakeHandle } from './fake-session.ts';

if (!customElements.get('relation-map')) customElements.define('relation-map', RelationMap);

type Rows = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Scalar>>>>>>;
const PEOPLE: Rows = {
  departments: { d1: { name: 'Board', purchasingRole: 'decider' }, d2: { name: 'Buying', reportsTo: 'd1', purchasingRole: 'buyer' }, d3: { name: 'Finance', reportsTo: 'Board' }, d4: { name: 'Store', reportsTo: 'd5' }, d5: { name: 'Transport', reportsTo: 'd4' }, d6: { name: 'Shop', reportsTo: 'd6' } },
  people: { p1: { name: 'Maria Anders', role: 'personInCharge', workScope: 'Head of sales' }, p2: { name: 'Li Wei', role: 'financialReviewer' }, p3: { name: 'Ana Trujillo' } },
  departmentMembers: { m1: { department: 'd1', person: 'p1' }, m2: { department: 'd3', person: 'p2' } },
  departmentCooperation: { c1: { department: 'd2', with: 'd3', note: 'payments' } },
  relatedParties: { r1: { party: 'p3', relation: 'spouse', note: 'since May' } },
};
const OWN: Rows = { personRelations: { e1: { from: 'p1', relation: 'rival', to: 'p2', note: 'budget' } } };
const fill = (rows: Rows) => (doc: Y.Doc): void => {
  for (const [table, list] of Object.entries(rows)) for (const [id, cells] of Object.entries(list)) addRow(doc, table, cells, random, { id: parseRowId(id)! });
};
const words = (element: Element) => element.textContent!.replace(/\s+/g, ' ').trim();

interface MapPage { readonly map: RelationMap; readonly root: ShadowRoot; readonly session: FormSession; /** Sections that were opened. */ readonly opened: readonly string[]; readonly handle: FakeHandle; readonly theirs: Y.Doc; readonly settled: () => Promise<void>; readonly find: <T extends Element = HTMLElement>(selector: string) => T; readonly button: (name: string) => HTMLButtonElement | undefined; readonly node: (id: string) => SVGGElement; readonly remove: () => void }

async function openMap(options: { readonly levels?: Readonly<Record<string, Level>>; readonly rows?: Rows; readonly attributes?: string; readonly lang?: string } = {}): Promise<MapPage> {
  const session = new FormSession();
  const view = viewOf(options.levels ?? { people: 'read', assessment: 'read' });
  session.answer = (_method, path) => {
    if (path === '/api/archives/ALFKI') return view;
    throw new ApiError(404, 'not-found', path);
  };
  const opened: string[] = [];
  session.open = (ref, section) => {
    opened.push(section);
    return session.handle(ref, section);
  };
  const handle = session.handle('ALFKI', 'people');
  const mine = handle.ready('read', fill(options.rows ?? PEOPLE));
  const theirs = new Y.Doc();
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine));
  theirs.on('update', (update: Uint8Array) => Y.applyUpdate(mine, update, 'wire'));
  const page = mount(session, `<relation-map archive="ALFKI" ${options.attributes ?? ''}></relation-map>`, options.lang);
  const map = page.root.querySelector<RelationMap>('relation-map')!;
  const settled = async () => {
    for (let i = 0; i < 6; i++) {
      await new Promise((done) => setTimeout(done));
      await map.updateComplete;
    }
  };
  await settled();
  const root = map.shadowRoot!;
  const find = <T extends Element = HTMLElement>(selector: string): T => {
    const found = root.querySelector<T>(selector);
    if (found === null) throw new Error(`nothing is drawn for ${selector}`);
    return found;
  };
  return {
    map, root, session, opened, handle, theirs, settled, find, remove: page.remove,
    button: (name) => [...root.querySelectorAll('button')].find((each) => words(each) === name),
    node: (id) => find<SVGGElement>(`[data-node="${id}"]`),
  };
}

let page: MapPage;
afterEach(() => page?.remove());

describe('accessibility of the relation map', () => {
  it('picture with something open, table, related parties, internal relations; dark and in Chinese', async () => {
    page = await openMap();
    await accessible(page.map);
    press(page.node('d2'), 'Enter');
    await page.settled();
    await accessible(page.map);
    page.session.handle('ALFKI', 'assessment').ready('read', fill(OWN));
    page.button('Internal relations')!.click();
    page.button('Table')!.click();
    await page.settled();
    await accessible(page.map);
    page.button('Related parties')!.click();
    await page.settled();
    await accessible(page.map);
    page.button('Picture')!.click();
    await page.settled();
    await accessible(page.map);
    page.remove();
    page = await openMap({ attributes: 'scheme="dark"', lang: 'zh-Hans' });
    await accessible(page.map);
    page.remove();
    page = await openMap({ rows: {} });
    await accessible(page.map);
  });
  it('every text is there in four languages', () => {
    const keys = Object.keys(relationTexts('en')).sort();
    for (const language of LANGUAGES) expect(Object.keys(relationTexts(language)).sort(), language).to.deep.equal(keys);
  });
});

describe('the picture by keyboard', () => {
  const at = () => page.root.activeElement?.getAttribute('data-node');
  const go = async (key: string) => {
    press(page.root.activeElement!, key);
    await page.settled();
  };

  it('is one stop of Tab; arrows walk in reading order, right to who reports, left to the superior, Home and End to the ends', async () => {
    page = await openMap();
    expect(page.root.querySelectorAll('[data-node][tabindex="0"]').length).to.equal(1);
    page.node('d1').focus();
    await go('ArrowDown');
    expect(at(), 'the people of a department come after it').to.equal('d1/p1');
    await go('ArrowDown');
    expect(at()).to.equal('d2');
    await go('ArrowLeft');
    expect(at()).to.equal('d1');
    await go('ArrowRight');
    expect(at()).to.equal('d2');
    await go('End');
    expect(at()).to.equal(' nowhere/p3');
    await go('Home');
    expect(at()).to.equal('d1');
    expect(page.root.querySelector('[data-node][tabindex="0"]')!.getAttribute('data-node')).to.equal('d1');
  });

  it('Enter opens what is known, Escape closes it and stays; "edit" tells the page which row is meant', async () => {
    page = await openMap();
    page.node('d2').focus();
    await go('Enter');
    expect(page.node('d2').getAttribute('aria-selected')).to.equal('true');
    expect(words(page.find('.relation-panel'))).to.include('Buyer').and.to.include('reports to Board').and.to.include('works with Finance (payments)');
    let told: unknown;
    page.map.addEventListener('dossier-row', ({ detail }) => { told = detail; });
    page.find('[data-edit]').click();
    expect(told).to.deep.equal({ archive: 'ALFKI', section: 'people', table: 'departments', row: 'd2' });
    page.find('[data-edit]').focus();
    press(page.find('[data-edit]'), 'Escape');
    await page.settled();
    expect(page.root.querySelector('.relation-panel')).to.equal(null);
    expect(at()).to.equal('d2');
    page.node('d1/p1').focus();
    await go('Enter');
    page.find('[data-edit]').click();
    expect(told).to.deep.equal({ archive: 'ALFKI', section: 'people', table: 'people', row: 'p1' });
  });

  it('a click opens as Enter does, and closes again', async () => {
    page = await openMap();
    page.node('d3').dispatchEvent(new MouseEvent('click', { bubbles: true }));
    await page.settled();
    expect(words(page.find('.panel-title'))).to.equal('Finance');
    page.node('d3').dispatchEvent(new MouseEvent('click', { bubbles: true }));
    await page.settled();
    expect(page.root.querySelector('.relation-panel')).to.equal(null);
  });
});

describe('picture and table', () => {
  const said = () => [...page.root.querySelectorAll('[data-node] > title')].map(words).join(' | ');

  for (const [name, features, shown, hidden] of [
    ['a printed page', { media: 'print' }, '.on-paper table', '.map'],
    ['a page in forced colours', { forcedColors: 'active' }, '.map', '.on-paper table'],
  ] as const) {
    it(`${name} shows what can be read there`, async () => {
      page = await openMap();
      try {
        await emulateMedia(features);
        expect(page.find(shown).getClientRects().length).to.be.greaterThan(0);
        expect(page.find(hidden).getClientRects().length).to.equal(0);
        if (name === 'a printed page') for (const each of ['Board', 'Buying', 'Finance', 'Maria Anders']) expect(words(page.find('.on-paper'))).to.include(each);
        else expect(getComputedStyle(page.find('.map .box > rect')).stroke, 'a box has its line').to.not.equal('none');
      } finally {
        await emulateMedia({ media: 'screen', forcedColors: 'none' });
      }
    });
  }

  it('say the same: departments, roles, superiors, members, cooperation, trouble', async () => {
    page = await openMap();
    const picture = said();
    page.button('Table')!.click();
    await page.settled();
    expect(page.map.as, 'the page can keep what the person turned to').to.equal('table');
    const table = words(page.find('tbody'));
    for (const text of ['Board', 'Decider', 'Buying', 'Buyer', 'Finance', 'Store', 'Transport', 'Shop', 'Maria Anders', 'Li Wei', 'Ana Trujillo', 'Head of sales', 'payments', 'reports to itself', 'reports in a circle: Store → Transport → Store', 'In no department']) {
      expect(picture, `picture: ${text}`).to.include(text);
      expect(table, `table: ${text}`).to.include(text);
    }
    expect(page.root.querySelectorAll('tbody tr').length).to.equal(7);
  });

  it('related parties are a view of their own, by kind of relation', async () => {
    page = await openMap({ attributes: 'as="table"' });
    page.button('Related parties')!.click();
    await page.settled();
    expect(words(page.find('tbody'))).to.equal('Ana TrujilloSpousesince May');
    page.button('Picture')!.click();
    await page.settled();
    expect([...page.root.querySelectorAll('[data-node] > title')].map(words)).to.deep.equal(['Alfreds Futterkiste', 'Spouse', 'Ana Trujillo, since May']);
  });

  it('where nothing is known it says where to begin', async () => {
    page = await openMap({ rows: {} });
    expect(words(page.find('.relation-empty'))).to.include('No departments and people are known yet');
  });

  it("another person's edit appears, and what is open stays open", async () => {
    page = await openMap();
    press(page.node('d2'), 'Enter');
    await page.settled();
    setCell(page.theirs, 'departments', 'd2', 'name', 'Purchasing');
    addRow(page.theirs, 'departmentMembers', { department: 'd2', person: 'p3' }, random);
    await page.settled();
    expect(words(page.find('.relation-panel'))).to.include('Purchasing').and.to.include('1 person: Ana Trujillo');
    expect(page.root.querySelector('[data-node="d2/p3"]') === null).to.equal(false);
    setCell(page.theirs, 'departments', 'd1', 'reportsTo', 'd2');
    await page.settled();
    expect(said()).to.include('reports in a circle: Board → Purchasing → Board');
  });
});

describe('rights', () => {
  it('without the right to opinions there is no word of internal relations, and their section is not opened', async () => {
    page = await openMap({ levels: { people: 'write', assessment: 'exists' } });
    expect(page.button('Internal relations')).to.equal(undefined);
    expect(words(page.find('.relation'))).not.to.match(/internal|opinion/i);
    expect(page.opened).to.deep.equal(['people']);
  });

  it('with it they are opened when asked for, drawn with their kind, and closed again', async () => {
    page = await openMap();
    expect(page.opened, 'nothing is read before').to.deep.equal(['people']);
    const own = page.session.handle('ALFKI', 'assessment');
    own.ready('read', fill(OWN));
    page.button('Internal relations')!.click();
    await page.settled();
    expect(page.root.querySelectorAll('.line.internal').length).to.equal(1);
    expect(words(page.find('.line-label'))).to.equal('Rival');
    page.button('Table')!.click();
    await page.settled();
    expect([...page.root.querySelectorAll('tbody')].map(words).at(-1)).to.equal('Maria AndersRivalLi Weibudget');
    page.button('Internal relations')!.click();
    await page.settled();
    expect(own.released).to.equal(1);
    expect(page.root.querySelectorAll('tbody').length).to.equal(1);
  });

  it('while the customer looks on they are closed', async () => {
    page = await openMap();
    const own = page.session.handle('ALFKI', 'assessment');
    own.ready('read', fill(OWN));
    page.button('Internal relations')!.click();
    await page.settled();
    page.map.discreet = true;
    await page.settled();
    expect(page.button('Internal relations')).to.equal(undefined);
    expect(page.root.querySelectorAll('.line.internal').length).to.equal(0);
    expect(own.released).to.equal(1);
  });

  it('without the right to people it says so and opens nothing', async () => {
    page = await openMap({ levels: { profile: 'write' } });
    expect(page.root.querySelector('.relation')).to.equal(null);
    expect(page.opened).to.deep.equal([]);
    expect(words(page.find('.notice'))).not.to.equal('');
  });
});

const row = (id: string, cells: Readonly<Record<string, Scalar>>): Row => ({ id: parseRowId(id)!, cells });
const NONE: GraphRows = { departments: [], members: [], cooperation: [], people: [], parties: [], relations: null };

describe('the graph', () => {
  it('sets one link of a circle aside, the same in whatever order the rows are, and keeps what hangs on it', () => {
    const rows = [row('c', { name: 'C', reportsTo: 'a' }), row('a', { name: 'A', reportsTo: 'b' }), row('b', { name: 'B', reportsTo: 'c' }), row('x', { name: 'X', reportsTo: 'b' })];
    for (const departments of [rows, [...rows].reverse(), [rows[1]!, rows[3]!, rows[0]!, rows[2]!]]) {
      const graph = graphOf({ ...NONE, departments });
      expect(Object.fromEntries(graph.departments.map(({ id, parent }) => [id, parent]))).to.deep.equal({ a: null, b: 'c', c: 'a', x: 'b' });
      expect(graph.departments.find(({ id }) => id === 'a')!.circle).to.deep.equal(['a', 'b', 'c', 'a']);
    }
  });

  it('never holds a circle, whatever reports to whatever (seeded)', () => {
    const seed = Date.now() % 100_000;
    let state = seed;
    const next = (below: number) => (state = (state * 48_271 + 11) % 2_147_483_647) % below;
    for (let round = 0; round < 200; round++) {
      const count = 1 + next(12);
      const departments = Array.from({ length: count }, (_, i) => row(`d${i}`, { name: `n${i}`, reportsTo: `d${next(count + 1)}` }));
      const graph = graphOf({ ...NONE, departments });
      const parents = new Map(graph.departments.map(({ id, parent }) => [id, parent]));
      for (const { id } of graph.departments) {
        let steps = 0;
        for (let at: string | null = id; at !== null; at = parents.get(at) ?? null) if (++steps > count) throw new Error(`a circle is left, seed ${seed}, round ${round}`);
      }
    }
  });

  it('counts working together once, whoever wrote it, and leaves out what is gone', () => {
    const departments = [row('a', { name: 'A' }), row('b', { name: 'B' })];
    const graph = graphOf({ ...NONE, departments, cooperation: [row('1', { department: 'a', with: 'b' }), row('2', { department: 'b', with: 'a' }), row('3', { department: 'a', with: 'gone' }), row('4', { department: 'a', with: 'a' })], members: [row('5', { department: 'a', person: 'gone' })] });
    expect(graph.cooperation.map(({ id }) => id)).to.deep.equal(['1']);
    expect(graph.departments[0]!.members).to.deep.equal([]);
  });
});

describe('the layout', () => {
  const box = (id: string, parent: string | null, people = 0): Box => ({ id, parent, title: id, under: '', trouble: '', parts: Array.from({ length: people }, (_, i) => ({ id: `${id}/${i}`, title: 'x', under: '' })), rest: '' });

  it('lets no two boxes overlap, with 300 of them', () => {
    const boxes = Array.from({ length: 300 }, (_, i) => box(`b${i}`, i === 0 ? null : `b${Math.floor((i - 1) / 4)}`, i % 7));
    const { boxes: placed, links } = layoutOf(boxes);
    expect([placed.length, links.length]).to.deep.equal([300, 299]);
    const columns = new Map<number, { from: number; to: number }[]>();
    for (const { x, y, height } of placed) columns.set(x, [...(columns.get(x) ?? []), { from: y, to: y + height }]);
    for (const spans of columns.values()) {
      spans.sort((a, b) => a.from - b.from);
      spans.forEach((span, i) => expect(i === 0 || span.from >= spans[i - 1]!.to, 'one below the other').to.equal(true));
    }
    expect(Math.min(...placed.map(({ y }) => y))).to.be.at.least(0);
    expect(placed.every(({ box: each, height }) => height === heightOf(each))).to.equal(true);
  });

  it('reads from the top down, children behind their parents', () => {
    expect(layoutOf([box('a', null), box('b', null), box('c', 'a'), box('d', 'c')]).boxes.map(({ box: { id } }) => id)).to.deep.equal(['a', 'c', 'd', 'b']);
  });

  it('cuts a text to its width, Han characters counted as wide as they are, and never through one character', () => {
    expect(fit('采购部', 100, 14)).to.equal('采购部');
    expect(fit('采购相关部门与质量检验中心', 100, 14)).to.match(/^采购相关.*…$/);
    expect(fit('𠮷𠮷𠮷𠮷𠮷', 40, 14)).to.match(/^(?:𠮷)+…$/u);
  });
});
