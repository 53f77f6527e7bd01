/** The two cookies of the server's own pages: the session's secret, and what a sign-in under way has to remember. No other route ever reads a cookie. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { RandomBytes } from '../../../model/ids.ts';

/** A sign-in under way, between leaving for the issuer and coming back. */
export interface Flow {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly next: string;
  /** In a hidden frame, without a question to the person. */
  readonly silent: boolean;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** Time to find one's password and telephone. */
export const FLOW_MS = 600_000;
/** Sign-ins under way in one browser, one a tab; more of them would make every request longer. */
const MOST_FLOWS = 4;

export class Cookies {
  readonly #name: string;
  readonly #path: string;
  readonly #secure: boolean;
  readonly #key: Uint8Array;

  /** The prefix keeps pages that came over plain HTTP from setting it; it needs `Secure`, which browsers refuse there. */
  constructor(publicUrl: URL, random: RandomBytes) {
    this.#secure = publicUrl.protocol === 'https:';
    this.#name = this.#secure ? '__Secure-dossier' : 'dossier';
    this.#path = publicUrl.pathname.replace(/\/+$/, '') || '/';
    // only flows under way are signed with it, and who is cut off by a restart begins again
    this.#key = random(32);
  }

  /** Null also when there are several of the name: one may have been set by another host of the domain, and nobody can tell which. */
  session(header: string | undefined): string | null {
    const found = valuesOf(header, (name) => name === this.#name);
    return found.length === 1 && /^[A-Za-z0-9_-]{20,100}$/.test(found[0]?.value ?? '') ? (found[0]?.value ?? null) : null;
  }

  setSession(secret: string, milliseconds: number): string {
    return this.#cookie(this.#name, secret, this.#path, milliseconds);
  }

  endSession(): string {
    return this.#cookie(this.#name, '', this.#path, 0);
  }

  /** Also takes back those that were never finished. */
  setFlow(header: string | undefined, flow: Flow): readonly string[] {
    const body = Buffer.from(JSON.stringify(flow)).toString('base64url');
    const old = valuesOf(header, (name) => name.startsWith(`${this.#name}-flow-`)).map(({ name }) => name);
    return [
      ...(old.length >= MOST_FLOWS ? [...new Set(old)].map((name) => this.#cookie(name, '', this.#flowPath, 0)) : []),
      this.#cookie(this.#flowName(flow.state), `${body}.${this.#mac(body)}`, this.#flowPath, FLOW_MS),
    ];
  }

  /** The sign-in that this browser began under this state; null: none, an old one, or one that somebody else may have put there. */
  flow(header: string | undefined, state: string, now: number): Flow | null {
    const name = this.#flowName(state);
    const found = valuesOf(header, (each) => each === name);
    const [body = '', mac = ''] = (found.length === 1 ? found[0]?.value ?? '' : '').split('.');
    const expected = Buffer.from(this.#mac(body));
    const given = Buffer.from(mac);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
    const flow = JSON.parse(Buffer.from(body, 'base64url').toString()) as Flow; // signed, so it is what we wrote
    return flow.state === state && flow.until > now ? flow : null;
  }

  endFlow(state: string): string {
    return this.#cookie(this.#flowName(state), '', this.#flowPath, 0);
  }

  get #flowPath(): string {
    return `${this.#path.replace(/\/$/, '')}/sign-in`;
  }

  #flowName(state: string): string {
    return `${this.#name}-flow-${state.slice(0, 12).replace(/[^A-Za-z0-9_-]/g, '')}`;
  }

  /** `Lax`: the way back from the issuer begins at the issuer, where `Strict` would leave the cookie behind. */
  #cookie(name: string, value: string, path: string, milliseconds: number): string {
    return `${name}=${value}; Path=${path}; Max-Age=${Math.max(0, Math.ceil(milliseconds / 1000))}; HttpOnly; SameSite=Lax${this.#secure ? '; Secure' : ''}`;
  }

  #mac(text: string): string {
    return createHmac('sha256', this.#key).update(text).digest('base64url');
  }
}

function valuesOf(header: string | undefined, wanted: (name: string) => boolean): readonly { readonly name: string; readonly value: string }[] {
  return (header ?? '').split(';').flatMap((part) => {
    const cut = part.indexOf('=');
    const name = part.slice(0, cut).trim();
    return cut > 0 && wanted(name) ? [{ name, value: part.slice(cut + 1).trim() }] : [];
  });
}
