/** The rating of money-laundering risk: accessible in four languages as card, sheet and decision, the sum grows with each score, what is missing is said at its place, a second person approves; and nothing at all for whoever may not read it. */
import { expect } from '@esm-bundle/chai';
import { AmlSheet } from '../../components/aml-sheet.ts';
import { classTexts } from '../../components/classes/texts.ts';
import { ApiError } from '../../components/internal/session.ts';
import { loadStrings } from '../../components/internal/strings/index.ts';
import type { AmlAssessment, AmlView } from '../../model/aml/api.ts';
import { AML_SHIPPED } from '../../model/aml/settings.ts';
import { ITEM_KEYS, ITEMS } from '../../model/aml/sheet.ts';
import type { AmlWish } from '../../model/aml/wish.ts';
import type { PersonId } from '../../model/ids.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { accessible } from './accessible.ts';
import { FakeSession, mount } from './fake-session.ts';

customElements.get('aml-sheet') ?? customElements.define('aml-sheet', AmlSheet);

let clean: () => void = () => {};
afterEach(() => clean());
const turn = () => new Promise((done) => setTimeout(done));
async function until<T>(look: () => T | null | undefined | false): Promise<T> {
  for (let i = 0; i < 2_000; i++) {
    const found = look();
    if (found !== null && found !== undefined && found !== false) return found;
    await turn();
  }
  throw new Error('it did not come');
}
const CLEO = { id: 'cleo' as PersonId, name: 'Cleo Park' };
const assessment = (more: Partial<AmlAssessment> = {}): AmlAssessment => ({
  row: 'r1', assessedAt: '2026-01-05', by: CLEO, pack: '2', total: 64, level: 'medium', stands: 'medium', state: 'stands', scores: [{ item: 'cash', score: 4, weight: 8, reason: 'Pays in notes' }, { item: 'pep', score: 1, weight: 8, reason: '' }], facts: [], words: '',
  override: '', approver: null, nextReviewAt: '2027-01-05', mayDecide: false, ...more,
});
const view = (more: Partial<AmlView> = {}): AmlView => ({
  today: '2026-03-02', rules: { version: 2, weights: AML_SHIPPED.weights, bands: AML_SHIPPED.bands, months: AML_SHIPPED.months }, level: 'medium', intensity: 'standard', suspicion: false, review: { due: '2027-01-05', because: 'clock' }, overdue: false, items: [assessment()], mayRate: true, ...more,
});
const NEW = view({ level: null, intensity: null, items: [], review: { due: '2026-03-16', because: 'first' } });

async function stage(answer: AmlView | ApiError, { lang = 'en', attributes = '' } = {}) {
  await loadStrings(LANGUAGES.find((each) => each === lang) ?? 'en');
  const session = new FakeSession();
  let now = answer;
  session.answer = () => {
    if (now instanceof ApiError) throw now;
    return now;
  };
  const { root, remove } = mount(session, `<aml-sheet archive="ACME" ${attributes}></aml-sheet>`, lang);
  clean = remove;
  const element = root.querySelector('aml-sheet')!;
  const shadow = element.shadowRoot!;
  const one = <E extends HTMLElement = HTMLElement>(selector: string): Promise<E> => until(() => shadow.querySelector<E>(selector));
  const text = (): string => shadow.textContent!.replace(/\s+/g, ' ');
  return { session, element, shadow, one, text, said: (what: string) => until(() => text().includes(what)), answers: (next: AmlView) => { now = next; }, sent: () => session.asked.filter(({ method }) => method === 'POST') };
}
const type = (field: HTMLInputElement | HTMLSelectElement, value: string): void => {
  field.value = value;
  field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
};

describe('<aml-sheet>', () => {
  for (const lang of LANGUAGES) it(`is accessible as card, with its sheet, with what is missing and with a decision, in ${lang}`, async () => {
    const t = classTexts(lang);
    const { element, one, said } = await stage(view({ items: [assessment(), assessment({ row: 'r0', state: 'past', level: 'low' })] }), { lang });
    await said(t.rating);
    await said(t.earlierRatings(1));
    (await one<HTMLDetailsElement>('.written')).open = true;
    await accessible(element);
    (await one('.rate')).click();
    await one('form');
    for (const { label } of ITEMS) await said(label[lang]);
    (await one('.save')).click();
    await said(t.left(13));
    await accessible(element);
    clean();
    const waiting = await stage(view({ level: 'high', items: [assessment({ level: 'low', stands: 'high', state: 'waiting', override: 'Known for years', mayDecide: true })] }), { lang });
    await waiting.one('.approve');
    await accessible(waiting.element);
    clean();
    const first = await stage(NEW, { lang });
    await first.said(t.none);
    await accessible(first.element);
  });

  it('the sum grows with each score, and what it comes to is said before it is kept', async () => {
    const { one, shadow, sent, said, answers } = await stage(NEW);
    (await one('.rate')).click();
    const radio = (item: string, score: number) => one<HTMLInputElement>(`input[name="${item}"][value="${score}"]`);
    (await radio('cash', 2)).click();
    await said('so far 3.2');
    await said('1 of 15 scored');
    for (const item of ITEM_KEYS) (await radio(item, 4)).click();
    await said('80 of 100');
    await until(() => shadow.querySelector('.sum .level.high'));
    await said('By the clock: 2 Sept 2026');
    (await one('.save')).click();
    await said('15 places are still open.');
    await until(() => shadow.activeElement?.id === 'w-identity');
    for (const item of ITEM_KEYS) type(await one<HTMLInputElement>(`#w-${item}`), `seen ${item}`);
    expect(sent()).to.have.length(0);
    answers(view({ level: 'high', intensity: 'enhanced' }));
    (await one('.save')).click();
    await said('The rating is kept.');
    const wish = sent()[0]!.body as AmlWish;
    expect(wish.scores).to.have.length(15);
    expect(wish.scores[0]).to.deep.equal({ item: 'identity', score: 4, reason: 'seen identity' });
    expect({ ...wish, scores: [] }).to.deep.equal({ scores: [], facts: [], level: null, nextReviewAt: null });
    await until(() => shadow.querySelector('form') === null);
  });

  it('a fact of the highest level decides at once, with its reason and without the sheet', async () => {
    const { one, shadow, sent, said } = await stage(NEW);
    (await one('.rate')).click();
    (await one('fieldset:last-of-type input[type=checkbox]')).click();
    await said('Decides without the sum: On a sanctions or watch list');
    (await one('.save')).click();
    await said('1 place is still open.');
    type(await one<HTMLInputElement>('fieldset:last-of-type input.why'), 'EU list of 1 March');
    (await one('.save')).click();
    await until(() => sent().length === 1);
    expect(sent()[0]!.body).to.deep.equal({ scores: [], facts: [{ fact: 'sanctioned', reason: 'EU list of 1 March' }], level: null, nextReviewAt: null });
    await until(() => shadow.querySelector('form') === null);
  });

  it('an easier level says that somebody of compliance must approve it, and what counts until then', async () => {
    const { one, said } = await stage(view({ items: [assessment({ scores: ITEM_KEYS.map((item) => ({ item, score: 4, weight: 1, reason: 'as before' })) })] }));
    (await one('.rate')).click();
    await said('80 of 100'); // what was found the last time is where one begins
    type(await one<HTMLSelectElement>('#other'), 'low');
    type(await one<HTMLInputElement>('#other-reason'), 'Supervised abroad');
    await said('compliance must approve it. Until then High counts.');
  });

  it('a second person approves; refusing needs a reason', async () => {
    const { one, said, sent, shadow } = await stage(view({ items: [assessment({ level: 'low', stands: 'high', state: 'waiting', override: 'Known for years', mayDecide: true })] }));
    await said('Low asked for, waiting for approval of compliance');
    (await one('.refuse')).click();
    await said('Say why it is refused.');
    await until(() => shadow.activeElement?.id === 'note');
    type(await one<HTMLInputElement>('#note'), 'No reason');
    (await one('.refuse')).click();
    await until(() => sent().length === 1);
    expect(sent()[0]).to.deep.include({ path: '/api/archives/ACME/aml/decision', body: { row: 'r1', approve: false, note: 'No reason' } });
  });

  it('whoever may not read it sees nothing, not even that there is something; with `discreet` and `readonly` likewise nothing to see or to do', async () => {
    const { session, shadow } = await stage(new ApiError(404, 'not-found', 'no'));
    await until(() => session.asked.length === 1);
    await turn();
    expect(shadow.querySelectorAll('*:not(style)')).to.have.length(0);
    clean();
    const discreet = await stage(view(), { attributes: 'discreet' });
    await until(() => discreet.session.asked.length === 1);
    await turn();
    expect(discreet.text().trim()).to.equal('');
    clean();
    const readonly = await stage(view(), { attributes: 'readonly' });
    await readonly.said('Risk rating');
    expect(readonly.shadow.querySelector('button.rate')).to.equal(null);
  });

  it('fits into 240 px: nothing sticks out, and targets are large enough', async () => {
    const { element, one } = await stage(NEW);
    element.style.width = '240px';
    (await one('.rate')).click();
    const sheet = await one('.rating');
    await one('form');
    expect(sheet.scrollWidth).to.be.at.most(sheet.clientWidth + 1);
    for (const step of element.shadowRoot!.querySelectorAll('.steps label')) expect(step.getBoundingClientRect().height).to.be.at.least(36);
  });

  it('keys stay inside while one types, and Ctrl+Z does not reach the page', async () => {
    const { one, element } = await stage(view());
    (await one('.rate')).click();
    const heard: string[] = [];
    element.addEventListener('keydown', ({ key }) => heard.push(key));
    const field = await one('#w-cash');
    for (const init of [{ key: 'd' }, { key: 'z', ctrlKey: true }, { key: 'Tab' }]) field.dispatchEvent(new KeyboardEvent('keydown', { ...init, bubbles: true, composed: true }));
    expect(heard).to.deep.equal(['Tab']);
  });
});
