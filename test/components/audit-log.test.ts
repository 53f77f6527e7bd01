/** The audit's tab: accessible and readable in four languages and at 240 px, sentences that say who did what, no name where none is told, the check of the chain, reports, and the review that a manager signs. */
import { expect } from '@esm-bundle/chai';
import { AuditLog } from '../../components/audit-log.ts';
import { loadStrings } from '../../components/internal/strings/index.ts';
import type { AccessReview, AuditLine, AuditLines } from '../../model/audit/api.ts';
import { AUDIT_ACTIONS } from '../../model/audit/entry.ts';
import type { AuditAction } from '../../model/audit/entry.ts';
import { auditTexts } from '../../model/audit/texts.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { accessible } from './accessible.ts';
import { FakeSession, mount } from './fake-session.ts';

customElements.get('audit-log') ?? customElements.define('audit-log', AuditLog);

let clean: () => void = () => {};
afterEach(() => clean());

const line = (seq: number, action: AuditAction, more: object = {}): AuditLine => ({ seq, at: '2026-03-02T09:10:00Z', action, kind: AUDIT_ACTIONS[action], actor: { id: 'wei', name: '李伟' }, archive: { id: 'ALFKI', name: null, code: null }, section: null, object: null, outcome: 'done', because: [], detail: {}, ...more }) as unknown as AuditLine;
const LINES: AuditLines = {
  items: [line(9, 'opened', { section: 'bank' }), line(8, 'refused', { outcome: 'refused', detail: { count: 7 } }), line(7, 'edited', { section: 'contacts-2026', archive: { id: 'BONAP', name: 'Bon app', code: '12' } }), line(6, 'settingChanged', { actor: null, archive: null, object: 'catalogue', at: '2026-03-01T09:10:00Z' })],
  next: 6, since: '2026-01-01T00:00:00Z',
};
const REVIEW = { half: '2026H1', from: '2026-01-01T00:00:00Z', to: '2026-03-02T00:00:00Z', days: 90, mine: ['north'], signed: [{ by: { id: 'max', name: 'Max' }, at: '2026-03-01T00:00:00Z', departments: ['north'] }], items: [{ person: { id: 'olga', name: 'Olga' }, active: true, department: 'north', roles: [], clearances: ['bank'], sources: [{ kind: 'owner', department: 'north', count: 3 }], dormant: [{ grant: 'g1', archive: { id: 'ALFKI', name: null, code: null }, since: '2025-01-01T00:00:00Z', until: null, lastUse: '2025-06-01' }], lastUse: null }] } as unknown as AccessReview;

class Fake extends FakeSession {
  verified: unknown = { rows: 1234, ok: true, faults: [], unchecked: [], head: null };
  constructor(roles: readonly string[] = ['auditor']) {
    super();
    Object.assign(this, { me: { id: 'audrey', name: 'Audrey', department: null, roles, clearances: [], can: {}, workspace: {} } });
    this.answer = (_, path) => {
      const [where = ''] = path.split('?');
      switch (where) {
        case '/api/audit': return path.includes('before=6') ? { ...LINES, items: [line(1, 'chainBegun', { actor: null, archive: null })], next: null } : LINES;
        case '/api/audit/verify': return this.verified;
        case '/api/audit/reports/who-could-see': return { archive: { id: 'ALFKI', name: null, code: null }, at: '2026-03-02T23:59:59Z', since: '2026-01-01T00:00:00Z', existed: true, items: [{ person: { id: 'olga', name: 'Olga' }, level: 'manage', sections: [{ section: 'profile', level: 'manage', because: [{ kind: 'owner' }] }] }] };
        case '/api/audit/reports/what-opened': return { person: { id: 'wei', name: '李伟' }, from: '2026-01-01', to: '2026-03-03', more: false, items: [{ archive: { id: 'ALFKI', name: null, code: null }, section: 'bank', action: 'opened', count: 3, first: '2026-02-01T00:00:00Z', last: '2026-03-01T00:00:00Z' }] };
        case '/api/audit/reports/access-review': return REVIEW;
        default: return null;
      }
    };
  }
}

async function stage(session: FakeSession, lang = 'en') {
  await loadStrings(LANGUAGES.find((each) => each === lang) ?? 'en');
  const { root, remove } = mount(session, '', lang);
  clean = remove;
  const element = document.createElement('audit-log') as AuditLog;
  root.append(element);
  await settled(element);
  return { element, inside: element.renderRoot as ShadowRoot };
}
async function settled(element: AuditLog): Promise<void> {
  for (let i = 0; i < 5; i++) {
    await new Promise((resolve) => setTimeout(resolve));
    await element.updateComplete;
  }
}
const words = (inside: ShadowRoot): string => (inside.querySelector('.sheet')?.textContent ?? '').replace(/\s+/g, ' ');
const press = async (element: AuditLog, selector: string): Promise<void> => {
  element.renderRoot.querySelector<HTMLElement>(selector)?.click();
  await settled(element);
};

it('every action has its sentence in every language', () => {
  for (const language of LANGUAGES) for (const action of Object.keys(AUDIT_ACTIONS) as AuditAction[]) expect(auditTexts(language).actions[action], `${action} ${language}`).to.be.a('string').and.not.equal('');
});

it('says who did what, by day, and tells no name of a customer where none is told', async () => {
  const { inside } = await stage(new Fake());
  expect(words(inside)).to.contain('李伟 opened a restricted section').and.contain('Archive ALFKI').and.contain('Bank').and.contain('was refused 7 times').and.contain('The server changed a setting');
  expect(inside.querySelectorAll('h3 time').length).to.equal(2);
  expect(inside.querySelector('[data-seq="9"] .link')).to.equal(null);
  expect(inside.querySelector('[data-seq="7"] .link')?.textContent).to.equal('Bon app');
});

it('goes on where the page ended', async () => {
  const { element, inside } = await stage(new Fake());
  await press(element, '.more');
  expect(inside.querySelectorAll('.log > li').length).to.equal(5);
  expect(inside.querySelector('.more')).to.equal(null);
});

it('asks by kind', async () => {
  const fake = new Fake();
  const { element, inside } = await stage(fake);
  const kind = inside.querySelector<HTMLSelectElement>('select[name=kind]');
  if (kind === null) throw new Error('no filter');
  kind.value = 'rights';
  kind.dispatchEvent(new Event('change'));
  await press(element, 'form.filters [type=submit]');
  expect(fake.asked.at(-1)?.path).to.contain('kind=rights');
});

it('says whether the chain is whole, and at which row it is broken', async () => {
  const fake = new Fake();
  const { element, inside } = await stage(fake);
  await press(element, '.verify');
  expect(inside.querySelector('.whole')?.textContent).to.contain('1,234');
  fake.verified = { rows: 9, ok: false, faults: [{ seq: 17, kind: 'edited', text: 'x' }], unchecked: [], head: null };
  await press(element, '.verify');
  expect(inside.querySelector('.faults')?.textContent).to.contain('17');
});

it('a manager sees the review alone, and signs it', async () => {
  const fake = new Fake(['manager']);
  const { element, inside } = await stage(fake);
  expect(inside.querySelector('.views')).to.equal(null);
  expect(words(inside)).to.contain('owner of 3 (north)').and.contain('1 grants not used for 90 days').and.contain('Signed by Max');
  await press(element, '.sign');
  const signature = fake.asked.find(({ method }) => method === 'POST');
  expect(signature?.body).to.deep.equal({ half: '2026H1', departments: ['north'] });
  expect(inside.querySelector('.done')?.textContent).to.contain('in the chain');
});

for (const language of LANGUAGES) {
  it(`is accessible in every part and keeps to 240 px (${language})`, async () => {
    const { element, inside } = await stage(new Fake(), language);
    (element as HTMLElement).setAttribute('style', 'display: block; inline-size: 240px');
    for (const part of [1, 2, 3, 4]) {
      await press(element, `.views button:nth-child(${part})`);
      if (part === 2) {
        const archive = inside.querySelector<HTMLInputElement>('input[name=archive]');
        if (archive === null) throw new Error('no field');
        archive.value = 'ALFKI';
        archive.dispatchEvent(new Event('input'));
      }
      await press(element, 'form.filters [type=submit]');
      await accessible(element);
      const sheet = inside.querySelector('.sheet');
      expect(sheet?.scrollWidth ?? 0, `part ${part}`).to.be.at.most((sheet?.clientWidth ?? 0) + 1);
    }
  }).timeout(30_000);
}
