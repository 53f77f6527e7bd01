/** Days out of pasted lines, as official lists and spreadsheets write them: a day or two days, then a name; make-up working days are told by their words. Pure. */
import { addDays } from '../../../model/classification/dates.ts';
import type { CalendarDate } from '../../../model/overview.ts';

export interface DayRow { readonly day: CalendarDate; readonly name: string; readonly kind: 'holiday' | 'worked' }
export interface Pasted { readonly rows: readonly DayRow[]; /** Lines, from 1, in which no day was found; a heading is none. */ readonly bad: readonly number[] }

const YEAR_FIRST = /(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?/;
const DAY_FIRST = /(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})/;
const WORKED = /上班|补班|補班|\bwork(ed|ing|day)?\b|make-?up|laborable|recuperado|\bworked\b/i;
/** What stands between two days and around a name, and words that only name the kind. */
const BETWEEN = /^\s*(?:-|–|—|~|～|至|到|to|until|a|hasta|\.\.)\s*$/i;
const AROUND = /^[\s,;，；、:：|·"'\t-]+|[\s,;，；、:：|·"'\t-]+$/g;
const KINDS = /(^|[\s,;，；|\t])(holiday|festivo|放假|worked|节假日|假日)($|[\s,;，；|\t])/gi;
/** The longest stretch that is one holiday. */
export const LONGEST = 60;
export const NAME_LONGEST = 80;

const pad = (text: string): string => text.padStart(2, '0');
function isoOf(found: RegExpExecArray, yearFirst: boolean): CalendarDate | null {
  const [, a = '', b = '', c = ''] = found;
  const day = yearFirst ? `${a}-${pad(b)}-${pad(c)}` : `${c}-${pad(b)}-${pad(a)}`;
  const at = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== day ? null : day;
}
function firstDay(text: string): { readonly day: CalendarDate; readonly from: number; readonly to: number } | null {
  for (const [pattern, yearFirst] of [[YEAR_FIRST, true], [DAY_FIRST, false]] as const) {
    const found = pattern.exec(text);
    const day = found && isoOf(found, yearFirst);
    if (found && day) return { day, from: found.index, to: found.index + found[0].length };
  }
  return null;
}

export const daysBetween = (from: CalendarDate, to: CalendarDate): readonly CalendarDate[] => {
  const days: CalendarDate[] = [];
  for (let day = from; day <= to && days.length <= LONGEST; day = addDays(day, 1)) days.push(day);
  return days;
};

export function pastedDays(text: string): Pasted {
  const rows: DayRow[] = [];
  const bad: number[] = [];
  text.split(/\r?\n/).forEach((line, i) => {
    if (line.trim() === '') return;
    const first = firstDay(line);
    if (first === null) {
      if (i > 0) bad.push(i + 1);
      return;
    }
    const rest = line.slice(first.to);
    const second = firstDay(rest);
    const range = second !== null && (BETWEEN.test(rest.slice(0, second.from)) || /^[\s,;\t]+$/.test(rest.slice(0, second.from))) && second.day >= first.day && daysBetween(first.day, second.day).length <= LONGEST;
    const said = `${line.slice(0, first.from)} ${range ? rest.slice(second.to) : rest}`;
    const kind = WORKED.test(said) ? 'worked' : 'holiday';
    const name = kind === 'worked' ? '' : said.replace(KINDS, ' ').replace(AROUND, '').replace(/\s+/g, ' ').slice(0, NAME_LONGEST);
    for (const day of range ? daysBetween(first.day, second.day) : [first.day]) rows.push({ day, name, kind });
  });
  return { rows, bad };
}
