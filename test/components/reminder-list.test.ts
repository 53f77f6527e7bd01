/** What is due: accessible in every state and language, one line a customer with all reasons, done, put away, handed over, each undone, by keyboard, live, and no way to call whoever is not to be called. */
import { expect } from '@esm-bundle/chai';
import { ApiError } from '../../components/internal/session.ts';
import { loadStrings } from '../../components/internal/strings/index.ts';
import { ReminderList } from '../../components/reminder-list.ts';
import { reminderTexts } from '../../components/reminders/texts.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import { LANGUAGES } from '../../model/labels.ts';
import type { Digest } from '../../model/overview.ts';
import type { ReminderActed, ReminderLine, ReminderPage } from '../../model/reminders/api.ts';
import { reasonText } from '../../model/reminders/texts.ts';
import { accessible } from './accessible.ts';
import { FakeSession, mount } from './fake-session.ts';

customElements.get('reminder-list') ?? customElements.define('reminder-list', ReminderList);

let clean: () => void = () => {};
afterEach(() => clean());

const MARIA = { id: 'maria' as PersonId, name: 'Maria Anders' };
const WEI = { id: 'wei' as PersonId, name: '李伟' };
const TODAY = '2026-03-03';
const line = (id: string, more: Partial<ReminderLine> = {}): ReminderLine => ({
  archive: id as ArchiveId, name: `Customer ${id}`, kind: 'organisation', reasons: [{ kind: 'contactCycle', key: '', section: 'contacts', due: '2026-02-27', until: null, inputs: { cycle: 30, last: '2026-01-28' } }],
  next: { action: 'contact', on: TODAY }, value: { amount: '4273.00', currency: 'EUR' }, due: '2026-02-27', urgency: 'overdue', state: { kind: 'open' }, person: MARIA, since: '2026-03-02', planned: null, mayAct: true, ...more,
});
const TWO = line('ALFKI', { name: 'Alfreds Futterkiste', reasons: [
  { kind: 'contactCycle', key: '', section: 'contacts', due: '2026-02-27', until: null, inputs: { cycle: 30, last: '2026-01-28' } },
  { kind: 'birthday', key: 'p1', section: 'people', due: '2026-03-05', until: null, inputs: { name: 'Maria Anders' } },
] });
const LINES: readonly ReminderLine[] = [
  TWO, line('BERGS', { urgency: 'today', due: TODAY, value: { amount: '900.50', currency: 'EUR' } }), line('CHOPS', { urgency: 'soon', due: '2026-03-06', next: { action: 'meet', on: '2026-03-06' }, value: null }),
];
const page = (items: readonly ReminderLine[] = LINES, more: Partial<ReminderPage> = {}): ReminderPage => ({ today: TODAY, working: true, items, next: null, total: items.length, planned: { total: 37, days: [{ day: '2026-03-04', count: 20 }, { day: '2026-03-05', count: 17 }] }, ...more });
const digest = (id: string, more: object = {}): Digest => ({
  id: id as ArchiveId, name: id, kind: 'organisation', department: null, owner: MARIA, level: 'write', doNotContact: false, contacts: [{ kind: 'phone', value: '030-0074321', alive: null, verifiedAt: null }, { kind: 'email', value: 'maria@example.com', alive: null, verifiedAt: null }], ...more,
} as unknown as Digest);

class Hands {
  #now = 0;
  #calls: { readonly at: number; readonly call: () => void }[] = [];
  now = (): number => Date.parse('2026-03-03T08:00:00Z') + this.#now;
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

class Fake extends FakeSession {
  pages: ReminderPage[];
  acted: ReminderActed = { undo: 'u1', line: null };
  refuse: ApiError | null = null;
  constructor(...pages: ReminderPage[]) {
    super();
    this.pages = pages.length === 0 ? [page()] : pages;
    this.answer = (method, path) => {
      if (path.startsWith('/api/people')) return { items: [{ ...WEI, active: true, department: null }], next: null };
      if (path.startsWith('/api/departments')) return { items: [] };
      if (path === '/api/reminders') return {}; // the stream, of which a fake has none
      if (method === 'GET') return this.pages.length > 1 ? this.pages.shift() : this.pages[0];
      if (this.refuse !== null) throw this.refuse;
      return path.endsWith('/undo') ? { line: null } : this.acted;
    };
  }
}
const sent = (fake: FakeSession) => fake.asked.filter(({ method }) => method !== 'GET').map(({ method, path, body }) => ({ method, path, body }));

interface Stage { readonly element: ReminderList; readonly root: ShadowRoot; readonly hands: Hands; readonly all: (selector: string) => HTMLElement[]; readonly one: (selector: string) => HTMLElement; readonly text: () => string; readonly press: (key: string, more?: KeyboardEventInit) => Promise<void>; readonly rest: () => Promise<void>; readonly focused: () => Element | null }
async function stage(session: FakeSession | null, { lang, attributes = '' }: { readonly lang?: string; readonly attributes?: string } = {}): Promise<Stage> {
  if (lang !== undefined) await loadStrings(LANGUAGES.find((each) => each === lang) ?? 'en');
  const hands = new Hands();
  const { root: at, remove } = mount(session, '', lang);
  clean = remove;
  const holder = document.createElement('div');
  holder.innerHTML = `<reminder-list ${attributes}></reminder-list>`;
  const element = holder.firstElementChild as ReminderList;
  element.clock = hands;
  at.append(element);
  const root = element.shadowRoot as ShadowRoot;
  const rest = async (): Promise<void> => {
    for (let i = 0; i < 6; i++) {
      await element.updateComplete;
      await new Promise((done) => setTimeout(done));
    }
  };
  await rest();
  const all = (selector: string): HTMLElement[] => [...root.querySelectorAll<HTMLElement>(selector)];
  return {
    element, root, hands, all, rest, one: (selector) => all(selector)[0] as HTMLElement, text: () => root.querySelector('.root')?.textContent?.replace(/\s+/g, ' ') ?? '', focused: () => root.activeElement,
    async press(key, more = {}) {
      (root.activeElement ?? element).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...more }));
      await rest();
    },
  };
}

describe('<reminder-list>', () => {
  for (const lang of LANGUAGES) it(`is accessible with lines, with each panel open, and after something was done, in ${lang}`, async () => {
    const fake = new Fake();
    const { element, one, rest } = await stage(fake, { lang });
    fake.tell('ALFKI', digest('ALFKI'));
    fake.tell('BERGS', digest('BERGS', { doNotContact: true, doNotContactReason: 'asked for it' }));
    await rest();
    await accessible(element);
    one('.snooze').click();
    await rest();
    await accessible(element);
    one('.handover').click();
    await rest();
    await accessible(element);
    one('.done').click();
    await rest();
    await accessible(element);
  });

  it('is accessible while it loads, when nothing is due, when it failed, offline, signed out and without a session', async () => {
    const waiting = new Fake();
    waiting.answer = () => new Promise(() => undefined);
    await accessible((await stage(waiting)).element);
    clean();
    const empty = await stage(new Fake(page([], { planned: { total: 0, days: [] } })));
    expect(empty.text()).to.contain('Nothing is due');
    await accessible(empty.element);
    clean();
    const broken = new Fake();
    broken.answer = () => { throw new ApiError(500, 'internal', 'no'); };
    const failed = await stage(broken);
    expect(failed.one('[role=alert]').textContent).to.contain('could not be loaded');
    await accessible(failed.element);
    broken.answer = () => page();
    failed.one('.notice .button').click();
    await failed.rest();
    expect(failed.all('.line')).to.have.length(3);
    clean();
    const fake = new Fake();
    const offline = await stage(fake);
    fake.change({ state: { kind: 'offline', cause: 'device' } });
    await offline.rest();
    expect((offline.one('.done') as HTMLButtonElement).disabled).to.equal(true);
    expect(offline.text()).to.contain('offline');
    await accessible(offline.element);
    fake.change({ state: { kind: 'signedOut', reason: 'token' } });
    await offline.rest();
    expect(offline.text()).to.contain('Sign in again');
    await accessible(offline.element);
    clean();
    await accessible((await stage(null)).element);
  });

  it('has one line a customer, under overdue, today and this week, with every reason, the next thing to do and what it is worth', async () => {
    const { all, one, text } = await stage(new Fake());
    expect(all('.group-head').map((each) => each.textContent.replace(/\s+/g, ' ').trim())).to.deep.equal(['Overdue 1', 'Today 1', 'This week 1']);
    expect(all('.line')).to.have.length(3);
    expect(all('[data-archive=ALFKI] .reason .what').map((each) => each.textContent)).to.deep.equal(TWO.reasons.map((reason) => reasonText(reason, 'en')));
    expect(one('[data-archive=ALFKI] .worth').textContent).to.contain('4,273.00 EUR');
    expect(one('[data-archive=ALFKI] .when').textContent).to.contain('Get in touch').and.to.contain('4 days late');
    expect(one('[data-archive=CHOPS]').querySelector('.worth')).to.equal(null);
    expect(text()).to.contain('37 more are planned');
  });

  it('offers to call and to write, and neither where the customer is not to be contacted', async () => {
    const fake = new Fake();
    const { all, one, rest } = await stage(fake);
    fake.tell('ALFKI', digest('ALFKI'));
    fake.tell('BERGS', digest('BERGS', { doNotContact: true, doNotContactReason: 'asked for it' }));
    await rest();
    expect(all('[data-archive=ALFKI] .reach a').map((each) => [each.getAttribute('href'), each.getAttribute('aria-label')])).to.deep.equal([['tel:0300074321', 'Call 030-0074321'], ['mailto:maria@example.com', 'Write to maria@example.com']]);
    expect(all('[data-archive=BERGS] a')).to.have.length(0);
    expect(one('[data-archive=BERGS] .stopped').textContent).to.contain('asked for it');
  });

  it('is done: the line goes, what was done stands in its place and is undone from there', async () => {
    const fake = new Fake(page(), page(LINES.slice(1)));
    const { all, one, rest, focused } = await stage(fake);
    one('[data-archive=ALFKI] .done').focus();
    one('[data-archive=ALFKI] .done').click();
    await rest();
    expect(sent(fake)).to.deep.equal([{ method: 'POST', path: '/api/reminders/ALFKI/done', body: {} }]);
    expect(all('.line').map((each) => each.dataset['archive'])).to.deep.equal(['BERGS', 'CHOPS']);
    expect(one('.gone').textContent).to.contain('Alfreds Futterkiste: done');
    expect(focused()?.closest<HTMLElement>('.line')?.dataset['archive']).to.equal('BERGS');
    fake.pages = [page()];
    one('.undo').click();
    await rest();
    expect(sent(fake).at(-1)).to.deep.equal({ method: 'POST', path: '/api/reminders/undo', body: { undo: 'u1' } });
    expect(all('.line')).to.have.length(3);
    expect(all('.gone')).to.have.length(0);
    expect(focused()?.closest<HTMLElement>('.line')?.dataset['archive']).to.equal('ALFKI');
  });

  it('settles one reason of several, and the line stays with the others', async () => {
    const fake = new Fake();
    fake.acted = { undo: 'u2', line: { ...TWO, reasons: TWO.reasons.slice(1) } };
    const { all, one, rest } = await stage(fake);
    one('[data-archive=ALFKI] .done-one').click();
    await rest();
    expect(sent(fake)[0]?.body).to.deep.equal({ reasons: [{ kind: 'contactCycle', key: '' }] });
    expect(all('[data-archive=ALFKI] .reason')).to.have.length(1);
    expect(all('.gone')).to.have.length(1);
  });

  it('is put away until tomorrow, in a month or on a day of one’s own, which must be to come', async () => {
    const fake = new Fake();
    const { one, rest, all } = await stage(fake);
    one('[data-archive=BERGS] .snooze').click();
    await rest();
    one('[data-preset=month]').click();
    await rest();
    expect(sent(fake).at(-1)).to.deep.equal({ method: 'POST', path: '/api/reminders/BERGS/snooze', body: { until: '2026-04-03' } });
    one('[data-archive=CHOPS] .snooze').click();
    await rest();
    const date = one('#snooze-date') as HTMLInputElement;
    date.value = TODAY;
    date.dispatchEvent(new Event('input'));
    (one('.panel-inline') as HTMLFormElement).requestSubmit();
    await rest();
    expect(all('#snooze-problem')[0]?.hidden).to.equal(false);
    date.value = '2026-05-12';
    date.dispatchEvent(new Event('input'));
    (one('.panel-inline') as HTMLFormElement).requestSubmit();
    await rest();
    expect(sent(fake).at(-1)?.body).to.deep.equal({ until: '2026-05-12' });
  });

  it('is handed over to a colleague found by name, with a note', async () => {
    const fake = new Fake();
    const { one, rest, focused, hands, press } = await stage(fake);
    one('[data-archive=ALFKI] .handover').click();
    await rest();
    expect((focused() as HTMLElement).id).to.equal('hand-to');
    const to = one('#hand-to') as HTMLInputElement;
    to.value = '李';
    to.dispatchEvent(new InputEvent('input', { bubbles: true }));
    hands.pass(200);
    await rest();
    await press('ArrowDown');
    await press('Enter');
    const note = one('#hand-note') as HTMLInputElement;
    note.value = 'wants samples';
    note.dispatchEvent(new InputEvent('input', { bubbles: true }));
    (one('.panel-inline') as HTMLFormElement).requestSubmit();
    await rest();
    expect(sent(fake)).to.deep.equal([{ method: 'POST', path: '/api/reminders/ALFKI/handover', body: { to: 'wei', note: 'wants samples' } }]);
    expect(one('.gone').textContent).to.contain('handed to 李伟');
  });

  it('goes by keyboard alone: arrows, D, S, H, U, Escape; and not at all where a page wants no shortcuts', async () => {
    const fake = new Fake();
    const { one, press, focused, all } = await stage(fake);
    one('[data-archive=ALFKI] .name').focus();
    await press('ArrowDown');
    expect(focused()?.textContent).to.equal('Customer BERGS');
    await press('s');
    expect(focused()?.matches('.preset')).to.equal(true);
    await press('Escape');
    expect(focused()?.textContent).to.equal('Customer BERGS');
    await press('h');
    expect((focused() as HTMLElement).id).to.equal('hand-to');
    await press('d'); // is typed there
    expect(sent(fake)).to.have.length(0);
    await press('Escape');
    await press('End');
    expect(focused()?.textContent).to.equal('Customer CHOPS');
    await press('d');
    expect(sent(fake).map(({ path }) => path)).to.deep.equal(['/api/reminders/CHOPS/done']);
    await press('u');
    expect(sent(fake).at(-1)?.path).to.equal('/api/reminders/undo');
    clean();
    const quiet = new Fake();
    const without = await stage(quiet, { attributes: 'without-shortcuts' });
    without.one('.name').focus();
    await without.press('d');
    expect(sent(quiet)).to.have.length(0);
    expect(all('.keys')).to.have.length(1);
    expect(without.all('.keys')).to.have.length(0);
  });

  it('is live: a customer that changes, and time that passes, bring the list anew, without moving the focus', async () => {
    const fake = new Fake(page(), page([...LINES, line('DRACD', { urgency: 'today' })]), page(LINES.slice(0, 2)));
    const { all, one, rest, hands, focused } = await stage(fake);
    fake.tell('ALFKI', digest('ALFKI'));
    one('[data-archive=BERGS] .name').focus();
    fake.tell('ALFKI', digest('ALFKI', { revision: 2 }));
    hands.pass(700);
    await rest();
    expect(all('.line')).to.have.length(4);
    expect(focused()?.textContent).to.equal('Customer BERGS');
    hands.pass(30_000);
    await rest();
    expect(all('.line')).to.have.length(2);
    expect(focused()?.textContent).to.equal('Customer BERGS');
  });

  it('says when somebody else was quicker, and keeps the line until the list is anew', async () => {
    const fake = new Fake();
    fake.refuse = new ApiError(409, 'conflict', 'gone');
    const { one, rest, all } = await stage(fake);
    one('.done').click();
    await rest();
    expect(one('[role=alert]').textContent).to.equal(reminderTexts('en').stale);
    expect(all('.line')).to.have.length(3);
  });

  it('a line that was handed over says from whom and why; of a department it says whose it is; without the right to act there is nothing to press', async () => {
    const fake = new Fake(page([
      line('A', { state: { kind: 'handedOver', to: MARIA, by: WEI, at: '2026-03-02T10:00:00Z', note: 'wants samples' } }), line('B', { mayAct: false, person: WEI }),
    ]));
    const { one, all } = await stage(fake, { attributes: 'for="department"' });
    expect(fake.asked[0]?.path).to.contain('for=department');
    expect(one('[data-archive=A] .state').textContent).to.equal('From 李伟: wants samples');
    expect(one('[data-archive=B] .state').textContent).to.equal('李伟');
    expect(all('[data-archive=B] .acts')).to.have.length(0);
  });

  it('opens the customer through the page', async () => {
    const { element, one } = await stage(new Fake());
    let opened = '';
    element.addEventListener('dossier-open', ({ detail }) => { opened = detail.archive; });
    one('[data-archive=BERGS] .name').click();
    expect(opened).to.equal('BERGS');
  });
});
