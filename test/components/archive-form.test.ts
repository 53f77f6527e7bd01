/** The archive form as a whole: accessibility first, then pages, rights, saving, languages and states. Kinds and other people's edits have files of their own. */
import { expect } from '@esm-bundle/chai';
import type * as Y from 'yjs';
import { setField, addRow, getField, getText } from '../../model/section-doc.ts';
import { random } from '../../components/form/open-section.ts';
import { worst } from '../../components/form/head.ts';
import { SavedFace } from '../../components/form/saved-face.ts';
import { ApiError } from '../../components/internal/session.ts';
import { catalogueView, isOwn } from '../../model/catalogue/catalogue.ts';
import { PACKS } from '../../model/catalogue/catalogue.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { accessible } from './accessible.ts';
import { openForm, press, type, viewOf, type FormPage } from './archive-form-page.ts';

const filled = (doc: Y.Doc) => {
  setField(doc, 'customer.name', 'Alfreds Futterkiste');
  setField(doc, 'crm.region', 'overseas');
  setField(doc, 'crm.website', 'https://alfreds.example');
  setField(doc, 'org.licenceValidUntil', '2030-05-12');
  setField(doc, 'org.registeredCapital', '50000.00 EUR');
  setField(doc, 'crm.employeeCount', 120);
  getText(doc, 'text:customer.needs').insert(0, 'Price of the new line;\nwants samples by June.');
  addRow(doc, 'methods', { kind: 'phone', value: '030-0074321', preferred: true }, random);
  addRow(doc, 'customer.partnerRole', { value: 'dealer' }, random);
  addRow(doc, 'company.products', { value: 'Tofu' }, random);
  addRow(doc, 'addresses', { use: 'mailing', text: 'Obere Str. 57', city: 'Berlin', postcode: '12209', country: 'DE' }, random);
};

let page: FormPage;
afterEach(() => page.remove());
const text = () => page.root.textContent!.replace(/\s+/g, ' ');
const fieldKeys = () => [...page.root.querySelectorAll('.pane [data-field]')].map((field) => field.getAttribute('data-field'));

describe('accessibility of the archive form', () => {
  it('filled, with its search open, with a mistake, with people and refused values', async () => {
    page = await openForm({ fill: filled });
    await accessible(page.form);
    page.find('#f-add-fact').click();
    type(page.control('fields/crm.employeeCount'), 'many');
    press(page.control('fields/crm.employeeCount'), 'Enter');
    page.handle.change({ people: [{ id: 'ana', name: 'Ana Trujillo', field: 'fields/crm.region', self: false, idle: false }], refused: [{ key: 'fields/crm.website', value: 'x', code: 'schema', text: '' }] });
    await page.settled();
    await accessible(page.form);
  });
  it('read-only, and the archive’s own page', async () => {
    page = await openForm({ fill: filled, level: 'read' });
    await accessible(page.form);
    page.find('.stop').click();
    await page.settled();
    await accessible(page.form);
  });
  it('in the dark', async () => {
    page = await openForm({ fill: filled, attributes: 'scheme="dark"' });
    await accessible(page.form);
  });
});

describe('pages of the form', () => {
  it('draws what is filled and offers the rest; nothing is asked for', async () => {
    page = await openForm({ fill: (doc) => setField(doc, 'customer.name', 'x') });
    expect(fieldKeys()).to.deep.equal(['customer.name']);
    expect(page.find('#f-add-fact').textContent).to.include('Add a fact');
  });

  it('an empty section says what belongs here and how to begin', async () => {
    page = await openForm();
    expect(page.find('.empty').textContent).to.include('Nothing is known here yet');
    page.find('.add-fact .chip').click();
    await page.settled();
    expect(fieldKeys().length).to.equal(1);
    expect(page.root.activeElement?.closest('[data-field]') !== null, 'and one can type at once').to.equal(true);
  });

  it('finds a fact by any word, without accents and case, also of another section, and goes there', async () => {
    page = await openForm({ lang: 'es' });
    for (let i = 0; i < 20_000 && !text().includes('Añadir un dato'); i++) await page.settled();
    page.find('#f-add-fact').click();
    await page.settled();
    type(page.find<HTMLInputElement>('#f-search'), 'HABITOS lectura');
    await page.settled();
    const options = [...page.root.querySelectorAll('[role=option]')].map((option) => option.textContent!.replace(/\s+/g, ' ').trim());
    expect(options[0]).to.match(/lectura.*Preferencias/);
    page.session.handle('ALFKI', 'preferences').ready();
    press(page.find('#f-search'), 'Enter');
    await page.settled();
    expect(page.find('.stop[aria-current]').textContent).to.include('Preferencias');
    expect(fieldKeys()).to.deep.equal(['pref.readingHabits']);
  });

  it('Escape closes the search and gives the focus back; arrows walk the found facts', async () => {
    page = await openForm();
    page.find('#f-add-fact').click();
    await page.settled();
    const search = page.find<HTMLInputElement>('#f-search');
    expect(page.root.activeElement === search).to.equal(true);
    press(search, 'ArrowDown');
    await page.settled();
    expect(search.getAttribute('aria-activedescendant')).to.equal('f-found-1');
    press(search, 'Escape');
    await page.settled();
    expect(page.root.activeElement?.id).to.equal('f-add-fact');
  });

  it('draws at most 25 fields at once and pages through the others', async () => {
    const many = catalogueView('en').fields.filter((field) => field.home === 'profile' && field.kind === 'longText' && field.aliasOf === undefined && field.scope === 'field').map(({ key }) => key);
    const texts = catalogueView('en').fields.filter((field) => field.home === 'profile' && field.kind === 'text' && field.aliasOf === undefined && field.scope === 'field').map(({ key }) => key);
    page = await openForm({ attributes: `packs="${PACKS.map(({ key }) => key).join(' ')}"`, fill: (doc) => {
      for (const key of many) getText(doc, `text:${key}`).insert(0, key);
      for (const key of texts) setField(doc, key, key);
    } });
    const first = fieldKeys();
    expect(first.length).to.equal(25);
    page.find<HTMLButtonElement>('.pager .button:last-child').click();
    await page.settled();
    const second = fieldKeys();
    expect(first.length + second.length).to.equal(many.length + texts.length);
    expect(second.some((key) => first.includes(key))).to.equal(false);
  });

  it('counts of every pack the fields that belong to this kind of customer', async () => {
    for (const pack of PACKS) {
      page = await openForm({ attributes: `packs="${pack.key}"`, view: viewOf({ profile: 'write' }) });
      const all = catalogueView('en', [pack.key]).fields;
      const own = new Set(all.filter((field) => isOwn(field, { kind: 'organisation', packs: [pack.key] })).flatMap(({ key, aliasOf }) => [key, aliasOf]));
      const keys = all.filter((field) => own.has(field.key) && field.home === 'profile' && field.scope === 'field' && field.aliasOf === undefined && field.kind !== 'computed' && field.kind !== 'files').map(({ key }) => key);
      const entry = page.find('.stop[aria-current] .count').textContent;
      expect(entry, pack.key).to.equal(`0/${keys.length}`);
      page.remove();
    }
    page = await openForm();
  });

  it('counts how complete each open section is', async () => {
    page = await openForm({ fill: filled, view: viewOf({ profile: 'write' }) });
    const before = page.find('.stop[aria-current] .count').textContent!;
    setField(page.theirs, 'customer.shortName', 'y');
    await page.settled();
    expect(page.find('.stop[aria-current] .count').textContent).to.equal(before.replace(/^\d+/, (n) => String(Number(n) + 1)));
  });
});

describe('rights in the form', () => {
  it('shows only sections that one may read, and opens confidential and restricted ones only when one goes there', async () => {
    page = await openForm({ view: viewOf({ profile: 'write', people: 'read', credit: 'read', identity: 'write', bank: 'exists' }), fill: filled });
    const stops = [...page.root.querySelectorAll('.stop')].map((stop) => stop.textContent!.replace(/\s+/g, ' ').trim().replace(/ ?View only| \d+\/\d+/g, ''));
    expect(stops).to.deep.equal(['Archive', 'Profile', 'People', 'Credit and finances', 'Identity papers', 'What is missing']);
    expect([...page.session.handles.keys()].sort()).to.deep.equal(['ALFKI/people', 'ALFKI/profile']);
    (page.root.querySelectorAll('.stop')[4] as HTMLElement).click();
    await page.settled();
    expect([...page.session.handles.keys()]).to.include('ALFKI/identity');
  });

  it('read-only: values are text, nothing can be changed, and it is said', async () => {
    page = await openForm({ fill: filled, level: 'read' });
    expect(page.root.querySelectorAll('.pane :is(input, select, textarea)').length).to.equal(0);
    expect(page.find('.pane-head').textContent).to.include('View only');
    expect(text()).to.include('Overseas').and.include('50,000.00 EUR').and.include('Obere Str. 57, Germany, Berlin, 12209');
  });

  it('the attribute readonly makes every section so', async () => {
    page = await openForm({ fill: filled, attributes: 'readonly' });
    expect(page.root.querySelectorAll('.pane :is(input, select, textarea)').length).to.equal(0);
  });

  it('stays read-only until the first sync is through', async () => {
    page = await openForm({ fill: filled, view: viewOf({ profile: 'write', preferences: 'write' }) });
    (page.root.querySelectorAll('.stop')[2] as HTMLElement).click();
    await page.settled();
    expect(page.root.querySelector('.waiting') !== null, 'a skeleton').to.equal(true);
    expect(page.root.querySelectorAll('.pane :is(input, select, textarea)').length).to.equal(0);
  });

  it('a right that ends while one looks turns the section to reading', async () => {
    page = await openForm({ fill: filled });
    page.handle.change({ state: { kind: 'ready', level: 'read', online: true } });
    await page.settled();
    expect(page.root.querySelectorAll('.pane :is(input, select, textarea)').length).to.equal(0);
    page.handle.change({ state: { kind: 'missing' } });
    await page.settled();
    expect(text()).to.include('You can no longer see this section');
  });

  it('discreet hides opinions, competitors, credit and classes', async () => {
    page = await openForm({ fill: (doc) => { filled(doc); setField(doc, 'crm.crmCategory', 'key'); }, attributes: 'discreet' });
    expect(text()).not.to.match(/Our assessment|Competitors|Credit and finances|CRM category/);
    expect(fieldKeys()).to.include('customer.name').and.not.include('crm.crmCategory');
  });
});

describe('saving', () => {
  it('shows the least saved of all sections, and the time when all is saved', async () => {
    page = await openForm({ fill: filled, view: viewOf({ profile: 'write', people: 'write' }) });
    page.handle.change({ saved: { kind: 'saved', at: new Date(2026, 4, 12, 14, 3).getTime() } });
    await page.settled();
    expect(page.find('.saved').textContent).to.equal('All changes saved 14:03');
    page.session.handle('ALFKI', 'people').change({ saved: { kind: 'waiting', count: 2 } });
    await page.settled();
    expect(page.find('.saved').textContent).to.equal('2 changes not sent yet');
    expect(worst([{ kind: 'waiting', count: 1 }, { kind: 'notSaved', count: 1 }, { kind: 'notSaved', count: 2 }])).to.deep.equal({ kind: 'notSaved', count: 3 });
    expect(worst([{ kind: 'saved', at: 5 }, { kind: 'saving' }])).to.deep.equal({ kind: 'saving' });
  });

  it('never calls saved what is not: “Saving…” comes at once and stays long enough to be read', () => {
    const asked: number[] = [];
    const face = new SavedFace((milliseconds) => asked.push(milliseconds));
    expect(face.look({ kind: 'saving' }, 1000).kind).to.equal('saving');
    expect(face.look({ kind: 'saved', at: 1 }, 1100).kind).to.equal('saving');
    expect(face.look({ kind: 'saved', at: 1 }, 1600).kind).to.equal('saved');
    expect(asked).to.deep.equal([500]);
  });

  it('refused values stay in a tray with their reason, to be tried again or let go', async () => {
    page = await openForm({ fill: filled });
    page.handle.change({ refused: [{ key: 'fields/crm.website', value: 'javascript:x', code: 'schema', text: 'no' }, { key: 'rows/methods/m1/value', value: '030', code: 'read-only', text: 'no' }] });
    await page.settled();
    const lines = [...page.root.querySelectorAll('.tray li')];
    expect(lines.map((line) => line.querySelector('.tray-name')!.textContent)).to.deep.equal(['Website', 'Contact details, Value']);
    expect(lines[0]!.querySelector('.tray-value')!.textContent).to.equal('javascript:x');
    lines[1]!.querySelector<HTMLElement>('.button')!.click();
    lines[0]!.querySelector<HTMLElement>('.quiet')!.click();
    await page.settled();
    expect([page.handle.retried, page.handle.dropped]).to.deep.equal([['rows/methods/m1/value'], ['fields/crm.website']]);
    expect(page.root.querySelectorAll('.tray li').length).to.equal(1);
  });

  it('a new copy of the document takes the place of the old one', async () => {
    page = await openForm({ fill: filled });
    const other = new (page.mine.constructor as typeof Y.Doc)();
    setField(other, 'customer.name', 'after the fold');
    page.handle.change({ doc: other });
    await page.settled();
    expect(page.control('fields/customer.name').value).to.equal('after the fold');
    type(page.control('fields/customer.name'), 'mine');
    await page.settled();
    expect(getField(other, 'customer.name')).to.equal('mine');
  });
});

describe('languages of the form', () => {
  for (const lang of LANGUAGES) {
    it(`${lang}: labels of catalogue and form, accessible`, async () => {
      page = await openForm({ lang, fill: filled });
      const words = { en: 'Add a fact', 'zh-Hans': '添加一项', 'zh-Hant': '新增一項', es: 'Añadir un dato' };
      for (let i = 0; i < 20_000 && !text().includes(words[lang]); i++) await page.settled();
      expect(text()).to.include(words[lang]).and.include(catalogueView(lang).fields.find(({ key }) => key === 'crm.region')!.label);
      expect(page.find('.root').getAttribute('lang')).to.equal(lang);
      await accessible(page.form);
    });
  }
});

describe('states of the form', () => {
  const failing = (status: number, code: string) => openForm({ waits: false, answer: (_, path) => { if (path.startsWith('/api/archives/ALFKI')) throw new ApiError(status, code, code); return undefined; } });

  it('loading has the shape of what comes', async () => {
    page = await openForm({ waits: false, answer: (_, path) => (path === '/api/archives/ALFKI' ? new Promise(() => {}) : undefined) });
    expect(page.find('.waiting').getAttribute('aria-label')).to.equal('Loading…');
  });
  it('missing and forbidden look the same as elsewhere; an error offers a retry that works', async () => {
    page = await failing(404, 'not-found');
    expect(text()).to.include('There is no such customer, or you may not see it.');
    page.remove();
    let broken = true;
    page = await openForm({ waits: false, fill: filled, answer: (_, path) => { if (broken && path === '/api/archives/ALFKI') throw new ApiError(500, 'internal', 'x'); return undefined; } });
    expect(page.find('[role=alert]').textContent).to.include('could not be loaded');
    broken = false;
    page.find('[role=alert] button').click();
    for (let i = 0; i < 20_000 && page.root.querySelector('.form') === null; i++) await page.settled();
    expect(page.control('fields/customer.name').value).to.equal('Alfreds Futterkiste');
  });
  it('an archive that one may only know of names who keeps it', async () => {
    page = await openForm({ waits: false, view: { ...viewOf({}), level: 'exists', row: null } });
    expect(text()).to.include('not read it').and.include('Ask Maria Anders');
  });
  it('signed out: nothing typed is lost, nothing can be changed; offline: one can go on', async () => {
    page = await openForm({ fill: filled });
    page.session.change({ state: { kind: 'offline', cause: 'device' } });
    await page.settled();
    expect(page.root.querySelector('.pane input') !== null).to.equal(true);
    expect(page.root.querySelector('.notice.warning') !== null).to.equal(true);
    page.session.change({ state: { kind: 'signedOut', reason: 'token' } });
    await page.settled();
    expect(text()).to.include('Your session has expired').and.include('Alfreds Futterkiste');
    expect(page.root.querySelectorAll('.pane :is(input, select, textarea)').length).to.equal(0);
  });
  it('a closed archive says so', async () => {
    page = await openForm({ level: 'read', view: viewOf({ profile: 'read' }, { state: 'closed' }), fill: filled });
    expect(text()).to.include('This archive is closed');
  });
  it('writes no style attribute anywhere', async () => {
    page = await openForm({ fill: filled });
    expect(page.root.querySelectorAll('[style]').length).to.equal(0);
  });
  it('closes what it opened when it leaves the page', async () => {
    page = await openForm({ fill: filled });
    page.form.remove();
    expect(page.handle.released).to.equal(1);
  });
});
