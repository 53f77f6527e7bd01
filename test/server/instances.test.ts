/** The databases and messengers that tests start for themselves: each is there when its start resolves, alone, and gone when it stopped. */
import { connect } from 'node:net';
import { Client } from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { noPostgres, startPostgres } from '../instances/postgres.ts';
import { noRedis, startRedis } from '../instances/redis.ts';

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows.map((row) => Object.values(row)[0]);
  } finally {
    await client.end();
  }
}
/** One command as a line, and the first line of what is answered. */
const say = (port: number, line: string): Promise<string> => new Promise((resolve, reject) => {
  const socket = connect(port, '127.0.0.1', () => { socket.write(`${line}\r\n`); });
  socket.once('data', (bytes) => { socket.destroy(); resolve(bytes.toString('utf8').trim()); });
  socket.once('error', reject);
});

describe.skipIf(noPostgres)('a PostgreSQL of a test', () => {
  it('keeps what was committed over a crash, in databases of their own, and is gone with its test', async () => {
    const postgres = await startPostgres();
    let stopped = false;
    onTestFinished(() => (stopped ? undefined : postgres.stop()));
    const [one, other] = [await postgres.database(), await postgres.database({ order: 'icu' })];
    await ask(one, 'CREATE TABLE t (x text)');
    await ask(one, "INSERT INTO t VALUES ('b'), ('B'), ('a'), ('A')");
    const before = postgres.pid;
    await postgres.restart('immediate');
    expect(postgres.pid).not.toBe(before);
    expect(await ask(one, 'SELECT x FROM t ORDER BY x')).toEqual(['A', 'B', 'a', 'b']);
    expect(await ask(other, "SELECT x FROM unnest(ARRAY['b', 'B', 'a', 'A']) AS t(x) ORDER BY x")).toEqual(['a', 'A', 'b', 'B']);
    await expect(ask(other, 'SELECT x FROM t')).rejects.toThrow(/does not exist/);
    await postgres.stop();
    stopped = true;
    await expect(ask(one, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/);
  });
});

describe.skipIf(noRedis)('a Redis of a test', () => {
  it('answers to whoever has its password, comes back empty, and is gone with its test', async () => {
    const redis = await startRedis({ password: 'word' });
    let stopped = false;
    onTestFinished(() => (stopped ? undefined : redis.stop()));
    expect(await say(redis.port, 'PING')).toMatch(/^-NOAUTH/);
    expect(await say(redis.port, 'AUTH word')).toBe('+OK');
    await redis.kill();
    await expect(say(redis.port, 'PING')).rejects.toThrow(/ECONNREFUSED/);
    await redis.start();
    expect(await say(redis.port, 'AUTH word')).toBe('+OK');
    await redis.stop();
    stopped = true;
    await expect(say(redis.port, 'PING')).rejects.toThrow(/ECONNREFUSED/);
  });
});
