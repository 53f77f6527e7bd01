/** The privacy desk: accessible in each language and view, for everybody what remains, for compliance the way from a request to a file that somebody else lets go. */
import { expect } from '@esm-bundle/chai';
import { loadStrings } from '../../components/internal/strings/index.ts';
import { SubjectDesk } from '../../components/subject-desk.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { FILE_FORMAT, NO_REVIEW } from '../../model/privacy/file.ts';
import type { FileDraft, FileValue } from '../../model/privacy/file.ts';
import { REMAINS } from '../../model/privacy/remains.ts';
import type { SubjectRequest } from '../../model/privacy/requests.ts';
import type { DecidedFinding, SubjectJob } from '../../model/privacy/subject.ts';
import { accessible } from './accessible.ts';
import { FakeSession, mount } from './fake-session.ts';

customElements.get('subject-desk') ?? customElements.define('subject-desk', SubjectDesk);
let clean: () => void = () => {};
afterEach(() => clean());

const labels = (text: string) => ({ 'en': text, 'zh-Hans': text, 'zh-Hant': text, 'es': text });
const cleo = { id: 'cleo' as never, name: 'Cleo Park' };
const request: SubjectRequest = { id: 'r1', kind: 'access', state: 'received', received: '2026-03-01', due: '2026-04-01', putOff: false, way: 'phone', who: 'Anna Berg', contact: '+46 70 111 22 33', identity: null, archives: [{ id: 'ANNA' as never, name: 'Anna Berg' }], search: null, file: null, correction: null, corrected: null, outcome: '', steps: [], late: true, soon: false };
const asks = (kind: SubjectRequest['kind']): SubjectRequest => ({ ...request, id: kind, kind, late: false });
const job: SubjectJob = { id: 'j1', state: 'found', by: cleo.id, at: '2026-03-02T09:00:00Z', query: { names: [], phones: ['+46 70 111 22 33'], mails: [], idNumbers: [] }, counts: { found: 2, chosen: 0, kept: 0, open: 2, barred: 0, closed: 1, archives: 2 }, progress: 1, asked: null, certificate: null, error: null };
const finding = (id: string, archive: string): DecidedFinding => ({ id, archive: archive as never, name: archive, section: 'profile', place: { kind: 'row', table: 'methods', row: 'm1', column: 'value' }, excerpt: '+46 70 111 22 33', certainty: 'exact', why: ['phone'], effect: 'value', barred: null, decision: { kind: 'open' } });
const value = (id: string, more: Partial<FileValue>): FileValue => ({ id, label: 'Matter', text: 'Talked with Bertil', raw: 'x', key: id, source: null, verified: null, free: true, others: ['Bertil'], silent: false, ...more });
const draft = (needsOther: boolean): FileDraft => ({
  id: 'f1', state: 'draft', lang: 'en', archives: [{ id: 'ANNA' as never, name: 'Anna Berg' }], request: null, due: '2026-04-01', madeBy: cleo, at: '2026-03-02T09:00:00Z', releasedBy: null, released: null, keptUntil: null, sha256: null, missing: [], toCheck: 1, review: NO_REVIEW, needsOther,
  content: { format: FILE_FORMAT, version: 1, id: 'f1', at: '2026-03-02T09:00:00Z', lang: 'en', company: 'Harbour', archives: [{ id: 'ANNA' as never, name: 'Anna Berg', part: null, classes: [], consents: [], exports: [], card: '', attachments: [{ id: 'p1', section: 'documents', name: 'contract.pdf', type: 'application/pdf', size: 3, at: '2026-01-01' }], sections: [{ section: 'contacts', label: 'Contact records', purpose: '', retention: '', readers: [], groups: [{ label: 'Talk', values: [value('v1', {}), value('v2', { text: 'suspicion', silent: true, others: [] })] }] }] }] },
});

async function stage(roles: readonly string[], lang: (typeof LANGUAGES)[number] = 'en', needsOther = false) {
  await loadStrings(lang);
  const sent: { readonly method: string; readonly path: string; readonly body: unknown }[] = [];
  const session = new FakeSession();
  if (session.me !== null) session.me = { ...session.me, roles: roles as never };
  let file = draft(needsOther);
  session.answer = (method, path, body) => {
    if (method !== 'GET') sent.push({ method, path, body });
    const [where] = path.split('?');
    switch (`${method} ${where}`) {
      case 'GET /api/subject-requests': return { items: [request, asks('restriction'), asks('correction')] };
      case 'GET /api/subjects': return { items: [] };
      case 'GET /api/erasures': return { items: [{ id: 'e1', at: '2026-03-02T09:00:00Z', ended: '2026-03-02T09:01:00Z', askedBy: 'cleo', approvedBy: 'clara', names: { cleo: 'Cleo Park', clara: 'Clara Ruiz' }, reason: 'asked for', salt: 'ab', texts: [{ kind: 'name', ends: 'rg', length: 9, hash: 'c0ffee' }], found: 5, erased: [{ archive: 'ANNA', section: 'profile', kind: 'field', what: null, count: 3 }, { archive: null, section: null, kind: 'stored', what: 'setting', count: 1 }], kept: [{ archive: 'ACME', section: 'people', kind: 'relation', what: null, reason: 'otherPerson', count: 1 }], bytes: { files: 9, bytes: 123456, variants: 4, left: [], at: '2026-03-02T09:01:00Z' }, backups: [{ name: 'daily-1', at: '2026-03-01', until: '2026-04-01' }] }] };
      case 'POST /api/subjects/search': case 'GET /api/subjects/j1': return job;
      case 'GET /api/subjects/j1/findings': return { items: [finding('1', 'ANNA'), finding('2', 'ACME')], next: null, counts: job.counts };
      case 'POST /api/subjects/j1/file': case 'GET /api/subject-files/f1': return file;
      case 'PUT /api/subject-files/f1/review': return (file = { ...file, review: body as FileDraft['review'] });
      case 'GET /api/subject-files': return { items: [file] };
      case 'GET /api/retention': return { rules: [{ id: 'private', kind: null, section: 'private', from: 'lastActivity', years: 3 }], version: 1, setBy: null, setAt: null, note: null };
      case 'GET /api/retention/due': return { items: [{ id: 'd1', rule: null, archive: 'OLD', name: 'Old one', section: null, due: '2026-01-01', state: 'proposed', askedBy: null, decidedBy: null, reason: '', held: false }] };
      case 'GET /api/restrictions': return { items: [{ id: 's1', archive: 'ANNA', name: 'Anna Berg', reason: 'Disputes it', request: null, was: 'open', by: cleo, at: '2026-03-02T09:00:00Z', lifted: null }] };
      case 'GET /api/objections': return { items: [{ id: 'o1', archive: 'ANNA', name: 'Anna Berg', scheme: 'maturity', schemeName: labels('New or established'), value: labels('New customer'), reason: 'Not new', request: null, by: cleo, at: '2026-03-02T09:00:00Z', decided: null }] };
      case 'GET /api/privacy/remains': return { exports: null, exported: 4, backups: { count: 2, until: '2027-03-02' } };
      default: return {};
    }
  };
  const { root, remove } = mount(session, '', lang);
  clean = remove;
  const element = document.createElement('subject-desk') as SubjectDesk;
  element.clock = { now: () => Date.parse('2026-03-03T08:00:00Z'), after: () => () => {} };
  root.append(element);
  const settle = async (): Promise<void> => { for (let i = 0; i < 6; i++) { await element.updateComplete; await new Promise((resolve) => setTimeout(resolve)); } };
  await settle();
  const query = <E extends HTMLElement>(selector: string): E | null => element.renderRoot.querySelector<E>(selector);
  const press = async (selector: string): Promise<void> => { const found = query(selector); expect(found, selector).not.equal(null); found?.click(); await settle(); };
  return { element, sent, query, press, settle, text: () => element.renderRoot.textContent ?? '' };
}

for (const lang of LANGUAGES) {
  it(`every view is accessible (${lang})`, async () => {
    const at = await stage(['compliance'], lang);
    for (const view of ['requests', 'find', 'files', 'consents', 'standing', 'due', 'rules', 'remains']) {
      await at.press(`[data-view=${view}]`);
      await accessible(at.element);
    }
  });
}

it('everybody reads what remains, and nobody else but compliance sees more', async () => {
  const at = await stage(['staff']);
  expect(at.query('[data-view]')).equal(null);
  for (const { title } of REMAINS) expect(at.text()).contain(title.en);
  expect(at.text()).contain('4 exports');
});

it('a request leads to a search with its number, and the search to a file', async () => {
  const at = await stage(['compliance']);
  expect(at.text()).contain('Late');
  await at.press('[data-request=r1] .find');
  expect(at.query<HTMLInputElement>('input[name=phones]')?.value).equal('+46 70 111 22 33');
  await at.press('form.search button[type=submit]');
  expect(at.sent[0]).deep.equal({ method: 'POST', path: '/api/subjects/search', body: { names: ['Anna Berg'], phones: ['+46 70 111 22 33'], mails: [], idNumbers: [] } });
  expect(at.element.renderRoot.querySelectorAll('section.archive')).lengthOf(2);
  await at.press('.make');
  expect(at.sent.at(-1)).deep.include({ path: '/api/subject-requests/r1/steps', body: { step: 'link', file: 'f1', search: 'j1', archives: ['ANNA'] } });
  expect(at.query('.review')).not.equal(null);
});

it('a file is let go only when every free text was looked at and the review is saved', async () => {
  const at = await stage(['compliance']);
  await at.press('[data-view=files]');
  await at.press('[data-file=f1] .look');
  const release = (): boolean => at.query<HTMLButtonElement>('.release')?.disabled ?? true;
  expect(release()).equal(true);
  await at.press('[data-value=v1] .seen');
  expect(release()).equal(true);
  await at.press('.save');
  expect(at.sent.at(-1)?.body).deep.equal({ ...NO_REVIEW, checked: ['v1'] });
  expect(release()).equal(false);
});

it('who made a file is told that somebody else lets it go', async () => {
  const at = await stage(['compliance'], 'en', true);
  await at.press('[data-view=files]');
  await at.press('[data-file=f1] .look');
  await at.press('[data-value=v1] .seen');
  await at.press('.save');
  expect(at.query<HTMLButtonElement>('.release')?.disabled).equal(true);
  expect(at.text()).contain('somebody else releases it');
});

it('what would tell of a suspicion says so to the reviewer, who looks at nothing more there', async () => {
  const at = await stage(['compliance']);
  await at.press('[data-view=files]');
  await at.press('[data-file=f1] .look');
  expect(at.query('[data-value=v2]')?.textContent).contain('without a mark');
  expect(at.query('[data-value=v2] .seen')).equal(null);
});

it('a certificate is a sheet of its own in the language of whoever gets it: where, what, by whom, the proof, the backups', async () => {
  for (const lang of LANGUAGES) {
    const at = await stage(['auditor'], lang);
    expect(at.query('form.search'), 'who does not look is not asked for a name').equal(null);
    await at.press('[data-certificate=e1] .sheet');
    const select = at.query<HTMLSelectElement>('.head select');
    expect(select?.value).equal(lang);
    await accessible(at.element);
    if (lang !== 'en') { clean(); continue; }
    const said = at.query('.certificate')?.textContent ?? '';
    for (const part of ['Cleo Park', 'Clara Ruiz', 'asked for', 'ANNA', 'Settings', 'another person', '123,456', 'daily-1', 'c0ffee']) expect(said, part).contain(part);
    if (select) { select.value = 'es'; select.dispatchEvent(new Event('change')); }
    await at.settle();
    expect(at.query('.certificate h4')?.textContent).equal('Certificado de borrado');
    expect(at.query('.certificate')?.getAttribute('lang')).equal('es');
    await at.press('.back');
    expect(at.query('.certificate')).equal(null);
    clean();
  }
});

it('a request to be only stored leads to the restriction of its archive, with a reason; it is lifted with one', async () => {
  const at = await stage(['compliance']);
  await at.press('[data-request=restriction] .leave');
  expect(at.query('form.standing .chosen')?.textContent).contain('Anna Berg');
  await at.press('form.standing button[type=submit]');
  expect(at.sent, 'no reason yet').lengthOf(0);
  const type = (selector: string, text: string): void => { const field = at.query<HTMLTextAreaElement>(selector); if (field) { field.value = text; field.dispatchEvent(new Event('input')); } };
  type('form.standing textarea', 'Disputes what is kept');
  await at.press('form.standing button[type=submit]');
  expect(at.sent.at(-1)).deep.equal({ method: 'POST', path: '/api/restrictions', body: { archive: 'ANNA', reason: 'Disputes what is kept', request: 'restriction' } });
  await at.press('[data-restriction=s1] .lift');
  type('li form textarea', 'It was right');
  await at.press('li form button[type=submit]');
  expect(at.sent.at(-1)).deep.equal({ method: 'POST', path: '/api/restrictions/s1/lift', body: { reason: 'It was right' } });
  await at.press('[data-objection=o1] .settle');
  type('li form textarea', 'Looked at');
  await at.press('li form button[type=submit]');
  expect(at.sent.at(-1)).deep.equal({ method: 'POST', path: '/api/objections/o1/settle', body: { reason: 'Looked at' } });
});

it('a request for correction becomes a case of what was found in one archive', async () => {
  const at = await stage(['compliance']);
  await at.press('[data-request=correction] .find');
  await at.press('form.search button[type=submit]');
  await at.press('[data-archive=ANNA] .case');
  for (const [name, text] of [['from', 'The number is old'], ['to', '+46 70 999 88 77']] as const) { const field = at.query<HTMLInputElement>(`form.act input[name=${name}]`); if (field) { field.value = text; field.dispatchEvent(new Event('input')); } }
  await at.press('form.act button[type=submit]');
  const key = 'rows/methods/m1/value';
  expect(at.sent.at(-1)).deep.equal({ method: 'POST', path: '/api/subject-requests/correction/correction', body: { archive: 'ANNA', concerns: [{ section: 'profile', key }], text: 'The number is old → +46 70 999 88 77', proposed: [{ section: 'profile', key, value: '+46 70 999 88 77' }] } });
});

it('administrators change the terms as a new version; a rule that says nothing new is not saved', async () => {
  const at = await stage(['admin']);
  expect([...at.element.renderRoot.querySelectorAll('[data-view]')].map((view) => view.getAttribute('data-view'))).deep.equal(['remains', 'rules']);
  await at.press('[data-view=rules]');
  await at.press('.change');
  await at.press('.add');
  await accessible(at.element);
  const rules = () => at.element.renderRoot.querySelectorAll<HTMLElement>('.rule');
  expect(rules()).lengthOf(2);
  const set = async (rule: number, selector: string, value: string): Promise<void> => { const field = rules()[rule]?.querySelector<HTMLInputElement>(selector); if (field) { field.value = value; field.dispatchEvent(new Event('input')); field.dispatchEvent(new Event('change')); } await at.settle(); };
  await set(1, 'select', 'private');
  await at.press('form button[type=submit]');
  expect(at.sent, 'two of one kind and section').lengthOf(0);
  await set(1, 'select', 'bank');
  await set(1, 'input', '7');
  await at.press('form button[type=submit]');
  expect(at.sent.at(-1)).deep.equal({ method: 'PUT', path: '/api/retention', body: { rules: [{ id: 'private', kind: null, section: 'private', from: 'lastActivity', years: 3 }, { id: 'rule-2', kind: null, section: 'bank', from: 'lastActivity', years: 7 }], version: 1, note: '' } });
});
