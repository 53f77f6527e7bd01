/** JSON over HTTP from a part that also stands on pages of badges alone, whose session has no `request` of its own; and what to say when it did not go well. */
import type { PageSession } from '../internal/page-session.ts';
import { request } from '../internal/rest.ts';
import { ApiError, type Session } from '../internal/session.ts';
import type { ClassTexts } from './texts.ts';

export const ask = <T>(session: Session, method: 'GET' | 'PUT' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<T> =>
  'request' in session ? session.request<T>(method, path, body) : request<T>(session as unknown as PageSession, method, path, body);

/** The server's own sentence where it has one. */
export function failureText(error: unknown, t: ClassTexts): string {
  if (!(error instanceof ApiError)) throw error;
  if (error.code === 'network') return t.offline;
  if (error.status === 404 || error.status === 409) return t.stale;
  return error.status >= 400 && error.status < 500 ? error.message : t.failed;
}
