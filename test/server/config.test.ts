/** The environment becomes a configuration whole, or not at all. */
import { resolve } from 'node:path';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../server/config.ts';
import { SETTINGS, settingsWithoutSecrets } from '../../server/settings.ts';
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
    expect(config.claims).toEqual({ name: 'name', department: 'department', roles: 'roles', email: 'email', roleMap: null });
    expect(readConfig({}, 'demo').data).toBe(resolve('data/demo'));
  });

  it('takes the sign-in of its own pages as an identity source, alone or beside another', () => {
    const oidc = { DOSSIER_OIDC_CLIENT_ID: 'dossier', DOSSIER_OIDC_CLIENT_SECRET: 's', DOSSIER_ISSUER: 'https://login.example/realms/main', DOSSIER_PUBLIC_URL: 'http://intranet.test/dossier' };
    const config = readConfig(oidc, 'serve');
    expect(config.identity).toEqual({ kind: 'issuer', issuer: 'https://login.example/realms/main' });
    expect(config.oidc).toEqual({ issuer: new URL('https://login.example/realms/main'), clientId: 'dossier', clientSecret: 's' });
    expect(readConfig({ ...oidc, ...good }, 'serve').identity.kind).toBe('secret');
    expect(readConfig(good, 'serve').oidc).toBeNull();
    const { DOSSIER_OIDC_CLIENT_SECRET: _none, ...open } = oidc;
    expect(readConfig(open, 'serve').oidc?.clientSecret).toBeNull();
  });

  it.each([
    ['without an issuer', { DOSSIER_OIDC_CLIENT_ID: 'x', DOSSIER_PUBLIC_URL: 'https://a.example' }, 'DOSSIER_ISSUER must be set'],
    ['without an address to come back to', { DOSSIER_OIDC_CLIENT_ID: 'x', DOSSIER_ISSUER: 'https://a.example' }, 'DOSSIER_PUBLIC_URL must be set'],
    ['at an issuer over plain HTTP', { DOSSIER_OIDC_CLIENT_ID: 'x', DOSSIER_ISSUER: 'http://a.example', DOSSIER_PUBLIC_URL: 'http://b.example' }, 'DOSSIER_ISSUER must be an https: address'],
    ['with a secret alone', { ...good, DOSSIER_OIDC_CLIENT_SECRET: 'x' }, 'DOSSIER_OIDC_CLIENT_SECRET is set without'],
  ])('refuses a sign-in %s', (_what, environment, text) => {
    expect(problems(environment).join('\n')).toContain(text);
  });

  it('takes an issuer that says itself where its keys are, and never one named like the server', () => {
    expect(readConfig({ DOSSIER_ISSUER: 'https://login.example/' }, 'serve').identity).toEqual({ kind: 'issuer', issuer: 'https://login.example/' });
    expect(readConfig({ DOSSIER_ISSUER: 'http://127.0.0.1:9000' }, 'serve').identity.kind).toBe('issuer');
    expect(problems({ DOSSIER_ISSUER: 'http://login.example' }).join()).toContain('DOSSIER_ISSUER must be an https: address');
    expect(problems({ ...good, DOSSIER_ISSUER: 'dossier:own' }).join()).toContain('DOSSIER_ISSUER must not begin with');
  });

  it('maps groups to roles', () => {
    expect([...readConfig({ ...good, DOSSIER_CLAIM_ROLE_MAP: '{"CRM stewards":"steward","0f1e-22":"admin"}' }, 'serve').claims.roleMap ?? []]).toEqual([['CRM stewards', 'steward'], ['0f1e-22', 'admin']]);
  });

  it.each([
    ['no JSON', 'steward', 'must be a JSON object'], ['a list', '["steward"]', 'must be a JSON object'], ['nothing', '{}', 'must be a JSON object'],
    ['an unknown role', '{"crm":"king"}', 'gives "king", which is no role'], ['a pattern', '{"crm-*":"admin"}', 'there are no patterns'], ['blanks', '{" crm":"admin"}', 'has blanks around it'],
  ])('refuses a map of roles that is %s', (_what, map, text) => {
    expect(problems({ ...good, DOSSIER_CLAIM_ROLE_MAP: map }).join()).toContain(text);
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
    ['backups in the data folder itself', { ...good, DOSSIER_DATA: '/srv/dossier', DOSSIER_BACKUP: '/srv/dossier/' }],
    ['backups among the files', { ...good, DOSSIER_DATA: '/srv/dossier', DOSSIER_BACKUP: '/srv/dossier/files/backups' }],
    ['backups at an address', { ...good, DOSSIER_BACKUP: 's3://bucket/dossier' }],
    ['what this version cannot do', { ...good, DOSSIER_S3_URL: 'https://s3.example/files' }],
  ])('serve refuses %s', (_name, environment) => {
    expect(problems(environment)).toHaveLength(1);
  });

  it('keeps backups in the data folder, or where it is told', () => {
    expect(readConfig({ ...good, DOSSIER_DATA: '/srv/dossier' }, 'serve').backups).toBe('/srv/dossier/backups');
    expect(readConfig({ ...good, DOSSIER_DATA: '/srv/dossier', DOSSIER_BACKUP: '/mnt/backups' }, 'serve').backups).toBe('/mnt/backups');
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

  it('bounds the hour of the nightly backup, which may be 0', () => {
    expect(readConfig({ ...good, DOSSIER_LIMITS: '{"backupHour":0,"backupsDaily":14}' }, 'serve').limits).toMatchObject({ backupHour: 0, backupsDaily: 14 });
    for (const hour of [24, -1, 2.5]) expect(problems({ ...good, DOSSIER_LIMITS: `{"backupHour":${hour}}` })).toEqual([expect.stringContaining('from 0 to 23')]);
  });

  it('keeps what was set for backups, and no secret of it', () => {
    const { settings } = readConfig({ ...good, DOSSIER_JWT_SECRET_PREVIOUS: 'y'.repeat(40), DOSSIER_PUBLIC_URL: 'https://intranet.example/dossier', DOSSIER_LIMITS: '{"backupHour":3}', PATH: '/bin' }, 'serve');
    expect(settings).toEqual({ DOSSIER_PUBLIC_URL: 'https://intranet.example/dossier', DOSSIER_LIMITS: '{"backupHour":3}' });
    expect(settingsWithoutSecrets({ DOSSIER_OIDC_CLIENT_SECRET: 'x', DOSSIER_JWKS_URL: 'https://user:word@id.example/keys' })).toEqual({ DOSSIER_JWKS_URL: 'https://id.example/keys' });
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
