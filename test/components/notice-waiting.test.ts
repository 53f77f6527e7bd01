/** What waits for one's decision, on top of the inbox: accessible in each language, led by keys to its customer, gone when it is decided, and no trouble to the inbox when it cannot be asked. */
import { expect } from '@esm-bundle/chai';
import { ApiError } from '../../components/internal/session.ts';
import { loadStrings } from '../../components/internal/strings/index.ts';
import { NoticeInbox } from '../../components/notice-inbox.ts';
import { noticeTexts } from '../../components/notices/texts.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import { LANGUAGES } from '../../model/labels.ts';
import type { NoticePage } from '../../model/notices/api.ts';
import type { WaitingOverride, WaitingOverrides } from '../../model/overrides/api.ts';
import { SCHEME_NAMES } from '../../model/classification/names.ts';
import type { WaitingRating, WaitingRatings } from '../../model/aml/api.ts';
import { accessible } from './accessible.ts';
import { FakeSession, mount } from './fake-session.ts';

customElements.get('notice-inbox') ?? customElements.define('notice-inbox', NoticeInbox);

let clean: () => void = () => {};
afterEach(() => clean());

const label = (text: string) => ({ en: text, 'zh-Hans': text, 'zh-Hant': text, es: text });
const one = (id: number, archive: string, name: string): WaitingOverride => ({
  archive: archive as ArchiveId, name, scheme: 'grade', schemeName: SCHEME_NAMES.grade,
  override: { id, state: 'waiting', value: 'aa', label: label('AA'), reason: 'Audited accounts', until: '2026-09-01', by: { id: 'lucia' as PersonId, name: 'Lucía' }, at: '2026-03-02T10:00:00Z', decidedBy: null, decidedAt: null, note: null },
});
const rating = (archive: string, name: string, at: string): WaitingRating => ({
  archive: archive as ArchiveId, name, row: 'r1', schemeName: SCHEME_NAMES.aml, label: label('Low'), stands: label('High'), total: 80, reason: 'Supervised abroad', by: { id: 'cleo' as PersonId, name: 'Cleo Park' }, at,
});
const EMPTY: NoticePage = { items: [], next: null, unread: 0 };

async function stage(waiting: WaitingOverrides | 'refused', lang: (typeof LANGUAGES)[number] = 'en', ratings: WaitingRatings | 'refused' | null = null) {
  await loadStrings(lang);
  const state = { waiting, ratings };
  const session = new FakeSession();
  // null: of no officer
  if (session.me !== null && ratings !== null) session.me = { ...session.me, roles: ['compliance'] };
  session.answer = (_method, path) => {
    const [where] = path.split('?');
    if (where === '/api/notices') return EMPTY;
    if (where === '/api/aml' && state.ratings !== null && state.ratings !== 'refused') return state.ratings;
    if (where === '/api/aml') throw new ApiError(500, 'internal', 'no');
    if (where !== '/api/overrides') throw new ApiError(404, 'not-found', 'no');
    if (state.waiting === 'refused') throw new ApiError(500, 'internal', 'no');
    return state.waiting;
  };
  const { root: at, remove } = mount(session, '', lang);
  clean = remove;
  const element = document.createElement('notice-inbox') as NoticeInbox;
  const calls: (() => void)[] = [];
  element.clock = { now: () => Date.parse('2026-03-03T08:00:00Z'), after: (_ms, call) => { calls.push(call); return () => { calls.splice(calls.indexOf(call), 1); }; } };
  const opened: string[] = [];
  element.addEventListener('dossier-open', (event) => { opened.push(event.detail.archive); });
  at.append(element);
  const root = element.shadowRoot as ShadowRoot;
  const until = async (what: () => boolean): Promise<void> => {
    for (let i = 0; i < 400 && !what(); i++) await new Promise((done) => setTimeout(done, 5));
    expect(what(), root.textContent ?? '').to.equal(true);
  };
  const all = (): HTMLElement[] => [...root.querySelectorAll<HTMLElement>('.decide .opens')];
  await until(() => root.querySelector('.empty') !== null);
  return { element, root, state, session, opened, all, until, text: () => root.querySelector('.decide')?.textContent.replace(/\s+/g, ' ') ?? '', again: () => { for (const call of calls.splice(0)) call(); } };
}
const TWO: WaitingOverrides = { items: [one(1, 'ALFKI', 'Alfreds Futterkiste'), one(2, 'BERGS', 'Berglunds snabbköp')], more: false };

describe('what waits for a decision', () => {
  for (const lang of LANGUAGES) it(`is accessible, and says who asks for what, why and until when, in ${lang}`, async () => {
    const { element, text, all } = await stage(TWO, lang);
    await accessible(element);
    const t = noticeTexts(lang);
    expect(all()).to.have.length(2);
    for (const words of [t.decide.title, 'Alfreds Futterkiste', t.decide.wish(SCHEME_NAMES.grade[lang], 'AA'), 'Audited accounts', 'Lucía']) expect(text()).to.contain(words);
  });

  it('leads to the customer by mouse and by keys', async () => {
    const { opened, all, root } = await stage(TWO);
    all()[0]?.click();
    all()[0]?.focus();
    root.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, composed: true, cancelable: true }));
    (root.activeElement as HTMLElement).click();
    expect(opened).to.deep.equal(['ALFKI', 'BERGS']);
  });

  it('goes when it is decided, and stays when it cannot be asked', async () => {
    const { state, all, again, until, root } = await stage(TWO);
    state.waiting = { items: TWO.items.slice(1), more: false };
    again();
    await until(() => all().length === 1);
    state.waiting = 'refused';
    again();
    // the inbox was asked again: it waits for the next time
    await new Promise((done) => requestAnimationFrame(done));
    expect(all()).to.have.length(1);
    state.waiting = { items: [], more: false };
    again();
    await until(() => root.querySelector('.decide') === null);
  });

  for (const lang of LANGUAGES) it(`an officer sees ratings among them by the day since when they wait, with what counts until then, in ${lang}`, async () => {
    const { element, all, text } = await stage(TWO, lang, { items: [rating('ERNSH', 'Ernst Handel', '2026-03-01'), rating('FOLKO', 'Folk och fä', '2026-03-03')], more: false });
    expect(all().map((each) => each.querySelector('.says')!.textContent)).to.deep.equal(['Ernst Handel', 'Alfreds Futterkiste', 'Berglunds snabbköp', 'Folk och fä']);
    const t = noticeTexts(lang);
    for (const words of [t.decide.wish(SCHEME_NAMES.aml[lang], 'Low'), 'Supervised abroad', 'Cleo Park', t.decide.meanwhile('High')]) expect(text()).to.contain(words);
    await accessible(element);
  });

  it('a rating leads to its customer, goes when it is decided, and stays when it cannot be asked', async () => {
    const { opened, all, state, again, until, root } = await stage({ items: [], more: false }, 'en', { items: [rating('ERNSH', 'Ernst Handel', '2026-03-01')], more: true });
    expect(root.querySelector('.decide .count')!.textContent).to.equal(noticeTexts('en').decide.more('1'));
    all()[0]?.click();
    expect(opened).to.deep.equal(['ERNSH']);
    state.ratings = 'refused';
    state.waiting = TWO;
    again();
    await until(() => all().length === 3);
    state.ratings = { items: [], more: false };
    again();
    await until(() => all().length === 2);
  });

  it('a request for access stands among them, with what is asked for and why, and leads to its customer', async () => {
    const { session, opened, all, again, until, text } = await stage({ items: [], more: false });
    const answer = session.answer;
    session.answer = (method, path, body) => (path.startsWith('/api/access-requests') ? { items: [{ id: 'r1', archive: 'ACME', name: 'Acme Trading', requester: { id: 'carl', name: 'Carl Weber' }, asked: { sections: ['terms'], level: 'read', until: '2026-03-10T23:59:59.999Z' }, reason: 'The fair', at: '2026-03-02T09:00:00Z', state: { kind: 'waiting', managerSince: null }, mine: false, mayDecide: true, mayEnd: false }], more: false } : answer(method, path, body));
    again();
    await until(() => all().length === 1);
    expect(text()).to.match(/Acme Trading.*Access: Reads: Terms.*until 10 Mar.*The fair.*Carl Weber/);
    all()[0]?.click();
    expect(opened).to.deep.equal(['ACME']);
  });

  it('whoever is no officer does not ask for ratings', async () => {
    const { session } = await stage(TWO);
    expect(session.asked.some(({ path }) => path.startsWith('/api/overrides'))).to.equal(true);
    expect(session.asked.filter(({ path }) => path.startsWith('/api/aml'))).to.deep.equal([]);
  });

  it('says that there are more than are told', async () => {
    expect((await stage({ ...TWO, more: true })).text()).to.contain(noticeTexts('en').decide.more('2'));
  });

  it('is not there when nothing waits or it was never told', async () => {
    expect((await stage({ items: [], more: false })).root.querySelector('.decide')).to.equal(null);
    clean();
    expect((await stage('refused')).root.querySelector('.decide')).to.equal(null);
  });
});
