/** Corrections on the page: accessible in every state and language, led by keys, one form for the step that is now, what was typed kept when others act, and the steps of the workspace. */
import { expect } from '@esm-bundle/chai';
import { CorrectionCase } from '../../components/correction-case.ts';
import { correctionTexts } from '../../components/corrections/texts.ts';
import { ApiError } from '../../components/internal/session.ts';
import { loadStrings } from '../../components/internal/strings/index.ts';
import type { CorrectionActView, CorrectionLine, CorrectionView } from '../../model/corrections/api.ts';
import { STEP_KEYS, STEPS } from '../../model/corrections/steps.ts';
import type { StepKey } from '../../model/corrections/steps.ts';
import { TEMPLATES } from '../../model/corrections/template.ts';
import type { ArchiveId, CorrectionId, PersonId } from '../../model/ids.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { accessible } from './accessible.ts';
import { FakeSession, mount } from './fake-session.ts';

customElements.get('correction-case') ?? customElements.define('correction-case', CorrectionCase);

let clean: () => void = () => {};
afterEach(() => clean());

const label = (text: string) => ({ en: text, 'zh-Hans': text, 'zh-Hant': text, es: text });
const person = (name: string) => ({ id: name.toLowerCase() as PersonId, name });
const line = (n: number, more: Partial<CorrectionLine> = {}): CorrectionLine => ({
  id: `case${n}` as CorrectionId, number: n, archive: 'ACME' as ArchiveId, name: `客户 ${n}`, urgency: 'normal', state: 'waiting', step: 'draftPlan', stepLabel: label('draftPlan'), due: '2026-03-04', late: false, round: 1, openedAt: '2026-03-02T10:00:00Z', openedBy: person('Olga'), mine: true, ...more,
});
const done = (act: CorrectionActView['act'], step: StepKey, who: string, text: string | null = null, round = 1): CorrectionActView => ({ act, step, round, by: person(who), at: '2026-03-02T10:00:00Z', text, cleared: false, to: [], changeset: null });
function view(at: StepKey | 'filed!', more: Partial<CorrectionView> = {}): CorrectionView {
  const here = at === 'filed!' ? STEP_KEYS.length : STEP_KEYS.indexOf(at);
  return {
    ...line(1, at === 'filed!' ? { state: 'filed', step: null, stepLabel: null, due: null, mine: false } : { step: at, stepLabel: label(at) }), stand: `${at}.1`, found: 'customer', origin: 'person', withheld: false, concerns: [{ section: 'profile', key: 'fields/customer.shortName', label: label('Short name') }],
    proposed: [{ section: 'profile', key: 'fields/customer.shortName', value: 'Acme', label: label('Short name'), shown: null }], proposedMore: false,
    steps: STEP_KEYS.map((key, i) => ({ key, label: label(key), kind: STEPS[key].kind, asks: STEPS[key].asks, roles: STEPS[key].roles, days: STEPS[key].days, status: i < here ? 'done' as const : i === here ? 'now' as const : 'ahead' as const })),
    acts: [done('open', 'draftPlan', 'Olga', 'Two letters'), ...(here > 0 ? [done('submit', 'draftPlan', 'Clara', 'a plan')] : [])], waitsFor: { roles: ['service'], people: [person('Clara')], assignees: [], nobody: false }, may: [], mayApply: false, endedAt: null, ...more,
  };
}
const steps = { version: 0, steps: TEMPLATES.ten.map((step) => ({ ...step, label: label(step.key) })), labels: Object.fromEntries(STEP_KEYS.map((key) => [key, label(key)])), by: null, at: null, mayChange: true };

interface Shape { readonly view?: CorrectionView; readonly lines?: readonly CorrectionLine[]; readonly step?: (body: unknown) => unknown; readonly mayConfigure?: boolean }
function session({ view: shown = view('draftPlan', { may: ['submit'] }), lines = [line(1), line(2, { late: true, urgency: 'urgent' }), line(3, { state: 'filed', step: null, stepLabel: null, due: null, mine: false, name: null })], step, mayConfigure = true }: Shape = {}): FakeSession & { sent: unknown[] } {
  const fake = Object.assign(new FakeSession(), { sent: [] as unknown[] });
  fake.answer = (method, path, body) => {
    if (method === 'GET' && path.startsWith('/api/corrections/')) return shown;
    if (path === '/api/correction-steps') { if (method === 'PUT') fake.sent.push(body); return steps; }
    if (path.endsWith('/steps') || path.endsWith('/apply')) { fake.sent.push(body); return step ? step(body) : view('managerReview'); }
    if (path.startsWith('/api/departments')) return { items: [{ id: 'lab', name: 'Lab', parent: null, managers: [] }] };
    if (path.startsWith('/api/people')) return { items: [{ id: 'lars', name: 'Lars', active: true }], next: null };
    if (method === 'POST') { fake.sent.push(body); return view('draftPlan', { number: 7 }); }
    return { items: lines, more: false, mayConfigure };
  };
  return fake;
}
async function show(fake: FakeSession, attributes = '', lang: (typeof LANGUAGES)[number] = 'en') {
  await loadStrings(lang);
  const { root, remove } = mount(fake, `<correction-case ${attributes}></correction-case>`, lang);
  clean = remove;
  const element = root.querySelector('correction-case') as CorrectionCase;
  const inside = element.shadowRoot as ShadowRoot;
  const until = async (what: () => boolean): Promise<void> => {
    for (let i = 0; i < 600 && !what(); i++) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(what(), inside.textContent ?? '').to.equal(true);
  };
  const all = <E extends HTMLElement>(selector: string): E[] => [...inside.querySelectorAll<E>(selector)];
  const find = <E extends HTMLElement>(selector: string): E => inside.querySelector<E>(selector) as E;
  await until(() => all('.line, .chain, .notice:not([aria-busy])').length > 0);
  return { element, inside, until, all, find };
}
const key = (at: Element, name: string): void => { at.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, composed: true, cancelable: true })); };
const type = (field: HTMLTextAreaElement | HTMLInputElement, text: string): void => { field.value = text; field.dispatchEvent(new Event('input', { bubbles: true })); };

describe('correction-case', () => {
  for (const lang of LANGUAGES) it(`is accessible in every state: ${lang}`, async () => {
    const { element, until, find, all } = await show(session({ view: view('handOver', { may: ['assign'] }) }), '', lang);
    await accessible(element);
    all('.line')[0]!.click();
    await until(() => all('.form').length > 0);
    await accessible(element);
    find('.back').click();
    await until(() => all('[data-act=steps]').length > 0);
    find('[data-act=steps]').click();
    await until(() => all('.stepper li').length === STEP_KEYS.length);
    await accessible(element);
  });

  it('fits into 240 pixels', async () => {
    const { element, until, all } = await show(session({ view: view('executeFeedback', { may: ['feedback'], mayApply: true, round: 2, late: true }) }), 'case="case1"');
    element.style.width = '240px';
    await until(() => all('.form').length > 0);
    expect(element.shadowRoot!.querySelector('.root')!.scrollWidth).to.be.at.most(240);
  });

  it('arrow keys walk the list, Enter opens, Escape leads back to the same line', async () => {
    const { all, until, inside } = await show(session());
    const lines = all('.line');
    expect(lines.map((each) => each.querySelector('.name')!.textContent)).to.deep.equal(['客户 1', '客户 2', correctionTexts('en').hidden]);
    lines[0]!.focus();
    key(lines[0]!, 'ArrowDown');
    expect(inside.activeElement).to.equal(lines[1]);
    lines[1]!.click();
    await until(() => inside.activeElement?.matches('.back') === true);
    key(inside.activeElement!, 'Escape');
    await until(() => (inside.activeElement as HTMLElement | null)?.dataset['case'] === 'case2');
  });

  it('a step asks for its words before it is sent, and names the stand that was read', async () => {
    const fake = session();
    const { all, find, until } = await show(fake, 'case="case1"');
    find('[data-act=submit]').click();
    await until(() => all('.form .problem').length > 0);
    expect(fake.sent).to.deep.equal([]);
    type(find<HTMLTextAreaElement>('#said'), 'a plan');
    find('[data-act=submit]').click();
    await until(() => fake.sent.length > 0);
    expect(fake.sent).to.deep.equal([{ act: 'submit', ifStep: 'draftPlan.1', text: 'a plan' }]);
    await until(() => find('.step.now')?.dataset['step'] !== undefined);
  });

  it('what was typed stays when it could not be sent, and that somebody acted first is said', async () => {
    const fake = session({ step: () => { throw new ApiError(409, 'conflict', 'no'); } });
    const { find, until, all } = await show(fake, 'case="case1"');
    type(find<HTMLTextAreaElement>('#said'), 'my words');
    find('[data-act=submit]').click();
    await until(() => all('.failure').length > 0);
    expect(find('.failure').textContent).to.equal(correctionTexts('en').acted);
    expect(find<HTMLTextAreaElement>('#said').value).to.equal('my words');
  });

  it('hands over to departments and people', async () => {
    const fake = session({ view: view('handOver', { may: ['assign'] }) });
    const { find, until, all } = await show(fake, 'case="case1"');
    await until(() => all('#department option').length > 1);
    const select = find<HTMLSelectElement>('#department');
    select.value = 'lab';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    type(find<HTMLInputElement>('#colleague'), 'la');
    await until(() => all('.found .chip').length > 0);
    find('.found .chip').click();
    await until(() => all('.form ul.chips .chip').length === 2);
    find('[data-act=assign]').click();
    await until(() => fake.sent.length > 0);
    expect(fake.sent).to.deep.equal([{ act: 'assign', ifStep: 'handOver.1', to: [{ kind: 'department', id: 'lab' }, { kind: 'person', id: 'lars' }] }]);
  });

  it('shows a rejection with its round and to whom it went back; a filed case has no form and is printed', async () => {
    const acts = [done('open', 'draftPlan', 'Olga', 'x'), done('submit', 'draftPlan', 'Clara', 'first'), done('reject', 'managerReview', 'Chen', 'why?')];
    const first = await show(session({ view: view('draftPlan', { round: 2, acts, may: ['submit'] }) }), 'case="case1"');
    expect(first.find('.step.now').textContent).to.contain('Returned to Clara');
    expect(first.find('.deed.reject').textContent).to.match(/why\?/);
    clean();
    const filed = await show(session({ view: view('filed!') }), 'case="case1"');
    expect(filed.all('.form').length).to.equal(0);
    expect(filed.all('.step.done').length).to.equal(10);
    expect(filed.all('[data-act=print]').length).to.equal(1);
  });

  it('steps that would leave a plan unchecked cannot be saved', async () => {
    const fake = session();
    const { find, until, all } = await show(fake);
    find('[data-act=steps]').click();
    await until(() => all('.stepper li').length === 10);
    for (const i of [1, 2]) all<HTMLInputElement>('.stepper .check input')[i]!.click();
    await until(() => all('.stepper [role=alert]').length > 0);
    expect(find<HTMLButtonElement>('[data-act=save]').disabled).to.equal(true);
    find('[data-template=three]').click();
    await until(() => !find<HTMLButtonElement>('[data-act=save]').disabled);
    find('[data-act=save]').click();
    await until(() => fake.sent.length > 0);
    expect((fake.sent[0] as { steps: { key: string }[] }).steps.map((step) => step.key)).to.deep.equal(['draftPlan', 'generalManagerApproval', 'filed']);
  });
});
