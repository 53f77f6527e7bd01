/** The contact timeline: accessible, adds, edits, filters, pages by year, and never moves what is being read. */
import { expect } from '@esm-bundle/chai';
import { accessible } from './accessible.ts';
import { getCell, getRows, rowTextKey, setCell } from '../../model/section-doc.ts';
import { ContactTimeline } from '../../components/contact-timeline.ts';
import { ApiError } from '../../components/internal/session.ts';
import { loadStrings } from '../../components/internal/strings/index.ts';
import { loadAround } from '../../components/timeline/around-later.ts';
import { loadForms } from '../../components/timeline/forms-later.ts';
import { mount, type FakeSession } from './fake-session.ts';
import { catalogue, digest, fillSections, SetClock, timelineSession, trade, writeContact } from './list-samples.ts';

if (!customElements.get('contact-timeline')) customElements.define('contact-timeline', ContactTimeline);

before(async () => { await loadAround(); await loadForms(); }); // in a page they come with the pointer or the focus: test/flow/kit-load.test.ts
let clean: (() => void) | undefined;
afterEach(() => {
  clean?.();
  clean = undefined;
  scrollTo(0, 0);
});

/** Waits until nothing is asked and drawn any more: REST of the fake session answers in microtasks. */
const settle = async (element: ContactTimeline): Promise<void> => {
  for (let i = 0; i < 8; i++) {
    await Promise.resolve();
    await element.updateComplete;
    await new Promise((done) => setTimeout(done));
  }
};

async function show(session: FakeSession = timelineSession(), fill: (session: FakeSession) => void = fillSections, lang?: string): Promise<{ element: ContactTimeline; root: ShadowRoot; clock: SetClock }> {
  const clock = new SetClock();
  const { root: page, remove } = mount(session, '', lang);
  clean = remove;
  const element = new ContactTimeline();
  element.clock = clock;
  element.archive = 'ALFKI';
  page.append(element);
  fill(session);
  await settle(element);
  return { element, root: element.shadowRoot!, clock };
}

const entries = (root: ShadowRoot): HTMLElement[] => [...root.querySelectorAll<HTMLElement>('.entry')];
const ids = (root: ShadowRoot): string[] => entries(root).map((item) => item.dataset['id']!);
const button = (root: ShadowRoot, text: string): HTMLButtonElement => [...root.querySelectorAll('button')].find((each) => (each.textContent + (each.getAttribute('aria-label') ?? '')).includes(text))!;
const choose = (root: ShadowRoot, label: string, value: string): void => {
  const select = root.querySelector<HTMLSelectElement>(`.filters select[title="${label}"]`)!;
  select.value = value;
  select.dispatchEvent(new Event('change'));
};
const type = (field: HTMLInputElement | HTMLTextAreaElement, value: string): void => {
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
};
describe('<contact-timeline>', () => {
  it('has no accessibility violation as a list, in the quick form, in the editor and while empty', async () => {
    const { element, root } = await show();
    await accessible(element);
    button(root, 'Record a contact').click();
    await settle(element);
    await accessible(element);
    button(root, 'Cancel').click();
    button(root, 'Edit: ').click();
    await settle(element);
    await accessible(element);
    clean!();
    const bare = await show(timelineSession({}, []), (session) => { for (const year of [2026, 2025]) session.handle('ALFKI', `contacts-${year}`).ready(); });
    await accessible(bare.element);
    expect(bare.root.textContent).to.contain('Nothing is recorded yet.');
  });

  it('merges records and trade, newest first, under headings of days and months', async () => {
    const { root } = await show();
    expect(ids(root)).to.deep.equal(['2026/c1', '2026/c2', 'trade/11011', '2026/c3', 'trade/10952']);
    const names = [...root.querySelectorAll('.group-name')].map((each) => each.textContent);
    expect(names[2]).to.contain('Saturday');
    expect(names.toSpliced(2, 1)).to.deep.equal(['Today', 'Yesterday', 'April', 'March']);
    expect(root.querySelectorAll('ol')).to.have.length(5);
    expect(root.querySelector('[data-id="2026/c1"] time')!.getAttribute('datetime')).to.equal('2026-05-12T09:20');
  });

  it('names colleague, contact person, channel, zone of another place, next appointment and amounts', async () => {
    const { root } = await show();
    const text = (id: string): string => root.querySelector(`[data-id="${id}"]`)!.textContent.replace(/\s+/g, ' ');
    expect(text('2026/c1')).to.contain('Phone').and.contain('李薇 Li Wei with Hanna Moos').and.contain('major').and.contain('reported');
    expect(text('2026/c1')).to.match(/next: Tue.* 19.* 10:00/);
    expect(text('2026/c3')).to.contain('11:15 Asia/Shanghai');
    expect(text('trade/11011')).to.contain('933.50 EUR').and.contain('2 items').and.contain('due');
  });

  it('adds a record to the section of its year in one change, then focuses it', async () => {
    const session = timelineSession();
    const { element, root } = await show(session);
    let changes = 0;
    session.handle('ALFKI', 'contacts-2026').doc!.on('update', () => changes++);
    button(root, 'Record a contact').click();
    await settle(element);
    expect((root.activeElement as HTMLElement).id).to.equal('new-channel');
    expect(root.querySelector<HTMLInputElement>('#new-time')!.value).to.equal('2026-05-12T12:30');
    type(root.querySelector<HTMLTextAreaElement>('#new-subject')!, 'Asked for the spring catalogue.');
    button(root, 'Save').click();
    await settle(element);
    const rows = getRows(session.handle('ALFKI', 'contacts-2026').doc!, 'contacts');
    const made = rows.at(-1)!;
    expect(made.cells).to.deep.equal({ time: '2026-05-12T12:30[UTC]', salesperson: 'maria', channel: 'email' }); // the channel of one's newest record
    expect(changes).to.equal(1);
    expect(root.activeElement!.getAttribute('data-id')).to.equal(`2026/${made.id}`);
    expect(ids(root)[0]).to.equal(`2026/${made.id}`);
  });

  it('opens the year of an older record before it is saved there', async () => {
    const session = timelineSession();
    const { element, root } = await show(session);
    button(root, 'Record a contact').click();
    await settle(element);
    type(root.querySelector<HTMLInputElement>('#new-time')!, '2024-03-01T10:00');
    type(root.querySelector<HTMLTextAreaElement>('#new-subject')!, 'Found in an old diary.');
    button(root, 'Save').click();
    await settle(element);
    expect(button(root, 'Saving').disabled).to.equal(true);
    session.handle('ALFKI', 'contacts-2024').ready();
    await settle(element);
    expect(getRows(session.handle('ALFKI', 'contacts-2024').doc!, 'contacts')).to.have.length(1);
  });

  it('says what is missing and keeps the draft when its year cannot be had', async () => {
    const session = timelineSession();
    const { element, root, clock } = await show(session);
    button(root, 'Record a contact').click();
    await settle(element);
    button(root, 'Save').click();
    await settle(element);
    expect(root.activeElement!.id).to.equal('new-subject');
    expect(root.querySelector('#new-subject-problem')!.textContent).to.contain('few words');
    type(root.querySelector<HTMLInputElement>('#new-time')!, '2023-03-01T10:00');
    type(root.querySelector<HTMLTextAreaElement>('#new-subject')!, 'Kept.');
    button(root, 'Save').click();
    await settle(element);
    clock.forward(10_000);
    await settle(element);
    expect(root.textContent).to.contain('That year could not be opened');
    expect(root.querySelector<HTMLTextAreaElement>('#new-subject')!.value).to.equal('Kept.');
  });

  it('edits in place, tells colleagues where one is, and shows when it is saved', async () => {
    const session = timelineSession();
    const { element, root } = await show(session);
    const handle = session.handle('ALFKI', 'contacts-2026');
    root.querySelector<HTMLElement>('[data-id="2026/c2"]')!.focus();
    root.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
    await settle(element);
    const area = root.querySelector<HTMLTextAreaElement>('#edit-c2-subject')!;
    area.focus();
    expect(handle.focused).to.equal('text:contacts/c2/subject');
    type(area, 'Complaint about three broken crates.');
    expect(handle.doc!.getText(rowTextKey('contacts', 'c2', 'subject')).toString()).to.equal('Complaint about three broken crates.');
    handle.change({ saved: { kind: 'saving' } });
    await settle(element);
    expect(root.querySelector('.edited .saved')!.textContent).to.equal('Saving…');
    handle.change({ saved: { kind: 'saved', at: Date.UTC(2026, 4, 12, 12, 31) } });
    await settle(element);
    expect(root.querySelector('.edited .saved')!.textContent).to.match(/^Saved \d\d:31$/);
    area.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
    await settle(element);
    expect(root.querySelector('.edited')).to.equal(null);
    expect(root.activeElement!.getAttribute('data-id')).to.equal('2026/c2');
    expect(handle.focused).to.equal(null);
  });

  it('keeps a record in its year and never writes a half typed time', async () => {
    const session = timelineSession();
    const { element, root } = await show(session);
    button(root, 'Edit: ').click();
    await settle(element);
    const time = root.querySelector<HTMLInputElement>('#edit-c1-time')!;
    type(time, '2024-05-12T09:20');
    await settle(element);
    expect(root.querySelector('#edit-c1-time-problem')!.textContent).to.contain('2026');
    expect(getCell(session.handle('ALFKI', 'contacts-2026').doc!, 'contacts', 'c1', 'time')).to.equal('2026-05-12T09:20[UTC]');
    type(time, '2026-05-12T09:25');
    await settle(element);
    expect(getCell(session.handle('ALFKI', 'contacts-2026').doc!, 'contacts', 'c1', 'time')).to.equal('2026-05-12T09:25[UTC]');
  });

  it('leaves focus, caret and order alone while a colleague changes the same entry and adds others', async () => {
    const session = timelineSession();
    const { element, root } = await show(session);
    const doc = session.handle('ALFKI', 'contacts-2026').doc!;
    root.querySelector<HTMLButtonElement>('[data-id="2026/c2"] .pencil')!.click();
    await settle(element);
    const area = root.querySelector<HTMLTextAreaElement>('#edit-c2-subject')!;
    area.focus();
    area.setSelectionRange(9, 9);
    doc.transact(() => doc.getText(rowTextKey('contacts', 'c2', 'subject')).insert(0, 'Urgent: '), 'server');
    doc.transact(() => setCell(doc, 'contacts', 'c2', 'time', '2026-01-03T08:00[UTC]'), 'server');
    writeContact(doc, { row: 'c9', time: '2026-05-12T12:00[UTC]', subject: 'New from Li Wei', by: 'liwei' });
    await settle(element);
    expect(root.activeElement).to.equal(area);
    expect(area.value).to.match(/^Urgent: Complaint/);
    expect(area.selectionStart).to.equal(17);
    expect(ids(root)).to.deep.equal(['2026/c1', '2026/c2', 'trade/11011', '2026/c3', 'trade/10952']);
    expect(button(root, '1 new entry above')).to.not.equal(undefined);
  });

  it('offers "3 new entries above" to a reader and shows them on a click', async () => {
    const session = timelineSession();
    const { element, root } = await show(session);
    const doc = session.handle('ALFKI', 'contacts-2026').doc!;
    root.querySelector<HTMLElement>('[data-id="2026/c2"]')!.focus();
    for (const [i, row] of ['n1', 'n2', 'n3'].entries()) writeContact(doc, { row, time: `2026-05-12T1${i}:00[UTC]`, subject: row });
    await settle(element);
    expect(entries(root)).to.have.length(5);
    button(root, '3 new entries above').click();
    await settle(element);
    expect(ids(root).slice(0, 4)).to.deep.equal(['2026/n3', '2026/n2', '2026/n1', '2026/c1']);
    expect(root.activeElement!.getAttribute('data-id')).to.equal('2026/n3');
    expect(root.querySelector('.above')).to.equal(null);
  });

  it('shows a colleague\'s entry at once to who is not in the list', async () => {
    const session = timelineSession();
    const { element, root } = await show(session);
    writeContact(session.handle('ALFKI', 'contacts-2026').doc!, { row: 'n1', time: '2026-05-12T11:00[UTC]', subject: 'Just in' });
    await settle(element);
    expect(ids(root)[0]).to.equal('2026/n1');
    expect(root.querySelector('.fresh')!.textContent).to.contain('Just in');
  });

  it('says who is in an entry', async () => {
    const session = timelineSession();
    const { element, root } = await show(session);
    session.handle('ALFKI', 'contacts-2026').change({ people: [{ id: 'liwei', name: 'Li Wei', field: 'text:contacts/c2/subject', self: false, idle: false }, { id: 'maria', name: 'Maria', field: 'rows/contacts/c1/channel', self: true, idle: false }] });
    await settle(element);
    expect([...root.querySelectorAll('.present')].map((each) => each.textContent)).to.deep.equal(['Li Wei is editing']);
    expect(root.querySelector('[data-id="2026/c2"] .present')).to.not.equal(null);
  });

  it('closes the editor and says so when a colleague deletes the entry', async () => {
    const session = timelineSession();
    const { element, root } = await show(session);
    root.querySelector<HTMLButtonElement>('[data-id="2026/c2"] .pencil')!.click();
    await settle(element);
    const doc = session.handle('ALFKI', 'contacts-2026').doc!;
    doc.transact(() => doc.getMap('rows').delete('contacts/c2/.'), 'server');
    await settle(element);
    expect(root.querySelector('.edited')).to.equal(null);
    expect(root.querySelector('[role=status]:last-child')!.textContent).to.contain('A colleague deleted');
  });

  it('deletes after a question, for everyone', async () => {
    const session = timelineSession();
    const { element, root } = await show(session);
    root.querySelector<HTMLButtonElement>('[data-id="2026/c2"] .pencil')!.click();
    await settle(element);
    root.querySelector<HTMLButtonElement>('.remove')!.click();
    await settle(element);
    expect(getRows(session.handle('ALFKI', 'contacts-2026').doc!, 'contacts')).to.have.length(3);
    root.querySelector<HTMLButtonElement>('.remove-yes')!.click();
    await settle(element);
    expect(getRows(session.handle('ALFKI', 'contacts-2026').doc!, 'contacts')).to.have.length(2);
    expect(root.activeElement!.getAttribute('data-id')).to.equal('trade/11011');
  });

  it('filters by kind, channel, salesperson and words without regard to case and accents', async () => {
    const { element, root } = await show();
    choose(root, 'Kind', 'trade');
    await settle(element);
    expect(ids(root)).to.deep.equal(['trade/11011', 'trade/10952']);
    choose(root, 'Kind', 'channel:visit');
    await settle(element);
    expect(ids(root)).to.deep.equal(['2026/c3']);
    choose(root, 'Kind', '');
    choose(root, 'Person', 'liwei');
    await settle(element);
    expect(ids(root)).to.deep.equal(['2026/c1', '2026/c3']);
    choose(root, 'Person', '');
    type(root.querySelector<HTMLInputElement>('input[type=search]')!, 'ESCARGÓTS');
    await settle(element);
    expect(ids(root)).to.deep.equal(['trade/11011']);
    type(root.querySelector<HTMLInputElement>('input[type=search]')!, 'nothing of the kind');
    await settle(element);
    expect(root.textContent).to.contain('Nothing matches');
    button(root, 'Clear filters').click();
    await settle(element);
    expect(entries(root)).to.have.length(5);
  });

  it('loads an older year when its end comes into sight, or on a wish, and shows all of it', async () => {
    const session = timelineSession({}, [trade('a', '2026-05-09', '10.00'), trade('b', '2025-05-09', '20.00')]);
    const { element, root } = await show(session, (own) => {
      fillSections(own);
      own.handle('ALFKI', 'contacts-2025').change({ state: { kind: 'loading' } });
    });
    root.querySelector<HTMLElement>('[data-id="2026/c1"]')!.focus();
    button(root, 'Load 2025')?.click();
    session.handle('ALFKI', 'contacts-2025').ready('write', (doc) => writeContact(doc, { row: 'o1', time: '2025-11-03T10:00[UTC]', subject: 'Old' }));
    await settle(element);
    expect(ids(root)).to.deep.equal(['2026/c1', '2026/c2', 'trade/a', '2026/c3', '2025/o1', 'trade/b']);
    expect(button(root, 'Load 20')).to.equal(undefined);
  });

  it('records a sale under its own external id, and a second try is the same sale', async () => {
    const session = timelineSession();
    const { element, root } = await show(session);
    button(root, 'Record a sale').click();
    await settle(element);
    const answer = session.answer;
    session.answer = (method, path, body) => {
      if (method === 'POST') throw new ApiError(0, 'network', 'offline');
      return answer(method, path, body);
    };
    type(root.querySelector<HTMLInputElement>('#trade-amount')!, '1.265,50');
    button(root, 'Save').click();
    await settle(element);
    expect(root.querySelector('[role=alert]')!.textContent).to.contain('not saved');
    session.answer = answer;
    button(root, 'Save').click();
    await settle(element);
    const posted = session.asked.filter(({ method }) => method === 'POST').map(({ body }) => body as { externalId: string; amount: string; source: string; currency: string });
    expect(posted).to.have.length(2);
    expect(posted[0]!.externalId).to.equal(posted[1]!.externalId);
    expect(posted[1]).to.include({ amount: '1265.50', source: 'dossier', currency: 'EUR' });
    expect(root.activeElement!.textContent).to.contain('1,265.50 EUR');
  });

  it('refuses an amount that is none', async () => {
    const { element, root } = await show();
    button(root, 'Record a sale').click();
    await settle(element);
    type(root.querySelector<HTMLInputElement>('#trade-amount')!, 'ten');
    button(root, 'Save').click();
    await settle(element);
    expect(root.querySelector('#trade-amount-problem')!.textContent).to.contain('120.50');
  });

  it('reloads trade when its totals have changed, and not for every word written elsewhere', async () => {
    const session = timelineSession();
    const before = digest('ALFKI', 'Alfreds');
    session.tell('ALFKI', before);
    const { element, root } = await show(session);
    const asked = session.asked.length;
    session.tell('ALFKI', { ...before, name: 'Alfreds Futter', revision: 2 });
    await settle(element);
    expect(session.asked.length).to.equal(asked);
    session.trade.unshift(trade('12000', '2026-05-12', '5.00'));
    session.tell('ALFKI', { ...before, revision: 3, trade: { ...before.trade!, sum: '4278.00' } });
    await settle(element);
    expect(ids(root)).to.contain('trade/12000');
  });

  it('only reads where the right is to read', async () => {
    const session = timelineSession({ contacts: 'read', trade: 'read' });
    const { element, root } = await show(session, (s) => fillSections(s, 'read'));
    expect(root.textContent).to.contain('View only');
    expect(root.querySelector('.record, .record-trade, .pencil')).to.equal(null);
    root.querySelector<HTMLElement>('[data-id="2026/c1"]')!.focus();
    root.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
    await settle(element);
    expect(root.querySelector('.edited')).to.equal(null);
  });

  it('keeps refused values to be read, tried again or dropped', async () => {
    const session = timelineSession();
    const { element, root } = await show(session);
    const handle = session.handle('ALFKI', 'contacts-2026');
    handle.change({ refused: [{ key: 'text:contacts/c2/subject', value: 'My words', code: 'too-large', text: 'The text is too long.' }] });
    await settle(element);
    expect(root.querySelector('.tray')!.textContent).to.contain('What it was about').and.contain('My words').and.contain('too long');
    button(root, 'Try again').click();
    expect(handle.retried).to.deep.equal(['text:contacts/c2/subject']);
    button(root, 'Discard').click();
    await settle(element);
    expect(root.querySelector('.tray')).to.equal(null);
  });

  it('walks with the arrow keys and leaves keys to the input method', async () => {
    const { element, root } = await show();
    entries(root)[0]!.focus();
    const press = (key: string, more: KeyboardEventInit = {}): boolean => root.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...more }));
    press('ArrowDown');
    await settle(element);
    expect(root.activeElement!.getAttribute('data-id')).to.equal('2026/c2');
    press('End');
    await settle(element);
    expect(root.activeElement!.getAttribute('data-id')).to.equal('trade/10952');
    expect(entries(root).filter((item) => item.tabIndex === 0)).to.have.length(1);
    button(root, 'Record a contact').click();
    await settle(element);
    root.querySelector<HTMLElement>('#new-subject')!.focus();
    press('Escape', { isComposing: true });
    await settle(element);
    expect(root.querySelector('.quick')).to.not.equal(null);
    press('Escape');
    await settle(element);
    expect(root.querySelector('.quick')).to.equal(null);
  });

  it('keeps what is typed from the shortcuts of the page', async () => {
    const { element, root } = await show();
    button(root, 'Record a contact').click();
    await settle(element);
    let heard = 0;
    const listen = (): void => void heard++;
    document.addEventListener('keydown', listen);
    root.querySelector('#new-subject')!.dispatchEvent(new KeyboardEvent('keydown', { key: 'n', bubbles: true, composed: true }));
    root.querySelector('#new-subject')!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab', bubbles: true, composed: true }));
    document.removeEventListener('keydown', listen);
    expect(heard).to.equal(1);
  });

  it('has a word for each state', async () => {
    const { element, root } = await show(null as unknown as FakeSession, () => {});
    expect(root.textContent).to.contain('archive-session');
    clean!();
    for (const [status, words] of [[404, 'no such customer'], [500, 'could not be loaded']] as const) {
      const session = timelineSession();
      session.answer = () => { throw new ApiError(status, 'x', 'x'); };
      const shown = await show(session, () => {});
      expect(shown.root.textContent).to.contain(words);
      clean!();
    }
    const loading = timelineSession();
    loading.answer = () => new Promise(() => {});
    const waiting = await show(loading, () => {});
    expect(waiting.root.querySelector('[aria-busy=true] .skeleton')).to.not.equal(null);
    loading.change({ state: { kind: 'signedOut', reason: 'expired' } });
    await settle(waiting.element);
    expect(waiting.root.textContent).to.contain('Sign in again');
    clean!();
    const offline = timelineSession();
    const off = await show(offline);
    offline.change({ state: { kind: 'offline', cause: 'device' } });
    await settle(off.element);
    expect(off.root.textContent).to.contain('You’re offline');
    expect(entries(off.root)).to.have.length(5);
    clean!();
    const denied = await show(timelineSession({ profile: 'exists', people: 'exists', contacts: 'exists', trade: 'exists' }), () => {});
    expect(denied.root.textContent).to.contain('Contacts and trade of this customer are not open to you');
    expect(element.isConnected).to.equal(false);
  });

  for (const [lang, words] of [['zh-TW', '記錄聯絡'], ['zh-CN', '记录联络'], ['es-MX', 'Anotar un contacto']] as const) {
    it(`speaks ${lang}, also when the page's language changes`, async () => {
      const session = timelineSession();
      const { element, root } = await show(session);
      const language = lang === 'zh-TW' ? 'zh-Hant' : lang === 'zh-CN' ? 'zh-Hans' : 'es';
      await loadStrings(language);
      session.view = catalogue(language);
      element.lang = lang;
      await settle(element);
      expect(root.textContent).to.contain(words);
      expect(root.textContent).to.not.contain('Record a contact');
      await accessible(element);
    });
  }

  it('lets go of everything it opened', async () => {
    const session = timelineSession();
    await show(session);
    clean!();
    expect(session.handle('ALFKI', 'contacts-2026').released).to.equal(1);
    expect(session.handle('ALFKI', 'people').released).to.equal(1);
    expect(session.watchers.get('ALFKI')!.size).to.equal(0);
  });
});
