/** JSON over HTTP with the person's token. One refusal of a token is answered with a new one; after the second the person must sign in. */
import type { ApiErrorBody } from '../../model/api.ts';
import { pageClock } from '../line/clock.ts';
import type { PageSession } from './page-session.ts';
import { ApiError } from './session.ts';

export async function fetchWithToken(session: PageSession, path: string, init: RequestInit = {}): Promise<Response> {
  const { tokens, line } = session.shared;
  const attempt = async (not?: string): Promise<{ token: string; response: Response }> => {
    const token = await tokens.get(not);
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${token}`);
    return { token, response: await fetch(session.endpoint + path, { ...init, headers, credentials: 'omit' }) };
  };
  const first = await attempt();
  if (first.response.status !== 401) return first.response;
  const { response } = await attempt(first.token);
  if (response.status === 401) line.signedOut('token');
  return response;
}

function isErrorBody(body: unknown): body is ApiErrorBody {
  const error = (body as ApiErrorBody | null)?.error;
  return typeof error?.code === 'string' && typeof error.message === 'string';
}

/** Milliseconds before a question is asked again that no server answered: one that is restarted is back by then. */
const AGAIN = [300, 700, 1_500, 3_000, 6_000];

/** What only reads is asked again while the server is away for a moment, so that nobody has to press "try again" after a restart. */
export async function request<T>(session: PageSession, method: string, path: string, body?: unknown): Promise<T> {
  for (const pause of method === 'GET' ? AGAIN : []) {
    try {
      return await once<T>(session, method, path, body);
    } catch (error) {
      const away = error instanceof ApiError && (error.code === 'network' || error.code === 'not-json') && [0, 502, 503, 504].includes(error.status);
      if (!away || !navigator.onLine) throw error;
    }
    await new Promise<void>((resolve) => pageClock.after(pause, resolve));
  }
  return once(session, method, path, body);
}

async function once<T>(session: PageSession, method: string, path: string, body?: unknown): Promise<T> {
  const init: RequestInit = { method, headers: { accept: 'application/json' } };
  if (body !== undefined) {
    init.headers = { accept: 'application/json', 'content-type': 'application/json' };
    init.body = JSON.stringify(body);
  }
  let response: Response;
  try {
    response = await fetchWithToken(session, path, init);
  } catch (error) {
    throw new ApiError(0, 'network', error instanceof Error ? error.message : String(error));
  }
  const text = await response.text();
  let answer: unknown;
  try {
    answer = text === '' ? null : JSON.parse(text);
  } catch {
    // A proxy's page instead of an answer: the status says what there is to say.
    throw new ApiError(response.status, 'not-json', response.statusText);
  }
  if (response.ok) return answer as T;
  if (isErrorBody(answer)) {
    const { code, message, field, problems } = answer.error;
    throw new ApiError(response.status, code, message, field, problems);
  }
  throw new ApiError(response.status, 'http', response.statusText);
}
