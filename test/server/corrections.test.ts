/** Corrections over REST: the ten steps by those who do them, rights that come with a step and go with it before the answer, who may read a case, deadlines and what remains after it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { correctionTexts } from '../../server/storage/correction-store.ts';
import type { CorrectionLines, CorrectionTemplateView, CorrectionView } from '../../model/corrections/api.ts';
import { TEMPLATES } from '../../model/corrections/template.ts';
import { docName } from '../../model/ids.ts';
import type { ArchiveId, DepartmentId, PersonId } from '../../model/ids.ts';
import type { HistoryPage } from '../../model/api.ts';
import type { NoticePage } from '../../model/notices/api.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

const who = (sub: string, department: string, ...roles: readonly string[]): Who => ({ sub, name: sub, roles: [...roles] as never, department });
const olga = who('olga', 'sales', 'staff');
const clerk = who('clara', 'service', 'service');
const clerk2 = who('cesar', 'service', 'service');
const chief = who('chen', 'service', 'serviceManager');
const both = who('bea', 'service', 'service', 'serviceManager', 'generalManager');
const boss = who('greta', 'office', 'generalManager');
const lab = who('lars', 'lab', 'staff');
const stranger = who('sam', 'lab2', 'staff');
const steward = who('stella', 'office', 'steward');
const auditor = who('arthur', 'office', 'auditor');
const officer = who('coco', 'office', 'compliance');
const admin = who('adam', 'office', 'admin');
const everybody = [olga, clerk, clerk2, chief, both, boss, lab, stranger, steward, auditor, officer, admin];

let world: HttpWorld;
beforeAll(async () => {
  world = await httpWorld({ env: { DOSSIER_TIMEZONE: 'Europe/Madrid' } });
  await world.dossier.services.directory.putDepartments(['sales', 'service', 'office', 'lab', 'lab2'].map((id) => ({ id: id as DepartmentId, name: id, parent: null, managers: [] })));
  for (const each of everybody) await world.call(each, 'GET', '/api/me');
  // roles that the directory holds count also while nobody is signed in
  for (const { sub, roles } of everybody) {
    const person = world.dossier.access.directory.person(sub as PersonId);
    if (person) await world.dossier.services.directory.putPerson({ ...person, roles: roles as never, clearances: sub === 'coco' ? ['identity', 'bank', 'aml'] : [] });
  }
});
afterAll(async () => {
  expect(world.errors).toEqual([]); //
  await world.close();
});

let count = 0;
async function archive(): Promise<ArchiveId> {
  const id = `C${++count}` as ArchiveId;
  await world.dossier.services.archives.bring('olga' as PersonId, { id, keys: [], kind: 'organisation', packs: ['base', 'organisation'], owner: 'olga' as PersonId, department: 'sales' as DepartmentId, fields: { 'customer.name': `Ferretería ${count}`, 'customer.shortName': 'Fereteria' } });
  return id;
}
const VALUE = { section: 'profile', key: 'fields/customer.shortName' };
const open = (id: ArchiveId, by: Who, more: object = {}) => world.call<CorrectionView>(by, 'POST', `/api/archives/${id}/corrections`, { concerns: [VALUE], text: 'The short name has one r too few', proposed: [{ ...VALUE, value: 'Ferretería' }], found: 'customer', ...more });
const get = (by: Who, id: string) => world.call<CorrectionView>(by, 'GET', `/api/corrections/${id}`);
const act = async (by: Who, id: string, what: string, more: object = {}) => {
  const { body } = await get(steward, id);
  return world.call<CorrectionView>(by, 'POST', `/api/corrections/${id}/steps`, { act: what, ifStep: body.stand, ...(what === 'approve' ? {} : { text: `${by.sub}: ${what}` }), ...more });
};
const reads = async (by: Who, id: ArchiveId): Promise<string | number> => {
  const { status, body } = await world.call<{ readonly level?: string }>(by, 'GET', `/api/archives/${id}/sections/profile`);
  return status === 200 ? (body.level ?? '?') : status;
};
const waiting = async (by: Who) => (await world.call<CorrectionLines>(by, 'GET', '/api/corrections?waiting=me')).body.items.map(({ id }) => id);
const toLab = { to: [{ kind: 'department', id: 'lab' }] };

describe('the ten steps', () => {
  it('each does their own, reads while it waits for them, and a rejection returns to the drafter', async () => {
    const id = await archive();
    const opened = (await open(id, olga)).body;
    expect(opened).toMatchObject({ step: 'draftPlan', round: 1, state: 'waiting', stand: 'draftPlan.1', due: '2026-03-04', may: ['withdraw'], waitsFor: { roles: ['service'], nobody: false }, concerns: [{ label: { en: 'Short name' } }] });
    const of = opened.id;
    // service reads now, its manager not yet
    expect([await reads(clerk, id), await reads(chief, id), await reads(lab, id), await reads(stranger, id)]).toEqual(['read', 404, 404, 404]);
    expect([await waiting(clerk), await waiting(chief)]).toEqual([[of], []]);
    expect((await get(stranger, of)).status).toBe(404);
    expect((await act(chief, of, 'submit')).status).toBe(403);
    expect((await act(clerk, of, 'submit', { text: ' ' })).status).toBe(422);
    expect((await act(clerk, of, 'submit')).body).toMatchObject({ step: 'managerReview', mine: false });
    expect([await reads(clerk, id), await reads(chief, id)]).toEqual([404, 'read']);
    // rejected: it is the drafter's again, not any clerk's
    expect((await act(chief, of, 'reject')).body).toMatchObject({ step: 'draftPlan', round: 2 });
    expect([await reads(clerk, id), await reads(clerk2, id), await reads(chief, id)]).toEqual(['read', 404, 404]);
    expect((await act(clerk2, of, 'submit')).status).toBe(404);
    expect((await act(clerk, of, 'submit')).status).toBe(200);
    expect((await act(chief, of, 'approve')).body.step).toBe('generalManagerApproval');
    expect((await act(boss, of, 'approve')).body.step).toBe('organiseExecution');
    expect((await act(clerk2, of, 'submit')).body.step).toBe('handOver');
    expect((await act(clerk, of, 'assign', { to: [{ kind: 'department', id: 'nowhere' }] })).status).toBe(422);
    expect((await act(clerk, of, 'assign', toLab)).body).toMatchObject({ step: 'executeFeedback', waitsFor: { assignees: [{ kind: 'department', id: 'lab' }], people: [{ id: 'lars' }] } });
    // who executes writes what it is about, and sees nothing else
    expect([await reads(lab, id), await reads(clerk, id)]).toEqual(['write', 404]);
    expect((await world.call(lab, 'GET', `/api/archives/${id}/sections/people`)).status).toBe(404);
    expect((await world.call(clerk, 'POST', `/api/corrections/${of}/apply`, { ifStep: 'executeFeedback.2' })).status).toBe(403);
    const applied = await world.call<CorrectionView>(lab, 'POST', `/api/corrections/${of}/apply`, { ifStep: 'executeFeedback.2', source: 'registration' });
    expect(applied.status).toBe(200);
    expect((await world.call(lab, 'POST', `/api/corrections/${of}/apply`, { ifStep: 'executeFeedback.2' })).status).toBe(409);
    expect((await world.call(olga, 'GET', `/api/archives/${id}/sections/profile`)).body).toMatchObject({ fields: { 'customer.shortName': 'Ferretería' }, marks: { 'fields/customer.shortName#verifiedAt': '2026-03-02', 'fields/customer.shortName#source': 'registration' } });
    expect((await act(lab, of, 'feedback')).body.step).toBe('writeReport');
    expect(await reads(lab, id)).toBe(404);
    expect((await act(clerk, of, 'submit')).body.step).toBe('managerReportReview');
    expect((await act(chief, of, 'approve')).body.step).toBe('generalManagerReportApproval');
    expect((await act(boss, of, 'approve')).body.step).toBe('filed');
    const filed = (await act(clerk, of, 'file')).body;
    expect(filed).toMatchObject({ state: 'filed', step: null, due: null, may: [], mine: false });
    expect(filed.steps.every(({ status }) => status === 'done')).toBe(true);
    expect(filed.acts.map(({ act: what, by, round }) => `${round} ${by.id} ${what}`)).toEqual(['1 olga open', '1 clara submit', '1 chen reject', '2 clara submit', '2 chen approve', '2 greta approve', '2 cesar submit', '2 clara assign', '2 lars apply', '2 lars feedback', '2 clara submit', '2 chen approve', '2 greta approve', '2 clara file']);
    expect([await reads(clerk, id), await reads(chief, id), await reads(lab, id)]).toEqual([404, 404, 404]);
    expect((await act(clerk, of, 'file')).status).toBe(409);
    // its traces: the archive's history, the set of edits, the audit
    const history = (await world.call<HistoryPage>(olga, 'GET', `/api/archives/${id}/history?section=archive`)).body.items.map(({ key }) => key);
    expect(history.slice(0, 3)).toEqual(['correctionFiled', 'correctionApplied', 'correctionOpened']);
    expect((await world.call<{ readonly kind: string; readonly title: string }>(lab, 'GET', `/api/changesets/${filed.acts.find(({ changeset }) => changeset !== null)?.changeset}`)).body).toMatchObject({ kind: 'correction', title: String(filed.number) });
    await world.dossier.services.notices.settled();
    const told = async (each: Who) => (await world.call<NoticePage>(each, 'GET', '/api/notices')).body.items.filter(({ archive: about }) => about === id).map(({ kind }) => kind);
    expect(await told(olga)).toEqual(['correctionFiled']);
    expect(await told(boss)).toEqual(['correctionStep', 'correctionStep']);
  });

  it('who acts on a case as it was before hears of it, and nothing is done', async () => {
    const of = (await open(await archive(), olga)).body.id;
    const wish = { act: 'submit', text: 'a plan', ifStep: 'draftPlan.1' };
    const answers = await Promise.all([clerk, clerk2].map((each) => world.call(each, 'POST', `/api/corrections/${of}/steps`, wish)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409].map((n) => expect.toSatisfy((status: number) => status === n || (n === 409 && status === 404))));
    expect((await get(chief, of)).body.acts.filter(({ act: what }) => what === 'submit')).toHaveLength(1);
  });

  it('whoever wrote the values does not check the report about it, whoever of the department reported back', async () => {
    const of = (await open(await archive(), olga)).body.id;
    for (const [by, what, more] of [[clerk, 'submit', {}], [chief, 'approve', {}], [boss, 'approve', {}], [clerk, 'submit', {}], [clerk, 'assign', { to: [{ kind: 'department', id: 'service' }, { kind: 'department', id: 'lab' }] }]] as const) expect((await act(by, of, what, more)).status).toBe(200);
    expect((await world.call(both, 'POST', `/api/corrections/${of}/apply`, { ifStep: 'executeFeedback.1' })).status).toBe(200);
    for (const by of [clerk2, lab]) expect((await act(by, of, 'feedback')).status).toBe(200);
    expect((await act(clerk, of, 'submit')).body.step).toBe('managerReportReview');
    expect((await act(both, of, 'approve')).status).toBe(403);
    expect((await act(chief, of, 'approve')).status).toBe(200);
  });

  it('nobody checks what they made, whatever roles they have besides', async () => {
    const of = (await open(await archive(), olga)).body.id;
    expect((await act(both, of, 'submit')).status).toBe(200);
    expect((await act(both, of, 'approve')).status).toBe(403);
    expect((await act(chief, of, 'approve')).status).toBe(200);
    expect((await act(both, of, 'approve')).status).toBe(403);
    const second = (await open(await archive(), olga)).body.id;
    await act(clerk, second, 'submit');
    expect((await act(both, second, 'approve')).body.step).toBe('generalManagerApproval');
    expect((await act(both, second, 'approve')).status).toBe(403);
    expect((await act(boss, second, 'reject')).body.step).toBe('draftPlan');
  });
});

describe('who may know of a case', () => {
  it('who works on it, who answers for the archive, the steward; auditors what was done without the words', async () => {
    const id = await archive();
    const of = (await open(id, olga)).body.id;
    for (const each of [olga, clerk, clerk2, chief, steward]) expect([each.sub, (await get(each, of)).body.withheld]).toEqual([each.sub, false]);
    for (const each of [auditor, officer]) {
      const { body } = await get(each, of);
      expect([each.sub, body.withheld, body.acts.map(({ text }) => text), body.proposed]).toEqual([each.sub, true, [null], []]);
    }
    for (const each of [lab, stranger, admin, boss]) expect([each.sub, (await get(each, of)).status]).toEqual([each.sub, 404]);
    expect((await world.call<CorrectionLines>(olga, 'GET', `/api/archives/${id}/corrections`)).body.items.map((each) => each.id)).toEqual([of]);
    expect((await world.call(stranger, 'GET', `/api/archives/${id}/corrections`)).status).toBe(404);
    // nobody reports what they do not read
    expect((await open(id, stranger)).status).toBe(404);
    expect((await open(id, olga, { concerns: [{ section: 'identity', key: null }], proposed: [] })).status).toBe(422);
  });

  it('of a restricted section only those with its clearance know, and no value of it is kept', async () => {
    const id = await archive();
    await world.dossier.hub.write(docName(id, 'identity'), 'coco' as PersonId, { fields: {} });
    const refused = await world.call(officer, 'POST', `/api/archives/${id}/corrections`, { concerns: [{ section: 'identity', key: null }], text: 'x', proposed: [{ section: 'identity', key: 'fields/person.idNumber', value: '1' }] });
    expect(refused.status).toBe(422);
    const of = (await open(id, officer, { concerns: [{ section: 'identity', key: null }], proposed: [] })).body.id;
    for (const each of [olga, clerk, chief, steward, auditor]) expect([each.sub, (await get(each, of)).status]).toEqual([each.sub, 404]);
    expect((await get(officer, of)).body).toMatchObject({ waitsFor: { nobody: true, people: [] } });
    expect(await waiting(clerk)).not.toContain(of);
    const history = (await world.call<HistoryPage>(olga, 'GET', `/api/archives/${id}/history?section=archive`)).body.items.map(({ key }) => key);
    expect(history).not.toContain('correctionOpened');
  });

  it('compliance leaves no name with others', async () => {
    const id = await archive();
    await world.dossier.services.archives.grant(world.dossier.access.directory.person('olga' as PersonId) as never, { archive: id, to: { kind: 'person', id: 'coco' as PersonId }, level: 'read', sections: null, reason: 'x', until: null });
    const of = (await open(id, officer)).body.id;
    expect(JSON.stringify((await get(olga, of)).body)).not.toContain('coco');
    expect(JSON.stringify((await world.call(olga, 'GET', `/api/archives/${id}/corrections`)).body)).not.toContain('coco');
  });

  it('all words and values of cases lie in the columns that are said to hold them', async () => {
    const id = await archive();
    const of = (await open(id, olga, { text: 'SECRETWORD', proposed: [{ ...VALUE, value: 'SECRETVALUE' }] })).body.id;
    expect(correctionTexts).toMatchObject({ table: 'correction_act', texts: ['text', 'proposed'] });
    const stored = await world.storage.corrections.get(of as never);
    expect(JSON.stringify(stored)).not.toMatch(/SECRET/);
    expect(JSON.stringify(await world.storage.corrections.acts(of as never))).toMatch(/SECRETWORD.*SECRETVALUE/);
  });
});

describe('deadlines and steps', () => {
  it('an overdue step is told once a working day, to whom it waits for and to who leads the chain', async () => {
    const id = await archive();
    const of = (await open(id, olga)).body.id;
    const due = async (each: Who) => { await world.dossier.services.notices.settled(); return (await world.call<NoticePage>(each, 'GET', '/api/notices?limit=100')).body.items.filter(({ kind, archive: about }) => kind === 'correctionDue' && about === id).map(({ count: n }) => n); };
    await world.dossier.services.corrections.look();
    expect(await due(clerk)).toEqual([]);
    world.pass(3 * 86_400_000);
    await world.dossier.services.corrections.look();
    await world.dossier.services.corrections.look();
    expect((await get(clerk, of)).body).toMatchObject({ late: true, due: '2026-03-04' });
    expect([await due(clerk), await due(olga)]).toEqual([[1], []]);
    await act(clerk, of, 'submit');
    expect((await get(chief, of)).body.late).toBe(false);
  });

  it('the administrator chooses the steps; a case that runs keeps those it began with', async () => {
    const running = (await open(await archive(), olga)).body;
    const steps = (list: readonly object[], version: number, by = admin) => world.call<CorrectionTemplateView>(by, 'PUT', '/api/correction-steps', { steps: list, version });
    expect((await steps(TEMPLATES.three, 0, clerk)).status).toBe(403);
    expect((await steps(TEMPLATES.three.slice(0, 1), 0)).status).toBe(422);
    expect((await steps([TEMPLATES.three[0]!, TEMPLATES.three[2]!], 0)).status).toBe(422);
    expect((await steps(TEMPLATES.three, 0)).body).toMatchObject({ version: 1, mayChange: true });
    expect((await steps(TEMPLATES.ten, 0)).status).toBe(409);
    const id = await archive();
    const of = (await open(id, olga)).body;
    expect([running.steps.length, (await get(olga, running.id)).body.steps.length, of.steps.length]).toEqual([10, 10, 3]);
    expect((await act(both, of.id, 'submit')).status).toBe(200);
    expect((await act(both, of.id, 'approve')).status).toBe(403);
    expect((await act(boss, of.id, 'approve')).body.step).toBe('filed');
    // with no department to execute, who files writes the values
    expect(await reads(clerk, id)).toBe('write');
    expect((await world.call(clerk, 'POST', `/api/corrections/${of.id}/apply`, { ifStep: 'filed.1' })).status).toBe(200);
    expect((await act(clerk, of.id, 'file')).body.state).toBe('filed');
    expect((await steps(TEMPLATES.ten, 1)).body.version).toBe(2);
  });

  it('whoever reported it may take it back until there is a plan', async () => {
    const of = (await open(await archive(), olga)).body.id;
    expect((await act(clerk, of, 'withdraw')).status).toBe(403);
    expect((await act(olga, of, 'withdraw')).body).toMatchObject({ state: 'withdrawn', step: null });
    const second = (await open(await archive(), olga)).body.id;
    await act(clerk, second, 'submit');
    expect((await act(olga, second, 'withdraw')).status).toBe(409);
  });
});
