/** A class set by hand, in the panel of its reasons: accessible in four languages with every state, by keyboard, with what is missing said at its place, approval by a second person, history, and nothing of it for whoever may only look. */
import { expect } from '@esm-bundle/chai';
import { ClassificationBadge } from '../../components/classification-badge.ts';
import { classTexts, rolesText } from '../../components/classes/texts.ts';
import { ApiError } from '../../components/internal/session.ts';
import { schemeLabel } from '../../model/classification/labels.ts';
import { overrideValues } from '../../model/classification/own/overridable.ts';
import { schemeOf } from '../../model/classification/schemes.ts';
import type { PersonId } from '../../model/ids.ts';
import { LANGUAGES } from '../../model/labels.ts';
import type { OverridesView, OverrideView } from '../../model/overrides/api.ts';
import type { ClassResult, SchemeKey } from '../../model/overview.ts';
import { accessible } from './accessible.ts';
import { FakeSession, mount } from './fake-session.ts';
import { ABC, digest } from './samples.ts';

customElements.get('classification-badge') ?? customElements.define('classification-badge', ClassificationBadge);

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

const MARIA = { id: 'maria' as PersonId, name: 'Maria Anders' };
const WEI = { id: 'wei' as PersonId, name: '李伟' };
const TODAY = '2026-03-02';
const result = (scheme: SchemeKey, value: string): ClassResult => {
  const { id, source } = schemeOf(scheme);
  return { ...ABC, scheme, value, label: schemeLabel(scheme, value), rule: { ...ABC.rule, id, source }, ...(scheme === 'abc' ? {} : { mark: '', inputs: [], thresholds: [], changes: [], previous: null }) };
};
const item = (scheme: SchemeKey, value: string, more: Partial<OverrideView> = {}): OverrideView => ({
  id: 7, state: 'stands', value, label: schemeLabel(scheme, value), reason: 'A new contract is signed', until: '2026-06-02', by: MARIA, at: '2026-03-01T09:00:00Z', decidedBy: null, decidedAt: null, note: null, ...more,
});
const view = (scheme: SchemeKey, more: Partial<OverridesView> = {}): OverridesView => ({
  scheme, items: [], mayWrite: true, mayDecide: false, approval: scheme !== 'abc', values: overrideValues(scheme).map((value) => ({ value, label: schemeLabel(scheme, value) })), today: TODAY, longest: '2028-03-02', ...more,
});

async function stage(scheme: SchemeKey, value: string, answer: OverridesView | ApiError, lang = 'en') {
  const session = new FakeSession();
  const shown = result(scheme, value);
  let now = answer;
  session.answer = (method, path) => {
    if (path.includes('/classes?')) return { classes: { [scheme]: shown } };
    if (method !== 'GET') return {};
    if (now instanceof ApiError) throw now;
    return now;
  };
  session.tell('ALFKI', digest({ classes: { [scheme]: shown } }));
  const { root, remove } = mount(session, `<classification-badge archive="ALFKI" schemes="${scheme}"></classification-badge>`, lang);
  clean = remove;
  const badge = root.querySelector('classification-badge')!;
  const button = await until(() => badge.shadowRoot!.querySelector<HTMLButtonElement>('button.class'));
  const open = async (): Promise<ShadowRoot> => {
    button.click();
    return until(() => badge.shadowRoot!.querySelector('.reasons')?.shadowRoot);
  };
  const panel = await open();
  const one = <E extends HTMLElement = HTMLElement>(selector: string): Promise<E> => until(() => badge.shadowRoot!.querySelector('.reasons')?.shadowRoot?.querySelector<E>(selector));
  const sent = () => session.asked.filter(({ method }) => method !== 'GET').map(({ method, path, body }) => ({ method, path, body }));
  return { session, badge, button, panel, one, sent, open, answers: (next: OverridesView) => { now = next; }, said: (text: string) => until(() => panel.textContent!.replace(/\s+/g, ' ').includes(text)) };
}
const type = (field: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement, value: string): void => {
  field.value = value;
  field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
};

describe('a class set by hand', () => {
  for (const lang of LANGUAGES) it(`is accessible with the form, with what waits and with history, and says who approves, in ${lang}`, async () => {
    const t = classTexts(lang);
    const { badge, one, said } = await stage('grade', 'a', view('grade', { mayDecide: true, items: [item('grade', 'aaa', { id: 9, state: 'waiting' }), item('grade', 'c', { id: 8, state: 'refused', decidedBy: WEI, decidedAt: '2026-02-01T09:00:00Z', note: 'No papers' }), item('grade', 'b', { state: 'expired' })] }), lang);
    await one('.approve');
    await said(t.waiting(rolesText(lang, ['manager', 'generalManager', 'steward'])));
    await said(t.history(2));
    await accessible(badge);
    (await one('.set')).click();
    await one('form');
    await said(t.computed(schemeLabel('grade', 'a')[lang]));
    await accessible(badge);
    (await one('form .primary')).click();
    await said(t.needValue);
    await said(t.needReason);
    await accessible(badge);
  });

  it('is said with value, reason and last day; what is missing is told there, and the focus goes to it', async () => {
    const { one, sent, panel, said, answers } = await stage('abc', 'C', view('abc'));
    (await one('.set')).click();
    const select = await one<HTMLSelectElement>('#hand-value');
    await until(() => panel.activeElement === select);
    expect((await one<HTMLInputElement>('#hand-until')).value).to.equal('2026-06-02');
    (await one('form .primary')).click();
    await said('Choose a class.');
    await until(() => panel.activeElement?.id === 'hand-value');
    expect(select.getAttribute('aria-invalid')).to.equal('true');
    type(select, 'A');
    type(await one<HTMLTextAreaElement>('#hand-reason'), '  Signs for the group ');
    type(await one<HTMLInputElement>('#hand-until'), '2020-01-01');
    (await one('form .primary')).click();
    await said('A day from today on');
    await until(() => panel.activeElement?.id === 'hand-until');
    type(await one<HTMLInputElement>('#hand-until'), '2026-12-31');
    answers(view('abc', { items: [item('abc', 'A')] }));
    (await one('form .primary')).click();
    await said('The class is set.');
    expect(sent()).to.deep.equal([{ method: 'PUT', path: '/api/archives/ALFKI/classes/abc', body: { value: 'A', reason: 'Signs for the group', until: '2026-12-31' } }]);
    await until(() => panel.querySelector('form') === null);
    await one('.back');
  });

  it('taking back lets the computed one stand again', async () => {
    const { one, sent, said, answers } = await stage('abc', 'A', view('abc', { items: [item('abc', 'A')] }));
    const back = await one('.back');
    answers(view('abc', { items: [item('abc', 'A', { state: 'ended', decidedBy: MARIA, decidedAt: '2026-03-02T10:00:00Z' })] }));
    back.click();
    await said('The computed class stands again.');
    await said('1 earlier decision');
    expect(sent()).to.deep.equal([{ method: 'DELETE', path: '/api/archives/ALFKI/classes/abc', body: undefined }]);
  });

  it('a second person approves or refuses, with a note; whoever asked for it reads that somebody else decides', async () => {
    const waiting = view('grade', { mayDecide: true, items: [item('grade', 'aaa', { id: 9, state: 'waiting', by: WEI })] });
    const { one, sent, said } = await stage('grade', 'a', waiting);
    await said('Waiting for approval of');
    type(await one<HTMLInputElement>('#note'), 'Seen the papers');
    (await one('.refuse')).click();
    await said('Refused.');
    expect(sent()[0]).to.deep.equal({ method: 'POST', path: '/api/archives/ALFKI/classes/grade/decision', body: { id: 9, approve: false, note: 'Seen the papers' } });
    (await one('.approve')).click();
    await until(() => sent().length === 2);
    expect(sent()[1]!.body).to.deep.equal({ id: 9, approve: true, note: null });
    clean();
    const own = await stage('grade', 'a', view('grade', { items: [item('grade', 'aaa', { id: 9, state: 'waiting' })] }));
    await own.said('You asked for it, so somebody else decides.');
    expect(own.panel.querySelector('.approve')).to.equal(null);
  });

  it('Escape closes the form first, the panel then; what was typed in a panel that closes otherwise is still there', async () => {
    const { one, panel, badge, button, open } = await stage('abc', 'C', view('abc'));
    (await one('.set')).click();
    type(await one<HTMLTextAreaElement>('#hand-reason'), 'Half a sen');
    button.click();
    await until(() => badge.shadowRoot!.querySelector('.reasons') === null);
    await open();
    expect((await one<HTMLTextAreaElement>('#hand-reason')).value).to.equal('Half a sen');
    const escape = (at: Element): boolean => at.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true, cancelable: true }));
    escape(await one('#hand-reason'));
    await until(() => panel.querySelector('form') === null);
    await until(() => panel.activeElement?.classList.contains('set'));
    escape(await one('.set'));
    await until(() => badge.shadowRoot!.querySelector('.reasons') === null);
    expect(badge.shadowRoot!.activeElement).to.equal(button);
  });

  it('whoever may only look sees what there is and no button; of a class that is written into a field nothing is asked', async () => {
    const { said, panel } = await stage('abc', 'A', view('abc', { mayWrite: false, items: [item('abc', 'A', { state: 'expired' })] }));
    await said('1 earlier decision');
    expect(panel.querySelectorAll('.hand button')).to.have.length(0);
    clean();
    const field = await stage('intent', 'interested', new ApiError(409, 'conflict', 'no'));
    await until(() => field.panel.querySelector('.foot'));
    await turn();
    expect(field.panel.querySelector('.hand')).to.equal(null);
    expect(field.session.asked.filter(({ path }) => path.endsWith('/classes/intent'))).to.have.length(0);
    clean();
    const none = await stage('aml', 'low', new ApiError(404, 'not-found', 'no'));
    await until(() => none.session.asked.some(({ path }) => path.endsWith('/classes/aml')));
    await turn();
    expect(none.panel.querySelector('.hand')).to.equal(null);
  });

  it('a refusal of the server is said in its own words, and a lost connection leaves what was typed', async () => {
    const { one, session, said } = await stage('abc', 'C', view('abc'));
    (await one('.set')).click();
    type(await one<HTMLSelectElement>('#hand-value'), 'A');
    type(await one<HTMLTextAreaElement>('#hand-reason'), 'Because');
    const before = session.answer;
    session.answer = (method, path, body) => {
      if (method === 'PUT') throw new ApiError(403, 'forbidden', 'Not today, says the server.');
      return before(method, path, body);
    };
    (await one('form .primary')).click();
    await said('Not today, says the server.');
    expect((await one<HTMLTextAreaElement>('#hand-reason')).value).to.equal('Because');
  });
});
