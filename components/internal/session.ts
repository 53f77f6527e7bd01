/** What an element gets from its session: identity, REST, the page's line, documents and the catalogue. Interface only; `archive-session.ts` holds the one implementation. */
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { ArchiveView, Me } from '../../model/api.ts';
import type { Method } from '../../model/client.ts';
import type { CatalogueView } from '../../model/catalogue/types.ts';
import type { Face, LineDigest } from '../../model/overview.ts';
import type { Level } from '../../model/rights.ts';
import type { Language } from '../../model/labels.ts';

export type SessionState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'online' }
  /** `device`: the browser says so, shown at once; `socket`: lost for more than five seconds. */
  | { readonly kind: 'offline'; readonly cause: 'device' | 'socket' }
  | { readonly kind: 'signedOut'; readonly reason: string }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string };

export type DigestState<D = LineDigest> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly digest: D }
  /** Not there, or not for this person: the two look the same. */
  | { readonly kind: 'missing' };

export type Stop = () => void;

export interface Session extends EventTarget {
  readonly endpoint: string;
  readonly state: SessionState;
  readonly me: Me | null;
  /** Which catalogue the server has now: whoever shows words of it asks again when this is another text. */
  readonly edition: string;
  /** Hears changes of state, person, saved state and edition. */
  subscribe(listener: () => void): Stop;
  /** JSON over HTTP with the person's token; throws `ApiError`. `path` begins with `/api/`. */
  request<T>(method: Method, path: string, body?: unknown): Promise<T>;
  /** Same, for bodies that are not JSON (files, imports). */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  watch(ref: string, listener: (state: DigestState) => void): Stop;
  /** `schemes`, apart by spaces: the faces of these classes are enough. A whole digest is told all the same where somebody else asked for it. */
  watch(ref: string, listener: (state: DigestState<Face>) => void, schemes: string): Stop;
  /** Loads Yjs on first use; the same section opened twice is one document. */
  open(ref: string, section: string): SectionHandle;
  /** An archive, for an element that begins: those that begin together share the answer. Whoever asks again because something changed uses `request`. */
  archive(ref: string): Promise<ArchiveView>;
  /** For these packs; none are all. `any`: from whichever catalogue of this language is here, for whoever needs the words that all of them have. */
  catalogue(lang: Language, packs?: readonly string[] | 'any'): Promise<CatalogueView>;
  /** Sections open anywhere on the page: for `<sync-status>`. */
  readonly saved: SavedState;
  /** Everything of this page that is not on the server, as it would be lost by signing out. */
  unsaved(): readonly Unsaved[];
}

export type SavedState =
  | { readonly kind: 'saved'; /** Milliseconds since 1970; null: nothing was written yet. */ readonly at: number | null }
  | { readonly kind: 'saving' }
  /**
   * Changes wait: for the connection, or, with `trying`, for a server that could not store them just now.
   * `kept: false`: they would be lost with the page, because they may not or cannot be written down by the browser.
   */
  | { readonly kind: 'waiting'; readonly count: number; readonly kept?: boolean; readonly trying?: boolean }
  | { readonly kind: 'notSaved'; readonly count: number };

export type SectionState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly level: Exclude<Level, 'none' | 'exists'>; readonly online: boolean }
  | { readonly kind: 'missing' }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string };

/** A value the server refused: it stays visible until the person retries or drops it. `base` stood there before it was written. */
export interface Refused { readonly key: string; readonly value: unknown; readonly base?: unknown; readonly code: string; readonly text: string }

/** A value that is not on the server: refused, or waiting. */
export interface Unsaved { readonly archive: string; readonly section: string; readonly key: string; readonly value: unknown }

export interface PresentPerson { readonly id: string; readonly name: string; /** Value key of the field the person is in, or null. */ readonly field: string | null; readonly self: boolean; readonly idle: boolean }

/** One section held open while somebody needs it; the document may be replaced (refusal, epoch), so read `doc` anew after each event. */
export interface SectionHandle {
  readonly ref: string;
  readonly section: string;
  readonly state: SectionState;
  /** Present from `ready` on. */
  readonly doc: Y.Doc | null;
  readonly awareness: Awareness | null;
  readonly saved: SavedState;
  readonly refused: readonly Refused[];
  readonly people: readonly PresentPerson[];
  /** Who writes under a Yjs client id, as far as the presence of this section tells; for the colour and the name of a remote change. */
  authorOf(client: number): { readonly id: string; readonly name: string } | null;
  /** Tells the others which field this person is in; null: none. */
  focus(key: string | null): void;
  retry(key: string): void;
  drop(key: string): void;
  /** Hears state, saved, refused and people; document changes come from the document itself. */
  subscribe(listener: () => void): Stop;
  release(): void;
}

export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly field: string | undefined;
  readonly problems: readonly { readonly field: string; readonly code: string; readonly message: string }[];
  constructor(status: number, code: string, message: string, field?: string, problems: ApiError['problems'] = []) {
    super(message);
    this.status = status;
    this.code = code;
    this.field = field;
    this.problems = problems;
  }
}
