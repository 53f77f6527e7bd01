/** Every environment variable of Dossier with its shipped value and its purpose, as `dossier serve --help` lists them. Reading and checking them is `config.ts`'s. */

import { toldUrl } from './engine-urls.ts';

export interface Setting { readonly name: string; readonly shipped: string; readonly purpose: string }

const setting = (name: string, shipped: string, purpose: string): Setting => ({ name: `DOSSIER_${name}`, shipped, purpose });

/** The engines of more than one machine; their addresses hold passwords. */
const ENGINES: readonly Setting[] = Object.freeze([
  setting('DATABASE_URL', 'SQLite in the data folder', 'PostgreSQL: postgres://dossier:password@db.example:5432/dossier'),
  setting('REDIS_URL', '', 'hints between several servers over one database: redis://:password@redis.example:6379'),
]);

export const SETTINGS: readonly Setting[] = Object.freeze([
  setting('JWT_SECRET', '', 'secret of at least 32 bytes with which your backend signs tokens (HS256)'),
  setting('JWT_SECRET_PREVIOUS', '', 'the secret before, while it is being changed'),
  setting('JWKS_URL', '', 'or: the keys of your identity provider (RS256, ES256)'),
  setting('OIDC_CLIENT_ID', '', 'sign-in of the server’s own pages at DOSSIER_ISSUER, alone or beside these'),
  setting('OIDC_CLIENT_SECRET', '', 'and its secret; without it a public client'),
  setting('ISSUER', '', 'the iss that tokens must carry, when set; where people sign in'),
  setting('AUDIENCE', 'dossier', 'the aud that tokens must carry'),
  setting('CLAIM_NAME', 'name', 'claim with the person’s name'),
  setting('CLAIM_DEPARTMENT', 'department', 'claim with the department'),
  setting('CLAIM_ROLES', 'roles', 'claim with the roles'),
  setting('CLAIM_ROLE_MAP', '', 'JSON with the role of each value of that claim, as {"crm-stewards": "steward"}'),
  setting('CLAIM_EMAIL', 'email', 'claim with the e-mail address'),
  setting('HOST', '127.0.0.1', 'address to listen on'),
  setting('PORT', '8787', 'port to listen on; 0 takes any free one'),
  setting('DATA', './data', 'the data folder, on a local disk'),
  setting('BACKUP', 'backups in the data folder', 'the folder where backups are kept, better on another disk'),
  setting('EXPORT', 'exported in the data folder', 'the folder below which exports by a schedule are written'),
  setting('PUBLIC_URL', 'where it listens', 'where browsers reach the server, with its sub-path'),
  setting('TRUSTED_PROXIES', '', 'addresses or networks whose X-Forwarded-For counts'),
  setting('ORIGINS', '', 'origins of the pages that may embed, such as https://intranet.example'),
  setting('ARCHIVE_URL', 'the server’s /a/{id}', 'where links to an archive lead, with {id} or {key:erp}'),
  setting('TIMEZONE', 'UTC', 'the company’s time zone'),
  setting('CURRENCY', 'EUR', 'currency of totals and classes'),
  setting('SMTP_URL', '', 'mail: smtp://user:password@mail.example:587?from=dossier@mail.example'),
  setting('AUDIT_KEY', 'audit.key in the data folder', 'key of at least 32 bytes of the chain of what was done'),
  setting('AUDIT_HEADS', 'audit.heads in the data folder', 'file to which the head of that chain is added every hour, best where this computer can only add'),
  setting('AUDIT_SYSLOG', '', 'and sent to: udp://log.example:514 or tcp://log.example:601'),
  ...ENGINES,
  setting('LIMITS', '{}', 'JSON with the limits to change'),
]);

const ENGINE_NAMES: ReadonlySet<string> = new Set(ENGINES.map(({ name }) => name));

/** What opens doors, and is kept nowhere but in the environment: a backup is read by more people than it. */
const SECRETS: ReadonlySet<string> = new Set(['JWT_SECRET', 'JWT_SECRET_PREVIOUS', 'OIDC_CLIENT_SECRET', 'AUDIT_KEY'].map((name) => `DOSSIER_${name}`));

/** What was set, without secrets, also not those inside addresses (`https://user:password@…`). */
export function settingsWithoutSecrets(environment: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  const given = SETTINGS.flatMap(({ name }) => {
    const value = environment[name]?.trim();
    if (value && ENGINE_NAMES.has(name)) {
      const told = toldUrl(value); // a password may hold an @, and stand among the parameters
      return told === null ? [] : [[name, told]];
    }
    return value && !SECRETS.has(name) ? [[name, value.replaceAll(/(?<=:\/\/)[^/@\s]*@/g, '')]] : [];
  });
  return Object.freeze(Object.fromEntries(given) as Record<string, string>);
}

/** The list for a terminal. */
export const settingsHelp = (): string => {
  const width = Math.max(...SETTINGS.map(({ name }) => name.length));
  return `\nEnvironment:\n${SETTINGS.map(({ name, shipped, purpose }) => `  ${name.padEnd(width)}  ${purpose}${shipped === '' ? '' : ` (default: ${shipped})`}`).join('\n')}\n`;
};
