/** The address a request came from: the socket's, or what a trusted proxy says of it. Nobody else's word counts. */
import { BlockList, isIP } from 'node:net';
import type { IncomingMessage } from 'node:http';
import { isLoopback } from '../config.ts';

export type AddressOf = (request: Pick<IncomingMessage, 'headers' | 'socket'>) => string;

function proxyList(trusted: readonly string[]): (address: string) => boolean {
  const proxies = new BlockList();
  for (const entry of trusted) {
    const [address = '', bits] = entry.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) proxies.addAddress(address, family);
    else proxies.addSubnet(address, Number(bits), family);
  }
  return (address) => isIP(address) !== 0 && proxies.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** Walks `X-Forwarded-For` from its end and stops at the first address that is no trusted proxy's. */
export function addressOf(trusted: readonly string[]): AddressOf {
  const isProxy = proxyList(trusted);
  return function addressOf({ headers, socket }) {
    let address = plain(socket.remoteAddress ?? '');
    if (trusted.length === 0) return address;
    const hops = String(headers['x-forwarded-for'] ?? '').split(',').map((hop) => plain(hop.trim())).filter(Boolean);
    while (isProxy(address)) {
      const hop = hops.pop();
      if (hop === undefined || isIP(hop) === 0) break;
      address = hop;
    }
    return address;
  };
}

/** Tells once that somebody whom nobody named as a proxy says where requests come from: either a proxy that was forgotten, or a forger. Both count as one address. */
export function strangeProxy(trusted: readonly string[], warn: (facts: object, event: string) => void): (request: Pick<IncomingMessage, 'headers' | 'socket'>) => void {
  const isProxy = proxyList(trusted);
  let told = false;
  return ({ headers, socket }) => {
    if (told || headers['x-forwarded-for'] === undefined) return;
    const peer = plain(socket.remoteAddress ?? '');
    if (isProxy(peer)) return;
    told = true;
    // an address may be a colleague's computer; this computer's own is nobody's
    warn(isLoopback(peer) ? { peer } : {}, 'X-Forwarded-For of a peer that is no trusted proxy is ignored, so that all who come through it count as one address: if it is your proxy, set DOSSIER_TRUSTED_PROXIES to its address');
  };
}

/** IPv4 within IPv6, as sockets that hear both report it. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');
