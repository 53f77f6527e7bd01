/** The HTTP interface for programs, `dossier/client`: every call by its name in the description, typed, with the key of a service or a person's token. Runs wherever there is `fetch`. */
import type { Answer, Call, Calls } from '../model/client.ts';
import { ApiError } from './internal/session.ts';

export type { Answer, Call, Calls, Schemas } from '../model/client.ts';
export { ApiError };

export interface ClientOptions {
  /** Where the server answers: `https://dossier.example`, with its path below a proxy. */
  readonly endpoint: string;
  /** `dsk_…`, or whatever gives a token that holds now. */
  readonly token: string | (() => string | Promise<string>);
  /** Default: the platform's. */
  readonly fetch?: typeof fetch;
}

type Part<Name extends string, Value> = [Value] extends [undefined] ? object : Record<never, never> extends Value ? { readonly [Key in Name]?: Value } : { readonly [Key in Name]: Value };
/** What a call takes; nothing that it has no use for. */
export type Given<C extends Call> = Part<'params', Calls[C]['params']> & Part<'query', Calls[C]['query']> & Part<'body', Calls[C]['body']> & {
  /** Of a POST that may come again: done once, whoever asks twice. */
  readonly idempotencyKey?: string;
  /** ETag of what was read: `stale` unless it is still so. */
  readonly ifMatch?: string;
  readonly signal?: AbortSignal;
};
type Rest<C extends Call> = Record<never, never> extends Given<C> ? [given?: Given<C>] : [given: Given<C>];

export interface Client {
  /** Throws `ApiError` with the status and code of the refusal. */
  call<C extends Call>(call: C, ...given: Rest<C>): Promise<Answer<C>>;
  /** The same with the ETag of what was answered. */
  read<C extends Call>(call: C, ...given: Rest<C>): Promise<{ readonly answer: Answer<C>; readonly etag: string | null }>;
  /** Pages of the change feed until there are no more for now; `next` of the last is where to begin the next time. */
  events(after: string | undefined, limit?: number): AsyncGenerator<Answer<'GET /api/events'>>;
}

interface Anything { readonly params?: Readonly<Record<string, string>>; readonly query?: Readonly<Record<string, unknown>>; readonly body?: unknown; readonly idempotencyKey?: string; readonly ifMatch?: string; readonly signal?: AbortSignal }

export function createClient({ endpoint, token, fetch: ask = fetch }: ClientOptions): Client {
  const base = endpoint.replace(/\/+$/, '');

  async function read<C extends Call>(call: C, given: Anything = {}): Promise<{ readonly answer: Answer<C>; readonly etag: string | null }> {
    const [method = 'GET', pattern = ''] = call.split(' ');
    const path = pattern.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(given.params?.[name] ?? ''));
    const asked = new URLSearchParams();
    for (const [name, value] of Object.entries(given.query ?? {})) for (const each of Array.isArray(value) ? (value as unknown[]) : [value]) if (each !== undefined) asked.append(name, String(each));
    const query = asked.toString();
    const response = await ask(`${base}${path}${query === '' ? '' : `?${query}`}`, {
      method, ...(given.signal ? { signal: given.signal } : {}), ...(given.body === undefined ? {} : { body: JSON.stringify(given.body) }),
      headers: {
        accept: 'application/json', authorization: `Bearer ${typeof token === 'string' ? token : await token()}`, ...(given.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(given.idempotencyKey === undefined ? {} : { 'idempotency-key': given.idempotencyKey }), ...(given.ifMatch === undefined ? {} : { 'if-match': given.ifMatch }),
      },
    });
    const text = await response.text();
    let answer: unknown;
    try {
      answer = text === '' ? null : JSON.parse(text);
    } catch {
      // a proxy that answers for the server
      throw new ApiError(response.status, 'not-json', text.slice(0, 200));
    }
    if (!response.ok) {
      const { code = 'refused', message = response.statusText, field, problems } = (answer as { readonly error?: { readonly code?: string; readonly message?: string; readonly field?: string; readonly problems?: ApiError['problems'] } } | null)?.error ?? {};
      throw new ApiError(response.status, code, message, field, problems);
    }
    return { answer: answer as Answer<C>, etag: response.headers.get('etag') };
  }

  return {
    read: (call, ...[given]) => read(call, given),
    call: async (call, ...[given]) => (await read(call, given)).answer,
    async *events(after, limit = 200) {
      for (let more = true, cursor = after; more;) {
        const { answer } = await read('GET /api/events', { query: { after: cursor, limit } });
        yield answer;
        ({ more } = answer);
        cursor = answer.next;
      }
    },
  };
}
