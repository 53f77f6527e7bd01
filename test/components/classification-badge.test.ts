/** The badge: accessible, small, silent, and ready to say why. */
import { expect } from '@esm-bundle/chai';
import { accessible } from './accessible.ts';
import { ClassificationBadge } from '../../components/classification-badge.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { FakeSession, mount } from './fake-session.ts';
import { ABC, digest, existsOnly, POPULATION } from './samples.ts';

customElements.get('classification-badge') ?? customElements.define('classification-badge', ClassificationBadge);

let clean: () => void = () => {};
afterEach(() => clean());

const turn = () => new Promise((done) => setTimeout(done));
/** Waits for a lazy chunk that the element is loading. */
async function until<T>(look: () => T | null | undefined): Promise<T> {
  for (let i = 0; i < 20_000; i++) {
    const found = look();
    if (found !== null && found !== undefined) return found;
    await turn();
  }
  throw new Error('it did not come');
}
async function show(session: FakeSession | null, attributes = 'archive="ALFKI"', lang = 'en') {
  const { root, remove } = mount(session, `<classification-badge ${attributes}></classification-badge>`, lang);
  clean = remove;
  const badge = root.querySelector('classification-badge')!;
  await turn();
  const text = () => badge.shadowRoot!.textContent!.replace(/\s+/g, ' ').trim();
  return { badge, root, text, buttons: () => [...badge.shadowRoot!.querySelectorAll('button.class')] as HTMLButtonElement[] };
}
const ready = () => {
  const session = new FakeSession();
  session.tell('ALFKI', digest());
  return session;
};
const panelOf = (badge: Element) => until(() => badge.shadowRoot!.querySelector('.reasons')?.shadowRoot);

describe('classification-badge', () => {
  it('is accessible, closed and with its reasons open, in every language', async () => {
    for (const lang of LANGUAGES) {
      const { badge, buttons } = await show(ready(), 'archive="ALFKI" schemes="abc rfm lifecycle"', lang);
      await accessible(badge);
      buttons()[0]!.click();
      await panelOf(badge);
      await accessible(badge);
      clean();
    }
  });

  it('says mark, short label and trend of each scheme, with a prefix for ears only', async () => {
    const { buttons } = await show(ready(), 'archive="ALFKI" schemes="abc rfm"');
    expect(buttons().map((button) => button.textContent!.replace(/\s+/g, ' ').trim())).to.deep.equal(['Customer class ABC Akey rising', 'Customer class RFM 3·2·2About to sleep']);
  });

  it('is no live region, so a table of fifty stays quiet', async () => {
    const { badge } = await show(ready());
    expect(badge.shadowRoot!.querySelector('[role=status],[role=alert],[aria-live]')).to.equal(null);
  });

  it('opens its reasons from the keyboard and gives the focus back on Escape', async () => {
    const { badge, buttons } = await show(ready());
    const [button] = buttons();
    button!.focus();
    button!.click();
    const panel = await panelOf(badge);
    expect(button!.getAttribute('aria-expanded')).to.equal('true');
    expect(panel.textContent).to.include('104,361.96').and.include('rule version 3').and.include('Nancy Davolio').and.include('Before: Main customer (B)');
    panel.querySelector('button')!.focus();
    panel.querySelector('button')!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
    await turn();
    expect(badge.shadowRoot!.querySelector('.reasons')).to.equal(null);
    expect(badge.shadowRoot!.activeElement).to.equal(button);
    expect(button!.getAttribute('aria-expanded')).to.equal('false');
  });

  it('asks for reasons when they are opened, with a word until they are here, and for no more when they are closed', async () => {
    const session = new FakeSession();
    const { scheme, value, mark, label, trend } = ABC;
    const told = { id: 'ALFKI', level: 'read', classes: { abc: { scheme, value, mark, label, trend } } } as never; // so much as a badge is told
    session.digests.set('ALFKI', { kind: 'ready', digest: told });
    const answers: (() => void)[] = [];
    let result = ABC;
    session.answer = (_method, path) => {
      expect(path).to.equal('/api/archives/ALFKI/classes?scheme=abc');
      return new Promise((done) => answers.push(() => { done({ classes: { abc: result } }); }));
    };
    const { badge, buttons } = await show(session);
    expect(session.watchers.get('ALFKI')!.size).to.equal(1);
    const [button] = buttons();
    button!.focus();
    button!.click();
    const panel = await panelOf(badge);
    expect(session.watchers.get('ALFKI')!.size).to.equal(2);
    expect(panel.querySelector('[role=status]')!.textContent).to.include('Reasons come');
    await accessible(badge);
    await until(() => answers.shift())!.then((answer) => { answer(); });
    await until(() => (panel.textContent!.includes('104,361.96') ? true : null));
    expect(panel.textContent).not.to.include('Reasons come');
    expect(badge.shadowRoot!.activeElement).to.equal(button);
    // news of the customer: the reasons may be others
    result = { ...ABC, inputs: [{ key: 'value', value: '104777.00', unit: 'money' }] };
    session.tell('ALFKI', told);
    await until(() => answers.shift())!.then((answer) => { answer(); });
    await until(() => (panel.textContent!.includes('104,777.00') ? true : null));
    button!.click();
    await turn();
    expect(session.watchers.get('ALFKI')!.size).to.equal(1);
  });

  it('closes its reasons on a click elsewhere, not on one inside', async () => {
    const { badge, buttons } = await show(ready());
    buttons()[0]!.click();
    const panel = await panelOf(badge);
    panel.querySelector('h3')!.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
    await turn();
    expect(badge.shadowRoot!.querySelector('.reasons')).not.to.equal(null);
    document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
    await turn();
    expect(badge.shadowRoot!.querySelector('.reasons')).to.equal(null);
  });

  it('shows rank and share only when the digest has them', async () => {
    const session = ready();
    const { badge, buttons } = await show(session);
    buttons()[0]!.click();
    const panel = await panelOf(badge);
    expect(panel.textContent).not.to.include('Rank');
    session.tell('ALFKI', digest({ classes: { abc: { ...ABC, population: POPULATION } } }));
    await turn();
    expect(panel.textContent).to.include('Rank 3 of 89').and.include('8.2%').and.include('17%');
    expect(panel.querySelector('svg[role=img]')!.getAttribute('aria-label')).to.equal('From 17% to 25.2% of the total');
  });

  it('names the limits of fixed scores, and which way they count', async () => {
    const session = new FakeSession();
    const thresholds = [{ key: 'recencyDays5', value: 30, unit: 'days' }, { key: 'frequency4', value: 6, unit: 'count' }, { key: 'monetary2', value: '500.00', unit: 'money' }] as const;
    session.tell('ALFKI', digest({ classes: { abc: { ...ABC, thresholds } } }));
    const { badge, buttons } = await show(session);
    buttons()[0]!.click();
    const panel = await panelOf(badge);
    const named = [...panel.querySelectorAll('dt')].map((term) => `${term.textContent}: ${term.nextElementSibling?.textContent}`);
    expect(named.slice(-3)).to.deep.equal(['Days since the last purchase, for 5 points: ≤ 30 days', 'Purchases, for 4 points: ≥ 6', 'Money, for 2 points: ≥ 500.00']);
  });

  it('keeps the focus and the open panel when the digest changes', async () => {
    const session = ready();
    const { badge, buttons } = await show(session);
    const [button] = buttons();
    button!.focus();
    button!.click();
    await panelOf(badge);
    session.tell('ALFKI', digest({ classes: { abc: { ...ABC, value: 'B', mark: 'B', trend: 'down' } } }));
    await turn();
    expect(buttons()[0]).to.equal(button);
    expect(badge.shadowRoot!.activeElement).to.equal(button);
    expect(button!.textContent).to.include('B').and.include('falling');
    expect(badge.shadowRoot!.querySelector('.reasons')!.shadowRoot!.querySelector('h3')!.textContent).to.include('B ·');
  });

  it('has words for each state', async () => {
    const waiting = await show(new FakeSession());
    expect(waiting.text()).to.equal('Loading the class…');
    clean();
    const session = new FakeSession();
    session.tell('ALFKI', null);
    const missing = await show(session);
    expect(missing.text()).to.include('No such customer, or not yours to see');
    clean();
    const known = new FakeSession();
    known.tell('ALFKI', existsOnly);
    expect((await show(known)).text(), 'one may know of it, not of its class').to.include('not yours to see');
    clean();
    const fresh = new FakeSession();
    fresh.tell('ALFKI', digest({ classes: {} }));
    expect((await show(fresh)).text()).to.equal('no class yet');
    clean();
    const away = new FakeSession();
    away.state = { kind: 'offline', cause: 'device' };
    expect((await show(away)).text()).to.equal('offline');
    clean();
    const out = new FakeSession();
    out.state = { kind: 'signedOut', reason: 'token' };
    expect((await show(out)).text()).to.equal('signed out');
  });

  it('keeps the last class while offline and says that it may be old', async () => {
    const session = ready();
    const { text } = await show(session);
    session.change({ state: { kind: 'offline', cause: 'socket' } });
    await turn();
    expect(text()).to.include('key').and.include('offline, may be out of date');
  });

  it('hides everything while discreet', async () => {
    const { badge, text } = await show(ready());
    badge.discreet = true;
    await turn();
    expect(text()).to.equal('');
    expect(getComputedStyle(badge).display).to.equal('none');
  });

  it('follows its archive, and lets go of it when removed', async () => {
    const session = ready();
    const { badge } = await show(session);
    badge.archive = 'BONAP';
    await turn();
    expect(session.watchers.get('ALFKI')!.size).to.equal(0);
    expect(session.watchers.get('BONAP')!.size).to.equal(1);
    badge.remove();
    expect(session.watchers.get('BONAP')!.size).to.equal(0);
  });

  it('keeps properties that were set before it was defined', async () => {
    const session = ready();
    const early = Object.assign(document.createElement('badge-to-be'), { archive: 'ALFKI' });
    const { root, remove } = mount(session, '');
    clean = remove;
    root.append(early);
    customElements.define('badge-to-be', class extends ClassificationBadge {});
    await turn();
    expect(early.shadowRoot!.textContent).to.include('key');
  });
});
