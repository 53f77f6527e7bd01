/** Access as people see it: accessible in each language and at 240 px, in sentences, asked for with one small form, decided by keys, managed in a table; and on a card that only knows of its customer. */
import { expect } from '@esm-bundle/chai';
import { accessTexts } from '../../components/access/texts.ts';
import { ArchiveAccess } from '../../components/archive-access.ts';
import { CustomerCard } from '../../components/customer-card.ts';
import { ApiError } from '../../components/internal/session.ts';
import { loadStrings } from '../../components/internal/strings/index.ts';
import type { AccessRequestView, AccessView } from '../../model/access/api.ts';
import type { ArchiveId, DepartmentId, GrantId, PersonId } from '../../model/ids.ts';
import { LANGUAGES } from '../../model/labels.ts';
import type { ArchiveStanding } from '../../model/rights/walls-api.ts';
import type { PersonRef } from '../../model/overview.ts';
import { accessible } from './accessible.ts';
import { FakeSession, mount } from './fake-session.ts';

customElements.get('archive-access') ?? customElements.define('archive-access', ArchiveAccess);
customElements.get('customer-card') ?? customElements.define('customer-card', CustomerCard);

let clean: () => void = () => {};
afterEach(() => clean());

const ref = (id: string, name: string): PersonRef => ({ id: id as PersonId, name });
const olga = ref('olga', 'Olga Ruiz');
const carl = ref('carl', 'Carl Weber');
const sales = 'sales' as DepartmentId;
const colleague: AccessView = {
  archive: 'ACME' as ArchiveId, name: 'Acme Trading', person: carl, level: 'exists', sections: [{ section: 'profile', level: 'exists', because: [{ kind: 'colleague', department: sales }], until: null }],
  may: { manage: false, appoint: false, ask: true, askWithoutEnd: true }, deciders: [olga], clearances: [], clearanceGivers: [ref('ada', 'Ada Admin')], today: '2026-03-02', all: null, owners: null,
};
const owner: AccessView = {
  ...colleague, person: olga, level: 'manage', may: { manage: true, appoint: false, ask: false, askWithoutEnd: true },
  sections: (['profile', 'people', 'terms'] as const).map((section) => ({ section, level: 'manage' as const, because: [{ kind: 'owner' as const }], until: null })),
  owners: { owner: olga, ownerless: false, coOwners: [], deputies: [{ person: ref('dan', 'Dan Lee'), from: '2026-03-01', to: '2026-11-30' }], revision: 4 },
  all: {
    lines: [
      { who: { kind: 'people', people: [olga], more: 0 }, level: 'manage', sections: [{ section: 'profile', level: 'manage', because: [{ kind: 'owner' }], until: null }], because: [{ kind: 'owner' }], until: null },
      { who: { kind: 'department', id: sales, name: 'Sales', count: 500 }, level: 'exists', sections: [{ section: 'profile', level: 'exists', because: [{ kind: 'colleague', department: sales }], until: null }], because: [{ kind: 'colleague', department: sales }], until: null },
      { who: { kind: 'role', role: 'compliance', people: [], count: null }, level: 'write', sections: [{ section: 'aml', level: 'write', because: [{ kind: 'compliance' }, { kind: 'clearance', clearance: 'aml' }], until: null }], because: [{ kind: 'compliance' }, { kind: 'clearance', clearance: 'aml' }], until: null },
    ],
    grants: [{ id: 'g1' as GrantId, to: { kind: 'person', id: 'greg', name: 'Greg Moss' }, level: 'read', sections: ['profile', 'rivals'], from: '2026-03-01T00:00:00Z', until: '2026-12-31T23:59:59.999Z', reason: 'the fair', by: olga, origin: 'given', request: null }],
  },
};
const request = (more: Partial<AccessRequestView> = {}): AccessRequestView => ({
  id: 'r1', archive: 'ACME' as ArchiveId, name: 'Acme Trading', requester: carl, asked: { sections: null, level: 'write', until: '2026-03-16T23:59:59.999Z' }, reason: 'Call them before the fair', at: '2026-03-02T09:00:00Z',
  state: { kind: 'waiting', managerSince: null }, mine: false, mayDecide: false, mayEnd: false, ...more,
});

interface Stage { view?: AccessView | 'gone'; requests?: readonly AccessRequestView[]; posted?: (method: string, path: string, body: unknown) => unknown; lang?: (typeof LANGUAGES)[number]; archive?: string; standing?: ArchiveStanding }
async function stage({ view = colleague, requests = [], posted = () => request({ mine: true }), lang = 'en', archive = 'ACME', standing = { state: 'open', may: false, items: [] } }: Stage = {}) {
  await loadStrings(lang);
  const session = new FakeSession();
  const state = { view, requests, standing };
  session.answer = (method, path, body) => {
    const [where] = path.split('?');
    if (method !== 'GET') return posted(method, path, body);
    if (where === '/api/departments') return { items: [{ id: 'sales', name: 'Sales', parent: null, managers: [] }] };
    if (where === '/api/people') return { items: [{ id: 'dan', name: 'Dan Lee', department: null, active: true, roles: [] }], next: null };
    if (state.view === 'gone') throw new ApiError(404, 'not-found', 'no');
    if (where === '/api/archives/ACME/access') return state.view;
    if (where === '/api/archives/ACME/state') return state.standing;
    if (where === '/api/access-requests') return { items: state.requests, more: false };
    throw new ApiError(404, 'not-found', path);
  };
  const { root: at, remove } = mount(session, '', lang);
  clean = remove;
  const element = document.createElement('archive-access') as ArchiveAccess;
  element.archive = archive;
  const calls: (() => void)[] = [];
  element.clock = { now: () => Date.parse('2026-03-02T09:00:00Z'), after: (_ms, call) => { calls.push(call); return () => { calls.splice(calls.indexOf(call), 1); }; } };
  at.append(element);
  const root = element.shadowRoot as ShadowRoot;
  const until = async (what: () => boolean): Promise<void> => {
    for (let i = 0; i < 400 && !what(); i++) await new Promise((done) => setTimeout(done, 5));
    expect(what(), root.textContent ?? '').to.equal(true);
  };
  await until(() => root.querySelector('.part') !== null || root.querySelector('.notice') !== null);
  const one = <E extends HTMLElement = HTMLElement>(selector: string): E => root.querySelector<E>(selector)!;
  const type = (selector: string, text: string): void => {
    const field = one<HTMLInputElement>(selector);
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  return { element, root, state, session, until, one, type, text: () => root.textContent.replace(/\s+/g, ' '), again: () => { for (const call of calls.splice(0)) call(); } };
}

describe('<archive-access>', () => {
  for (const lang of LANGUAGES) {
    it(`is accessible for a colleague, with the form open, in ${lang}`, async () => {
      const { element, one, until, text } = await stage({ lang });
      expect(text()).to.contain(accessTexts(lang).nothingYet);
      one('.ask-open').click();
      await until(() => one('.ask-form') !== null);
      await accessible(element);
    });
    it(`is accessible for an owner with a request and the right to give, in ${lang}`, async () => {
      const { element, one, until } = await stage({ lang, view: owner, requests: [request({ mayDecide: true })] });
      one('.request .narrow').click();
      one('.give-open').click();
      await until(() => one('.request .wish') !== null && one('.give-form') !== null);
      await accessible(element);
    });
  }

  it('says in sentences what one sees and why', async () => {
    const { text, until } = await stage({ view: { ...colleague, level: 'write', sections: (['profile', 'people'] as const).map((section) => ({ section, level: 'write' as const, because: [{ kind: 'deputy' as const, until: '2026-11-30' }], until: '2026-11-30' })) } });
    await until(() => text().includes('As deputy until'));
    expect(text()).to.match(/Writes \S.*As deputy until 30 Nov/);
    clean();
    expect((await stage({ view: owner })).text()).to.contain('You own this customer');
  });

  it('asks with one small form; what is missing is said there, and a restricted section says which clearance it asks and who gives it', async () => {
    const sent: unknown[] = [];
    const { one, type, until, session, text } = await stage({ posted: (_method, path, body) => { sent.push([path, body]); return request({ mine: true }); } });
    one('.ask-open').click();
    await until(() => one('.ask-form') !== null);
    expect(text()).to.match(/Asks the clearance Bank besides, which no request gives\. Ada Admin gives clearances/);
    one('.ask-form .primary').click();
    await until(() => one('.ask-form .problem') !== null);
    type('#ask-text', 'the fair');
    one('.ask-form .primary').click();
    await until(() => one('.ask-form') === null);
    expect(sent).to.deep.equal([['/api/access-requests', { archive: 'ACME', sections: null, level: 'read', until: '2026-03-16', reason: 'the fair' }]]);
    expect(session.asked.filter(({ path }) => path.includes('access-requests?')).length).to.be.greaterThan(1);
  });

  it('Escape closes the form and the button has the focus again', async () => {
    const { one, until, root } = await stage();
    one('.ask-open').click();
    await until(() => root.activeElement?.matches('.ask-form input') === true);
    root.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
    await until(() => root.activeElement?.matches('.ask-open') === true);
  });

  it('an owner narrows to two sections until a day, with a note', async () => {
    const sent: unknown[] = [];
    const { one, type, until, root } = await stage({ view: owner, requests: [request({ mayDecide: true })], posted: (_method, path, body) => { sent.push([path, body]); return request({ state: { kind: 'refused', decided: { by: olga, at: '2026-03-02T09:00:00Z', note: null } } }); } });
    one('.request .narrow').click();
    await until(() => one('.request .wish') !== null);
    for (const box of root.querySelectorAll<HTMLInputElement>('.request input[type=checkbox]')) if (box.value !== 'profile' && box.value !== 'people') box.click();
    one('.request input[value=read]').click();
    const day = one<HTMLInputElement>('.request input.day');
    day.value = '2026-03-10';
    day.dispatchEvent(new Event('change', { bubbles: true }));
    type('.request textarea', 'only these');
    one('.request .primary').click();
    await until(() => sent.length === 1);
    expect(sent[0]).to.deep.equal(['/api/access-requests/r1/decision', { decision: 'narrow', sections: ['profile', 'people'], level: 'read', until: '2026-03-10', note: 'only these' }]);
    await until(() => one('.said').textContent === accessTexts('en').said.narrow);
  });

  it('a conflict is said at the request', async () => {
    const { one, until } = await stage({ view: owner, requests: [request({ mayDecide: true })], posted: () => { throw new ApiError(409, 'conflict', 'Somebody was faster.'); } });
    one('.request .approve').click();
    await until(() => one('.request form .primary') !== null);
    one('.request form .primary').click();
    await until(() => one('.request .problem')?.textContent === 'Somebody was faster.');
  });

  it('both sides end a right; who asked takes a request back; the state is told', async () => {
    const given = { sections: ['profile'] as const, level: 'read' as const, until: '2026-03-16T23:59:59.999Z' };
    const sent: string[] = [];
    const { one, state, again, until, text } = await stage({ requests: [request({ mine: true })], posted: (_method, path) => { sent.push(path); return request(); } });
    expect(one('.ask-open')).to.equal(null);
    one('.withdraw').click();
    await until(() => sent.length === 1);
    state.requests = [request({ mine: true, mayEnd: true, state: { kind: 'narrowed', decided: { by: olga, at: '2026-03-02T09:00:00Z', note: 'only this' }, given } })];
    again();
    await until(() => text().includes('Approved in part') && text().includes('only this'));
    one('.request .end').click();
    await until(() => sent.length === 2);
    expect(sent).to.deep.equal(['/api/access-requests/r1/withdraw', '/api/access-requests/r1/end']);
  });

  it('what one may see no more is not shown a moment longer', async () => {
    const { state, again, until, root } = await stage({ view: owner });
    state.view = 'gone';
    again();
    await until(() => root.querySelector('table') === null && root.querySelector('.notice') !== null);
  });

  it('who manages it sees everybody, colleagues on one line and compliance without a name; ends a right, and narrows one by a new one before the old one goes', async () => {
    const sent: unknown[] = [];
    const { one, root, until, text } = await stage({ view: owner, posted: (method, path, body) => { sent.push([method, path, (body as { sections?: unknown } | undefined)?.sections]); return null; } });
    expect([...root.querySelectorAll('tbody th')].map((each) => each.textContent)).to.deep.equal(['Olga Ruiz', 'Sales (500)', 'Compliance (by clearance; without names)']);
    expect(text()).to.contain('As compliance, with the clearance Anti-money-laundering');
    one('.grant .narrow').click();
    await until(() => one('.give-form') !== null);
    root.querySelector<HTMLInputElement>('.give-form input[value=rivals]')!.click();
    one('.give-form .primary').click();
    await until(() => sent.length === 2);
    expect(sent).to.deep.equal([['POST', '/api/grants', ['profile']], ['DELETE', '/api/grants/g1', undefined]]);
    await until(() => one('.give-form') === null);
    one('.grant .end').click();
    await until(() => sent.length === 3);
  });

  it('appoints a deputy with dates, found by typing', async () => {
    const sent: unknown[] = [];
    const { one, type, root, until } = await stage({ view: { ...owner, owners: { ...owner.owners!, deputies: [] } }, posted: (method, path, body) => { sent.push([method, path, body]); return null; } });
    one('.add-deputy').click();
    await until(() => one('#owner-person') !== null);
    type('#owner-person', 'Dan');
    await until(() => root.querySelector('[role=option]') !== null);
    root.querySelector<HTMLElement>('[role=option]')!.click();
    one('.owner-form .primary').click();
    await until(() => sent.length === 1);
    expect(sent[0]).to.deep.equal(['PUT', '/api/archives/ACME/owners', { owner: 'olga', coOwners: [], deputies: [{ person: 'dan', from: '2026-03-02', to: '2026-03-16' }], ifRevision: 4 }]);
  });

  it('fits 240 px without a bar below', async () => {
    for (const view of [colleague, owner]) {
      const { element, one, until } = await stage({ view, requests: [request({ mayDecide: view === owner })] });
      element.style.width = '240px';
      one(view === owner ? '.request .narrow' : '.request');
      if (view === owner) {
        one('.request .narrow').click();
        one('.give-open').click();
        await until(() => one('.give-form') !== null);
      }
      const root = one('.root');
      expect(root.scrollWidth, view.level).to.be.at.most(240);
      clean();
    }
  });

  it('without an archive: requests of all customers by box, each leading to its customer', async () => {
    const { element, one, until, session } = await stage({ archive: '', requests: [request({ mayDecide: true })] });
    const opened: string[] = [];
    element.addEventListener('dossier-open', (event) => { opened.push(event.detail.archive); });
    await until(() => one('.link.name') !== null);
    one('.link.name').click();
    expect(opened).to.deep.equal(['ACME']);
    one('[data-box=mine]').click();
    await until(() => session.asked.some(({ path }) => path === '/api/access-requests?box=mine'));
    await until(() => one('.request') !== null);
    await accessible(element);
  });
});

for (const lang of LANGUAGES) {
  it(`who manages an archive closes it with a reason, and whoever reads it is told why it is closed, ${lang}`, async () => {
    const closed: ArchiveStanding = { state: 'closed', may: true, items: [{ act: 'closed', reason: 'Has given up business', by: olga, at: '2026-03-01T09:00:00Z' }] };
    const { element, one, until, type, session } = await stage({ view: owner, standing: { state: 'open', may: true, items: [] }, lang });
    await until(() => one('.state-open') !== null);
    one('.state-open').click();
    await until(() => one('#state-why') !== null);
    one('.state-form .primary').click();
    await until(() => one('.state-form .problem') !== null);
    expect(session.asked.some(({ method }) => method === 'POST'), 'nothing said').to.equal(false);
    await accessible(element);
    type('#state-why', ' Has given up business ');
    one('.state-form .primary').click();
    await until(() => one('.state-form') === null);
    expect(session.asked.filter(({ method }) => method === 'POST').map(({ path, body }) => ({ path, body }))).to.deep.equal([{ path: '/api/archives/ACME/state', body: { state: 'closed', reason: 'Has given up business' } }]);
    clean();
    const after = await stage({ view: owner, standing: closed, lang });
    await after.until(() => after.one('.standing .note') !== null);
    expect(after.one('.standing').textContent).to.include('Has given up business');
    await accessible(after.element);
    after.element.style.width = '240px';
    expect(after.one('.root').scrollWidth).to.be.at.most(240);
  });
}

it('a card that only knows of its customer asks for access in its place, and says what became of it', async () => {
  await loadStrings('en');
  const session = new FakeSession();
  let mine: readonly AccessRequestView[] = [];
  session.answer = (method, path) => {
    if (method === 'POST') {
      mine = [request({ mine: true })];
      return mine[0];
    }
    if (path.startsWith('/api/access-requests?')) return { items: mine, more: false };
    if (path === '/api/archives/ACME/access') return colleague;
    throw new ApiError(404, 'not-found', path);
  };
  const { root: at, remove } = mount(session, '<customer-card archive="ACME"></customer-card>', 'en');
  clean = remove;
  session.tell('ACME', { id: 'ACME' as ArchiveId, name: 'Acme Trading', kind: 'organisation', department: 'Sales' as never, owner: olga, level: 'exists' });
  const card = at.querySelector('customer-card') as CustomerCard;
  const root = card.shadowRoot as ShadowRoot;
  const until = async (what: () => boolean): Promise<void> => {
    for (let i = 0; i < 600 && !what(); i++) await new Promise((done) => setTimeout(done, 5));
    expect(what(), root.textContent ?? '').to.equal(true);
  };
  await until(() => root.querySelector('.ask-open') !== null);
  root.querySelector<HTMLElement>('.ask-open')!.click();
  await until(() => root.querySelector('.ask-form') !== null);
  await accessible(card);
  const reason = root.querySelector<HTMLTextAreaElement>('#ask-text')!;
  reason.value = 'the fair';
  reason.dispatchEvent(new Event('input', { bubbles: true }));
  root.querySelector<HTMLElement>('.ask-form .primary')!.click();
  await until(() => root.querySelector('.request.waiting') !== null);
  await accessible(card);
});
