/** The policy on a page: read by everybody, drafted from three ways to begin, counted before, approved or sent back by somebody else; accessible in every state and language. */
import { expect } from '@esm-bundle/chai';
import { ApiError } from '../../components/internal/session.ts';
import { PolicyPage } from '../../components/policy-page.ts';
import { policyTexts } from '../../components/policy/texts.ts';
import type { PolicyPreview, PolicyVersion, PolicyView } from '../../model/governance/policy-api.ts';
import type { PersonId } from '../../model/ids.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { POLICY_PRESETS } from '../../model/rights/policy.ts';
import { accessible } from './accessible.ts';
import { FakeSession, mount } from './fake-session.ts';

customElements.get('policy-page') ?? customElements.define('policy-page', PolicyPage);

let clean: () => void = () => {};
afterEach(() => clean());

const person = (id: string, name: string) => ({ id: id as PersonId, name });
const shipped: PolicyVersion = { version: 0, state: 'inForce', rules: POLICY_PRESETS.byDepartment, text: {}, note: '', written: [], writtenAt: null, sent: null, returned: null, approved: null, until: null, changes: [] };
const second: PolicyVersion = {
  ...shipped, version: 2, text: { en: 'Scope.\n\nWe keep secrets.', es: 'Alcance.' }, written: [person('stu', 'Stu')], writtenAt: '2026-03-01T09:00:00.000Z', approved: { by: person('gina', 'Gina'), at: '2026-03-02T09:00:00.000Z' },
  rules: { ...POLICY_PRESETS.byDepartment, emergency: ['noah' as PersonId], packRoles: [{ pack: 'renovation', to: { kind: 'role', id: 'service' }, sections: ['profile', 'documents'] }] },
  changes: [{ kind: 'departmentDefault', from: 'read', to: 'exists' }, { kind: 'emergency', added: true, person: 'noah' as PersonId }],
};
const waiting: PolicyVersion = { ...second, version: 3, state: 'waiting', note: 'Colleagues stand in.', rules: { ...second.rules, departmentDefault: 'read' }, writtenAt: '2026-03-04T09:00:00.000Z', sent: { by: person('stu', 'Stu'), at: '2026-03-04T10:00:00.000Z' }, approved: null, changes: [{ kind: 'departmentDefault', from: 'exists', to: 'read' }] };
const view = (more: Partial<PolicyView> = {}): PolicyView => ({ current: second, draft: null, approval: 'generalManager', may: { draft: false, approve: false, anybody: true }, presets: POLICY_PRESETS, ownSignIn: true, names: { people: [person('noah', 'Noah')], departments: [] }, ...more });
const preview: PolicyPreview = { changes: [], archives: 1200, people: { looked: 300, of: 900 }, reading: { gained: 40, lost: 1 }, knowing: { gained: 2, lost: 0 }, departments: [{ id: 'sales' as never, name: 'Sales', people: 20, reading: { gained: 40, lost: 1 }, knowing: { gained: 2, lost: 0 } }] };

function session(shown: PolicyView, more: (method: string, path: string, body: unknown) => unknown = () => undefined): FakeSession {
  const fake = new FakeSession();
  fake.answer = (method, path, body) => {
    const own = more(method, path, body);
    if (own !== undefined) return own;
    if (path === '/api/policy') return shown;
    if (path === '/api/policy/versions') return { items: [second, { ...second, version: 1, until: '2026-03-02T09:00:00.000Z' }], names: shown.names };
    if (path === '/api/policy/preview') return preview;
    if (path === '/api/departments') return { items: [{ id: 'sales', name: 'Sales' }] };
    return view({ draft: { ...waiting, state: path.endsWith('/send') ? 'waiting' : 'draft' }, may: { draft: true, approve: false, anybody: true } });
  };
  return fake;
}
async function show(fake: FakeSession, lang = 'en') {
  const { root, remove } = mount(fake, '<policy-page></policy-page>', lang);
  clean = remove;
  const element = root.querySelector('policy-page') as PolicyPage;
  const settled = async (): Promise<void> => { for (let i = 0; i < 8; i++) { await new Promise((done) => setTimeout(done)); await element.updateComplete; } };
  await settled();
  const inside = element.shadowRoot!;
  const press = async (selector: string): Promise<void> => { inside.querySelector<HTMLElement>(selector)!.click(); await settled(); };
  const type = async (selector: string, text: string): Promise<void> => { const field = inside.querySelector<HTMLTextAreaElement>(selector)!; field.value = text; field.dispatchEvent(new Event(field.localName === 'select' ? 'change' : 'input', { bubbles: true })); await settled(); };
  return { element, inside, press, type, settled, text: () => inside.querySelector('.root')!.textContent!.replace(/\s+/g, ' ').trim() };
}
const sent = (fake: FakeSession) => fake.asked.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`);

describe('what is kept for own pages', () => {
  const keeps = (frameOnly: readonly ('identity' | 'bank' | 'aml')[]): PolicyView['current'] => ({ ...second, rules: { ...second.rules, frameOnly } });

  it('is read as a sentence, and nothing is said where nothing is', async () => {
    expect((await show(session(view({ current: keeps(['aml', 'identity']) })))).text()).to.include('Identity papers and Anti-money-laundering; other systems’ pages show a link instead');
    clean();
    expect((await show(session(view()))).text()).not.to.include('Only on Dossier’s own pages');
  });

  it('is ticked in the draft; where nobody signs in at the server it can only be taken away, and why is said', async () => {
    const fake = session(view({ may: { draft: true, approve: false, anybody: true } }));
    const page = await show(fake);
    await page.press('.edit-policy');
    await page.press('input[name=frameOnly][value=bank]');
    await page.press('.save');
    expect((fake.asked.find(({ method }) => method === 'PUT')?.body as { readonly rules: { readonly frameOnly: unknown } }).rules.frameOnly).to.deep.equal(['bank']);
    clean();
    const shut = await show(session(view({ ownSignIn: false, current: keeps(['aml']), may: { draft: true, approve: false, anybody: true } })));
    await shut.press('.edit-policy');
    expect([...shut.inside.querySelectorAll<HTMLInputElement>('input[name=frameOnly]')].map(({ value, disabled }) => [value, disabled])).to.deep.equal([['identity', true], ['bank', true], ['aml', false]]);
    expect(shut.text()).to.include('Nobody signs in to Dossier itself yet');
  });
});

describe('policy-page is accessible', () => {
  const drafts = { draft: true, approve: false, anybody: true };
  const states: readonly [string, () => FakeSession, string?][] = [
    ['read', () => session(view())], ['as shipped, with three ways to begin', () => session(view({ current: shipped, may: drafts }))], ['with the draft being written', () => session(view({ may: drafts })), '.edit-policy'],
    ['waiting for approval', () => session(view({ draft: waiting, may: { draft: false, approve: true, anybody: true } })), '.count'], ['failed', () => Object.assign(new FakeSession(), { answer: () => { throw new ApiError(500, 'x', 'no'); } })],
  ];
  for (const lang of LANGUAGES) {
    for (const [name, make, press] of states) {
      it(`${name}, ${lang}`, async () => {
        const page = await show(make(), lang);
        if (press) await page.press(press);
        await accessible(page.element);
      });
    }
  }
});

describe('policy-page', () => {
  it('tells everybody version, writers, approver, the company’s words and the rules as sentences, and offers nothing to change', async () => {
    const { inside, text } = await show(session(view()));
    expect(inside.querySelector('.meta')!.textContent).to.equal('Version 2 · in force since 2 Mar 2026 · written by Stu · approved by Gina');
    expect([...inside.querySelectorAll('.words p')].map((each) => each.textContent)).to.deep.equal(['Scope.', 'We keep secrets.']);
    expect(inside.querySelector('[data-rule=department] dd')!.textContent).to.equal('knows that the customer is there and may ask for access');
    expect(inside.querySelector('[data-rule=pack0]')!.textContent).to.equal('Customer service, on archives with “Home renovation”reads Profile and Documents');
    expect(text()).to.contain('Noah may open an archive for up to an hour');
    expect(inside.querySelector('.edit-policy, .approve, .preset')).to.equal(null);
  });

  it('shows the company’s words in another language where mine is missing, and says so', async () => {
    const { inside, text } = await show(session(view()), 'zh-Hans');
    expect(inside.querySelector('.words')!.getAttribute('lang')).to.equal('en');
    expect(text()).to.contain(policyTexts('zh-Hans').otherLanguage);
  });

  it('begins with one of three ways, counts what it would change and sends it', async () => {
    const fake = session(view({ current: shipped, may: { draft: true, approve: false, anybody: true } }));
    const page = await show(fake);
    expect(page.inside.querySelectorAll('.preset').length).to.equal(3);
    await page.press('[data-preset=open] .button');
    expect(page.inside.querySelector<HTMLSelectElement>('[name=companyDefault]')!.value).to.equal('read');
    await page.press('.count');
    expect(page.text()).to.contain('300 of 900 people, 1,200 archives · The figures are of the people that were looked at.');
    expect([...page.inside.querySelectorAll('.reach strong')].map((each) => each.textContent)).to.deep.equal(['40', '1', '2', '0']);
    await page.type('[name=departmentDefault]', 'read');
    await page.type('[name=note]', 'We begin.');
    await page.type('[name=text]', 'Our words.');
    await page.press('.send');
    const draft = fake.asked.find(({ method }) => method === 'PUT')!.body as { rules: object; note: string; text: object; basis: null };
    expect(draft).to.deep.equal({ rules: { ...POLICY_PRESETS.open, departmentDefault: 'read' }, note: 'We begin.', text: { en: 'Our words.' }, basis: null });
    expect(sent(fake)).to.deep.equal(['POST /api/policy/preview', 'PUT /api/policy/draft', 'POST /api/policy/draft/send']);
    expect(page.inside.querySelector('.done')!.textContent).to.equal('It waits for approval.');
    expect(page.inside.querySelector('.send')).to.equal(null);
  });

  it('is approved with the version that was read, and sent back only with words', async () => {
    const fake = session(view({ draft: waiting, may: { draft: false, approve: true, anybody: true } }), (method, path) => (path === '/api/policy/decision' ? view({ current: { ...waiting, state: 'inForce' } }) : undefined));
    const page = await show(fake);
    expect(page.text()).to.contain('The department: that it is there → read');
    await page.press('.send-back');
    expect([sent(fake), page.inside.querySelector('.problem')!.textContent]).to.deep.equal([[], 'Say what is to be changed.']);
    await page.press('.approve');
    expect(fake.asked.at(-1)!.body).to.deep.equal({ version: 3, basis: waiting.writtenAt, approve: true, note: '' });
    expect(page.inside.querySelector('.done')!.textContent).to.equal('The policy is in force.');
  });

  it('keeps what was typed when somebody else has written on the draft meanwhile', async () => {
    let others = false;
    const fake = session(view({ may: { draft: true, approve: false, anybody: true } }), (method, path) => {
      if (method === 'PUT' && !others) { others = true; throw new ApiError(409, 'conflict', 'no', 'basis'); }
      return path === '/api/policy' && others ? view({ draft: { ...waiting, state: 'draft' }, may: { draft: true, approve: false, anybody: true } }) : undefined;
    });
    const page = await show(fake);
    await page.press('.edit-policy');
    await page.type('[name=note]', 'Mine.');
    await page.press('.save');
    expect([page.inside.querySelector('.problem')!.textContent, page.inside.querySelector<HTMLTextAreaElement>('[name=note]')!.value]).to.deep.equal([policyTexts('en').conflict, 'Mine.']);
    await page.press('.save');
    expect((fake.asked.filter(({ method }) => method === 'PUT').at(-1)!.body as { basis: string }).basis).to.equal(waiting.writtenAt);
  });

  it('tells the versions before when they are asked for', async () => {
    const page = await show(session(view()));
    page.inside.querySelector<HTMLDetailsElement>('.history')!.open = true;
    await page.settled();
    expect([...page.inside.querySelectorAll('[data-version]')].map((each) => each.getAttribute('data-version'))).to.deep.equal(['2', '1']);
    expect(page.text()).to.contain('New: Noah in an emergency');
  });
});
