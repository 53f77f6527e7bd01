/** What the form does with little room, and with much of it: a calendar that would stand below its date, and the list of pages beside a long page. */
import { expect } from '@esm-bundle/chai';
import { setViewport } from '@web/test-runner-commands';
import { addRow, setField } from '../../model/section-doc.ts';
import { random } from '../../components/form/open-section.ts';
import { openForm, type FormPage } from './archive-form-page.ts';

let page: FormPage | undefined;
beforeEach(() => setViewport({ width: 1280, height: 720 }));
afterEach(async () => {
  page?.remove();
  await setViewport({ width: 800, height: 600 });
});

const calendars = (): readonly { readonly date: DOMRect; readonly calendar: DOMRect }[] =>
  [...page!.root.querySelectorAll('.dates:has(.pick)')].map((dates) => ({ date: dates.querySelector('input')!.getBoundingClientRect(), calendar: dates.querySelector('.pick')!.getBoundingClientRect() }));

describe('form and room', () => {
  it('leaves the calendar out where it would stand below its date, and keeps it where there is room', async () => {
    page = await openForm({ section: 'credit', fill: (doc) => { addRow(doc, 'creditSurveys', { date: '2026-05-12' }, random); } });
    const table = calendars();
    expect(table.length).to.be.greaterThan(0);
    for (const { date, calendar } of table) expect(calendar.width === 0 || calendar.bottom <= date.bottom + 1, `${date.width} px`).to.equal(true);
    await setViewport({ width: 360, height: 740 });
    await page.settled();
    for (const { date, calendar } of calendars()) expect([calendar.width > 0, calendar.bottom <= date.bottom + 1], `${date.width} px, one row as a card`).to.deep.equal([true, true]);
    page.remove();
    await setViewport({ width: 1280, height: 720 });
    page = await openForm({ fill: (doc) => setField(doc, 'org.licenceValidUntil', '2027-04-02') });
    expect(calendars().length).to.equal(1);
    for (const { date, calendar } of calendars()) expect([calendar.width > 0, calendar.bottom <= date.bottom + 1], `${date.width} px, a field`).to.deep.equal([true, true]);
  });

  for (const name of ['the page', 'a container of the host'] as const) {
    it(`keeps the list of pages in view while ${name} scrolls`, async () => {
      page = await openForm({ fill: (doc) => { for (let i = 0; i < 60; i++) addRow(doc, 'customer.partnerRole', { value: 'dealer' }, random); setField(doc, 'customer.shortName', 'A'); for (let i = 0; i < 40; i++) addRow(doc, 'company.products', { value: `Product ${i}` }, random); } });
      const outer = page.form.parentElement!;
      if (name !== 'the page') {
        outer.style.setProperty('height', '400px');
        outer.style.setProperty('overflow', 'auto');
      }
      const scroller = name === 'the page' ? document.scrollingElement! : outer;
      scroller.scrollTop = 700;
      expect(scroller.scrollTop, 'it scrolls').to.equal(700);
      const top = name === 'the page' ? 0 : outer.getBoundingClientRect().top;
      const rail = page.find('.rail > ul').getBoundingClientRect();
      expect(rail.top - top, 'its beginning').to.be.within(0, 16);
      expect(rail.height, 'and no longer than what one sees').to.be.at.most(innerHeight);
    });
  }
});
