/** `DOSSIER_SMTP_URL` as it is written: every problem of it at once. Sending is `mail.ts`'s. */

export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (`smtps:`); else STARTTLS. */
  readonly secure: boolean;
  /**
   * What TLS is asked for where the first bytes are plain: `must`, no mail without STARTTLS and a certificate that is known; `here`, of this computer, whose certificate is nobody's to know and whose words
   * leave it not; `never`, not even where it is offered.
   */
  readonly starttls: 'must' | 'here' | 'never';
  readonly user: string | null;
  readonly password: string | null;
  readonly from: string;
}

const SHAPE = 'smtp://user:password@mail.example:587?from=dossier@mail.example';
const ADDRESS = /^[^\s@<>",;]+@[^\s@<>",;]+$/;
const here = (host: string): boolean => host === 'localhost' || host === '::1' || /^127\./.test(host);

/** `starttls=never` for a server inside the network that has none. */
export function readSmtpUrl(text: string): SmtpSettings | readonly string[] {
  if (!URL.canParse(text)) return [`must be an address such as ${SHAPE}`];
  const url = new URL(text);
  const problems: string[] = [];
  if (url.protocol !== 'smtp:' && url.protocol !== 'smtps:') problems.push(`must begin with smtp:// or smtps:// (it begins with ${url.protocol})`);
  if (url.hostname === '') problems.push('names no server');
  if (url.username === '' && url.password !== '') problems.push('has a password without a user');
  const from = url.searchParams.get('from') ?? '';
  if (!ADDRESS.test(from)) problems.push(from === '' ? 'must say from whom: ?from=dossier@mail.example' : `has from=${from}, which is no mail address`);
  const starttls = url.searchParams.get('starttls');
  if (starttls !== null && starttls !== 'never') problems.push(`has starttls=${starttls}; only never may be said, for a server that has none`);
  for (const name of url.searchParams.keys()) if (name !== 'from' && name !== 'starttls') problems.push(`has ${name}=, which means nothing here`);
  if (url.pathname !== '' && url.pathname !== '/') problems.push('has a path, which a mail server does not');
  let user: string | null = null;
  let password: string | null = null;
  try {
    user = url.username === '' ? null : decodeURIComponent(url.username);
    password = url.password === '' ? null : decodeURIComponent(url.password);
  } catch {
    problems.push('has a % in its user or password that must be written %25');
  }
  if (problems.length > 0) return problems;
  const secure = url.protocol === 'smtps:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return Object.freeze({ host, port: url.port === '' ? (secure ? 465 : 587) : Number(url.port), secure, starttls: starttls === 'never' ? 'never' : here(host) ? 'here' : 'must', user, password, from });
}
