/** The inbox: accessible in every state and language, what concerns one in plain sentences, read marks, the day at a glance, what one follows, one's own mail; and following from a card. */
import { expect } from '@esm-bundle/chai';
import { CustomerCard } from '../../components/customer-card.ts';
import { ApiError } from '../../components/internal/session.ts';
import { loadStrings } from '../../components/internal/strings/index.ts';
import { NoticeInbox } from '../../components/notice-inbox.ts';
import { noticeTexts } from '../../components/notices/texts.ts';
import type { OwnDigest } from '../../model/channels/api.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import { LANGUAGES } from '../../model/labels.ts';
import type { DailyDigest, Followed, NoticePage, NoticeView } from '../../model/notices/api.ts';
import type { ReminderLine } from '../../model/reminders/api.ts';
import { accessible } from './accessible.ts';
import { FakeSession, mount } from './fake-session.ts';
import { digest } from './samples.ts';

customElements.get('notice-inbox') ?? customElements.define('notice-inbox', NoticeInbox);
customElements.get('customer-card') ?? customElements.define('customer-card', CustomerCard);

let clean: () => void = () => {};
afterEach(() => clean());

const WEI = { id: 'wei' as PersonId, name: '李伟' };
const one = (id: string, more: Partial<NoticeView> = {}): NoticeView => ({ id, kind: 'mention', at: '2026-03-03T07:15:00Z', read: false, archive: 'ALFKI' as ArchiveId, name: 'Alfreds Futterkiste', by: WEI, section: 'profile', record: '', comment: 'c1', text: '@[maria] can you call them?', count: 1, ...more });
const NOTICES: readonly NoticeView[] = [
  one('n1'), one('n2', { kind: 'handover', section: null, text: 'wants samples', comment: null, record: null }), one('n3', { kind: 'alert', by: null, text: null, at: '2026-03-02T06:00:00Z' }),
  one('n4', { kind: 'followed', text: null, count: 4, at: '2026-03-02T05:00:00Z', read: true }), one('n5', { kind: 'reminders', archive: null, name: null, by: null, section: null, text: null, count: 7, at: '2026-02-20T05:00:00Z', read: true }),
];
const page = (items = NOTICES): NoticePage => ({ items, next: null, unread: items.filter(({ read }) => !read).length });
const DIGEST: DailyDigest = {
  day: '2026-03-03', person: { id: 'maria' as PersonId, name: 'Maria Anders' }, lines: [{ archive: 'ALFKI', name: 'Alfreds Futterkiste', value: { amount: '4273.00', currency: 'EUR' } } as unknown as ReminderLine], total: 12, fresh: 4, notices: [], unread: 3, empty: false,
};
const FOLLOWS: Followed = { items: [{ archive: 'ALFKI' as ArchiveId, name: 'Alfreds Futterkiste', since: '2026-02-01T00:00:00Z' }] };
const OWN: OwnDigest = { available: true, address: 'maria@company.example', mail: true, hour: null, workspaceHour: 8, language: null };

class Fake extends FakeSession {
  page = page();
  digest = DIGEST;
  follows = FOLLOWS;
  own = OWN;
  following = false;
  refuse = false;
  constructor() {
    super();
    this.answer = (method, path, body) => {
      const [where = ''] = path.split('?');
      if (this.refuse) throw new ApiError(500, 'internal', 'no');
      if (where === '/api/me/digest') return method === 'PUT' ? (this.own = { ...this.own, ...(body as object) }) : this.own;
      if (where === '/api/people') return { items: [{ id: 'maria', name: 'Maria Anders', active: true, department: null }], next: null };
      if (where === '/api/notices') return path.includes('unread=true') ? page(this.page.items.filter(({ read }) => !read)) : this.page;
      if (where === '/api/notices/digest') return this.digest;
      if (where === '/api/follows') return this.follows;
      if (where === '/api/overrides' || where === '/api/corrections' || where === '/api/access-requests') return { items: [], more: false };
      if (where.endsWith('/follow')) {
        if (method !== 'GET') this.following = (body as { readonly following: boolean }).following;
        return { following: this.following };
      }
      if (where === '/api/notices/read') {
        const { all, notices } = body as { readonly all?: boolean; readonly notices?: readonly string[] };
        this.page = page(this.page.items.map((each) => (all || notices?.includes(each.id) ? { ...each, read: true } : each)));
      }
      return null;
    };
  }
}
const sent = (fake: FakeSession) => fake.asked.filter(({ method }) => method !== 'GET').map(({ method, path, body }) => ({ method, path, body }));

async function stage(session: FakeSession | null, { lang, attributes = '' }: { readonly lang?: string; readonly attributes?: string } = {}) {
  if (lang !== undefined) await loadStrings(LANGUAGES.find((each) => each === lang) ?? 'en');
  const { root: at, remove } = mount(session, '', lang);
  clean = remove;
  const holder = document.createElement('div');
  holder.innerHTML = `<notice-inbox ${attributes}></notice-inbox>`;
  const element = holder.firstElementChild as NoticeInbox;
  const calls: (() => void)[] = [];
  element.clock = { now: () => Date.parse('2026-03-03T08:00:00Z'), after: (_ms, call) => { calls.push(call); return () => { calls.splice(calls.indexOf(call), 1); }; } };
  const told: number[] = [];
  element.addEventListener('dossier-notices', ({ detail }) => told.push(detail.unread));
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
  return { element, root, told, all, rest, one: (selector: string) => all(selector)[0] as HTMLElement, text: () => root.querySelector('.root')?.textContent?.replace(/\s+/g, ' ') ?? '', again: async () => { for (const call of calls.splice(0)) call(); await rest(); } };
}
const press = (root: ShadowRoot, key: string): void => void root.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));

describe('<notice-inbox>', () => {
  for (const lang of LANGUAGES) it(`is accessible in each part, in ${lang}`, async () => {
    for (const view of ['inbox', 'digest', 'following']) {
      await accessible((await stage(new Fake(), { lang, attributes: `view="${view}"` })).element);
      clean();
    }
  });

  it('is accessible while it loads, empty, failed, offline, signed out and without a session', async () => {
    const waiting = new Fake();
    waiting.answer = () => new Promise(() => undefined);
    await accessible((await stage(waiting)).element);
    clean();
    const nothing = new Fake();
    nothing.page = page([]);
    nothing.follows = { items: [] };
    nothing.digest = { ...DIGEST, empty: true };
    for (const view of ['inbox', 'digest', 'following']) {
      await accessible((await stage(nothing, { attributes: `view="${view}"` })).element);
      clean();
    }
    const broken = new Fake();
    broken.refuse = true;
    const failed = await stage(broken);
    await accessible(failed.element);
    broken.refuse = false;
    failed.one('.notice .button').click();
    await failed.rest();
    expect(failed.all('.item')).to.have.length(5);
    clean();
    const fake = new Fake();
    const offline = await stage(fake);
    fake.change({ state: { kind: 'offline', cause: 'device' } });
    await offline.rest();
    expect((offline.one('.mark') as HTMLButtonElement).disabled).to.equal(true);
    await accessible(offline.element);
    fake.change({ state: { kind: 'signedOut', reason: 'token' } });
    await offline.rest();
    await accessible(offline.element);
    clean();
    await accessible((await stage(null)).element);
  });

  it('says in a sentence what concerns one, with the words of the colleague and mentions by name; what is unread is said, too', async () => {
    const { all, one: first, told } = await stage(new Fake());
    const t = noticeTexts('en');
    expect(all('.says').map((each) => each.textContent)).to.deep.equal([
      `${t.isUnread}: 李伟 mentions you: Alfreds Futterkiste`, `${t.isUnread}: 李伟 hands over to you: Alfreds Futterkiste`, `${t.isUnread}: Business declines: Alfreds Futterkiste`, '李伟 changed Alfreds Futterkiste 4 times', '7 new lines on your list',
    ]);
    expect(first('.text').textContent).to.equal('@Maria Anders can you call them?');
    expect(first('.unread-count').textContent).to.equal('3 unread');
    expect(told).to.deep.equal([3]);
    expect(all('.day').map((each) => each.textContent.trim())).to.deep.equal(['today', 'yesterday', '20 Feb']);
  });

  it('opening one reads it; R and the mark read one, the button all; what the server does not take is unread again', async () => {
    const fake = new Fake();
    const { element, all, one: first, rest, root, told } = await stage(fake);
    let opened = '';
    element.addEventListener('dossier-open', ({ detail }) => { opened = detail.archive; });
    first('[data-notice=n1] .opens').click();
    await rest();
    expect(opened).to.equal('ALFKI');
    expect(sent(fake)).to.deep.equal([{ method: 'POST', path: '/api/notices/read', body: { notices: ['n1'] } }]);
    first('[data-notice=n1] .opens').focus();
    press(root, 'ArrowDown');
    expect((root.activeElement?.closest('.item') as HTMLElement).dataset['notice']).to.equal('n2');
    press(root, 'r');
    await rest();
    expect(all('.item.new').map((each) => each.dataset['notice'])).to.deep.equal(['n3']);
    fake.refuse = true;
    first('.all-read').click();
    await rest();
    expect(all('.item.new')).to.have.length(1);
    expect(first('[role=alert]').textContent).to.equal(noticeTexts('en').failed);
    fake.refuse = false;
    first('.all-read').click();
    await rest();
    expect(all('.item.new')).to.have.length(0);
    expect(told.at(-1)).to.equal(0);
  });

  it('shows only what is unread when asked to, and what comes meanwhile by itself', async () => {
    const fake = new Fake();
    const { all, one: first, rest, again } = await stage(fake);
    first('.only-unread').click();
    await rest();
    expect(all('.item')).to.have.length(3);
    fake.page = page([one('n6', { text: 'and you?' }), ...NOTICES]);
    await again();
    expect(all('.item')).to.have.length(4);
  });

  it('has the day at a glance and the list of what one follows, which can be ended', async () => {
    const fake = new Fake();
    const { all, one: first, rest, text } = await stage(fake);
    const views = all('.views button');
    views[1]?.click();
    await rest();
    expect(all('.tiles strong').map((each) => each.textContent)).to.deep.equal(['12', '4', '3']);
    expect(text()).to.contain('Tuesday 3 March');
    views[2]?.click();
    await rest();
    first('.follows .quiet').click();
    await rest();
    expect(sent(fake)).to.deep.equal([{ method: 'PUT', path: '/api/archives/ALFKI/follow', body: { following: false } }]);
  });

  it('lets one choose the daily mail and its hour; without mail there is no such line', async () => {
    const fake = new Fake();
    const { one: first, rest, text } = await stage(fake);
    expect(text()).to.contain('One mail a day to maria@company.example');
    const hour = first('.own-hour') as HTMLSelectElement;
    hour.value = '7';
    hour.dispatchEvent(new Event('change'));
    await rest();
    (first('.own-mail') as HTMLInputElement).click();
    await rest();
    expect(sent(fake).map(({ body }) => body)).to.deep.equal([{ hour: 7, language: 'en' }, { mail: false, language: 'en' }]);
    clean();
    const none = new Fake();
    none.own = { ...OWN, available: false };
    expect((await stage(none)).all('.own')).to.have.length(0);
  });
});

describe('a card', () => {
  it('offers to follow, says so when one does, and takes it back', async () => {
    const fake = new Fake();
    const { root: at, remove } = mount(fake, '<customer-card archive="ALFKI"></customer-card>');
    clean = remove;
    fake.tell('ALFKI', digest());
    const card = at.querySelector('customer-card') as CustomerCard;
    const button = async (): Promise<HTMLButtonElement> => {
      for (let i = 0; i < 20_000; i++) {
        await card.updateComplete;
        const found = card.shadowRoot?.querySelector<HTMLButtonElement>('.follow');
        if (found) return found;
        await new Promise((done) => setTimeout(done, 10));
      }
      throw new Error('no way to follow');
    };
    const pressed = async (is: boolean): Promise<void> => { while ((await button()).getAttribute('aria-pressed') !== String(is)) await new Promise((done) => setTimeout(done, 10)); };
    await pressed(false);
    (await button()).click();
    await pressed(true);
    await accessible(card);
    (await button()).click();
    await pressed(false);
    expect(fake.following).to.equal(false);
  });
});
