/** Opening an archive: a template first, eight facts at most, named problems, a warning of equal names, conflicts at their field. */
import { expect } from '@esm-bundle/chai';
import type { CreateArchive } from '../../model/api.ts';
import type { Candidate } from '../../model/duplicates/review-api.ts';
import { CustomerCreate } from '../../components/customer-create.ts';
import { ApiError } from '../../components/internal/session.ts';
import { loadStrings } from '../../components/internal/strings/index.ts';
import { catalogueView } from '../../model/catalogue/catalogue.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { TEMPLATES } from '../../model/templates/templates.ts';
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

function createSession(create: (body: CreateArchive) => unknown = () => ({ id: 'new1' })): FakeSession {
  const session = new FakeSession();
  session.view = catalogueView('en');
  session.answer = (method, path, body) => {
    const url = new URL(path, 'http://dossier.test');
    if (url.pathname === '/api/departments') return { items: [{ id: 'sales', name: 'Sales', parent: null, managers: [] }] };
    if (method === 'POST' && url.pathname === '/api/archives') return create(body as CreateArchive);
    if (url.pathname === '/api/duplicates/find') {
      const { names = [], phones = [] } = body as Candidate;
      const evidence = [
        ...(names.some((name) => /^alfreds futterkiste$/i.test(name)) ? [{ fact: 'name', outcome: 'equal', left: '', right: 'Alfreds Futterkiste', points: 7 }] : []),
        ...(phones.includes('030 0074321') ? [{ fact: 'phone', outcome: 'equal', left: '030 0074321', right: '+49 30 0074321', points: 4 }] : []),
      ];
      return { items: evidence.length === 0 ? [] : [{ id: 'ALFKI', name: 'Alfreds Futterkiste', place: 'Berlin', score: 67, evidence }] };
    }
    throw new Error(`${method} ${path} has no answer in this test`);
  };
  return session;
}

/** `template`: chosen already; null leaves the list open. */
async function show(session = createSession(), lang?: string, template: string | null = 'addressBook'): Promise<{ element: CustomerCreate; root: ShadowRoot; clock: SetClock }> {
  const clock = new SetClock();
  const { root: host, remove } = mount(session, '', lang);
  clean = remove;
  const element = new CustomerCreate();
  element.clock = clock;
  host.append(element);
  await settle(element);
  if (template !== null) await pick(element, template);
  return { element, root: element.shadowRoot!, clock };
}

const pick = async (element: CustomerCreate, template: string): Promise<void> => {
  element.shadowRoot!.querySelector<HTMLElement>(`#create-template-${template}`)?.click();
  await settle(element);
};
/** Asks for a field that the template does not ask for. */
const also = async (element: CustomerCreate, label: string): Promise<void> => {
  [...element.shadowRoot!.querySelectorAll<HTMLButtonElement>('.also button')].find((button) => button.textContent!.trim() === label)!.click();
  await settle(element);
};
const press = async (element: CustomerCreate, key: string): Promise<void> => {
  element.shadowRoot!.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));
  await settle(element);
};
const fill = (root: ShadowRoot, field: string, value: string): void => {
  const control = root.querySelector<HTMLInputElement | HTMLSelectElement>(`#${CSS.escape(`create-${field}`)}`)!;
  control.value = value;
  control.dispatchEvent(new Event('input', { bubbles: true }));
  control.dispatchEvent(new Event('change', { bubbles: true }));
};
const send = async (element: CustomerCreate, root: ShadowRoot): Promise<void> => {
  root.querySelector<HTMLButtonElement>('form .primary')!.click();
  await settle(element);
};
const problem = (root: ShadowRoot, field: string): string | undefined => root.querySelector(`#${CSS.escape(`create-${field}-problem`)}`)?.textContent;

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

  it('the name has the focus before the next key comes, also while the fields are not known yet; what was typed stays, and so does the focus', async () => {
    const session = createSession();
    const { catalogue } = session;
    let arrive = (): void => undefined;
    session.catalogue = async (...asked: Parameters<typeof catalogue>) => {
      await new Promise<void>((done) => { arrive = done; });
      return catalogue.apply(session, asked);
    };
    const { element, root } = await show(session, undefined, null);
    element.begin();
    await settle(element);
    root.querySelector('#create-search')!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true, cancelable: true }));
    // nothing was waited for
    const name = root.activeElement as HTMLInputElement;
    expect(name.id).to.equal('create-name');
    name.value = 'Ac';
    name.dispatchEvent(new Event('input', { bubbles: true }));
    await settle(element);
    await accessible(element);
    arrive();
    await settle(element);
    expect([root.activeElement === name, name.isConnected, name.value]).to.deep.equal([true, true, 'Ac']);
    expect(root.querySelectorAll('.fields input, .fields select').length).to.be.greaterThan(1);
  });

  it('Enter while the fields are not known yet opens the archive when they are, unless something is typed meanwhile', async () => {
    for (const typesOn of [false, true]) {
      const session = createSession();
      const { catalogue } = session;
      let arrive = (): void => undefined;
      session.catalogue = async (...asked: Parameters<typeof catalogue>) => {
        await new Promise<void>((done) => { arrive = done; });
        return catalogue.apply(session, asked);
      };
      const { element, root } = await show(session, undefined, null);
      root.querySelector('#create-search')!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true, cancelable: true }));
      const name = root.activeElement as HTMLInputElement;
      const type = (text: string): void => {
        name.value = text;
        name.dispatchEvent(new Event('input', { bubbles: true }));
      };
      type('Acme');
      await send(element, root);
      expect(session.asked.filter(({ method, path }) => method === 'POST' && path === '/api/archives')).to.have.length(0);
      expect(root.querySelector('form .primary')!.textContent).to.equal('Opening…');
      if (typesOn) type('Acme Ltd');
      arrive();
      await settle(element);
      expect(session.asked.filter(({ method, path }) => method === 'POST' && path === '/api/archives')).to.have.length(typesOn ? 0 : 1);
      clean?.();
    }
  });

  it('begins with the templates: searched by any word, walked with the arrows, chosen with Enter', async () => {
    const { element, root } = await show(createSession(), undefined, null);
    await accessible(element);
    expect(root.querySelectorAll('[role=option]')).to.have.length(TEMPLATES.length);
    expect(root.querySelector('#create-name')).to.equal(null);
    element.begin();
    await settle(element);
    expect(root.activeElement!.id).to.equal('create-search');
    const active = () => root.activeElement!.getAttribute('aria-activedescendant');
    expect(active()).to.equal('create-template-addressBook');
    await press(element, 'ArrowDown');
    expect([active(), root.querySelector('[aria-selected=true]')!.id]).to.deep.equal(['create-template-organisation', 'create-template-organisation']);
    await press(element, 'ArrowUp');
    await press(element, 'ArrowUp');
    expect(active()).to.equal(`create-template-${TEMPLATES.at(-1)!.key}`);
    fill(root, 'search', 'pillow');
    await settle(element);
    expect([...root.querySelectorAll('[role=option]')].map(({ id }) => id)).to.deep.equal(['create-template-hotelGuest']);
    fill(root, 'search', 'registered capital');
    await settle(element);
    expect(active()).to.equal('create-template-organisation');
    fill(root, 'search', 'no such words');
    await settle(element);
    expect(root.querySelector('[role=status]')!.textContent).to.contain('No template');
    await press(element, 'Enter');
    fill(root, 'search', 'dealer');
    await settle(element);
    await press(element, 'Enter');
    expect(root.activeElement!.id).to.equal('create-name');
    expect(root.querySelector('.chosen')!.textContent).to.contain('Dealer');
  });

  it('keeps what was typed when another template is chosen, and Escape goes back', async () => {
    const { element, root } = await show(createSession(), undefined, 'dealer');
    fill(root, 'name', 'Acme');
    fill(root, 'phone', '030 1234');
    root.querySelector<HTMLButtonElement>('.chosen button')!.click();
    await settle(element);
    expect(root.activeElement!.id).to.equal('create-search');
    await press(element, 'Escape');
    expect(root.querySelector('.chosen')!.textContent).to.contain('Dealer');
    root.querySelector<HTMLButtonElement>('.chosen button')!.click();
    await settle(element);
    await pick(element, 'individual');
    expect([root.querySelector<HTMLInputElement>('#create-name')!.value, root.querySelector<HTMLInputElement>('#create-phone')!.value]).to.deep.equal(['Acme', '030 1234']);
  });

  it('shows no field but the name before all of them are known: one that came later would take the words of another', async () => {
    const session = createSession();
    let arrive: (view: typeof session.view) => void = () => {};
    session.catalogue = () => new Promise((resolve) => (arrive = resolve));
    const { element, root } = await show(session, undefined, 'dealer');
    expect([...root.querySelectorAll('.fields input, .fields select, .fields textarea')].map(({ id }) => id)).to.deep.equal(['create-name']);
    expect(root.querySelector('[aria-busy=true]')!.textContent).to.contain('Loading');
    arrive(session.view);
    await settle(element);
    expect(root.activeElement!.id).to.equal('create-name');
    expect([...root.querySelectorAll('.fields .label-row')].length).to.be.at.least(3);
  });

  it('asks what every archive has when the fields cannot be known, and asks for them once a drawing', async () => {
    const session = createSession();
    let times = 0;
    session.catalogue = async () => { times++; throw new Error('no answer'); };
    const { element, root } = await show(session, undefined, 'dealer');
    expect(root.activeElement!.id).to.equal('create-name');
    const before = times;
    await settle(element);
    expect(times).to.equal(before);
    fill(root, 'name', 'Acme');
    await settle(element);
    expect(times).to.equal(before + 1);
    expect(root.querySelector('.fields'), 'what is written stays').not.to.equal(null);
  });

  for (const template of TEMPLATES) {
    it(`${template.key} asks at most eight fields, in controls of their kinds, accessible`, async () => {
      const { element, root } = await show(createSession(), undefined, template.key);
      const asked = root.querySelectorAll('.fields .label-row').length;
      expect(asked).to.be.at.most(8).and.at.least(3);
      for (const key of ['identity', 'bank']) expect(root.querySelector(`[id^="create-person.idDocument"], [id^="create-${key}."]`), 'no paper is asked of who has no clearance').to.equal(null);
      await accessible(element);
    });
  }

  it('asks for papers of whoever has the clearance', async () => {
    const session = createSession();
    session.change({ me: { ...session.me!, clearances: ['identity', 'bank'] } });
    const { root } = await show(session, undefined, 'bankClient');
    expect(root.querySelectorAll('.fields .label-row').length).to.be.at.most(8);
    expect(root.querySelector('[id="create-person.idDocumentType"]')!.localName).to.equal('select');
  });

  it('sends what was entered under the template, each fact by its key', async () => {
    const session = createSession();
    const { element, root } = await show(session, undefined, 'dealer');
    const created: string[] = [];
    const opened: string[] = [];
    element.addEventListener('dossier-created', (event) => created.push(event.detail.archive));
    element.addEventListener('dossier-open', (event) => opened.push(event.detail.archive));
    for (const label of ['E-mail', 'Customer code', 'Department']) await also(element, label);
    expect(root.activeElement!.id).to.equal('create-department');
    for (const [field, value] of [
      ['name', ' 阿爾弗雷德食品 '], ['org.legalRepresentative', 'Maria Anders'], ['phone', '030-0074321'], ['company.address', 'Obere Str. 57'], ['g1.productsRequired', 'Cheese， olives'], ['code', 'A-1'], ['email', 'maria@alfreds.de'],
      ['department', 'sales'], ['key', 'ERP:GZ/2019-0045'], ['crm.settlementMethod', 'oneMonth'],
    ] as const) fill(root, field, value);
    await send(element, root);
    expect(session.asked.find(({ method }) => method === 'POST')!.body).to.deep.equal({
      template: 'dealer', kind: 'organisation', name: '阿爾弗雷德食品', code: 'A-1', keys: ['erp:GZ/2019-0045'], department: 'sales',
      contacts: [{ kind: 'phone', value: '030-0074321' }, { kind: 'email', value: 'maria@alfreds.de' }],
      fields: { 'org.legalRepresentative': 'Maria Anders', 'company.address': 'Obere Str. 57', 'crm.settlementMethod': 'oneMonth', 'g1.productsRequired': ['Cheese', 'olives'] },
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

  it('takes the kind from the template, or from who asks for another', async () => {
    const session = createSession();
    const { element, root } = await show(session);
    fill(root, 'name', 'Hanna');
    expect(root.querySelector<HTMLSelectElement>('#create-kind')!.value).to.equal('organisation');
    fill(root, 'kind', 'individual');
    await send(element, root);
    expect(session.asked.find(({ method }) => method === 'POST')!.body).to.deep.equal({ template: 'addressBook', kind: 'individual', name: 'Hanna' });
  });

  it('turns what is typed into the values of the kind: money, dates, several options', async () => {
    const session = createSession();
    const { element, root } = await show(session, undefined, 'organisation');
    fill(root, 'name', 'Acme');
    fill(root, 'org.registeredCapital', 'plenty');
    await send(element, root);
    expect(problem(root, 'org.registeredCapital')).to.contain('amount');
    fill(root, 'org.registeredCapital', '1,000,000');
    await send(element, root);
    expect((session.asked.find(({ method }) => method === 'POST')!.body as CreateArchive).fields).to.deep.equal({ 'org.registeredCapital': '1000000 EUR' });
    clean?.();
    const other = createSession();
    const { element: special, root: inside } = await show(other, undefined, 'special');
    fill(inside, 'name', 'Kanzlei');
    for (const box of [...inside.querySelectorAll<HTMLInputElement>('.chips input')].slice(0, 2)) box.click();
    await send(special, inside);
    expect((other.asked.find(({ method }) => method === 'POST')!.body as CreateArchive).fields).to.deep.equal({ 'customer.specialKind': ['lawyer', 'financialAdviser'] });
  });

  it('names each problem at its field, focuses the first and asks the server nothing', async () => {
    const session = createSession();
    const { element, root } = await show(session);
    await also(element, 'Number in another system');
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
    expect(session.asked.some(({ method, path }) => method === 'POST' && path === '/api/archives')).to.equal(true);
  });

  it('warns of a customer with another name and the same phone, and shows by what', async () => {
    const { element, root, clock } = await show();
    fill(root, 'name', 'Maria Anders');
    fill(root, 'phone', '030 0074321');
    clock.forward(300);
    await settle(element);
    expect(root.querySelector('.same')!.textContent).to.contain('may be here already').and.contain('+49 30 0074321');
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
    await also(element, 'Number in another system');
    fill(root, 'name', 'Alfreds');
    fill(root, 'key', 'erp:0045');
    await send(element, root);
    expect(problem(root, 'key')).to.contain('already an archive');
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

  it('has every template in every language', async () => {
    for (const lang of LANGUAGES) {
      await loadStrings(lang);
      const session = createSession();
      session.view = catalogueView(lang);
      const { root } = await show(session, lang, null);
      for (const { label, text } of TEMPLATES) expect(root.textContent).to.contain(label[lang]).and.contain(text[lang]);
      clean?.();
    }
  });

  for (const [lang, language, words] of [['zh-HK', 'zh-Hant', '建立檔案'], ['zh-SG', 'zh-Hans', '建立档案'], ['es', 'es', 'Abrir el expediente']] as const) {
    it(`speaks ${lang}`, async () => {
      await loadStrings(language);
      const session = createSession();
      session.view = catalogueView(language);
      const { element, root } = await show(session, lang);
      expect(root.textContent).to.contain(words);
      await accessible(element);
    });
  }
});
