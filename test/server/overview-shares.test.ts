/** When completeness is counted: with every projection, alone after an edit in a closed section, and once for rows of an older release. */
import { expect, test } from 'vitest';
import type { SectionValues } from '../../model/api.ts';
import type { ArchiveId } from '../../model/ids.ts';
import { Changes } from '../../server/services/changes.ts';
import { OverviewProjector } from '../../server/services/overview.ts';
import type { StoredOverview, StoredShares } from '../../server/storage/storage.ts';
import type { Accepted } from '../../server/sync/sync.ts';
import { fakeClock } from '../helpers/fake-clock.ts';

const A = 'alfki' as ArchiveId;

/** A server whose archive has a profile, and credit facts that few may read. */
function world(stored: Pick<StoredOverview, 'data' | 'projected'> | null) {
  const clock = fakeClock();
  const rows: StoredOverview[] = stored ? [{ id: A, revision: 1, name: 'A', kind: 'organisation', ...stored }] : [];
  const counted: StoredShares[] = [];
  const told: string[] = [];
  const asked: (readonly string[])[] = [];
  const values: Record<string, SectionValues> = {
    profile: { fields: { 'customer.name': 'A' }, rows: { methods: { m: { kind: 'phone', value: '1' } } }, texts: {}, marks: {} },
    credit: { fields: {}, rows: { creditReports: { r: { issuedAt: '2025-01-01' } } }, texts: {}, marks: {} },
  };
  let seq = 1;
  let accept: (edit: Accepted) => void = () => undefined;
  const storage = {
    archives: { list: async (after: ArchiveId | null) => (after === null ? [A] : []), get: async () => ({ id: A, kind: 'organisation', code: null, keys: [], packs: [] }) },
    facts: {
      overview: async () => rows.at(-1) ?? null, projected: async () => [rows.at(-1)?.projected ?? null],
      putOverview: async (row: Omit<StoredOverview, 'revision'>) => rows.push({ ...row, revision: rows.length + 1 }),
      putCells: async () => undefined,
      putShares: async (_id: ArchiveId, shares: StoredShares, projected: StoredOverview['projected']) => {
        counted.push(shares);
        const row = rows.at(-1)!;
        rows[rows.length - 1] = { ...row, data: { ...row.data, shares }, projected };
      },
    },
    history: { dates: async (_archive: ArchiveId, _section: string, keys: readonly string[]) => { asked.push(keys); return Object.fromEntries(keys.map((key) => [key, Date.parse('2024-03-01')])); } },
    log: { sections: async () => [{ section: 'profile', seq }, { section: 'credit', seq }] },
    newest: async () => [[{ section: 'profile', seq: 1 }, { section: 'credit', seq: 1 }]],
  };
  const hub = { onAccepted: (listener: typeof accept) => { accept = listener; }, digestsChanged: (ids: readonly string[]) => told.push(...ids), read: async (doc: string) => ({ seq, values: values[doc.split('/')[1]!] }) };
  const service = new OverviewProjector({ storage: storage as never, hub: hub as never, changes: new Changes(), clock, log: { error: (_: unknown, text: string) => { throw new Error(text); } } as never, populationChanged: () => undefined });
  return {
    service, rows, counted, told, asked, values, clock,
    edit: async (section: string, key: string): Promise<void> => {
      seq++;
      accept({ doc: `alfki/${section}`, archive: A, section, seq, person: 'ann', at: clock.now(), keys: [key] } as unknown as Accepted);
      await service.settled();
    },
  };
}
const data = { shortName: null, roles: [], place: null, contacts: [], due: [], keyTen: { filled: 0, of: 0 }, warning: null, doNotContact: false, updatedAt: '2026-01-01T00:00:00.000Z' } as const;
const old = { data, projected: { profile: 1, credit: 1 } };

test('a row of an older release is counted once, beside the work, and stays as it is: no new revision, no new time', async () => {
  const { service, rows, counted, told } = world(old);
  await service.start();
  await service.settled();
  expect(counted).toHaveLength(1);
  expect(counted[0]!.sections.profile).toMatchObject({ filled: { base: 2 }, dates: { 'rows/methods/m': '2024-03-01' } });
  expect(counted[0]!.sections.credit).toMatchObject({ stale: ['2026-01-01'] });
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ revision: 1, data: { updatedAt: data.updatedAt } });
  expect(told).toEqual([A]);
  await service.start();
  await service.settled();
  expect(counted).toHaveLength(1);
});

test('an edit in a closed section makes the counts anew and nothing else, and only if they change', async () => {
  const { service, rows, counted, values, edit } = world(old);
  await service.start();
  await service.settled();
  values['credit'] = { ...values['credit']!, fields: { 'credit.stars': 5 } };
  await edit('credit', 'fields/credit.stars');
  const after = counted.length;
  expect(rows).toHaveLength(1);
  await edit('credit', 'fields/credit.note');
  expect(counted).toHaveLength(after);
  expect(rows[0]!.revision).toBe(1);
});

test('an edit counts its own section: what the history said of the others is kept, and what just changed is of today', async () => {
  const { service, rows, asked, clock, edit } = world(old);
  await service.start();
  await service.settled();
  const before = asked.length;
  const credit = rows.at(-1)!.data.shares!.sections.credit;
  await edit('profile', 'rows/methods/m/value');
  expect(asked).toHaveLength(before);
  expect(rows.at(-1)!.data.shares!.sections.profile!.dates).toEqual({ 'rows/methods/m': new Date(clock.now()).toISOString().slice(0, 10) });
  expect(credit).toBeDefined();
  expect(rows.at(-1)!.data.shares!.sections.credit).toEqual(credit);
});
