/** All lines of the page, shared by every copy of the kit: one WebSocket, one digest channel and one token for each endpoint. */
import { pageClock, type Clock } from './clock.ts';
import { DigestFeed } from './digest-feed.ts';
import { Line } from './line.ts';
import { Tokens } from './tokens.ts';

export interface SharedLine { readonly line: Line; readonly feed: DigestFeed; readonly tokens: Tokens; readonly clock: Clock }

const key = Symbol.for('dossier.line.v1');
const store = globalThis as { [key]?: Map<string, SharedLine> };

const upgrade = (url: string): WebSocket => new WebSocket(url);

/** The line of an endpoint (`https://host/sub`), made by the first who asks. */
export function lineOf(endpoint: string): SharedLine {
  const lines = (store[key] ??= new Map());
  let shared = lines.get(endpoint);
  if (shared === undefined) {
    const tokens = new Tokens();
    const line = new Line({
      url: `${endpoint.replace(/^http/, 'ws')}/line`,
      tokens,
      clock: pageClock,
      chance: Math.random,
      connect: (url, http) => (http ? import('./http-way.ts').then(({ httpWay }) => httpWay(url, pageClock, upgrade)) : upgrade(url)),
    });
    lines.set(endpoint, (shared = { line, feed: new DigestFeed(line), tokens, clock: pageClock }));
  }
  return shared;
}
