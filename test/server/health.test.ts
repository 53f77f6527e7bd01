/** How a server stands: each check at its borders, one sentence that tells what to do, nothing that strangers should not hear; secrets, clocks and what the log keeps to itself. */
import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { Clocks } from '../../server/services/clocks.ts';
import { HEALTH_LIMITS, judge, worstState } from '../../server/services/health.ts';
import type { HealthFacts } from '../../server/services/health.ts';
import { createLog, errorFacts, network, pseudonym } from '../../server/services/process-log.ts';
import { whyWeak } from '../../server/services/weak-secret.ts';
import { StorageError } from '../../server/storage/storage.ts';
import { fakeClock } from '../helpers/fake-clock.ts';
import { httpWorld } from '../helpers/http-world.ts';

const NOW = Date.parse('2026-06-15T12:00:00Z');
const HOUR = 3_600_000;
const of = (facts: Partial<HealthFacts>, near = true) => judge({ now: NOW, ...facts }, near);
const stateOf = (facts: Partial<HealthFacts>): string | undefined => of(facts)[0]?.state;
const backup = { good: NOW - HOUR, born: 0, failure: null, nightly: true };
const GB = 1e9;

describe('a check', () => {
  test.each<[string, Partial<HealthFacts>]>([
    ['ok', { backup }], ['ok', { backup: { ...backup, good: NOW - 26 * HOUR } }], ['fail', { backup: { ...backup, good: NOW - 26 * HOUR - 1 } }], ['fail', { backup: { ...backup, good: null, born: NOW - 27 * HOUR } }],
    ['ok', { backup: { ...backup, good: null, born: NOW - HOUR } }], ['warn', { backup: { ...backup, good: null, born: NOW - HOUR, nightly: false } }], ['warn', { backup: { ...backup, failure: { full: true } } }],
    ['ok', { rooms: [{ what: 'data', size: 100 * GB, free: 10.1 * GB }] }], ['warn', { rooms: [{ what: 'data', size: 100 * GB, free: 10 * GB }] }], ['fail', { rooms: [{ what: 'data', size: 100 * GB, free: 5 * GB }] }],
    ['fail', { rooms: [{ what: 'data', size: 100 * GB, free: 50 * GB }, { what: 'backups', size: 10 * GB, free: 0 }] }], ['ok', { rooms: [{ what: 'data', size: 3 * GB, free: 0.9 * GB }] }],
    ['ok', { clocks: [{ whose: 'issuer', ahead: 60_000 }] }], ['warn', { clocks: [{ whose: 'issuer', ahead: -60_001 }] }], ['fail', { clocks: [{ whose: 'tokens', ahead: 600_000 }, { whose: 'issuer', ahead: 0 }] }],
    ['ok', { lines: { sockets: 0, overHttp: 2 } }], ['warn', { lines: { sockets: 0, overHttp: 3 } }], ['ok', { lines: { sockets: 40, overHttp: 60 } }], ['warn', { lines: { sockets: 1, overHttp: 60 } }],
    ['warn', { untrustedProxy: true }], ['fail', { weakSecrets: [{ variable: 'DOSSIER_JWT_SECRET', why: 'words' }] }], ['fail', { damaged: 1 }], ['warn', { administrator: false }], ['warn', { demo: true }],
    ['ok', { storage: 'works' }], ['fail', { storage: 'full' }], ['fail', { storage: 'silent' }], ['fail', { storage: 'broken' }],
  ])('is %s for %j, and says so in one sentence that tells what to do', (state, facts) => {
    const [check] = of(facts);
    expect(check?.state).toBe(state);
    expect(check?.text).toMatch(/^[A-Z0-9][^\n]*[.]$/);
    expect(check?.text.match(/[.!?](?= [A-Z])/g), 'one sentence').toBeNull();
    if (state !== 'ok') expect(check?.text, 'what to do').toMatch(/: .*\b(make|set|let|look|stop|name|start|brings)\b/);
  });

  test('of what is not known is left out', () => {
    expect(of({})).toEqual([]);
    expect(stateOf({ clocks: [] })).toBeUndefined();
    expect(worstState([])).toBe('ok');
    expect(HEALTH_LIMITS.backupHours).toBe(26);
  });

  test('of a secret is no word for strangers', () => {
    const facts = { weakSecrets: [{ variable: 'DOSSIER_JWT_SECRET', why: 'words' as const }], damaged: 0 };
    expect(of(facts, false).map(({ name }) => name)).toEqual(['sections']);
  });
});

describe('a secret', () => {
  test.each(['a secret of the test company, long enough', 'your-256-bit-secret-your-256-bit-secret', 'changeme-changeme-changeme-changeme', '00000000000000000000000000000000', 'abcdefghijklmnopqrstuvwxyz0123456789', 'abcabcabcabcabcabcabcabcabcabcabcabc', 'qwertyuiopasdfghjklzxcvbnm1234567890', 'correct horse battery staple correct', 'CorrectHorseBatteryStapleOfTheCompany1', '12345678901234567890123456789012'])('%s is weak', (secret) => {
    expect(whyWeak(new TextEncoder().encode(secret))).not.toBeNull();
  });
  test('of a generator is never blamed', () => {
    for (let n = 0; n < 500; n++) for (const secret of [randomBytes(24).toString('base64'), randomBytes(48).toString('base64'), randomBytes(32).toString('hex'), randomBytes(16).toString('hex'), randomBytes(32).toString('base64url')]) {
      expect(whyWeak(new TextEncoder().encode(secret)), secret).toBeNull();
    }
  });
});

describe('clocks', () => {
  const world = () => {
    const clock = fakeClock(NOW);
    return { clock, clocks: new Clocks(clock), seconds: () => clock.now() / 1000 };
  };
  test('a token from the future shows it at once, one that is old only when none is young', () => {
    const { clock, clocks, seconds } = world();
    for (let n = 0; n < 20; n++) clocks.token(seconds() - 600);
    expect(clocks.known(), 'after a start every page shows the token that it has').toEqual([]);
    clock.advance(11 * 60_000);
    for (let n = 0; n < 20; n++) clocks.token(seconds() - 600 - n);
    expect(clocks.known()).toEqual([{ whose: 'tokens', ahead: -600_000 }]);
    clocks.token(seconds() - 1);
    expect(clocks.known()).toEqual([{ whose: 'tokens', ahead: -1_000 }]);
    clocks.token(seconds() + 600);
    expect(clocks.known()).toEqual([{ whose: 'tokens', ahead: 600_000 }]);
    clock.advance(2 * HOUR);
    expect(clocks.known(), 'an hour later it is forgotten').toEqual([]);
  });
  test('an issuer’s answers tell its time by the way', async () => {
    const { clock, clocks } = world();
    const answer = await clocks.fetching(() => Promise.resolve(new Response('{}', { headers: { date: new Date(clock.now() + 600_000).toUTCString() } })))();
    expect(await answer.text()).toBe('{}');
    expect(of({ clocks: clocks.known() })[0]).toMatchObject({ state: 'fail', text: expect.stringContaining('10 minutes ahead') as string });
  });
});

describe('the log', () => {
  test('turns people into pseudonyms that stay, addresses into networks, and drops what belongs to nobody’s log', () => {
    const lines: string[] = [];
    const log = createLog({ key: Buffer.from('one'), to: { write: (line) => { lines.push(line); } } });
    log.warn({ person: 'ana.lopez', address: '203.0.113.77', token: 'eyJhbGciOi', email: 'ana@example.org', name: 'Ana López' }, 'said');
    log.pseudonymsWith(Buffer.from('one'));
    log.warn({ person: 'ana.lopez', address: '2001:db8:1:2::9' }, 'said');
    expect(lines.join('')).not.toMatch(/ana|López|eyJ|\.77|::9/i);
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([{ person: pseudonym('ana.lopez', Buffer.from('one')), address: '203.0.113.x' }, { person: pseudonym('ana.lopez', Buffer.from('one')), address: '2001:db8:1::x' }]);
    expect(network('::ffff:10.1.2.3')).toBe('10.1.2.x');
  });
  test('tells of an error where it was and not what it read', () => {
    let thrown: unknown;
    try { JSON.parse('Ana López owes 12 EUR'); } catch (error) { thrown = error; }
    expect(JSON.stringify(errorFacts(thrown))).not.toMatch(/Ana|López|owes/);
    expect(errorFacts(thrown)).toMatchObject({ type: 'SyntaxError', at: expect.arrayContaining([expect.stringContaining('health.test')]) as unknown });
    expect(errorFacts(new StorageError('broken', 'the snapshot of A/profile does not fit'))).toMatchObject({ code: 'broken', message: 'the snapshot of A/profile does not fit' });
    expect(JSON.stringify(errorFacts(new StorageError('conflict', 'The key erp:4711 belongs to another archive.', 'keys')))).not.toContain('4711');
    expect(JSON.stringify(errorFacts(new Error('mail to ana@example.org failed', { cause: new Error("no 'Ana'") })))).not.toMatch(/ana/i);
  });
});

test('/healthz answers with sentences, /metrics to administrators alone, and every answer has an id of its own', async () => {
  const world = await httpWorld();
  const health = await world.call<{ ok: boolean; checks: { name: string }[] }>(null, 'GET', '/healthz');
  expect(health).toMatchObject({ status: 200, body: { ok: true, version: expect.any(String) as string } });
  expect(health.body.checks.map(({ name }) => name)).toEqual(expect.arrayContaining(['storage', 'backup', 'disk', 'sections']));
  expect(health.body.checks.map(({ name }) => name), 'a stranger').not.toContain('secret');
  const admin = { sub: 'root', roles: ['admin'] };
  expect((await world.call<{ checks: { name: string; state: string }[] }>(admin, 'GET', '/healthz')).body.checks).toContainEqual(expect.objectContaining({ name: 'secret', state: 'fail' }));
  expect((await world.call(null, 'GET', '/healthz', undefined, { authorization: 'Bearer nonsense' })).status, 'a monitor with an old token').toBe(200);
  expect((await world.call(null, 'GET', '/metrics')).status).toBe(401);
  expect((await world.call({ sub: 'ana', roles: ['staff'] }, 'GET', '/metrics')).status).toBe(403);
  await world.call({ sub: 'ana', roles: ['staff'] }, 'POST', '/api/archives', { id: 'A1', kind: 'organisation', name: 'One' });
  const { status, body } = await world.call<string>(admin, 'GET', '/metrics');
  expect(status).toBe(200);
  for (const line of [/^dossier_edits_total 1$/m, /^dossier_commit_seconds_count 1$/m, /^dossier_refused_tokens_total 1$/m, /^dossier_backup_age_seconds /m, /^dossier_disk_free_bytes\{disk="data"\} \d/m, /^dossier_check\{name="storage"\} 0$/m, /^process_cpu_seconds_total/m, /^dossier_rooms \d/m, /^dossier_connections 0$/m]) expect(body).toMatch(line);
  expect(body, 'nobody’s name').not.toMatch(/ana|One/);
  expect((await world.call(null, 'GET', '/healthz', undefined, { 'x-request-id': 'from-the-proxy-1' })).headers.get('x-request-id')).toBe('from-the-proxy-1');
  expect((await world.call(null, 'GET', '/healthz', undefined, { 'x-request-id': 'no good " id' })).headers.get('x-request-id')).toMatch(/^[\w-]{12}$/);
  await world.close();
});

describe('the sentences', () => {
  test('are said in four languages, with every value in its place', () => {
    const facts: HealthFacts = { now: 1e12, storage: 'full', backup: { good: 1e12 - 30 * 3_600_000, born: 0, failure: { full: true }, nightly: true }, rooms: [{ what: 'data', size: 100e9, free: 1e9 }], clocks: [{ whose: 'issuer', ahead: -400_000 }], lines: { sockets: 0, overHttp: 9 }, untrustedProxy: true, weakSecrets: [{ variable: 'DOSSIER_JWT_SECRET', why: 'keyboard' }], damaged: 2, administrator: false, demo: true };
    const said = (['en', 'zh-Hans', 'zh-Hant', 'es'] as const).map((language) => judge(facts, true, language).map(({ text }) => text));
    for (const texts of said) for (const text of texts) expect(text).not.toMatch(/[{}]|undefined/);
    for (let i = 0; i < said[0]!.length; i++) expect(new Set(said.map((texts) => texts[i])).size, said[0]![i]).toBe(4);
  });
});
