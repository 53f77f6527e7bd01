/** The cleaning bench: accessible in every state and language, causes by weight, a rule with its preview and exceptions, spellings mapped once, undone, said to be right, assigned, by keyboard. */
import { expect } from '@esm-bundle/chai';
import { CleaningBench } from '../../components/cleaning-bench.ts';
import { benchTexts } from '../../components/cleaning/texts.ts';
import { ApiError } from '../../components/internal/session.ts';
import { loadStrings } from '../../components/internal/strings/index.ts';
import { causeOf } from '../../model/cleaning/causes.ts';
import type { CauseKey } from '../../model/cleaning/causes.ts';
import { RULES } from '../../model/cleaning/rules/table.ts';
import type { RuleKey } from '../../model/cleaning/rules/table.ts';
import type { CleaningBoard, DecisionView, FindingView, GroupPage, GroupView, RulePreview, RuleView, RuleWish, ValuesView } from '../../model/cleaning/api.ts';
import type { ArchiveId, ChangesetId, DepartmentId, PersonId } from '../../model/ids.ts';
import type { Labels } from '../../model/labels.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { accessible } from './accessible.ts';
import { FakeSession, mount } from './fake-session.ts';

customElements.get('cleaning-bench') ?? customElements.define('cleaning-bench', CleaningBench);

let clean: () => void = () => {};
afterEach(() => clean());

const same = (text: string): Labels => ({ en: text, 'zh-Hans': text, 'zh-Hant': text, es: text });
const MARIA = { id: 'maria' as PersonId, name: 'Maria Anders' };
const WEI = { id: 'wei' as PersonId, name: '李伟' };
const rule = (key: RuleKey): RuleView => ({ key, ...RULES[key] });
const group = (id: string, count: number, more: Partial<GroupView> = {}): GroupView => {
  const cause = id.split('@')[0] as CauseKey;
  const { label, help, weight, rules } = causeOf(cause);
  return {
    id, cause, label, help, weight, count, archives: count, place: null, proposed: rules[0] === undefined ? null : rule(rules[0]), assignment: null, dismissed: null,
    sources: [{ source: 'erp', count }, { source: null, count: 1 }], departments: [{ department: 'sales' as DepartmentId, name: 'Sales', count }], ...more,
  };
};
const PHONES = group('phone-letters', 1240);
const CITIES = group('spelling@addresses/city', 318, { place: same('City') });
const DOUBTS = group('doubt', 1);
const board = (more: Partial<CleaningBoard> = {}): CleaningBoard => ({
  groups: [PHONES, CITIES, DOUBTS], findings: 1559, archives: 1500, of: 40_000, mended: 441, steward: true, pass: { state: 'done', done: 40_000, total: 40_000, at: '2026-03-01T02:00:00Z' }, ...more,
});
const finding = (n: number, value: string, more: Partial<FindingView> = {}): FindingView => ({ id: `f${n}`, archive: `A${n}` as ArchiveId, name: `Customer ${n}`, section: 'profile', key: 'rows/methods/x/value', field: same('Phone'), value, from: null, ...more });
const EXAMPLES: RulePreview['items'] = [
  { ...finding(1, '020-1234 ask for Li'), after: { value: '020-1234', note: 'ask for Li' } },
  { ...finding(2, ' 030 55  '), after: { value: '030 55' } },
  { ...finding(3, 'xxx'), after: { value: null } },
];
const preview = (more: Partial<RulePreview> = {}): RulePreview => ({ mends: 1236, leaves: 4, forbidden: 2, archives: 1200, items: EXAMPLES, left: [finding(9, 'call me', { archive: null, from: { file: 'customers.csv', line: 17, job: 'j1' } })], ...more });
const VALUES: ValuesView = {
  clusters: [
    { values: [{ text: 'Guangzhou', count: 120 }, { text: 'guang zhou', count: 3 }, { text: 'Guagnzhou', count: 1 }], count: 124, how: 'letters', to: 'Guangzhou' },
    { values: [{ text: '廣州', count: 9 }, { text: '广州', count: 7 }], count: 16, how: 'name', to: null },
  ],
  alone: [{ text: 'Atlantis', count: 2 }], options: null, proposed: { 'guang zhou': 'Guangzhou', Guagnzhou: 'Guangzhou' },
};
const OPTIONS: ValuesView = { ...VALUES, options: [{ key: 'trade', label: same('Trade') }, { key: 'food', label: { ...same('Food'), 'zh-Hans': '食品' } }], clusters: [{ values: [{ text: 'foods', count: 4 }, { text: 'Fooood', count: 1 }], count: 5, how: 'letters', to: 'food' }], alone: [{ text: 'misc', count: 2 }], proposed: { foods: 'food', Fooood: 'food' } };
const decision = (more: Partial<DecisionView> = {}): DecisionView => ({
  id: 'd1', group: PHONES.id, cause: PHONES.cause, label: PHONES.label, place: null, rule: rule('phone-words'), by: MARIA, at: '2026-03-02T10:00:00Z', state: 'running', done: 100, total: 1240, mended: 100,
  changed: 0, forbidden: 0, refused: 0, changeset: 'c1' as ChangesetId, undone: null, undoable: false, ...more,
});
const DONE = decision({ state: 'done', done: 1240, mended: 318, changed: 1, undoable: true });
const UNDONE = decision({ state: 'undone', done: 1240, mended: 318, undone: { at: '2026-03-02T11:00:00Z', by: MARIA, kept: 3 } });

interface Shape { readonly board?: CleaningBoard; readonly page?: Partial<GroupPage>; readonly values?: ValuesView; readonly preview?: RulePreview }
/** Says what the server would; `boards` are answered one after another, the last one stays. */
class Fake extends FakeSession {
  boards: CleaningBoard[];
  decisions: DecisionView[] = [];
  polls: DecisionView[] = [];
  constructor(shape: Shape = {}) {
    super();
    this.boards = [shape.board ?? board()];
    this.view = { ...this.view, dictionaries: { 'D-42': { name: 'Countries', options: [{ key: 'CN', label: 'China' }] } } };
    this.answer = (method, path) => {
      const [where = ''] = path.split('?');
      if (where === '/api/cleaning') return this.boards.length > 1 ? this.boards.shift() : this.boards[0];
      if (where === '/api/imports') return { items: [{ id: 'j1', source: 'erp', at: '2026-03-01T00:00:00Z', dryRun: false, state: 'done' }] };
      if (where === '/api/departments') return { items: [] };
      if (where === '/api/people') return { items: [{ ...WEI, active: true, department: null }], next: null };
      if (where === '/api/cleaning/decisions') return { items: this.decisions, next: null };
      if (where.startsWith('/api/cleaning/decisions/')) return where.endsWith('/undo') ? UNDONE : (this.polls.shift() ?? DONE);
      if (where.endsWith('/values')) return shape.values ?? VALUES;
      if (where.endsWith('/preview')) return shape.preview ?? preview();
      if (where.endsWith('/decisions') && method === 'POST') return decision();
      if (where.startsWith('/api/cleaning/groups/') && method === 'GET') {
        const found = [...(this.boards[0]?.groups ?? [])].find(({ id }) => where.endsWith(encodeURIComponent(id))) ?? PHONES;
        return { group: found, rules: causeOf(found.cause).rules.map(rule), items: [finding(1, 'xxx')], next: null, ...shape.page } satisfies GroupPage;
      }
      return null;
    };
  }
}
const sent = (fake: FakeSession) => fake.asked.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/preview')).map(({ method, path, body }) => ({ method, path, body }));
const wished = (fake: FakeSession): RuleWish => fake.asked.filter(({ path }) => path.endsWith('/preview')).at(-1)!.body as RuleWish;

/** Time passes when the test says so. */
class Hands {
  #now = 0;
  #calls: { readonly at: number; readonly call: () => void }[] = [];
  now = (): number => Date.parse('2026-03-02T12:00:00Z') + this.#now;
  after = (ms: number, call: () => void): (() => void) => {
    const entry = { at: this.#now + ms, call };
    this.#calls.push(entry);
    return () => { this.#calls = this.#calls.filter((each) => each !== entry); };
  };
  pass(ms: number): void {
    this.#now += ms;
    const due = this.#calls.filter(({ at }) => at <= this.#now);
    this.#calls = this.#calls.filter(({ at }) => at > this.#now);
    for (const { call } of due) call();
  }
}

async function settled(element: CleaningBench): Promise<void> {
  for (let i = 0; i < 10; i++) {
    await new Promise((done) => setTimeout(done));
    await element.updateComplete;
  }
}
async function show(fake: FakeSession | null, lang = 'en', attributes = '') {
  const hands = new Hands();
  const mounted = mount(fake, '<div></div>', lang);
  const element = document.createElement('cleaning-bench') as CleaningBench;
  element.clock = hands;
  for (const [, name, value] of attributes.matchAll(/(\w+)="([^"]*)"/g)) element.setAttribute(name!, value!);
  mounted.root.firstElementChild!.append(element);
  clean = mounted.remove;
  await settled(element);
  const inside = element.shadowRoot!;
  const button = (label: string): HTMLButtonElement | undefined => [...inside.querySelectorAll('button')].find((each) => each.textContent!.replace(/\s+/g, ' ').trim() === label);
  const click = async (selector: string): Promise<void> => { inside.querySelector<HTMLElement>(selector)!.click(); await settled(element); };
  return {
    element, inside, hands, button, click,
    press: async (label: string) => { button(label)!.click(); await settled(element); },
    open: async (at = 0) => { inside.querySelectorAll<HTMLElement>('.group')[at]!.click(); await settled(element); },
    key: async (name: string, more: KeyboardEventInit = {}) => { inside.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, composed: true, cancelable: true, ...more })); await settled(element); },
    list: async (which: string) => { const select = inside.querySelector<HTMLSelectElement>('.which')!; select.value = which; select.dispatchEvent(new Event('change')); await settled(element); },
    type: async (selector: string, value: string) => { const field = inside.querySelector<HTMLInputElement>(selector)!; field.value = value; field.dispatchEvent(new Event(field.matches('select') ? 'change' : 'input', { bubbles: true })); await settled(element); },
    pass: async (ms: number) => { hands.pass(ms); await settled(element); },
    text: () => inside.querySelector('.root')!.textContent!.replace(/\s+/g, ' ').trim(),
  };
}

describe('cleaning-bench is accessible', () => {
  const fails = (status: number) => () => { throw new ApiError(status, 'x', 'no'); };
  const states: readonly [string, () => FakeSession | null][] = [
    ['with causes', () => new Fake()], ['empty', () => new Fake({ board: board({ groups: [], findings: 0, archives: 0 }) })], ['never looked through', () => new Fake({ board: board({ groups: [], findings: 0, archives: 0, mended: 0, of: 0, pass: { state: 'never', done: 0, total: null, at: null } }) })],
    ['while archives are looked through', () => new Fake({ board: board({ pass: { state: 'running', done: 10, total: 100, at: null } }) })], ['of a colleague', () => new Fake({ board: board({ steward: false, groups: [{ ...PHONES, assignment: { to: MARIA, by: WEI, at: '2026-03-01', open: 318, done: 12 } }] }) })],
    ['loading', () => Object.assign(new Fake(), { answer: () => new Promise(() => {}) })], ['failed', () => Object.assign(new Fake(), { answer: fails(500) })], ['without a session', () => null], ['offline', () => Object.assign(new Fake(), { state: { kind: 'offline', cause: 'device' } })],
  ];
  for (const [name, make] of states) it(name, async () => { await accessible((await show(make())).element); });
  const opened: readonly [string, Shape, number][] = [
    ['with a rule', {}, 0], ['with spellings', {}, 1], ['with options', { values: OPTIONS }, 1], ['without a rule', {}, 2], ['with every parameter', { page: { rules: [{ ...rule('clear'), params: ['country', 'text'] }] } }, 0],
    ['said to be right', { board: board({ groups: [{ ...PHONES, dismissed: { by: WEI, at: '2026-03-01', reason: 'old system' } }] }) }, 0],
  ];
  for (const [name, shape, at] of opened) it(`one cause, ${name}`, async () => {
    const { element, open, list } = await show(new Fake(shape));
    if (shape.board) await list('dismissed');
    await open(at);
    await accessible(element);
  });
  it('while it says that something is right, and while a colleague is looked for', async () => {
    const { element, open, click, type, pass } = await show(new Fake());
    await open();
    await click('.say-right');
    await accessible(element);
    await click('.panel-inline .button:not(.primary)');
    await click('.assign');
    await type('#assign-to', '李');
    await pass(200);
    await accessible(element);
  });
  it('while it mends, afterwards, and among what was done', async () => {
    const fake = new Fake();
    fake.decisions = [DONE, UNDONE, decision({ state: 'failed' })];
    const { element, open, click, pass, list } = await show(fake);
    await open();
    await click('.apply');
    await accessible(element);
    await pass(500);
    await accessible(element);
    await list('decisions');
    await accessible(element);
  });
  for (const lang of LANGUAGES) it(`in ${lang}`, async () => {
    await loadStrings(lang);
    const { element, text, open } = await show(new Fake(), lang);
    expect(text()).to.include(benchTexts(lang).title).and.to.include(PHONES.label[lang]);
    await open(1);
    expect(text()).to.include(benchTexts(lang).clusters);
    await accessible(element);
  });
  for (const width of [320, 360, 1280]) it(`fits ${width} px`, async () => {
    const { element, open, inside, press } = await show(new Fake());
    element.style.width = `${width}px`;
    for (const at of [0, 1]) {
      expect(inside.querySelector('.sheet')!.scrollWidth).to.be.at.most(width);
      await open(at);
      expect(inside.querySelector('.sheet')!.scrollWidth).to.be.at.most(width);
      await press('Back to the causes');
    }
  });
});

describe('cleaning-bench', () => {
  it('wears its own style sheet', async () => {
    const { inside } = await show(new Fake());
    expect(getComputedStyle(inside.querySelector('.group')!).display).to.equal('grid');
  });

  it('says how much there is, how much was mended, and the causes as sentences', async () => {
    const { inside, text } = await show(new Fake());
    expect(text()).to.include('1,559 findings in 1,500 of 40,000 archives').and.to.include('3.8% have findings').and.to.include('441 mended so far');
    expect([...inside.querySelectorAll('.sentence')].map((each) => each.textContent!.replace(/\s+/g, ' ').trim())).to.deep.equal(['1,240 phones with letters', '318 different spellings of one word City', 'Values that contradict each other: 1']);
    expect(inside.querySelector('progress')!.value).to.equal(441);
    // the bar of the worst is full
    expect([...inside.querySelectorAll('rect')].map((each) => each.getAttribute('width'))).to.deep.equal(['100', '13', '2']);
  });

  it('asks for an import, a source, a department, and what is mine', async () => {
    const fake = new Fake();
    const { inside, type, click } = await show(fake, 'en', 'source="erp"');
    expect(fake.asked[0]!.path).to.equal('/api/cleaning?source=erp');
    await type('.filters select', 'job j1');
    expect(fake.asked.at(-1)!.path).to.equal('/api/cleaning?import=j1');
    await type('.filters select + select', 'sales');
    expect(fake.asked.at(-1)!.path).to.equal('/api/cleaning?import=j1&department=sales');
    await click('.mine');
    expect(fake.asked.at(-1)!.path).to.equal('/api/cleaning?import=j1&department=sales&assigned=me');
    expect(inside.querySelector('.mine')!.getAttribute('aria-pressed')).to.equal('true');
  });

  it('shows before and after, with blanks that nobody would see, and what the rule cannot mend', async () => {
    const { inside, open, text } = await show(new Fake());
    await open();
    const rows = [...inside.querySelectorAll('.row:not(.left) .change')].map((each) => each.textContent!.replace(/\s+/g, ' ').trim());
    expect(rows).to.deep.equal(['020-1234 ask for Li →becomes 020-1234 “ask for Li” goes into the label', '␣030 55␣␣ →becomes 030 55', 'xxx →becomes emptied']);
    expect(text()).to.include('Mends 1,236 in 1,200 archives.').and.to.include('4 stay as they are').and.to.include('2 belong to archives that you may read but not change').and.to.include('customers.csv, line 17');
  });

  it('draws a dozen examples, and the others when asked', async () => {
    const items = Array.from({ length: 30 }, (_, i) => ({ ...finding(i, `a${i}@b.example`), after: { value: `a${i}@b.example`, note: 'email' } }));
    const { inside, open, click, text } = await show(new Fake({ preview: preview({ items }) }));
    await open();
    expect(inside.querySelectorAll('.tick').length).to.equal(12);
    expect(text()).to.include('the first 12 of 1,236');
    await click('.more-examples');
    expect(inside.querySelectorAll('.tick').length).to.equal(30);
    await accessible(inside.host);
  });

  it('applies the rule that was chosen without the rows that were unticked, with the filter, and tells how it went', async () => {
    const fake = new Fake();
    fake.polls = [decision({ done: 700, mended: 650 })];
    const { inside, open, press, click, pass, text } = await show(fake, 'en', 'import="j1"');
    await open();
    await click('input[value=clear-note]');
    expect(wished(fake)).to.deep.equal({ rule: 'clear-note', filter: { import: 'j1', source: undefined, department: undefined } });
    await click('[data-finding=f2] .tick');
    expect(text()).to.include('1 left out by you.').and.to.include('Mends 1,235');
    await press('Mend 1,235');
    expect(sent(fake)).to.deep.equal([{ method: 'POST', path: '/api/cleaning/groups/phone-letters/decisions', body: { rule: 'clear-note', except: ['f2'], filter: { import: 'j1', source: undefined, department: undefined } } }]);
    // the list is back, the row says how far it is
    expect(text()).to.include('Mending: 100 of 1,240');
    expect((inside.activeElement as HTMLElement).dataset.group).to.equal('phone-letters');
    await pass(500);
    expect(text()).to.include('Mending: 700 of 1,240');
    fake.boards = [board({ groups: [{ ...PHONES, count: 4 }, CITIES], findings: 322 })];
    await pass(500);
    expect(text()).to.include('318 mended, 4 left').and.to.include('1 changed by somebody meanwhile').and.to.include('322 findings');
  });

  it('takes it back', async () => {
    const fake = new Fake();
    const { open, click, pass, press, text, button } = await show(fake);
    await open();
    await click('.apply');
    await pass(500);
    await press('Undo');
    expect(sent(fake).at(-1)).to.deep.include({ method: 'POST', path: '/api/cleaning/decisions/d1/undo' });
    expect(text()).to.include('Undone: 315 are as they were').and.to.include('3 stay as people changed them since');
    expect(button('Undo')).to.equal(undefined);
  });

  it('maps spellings: members in and out, another target, what has none stays', async () => {
    const fake = new Fake();
    const { inside, open, click, type, pass, press } = await show(fake);
    await open(1);
    expect(wished(fake).mapping).to.deep.equal({ 'guang zhou': 'Guangzhou', Guagnzhou: 'Guangzhou', 廣州: null, 广州: null, Atlantis: null });
    expect(inside.querySelector('.member.same')!.textContent).to.include('Guangzhou');
    await click('[data-cluster=c0] input[type=checkbox]');
    await type('[data-cluster=c1] [data-target]', '广州');
    await pass(300);
    const mapping = { 'guang zhou': null, Guagnzhou: 'Guangzhou', 廣州: '广州', Atlantis: null };
    expect(wished(fake).mapping).to.deep.equal(mapping);
    await press('Map 1,236 values');
    expect(sent(fake)[0]).to.deep.include({ path: '/api/cleaning/groups/spelling%40addresses%2Fcity/decisions', body: { rule: 'map', mapping, filter: { import: undefined, source: undefined, department: undefined } } });
  });

  it('maps words to options of the list', async () => {
    const fake = new Fake({ values: OPTIONS });
    const { inside, open, type, pass } = await show(fake);
    await open(1);
    expect(inside.querySelector<HTMLSelectElement>('[data-cluster=c0] select')!.value).to.equal('food');
    await type('[data-cluster=a0] select', 'trade');
    await pass(300);
    expect(wished(fake).mapping).to.deep.equal({ foods: 'food', Fooood: 'food', misc: 'trade' });
  });

  it('takes a long list by typing, and says what is not in it', async () => {
    const many = Array.from({ length: 200 }, (_, i) => ({ key: `k${i}`, label: same(`Länd ${i}`) }));
    const fake = new Fake({ values: { ...OPTIONS, options: many, clusters: [{ values: [{ text: 'x', count: 1 }, { text: 'y', count: 1 }], count: 2, how: 'letters', to: 'k3' }], alone: [], proposed: { x: 'k3', y: 'k3' } } });
    const { inside, open, type, pass } = await show(fake);
    await open(1);
    expect(inside.querySelector<HTMLInputElement>('[data-target]')!.value).to.equal('Länd 3');
    await type('[data-target]', 'land 17');
    await pass(300);
    expect(wished(fake).mapping).to.deep.equal({ x: 'k17', y: 'k17' });
    await type('[data-target]', 'nowhere');
    expect(inside.querySelector('[data-target]')!.getAttribute('aria-invalid')).to.equal('true');
    await accessible(inside.host);
  });

  it('gives a rule what it wants beside the value', async () => {
    const fake = new Fake({ page: { rules: [{ ...rule('clear'), params: ['country', 'text'] }] } });
    const { open, type, pass } = await show(fake);
    await open();
    await type('#rule-country', 'CN');
    await type('#rule-text', ' abc ');
    await pass(300);
    expect(wished(fake)).to.deep.include({ country: 'CN', text: 'abc' });
  });

  it('remembers that it is right so, with the reason, and takes that back', async () => {
    const fake = new Fake();
    const { open, click, type, press, text, list } = await show(fake);
    await open();
    await click('.say-right');
    await press('Leave it as it is');
    expect(text()).to.include('Write a reason.');
    await type('#right-why', ' vanity numbers ');
    await press('Leave it as it is');
    expect(sent(fake)).to.deep.equal([{ method: 'PUT', path: '/api/cleaning/groups/phone-letters/dismissal', body: { reason: 'vanity numbers' } }]);
    expect(text()).to.include('Remembered: it is right so. phones with letters');
    fake.boards = [board({ groups: [{ ...PHONES, dismissed: { by: WEI, at: '2026-03-01T00:00:00Z', reason: 'vanity numbers' } }] })];
    await list('dismissed');
    expect(fake.asked.at(-1)!.path).to.equal('/api/cleaning?dismissed=true');
    expect(text()).to.include('Said to be right by 李伟').and.to.include('vanity numbers');
    await open();
    await press('Look at it again after all');
    expect(sent(fake).at(-1)).to.deep.include({ method: 'DELETE', path: '/api/cleaning/groups/phone-letters/dismissal' });
  });

  it('says of single rows that they are right', async () => {
    const fake = new Fake();
    const { open, click, type, press } = await show(fake);
    await open();
    await click('[data-finding=f1] .tick');
    await click('.except-right');
    await type('#right-why', 'checked by phone');
    await press('Leave it as it is');
    expect(sent(fake)).to.deep.equal([{ method: 'POST', path: '/api/cleaning/dismissals', body: { findings: ['f1'], reason: 'checked by phone' } }]);
  });

  it('lets what was said of one row be looked at again', async () => {
    const fake = new Fake({ page: { items: [finding(1, 'xxx', { dismissed: { by: WEI, at: '2026-03-01T00:00:00Z', reason: 'checked by phone' } })] } });
    const { list, open, press, text } = await show(fake);
    await list('dismissed');
    await open();
    expect(fake.asked.find(({ path }) => path.startsWith('/api/cleaning/groups/'))!.path).to.equal('/api/cleaning/groups/phone-letters?limit=20&dismissed=true');
    expect(text()).to.include('李伟: checked by phone');
    await press('Look at it again after all');
    expect(sent(fake)).to.deep.equal([{ method: 'DELETE', path: '/api/cleaning/dismissals?finding=f1', body: undefined }]);
  });

  it('assigns a cause to a colleague, who is seen with how far they are, and takes it back', async () => {
    const fake = new Fake();
    const { open, click, type, pass, press, key, inside, text } = await show(fake);
    await open();
    await click('.assign');
    expect(inside.activeElement!.id).to.equal('assign-to');
    await type('#assign-to', '李');
    await pass(200);
    await key('ArrowDown');
    await key('Enter');
    fake.boards = [board({ groups: [{ ...PHONES, assignment: { to: WEI, by: MARIA, at: '2026-03-01', open: 1228, done: 12 } }, CITIES] })];
    await press('Assign');
    expect(sent(fake)).to.deep.equal([{ method: 'PUT', path: '/api/cleaning/groups/phone-letters/assignment', body: { to: 'wei' } }]);
    expect(text()).to.include('Assigned to 李伟').and.to.include('12 of 1,240 done');
    await press('Take back');
    expect(sent(fake).at(-1)).to.deep.include({ method: 'DELETE', path: '/api/cleaning/groups/phone-letters/assignment' });
  });

  it('shows a colleague what is assigned, and nothing of what only stewards do', async () => {
    const { open, button, text, inside } = await show(new Fake({ board: board({ steward: false, groups: [{ ...PHONES, assignment: { to: MARIA, by: WEI, at: '2026-03-01', open: 1240, done: 0 } }] }) }));
    expect(text()).to.include('You see what is assigned to you.').and.to.include('Assigned to you');
    expect(inside.querySelector('.filters, .look')).to.equal(null);
    await open();
    expect(button('Assign…') ?? button('It is right so…')).to.equal(undefined);
    expect(button('Mend 1,236')).to.not.equal(undefined);
  });

  it('begins a pass and shows how far it is', async () => {
    const fake = new Fake({ board: board() });
    const { click, text, pass } = await show(fake);
    fake.boards = [board({ pass: { state: 'running', done: 10, total: 40_000, at: null } }), board()];
    await click('.look');
    expect(sent(fake)).to.deep.equal([{ method: 'POST', path: '/api/cleaning/pass', body: undefined }]);
    expect(text()).to.include('Looking through the archives: 10 of 40,000');
    await pass(1_500);
    expect(text()).to.include('Looked through');
  });

  it('lists what was done, and undoes from there', async () => {
    const fake = new Fake();
    fake.decisions = [DONE];
    const { list, press, text } = await show(fake);
    await list('decisions');
    expect(text()).to.include('318 mended').and.to.include('Maria Anders, 2 Mar 2026');
    await press('Undo');
    expect(text()).to.include('Undone: 315 are as they were');
  });

  it('says why it was refused and keeps what was ticked', async () => {
    const fake = new Fake();
    const { inside, open, click } = await show(fake);
    await open();
    await click('[data-finding=f2] .tick');
    const { answer } = fake;
    fake.answer = (method, path, body) => { if (path.endsWith('/decisions')) throw new ApiError(409, 'conflict', 'Another decision is under way.'); return answer(method, path, body); };
    await click('.apply');
    expect(inside.querySelector('.failure')!.textContent).to.equal('Another decision is under way.');
    expect(inside.querySelector<HTMLInputElement>('[data-finding=f2] .tick')!.checked).to.equal(false);
  });

  it('is worked by keyboard: arrows walk, Control and Enter mend, Escape closes one layer', async () => {
    const fake = new Fake();
    const { inside, open, key, click } = await show(fake);
    const at = (): string | undefined => (inside.activeElement as HTMLElement).dataset.group;
    inside.querySelector<HTMLElement>('.group')!.focus();
    await key('ArrowDown');
    expect(at()).to.equal('spelling@addresses/city');
    await key('End');
    expect(at()).to.equal('doubt');
    await key('Home');
    await open();
    expect(inside.activeElement!.className).to.include('back');
    inside.querySelector<HTMLElement>('.tick')!.focus();
    await key('ArrowDown');
    expect(inside.activeElement!.closest<HTMLElement>('[data-finding]')!.dataset.finding).to.equal('f2');
    await click('.say-right');
    await key('Escape');
    expect(inside.activeElement!.className).to.include('say-right');
    await key('Escape');
    expect(at()).to.equal('phone-letters');
    await open();
    await key('Enter', { ctrlKey: true });
    expect(sent(fake).map(({ path }) => path)).to.deep.equal(['/api/cleaning/groups/phone-letters/decisions']);
  });

  it('goes on at the next cause when the one that had the focus is mended', async () => {
    const fake = new Fake();
    const { inside, open, key, pass } = await show(fake);
    await open(1);
    await key('Enter', { ctrlKey: true });
    fake.polls = [{ ...DONE, group: CITIES.id }];
    fake.boards = [board({ groups: [PHONES, DOUBTS] })];
    await pass(500);
    expect((inside.activeElement as HTMLElement).dataset.group).to.equal('doubt');
  });

  it('leaves keys to an input method', async () => {
    const { inside, open, click, key } = await show(new Fake());
    await open();
    await click('.say-right');
    await key('Escape', { isComposing: true });
    expect(inside.querySelector('#right-why')).to.not.equal(null);
  });

  it('tells which archive is to be opened', async () => {
    const { element, open, click } = await show(new Fake());
    const opened: string[] = [];
    element.addEventListener('dossier-open', ({ detail }) => opened.push(detail.archive));
    await open();
    await click('[data-finding=f1] .about .link');
    expect(opened).to.deep.equal(['A1']);
  });
});
