/** The customer card: accessible in every state, lines its facts up, shows no more than the digest gives. */
import { expect } from '@esm-bundle/chai';
import { accessible } from './accessible.ts';
import { CustomerCard } from '../../components/customer-card.ts';
import { loadStrings } from '../../components/internal/strings/index.ts';
import { LANGUAGES } from '../../model/labels.ts';
import type { PresentPerson } from '../../components/internal/session.ts';
import { FakeSession, mount } from './fake-session.ts';
import { digest, existsOnly } from './samples.ts';

customElements.get('customer-card') ?? customElements.define('customer-card', CustomerCard);

let clean: () => void = () => {};
afterEach(() => clean());

async function show(session: FakeSession | null, attributes = 'archive="ALFKI"', lang = 'en') {
  const { root, remove } = mount(session, `<customer-card ${attributes}></customer-card>`, lang);
  clean = remove;
  const card = root.querySelector('customer-card')!;
  await card.updateComplete;
  return { card, inside: card.shadowRoot!, text: () => card.shadowRoot!.textContent!.replace(/\s+/g, ' ').trim() };
}
const ready = (more = {}) => {
  const session = new FakeSession();
  session.tell('ALFKI', digest(more));
  return session;
};
/** The words of a warning come with the first one. */
const until = async (shown: () => boolean): Promise<void> => { while (!shown()) await new Promise((resolve) => { setTimeout(resolve, 20); }); };
const person = (id: string, name: string, more: Partial<PresentPerson> = {}): PresentPerson => ({ id, name, field: null, self: false, idle: false, ...more });

describe('customer-card', () => {
  it('is accessible in every state', async () => {
    const states: [string, FakeSession | null, string][] = [
      ['no session', null, 'archive="ALFKI"'], ['no archive', ready(), ''], ['loading', new FakeSession(), 'archive="ALFKI"'], ['ready', ready({ warning: { kind: 'paymentStop', text: '' } }), 'archive="ALFKI"'],
      ['read-only and closed', ready({ level: 'read', state: 'closed' }), 'archive="ALFKI"'],
    ];
    const exists = new FakeSession();
    exists.tell('ALFKI', existsOnly);
    const missing = new FakeSession();
    missing.tell('ALFKI', null);
    const out = new FakeSession();
    out.state = { kind: 'signedOut', reason: 'x' };
    const broken = new FakeSession();
    broken.state = { kind: 'failed', code: '4426', message: '' };
    states.push(['exists', exists, 'archive="ALFKI"'], ['missing', missing, 'archive="ALFKI"'], ['signed out', out, 'archive="ALFKI"'], ['failed', broken, 'archive="ALFKI"']);
    for (const [name, session, attributes] of states) {
      const { card, text } = await show(session, attributes);
      expect(text(), name).not.to.equal('');
      await accessible(card);
      clean();
    }
  });

  it('shows tags in a value as text (row 28 of the hostile inputs)', async () => {
    const tag = '<img src=x onerror="document.title = `run`">';
    const { text, inside } = await show(ready({ name: tag, shortName: tag, place: tag, warning: { kind: 'other', text: tag } }));
    expect(text()).to.include(tag);
    expect(inside.querySelectorAll('img').length).to.equal(0);
    expect(document.title).not.to.equal('run');
  });

  it('shows name, who keeps it, and every fact of the digest', async () => {
    const { text, inside } = await show(ready());
    expect(text()).to.include('阿爾弗雷德食品 Alfreds Futterkiste').and.include('ALFKI').and.include('dealer').and.include('Berlin').and.include('kept by Maria Anders, Li Wei');
    expect(text()).to.include('4,273.00 EUR').and.include('6 transactions').and.include('8 of 10').and.include('1 due').and.include('visit, Li Wei');
    expect(inside.querySelector('a[href^="tel:"]')!.getAttribute('href')).to.equal('tel:0300074321');
    expect(inside.querySelector('a[href^="mailto:"]')!.getAttribute('href')).to.equal('mailto:maria@futterkiste.example');
    expect(inside.querySelectorAll('.spark rect').length).to.equal(12);
    expect(inside.querySelectorAll('button.class').length).to.equal(3);
  });

  it('tells trade that is hidden from trade that never was, and draws no columns for a year without any', async () => {
    expect((await show(ready({ trade: null }))).text()).to.include('Last tradenot shown to you').and.not.include('no trade yet');
    clean();
    const none = { currency: 'EUR', sum: '0.00', count: 0, first: null, last: null, months: [] };
    expect((await show(ready({ trade: none }))).text()).to.include('no trade yet');
    clean();
    const quiet = { currency: 'EUR', sum: '120.00', count: 1, first: '1996-01-02', last: '1996-01-02', months: Array.from({ length: 12 }, () => '0') };
    const { inside, text } = await show(ready({ trade: quiet }));
    expect(text()).to.include('120.00 EUR');
    expect(inside.querySelector('.spark')).to.equal(null);
  });

  it('ends the sentence of an appointment once', async () => {
    const next = { kind: 'appointment' as const, date: '1998-05-12', text: 'Confirm the delivery for Nerja.', person: null };
    const person = digest().due[0]!.person;
    expect((await show(ready({ due: [{ ...next, person }] }))).text()).to.include('Confirm the delivery for Nerja, Li Wei');
  });

  it('speaks every language, and Spanish plurals', async () => {
    for (const lang of LANGUAGES) {
      await loadStrings(lang);
      const { text, inside } = await show(ready(), 'archive="ALFKI"', lang);
      expect(inside.querySelector('.root')!.getAttribute('lang')).to.equal(lang);
      expect(text()).to.include({ en: 'Last trade', 'zh-Hans': '最近交易', 'zh-Hant': '最近交易', es: 'Última operación' }[lang]);
      clean();
    }
    const { text } = await show(ready(), 'archive="ALFKI"', 'es-MX');
    expect(text()).to.include('1 pendiente').and.include('6 operaciones');
  });

  it('tops everything with the pinned warning', async () => {
    const { inside } = await show(ready({ warning: { kind: 'allergy', text: 'nuts' } }));
    const top = inside.querySelector('article')!.firstElementChild!;
    await until(() => top.textContent!.trim() === 'Allergy: nuts');
    expect(top.getAttribute('role')).to.equal('note');
  });

  it('makes no link of a number or address while nobody is to contact this customer, and says why', async () => {
    const contacts = [{ kind: 'phone', value: '030-0074321', alive: true, verifiedAt: null }, { kind: 'email', value: 'maria@example.com', alive: null, verifiedAt: null }];
    const stopped = { warning: { kind: 'doNotContact', text: 'asked by letter' }, doNotContact: true, doNotContactReason: 'asked by letter', contacts } as const;
    const session = ready({ contacts });
    const { card, inside } = await show(session);
    expect([...inside.querySelectorAll('dd a')].map((a) => a.getAttribute('href'))).to.deep.equal(['tel:0300074321', 'mailto:maria@example.com']);
    session.tell('ALFKI', digest(stopped));
    await card.updateComplete;
    expect(inside.querySelectorAll('dd a')).to.have.length(0);
    await until(() => inside.querySelector('[data-fact=phone]')!.textContent!.includes('Do not contact: asked by letter'));
    expect(inside.querySelector('[data-fact=email]')!.textContent).to.include('maria@example.com').and.include('asked by letter');
    // allergy on top, contact stays stopped
    session.tell('ALFKI', digest({ ...stopped, warning: { kind: 'allergy', text: 'nuts' } }));
    await card.updateComplete;
    expect(inside.querySelectorAll('.pinned')).to.have.length(1);
    expect(inside.querySelector('.pinned')!.textContent).to.include('Allergy: nuts');
    expect(inside.querySelectorAll('dd a')).to.have.length(0);
  });

  it('shows an archive one may only know of by its head, and says whom to ask', async () => {
    const session = new FakeSession();
    session.tell('ALFKI', existsOnly);
    const { text, inside } = await show(session);
    expect(text()).to.include("Bon app'").and.include('Li Wei keeps this archive');
    expect(inside.querySelector('dl') === null).to.equal(true);
    expect([...inside.querySelectorAll('button')].map((each) => each.className)).to.deep.equal([...inside.querySelectorAll('button.ask-open')].map((each) => each.className));
    expect(session.handles.size, 'opens no document').to.equal(0);
  });

  it('hides classes, sums and what is due while discreet', async () => {
    const { text, inside } = await show(ready(), 'archive="ALFKI" discreet');
    expect(inside.querySelector('.class')).to.equal(null);
    expect(text()).not.to.include('4,273').and.not.include('due').and.not.include('Li Wei at');
    expect(text()).to.include('030-0074321');
  });

  it('shows who else is here, and the rest behind a button', async () => {
    const session = ready();
    const { card, inside } = await show(session);
    const handle = session.handle('ALFKI', 'profile');
    handle.ready('read');
    handle.change({ people: [person('maria', 'Maria Anders', { self: true }), person('a', 'Ana Ruiz'), person('b', '李伟'), person('c', 'Bo Ek', { idle: true }), person('d', 'Di Fu')] });
    await card.updateComplete;
    expect([...inside.querySelectorAll('.avatar .visually-hidden')].map((each) => each.textContent)).to.deep.equal(['Ana Ruiz', '李伟', 'Bo Ek is away']);
    expect(inside.querySelector('.people ul')!.getAttribute('aria-label')).to.equal('4 people here');
    inside.querySelector<HTMLButtonElement>('.more')!.click();
    await card.updateComplete;
    expect(inside.querySelectorAll('.avatar').length).to.equal(4);
    await accessible(card);
  });

  it('leaves no presence when asked not to', async () => {
    const session = ready();
    await show(session, 'archive="ALFKI" without-presence');
    expect(session.handles.size).to.equal(0);
  });

  it('gives back what it held when it is removed', async () => {
    const session = ready();
    const { card } = await show(session);
    card.remove();
    expect(session.watchers.get('ALFKI')!.size).to.equal(0);
    expect(session.handle('ALFKI', 'profile').released).to.equal(1);
  });

  it('keeps showing what it knows while offline, and says so', async () => {
    const session = ready();
    const { card, text } = await show(session);
    session.change({ state: { kind: 'offline', cause: 'socket' } });
    await card.updateComplete;
    expect(text()).to.include('You’re offline').and.include('4,273.00');
  });

  it('needs no more width than 240 px', async () => {
    const { card, inside } = await show(ready({ warning: { kind: 'other', text: 'Do not contact before noon' }, level: 'read', contacts: [{ kind: 'email', value: 'a.very.long.address.of.somebody@a-very-long-domain.example', alive: false, verifiedAt: null }] }));
    card.parentElement!.style.width = '240px';
    await card.updateComplete;
    expect(inside.querySelector('.root')!.scrollWidth).to.be.at.most(240);
    for (const part of inside.querySelectorAll('.sheet *:not(.visually-hidden, .hidden)')) {
      if (part.closest('.visually-hidden, .hidden, svg')) continue;
      expect(part.getBoundingClientRect().right, part.outerHTML.slice(0, 80)).to.be.at.most(card.getBoundingClientRect().right + 0.5);
    }
  });
});

/** What a session says to a path that the test does not answer. */
const NONE = new FakeSession().answer;

describe('what is new since one last looked', () => {
  const at = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
  const head = (id: string) => ({ id, section: 'profile', by: { id: 'wei', name: 'Li Wei' }, at: at(5), from: at(5), edits: 1, restorable: true });
  const ITEMS = [
    { ...head('1'), kind: 'value', key: 'fields/customer.shortName', old: 'Alf', new: 'Alfa' },
    { ...head('2'), kind: 'row', key: 'rows/methods/m1', what: 'changed', old: { value: '1' }, new: { value: '030-0074321' }, now: { kind: 'phone', value: '030-0074321' } },
  ];
  const settled = async (card: CustomerCard) => {
    for (let i = 0; i < 400 && (i < 20 || card.shadowRoot!.querySelector('.since') === null); i++) {
      await new Promise((done) => setTimeout(done, 5));
      await card.updateComplete;
    }
  };

  it('is said with its day, marked in place in words, opened, and gone when seen', async () => {
    const session = ready();
    const told: unknown[] = [];
    session.answer = (method, path, body) => {
      if (method === 'PUT') return told.push([path, body]);
      if (path.includes('/history')) return { items: ITEMS, next: null, seen: at(2 * 1440), at: at(0) };
      return NONE(method, path, body);
    };
    session.view = { ...session.view, fields: [{ id: 'F', key: 'customer.shortName', kind: 'text', home: 'profile', packs: ['base'], sensitivity: 'internal', scope: 'field', group: 'F1', label: 'Short name' }] as never };
    const { card, inside, text } = await show(session);
    await settled(card);
    const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long' }).format(Date.now() - 2 * 86_400_000);
    expect(text()).to.include(`2 changes since ${day}`);
    expect([...inside.querySelectorAll('[data-new]')].map((each) => each.localName)).to.deep.equal(['h2', 'dd']);
    await accessible(card);
    const [open, seen] = inside.querySelectorAll<HTMLButtonElement>('.since > button');
    open!.click();
    // the list is a file of its own
    while (inside.querySelector('.since ol') === null) await settled(card);
    expect(open!.getAttribute('aria-expanded')).to.equal('true');
    expect(text()).to.include('Short name before: Alf now: Alfa Li Wei');
    await accessible(card);
    seen!.click();
    await settled(card);
    expect(inside.querySelector('.since, [data-new]')).to.equal(null);
    expect(told).to.have.length(1);
  });

  it('says nothing to who never looked, to who sees everything, and while a customer looks on', async () => {
    for (const [seen, items, attributes] of [[null, ITEMS, ''], [at(60), [], ''], [at(60), ITEMS, ' discreet']] as const) {
      const session = ready();
      session.answer = (method, path, body) => (path.includes('/history') ? { items, next: null, seen, at: at(0) } : NONE(method, path, body));
      const { card, inside } = await show(session, `archive="ALFKI"${attributes}`);
      await settled(card);
      expect(inside.querySelector('.since, [data-new]')).to.equal(null);
      clean();
    }
  });
});
