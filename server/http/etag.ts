/** ETags: what is read says which state it is, `If-None-Match` asks whether there is another, `If-Match` writes only over this one. */
import { createHash } from 'node:crypto';
import type { Ctx } from './door.ts';
import { HttpError } from './errors.ts';

/** `state` is what a write goes by; `view` tells besides that the same state is shown in another way. */
export const tagOf = (state: number, view: unknown): string => `"${state}.${createHash('sha256').update(JSON.stringify(view)).digest('base64url').slice(0, 12)}"`;

const tagsOf = (header: string | undefined): readonly string[] => (header ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, '')).filter(Boolean);

/** Sets the tag; true: the reader has it already. */
export function notModified(c: Ctx, tag: string): boolean {
  c.header('etag', tag);
  c.header('cache-control', 'private, no-cache');
  const wanted = tagsOf(c.req.header('if-none-match'));
  return wanted.includes(tag) || wanted.includes('*');
}

/** The state that `If-Match` names; undefined: it names none, or any. */
export function matched(c: Ctx): number | undefined {
  const tags = tagsOf(c.req.header('if-match'));
  if (tags.length === 0 || tags.includes('*')) return undefined;
  const state = tags.length === 1 ? /^"(\d{1,15})\.[A-Za-z0-9_-]+"$/.exec(tags[0]!)?.[1] : undefined;
  if (state === undefined) throw stale();
  return Number(state);
}

export const stale = (): HttpError => new HttpError(412, 'stale', 'It has changed since it was read; read it again. Nothing was changed.');
