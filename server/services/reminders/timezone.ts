/** A time zone as calendars want it (VTIMEZONE): every change of its offset in some years, taken from the platform's own table. */

const HOUR = 3_600_000;

/** Minutes east of Greenwich. */
function offsetAt(zone: string, at: number): number {
  const text = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d{2}):(\d{2})/.exec(text) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
const offsetText = (minutes: number): string => `${minutes < 0 ? '-' : '+'}${String(Math.floor(Math.abs(minutes) / 60)).padStart(2, '0')}${String(Math.abs(minutes) % 60).padStart(2, '0')}`;
const wall = (at: number, minutes: number): string => new Date(at + minutes * 60_000).toISOString().replace(/[-:]|\.\d{3}Z$/g, '');

export function timezoneBlock(zone: string, year: number, years: number): string {
  const parts: string[] = [];
  const begin = Date.UTC(year, 0, 1);
  let before = offsetAt(zone, begin);
  const add = (at: number, from: number, to: number): void => {
    const name = to > from ? 'DAYLIGHT' : 'STANDARD';
    parts.push(`BEGIN:${name}`, `DTSTART:${wall(at, from)}`, `TZOFFSETFROM:${offsetText(from)}`, `TZOFFSETTO:${offsetText(to)}`, `END:${name}`);
  };
  add(begin, before, before);
  for (let day = begin; day < Date.UTC(year + years, 0, 1); day += 24 * HOUR) {
    if (offsetAt(zone, day + 24 * HOUR) === before) continue;
    let [low, high] = [day, day + 24 * HOUR];
    while (high - low > 60_000) {
      const middle = low + Math.floor((high - low) / 120_000) * 60_000;
      if (middle === low) break;
      if (offsetAt(zone, middle) === before) low = middle;
      else high = middle;
    }
    const after = offsetAt(zone, high);
    add(high, before, after);
    before = after;
  }
  return ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...parts, 'END:VTIMEZONE'].join('\r\n');
}
