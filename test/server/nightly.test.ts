/** The nightly backup and its ageing, on a clock that a test moves: made at its hour in its zone, made good after a missed night and after a failure, and nothing dear is ever thrown away. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOf, outlived } from '../../server/services/ageing.ts';
import type { AgedBackup } from '../../server/services/ageing.ts';
import { createNightly } from '../../server/services/nightly.ts';
import type { NightlyOptions } from '../../server/services/nightly.ts';
import { storedBackups, throwAway } from '../../server/services/stored-backups.ts';
import type { StoredBackup } from '../../server/services/stored-backups.ts';
import { fakeClock } from '../helpers/fake-clock.ts';
import { makeFolder } from '../helpers/storage-folder.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const KEEP = { daily: 7, weekly: 4, monthly: 12, timezone: 'Europe/Berlin' };
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const turns = async (): Promise<void> => { for (let n = 0; n < 30; n++) await new Promise((done) => { setImmediate(done); }); };

/** Backups that are manifests alone, in memory. */
function night({ start = '2026-03-02T09:00:00Z', born = Date.parse('2026-03-02T08:00:00Z'), works = () => true, leads = () => true }: { readonly leads?: () => boolean; readonly start?: string; readonly born?: number; readonly works?: () => boolean } = {}) {
  const clock = fakeClock(Date.parse(start));
  const made: string[] = [];
  const read: string[] = [];
  let all: StoredBackup[] = [];
  const put = (at: number, by: 'nightly' | 'hand' | 'upgrade', ok: boolean | null): void => {
    const moment = new Date(at).toISOString();
    all.push({ name: `backup-${moment}-${by}`, path: '', format: 1, version: '1', at: moment, schema: {}, sections: 0, files: 0, bytes: 0, broken: 0, missing: 0, contents: 'x', by, ...(ok === null ? {} : { verified: { at: moment, ok } }) });
  };
  const backups: NightlyOptions['backups'] = {
    stored: () => Promise.resolve([...all]),
    make: (by) => {
      made.push(new Date(clock.now()).toISOString());
      const ok = works();
      put(clock.now(), by, ok);
      return Promise.resolve(ok);
    },
    verify: ({ name }) => { read.push(name); return Promise.resolve(true); },
    throwAway: (name) => { all = all.filter((each) => each.name !== name); return Promise.resolve(); },
  };
  const nightly = createNightly({ backups, born, hour: 2, keep: KEEP, leads, clock, log });
  return { clock, made, read, put, nightly, left: () => all, async pass(milliseconds: number) { for (let left = milliseconds; left > 0; left -= 10 * 60_000) { clock.advance(Math.min(left, 10 * 60_000)); await turns(); } } };
}

describe('the nightly backup', () => {
  test('is made at its hour in the zone of the company, every night, also where the clock is changed', async () => {
    const world = night({ start: '2026-03-28T09:00:00Z', born: Date.parse('2026-03-28T08:00:00Z') });
    world.nightly.start();
    await turns();
    expect(new Date(world.nightly.next ?? 0).toISOString(), 'two o’clock does not exist that night').toBe('2026-03-29T01:00:00.000Z');
    await world.pass(3 * DAY);
    expect(world.made.map((at) => at.slice(0, 13))).toEqual(['2026-03-29T01', '2026-03-30T00', '2026-03-31T00']);
    world.nightly.stop();
    await world.pass(2 * DAY);
    expect(world.made).toHaveLength(3);
  });

  test('is made by one of several servers; whoever takes its place makes the next one, and none that was made', async () => {
    let leads = false;
    const world = night({ start: '2026-03-02T09:00:00Z', leads: () => leads });
    world.nightly.start();
    await world.pass(2 * DAY);
    expect(world.made).toEqual([]);
    leads = true;
    await world.pass(HOUR);
    expect(world.made).toEqual([]);
    await world.pass(DAY);
    expect(world.made).toHaveLength(1);
    world.nightly.stop();
  });

  test.each([
    ['made within a minute when a night was missed', 30 * HOUR, 1],
    ['not made again when the last one is of this night', 7 * HOUR, 0],
  ])('is %s', async (_name, age, expected) => {
    const world = night(); // a folder that was restored is young, its backups are not
    world.put(world.clock.now() - age, 'nightly', true);
    world.nightly.start();
    await turns();
    await world.pass(10 * 60_000);
    expect(world.made).toHaveLength(expected);
  });

  test('of a new folder waits for its first night; of an old one without any it does not', async () => {
    const young = night();
    young.nightly.start();
    await turns();
    await young.pass(10 * 60_000);
    expect(young.made).toEqual([]);
    const old = night({ born: 0 });
    old.nightly.start();
    await turns();
    await old.pass(10 * 60_000);
    expect(old.made).toHaveLength(1);
  });

  test('is made when a computer wakes that slept through the hour', async () => {
    const world = night({ start: '2026-03-02T22:00:00Z' });
    world.nightly.start();
    await turns();
    // asleep: no timer falls due for ten hours, then one does
    const due = world.clock.now() + 10 * HOUR;
    world.clock.advance(10 * HOUR);
    await turns();
    expect(world.made.length).toBe(1);
    expect(Date.parse(world.made[0] ?? '')).toBeLessThanOrEqual(due);
  });

  test('is tried again an hour after a failure, and not at every look', async () => {
    let works = false;
    const world = night({ start: '2026-03-02T23:30:00Z', works: () => works });
    world.nightly.start();
    await turns();
    await world.pass(3 * HOUR);
    expect(world.made.length).toBeGreaterThanOrEqual(2);
    expect(world.made.length).toBeLessThanOrEqual(3);
    works = true;
    await world.pass(2 * HOUR);
    const sound = world.made.length;
    await world.pass(6 * HOUR);
    expect(world.made.length, 'once it is there, until the next night').toBe(sound);
  });

  test('one that a stop left unread is read back first', async () => {
    const world = night({ born: 0 });
    world.put(world.clock.now() - 5 * HOUR, 'nightly', null);
    world.put(world.clock.now() - 9 * DAY, 'hand', null);
    world.nightly.start();
    await turns();
    expect(world.read).toEqual([expect.stringMatching(/-nightly$/)]);
  });
});

const aged = (days: number, more: Partial<AgedBackup> = {}): AgedBackup => ({ name: `b${String(days).padStart(5, '0')}${more.by ?? ''}`, at: Date.parse('2026-12-31T01:00:00Z') - days * DAY, by: 'nightly', ok: true, whole: true, ...more });

describe('ageing', () => {
  test('keeps seven days, four weeks and twelve months of two years of nights', () => {
    const all = Array.from({ length: 730 }, (_, days) => aged(days));
    const gone = new Set(outlived(all, KEEP));
    const kept = all.filter(({ name }) => !gone.has(name)).map(({ at }) => dayOf(at, 'UTC'));
    expect(kept.slice(0, 7)).toEqual(['2026-12-31', '2026-12-30', '2026-12-29', '2026-12-28', '2026-12-27', '2026-12-26', '2026-12-25']);
    expect(kept).toEqual(expect.arrayContaining(['2026-12-20', '2026-12-13', '2026-11-30', '2026-01-31']));
    expect(kept.length).toBeLessThanOrEqual(7 + 4 + 12);
    expect(kept.length).toBeGreaterThanOrEqual(7 + 2 + 11);
  });

  test('holds whatever the nights were like: nothing dear is thrown away, and what is left stays as much', () => {
    const one = fc.record({ days: fc.integer({ min: 0, max: 900 }), by: fc.constantFrom('nightly' as const, 'nightly' as const, 'nightly' as const, 'hand' as const, 'upgrade' as const), ok: fc.constantFrom(true, true, true, false, null), whole: fc.boolean() });
    fc.assert(fc.property(fc.uniqueArray(one, { selector: ({ days, by }) => `${days}${by}`, maxLength: 60 }), (list) => {
      const all = list.map(({ days, ...more }) => aged(days, more));
      const gone = new Set(outlived(all, KEEP));
      const newest = (these: readonly AgedBackup[]): AgedBackup | undefined => [...these].sort((a, b) => b.at - a.at)[0];
      for (const backup of all) if (backup.by !== 'nightly' || backup.ok === null) expect(gone.has(backup.name), 'not made by the schedule, or not read yet').toBe(false);
      const good = all.filter(({ by, ok }) => by === 'nightly' && ok === true);
      for (const dear of [newest(good), newest(good.filter(({ whole }) => whole))]) if (dear) expect(gone.has(dear.name), 'the last good one, and the last without damage').toBe(false);
      const left = all.filter(({ name }) => !gone.has(name));
      expect(left.filter(({ by, ok }) => by === 'nightly' && ok === true).length).toBeLessThanOrEqual(7 + 4 + 12 + 1);
      expect(left.filter(({ by, ok }) => by === 'nightly' && ok === false).length).toBeLessThanOrEqual(3);
      expect(outlived(left, KEEP), 'a second time nothing goes').toEqual([]);
    }));
  });

  test('follows every night that went well', async () => {
    const world = night({ born: 0 });
    for (let days = 1; days <= 40; days++) world.put(world.clock.now() - days * DAY, 'nightly', true);
    world.put(world.clock.now() - 300 * DAY, 'hand', true);
    world.put(world.clock.now() - 301 * DAY, 'upgrade', null);
    world.nightly.start();
    await turns();
    await world.pass(DAY);
    expect(world.left().filter(({ by }) => by !== 'nightly')).toHaveLength(2);
    expect(world.left().filter(({ by }) => by === 'nightly').length).toBeLessThanOrEqual(7 + 4 + 2);
  });

  test('throws one folder away, and nothing beside it', async () => {
    const into = await makeFolder();
    for (const name of ['backup-1', 'backup-2']) {
      mkdirSync(join(into, name));
      writeFileSync(join(into, name, 'manifest.json'), JSON.stringify({ format: 1, at: '2026-01-01T00:00:00.000Z', contents: 'x' }));
    }
    mkdirSync(join(into, 'backup-of-my-own'));
    await throwAway(into, 'backup-1');
    expect(readdirSync(into).sort()).toEqual(['backup-2', 'backup-of-my-own']);
    expect((await storedBackups(into)).map(({ name }) => name)).toEqual(['backup-2']);
  });
});
