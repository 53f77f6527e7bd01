/** How often a row is projected while somebody types. */
import { expect, test } from 'vitest';
import type { ArchiveId } from '../../model/ids.ts';
import { Changes } from '../../server/services/changes.ts';
import { OverviewProjector } from '../../server/services/overview.ts';
import type { Accepted } from '../../server/sync/sync.ts';
import { fakeClock } from '../helpers/fake-clock.ts';

const A = 'alfki' as ArchiveId;

function projected() {
  const clock = fakeClock();
  const names: string[] = [];
  let accept: (edit: Accepted) => void = () => undefined;
  let name = 'none';
  const storage = {
    archives: { list: async () => [], get: async () => ({ id: A, kind: 'organisation', code: null, keys: [], packs: [] }) },
    history: { dates: async () => ({}) },
    facts: { overview: async () => null, putOverview: async (row: { name: string }) => names.push(row.name) },
    log: { sections: async () => [{ section: 'profile', seq: 1 }] },
  };
  const hub = { onAccepted: (listener: typeof accept) => { accept = listener; }, digestsChanged: () => undefined, read: async () => ({ seq: 1, values: { fields: { 'customer.name': name }, rows: {}, texts: {}, marks: {}, order: {} } }) };
  const service = new OverviewProjector({ storage: storage as never, hub: hub as never, changes: new Changes(), clock, log: { error: (_: unknown, text: string) => { throw new Error(text); } } as never, populationChanged: () => undefined });
  const settle = async (): Promise<void> => { for (let i = 0; i < 60; i++) await Promise.resolve(); };
  const write = async (key: string, value: string): Promise<void> => {
    name = value;
    accept({ doc: 'alfki/profile', archive: A, section: 'profile', seq: 1, person: 'ann', at: clock.now(), keys: [key] } as unknown as Accepted);
    await settle();
  };
  return { clock, names, service, settle, write, pass: async (ms: number): Promise<void> => { clock.advance(ms); await settle(); } };
}

test('a first change shows at once; what is typed after it shows after a pause of a second, and the last of it always', async () => {
  const { names, service, write, pass } = projected();
  await service.start();
  await write('fields/customer.name', 'A');
  expect(names).toEqual(['A']);
  for (const name of ['Al', 'Alf', 'Alfr']) await write('fields/customer.name', name);
  expect(names).toEqual(['A']);
  await pass(1_000);
  expect(names).toEqual(['A', 'Alfr']);
  await pass(1_000);
  await write('fields/customer.name', 'Alfreds');
  expect(names).toEqual(['A', 'Alfr', 'Alfreds']);
});

test('somebody who types without a pause is shown every five seconds', async () => {
  const { names, service, write, pass } = projected();
  await service.start();
  for (let i = 0; i < 40; i++) {
    await write('fields/customer.name', `name ${i}`);
    await pass(300);
  }
  expect(names).toEqual(['name 0', 'name 17', 'name 34']);
});

test('a change that no overview shows does not hold up one that it does', async () => {
  const { names, service, write, pass } = projected();
  await service.start();
  await write('fields/crm.employeeCount', '12');
  expect(names).toEqual([]);
  await write('fields/customer.name', 'A');
  expect(names).toEqual(['A']);
  await pass(1_000);
  await write('fields/crm.employeeCount', '13');
  await pass(1_000);
  expect(names).toHaveLength(2);
});

test('what rests is projected before the service is settled, and not after it is stopped', async () => {
  const { names, service, write, pass } = projected();
  await service.start();
  await write('fields/customer.name', 'A');
  await write('fields/customer.name', 'B');
  await service.settled();
  expect(names).toEqual(['A', 'B']);
  await write('fields/customer.name', 'C');
  await service.stop();
  await pass(5_000);
  expect(names).toEqual(['A', 'B']);
});
