/** One signed POST to an address outside: checked that it is outside, on the very connection that is used, never following anywhere else. When and what is the service's. */
import { createHmac } from 'node:crypto';
import { lookup } from 'node:dns';
import type { LookupAddress } from 'node:dns';
import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { BlockList, isIP } from 'node:net';
import type { LookupFunction } from 'node:net';

export interface Sending {
  readonly url: string;
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly body: string;
  /** As `whsec_…`; each of them signs. */
  readonly secrets: readonly string[];
  /** Hosts, with their port where it is not the usual one, that may be inside and without https. */
  readonly allowed: readonly string[];
}
/** `status` null: there was no answer, `error` says why. */
export interface Sent { readonly status: number | null; readonly error: string | null }
export type Send = (sending: Sending) => Promise<Sent>;

const TIMEOUT_MS = 10_000;

/** Addresses that are no part of the open internet (IANA special-purpose registries). */
const INSIDE = new BlockList();
for (const [net, bits] of [['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.88.99.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4]] as const) INSIDE.addSubnet(net, bits, 'ipv4');
/** Of IPv6 only what is given out for the open internet is outside; within that, tunnels and examples are not. */
const OUTSIDE6 = new BlockList();
OUTSIDE6.addSubnet('2000::', 3, 'ipv6');
for (const [net, bits] of [['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20]] as const) INSIDE.addSubnet(net, bits, 'ipv6');

export function isOutside(address: string): boolean {
  switch (isIP(address)) {
    case 4: return !INSIDE.check(address, 'ipv4');
    case 6: return OUTSIDE6.check(address, 'ipv6') && !INSIDE.check(address, 'ipv6');
    default: return false;
  }
}

export const isAllowedHost = (url: URL, allowed: readonly string[]): boolean => allowed.includes(url.host) || allowed.includes(url.hostname);

/** Null: a webhook may go there, as far as its text says; else why not. */
export function refusedUrl(text: string, allowed: readonly string[]): string | null {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return 'A whole address such as https://erp.example/hooks/dossier.';
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'An address that begins with https://.';
  if (url.username !== '' || url.password !== '') return 'No name and password in the address: deliveries are signed.';
  if (url.hash !== '') return 'No # in the address.';
  if (isAllowedHost(url, allowed)) return null;
  if (url.protocol === 'http:') return 'Only https, unless an administrator has allowed this host.';
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0 && !isOutside(literal)) return 'An address inside the network, unless an administrator has allowed it.';
  return null;
}

/** As standardwebhooks.com has it, so that receivers can take a library: one signature for each secret, apart by blanks. */
export function signed({ id, at, body, secrets }: Pick<Sending, 'id' | 'at' | 'body' | 'secrets'>): Readonly<Record<string, string>> {
  const seconds = String(Math.floor(at / 1000));
  const sign = (secret: string): string => `v1,${createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64')).update(`${id}.${seconds}.${body}`).digest('base64')}`;
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': secrets.map(sign).join(' ') };
}

class Inside extends Error {
  readonly code = 'EINSIDE';
}

/** The name is looked up for the connection itself: what it leads to cannot change between the check and the use. */
export const outsideLookup: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error, found) => {
    const addresses = found as LookupAddress[];
    if (error) done(error, '', 0);
    else if (addresses.length === 0 || !addresses.every(({ address }) => isOutside(address))) done(new Inside(`${host} leads inside the network`), '', 0);
    else if (options.all) done(null, addresses);
    else done(null, addresses[0]!.address, addresses[0]!.family);
  });
};

export const sendWebhook: Send = (sending) => new Promise((resolve) => {
  const refused = refusedUrl(sending.url, sending.allowed);
  if (refused !== null) return resolve({ status: null, error: refused });
  const url = new URL(sending.url);
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(sending.body), 'user-agent': 'Dossier', ...signed(sending) };
  const options = { method: 'POST', headers, timeout: TIMEOUT_MS, agent: false as const, ...(isAllowedHost(url, sending.allowed) ? {} : { lookup: outsideLookup }) };
  const request = (url.protocol === 'https:' ? overHttps : overHttp)(url, options, (response) => {
    // what it says is not read, and a way to somewhere else not gone
    response.destroy();
    request.destroy();
    resolve({ status: response.statusCode ?? null, error: null });
  });
  request.on('timeout', () => { request.destroy(new Error('no answer within 10 s')); });
  request.on('error', (error) => { resolve({ status: null, error: error.message.slice(0, 300) }); });
  request.end(sending.body);
});
