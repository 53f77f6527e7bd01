/** HTTP upgrades to `/line` and `/sync/<archive>/<section>`: path, origin, token and right are looked at before the 101 (SPEC LINE-1, LINE-11). */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import { parseArchiveRef } from '../../model/ids.ts';
import type { ArchiveId } from '../../model/ids.ts';
import { atLeast } from '../../model/rights.ts';
import { parseDocSection } from '../../model/sections.ts';
import type { Limits } from '../limits.ts';
import { TokenError } from './sync.ts';
import type { Access, Hub, Session } from './sync.ts';
import { listen } from './ws-socket.ts';

export interface UpgradeOptions {
  readonly hub: Hub;
  readonly access: Access;
  readonly limits: Pick<Limits, 'frameBytes' | 'socketsPerAddress'>;
  /** Path of `DOSSIER_PUBLIC_URL` without a slash at its end, for proxies that leave it in; default none. */
  readonly prefix?: string;
  /** Whether a page of this origin may embed: the server's own and `DOSSIER_ORIGINS`. A client without an Origin needs only its token. */
  readonly mayEmbed: (origin: string) => boolean;
  /** The peer's address as trusted proxies tell it; default: the socket's. */
  readonly addressOf?: (request: IncomingMessage) => string;
  /** Says why nobody is served this way, as the demo does to proxies; default: everyone is. */
  readonly refuse?: (request: IncomingMessage) => string | null;
  readonly report?: (event: string, error: unknown) => void;
}

type Answer =
  | { readonly kind: 'line' }
  | { readonly kind: 'sync'; readonly session: Session; readonly archive: ArchiveId; readonly section: string; readonly acks: boolean }
  | { readonly kind: 'refused'; readonly status: 400 | 401 | 403 | 404 | 429 | 503 };

const TEXTS = Object.freeze({ 400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found', 429: 'Too Many Requests', 503: 'Service Unavailable' });
const refused = (status: keyof typeof TEXTS): Answer => ({ kind: 'refused', status });

/** Answers every upgrade of the server; returns the way to stop. Sockets that are open already are the hub's to close. */
export function attachSockets(server: Server, options: UpgradeOptions): () => void {
  const { hub, limits } = options;
  const sockets = new WebSocketServer({
    noServer: true, clientTracking: false, perMessageDeflate: false, maxPayload: limits.frameBytes + 1024,
    // the token travels as a subprotocol, and must not come back in the answer
    handleProtocols: (offered) => (offered.has('dossier') ? 'dossier' : false),
  });
  /** Upgrades of each address whose person is not known yet. */
  const unknown = new Map<string, number>();

  const upgrade = (request: IncomingMessage, tcp: Duplex, head: Buffer): void => {
    const ignore = (): void => undefined; // a peer that resets while it is being answered
    tcp.on('error', ignore);
    answer(request, options).then(
      (found) => {
        if (tcp.destroyed) return;
        const address = options.addressOf?.(request) ?? request.socket.remoteAddress ?? '';
        if (found.kind === 'line' && (unknown.get(address) ?? 0) >= limits.socketsPerAddress) return refuse(tcp, 429);
        if (found.kind === 'refused') return refuse(tcp, found.status);
        sockets.handleUpgrade(request, tcp, head, (ws) => {
          tcp.removeListener('error', ignore);
          if (found.kind === 'line') {
            countSilent(unknown, address, ws);
            listen(ws, tcp, (socket) => hub.line(socket));
          } else listen(ws, tcp, (socket) => hub.sync(socket, found.session, found.archive, found.section, found.acks));
        });
      },
      (error: unknown) => {
        options.report?.('upgrade failed', error);
        refuse(tcp, 503);
      },
    );
  };
  server.on('upgrade', upgrade);
  return () => void server.off('upgrade', upgrade);
}

async function answer(request: IncomingMessage, options: UpgradeOptions): Promise<Answer> {
  if ((options.refuse?.(request) ?? null) !== null) return refused(403);
  const { origin } = request.headers;
  if (origin !== undefined && !options.mayEmbed(origin)) return refused(403);
  const [path = '', query = ''] = (request.url ?? '').split('?', 2);
  const prefix = options.prefix ?? '';
  const own = prefix !== '' && path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : path;
  if (own === '/line') return { kind: 'line' };
  const match = /^\/sync\/([^/]+)\/([^/]+)$/.exec(own);
  return match === null ? refused(404) : document(request, options, decoded(match[1]!), decoded(match[2]!), new URLSearchParams(query).get('acks') === '1');
}

/** What may not be seen is answered like what is not there. */
async function document(request: IncomingMessage, { access }: UpgradeOptions, ref: string, section: string, acks: boolean): Promise<Answer> {
  const token = tokenOf(request);
  if (token === undefined) return refused(401);
  let session: Session;
  try {
    session = await access.authenticate(token);
  } catch (error) {
    if (error instanceof TokenError) return refused(401);
    throw error;
  }
  const parsed = parseArchiveRef(ref);
  const known = parseDocSection(section);
  const archive = parsed === undefined ? null : await access.resolve(parsed);
  if (archive === null || known === undefined) return refused(404);
  const { level } = await access.decide(session.person.id, archive, known.section);
  return atLeast(level, 'read') ? { kind: 'sync', session, archive, section, acks } : refused(404);
}

/** `Authorization: Bearer`, or the subprotocols `dossier` and `bearer.<jwt>` where a browser can set no header. Never the URL. */
function tokenOf(request: IncomingMessage): string | undefined {
  const header = /^Bearer ([\w.~+/=-]+)$/i.exec(request.headers.authorization ?? '');
  if (header) return header[1];
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
  return offered.includes('dossier') ? offered.find((name) => name.startsWith('bearer.'))?.slice(7) : undefined;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return ''; // no ref is empty, so a broken escape is simply not found
  }
}

function refuse(tcp: Duplex, status: keyof typeof TEXTS): void {
  tcp.end(`HTTP/1.1 ${status} ${TEXTS[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** A socket counts until it has said something: its first frame carries the token, and a bad one ends it. */
function countSilent(counts: Map<string, number>, address: string, ws: WebSocket): void {
  let silent = true;
  const over = (): void => {
    if (silent) count(counts, address, -1);
    silent = false;
  };
  count(counts, address, 1);
  ws.once('message', over);
  ws.once('close', over);
}

function count(counts: Map<string, number>, key: string, change: 1 | -1): void {
  const next = (counts.get(key) ?? 0) + change;
  if (next > 0) counts.set(key, next);
  else counts.delete(key);
}
