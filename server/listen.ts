/** From an app to a port: the HTTP server with its time limits, the sockets, and a stop that loses nothing. */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Dossier } from './app.ts';
import { systemClock, systemRandom } from './clock.ts';
import { isLoopback } from './config.ts';
import type { Config } from './config.ts';
import { addressOf, strangeProxy } from './http/address.ts';
import type { Logger } from './services/log.ts';
import { Entrance } from './sync/entrance.ts';
import { httpLine } from './sync/http-line.ts';
import { attachSockets } from './sync/upgrade.ts';

export interface Listening {
  /** Where browsers reach the server, without a slash at its end. */
  readonly url: string;
  readonly port: number;
  /** Takes nothing new, commits what is in flight, ends every connection. */
  stop(): Promise<void>;
}

export interface ListenOptions {
  readonly dossier: Dossier;
  readonly config: Config;
  readonly log: Logger;
  /** How long everything goes on after `/readyz` has said no, so that a load balancer sends people elsewhere before this server takes nobody. Default 0: it is alone, and nobody else would take them. */
  readonly drainMs?: number;
  /** A reason to refuse a request before anything else looks at it; the demo has some. */
  readonly refusal?: (request: IncomingMessage) => string | null;
}

const HEADER_BYTES = 16 * 1024;
/** Headers must be here in this time, against clients that send them a byte at a time. */
const HEADERS_MS = 20_000;
/** So often it is looked whether they are. */
const CHECK_MS = 5_000;
/** Whole requests: a file of 200 MB over a slow line. */
const REQUEST_MS = 900_000;
/** Longer than the usual 60 s of proxies, so that they and not we end idle connections. */
const KEEP_ALIVE_MS = 65_000;
/** Answers under way get this long when the server stops. */
const STOP_MS = 3_000;

export async function listen({ dossier, config, log, drainMs = 0, refusal }: ListenOptions): Promise<Listening> {
  const prefix = config.publicUrl?.pathname.replace(/\/+$/, '') ?? '';
  const answer = getRequestListener(dossier.app.fetch, { overrideGlobalObjects: false });
  const own = new Set<string>(config.publicUrl ? [config.publicUrl.origin] : []);
  const allowed = new Set(config.origins);
  const report = (event: string, error: unknown): void => { log.error({ err: error }, event); };
  const entrance = new Entrance({
    clock: systemClock, limits: config.limits, prefix,
    mayEmbed: (origin) => allowed.has(origin) || own.has(origin),
    addressOf: addressOf(config.trustedProxies),
    warn: (facts, event) => { log.warn(facts, event); },
    ...(refusal ? { refuse: refusal } : {}),
    refused: (source) => { dossier.services.trail.refused({ action: 'signInRefused', actor: null, facts: { by: 'line', source } }); },
  });
  const { traffic } = dossier;
  const lookAtProxy = strangeProxy(config.trustedProxies, (facts, event) => {
    traffic.untrustedProxy++;
    log.warn(facts, event);
  });
  const counted = (change: 1 | -1): void => {
    traffic.overHttpNow += change;
    if (change === 1) traffic.overHttp++;
  };
  const overHttp = httpLine({ hub: dossier.hub, entrance, clock: systemClock, random: systemRandom, limits: config.limits, report, counted });
  const server: Server = createServer({ maxHeaderSize: HEADER_BYTES, headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS, connectionsCheckingInterval: CHECK_MS, keepAliveTimeout: KEEP_ALIVE_MS }, (request: IncomingMessage, response: ServerResponse) => {
    strip(request, prefix);
    lookAtProxy(request);
    // its answers stream, and its bodies bound themselves
    if (!overHttp(request, response)) void answer(request, response);
  });
  server.maxHeadersCount = 100;
  const detach = attachSockets(server, { hub: dossier.hub, access: dossier.access, entrance, limits: config.limits, report, opened: (kind) => { if (kind === 'line') traffic.sockets++; else traffic.plain++; } });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  // without a public address the server's own pages are at the address it listens on, or at this computer's name for it
  if (!config.publicUrl) for (const name of isLoopback(config.host) ? [host, 'localhost', '127.0.0.1', '[::1]'] : [host]) own.add(`http://${name}:${address.port}`);

  return {
    url: (config.publicUrl?.href ?? `http://${host}:${address.port}`).replace(/\/+$/, ''),
    port: address.port,
    async stop() {
      dossier.drain();
      if (drainMs > 0) await new Promise<void>((resolve) => { setTimeout(resolve, drainMs); });
      const closed = new Promise<void>((resolve) => { server.close(() => { resolve(); }); });
      server.closeIdleConnections();
      await dossier.stop();
      detach();
      // event streams never end by themselves
      const timer = setTimeout(() => { server.closeAllConnections(); }, STOP_MS);
      server.closeIdleConnections();
      await closed;
      clearTimeout(timer);
    },
  };
}

/** A proxy may pass the public sub-path on or take it off; both arrive as the same path. */
function strip(request: IncomingMessage, prefix: string): void {
  const { url = '/' } = request;
  if (prefix !== '' && (url === prefix || url.startsWith(`${prefix}/`) || url.startsWith(`${prefix}?`))) request.url = url.slice(prefix.length).replace(/^(?!\/)/, '/');
}
