/** Who asks from this computer itself, past every proxy: what only an administrator should hear may be told there without a token. */
import type { Config } from '../config.ts';
import { isLoopback } from '../config.ts';
import type { Ctx } from './door.ts';

/** What proxies add. One that adds nothing cannot be told from a person here, so with a public address the proxies must be named in DOSSIER_TRUSTED_PROXIES first. */
const FORWARDED = ['x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via'];

export function isNear(c: Ctx, { publicUrl, trustedProxies }: Pick<Config, 'publicUrl' | 'trustedProxies'>): boolean {
  const address = c.env?.incoming?.socket.remoteAddress?.replace(/^::ffff:(?=\d+\.)/i, '');
  if (address === undefined || !isLoopback(address)) return false;
  if (FORWARDED.some((name) => c.req.header(name) !== undefined)) return false;
  return publicUrl === null || trustedProxies.length > 0;
}
