/** Pasted text on a card, in a form and where an archive is opened: accessible and complete by keyboard, each finding in its place, nothing twice, nothing that is not certain or may not be, all of it one step. */
import { expect } from '@esm-bundle/chai';
import type * as Y from 'yjs';
import type { CreateArchive } from '../../model/api.ts';
import { catalogueView } from '../../model/catalogue/catalogue.ts';
import type { RowId } from '../../model/ids.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { addRow, getField, getMark, getRows, setField } from '../../model/section-doc.ts';
import { CustomerCard } from '../../components/customer-card.ts';
import { CustomerCreate } from '../../components/customer-create.ts';
import { loadStrings } from '../../components/internal/strings/index.ts';
import { PASTE_LABEL } from '../../components/paste/label.ts';
import { pasteTexts } from '../../components/paste/texts.ts';
import { accessible } from './accessible.ts';
import { FormSession, openForm, press, viewOf, type FormPage } from './archive-form-page.ts';
import { mount, type FakeHandle } from './fake-session.ts';
import { SetClock } from './list-samples.ts';
import { digest } from './samples.ts';

if (!customElements.get('customer-card')) customElements.define('customer-card', CustomerCard);
if (!customElements.get('customer-create')) customElements.define('customer-create', CustomerCreate);

const WRITE = { profile: 'write', people: 'write', identity: 'write' } as const;
const random = (count: number) => crypto.getRandomValues(new Uint8Array(count));
const turn = () => new Promise((done) => setTimeout(done, 10));
const until = async (there: () => unknown): Promise<void> => { while (!there()) await turn(); };

/** The dialog stands in the page's body, in a root of its own. */
const dialogRoot = (): ShadowRoot | undefined => [...document.body.children].map(({ shadowRoot }) => shadowRoot).find((root) => root?.querySelector('dialog .text, dialog .go')) ?? undefined;
const host = () => dialogRoot()!.host as HTMLElement;
const rows = () => [...dialogRoot()!.querySelectorAll<HTMLElement>('.row')].map((row) => ({
  label: row.querySelector('.field')!.textContent!, value: row.querySelector('.value')!.textContent!, about: row.querySelector('p')!.textContent!.replace(/\s+/g, ' ').trim(),
  box: row.querySelector<HTMLInputElement>('input')!,
}));
const ticked = () => rows().filter(({ box }) => box.checked).map(({ label, value }) => `${label} = ${value}`);
const plain = () => [...dialogRoot()!.querySelectorAll('.plain')].map((each) => each.textContent!.replace(/\s+/g, ' ').trim());
const row = (label: string) => rows().find((each) => each.label === label)!;
const fill = () => dialogRoot()!.querySelector<HTMLButtonElement>('button.primary')!;
async function write(text: string): Promise<void> {
  const area = dialogRoot()!.querySelector('textarea')!;
  area.value = text;
  area.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await turn();
}

let clean: () => void = () => {};
afterEach(() => {
  dialogRoot()?.querySelector('dialog')!.close();
  clean();
  clean = () => {};
});

interface Sheet { readonly session: FormSession; readonly card: CustomerCard; readonly profile: Y.Doc; readonly people: Y.Doc; readonly identity: Y.Doc; readonly handle: (section: string) => FakeHandle }
async function showCard({ kind = 'organisation', levels = WRITE as Readonly<Record<string, 'read' | 'write'>>, lang = 'en', fills = {} as Readonly<Record<string, (doc: Y.Doc) => void>> } = {}): Promise<Sheet> {
  const session = new FormSession();
  session.tell('ALFKI', digest());
  const unasked = session.answer;
  session.answer = (method, path, body) => (path === '/api/service-matrix' ? unasked(method, path, body) : viewOf(levels, { kind }));
  const handle = (section: string) => session.handle('ALFKI', section);
  const [profile, people, identity] = ['profile', 'people', 'identity'].map((name) => handle(name).ready(levels[name] ?? 'write', fills[name])) as [Y.Doc, Y.Doc, Y.Doc];
  const { root, remove } = mount(session, '<customer-card archive="ALFKI"></customer-card>', lang);
  clean = remove;
  const card = root.querySelector('customer-card')!;
  await until(() => card.shadowRoot!.querySelector('.tools .paste'));
  return { session, card, profile, people, identity, handle };
}
/** As a browser tells it: to what has the focus. */
function pasteOn(target: Element, text: string): boolean {
  const data = new DataTransfer();
  data.setData('text/plain', text);
  return target.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, composed: true, cancelable: true }));
}
async function onCard(sheet: Sheet, text: string): Promise<void> {
  const link = sheet.card.shadowRoot!.querySelector<HTMLElement>('.tools .paste')!;
  link.focus();
  expect(pasteOn(link, text)).to.equal(false);
  await until(() => dialogRoot()?.querySelector('.row, .plain'));
  await turn();
}

const FOOTER = `Best regards,

Laura Bennett
Sales Director
Northfield Instruments Ltd.
Tel: +44 20 7946 0958
Email: laura.bennett@northfield.example
www.northfield.example`;

describe('pasted text', () => {
  it('is offered accessibly, in four languages, each with its own words', async () => {
    for (const lang of LANGUAGES) {
      await loadStrings(lang);
      const sheet = await showCard({ lang, fills: { profile: (doc) => { setField(doc, 'crm.website', 'https://old.example'); } } });
      await until(() => sheet.card.shadowRoot!.textContent!.includes(PASTE_LABEL[lang]));
      await onCard(sheet, `${FOOTER}\nWechat: laura_b88`);
      expect(dialogRoot()!.querySelector('h2')!.textContent).to.equal(PASTE_LABEL[lang]);
      expect(dialogRoot()!.querySelector('dialog')!.lang).to.equal(lang);
      expect(dialogRoot()!.querySelector('.count p')!.textContent).to.equal(pasteTexts(lang).counts(rows().length, ticked().length));
      expect(rows().length).to.be.greaterThan(5);
      await accessible(host());
      await accessible(sheet.card);
      dialogRoot()!.querySelector('dialog')!.close();
      clean();
    }
  });

  it('ticks what is certain and nothing else; each row names field, value and the words it came from', async () => {
    const sheet = await showCard();
    await onCard(sheet, FOOTER);
    expect(rows().map(({ label, value }) => `${label} = ${value}`)).to.deep.equal([
      'Name = Laura Bennett', 'Laura Bennett: Scope of work = Sales Director', 'Customer name = Northfield Instruments Ltd.', 'Phone = +44 20 7946 0958', 'Email = laura.bennett@northfield.example', 'Website = https://www.northfield.example',
    ]);
    expect(ticked()).to.deep.equal(['Phone = +44 20 7946 0958', 'Email = laura.bennett@northfield.example', 'Website = https://www.northfield.example']);
    expect(row('Phone').about).to.include('In the text: Tel: +44 20 7946 0958');
    expect(dialogRoot()!.querySelector('mark')!.textContent).to.equal('Laura Bennett');
    expect(row('Name').box.closest('.row')!.textContent).to.include('not certain');
  });

  it('writes what is chosen with its source; the button takes all of it back, and nothing is written before', async () => {
    const sheet = await showCard();
    await onCard(sheet, FOOTER);
    expect(getRows(sheet.profile, 'methods')).to.deep.equal([]);
    expect(sheet.session.asked.filter(({ method }) => method !== 'GET')).to.deep.equal([]);
    // a position brings its person along
    row('Laura Bennett: Scope of work').box.click();
    expect(ticked()).to.include('Name = Laura Bennett');
    fill().click();
    const [phone, mail] = getRows(sheet.profile, 'methods');
    expect([phone!.cells, mail!.cells]).to.deep.equal([{ kind: 'phone', value: '+44 20 7946 0958' }, { kind: 'email', value: 'laura.bennett@northfield.example' }]);
    expect(getField(sheet.profile, 'crm.website')).to.equal('https://www.northfield.example');
    const [person] = getRows(sheet.people, 'people');
    expect(person!.cells).to.deep.equal({ name: 'Laura Bennett', workScope: 'Sales Director' });
    for (const [doc, key] of [[sheet.profile, `rows/methods/${phone!.id}/value`], [sheet.profile, 'fields/crm.website'], [sheet.people, `rows/people/${person!.id}/name`], [sheet.people, `rows/people/${person!.id}/workScope`]] as const) expect(getMark(doc, key, 'source'), key).to.equal('pastedText');
    expect(dialogRoot()!.querySelector('[role=status]')!.textContent).to.equal('5 values filled in.');
    await accessible(host());
    [...dialogRoot()!.querySelectorAll('button')].find((button) => button.textContent === 'Take it back')!.click();
    expect([getRows(sheet.profile, 'methods'), getRows(sheet.people, 'people'), getField(sheet.profile, 'crm.website'), getMark(sheet.profile, 'fields/crm.website', 'source')]).to.deep.equal([[], [], null, null]);
    const { released } = sheet.handle('people');
    fill().click();
    await until(() => sheet.handle('people').released > released);
  });

  it('goes where it belongs: address with its country, representative and person in one row, role, tax number', async () => {
    const sheet = await showCard();
    await onCard(sheet, 'BEGIN:VCARD\nVERSION:3.0\nFN:María López\nTITLE:Directora\nORG:Bodegas Soler S.L.;Compras\nTEL;TYPE=CELL:+34 612 345 678\nADR:;;Calle Mayor 5;Madrid;Madrid;28013;España\nEND:VCARD');
    expect(ticked()).to.include('Address = Calle Mayor 5, 28013, Madrid, Spain');
    fill().click();
    expect(getRows(sheet.profile, 'addresses').map(({ id, cells }) => [id, cells])).to.deep.equal([['business' as RowId, { use: 'business', text: 'Calle Mayor 5', city: 'Madrid', region: 'Madrid', postcode: '28013', country: 'ES' }]]);
    expect(getMark(sheet.profile, 'rows/addresses/business/country', 'source')).to.equal('pastedText');
    expect(getField(sheet.profile, 'customer.name')).to.equal('Bodegas Soler S.L.');
    expect(getRows(sheet.people, 'people').map(({ cells }) => cells)).to.deep.equal([{ name: 'María López', workScope: 'Directora, Compras' }]);
    expect(getRows(sheet.profile, 'methods').map(({ cells }) => cells)).to.deep.equal([{ kind: 'mobile', value: '+34 612 345 678' }]);
    dialogRoot()!.querySelector('dialog')!.close();

    await onCard(sheet, '法定代表人：王建国\n联系人：李伟\n统一社会信用代码：91310000775785552L\n邮编：200120');
    expect(rows().map(({ label }) => label)).to.include('Legal representative').and.include('Postcode');
    fill().click();
    const people = getRows(sheet.people, 'people');
    expect(people.map(({ cells }) => cells)).to.deep.equal([{ name: 'María López', workScope: 'Directora, Compras' }, { name: '王建国' }, { name: '李伟', role: 'contactPerson' }]);
    expect(getField(sheet.people, 'org.legalRepresentative')).to.equal(people[1]!.id);
    expect(getField(sheet.profile, 'org.unifiedSocialCreditCode')).to.equal('91310000775785552L');
  });

  it('of an individual: name, position and employer are of the person, the home is a restricted paper, a company’s code is left out', async () => {
    const card = 'BEGIN:VCARD\nFN:Rosa Duarte\nTITLE:Owner\nORG:Duarte e Filhos\nADR:;;Rua Nova 1;Porto;;4000;Portugal\nTEL;TYPE=CELL:+351912345678\nEND:VCARD';
    const sheet = await showCard({ kind: 'individual' });
    await onCard(sheet, card);
    fill().click();
    expect(['customer.name', 'person.position', 'person.employer'].map((key) => getField(sheet.profile, key))).to.deep.equal(['Rosa Duarte', 'Owner', 'Duarte e Filhos']);
    expect(getRows(sheet.identity, 'addresses').map(({ cells }) => cells)).to.deep.equal([{ use: 'residence', text: 'Rua Nova 1', city: 'Porto', postcode: '4000', country: 'PT' }]);
    expect(getRows(sheet.people, 'people')).to.deep.equal([]);
    dialogRoot()!.querySelector('dialog')!.close();
    clean();

    const clerk = await showCard({ kind: 'individual', levels: { profile: 'write', people: 'write' } });
    await onCard(clerk, card);
    expect(plain().join()).to.include('Residence').and.include('you may not change this');
    await write('统一社会信用代码：91310000775785552L');
    expect(plain().join()).to.include('91310000775785552L belongs to a company');
    dialogRoot()!.querySelector('dialog')!.close();
    clean();

    // nobody opens a restricted paper by pasting a number
    const number = await showCard({ kind: 'individual' });
    await onCard(number, 'Tel: +351 21 234 5678');
    dialogRoot()!.querySelector('dialog')!.close();
    await until(() => number.handle('profile').released > 0);
    expect(number.handle('identity').released).to.equal(0);
  });

  it('what the person may not write is listed as left out, not offered', async () => {
    const sheet = await showCard({ levels: { profile: 'write', people: 'read' } });
    await onCard(sheet, FOOTER);
    expect(rows().map(({ label }) => label)).to.deep.equal(['Customer name', 'Phone', 'Email', 'Website']);
    expect(plain()).to.deep.equal(['NameLaura Bennett you may not change this', 'Laura Bennett: Scope of workSales Director you may not change this']);
  });

  it('an equal value is known and not written twice: a phone in another format, an address of the web without its scheme', async () => {
    const sheet = await showCard({
      fills: {
        profile: (doc) => {
          addRow(doc, 'methods', { kind: 'phone', value: '020 7946 0958' }, random);
          addRow(doc, 'methods', { kind: 'email', value: 'Laura.Bennett@NORTHFIELD.example' }, random);
          setField(doc, 'crm.website', 'http://northfield.example/');
        },
        people: (doc) => { addRow(doc, 'people', { name: 'Laura  Bennett' }, random); },
      },
    });
    await onCard(sheet, FOOTER);
    expect(rows().map(({ label }) => label)).to.deep.equal(['Laura Bennett: Scope of work', 'Customer name']);
    expect(plain().length).to.equal(4);
    row('Laura Bennett: Scope of work').box.click();
    fill().click();
    expect(getRows(sheet.people, 'people').map(({ cells }) => cells)).to.deep.equal([{ name: 'Laura  Bennett', workScope: 'Sales Director' }]);
    expect(getRows(sheet.profile, 'methods')).to.have.length(2);
  });

  it('what would replace another value says so and is not ticked by itself', async () => {
    const sheet = await showCard({ fills: { profile: (doc) => { setField(doc, 'crm.website', 'https://old.example'); } } });
    await onCard(sheet, FOOTER);
    expect(row('Website').about).to.include('Now: https://old.example (would be replaced)');
    expect(row('Website').box.checked).to.equal(false);
    row('Website').box.click();
    fill().click();
    expect(getField(sheet.profile, 'crm.website')).to.equal('https://www.northfield.example');
  });

  it('a postcode goes with its address: beside one that is not taken it is not ticked; the country before stays', async () => {
    const sheet = await showCard({ fills: { profile: (doc) => { addRow(doc, 'addresses', { use: 'business', text: '上海市南京西路1号', country: 'CN', postcode: '200000' }, random); } } });
    await onCard(sheet, '邮编：200120\n地址：上海市浦东新区张江路88号');
    expect(ticked()).to.deep.equal([]);
    row('Postcode').box.click();
    expect(ticked()).to.have.length(2);
    fill().click();
    const cells = { ...getRows(sheet.profile, 'addresses')[0]!.cells };
    expect(cells).to.deep.equal({ use: 'business', text: '上海市浦东新区张江路88号', city: '上海市', country: 'CN', postcode: '200120' });
  });

  it('a doubt is named as in typing; what cannot be stored cannot be ticked', async () => {
    const sheet = await showCard();
    await onCard(sheet, 'VAT: 12345678\nPhone: +34 112 345 678\nWebsite: https://a_b.example');
    await until(() => row('Phone').about.includes('no such number'));
    const site = row('Website');
    expect(site.about).to.include('This cannot be stored: a web address looks like https://company.example.');
    expect([site.box.disabled, site.box.checked]).to.deep.equal([true, false]);
    dialogRoot()!.querySelector<HTMLButtonElement>('.count button')?.click();
    expect(row('Website').box.checked).to.equal(false);
    await accessible(host());
  });

  it('of several people each has a row and ways of contact of their own', async () => {
    const sheet = await showCard();
    await onCard(sheet, '姓名\t职务\t手机\t邮箱\n王小明\t采购经理\t13812345678\twang@hongda.example\n李娜\t会计\t13987654321\tli@hongda.example');
    expect(ticked()).to.have.length(8);
    // without the name its number has nowhere to stand
    rows().find(({ value }) => value === '李娜')!.box.click();
    expect(ticked()).to.have.length(4);
    rows().find(({ value }) => value === '13987654321')!.box.click();
    expect(ticked()).to.have.length(6);
    fill().click();
    const people = getRows(sheet.people, 'people');
    expect(people.map(({ cells }) => cells)).to.deep.equal([{ name: '王小明', workScope: '采购经理' }, { name: '李娜' }]);
    expect(getRows(sheet.people, 'peopleMethods').map(({ cells }) => cells)).to.deep.equal([
      { person: people[0]!.id, kind: 'mobile', value: '13812345678' }, { person: people[0]!.id, kind: 'email', value: 'wang@hongda.example' }, { person: people[1]!.id, kind: 'mobile', value: '13987654321' },
    ]);
    expect(getRows(sheet.profile, 'methods')).to.deep.equal([]);
  });

  it('of several customers only the one of this archive is taken', async () => {
    const sheet = await showCard({ fills: { profile: (doc) => { setField(doc, 'customer.name', 'Bon app'); } } });
    await onCard(sheet, 'Company\tPhone\nBon app\t+33 1 42 68 53 00\nEastern Connection\t+44 20 7946 0297');
    expect(ticked()).to.deep.equal(['Phone = +33 1 42 68 53 00']);
    expect(plain().join()).to.include('Eastern Connection is about somebody else');
  });

  it('reads so much of a long table that one can look through it, and says so', async () => {
    const sheet = await showCard();
    await onCard(sheet, `Name\tMobile\n${Array.from({ length: 2000 }, (_, i) => `Maria Anders${'abcdefghij'[i % 10]!}\t+49 151 ${String(1000000 + i)}`).join('\n')}`);
    expect(rows().length).to.be.at.most(300);
    expect(dialogRoot()!.querySelector('.count p')!.textContent).to.include('Only the first 300 values are read');
    expect(getRows(sheet.people, 'people')).to.deep.equal([]);
  });

  it('is complete by keyboard: the area takes text, Space ticks, Enter fills in, Escape leaves everything as it was', async () => {
    const sheet = await showCard();
    sheet.card.shadowRoot!.querySelector<HTMLElement>('.tools .paste')!.click();
    await until(() => dialogRoot());
    const root = dialogRoot()!;
    await until(() => root.activeElement?.tagName === 'TEXTAREA');
    await write('nothing of use, really');
    expect(root.querySelector('.count p')!.textContent).to.include('Nothing in it');
    expect(fill().disabled).to.equal(true);
    await write(FOOTER);
    const heard: string[] = [];
    const listen = (event: KeyboardEvent) => void heard.push(event.key);
    document.addEventListener('keydown', listen);
    row('Phone').box.focus();
    press(row('Phone').box, 'd');
    document.removeEventListener('keydown', listen);
    // what is pressed in the dialog is no shortcut of the page
    expect(heard).to.deep.equal([]);
    const all = root.querySelector<HTMLButtonElement>('.count button')!;
    all.click();
    expect(ticked()).to.have.length(6);
    all.click();
    expect(ticked()).to.have.length(0);
    root.querySelector('dialog')!.close();
    expect(getRows(sheet.profile, 'methods')).to.deep.equal([]);
  });

  it('does not take the clipboard from a field, from elsewhere on the page, or while the customer looks on', async () => {
    const sheet = await showCard();
    const input = document.createElement('input');
    sheet.card.parentElement!.append(input);
    input.focus();
    expect(pasteOn(input, FOOTER)).to.equal(true);
    input.blur();
    expect(pasteOn(document.body, FOOTER)).to.equal(true);
    sheet.card.discreet = true;
    await sheet.card.updateComplete;
    expect(sheet.card.shadowRoot!.querySelector('.tools .paste')).to.equal(null);
    expect(pasteOn(sheet.card.shadowRoot!.querySelector('article')!, FOOTER)).to.equal(true);
    sheet.card.discreet = false;
    sheet.session.tell('ALFKI', digest({ level: 'read' }));
    await sheet.card.updateComplete;
    expect(sheet.card.shadowRoot!.textContent).not.to.include('Paste details');
    expect(pasteOn(sheet.card.shadowRoot!.querySelector('article')!, FOOTER)).to.equal(true);
    expect(dialogRoot()).to.equal(undefined);
  });
});

describe('pasted text in a form', () => {
  async function begun(): Promise<FormPage & { readonly people: Y.Doc }> {
    const page = await openForm({ view: viewOf({ profile: 'write', people: 'write' }) });
    clean = page.remove;
    const people = page.session.handle('ALFKI', 'people').ready('write');
    await page.drawn('#f-paste');
    page.find('#f-paste').click();
    await until(() => dialogRoot());
    return { ...page, people };
  }

  it('is one step: Ctrl+Z takes back what went into two sections, and Ctrl+Shift+Z brings it again', async () => {
    const { mine, people, settled, find, form } = await begun();
    await write(FOOTER);
    dialogRoot()!.querySelector<HTMLButtonElement>('.count button')!.click();
    fill().click();
    await until(() => dialogRoot() === undefined);
    await settled();
    const held = () => [getRows(mine, 'methods').length, getField(mine, 'crm.website'), getField(mine, 'customer.name'), getRows(people, 'people').length];
    const all = [2, 'https://www.northfield.example', 'Northfield Instruments Ltd.', 1];
    expect(held()).to.deep.equal(all);
    expect(find('.head .tools').textContent).to.include('Paste details');
    expect(form.shadowRoot!.textContent).to.include('6 values filled in.');
    press(find('#f-paste'), 'z', { ctrlKey: true });
    await settled();
    expect(held()).to.deep.equal([0, null, null, 0]);
    press(find('#f-paste'), 'z', { ctrlKey: true, shiftKey: true });
    await settled();
    expect(held()).to.deep.equal(all);
    await accessible(form);
  });

  it('is not offered to whoever only reads', async () => {
    const page = await openForm({ level: 'read', view: viewOf({ profile: 'read' }) });
    clean = page.remove;
    expect(page.root.querySelector('#f-paste')).to.equal(null);
  });
});

describe('pasted text where an archive is opened', () => {
  it('fills what is asked, keeps the rest, and writes it into the archive that was opened, with its source', async () => {
    const session = new FormSession();
    const sent: { readonly method: string; readonly path: string; readonly body: unknown }[] = [];
    session.view = catalogueView('en');
    session.answer = (method, path, body) => {
      if (path.startsWith('/api/departments')) return { items: [] };
      if (method !== 'GET') sent.push({ method, path, body });
      if (method === 'POST') return { id: 'NEW1' };
      if (path.endsWith('/sections/profile')) return { fields: { 'customer.name': 'Northfield Instruments Ltd.' }, rows: { methods: { m1: { kind: 'phone', value: '+44 20 7946 0958' } } }, texts: {}, marks: {} };
      if (path.includes('/sections/')) return { fields: {}, rows: {}, texts: {}, marks: {} };
      return { items: [], next: null, total: 0 };
    };
    const { root: main, remove } = mount(session, '');
    clean = remove;
    const element = Object.assign(new CustomerCreate(), { clock: new SetClock() });
    main.append(element);
    const root = element.shadowRoot!;
    await until(() => root.querySelector('#create-template-addressBook'));
    root.querySelector<HTMLElement>('#create-template-addressBook')!.click();
    await until(() => root.querySelector('#create-name'));
    const name = root.querySelector<HTMLInputElement>('#create-name')!;
    name.focus();
    // one line is a name
    expect(pasteOn(name, 'Northfield')).to.equal(true);
    expect(pasteOn(name, FOOTER)).to.equal(false);
    await until(() => dialogRoot()?.querySelector('.row'));
    await accessible(host());
    dialogRoot()!.querySelector<HTMLButtonElement>('.count button')!.click();
    fill().click();
    await until(() => dialogRoot() === undefined);
    await element.updateComplete;
    expect([name.value, root.querySelector<HTMLInputElement>('#create-phone')!.value]).to.deep.equal(['Northfield Instruments Ltd.', '+44 20 7946 0958']);
    expect(root.textContent).to.match(/\d more pasted values? goe?s? into the archive when it is opened\./);
    root.querySelector('form')!.requestSubmit();
    await until(() => root.querySelector('.go'));
    expect((sent[0]!.body as CreateArchive).name).to.equal('Northfield Instruments Ltd.');
    const patches = new Map(sent.slice(1).map(({ path, body }) => [path.split('/').at(-1)!, body as { readonly fields: object; readonly rows: Readonly<Record<string, Readonly<Record<string, unknown>>>>; readonly marks: Readonly<Record<string, unknown>> }]));
    expect(Object.values(patches.get('people')!.rows['people']!)).to.deep.equal([{ name: 'Laura Bennett', workScope: 'Sales Director' }]);
    // the phone went with the archive and only gets its source
    expect(Object.values(patches.get('profile')!.rows['methods'] ?? {}).map((cells) => (cells as { readonly kind: string }).kind)).not.to.include('phone');
    expect(patches.get('profile')!.marks).to.include({ 'rows/methods/m1/value#source': 'pastedText', 'fields/customer.name#source': 'pastedText' });
  });
});
