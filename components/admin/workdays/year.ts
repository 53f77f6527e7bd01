/** A year at a glance: twelve small months with weekends, holidays and make-up working days, and how many days are worked. The list beneath says the same in words. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { addDays } from '../../../model/classification/dates.ts';
import type { Language } from '../../../model/labels.ts';
import type { CalendarDate } from '../../../model/overview.ts';
import type { Workdays } from '../../../model/reminders/api.ts';
import { dates, formatNumber } from '../../internal/formats.ts';
import type { WorkdayTexts } from './texts.ts';

type Table = Pick<Workdays, 'weekend' | 'holidays' | 'worked'>;
type Look = '' | 'off' | 'holiday' | 'worked';

export function yearPicture(year: number, { weekend, holidays, worked }: Table, language: Language, t: WorkdayTexts): TemplateResult {
  const [free, busy] = [new Set(holidays.map(({ day }) => day)), new Set(worked)];
  const weekday = (day: CalendarDate): number => ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
  // as `isWorkday` of the model decides
  const look = (day: CalendarDate): Look => (free.has(day) ? 'holiday' : busy.has(day) ? 'worked' : weekend.includes(weekday(day)) ? 'off' : '');
  const months = Array.from({ length: 12 }, (_, month) => {
    const first = `${year}-${String(month + 1).padStart(2, '0')}-01`;
    const days: CalendarDate[] = [];
    for (let day = first; day.slice(0, 7) === first.slice(0, 7); day = addDays(day, 1)) days.push(day);
    return { first, blank: weekday(first) - 1, days: days.map((day) => ({ day, look: look(day) })) };
  });
  const worksOf = (days: (typeof months)[number]['days']): number => days.filter((each) => each.look === '' || each.look === 'worked').length;
  const total = months.reduce((sum, { days }) => sum + worksOf(days), 0);
  return html`<p>${t.total(formatNumber(language, total))}</p>
    <div class="year" aria-hidden="true">${months.map(({ first, blank, days }) => html`<div class="month"><p>${dates(language, { month: 'long', timeZone: 'UTC' }).format(new Date(`${first}T00:00:00Z`))}<span>${worksOf(days)}</span></p>
      <div class="grid">${Array.from({ length: blank }, () => html`<i></i>`)}${days.map((each) => html`<i class=${each.look}>${Number(each.day.slice(8))}</i>`)}</div></div>`)}</div>
    <p class="legend" aria-hidden="true">${(['off', 'holiday', 'worked'] as const).map((kind) => html`<span><span class="grid"><i class=${kind}>1</i></span>${t.legend[kind]}</span>`)}</p>`;
}
