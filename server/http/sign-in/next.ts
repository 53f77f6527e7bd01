/** Where a sign-in leads when it is done: a page of this server, or of its origin, where an intranet embeds the kit beside it; nowhere else. */

/** Pages that would begin a sign-in again, and what is no page. */
const NOT_PAGES = /^\/(sign-in|sign-out|api|kit|line|sync|healthz|metrics)(\/|$)/;
/** Letters of the whole address, a Chinese one counts nine: it goes into a cookie, of which proxies take eight kilobytes in all, from four tabs. */
const MOST = 1_000;

/**
 * The whole address of the wished page, or of the first one. What a browser makes of `//evil`, `/\evil`, tabs and dots is found out by its own
 * rules, and the answer bears its origin, so that no reading of it leads elsewhere.
 */
export function ownPage(wish: string | undefined, publicUrl: URL): string {
  const prefix = publicUrl.pathname.replace(/\/+$/, '');
  const home = `${publicUrl.origin}${prefix}/`;
  if (wish === undefined || !/^\/(?![/\\])/.test(wish) || !URL.canParse(wish, publicUrl.origin)) return home;
  const url = new URL(wish, publicUrl.origin);
  if (url.origin !== publicUrl.origin || url.username !== '' || url.password !== '') return home;
  const inside = url.pathname === prefix || url.pathname.startsWith(`${prefix}/`);
  const path = inside ? url.pathname.slice(prefix.length) : url.pathname;
  return url.href.length > MOST || path.startsWith('//') || (inside && NOT_PAGES.test(path)) ? home : url.href;
}
