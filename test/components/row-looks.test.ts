/** Rows with a look of their own: what is read at rest, one row edited in place, the sheet one switch away. Accessibility first; each table's own look below. */
import { expect } from '@esm-bundle/chai';
import type * as Y from 'yjs';
import { addRow, deleteRow, getRows, setCell } from '../../model/section-doc.ts';
import { parseRowId } from '../../model/ids.ts';
import { random } from '../../components/form/open-section.ts';
import { accessible } from './accessible.ts';
import { openForm, press, type, type FormPage } from './archive-form-page.ts';

let page: FormPage;
afterEach(() => page.remove());
const id = (text: string) => parseRowId(text)!;
const words = (element: Element) => element.textContent!.replace(/\s+/g, ' ').trim();
const button = (name: string) => [...page.root.querySelectorAll<HTMLButtonElement>('.look-name')].find((each) => words(each) === name)!;
const products = (doc: Y.Doc) => {
  addRow(doc, 'productsInUse', { purpose: 'Show flat', brand: 'Harbour Oak', quantity: 12, yearsInUse: 2 }, random, { id: id('u1') });
  addRow(doc, 'productsInUse', { purpose: 'Shop floor', brand: 'A local make', quantity: 1300, yearsInUse: 5 }, random, { id: id('u2') });
};

describe('accessibility of rows with a look', () => {
  it('at rest, with a row open, as a sheet, empty and read-only', async () => {
    page = await openForm({ fill: products });
    await accessible(page.form);
    button('Harbour Oak').click();
    await page.settled();
    await accessible(page.form);
    page.find('[id="f-rows/productsInUse-turn"]').click();
    await page.settled();
    await accessible(page.form);
    page.remove();
    page = await openForm({ fill: products, level: 'read', attributes: 'scheme="dark"' });
    button('Harbour Oak').click();
    await page.settled();
    await accessible(page.form);
  });
});

describe('the frame of a look', () => {
  it('reads at rest, without a control, and opens a row in place with all its columns', async () => {
    page = await openForm({ fill: products });
    const field = page.find('[data-field="status.productsInUse"]');
    expect(field.querySelector('input')).to.equal(null);
    expect(words(field)).to.include('Show flat').and.to.include('1,300');
    button('Harbour Oak').click();
    await page.settled();
    expect(button('Harbour Oak').getAttribute('aria-expanded')).to.equal('true');
    expect([...field.querySelectorAll('.look-edit label')].map(words)).to.deep.equal(['Brand', 'Purpose', 'Quantity', 'Years in use']);
    type(page.control('rows/productsInUse/u1/quantity'), '14');
    press(page.control('rows/productsInUse/u1/quantity'), 'Enter');
    await page.settled();
    expect(getRows(page.theirs, 'productsInUse')[0]!.cells['quantity']).to.equal(14);
  });

  it('opens one row at a time; Escape closes it and gives the focus back to its name', async () => {
    page = await openForm({ fill: products });
    button('Harbour Oak').click();
    await page.settled();
    button('A local make').click();
    await page.settled();
    expect(page.root.querySelectorAll('.look-edit').length).to.equal(1);
    page.control('rows/productsInUse/u2/brand').focus();
    press(page.control('rows/productsInUse/u2/brand'), 'Escape');
    await page.settled();
    expect(page.root.querySelectorAll('.look-edit').length).to.equal(0);
    expect(page.root.activeElement === button('A local make')).to.equal(true);
  });

  it('a value that was not taken keeps its row open', async () => {
    page = await openForm({ fill: products });
    button('Harbour Oak').click();
    await page.settled();
    const quantity = page.control('rows/productsInUse/u1/quantity');
    type(quantity, 'many');
    press(quantity, 'Enter');
    await page.settled();
    page.find<HTMLButtonElement>('.look-tools .button').click();
    await page.settled();
    expect(page.root.activeElement?.id).to.equal('f-rows/productsInUse/u1/quantity');
  });

  it('arrows walk the names, Alt and the arrows move a row, Alt+Shift+Backspace removes it', async () => {
    page = await openForm({ fill: products });
    button('Harbour Oak').focus();
    press(button('Harbour Oak'), 'ArrowDown');
    await page.settled();
    expect(page.root.activeElement === button('A local make')).to.equal(true);
    press(button('A local make'), 'ArrowUp', { altKey: true });
    await page.settled();
    expect(getRows(page.theirs, 'productsInUse').map((row) => row.id as string)).to.deep.equal(['u2', 'u1']);
    expect(page.root.activeElement === button('A local make'), 'the focus moved along').to.equal(true);
    press(button('A local make'), 'Backspace', { altKey: true, shiftKey: true });
    await page.settled();
    expect(getRows(page.theirs, 'productsInUse').map((row) => row.id as string)).to.deep.equal(['u1']);
    expect(page.root.activeElement === button('Harbour Oak'), 'and goes to the next one').to.equal(true);
  });

  it('an empty table says what belongs here; its button adds a row and opens it at its first column', async () => {
    page = await openForm();
    page.find('#f-add-fact').click();
    await page.settled();
    type(page.find<HTMLInputElement>('#f-search'), 'products in use');
    await page.settled();
    press(page.find('#f-search'), 'Enter');
    await page.settled();
    expect(words(page.find('.look > .empty'))).to.include('What the customer works with today');
    await accessible(page.form);
    expect(page.root.activeElement?.id, 'the first step is at hand').to.equal('f-fields/status.productsInUse');
    page.find('[id="f-fields/status.productsInUse"]').click();
    await page.settled();
    expect(page.root.activeElement?.id).to.match(/^f-rows\/productsInUse\/.+\/brand$/);
  });

  it('the sheet is one switch away, and back', async () => {
    page = await openForm({ fill: products });
    page.find('[id="f-rows/productsInUse-turn"]').click();
    await page.settled();
    expect(page.control('rows/productsInUse/u1/brand').value).to.equal('Harbour Oak');
    expect(page.root.activeElement?.id, 'the focus stays on the switch').to.equal('f-rows/productsInUse-turn');
    page.find('[id="f-rows/productsInUse-turn"]').click();
    await page.settled();
    expect(button('Harbour Oak') === undefined).to.equal(false);
  });

  it("another person's edit appears, tinted in that person's colour; who is in the row stands beside its name", async () => {
    page = await openForm({ fill: products });
    setCell(page.theirs, 'productsInUse', 'u1', 'purpose', 'Head office');
    page.handle.change({ people: [{ id: 'ana', name: 'Ana Trujillo', field: 'rows/productsInUse/u1/brand', self: false, idle: false }] });
    await page.settled();
    const fact = page.find('[data-key="rows/productsInUse/u1/purpose"]');
    expect(words(fact)).to.equal('Head office');
    expect(fact.className).to.match(/tint/);
    expect(words(page.find('[data-row="u1"] .here'))).to.equal('Ana Trujillo');
    addRow(page.theirs, 'productsInUse', { brand: 'Third' }, random);
    await page.settled();
    expect(button('Third') === undefined).to.equal(false);
  });

  it('the row one is in was deleted by somebody else: it can be brought back', async () => {
    page = await openForm({ fill: products });
    button('Harbour Oak').click();
    await page.settled();
    page.control('rows/productsInUse/u1/brand').focus();
    deleteRow(page.theirs, 'productsInUse', 'u1');
    await page.settled();
    expect(page.root.activeElement === page.find('[id="f-rows/productsInUse"]'), 'the focus stays in the table').to.equal(true);
    await page.drawn('.look .note .link');
    page.find('.look .note .link').click();
    await page.settled();
    expect(getRows(page.theirs, 'productsInUse').map((row) => row.id as string)).to.deep.equal(['u1', 'u2']);
  });

  it('whoever may only read opens a row to read all of it, and finds nothing to add or remove', async () => {
    page = await openForm({ fill: products, level: 'read' });
    button('Harbour Oak').click();
    await page.settled();
    const field = page.find('[data-field="status.productsInUse"]');
    expect(field.querySelectorAll('input, select, textarea').length).to.equal(0);
    expect(words(field.querySelector('.look-edit')!)).to.include('Show flat');
    expect(field.querySelectorAll('.look-tools button').length).to.equal(1);
  });
});
