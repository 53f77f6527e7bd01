/** The host's key first: where a key of another system leads nowhere yet, the elements offer to open an archive in place, filled with what the page knows. */
import { expect } from '@esm-bundle/chai';
import type { CreateArchive } from '../../model/api.ts';
import { ArchiveForm } from '../../components/archive-form.ts';
import { ArchiveHistory } from '../../components/archive-history.ts';
import { ContactTimeline } from '../../components/contact-timeline.ts';
import { CustomerCard } from '../../components/customer-card.ts';
import type { CustomerCreate } from '../../components/customer-create.ts';
import { ApiError } from '../../components/internal/session.ts';
import { loadStrings } from '../../components/internal/strings/index.ts';
import { accessible } from './accessible.ts';
import { FakeSession, mount } from './fake-session.ts';
import { catalogue } from './list-samples.ts';
import { digest } from './samples.ts';

customElements.get('customer-card') ?? customElements.define('customer-card', CustomerCard);
customElements.get('archive-form') ?? customElements.define('archive-form', ArchiveForm);
customElements.get('archive-history') ?? customElements.define('archive-history', ArchiveHistory);
customElements.get('contact-timeline') ?? customElements.define('contact-timeline', ContactTimeline);

const KEY = 'erp:GZ/2026-0001';
let clean: () => void = () => {};
afterEach(() => clean());

function newcomer(more: { readonly create?: boolean; readonly answer?: (body: CreateArchive) => unknown } = {}): FakeSession {
  const session = new FakeSession();
  session.view = catalogue();
  if (session.me) session.me = { ...session.me, can: { ...session.me.can, create: more.create ?? true } };
  session.answer = (method, path, body) => {
    const { pathname } = new URL(path, 'http://dossier.test');
    if (pathname === '/api/departments') return { items: [] };
    if (method === 'POST' && pathname === '/api/archives') return (more.answer ?? (() => ({ id: 'new1' })))(body as CreateArchive);
    if (pathname === '/api/archives') return { items: [], next: null, total: 0 };
    throw new ApiError(404, 'not-found', 'There is nothing here.');
  };
  session.tell(KEY, null);
  return session;
}

/** Until the parts that load on demand are here, and drawn. */
async function until<T>(look: () => T | null | undefined | false): Promise<T> {
  for (let i = 0; i < 20_000; i++) {
    const found = look();
    if (found) return found;
    await new Promise((done) => setTimeout(done, 10));
  }
  throw new Error('it never showed');
}

const text = (element: Element): string => element.shadowRoot!.textContent!.replace(/\s+/g, ' ').trim();
const offer = (element: Element): HTMLButtonElement | null => element.shadowRoot!.querySelector<HTMLButtonElement>('.notice button');
const formOf = (element: Element): CustomerCreate | null => element.shadowRoot!.querySelector('customer-create');

async function card(session: FakeSession, seed: CustomerCard['seed'] = null, lang = 'en'): Promise<CustomerCard> {
  const { root, remove } = mount(session, '<customer-card></customer-card>', lang);
  clean = remove;
  const element = root.querySelector('customer-card')!;
  element.seed = seed;
  element.archive = KEY;
  return element;
}

describe('an archive that nobody has opened yet', () => {
  it('is offered to whoever may open one, and is filled with what the page knows; the key stays as it is', async () => {
    const asked: CreateArchive[] = [];
    const session = newcomer({ answer: (body) => { asked.push(body); return { id: 'new1' }; } });
    const element = await card(session, { name: 'Panadería Sol, S.L.', phone: '+34 955 010 111', template: 'dealer' });
    (await until(() => offer(element))).click();
    const form = await until(() => formOf(element)?.shadowRoot?.querySelector<HTMLInputElement>('#create-name') && formOf(element));
    await until(() => form.shadowRoot!.activeElement?.id === 'create-name');
    expect(text(element)).to.include(`No archive yet for ${KEY}.`);
    const value = (field: string): string => form.shadowRoot!.querySelector<HTMLInputElement | HTMLSelectElement>(`#create-${field}`)!.value;
    expect([value('name'), value('phone')]).to.deep.equal(['Panadería Sol, S.L.', '+34 955 010 111']);
    // the page's own key is told, not asked; the template is the one that the page named
    expect(form.shadowRoot!.querySelector('#create-key')).to.equal(null);
    expect(form.shadowRoot!.querySelector('.fields')!.textContent).to.include(KEY);
    expect(form.shadowRoot!.querySelector('.chosen')!.textContent).to.include('Dealer');
    await accessible(element);
    form.shadowRoot!.querySelector<HTMLButtonElement>('form .primary')!.click();
    await until(() => asked.length > 0);
    expect(asked[0]).to.deep.include({ template: 'dealer', name: 'Panadería Sol, S.L.', keys: [KEY], contacts: [{ kind: 'phone', value: '+34 955 010 111' }] });
    session.tell(KEY, digest({ name: 'Panadería Sol, S.L.' }));
    await until(() => text(element).includes('ALFKI'));
    expect(formOf(element)).to.equal(null);
  });

  it('is offered once on a page, by the first element that stands for it; when a colleague opens it, all of them show it', async () => {
    const session = newcomer();
    const { root, remove } = mount(session, `<customer-card archive="${KEY}"></customer-card><contact-timeline archive="${KEY}"></contact-timeline>`);
    clean = remove;
    const [first, second] = [...root.children] as [Element, Element];
    await until(() => text(first).includes('No archive yet') && text(second).includes('No archive yet'));
    expect([offer(first) !== null, offer(second) !== null]).to.deep.equal([true, false]);
    const asked = session.asked.filter(({ path }) => path.startsWith('/api/archives/')).length;
    session.tell(KEY, digest());
    await until(() => text(first).includes('ALFKI'));
    await until(() => session.asked.filter(({ path }) => path.startsWith('/api/archives/')).length > asked);
  });

  it('is not offered to whoever may not open one, nor for an id, which another system did not give', async () => {
    const element = await card(newcomer({ create: false }));
    await until(() => text(element).includes('There is no such customer'));
    expect(offer(element)).to.equal(null);
    clean();
    const session = newcomer();
    session.tell('ALFKI', null);
    const { root, remove } = mount(session, '<customer-card archive="ALFKI"></customer-card>');
    clean = remove;
    const other = root.querySelector('customer-card')!;
    await until(() => text(other).includes('There is no such customer'));
    expect(offer(other)).to.equal(null);
  });

  it('says it in the reader’s language, also under another prefix', async () => {
    await loadStrings('zh-Hans');
    const Prefixed = class extends CustomerCard {};
    customElements.define('acme-customer-card', Prefixed);
    const session = newcomer();
    const { root, remove } = mount(session, '<acme-customer-card></acme-customer-card>', 'zh-CN');
    clean = remove;
    const element = root.firstElementChild as CustomerCard;
    element.archive = KEY;
    (await until(() => offer(element))).click();
    await until(() => element.shadowRoot!.querySelector('acme-customer-create')?.shadowRoot?.querySelector('#create-name'));
    expect(text(element)).to.include('尚无档案');
  });

  it('is found by elements that an old page puts in first and names their archive after', async () => {
    const { root, remove } = mount(newcomer(), '');
    clean = remove;
    root.innerHTML = '<customer-card></customer-card><contact-timeline></contact-timeline><archive-form></archive-form><archive-history></archive-history>';
    for (const element of root.children) element.setAttribute('archive', KEY);
    await until(() => [...root.children].every((element) => text(element).includes(`No archive yet for ${KEY}.`)));
  });

  it('takes a seed that the page set before the kit was there', () => {
    const early = document.createElement('early-customer-card') as CustomerCard;
    early.seed = { name: 'Early' };
    customElements.define('early-customer-card', class extends CustomerCard {});
    document.body.append(early);
    expect(Object.hasOwn(early, 'seed')).to.equal(false);
    expect(early.seed).to.deep.equal({ name: 'Early' });
    early.remove();
  });
});
