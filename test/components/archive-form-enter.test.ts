/** What one enters and does not read back: fields stand empty, what is sent is what was typed, what was stored is told by name, and what the server refuses stays. */
import { expect } from '@esm-bundle/chai';
import { enterTexts } from '../../components/form/enter/texts.ts';
import { ApiError } from '../../components/internal/session.ts';
import { loadStrings } from '../../components/internal/strings/index.ts';
import { LANGUAGES } from '../../model/labels.ts';
import type { Language } from '../../model/labels.ts';
import { accessible } from './accessible.ts';
import { choose, openForm, type, viewOf } from './archive-form-page.ts';
import type { FormPage } from './archive-form-page.ts';

let page: FormPage | undefined;
afterEach(() => page?.remove());

const NUMBER = '#enter-person\\.idDocumentNumber';
const open = async (lang: Language = 'en', answer?: (method: string, path: string, body: unknown) => unknown) => {
  await loadStrings(lang);
  page = await openForm({
    lang, section: 'identity', view: { ...viewOf({ profile: 'write' }, { kind: 'individual', packs: ['base', 'individual'] }), enter: ['identity'] },
    answer: (method, path, body) => (method === 'POST' ? (answer?.(method, path, body) ?? null) : undefined),
  });
  await page.drawn('form.enter');
  return page;
};
const sent = () => page!.session.asked.filter(({ method }) => method === 'POST').map(({ path, body }) => ({ path, body }));
const until = async (what: () => boolean): Promise<void> => {
  for (let i = 0; i < 400 && !what(); i++) await page!.settled();
  expect(what(), page!.root.querySelector('form.enter')?.textContent ?? '').to.equal(true);
};

for (const lang of LANGUAGES) it(`is accessible with its fields empty, refused and stored, also at 240 px, in ${lang}`, async () => {
  const { form, find } = await open(lang, () => { throw new ApiError(422, 'invalid', 'No.', undefined, [{ field: 'x', code: 'format', message: 'Not such a number.' }]); });
  expect(page!.root.querySelector('form.enter')?.textContent).to.include(enterTexts(lang).lead);
  await accessible(form);
  type(find<HTMLInputElement>(NUMBER), 'X1');
  find('.save-entered').click();
  await until(() => page!.root.querySelector('#enter-said [role=alert]') !== null);
  form.style.width = '240px';
  await accessible(form);
  expect((form.shadowRoot!.querySelector('.root') as HTMLElement).scrollWidth).to.be.at.most(240);
});

it('sends what was typed, one place after the other, says their names and shows none of it any more; nobody opens the section', async () => {
  const { find, root, session } = await open();
  expect([...root.querySelectorAll<HTMLInputElement>('form.enter input:not([type=checkbox])')].every(({ value }) => value === '')).to.equal(true);
  type(find<HTMLInputElement>(NUMBER), '11010519491231002X');
  choose(find<HTMLSelectElement>('#enter-person\\.idDocumentType'), find<HTMLSelectElement>('#enter-person\\.idDocumentType').options[1]!.value);
  await page!.settled();
  find('.save-entered').click();
  await until(() => (root.querySelector('#enter-said [role=status]')?.textContent ?? '') !== '');
  expect(sent().map(({ path }) => path)).to.deep.equal(['/api/archives/ALFKI/sections/identity/entries', '/api/archives/ALFKI/sections/identity/entries']);
  expect(sent().map(({ body }) => (body as { key: string }).key)).to.have.members(['person.idDocumentType', 'person.idDocumentNumber']);
  expect(root.querySelector('#enter-said [role=status]')!.textContent).to.include('ID number').and.to.include('ID type');
  expect(root.querySelector('form.enter')!.innerHTML).not.to.include('11010519491231002X');
  expect([find<HTMLInputElement>(NUMBER).value, find<HTMLSelectElement>('#enter-person\\.idDocumentType').value]).to.deep.equal(['', '']);
  expect(session.asked.some(({ path }) => path.includes('/sections/identity') && !path.endsWith('/entries'))).to.equal(false);
});

it('keeps what was typed when the server refuses it or cannot be reached, says why beside it, and stores the rest', async () => {
  let reached = true;
  const { find, root } = await open('en', (_method, _path, body) => {
    if (!reached) throw new ApiError(0, 'network', 'no');
    if ((body as { key?: string }).key === 'person.idDocumentNumber') throw new ApiError(422, 'invalid', 'No.', undefined, [{ field: 'person.idDocumentNumber', code: 'format', message: 'The check digit is wrong.' }]);
    return null;
  });
  type(find<HTMLInputElement>(NUMBER), '110105194912310021');
  choose(find<HTMLSelectElement>('#enter-person\\.gender'), find<HTMLSelectElement>('#enter-person\\.gender').options[1]!.value);
  await page!.settled();
  find('.save-entered').click();
  await until(() => root.querySelector('#enter-said [role=alert]') !== null);
  expect(find<HTMLInputElement>(NUMBER).value).to.equal('110105194912310021');
  expect(find('[id="enter-person.idDocumentNumber-wrong"]').textContent).to.equal('The check digit is wrong.');
  expect(root.querySelector('#enter-said [role=status]')!.textContent).to.include('Sex').and.not.to.include('ID number');
  reached = false;
  find('.save-entered').click();
  await until(() => find('[id="enter-person.idDocumentNumber-wrong"]').textContent === enterTexts('en').offline);
  expect(find<HTMLInputElement>(NUMBER).value).to.equal('110105194912310021');
});

it('sends nothing where nothing was typed, and a paper that holds for ever as that', async () => {
  const { find, root } = await open();
  find('.save-entered').click();
  await until(() => root.querySelector('#enter-said [role=alert]')?.textContent === enterTexts('en').nothing);
  expect(sent()).to.deep.equal([]);
  find('[data-field="person.idDocumentValidUntil"] [type=checkbox]').click();
  await page!.settled();
  find('.save-entered').click();
  await until(() => sent().length === 1);
  expect(sent()[0]!.body).to.deep.equal({ key: 'person.idDocumentValidUntil', value: 'long-term' });
});

it('an address is one new row with its use', async () => {
  const { find } = await open();
  const field = [...page!.root.querySelectorAll<HTMLInputElement>('[data-field="person.residenceAddress"] input[type=text]')][0]!;
  type(field, '1 Nanjing Road');
  await page!.settled();
  find('.save-entered').click();
  await until(() => sent().length === 1);
  const { body } = sent()[0]!;
  expect((body as { table: string }).table).to.equal('addresses');
  expect((body as { cells: Record<string, string> }).cells).to.include({ use: 'residence' });
  expect(Object.values((body as { cells: Record<string, string> }).cells)).to.include('1 Nanjing Road');
});
