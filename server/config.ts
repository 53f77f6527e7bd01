/** Environment to one frozen, typed configuration, or every problem at once. It opens nothing and reads no file. */
import { isIP } from 'node:net';
import { join, resolve, sep } from 'node:path';
import type { ClaimRules } from './access/claims.ts';
import { databaseUrl, redisUrl } from './engine-urls.ts';
import { parseLimits, SHIPPED_LIMITS } from './limits.ts';
import type { Limits } from './limits.ts';
import { readSmtpUrl } from './services/channels/smtp-url.ts';
import type { SmtpSettings } from './services/channels/smtp-url.ts';
import { SETTINGS, settingsWithoutSecrets } from './settings.ts';
import { isRole, ROLES } from '../model/rights.ts';
import type { Role } from '../model/rights.ts';

/**
 * Where tokens come from. `secret`: the host's backend signs HS256; `jwks`: an OIDC issuer signs RS256 or ES256 with the keys at this address;
 * `issuer`: the same with the keys that the issuer itself names; `none`: commands that check no token.
 */
export type Identity =
  | { readonly kind: 'secret'; readonly secrets: readonly Uint8Array[] }
  | { readonly kind: 'jwks'; readonly url: URL }
  | { readonly kind: 'issuer'; readonly issuer: string }
  | { readonly kind: 'none' };

/** Sign-in of the server's own pages at an OIDC issuer, whose address is `DOSSIER_ISSUER`. */
export interface Oidc {
  readonly issuer: URL;
  readonly clientId: string;
  /** Null: a public client, which PKCE alone protects. */
  readonly clientSecret: string | null;
}

export interface Config {
  /** `DOSSIER_HOST`, 127.0.0.1. Set 0.0.0.0 only where a proxy or a firewall stands in front. */
  readonly host: string;
  /** `DOSSIER_PORT`, 8787; 0 takes any free port, which the ready line names. */
  readonly port: number;
  /** `DOSSIER_DATA`, ./data (demo: ./data/demo). One folder a server, on a local disk: SQLite's locks fail on most network disks. */
  readonly data: string;
  /** `DOSSIER_BACKUP`, `backups` in the data folder: the folder where backups are kept. Better on another disk: a backup beside the data is lost with them. */
  readonly backups: string;
  /** `DOSSIER_EXPORT`, `exported` in the data folder: below it lie the files of exports by a schedule. */
  readonly exported: string;
  /** `DOSSIER_PUBLIC_URL`: where browsers reach the server, with its sub-path; null: the address it listens on. Set it behind a proxy. */
  readonly publicUrl: URL | null;
  /** `DOSSIER_TRUSTED_PROXIES`: addresses or networks (`10.0.0.0/8`) whose `X-Forwarded-For` counts. Empty: nobody's. */
  readonly trustedProxies: readonly string[];
  /** `DOSSIER_ORIGINS`: exact origins of pages that may embed (`https://intranet`); the server's own always may. */
  readonly origins: readonly string[];
  /** `DOSSIER_JWT_SECRET` with `DOSSIER_JWT_SECRET_PREVIOUS` (while the secret is being changed), or `DOSSIER_JWKS_URL`, or `DOSSIER_ISSUER` alone, which then says itself where its keys are. */
  readonly identity: Identity;
  /** `DOSSIER_OIDC_CLIENT_ID` with `DOSSIER_OIDC_CLIENT_SECRET`: sign-in of the server's own pages at `DOSSIER_ISSUER`; null: they have none. Stands alone or beside `identity`. */
  readonly oidc: Oidc | null;
  /** `DOSSIER_ISSUER`: checked against `iss` when set; set it with a JWKS that several applications share. */
  readonly issuer: string | null;
  /** `DOSSIER_AUDIENCE`, `dossier`: the `aud` that tokens must carry. */
  readonly audience: string;
  /** `DOSSIER_CLAIM_NAME`, `_DEPARTMENT`, `_ROLES`, `_EMAIL`: claims of an issuer with names of its own. `DOSSIER_CLAIM_ROLE_MAP`: roles by the values of that claim, where they are groups of a directory. */
  readonly claims: ClaimRules;
  /** `DOSSIER_ARCHIVE_URL`: where links to an archive lead, with `{id}` or `{key:erp}` in it; null: the server's own `/a/{id}`. */
  readonly archiveUrl: string | null;
  /** `DOSSIER_TIMEZONE`, UTC: the workspace's zone, which decides what day it is. */
  readonly timezone: string;
  /** `DOSSIER_CURRENCY`, EUR: the currency of totals and classes. */
  readonly currency: string;
  /** `DOSSIER_SMTP_URL`: how mail goes out; null: it does not. */
  readonly smtp: SmtpSettings | null;
  /** `DOSSIER_AUDIT_KEY`: of the chain of what was done; null: a file in the data folder. */
  readonly auditKey: string | null;
  /** `DOSSIER_AUDIT_HEADS`, `audit.heads` in the data folder: where its head is added every hour. */
  readonly auditHeads: string;
  /** `DOSSIER_AUDIT_SYSLOG`: where it is sent too; null: nowhere. */
  readonly auditSyslog: URL | null;
  /** `DOSSIER_DATABASE_URL`: the PostgreSQL that holds everything; null: SQLite in the data folder, and one process. Never written to a log: it holds a password. */
  readonly database: URL | null;
  /** `DOSSIER_REDIS_URL`: over which several servers on one database tell each other what they did; null: each looks into the database. Holds a password too. */
  readonly redis: URL | null;
  /** `DOSSIER_LIMITS`: JSON with the limits to change. */
  readonly limits: Limits;
  /** All of these as they were set, without secrets: a backup keeps them, so that a restore elsewhere knows them. */
  readonly settings: Readonly<Record<string, string>>;
}

/** `serve` needs an identity source, `demo` brings its own and listens on loopback only, `command` works on the folder alone. */
export type Purpose = 'serve' | 'demo' | 'command';

export interface ConfigProblem { readonly variable: string; readonly text: string }

export class ConfigError extends Error {
  readonly code = 'configuration';
  readonly problems: readonly ConfigProblem[];
  constructor(problems: readonly ConfigProblem[]) {
    super(problems.map(({ variable, text }) => `${variable} ${text}`).join('\n'));
    this.problems = problems;
  }
}

const KNOWN: ReadonlySet<string> = new Set(SETTINGS.map(({ name }) => name));

/** Names that are kept for later. Taking one silently would let somebody believe that his data lie in PostgreSQL. */
const RESERVED: ReadonlySet<string> = new Set([
  'S3_URL',
].map((name) => `DOSSIER_${name}`));

const SECRET_BYTES = 32;
const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);
export const isLoopback = (host: string): boolean => LOOPBACK.has(host) || /^127(\.\d{1,3}){3}$/.test(host);
/** Where keys may come from: plain HTTP would let anybody on the way hand them out; loopback has no way. */
export const isTrustedAddress = ({ protocol, hostname }: URL): boolean => protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname.replace(/^\[(.*)\]$/, '$1')));

export type Environment = Readonly<Record<string, string | undefined>>;

/** Throws `ConfigError` with every problem; an empty variable counts as not set. */
export function readConfig(environment: Environment, purpose: Purpose): Config {
  const problems: ConfigProblem[] = [];
  const wrong = (variable: string, text: string): void => { problems.push({ variable, text }); };
  const get = (name: string): string | null => environment[`DOSSIER_${name}`]?.trim() || null;
  /** The variable's value through a check that returns the value or says what is wrong with it. */
  const read = <T>(name: string, shipped: T, check: (text: string) => T | Wrong): T => {
    const text = get(name);
    if (text === null) return shipped;
    const value = check(text);
    if (!(value instanceof Wrong)) return value;
    wrong(`DOSSIER_${name}`, value.text);
    return shipped;
  };

  for (const [name, value] of Object.entries(environment)) {
    if (!name.startsWith('DOSSIER_') || !value?.trim()) continue;
    if (RESERVED.has(name)) wrong(name, 'is not supported by this version; unset it');
    else if (!KNOWN.has(name)) wrong(name, `is not a setting of Dossier${nearest(name)}`);
  }

  const host = read('HOST', '127.0.0.1', (text) => (isIP(text) !== 0 || /^[A-Za-z0-9.-]{1,253}$/.test(text) ? text : new Wrong('must be an IP address or a host name')));
  if (purpose === 'demo' && !isLoopback(host)) wrong('DOSSIER_HOST', 'must be a loopback address in the demo, which has no passwords; use `dossier serve`');

  const data = resolve(get('DATA') ?? (purpose === 'demo' ? 'data/demo' : 'data'));

  const config: Config = {
    host,
    port: read('PORT', 8787, (text) => (/^\d{1,5}$/.test(text) && Number(text) < 65_536 ? Number(text) : new Wrong('must be a whole number from 0 to 65535'))),
    data,
    exported: read('EXPORT', join(data, 'exported'), (text) => exportFolder(text, data)),
    backups: read('BACKUP', join(data, 'backups'), (text) => backupFolder(text, data)),
    publicUrl: read('PUBLIC_URL', null, publicUrl),
    trustedProxies: read('TRUSTED_PROXIES', [], list(proxy)),
    origins: read('ORIGINS', [], list(origin)),
    identity: identity(purpose, get, wrong),
    oidc: oidc(purpose, get, wrong),
    issuer: get('ISSUER'),
    audience: get('AUDIENCE') ?? 'dossier',
    claims: Object.freeze({
      name: get('CLAIM_NAME') ?? 'name',
      department: get('CLAIM_DEPARTMENT') ?? 'department',
      roles: get('CLAIM_ROLES') ?? 'roles',
      email: get('CLAIM_EMAIL') ?? 'email',
      roleMap: read('CLAIM_ROLE_MAP', null, roleMap),
    }),
    archiveUrl: read('ARCHIVE_URL', null, archiveUrl),
    timezone: read('TIMEZONE', 'UTC', timezone),
    currency: read('CURRENCY', 'EUR', (text) => (Intl.supportedValuesOf('currency').includes(text) ? text : new Wrong('must be an ISO 4217 code such as EUR'))),
    smtp: read<SmtpSettings | null>('SMTP_URL', null, (text) => {
      const found = readSmtpUrl(text);
      return 'host' in found ? found : new Wrong(found.join('; '));
    }),
    auditKey: read<string | null>('AUDIT_KEY', null, (text) => (new TextEncoder().encode(text).length >= SECRET_BYTES ? text : new Wrong(`must have at least ${SECRET_BYTES} bytes; \`openssl rand -hex 32\` makes one`))),
    auditHeads: resolve(get('AUDIT_HEADS') ?? join(data, 'audit.heads')),
    auditSyslog: read<URL | null>('AUDIT_SYSLOG', null, (text) => { const url = parseUrl(text); return url && /^(udp|tcp):$/.test(url.protocol) && url.hostname !== '' ? url : new Wrong('must be an address such as udp://log.example:514'); }),
    database: read<URL | null>('DATABASE_URL', null, checked(databaseUrl)),
    redis: read<URL | null>('REDIS_URL', null, checked(redisUrl)),
    limits: read('LIMITS', SHIPPED_LIMITS, (text) => {
      const parsed = parseLimits(text);
      return parsed.problems.length === 0 ? parsed.limits : new Wrong(parsed.problems.join('; '));
    }),
    settings: settingsWithoutSecrets(environment),
  };
  if (get('REDIS_URL') !== null && get('DATABASE_URL') === null) wrong('DOSSIER_REDIS_URL', 'is set without DOSSIER_DATABASE_URL: over SQLite one server is alone, and has nobody to tell');
  if (purpose !== 'demo' && get('DATABASE_URL') !== null && get('AUDIT_KEY') === null) wrong('DOSSIER_AUDIT_KEY', 'must be set with DOSSIER_DATABASE_URL, the same for every server on that database: they all write one chain of what was done; `openssl rand -hex 32` makes one');
  for (const name of ['DATABASE_URL', 'REDIS_URL']) if (purpose === 'demo' && get(name) !== null) wrong(`DOSSIER_${name}`, 'must not be set in the demo, which keeps its data in a folder; use `dossier serve`');
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze(config);
}

const parseUrl = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null);

class Wrong {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const checked = (check: typeof databaseUrl) => (text: string): URL | Wrong => {
  const url = check(text);
  return url instanceof URL ? url : new Wrong(url.wrong);
};

function identity(purpose: Purpose, get: (name: string) => string | null, wrong: (variable: string, text: string) => void): Identity {
  const secret = get('JWT_SECRET');
  const previous = get('JWT_SECRET_PREVIOUS');
  const jwks = get('JWKS_URL');
  const issuer = get('ISSUER');
  // tokens of the server's own pages bear this name and are checked with another key
  if (issuer?.startsWith('dossier:')) wrong('DOSSIER_ISSUER', 'must not begin with "dossier:", which is the server itself');
  if (purpose === 'demo') {
    for (const [name, value] of [['JWT_SECRET', secret], ['JWT_SECRET_PREVIOUS', previous], ['JWKS_URL', jwks]] as const) {
      if (value !== null) wrong(`DOSSIER_${name}`, 'must not be set in the demo, which makes a secret of its own; use `dossier serve`');
    }
    return { kind: 'none' };
  }
  if (secret !== null && jwks !== null) wrong('DOSSIER_JWT_SECRET', 'and DOSSIER_JWKS_URL are both set; choose one identity source');
  if (secret === null && jwks === null && issuer === null && purpose === 'serve') {
    wrong('DOSSIER_JWT_SECRET', 'or DOSSIER_JWKS_URL or DOSSIER_ISSUER must be set: `dossier serve` needs an identity source');
  }
  if (previous !== null && secret === null) wrong('DOSSIER_JWT_SECRET_PREVIOUS', 'is set without DOSSIER_JWT_SECRET');
  const secrets: Uint8Array[] = [];
  for (const [name, value] of [['JWT_SECRET', secret], ['JWT_SECRET_PREVIOUS', previous]] as const) {
    if (value === null) continue;
    const bytes = new TextEncoder().encode(value);
    if (bytes.length < SECRET_BYTES) wrong(`DOSSIER_${name}`, `must have at least ${SECRET_BYTES} bytes (it has ${bytes.length}); \`openssl rand -base64 48\` makes one`);
    secrets.push(bytes);
  }
  if (jwks !== null) {
    const url = parseUrl(jwks);
    if (url !== null && isTrustedAddress(url)) return { kind: 'jwks', url };
    wrong('DOSSIER_JWKS_URL', 'must be an https: address (http: only on loopback)');
  } else if (secret === null && issuer !== null) {
    const url = parseUrl(issuer);
    if (url !== null && isTrustedAddress(url)) return { kind: 'issuer', issuer };
    wrong('DOSSIER_ISSUER', 'must be an https: address (http: only on loopback) where it is the identity source: its keys are found there');
  }
  return secrets.length > 0 ? { kind: 'secret', secrets } : { kind: 'none' };
}

function oidc(purpose: Purpose, get: (name: string) => string | null, wrong: (variable: string, text: string) => void): Oidc | null {
  const clientId = get('OIDC_CLIENT_ID');
  const clientSecret = get('OIDC_CLIENT_SECRET');
  if (purpose === 'demo') {
    for (const [name, value] of [['OIDC_CLIENT_ID', clientId], ['OIDC_CLIENT_SECRET', clientSecret]] as const) {
      if (value !== null) wrong(`DOSSIER_${name}`, 'must not be set in the demo, which has a sign-in of its own; use `dossier serve`');
    }
    return null;
  }
  if (clientId === null) {
    if (clientSecret !== null) wrong('DOSSIER_OIDC_CLIENT_SECRET', 'is set without DOSSIER_OIDC_CLIENT_ID');
    return null;
  }
  const named = get('ISSUER');
  const issuer = named === null ? null : parseUrl(named);
  if (named === null) wrong('DOSSIER_ISSUER', 'must be set beside DOSSIER_OIDC_CLIENT_ID: it is where people sign in');
  else if (issuer === null || !isTrustedAddress(issuer)) wrong('DOSSIER_ISSUER', 'must be an https: address where people sign in there (http: only on loopback)');
  if (get('PUBLIC_URL') === null) wrong('DOSSIER_PUBLIC_URL', 'must be set beside DOSSIER_OIDC_CLIENT_ID: the issuer sends people back there');
  return issuer === null ? null : Object.freeze({ issuer, clientId, clientSecret });
}

/** Every wrong entry is named; groups are compared letter by letter, for a pattern that fits too much makes administrators. */
function roleMap(text: string): ReadonlyMap<string, Role> | Wrong {
  let map: unknown;
  try {
    map = JSON.parse(text);
  } catch {
    map = null; // said below, with what it should be
  }
  if (typeof map !== 'object' || map === null || Array.isArray(map) || Object.keys(map).length === 0) return new Wrong('must be a JSON object of claim values and roles, such as {"crm-stewards": "steward"}');
  const problems = Object.entries(map).flatMap(([value, role]) => [
    ...(value.trim() === '' || value.trim() !== value ? [`the value ${JSON.stringify(value)} is empty or has blanks around it`] : []),
    ...(value.includes('*') ? [`the value ${JSON.stringify(value)} is compared as it stands, there are no patterns`] : []),
    ...(typeof role === 'string' && isRole(role) ? [] : [`${JSON.stringify(value)} gives ${JSON.stringify(role)}, which is no role (${ROLES.join(' ')})`]),
  ]);
  return problems.length > 0 ? new Wrong(problems.join('; ')) : new Map(Object.entries(map as Readonly<Record<string, Role>>));
}

function backupFolder(text: string, data: string): string | Wrong {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(text)) return new Wrong('must be a folder of this computer, such as /var/backups/dossier');
  const folder = resolve(text);
  const files = join(data, 'files');
  const inside = folder === data || folder === files || folder.startsWith(files + sep);
  return inside ? new Wrong('must not be the data folder itself or its files; without it backups are kept in the folder `backups` in there') : folder;
}

function exportFolder(text: string, data: string): string | Wrong {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(text)) return new Wrong('must be a folder of this computer, such as /var/lib/exchange/dossier');
  const folder = resolve(text);
  return folder === data || ['files', 'backups', 'imports', 'exports'].some((own) => folder === join(data, own) || folder.startsWith(join(data, own) + sep)) ? new Wrong('must be a folder of its own: without it exports lie in the folder `exported` of the data folder') : folder;
}

function publicUrl(text: string): URL | Wrong {
  const url = parseUrl(text);
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash || url.username) return new Wrong('must be an http: or https: address without query, fragment or user');
  url.pathname = url.pathname.replace(/\/+$/, '');
  return url;
}

function origin(text: string): string | Wrong {
  const url = parseUrl(text);
  return url && /^https?:$/.test(url.protocol) && url.origin === text.toLowerCase() ? url.origin : new Wrong(`has "${text}", which is not an exact origin such as https://intranet.example`);
}

function proxy(text: string): string | Wrong {
  const [address = '', bits] = text.split('/');
  const version = isIP(address);
  const fits = version !== 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128)));
  return fits ? text : new Wrong(`has "${text}", which is neither an address nor a network such as 10.0.0.0/8`);
}

/** Values apart by commas or blanks; the first wrong one speaks for the variable. */
const list = (check: (text: string) => string | Wrong) => (text: string): readonly string[] | Wrong => {
  const values = text.split(/[\s,]+/).filter(Boolean).map(check);
  return values.find((value) => value instanceof Wrong) ?? Object.freeze(values as string[]);
};

function archiveUrl(text: string): string | Wrong {
  const url = parseUrl(text.replaceAll(/\{[^{}]*\}/g, 'x'));
  if (!url || !/^https?:$/.test(url.protocol)) return new Wrong('must be an http: or https: address');
  return /\{id\}|\{key:[a-z][a-z0-9._-]*\}/.test(text) ? text : new Wrong('must hold {id} or {key:system}, as in https://intranet/cust?no={key:erp}');
}

function timezone(text: string): string | Wrong {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return new Wrong('must be a time zone such as Europe/Berlin'); // Intl tells an unknown zone only by throwing
  }
}

/** `; did you mean …?` when a known name is at most two letters away. */
function nearest(name: string): string {
  const close = [...KNOWN].map((known) => ({ known, far: distance(name, known) })).sort((a, b) => a.far - b.far)[0];
  return close && close.far <= 3 ? `; did you mean ${close.known}?` : '';
}

/** Levenshtein's distance, one row at a time. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
