/** Classification runs: gathered, one at a time, and never without the last change. */
import { describe, expect, it } from 'vitest';
import type { ClassifyJob } from '../../server/storage/storage.ts';
import { Changes } from '../../server/services/changes.ts';
import { Classifier } from '../../server/services/classifier.ts';
import { fakeClock } from '../helpers/fake-clock.ts';

function setup(fail = false) {
  const clock = fakeClock();
  const jobs: ClassifyJob[] = [];
  const told: string[][] = [];
  const errors: string[] = [];
  const settings = new Map<string, unknown>();
  let running = 0;
  let most = 0;
  let hold: Promise<void> = Promise.resolve();
  const storage = {
    facts: {
      async classify(job: ClassifyJob) {
        most = Math.max(most, ++running);
        jobs.push(job);
        await hold;
        running--;
        if (fail) throw new Error('disk');
        return { scheme: job.scheme, referenceDate: '2026-03-01', counts: { A: 1 }, changed: ['A1'] };
      },
    },
    directory: { setting: (name: string) => Promise.resolve(settings.get(name) ?? null), putSetting: (name: string, value: unknown) => Promise.resolve(void settings.set(name, structuredClone(value))) },
  };
  const make = () => new Classifier({
    storage: storage as never, hub: { digestsChanged: (ids) => { told.push([...ids]); } }, changes: new Changes(), clock, currency: 'EUR',
    log: { info: () => undefined, warn: () => undefined, error: (_facts, message) => { errors.push(message); } },
  });
  return { clock, jobs, told, errors, make, most: () => most, block: () => { let release = (): void => undefined; hold = new Promise((done) => { release = done; }); return release; } };
}
const turn = (): Promise<void> => new Promise((done) => { setImmediate(done); });

describe('the classifier', () => {
  it('runs each scheme once for many changes', async () => {
    const world = setup();
    const classifier = world.make();
    for (let i = 0; i < 100; i++) classifier.changed();
    expect(world.jobs).toEqual([]);
    world.clock.advance(50);
    await classifier.settled();
    expect(world.jobs.map(({ scheme, months }) => [scheme, months])).toEqual([['abc', 12], ['rfm', 24], ['lifecycle', 12]]);
    expect(world.told).toEqual([['A1'], ['A1'], ['A1']]);
  });

  it('runs once more for what changed during a run, and never two at once', async () => {
    const world = setup();
    const classifier = world.make();
    const release = world.block();
    classifier.changed();
    world.clock.advance(50);
    await turn();
    expect(world.jobs).toHaveLength(1);
    for (let i = 0; i < 10; i++) classifier.changed();
    world.clock.advance(50);
    const asked = classifier.classify({ scheme: 'abc', months: null, referenceDate: null, dryRun: true, by: null });
    release();
    await asked;
    await classifier.settled();
    expect(world.jobs).toHaveLength(7);
    expect(world.most()).toBe(1);
  });

  it('waits as long as the last run took', async () => {
    const world = setup();
    const classifier = world.make();
    const release = world.block();
    classifier.changed();
    world.clock.advance(50);
    await turn();
    world.clock.advance(4_000);
    release();
    await classifier.settled();
    classifier.changed();
    world.clock.advance(3_000);
    await turn();
    expect(world.jobs).toHaveLength(3);
    world.clock.advance(1_000);
    await classifier.settled();
    expect(world.jobs).toHaveLength(6);
  });

  it('keeps the window that was set, also over a restart, with who set it', async () => {
    const world = setup();
    await world.make().classify({ scheme: 'abc', months: 'all', referenceDate: null, dryRun: false, by: 'stu' as never });
    const again = world.make();
    await again.start();
    await again.settled();
    expect(world.jobs.filter(({ scheme }) => scheme === 'abc').at(-1)).toMatchObject({ months: 'all', rule: { version: 2, setBy: 'stu' } });
    expect(world.jobs.filter(({ scheme }) => scheme === 'rfm').at(-1)).toMatchObject({ months: 24, rule: { version: 1, setBy: null } });
  });

  it('stores no window in a dry run', async () => {
    const world = setup();
    const classifier = world.make();
    await classifier.classify({ scheme: 'abc', months: 3, referenceDate: null, dryRun: true, by: null });
    await classifier.classify({ scheme: 'abc', months: null, referenceDate: null, dryRun: true, by: null });
    expect(world.jobs.map(({ months }) => months)).toEqual([3, 12]);
    expect(world.told).toEqual([]);
  });

  it('says that a run failed, and runs again at the next change', async () => {
    const world = setup(true);
    const classifier = world.make();
    for (let i = 1; i <= 2; i++) {
      classifier.changed();
      world.clock.advance(50);
      await classifier.settled();
      expect(world.errors).toHaveLength(i);
    }
    await expect(classifier.classify({ scheme: 'rfm', months: null, referenceDate: null, dryRun: true, by: null })).rejects.toThrow('disk');
  });
});
