/** The environment becomes a configuration whole, or not at all. */
import { resolve } from 'node:path';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../server/config.ts';
import { SETTINGS } from '../../server/settings.ts';
import type { Environment, Purpose } from '../../server/config.ts';
import { SHIPPED_LIMITS } from '../../server/limits.ts';

const SECRET = 'x'.repeat(32);
const good = { DOSSIER_JWT_SECRET: SECRET };

function problems(environment: Environment, purpose: Purpose = 'serve'): readonly string[] {
  try {
    readConfig(environment, purpose);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(({ variable, text }) => `${variable} ${text}`);
  }
}

describe('readConfig', () => {
  it('ships what DESIGN 7 names', () => {
    const config = readConfig(good, 'serve');
    expect(config).toMatchObject({ host: '127.0.0.1', port: 8787, data: resolve('data'), publicUrl: null, origins: [], audience: 'dossier', issuer: null, timezone: 'UTC', currency: 'EUR', limits: SHIPPED_LIMITS });
    expect(config.claims).toEqual({ name: 'name', department: 'department', roles: 'roles', email: 'email' });
    expect(readConfig({}, 'demo').data).toBe(resolve('data/demo'));
  });

  it('is frozen', () => {
    const config = readConfig(good, 'serve');
    expect(() => { (config as { port: number }).port = 1; }).toThrow(TypeError);
    expect(() => { (config.limits as { jsonBytes: number }).jsonBytes = 1; }).toThrow(TypeError);
  });

  it('tells every problem at once', () => {
    const found = problems({
      DOSSIER_PORT: 'eighty', DOSSIER_JWT_SECRET: 'short', DOSSIER_TIMEZONE: 'Mars/Olympus', DOSSIER_CURRENCY: 'euros', DOSSIER_LIMITS: '{"frameBytes":-1,"speed":9}',
      DOSSIER_ORIGINS: 'https://good.example https://bad.example/path', DOSSIER_PUBLIC_URL: 'ftp://x', DOSSIER_TRUSTED_PROXIES: '10.0.0.0/99', DOSSIER_ARCHIVE_URL: 'https://intranet/cust', DOSSIER_PROT: '1',
    });
    for (const name of ['PORT', 'JWT_SECRET', 'TIMEZONE', 'CURRENCY', 'LIMITS', 'ORIGINS', 'PUBLIC_URL', 'TRUSTED_PROXIES', 'ARCHIVE_URL', 'PROT']) {
      expect(found.filter((line) => line.startsWith(`DOSSIER_${name} `)), name).toHaveLength(1);
    }
    expect(found.join('\n')).toContain('did you mean DOSSIER_PORT?');
    expect(found.join('\n')).toContain('frameBytes');
    expect(found.join('\n')).toContain('speed');
  });

  it('never repeats a secret', () => {
    expect(problems({ DOSSIER_JWT_SECRET: 'hunter2hunter2' }).join('\n')).not.toContain('hunter2');
  });

  it.each([
    ['no identity source', {}],
    ['two identity sources', { ...good, DOSSIER_JWKS_URL: 'https://id.example/keys' }],
    ['a secret of 31 bytes', { DOSSIER_JWT_SECRET: 'x'.repeat(31) }],
    ['a short previous secret', { ...good, DOSSIER_JWT_SECRET_PREVIOUS: 'x' }],
    ['a previous secret alone', { DOSSIER_JWKS_URL: 'https://id.example/keys', DOSSIER_JWT_SECRET_PREVIOUS: SECRET }],
    ['keys over plain HTTP', { DOSSIER_JWKS_URL: 'http://id.example/keys' }],
    ['a wildcard origin', { ...good, DOSSIER_ORIGINS: '*' }],
    ['a port beyond the last', { ...good, DOSSIER_PORT: '65536' }],
    ['what this version cannot do', { ...good, DOSSIER_DATABASE_URL: 'postgres://x' }],
  ])('serve refuses %s', (_name, environment) => {
    expect(problems(environment)).toHaveLength(1);
  });

  it('counts a secret in bytes, not characters', () => {
    expect(problems({ DOSSIER_JWT_SECRET: '密'.repeat(11) })).toEqual([]);
  });

  it('takes two secrets, a JWKS, proxies, origins and limits', () => {
    const config = readConfig({ ...good, DOSSIER_JWT_SECRET_PREVIOUS: 'y'.repeat(40), DOSSIER_TRUSTED_PROXIES: '10.0.0.0/8, ::1', DOSSIER_ORIGINS: 'https://a.example http://intranet', DOSSIER_LIMITS: '{"jsonBytes":2000}' }, 'serve');
    expect(config.identity).toMatchObject({ kind: 'secret' });
    expect(config.identity.kind === 'secret' && config.identity.secrets.length).toBe(2);
    expect(config.trustedProxies).toEqual(['10.0.0.0/8', '::1']);
    expect(config.origins).toEqual(['https://a.example', 'http://intranet']);
    expect(config.limits).toEqual({ ...SHIPPED_LIMITS, jsonBytes: 2000 });
    expect(readConfig({ DOSSIER_JWKS_URL: 'https://id.example/keys' }, 'serve').identity.kind).toBe('jwks');
  });

  it('treats an empty variable as not set', () => {
    expect(problems({ ...good, DOSSIER_PORT: '', DOSSIER_SMTP_URL: ' ' })).toEqual([]);
  });

  it('reads every setting that the help lists, with the value it names', () => {
    const source = readFileSync(new URL('../../server/config.ts', import.meta.url), 'utf8');
    for (const { name } of SETTINGS) expect(source, name).toContain(`'${name.replace('DOSSIER_', '')}'`);
    const config = readConfig(good, 'serve');
    const shipped = new Map(SETTINGS.map((each) => [each.name, each.shipped]));
    expect([config.host, String(config.port), config.audience, config.timezone, config.currency, config.claims.roles]).toEqual(
      ['HOST', 'PORT', 'AUDIENCE', 'TIMEZONE', 'CURRENCY', 'CLAIM_ROLES'].map((name) => shipped.get(`DOSSIER_${name}`)));
  });

  it('keeps the demo on this computer and without a real secret', () => {
    expect(problems({ DOSSIER_HOST: '0.0.0.0' }, 'demo')).toHaveLength(1);
    expect(problems({ DOSSIER_HOST: '127.0.0.2' }, 'demo')).toEqual([]);
    expect(problems(good, 'demo')).toHaveLength(1);
  });
});
