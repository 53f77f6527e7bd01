/** The door to a correction at the foot of a card and of a form's page: accessible, begins with the value one was in, says what became of it and how far open ones are. */
import { expect } from '@esm-bundle/chai';
import { CustomerCard } from '../../components/customer-card.ts';
import { ApiError } from '../../components/internal/session.ts';
import { loadStrings } from '../../components/internal/strings/index.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { accessible } from './accessible.ts';
import { openForm, viewOf } from './archive-form-page.ts';
import type { FormPage } from './archive-form-page.ts';
import { FakeSession, mount } from './fake-session.ts';
import { digest } from './samples.ts';

customElements.get('customer-card') ?? customElements.define('customer-card', CustomerCard);

let clean: () => void = () => {};
afterEach(() => clean());

const LINE = { id: 'c1', number: 12, archive: 'ALFKI', name: 'Alfreds', urgency: 'normal', state: 'waiting', step: 'draft', stepLabel: { 'en': 'Plan is drafted', 'zh-Hans': '起草方案', 'zh-Hant': '擬訂方案', 'es': 'Se redacta el plan' }, due: '2026-05-14', late: false, round: 1, openedAt: '2026-05-12T09:00:00Z', openedBy: { id: 'maria', name: 'Maria Anders' }, mine: false };
const answers = (open: readonly object[]) => {
  let lines = open;
  return (method: string, path: string): unknown => {
    if (path !== '/api/archives/ALFKI/corrections') return undefined;
    if (method === 'GET') return { items: lines, more: false, mayConfigure: false };
    lines = [LINE, ...lines];
    return { ...LINE };
  };
};
const until = async (what: () => boolean, said: () => string): Promise<void> => {
  for (let i = 0; i < 600 && !what(); i++) await new Promise((done) => setTimeout(done, 5));
  expect(what(), said()).to.equal(true);
};

for (const lang of LANGUAGES) it(`on a card, with an open case, reported and refused, in ${lang}`, async () => {
  await loadStrings(lang);
  const session = new FakeSession();
  const answer = answers([{ ...LINE, state: 'filed', id: 'c0', number: 3 }]);
  let refuse = true;
  session.answer = (method, path) => {
    if (method === 'POST' && refuse) throw new ApiError(403, 'forbidden', 'Not that one.');
    const own = answer(method, path);
    if (own !== undefined) return own;
    if (path === '/api/archives/ALFKI') return viewOf({ profile: 'write' });
    throw new ApiError(404, 'not-found', path);
  };
  const { root: at, remove } = mount(session, '<customer-card archive="ALFKI"></customer-card>', lang);
  clean = remove;
  session.tell('ALFKI', digest());
  const card = at.querySelector('customer-card') as CustomerCard;
  const root = card.shadowRoot as ShadowRoot;
  const wait = (what: () => boolean): Promise<void> => until(what, () => root.textContent ?? '');
  await wait(() => root.querySelector('.correct-open') !== null);
  expect(root.querySelector('.correct li') === null, 'a filed case is not open').to.equal(true);
  root.querySelector<HTMLElement>('.correct-open')!.click();
  await wait(() => root.querySelector('.correct form') !== null);
  await accessible(card);
  const what = root.querySelector<HTMLTextAreaElement>('#what')!;
  what.value = 'The name has changed';
  what.dispatchEvent(new Event('input', { bubbles: true }));
  root.querySelector<HTMLElement>('.correct form .primary')!.click();
  await wait(() => root.querySelector('.correct form [role=alert]') !== null);
  expect(what.value).to.equal('The name has changed');
  refuse = false;
  root.querySelector<HTMLElement>('.correct form .primary')!.click();
  await wait(() => root.querySelector('.correct li') !== null);
  expect(root.querySelector('.correct li')!.textContent).to.include('12').and.to.include(LINE.stepLabel[lang]);
  expect(root.querySelector('.correct form') === null).to.equal(true);
  card.style.width = '240px';
  await accessible(card);
  expect(root.querySelector<HTMLElement>('.root')!.scrollWidth).to.be.at.most(240);
});

describe('at the foot of a page of the form', () => {
  let page: FormPage;
  it('begins with the value that one was in, which can be changed', async () => {
    await loadStrings('en');
    page = await openForm({ answer: answers([LINE]), fill: (doc) => doc.getMap('fields').set('customer.shortName', 'Alfreds') });
    clean = () => page.remove();
    await page.drawn('.correct-open');
    await page.drawn('.correct li');
    page.control('fields/customer.shortName').focus();
    page.find('.correct-open').focus();
    page.find('.correct-open').click();
    await page.drawn('.correct form');
    expect([page.find<HTMLSelectElement>('.correct #section').value, page.find<HTMLSelectElement>('.correct #value').value]).to.deep.equal(['profile', 'fields/customer.shortName']);
    await accessible(page.form);
    page.find('.correct form').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }));
    await page.drawn('.correct-open');
    await page.settled();
    expect(page.root.activeElement?.className).to.include('correct-open');
  });
  it('is not there while the customer looks', async () => {
    page = await openForm({ answer: answers([LINE]), attributes: 'discreet' });
    clean = () => page.remove();
    await page.drawn('.onward');
    expect(page.root.querySelector('.correct') === null).to.equal(true);
  });
});
