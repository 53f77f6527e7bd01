/** HTTP upgrades to `/line` and `/sync/<archive>/<section>`: path, origin, token and right are looked at before the 101 (SPEC LINE-1, LINE-11, LINE-14). */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import { parseArchiveRef } from '../../model/ids.ts';
import type { ArchiveId } from '../../model/ids.ts';
import { atLeast } from '../../model/rights.ts';
import { parseDocSection } from '../../model/sections.ts';
import type { Limits } from '../limits.ts';
import type { Entrance, Place } from './entrance.ts';
import { TokenError } from './sync.ts';
import type { Access, Hub, Session, Stranger } from './sync.ts';
import { listen } from './ws-socket.ts';

export interface UpgradeOptions {
  readonly hub: Hub;
  readonly access: Access;
  readonly entrance: Entrance;
  readonly limits: Pick<Limits, 'frameBytes' | 'helloBytes' | 'waitingBytes'>;
  /** Hears of every socket that opens; default: nobody. */
  readonly opened?: (kind: 'line' | 'sync') => void;
  readonly report?: (event: string, error: unknown) => void;
}

/** Pieces of one message, and of what waits to be put together: an honest client sends one. */
const FRAGMENTS = 128;
const CHUNKS = 4_096;

type Answer =
  | { readonly kind: 'line' }
  | { readonly kind: 'sync'; readonly session: Session; readonly archive: ArchiveId; readonly section: string; readonly acks: boolean }
  | { readonly kind: 'refused'; readonly status: 400 | 401 | 403 | 404 | 429 | 503 };

const TEXTS = Object.freeze({ 400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found', 429: 'Too Many Requests', 503: 'Service Unavailable' });
const refused = (status: keyof typeof TEXTS): Answer => ({ kind: 'refused', status });

/** Answers every upgrade of the server; returns the way to stop. Sockets that are open already are the hub's to close. */
export function attachSockets(server: Server, options: UpgradeOptions): () => void {
  const { hub, entrance, limits } = options;
  const sockets = new WebSocketServer({
    noServer: true, clientTracking: false, perMessageDeflate: false, maxPayload: limits.frameBytes + 1024, maxFragments: FRAGMENTS, maxBufferedChunks: CHUNKS,
    // the token travels as a subprotocol, and must not come back in the answer
    handleProtocols: (offered) => (offered.has('dossier') ? 'dossier' : false),
  });

  const upgrade = (request: IncomingMessage, tcp: Duplex, head: Buffer): void => {
    const ignore = (): void => undefined; // a peer that resets while it is being answered
    tcp.on('error', ignore);
    const place = entrance.enter(entrance.addressOf(request));
    if (typeof place === 'number') return refuse(tcp, place);
    leaveWith(tcp, place);
    answer(request, options, place).then(
      (found) => {
        if (tcp.destroyed) return;
        if (found.kind === 'refused') return refuse(tcp, found.status);
        sockets.handleUpgrade(request, tcp, head, (ws) => {
          tcp.removeListener('error', ignore);
          options.opened?.(found.kind);
          if (found.kind === 'line') {
            boundHello(ws, tcp, limits.helloBytes + limits.waitingBytes);
            listen(ws, tcp, (socket) => hub.line(socket, place), { gather: true });
          } else {
            place.known();
            listen(ws, tcp, (socket) => hub.sync(socket, found.session, found.archive, found.section, found.acks), { gather: found.acks });
          }
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

/** Apart from the rest: what a listener stands in it keeps, and the request is not needed any more. */
function leaveWith(tcp: Duplex, place: Place): void {
  tcp.once('close', () => place.leave());
}

async function answer(request: IncomingMessage, options: UpgradeOptions, stranger: Stranger): Promise<Answer> {
  if (!options.entrance.admits(request)) return refused(403);
  const { path, query } = options.entrance.target(request);
  if (path === '/line') return { kind: 'line' };
  const match = /^\/sync\/([^/]+)\/([^/]+)$/.exec(path);
  return match === null ? refused(404) : document(request, options.access, stranger, decoded(match[1]!), decoded(match[2]!), query.get('acks') === '1');
}

/** What may not be seen is answered like what is not there. */
async function document(request: IncomingMessage, access: Access, stranger: Stranger, ref: string, section: string, acks: boolean): Promise<Answer> {
  const token = tokenOf(request);
  if (token === undefined) return refused(401);
  let session: Session;
  try {
    session = await access.authenticate(token);
  } catch (error) {
    if (error instanceof TokenError) return refused(stranger.refused() ? 429 : 401);
    throw error;
  }
  const parsed = parseArchiveRef(ref);
  const known = parseDocSection(section);
  const archive = parsed === undefined ? null : await access.resolve(parsed);
  if (archive === null || known === undefined) return refused(404);
  const { level } = await access.decide(session.person, archive, known.section);
  return atLeast(level, 'read') ? { kind: 'sync', session, archive, section, acks } : refused(404);
}

/** `Authorization: Bearer`, or the subprotocols `dossier` and `bearer.<jwt>` where a browser can set no header. Never the URL. */
function tokenOf(request: IncomingMessage): string | undefined {
  const header = request.headers.authorization ?? '';
  if (/^bearer /i.test(header) && /^[\w.~+/=-]+$/.test(header.slice(7))) return header.slice(7);
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

/** Before the hello is read a socket may send so many bytes and no more: a message that never ends would be kept until it does. */
function boundHello(ws: WebSocket, tcp: Duplex, most: number): void {
  let bytes = 0;
  const count = (chunk: Buffer): void => {
    bytes += chunk.length;
    if (bytes > most) ws.terminate();
  };
  tcp.on('data', count);
  ws.once('message', () => tcp.off('data', count));
}
