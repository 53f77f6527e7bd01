/** Text as HTML, and places of headings. */
const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => SIGNS[sign]!);

/** As GitHub names the place of a heading, so that links between files hold there too. */
export const placeOf = (heading: string): string => heading.trim().toLowerCase().replace(/[^\p{L}\p{M}\p{N}\s_-]/gu, '').replace(/\s/g, '-');

/** Each name once on a page: the second gets `-1`. */
export function places(): (heading: string) => string {
  const taken = new Map<string, number>();
  return (heading) => {
    const place = placeOf(heading) || 'part';
    const times = taken.get(place) ?? 0;
    taken.set(place, times + 1);
    return times === 0 ? place : `${place}-${times}`;
  };
}
