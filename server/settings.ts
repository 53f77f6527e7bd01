/** Every environment variable of Dossier with its shipped value and its purpose, as `dossier serve --help` lists them. Reading and checking them is `config.ts`'s. */

export interface Setting { readonly name: string; readonly shipped: string; readonly purpose: string }

const setting = (name: string, shipped: string, purpose: string): Setting => ({ name: `DOSSIER_${name}`, shipped, purpose });

export const SETTINGS: readonly Setting[] = Object.freeze([
  setting('JWT_SECRET', '', 'secret of at least 32 bytes with which your backend signs tokens (HS256)'),
  setting('JWT_SECRET_PREVIOUS', '', 'the secret before, while it is being changed'),
  setting('JWKS_URL', '', 'or: the keys of your identity provider (RS256, ES256)'),
  setting('ISSUER', '', 'the iss that tokens must carry, when set'),
  setting('AUDIENCE', 'dossier', 'the aud that tokens must carry'),
  setting('CLAIM_NAME', 'name', 'claim with the person’s name'),
  setting('CLAIM_DEPARTMENT', 'department', 'claim with the department'),
  setting('CLAIM_ROLES', 'roles', 'claim with the roles'),
  setting('CLAIM_EMAIL', 'email', 'claim with the e-mail address'),
  setting('HOST', '127.0.0.1', 'address to listen on'),
  setting('PORT', '8787', 'port to listen on; 0 takes any free one'),
  setting('DATA', './data', 'the data folder, on a local disk'),
  setting('PUBLIC_URL', 'where it listens', 'where browsers reach the server, with its sub-path'),
  setting('TRUSTED_PROXIES', '', 'addresses or networks whose X-Forwarded-For counts'),
  setting('ORIGINS', '', 'origins of the pages that may embed, such as https://intranet.example'),
  setting('ARCHIVE_URL', 'the server’s /a/{id}', 'where links to an archive lead, with {id} or {key:erp}'),
  setting('TIMEZONE', 'UTC', 'the company’s time zone'),
  setting('CURRENCY', 'EUR', 'currency of totals and classes'),
  setting('LIMITS', '{}', 'JSON with the limits to change'),
]);

/** The list for a terminal. */
export const settingsHelp = (): string => {
  const width = Math.max(...SETTINGS.map(({ name }) => name.length));
  return `\nEnvironment:\n${SETTINGS.map(({ name, shipped, purpose }) => `  ${name.padEnd(width)}  ${purpose}${shipped === '' ? '' : ` (default: ${shipped})`}`).join('\n')}\n`;
};
