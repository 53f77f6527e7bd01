/** Walls, holds, sealed archives and emergencies on a page: put up and taken down, opened with a reason, ended, reviewed; accessible in every state and language. */
import { expect } from '@esm-bundle/chai';
import { CustomerCard } from '../../components/customer-card.ts';
import { EmergencyAccess } from '../../components/emergency-access.ts';
import { EmergencyReview } from '../../components/emergency-review.ts';
import { ApiError } from '../../components/internal/session.ts';
import { WallList } from '../../components/wall-list.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import { LANGUAGES } from '../../model/labels.ts';
import type { GlassView } from '../../model/rights/glass.ts';
import type { HoldView, WallView } from '../../model/rights/walls-api.ts';
import type { Role } from '../../model/rights.ts';
import { accessible } from './accessible.ts';
import { FakeSession, mount } from './fake-session.ts';

for (const [tag, element] of [['wall-list', WallList], ['emergency-review', EmergencyReview], ['emergency-access', EmergencyAccess], ['customer-card', CustomerCard]] as const) customElements.get(tag) ?? customElements.define(tag, element);

let clean: () => void = () => {};
afterEach(() => clean());

const ref = (id: string, name: string) => ({ id: id as PersonId, name });
const wall: WallView = { id: 'w1' as never, archive: 'A1' as ArchiveId, name: 'Alfreds', to: { kind: 'person', id: 'noah', name: 'Noah' }, from: '2026-03-01', until: '2026-09-01', reason: 'His wife works there.', by: ref('cora', 'Cora'), at: '2026-03-01T09:00:00.000Z', state: 'standing', ended: null };
const hold: HoldView = { id: 'h1' as never, archive: 'A2' as ArchiveId, name: 'Bergs', reason: 'A case before the court.', by: ref('cora', 'Cora'), at: '2026-03-01T09:00:00.000Z', ended: null };
const NOW = Date.parse('2026-03-02T09:00:00.000Z');
const glass = (more: Partial<GlassView> = {}): GlassView => ({
  id: 'g1' as never, archive: 'A1' as ArchiveId, name: 'Alfreds', person: ref('maria', 'Maria Anders'), reason: 'The guest is unwell.', minutes: 15, at: '2026-03-02T08:55:00.000Z', state: 'open', decidedBy: null,
  from: '2026-03-02T08:55:00.000Z', until: '2026-03-02T09:10:00.000Z', due: '2026-03-05T08:55:00.000Z', overdue: false, review: null, may: { decide: false, review: false, end: true }, ...more,
});
const clock = () => {
  let at = NOW;
  const waiting = new Set<{ readonly due: number; readonly call: () => void }>();
  return {
    now: () => at,
    after(milliseconds: number, call: () => void) { const one = { due: at + milliseconds, call }; waiting.add(one); return () => void waiting.delete(one); },
    pass(milliseconds: number) { at += milliseconds; for (const one of [...waiting]) if (one.due <= at) { waiting.delete(one); one.call(); } },
  };
};

function session(roles: readonly Role[], answer: (method: string, path: string, body: unknown) => unknown, emergency = false): FakeSession {
  const fake = new FakeSession();
  fake.me = { ...fake.me!, roles, can: { ...fake.me!.can, emergency } };
  fake.answer = (method, path, body) => {
    const own = answer(method, path, body);
    if (own !== undefined) return own;
    if (path.startsWith('/api/people?')) return { items: [{ id: 'noah', name: 'Noah', active: true }] };
    if (path.startsWith('/api/archives?')) return { items: [{ id: 'A1', digest: { id: 'A1', name: 'Alfreds' } }], next: null, total: 1 };
    if (path === '/api/departments') return { items: [{ id: 'sales', name: 'Sales' }] };
    return { items: [] };
  };
  return fake;
}
const lists = (method: string, path: string): unknown => (method !== 'GET' ? {} : path === '/api/walls' ? { items: [wall] } : path === '/api/holds' ? { items: [hold] } : path === '/api/sealed' ? { items: [{ archive: 'A3', name: 'Casa', owner: ref('maria', 'Maria Anders'), said: { reason: 'A dispute.', by: ref('maria', 'Maria Anders'), at: '2026-03-01T00:00:00Z' } }] } : undefined);

async function show<T extends 'wall-list' | 'emergency-review' | 'emergency-access'>(fake: FakeSession, markup: string, lang = 'en') {
  const { root, remove } = mount(fake, markup, lang);
  clean = remove;
  const element = root.firstElementChild as HTMLElementTagNameMap[T];
  const time = clock();
  (element as { clock?: unknown }).clock = time;
  const settled = async (): Promise<void> => { for (let i = 0; i < 10; i++) { await new Promise((done) => setTimeout(done)); await element.updateComplete; } };
  await settled();
  const inside = element.shadowRoot!;
  const press = async (selector: string): Promise<void> => { inside.querySelector<HTMLElement>(selector)!.click(); await settled(); };
  const type = async (selector: string, text: string): Promise<void> => { const field = inside.querySelector<HTMLInputElement>(selector)!; field.value = text; field.dispatchEvent(new Event(field.localName === 'select' ? 'change' : 'input', { bubbles: true })); await settled(); };
  /** A finder waits until somebody stops typing. */
  const find = async (selector: string, text: string): Promise<void> => { await type(selector, text); time.pass(500); await settled(); await press('.found-one'); };
  return { element, inside, press, type, find, settled, time, text: () => (inside.querySelector('.root')?.textContent ?? '').replace(/\s+/g, ' ').trim() };
}
const sent = (fake: FakeSession) => fake.asked.filter(({ method }) => method !== 'GET').map(({ method, path, body }) => ({ method, path, body }));

describe('the governance elements are accessible', () => {
  for (const lang of LANGUAGES) {
    it(`walls, holds and sealed archives, ${lang}`, async () => {
      const page = await show<'wall-list'>(session(['compliance'], lists), '<wall-list></wall-list>', lang);
      await accessible(page.element);
      await page.press('.walls .put');
      await accessible(page.element);
    });
    it(`emergencies to be reviewed, ${lang}`, async () => {
      const page = await show<'emergency-review'>(session(['compliance'], () => ({ items: [glass({ state: 'over', overdue: true, may: { decide: false, review: true, end: false } }), glass({ id: 'g2' as never, state: 'waiting', may: { decide: true, review: false, end: false } })] })), '<emergency-review></emergency-review>', lang);
      await page.press('.review');
      await accessible(page.element);
    });
    it(`the way in, and what stands there while it is open, ${lang}`, async () => {
      const page = await show<'emergency-access'>(session(['staff'], () => undefined, true), '<emergency-access archive="A1" shut></emergency-access>', lang);
      await page.press('.break');
      await accessible(page.element);
      clean();
      const open = await show<'emergency-access'>(session(['staff'], (_method, path) => (path === '/api/break-glass' ? { items: [glass()] } : undefined), true), '<emergency-access archive="A1"></emergency-access>', lang);
      await open.settled();
      expect(open.inside.querySelector('.banner')).not.to.equal(null);
      await accessible(open.element);
    });
  }
});

describe('wall-list', () => {
  it('puts up a wall for whom and what was chosen, with its dates and reason', async () => {
    const fake = session(['compliance'], lists);
    const page = await show<'wall-list'>(fake, '<wall-list></wall-list>');
    await page.press('.walls .put');
    await page.press('form [type=submit]');
    expect(sent(fake), 'nothing chosen').to.deep.equal([]);
    await page.find('#archive', 'Alf');
    await page.find('#person', 'No');
    await page.type('[name=until]', '2026-12-31');
    await page.type('[name=reason]', 'Family.');
    await page.press('form [type=submit]');
    expect(sent(fake)).to.deep.equal([{ method: 'POST', path: '/api/walls', body: { archive: 'A1', to: { kind: 'person', id: 'noah' }, reason: 'Family.', until: '2026-12-31' } }]);
    expect(page.inside.querySelector('form')).to.equal(null);
  });

  it('takes a wall down and lifts a hold only with a reason, and shows what was ended with who and why when one looks back', async () => {
    const fake = session(['compliance'], (method, path) => (path === '/api/walls?ended=true' ? { items: [{ ...wall, id: 'w0', state: 'over', ended: { reason: 'She sold her shares.', by: ref('maria', 'Maria Anders'), at: '2026-03-01T00:00:00Z' } }] } : lists(method, path)));
    const page = await show<'wall-list'>(fake, '<wall-list></wall-list>');
    await page.press('[data-wall=w1] .end');
    await page.press('.ending [type=submit]');
    expect(sent(fake), 'nothing said').to.deep.equal([]);
    await page.type('.ending textarea', ' It is over. ');
    await accessible(page.element);
    await page.press('.ending [type=submit]');
    await page.press('[data-hold=h1] .end');
    await page.type('.ending textarea', 'The court is done.');
    await page.press('.ending [type=submit]');
    expect(sent(fake)).to.deep.equal([{ method: 'POST', path: '/api/walls/w1/end', body: { reason: 'It is over.' } }, { method: 'POST', path: '/api/holds/h1/lift', body: { reason: 'The court is done.' } }]);
    await page.press('.walls summary');
    expect(page.inside.querySelector('[data-wall=w0]')?.textContent).to.include('She sold her shares.');
    expect(page.inside.querySelector('[data-wall=w0] .end') === null).to.equal(true);
  });

  it('seals a customer with a reason, and says who sealed what and why', async () => {
    const fake = session(['steward'], lists);
    const page = await show<'wall-list'>(fake, '<wall-list></wall-list>');
    expect(page.inside.querySelector('[data-sealed=A3]')?.textContent).to.include('A dispute.');
    await page.press('.sealed .put');
    await page.find('#archive', 'Alf');
    await page.type('[name=reason]', 'Fraud is looked into.');
    await page.press('form [type=submit]');
    expect(sent(fake)).to.deep.equal([{ method: 'POST', path: '/api/sealed', body: { archive: 'A1', reason: 'Fraud is looked into.' } }]);
  });

  it('asks a steward, who puts no holds, for none', async () => {
    const fake = session(['steward'], lists);
    const page = await show<'wall-list'>(fake, '<wall-list></wall-list>');
    expect([page.inside.querySelector('.holds'), fake.asked.some(({ path }) => path.startsWith('/api/holds'))]).to.deep.equal([null, false]);
  });

  it('asks for holds once it is told who asks', async () => {
    const fake = session(['compliance'], lists);
    const { me } = fake;
    fake.me = null;
    const page = await show<'wall-list'>(fake, '<wall-list></wall-list>');
    expect(fake.asked.length).to.equal(0);
    fake.change({ me });
    await page.settled();
    expect(page.inside.querySelector('[data-hold=h1]')).not.to.equal(null);
  });

  it('unseals with a reason', async () => {
    const fake = session(['steward'], lists);
    const page = await show<'wall-list'>(fake, '<wall-list></wall-list>');
    await page.press('[data-sealed=A3] .buttons .button');
    await page.type('form textarea', 'The inquiry is over.');
    await page.press('form [type=submit]');
    expect(sent(fake)).to.deep.equal([{ method: 'POST', path: '/api/sealed/A3/unseal', body: { state: 'open', reason: 'The inquiry is over.' } }]);
  });
});

describe('emergency-review', () => {
  it('has what is overdue first, and keeps a review with outcome and note', async () => {
    const late = glass({ id: 'g2' as never, name: 'Bergs', state: 'over', at: '2026-02-01T08:00:00.000Z', overdue: true, may: { decide: false, review: true, end: false } });
    const fake = session(['compliance'], (method) => (method === 'GET' ? { items: [glass(), late] } : {}));
    const page = await show<'emergency-review'>(fake, '<emergency-review></emergency-review>');
    expect([...page.inside.querySelectorAll('[data-glass]')].map((each) => each.getAttribute('data-glass'))).to.deep.equal(['g2', 'g1']);
    await page.press('.review');
    await page.press('form [type=submit]');
    expect(sent(fake), 'no outcome yet').to.deep.equal([]);
    await page.press('form input[type=radio]');
    await page.type('form textarea', 'An allergy.');
    await page.press('form [type=submit]');
    expect(sent(fake)).to.deep.equal([{ method: 'POST', path: '/api/break-glass/g2/review', body: { outcome: 'justified', note: 'An allergy.' } }]);
  });
});

describe('emergency-access', () => {
  it('is nothing at all, and asks nothing, for whom the policy does not name', async () => {
    const fake = session(['staff'], () => undefined);
    const page = await show<'emergency-access'>(fake, '<emergency-access archive="A1" shut></emergency-access>');
    expect([page.text(), fake.asked.length]).to.deep.equal(['', 0]);
  });

  it('opens with a reason for up to an hour, counts down and is ended before its time', async () => {
    const fake = session(['staff'], (method, path) => (path.endsWith('/end') ? glass({ state: 'over' }) : method === 'POST' ? glass() : undefined), true);
    const page = await show<'emergency-access'>(fake, '<emergency-access archive="erp:7" shut></emergency-access>');
    await page.press('.break');
    await page.press('.go');
    expect(sent(fake), 'without a reason').to.deep.equal([]);
    await page.type('[name=reason]', 'The guest is unwell.');
    await page.type('[name=minutes]', '90');
    await page.press('.go');
    expect([sent(fake).length, page.text().includes('1 to 60 minutes.')]).to.deep.equal([0, true]);
    await page.type('[name=minutes]', '15');
    await page.press('.go');
    expect(sent(fake)).to.deep.equal([{ method: 'POST', path: '/api/archives/erp%3A7/break-glass', body: { reason: 'The guest is unwell.', minutes: 15 } }]);
    expect([page.inside.querySelector('dialog'), page.inside.querySelector('[role=timer]')!.textContent]).to.deep.equal([null, 'Emergency access: 10:00 left. Everything you open is written down.']);
    page.time.pass(61_000);
    await page.settled();
    expect(page.inside.querySelector('[role=timer]')!.textContent).to.contain('8:59 left');
    await page.press('.banner .end');
    expect([sent(fake).at(-1)!.path, page.inside.querySelector('.banner'), page.text().includes('The emergency access is over.')]).to.deep.equal(['/api/break-glass/g1/end', null, true]);
  });

  it('asks the server when the time is over, and says nothing is open any more', async () => {
    let over = false;
    const fake = session(['staff'], (_method, path) => (path === '/api/break-glass' ? { items: [glass(over ? { state: 'over' } : {})] } : undefined), true);
    const page = await show<'emergency-access'>(fake, '<emergency-access archive="A1"></emergency-access>');
    expect(page.inside.querySelector('.banner')).not.to.equal(null);
    over = true;
    page.time.pass(599_500);
    await page.settled();
    page.time.pass(1_000);
    await page.settled();
    expect(page.inside.querySelector('.banner')).to.equal(null);
  });

  it('a second time waits for somebody else', async () => {
    const fake = session(['staff'], (method) => (method === 'POST' ? glass({ state: 'waiting', until: null }) : undefined), true);
    const page = await show<'emergency-access'>(fake, '<emergency-access archive="A1" shut></emergency-access>');
    await page.press('.break');
    await page.type('[name=reason]', 'Once more.');
    await page.press('.go');
    expect(page.text()).to.contain('a second person must agree');
    expect(page.inside.querySelector('.break')).to.equal(null);
  });

  it('says in its dialog when it cannot be opened', async () => {
    const fake = session(['staff'], (method) => { if (method === 'POST') throw new ApiError(404, 'not-found', 'no'); }, true);
    const page = await show<'emergency-access'>(fake, '<emergency-access archive="A9" shut></emergency-access>');
    await page.press('.break');
    await page.type('[name=reason]', 'Now.');
    await page.press('.go');
    expect(page.inside.querySelector('form [role=alert]')!.textContent).to.equal('It could not be opened.');
  });

  it('stands on the card of a customer that is shut, and only for whom the policy names', async () => {
    const exists = { id: 'A1', name: 'Alfreds', kind: 'organisation', department: null, owner: null, level: 'exists' };
    for (const named of [true, false]) {
      const fake = session(['staff'], () => undefined, named);
      fake.digests.set('A1', { kind: 'ready', digest: exists as never });
      const { root, remove } = mount(fake, '<customer-card archive="A1"></customer-card>', 'en');
      clean = remove;
      const card = root.querySelector('customer-card')!;
      const way = (): unknown => card.shadowRoot!.querySelector('emergency-access')?.shadowRoot?.querySelector('.break') ?? null;
      for (let i = 0; i < 200 && way() === null; i++) await new Promise((done) => setTimeout(done, named ? 10 : 1));
      expect(way() !== null).to.equal(named);
      remove();
    }
  });
});
