/** The form by keyboard: the next fact from wherever one is, the way from page to page, and choices that are only taken once one is done choosing. */
import { expect } from '@esm-bundle/chai';
import { addRow, getField, getRows, setField } from '../../model/section-doc.ts';
import type { RowId } from '../../model/ids.ts';
import { random } from '../../components/form/open-section.ts';
import { accessible } from './accessible.ts';
import { choose, openForm, press, type, type FormPage } from './archive-form-page.ts';

let page: FormPage;
afterEach(() => page.remove());
const active = () => page.root.activeElement as HTMLElement | null;
const opened = () => [...page.root.querySelectorAll('[role=option]')].map((option) => option.firstElementChild!.textContent);
const next = async (target: Element) => {
  press(target, 'Enter', { ctrlKey: true });
  await page.settled();
};

describe('the next fact', () => {
  it('is one key away from every field, is chosen with Enter, and what was typed before is taken', async () => {
    page = await openForm({ fill: (doc) => setField(doc, 'crm.employeeCount', 3) });
    const count = page.control('fields/crm.employeeCount');
    type(count, '120');
    await next(count);
    expect(active()?.id).to.equal('f-search');
    expect(getField(page.mine, 'crm.employeeCount')).to.equal(120);
    press(active()!, 'Enter');
    await page.settled();
    expect(active()?.closest('[data-field]')).to.not.equal(null);
  });
  it('does not take anybody away from a value that was refused', async () => {
    page = await openForm({ fill: (doc) => setField(doc, 'crm.employeeCount', 3) });
    const count = page.control('fields/crm.employeeCount');
    type(count, 'many');
    await next(count);
    expect(active()).to.equal(count);
    expect(page.root.querySelector('#f-search')).to.equal(null);
  });
  it('a field that is filled is not offered, but found by its name, and the way there is the same', async () => {
    page = await openForm({ fill: (doc) => { setField(doc, 'crm.employeeCount', 3); setField(doc, 'crm.website', 'https://alfreds.example'); } });
    await next(page.control('fields/crm.website'));
    const label = page.find('[data-field="crm.employeeCount"] label').textContent!;
    expect(opened()).to.not.include(label);
    type(page.find<HTMLInputElement>('#f-search'), label);
    await page.settled();
    expect(opened()[0]).to.equal(label);
    press(page.find('#f-search'), 'Enter');
    await page.settled();
    expect(active()).to.equal(page.control('fields/crm.employeeCount'));
  });
});

describe('from page to page', () => {
  const stops = () => [...page.root.querySelectorAll<HTMLButtonElement>('.rail .stop')];
  it('the list of pages is one stop for Tab, and the arrows walk it', async () => {
    page = await openForm();
    expect(stops().filter(({ tabIndex }) => tabIndex === 0).map((stop) => stop.getAttribute('aria-current'))).to.deep.equal(['page']);
    const at = stops().findIndex(({ tabIndex }) => tabIndex === 0);
    stops()[at]!.focus();
    press(active()!, 'ArrowDown');
    expect(active()).to.equal(stops()[at + 1]);
    press(active()!, 'Home');
    expect(active()).to.equal(stops()[0]);
    press(active()!, 'End');
    expect(active()).to.equal(stops().at(-1));
    press(active()!, 'ArrowDown');
    expect(active()).to.equal(stops().at(-1));
  });
  it('the end of a page leads to the next one, at its beginning', async () => {
    page = await openForm();
    const onward = page.find<HTMLButtonElement>('.onward');
    const name = onward.textContent!.split(': ')[1];
    onward.click();
    await page.settled();
    expect(active()?.textContent).to.equal(name);
    expect(page.find('.rail [aria-current]').textContent).to.include(name);
    await accessible(page.form);
  });
});

describe('a choice that adds', () => {
  const people = (doc: Parameters<typeof addRow>[0]) => {
    for (const [id, name] of [['p1', 'Ana'], ['p2', 'Bea'], ['p3', 'Cai']] as const) addRow(doc, 'people', { name }, random, { id: id as RowId });
    addRow(doc, 'departments', { name: 'Buying' }, random, { id: 'd1' as RowId });
  };
  const members = () => getRows(page.mine, 'departmentMembers').map(({ cells }) => cells['person']);
  it('by the arrow keys waits until one is done: with Enter', async () => {
    page = await openForm({ section: 'people', fill: people });
    await page.drawn('[id="f-open-departments/d1"]');
    page.find('[id="f-open-departments/d1"]').click();
    await page.settled();
    const pick = page.find<HTMLSelectElement>('[id="f-names-people-d1"]');
    for (const id of ['p1', 'p2', 'p3']) {
      press(pick, 'ArrowDown');
      choose(pick, id);
    }
    await page.settled();
    expect(members()).to.deep.equal([]);
    press(pick, 'Enter');
    await page.settled();
    expect(members()).to.deep.equal(['p3']);
    expect(active(), 'ready for another').to.equal(page.find('[id="f-names-people-d1"]'));
    expect(page.find<HTMLSelectElement>('[id="f-names-people-d1"]').value).to.equal('');
  });
  it('or by going on; with the mouse it is done at once', async () => {
    page = await openForm({ section: 'people', fill: people });
    await page.drawn('[id="f-open-departments/d1"]');
    page.find('[id="f-open-departments/d1"]').click();
    await page.settled();
    const pick = () => page.find<HTMLSelectElement>('[id="f-names-people-d1"]');
    choose(pick(), 'p1');
    await page.settled();
    expect(members()).to.deep.equal(['p1']);
    press(pick(), 'ArrowDown');
    choose(pick(), 'p2');
    await page.settled();
    expect(members()).to.deep.equal(['p1']);
    pick().blur();
    await page.settled();
    expect(members()).to.deep.equal(['p1', 'p2']);
  });
  it('of a list as well, in any field', async () => {
    page = await openForm({ section: 'identity', fill: () => {} });
    const documents = page.session.handle('ALFKI', 'people').ready('write', people);
    expect(getRows(documents, 'people').length).to.equal(3);
    page.form.section = 'identity';
    await page.settled();
    press(page.find('#f-add-fact'), 'Enter', { ctrlKey: true });
    await page.settled();
    type(page.find<HTMLInputElement>('#f-search'), 'org.authorisedAgents');
    await page.settled();
    press(page.find('#f-search'), 'Enter');
    await page.settled();
    const pick = page.find<HTMLSelectElement>('[id="f-fields/org.authorisedAgents"]');
    expect(active()).to.equal(pick);
    for (const id of ['p1', 'p2']) {
      press(pick, 'ArrowDown');
      choose(pick, id);
    }
    await page.settled();
    expect(getRows(page.mine, 'org.authorisedAgents')).to.deep.equal([]);
    press(pick, 'Enter');
    await page.settled();
    expect(getRows(page.mine, 'org.authorisedAgents').map(({ cells }) => cells['value'])).to.deep.equal(['p2']);
  });
});

describe('somebody new at the customer', () => {
  it('is added with Enter, which the choice that comes back does not take for its own', async () => {
    page = await openForm({ section: 'people', fill: (doc) => setField(doc, 'org.legalRepresentative', 'p1') });
    const pick = page.control<HTMLSelectElement>('fields/org.legalRepresentative');
    choose(pick, ' new');
    await page.settled();
    const name = page.control('fields/org.legalRepresentative');
    type(name, 'Ana');
    expect(press(name, 'Enter'), 'the browser does nothing more').to.equal(false);
    await page.settled();
    expect(getRows(page.mine, 'people').map(({ cells }) => cells['name'])).to.deep.equal(['Ana']);
    expect(active()).to.equal(page.control('fields/org.legalRepresentative'));
  });
});

describe('a row that others tell as well', () => {
  const keyOf = (column: string) => `rows/departmentMembers/${getRows(page.mine, 'departmentMembers')[0]!.id}/${column}`;
  it('is not folded away from whoever is writing it', async () => {
    page = await openForm({ section: 'people', fill: (doc) => {
      addRow(doc, 'people', { name: 'Ana' }, random, { id: 'p1' as RowId });
      addRow(doc, 'departments', { name: 'Buying' }, random, { id: 'd1' as RowId });
    } });
    page.find('#f-add-fact').click();
    await page.settled();
    type(page.find<HTMLInputElement>('#f-search'), 'dept.members');
    await page.settled();
    press(page.find('#f-search'), 'Enter');
    await page.drawn('[id="f-fields/dept.members"]');
    page.find('[id="f-fields/dept.members"]').click();
    await page.settled();
    choose(page.control<HTMLSelectElement>(keyOf('department')), 'd1');
    await page.settled();
    choose(page.control<HTMLSelectElement>(keyOf('person')), 'p1');
    await page.settled();
    expect(active(), 'the row is as it was').to.equal(page.control(keyOf('person')));
    press(active()!, 'Escape');
    await page.settled();
    expect(active()?.id).to.match(/^f-open-departmentMembers\//);
  });
});
