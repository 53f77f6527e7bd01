/** The address a request came from: the socket's, or what a trusted proxy says of it. Nobody else's word counts. */
import { BlockList, isIP } from 'node:net';
import type { IncomingMessage } from 'node:http';

export type AddressOf = (request: Pick<IncomingMessage, 'headers' | 'socket'>) => string;

/** Walks `X-Forwarded-For` from its end and stops at the first address that is no trusted proxy's. */
export function addressOf(trusted: readonly string[]): AddressOf {
  const proxies = new BlockList();
  for (const entry of trusted) {
    const [address = '', bits] = entry.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) proxies.addAddress(address, family);
    else proxies.addSubnet(address, Number(bits), family);
  }
  const isProxy = (address: string): boolean => isIP(address) !== 0 && proxies.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  return function addressOf({ headers, socket }) {
    let address = plain(socket.remoteAddress ?? '');
    const hops = String(headers['x-forwarded-for'] ?? '').split(',').map((hop) => plain(hop.trim())).filter(Boolean);
    while (isProxy(address)) {
      const hop = hops.pop();
      if (hop === undefined || isIP(hop) === 0) break;
      address = hop;
    }
    return address;
  };
}

/** IPv4 within IPv6, as sockets that hear both report it. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');
