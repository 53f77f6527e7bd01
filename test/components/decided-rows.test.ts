/** What a second person has approved is offered to nobody to be changed: in the form it is read, with the reason, while every other rating is edited (server/sync/SPEC.md, GATE-18). */
import { expect } from '@esm-bundle/chai';
import * as Y from 'yjs';
import { parseRowId } from '../../model/ids.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { addRow, getCell, getRows, setCell, setText } from '../../model/section-doc.ts';
import { random } from '../../components/form/open-section.ts';
import { loadLookTexts, lookTexts } from '../../components/form/rows/texts.ts';
import { accessible } from './accessible.ts';
import { openForm, press, type, type FormOptions, type FormPage } from './archive-form-page.ts';

let page: FormPage;
afterEach(() => page?.remove());

const TABLE = 'amlAssessments';
const ratings = (doc: Y.Doc): void => {
  addRow(doc, TABLE, { assessedAt: '2026-01-05', total: 64, level: 'medium' }, random, { id: parseRowId('r1')! });
  addRow(doc, TABLE, { assessedAt: '2026-02-07', total: 80, level: 'low', approver: 'li' }, random, { id: parseRowId('r2')! });
  addRow(doc, TABLE, { assessedAt: '2026-03-09', total: 80, level: 'low' }, random, { id: parseRowId('r3')! });
  setText(doc, `text:${TABLE}/r2/override`, 'Supervised abroad');
};
const open = async (more: FormOptions = {}): Promise<void> => {
  page = await openForm({ section: 'aml', fill: ratings, ...more });
  await page.drawn('.look-name');
};
const words = (element: Element): string => element.textContent!.replace(/\s+/g, ' ').trim();
const names = (): readonly string[] => [...page.root.querySelectorAll('.look-name')].map(words);
const unfold = async (row: string): Promise<HTMLElement> => {
  page.find(`[id="f-open-${TABLE}/${row}"]`).click();
  await page.drawn('.look-edit');
  return page.find('.look-edit');
};
const controls = (): number => page.root.querySelectorAll('.look-edit :is(input, select, textarea)').length;
const order = (): readonly string[] => getRows(page.theirs, TABLE).map(({ id }) => id);

describe('a rating that a second person has approved', () => {
  for (const lang of LANGUAGES) {
    it(`is read with the reason, and cannot be changed or removed, in ${lang}`, async () => {
      await loadLookTexts(lang);
      await open({ lang });
      const row = await unfold('r2');
      const directory = (): boolean => words(row).includes('Li Wei');
      while (!directory()) await page.settled();
      expect(words(row)).to.include(lookTexts(lang).decidedBy('Li Wei'));
      expect(words(row)).to.include('Supervised abroad');
      expect(controls()).to.equal(0);
      expect(page.root.querySelectorAll('.look-tools button').length, 'only the one that closes it').to.equal(1);
      await accessible(page.form);
    });
  }

  it('is not removed by its keys either', async () => {
    await open();
    press(page.find(`[id="f-open-${TABLE}/r2"]`), 'Backspace', { altKey: true, shiftKey: true });
    await page.settled();
    expect(order()).to.deep.equal(['r1', 'r2', 'r3']);
    press(page.find(`[id="f-open-${TABLE}/r1"]`), 'Backspace', { altKey: true, shiftKey: true });
    await page.settled();
    expect(order()).to.deep.equal(['r2', 'r3']);
  });

  it('leaves every other rating to be edited, except for who approved', async () => {
    await open();
    expect(names()).to.deep.equal(['9 Mar 2026', '7 Feb 2026', '5 Jan 2026']);
    await unfold('r3');
    expect(page.root.querySelector(`[id="f-rows/${TABLE}/r3/approver"]`), 'nobody types who approved').to.equal(null);
    const total = page.find<HTMLInputElement>(`[id="f-rows/${TABLE}/r3/total"]`);
    type(total, '72');
    press(total, 'Enter');
    await page.settled();
    expect(getCell(page.theirs, TABLE, 'r3', 'total')).to.equal(72);
  });

  it('closes under whoever is in it, in the moment in which it is approved', async () => {
    await open();
    await unfold('r3');
    expect(controls()).to.be.greaterThan(0);
    setCell(page.theirs, TABLE, 'r3', 'approver', 'li');
    await page.drawn('.look-closed');
    expect(controls()).to.equal(0);
  });

  it('is not offered as a sheet, in which every cell would be a control', async () => {
    await open();
    expect(page.root.querySelectorAll(`[id="f-rows/${TABLE}-turn"]`)).to.have.length(0);
  });
});
