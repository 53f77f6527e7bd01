/** Hints between nodes: in one process and over Redis they keep one contract; over Redis also when it dies, hangs or lets nobody in. */
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../server/clock.ts';
import { ALONE, LocalBus } from '../../server/fanout/local.ts';
import { redisFanout } from '../../server/fanout/redis.ts';
import type { RedisFanout, RedisOptions } from '../../server/fanout/redis.ts';
import type { Logger } from '../../server/services/log.ts';
import { fanoutContract, listening, text, until } from '../helpers/fanout-contract.ts';
import { noRedis, startRedis } from '../instances/redis.ts';
import type { Redis } from '../instances/redis.ts';

const bus = new LocalBus();
fanoutContract('in one process', () => bus.join());

it('a server that is alone tells nobody, and nothing is ever missed', async () => {
  ALONE.subscribe('x', { hear: () => { throw new Error('heard'); }, missed: () => { throw new Error('missed'); } })();
  ALONE.publish('x', text('one'));
  await ALONE.close();
});

describe.skipIf(noRedis)('over Redis', () => {
  let redis: Redis;
  beforeAll(async () => { redis = await startRedis({ password: 'a-word-of-nobody' }); });
  afterAll(() => redis.stop());

  const told: { readonly level: string; readonly said: string }[] = [];
  const line = (level: string) => (facts: object, message: string): void => {
    const error = 'err' in facts && facts.err instanceof Error ? facts.err : null;
    told.push({ level, said: `${message} ${error === null ? JSON.stringify(facts) : `${'code' in error ? String(error.code) : ''} ${error.message} ${String(error.cause)}`}` });
  };
  const log: Logger = { info: line('info'), warn: line('warn'), error: line('error') };
  const join = (over: Partial<RedisOptions> = {}): RedisFanout => {
    const fanout = redisFanout({ url: redis.url, prefix: 'dossier-test', clock: systemClock, log, ...over });
    onTestFinished(() => fanout.close());
    return fanout;
  };

  fanoutContract('Redis', () => join());

  it('two installations on one Redis hear nothing of each other', async () => {
    const [a, b, other] = [join(), join(), join({ prefix: 'another' })];
    const [mine, theirs] = [await listening(b, 'x'), await listening(other, 'x')];
    other.publish('x', text('theirs'));
    a.publish('x', text('ours'));
    await until(() => { expect(mine.heard).toEqual(['ours']); });
    expect(theirs.heard).toEqual([]);
  });

  it('when Redis dies it is told once, what is published meanwhile is gone, and after the return everybody is told to look', async () => {
    const [a, b] = [join(), join()];
    const ears = await listening(b, 'x');
    await until(() => { expect(a.here).toBe(true); });
    told.length = 0;
    await redis.kill();
    await until(() => { expect([a.here, b.here]).toEqual([false, false]); });
    for (let i = 0; i < 1_000; i++) a.publish('x', text('lost'));
    let late = 0;
    b.subscribe('y', { hear: () => {}, missed: () => { late++; } });
    await redis.start();
    await until(() => { expect([a.here, b.here, ears.missed(), late]).toEqual([true, true, 2, 1]); });
    a.publish('x', text('after'));
    await until(() => { expect(ears.heard).toEqual(['after']); });
    expect(told.map(({ level }) => level).sort()).toEqual(['error', 'error', 'warn', 'warn']);
    expect(told.filter(({ said }) => said.includes('"dropped":1000'))).toHaveLength(1);
    expect(JSON.stringify(told)).not.toContain('a-word-of-nobody');
  });

  it('a Redis that takes and gives nothing back counts as lost, and what waits for it stays bounded', async () => {
    const [a, b] = [join({ beatMs: 100, waiting: 10_000 }), join()];
    const ears = await listening(b, 'x');
    await until(() => { expect(a.here).toBe(true); });
    told.length = 0;
    redis.pause();
    try {
      for (let i = 0; i < 1_000; i++) a.publish('x', new Uint8Array(1_000));
      await until(() => { expect(a.here).toBe(false); });
    } finally {
      redis.resume();
    }
    await until(() => { expect(a.here).toBe(true); });
    a.publish('x', text('after'));
    await until(() => { expect(ears.heard.at(-1)).toBe('after'); });
    expect(ears.heard.length).toBeLessThan(12);
    expect(told[0]?.said).toMatch(/stalled/);
    expect(Number(/"dropped":(\d+)/.exec(told[1]?.said ?? '')?.[1])).toBeGreaterThan(980);
  });

  it('a wrong password is told as such, and not what it was', async () => {
    told.length = 0;
    const fanout = join({ url: redis.url.replace('a-word-of-nobody', 'guessed') });
    await until(() => { expect(told).toHaveLength(1); });
    expect(told[0]?.said).toMatch(/refused/);
    expect(told[0]?.said).not.toMatch(/guessed/);
    expect(fanout.here).toBe(false);
  });
});
