/** A form whose catalogue changes while it is open: fields and options come and go without taking the focus, the caret or what is being typed; what was retired stays readable. */
import { expect } from '@esm-bundle/chai';
import { DICTIONARIES, mergeDictionaries, mergeFields } from '../../model/catalogue/catalogue.ts';
import { wholeLabels, type OwnField } from '../../model/catalogue/own-shape.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { addRow, getField, getRows, getText, setField } from '../../model/section-doc.ts';
import { random } from '../../components/form/open-section.ts';
import { accessible } from './accessible.ts';
import { openForm, press, type, type FormPage } from './archive-form-page.ts';

const own = (key: string, more: Partial<OwnField> = {}): OwnField => ({
  key: `custom.${key}`, kind: 'text', section: 'profile', packs: ['base'], group: 'own', label: { 'en': key, 'zh-Hant': `${key}欄` }, help: {}, dictionary: null, columns: [], min: null, max: null, required: [], pii: 'none', mask: false, retired: false, ...more,
});

let page: FormPage;
afterEach(() => page.remove());
const regions = DICTIONARIES.find(({ id }) => id === 'D-05')!.options.map(({ key }) => ({ key }));

async function change(fields: readonly OwnField[], hidden: readonly string[] = []): Promise<void> {
  const edition = `${page.session.edition}+`;
  page.session.workspace = {
    edition, fields: mergeFields(fields),
    dictionaries: mergeDictionaries({ 'D-05': { revision: 1, options: [...regions.map(({ key }) => ({ key, ...(hidden.includes(key) ? { hidden: true as const } : {}) })), { key: 'isles', label: wholeLabels({ en: 'The Isles' }) }] } }),
  };
  page.session.change({ edition });
  await page.settled();
}
const find = async (words: string): Promise<readonly string[]> => {
  page.find('#f-add-fact').click();
  await page.settled();
  type(page.find<HTMLInputElement>('#f-search'), words);
  await page.settled();
  return [...page.root.querySelectorAll('#f-found [role=option]')].map((each) => each.textContent!.replace(/\s+/g, ' ').trim());
};

describe('a catalogue that changes under an open form', () => {
  it('a field that was added is found by "add a fact", in its group, with its help, and is written; no accessibility violation', async () => {
    page = await openForm();
    expect((await find('Fleet')).join()).not.to.include('Fleet');
    await change([own('Fleet', { kind: 'number', help: { en: 'Vehicles of its own' } })]);
    const offered = [...page.root.querySelectorAll<HTMLElement>('#f-found [role=option]')].find((each) => each.textContent!.includes('Fleet'))!;
    offered.click();
    await page.settled();
    expect(page.find('[data-field="custom.Fleet"]').closest('.group')!.getAttribute('aria-label')).to.equal('Own fields');
    const control = page.control('fields/custom.Fleet');
    expect(page.find(`[id="${control.getAttribute('aria-describedby')}"]`).textContent).to.include('Vehicles of its own');
    type(control, '12');
    press(control, 'Enter');
    await page.settled();
    expect(getField(page.theirs, 'custom.Fleet')).to.equal(12);
    await accessible(page.form);
  });

  it('what is being typed keeps its focus, its caret and its half-written value', async () => {
    page = await openForm({ fill: (doc) => { setField(doc, 'crm.employeeCount', 5); setField(doc, 'customer.name', 'Alfreds'); } });
    const number = page.control('fields/crm.employeeCount');
    number.focus();
    type(number, '12x');
    await change([own('Fleet')]);
    expect(page.root.activeElement).to.equal(page.control('fields/crm.employeeCount'));
    expect(page.control('fields/crm.employeeCount').value).to.equal('12x');
    const name = page.control('fields/customer.name');
    name.focus();
    name.setSelectionRange(2, 4);
    await change([own('Fleet', { label: { en: 'Vehicles' } })]);
    expect([name.selectionStart, name.selectionEnd, page.root.activeElement === name]).to.deep.equal([2, 4, true]);
  });

  it('a new option is offered; one that is retired stays where it was chosen, by its name, and is offered no more', async () => {
    page = await openForm({ fill: (doc) => setField(doc, 'crm.region', 'eastChina') });
    const select = page.control<HTMLSelectElement>('fields/crm.region');
    select.focus();
    await change([], ['eastChina', 'northChina']);
    const offered = () => [...page.control<HTMLSelectElement>('fields/crm.region').options].map(({ value }) => value);
    expect(offered()).to.include('isles').and.to.include('eastChina').and.not.to.include('northChina');
    expect([select.value, select.selectedOptions[0]!.textContent, page.root.activeElement === select]).to.deep.equal(['eastChina', 'East China', true]);
    select.value = 'isles';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await page.settled();
    expect(getField(page.theirs, 'crm.region')).to.equal('isles');
    expect(offered()).not.to.include('eastChina');
  });

  it('labels follow, in each language; where one is missing the field says which stands in', async () => {
    page = await openForm({ lang: 'es', fill: (doc) => setField(doc, 'custom.Fleet', 'x') });
    await change([own('Fleet')]);
    expect(page.find('[data-field="custom.Fleet"] .label').textContent).to.include('Fleet (English)');
    await change([own('Fleet', { label: { en: 'Fleet', es: 'Flota' } })]);
    expect(page.find('[data-field="custom.Fleet"] .label').textContent!.trim()).to.equal('Flota');
  });

  it('without the new catalogue what is there stays', async () => {
    page = await openForm({ fill: (doc) => setField(doc, 'customer.name', 'Alfreds') });
    page.session.catalogue = () => Promise.reject(new Error('away'));
    page.session.change({ edition: 'other' });
    await page.settled();
    expect(page.control('fields/customer.name').value).to.equal('Alfreds');
  });
});

describe('a field that is retired', () => {
  const all = (retired: boolean) => [own('Line', { retired }), own('Tags', { kind: 'list', retired }), own('Story', { kind: 'longText', retired }), own('Medal', { kind: 'enum', dictionary: 'D-05', retired }), own('Empty', { retired })];
  const fill = (doc: Parameters<typeof setField>[0]) => {
    setField(doc, 'custom.Line', 'kept');
    setField(doc, 'custom.Medal', 'eastChina');
    addRow(doc, 'custom.Tags', { value: 'one' }, random);
    getText(doc, 'text:custom.Story').insert(0, 'Once upon a time');
  };

  it('stays readable, says why, is not offered, and lets go of what it has', async () => {
    page = await openForm({ fill });
    await change(all(false));
    expect(page.root.querySelectorAll('[data-field^="custom."]').length).to.equal(4);
    await change(all(true));
    await page.drawn('.retired button');
    const text = page.root.textContent!;
    for (const shown of ['kept', 'one', 'Once upon a time', 'East China', 'no longer filled in']) expect(text).to.include(shown);
    expect(page.root.querySelectorAll('.retired :is(input, select, textarea)').length).to.equal(0);
    await accessible(page.form);
    for (let left = 4; left > 0; left--) {
      page.find('.retired button').click();
      await page.settled();
      expect(page.root.querySelectorAll('.retired button').length).to.equal(left - 1);
    }
    expect([getField(page.theirs, 'custom.Line'), getField(page.theirs, 'custom.Medal'), getRows(page.theirs, 'custom.Tags').length, getText(page.theirs, 'text:custom.Story').length]).to.deep.equal([null, null, 0, 0]);
    expect((await find('Empty')).join(), 'retired').not.to.include('Empty');
    await change([own('Empty')]);
    expect([...page.root.querySelectorAll('#f-found [role=option]')].map((each) => each.textContent).join(), 'and offered again').to.include('Empty');
  });

  it('is left to whoever is in it until they go on', async () => {
    page = await openForm({ fill });
    await change(all(false));
    const line = page.control('fields/custom.Line');
    line.focus();
    line.setSelectionRange(1, 1);
    await change(all(true));
    expect(page.root.activeElement).to.equal(line);
    expect(line.selectionStart).to.equal(1);
    line.blur();
    await page.settled();
    await page.drawn('.retired');
    expect(page.root.querySelector('[data-field="custom.Line"] input')).to.equal(null);
  });

  for (const lang of LANGUAGES) {
    it(`says so in ${lang}`, async () => {
      page = await openForm({ fill, lang });
      await change(all(true));
      await page.drawn('.retired button');
      expect(page.find('.retired .echo').textContent!.trim().length).to.be.greaterThan(10);
      await accessible(page.form);
    });
  }
});
