/** The warehouse tool's page: a table as that tool would write it. The classes come from one tag a cell; this script only fills in the table's own dates. */
import { beginPage, language } from './page.ts';

function fillDates(): void {
  const format = new Intl.DateTimeFormat(document.documentElement.lang || language(), { day: '2-digit', month: 'short' });
  for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-days]')) {
    const date = new Date(Date.now() + Number(time.dataset['days']) * 86_400_000);
    time.dateTime = date.toISOString().slice(0, 10);
    time.textContent = format.format(date);
  }
}

if (beginPage()) {
  fillDates();
  document.addEventListener('demo-language', fillDates);
}
