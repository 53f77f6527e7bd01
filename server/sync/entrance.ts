/** Who may come in before it is known who they are: pages of allowed origins, so many strangers an address, so many sockets in all. For every way that leads to the line (SPEC LINE-1, LINE-14 to LINE-16). */
import type { IncomingMessage } from 'node:http';
import type { Clock } from '../clock.ts';
import type { Limits } from '../limits.ts';
import { Bucket } from './bucket.ts';
import type { Stranger } from './sync.ts';

export interface EntranceOptions {
  readonly clock: Clock;
  readonly limits: Pick<Limits, 'socketsPerAddress' | 'sockets' | 'refusedTokensPerMinute'>;
  /** Path of `DOSSIER_PUBLIC_URL` without a slash at its end, for proxies that leave it in; default none. */
  readonly prefix?: string;
  /** Whether a page of this origin may embed: the server's own and `DOSSIER_ORIGINS`. A client without an Origin needs only its token. */
  readonly mayEmbed: (origin: string) => boolean;
  /** The peer's address as trusted proxies tell it; default: the socket's. */
  readonly addressOf?: (request: IncomingMessage) => string;
  /** Says why nobody is served this way, as the demo does to proxies; default: everyone is. */
  readonly refuse?: (request: IncomingMessage) => string | null;
  /** A token of this address did not hold; default: nobody hears it. */
  readonly refused?: (address: string) => void;
  /** Hears what an administrator should know; never a token. Default: nobody. */
  readonly warn?: (facts: object, event: string) => void;
}

/** One socket's place; given back once, however often it is said. */
export interface Place extends Stranger { leave(): void }

/** Names under which other systems pass tokens in addresses. */
const TOKEN_NAMES: ReadonlySet<string> = new Set(['token', 'access_token', 'id_token', 'jwt', 'auth', 'authorization', 'bearer', 'key', 'apikey', 'api_key']);

export class Entrance {
  readonly #options: EntranceOptions;
  /** Sockets of each address whose person is not known yet. */
  readonly #strangers = new Map<string, number>();
  /** Tokens that did not hold, by address. */
  readonly #refused = new Map<string, Bucket>();
  #open = 0;

  constructor(options: EntranceOptions) {
    this.#options = options;
  }

  addressOf(request: IncomingMessage): string {
    return this.#options.addressOf?.(request) ?? request.socket.remoteAddress ?? '';
  }

  /** False for pages of other origins, and for whom nobody is served. */
  admits(request: IncomingMessage): boolean {
    const { refuse, mayEmbed } = this.#options;
    const { origin } = request.headers;
    return (refuse?.(request) ?? null) === null && (origin === undefined || mayEmbed(origin));
  }

  /** The path without the public sub-path, and the query. A token in it is not looked at: addresses end up in logs and histories. */
  target(request: IncomingMessage): { readonly path: string; readonly query: URLSearchParams } {
    const [path = '', text = ''] = (request.url ?? '').split('?', 2);
    const prefix = this.#options.prefix ?? '';
    const own = prefix !== '' && path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : path;
    const query = new URLSearchParams(text);
    for (const name of /^\/(line|sync)\b/.test(own) ? query.keys() : []) {
      if (TOKEN_NAMES.has(name.toLowerCase())) this.#options.warn?.({ parameter: name, value: '[redacted]', address: this.addressOf(request) }, 'a token in an address is ignored');
    }
    return { path: own, query };
  }

  /** A place for one more socket of this address, or the status that says why there is none. */
  enter(address: string): Place | 429 | 503 {
    if (this.#open >= this.#options.limits.sockets) return 503;
    const place = this.#place(address, true);
    if (place !== 429) this.#open++;
    return place;
  }

  /** The same for a request that does not stay. */
  visit(address: string): Place | 429 {
    return this.#place(address, false);
  }

  #place(address: string, stays: boolean): Place | 429 {
    if ((this.#strangers.get(address) ?? 0) >= this.#options.limits.socketsPerAddress) return 429;
    this.#count(address, 1);
    return new OnePlace(this, address, stays);
  }

  /** Its person is known, or it was left: no stranger any more. */
  known(address: string): void {
    this.#count(address, -1);
  }
  left(): void {
    this.#open--;
  }

  /** A token of this address did not hold; true when so many did not that it must wait. A valid one passes always: many people may share the address of one forger. */
  refused(address: string): boolean {
    const { clock, limits: { refusedTokensPerMinute }, warn } = this.#options;
    this.#options.refused?.(address);
    const now = clock.now();
    let bucket = this.#refused.get(address);
    if (bucket === undefined) {
      if (this.#refused.size >= 10_000) this.#sweep(now);
      this.#refused.set(address, (bucket = new Bucket(refusedTokensPerMinute / 60, refusedTokensPerMinute, now)));
    }
    if (bucket.level(now) < 1) return true;
    bucket.take(1, now);
    if (bucket.level(now) < 1) warn?.({ address }, 'too many tokens that do not hold');
    return false;
  }

  #count(address: string, change: 1 | -1): void {
    const next = (this.#strangers.get(address) ?? 0) + change;
    if (next > 0) this.#strangers.set(address, next);
    else this.#strangers.delete(address);
  }

  /** Forgets whoever has waited long enough; all of them when an attack comes from everywhere, for memory is worth more than the count. */
  #sweep(now: number): void {
    for (const [address, bucket] of this.#refused) if (bucket.level(now) >= this.#options.limits.refusedTokensPerMinute) this.#refused.delete(address);
    if (this.#refused.size >= 10_000) this.#refused.clear();
  }
}

/** Thousands are kept: fields instead of functions of its own. */
class OnePlace implements Place {
  readonly #entrance: Entrance;
  readonly #address: string;
  #isStranger = true;
  #stays: boolean;

  constructor(entrance: Entrance, address: string, stays: boolean) {
    this.#entrance = entrance;
    this.#address = address;
    this.#stays = stays;
  }

  known(): void {
    if (this.#isStranger) this.#entrance.known(this.#address);
    this.#isStranger = false;
  }
  refused(): boolean {
    return this.#entrance.refused(this.#address);
  }
  leave(): void {
    this.known();
    if (this.#stays) this.#entrance.left();
    this.#stays = false;
  }
}
