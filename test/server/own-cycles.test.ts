/** Days of contact and purchase strategies that an administrator has set: checked, told, and kept to by reminders and by the classes of everybody and of one customer alike. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiErrorBody, DictionaryView, DictionaryWish, Transaction } from '../../model/api.ts';
import { SHIPPED_ALL } from '../../model/classification/all-settings.ts';
import { classifyPopulation } from '../../model/classification/classify.ts';
import { SHIPPED_CYCLES, withCycles } from '../../model/classification/cycles.ts';
import { addDays } from '../../model/classification/dates.ts';
import { windowOf } from '../../model/classification/population.ts';
import { docName } from '../../model/ids.ts';
import type { ArchiveId, DepartmentId, PersonId } from '../../model/ids.ts';
import type { ClassResult } from '../../model/overview.ts';
import type { ReminderLine, ReminderPage } from '../../model/reminders/api.ts';
import { reasonText } from '../../model/reminders/texts.ts';
import { createDossier } from '../../server/app.ts';
import type { ClassifyJob } from '../../server/storage/storage.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';
import { member } from '../helpers/population.ts';
import { archiveRow, makeFolder, openFor, overviewRow } from '../helpers/storage-folder.ts';

// the clock of the world begins on Monday 2 March 2026, 9:00
const admin: Who = { sub: 'root', roles: ['admin'] };
const owner: Who = { sub: 'olga', name: 'Olga', roles: ['staff'], department: 'sales' };
const words = (text: string) => ({ 'en': text, 'zh-Hans': text, 'zh-Hant': text, 'es': text });

let world: HttpWorld;
beforeAll(async () => {
  world = await httpWorld();
  await world.dossier.services.directory.putDepartments([{ id: 'sales' as DepartmentId, name: 'Sales', parent: null, managers: [] }]);
  for (const who of [owner, admin]) await world.call(who, 'GET', '/api/me');
});
afterAll(async () => {
  expect(world.errors).toEqual([]);
  await world.close();
});

type Option = DictionaryWish['options'][number];
const list = async (id: string): Promise<DictionaryView> => (await world.call<{ items: DictionaryView[] }>(admin, 'GET', '/api/dictionaries')).body.items.find((each) => each.id === id)!;
const optionsOf = ({ options }: DictionaryView): readonly Option[] => options.map(({ key, label, hidden, days }) => ({ key, label, hidden, days }));
const put = async (id: string, change: (options: readonly Option[]) => readonly Option[]) => {
  const now = await list(id);
  return world.call<DictionaryView & ApiErrorBody>(admin, 'PUT', `/api/dictionaries/${id}`, { revision: now.revision, options: change(optionsOf(now)) });
};
const own = async (id: string, label: string, days: number): Promise<string> => (await put(id, (options) => [...options, { label: words(label), hidden: false, days }])).body.options.at(-1)!.key;
async function archive(id: string, fields: Readonly<Record<string, string>>): Promise<ArchiveId> {
  await world.dossier.services.archives.bring('olga' as PersonId, { id: id as ArchiveId, keys: [], kind: 'organisation', packs: ['base', 'organisation'], owner: 'olga' as PersonId, department: 'sales' as DepartmentId, fields: { 'customer.name': id, ...fields } });
  return id as ArchiveId;
}
const sale = (id: ArchiveId, date: string) => world.call(owner, 'POST', `/api/archives/${id}/transactions`, { kind: 'sale', date, amount: '500.00' });
const settled = async (): Promise<void> => {
  await world.dossier.settled();
  await world.dossier.keeper.settled();
};
const lineOf = async (id: ArchiveId, query = ''): Promise<ReminderLine | undefined> => (await world.call<ReminderPage>(owner, 'GET', `/api/reminders${query}`)).body.items.find((line) => line.archive === id);
const classOf = async (id: ArchiveId, scheme: 'lifecycle' | 'contactStrategy' | 'purchaseStrategy'): Promise<ClassResult> => (await world.call<{ classes: Record<string, ClassResult> }>(owner, 'GET', `/api/archives/${id}/classes`)).body.classes[scheme]!;

describe('in the option list', () => {
  it('days are told with the list, as they are and as delivered; most lists count none', async () => {
    expect(await list('D-55')).toMatchObject({ days: { least: 1, most: 3650 } });
    expect((await list('D-55')).options.map(({ key, days, shippedDays }) => [key, days, shippedDays])).toContainEqual(['monthly', 30, 30]);
    expect((await list('D-11')).days).toEqual({ least: 0, most: 3650 });
    expect((await list('D-05')).days).toBeNull();
  });

  it.each([[0], [3651], [4.5], [-45]])('%d days are refused, by the place of the option', async (days) => {
    const { status, body } = await put('D-55', (options) => [...options, { label: words('Own'), hidden: false, days }]);
    expect([status, body.error.problems]).toEqual([422, [{ field: 'options.7.days', code: 'out-of-range', message: 'A whole number of days from 1 to 3650, or nothing.' }]]);
  });

  it('a list that counts no days takes none', async () => {
    const { status, body } = await put('D-05', ([first, ...rest]) => [{ ...first!, days: 30 }, ...rest]);
    expect([status, body.error.problems?.map(({ field, code }) => [field, code])]).toEqual([422, [['options.0.days', 'no-days']]]);
  });

  it('who does not speak of days leaves them; nothing takes them away, and the shipped ones come back', async () => {
    const days = async (): Promise<number | null | undefined> => (await list('D-56')).options.find(({ key }) => key === 'monthly')?.days;
    const set = (wished: number | null | undefined) => put('D-56', (options) => options.map((option) => ({ ...option, days: option.key === 'monthly' ? wished : option.days })));
    await set(28);
    await set(undefined);
    expect(await days()).toBe(28);
    await set(null);
    expect(await days()).toBeNull();
    expect((await world.call<{ dictionaries: Record<string, { options: { key: string; days?: number }[] }> }>(owner, 'GET', '/api/catalogue?lang=en&packs=base')).body.dictionaries['D-56']!.options.find(({ key }) => key === 'monthly')).toEqual({ key: 'monthly', label: 'Monthly' });
    await set(30);
    expect(await days()).toBe(30);
  });
});

describe('reminders', () => {
  it('of a contact every 45 days come on the forty-sixth, by the option’s own words', async () => {
    const strategy = await own('D-55', 'Every 45 days', 45);
    const [today, tomorrow] = [await archive('C1', { 'crm.contactStrategy': strategy }), await archive('C2', { 'crm.contactStrategy': strategy })];
    for (const [id, time] of [[today, '2026-01-15T10:00'], [tomorrow, '2026-01-16T10:00']] as const) await world.dossier.hub.write(docName(id, 'contacts-2026'), 'olga' as PersonId, { rows: { contacts: { c1: { time, salesperson: 'olga' } } } });
    await settled();
    const line = await lineOf(today);
    expect(line).toMatchObject({ reasons: [{ kind: 'contactCycle', due: '2026-03-02', inputs: { strategy, days: 45 } }] });
    expect(reasonText(line!.reasons[0]!, 'en')).toBe('Last contact on Jan 15, 2026; the strategy is: Every 45 days (45 days).');
    expect(await lineOf(tomorrow)).toBeUndefined();
    expect(await lineOf(tomorrow, '?before=2026-03-04&limit=200')).toMatchObject({ due: '2026-03-03' });
  });

  it('of a purchase too; other days are kept to without waiting for the night', async () => {
    const strategy = await own('D-56', 'Every 45 days', 45);
    const id = await archive('C3', { 'crm.purchaseStrategy': strategy });
    await sale(id, '2026-01-16');
    await settled();
    expect(await lineOf(id)).toBeUndefined();
    expect((await put('D-56', (options) => options.map((option) => (option.key === strategy ? { ...option, label: words('Six weeks'), days: 42 } : option)))).status).toBe(200);
    await settled();
    const line = await lineOf(id);
    expect(line).toMatchObject({ reasons: [{ kind: 'decline', due: '2026-02-28', inputs: { by: 'strategy', days: 42 } }] });
    expect(reasonText(line!.reasons[0]!, 'es')).toMatch(/^Sin compras desde el 16 ene 2026; la estrategia es six weeks, el límite son 42 días\. En los tres meses hasta el 2 mar 2026, 500,00\sEUR; en los mismos del año anterior, 0,00\sEUR\.$/u);
  });
});

describe('classes', () => {
  it('of a customer follow the days, with the days and the option’s words in the reasons, and again when others are set', async () => {
    const strategy = await own('D-56', 'Every seven weeks', 49);
    const id = await archive('K1', { 'crm.purchaseStrategy': strategy });
    await sale(id, '2026-01-13');
    await sale(await archive('K2', {}), '2026-03-02');
    await settled();
    expect(await classOf(id, 'lifecycle')).toMatchObject({ value: 'currentEndCustomer', thresholds: [{ key: 'lostAfter', value: 49, unit: 'days' }], window: { to: '2026-03-02' } });
    expect((await classOf(id, 'lifecycle')).inputs).toContainEqual({ key: 'strategy', value: strategy, label: words('Every seven weeks') });
    expect(await classOf(id, 'purchaseStrategy')).toMatchObject({ value: strategy, label: words('Every seven weeks'), thresholds: [{ key: 'cycle', value: 49, unit: 'days' }] });
    expect((await world.storage.facts.faces([id])).get(id)?.purchaseStrategy?.label).toEqual(words('Every seven weeks'));
    const before = world.dossier.services.classifier.rules(['lifecycle']);
    await put('D-56', (options) => options.map((option) => (option.key === strategy ? { ...option, days: 47 } : option)));
    await settled();
    expect(await classOf(id, 'lifecycle')).toMatchObject({ value: 'lostEndCustomer', thresholds: [{ key: 'lostAfter', value: 47, unit: 'days' }] });
    expect(await classOf(id, 'purchaseStrategy')).toMatchObject({ thresholds: [{ key: 'cycle', value: 47, unit: 'days' }] });
    expect(world.dossier.services.classifier.rules(['lifecycle']), 'pages ask for the reasons anew').not.toBe(before);
    expect(world.dossier.services.classifier.rules(['abc'])).toBe(SHIPPED_ALL.abc.version);
  });

  it('the analysis of who is beyond the purchase strategy goes by the same days', async () => {
    const { body } = await world.call<{ parts: { key: string; bars?: { label: string; value: number }[] }[] }>(owner, 'GET', '/api/analysis/trend?lang=en');
    expect(body.parts.find(({ key }) => key === 'overdue')?.bars?.map(({ label, value }) => [label, value])).toContainEqual(['Every seven weeks', 1]);
  });

  it('a server that starts anew keeps to them and finds nothing else', async () => {
    const { dossier, storage, config } = world;
    const clock = { now: () => world.now(), after: () => () => undefined };
    const again = createDossier({ config, storage, clock, random: (n) => new Uint8Array(n), log: { info: () => undefined, warn: () => undefined, error: () => undefined } });
    await again.start();
    expect((await again.services.classifier.classify({ scheme: 'lifecycle', months: null, settings: null, referenceDate: null, dryRun: true, by: null }))).toMatchObject({ moving: 0 });
    await again.stop();
    expect(dossier.services.classifier.settings().lifecycle, 'no setting of the scheme').toEqual(SHIPPED_ALL.lifecycle);
  });

  it('as shipped nothing is added to the settings: what was found before days could be set is not found anew', () => {
    expect(withCycles(SHIPPED_ALL, structuredClone(SHIPPED_CYCLES))).toEqual(SHIPPED_ALL);
  });

  it('by SQL over everybody, of one customer at once, and by the plain rules are the same, whatever days are set', async () => {
    const NOW = '2026-06-15T12:00:00.000Z';
    const TO = NOW.slice(0, 10);
    const ids = Array.from({ length: 24 }, (_, i) => `C${i}`);
    const days = fc.integer({ min: 0, max: 130 });
    const cycles = fc.dictionary(fc.constantFrom('monthly', 'quarterly', 'own45', "o'wn"), fc.integer({ min: 1, max: 120 }));
    const strategy = fc.constantFrom('monthly', 'quarterly', 'own45', "o'wn", 'none', null);
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(days, strategy), { minLength: ids.length, maxLength: ids.length }), fc.array(days, { minLength: 8, maxLength: 8 }), cycles, cycles, async (customers, later, first, second) => {
      const storage = await openFor(await makeFolder());
      const bought = new Map<string, string>([['NOW', TO]]);
      let n = 0;
      const buy = (archive: string, date: string): Transaction & { readonly archive: ArchiveId } => {
        if (date > (bought.get(archive) ?? '')) bought.set(archive, date);
        return { archive: archive as ArchiveId, id: `t${++n}`, kind: 'sale', date, amount: '10.00', currency: 'EUR', dueAt: null, channel: null, orderRef: null, lines: [], source: 'test', externalId: `e${n}`, cost: null };
      };
      await Promise.all([...ids, 'NOW'].map((id) => storage.archives.create(archiveRow(id), 'anna' as never)));
      await Promise.all(ids.map((id, i) => storage.facts.putOverview({ ...overviewRow(id, id), lifecycle: { category: null, strategy: customers[i]![1] } }, [])));
      const agree = async (purchase: Readonly<Record<string, number>>, how: Partial<ClassifyJob>): Promise<void> => {
        const settings = withCycles(SHIPPED_ALL, { contact: {}, purchase });
        await storage.facts.classify({ scheme: null, settings, referenceDate: null, now: NOW, currency: 'EUR', dryRun: false, ...how });
        const members = ids.map((id, i) => member(id, { strategy: customers[i]![1], lastEver: bought.get(id) ?? null }));
        const plain = classifyPopulation('lifecycle', { currency: 'EUR', window: { ...windowOf(TO, 12), from: null }, members }, settings, { computedAt: NOW });
        const found = await storage.facts.classes(ids as ArchiveId[]);
        for (const id of ids as ArchiveId[]) expect(found.get(id)?.lifecycle, id).toMatchObject({ value: plain.get(id)?.value, thresholds: plain.get(id)?.thresholds });
      };
      await storage.facts.putTransactions([buy('NOW', TO), ...customers.map(([back], i) => buy(ids[i]!, addDays(TO, -back - 20)))]);
      await agree(first, {});
      await storage.facts.putTransactions(later.map((back, i) => buy(ids[i * 3]!, addDays(TO, -back))));
      await agree(first, { live: true });
      await agree(second, {});
      await storage.close();
    }), { numRuns: 4, endOnFailure: true });
  });
});
