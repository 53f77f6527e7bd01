/** Opening an archive: eight facts at most, named problems, a warning of equal names, conflicts at their field. */
import { expect } from '@esm-bundle/chai';
import type { CreateArchive } from '../../model/api.ts';
import { CustomerCreate } from '../../components/customer-create.ts';
import { ApiError } from '../../components/internal/session.ts';
import { loadStrings } from '../../components/internal/strings/index.ts';
import { accessible } from './accessible.ts';
import { FakeSession, mount } from './fake-session.ts';
import { catalogue, digest, SetClock } from './list-samples.ts';

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

function createSession(create: (body: CreateArchive) => unknown = () => ({ id: 'new1' })): FakeSession {
  const session = new FakeSession();
  session.view = catalogue();
  session.answer = (method, path, body) => {
    const url = new URL(path, 'http://dossier.test');
    if (url.pathname === '/api/departments') return { items: [{ id: 'sales', name: 'Sales', parent: null, managers: [] }] };
    if (method === 'POST' && url.pathname === '/api/archives') return create(body as CreateArchive);
    if (url.pathname === '/api/archives') {
      const items = [digest('ALFKI', 'Alfreds Futterkiste'), digest('OTHER', 'Alfreds Futterkiste und Söhne')];
      return { items: items.map((each) => ({ id: each.id, digest: each })), next: null, total: 2 };
    }
    throw new Error(`${method} ${path} has no answer in this test`);
  };
  return session;
}

async function show(session = createSession(), lang?: string): Promise<{ element: CustomerCreate; root: ShadowRoot; clock: SetClock }> {
  const clock = new SetClock();
  const { root: host, remove } = mount(session, '', lang);
  clean = remove;
  const element = new CustomerCreate();
  element.clock = clock;
  host.append(element);
  await settle(element);
  return { element, root: element.shadowRoot!, clock };
}

const fill = (root: ShadowRoot, field: string, value: string): void => {
  const control = root.querySelector<HTMLInputElement | HTMLSelectElement>(`#create-${field}`)!;
  control.value = value;
  control.dispatchEvent(new Event('input', { bubbles: true }));
  control.dispatchEvent(new Event('change', { bubbles: true }));
};
const send = async (element: CustomerCreate, root: ShadowRoot): Promise<void> => {
  root.querySelector<HTMLButtonElement>('form .primary')!.click();
  await settle(element);
};
const problem = (root: ShadowRoot, field: string): string | undefined => root.querySelector(`#create-${field}-problem`)?.textContent;

describe('<customer-create>', () => {
  it('has no accessibility violation empty, with problems, with a warning and when done', async () => {
    const { element, root, clock } = await show();
    await accessible(element);
    await send(element, root);
    await accessible(element);
    fill(root, 'name', 'alfreds futterkiste');
    clock.forward(300);
    await settle(element);
    await accessible(element);
    await send(element, root);
    await accessible(element);
  });

  it('asks at most eight fields', async () => {
    const { root } = await show();
    expect(root.querySelectorAll('input, select, textarea').length).to.be.at.most(8);
  });

  it('sends what was entered, with the packs of kind and template', async () => {
    const session = createSession();
    const { element, root } = await show(session);
    const created: string[] = [];
    const opened: string[] = [];
    element.addEventListener('dossier-created', (event) => created.push(event.detail.archive));
    element.addEventListener('dossier-open', (event) => opened.push(event.detail.archive));
    for (const [field, value] of [['name', ' 阿爾弗雷德食品 '], ['kind', 'organisation'], ['template', 'dealer'], ['code', 'A-1'], ['phone', '030-0074321'], ['email', 'maria@alfreds.de'], ['department', 'sales'], ['key', 'ERP:GZ/2019-0045']] as const) fill(root, field, value);
    await send(element, root);
    expect(session.asked.find(({ method }) => method === 'POST')!.body).to.deep.equal({
      kind: 'organisation', name: '阿爾弗雷德食品', packs: ['organisation', 'dealer'], code: 'A-1', keys: ['erp:GZ/2019-0045'], department: 'sales',
      contacts: [{ kind: 'phone', value: '030-0074321' }, { kind: 'email', value: 'maria@alfreds.de' }],
    });
    expect(created).to.deep.equal(['new1']);
    expect(root.textContent).to.contain('阿爾弗雷德食品');
    expect(root.activeElement!.textContent).to.contain('Go to the archive');
    (root.activeElement as HTMLElement).click();
    expect(opened).to.deep.equal(['new1']);
    [...root.querySelectorAll('button')].at(-1)!.click();
    await settle(element);
    expect(root.querySelector<HTMLInputElement>('#create-name')!.value).to.equal('');
    expect(root.activeElement!.id).to.equal('create-name');
  });

  it('names each problem at its field, focuses the first and asks the server nothing', async () => {
    const session = createSession();
    const { element, root } = await show(session);
    fill(root, 'phone', 'call me');
    fill(root, 'email', 'maria@');
    fill(root, 'key', '0045');
    await send(element, root);
    expect(problem(root, 'name')).to.contain('name');
    expect(problem(root, 'phone')).to.contain('phone number');
    expect(problem(root, 'email')).to.contain('e-mail');
    expect(problem(root, 'key')).to.contain('erp:0045');
    expect(root.activeElement!.id).to.equal('create-name');
    expect(session.asked.some(({ method }) => method === 'POST')).to.equal(false);
    fill(root, 'name', 'Alfreds');
    await settle(element);
    expect(problem(root, 'name')).to.equal(undefined);
  });

  it('warns of equal names without regard to case, after a silence, and still opens the archive', async () => {
    const session = createSession();
    const { element, root, clock } = await show(session);
    fill(root, 'name', 'ALFREDS futterkiste');
    clock.forward(299);
    await settle(element);
    expect(root.querySelector('.same')).to.equal(null);
    clock.forward(1);
    await settle(element);
    expect(root.querySelector('.same')!.textContent).to.contain('already a customer of this name').and.contain('Berlin').and.not.contain('Söhne');
    await send(element, root);
    expect(session.asked.some(({ method }) => method === 'POST')).to.equal(true);
  });

  it('drops a warning about a name that is no longer there', async () => {
    const { element, root, clock } = await show();
    fill(root, 'name', 'Alfreds Futterkiste');
    clock.forward(300);
    fill(root, 'name', 'Somebody else');
    await settle(element);
    expect(root.querySelector('.same')).to.equal(null);
  });

  it('shows a conflict at its field and keeps what was entered', async () => {
    const { element, root } = await show(createSession(() => { throw new ApiError(409, 'conflict', 'The key belongs to another archive.', 'keys'); }));
    fill(root, 'name', 'Alfreds');
    fill(root, 'key', 'erp:0045');
    await send(element, root);
    expect(problem(root, 'key')).to.contain('Another customer');
    expect(root.activeElement!.id).to.equal('create-key');
    expect(root.querySelector<HTMLInputElement>('#create-name')!.value).to.equal('Alfreds');
  });

  it('shows every problem the server lists, those without a field as a sentence', async () => {
    const { element, root } = await show(createSession(() => {
      throw new ApiError(422, 'invalid', 'x', undefined, [{ field: 'fields/customer.name', code: 'characters', message: 'must not hold NUL' }, { field: 'rows/methods/x1/value', code: 'format', message: 'Not a number.' }]);
    }));
    fill(root, 'name', 'Alfreds');
    await send(element, root);
    expect(problem(root, 'name')).to.contain('NUL');
    expect(root.querySelector('[role=alert]')!.textContent).to.contain('Not a number.');
  });

  it('says what to do when the server cannot be reached, is left, or the person may not', async () => {
    const session = createSession(() => { throw new ApiError(0, 'network', 'x'); });
    const { element, root } = await show(session);
    fill(root, 'name', 'Alfreds');
    await send(element, root);
    expect(root.querySelector('[role=alert]')!.textContent).to.contain('try again');
    session.change({ state: { kind: 'offline', cause: 'device' } });
    await settle(element);
    expect(root.textContent).to.contain('online again');
    expect(root.querySelector<HTMLButtonElement>('form .primary')!.disabled).to.equal(true);
    session.change({ state: { kind: 'signedOut', reason: 'expired' } });
    await settle(element);
    expect(root.textContent).to.contain('Sign in again');
    session.change({ state: { kind: 'online' }, me: { ...session.me!, can: { ...session.me!.can, create: false } } });
    await settle(element);
    expect(root.querySelector('form')).to.equal(null);
    expect(root.textContent).to.contain('do not let you');
  });

  for (const [lang, language, words] of [['zh-HK', 'zh-Hant', '建立檔案'], ['zh-SG', 'zh-Hans', '建立档案'], ['es', 'es', 'Abrir el expediente']] as const) {
    it(`speaks ${lang}`, async () => {
      await loadStrings(language);
      const session = createSession();
      session.view = catalogue(language);
      const { element, root } = await show(session, lang);
      expect(root.textContent).to.contain(words);
      await accessible(element);
    });
  }
});
