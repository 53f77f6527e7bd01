/** Fields appear where they belong: those of the archive's sheets are offered, all others are found; what is filled is shown whatever sheets there are. */
import { expect } from '@esm-bundle/chai';
import { addRow, setField } from '../../model/section-doc.ts';
import type { RowId } from '../../model/ids.ts';
import { openForm, viewOf, type FormPage } from './archive-form-page.ts';

const bytes = (count: number): Uint8Array => new Uint8Array(count).fill(7);
let page: FormPage;
afterEach(() => page.remove());

const type = (words: string): void => {
  const input = page.find<HTMLInputElement>('#f-search');
  input.value = words;
  input.dispatchEvent(new Event('input', { bubbles: true }));
};
const offered = (): readonly string[] => [...page.root.querySelectorAll('.add-fact .chip')].map((chip) => chip.textContent!.trim());
const stops = (): readonly string[] => [...page.root.querySelectorAll('.rail .stop-name')].map((stop) => stop.textContent!.trim());

const LEVELS = { profile: 'write', people: 'write', preferences: 'write', private: 'write', bank: 'write' } as const;

describe('sheets of the form', () => {
  it('offer the kind of special customer first to a special customer, and to nobody else; the search finds it for all', async () => {
    page = await openForm({ view: viewOf(LEVELS, { packs: ['organisation'] }) });
    expect(offered()).to.not.include('Special customer kind');
    page.find('#f-add-fact').click();
    await page.settled();
    type('special customer');
    await page.settled();
    expect(page.find('#f-found').textContent).to.include('Special customer kind');
    page.remove();
    page = await openForm({ view: viewOf(LEVELS, { packs: ['organisation'] }), fill: (doc) => { addRow(doc, 'customer.partnerRole', { value: 'special' }, bytes, { id: 'special' as RowId }); } });
    expect(offered()[0]).to.equal('Special customer kind');
  });

  it('show what is filled of a sheet that was taken away, and count only their own', async () => {
    page = await openForm({ view: viewOf(LEVELS, { packs: [] }), fill: (doc) => { setField(doc, 'crm.yearsInBusiness', 'over10'); setField(doc, 'person.employer', 'Acme'); } });
    expect(page.root.querySelector('[data-field="person.employer"]')).to.not.equal(null);
    const [filled = '', of = ''] = page.find('.stop[aria-current] .count').textContent!.split('/');
    expect(Number(filled)).to.equal(0);
    expect(Number(of)).to.be.greaterThan(20);
  });

  it('find a field of another sheet by its name, behind those of the archive\'s own', async () => {
    page = await openForm({ view: viewOf(LEVELS, { packs: [] }) });
    page.find('#f-add-fact').click();
    await page.settled();
    type('tea');
    await page.settled();
    expect([...page.root.querySelectorAll('#f-found li')].some((each) => each.textContent!.includes('Tea'))).to.equal(true);
  });

  it('offer members and cooperation of departments once there is a department; the search finds them before', async () => {
    page = await openForm({ section: 'people', view: viewOf(LEVELS, { packs: ['organisation', 'status'] }) });
    const [members, together] = ['Members', 'Works with'];
    expect(offered()).to.not.include(members);
    page.find('#f-add-fact').click();
    await page.settled();
    const names = (): readonly string[] => [...page.root.querySelectorAll('#f-found li > span:first-child')].map((each) => each.textContent!);
    expect(names()).to.not.include(members);
    type('members');
    await page.settled();
    expect(names()).to.include(members);
    type('');
    addRow(page.theirs, 'departments', { name: 'Buying' }, bytes);
    await page.settled();
    expect(names()).to.include.members([members, together]);
  });

  it('keep pages without any of their fields behind one line of the rail', async () => {
    page = await openForm({ view: viewOf(LEVELS, { packs: [] }) });
    expect(stops()).to.not.include('Banking');
    const more = page.find<HTMLButtonElement>('.rail [aria-expanded]');
    expect([more.textContent!.includes('Other pages'), more.getAttribute('aria-expanded')]).to.deep.equal([true, 'false']);
    more.click();
    await page.settled();
    expect(stops()).to.include('Banking');
    expect([...page.session.handles.keys()].some((name) => name.includes('bank')), 'a closed page is not opened by being listed').to.equal(false);
  });
});
