/** The hand-over: accessible in every part and language, a dry run before the act, who takes what as it is sent, what came to oneself with its answers and letters, and what nobody has. */
import { expect } from '@esm-bundle/chai';
import { HandOver } from '../../components/hand-over.ts';
import { handTexts } from '../../components/hand-over/texts.ts';
import { ApiError } from '../../components/internal/session.ts';
import { loadStrings } from '../../components/internal/strings/index.ts';
import type { HandoverItem, HandoverPreview, HandoverView } from '../../model/handover/api.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import { SHIPPED_LETTER } from '../../model/handover/letter.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { accessible } from './accessible.ts';
import { FakeSession, mount } from './fake-session.ts';

customElements.get('hand-over') ?? customElements.define('hand-over', HandOver);

let clean: () => void = () => {};
afterEach(() => clean());

const person = (id: string, name: string) => ({ id: id as PersonId, name });
const COUNTS = { archives: 3, given: 2, confirmed: 0, returned: 1, walled: 0, unassigned: 0, outside: 0, contacted: 0, overdue: 1, drafts: 2, sent: 1 };
const VIEW: HandoverView = {
  id: 'h1', from: person('lena', 'Lena Berg'), by: person('stu', 'Stu Ward'), reason: 'left', at: '2026-03-02T09:00:00Z', state: 'done', due: '2026-03-09', note: 'Retires', progress: { done: 6, total: 6 }, counts: COUNTS,
  successors: [{ person: person('maria', 'Maria Anders'), given: 3, open: 2 }], mine: 3, whole: true, announced: null, withdrawn: null,
};
const ANNOUNCED: HandoverView = { ...VIEW, id: 'h2', state: 'announced', due: '2026-03-31', counts: Object.fromEntries(Object.keys(COUNTS).map((key) => [key, 0])) as never, successors: [], mine: 0 };
const item = (archive: string, more: Partial<HandoverItem> = {}): HandoverItem => ({ archive: archive as ArchiveId, name: `Company ${archive}`, state: 'given', successor: person('maria', 'Maria Anders'), note: '', due: '2026-03-09', contacted: null, letter: 'draft', channel: null, sentAt: null, mine: true, ...more });
const ITEMS = [item('A1'), item('A2', { due: '2026-03-01' }), item('A3', { state: 'returned', note: 'My neighbour', letter: 'sent', channel: 'post', sentAt: '2026-03-03T00:00:00Z' })];
const PREVIEW: HandoverPreview = {
  archives: 12_000, outside: 2_000, walled: 3, unassigned: 5, byDepartment: [{ key: 'sales', name: 'Sales', count: 9_000 }, { key: null, name: '', count: 3_000 }], byKind: [{ key: 'organisation', name: 'organisation', count: 12_000 }],
  bySuccessor: [{ key: 'wei' as PersonId, name: '李伟', count: 9_992 }, { key: null, name: '', count: 8 }], classes: [{ scheme: 'abc', value: 'A', count: 20 }],
  besides: { coOwned: 2, deputyOf: 0, grantsTo: 1, grantsBy: 4, reminders: 12, follows: 0, sharedViews: 1, uploads: 0, sessions: 2, keys: 0, managedDepartments: 0 }, due: '2026-03-09',
};

class Fake extends FakeSession {
  shown = VIEW;
  items: readonly HandoverItem[] = ITEMS;
  list: readonly HandoverView[] = [VIEW];
  may = true;
  refuse = '';
  constructor() {
    super();
    this.answer = (method, path, body) => {
      const [where = ''] = path.split('?');
      if (this.refuse !== '' && path.startsWith(this.refuse)) throw new ApiError(500, 'internal', 'no');
      if (where === '/api/people') return { items: [{ id: 'lena', name: 'Lena Berg', active: true, department: 'sales' }, { id: 'wei', name: '李伟', active: true, department: null }].filter(({ name }) => name.startsWith(new URLSearchParams(path.split('?')[1]).get('q') ?? '')), next: null };
      if (where === '/api/handovers' && method === 'GET') return { items: this.list, next: null, may: this.may };
      if (where === '/api/handovers') return (body as { dryRun: boolean }).dryRun ? PREVIEW : { ...VIEW, milliseconds: 5 };
      if (where === '/api/handovers/letter') return method === 'GET' ? { template: SHIPPED_LETTER, shipped: SHIPPED_LETTER, words: [], may: true } : { ...SHIPPED_LETTER, ...(body as { template: object }).template };
      if (where.endsWith('/announcements') || where === '/api/handovers/h2') return ANNOUNCED;
      if (where.endsWith('/withdraw')) return { ...ANNOUNCED, state: 'withdrawn', withdrawn: { by: person('stu', 'Stu Ward'), at: '2026-03-04T00:00:00Z', reason: 'Stays' } };
      if (where.endsWith('/items')) return { items: this.items, next: null, total: this.items.length };
      if (where.endsWith('/grants')) return { items: [{ id: 'g1', archive: 'A1', name: 'Company A1', to: 'person:nora', level: 'read', until: null, reason: 'helps' }] };
      if (where.includes('/letters/A')) return { archive: 'A1', name: 'Company A1', lang: 'es', state: 'draft', subject: 'Hola', body: 'Estimado cliente', channel: null, sentAt: null, edited: true };
      return this.shown;
    };
  }
}
const sent = (fake: FakeSession) => fake.asked.filter(({ method }) => method !== 'GET');

async function stage(session: FakeSession | null, lang?: string) {
  if (lang !== undefined) await loadStrings(LANGUAGES.find((each) => each === lang) ?? 'en');
  const { root: at, remove } = mount(session, '', lang);
  clean = remove;
  const element = document.createElement('hand-over') as HandOver;
  const calls: (() => void)[] = [];
  element.clock = { now: () => Date.parse('2026-03-03T08:00:00Z'), after: (_ms, call) => { calls.push(call); return () => { calls.splice(calls.indexOf(call), 1); }; } };
  at.append(element);
  const root = element.shadowRoot as ShadowRoot;
  const rest = async (): Promise<void> => {
    for (let i = 0; i < 8; i++) {
      await element.updateComplete;
      await new Promise((done) => setTimeout(done));
    }
  };
  await rest();
  const one = <T extends HTMLElement = HTMLElement>(selector: string): T => root.querySelector<T>(selector) as T;
  const type = async (selector: string, text: string): Promise<void> => {
    const field = one<HTMLInputElement>(selector);
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await rest();
  };
  const click = async (selector: string): Promise<void> => { one(selector).click(); await rest(); };
  return { element, root, rest, one, type, click, calls, text: () => root.querySelector('.root')?.textContent?.replace(/\s+/g, ' ') ?? '' };
}

describe('<hand-over>', () => {
  for (const lang of LANGUAGES) it(`is accessible as list, as one hand-over with a letter, and as form with its dry run, in ${lang}`, async () => {
    const at = await stage(new Fake(), lang);
    await accessible(at.element);
    await at.click('.run');
    await at.click('[data-archive=A1] .letter-of');
    await at.click('[data-archive=A2] .give-back');
    await accessible(at.element);
    await at.click('.back');
    await at.click('.begin');
    await at.type('#who', 'Lena Berg');
    await at.type('#to-0', '李伟');
    await at.click('.add-rule');
    await at.click('.look');
    expect(at.text()).to.contain(handTexts(LANGUAGES.find((each) => each === lang) ?? 'en').besides);
    await accessible(at.element);
  });

  it('is accessible while it loads, empty, failed, offline, signed out and without a session', async () => {
    const waiting = new Fake();
    waiting.answer = () => new Promise(() => undefined);
    await accessible((await stage(waiting)).element);
    clean();
    const empty = new Fake();
    empty.list = [];
    empty.may = false;
    const at = await stage(empty);
    await accessible(at.element);
    expect(at.one('.begin')).to.equal(null);
    clean();
    const broken = new Fake();
    broken.refuse = '/api/handovers';
    const failed = await stage(broken);
    await accessible(failed.element);
    broken.refuse = '';
    await failed.click('.notice .button');
    expect(failed.text()).to.contain('From Lena Berg');
    clean();
    const offline = new Fake();
    offline.change({ state: { kind: 'offline' } as never });
    await accessible((await stage(offline)).element);
    clean();
    await accessible((await stage(null)).element);
  });

  it('shows what would happen before it can be done, and sends the rules as they stand', async () => {
    const fake = new Fake();
    const at = await stage(fake);
    await at.click('.begin');
    expect(at.one('.go')).to.equal(null);
    await at.click('.look');
    expect(at.text()).to.contain('Choose a colleague.');
    await at.type('#who', 'Lena Berg');
    await at.click('.add-rule');
    const what = at.one<HTMLSelectElement>('#rule-1');
    what.value = 'byList';
    what.dispatchEvent(new Event('change'));
    await at.rest();
    const ids = at.one<HTMLTextAreaElement>('#rule-1-which');
    ids.value = 'A1\nA2';
    ids.dispatchEvent(new Event('change'));
    await at.type('#to-1', '李伟');
    await at.type('#to-0', '李伟');
    await at.click('.look');
    expect(sent(fake).at(-1)?.body).to.deep.equal({ from: 'lena', reason: 'left', within: 5, lang: null, note: '', dryRun: true, rules: [{ archives: ['A1', 'A2'], to: ['wei'] }, { to: ['wei'] }] });
    expect(at.text()).to.contain('10,000 customers would go to:').and.contain('3 may not go to their successor').and.contain('Lena Berg is signed out everywhere at once');
    // another reason: what was shown does not hold any more
    at.one<HTMLInputElement>('[name=reason]:not(:checked)').click();
    await at.rest();
    expect(at.one('.go')).to.equal(null);
    await at.click('.look');
    fake.shown = { ...VIEW, state: 'letters', progress: { done: 1, total: 6 } };
    await at.click('.go');
    expect((sent(fake).at(-1)?.body as { dryRun: boolean }).dryRun).to.equal(false);
    expect(at.text()).to.contain('2 customers of Lena Berg were handed over.');
    // and goes on to ask, though the list was asked for meanwhile
    expect(at.one('progress').getAttribute('value')).to.equal('1');
    expect(at.calls).to.have.length(1);
  });

  it('says why the server refused, with the form as it was', async () => {
    const fake = new Fake();
    const at = await stage(fake);
    await at.click('.begin');
    await at.type('#who', 'Lena Berg');
    const { answer } = fake;
    fake.answer = (method, path, body) => { if (path === '/api/handovers') throw new ApiError(403, 'forbidden', 'Not in your department.'); return answer(method, path, body); };
    await at.click('.look');
    expect(at.one('.failure').textContent).to.equal('Not in your department.');
    expect(at.one<HTMLInputElement>('#who').value).to.equal('Lena Berg');
  });

  it('what came to me is confirmed, given back with a word, and its letter changed and marked as sent', async () => {
    const fake = new Fake();
    const at = await stage(fake);
    await at.click('.run');
    expect(at.text()).to.contain('3 came to you').and.contain('“My neighbour”');
    expect(at.one('[data-archive=A2] .due').textContent).to.contain('First contact by');
    await at.click('[data-archive=A1] .confirm');
    expect(sent(fake).at(-1)).to.deep.include({ path: '/api/handovers/h1/answers', body: { archives: ['A1'], answer: 'confirmed' } });
    await at.click('[data-archive=A2] .give-back');
    await at.type('#why-back', 'A cousin');
    at.one('[data-archive=A2] form').dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
    await at.rest();
    expect(sent(fake).at(-1)?.body).to.deep.equal({ archives: ['A2'], answer: 'returned', note: 'A cousin' });
    await at.click('[data-archive=A1] .letter-of');
    await at.type('#letter-body', 'Otra cosa');
    at.one('.letter').dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
    await at.rest();
    expect(sent(fake).at(-1)).to.deep.include({ method: 'PUT', path: '/api/handovers/h1/letters/A1', body: { lang: 'es', text: { subject: 'Hola', body: 'Otra cosa' } } });
    await at.click('.mark-sent');
    expect(sent(fake).at(-1)?.body).to.deep.equal({ archives: ['A1'], channel: 'email' });
    expect(at.one('[data-archive=A3] .confirm')).to.equal(null);
  });

  it('Escape shuts the letter or the question and gives the focus back to what opened it', async () => {
    const at = await stage(new Fake());
    await at.click('.run');
    for (const [opener, field] of [['[data-archive=A1] .letter-of', '#letter-body'], ['[data-archive=A2] .give-back', '#why-back']] as const) {
      await at.click(opener);
      at.one(field).focus();
      const key = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true, cancelable: true });
      at.one(field).dispatchEvent(key);
      await at.rest();
      expect([key.defaultPrevented, at.one(field) === null, at.root.activeElement === at.one(opener), at.one(opener).getAttribute('aria-expanded')], opener).to.deep.equal([true, true, true, 'false']);
    }
  });

  it('what was given back goes to somebody else, and grants of the leaver are looked through', async () => {
    const fake = new Fake();
    const at = await stage(fake);
    await at.click('.run');
    expect(at.one('.assign')).to.equal(null);
    fake.items = [ITEMS[2] as HandoverItem];
    const filter = at.one<HTMLSelectElement>('.filter');
    filter.value = 'returned';
    filter.dispatchEvent(new Event('change'));
    await at.rest();
    await at.type('#assign', '李伟');
    at.one('.assign').dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
    await at.rest();
    expect(sent(fake).at(-1)).to.deep.include({ path: '/api/handovers/h1/assignments', body: { archives: ['A3'], to: 'wei' } });
    at.one('.button.danger').click();
    await at.rest();
    expect(sent(fake).at(-1)).to.deep.include({ method: 'DELETE', path: '/api/grants/g1' });
    expect(at.text()).not.to.contain('Rights that Lena Berg gave');
  });

  it('asks again while letters and tasks follow, and not after', async () => {
    const fake = new Fake();
    fake.shown = { ...VIEW, state: 'letters', progress: { done: 1, total: 6 } };
    const at = await stage(fake);
    await at.click('.run');
    expect(at.one('progress').getAttribute('value')).to.equal('1');
    fake.shown = VIEW;
    for (const call of at.calls.splice(0)) call();
    await at.rest();
    expect(at.one('progress')).to.equal(null);
    expect(at.calls).to.have.length(0);
  });

  it('stands in 240 pixels without a scroll bar', async () => {
    const at = await stage(new Fake());
    at.element.style.width = '240px';
    await at.click('.run');
    await at.click('[data-archive=A1] .letter-of');
    const sheet = at.one('.sheet');
    expect(sheet.scrollWidth).to.be.at.most(sheet.clientWidth);
  });
});

for (const lang of LANGUAGES) describe(`before a hand-over, in ${lang}`, () => {
  it('announces who leaves and when, and takes it back with a reason alone', async () => {
    const fake = new Fake();
    const at = await stage(fake, lang);
    await at.click('.announce-open');
    await at.click('.announce .primary');
    expect([sent(fake).length, at.root.querySelector('[role=alert]') === null], 'nobody chosen').to.deep.equal([0, false]);
    await at.type('#announce-who', 'Lena Berg');
    await at.type('#announce-day', '2026-03-31');
    await accessible(at.element);
    await at.click('.announce .primary');
    expect(sent(fake).map(({ path, body }) => ({ path, body }))).to.deep.equal([{ path: '/api/handovers/announcements', body: { from: 'lena', reason: 'left', day: '2026-03-31', note: '' } }]);
    expect(at.text()).to.contain('Lena Berg');
    await accessible(at.element);
    await at.click('.withdraw');
    await at.click('form .danger');
    expect(sent(fake).length, 'nothing said').to.equal(1);
    await at.type('#withdraw-why', ' Stays ');
    await at.click('form .danger');
    expect(sent(fake).at(-1)).to.include({ path: '/api/handovers/h2/withdraw' });
    expect(sent(fake).at(-1)?.body).to.deep.equal({ reason: 'Stays' });
    expect(at.text()).to.contain('Stays');
    at.element.style.width = '240px';
    await accessible(at.element);
  });

  it('a letter with a word that nothing is filled in for is not saved and says which; else what has changed is saved', async () => {
    const fake = new Fake();
    fake.me = { ...fake.me!, roles: ['steward'] };
    const at = await stage(fake, lang);
    await at.click('.words-open');
    await at.type('#template-body', 'Dear {customer}, {sucessor}');
    expect(at.one('#template-wrong').textContent).to.contain('{sucessor}');
    await at.click('.template .primary');
    expect(sent(fake).length).to.equal(0);
    await at.type('#template-body', 'Dear {customer}: ');
    const body = at.one<HTMLTextAreaElement>('#template-body');
    body.focus();
    body.setSelectionRange(body.value.length, body.value.length);
    at.one('.word[title]').parentElement!.querySelectorAll<HTMLElement>('.word')[2]!.click();
    await at.rest();
    expect(body.value).to.equal('Dear {customer}: {successor}');
    expect(at.one('.reads').textContent).not.to.contain('{');
    await accessible(at.element);
    await at.click('.template .primary');
    expect(sent(fake).at(-1)?.body).to.deep.equal({ template: { [lang]: { subject: SHIPPED_LETTER[lang].subject, body: 'Dear {customer}: {successor}' } } });
  });
});

it('who neither is a steward nor an administrator is not offered the words of the letter; an announcement leads on into the hand-over with its person', async () => {
  const fake = new Fake();
  fake.list = [ANNOUNCED];
  const at = await stage(fake);
  expect(at.root.querySelector('.words-open') === null).to.equal(true);
  await at.click('[data-run=h2]');
  await at.click('.go-on');
  expect(at.one<HTMLInputElement>('#who').value).to.equal('Lena Berg');
  await at.type('#to-0', '李伟');
  await at.click('.look');
  expect((sent(fake).at(-1)?.body as { from: string }).from).to.equal('lena');
});
