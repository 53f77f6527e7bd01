/** What all copies of the kit on a page share: which session elements stand where. Finding one's own session is here; what a session does is in `archive-session.ts`. */
import type { PageSession } from './page-session.ts';
import type { DefineOptions } from './registry.ts';
import type { Session } from './session.ts';
import type { GetToken } from '../line/tokens.ts';

/** A session element as others see it, also one from another copy of the kit. */
export interface SessionHolder extends Element {
  readonly session: Session | null;
  /** Begins its session anew. */
  renew(): void;
  /** Asks for a token again and connects. */
  retry(): void;
}

interface Page {
  readonly holders: Set<SessionHolder>;
  readonly listeners: Set<() => void>;
  /** Makes the sessions of a page that has more than badges (`full-session.ts`). */
  make?: (endpoint: string, getToken: GetToken) => PageSession & Session;
  /** Registers elements: of the first copy for all of them, since documents of one copy are strangers to the form of another. */
  define?: (options: DefineOptions) => void;
}

const key = Symbol.for('dossier.page.v1');
const store = globalThis as { [key]?: Page };
export const page: Page = (store[key] ??= { holders: new Set(), listeners: new Set() });

/** Session elements came, went or got another endpoint: every element looks again. */
export function sessionsChanged(): void {
  for (const listener of [...page.listeners]) listener();
}

/** The parent across shadow roots. */
export const parentOf = (node: Node): Node | null => node.parentNode ?? (node instanceof ShadowRoot ? node.host : null);

/** The session of the nearest session element around `element`; else of the first one that surrounds nothing, the page's default. */
export function sessionOf(element: Element): Session | null {
  for (let node: Node | null = element; node !== null; node = parentOf(node)) {
    if (page.holders.has(node as SessionHolder)) return (node as SessionHolder).session;
  }
  for (const holder of page.holders) if (holder.childElementCount === 0) return holder.session;
  return null;
}
