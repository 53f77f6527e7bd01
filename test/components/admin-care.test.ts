/** Service by class, working days and currency rates in the administration: accessible in four languages, what is wrong said at its place, saved with the version that it began with. */
import { expect } from '@esm-bundle/chai';
import { pastedDays } from '../../components/admin/workdays/paste.ts';
import { DossierAdmin } from '../../components/dossier-admin.ts';
import { ApiError } from '../../components/internal/session.ts';
import { loadStrings } from '../../components/internal/strings/index.ts';
import { LANGUAGES } from '../../model/labels.ts';
import type { RatesView } from '../../model/rates/api.ts';
import type { Workdays } from '../../model/reminders/api.ts';
import type { ServiceMatrixView } from '../../model/service-matrix/api.ts';
import { SHIPPED_MATRIX } from '../../model/service-matrix/matrix.ts';
import { accessible } from './accessible.ts';
import { FakeSession, mount, type Answer } from './fake-session.ts';

customElements.get('dossier-admin') ?? customElements.define('dossier-admin', DossierAdmin);

let clean: () => void = () => {};
afterEach(() => clean());

const ROSA = { id: 'rosa', name: 'Rosa' } as never;
const AT = '2026-03-02T08:00:00Z' as never;
const MATRIX: ServiceMatrixView = { ...SHIPPED_MATRIX, version: 2, setBy: ROSA, setAt: AT, note: 'Fewer visits', past: [{ ...SHIPPED_MATRIX, base: { ...SHIPPED_MATRIX.base, visits: 2 }, version: 1, setBy: null, setAt: null, note: null }] };
const DAYS: Workdays = { weekend: [6, 7], holidays: [{ day: '2026-01-01', name: 'New Year' }], worked: [], most: 20, creditMonths: 12, version: 3, setBy: ROSA, setAt: AT } as Workdays;
const RATES: RatesView = {
  base: 'EUR', currencies: [{ currency: 'USD', rates: 1, first: '2026-01-02', last: '2026-01-02', latest: '0.91', converted: 4, left: 3 }, { currency: 'CNY', rates: 0, first: null, last: null, latest: null, converted: 0, left: 2 }] as never,
  rates: [{ currency: 'USD', date: '2026-01-02', rate: '0.91', source: 'ECB', setBy: ROSA, setAt: AT }] as never, next: null,
};

async function stage(view: string, lang = 'en', more: Readonly<Record<string, Answer>> = {}) {
  const fake = new FakeSession();
  fake.change({ me: { ...fake.me!, can: { ...fake.me!.can, directory: true } } });
  const answers: Readonly<Record<string, Answer>> = {
    'GET /api/service-matrix': () => MATRIX, 'GET /api/workdays': () => DAYS, 'GET /api/rates': () => RATES, 'GET /api/classification': () => ({ items: [], maySet: true }),
    'GET /api/archives': () => ({ items: [{ id: 'ACME', digest: { name: 'Acme' } }] }), 'GET /api/archives/ACME': () => ({ overview: { level: 'read', classes: { abc: { value: 'B' }, duration: { value: 'longTerm' } } } }), ...more,
  };
  fake.answer = (method, path, body) => answers[`${method} ${path.split('?')[0]!}`]?.(method, path, body) ?? {};
  await loadStrings(LANGUAGES.find((each) => each === lang) ?? 'en');
  const { root, remove } = mount(fake, `<dossier-admin view="${view}"></dossier-admin>`, lang);
  clean = remove;
  const element = root.querySelector('dossier-admin') as DossierAdmin;
  const one = <T extends HTMLElement = HTMLElement>(selector: string): T => element.shadowRoot!.querySelector<T>(selector)!;
  const until = async (holds: () => boolean): Promise<void> => {
    for (let i = 0; i < 2_000 && !holds(); i++) await new Promise((done) => setTimeout(done, 5));
    expect(holds(), holds.toString()).to.equal(true);
    await element.updateComplete;
  };
  const fill = async (selector: string, value: string): Promise<void> => {
    const control = one<HTMLInputElement>(selector);
    control.value = value;
    control.dispatchEvent(new Event(control.localName === 'select' ? 'change' : 'input'));
    await element.updateComplete;
  };
  const ready = { services: '.matrix-block', workdays: '.year', rates: '.rate-form' }[view]!;
  await until(() => one(ready) !== null);
  return { fake, element, one, until, fill, text: () => element.shadowRoot!.textContent.replace(/\s+/g, ' '), sent: (method: string) => fake.asked.filter((each) => each.method === method).map(({ path, body }) => [path, body] as const) };
}

for (const view of ['services', 'workdays', 'rates']) for (const lang of LANGUAGES) it(`${view} is accessible in ${lang}`, async () => {
  const { element, one } = await stage(view, lang);
  for (const details of element.shadowRoot!.querySelectorAll('details')) details.open = true;
  expect(one('h3').textContent).to.not.equal('');
  await accessible(element);
});

describe('the service matrix', () => {
  it('says at once where an important class would get less, and does not send it', async () => {
    const { one, fill, text, until, sent } = await stage('services');
    await fill('#cell-abc-B-discount', '9');
    expect(one('#cell-abc-A-discount-problem').textContent).to.equal('Less than a lesser class, or than everybody.');
    one('.save-matrix').click();
    await until(() => text().includes('Some cells need another look.'));
    expect(sent('PUT')).to.deep.equal([]);
  });

  it('shows on a customer’s card what the change would mean, and is saved with its reason and the version that it began with', async () => {
    const { one, fill, until, sent, text } = await stage('services', 'en', { 'PUT /api/service-matrix': (_method, _path, body) => ({ ...MATRIX, ...(body as object), version: 3, past: [MATRIX, ...MATRIX.past], note: 'More for B' }) });
    await fill('#service-customer', 'acm');
    await until(() => one('.found-one') !== null);
    one('.found-one').click();
    await until(() => one('.preview-card') !== null);
    expect(one('.preview-card .link').textContent).to.equal('Acme');
    await fill('#cell-abc-B-discount', '4');
    const row = [...one('.preview-card').querySelectorAll('tr')].find((each) => each.textContent.includes('Discount'))!;
    expect([...row.querySelectorAll('td')].map((cell) => cell.textContent)).to.deep.equal(['3%', '4%', 'B']);
    await fill('#matrix-note', 'More for B');
    one('.save-matrix').click();
    await until(() => text().includes('Version 3 is live.'));
    const [path, body] = sent('PUT')[0] as unknown as [string, { version: number; note: string; rows: readonly { scheme: string; value: string; gives: { discount?: number } }[] }];
    expect([path, body.version, body.note, body.rows.find(({ scheme, value }) => scheme === 'abc' && value === 'B')!.gives.discount]).to.deep.equal(['/api/service-matrix', 2, 'More for B', 4]);
  });

  it('tells what versions changed and goes back to one', async () => {
    const { one, until, sent, text } = await stage('services', 'en', { 'PUT /api/service-matrix': () => ({ ...MATRIX, version: 3 }) });
    expect(text()).to.contain('Fewer visits').and.to.contain('Visits: Everybody: 2 a year → 0 a year');
    one('.go-back').click();
    await until(() => sent('PUT').length === 1);
    expect(sent('PUT')[0]![1]).to.deep.include({ version: 2, note: 'Back to version 1' });
  });
});

describe('working days', () => {
  it('are read out of pasted lines: ranges, names, make-up days, days written day first; what has no day is named', () => {
    expect(pastedDays('日期,名称\n2026-10-01 至 2026-10-03 国庆节\n2026年10月10日 上班\n1/11/2026 a 2/11/2026 Todos los Santos\nnothing here\n2026-13-40 x\n2026-12-25,Christmas,holiday')).to.deep.equal({
      rows: [
        ...['01', '02', '03'].map((day) => ({ day: `2026-10-${day}`, name: '国庆节', kind: 'holiday' })), { day: '2026-10-10', name: '', kind: 'worked' },
        ...['01', '02'].map((day) => ({ day: `2026-11-${day}`, name: 'Todos los Santos', kind: 'holiday' })), { day: '2026-12-25', name: 'Christmas', kind: 'holiday' },
      ],
      bad: [5, 6],
    });
  });

  it('are taken from a paste, seen in the year, and saved whole', async () => {
    const { one, fill, until, sent, text } = await stage('workdays', 'en', { 'PUT /api/workdays': (_method, _path, body) => ({ ...DAYS, ...(body as object), version: 4 }) });
    await fill('#day-paste', '2026-10-01 to 2026-10-02 National Day\n2026-10-10 worked');
    one('.take-days').click();
    await until(() => text().includes('National Day'));
    expect([...one('.year').querySelectorAll('.holiday')].length).to.equal(3);
    expect([...one('.year').querySelectorAll('.worked')].length).to.equal(1);
    one('.save-workdays').click();
    await until(() => text().includes('Saved.'));
    expect(sent('PUT')).to.deep.equal([['/api/workdays', { weekend: [6, 7], holidays: [{ day: '2026-01-01', name: 'New Year' }, { day: '2026-10-01', name: 'National Day' }, { day: '2026-10-02', name: 'National Day' }], worked: ['2026-10-10'], most: 20, creditMonths: 12, version: 3 }]]);
  });

  it('are added by a form that says what is missing', async () => {
    const { one, fill, text, until } = await stage('workdays');
    one('.add-days').click();
    await until(() => text().includes('Choose a day.'));
    await fill('#day-from', '2026-05-04');
    await fill('#day-to', '2026-05-01');
    one('.add-days').click();
    await until(() => text().includes('Not before the first day.'));
  });
});

describe('currency rates', () => {
  it('say how many transactions are left out, and lead to the form with the currency filled', async () => {
    const { one, until, text, element } = await stage('rates');
    expect(text()).to.contain('5 transactions are left out of every sum').and.to.contain('2 transactions have no rate');
    one('.give-rate').click();
    await until(() => element.shadowRoot!.activeElement?.id === 'rate-date');
    expect(one<HTMLInputElement>('#rate-currency').value).to.equal('USD');
  });

  it('say at the field what is wrong with one, in the reader’s language', async () => {
    const { one, fill, until } = await stage('rates', 'es', { 'PUT /api/rates': () => { throw new ApiError(422, 'invalid', 'x', undefined, [{ field: 'rates[0].rate', code: 'rate', message: 'no rate' }]); } });
    await fill('#rate-currency', 'usd');
    await fill('#rate-value', '0,92');
    one('.add-rate').click();
    await until(() => one('#rate-value').getAttribute('aria-invalid') === 'true');
    expect(one('#rate-problem').textContent).to.contain('con punto');
  });

  it('are removed only after asking again', async () => {
    const { one, until, sent } = await stage('rates', 'en', { 'DELETE /api/rates/USD/2026-01-02': () => ({}) });
    one('.rates-table .drop').click();
    await until(() => one('.remove-sure') !== null);
    expect(sent('DELETE')).to.deep.equal([]);
    one('.remove-sure').click();
    await until(() => sent('DELETE').length === 1);
    expect(sent('DELETE')[0]![0]).to.equal('/api/rates/USD/2026-01-02');
  });
});
