/** The history: accessible in every state, says what changed in words, holds news back until asked, puts back with a question and takes that back. */
import { expect } from '@esm-bundle/chai';
import { ArchiveHistory } from '../../components/archive-history.ts';
import { ApiError } from '../../components/internal/session.ts';
import { loadStrings } from '../../components/internal/strings/index.ts';
import { history as es } from '../../components/internal/strings/es/history.ts';
import { history as en } from '../../components/internal/strings/en/history.ts';
import { history as hans } from '../../components/internal/strings/zh-Hans/history.ts';
import { history as hant } from '../../components/internal/strings/zh-Hant/history.ts';
import type { ArchiveView, HistoryItem, HistoryPage } from '../../model/api.ts';
import type { CatalogueView } from '../../model/catalogue/types.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import { accessible } from './accessible.ts';
import { FakeSession, mount } from './fake-session.ts';
import { digest } from './samples.ts';

customElements.get('archive-history') ?? customElements.define('archive-history', ArchiveHistory);

let clean: () => void = () => {};
afterEach(() => clean());

const NOW = Date.now();
const maria = { id: 'maria' as PersonId, name: 'Maria Anders' };
const wei = { id: 'wei' as PersonId, name: '李伟' };
const head = (id: string, by: typeof maria, minutes: number) => ({ id, section: 'profile', by, at: new Date(NOW - minutes * 60_000).toISOString(), from: new Date(NOW - minutes * 60_000).toISOString(), edits: 1, restorable: true });
const ITEMS: readonly HistoryItem[] = [
  { ...head('1.9.0', maria, 1), kind: 'value', key: 'fields/customer.name', old: 'Alfreds', new: 'Alfredo' },
  { ...head('1.8.0', wei, 5), kind: 'text', key: 'text:org.businessScope', edits: 12, parts: [{ kind: 'same', text: '…Wants ' }, { kind: 'removed', text: 'samples' }, { kind: 'added', text: 'prices' }, { kind: 'same', text: ' by June.' }] },
  { ...head('1.7.0', wei, 6), kind: 'value', key: 'fields/customer.category', old: 'b', new: null },
  { ...head('1.6.0', wei, 3 * 1440), kind: 'row', key: 'rows/methods/m1', what: 'changed', old: { value: '030-1' }, new: { value: '030-2' }, now: { kind: 'phone', value: '030-2' } },
  { ...head('0.5.0', maria, 3 * 1440), section: 'archive', kind: 'own', key: 'owner', old: ['Maria Anders'], new: ['李伟'], restorable: false },
];
const view: CatalogueView = {
  version: 'test', lang: 'en', packs: [{ key: 'base', label: 'Base' }], groups: [], addressColumns: [],
  sections: [{ key: 'profile', label: 'Profile' }, { key: 'terms', label: 'Terms' }],
  dictionaries: { 'D-1': { name: 'Category', options: [{ key: 'b', label: 'Main' }] } },
  fields: [
    { id: 'F-1', key: 'customer.name', kind: 'text', home: 'profile', packs: ['base'], sensitivity: 'internal', scope: 'field', group: 'F1', label: 'Customer name' },
    { id: 'F-2', key: 'org.businessScope', kind: 'longText', home: 'profile', packs: ['base'], sensitivity: 'internal', scope: 'field', group: 'F1', label: 'Business scope' },
    { id: 'F-3', key: 'customer.category', kind: 'enum', home: 'profile', packs: ['base'], sensitivity: 'internal', scope: 'field', group: 'F1', label: 'Category', dictionary: 'D-1' },
    { id: 'F-4', key: 'customer.contactMethods', kind: 'rows', table: 'methods', home: 'profile', packs: ['base'], sensitivity: 'internal', scope: 'field', group: 'F1', label: 'Contact details', columns: [{ key: 'kind', kind: 'text', dictionary: null, label: 'Kind' }, { key: 'value', kind: 'text', dictionary: null, label: 'Value' }] },
    { id: 'F-5', key: 'customer.owner', kind: 'user', home: 'archive', packs: ['base'], sensitivity: 'internal', scope: 'field', group: 'F1', label: 'Account owner' },
  ] as CatalogueView['fields'],
};
const archive = (level: ArchiveView['level'] = 'write'): ArchiveView => ({ id: 'ALFKI' as ArchiveId, level, row: null, overview: digest(), sections: [{ section: 'profile', level: 'write', because: [] }, { section: 'terms', level: 'read', because: [] }] });
const page = (items: readonly HistoryItem[], next: string | null = null): HistoryPage => ({ items, next, seen: null, at: new Date(NOW).toISOString() });

function session(answer: (path: string, method: string) => unknown = (path) => (path.includes('/history') ? page(ITEMS) : archive())): FakeSession {
  const fake = new FakeSession();
  fake.view = view;
  fake.tell('ALFKI', digest());
  fake.answer = (method, path) => answer(path, method);
  return fake;
}
async function show(fake: FakeSession | null, attributes = 'archive="ALFKI"', lang = 'en') {
  const { root, remove } = mount(fake, `<archive-history ${attributes}></archive-history>`, lang);
  clean = remove;
  const element = root.querySelector('archive-history')!;
  await settled(element);
  const inside = element.shadowRoot!;
  return { element, inside, text: () => inside.querySelector('.root')!.textContent!.replace(/\s+/g, ' ').trim(), button: (label: string) => [...inside.querySelectorAll('button')].find((each) => (each.getAttribute('aria-label') ?? each.textContent!.trim()) === label)! };
}
const settled = async (element: ArchiveHistory) => {
  for (let i = 0; i < 8; i++) {
    await new Promise((done) => setTimeout(done));
    await element.updateComplete;
  }
};
const never = () => new Promise(() => {});
const fail = (status: number) => () => { throw new ApiError(status, 'x', 'no'); };

describe('archive-history', () => {
  it('is accessible and says something in every state', async () => {
    const out = session(fail(401));
    out.state = { kind: 'signedOut', reason: 'x' };
    const offline = session();
    offline.state = { kind: 'offline', cause: 'device' };
    const states: readonly [string, FakeSession | null, string, RegExp][] = [
      ['no session', null, 'archive="ALFKI"', /not connected yet/], ['no archive', session(), '', /No customer is chosen/], ['loading', session(never), 'archive="ALFKI"', /Loading/],
      ['ready', session(), 'archive="ALFKI"', /Customer name/], ['empty', session((path) => (path.includes('/history') ? page([]) : archive())), 'archive="ALFKI"', /Nothing has changed yet/],
      ['missing', session(fail(404)), 'archive="ALFKI"', /no such customer/], ['failed', session(fail(500)), 'archive="ALFKI"', /could not be loaded/],
      ['denied', session(() => archive('exists')), 'archive="ALFKI"', /don’t have access/], ['signed out', out, 'archive="ALFKI"', /expired/], ['offline', offline, 'archive="ALFKI"', /offline/],
      ['discreet', session(), 'archive="ALFKI" discreet', /hidden/],
    ];
    for (const [name, fake, attributes, words] of states) {
      const { element, text } = await show(fake, attributes);
      expect(text(), name).to.match(words);
      await accessible(element);
      clean();
    }
  });

  it('tells by day and person what changed, in the words of the catalogue', async () => {
    const { inside, text } = await show(session());
    const days = [...inside.querySelectorAll('.day-name')].map((each) => each.textContent!.trim());
    expect(days[0]).to.equal('Today');
    expect(days).to.have.length(2);
    expect([...inside.querySelectorAll('.hand-name > span:last-child')].map((each) => each.textContent)).to.deep.equal(['Maria Anders', '李伟', '李伟', 'Maria Anders']);
    expect(text()).to.include('Customer name').and.include('before: Alfreds→now: Alfredo').and.include('cleared before: Main').and.include('12 edits');
    expect(text()).to.include('removed: samples, end added: prices, end');
    expect(inside.querySelector('.words')!.querySelectorAll('del, ins').length).to.equal(2);
    expect(text()).to.include('Contact details phone 030-2').and.include('Account owner').and.include('before: Maria Anders→now: 李伟');
    expect(inside.querySelectorAll('.put-back').length, 'not where one may not').to.equal(4);
  });

  it('speaks every language', async () => {
    for (const [lang, texts] of [['zh-Hans', hans], ['zh-Hant', hant], ['es', es]] as const) {
      expect(Object.keys(texts)).to.deep.equal(Object.keys(en));
      await loadStrings(lang);
      const { element, text } = await show(session(), 'archive="ALFKI"', lang);
      while (!text().includes(texts.cleared)) await settled(element);
      expect(text()).to.include(texts.title).and.include(texts.everywhere).and.include(texts.cleared);
      await accessible(element);
      clean();
    }
  });

  it('asks for what is chosen, and goes on page by page', async () => {
    const asked: string[] = [];
    const { element, inside, text, button } = await show(session((path) => {
      if (!path.includes('/history')) return archive();
      asked.push(decodeURIComponent(path.split('?')[1]!));
      return path.includes('before=') ? page([{ ...ITEMS[0]!, id: '1.1.0' }]) : page(ITEMS, '5.1.1.0');
    }));
    button('Show more').click();
    await settled(element);
    expect(inside.querySelectorAll('.entry').length).to.equal(6);
    expect(inside.querySelector('.foot')).to.equal(null);
    const [people, sections] = inside.querySelectorAll('select');
    people!.value = 'wei';
    people!.dispatchEvent(new Event('change'));
    sections!.value = 'terms';
    sections!.dispatchEvent(new Event('change'));
    await settled(element);
    expect(asked.at(-1)).to.equal('limit=30&section=terms&person=wei');
    expect(text()).to.include('李伟');
  });

  it('holds new changes back until they are wanted', async () => {
    let items = ITEMS;
    const fake = session((path) => (path.includes('/history') ? page(items) : archive()));
    const { element, inside, button } = await show(fake);
    items = [{ ...ITEMS[0]!, id: '1.10.0', at: new Date(NOW).toISOString(), old: 'Alfredo', new: 'Alf' } as HistoryItem, ...ITEMS];
    fake.tell('ALFKI', digest({ revision: 99 }));
    while (inside.querySelector('[role=status]')?.textContent !== '1 new change') await settled(element);
    expect(inside.querySelectorAll('.entry').length).to.equal(5);
    expect(inside.querySelector('[role=status]')!.textContent).to.equal('1 new change');
    button('1 new change ↑').click();
    await settled(element);
    expect(inside.querySelectorAll('.entry').length).to.equal(6);
    expect((inside as ShadowRoot).activeElement?.getAttribute('data-id')).to.equal('1.10.0');
  });

  it('puts back after a question, says so, and takes it back', async () => {
    const sent: unknown[] = [];
    const fake = session();
    fake.fetch = async (path, init) => {
      sent.push([path, JSON.parse(String(init?.body))]);
      return Response.json({ undo: '1.11.0' });
    };
    const { element, inside, text, button } = await show(fake);
    button('Put back: Customer name').click();
    await settled(element);
    expect(text()).to.include('Put back “Alfreds”?').and.include('in your name');
    await accessible(element);
    expect((inside as ShadowRoot).activeElement?.textContent?.trim()).to.equal('Put back');
    button('Put back').click();
    await settled(element);
    expect(text()).to.include('Put back. Undo');
    button('Undo').click();
    await settled(element);
    expect(text()).to.include('Taken back again.');
    expect(sent).to.deep.equal([['/api/archives/ALFKI/history/1.9.0/restore', { force: false }], ['/api/archives/ALFKI/history/1.11.0/restore', { only: true }]]);
  });

  it('shows what is there now before it overwrites that', async () => {
    const fake = session();
    const bodies: { force?: boolean }[] = [];
    fake.fetch = async (_path, init) => {
      bodies.push(JSON.parse(String(init?.body)) as { force?: boolean });
      return bodies.at(-1)!.force ? Response.json({ undo: null }) : Response.json({ error: { code: 'conflict', message: 'x' }, now: 'Third' }, { status: 409 });
    };
    const { element, text, button } = await show(fake);
    button('Put back: Customer name').click();
    await settled(element);
    button('Put back').click();
    await settled(element);
    expect(text()).to.include('It has changed since. It is now: Third');
    await accessible(element);
    button('Put back all the same').click();
    await settled(element);
    expect(bodies).to.deep.equal([{ force: false }, { force: true }]);
    expect(text()).to.include('Put back.');
  });

  it('is walked by arrow keys; Enter asks, Escape closes', async () => {
    const { element, inside, text } = await show(session());
    const entries = [...inside.querySelectorAll<HTMLElement>('.entry')];
    expect(entries.map((each) => each.tabIndex)).to.deep.equal([0, -1, -1, -1, -1]);
    entries[0]!.focus();
    const press = async (key: string) => {
      (inside as ShadowRoot).activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));
      await settled(element);
    };
    await press('ArrowDown');
    expect((inside as ShadowRoot).activeElement).to.equal(entries[1]);
    await press('Enter');
    expect(text()).to.include('Take this change out of the text?');
    await press('Escape');
    expect(text()).not.to.include('Take this change');
    expect((inside as ShadowRoot).activeElement).to.equal(entries[1]);
  });

  it('shows one field under its name', async () => {
    const asked: string[] = [];
    const { text } = await show(session((path) => {
      if (!path.includes('/history')) return archive();
      asked.push(decodeURIComponent(path));
      return page([ITEMS[1]!]);
    }), 'archive="ALFKI" field="org.businessScope"');
    expect(asked.at(-1)).to.include('key=text:org.businessScope');
    expect(text()).to.include('History of Business scope').and.not.include('All sections');
  });
});
