/** Why a customer is in its group of similar ones (C-19): from what was seen of it on the day of grouping, to who reads all of that; how the others are only with insight. Every sample is recomputed in `class-reasons`. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClassesView } from '../../model/api.ts';
import { LANGUAGES } from '../../model/labels.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import type { ClassResult } from '../../model/overview.ts';
import { fakeClock } from '../helpers/fake-clock.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';
import { recompute } from '../helpers/recompute.ts';

const stella: Who = { sub: 'stella', name: 'Stella', roles: ['steward', 'admin'] };
const [all, noContacts, noTrade] = ['all', 'no-contacts', 'no-trade'].map((sub): Who => ({ sub, name: sub, roles: ['staff'] })) as [Who, Who, Who];
const clock = fakeClock();
const NAMES = Array.from({ length: 16 }, (_, i) => `S${i}`);
let world: HttpWorld;

const similarOf = async (who: Who, id: string): Promise<ClassResult> => {
  const { status, body } = await world.call<ClassesView>(who, 'GET', `/api/archives/${id}/classes?scheme=similar`);
  expect(status).toBe(200);
  return body.classes.similar!;
};
const again = (of: ClassResult): string | null | undefined => recompute({ of, everybody: [of] });

beforeAll(async () => {
  world = await httpWorld({ clock });
  for (const who of [stella, all, noContacts, noTrade]) await world.call(who, 'GET', '/api/me');
  for (const [i, id] of NAMES.entries()) {
    const big = i % 2 === 0;
    expect((await world.call(stella, 'POST', '/api/archives', { id, kind: big ? 'organisation' : 'individual', name: `Customer ${i}` })).status).toBe(201);
    const items = Array.from({ length: big ? 6 : 1 }, (_, n) => ({ kind: 'sale', date: `2026-0${1 + (n % 2)}-1${n}`, amount: big ? `${9_000 + 50 * i}.00` : `${20 + i}.00` }));
    expect((await world.call(stella, 'POST', `/api/archives/${id}/transactions`, { items })).status).toBeLessThan(300);
  }
  for (const [{ sub }, sections] of [[all, null], [noContacts, ['profile', 'trade']], [noTrade, ['profile', 'contacts']]] as const) {
    for (const archive of ['S0', 'S1']) expect((await world.call(stella, 'POST', '/api/grants', { archive, to: { kind: 'person', id: sub }, level: 'read', sections, reason: 'helps' })).status).toBe(201);
  }
  await world.dossier.settled();
}, 120_000);
afterAll(async () => { await world.close(); });

const database = (): Database.Database => new Database(join(world.config.data, 'facts.db'));

test('Groups of an earlier release open without what they rest on, and are made anew once after the start', async () => {
  const { groups, reports } = world.dossier.services;
  await groups.make();
  const old = database();
  old.exec("DELETE FROM similar_seen; UPDATE class_run SET data = json_remove(data, '$.settings.measure') WHERE scheme = 'similar'");
  old.close();
  await world.storage.directory.putSetting('similar-groups', { last: 2, version: 1 });
  const before = await similarOf(stella, 'S0');
  expect(before.alike).toBeUndefined();
  expect(before.inputs.length).toBeGreaterThan(1);
  clock.advance(60_000);
  await reports.stop();
  const after = await similarOf(stella, 'S0');
  expect([after.value, after.rule.version, again(after)]).toEqual([before.value, 2, before.value]);
  await groups.mend();
  expect((await similarOf(stella, 'S0')).rule.version).toBe(2);
  expect(world.errors).toEqual([]);
});

test('With insight the class is recomputed from its reasons; without it own places and the two nearest groups are told', async () => {
  const whole = await similarOf(stella, 'S1');
  expect(whole.value).not.toBeNull();
  expect(again(whole)).toBe(whole.value);
  expect(whole.window).toMatchObject({ from: '2025-02-16', to: '2026-02-15' });
  expect(whole.inputs.map(({ key }) => key)).toEqual(expect.arrayContaining(['inGroup', 'ofCustomers']));
  for (const { name, label } of whole.alike!.traits) for (const language of LANGUAGES) expect([name[language], label?.[language] ?? 'x']).toEqual([expect.stringMatching(/\S/), expect.stringMatching(/\S/)]);

  const less = await similarOf(all, 'S1');
  expect(less.inputs.filter(({ key }) => key === 'inGroup' || key === 'ofCustomers')).toEqual([]);
  expect(less.alike!.groups.map(({ key, distance }) => [key, distance])).toEqual(whole.alike!.groups.slice(0, 2).map(({ key, distance }) => [key, distance]));
  expect(less.alike!.groups[0]!.key).toBe(less.value);
  const own = whole.alike!.traits.filter(({ value }) => value !== false);
  expect(less.alike!.traits.map(({ key, value, place }) => [key, value, place])).toEqual(own.map(({ key, value, place }) => [key, value, place]));
  for (const word of ['scale', 'weight', 'middle', 'size', 'mean', 'spread']) expect(JSON.stringify(less.alike)).not.toContain(`"${word}"`);
  expect(less.changes).toEqual(whole.changes);
});

test.each([['trade', noTrade], ['contacts', noContacts]] as const)('Who does not read %s is told the class and nothing that it rests on', async (_, who) => {
  const told = await similarOf(who, 'S1');
  expect(told.value).toBe((await similarOf(stella, 'S1')).value);
  expect({ inputs: told.inputs, changes: told.changes, thresholds: told.thresholds, alike: told.alike }).toEqual({ inputs: [], changes: [], thresholds: [], alike: undefined });
});

test('Reasons are those of the day of grouping until the next one', async () => {
  const before = await similarOf(stella, 'S1');
  expect((await world.call(stella, 'POST', '/api/archives/S1/transactions', { items: [1, 2, 3, 4, 5, 6].map((n) => ({ kind: 'sale', date: `2026-02-0${n}`, amount: '9000.00' })) })).status).toBeLessThan(300);
  await world.dossier.settled();
  expect(await similarOf(stella, 'S1')).toEqual(before);
  expect(again(before)).toBe(before.value);
  await world.dossier.services.groups.make();
  const after = await similarOf(stella, 'S1');
  expect([after.alike!.traits[0]!.value, before.alike!.traits[0]!.value]).toEqual(['54021.00', '21.00']);
  expect(again(after)).toBe(after.value);
});

test('While groups are written each customer is told by the grouping that its class is of; who is no longer among them is in none', async () => {
  const { analyses } = world.storage;
  const kept = database();
  const live = JSON.parse(kept.prepare<[], string>("SELECT data FROM class_run WHERE scheme = 'similar' AND live = 1").pluck().get()!) as Parameters<typeof analyses.beginGroups>[0];
  const seen = kept.prepare<[], { archive: ArchiveId; data: string }>('SELECT archive, data FROM similar_seen ORDER BY archive').all();
  kept.close();
  const [version, next] = [live.settings.version, { ...live, settings: { ...live.settings, version: 99 } }];
  const run = await analyses.beginGroups(next);
  const grouping = { run, at: live.at, today: live.today };
  const [first, second, gone] = ['S0', 'S2', 'S3'] as const;
  const classes = new Map(await Promise.all(NAMES.map(async (id) => [id, (await similarOf(stella, id)).value!] as const)));
  const put = (id: string) => analyses.putGroups(seen.filter(({ archive }) => archive === id).map(({ archive, data }) => [archive, classes.get(archive)!, data] as const), grouping);
  await put(first);
  expect([(await similarOf(stella, first)).rule.version, (await similarOf(stella, second)).rule.version]).toEqual([99, version]);
  for (const id of [first, second]) { const told = await similarOf(stella, id); expect(again(told)).toBe(told.value); }
  for (const id of NAMES) if (id !== gone) await put(id);
  expect(await analyses.endGroups(grouping)).toEqual([gone]);
  const left = await similarOf(stella, gone);
  expect([left.value, left.alike, again(left)]).toEqual([null, undefined, null]);
  const after = database();
  expect(after.prepare("SELECT count(*) FROM class_run WHERE scheme = 'similar'").pluck().get()).toBe(1);
  expect(after.prepare('SELECT count(*) FROM similar_seen').pluck().get()).toBe(NAMES.length - 1);
  after.close();
});

test('Nothing that was seen stays of an archive that is no customer any more', async () => {
  const facts = database();
  const rows = facts.prepare<[string], number>('SELECT count(*) FROM similar_seen WHERE archive = ?').pluck();
  expect(rows.get('S0')).toBe(1);
  await world.dossier.services.archives.changeBrought('stella' as PersonId, 'S0' as ArchiveId, { state: 'sealed' });
  await world.dossier.settled();
  expect(rows.get('S0')).toBe(0);
  facts.close();
});
