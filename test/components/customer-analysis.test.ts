/** `<customer-analysis>`: accessible in every state and language, each picture equals its table, marks by keyboard and by name, customers behind a bar, filters, kept reports, files. */
import { expect } from '@esm-bundle/chai';
import { monthsBefore } from '../../components/analysis/filters.ts';
import { analysisTexts } from '../../components/analysis/texts.ts';
import { CustomerAnalysis } from '../../components/customer-analysis.ts';
import { ApiError } from '../../components/internal/session.ts';
import { loadStrings } from '../../components/internal/strings/index.ts';
import type { Analysis, Part } from '../../model/analysis/shape.ts';
import type { ArchiveId } from '../../model/ids.ts';
import { LANGUAGES } from '../../model/labels.ts';
import type { Language } from '../../model/labels.ts';
import { accessible } from './accessible.ts';
import { answerOf, BARS, CURVE, GRID, LINE, linesFor, PARTS, PRODUCTS, REPORTS, reportOf, TABLE, TILES } from './analysis-samples.ts';
import { FakeSession, mount } from './fake-session.ts';

if (!customElements.get('customer-analysis')) customElements.define('customer-analysis', CustomerAnalysis);

let clean: () => void = () => {};
beforeEach(() => { localStorage.clear(); });
afterEach(() => { clean(); });

/** Says what the server would. */
class Fake extends FakeSession {
  parts: readonly Part[] = PARTS;
  sections: readonly string[] = [];
  reports = REPORTS;
  fail: ApiError | null = null;
  constructor() {
    super();
    this.view = { ...this.view, dictionaries: { 'D-18': { name: 'ABC', options: [{ key: 'A', label: 'key' }, { key: 'B', label: 'main' }] } } };
    this.answer = (_method, path) => {
      const { pathname, searchParams } = new URL(path, 'http://x');
      const lang = (searchParams.get('lang') ?? 'en') as Language;
      if (pathname === '/api/archives/query' || pathname.endsWith('/customers')) return { items: [1, 2].map((n) => ({ id: `C${n}`, digest: { name: `Customer ${n}`, level: 'read', classes: [] }, cells: { 'trade.sum': '933.50 EUR', 'trade.last': '2026-04-09' } })), next: null, total: 2 };
      if (this.fail !== null) throw this.fail;
      if (pathname === '/api/analysis') return { items: linesFor(lang, this.sections) };
      if (pathname === '/api/analysis/reports') return { items: this.reports };
      if (pathname.startsWith('/api/analysis/reports/')) return reportOf(pathname.slice(-7), searchParams.get('against'), lang);
      return answerOf(pathname.slice('/api/analysis/'.length) as Analysis['id'], lang, this.parts);
    };
  }
  get last(): URL {
    return new URL(this.asked.filter(({ path }) => path.startsWith('/api/analysis/') && !path.endsWith('/reports')).at(-1)!.path, 'http://x');
  }
}

async function settled(element: CustomerAnalysis): Promise<void> {
  for (let i = 0; i < 12; i++) {
    await new Promise((done) => setTimeout(done));
    await element.updateComplete;
  }
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done)))); // room is measured
  await element.updateComplete;
}
async function show(fake: FakeSession | null = new Fake(), lang = 'en', attributes = '', width = 1000) {
  const mounted = mount(fake, `<customer-analysis ${attributes}></customer-analysis>`, lang);
  clean = mounted.remove;
  mounted.root.style.width = `${width}px`;
  const element = mounted.root.querySelector('customer-analysis')!;
  await loadStrings(element.language);
  await settled(element);
  const root = element.shadowRoot!;
  const $ = <T extends Element = HTMLElement>(selector: string): T => {
    const found = root.querySelector<T>(selector);
    if (found === null) throw new Error(`nothing is ${selector}`);
    return found;
  };
  const all = (selector: string): HTMLElement[] => [...root.querySelectorAll<HTMLElement>(selector)];
  const press = async (key: string): Promise<void> => {
    (root.activeElement ?? element).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));
    await settled(element);
  };
  const click = async (selector: string): Promise<void> => {
    $(selector).dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
    await settled(element);
  };
  const choose = async (selector: string, value: string): Promise<void> => {
    const field = $<HTMLSelectElement>(selector);
    field.value = value;
    field.dispatchEvent(new Event('change', { bubbles: true }));
    await settled(element);
  };
  return { element, root, $, all, press, click, choose };
}
const part = (key: string): string => `[data-part="${key}"]`;
const words = (element: Element): string => element.textContent!.replace(/\s+/g, ' ').trim();

/** What a screen reader hears of a mark. */
const saidOf = (mark: Element): string => mark.querySelector('title')!.textContent!;

describe('customer-analysis', () => {
  for (const lang of LANGUAGES) it(`is accessible in ${lang}, as pictures, with tables, as tables`, async () => {
    const { element, click } = await show(new Fake(), lang);
    for (const view of ['picture', 'both', 'table']) {
      await click(`[data-view=${view}]`);
      await accessible(element);
    }
  });

  it('is accessible at 360 and 240 pixels, in the dark, and never scrolls sideways', async () => {
    const { element, $, click } = await show(new Fake(), 'zh-Hans', 'scheme="dark"', 360);
    for (const width of [360, 240]) {
      element.parentElement!.style.width = `${width}px`;
      await settled(element);
      await click(`${part('classes')} [data-mark=A]`);
      await accessible(element);
      expect($('.sheet').scrollWidth, `${width}`).to.be.at.most(width);
      await click('.behind .icon');
    }
    expect(getComputedStyle($('.pick')).display).to.equal('block');
    expect(getComputedStyle($('.tabs')).display).to.equal('none');
  });

  it('says what it waits for, what is empty, refused and lost, each accessibly', async () => {
    const fake = new Fake();
    const answer = fake.answer;
    fake.answer = () => new Promise(() => {});
    const first = await show(fake);
    expect(first.$('.waiting').getAttribute('aria-label')).to.equal('Being counted …');
    await accessible(first.element);
    clean();

    fake.answer = answer;
    fake.fail = new ApiError(403, 'forbidden', 'No.');
    const denied = await show(fake);
    expect(words(denied.$('.notice'))).to.equal(analysisTexts('en').denied);
    await accessible(denied.element);
    clean();

    fake.fail = new ApiError(500, 'http', 'oh');
    const failed = await show(fake);
    expect(words(failed.$('.notice p'))).to.equal(analysisTexts('en').failed);
    await accessible(failed.element);
    fake.fail = null;
    await failed.click('.notice button');
    expect(failed.all('.part').length).to.equal(PARTS.length);

    fake.change({ state: { kind: 'offline', cause: 'device' } });
    await settled(failed.element);
    expect(failed.all('.part').length).to.equal(PARTS.length); // what is here stays
    expect(words(failed.$('.notice'))).to.contain('offline');
    await accessible(failed.element);
    expect(words(failed.$(`${part('nothing')} .empty`))).to.equal(analysisTexts('en').emptyText);
    clean();
    await accessible((await show(null)).element);
  });

  it('P1: what a person may not ask is not among the tabs', async () => {
    const fake = new Fake();
    const before = await show(fake);
    const ids = (found: typeof before): (string | undefined)[] => found.all('.tab').map(({ dataset }) => dataset['id']);
    expect(ids(before)).to.not.include.members(['aml']);
    expect(ids(before)).to.not.include.members(['credit']);
    clean();
    fake.sections = ['aml', 'credit'];
    expect(ids(await show(fake))).to.include.members(['aml', 'credit', 'report']);
  });

  it('each picture says what its table says: bars, months, curve, cells and tiles', async () => {
    const { all, click } = await show(new Fake());
    await click('[data-view=both]');
    for (const { key } of [BARS, LINE, CURVE, GRID]) {
      const [marks, rows] = [all(`${part(key)} [data-mark]`), all(`${part(key)} tbody tr`)];
      const heads = all(`${part(key)} thead th`).slice(1);
      expect(marks.length, key).to.be.at.least(rows.length).and.above(0);
      for (const [i, row] of rows.entries()) {
        const said = saidOf(marks[i]!);
        // a cell is named by its place in the table, and in the picture by what it is called
        const name = words(row.querySelector('th')!);
        if (key === GRID.key) for (const side of name.split(' × ')) expect(said).to.contain(side);
        else expect(said.startsWith(`${name}: `), `${key}: ${said}`).to.equal(true);
        for (const [c, cell] of [...row.querySelectorAll('td')].entries()) if (words(cell) !== '–') expect(said, `${key} ${words(heads[c]!)}`).to.contain(words(cell));
      }
    }
    // a bar is as long as its number
    const width = (mark: string): number => Number(document.querySelector('customer-analysis')!.shadowRoot!.querySelector(`${part('classes')} [data-mark="${mark}"] .bar`)!.getAttribute('width'));
    expect(width('C') / width('A')).to.be.closeTo(55 / 12, 0.01);
    expect(words(document.querySelector('customer-analysis')!.shadowRoot!.querySelector('[data-tile=customers]')!)).to.equal('Customers 89 ▲ +6% before: 84 Show the customers');
  });

  it('by keyboard: arrows walk the marks, Enter shows the customers behind one, Escape leads back to it', async () => {
    const fake = new Fake();
    const { element, root, $, all, press } = await show(fake);
    expect(all(`${part('classes')} [data-mark][tabindex="0"]`).length).to.equal(1);
    $(`${part('classes')} [data-mark=A]`).focus();
    await press('ArrowDown');
    expect((root.activeElement as HTMLElement).dataset['mark']).to.equal('B');
    await press('Enter');
    expect(words($('.behind h4'))).to.equal('B: main 2 customers');
    expect(root.activeElement).to.equal($('.behind h4'));
    expect(fake.asked.at(-1)).to.deep.include({ method: 'POST', path: '/api/archives/query' });
    expect((fake.asked.at(-1)!.body as { readonly where: unknown }).where).to.deep.equal([{ key: 'class.abc', op: 'in', values: ['B'] }]);
    // to the register with the same question, where the page has one
    expect(all('.behind a')).to.deep.equal([]);
    element.registerHref = '/customers';
    await settled(element);
    const href = new URL($<HTMLAnchorElement>('.behind a').href);
    expect(href.pathname).to.equal('/customers');
    expect(JSON.parse(new URLSearchParams(href.hash.slice(1)).get('where')!)).to.deep.equal([{ key: 'class.abc', op: 'in', values: ['B'] }]);
    await accessible(element);
    await press('Escape');
    expect(all('.behind')).to.deep.equal([]);
    expect((root.activeElement as HTMLElement).dataset['mark']).to.equal('B');
    await press('End');
    await press('Enter'); // nobody can be shown behind the last one
    expect(all('.behind')).to.deep.equal([]);
    // the grid walks both ways
    $(`${part('grid')} [data-mark="5/1"]`).focus();
    for (const [key, to] of [['ArrowRight', '5/2'], ['ArrowDown', '4/2'], ['ArrowLeft', '4/1'], ['ArrowUp', '5/1'], ['ArrowUp', '5/1']] as const) {
      await press(key);
      expect((root.activeElement as HTMLElement).dataset['mark'], key).to.equal(to);
    }
  });

  it('whom the register has no conditions for the analysis lists itself, asked as it was, and no link leads on', async () => {
    const fake = new Fake();
    fake.parts = [PRODUCTS];
    const { element, root, $, all, press, choose } = await show(fake, 'en', 'analysis="statistics" register-href="/customers"');
    await choose('[name=period]', 'quarter');
    const told: unknown[] = [];
    element.addEventListener('dossier-customers', ({ detail }) => { told.push(detail); });
    expect(all(`${part('products')} .mark.leads`).map((mark) => mark.dataset['mark'])).to.deep.equal(['Tea\nTofu', 'Chai']);
    $(`${part('products')} [data-mark]`).focus();
    await press('Enter');
    expect(fake.asked.at(-1)).to.deep.include({ method: 'POST', path: '/api/analysis/statistics/customers?lang=en&period=quarter' });
    expect(fake.asked.at(-1)!.body).to.deep.include({ part: 'products', row: 'Tea\nTofu' });
    expect(words($('.behind h4'))).to.equal('Tea + Tofu 2 customers');
    expect(all('.behind .person').map((person) => words(person))).to.have.length(2);
    expect([all('.behind a').length, told.length]).to.deep.equal([0, 0]);
    await accessible(element);
    await press('Escape');
    expect((root.activeElement as HTMLElement).dataset['mark']).to.equal('Tea\nTofu');
    $(`${part('products')} [data-mark=Salt]`).focus();
    await press('Enter'); // nobody bought it
    expect(all('.behind')).to.deep.equal([]);
  });

  it('a customer of a list, of a table or of a mark is opened; a page may show the customers itself', async () => {
    const { element, click } = await show(new Fake());
    const opened: string[] = [];
    element.addEventListener('dossier-open', ({ detail }) => { opened.push(detail.archive); });
    await click(`${part('classes')} [data-mark=A]`);
    await click('.behind .person');
    await click(`${part('top')} [data-row=C0]`);
    expect(opened).to.deep.equal(['C1', 'C0']);
    const asked: unknown[] = [];
    element.addEventListener('dossier-customers', (event) => { event.preventDefault(); asked.push(event.detail); });
    await click('[data-tile=customers]');
    expect(asked).to.deep.equal([{ where: [{ key: 'state', op: 'in', values: ['open'] }], title: 'In short · Customers' }]);
  });

  it('asks for period, class, grain and rows, and leaves out what the analysis does not know', async () => {
    const fake = new Fake();
    const { element, choose, click, all } = await show(fake, 'en', 'analysis="statistics"');
    const query = (): Record<string, string> => Object.fromEntries(fake.last.searchParams);
    expect(query()).to.deep.equal({ lang: 'en' });
    await choose('[name=time]', '6');
    expect(query()).to.deep.equal({ lang: 'en', from: '2025-11-07', to: '2026-05-06' });
    await choose('[name=class]', 'A');
    await choose('[name=period]', 'quarter');
    await choose('[name=top]', '50');
    expect(query()).to.deep.equal({ lang: 'en', from: '2025-11-07', to: '2026-05-06', period: 'quarter', top: '50', where: '[{"key":"class.abc","op":"in","values":["A"]}]' });
    await click('.tab[data-id=similar]');
    expect(element.analysis).to.equal('similar');
    expect([fake.last.pathname, query()]).to.deep.equal(['/api/analysis/similar', { lang: 'en', where: '[{"key":"class.abc","op":"in","values":["A"]}]' }]);
    expect(all('[name=time]')).to.deep.equal([]);
    await accessible(element);
  });

  it('the last months end with the day of the answer, whatever the length of the month', () => {
    expect(monthsBefore('2026-05-06', 6)).to.equal('2025-11-07');
    expect(monthsBefore('2025-12-31', 12)).to.equal('2025-01-01');
    expect(monthsBefore('2026-03-30', 1)).to.equal('2026-02-28');
  });

  it('the way it is looked at is remembered, and for paper both stand there to the last row', async () => {
    const fake = new Fake();
    const { click } = await show(fake);
    await click('[data-view=table]');
    clean();
    const { element, all, $ } = await show(fake);
    expect($('[data-view=table]').getAttribute('aria-pressed')).to.equal('true');
    expect(all('.picture-svg[role=listbox]')).to.deep.equal([]);
    expect(all(`${part('top')} tbody tr`).length).to.equal(12);
    dispatchEvent(new Event('beforeprint'));
    expect(all('.picture-svg[role=listbox]').length).to.equal(4);
    expect(all(`${part('top')} tbody tr`).length).to.equal(20);
    dispatchEvent(new Event('afterprint'));
    await settled(element);
    expect(all('.picture-svg[role=listbox]')).to.deep.equal([]);
  });

  it('P-34: the report of a month beside that of another, bars and tiles', async () => {
    const fake = new Fake();
    const { element, $, all, choose } = await show(fake, 'en', 'analysis="report"');
    expect(words($(`${part('totals')} .tile`))).to.equal('Customers 84 ▲ +1.2% March 2026: 83');
    expect(all(`${part('classes')} [data-mark=A] .compare`).length).to.equal(1);
    expect(saidOf($(`${part('classes')} [data-mark=A]`))).to.equal('A: key: Number 4, March 2026 3');
    await accessible(element);
    await choose('[name=against]', '2026-02');
    expect(words($(`${part('totals')} .tile`))).to.equal('Customers 84 ▲ +2.4% February 2026: 82');
    fake.reports = [];
    clean();
    expect(words((await show(fake, 'en', 'analysis="report"')).$('.content .notice'))).to.equal(analysisTexts('en').noReports);
  });

  it('a file comes from the server, asked as the answer was, under the name it has there; what it leaves out is said', async () => {
    const fake = new Fake();
    expect((await show(fake)).all('[data-export]')).to.deep.equal([]);
    clean();
    fake.me = { ...fake.me!, can: { ...fake.me!.can, insight: true } };
    const plain = fake.fetch.bind(fake);
    let whole = true;
    fake.fetch = async (path, init) => {
      if (!path.includes('format=')) return plain(path, init);
      fake.asked.push({ method: 'GET', path, body: undefined });
      return whole ? new Response('x', { headers: { 'content-disposition': `attachment; filename*=UTF-8\'\'${encodeURIComponent('统计分析 2026-05-06.xlsx')}` } }) : new Response('', { status: 403 });
    };
    const saved: string[] = [];
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function clicked(this: HTMLAnchorElement) { saved.push(this.download); };
    try {
      const { click: press, choose, $ } = await show(fake, 'zh-Hans', 'analysis="statistics"');
      await choose('[name=period]', 'quarter');
      await press('[data-export=xlsx]');
      expect(fake.asked.at(-1)!.path).to.equal('/api/analysis/statistics?lang=zh-Hans&period=quarter&format=xlsx');
      expect(saved).to.deep.equal(['统计分析 2026-05-06.xlsx']);
      expect(words($('.said'))).to.equal(`${analysisTexts('zh-Hans').exported} ${analysisTexts('zh-Hans').left}`);
      fake.me = { ...fake.me!, can: { ...fake.me!.can, export: true } };
      await press('[data-export=csv]');
      expect(words($('.said'))).to.equal(analysisTexts('zh-Hans').exported);
      whole = false;
      await press('[data-export=csv]');
      expect(words($('.said'))).to.equal(analysisTexts('zh-Hans').exportFailed);
      whole = true;
      clean();
      await (await show(fake, 'en', 'analysis="report"')).click('[data-export=csv]');
      expect(fake.asked.at(-1)!.path).to.equal('/api/analysis/reports/2026-04?lang=en&against=2026-03&format=csv');
    } finally {
      HTMLAnchorElement.prototype.click = click;
    }
  });

  it('tabs walk by arrow keys, and an address that names none of them shows the first', async () => {
    const { element, $, root, press } = await show(new Fake(), 'en', 'analysis="no-such"');
    expect($('.tab[aria-selected=true]').dataset['id']).to.equal('basics');
    const turned: string[] = [];
    element.addEventListener('dossier-analysis', ({ detail }) => { turned.push(detail.analysis); });
    $('.tab[tabindex="0"]').focus();
    await press('ArrowDown');
    expect(turned).to.deep.equal(['statistics']);
    expect((root.activeElement as HTMLElement).dataset['id']).to.equal('statistics');
    await press('End');
    expect(turned.at(-1)).to.equal('report');
  });

  it('nothing of zero width, negative or missing numbers breaks a picture', async () => {
    const fake = new Fake();
    fake.parts = [
      { ...BARS, kind: 'bars', bars: [{ key: 'a', label: 'a', value: -5 }, { key: 'b', label: 'b', value: 0 }, { key: 'c', label: 'c', value: 1 }] } as Part,
      { ...LINE, kind: 'line', x: [{ key: 'one', label: 'one' }], series: [{ key: 's', label: 's', values: [3] }] } as Part, { ...TILES, tiles: [] } as Part,
      { ...CURVE, points: [{ x: 0, y: 0 }, { x: 1, y: 1 }], marks: [] } as Part, { ...TABLE, rows: [{ key: 'x', archive: 'X' as ArchiveId, cells: [null, null, null, null] }], more: 0 } as Part,
    ];
    const { element, root } = await show(fake);
    for (const figure of root.querySelectorAll('svg *')) for (const { value } of figure.attributes) expect(value).to.not.contain('NaN');
    for (const bar of root.querySelectorAll('rect')) expect(Number(bar.getAttribute('width'))).to.be.at.least(0);
    await accessible(element);
  });
});
