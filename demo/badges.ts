/** The warehouse tool's page: a table as that tool would write it. The classes come from one tag a cell; this script only writes the table's own dates and numbers. */
import { beginPage, language } from './page.ts';

function fill(): void {
  const tag = document.documentElement.lang || language();
  const number = new Intl.NumberFormat(tag);
  for (const cell of document.querySelectorAll<HTMLElement>('[data-number]')) cell.textContent = number.format(Number(cell.dataset['number']));
  const format = new Intl.DateTimeFormat(tag, { day: '2-digit', month: 'short' });
  for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-days]')) {
    const date = new Date(Date.now() + Number(time.dataset['days']) * 86_400_000);
    time.dateTime = date.toISOString().slice(0, 10);
    time.textContent = format.format(date);
  }
}

if (beginPage()) {
  fill();
  document.addEventListener('demo-language', fill);
}
