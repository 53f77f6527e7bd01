/** What a comment may be, and how its text is read: plain words, links and mentions, which stand in it as ids. Who may write one is in `server/services/comments.ts`. */
import { parsePersonId } from './ids.ts';
import type { PersonId } from './ids.ts';
import { isSectionKey, parseDocSection } from './sections.ts';
import type { SectionKey } from './sections.ts';

/** Characters (UTF-16) of a comment with its mentions as ids. */
export const COMMENT_LONGEST = 4_000;
/** Milliseconds for which its author may still change it. */
export const COMMENT_EDITABLE = 15 * 60_000;
/** People that one comment can call. */
export const MENTIONS_MOST = 20;

export type CommentPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'mention'; readonly person: PersonId }
  | { readonly kind: 'link'; readonly href: string; readonly text: string };

/** The section whose right a comment has: every year of contact records is `contacts`. Undefined for what is none. */
export function commentSection(text: string): SectionKey | undefined {
  return parseDocSection(text)?.section ?? (isSectionKey(text) ? text : undefined);
}

/** A value key or `table/rowId`; empty for the section as a whole. */
export const isCommentRecord = (text: string): boolean => text === '' || /^[A-Za-z][A-Za-z0-9_.:#/-]{0,319}$/.test(text);

export const mentionOf = (person: string): string => `@[${encodeURIComponent(person)}]`;

const MENTION = /@\[([^\][\s]{1,1200})\]/gu;
const LINK = /\bhttps?:\/\/[^\s<>"'`（）「」『』【】《》，。；、]+/giu;

function personIn(token: string): PersonId | undefined {
  try {
    return parsePersonId(decodeURIComponent(token));
  } catch {
    return undefined; // brackets that somebody typed
  }
}

/** Whom a text mentions, each once, in reading order. */
export function mentionsIn(text: string): readonly PersonId[] {
  const people = [...text.matchAll(MENTION)].flatMap(([, token]) => personIn(token ?? '') ?? []);
  return [...new Set(people)];
}

/** The text in parts. A link keeps no mark that ends a sentence, and no bracket that was opened before it. */
export function commentParts(text: string): readonly CommentPart[] {
  const parts: CommentPart[] = [];
  let from = 0;
  for (const found of text.matchAll(MENTION)) {
    const person = personIn(found[1] ?? '');
    if (person === undefined) continue;
    parts.push(...withLinks(text.slice(from, found.index)), { kind: 'mention', person });
    from = found.index + found[0].length;
  }
  return [...parts, ...withLinks(text.slice(from))];
}

function withLinks(text: string): CommentPart[] {
  const parts: CommentPart[] = [];
  let from = 0;
  for (const found of text.matchAll(LINK)) {
    const shown = found[0].replace(/[.,;:!?)\]}]+$/u, '');
    const href = addressOf(shown);
    if (href === null) continue;
    if (found.index > from) parts.push({ kind: 'text', text: text.slice(from, found.index) });
    parts.push({ kind: 'link', href, text: shown });
    from = found.index + shown.length;
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
}

/** No name or password before the host: an address that shows one host and leads to another is none. */
const addressOf = (text: string): string | null => (/^https?:\/\/[^/?#\s@\\]+([/?#][^\\]*)?$/iu.test(text) ? text : null);

/** What is kept of what somebody typed: line ends as one sign, no other control characters, no half characters. */
export const cleanComment = (text: string): string => text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]|\p{Cs}/gu, '').trim();
