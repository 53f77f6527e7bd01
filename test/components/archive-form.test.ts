/** The archive form as a whole: accessibility first, then pages, rights, presence, saving, languages and states. Kinds and other people's edits have files of their own. */
import { expect } from '@esm-bundle/chai';
import { setField, addRow, getText } from '../../model/section-doc.ts';
import { accessible } from './accessible.ts';
import { openForm, viewOf, type FormPage } from './archive-form-page.ts';
import { random } from '../../components/form/open-section.ts';

const filled = (doc: import('yjs').Doc) => {
  setField(doc, 'customer.name', 'Alfreds Futterkiste');
  setField(doc, 'crm.region', 'overseas');
  setField(doc, 'crm.website', 'https://alfreds.example');
  setField(doc, 'org.licenceValidUntil', '2030-05-12');
  setField(doc, 'org.registeredCapital', '50000.00 EUR');
  setField(doc, 'crm.employeeCount', 120);
  getText(doc, 'text:customer.needs').insert(0, 'Price of the new line;\nwants samples by June.');
  addRow(doc, 'methods', { kind: 'phone', value: '030-0074321', preferred: true }, random);
  addRow(doc, 'customer.partnerRole', { value: 'dealer' }, random);
  addRow(doc, 'company.products', { value: 'Tofu' }, random);
  addRow(doc, 'addresses', { use: 'mailing', text: 'Obere Str. 57', city: 'Berlin', postcode: '12209', country: 'DE' }, random);
};

describe('archive-form', () => {
  let page: FormPage;
  afterEach(() => page.remove());

  it('has no accessibility violation, filled, with its search open', async () => {
    page = await openForm({ fill: filled });
    await accessible(page.form);
    page.find('#f-add-fact').click();
    await page.settled();
    await accessible(page.form);
  });
});
