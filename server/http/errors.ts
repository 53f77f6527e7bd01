/** Every error as status and JSON body. What is nobody's fault but ours is logged and answered without a word of what it was. */
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { IdentityUnavailable } from '../access/token.ts';
import { Refusal } from '../services/errors.ts';
import { TooOld } from '../services/events.ts';
import type { Problem, RefusalCode } from '../services/errors.ts';
import type { Logger } from '../services/log.ts';
import { StorageError } from '../storage/storage.ts';
import { Refusal as EditRefusal } from '../sync/refusal.ts';
import { EditError, TokenError } from '../sync/sync.ts';

/** An error that only HTTP knows: a status with a code, and headers such as `Retry-After`. */
export class HttpError extends Error {
  readonly status: ContentfulStatusCode;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;
  constructor(status: ContentfulStatusCode, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export const tooMany = (seconds: number): HttpError =>
  new HttpError(429, 'too-many-requests', `Too many requests; try again in ${seconds} s.`, { 'retry-after': String(seconds) });
export const tooLarge = (bytes: number): HttpError => new HttpError(413, 'too-large', `The body is larger than ${bytes} bytes.`);

interface Answer { readonly status: ContentfulStatusCode; readonly code: string; readonly message: string; readonly field?: string; readonly problems?: readonly Problem[]; readonly headers?: Readonly<Record<string, string>> }

const STATUS: Readonly<Record<RefusalCode, ContentfulStatusCode>> = { 'not-found': 404, forbidden: 403, conflict: 409, invalid: 422, stale: 412 };
const HTTP_CODES: Readonly<Record<number, string>> = { 400: 'malformed', 404: 'not-found', 405: 'method', 413: 'too-large', 415: 'media-type' };

function answerFor(error: unknown): Answer | null {
  if (error instanceof TokenError) return { status: 401, code: 'token', message: error.message, headers: { 'www-authenticate': 'Bearer' } };
  if (error instanceof IdentityUnavailable) return { status: 503, code: error.code, message: error.message, headers: { 'retry-after': '5' } };
  if (error instanceof Refusal) return { status: STATUS[error.code], code: error.code, message: error.message, field: error.field ?? error.problems[0]?.field, problems: error.problems };
  if (error instanceof TooOld) return { status: 410, code: error.code, message: error.message };
  if (error instanceof EditError) return { status: 422, code: 'invalid', message: error.message, field: error.problems[0]?.field, problems: error.problems };
  if (error instanceof EditRefusal) {
    // every refusal about the edit itself comes as an EditError; what is left is the room
    return { status: 503, code: error.code, message: 'The section cannot be written at the moment; nothing was changed.', headers: { 'retry-after': '2' } };
  }
  if (error instanceof HttpError) return { status: error.status, code: error.code, message: error.message, headers: error.headers };
  if (error instanceof HTTPException) return { status: error.status, code: HTTP_CODES[error.status] ?? 'refused', message: error.message };
  if (error instanceof StorageError) {
    switch (error.code) {
      case 'conflict': return { status: 409, code: 'conflict', message: error.message, field: error.field };
      case 'missing': return { status: 404, code: 'not-found', message: 'There is no such thing.' };
      case 'too-large': return { status: 413, code: 'too-large', message: error.message };
      case 'full': return { status: 507, code: 'full', message: 'The server has no room left; nothing was changed.' };
      case 'closed': case 'locked': return { status: 503, code: 'stopping', message: 'The server is stopping.', headers: { 'retry-after': '5' } };
      case 'broken': return { status: 503, code: 'damaged', message: 'What is stored here is damaged; an administrator has to restore it from a backup.' };
      case 'away': return { status: 503, code: 'away', message: 'The database does not answer at the moment; nothing was changed.', headers: { 'retry-after': '2' } };
      case 'fence': case 'version': return null;
    }
  }
  return null;
}

/** What one of several rows is answered; what is nobody's fault but ours is logged here. */
export function errorBodyOf(log: Logger, error: unknown, event: string) {
  const answer = answerFor(error);
  if (!answer) {
    log.error({ err: error }, event);
    return { status: 500, error: { code: 'internal', message: 'Something went wrong on the server; nothing was lost.' } };
  }
  const { status, code, message, field, problems } = answer;
  return { status: Number(status), error: { code, message, ...(field === undefined ? {} : { field }), ...(problems?.length ? { problems: [...problems] } : {}) } };
}

export const errorHandler = (log: Logger) => function answerError(error: unknown, c: Context): Response {
  const answer = answerFor(error);
  if (!answer) {
    log.error({ err: error, method: c.req.method, route: c.req.routePath }, 'request failed');
    return c.json({ error: { code: 'internal', message: 'Something went wrong on the server; nothing was lost.' } }, 500);
  }
  for (const [name, value] of Object.entries(answer.headers ?? {})) c.header(name, value);
  const { status, code, message, field, problems } = answer;
  return c.json({ error: { code, message, ...(field === undefined ? {} : { field }), ...(problems?.length ? { problems } : {}) } }, status);
};
