/** Short words for describing a route: its bodies and the refusals that every secured route shares. */
import { z } from '@hono/zod-openapi';
import { errorBody } from './schemas.ts';

export const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ description, content: { 'application/json': { schema } } });
export const body = <Schema extends z.ZodType>(schema: Schema) => ({ required: true, content: { 'application/json': { schema } } });

const REFUSALS = {
  401: 'No token, or one that does not hold.',
  403: 'You may see it but not do this.',
  404: 'It does not exist, or you may not see it.',
  409: 'It is taken, or already so.',
  412: 'It has changed since it was read.',
  413: 'The body is too large.',
  422: 'The body is wrong; every problem is listed.',
  429: 'Too many requests; see `Retry-After`.',
} as const;
type Status = keyof typeof REFUSALS;

/** 401 and 429 come with every secured route. */
export function refusals<Given extends Status>(...given: readonly Given[]): { readonly [S in Given | 401 | 429]: { readonly description: string; readonly content: { readonly 'application/json': { readonly schema: typeof errorBody } } } } {
  const all = [...new Set<Status>([401, 429, ...given])].sort();
  return Object.fromEntries(all.map((status) => [status, json(errorBody, REFUSALS[status])])) as never;
}

export const secured = [{ token: [] }];
export const archiveParam = z.object({ id: z.string().openapi({ param: { name: 'id', in: 'path' }, description: 'Id or external key (`system:value`, URL-encoded) of an archive.', example: 'ALFKI' }) });
