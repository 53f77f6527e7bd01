/** Found at entry: whatever tells who a customer is, in whichever script, is looked up while somebody writes, and who may be meant is shown before anything is opened. */
import { expect } from '@esm-bundle/chai';
import type { Candidate, Evidence } from '../../model/duplicates/review-api.ts';
import { CustomerCreate } from '../../components/customer-create.ts';
import { catalogueView } from '../../model/catalogue/catalogue.ts';
import { accessible } from './accessible.ts';
import { FakeSession, mount } from './fake-session.ts';
import { SetClock } from './list-samples.ts';

if (!customElements.get('customer-create')) customElements.define('customer-create', CustomerCreate);

let clean: (() => void) | undefined;
afterEach(() => {
  clean?.();
  clean = undefined;
});
const settle = async (element: CustomerCreate): Promise<void> => {
  for (let i = 0; i < 5; i++) {
    await element.updateComplete;
    await new Promise((done) => setTimeout(done));
  }
};

type Found = { readonly name: string; readonly place: string; readonly evidence: readonly Pick<Evidence, 'fact' | 'outcome' | 'right'>[] };
/** As the server finds them: `test/server/duplicates.test.ts` has which writing of a fact finds which archive. */
async function show(found: Found, template = 'addressBook'): Promise<{ element: CustomerCreate; root: ShadowRoot; clock: SetClock; asked: () => readonly Candidate[]; session: FakeSession }> {
  const session = new FakeSession();
  session.view = catalogueView('en');
  session.answer = (method, path) => {
    const { pathname } = new URL(path, 'http://dossier.test');
    if (pathname === '/api/departments') return { items: [] };
    if (method === 'POST' && pathname === '/api/duplicates/find') return { items: [{ id: 'KNOWN', name: found.name, place: found.place, score: 80, evidence: found.evidence.map((each) => ({ left: null, points: 5, ...each })) }] };
    throw new Error(`${method} ${path} has no answer in this test`);
  };
  const clock = new SetClock();
  const { root: host, remove } = mount(session, '');
  clean = remove;
  const element = new CustomerCreate();
  element.clock = clock;
  host.append(element);
  await settle(element);
  element.shadowRoot!.querySelector<HTMLElement>(`#create-template-${template}`)?.click();
  await settle(element);
  return { element, root: element.shadowRoot!, clock, session, asked: () => session.asked.filter(({ path }) => path === '/api/duplicates/find').map(({ body }) => body as Candidate) };
}
async function write(element: CustomerCreate, id: string, text: string): Promise<void> {
  if (!element.shadowRoot!.querySelector(`#create-${CSS.escape(id)}`)) {
    [...element.shadowRoot!.querySelectorAll<HTMLButtonElement>('.also button')].find((button) => button.textContent!.trim().toLowerCase().replace('-', '') === id)?.click();
    await settle(element);
  }
  const input = element.shadowRoot!.querySelector<HTMLInputElement>(`#create-${CSS.escape(id)}`);
  if (!input) throw new Error(`no field ${id} among ${[...element.shadowRoot!.querySelectorAll('[id^=create-]')].map((each) => each.id).join(' ')}`);
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  await settle(element);
}
const equal = (fact: Evidence['fact'], right: string | null = null): Found['evidence'] => [{ fact, outcome: 'equal', right }];

describe('found at entry', () => {
  for (const [script, typed, name] of [
    ['simplified for traditional', '广州永达电子', '廣州永達電子有限公司'], ['traditional for simplified', '陳大文', '陈大文'], ['pinyin for characters', 'Wang Wei', '王伟'], ['without accents', 'Begona Nunez', 'Begoña Núñez'], ['full width', 'ＡＣＭＥ', 'ACME Ltd.'],
  ] as const) {
    it(`by a name, ${script}`, async () => {
      const { element, root, clock, asked } = await show({ name, place: '广州', evidence: equal('name') });
      await write(element, 'name', typed);
      clock.forward(300);
      await settle(element);
      expect(asked().at(-1)?.names).to.deep.equal([typed]);
      const shown = root.querySelector('.same')!;
      expect(shown.textContent).to.contain(name).and.contain('广州');
      await accessible(element);
    });
  }

  for (const [fact, id, typed, there, as] of [
    ['phone', 'phone', '０２０ ８７６５ ４３２１', '+86 20 8765 4321', 'phones'], ['email', 'email', 'INFO@Alfreds.example', 'info@alfreds.example', 'emails'],
  ] as const) {
    it(`by a ${fact}, under another name, and says by what`, async () => {
      const { element, root, clock, asked } = await show({ name: 'Alfreds', place: 'Berlin', evidence: equal(fact, there) });
      await write(element, 'name', '某某');
      await write(element, id, typed);
      clock.forward(300);
      await settle(element);
      expect(asked().at(-1)?.[as]).to.deep.equal([typed]);
      expect(root.querySelector('.same')!.textContent).to.contain('Alfreds').and.contain(there);
    });
  }

  it('by a credit code, where the template asks for it', async () => {
    const { element, root, clock, asked } = await show({ name: '广州永达', place: '广州', evidence: equal('code', '91440101MA59ABCD1X') }, 'individualBusiness');
    await write(element, 'name', 'Yongda Ltd');
    await write(element, 'org.unifiedSocialCreditCode', '91440101MA59ABCD1X');
    clock.forward(300);
    await settle(element);
    expect(asked().at(-1)?.codes).to.deep.equal(['91440101MA59ABCD1X']);
    expect(root.querySelector('.same')!.textContent).to.contain('广州永达').and.contain('91440101MA59ABCD1X');
  });

  it('before anything is opened: nothing but the question has gone out', async () => {
    const { element, clock, session } = await show({ name: '陈大文', place: '', evidence: equal('name') });
    await write(element, 'name', '陳大文');
    clock.forward(300);
    await settle(element);
    expect(session.asked.filter(({ method, path }) => method === 'POST' && path !== '/api/duplicates/find')).to.deep.equal([]);
  });
});
