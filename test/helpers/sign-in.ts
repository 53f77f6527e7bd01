/** A browser's way through a sign-in without a browser: redirects between a server without a port and a real issuer, with the cookies of both. */
import type { HttpWorld } from './http-world.ts';

export interface Visitor {
  /** `Set-Cookie` lines of this server, as they came. */
  readonly set: string[];
  /** Cookies of this server. */
  readonly cookies: Map<string, string>;
  /** Follows redirects from an address of this server; answers the last one on it. `stop` ends the way before an address is asked. */
  go(address: string, stop?: (url: URL) => boolean): Promise<{ readonly url: URL; readonly status: number; readonly text: string; readonly headers: Headers }>;
  /** As a script of this server's pages asks. */
  post<T = Record<string, unknown>>(path: string, body?: object, headers?: Readonly<Record<string, string>>): Promise<{ readonly status: number; readonly body: T; readonly headers: Headers }>;
}

export function visitor(world: HttpWorld): Visitor {
  const publicUrl = world.config.publicUrl;
  if (publicUrl === null) throw new Error('the server has no public address');
  const prefix = publicUrl.pathname.replace(/\/+$/, '');
  const set: string[] = [];
  const cookies = new Map<string, string>();
  const others = new Map<string, string>();
  const keep = (jar: Map<string, string>, lines: readonly string[]): void => {
    for (const line of lines) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /max-age=0/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
  };
  const header = (jar: ReadonlyMap<string, string>): Record<string, string> => ({ cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') });
  const here = async (url: URL, init: RequestInit = {}): Promise<Response> => {
    const response = await world.dossier.app.request(`${url.pathname.slice(prefix.length) || '/'}${url.search}`, { ...init, headers: { ...header(cookies), ...init.headers } });
    set.push(...response.headers.getSetCookie());
    keep(cookies, response.headers.getSetCookie());
    return response;
  };
  return {
    set, cookies,
    async go(address, stop = () => false) {
      let url = new URL(address.replace(/^\//, `${publicUrl.href.replace(/\/+$/, '')}/`));
      for (let hops = 0; hops < 20; hops++) {
        const own = url.origin === publicUrl.origin;
        const response = own ? await here(url) : await fetch(url, { redirect: 'manual', headers: header(others) });
        if (!own) keep(others, response.headers.getSetCookie());
        const location = response.headers.get('location');
        const next = location === null ? null : new URL(location, url);
        const text = await response.text();
        if (next === null || stop(next) || (own && next.origin === publicUrl.origin && !next.pathname.startsWith(`${prefix}/sign-in`))) return { url: next ?? url, status: response.status, text, headers: response.headers };
        url = next;
      }
      throw new Error('redirects without an end');
    },
    async post(path, body, headers = {}) {
      const response = await here(new URL(`${publicUrl.href.replace(/\/+$/, '')}${path}`), {
        method: 'POST', headers: { origin: publicUrl.origin, ...(body ? { 'content-type': 'application/json' } : {}), ...headers }, ...(body ? { body: JSON.stringify(body) } : {}),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: (text === '' ? null : JSON.parse(text)) as never };
    },
  };
}
