/** What the parts of `<cleaning-bench>` share: what they are given, how a filter is asked, and numbers, days and values as people read them. */
import { html, nothing } from 'lit';
import type { CatalogueView } from '../../model/catalogue/types.ts';
import type { CleaningFilter, DecisionView } from '../../model/cleaning/api.ts';
import type { Scalar } from '../../model/api.ts';
import type { Language } from '../../model/labels.ts';
import { formatDate, formatNumber } from '../internal/formats.ts';
import { ApiError } from '../internal/session.ts';
import type { Session } from '../internal/session.ts';
import type { Strings } from '../internal/strings/index.ts';
import type { Clock } from '../line/clock.ts';
import type { BenchTexts } from './texts.ts';

export interface BenchHost {
  readonly session: Session;
  readonly clock: Clock;
  readonly language: Language;
  readonly t: BenchTexts;
  readonly strings: Strings;
  readonly catalogue: CatalogueView | null;
  readonly steward: boolean;
  /** Draws again. */
  readonly update: () => void;
  /** After the next drawing. */
  readonly focus: (selector: string) => void;
  /** The person wants to see this archive. */
  readonly open: (archive: string) => void;
  /** A decision was taken: it is watched from now on, and what was open is left. */
  readonly decided: (decision: DecisionView) => void;
  /** Something else was changed: it is told, the list is asked for again, and what was open is left unless `stay`. */
  readonly changed: (said: string, stay?: boolean) => void;
}

export type Filter = CleaningFilter & { readonly assigned?: 'me' | undefined };

/** What stands behind the `?` of an address. */
export function query(filter: Filter, more: Readonly<Record<string, string>> = {}): string {
  const params = new URLSearchParams(more);
  for (const [key, value] of Object.entries(filter)) if (value !== undefined && value !== '') params.set(key, value);
  return params.toString();
}

export const groupPath = (group: string, rest = ''): string => `/api/cleaning/groups/${encodeURIComponent(group)}${rest}`;

export const isOffline = ({ session }: Pick<BenchHost, 'session'>): boolean => session.state.kind === 'offline';
/** What to say of a request that did not go well: the server's own sentence where it has one. */
export function failureText({ t }: Pick<BenchHost, 't'>, error: unknown): string {
  if (!(error instanceof ApiError)) throw error;
  return error.status >= 400 && error.status < 500 ? error.message : t.failed;
}

export const number = ({ language }: Pick<BenchHost, 'language'>, n: number): string => formatNumber(language, n);
export const day = ({ language }: Pick<BenchHost, 'language'>, at: string): string => formatDate(language, at);
export const plain = (value: Scalar): string => (value === null ? '' : String(value));

const UNSEEN = /^\s+|\s+$|\s{2,}|[\u00a0\u2000-\u200f\u2028-\u202f\u205f-\u2064\u2066-\u206f\u3000\ufeff\u00ad]|\p{Cc}/gu;
interface Character { readonly text: string; readonly unseen: boolean }

function characters(text: string): readonly Character[] {
  const unseen = new Set<number>();
  for (const { index, 0: found } of text.matchAll(UNSEEN)) for (let i = 0; i < found.length; i++) unseen.add(index + i);
  let at = 0;
  return [...text].map((each) => {
    const character = { text: each, unseen: unseen.has(at) };
    at += each.length;
    return character;
  });
}
function drawn(all: readonly Character[], blank: string): unknown {
  const parts: unknown[] = [];
  for (let from = 0; from < all.length;) {
    let to = from + 1;
    while (to < all.length && all[to]?.unseen === all[from]?.unseen) to++;
    const some = all.slice(from, to);
    parts.push(some[0]?.unseen ? html`<span class="unseen" role="img" aria-label=${blank}>${'␣'.repeat(Math.min(4, some.length))}</span>` : some.map(({ text }) => text).join(''));
    from = to;
  }
  return parts;
}

/** A text with marks for what nobody would see of it. */
export const visible = (text: string, blank: string): unknown => drawn(characters(text), blank);

/** Both texts with what is not in the other marked: what they begin and end with in common is left plain. */
export function difference(before: string, after: string, blank: string): readonly [unknown, unknown] {
  const [a, b] = [characters(before), characters(after)];
  const short = Math.min(a.length, b.length);
  let head = 0;
  while (head < short && a[head]?.text === b[head]?.text) head++;
  let tail = 0;
  while (tail < short - head && a[a.length - 1 - tail]?.text === b[b.length - 1 - tail]?.text) tail++;
  // where little is the same, marks only disturb
  if (head + tail < short / 3) return [drawn(a, blank), drawn(b, blank)];
  const marked = (all: readonly Character[], tag: 'old' | 'new'): unknown => {
    const middle = all.slice(head, all.length - tail);
    return [drawn(all.slice(0, head), blank), middle.length === 0 ? nothing : html`<span class="mark ${tag}">${drawn(middle, blank)}</span>`, drawn(all.slice(all.length - tail), blank)];
  };
  return [marked(a, 'old'), marked(b, 'new')];
}
