/** Numbers and moments of the administration in the reader's language. */
import type { LimitUnit } from '../../model/api.ts';
import type { Language } from '../../model/labels.ts';
import { dates, formatDate, formatNear, formatNumber, formatTime } from '../internal/formats.ts';

const STEPS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** `1.2 GB`: powers of a thousand, as disks are sold. */
export function formatBytes(language: Language, bytes: number): string {
  let value = bytes;
  let step = 0;
  while (value >= 1000 && step < STEPS.length - 1) {
    value /= 1000;
    step++;
  }
  return `${formatNumber(language, Number(value.toFixed(value < 10 && step > 0 ? 1 : 0)))} ${STEPS[step]}`;
}

function formatDuration(language: Language, ms: number): string {
  const [value, unit] = ms >= 60_000 && ms % 60_000 === 0 ? [ms / 60_000, 'minute'] as const : ms >= 1_000 ? [ms / 1_000, 'second'] as const : [ms, 'millisecond'] as const;
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 }).format(value);
}

export function formatLimit(language: Language, value: number, unit: LimitUnit): string {
  switch (unit) {
    case 'bytes': return formatBytes(language, value);
    case 'milliseconds': return formatDuration(language, value);
    case 'hour': return `${String(value).padStart(2, '0')}:00`;
    case 'count': return formatNumber(language, value);
  }
}

/** `yesterday 02:00`, after a week `14 Mar 2026 02:00`. */
export function formatMoment(language: Language, moment: string, now: number): string {
  const at = Date.parse(moment);
  const day = localDay(at);
  return `${formatNear(language, day, now) ?? formatDate(language, day)} ${formatTime(language, at)}`;
}
/** The whole of it, for whoever hovers. */
export const formatWhole = (language: Language, moment: string): string =>
  dates(language, { year: 'numeric', month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(Date.parse(moment));

function localDay(at: number): string {
  const day = new Date(at);
  return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}-${String(day.getDate()).padStart(2, '0')}`;
}
