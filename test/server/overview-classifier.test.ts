/** Classification runs: gathered, one at a time, and never without the last change. */
import { describe, expect, it } from 'vitest';
import type { ArchiveId } from '../../model/ids.ts';
import type { ClassifyJob, ClassifyNews } from '../../server/storage/storage.ts';
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
  let moved = false;
  /** Looks at everybody into which another sale falls. */
  let bought = 0;
  let hold: Promise<void> = Promise.resolve();
  const storage = {
    facts: {
      async classify(job: ClassifyJob, hear: (news: ClassifyNews) => void) {
        most = Math.max(most, ++running);
        jobs.push(job);
        await hold;
        running--;
        if (fail) throw new Error('disk');
        if (!job.dryRun) hear({ changed: ['A1' as ArchiveId] });
        return { scheme: job.scheme, referenceDate: '2026-03-01', counts: { A: 1 }, changed: job.dryRun ? 0 : 1, pending: moved && (job.live === true || bought-- > 0) };
      },
    },
    directory: { setting: (name: string) => Promise.resolve(settings.get(name) ?? null), putSetting: (name: string, value: unknown) => Promise.resolve(void settings.set(name, structuredClone(value))) },
  };
  const make = () => new Classifier({
    storage: storage as never, hub: { digestsChanged: (ids) => { told.push([...ids]); }, rulesChanged: () => undefined }, changes: new Changes(), clock, today: () => '2026-03-01', currency: 'EUR',
    log: { info: () => undefined, warn: () => undefined, error: (_facts, message) => { errors.push(message); } },
  });
  return { clock, jobs, told, errors, make, most: () => most, move: () => { moved = true; }, buy: (times: number) => { bought = times; }, block: () => { let release = (): void => undefined; hold = new Promise((done) => { release = done; }); return release; } };
}
const turn = (): Promise<void> => new Promise((done) => { setImmediate(done); });

describe('the classifier', () => {
  it('looks once at whoever changed, for many changes', async () => {
    const world = setup();
    const classifier = world.make();
    for (let i = 0; i < 100; i++) classifier.changed();
    expect(world.jobs).toEqual([]);
    world.clock.advance(50);
    await classifier.settled();
    expect(world.jobs).toMatchObject([{ scheme: null, live: true, dryRun: false }]);
    const { abc, rfm, lifecycle } = world.jobs[0]!.settings;
    expect([abc.months, rfm.months, lifecycle.months]).toEqual([12, 24, 12]);
    expect(world.told).toEqual([['A1']]);
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
    const asked = classifier.classify({ scheme: 'abc', months: null, settings: null, referenceDate: null, dryRun: true, by: null });
    release();
    await asked;
    await classifier.settled();
    expect(world.jobs).toHaveLength(3);
    expect(world.most()).toBe(1);
  });

  it('looks at everybody when figures moved, after four times as long as the last such look took', async () => {
    const world = setup();
    world.move();
    const classifier = world.make();
    const live = async (): Promise<void> => {
      classifier.changed();
      world.clock.advance(50);
      await turn();
    };
    await live();
    expect(world.jobs.map((job) => job.live)).toEqual([true]);
    const release = world.block();
    world.clock.advance(50);
    await turn();
    expect(world.jobs.map((job) => job.live)).toEqual([true, false]);
    world.clock.advance(1_000);
    release();
    await turn();
    await live();
    expect(world.jobs).toHaveLength(3);
    world.clock.advance(3_999);
    await turn();
    expect(world.jobs).toHaveLength(3);
    world.clock.advance(1);
    await turn();
    expect(world.jobs.map((job) => job.live)).toEqual([true, false, true, false]);
    await classifier.stop();
  });

  it('looks at everybody again when somebody bought during the look, also one that somebody asked for', async () => {
    const world = setup();
    world.move();
    world.buy(2);
    const classifier = world.make();
    await classifier.classify({ scheme: 'abc', months: null, settings: null, referenceDate: null, dryRun: false, by: null });
    await classifier.settled();
    expect(world.jobs.map(({ scheme }) => scheme)).toEqual(['abc', null, null]);
  });

  it('keeps the window that was set, also over a restart, with who set it', async () => {
    const world = setup();
    await world.make().classify({ scheme: 'abc', months: 'all', settings: null, referenceDate: null, dryRun: false, by: 'stu' as never });
    const again = world.make();
    await again.start();
    await again.settled();
    expect(world.jobs.at(-1)?.settings.abc).toMatchObject({ months: 'all', version: 2, setBy: 'stu' });
    expect(world.jobs.at(-1)?.settings.rfm).toMatchObject({ months: 24, version: 1, setBy: null });
  });

  it('stores no window in a dry run', async () => {
    const world = setup();
    const classifier = world.make();
    await classifier.classify({ scheme: 'abc', months: 3, settings: null, referenceDate: null, dryRun: true, by: null });
    await classifier.classify({ scheme: 'abc', months: null, settings: null, referenceDate: null, dryRun: true, by: null });
    expect(world.jobs.map(({ settings }) => settings.abc.months)).toEqual([3, 12]);
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
    await expect(classifier.classify({ scheme: 'rfm', months: null, settings: null, referenceDate: null, dryRun: true, by: null })).rejects.toThrow('disk');
  });
});
