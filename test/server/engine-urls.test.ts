/** The addresses of PostgreSQL and Redis: what is wrong with them is said, and what is secret in them never is. */
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../server/config.ts';
import type { Purpose } from '../../server/config.ts';
import { databaseUrl, redisUrl, toldUrl } from '../../server/engine-urls.ts';
import { settingsWithoutSecrets } from '../../server/settings.ts';

const problems = (environment: Record<string, string>, purpose: Purpose = 'serve'): string[] => {
  try {
    readConfig({ DOSSIER_JWT_SECRET: 'x'.repeat(32), ...environment }, purpose);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ variable, text }) => `${variable} ${text}`);
    throw error;
  }
};

describe('the addresses of the engines', () => {
  it.each(['postgres://u:p@db.example/dossier', 'postgresql://db:5432/d', 'postgres:///dossier?host=/run/postgresql', 'postgres://u@[::1]:5432/d?sslmode=verify-full'])('PostgreSQL is taken at %s', (text) => {
    expect(databaseUrl(text)).toBeInstanceOf(URL);
  });
  it.each(['mysql://db/d', 'db.example', 'postgres://db.example', 'postgres://db.example/', 'postgres:///d', 'postgres://db/a/b', 'postgres://db/d?sslmode=maybe'])('and not at %s', (text) => {
    expect(databaseUrl(text)).toEqual({ wrong: expect.any(String) as string });
  });
  it.each(['redis://h', 'redis://:p@h:6379', 'rediss://u:p@h/', 'redis://[::1]:6380'])('Redis is taken at %s', (text) => {
    expect(redisUrl(text)).toBeInstanceOf(URL);
  });
  it.each(['http://h', 'redis://', 'redis://h/2', 'redis://h?x=1', 'h:6379'])('and not at %s', (text) => {
    expect(redisUrl(text)).toEqual({ wrong: expect.any(String) as string });
  });
  it.each([
    ['postgres://user:wo@rd@db.example:5432/dossier?sslmode=require', 'postgres://db.example:5432/dossier'],
    ['postgres://db/d?user=u&password=hidden', 'postgres://db/d'],
    ['rediss://u:hidden@h:1/', 'rediss://h:1'],
    ['postgres:///d?host=/run/postgresql&password=hidden', 'postgres:///run/postgresql/d'],
    ['postgres//u:hidden@db/d', null],
  ])('%s is told without what is secret', (text, told) => {
    expect(toldUrl(text)).toBe(told);
    expect(settingsWithoutSecrets({ DOSSIER_DATABASE_URL: text })).toEqual(told === null ? {} : { DOSSIER_DATABASE_URL: told });
  });
  it('everything that is wrong is said at once, without a word of a password', () => {
    const found = problems({ DOSSIER_DATABASE_URL: 'mysql://u:hidden@db/d', DOSSIER_REDIS_URL: 'redis://:hidden@h/3', DOSSIER_PORT: 'x' }).join('\n');
    for (const name of ['DOSSIER_DATABASE_URL must be an address', 'DOSSIER_REDIS_URL must not name a database', 'DOSSIER_PORT']) expect(found).toContain(name);
    expect(found).not.toContain('hidden');
  });
  it('Redis without a database is an error, and the demo takes neither', () => {
    expect(problems({ DOSSIER_REDIS_URL: 'redis://h' })).toContainEqual(expect.stringMatching(/^DOSSIER_REDIS_URL is set without DOSSIER_DATABASE_URL/));
    expect(problems({ DOSSIER_DATABASE_URL: 'postgres://db/d' }, 'demo')).toContainEqual(expect.stringMatching(/^DOSSIER_DATABASE_URL must not be set in the demo/));
  });
  it('with a database the key of the audit must be given, for all servers write one chain', () => {
    const url = 'postgres://u:p@db/d';
    for (const purpose of ['serve', 'command'] as const) expect(problems({ DOSSIER_DATABASE_URL: url }, purpose)).toContainEqual(expect.stringMatching(/^DOSSIER_AUDIT_KEY must be set with DOSSIER_DATABASE_URL/));
    expect(problems({ DOSSIER_DATABASE_URL: url, DOSSIER_AUDIT_KEY: 'k'.repeat(32) }).filter((each) => each.includes('AUDIT_KEY'))).toEqual([]);
  });
  it('without them there is neither', () => {
    expect(readConfig({ DOSSIER_JWT_SECRET: 'x'.repeat(32) }, 'serve')).toMatchObject({ database: null, redis: null });
  });
});
