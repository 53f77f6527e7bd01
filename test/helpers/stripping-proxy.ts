/** A proxy of the kind that stands in old networks: it knows no WebSocket, and may hold every answer back until it is whole. */
import { createServer, request as ask } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface Proxy {
  readonly url: string;
  /** Upgrades that were asked for and not passed on. */
  readonly stripped: number;
  /** Paths of POST requests that were passed on, with how often. */
  readonly posts: ReadonlyMap<string, number>;
  /** Addresses that were asked for, with queries. */
  readonly addresses: ReadonlySet<string>;
  close(): Promise<void>;
}

/** Headers that belong to one hop. */
const OWN = new Set(['connection', 'upgrade', 'keep-alive', 'transfer-encoding', 'proxy-connection']);

export async function strippingProxy(target: () => string, { buffer = false, port = 0 }: { readonly buffer?: boolean; readonly port?: number } = {}): Promise<Proxy> {
  let stripped = 0;
  const posts = new Map<string, number>();
  const addresses = new Set<string>();

  const pass = (request: IncomingMessage, response: ServerResponse): void => {
    const path = request.url ?? '/';
    addresses.add(path);
    if (request.headers.upgrade !== undefined) stripped++;
    if (request.method === 'POST') posts.set(path, (posts.get(path) ?? 0) + 1);
    const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !OWN.has(name) && !name.startsWith('sec-websocket')));
    headers['x-forwarded-for'] = request.socket.remoteAddress;
    const above = ask(target() + path, { method: request.method, headers, agent: false }, (answer) => {
      const onwards = Object.fromEntries(Object.entries(answer.headers).filter(([name]) => !OWN.has(name)));
      if (!buffer) {
        response.writeHead(answer.statusCode ?? 502, onwards);
        response.flushHeaders();
        answer.pipe(response);
        return;
      }
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => response.writeHead(answer.statusCode ?? 502, onwards).end(Buffer.concat(chunks)));
    });
    above.on('error', () => {
      if (response.headersSent) response.destroy();
      else response.writeHead(502).end();
    });
    response.on('close', () => above.destroy());
    request.pipe(above);
  };

  const server = createServer(pass); // without a listener for upgrades they come as requests
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    get stripped() {
      return stripped;
    },
    posts, addresses,
    close: () => new Promise((done) => { server.closeAllConnections(); server.close(() => done()); }),
  };
}
