/** Duplicates reviewed: accessible in every state and language, by keyboard, merged as chosen, said to be two, and a merge undone. */
import { expect } from '@esm-bundle/chai';
import { DuplicateReview } from '../../components/duplicate-review.ts';
import { reviewTexts } from '../../components/duplicates/texts.ts';
import { ApiError } from '../../components/internal/session.ts';
import { loadStrings } from '../../components/internal/strings/index.ts';
import type { MergeClass, MergeEntry, MergePreview, MergeView, PairSide, PairView } from '../../model/duplicates/review-api.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { accessible } from './accessible.ts';
import { FakeSession, mount } from './fake-session.ts';

customElements.get('duplicate-review') ?? customElements.define('duplicate-review', DuplicateReview);

let clean: () => void = () => {};
afterEach(() => clean());

const owner = { id: 'maria' as PersonId, name: 'Maria Anders' };
const side = (id: string, name: string, openedAt: string): PairSide => ({ id: id as ArchiveId, name, code: null, kind: 'organisation', department: null, owner, openedAt, place: 'Berlin' });
const LEFT = side('A', '陳氏貿易有限公司', '2024-01-01T00:00:00Z');
const RIGHT = side('B', 'Chen Trading', '2025-01-01T00:00:00Z');
const pair = (more: Partial<PairView> = {}): PairView => ({
  left: LEFT, right: RIGHT, score: 92, mergeable: true, dismissed: null,
  evidence: [{ fact: 'name', outcome: 'sound', left: LEFT.name, right: RIGHT.name, points: 4 }, { fact: 'phone', outcome: 'equal', left: '+86 20 1', right: '020 1', points: 4 }, { fact: 'address', outcome: 'elsewhere', left: 'X', right: 'Y', points: -4 }],
  ...more,
});
const entry = (key: string, more: Partial<MergeEntry> = {}): MergeEntry => ({ section: 'profile', key, kind: 'value', left: 'one', right: 'two', leftVerified: null, rightVerified: '2026-02-01', choice: 'right', choices: ['left', 'right'], ...more });
const preview = (more: Partial<MergePreview> = {}): MergePreview => ({
  winner: LEFT, loser: RIGHT, files: 2, comments: 1, transactions: 3, keys: ['erp:7'], leaving: [{ id: 'paul' as PersonId, name: 'Paul' }], leftOut: ['profile/fields/x'], classes: [], refused: [], basis: 'basis1',
  entries: [entry('fields/customer.name'), entry('rows/methods', { kind: 'list', left: 1, right: 2, leftRows: ['+86 20 1'], rightRows: ['020 1', 'a@b.example'], rightVerified: null, choice: 'both', choices: ['left', 'right', 'both'] })],
  ...more,
});
const byHand = (side: MergeClass['side'], fate: MergeClass['fate'], name: string, more: Partial<MergeClass['override']> = {}): MergeClass => ({
  scheme: 'abc', schemeName: { en: 'ABC by sales', 'zh-Hans': '按销售额的 ABC 分类', 'zh-Hant': '依銷售額的 ABC 分類', es: 'ABC por ventas' }, side, fate, givesWayTo: fate === 'givesWay' ? 'stands' : null,
  override: { id: 1, state: 'stands', value: name, label: { en: name, 'zh-Hans': name, 'zh-Hant': name, es: name }, reason: 'Opens ten shops', until: '2026-09-30', by: owner, at: '2026-02-01T00:00:00Z', decidedBy: null, decidedAt: null, note: null, ...more },
});
const CLASSES: readonly MergeClass[] = [byHand('winner', 'stays', 'Key'), byHand('loser', 'givesWay', 'Ordinary'), { ...byHand('loser', 'comes', 'Big', { state: 'waiting' }), scheme: 'size', schemeName: { en: 'Size', 'zh-Hans': '规模', 'zh-Hant': '規模', es: 'Tamaño' } }];
const merged = (more: Partial<MergeView> = {}): MergeView => ({ id: 'm1', winner: 'A' as ArchiveId, loser: 'B' as ArchiveId, winnerName: LEFT.name, loserName: RIGHT.name, by: owner, at: '2026-03-01T00:00:00Z', state: 'merged', undone: null, kept: [], more: 0, undoable: true, ...more });
const kept = merged({ state: 'undone', undoable: false, undone: { by: owner, at: '2026-03-02T00:00:00Z' }, kept: [{ archive: 'winner', section: 'profile', key: 'fields/customer.shortName', reason: 'changed' }, { archive: 'loser', section: 'comments', key: 'c1', reason: 'added' }] });

interface Shape { readonly pairs?: readonly PairView[]; readonly next?: string | null; readonly preview?: MergePreview }
function session({ pairs = [pair(), pair({ left: side('C', 'Alfreds', '2024-01-01'), right: side('D', 'Alfreds GmbH', '2023-01-01'), score: 60 })], next = null, preview: shown = preview() }: Shape = {}): FakeSession {
  const fake = new FakeSession();
  fake.answer = (method, path) => {
    if (path.startsWith('/api/duplicates?')) return { items: pairs, next };
    if (path === '/api/merges/preview') return shown;
    if (path.startsWith('/api/merges?')) return { items: [merged(), kept], next: null };
    if (path === '/api/merges') return merged();
    if (path.endsWith('/undo')) return kept;
    return undefined;
  };
  return fake;
}
async function show(fake: FakeSession | null, lang = 'en') {
  const { root, remove } = mount(fake, '<duplicate-review></duplicate-review>', lang);
  clean = remove;
  const element = root.querySelector('duplicate-review') as DuplicateReview;
  await settled(element);
  const inside = element.shadowRoot!;
  const button = (label: string): HTMLButtonElement => [...inside.querySelectorAll('button')].find((each) => each.textContent!.trim() === label)!;
  const press = async (label: string): Promise<void> => { button(label).click(); await settled(element); };
  const open = async (at = 0): Promise<void> => { inside.querySelectorAll<HTMLElement>('.pair')[at]!.click(); await settled(element); };
  const key = async (name: string): Promise<void> => { inside.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, composed: true, cancelable: true })); await settled(element); };
  const list = async (which: string): Promise<void> => { const select = inside.querySelector('select')!; select.value = which; select.dispatchEvent(new Event('change')); await settled(element); };
  return { element, inside, button, press, open, key, list, text: () => inside.querySelector('.root')!.textContent!.replace(/\s+/g, ' ').trim() };
}
const settled = async (element: DuplicateReview): Promise<void> => {
  for (let i = 0; i < 8; i++) {
    await new Promise((done) => setTimeout(done));
    await element.updateComplete;
  }
};
const sent = (fake: FakeSession) => fake.asked.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/preview')).map(({ method, path, body }) => ({ method, path, body }));

describe('duplicate-review is accessible', () => {
  const fails = (status: number) => () => { throw new ApiError(status, 'x', 'no'); };
  const states: readonly [string, () => FakeSession | null][] = [
    ['with pairs', () => session()], ['empty', () => session({ pairs: [] })], ['with more', () => session({ next: 'x' })], ['loading', () => Object.assign(session(), { answer: () => new Promise(() => {}) })],
    ['failed', () => Object.assign(session(), { answer: fails(500) })], ['without a session', () => null], ['offline', () => Object.assign(session(), { state: { kind: 'offline', cause: 'device' } })],
  ];
  for (const [name, make] of states) it(name, async () => { await accessible((await show(make())).element); });
  const reviews: readonly [string, Shape][] = [
    ['with choices', {}], ['with classes set by hand', { preview: preview({ classes: CLASSES }) }], ['that may not be merged', { pairs: [pair({ mergeable: false })] }], ['that was said to be two', { pairs: [pair({ dismissed: { by: owner, at: '2026-01-01T00:00:00Z' } })] }],
    ['that is refused', { preview: preview({ refused: [{ code: 'restricted', section: null, message: 'x' }], entries: [] }) }], ['in which nothing differs', { preview: preview({ entries: [] }) }],
  ];
  for (const [name, shape] of reviews) it(`one pair, ${name}`, async () => {
    const { element, open } = await show(session(shape));
    await open();
    await accessible(element);
  });
  it('after a merge, among merges and after an undoing', async () => {
    const { element, open, press, list } = await show(session());
    await open();
    await press('Merge');
    await accessible(element);
    await press('Undo the merge');
    await accessible(element);
    await list('merged');
    await accessible(element);
  });
  for (const lang of LANGUAGES) it(`in ${lang}`, async () => {
    await loadStrings(lang);
    const { element, text, open } = await show(session(), lang);
    expect(text()).to.include(reviewTexts(lang).title);
    await open();
    expect(text()).to.include(reviewTexts(lang).entries);
    await accessible(element);
  });
  for (const width of [320, 360, 1280]) it(`fits ${width} px`, async () => {
    const { element, open, inside } = await show(session());
    element.style.width = `${width}px`;
    await open();
    expect(inside.querySelector('.sheet')!.scrollWidth).to.be.at.most(width);
  });
});

describe('duplicate-review', () => {
  it('wears its own style sheet: an escape of CSS that is none of JavaScript would leave it bare', async () => {
    const { inside } = await show(session());
    expect(getComputedStyle(inside.querySelector('.pair')!).display).to.equal('grid');
  });

  it('shows what agrees and what differs, the most likely first', async () => {
    const { inside, text } = await show(session());
    expect([...inside.querySelectorAll('.score')].map((each) => each.textContent)).to.deep.equal(['Likely, 92 %', 'Possible, 60 %']);
    expect(text()).to.include('Name: the same in letters').and.to.include('Phone: the same').and.to.include('Address: another city');
  });

  it('shows of classes set by hand which stays, which comes along and which gives way, with who said it and why', async () => {
    const { inside, open } = await show(session({ preview: preview({ classes: CLASSES }) }));
    await open();
    const schemes = [...inside.querySelectorAll('.classes .scheme')].map((each) => [...each.querySelectorAll('dt, .words')].map((part) => part.textContent!.replace(/\s+/g, ' ').trim()));
    expect(schemes).to.deep.equal([
      ['ABC by sales', 'Left: Key stays Maria Anders, until Sep 30, 2026Opens ten shops', 'Right: Ordinary stays behind: the other archive has its own Maria Anders, until Sep 30, 2026Opens ten shops'],
      ['Size', 'Left: Nothing', 'Right: Big waits for approval comes along Maria Anders, until Sep 30, 2026Opens ten shops'],
    ]);
    expect(inside.querySelector('.classes')!.textContent).to.include('back when the merge is undone');
  });

  it('says nothing of classes set by hand where there are none', async () => {
    const { inside, open } = await show(session());
    await open();
    expect(inside.querySelector('.classes')).to.equal(null);
  });

  it('merges as it was chosen and shown, and takes it back', async () => {
    const fake = session();
    const { inside, open, press, text } = await show(fake);
    await open();
    inside.querySelector<HTMLInputElement>('input[name="profile/fields/customer.name"][value=left]')!.click();
    await press('Merge');
    expect(sent(fake)).to.deep.equal([{ method: 'POST', path: '/api/merges', body: { winner: 'A', loser: 'B', choices: { 'profile/fields/customer.name': 'left' }, basis: 'basis1' } }]);
    expect(text()).to.include('Chen Trading is now part of 陳氏貿易有限公司.');
    // the pair is gone, the focus is where one reads on
    expect(inside.querySelectorAll('.pair')).to.have.length(1);
    expect(inside.activeElement!.className).to.include('done');
    await press('Undo the merge');
    expect(sent(fake).at(-1)!.path).to.equal('/api/merges/m1/undo');
    expect(text()).to.include('are two archives again').and.to.include('Kept as people made it since: 2').and.to.include('changed since');
  });

  it('lets the other one stay', async () => {
    const fake = session();
    const { open, press } = await show(fake);
    await open();
    await press('Keep the other one');
    expect(fake.asked.at(-1)).to.deep.include({ path: '/api/merges/preview', body: { winner: 'B', loser: 'A' } });
  });

  it('remembers that they are two, and that they are not after all', async () => {
    const fake = session();
    const { open, press, text } = await show(fake);
    await open();
    await press('Not the same customer');
    expect(sent(fake)).to.deep.equal([{ method: 'POST', path: '/api/duplicates/dismissals', body: { left: 'A', right: 'B' } }]);
    expect(text()).to.include('Remembered');
    clean();
    const again = session({ pairs: [pair({ dismissed: { by: owner, at: '2026-01-01T00:00:00Z' } })] });
    const other = await show(again);
    await other.open();
    expect(other.button('Merge')).to.equal(undefined);
    await other.press('They may be the same');
    expect(sent(again)[0]).to.deep.include({ method: 'DELETE', path: '/api/duplicates/dismissals?left=A&right=B' });
  });

  it('says why it was refused and keeps the choices', async () => {
    const fake = session();
    const { open, press, inside } = await show(fake);
    await open();
    inside.querySelector<HTMLInputElement>('input[value=left]')!.click();
    const answer = fake.answer;
    fake.answer = (method, path, body) => { if (path === '/api/merges') throw new ApiError(409, 'conflict', 'One of the archives has changed since.'); return answer(method, path, body); };
    await press('Merge');
    expect(inside.querySelector('[role=alert]')!.textContent).to.include('has changed since');
    expect(inside.querySelector<HTMLInputElement>('input[value=left]')!.checked).to.equal(true);
  });

  it('is walked by arrow keys, opened by Enter and closed by Escape, and the focus comes back', async () => {
    const { inside, open, key } = await show(session());
    inside.querySelector<HTMLElement>('.pair')!.focus();
    await key('ArrowDown');
    expect((inside.activeElement as HTMLElement).dataset.pair).to.equal('C D');
    await key('Home');
    expect((inside.activeElement as HTMLElement).dataset.pair).to.equal('A B');
    await open(1);
    expect(inside.activeElement!.className).to.include('back');
    await key('Escape');
    expect((inside.activeElement as HTMLElement).dataset.pair).to.equal('C D');
  });
});
