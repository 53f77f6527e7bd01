/** Two people in one form: nobody's focus, caret, selection, scroll or composition is disturbed, everybody sees who is where, and each undoes only what is theirs. */
import { expect } from '@esm-bundle/chai';
import { sendKeys } from '@web/test-runner-commands';
import { addRow, deleteRow, getField, getRows, getText, moveRow, setCell, setField } from '../../model/section-doc.ts';
import { random } from '../../components/form/open-section.ts';
import type { PresentPerson } from '../../components/internal/session.ts';
import { choose, openForm, press, type, type FormPage } from './archive-form-page.ts';

let page: FormPage;
afterEach(() => page?.remove());

const here = (field: string | null, more: Partial<PresentPerson> = {}): PresentPerson => ({ id: 'ana', name: 'Ana Trujillo', field, self: false, idle: false, ...more });
const active = () => page.root.activeElement as HTMLInputElement;
const isActive = (element: Element) => page.root.activeElement === element;
const theirs = (change: () => void) => {
  page.theirs.transact(change);
  return page.settled();
};

describe('while somebody else writes', () => {
  it('typing with the keyboard goes on where it was: focus, caret and text', async () => {
    page = await openForm({ fill: (doc) => { setField(doc, 'customer.name', 'Alfreds'); getText(doc, 'text:customer.needs').insert(0, 'one two'); } });
    const area = page.control<HTMLTextAreaElement>('text:customer.needs');
    area.focus();
    area.setSelectionRange(3, 3);
    await sendKeys({ type: '!' });
    await theirs(() => { getText(page.theirs, 'text:customer.needs').insert(0, '>> '); setField(page.theirs, 'customer.name', 'Alfreds Futterkiste'); setField(page.theirs, 'crm.region', 'overseas'); });
    await sendKeys({ type: '?' });
    await page.settled();
    expect(isActive(area), 'the focus stays').to.equal(true);
    expect(area.value).to.equal('>> one!? two');
    expect(getText(page.theirs, 'text:customer.needs').toString()).to.equal('>> one!? two');
    expect(page.control('fields/customer.name').value).to.equal('Alfreds Futterkiste');
  });

  it('a new value of the line one is in keeps the selection around the same words', async () => {
    page = await openForm({ fill: (doc) => setField(doc, 'customer.name', 'Alfreds Futterkiste') });
    const input = page.control('fields/customer.name');
    input.focus();
    input.setSelectionRange(8, 19);
    await theirs(() => setField(page.theirs, 'customer.name', 'Die Alfreds Futterkiste'));
    expect(input.value.slice(input.selectionStart!, input.selectionEnd!)).to.equal('Futterkiste');
    expect(active() === input, 'the focus stays').to.equal(true);
  });

  it('what one reads stays where it is although fields appear above it', async () => {
    page = await openForm({ fill: (doc) => { setField(doc, 'customer.name', 'x'); for (const field of ['customer.needs', 'customer.expectations', 'company.mainBusiness']) getText(doc, `text:${field}`).insert(0, Array.from({ length: 12 }, (_, i) => `line ${i}`).join('\n')); } });
    document.documentElement.scrollTop = 200;
    const area = page.control<HTMLTextAreaElement>('text:customer.expectations');
    area.focus();
    area.setSelectionRange(2, 2);
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const top = area.getBoundingClientRect().top;
    await theirs(() => { setField(page.theirs, 'customer.shortName', 'y'); setField(page.theirs, 'crm.region', 'overseas'); addRow(page.theirs, 'methods', { kind: 'phone', value: '1234' }, random); });
    for (let i = 0; i < 4; i++) await new Promise((done) => requestAnimationFrame(done));
    expect(page.root.querySelector('[data-field="crm.region"]') === null).to.equal(false);
    expect(Math.abs(area.getBoundingClientRect().top - top)).to.be.lessThan(2);
    expect(isActive(area), 'the focus stays').to.equal(true);
    document.documentElement.scrollTop = 0;
  });

  it('nothing is drawn and nothing sent while an input method composes', async () => {
    page = await openForm({ fill: (doc) => { setField(doc, 'customer.name', '阿爾'); setField(doc, 'crm.region', 'overseas'); } });
    const input = page.control('fields/customer.name');
    input.focus();
    input.setSelectionRange(2, 2);
    input.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true, composed: true }));
    input.setRangeText('fu', 2, 2, 'end');
    input.dispatchEvent(new InputEvent('input', { data: 'fu', isComposing: true, bubbles: true, composed: true }));
    await theirs(() => { setField(page.theirs, 'customer.name', '別的'); setField(page.theirs, 'crm.region', 'eastChina'); });
    expect(input.value).to.equal('阿爾fu');
    expect(page.control<HTMLSelectElement>('fields/crm.region').value, 'the rest of the page waits too').to.equal('overseas');
    press(input, 'Enter', { isComposing: true });
    press(input, 'Escape', { isComposing: true });
    await page.settled();
    expect(getField(page.theirs, 'customer.name')).to.equal('別的');
    input.setRangeText('弗', 2, 4, 'end');
    input.dispatchEvent(new CompositionEvent('compositionend', { data: '弗', bubbles: true, composed: true }));
    await page.settled();
    expect(getField(page.theirs, 'customer.name'), 'what the other wrote stays, and so does what one wrote').to.equal('別的弗');
    expect(page.control<HTMLSelectElement>('fields/crm.region').value).to.equal('eastChina');
    await page.drawn('[data-key="fields/customer.name"] .note');
    page.find('[data-key="fields/customer.name"] .note button').click();
    await page.settled();
    expect(getField(page.theirs, 'customer.name'), 'without the other’s words').to.equal('阿爾弗');
  });

  it('a row that moves takes focus and caret along; one that is deleted can be brought back', async () => {
    page = await openForm({ fill: (doc) => { for (const id of ['a', 'b', 'c']) addRow(doc, 'methods', { kind: 'phone', value: `${id}-123456` }, random, { id: id as never }); } });
    const input = page.control('rows/methods/a/value');
    input.focus();
    input.setSelectionRange(2, 4);
    await theirs(() => moveRow(page.theirs, 'methods', 'a' as never, 2));
    expect([...page.root.querySelectorAll('tr[data-row]')].map((row) => row.getAttribute('data-row'))).to.deep.equal(['b', 'c', 'a']);
    expect([active() === input, input.selectionStart, input.selectionEnd]).to.deep.equal([true, 2, 4]);
    await theirs(() => deleteRow(page.theirs, 'methods', 'a'));
    expect(active() === page.find('[id="f-rows/methods"]'), 'the focus stays in the table').to.equal(true);
    await page.drawn('[data-field="customer.contactMethods"] .note');
    const note = page.find('[data-field="customer.contactMethods"] .note');
    expect(note.textContent).to.include('deleted the row you were in');
    note.querySelector('button')!.click();
    await page.settled();
    expect(getRows(page.theirs, 'methods').map(({ id, cells }) => [id, cells['value']])).to.deep.equal([['b', 'b-123456'], ['c', 'c-123456'], ['a', 'a-123456']]);
  });

  it('a change is tinted in its author’s colour, and told with a way back to whoever is in it', async () => {
    page = await openForm({ fill: (doc) => { setField(doc, 'crm.region', 'overseas'); setField(doc, 'crm.industry', 'finance'); } });
    page.control('fields/crm.region').focus();
    await theirs(() => { setField(page.theirs, 'crm.region', 'eastChina'); setField(page.theirs, 'crm.industry', 'it'); });
    expect(page.find('[data-key="fields/crm.industry"]').className).to.match(/tint p\d/);
    expect(page.root.querySelector('[data-key="fields/crm.industry"] .note') === null, 'only where one is').to.equal(true);
    await page.drawn('[data-key="fields/crm.region"] .note');
    const note = page.find('[data-key="fields/crm.region"] .note');
    expect(note.textContent?.replace(/\s+/g, ' ')).to.include('Ana Trujillo changed Region to East China. Undo');
    note.querySelector('button')!.click();
    await page.settled();
    expect(getField(page.theirs, 'crm.region')).to.equal('overseas');
    expect(page.root.querySelector('.note') === null).to.equal(true);
    while (page.root.querySelector('.tint') !== null) await page.settled(); // it fades
    expect(page.root.querySelector('.tint') === null).to.equal(true);
  });

  it('what could not be written yet is not taken away by somebody else’s value', async () => {
    page = await openForm({ fill: (doc) => setField(doc, 'crm.employeeCount', 1) });
    const input = page.control('fields/crm.employeeCount');
    type(input, 'about 30');
    await theirs(() => setField(page.theirs, 'crm.employeeCount', 25));
    expect(input.value).to.equal('about 30');
    press(input, 'Escape');
    await page.settled();
    expect(input.value).to.equal('25');
  });
});

describe('who is where', () => {
  it('a ring in the field, names in its label, a mark at its section; two names and how many more', async () => {
    page = await openForm({ fill: (doc) => { setField(doc, 'crm.region', 'overseas'); addRow(doc, 'methods', { kind: 'phone', value: '1234' }, random, { id: 'a' as never }); } });
    page.handle.change({ people: [here('fields/crm.region'), here('fields/crm.region', { id: 'li', name: 'Li Wei' }), here('fields/crm.region', { id: 'x', name: 'Thomas Hardy' }), here('rows/methods/a/value', { id: 'y', name: 'Christina' }), here('fields/crm.region', { id: 'maria', self: true })] });
    await page.settled();
    expect(page.find('[data-key="fields/crm.region"]').className).to.match(/ring p\d/);
    expect([...page.root.querySelectorAll('[data-field="crm.region"] .name')].map((name) => name.textContent)).to.deep.equal(['Ana Trujillo', 'Li Wei', '+1']);
    expect([...page.root.querySelectorAll('[data-field="customer.contactMethods"] .name')].map((name) => name.textContent)).to.deep.equal(['Christina']);
    expect(page.find('[data-key="rows/methods/a/value"]').className).to.match(/ring/);
    expect(page.root.querySelectorAll('.stop[aria-current] .dot').length).to.equal(3);
    page.handle.change({ people: [] });
    await page.settled();
    expect(page.root.querySelector('.ring, .name') === null).to.equal(true);
  });

  it('tells which value one is in, and when one has left the form', async () => {
    page = await openForm({ fill: (doc) => { setField(doc, 'crm.region', 'overseas'); getText(doc, 'text:customer.needs').insert(0, 'x'); } });
    page.control('fields/crm.region').focus();
    expect(page.handle.focused).to.equal('fields/crm.region');
    page.control<HTMLTextAreaElement>('text:customer.needs').focus();
    expect(page.handle.focused).to.equal('text:customer.needs');
    active().blur();
    expect(page.handle.focused).to.equal(null);
  });
});

describe('undo', () => {
  it('takes back only what is mine, names the step, and offers it again', async () => {
    page = await openForm({ fill: (doc) => { setField(doc, 'crm.region', 'overseas'); setField(doc, 'crm.industry', 'finance'); } });
    choose(page.control<HTMLSelectElement>('fields/crm.region'), 'eastChina');
    await page.settled();
    await theirs(() => setField(page.theirs, 'crm.industry', 'it'));
    const undo = page.find('.head .tools .button');
    expect(undo.textContent?.trim()).to.equal('Undo: Region from Overseas to East China');
    undo.click();
    await page.settled();
    expect([getField(page.theirs, 'crm.region'), getField(page.theirs, 'crm.industry')]).to.deep.equal(['overseas', 'it']);
    expect(page.find('.head .tools .button').textContent?.trim()).to.equal('Redo: Region from Overseas to East China');
    page.find('.head .tools .button').click();
    await page.settled();
    expect(getField(page.theirs, 'crm.region')).to.equal('eastChina');
  });

  it('goes through the sections in the order of the steps, names each and shows where it happens', async () => {
    page = await openForm({ fill: (doc) => { setField(doc, 'crm.region', 'overseas'); setField(doc, 'customer.name', 'Alfreds'); } });
    const other = page.session.handle('ALFKI', 'preferences').ready('write', (doc) => getText(doc, 'text:behaviour.consumptionBehaviour').insert(0, 'Buys'));
    await page.settled();
    const label = () => page.root.querySelector('.head .tools .button:last-of-type')?.textContent?.trim() ?? '';
    const name = page.control('fields/customer.name');
    type(name, 'Alfreda');
    type(name, 'Alfredo');
    await page.settled();
    expect(label()).to.equal('Undo: Customer name from Alfreds to Alfredo');
    expect(page.find('.head .tools .button:last-of-type').title).to.equal('Undo: Customer name from Alfreds to Alfredo (Ctrl + Z)');
    [...page.root.querySelectorAll<HTMLElement>('.rail .stop')].find((each) => each.textContent!.includes('Preferences'))!.click();
    await page.settled();
    type(page.control<HTMLTextAreaElement>('text:behaviour.consumptionBehaviour'), 'Buys monthly');
    await page.settled();
    expect(label()).to.equal('Undo: Consumption behaviour');
    page.find('.head .tools .button:last-of-type').click();
    await page.settled();
    expect(getText(other, 'text:behaviour.consumptionBehaviour').toString()).to.equal('Buys');
    expect(label()).to.equal('Undo: Customer name from Alfreds to Alfredo');
    page.find('.head .tools .button:last-of-type').click();
    await page.settled();
    expect(getField(page.mine, 'customer.name')).to.equal('Alfreds');
    expect(page.control('fields/customer.name').value, 'shown where it happened').to.equal('Alfreds');
    expect(page.find('.head .tools .button').textContent?.trim()).to.equal('Redo: Customer name from Alfreds to Alfredo');
  });

  it('by keys inside the form only; the page’s shortcuts never fire from a field', async () => {
    page = await openForm({ fill: (doc) => { setField(doc, 'crm.region', 'overseas'); setField(doc, 'customer.name', 'x'); } });
    const heard: string[] = [];
    const listen = (event: KeyboardEvent) => heard.push(event.key);
    document.addEventListener('keydown', listen);
    choose(page.control<HTMLSelectElement>('fields/crm.region'), 'eastChina');
    await page.settled();
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true }));
    expect(getField(page.theirs, 'crm.region')).to.equal('eastChina');
    press(page.control('fields/customer.name'), 'k');
    press(page.control<HTMLSelectElement>('fields/crm.region'), 'z', { ctrlKey: true });
    press(page.control('fields/customer.name'), 'Escape');
    document.removeEventListener('keydown', listen);
    await page.settled();
    expect(getField(page.theirs, 'crm.region')).to.equal('overseas');
    expect(heard).to.deep.equal(['z', 'Escape']);
  });
});

describe('rows', () => {
  const ids = () => [...page.root.querySelectorAll('tr[data-row]:not(.below)')].map((row) => row.getAttribute('data-row'));
  beforeEach(async () => {
    page = await openForm({ fill: (doc) => { for (const id of ['a', 'b']) addRow(doc, 'methods', { kind: 'phone', value: `${id}-123456` }, random, { id: id as never }); } });
  });

  it('Enter and the arrows walk the column; Enter in the last row adds one', async () => {
    page.control('rows/methods/a/value').focus();
    press(active(), 'Enter');
    await page.settled();
    expect(active().id).to.equal('f-rows/methods/b/value');
    press(active(), 'ArrowUp');
    await page.settled();
    expect(active().id).to.equal('f-rows/methods/a/value');
    press(active(), 'ArrowDown');
    await page.settled();
    type(active(), 'b-999999');
    press(active(), 'Enter');
    await page.settled();
    expect(getRows(page.theirs, 'methods').length).to.equal(3);
    expect(getRows(page.theirs, 'methods')[1]?.cells['value']).to.equal('b-999999');
    expect(active().id).to.match(/^f-rows\/methods\/.+\/kind$/);
  });

  it('moves and removes by keys and by buttons, and undo brings the row back with its cells', async () => {
    page.control('rows/methods/b/value').focus();
    press(active(), 'ArrowUp', { altKey: true });
    await page.settled();
    expect(ids()).to.deep.equal(['b', 'a']);
    expect(active().id, 'the focus moved along').to.equal('f-rows/methods/b/value');
    press(active(), 'Backspace', { altKey: true, shiftKey: true });
    await page.settled();
    expect(ids()).to.deep.equal(['a']);
    page.find('.head .tools .button').click();
    await page.settled();
    expect(getRows(page.theirs, 'methods').map(({ id, cells }) => [id, cells['value']])).to.deep.equal([['b', 'b-123456'], ['a', 'a-123456']]);
    page.find<HTMLButtonElement>('tr[data-row="b"] [aria-keyshortcuts="Alt+ArrowDown"]').click();
    await page.settled();
    expect(ids()).to.deep.equal(['a', 'b']);
  });

  it('further columns open below the row', async () => {
    page.find<HTMLButtonElement>('tr[data-row="a"] .more').click();
    await page.settled();
    type(page.control('rows/methods/a/verifiedAt'), '2026-05-12');
    press(page.control('rows/methods/a/verifiedAt'), 'Enter');
    await page.settled();
    expect(getRows(page.theirs, 'methods')[0]?.cells['verifiedAt']).to.equal('2026-05-12');
  });

  it('a cell that somebody else changes is drawn without a new row', async () => {
    await theirs(() => setCell(page.theirs, 'methods', 'a', 'value', '030-1'));
    expect(page.control('rows/methods/a/value').value).to.equal('030-1');
    expect(ids()).to.deep.equal(['a', 'b']);
  });
});

describe('what a colleague does where one is', () => {
  const note = (key: string) => `[data-key="${key}"] .note`;
  const said = (key: string) => page.find(note(key)).textContent!.replace(/\s+/g, ' ').trim();

  it('several changes in a row are one, and the way back leads to what one saw first; taken back by the other they are none', async () => {
    page = await openForm({ fill: (doc) => setField(doc, 'customer.name', 'Alfreds') });
    page.control('fields/customer.name').focus();
    for (const text of ['Alfreds F', 'Alfreds Fu', 'Alfreds Fut']) await theirs(() => setField(page.theirs, 'customer.name', text));
    await page.drawn(note('fields/customer.name'));
    expect(said('fields/customer.name')).to.equal('Ana Trujillo changed Customer name to Alfreds Fut. Undo Keep');
    page.find<HTMLButtonElement>(`${note('fields/customer.name')} button`).click();
    await page.settled();
    expect(getField(page.theirs, 'customer.name')).to.equal('Alfreds');
    expect(page.root.querySelector('.note') === null, 'none for one’s own edit').to.equal(true);
    expect(page.find('.head .tools .button').textContent, 'it is a step of one’s own').to.include('Customer name from Alfreds Fut to Alfreds');
    await theirs(() => setField(page.theirs, 'customer.name', 'B'));
    await theirs(() => setField(page.theirs, 'customer.name', 'Alfreds'));
    expect(page.root.querySelector('.note') === null).to.equal(true);
  });

  it('what is typed and not yet a value outlives the other’s change, its undoing and the way to the button', async () => {
    page = await openForm({ fill: (doc) => setField(doc, 'crm.employeeCount', 20) });
    const input = page.control('fields/crm.employeeCount');
    type(input, '30');
    await theirs(() => setField(page.theirs, 'crm.employeeCount', 25));
    await page.drawn(note('fields/crm.employeeCount'));
    expect(input.value).to.equal('30');
    const undo = page.find<HTMLButtonElement>(`${note('fields/crm.employeeCount')} button`);
    expect(said('fields/crm.employeeCount')).to.include('Take 25 instead of mine');
    undo.focus();
    await page.settled();
    expect(getField(page.theirs, 'crm.employeeCount'), 'going to the note is not leaving the value').to.equal(25);
    undo.click();
    await page.settled();
    expect([getField(page.theirs, 'crm.employeeCount'), input.value]).to.deep.equal([20, '30']);
    expect(isActive(input), 'back in the value').to.equal(true);
    await theirs(() => setField(page.theirs, 'crm.employeeCount', 26));
    await page.drawn(note('fields/crm.employeeCount'));
    page.find<HTMLButtonElement>(`${note('fields/crm.employeeCount')} button:last-of-type`).click();
    await page.settled();
    expect([getField(page.theirs, 'crm.employeeCount'), input.value]).to.deep.equal([26, '26']);
    type(input, '31');
    await theirs(() => setField(page.theirs, 'crm.employeeCount', 27));
    await page.drawn(note('fields/crm.employeeCount'));
    page.find<HTMLButtonElement>(`${note('fields/crm.employeeCount')} button`).focus();
    page.find<HTMLButtonElement>('.head .tools .button').focus();
    await page.settled();
    expect(getField(page.theirs, 'crm.employeeCount'), 'who goes on from the note has left the value').to.equal(31);
  });

  it('of several choices only what the other did is taken back', async () => {
    page = await openForm({ fill: (doc) => addRow(doc, 'customer.partnerRole', { value: 'supplier' }, random, { id: 'supplier' as never }) });
    const chosen = () => getRows(page.theirs, 'customer.partnerRole').map(({ cells }) => cells['value']).sort();
    const boxes = [...page.root.querySelectorAll<HTMLInputElement>('[data-choices="customer.partnerRole"] input')];
    const box = (key: string) => boxes.find(({ id }) => id.endsWith(`/${key}`))!;
    const [first, second] = boxes.map(({ id }) => id.split('/').at(-1)!).filter((key) => key !== 'supplier');
    box('supplier').focus();
    await theirs(() => { addRow(page.theirs, 'customer.partnerRole', { value: first! }, random, { id: first as never }); deleteRow(page.theirs, 'customer.partnerRole', 'supplier'); });
    await page.drawn(note('fields/customer.partnerRole'));
    expect(said('fields/customer.partnerRole')).to.match(/^Ana Trujillo added .+ to .+\. Ana Trujillo took Supplier out of .+\. Undo Keep$/);
    box(second!).click();
    await page.settled();
    expect(chosen()).to.deep.equal([first, second].sort());
    page.find<HTMLButtonElement>(`${note('fields/customer.partnerRole')} button`).click();
    await page.settled();
    expect(chosen()).to.deep.equal(['supplier', second].sort());
    expect(page.root.querySelector('.note') === null).to.equal(true);
    expect(active().id, 'at the choice it was about').to.equal(`f-fields/customer.partnerRole/${first}`);
  });

  it('an entry of a list that is taken away while one types in it comes back with what was typed', async () => {
    page = await openForm({ fill: (doc) => { for (const id of ['a', 'b']) addRow(doc, 'methods', { kind: 'phone', value: `${id}-1`, label: id }, random, { id: id as never }); } });
    const input = page.control('rows/methods/a/label');
    input.focus();
    input.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true, composed: true }));
    await theirs(() => deleteRow(page.theirs, 'methods', 'a'));
    expect(isActive(input), 'as long as one composes').to.equal(true);
    input.value = 'a 中';
    input.dispatchEvent(new CompositionEvent('compositionend', { data: '中', bubbles: true, composed: true }));
    await page.settled();
    await page.drawn('[data-field="customer.contactMethods"] .note');
    expect(getRows(page.theirs, 'methods').map(({ id }) => id)).to.deep.equal(['b']);
    page.find('[data-field="customer.contactMethods"] .note button').click();
    await page.settled();
    expect(getRows(page.theirs, 'methods').map(({ id, cells }) => [id, cells['value'], cells['label']])).to.deep.equal([['a', 'a-1', 'a 中'], ['b', 'b-1', 'b']]);
  });

  it('a field that is emptied stays where it is for whoever is in it', async () => {
    page = await openForm({ fill: (doc) => { setField(doc, 'crm.region', 'overseas'); addRow(doc, 'company.products', { value: 'tea' }, random, { id: 'a' as never }); } });
    const region = page.control<HTMLSelectElement>('fields/crm.region');
    region.focus();
    page.handle.change({ people: [here('fields/crm.region')] }); // a deletion carries no author
    await theirs(() => setField(page.theirs, 'crm.region', null));
    await page.drawn(note('fields/crm.region'));
    expect([isActive(region), region.value]).to.deep.equal([true, '']);
    expect(said('fields/crm.region')).to.equal('Ana Trujillo cleared Region. Undo Keep');
    page.control('rows/company.products/a/value').focus();
    await theirs(() => deleteRow(page.theirs, 'company.products', 'a'));
    await page.drawn('[data-field="company.products"] .note');
    expect(active().id, 'not at the end of the page').to.equal('f-rows/company.products');
    page.find('[data-field="company.products"] .note button').click();
    await page.settled();
    expect(page.control('rows/company.products/a/value').value).to.equal('tea');
    expect(page.root.querySelector('[data-field="crm.region"]') === null, 'left, an empty field goes').to.equal(true);
  });
});
