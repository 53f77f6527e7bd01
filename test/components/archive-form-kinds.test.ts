/** Every kind of value: drawn, edited, and a mistake kept in the input with its reason while the document stays as it was. */
import { ApiError } from '../../components/internal/session.ts';
import { expect } from '@esm-bundle/chai';
import { addRow, getField, getRows, getText, setField } from '../../model/section-doc.ts';
import type { Scalar } from '../../model/api.ts';
import { dateReader, decimalOf, spelled } from '../../components/form/values.ts';
import { random } from '../../components/form/open-section.ts';
import { yearsSince } from '../../components/form/kinds/computed.ts';
import { choose, openForm, press, ROW, type, viewOf, type FormPage } from './archive-form-page.ts';

let page: FormPage;
// what reads typed dates comes when one goes to a date; here it is there from the beginning
before(async () => { await dateReader.load(); });
afterEach(() => page?.remove());

const value = (key: string): Scalar => getField(page.theirs, key);

/** What comes from the server, or with a module that is loaded when it is first needed. */
const until = async (shown: () => boolean): Promise<void> => { while (!shown()) await new Promise((resolve) => { setTimeout(resolve, 20); }); };

/** Typed kinds: a field, what is typed, what the colleague's document then holds, and what is refused. */
const TYPED: readonly { readonly kind: string; readonly section?: string; readonly key: string; readonly seed: Scalar; readonly good: readonly [string, Scalar][]; readonly bad: readonly string[] }[] = [
  { kind: 'text', key: 'customer.shortName', seed: 'A', good: [['Alfreds ', 'Alfreds'], ['阿爾', '阿爾'], ['', null]], bad: ['x'.repeat(8200)] },
  { kind: 'number', key: 'crm.employeeCount', seed: 1, good: [['1,250', 1250], ['12.5', 12.5], ['１２', 12], ['-0', 0]], bad: ['many', '1.2.3', '1e5'] },
  { kind: 'number in a range', section: 'credit', key: 'crm.creditStars', seed: 1, good: [['5', 5]], bad: ['0', '6'] },
  { kind: 'percent', section: 'terms', key: 'g1.grossMarginStandard', seed: 1, good: [['12.5 %', 12.5]], bad: ['101', 'half'] },
  { kind: 'month', key: 'intent.expectedPurchaseAt', seed: '2026-01', good: [['2026/5', '2026-05'], ['2026年6月', '2026-06']], bad: ['2026-13', 'May'] },
  { kind: 'date that may be a month', key: 'person.dateOfBirth', seed: '1971-04-02', good: [['1971-04', '1971-04'], ['1971.4.2', '1971-04-02']], bad: ['1971-02-30', '--04-02'] },
  { kind: 'url', key: 'crm.website', seed: 'https://a.example', good: [['b.example', 'https://b.example'], ['http://c.example/x', 'http://c.example/x']], bad: ['javascript:alert(1)', 'nonsense'] },
];

describe('kinds of the archive form: what is typed', () => {
  for (const { kind, section, key, seed, good, bad } of TYPED) {
    it(`${kind}: takes what fits and keeps what does not`, async () => {
      page = await openForm({ section, fill: (doc) => setField(doc, key, seed) });
      const slot = `fields/${key}`;
      for (const [typed, stored] of good) {
        type(page.control(slot), typed);
        press(page.control(slot), 'Enter');
        await page.settled();
        expect(value(key), `typed ${typed}`).to.equal(stored);
        setField(page.theirs, key, seed);
        await page.settled();
      }
      for (const typed of bad) {
        const control = page.control(slot);
        type(control, typed);
        control.dispatchEvent(new FocusEvent('blur'));
        await page.settled();
        expect(value(key), `refused ${typed.slice(0, 20)}`).to.equal(seed);
        expect(page.control(slot).value, 'nothing is lost').to.equal(typed);
        expect(control.getAttribute('aria-invalid')).to.equal('true');
        const about = page.find(`[id="${control.getAttribute('aria-describedby')}"]`);
        expect(about.textContent?.trim(), 'the message is linked').to.match(/\w+/);
        press(control, 'Escape');
        await page.settled();
        expect(control.hasAttribute('aria-invalid'), 'Escape gives the draft up').to.equal(false);
      }
    });
  }

  it('a view of one row writes its row: telephone and email', async () => {
    page = await openForm({ fill: (doc) => addRow(doc, 'methods', { kind: 'email', value: 'old@a.example' }, random, { id: 'm1' as never }) });
    const add = async (words: string) => {
      page.find('#f-add-fact').click();
      await page.settled();
      type(page.find<HTMLInputElement>('#f-search'), words);
      await page.settled();
      press(page.find('#f-search'), 'Enter');
      await page.settled();
    };
    await add('email');
    const email = page.find<HTMLInputElement>('[data-field="crm.email"] input');
    expect(email.value).to.equal('old@a.example');
    type(email, 'nobody');
    email.dispatchEvent(new FocusEvent('blur'));
    await page.settled();
    expect(getRows(page.theirs, 'methods')[0]?.cells['value']).to.equal('old@a.example');
    type(email, 'new@a.example');
    press(email, 'Enter');
    await page.settled();
    expect(getRows(page.theirs, 'methods')[0]?.cells['value']).to.equal('new@a.example');
    await add('phone');
    type(page.find<HTMLInputElement>('[data-field="crm.phone"] input'), '030-0074321');
    press(page.find('[data-field="crm.phone"] input'), 'Enter');
    await page.settled();
    expect(getRows(page.theirs, 'methods').map(({ cells }) => [cells['kind'], cells['value']])).to.deep.equal([['email', 'new@a.example'], ['phone', '030-0074321']]);
  });

  it('money is written as amount and currency, and neither alone', async () => {
    page = await openForm({ fill: (doc) => setField(doc, 'org.registeredCapital', '10 EUR') });
    const [amount, currency] = page.root.querySelectorAll<HTMLInputElement>('[data-key="fields/org.registeredCapital"] input');
    type(amount!, '1,250.50');
    type(currency!, 'usd');
    press(currency!, 'Enter');
    await page.settled();
    expect(value('org.registeredCapital')).to.equal('1250.50 USD');
    type(currency!, 'x');
    press(currency!, 'Enter');
    await page.settled();
    expect(value('org.registeredCapital')).to.equal('1250.50 USD');
    expect(amount!.getAttribute('aria-invalid')).to.equal('true');
    type(amount!, '');
    press(amount!, 'Enter');
    await page.settled();
    expect(value('org.registeredCapital')).to.equal(null);
  });

  it('a date is echoed in full, and may be unlimited where the catalogue allows it', async () => {
    page = await openForm({ fill: (doc) => setField(doc, 'org.licenceValidUntil', '2030-05-12') });
    expect(page.find('[data-field="org.licenceValidUntil"] .echo').textContent).to.equal('Sunday, May 12, 2030');
    page.find('[data-key="fields/org.licenceValidUntil"] input[type="checkbox"]').click();
    await page.settled();
    expect(value('org.licenceValidUntil')).to.equal('long-term');
    type(page.control('fields/org.licenceValidUntil'), '2031-01-02');
    press(page.control('fields/org.licenceValidUntil'), 'Enter');
    await page.settled();
    expect(value('org.licenceValidUntil')).to.equal('2031-01-02');
  });
});

describe('kinds of the archive form: what is chosen', () => {
  it('enum: written at once; a value that is no option any more stays', async () => {
    page = await openForm({ fill: (doc) => setField(doc, 'crm.region', 'atlantis') });
    const select = page.control<HTMLSelectElement>('fields/crm.region');
    expect(select.value).to.equal('atlantis');
    choose(select, 'eastChina');
    await page.settled();
    expect(value('crm.region')).to.equal('eastChina');
    choose(select, '');
    await page.settled();
    expect(value('crm.region')).to.equal(null);
  });

  it('enums: each option a box of its own row; two people who tick the same box tick it once', async () => {
    page = await openForm({ fill: (doc) => addRow(doc, 'customer.partnerRole', { value: 'dealer' }, random) });
    const boxes = () => [...page.root.querySelectorAll<HTMLInputElement>('[data-field="customer.partnerRole"] input')];
    expect(boxes().map((box) => box.checked)).to.deep.equal([false, true, false]);
    boxes()[0]!.click();
    await page.settled();
    expect(getRows(page.theirs, 'customer.partnerRole').map(({ id, cells }) => [id === cells['value'], cells['value']])).to.deep.equal([[false, 'dealer'], [true, 'supplier']]);
    boxes()[1]!.click();
    await page.settled();
    expect(getRows(page.theirs, 'customer.partnerRole').map(({ cells }) => cells['value'])).to.deep.equal(['supplier']);
  });

  it('flag: a box', async () => {
    page = await openForm({ fill: (doc) => setField(doc, 'customer.keyProspect', false) });
    page.control('fields/customer.keyProspect').click();
    await page.settled();
    expect(value('customer.keyProspect')).to.equal(true);
  });

  it('user: a colleague by name, and nobody who is not in the directory', async () => {
    page = await openForm({ attributes: 'packs="renovation"', fill: (doc) => setField(doc, 'reno.designer', 'maria') });
    await page.drawn('[data-key="fields/reno.designer"] input'); // comes with the first field that names a colleague
    const input = page.control('fields/reno.designer');
    expect(input.value).to.equal('Maria Anders');
    type(input, 'Li Wei');
    press(input, 'Enter');
    await until(() => value('reno.designer') === 'li');
    type(input, 'Nobody Known');
    press(input, 'Enter');
    await until(() => input.hasAttribute('aria-invalid'));
    expect(value('reno.designer')).to.equal('li');
    expect(input.getAttribute('aria-invalid')).to.equal('true');
  });

  it('user: a search on the server, walked by keys, which says when it finds nobody', async () => {
    const many = Array.from({ length: 20 }, (_, i) => ({ id: `u${i}`, name: `Wang ${i}`, department: i === 1 ? 'south' : null, active: true }));
    page = await openForm({
      attributes: 'packs="renovation"', fill: (doc) => setField(doc, 'reno.designer', 'maria'),
      answer: (_, path) => {
        const { pathname, searchParams } = new URL(path, 'http://x');
        if (pathname === '/api/departments') return { items: [{ id: 'south', name: 'South', parent: 'sales', managers: [] }, { id: 'sales', name: 'Sales', parent: null, managers: [] }] };
        if (pathname !== '/api/people' || searchParams.has('id')) return undefined;
        return searchParams.get('q') === 'nobody' ? { items: [], next: null } : { items: many, next: 'u19' };
      },
    });
    const input = page.control('fields/reno.designer');
    const root = input.getRootNode() as ShadowRoot;
    input.focus();
    type(input, 'Wang');
    await until(() => root.querySelectorAll('[role=option]').length === 20);
    expect(input.getAttribute('aria-expanded')).to.equal('true');
    expect(root.querySelector('.people-list [role=status]')!.textContent).to.contain('20');
    press(input, 'ArrowDown');
    press(input, 'ArrowDown');
    await page.settled();
    await until(() => root.querySelector('[aria-selected=true]')?.textContent.includes('Sales › South') === true);
    expect(input.getAttribute('aria-activedescendant')).to.equal(root.querySelector('[aria-selected=true]')!.id);
    expect(root.querySelector(`[id="${input.getAttribute('aria-controls')}"]`)!.getAttribute('role')).to.equal('listbox');
    press(input, 'Enter');
    await page.settled();
    expect(value('reno.designer')).to.equal('u1');
    expect([input.value, root.querySelector('[role=option]')]).to.deep.equal(['Wang 1', null]);
    type(input, 'nobody');
    await until(() => root.querySelector('.people-list [role=status]')?.textContent === 'No colleague has this name.');
    press(input, 'Escape');
    await page.settled();
    expect(root.querySelector('.people-list')).to.equal(null);
    expect(value('reno.designer')).to.equal('u1');
  });

  it('user: a name typed before the colleagues are known waits for them, and is judged then', async () => {
    let come: (page: unknown) => void = () => {};
    const people = new Promise((resolve) => { come = resolve; });
    page = await openForm({ attributes: 'packs="renovation"', fill: (doc) => setField(doc, 'reno.designer', 'maria'), answer: (_, path) => (path.startsWith('/api/people') ? people : undefined) });
    const input = page.control('fields/reno.designer');
    type(input, 'Li Wei');
    press(input, 'Enter');
    await page.settled();
    expect(input.getAttribute('aria-invalid')).to.equal(null);
    expect(value('reno.designer')).to.equal('maria');
    come({ items: [{ id: 'li', name: 'Li Wei', department: null, active: true }], next: null });
    await page.settled();
    expect(value('reno.designer')).to.equal('li');
  });

  it('person: a row of people by name, or a new one', async () => {
    page = await openForm({ section: 'people', fill: (doc) => {
      addRow(doc, 'people', { name: 'Ana Trujillo' }, random, { id: 'p1' as never });
      setField(doc, 'org.legalRepresentative', 'p1');
    } });
    const select = page.control<HTMLSelectElement>('fields/org.legalRepresentative');
    expect(select.selectedOptions[0]?.textContent).to.equal('Ana Trujillo');
    choose(select, select.options[select.options.length - 1]!.value);
    await page.settled();
    const name = page.control('fields/org.legalRepresentative');
    type(name, '李伟');
    press(name, 'Enter');
    await page.settled();
    const added = getRows(page.theirs, 'people').find(({ cells }) => cells['name'] === '李伟');
    expect(added).to.not.equal(undefined);
    expect(value('org.legalRepresentative')).to.equal(added!.id);
  });

  it('address: the parts of the row of its use; two people who begin it meet in one row', async () => {
    page = await openForm({ fill: (doc) => setField(doc, 'customer.name', 'x') });
    page.find('#f-add-fact').click();
    await page.settled();
    type(page.find<HTMLInputElement>('#f-search'), 'mailing');
    await page.settled();
    press(page.find('#f-search'), 'Enter');
    await page.settled();
    type(page.find<HTMLInputElement>('[data-field="crm.mailingAddress"] .part-city input'), 'Berlin');
    await page.settled();
    addRow(page.theirs, 'addresses', { use: 'mailing', postcode: '12209' }, random, { id: 'mailing' as never });
    await page.settled();
    expect(getRows(page.theirs, 'addresses').map(({ cells }) => cells)).to.deep.equal([{ use: 'mailing', city: 'Berlin', postcode: '12209' }]);
    expect(page.find<HTMLInputElement>('[data-field="crm.mailingAddress"] .part-postcode input').value).to.equal('12209');
  });

  it('list: lines are rows; the empty line at the end adds', async () => {
    page = await openForm({ fill: (doc) => addRow(doc, 'company.products', { value: 'Tofu' }, random) });
    const lines = () => [...page.root.querySelectorAll<HTMLInputElement>('[data-field="company.products"] input')];
    type(lines().at(-1)!, 'Genen Shouyu');
    press(lines().at(-1)!, 'Enter');
    await page.settled();
    expect(getRows(page.theirs, 'company.products').map(({ cells }) => cells['value'])).to.deep.equal(['Tofu', 'Genen Shouyu']);
    expect(lines().at(-1)!.value, 'the line is ready for the next').to.equal('');
    page.find<HTMLButtonElement>('[data-field="company.products"] button').click();
    await page.settled();
    expect(getRows(page.theirs, 'company.products').map(({ cells }) => cells['value'])).to.deep.equal(['Genen Shouyu']);
  });

  it('files: listed, sent with section and kind, and a failure is told', async () => {
    let announced: { readonly section: string; readonly kind: string; readonly name: string } | undefined;
    let fail = false;
    const stored = { id: 'f1', section: 'documents', kind: 'g2.certificates', name: 'iso.pdf', type: 'application/pdf', size: 12_345, validUntil: '2027-01-01', by: { id: 'maria', name: 'Maria Anders' }, at: '2026-05-12T09:00:00Z' };
    page = await openForm({
      section: 'documents', attributes: 'packs="dealer"',
      answer: (method, path, body) => {
        if (method === 'POST' && path.endsWith('/uploads')) {
          if (fail) throw new ApiError(413, 'too-large', 'too large');
          announced = body as typeof announced;
          return { id: 'f1', offset: 0, file: null };
        }
        if (method === 'PATCH') return { id: 'f1', offset: 4, file: stored };
        return path.includes('/files') ? { items: announced ? [stored] : [] } : undefined;
      },
    });
    page.find('#f-add-fact').click();
    await page.settled();
    type(page.find<HTMLInputElement>('#f-search'), 'certificates');
    await page.settled();
    press(page.find('#f-search'), 'Enter');
    await page.drawn('[data-field="g2.certificates"] input[type="file"]');
    const send = () => {
      const input = page.find<HTMLInputElement>('[data-field="g2.certificates"] input[type="file"]');
      const transfer = new DataTransfer();
      transfer.items.add(new File(['%PDF'], 'iso.pdf'));
      input.files = transfer.files;
      input.dispatchEvent(new Event('change'));
    };
    send();
    await page.drawn('[data-field="g2.certificates"] [data-file="f1"]');
    expect(announced).to.include({ section: 'documents', kind: 'g2.certificates', name: 'iso.pdf' });
    expect(page.find('[data-field="g2.certificates"]').textContent).to.include('iso.pdf').and.include('12 kB').and.include('valid until 1 Jan 2027');
    fail = true;
    send();
    await page.drawn('[data-field="g2.certificates"] .problem:not([hidden])');
    expect(page.find('[data-field="g2.certificates"] .sending .problem').textContent).to.include('too large');
  });

  it('computed: read from row, overview and calendar, never edited', async () => {
    page = await openForm({ fill: (doc) => setField(doc, 'person.dateOfBirth', '1971-04-02') });
    expect(page.find('[data-field="profile.ageYears"] .value').textContent).to.equal(String(yearsSince('1971-04-02', new Date().toISOString().slice(0, 10))));
    expect(page.root.querySelector('[data-field="profile.ageYears"] input') === null).to.equal(true);
    page.find<HTMLButtonElement>('.stop').click();
    await page.drawn('[data-field="crm.transactionAmount"]');
    expect(page.find('[data-field="crm.transactionAmount"] .value').textContent).to.equal('4,273.00 EUR');
    expect(page.root.querySelector('[data-field="customer.archiveOpenedAt"] input') === null).to.equal(true);
  });
});

describe('the archive’s own row in the form', () => {
  it('is saved field by field over REST, and a refusal stands at its field', async () => {
    const asked: unknown[] = [];
    const view = viewOf({ profile: 'write' });
    page = await openForm({ view, section: 'archive', answer: (method, path, body) => {
      if (method === 'GET') return undefined;
      asked.push([method, path, body]);
      if ((body as { code?: string }).code === 'TAKEN') throw new (class extends Error { readonly code = 'conflict'; })();
      return view;
    } });
    choose(page.control<HTMLSelectElement>('fields/customer.confidentiality'), 'restricted');
    await page.settled();
    const owner = page.control('fields/customer.owner');
    type(owner, 'Li Wei');
    press(owner, 'Enter');
    await page.settled();
    expect(asked).to.deep.equal([
      ['PATCH', '/api/archives/ALFKI', { confidentiality: 'restricted' }],
      ['PUT', '/api/archives/ALFKI/owners', { owner: 'li', coOwners: [], deputies: [] }],
    ]);
    type(page.control('fields/customer.customerCode'), 'TAKEN');
    press(page.control('fields/customer.customerCode'), 'Enter');
    await page.settled();
    expect(page.find('[data-field="customer.customerCode"] .problem').textContent).to.match(/\w/);
  });

  it('shows what one may not change as text', async () => {
    page = await openForm({ view: viewOf({ profile: 'read' }, {}, 'read'), section: 'archive', level: 'read' });
    expect(page.root.querySelectorAll('.pane :is(input, select, textarea)').length).to.equal(0);
    expect(page.find('[data-field="customer.owner"] .value').textContent).to.equal(ROW.owner!.name);
  });
});

describe('values as people write them', () => {
  it('decimals in both conventions', () => {
    expect([decimalOf('1.234,5', 'es'), decimalOf('1,234.5', 'en'), decimalOf('12,5', 'en'), decimalOf('1.500', 'es'), decimalOf('－３', 'en'), decimalOf('x', 'en')]).to.deep.equal(['1234.5', '1234.5', '12.5', '1500', '-3', undefined]);
  });
  it('dates in full, in the reader’s language', () => {
    expect(spelled('2026-05-12', 'zh-Hans', '')).to.equal('2026年5月12日星期二');
    expect(spelled('2026-05', 'es', '')).to.equal('mayo de 2026');
    expect(spelled('--05-12', 'en', '')).to.equal('May 12');
    expect(spelled('2026-05-12/', 'en', '')).to.equal('Tuesday, May 12, 2026 – …');
    expect(spelled('soon', 'en', '')).to.equal('');
  });
  it('long text is there for every field of that kind', async () => {
    page = await openForm({ fill: (doc) => getText(doc, 'text:customer.needs').insert(0, 'samples') });
    const area = page.control<HTMLTextAreaElement>('text:customer.needs');
    expect(area.value).to.equal('samples');
    type(area, 'samples by June');
    expect(getText(page.theirs, 'text:customer.needs').toString()).to.equal('samples by June');
  });
});
