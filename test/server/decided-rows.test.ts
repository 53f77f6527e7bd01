/** Maker and approver at every door (server/sync/SPEC.md, GATE-18): nobody types who approved a rating of money-laundering risk, and what was approved stays what it was. */
import * as Y from 'yjs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AmlView } from '../../model/aml/api.ts';
import { ITEM_KEYS } from '../../model/aml/sheet.ts';
import type { ApiErrorBody, HistoryPage, SectionPatch, SectionValues } from '../../model/api.ts';
import { docName } from '../../model/ids.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import { applyPatch, deleteRow } from '../../model/section-doc.ts';
import { SHIPPED_LIMITS } from '../../server/limits.ts';
import { LiveSection } from '../../server/sync/live-section.ts';
import { Refusal } from '../../server/sync/refusal.ts';
import { SectionSchema } from '../../server/sync/section-schema.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';
import { seededBytes } from '../helpers/sync-world.ts';

const ROW = 'amlAssessments/a1';
const RATED: SectionPatch = { rows: { amlAssessments: { a1: { assessedAt: '2026-03-01', total: 80, level: 'low' } } }, texts: { [`${ROW}/override`]: 'supervised abroad', [`${ROW}/scores`]: 'cash 4 × 8' } };

describe('over the line', () => {
  const [CLEO, CLARA] = ['cleo', 'clara'] as PersonId[] as [PersonId, PersonId];
  let section: LiveSection;
  beforeEach(() => {
    section = new LiveSection(null, { schema: new SectionSchema('aml'), limits: SHIPPED_LIMITS, random: seededBytes(5), presenceOwner: () => undefined });
    section.write(CLEO, 100, (doc) => applyPatch(doc, RATED, seededBytes(6)));
  });
  const approve = (): unknown => section.write(CLARA, 100, (doc) => applyPatch(doc, { rows: { amlAssessments: { a1: { approver: 'clara' } } } }, seededBytes(7)));
  /** What the room says to an edit of Cleo. */
  const sent = (edit: (doc: Y.Doc) => void): string => {
    const copy = new Y.Doc();
    copy.clientID = 77;
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(section.doc));
    const before = Y.encodeStateVector(copy);
    copy.transact(() => edit(copy));
    const update = Y.encodeStateAsUpdate(copy, before);
    const held = Buffer.from(Y.encodeStateAsUpdate(section.doc)).toString('hex');
    try {
      return section.apply(update, CLEO, true) === null ? 'nothing' : 'ok';
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      expect(Buffer.from(Y.encodeStateAsUpdate(section.doc)).toString('hex')).toBe(held);
      return `${error.code} ${error.field}`;
    }
  };
  const rows = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('rows');

  it('GATE-18: nobody types who approved, in whatever name, alone or among others, in this row or in one of their own', () => {
    for (const who of ['cleo', 'clara']) expect(sent((doc) => rows(doc).set(`${ROW}/approver`, who))).toBe(`schema rows/${ROW}/approver`);
    expect(sent((doc) => { rows(doc).set('amlAssessments/b2/level', 'low'); rows(doc).set('amlAssessments/b2/approver', 'clara'); })).toBe('schema rows/amlAssessments/b2/approver');
    // written and taken away at once: a struct without a value in the place of one
    expect(sent((doc) => { rows(doc).set(`${ROW}/approver`, 'clara'); rows(doc).delete(`${ROW}/approver`); })).toMatch(/^schema|^nothing/);
    expect(rows(section.doc).get(`${ROW}/approver`)).toBe(undefined);
  });
  it('a row that waits is written as ever', () => {
    expect(sent((doc) => rows(doc).set(`${ROW}/level`, 'medium'))).toBe('ok');
    expect(sent((doc) => doc.getText(`text:${ROW}/override`).insert(0, 'x'))).toBe('ok');
    expect(sent((doc) => deleteRow(doc, 'amlAssessments', 'a1'))).toBe('ok');
  });
  it.each<readonly [string, (doc: Y.Doc) => void]>([
    ['its level', (doc) => rows(doc).set(`${ROW}/level`, 'medium')],
    ['its total', (doc) => rows(doc).delete(`${ROW}/total`)],
    ['its day', (doc) => rows(doc).set(`${ROW}/assessedAt`, '2026-03-02')],
    ['a cell that it did not have', (doc) => rows(doc).set(`${ROW}/pack`, '9')],
    ['who approved', (doc) => rows(doc).delete(`${ROW}/approver`)],
    ['its place', (doc) => rows(doc).set(`${ROW}/.`, 'a9')],
    ['its reason', (doc) => doc.getText(`text:${ROW}/override`).insert(0, 'not ')],
    ['its scores, in part', (doc) => doc.getText(`text:${ROW}/scores`).delete(0, 2)],
    ['all of it', (doc) => deleteRow(doc, 'amlAssessments', 'a1')],
    ['a value twice, and others beside it', (doc) => { doc.getMap('fields').set('aml.customerRisk', 3); rows(doc).set(`${ROW}/level`, 'high'); rows(doc).set(`${ROW}/level`, 'low'); }],
  ])('GATE-18: once approved it is closed: %s', (_, edit) => {
    approve();
    expect(sent(edit)).toMatch(new RegExp(`^schema (rows/|text:)${ROW}`));
  });
  it('other rows, and the rest of the section, go on', () => {
    approve();
    expect(sent((doc) => rows(doc).set('amlAssessments/b2/level', 'high'))).toBe('ok');
    expect(sent((doc) => doc.getMap('fields').set('aml.customerRisk', 3))).toBe('ok');
  });
});

describe('over the API', () => {
  const owner: Who = { sub: 'olga', name: 'Olga', roles: ['staff'], department: 'sales' };
  const cleo: Who = { sub: 'cleo', name: 'Cleo', roles: ['compliance', 'steward'] };
  const clara: Who = { sub: 'clara', name: 'Clara', roles: ['compliance'] };
  const admin: Who = { sub: 'ada', name: 'Ada', roles: ['admin'] };
  let world: HttpWorld;
  let row: string;
  const sheet = { scores: ITEM_KEYS.map((item) => ({ item, score: 4, reason: `because of ${item}` })), facts: [], level: { value: 'low', reason: 'supervised abroad' }, nextReviewAt: null };
  type Said = AmlView & ApiErrorBody;
  const get = async () => (await world.call<Said>(clara, 'GET', '/api/archives/ACME/aml')).body;
  const patch = (who: Who, body: SectionPatch) => world.call<ApiErrorBody>(who, 'PATCH', '/api/archives/ACME/sections/aml', body);
  const cells = (of: Readonly<Record<string, string | number | null>>): SectionPatch => ({ rows: { amlAssessments: { [row]: of } } });

  beforeAll(async () => {
    world = await httpWorld();
    for (const who of [owner, cleo, clara, admin]) expect((await world.call(who, 'GET', '/api/me')).status).toBe(200);
    for (const id of ['cleo', 'clara']) expect((await world.call(admin, 'PUT', `/api/people/${id}`, { clearances: ['identity', 'bank', 'aml'] })).status).toBe(200);
    expect((await world.call(owner, 'POST', '/api/archives', { id: 'ACME', kind: 'organisation', packs: ['base', 'organisation', 'bank'], name: 'Acme', department: 'sales' })).status).toBe(201);
    const made = await world.call<Said>(cleo, 'POST', '/api/archives/ACME/aml', sheet);
    expect(made.status).toBe(200);
    row = made.body.items[0]!.row;
  });
  afterAll(async () => {
    expect(world.errors).toEqual([]);
    await world.close();
  });

  it('a write of who approved is refused by its name, in both writing doors', async () => {
    for (const who of ['cleo', 'clara']) {
      const { status, body } = await patch(cleo, cells({ approver: who }));
      expect([status, body.error.problems?.[0]?.field]).toEqual([422, `rows/amlAssessments/${row}/approver`]);
    }
    const bulk = await world.call<{ items: readonly { status: number }[] }>(cleo, 'PATCH', '/api/bulk/sections', { items: [{ archive: 'ACME', section: 'aml', patch: cells({ approver: 'clara' }) }] });
    expect(bulk.body.items.map(({ status }) => status)).toEqual([422]);
    expect(await get()).toMatchObject({ level: 'high', items: [{ level: 'low', stands: 'high', state: 'waiting', approver: null }] });
  });
  it('what another approved is closed to who rated, also by an undo in the history; deciding goes on', async () => {
    expect((await world.call(clara, 'POST', '/api/archives/ACME/aml/decision', { row, approve: true, note: '' })).status).toBe(200);
    expect(await get()).toMatchObject({ level: 'low', items: [{ state: 'stands', approver: { id: 'clara' } }] });
    for (const body of [cells({ level: 'medium' }), cells({ total: 20 }), cells({ approver: null }), cells({ assessedAt: '2026-03-03' }), { rows: { amlAssessments: { [row]: null } } }, { texts: { [`amlAssessments/${row}/override`]: 'none' } }]) expect((await patch(cleo, body)).status).toBe(422);
    const { items } = (await world.call<HistoryPage>(cleo, 'GET', '/api/archives/ACME/history?section=aml')).body;
    const entries = items.filter(({ section, key }) => section === 'aml' && key.includes(row));
    expect(entries.length).toBeGreaterThan(0);
    for (const { id } of entries) expect((await world.call(cleo, 'POST', `/api/archives/ACME/history/${id}/restore`, { force: true })).status).toBe(422);
    expect(await get()).toMatchObject({ level: 'low', items: [{ total: 80, override: 'supervised abroad', approver: { id: 'clara' } }] });
    // a new rating is a new row
    expect((await world.call(cleo, 'POST', '/api/archives/ACME/aml', { ...sheet, level: null })).status).toBe(200);
    expect(await get()).toMatchObject({ level: 'high' });
  });
  it('no service writes it but by a decision', async () => {
    const id = (await world.call<{ id: ArchiveId }>(cleo, 'GET', '/api/archives/ACME')).body.id;
    const doc = docName(id, 'aml');
    await expect(world.dossier.hub.write(doc, 'cleo' as PersonId, { rows: { amlAssessments: { q: { level: 'low', approver: 'clara' } } } })).rejects.toThrow('approver');
    const values: SectionValues = (await world.dossier.hub.read(doc)).values;
    expect(values.rows['amlAssessments']?.['q']).toBeUndefined();
  });
});
