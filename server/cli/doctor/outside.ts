/** What a browser would meet at an address: whether Dossier answers there, whose clock says what, whether WebSockets and streams come through. Changes nothing on the server. */
import { WebSocket } from 'ws';
import type { Health, HealthCheck } from '../../../model/api.ts';
import type { HealthFacts } from '../../services/health.ts';

export interface Outside {
  /** What the server says of itself; null: it could not be asked. */
  readonly health: Health | null;
  readonly checks: readonly HealthCheck[];
  readonly clocks: NonNullable<HealthFacts['clocks']>;
}

/** Milliseconds until somebody at a browser would have given up. */
const PATIENCE_MS = 10_000;
/** The trickle's pieces come 1.5 s apart; together they were held back. */
const TOGETHER_MS = 500;

const check = (name: string, state: HealthCheck['state'], text: string): HealthCheck => ({ name, state, text });

/** `base` has no slash at its end. `isPublic`: it is where browsers come in, through a proxy perhaps. */
export async function lookFrom(base: string, now: () => number, isPublic: boolean): Promise<Outside> {
  const asked = await ask(base, now);
  if ('problem' in asked) return { health: null, checks: [check('address', 'fail', asked.problem)], clocks: [] };
  const [socket, stream] = await Promise.all([socketAt(base), trickleAt(base)]);
  return {
    health: asked.health,
    checks: [...(isPublic ? [check('address', 'ok', `Dossier ${asked.health.version} answers at ${base}.`)] : []), ...socket, ...stream],
    clocks: asked.clocks.filter(({ whose }) => isPublic || whose === 'server'),
  };
}

export async function ask(base: string, now: () => number): Promise<{ readonly health: Health; readonly clocks: Outside['clocks'] } | { readonly problem: string }> {
  const before = now();
  let response: Response;
  let body: string;
  try {
    response = await fetch(`${base}/healthz`, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'manual' });
    body = await response.text();
  } catch (error) {
    return { problem: `Nothing answers at ${base} (${reasonOf(error)}): start the server and the proxy, or correct DOSSIER_PUBLIC_URL.` };
  }
  const middle = (before + now()) / 2;
  const health = healthOf(body);
  if (health === null) {
    return { problem: response.status === 502 || response.status === 504
      ? `The proxy at ${base} finds no server behind it (${response.status}): start the server, or correct the address in the proxy’s configuration.`
      : `What answers at ${base} is not Dossier (${response.status}): let the proxy pass exactly this path on, and let DOSSIER_PUBLIC_URL name it with its sub-path.` };
  }
  const date = Date.parse(response.headers.get('date') ?? '');
  return {
    health,
    clocks: [
      { whose: 'server', ahead: Date.parse(health.now) - middle },
      ...(Number.isNaN(date) ? [] : [{ whose: 'proxy' as const, ahead: date - middle }]),
    ],
  };
}

function healthOf(text: string): Health | null {
  try {
    const health = JSON.parse(text) as Partial<Health> | null;
    return typeof health?.version === 'string' && typeof health.now === 'string' && Array.isArray(health.checks) ? health as Health : null;
  } catch {
    return null; // a page of something else
  }
}

/** Once with `Upgrade`: what answers 101 passes WebSockets on. That the address answers without it is known by now. */
async function socketAt(base: string): Promise<readonly HealthCheck[]> {
  const outcome = await new Promise<'open' | string>((resolve) => {
    const socket = new WebSocket(`${base.replace(/^http/, 'ws')}/line`, { handshakeTimeout: PATIENCE_MS, followRedirects: false });
    socket.on('open', () => { socket.terminate(); resolve('open'); });
    socket.on('unexpected-response', (_request, response) => { response.resume(); socket.terminate(); resolve(String(response.statusCode)); });
    socket.on('error', (error) => { resolve(reasonOf(error)); });
  });
  return outcome === 'open' ? [check('websocket', 'ok', 'WebSockets pass.')]
    : [check('websocket', 'fail', `WebSockets do not pass ${base} (${outcome}), so every page falls back to HTTP and costs more: let the proxy speak HTTP/1.1 and pass \`Upgrade\` and \`Connection\` on, as the nginx sample does.`)];
}

async function trickleAt(base: string): Promise<readonly HealthCheck[]> {
  try {
    const response = await fetch(`${base}/healthz/trickle`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!response.ok || response.body === null) return [check('stream', 'warn', `Streams cannot be tried at ${base} (${response.status}): let the proxy pass every path below it on.`)];
    let [text, first, last] = ['', 0, 0];
    const decoder = new TextDecoder();
    for await (const piece of response.body as unknown as AsyncIterable<Uint8Array>) {
      last = performance.now();
      if (text === '') first = last;
      text += decoder.decode(piece, { stream: true });
    }
    if (last - first >= TOGETHER_MS) return [check('stream', 'ok', 'Streams pass as they are written.')];
    return [check('stream', 'warn', `The proxy at ${base} holds streams back, so progress and pages without WebSocket are slow: set \`proxy_buffering off\`, as the nginx sample does.`)];
  } catch (error) {
    return [check('stream', 'warn', `A stream from ${base} was cut off (${reasonOf(error)}): raise the proxy’s read timeout to 60 s at least.`)];
  }
}

/** The system's word for it, `ECONNREFUSED`: nothing of what was asked. */
export function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return cause instanceof Error ? (cause.name === 'TimeoutError' ? 'no answer in time' : cause.message) : String(cause);
}
