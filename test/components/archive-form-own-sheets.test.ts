/** The archive's own page: its warning is written there, sheets are added and taken away, and what a named rule asks for is counted. */
import { expect } from '@esm-bundle/chai';
import type { ArchiveRow } from '../../model/api.ts';
import type { RowId } from '../../model/ids.ts';
import type { Language } from '../../model/labels.ts';
import { loadStrings } from '../../components/internal/strings/index.ts';
import { addRow, setField } from '../../model/section-doc.ts';
import { accessible } from './accessible.ts';
import { openForm, viewOf, type FormPage } from './archive-form-page.ts';

const bytes = (count: number): Uint8Array => new Uint8Array(count).fill(7);
let page: FormPage;
afterEach(() => page.remove());

const LEVELS = { profile: 'write', people: 'write', identity: 'write', preferences: 'write' } as const;
const button = (name: string): HTMLButtonElement => {
  const found = [...page.root.querySelectorAll<HTMLButtonElement>('button')].find((each) => (each.getAttribute('aria-label') ?? each.textContent!.trim()) === name);
  if (!found) throw new Error(`no button ${name}`);
  return found;
};

async function own(row: Partial<ArchiveRow>, more: Parameters<typeof openForm>[0] = {}): Promise<void> {
  page = await openForm({ view: viewOf(LEVELS, row), ...more });
  page.find<HTMLButtonElement>('.rail .stop').click();
  await page.drawn('.sheets, [data-pack]');
}

describe('sheets of an archive', () => {
  it('name what each adds for this kind of customer, with a count and examples; accessible', async () => {
    await own({ packs: ['organisation'] });
    const hotel = page.find('[data-pack=hotel]').textContent!;
    expect(hotel).to.match(/\d+ fields: /).and.include('Main needs');
    expect(hotel).to.not.include('Pillow');
    expect(page.find('[data-pack=organisation]').textContent).to.include('in this archive').and.include('Take away');
    expect(page.root.textContent).to.include('What is filled stays readable');
    await accessible(page.form);
  });

  it('are added at once and offered in the form, and taken away again', async () => {
    const sent: unknown[] = [];
    await own({ packs: ['organisation'], kind: 'individual' }, {
      answer: (method, path, body) => {
        if (method !== 'PATCH') return undefined;
        sent.push(body);
        return viewOf(LEVELS, { kind: 'individual', packs: (body as { packs: string[] }).packs });
      },
    });
    button('Add: Hotel').click();
    await page.settled();
    expect(sent).to.deep.equal([{ packs: ['organisation', 'hotel'] }]);
    expect(page.find('[data-pack=hotel]').textContent).to.include('in this archive');
    button('Take away: Organisation').click();
    await page.settled();
    expect(sent.at(-1)).to.deep.equal({ packs: ['hotel'] });
  });

  it('are only told to whoever may not change them', async () => {
    page = await openForm({ view: viewOf({ profile: 'read' }, { packs: ['dealer'] }, 'read'), level: 'read' });
    page.find<HTMLButtonElement>('.rail .stop').click();
    await page.drawn('[data-pack]');
    expect([...page.root.querySelectorAll('[data-pack]')].map((each) => each.getAttribute('data-pack'))).to.deep.equal(['dealer']);
    expect(page.root.querySelector('[data-pack] button')).to.equal(null);
  });
});

describe('the warning of an archive', () => {
  it('is written on the archive\'s own page, into the profile', async () => {
    await own({ packs: [] });
    const kind = page.control<HTMLSelectElement>('fields/customer.warningKind');
    expect(page.root.querySelector('[data-key="fields/customer.warningText"]'), 'no words before there is a warning').to.equal(null);
    kind.value = 'paymentStop';
    kind.dispatchEvent(new Event('change', { bubbles: true }));
    await page.settled();
    expect(page.theirs.getMap('fields').get('customer.warningKind')).to.equal('paymentStop');
    expect(page.root.querySelector('[data-key="fields/customer.warningText"]')).to.not.equal(null);
    const stop = page.control<HTMLInputElement>('fields/customer.doNotContact');
    stop.click();
    await page.settled();
    expect(page.theirs.getMap('fields').get('customer.doNotContact')).to.equal(true);
    expect(page.root.querySelector('[data-key="fields/customer.doNotContactReason"]')).to.not.equal(null);
    await accessible(page.form);
  });

  it('says beside the numbers that nobody is to call, where another warning tops the form', async () => {
    const view = viewOf(LEVELS, { packs: [] });
    const caution = { warning: { kind: 'allergy', text: 'nuts' }, doNotContact: true, doNotContactReason: 'asked by letter' };
    page = await openForm({ view: { ...view, overview: { ...view.overview, ...caution } as typeof view.overview } });
    while (!page.find('.pane').textContent!.includes('Do not contact: asked by letter')) await page.settled();
    expect(page.root.querySelectorAll('.pinned')).to.have.length(1);
  });

  it('tops the form, whatever page is shown', async () => {
    const view = viewOf(LEVELS, { packs: [] });
    page = await openForm({ view: { ...view, overview: { ...view.overview, warning: { kind: 'allergy', text: 'nuts' } } as typeof view.overview } });
    while (!page.root.querySelector('.pinned')!.textContent!.includes('Allergy: nuts')) await page.settled();
    expect(page.find('.form').firstElementChild!.classList.contains('pinned')).to.equal(true);
    await accessible(page.form);
  });
});

describe('a requirement pack', () => {
  it('counts what is on file; papers are counted once the person opens them', async () => {
    await own({ kind: 'individual', packs: ['CN-2007-33'] }, { fill: (doc) => { setField(doc, 'customer.name', 'Hanna'); addRow(doc, 'methods', { kind: 'phone', value: '1' }, bytes, { id: 'm1' as RowId }); } });
    const block = (): string => page.find('[data-requirement]').textContent!.replace(/\s+/g, ' ');
    expect(block()).to.include('Requirement: Customer identification (China 2007, Article 33)').and.include('2 of 9 on file').and.include('7 are in sections that are not open here');
    expect(block()).to.include('1 Jan 2026').and.include('no legal statement');
    await accessible(page.form);
    const identity = page.session.handle('ALFKI', 'identity');
    button('Count the papers too').click();
    await page.settled();
    identity.ready('write', (doc) => { setField(doc, 'person.gender', 'female'); addRow(doc, 'addresses', { use: 'habitual', text: 'Forsterstr. 57' }, bytes, { id: 'a1' as RowId }); });
    await page.settled();
    expect(block()).to.include('4 of 9 on file').and.include('Missing: Nationality, Occupation, ID type, ID number, ID valid until.');
    button('Occupation').click();
    await page.settled();
    expect(page.find('#f-page').textContent).to.equal('Identity papers');
    // the page has a date, whose control comes with its first page
    while (page.root.activeElement === null) await page.settled();
    expect((page.root.activeElement as HTMLElement).id).to.equal('f-fields/person.occupation');
  });
  it('leads to the papers of related parties', async () => {
    await own({ kind: 'organisation', packs: ['CN-2007-33'] });
    const identity = page.session.handle('ALFKI', 'identity');
    page.session.handle('ALFKI', 'people').ready('write', () => {});
    button('Count the papers too').click();
    await page.settled();
    identity.ready('write', () => {});
    await page.drawn('[data-item="agents"]');
    page.find<HTMLButtonElement>('[data-item="agents"]').click();
    await page.drawn('[data-field="org.relatedPartyIdentity"]');
    while (page.root.activeElement?.closest('[data-field]') == null) await page.settled();
    expect(page.root.activeElement.closest('[data-field]')!.getAttribute('data-field')).to.equal('org.relatedPartyIdentity');
  });

  for (const [lang, words] of [['zh-Hans', '要求：'], ['zh-Hant', '不構成法律意見'], ['es', 'No es una declaración jurídica']] as const) {
    it(`speaks ${lang}`, async () => {
      await loadStrings(lang as Language);
      await own({ kind: 'organisation', packs: ['CN-2007-33'] }, { lang });
      expect(page.find('[data-requirement]').textContent).to.include(words);
      await accessible(page.form);
    });
  }
});

describe('the address on record (P-30)', () => {
  it('is shown among the papers: the habitual residence where it differs', async () => {
    page = await openForm({ section: 'identity', view: viewOf(LEVELS, { kind: 'individual', packs: ['individual'] }), fill: (doc) => {
      addRow(doc, 'addresses', { use: 'residence', text: 'Forsterstr. 57', city: 'Mannheim' }, bytes, { id: 'a1' as RowId });
      addRow(doc, 'addresses', { use: 'habitual', text: 'Hauptstr. 1', postcode: '10115', city: 'Berlin' }, bytes, { id: 'a2' as RowId });
    } });
    const shown = (): string => page.find('[data-field="person.registeredAddress"] .value').textContent!.trim();
    expect(shown()).to.equal('Hauptstr. 1, 10115 Berlin');
    page.theirs.getMap('rows').delete('addresses/a2/.');
    await page.settled();
    expect(shown()).to.equal('Forsterstr. 57, Mannheim');
  });
});
