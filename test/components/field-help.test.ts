/** What stands behind a value is said where one looks at it: the five functions (D-30), the three stages of laundering (C-22) and what it does (P-45), in four languages. */
import { expect } from '@esm-bundle/chai';
import { HELP, SUMMARY } from '../../components/form/provenance/help.ts';
import { catalogueView } from '../../model/catalogue/catalogue.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { setField } from '../../model/section-doc.ts';
import { accessible } from './accessible.ts';
import { openForm, press, type FormPage } from './archive-form-page.ts';

let page: FormPage;
afterEach(() => page?.remove());

/** The panel of the value, opened as one opens it by keyboard. */
async function panelOf(key: string): Promise<ShadowRoot> {
  // the page may be drawn anew until everything of it has come: the control is looked for each time
  const control = (): HTMLElement => page.control<HTMLElement>(key);
  for (let round = 0; page.root.querySelector('.whence') === null; round++) {
    if (round === 200) throw new Error(`Nothing says where ${key} comes from.`);
    control().blur();
    control().focus();
    await page.settled();
  }
  press(control(), 'i', { code: 'KeyI', altKey: true });
  await page.drawn('.provenance');
  return page.find('.provenance').shadowRoot!;
}

describe('what stands behind a value', () => {
  it('is said of fields that exist, in four languages', () => {
    const known = new Set(catalogueView('en').fields.flatMap(({ key, table, columns }) => [key, ...(columns ?? []).map((column) => `${table ?? key}/${column.key}`)]));
    for (const [key, labels] of Object.entries(HELP)) {
      expect([...known], key).to.include(key);
      for (const language of LANGUAGES) expect(labels[language].length, `${key} ${language}`).to.be.greaterThan(40);
    }
  });

  for (const language of LANGUAGES) {
    it(`names the three stages of laundering and what it does at the stage of a client, in ${language} (C-22, P-45)`, async () => {
      page = await openForm({ section: 'aml', lang: language, fill: (doc) => setField(doc, 'aml.suspectedStage', 'layering') });
      // beside the rating at the head of its section, whose element follows the languages of this page, too
      await page.drawn('aml-sheet');
      const details = (await panelOf('fields/aml.suspectedStage')).querySelector('details')!;
      expect(details.open).to.equal(false);
      expect(details.querySelector('summary')!.textContent).to.equal(SUMMARY[language]);
      details.open = true;
      expect(details.querySelector('p')!.textContent).to.equal(HELP['aml.suspectedStage']![language]);
      await accessible(page.form);
    });
  }

  it('names the five functions where one sees how information was collected (D-30)', async () => {
    page = await openForm({ fill: (doc) => setField(doc, 'customer.collectionChannel', 'internet') });
    expect((await panelOf('fields/customer.collectionChannel')).querySelector('details p')!.textContent).to.match(/five things: to survey and to file, to sell better/);
  });

  it('is not offered where there is nothing to say', async () => {
    page = await openForm({ fill: (doc) => setField(doc, 'customer.name', 'Alfreds Futterkiste') });
    expect((await panelOf('fields/customer.name')).querySelector('details')).to.equal(null);
  });
});
